package web

import (
	"io"
	"net/http"

	"groupwork/app"
	"groupwork/fault"
)

// ImportPage takes a questionnaire that the agency brings.
type ImportPage struct {
	Page
	Right string
	Sure  bool
}

func (s *Site) showImport(w http.ResponseWriter, r *http.Request) error {
	if err := s.App.MayComplete(r.Context(), who(r)); err != nil {
		return err
	}
	p := ImportPage{Page: s.page(r)}
	return s.show(w, http.StatusOK, p.Page, p.Say("measure.import"), importSheet(p))
}

func (s *Site) importInstrument(w http.ResponseWriter, r *http.Request) error {
	in := app.ImportInput{Right: r.PostFormValue("right"), Sure: r.PostFormValue("sure") != ""}
	if file, head, err := r.FormFile("file"); err == nil {
		defer file.Close()
		in.Name = head.Filename
		if in.File, err = io.ReadAll(file); err != nil {
			return fault.Wrap("web.importInstrument", err)
		}
	}
	id, err := s.App.ImportInstrument(r.Context(), who(r), in)
	if err == nil {
		return s.saved(w, r, "/instruments/"+id)
	}
	if !mendable(err) {
		return err
	}
	p := ImportPage{Page: s.page(r).wrongly(err), Right: in.Right, Sure: in.Sure}
	return s.show(w, statusOf(err), p.Page, p.Say("measure.import"), importSheet(p))
}

// showQuestionnaire gives an instrument as a FHIR file.
func (s *Site) showQuestionnaire(w http.ResponseWriter, r *http.Request) error {
	raw, err := s.App.Questionnaire(r.Context(), who(r), r.PathValue("instrument"))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/fhir+json; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="questionnaire.json"`)
	_, _ = w.Write(raw)
	return nil
}
