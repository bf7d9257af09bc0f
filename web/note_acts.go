package web

import (
	"net/http"
	"strconv"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/note"
)

// NotePage is one note.
type NotePage struct {
	Page
	View  app.NoteView
	Typed string
}

// Heading says what the note is about.
func (p NotePage) Heading() string { return headingOf(p.Page, p.View) }

func headingOf(p Page, v app.NoteView) string {
	if v.Note.Kind == note.OfGroup {
		return p.Say("notepage.of_group", "number", v.SessionNumber)
	}
	return p.Say("notepage.of_member", "name", v.About.Reveal(), "number", v.SessionNumber)
}

// MayAdd tells whether the addendum form is shown; the act decides again.
func (p NotePage) MayAdd() bool { return !p.View.Note.Signed.IsZero() && p.Is("worker") }

// MayCosign tells whether this reader's second signature is asked for.
func (p NotePage) MayCosign() bool {
	n := p.View.Note
	return !n.Signed.IsZero() && n.Cosigned.IsZero() && n.Cosign != "" && string(n.Cosign) == p.Known.Who.Person
}

// CosignPage lists what waits for this person's second signature.
type CosignPage struct {
	Page
	Notes []app.NoteView
}

// ProcessPage is the private process note of its author. Theirs is what is stored, where another window saved it.
type ProcessPage struct {
	meetPage
	Text, Theirs string
	Version      int
}

func noteID(r *http.Request) note.ID { return note.ID(r.PathValue("id")) }

func (s *Site) showNote(w http.ResponseWriter, r *http.Request) error {
	return s.noteShown(w, r, http.StatusOK, nil, "")
}

func (s *Site) noteShown(w http.ResponseWriter, r *http.Request, status int, wrong error, typed string) error {
	v, err := s.App.Note(r.Context(), who(r), noteID(r))
	if err != nil {
		return err
	}
	p := NotePage{Page: s.page(r), View: v, Typed: typed}
	if wrong != nil {
		p.Page = p.Page.wrongly(wrong)
	}
	return s.show(w, status, p.Page, p.Heading(), noteBody(p))
}

// addToNote adds to a signed note. The same text sent twice in a row is one addendum.
func (s *Site) addToNote(w http.ResponseWriter, r *http.Request) error {
	text := r.PostFormValue("text")
	v, err := s.App.Note(r.Context(), who(r), noteID(r))
	if err != nil {
		return err
	}
	if n := len(v.Note.Addenda); n > 0 && text != "" && v.Note.Addenda[n-1].Text.Reveal() == text && string(v.Note.Addenda[n-1].By) == who(r).Person {
		return s.saved(w, r, notePath(noteID(r)))
	}
	err = s.App.AddToNote(r.Context(), who(r), noteID(r), text)
	if mendable(err) {
		return s.noteShown(w, r, statusOf(err), err, text)
	}
	if err != nil {
		return err
	}
	return s.saved(w, r, notePath(noteID(r)))
}

// cosignNote adds the second signature; a second press changes nothing.
func (s *Site) cosignNote(w http.ResponseWriter, r *http.Request) error {
	if err := s.App.CosignNote(r.Context(), who(r), noteID(r)); err != nil && fault.Say(err) != "note.cosigned" {
		return err
	}
	return s.saved(w, r, "/cosign")
}

func (s *Site) showCosign(w http.ResponseWriter, r *http.Request) error {
	notes, err := s.App.ToCosign(r.Context(), who(r))
	if err != nil {
		return err
	}
	p := CosignPage{Page: s.page(r), Notes: notes}
	return s.show(w, http.StatusOK, p.Page, p.Say("notepage.cosign.list"), cosignBody(p))
}

// showProcess shows the author their own process note.
func (s *Site) showProcess(w http.ResponseWriter, r *http.Request) error {
	p, err := s.processPage(r)
	if err != nil {
		return err
	}
	return s.processShown(w, http.StatusOK, p)
}

func (s *Site) processPage(r *http.Request) (ProcessPage, error) {
	n, err := s.App.ProcessNote(r.Context(), who(r), sessionID(r))
	if err != nil {
		return ProcessPage{}, err
	}
	m, err := s.theMeeting(r)
	return ProcessPage{meetPage: m, Text: n.Text.Reveal(), Version: n.Version}, err
}

func (s *Site) processShown(w http.ResponseWriter, status int, p ProcessPage) error {
	return s.show(w, status, p.Page, p.Say("notepage.process", "number", p.View.Session.Number), processBody(p))
}

// saveProcess keeps the author's process note. Saved elsewhere meanwhile: both texts, nothing lost.
func (s *Site) saveProcess(w http.ResponseWriter, r *http.Request) error {
	text := r.PostFormValue("text")
	seen, err := strconv.Atoi(r.PostFormValue("version"))
	if err != nil {
		seen = -1
	}
	err = s.App.SaveProcessNote(r.Context(), who(r), sessionID(r), seen, text)
	if err == nil {
		return s.saved(w, r, sessionPath(sessionID(r))+"/process")
	}
	if !mendable(err) {
		return err
	}
	p, loadErr := s.processPage(r)
	if loadErr != nil {
		return loadErr
	}
	if typed(r.PostForm, "text") == p.Text { // the same form sent twice
		return s.saved(w, r, p.Path("/process"))
	}
	if fault.Of(err) == fault.Stale {
		p.Theirs = p.Text
	}
	p.Text, p.Page = text, p.Page.wrongly(err)
	return s.processShown(w, statusOf(err), p)
}

// shortHash is the beginning of a seal, enough to compare by eye.
func shortHash(h string) string { return h[:min(16, len(h))] }
