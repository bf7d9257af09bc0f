package web

import (
	"io"
	"net/http"

	"groupwork/fault"
	"groupwork/survey"
)

// readResponse puts a FHIR QuestionnaireResponse into a member's form, to be looked at and saved.
func (s *Site) readResponse(w http.ResponseWriter, r *http.Request) error {
	var raw []byte
	name := ""
	if file, head, err := r.FormFile("file"); err == nil {
		defer file.Close()
		name = head.Filename
		if raw, err = io.ReadAll(file); err != nil {
			return fault.Wrap("web.readResponse", err)
		}
	}
	v, err := s.App.ReadResponse(r.Context(), who(r), askingID(r), meetingID(r), seatNumber(r), name, raw)
	if err != nil && !mendable(err) {
		return err
	}
	p := s.sheetOf(r, v, survey.OnPaper, "/paper/")
	if err != nil {
		p.Page = p.wrongly(err)
		return s.show(w, statusOf(err), p.Page, p.Instrument.Title, sheetBody(p))
	}
	return s.show(w, http.StatusOK, p.Page, p.Instrument.Title, sheetBody(p))
}

// showResponse gives a member's answers as a FHIR file.
func (s *Site) showResponse(w http.ResponseWriter, r *http.Request) error {
	raw, err := s.App.Response(r.Context(), who(r), askingID(r), meetingID(r), seatNumber(r))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/fhir+json; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="response.json"`)
	_, _ = w.Write(raw)
	return nil
}
