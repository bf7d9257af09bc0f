package web

import (
	"net/http"
	"slices"
	"time"

	"groupwork/app"
	"groupwork/group"
	"groupwork/practice"
	"groupwork/session"
)

// GroupPage is a group: its shape, its circle, what it needs, its members and its sessions.
type GroupPage struct {
	groupEdit
}

// Works tells whether this person changes the group.
func (p GroupPage) Works() bool { return works(p.View.Part) && p.View.Group.Closed.IsZero() }

// MaySeeStays tells whether this person may open a member's page.
func (p GroupPage) MaySeeStays() bool { return works(p.View.Part) || p.View.Part == group.Supervises }

// Shape is "Closed group · 9 members".
func (p GroupPage) Shape() string {
	return p.Say("group_form.open."+openWord(p.View.Group.Open)) + " · " + p.Say("web.members", "n", len(p.View.Members))
}

// Meets is the day, the time and the place of the schedule, or nothing.
func (p GroupPage) Meets() string {
	s := p.View.Group.Schedule
	first, err := time.Parse(time.DateOnly, s.First)
	if err != nil {
		return ""
	}
	when := p.dates.WeekdayWide(first.Weekday()) + " " + s.Time
	if s.Place.Empty() {
		return when
	}
	return when + ", " + isolated(s.Place.Reveal())
}

// Rung is one phase of the ladder.
type Rung struct {
	Name, When string
	Now, Past  bool
}

// Ladder is the phases of the model with the last reading of each.
func (p GroupPage) Ladder() []Rung {
	now := slices.IndexFunc(p.View.Pack.Phases, func(ph practice.Phase) bool { return ph.ID == p.View.Group.Phase() })
	var all []Rung
	for i, ph := range p.View.Pack.Phases {
		r := Rung{Name: p.Say(practice.PhaseKey(p.View.Pack.PhaseBook, ph.ID)), Now: i == now, Past: i < now}
		for _, reading := range p.View.Group.Phases {
			if reading.Phase == ph.ID && reading.Model == p.View.Pack.PhaseBook {
				r.When = p.Date(reading.At)
			}
		}
		all = append(all, r)
	}
	return all
}

// MainAct is the one act of the page: the next session.
func (p GroupPage) MainAct() (path, label string) {
	next := p.View.Next
	switch {
	case next.Session == "":
		return "", ""
	case next.State == session.Running:
		return next.Path, p.Say("group_page.go_on", "number", next.Number)
	case p.Today(next.Starts):
		return next.Path, p.Say("group_page.today", "number", next.Number, "time", p.Time(next.Starts))
	}
	return next.Path, p.Say("group_page.next", "number", next.Number, "date", p.Date(next.Starts))
}

// Behind are the sessions that are over, latest first; Ahead those to come.
func (p GroupPage) Behind() []app.SessionRow { return p.sessions(false) }

// Ahead are the sessions to come, soonest first.
func (p GroupPage) Ahead() []app.SessionRow { return p.sessions(true) }

func (p GroupPage) sessions(ahead bool) []app.SessionRow {
	var all []app.SessionRow
	for _, one := range p.View.Sessions {
		if (one.State == session.Planned || one.State == session.Running) == ahead {
			all = append(all, one)
		}
	}
	if !ahead {
		slices.Reverse(all)
	}
	return all
}

// came is the kind of a dot of attendance: there, partly, away or not yet a member.
func came(s session.AttendanceState) string {
	switch {
	case s == "":
		return "not"
	case s == session.Late || s == session.LeftEarly:
		return "part"
	case s.Came():
		return "here"
	}
	return "away"
}

func (s *Site) showGroup(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Group(r.Context(), who(r), groupID(r))
	if err != nil {
		return err
	}
	p := GroupPage{groupEdit{s.page(r), v}}
	return s.show(w, http.StatusOK, p.Page, p.Name(), groupSheet(p))
}
