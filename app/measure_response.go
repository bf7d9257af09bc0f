package app

import (
	"context"
	"time"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/measure"
	"groupwork/session"
	"groupwork/survey"
)

// ReadResponse reads a FHIR R4 QuestionnaireResponse into one member's form. Nothing is filed: the worker looks at it
// and saves it as from paper. A file with anything wrong in it is refused with row, column and reason.
func (h *House) ReadResponse(ctx context.Context, who access.Who, id survey.ID, meeting session.ID, seat int, name string, file []byte) (v SheetView, err error) {
	const op = "app.ReadResponse"
	if v, err = h.SheetForm(ctx, who, id, meeting, seat, survey.OnPaper); err != nil {
		return v, err
	}
	var c fault.Check
	c.Want(len(file) > 0 && len(file) <= largestFile, "file", "survey.file.size", "max", largestFile>>10)
	if err := c.Err(op); err != nil {
		return v, err
	}
	r, err := measure.ReadResponse(name, file, v.Instrument)
	if err != nil {
		return v, refusedFile(op, err)
	}
	v.Values = values(v.Instrument, r.Answers, r.Words)
	return v, nil
}

// Response gives one member's answers as a FHIR R4 QuestionnaireResponse. It names the member by stay, not by name.
func (h *House) Response(ctx context.Context, who access.Who, id survey.ID, meeting session.ID, seat int) (raw []byte, err error) {
	const op = "app.Response"
	var one survey.Asking
	var g group.Group
	err = h.read(ctx, who, access.EnterAnswers, string(id), ofAsking(id, &one, &g), func(a *at) error {
		room, stays, err := a.answerRoom(one, g, meeting)
		if err != nil {
			return err
		}
		st, ok := stayIn(stays, seat)
		if !ok {
			return fault.New(fault.Missing, op, "")
		}
		sheet, err := a.SheetAt(ctx, id, meeting, st.ID)
		if err != nil {
			return err
		}
		raw, err = measure.WriteResponse(room.Instrument, measure.Response{Questionnaire: room.Instrument.URL, Subject: "urn:uuid:" + string(st.ID),
			Authored: sheet.Filed.UTC().Format(time.RFC3339), Answers: sheet.Answers(), Words: sheet.Words()})
		return fault.Wrap(op, err)
	})
	return raw, err
}
