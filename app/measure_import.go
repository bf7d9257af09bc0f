package app

import (
	"cmp"
	"context"
	"errors"
	"math"
	"regexp"
	"strings"
	"time"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/measure"
	"groupwork/private"
	"groupwork/survey"
)

// ImportInput is a FHIR Questionnaire that an agency brings, with its word that it may use it.
type ImportInput struct {
	Name  string // of the file
	File  []byte
	Right string
	Sure  bool
}

// What a file of an agency's own may be.
const (
	largestFile = 256 << 10
	mostFaults  = 5 // told of one file
)

// ImportInstrument keeps a FHIR R4 Questionnaire. Without the scoring extension each question that counts stands alone,
// and there is no total: nobody here may make one up. A file with anything wrong in it is
// refused with row, column and reason, and nothing of it is kept.
func (h *House) ImportInstrument(ctx context.Context, who access.Who, in ImportInput) (id string, err error) {
	const op = "app.ImportInstrument"
	err = h.do(ctx, who, access.CompleteInstrument, "", nil, func(a *at) error {
		var c fault.Check
		c.Want(strings.TrimSpace(in.Right) != "", "right", "survey.right.missing")
		c.Want(in.Sure, "sure", "survey.right.undeclared")
		c.Want(len(in.File) > 0 && len(in.File) <= largestFile, "file", "survey.file.size", "max", largestFile>>10)
		if err := c.Err(op); err != nil {
			return err
		}
		ins, err := measure.ReadQuestionnaire(in.Name, in.File)
		if err != nil {
			return refusedFile(op, err)
		}
		ins.ID = plainID(ins)
		if len(ins.Scales) == 0 {
			standAlone(&ins)
		}
		if key, err := a.mayBring(ins); err != nil || key != "" {
			if err == nil {
				err = wrong(op, "file", key)
			}
			return err
		}
		ins.Declaration = &measure.Declaration{By: string(a.self), Date: a.now.In(a.zone()).Format(time.DateOnly), Right: strings.TrimSpace(in.Right)}
		raw, err := measure.WriteQuestionnaire(ins)
		if err != nil {
			return fault.Wrap(op, err)
		}
		id = ins.ID
		a.touches(id)
		_, err = a.SaveOwnInstrument(ctx, survey.Own{Instrument: id, File: private.Of(string(raw)), Made: a.now, By: a.self})
		return err
	})
	return id, err
}

// refusedFile tells the places at which a file is wrong.
func refusedFile(op string, err error) error {
	var r *measure.Refusal
	if !errors.As(err, &r) {
		return fault.Wrap(op, err)
	}
	out := &fault.Error{Kind: fault.Invalid, Op: op}
	for _, f := range r.Faults[:min(mostFaults, len(r.Faults))] {
		out.Fields = append(out.Fields, fault.Field{Name: "file", Key: "survey.file.refused",
			Args: map[string]any{"row": f.Row, "column": f.Column, "reason": f.Reason}})
	}
	return out
}

// mayBring gives the reason why an instrument may not be brought, or nothing.
func (a *at) mayBring(ins measure.Instrument) (key string, err error) {
	_, found := measure.Find(ins.ID)
	switch {
	case errors.Is(found, measure.ErrNever):
		return "survey.instrument.never", nil
	case found == nil:
		return "survey.file.known", nil
	case !regexp.MustCompile(`^[a-z][a-z0-9_-]{1,39}$`).MatchString(ins.ID):
		return "survey.file.id", nil
	case !ins.Wording():
		return "survey.file.wording", nil
	}
	if _, err := a.OwnInstrument(a.ctx, ins.ID); fault.Of(err) != fault.Missing {
		if err == nil {
			key = "survey.file.known"
		}
		return key, err
	}
	return "", nil
}

// Questionnaire exports an instrument as a FHIR R4 Questionnaire.
func (h *House) Questionnaire(ctx context.Context, who access.Who, id string) (raw []byte, err error) {
	err = h.look(ctx, who, access.SeeInstruments, nil, func(a *at) error {
		ins, err := a.instrument(id)
		if err != nil {
			return err
		}
		raw, err = measure.WriteQuestionnaire(ins)
		return fault.Wrap("app.Questionnaire", err)
	})
	return raw, err
}

// MayComplete is nil for whoever may bring or complete instruments.
func (h *House) MayComplete(ctx context.Context, who access.Who) error {
	return h.look(ctx, who, access.CompleteInstrument, nil, func(*at) error { return nil })
}

// plainID is the id of a foreign file as it can stand in an address here; made of the title where the file has none.
func plainID(ins measure.Instrument) string {
	id := regexp.MustCompile(`[^a-z0-9_]+`).ReplaceAllString(strings.ToLower(cmp.Or(ins.ID, ins.Title)), "-")
	id = strings.Trim(id[:min(len(id), 40)], "-")
	if id != "" && (id[0] < 'a' || id[0] > 'z') {
		id = "q-" + id
	}
	return id[:min(len(id), 40)]
}

// standAlone makes every question that counts a scale of its own.
func standAlone(ins *measure.Instrument) {
	for k, item := range ins.Items {
		low, high, ok := span(item)
		if !ok {
			continue
		}
		ins.Scales = append(ins.Scales, measure.Scale{ID: item.LinkID, Title: item.Text, Items: measure.ItemList{k + 1},
			Rule: measure.Rule{Min: low, Max: high, Aggregate: measure.Mean}})
	}
	ins.Verdict = measure.Template
}

// span is between which numbers the answers to a question lie; ok is false for one that wants words.
func span(item measure.Item) (low, high float64, ok bool) {
	switch {
	case len(item.Options) == 0 && item.Type == "boolean":
		return 0, 1, true
	case len(item.Options) == 0:
		return item.Min.Value, item.Max.Value, item.Min.OK && item.Max.OK && item.Max.Value > item.Min.Value
	}
	low, high = math.Inf(1), math.Inf(-1)
	for _, o := range item.Options {
		if o.Score.OK {
			low, high = min(low, o.Score.Value), max(high, o.Score.Value)
		}
	}
	return low, high, high > low
}
