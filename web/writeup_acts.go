package web

import (
	"net/http"
	"net/url"
	"strings"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/note"
)

const longestSection = 20000

// writeUpPage loads the write-up as it is stored.
func (s *Site) writeUpPage(r *http.Request) (WriteUpPage, error) {
	up, err := s.App.WriteUp(r.Context(), who(r), sessionID(r))
	if err != nil {
		return WriteUpPage{}, err
	}
	p := WriteUpPage{Page: s.page(r), Up: up, Vocabulary: s.App.Library.Vocabulary(), Prompts: s.App.Library.Core().Debrief, Stale: map[string]bool{}}
	p.Was = storedWriteUp(up, s.App.Library, p.Say)
	p.In = p.Was
	return p, nil
}

// showWriteUp shows the write-up; a session that has not ended leads to its own page.
func (s *Site) showWriteUp(w http.ResponseWriter, r *http.Request) error {
	p, err := s.writeUpPage(r)
	if fault.Of(err) == fault.Stale {
		http.Redirect(w, r, sessionPath(sessionID(r)), http.StatusSeeOther)
		return nil
	}
	if err != nil {
		return err
	}
	return s.writeUpShown(w, http.StatusOK, p)
}

func (s *Site) writeUpShown(w http.ResponseWriter, status int, p WriteUpPage) error {
	return s.show(w, status, p.Page, p.Say("writeup.title", "number", p.Up.Session.Number), writeUpBody(p))
}

// saveWriteUp saves what was typed, and then does what the button says: sign, write "another member", draft again.
func (s *Site) saveWriteUp(w http.ResponseWriter, r *http.Request) error {
	p, err := s.writeUpPage(r)
	if err != nil {
		return err
	}
	if err := r.ParseForm(); err != nil {
		return fault.New(fault.Invalid, "web.saveWriteUp", "writeup.wrong")
	}
	steps := map[string]string{}
	for _, code := range p.Up.NextSteps {
		steps[p.Say("next_step."+code)] = code
	}
	in := readWriteUp(r.PostForm, p.Was, steps)
	todo := compare(r.PostForm, p.Was, in, p.written)
	if err := s.saveChanges(r, p, in, todo); err != nil {
		return s.writeUpAgain(w, r, err, in, todo)
	}
	if len(todo.stale) > 0 {
		return s.writeUpAgain(w, r, fault.New(fault.Stale, "web.saveWriteUp", "writeup.both"), in, todo)
	}
	if todo.unseen && r.PostFormValue("do") == "sign" {
		return s.writeUpAgain(w, r, fault.New(fault.Stale, "web.saveWriteUp", "writeup.unseen"), writeUpInput{}, changes{})
	}
	to, err := s.writeUpAct(r, r.PostFormValue("do"))
	if mendable(err) {
		return s.writeUpAgain(w, r, err, writeUpInput{}, changes{})
	}
	if err != nil {
		return err
	}
	return s.saved(w, r, p.Path("/write-up")+to)
}

// saveChanges saves notes first: saving the debrief drafts untouched notes again.
func (s *Site) saveChanges(r *http.Request, p WriteUpPage, in writeUpInput, todo changes) error {
	if len(todo.notes) > 0 {
		if err := s.App.SaveNotes(r.Context(), who(r), sessionID(r), todo.notes); err != nil {
			return placed(err, todo.notes)
		}
	}
	if todo.debrief {
		return s.App.SaveDebrief(r.Context(), who(r), sessionID(r), p.Up.Session.Version, in.Debrief)
	}
	return nil
}

// placed names the wrong sections by their note: the act names only the section.
func placed(err error, notes []app.NoteInput) error {
	if fault.Of(err) != fault.Invalid {
		return err
	}
	out := &fault.Error{Kind: fault.Invalid, Op: "web.saveWriteUp"}
	for _, f := range fault.Fields(err) {
		key, section := strings.CutPrefix(f.Name, "section.")
		if !section {
			out.Fields = append(out.Fields, f)
			continue
		}
		for _, n := range notes {
			if len(notes) == 1 || len([]rune(n.Sections[key])) > longestSection {
				f.Name = fieldOf(note.ID(n.ID), "section."+key)
				out.Fields = append(out.Fields, f)
			}
		}
	}
	return out
}

// writeUpAgain shows the page once more with what was typed: wrong fields named, or both texts side by side.
func (s *Site) writeUpAgain(w http.ResponseWriter, r *http.Request, err error, in writeUpInput, todo changes) error {
	if !mendable(err) {
		return err
	}
	p, loadErr := s.writeUpPage(r)
	if loadErr != nil {
		return loadErr
	}
	if in.Notes != nil {
		p.In = in.over(p.Was)
	}
	if todo.stale != nil {
		p.Stale = todo.stale
	}
	p.Page = p.Page.wrongly(err)
	return s.writeUpShown(w, statusOf(err), p)
}

// over lays what was typed over what is stored now; notes that were signed meanwhile are no fields any more.
func (in writeUpInput) over(stored writeUpInput) writeUpInput {
	out := writeUpInput{Debrief: in.Debrief, Notes: map[note.ID]app.NoteInput{}, headings: stored.headings}
	for id, have := range stored.Notes {
		out.Notes[id] = have
		if one, ok := in.Notes[id]; ok {
			out.Notes[id] = one
		}
	}
	return out
}

// writeUpAct does what a button of the write-up says and gives the place to go to.
func (s *Site) writeUpAct(r *http.Request, do string) (to string, err error) {
	act, rest, _ := strings.Cut(do, ":")
	id, format, _ := strings.Cut(rest, ":")
	switch act {
	case "sign":
		_, err = s.App.Sign(r.Context(), who(r), sessionID(r), nil)
		return "", err
	case "another", "redraft":
	default:
		return "", nil
	}
	n, err := s.App.Note(r.Context(), who(r), note.ID(id))
	if err != nil {
		return "", err
	}
	if act == "another" {
		err = s.App.WriteAnother(r.Context(), who(r), n.Note.ID, n.Note.Version)
	} else {
		err = s.App.Redraft(r.Context(), who(r), n.Note.ID, n.Note.Version, format)
	}
	return "#note-" + url.PathEscape(id), err
}

// showNotesPrint shows every note of a session, each on a sheet of its own.
func (s *Site) showNotesPrint(w http.ResponseWriter, r *http.Request) error {
	p, err := s.writeUpPage(r)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, p.Page, p.Number(), notesPrintBody(p))
}
