package web

import (
	"net/http"

	"groupwork/app"
)

func (s *Site) showInviteMember(w http.ResponseWriter, r *http.Request) error {
	return s.inviteForm(w, r, nil, app.InviteMember{})
}

func (s *Site) inviteForm(w http.ResponseWriter, r *http.Request, err error, in app.InviteMember) error {
	v, loadErr := s.App.Group(r.Context(), who(r), groupID(r))
	if loadErr != nil {
		return loadErr
	}
	p, status := s.page(r), http.StatusOK
	if err != nil {
		p, status = p.wrongly(err), statusOf(err)
	}
	return s.show(w, status, p, p.Say("web.member.new"), inviteMemberBody(p, v, in))
}

func (s *Site) inviteMember(w http.ResponseWriter, r *http.Request) error {
	in := app.InviteMember{Came: r.PostFormValue("came"), New: personInput(r)}
	id, err := s.App.InviteMember(r.Context(), who(r), groupID(r), in)
	if err == nil {
		return s.saved(w, r, "/stays/"+string(id))
	}
	if !mendable(err) {
		return err
	}
	return s.inviteForm(w, r, err, in)
}

func (s *Site) showStay(w http.ResponseWriter, r *http.Request) error {
	return s.stayPage(w, r, nil, app.Link{})
}

// stayPage shows a stay, with what was wrong with the last form on it.
func (s *Site) stayPage(w http.ResponseWriter, r *http.Request, err error, link app.Link) error {
	v, loadErr := s.App.Stay(r.Context(), who(r), stayID(r))
	if loadErr != nil {
		return loadErr
	}
	p, status := s.page(r), http.StatusOK
	if err != nil {
		p, status = p.wrongly(err), statusOf(err)
	}
	return s.show(w, status, p, v.Person.Called.Reveal(), stayBody(p, v, link))
}

// stayed leads back to the stay after a form was taken, or shows it with what was wrong.
func (s *Site) stayed(w http.ResponseWriter, r *http.Request, err error) error {
	if err == nil {
		return s.saved(w, r, "/stays/"+r.PathValue("id"))
	}
	if !mendable(err) {
		return err
	}
	return s.stayPage(w, r, err, app.Link{})
}

func (s *Site) screen(w http.ResponseWriter, r *http.Request) error {
	return s.stayed(w, r, s.App.Screen(r.Context(), who(r), stayID(r), version(r)))
}

func (s *Site) wait(w http.ResponseWriter, r *http.Request) error {
	return s.stayed(w, r, s.App.Wait(r.Context(), who(r), stayID(r), version(r)))
}

func (s *Site) activate(w http.ResponseWriter, r *http.Request) error {
	return s.stayed(w, r, s.App.Activate(r.Context(), who(r), stayID(r), version(r)))
}

func (s *Site) recordYes(w http.ResponseWriter, r *http.Request) error {
	v := r.PostFormValue
	in := app.YesInput{How: v("how"), Words: v("words"), Guardian: v("guardian"), GuardianYes: v("guardian_yes") != ""}
	return s.stayed(w, r, s.App.RecordYes(r.Context(), who(r), stayID(r), version(r), in))
}

func (s *Site) recordMandate(w http.ResponseWriter, r *http.Request) error {
	v := r.PostFormValue
	in := app.MandateInput{Requires: v("requires"), IfLeaving: v("if_leaving"), Reported: v("reported"), Choices: r.PostForm["choices"]}
	return s.stayed(w, r, s.App.RecordMandate(r.Context(), who(r), stayID(r), version(r), in))
}

func (s *Site) changeConsent(w http.ResponseWriter, r *http.Request) error {
	if what := r.PostFormValue("give"); what != "" {
		return s.stayed(w, r, s.App.Agree(r.Context(), who(r), stayID(r), version(r), what))
	}
	return s.stayed(w, r, s.App.TakeBack(r.Context(), who(r), stayID(r), version(r), r.PostFormValue("take")))
}

func (s *Site) editIntake(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	answers := map[string]string{}
	for k, v := range r.PostForm {
		if len(v) > 0 && len(k) > 3 && k[:3] == "in." {
			answers[k[3:]] = v[0]
		}
	}
	return s.stayed(w, r, s.App.EditIntake(r.Context(), who(r), stayID(r), version(r), answers, r.PostFormValue("goal"), number2(r, "goal_now")))
}

func (s *Site) memberLink(w http.ResponseWriter, r *http.Request) error {
	link, err := s.App.MemberLink(r.Context(), who(r), stayID(r))
	if err != nil && !mendable(err) {
		return err
	}
	return s.stayPage(w, r, err, link)
}

func (s *Site) endStay(w http.ResponseWriter, r *http.Request) error {
	v := r.PostFormValue
	return s.stayed(w, r, s.App.EndStay(r.Context(), who(r), stayID(r), version(r), app.LeaveInput{Reason: v("reason"), Words: v("words"), Next: v("next")}))
}
