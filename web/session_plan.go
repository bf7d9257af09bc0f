package web

import (
	"net/http"
	"strconv"
	"strings"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/session"
)

// PlanPage is a session that has not begun, or that was not held.
type PlanPage struct {
	meetPage
	In  app.SessionInput // what stands in the form
	Why string
}

// NewSessionPage plans a further session of a group.
type NewSessionPage struct {
	Page
	Group app.GroupRef
	In    app.SessionInput
}

// planPage fills the form from what is stored.
func planPage(m meetPage) PlanPage {
	s := m.View.Session
	lines := make([]string, len(s.Plan.Blocks))
	for i, b := range s.Plan.Blocks {
		lines[i] = strconv.Itoa(b.Minutes) + " " + b.What
	}
	return PlanPage{meetPage: m, In: app.SessionInput{Starts: m.Local(s.Starts), Minutes: s.Minutes, Place: s.Place.Reveal(),
		Intent: s.Plan.Intent.Reveal(), Help: s.Plan.Help.Reveal(), Blocks: strings.Join(lines, "\n")}}
}

// Planned tells whether the session is still to come.
func (p PlanPage) Planned() bool { return p.View.Session.State == session.Planned }

// WasNotHeld tells whether the session did not take place.
func (p PlanPage) WasNotHeld() bool { return p.View.Session.State == session.NotHeld }

// MayRun tells whether this person plans and begins the session.
func (p PlanPage) MayRun() bool { return p.runs() }

// Total says how much of the time has a part.
func (p PlanPage) Total() string {
	sum := 0
	for _, b := range p.View.Session.Plan.Blocks {
		sum += b.Minutes
	}
	return p.Say("meet.plan.total", "planned", sum, "minutes", p.View.Session.Minutes)
}

func (s *Site) showPlan(w http.ResponseWriter, status int, p PlanPage) error {
	return s.show(w, status, p.Page, p.Number(), planBody(p))
}

// sessionInput reads the form of a plan.
func sessionInput(r *http.Request) app.SessionInput {
	minutes, err := strconv.Atoi(strings.TrimSpace(r.PostFormValue("minutes")))
	if err != nil {
		minutes = 0
	}
	return app.SessionInput{Starts: r.PostFormValue("starts"), Minutes: minutes, Place: r.PostFormValue("place"),
		Intent: r.PostFormValue("intent"), Help: r.PostFormValue("help"), Blocks: r.PostFormValue("blocks")}
}

// editSession saves the plan; what is wrong comes back with what was typed.
func (s *Site) editSession(w http.ResponseWriter, r *http.Request) error {
	in := sessionInput(r)
	err := s.App.EditSession(r.Context(), who(r), sessionID(r), version(r), in)
	return s.planned(w, r, err, func(p *PlanPage) { p.In = in })
}

// planned leads to the session, or shows its plan again with what was wrong and what was typed.
func (s *Site) planned(w http.ResponseWriter, r *http.Request, err error, typed func(*PlanPage)) error {
	if err == nil {
		return s.saved(w, r, sessionPath(sessionID(r)))
	}
	if !mendable(err) {
		return err
	}
	m, loadErr := s.theMeeting(r)
	if loadErr != nil {
		return loadErr
	}
	p := planPage(m)
	typed(&p)
	p.Page = p.Page.wrongly(err)
	return s.showPlan(w, statusOf(err), p)
}

// notHeld records that the meeting did not take place, and why.
func (s *Site) notHeld(w http.ResponseWriter, r *http.Request) error {
	why := r.PostFormValue("why")
	err := s.App.NotHeld(r.Context(), who(r), sessionID(r), version(r), why)
	return s.planned(w, r, err, func(p *PlanPage) { p.Why = why })
}

// showNewSession shows the form for one more session.
func (s *Site) showNewSession(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Group(r.Context(), who(r), group.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	minutes := v.Group.Schedule.Minutes
	if minutes == 0 {
		minutes = 90
	}
	p := NewSessionPage{Page: s.page(r), Group: app.GroupRef{ID: v.Group.ID, Name: v.Group.Name, Model: v.Group.Model()},
		In: app.SessionInput{Minutes: minutes, Place: v.Group.Schedule.Place.Reveal(), Blocks: arcLines(s, r, v, minutes)}}
	return s.show(w, http.StatusOK, p.Page, p.Say("meet.new"), newSessionBody(p))
}

// arcLines is the usual arc of the model, as lines to start from.
func arcLines(s *Site, r *http.Request, v app.GroupView, minutes int) string {
	p := s.page(r)
	var lines []string
	for _, b := range v.Pack.ScaledArc(minutes) {
		lines = append(lines, strconv.Itoa(b.Minutes)+" "+p.Say("pack."+v.Pack.ID+".arc."+b.ID))
	}
	return strings.Join(lines, "\n")
}

// newSession plans one more session of a group.
func (s *Site) newSession(w http.ResponseWriter, r *http.Request) error {
	in, g := sessionInput(r), group.ID(r.PathValue("id"))
	id, err := s.App.PlanSession(r.Context(), who(r), g, in)
	if err == nil {
		return s.saved(w, r, sessionPath(id))
	}
	if fault.Of(err) != fault.Invalid {
		return err
	}
	v, loadErr := s.App.Group(r.Context(), who(r), g)
	if loadErr != nil {
		return loadErr
	}
	p := NewSessionPage{Page: s.page(r).wrongly(err), Group: app.GroupRef{ID: v.Group.ID, Name: v.Group.Name, Model: v.Group.Model()}, In: in}
	return s.show(w, http.StatusUnprocessableEntity, p.Page, p.Say("meet.new"), newSessionBody(p))
}

// CardPage is the session on one sheet of paper.
type CardPage struct {
	meetPage
	Card app.CardView
}

// Roles are the parts of leading that somebody holds today, in words.
func (p CardPage) Roles(seat app.Seat) string {
	var said []string
	for _, role := range seat.Facts.Roles {
		said = append(said, p.Say("role."+role))
	}
	return strings.Join(said, ", ")
}

func (s *Site) showCard(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r)
	v, err := s.App.SessionCard(r.Context(), who(r), sessionID(r), page.Lang)
	if err != nil {
		return err
	}
	p := CardPage{meetPage{page, v.SessionView}, v}
	return s.show(w, http.StatusOK, p.Page, p.Number(), cardBody(p))
}

// minutesText leaves a field empty that holds no number.
func minutesText(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
