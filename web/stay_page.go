package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/watch"
)

// StayPage is somebody's way into a group and their time in it. Its forms hold what is stored, or what was typed
// when a form could not be taken. Link is shown once, when it was just made.
type StayPage struct {
	Page
	View    app.StayView
	Link    app.Link
	Yes     app.YesInput
	Mandate app.MandateInput
	Intake  map[string]string
	Goal    string
	GoalNow string
}

// Path is a path below the stay's.
func (p StayPage) Path(below string) string { return "/stays/" + string(p.View.Stay.ID) + below }

// Called is the name used here.
func (p StayPage) Called() string { return p.View.Person.Called.Reveal() }

// Coming tells whether the person is still on the way in.
func (p StayPage) Coming() bool {
	switch p.View.Stay.State {
	case group.Invited, group.Screened, group.Waiting:
		return true
	}
	return false
}

// Open tells whether the stay has not ended.
func (p StayPage) Open() bool { return p.Coming() || p.View.Stay.State == group.Active }

// MayEdit tells whether this person's forms are shown.
func (p StayPage) MayEdit() bool { return p.View.Mine && p.Open() }

// Ready tells whether nothing is missing any more and no gate of the pack stands in the way.
func (p StayPage) Ready() bool {
	shut := slices.ContainsFunc(p.View.Before, func(g watch.Gate) bool { return g.State == watch.Failed && g.Gate.OnFail == "block" })
	return p.Coming() && len(p.View.Missing) == 0 && !shut
}

// Required tells whether somebody may require this person to come.
func (p StayPage) Required() bool { return p.View.Stay.Came != group.ChoseFreely }

// Step is one step of the way in.
type step struct {
	Key, When  string
	Done, Here bool
}

// Steps is the way in: asked, looked at together, own yes, member.
func (p StayPage) Steps() []step {
	s := p.View.Stay
	yes, joined := step{Key: "stay_page.step.yes", Done: s.Yes != nil || s.Mandate != nil}, step{Key: "stay_page.step.member", Done: !s.Joined.IsZero()}
	if s.Yes != nil {
		yes.When = p.Date(s.Yes.Own)
	}
	if joined.Done {
		joined.When = p.Date(s.Joined)
	}
	steps := []step{{Key: "stay_page.step.asked", When: p.Date(s.Invited), Done: true}}
	if !s.Screened.IsZero() { // nobody has to be looked at before they say yes
		steps = append(steps, step{Key: "stay_page.step.met", When: p.Date(s.Screened), Done: true})
	}
	steps = append(steps, yes, joined)
	for i := range steps {
		if !steps[i].Done {
			steps[i].Here = p.Coming()
			break
		}
	}
	return steps
}

// Stands tells whether a consent is in force.
func (p StayPage) Stands(what string) bool {
	return slices.ContainsFunc(p.View.Stay.Consents, func(c group.Consent) bool { return c.What == what && c.Stands(p.now) })
}

// Levels are the five levels of an own goal.
func (p StayPage) Levels() []option {
	var all []option
	if p.View.Stay.Goal.Empty() { // nobody has said yet where a new goal stands
		all = append(all, option{Label: p.Say("ending.no_step")})
	}
	for n := -2; n <= 2; n++ {
		all = append(all, option{Value: strconv.Itoa(n), Label: strings.Replace(strconv.Itoa(n), "-", "−", 1) + " · " + p.Say("progress."+strconv.Itoa(n))})
	}
	return all
}

// theStay loads a stay and fills its forms with what is stored.
func (s *Site) theStay(r *http.Request) (StayPage, error) {
	v, err := s.App.Stay(r.Context(), who(r), stayID(r))
	if err != nil {
		return StayPage{}, err
	}
	p := StayPage{Page: s.page(r), View: v, Intake: map[string]string{}, Goal: v.Stay.Goal.Reveal(), GoalNow: strconv.Itoa(v.Stay.GoalNow)}
	if v.Stay.Goal.Empty() {
		p.GoalNow = ""
	}
	for id, text := range v.Stay.Intake {
		p.Intake[id] = text.Reveal()
	}
	if m := v.Stay.Mandate; m != nil {
		p.Mandate = app.MandateInput{Requires: m.Requires.Reveal(), IfLeaving: m.IfLeaving.Reveal(), Reported: m.Reported.Reveal()}
		for _, c := range m.Choices {
			p.Mandate.Choices = append(p.Mandate.Choices, c.Reveal())
		}
	}
	return p, nil
}

func (s *Site) stayShown(w http.ResponseWriter, status int, p StayPage) error {
	return s.show(w, status, p.Page, p.Called(), staySheet(p))
}

func (s *Site) showStay(w http.ResponseWriter, r *http.Request) error {
	p, err := s.theStay(r)
	if err != nil {
		return err
	}
	return s.stayShown(w, http.StatusOK, p)
}

// stayed leads back to the stay after a form was taken, or shows it with what was wrong and what was typed.
func (s *Site) stayed(w http.ResponseWriter, r *http.Request, err error, typed func(p *StayPage)) error {
	if err == nil {
		return s.saved(w, r, "/stays/"+r.PathValue("id"))
	}
	if !mendable(err) {
		return err
	}
	p, loadErr := s.theStay(r)
	if loadErr != nil {
		return loadErr
	}
	p.View.Stay.Version = stale(r, err, p.View.Stay.Version)
	p.Page = p.wrongly(err)
	if typed != nil {
		typed(&p)
	}
	return s.stayShown(w, statusOf(err), p)
}

func (s *Site) screen(w http.ResponseWriter, r *http.Request) error {
	return s.stayed(w, r, s.App.Screen(r.Context(), who(r), stayID(r), version(r)), nil)
}

func (s *Site) wait(w http.ResponseWriter, r *http.Request) error {
	return s.stayed(w, r, s.App.Wait(r.Context(), who(r), stayID(r), version(r)), nil)
}

func (s *Site) activate(w http.ResponseWriter, r *http.Request) error {
	return s.stayed(w, r, s.App.Activate(r.Context(), who(r), stayID(r), version(r)), nil)
}

func (s *Site) recordYes(w http.ResponseWriter, r *http.Request) error {
	v := r.PostFormValue
	in := app.YesInput{How: v("how"), Words: v("words"), Guardian: v("guardian"), GuardianYes: v("guardian_yes") != ""}
	err := s.App.RecordYes(r.Context(), who(r), stayID(r), version(r), in)
	return s.stayed(w, r, err, func(p *StayPage) { p.Yes = in })
}

func (s *Site) recordMandate(w http.ResponseWriter, r *http.Request) error {
	v := r.PostFormValue
	in := app.MandateInput{Requires: v("requires"), IfLeaving: v("if_leaving"), Reported: v("reported"), Choices: r.PostForm["choices"]}
	err := s.App.RecordMandate(r.Context(), who(r), stayID(r), version(r), in)
	return s.stayed(w, r, err, func(p *StayPage) { p.Mandate = in })
}

// changeConsent gives one consent or takes it back, as the member said.
func (s *Site) changeConsent(w http.ResponseWriter, r *http.Request) error {
	if what := r.PostFormValue("give"); what != "" {
		return s.stayed(w, r, s.App.Agree(r.Context(), who(r), stayID(r), version(r), what), nil)
	}
	return s.stayed(w, r, s.App.TakeBack(r.Context(), who(r), stayID(r), version(r), r.PostFormValue("take")), nil)
}

func (s *Site) editIntake(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return fault.New(fault.Invalid, "web.editIntake", "web.form")
	}
	answers := map[string]string{}
	for name := range r.PostForm {
		if id, ok := strings.CutPrefix(name, "intake."); ok {
			answers[id] = r.PostFormValue(name)
		}
	}
	level, wrong := strconv.Atoi(r.PostFormValue("goal_now"))
	if wrong != nil && strings.TrimSpace(r.PostFormValue("goal")) != "" {
		level = 9 // a goal without a level: the act says so
	}
	err := s.App.EditIntake(r.Context(), who(r), stayID(r), version(r), answers, r.PostFormValue("goal"), level)
	return s.stayed(w, r, err, func(p *StayPage) {
		p.Intake, p.Goal, p.GoalNow = answers, r.PostFormValue("goal"), r.PostFormValue("goal_now")
	})
}

// memberLink shows the new link at once and only once: its token is kept nowhere.
func (s *Site) memberLink(w http.ResponseWriter, r *http.Request) error {
	link, err := s.App.MemberLink(r.Context(), who(r), stayID(r))
	if err != nil {
		return s.stayed(w, r, err, nil)
	}
	p, err := s.theStay(r)
	if err != nil {
		return err
	}
	p.Link = link
	return s.stayShown(w, http.StatusOK, p)
}

// StayLeavePage ends a stay: what was said and what happens next.
type StayLeavePage struct {
	StayPage
	In app.LeaveInput
}

// Reasons are those of the vocabulary; the first is none.
func (p StayLeavePage) Reasons() []option {
	all := []option{{Value: "", Label: p.Say("own.leave.reason.none")}}
	for _, reason := range p.View.Reasons {
		all = append(all, option{Value: reason, Label: p.Say("leaving." + reason)})
	}
	return all
}

func (s *Site) showEndStay(w http.ResponseWriter, r *http.Request) error {
	p, err := s.theStay(r)
	if err != nil {
		return err
	}
	if !p.Open() {
		return s.saved(w, r, p.Path(""))
	}
	return s.show(w, http.StatusOK, p.Page, p.Say("stay_page.leave"), stayLeaveSheet(StayLeavePage{StayPage: p}))
}

func (s *Site) endStay(w http.ResponseWriter, r *http.Request) error {
	v := r.PostFormValue
	in := app.LeaveInput{Reason: v("reason"), Words: v("words"), Next: v("next")}
	err := s.App.EndStay(r.Context(), who(r), stayID(r), version(r), in)
	if err == nil {
		return s.saved(w, r, "/stays/"+r.PathValue("id"))
	}
	if !mendable(err) {
		return err
	}
	p, loadErr := s.theStay(r)
	if loadErr != nil {
		return loadErr
	}
	p.Page = p.wrongly(err)
	return s.show(w, statusOf(err), p.Page, p.Say("stay_page.leave"), stayLeaveSheet(StayLeavePage{StayPage: p, In: in}))
}

// address is a path with the host in front, to be copied into a message.
func (p Page) address(path string) string { return p.Host + path }

// InvitePage asks somebody on record, or somebody new, to join a group.
type InvitePage struct {
	groupEdit
	Known []app.PersonCard
	In    app.InviteMember
}

// People are those who could be asked; the empty choice is somebody new.
func (p InvitePage) People() []option {
	all := []option{{Value: "", Label: p.Say("invite_page.new")}}
	for _, one := range p.Known {
		if !slices.ContainsFunc(one.Groups, func(g app.GroupRef) bool { return g.ID == p.View.Group.ID }) {
			label := one.Called.Reveal()
			for _, g := range one.Groups { // two people may be called the same
				label = joined(label, g.Name.Reveal())
			}
			all = append(all, option{Value: string(one.ID), Label: label})
		}
	}
	return all
}

// Ways are the ways of coming.
func (p InvitePage) Ways() []option {
	var all []option
	for _, way := range p.View.Core.Voluntariness {
		all = append(all, option{Value: way, Label: p.Say("came." + way)})
	}
	return all
}

func (s *Site) invitePage(r *http.Request, in app.InviteMember) (InvitePage, error) {
	g, err := s.groupToEdit(r)
	if err != nil {
		return InvitePage{}, err
	}
	known, err := s.App.People(r.Context(), who(r))
	return InvitePage{groupEdit: g, Known: known, In: in}, err
}

func (s *Site) showInviteMember(w http.ResponseWriter, r *http.Request) error {
	p, err := s.invitePage(r, app.InviteMember{Came: string(group.ChoseFreely), Person: r.URL.Query().Get("person")})
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, p.Page, p.Say("invite_page.title"), inviteSheet(p))
}

func (s *Site) inviteMember(w http.ResponseWriter, r *http.Request) error {
	in := app.InviteMember{Person: r.PostFormValue("person"), Came: r.PostFormValue("came"), New: personInput(s.page(r), r)}
	id, err := s.App.InviteMember(r.Context(), who(r), groupID(r), in)
	if err == nil {
		return s.saved(w, r, "/stays/"+string(id))
	}
	if !mendable(err) {
		return err
	}
	p, loadErr := s.invitePage(r, in)
	if loadErr != nil {
		return loadErr
	}
	p.Page = p.wrongly(err)
	return s.show(w, statusOf(err), p.Page, p.Say("invite_page.title"), inviteSheet(p))
}
