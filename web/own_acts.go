package web

import (
	"net/http"
	"slices"
	"strings"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/note"
	"groupwork/practice"
	"groupwork/private"
)

// OwnPage is a member's way in. Told is the phrase of what was just done.
type OwnPage struct {
	Page
	View app.OwnPage
	Told string
}

// OwnStayPage is one group as its member sees it.
type OwnStayPage struct {
	Page
	View app.OwnStay
	Told string
}

// OwnAnswerPage is an invitation and the member's answer.
type OwnAnswerPage struct {
	Page
	View app.OwnStay
	In   app.Answer
}

// OwnLeavePage is leaving in one act.
type OwnLeavePage struct {
	Page
	View app.OwnStay
	In   app.LeaveInput
}

// OwnNotePage is a member's own signed note.
type OwnNotePage struct {
	Page
	View app.NoteView
}

// Clauses gives the agreement's clauses that hold a text, in the order of the model.
func (p OwnStayPage) Clauses() []question {
	var all []question
	for _, id := range p.View.Pack.Contract.Clauses {
		if text := p.View.Contract[id]; !text.Empty() {
			all = append(all, question{Name: id, Ask: p.Say(practice.ClauseKey(p.View.Pack.ID, id)), Text: text.Reveal()})
		}
	}
	return all
}

// Stands tells whether a consent is in force.
func (p OwnStayPage) Stands(what string) bool {
	return slices.ContainsFunc(p.View.Stay.Consents, func(c group.Consent) bool {
		return c.What == what && !c.Given.IsZero() && c.Taken.IsZero()
	})
}

// MayChoose tells whether the member's choices can still be turned.
func (p OwnStayPage) MayChoose() bool {
	return p.View.Stay.State != group.Declined && p.View.Stay.Yes != nil
}

// Ticked tells whether a consent is ticked in the form.
func (p OwnAnswerPage) Ticked(what string) bool { return slices.Contains(p.In.Consents, what) }

// asked tells whether a stay waits for the member's own answer.
func asked(s app.OwnStay) bool {
	st := s.Stay
	return st.Yes == nil && (st.State == group.Invited || st.State == group.Screened || st.State == group.Waiting)
}

// stateKey is the phrase of how the member stands to the group.
func stateKey(s app.OwnStay) string {
	switch {
	case asked(s):
		return "own.asked"
	case s.Stay.State == group.Active:
		return "own.member"
	case s.Stay.State == group.Left:
		return "own.left"
	case s.Stay.State == group.Declined:
		return "own.declined"
	}
	return "own.waiting"
}

func ownPath(s app.OwnStay, below string) string { return "/my/stays/" + string(s.Stay.ID) + below }

func join(names []private.Text) string {
	all := make([]string, len(names))
	for i, n := range names {
		all[i] = n.Reveal()
	}
	return strings.Join(all, ", ")
}

// told is what the last act did, from the address; only known phrases.
func told(r *http.Request) string {
	if key := "own." + r.URL.Query().Get("told"); key == "own.answered" || key == "own.leave.done" {
		return key
	}
	return ""
}

func (s *Site) showOwn(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.OwnPage(r.Context(), who(r))
	if err != nil {
		return err
	}
	p := OwnPage{Page: s.page(r), View: v, Told: told(r)}
	return s.show(w, http.StatusOK, p.Page, p.Say("own.title"), ownBody(p))
}

func (s *Site) showOwnStay(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.OwnStay(r.Context(), who(r), stayID(r))
	if err != nil {
		return err
	}
	p := OwnStayPage{Page: s.page(r), View: v, Told: told(r)}
	return s.ownStayShown(w, http.StatusOK, p)
}

func (s *Site) ownStayShown(w http.ResponseWriter, status int, p OwnStayPage) error {
	return s.show(w, status, p.Page, p.View.Group.Name.Reveal(), ownStayBody(p))
}

func (s *Site) showAnswer(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.OwnStay(r.Context(), who(r), stayID(r))
	if err != nil {
		return err
	}
	if !asked(v) {
		http.Redirect(w, r, ownPath(v, ""), http.StatusSeeOther)
		return nil
	}
	p := OwnAnswerPage{Page: s.page(r), View: v}
	return s.show(w, http.StatusOK, p.Page, p.Say("own.join.title"), ownAnswerBody(p))
}

// answerInvitation records the member's own yes, no or later. A yes is the consent to join.
func (s *Site) answerInvitation(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return fault.New(fault.Invalid, "web.answerInvitation", "meet.plan.wrong")
	}
	in := app.Answer{Say: r.PostFormValue("say"), Words: r.PostFormValue("words"), Consents: slices.Clone(r.PostForm["consents"])}
	if in.Say == "yes" && !slices.Contains(in.Consents, "join") {
		in.Consents = append(in.Consents, "join")
	}
	err := s.App.AnswerInvitation(r.Context(), who(r), stayID(r), version(r), in)
	if err == nil {
		http.Redirect(w, r, "/my?told=answered", http.StatusSeeOther)
		return nil
	}
	if !mendable(err) {
		return err
	}
	v, loadErr := s.App.OwnStay(r.Context(), who(r), stayID(r))
	if loadErr != nil {
		return loadErr
	}
	if !asked(v) { // sent twice: the answer is there
		http.Redirect(w, r, "/my?told=answered", http.StatusSeeOther)
		return nil
	}
	p := OwnAnswerPage{Page: s.page(r).wrongly(err), View: v, In: in}
	return s.show(w, statusOf(err), p.Page, p.Say("own.join.title"), ownAnswerBody(p))
}

// chooseForSelf gives one consent or takes it back. Sent twice, it stands as it was sent.
func (s *Site) chooseForSelf(w http.ResponseWriter, r *http.Request) error {
	what, give := r.PostFormValue("what"), r.PostFormValue("give") == "yes"
	err := s.App.ChooseForSelf(r.Context(), who(r), stayID(r), version(r), what, give)
	if err != nil && !mendable(err) {
		return err
	}
	v, loadErr := s.App.OwnStay(r.Context(), who(r), stayID(r))
	if loadErr != nil {
		return loadErr
	}
	p := OwnStayPage{Page: s.page(r), View: v}
	if err == nil || fault.Of(err) == fault.Stale && p.Stands(what) == give {
		http.Redirect(w, r, ownPath(v, "")+"#choices", http.StatusSeeOther)
		return nil
	}
	p.Page = p.Page.wrongly(err)
	return s.ownStayShown(w, statusOf(err), p)
}

func (s *Site) showLeave(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.OwnStay(r.Context(), who(r), stayID(r))
	if err != nil {
		return err
	}
	if v.Stay.State != group.Active {
		http.Redirect(w, r, ownPath(v, ""), http.StatusSeeOther)
		return nil
	}
	p := OwnLeavePage{Page: s.page(r), View: v}
	return s.show(w, http.StatusOK, p.Page, p.Say("own.leave"), ownLeaveBody(p))
}

// leaveGroup ends the member's own stay in one act.
func (s *Site) leaveGroup(w http.ResponseWriter, r *http.Request) error {
	in := app.LeaveInput{Reason: r.PostFormValue("reason"), Words: r.PostFormValue("words"), Next: r.PostFormValue("next")}
	err := s.App.LeaveGroup(r.Context(), who(r), stayID(r), version(r), in)
	if err == nil {
		http.Redirect(w, r, "/my?told=leave.done", http.StatusSeeOther)
		return nil
	}
	if !mendable(err) {
		return err
	}
	v, loadErr := s.App.OwnStay(r.Context(), who(r), stayID(r))
	if loadErr != nil {
		return loadErr
	}
	if v.Stay.State == group.Left { // sent twice
		http.Redirect(w, r, "/my?told=leave.done", http.StatusSeeOther)
		return nil
	}
	p := OwnLeavePage{Page: s.page(r).wrongly(err), View: v, In: in}
	return s.show(w, statusOf(err), p.Page, p.Say("own.leave"), ownLeaveBody(p))
}

func (s *Site) showOwnNote(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.OwnNote(r.Context(), who(r), note.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	p := OwnNotePage{Page: s.page(r), View: v}
	return s.show(w, http.StatusOK, p.Page, p.Say("own.note", "number", v.SessionNumber), ownNoteBody(p))
}
