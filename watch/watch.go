// Package watch reads a group's life by the rules of its packs: metrics made of what the house records, the flags that
// they raise, the indicators that they give, and the gates and checks that they pass. Metrics are computed from facts
// alone; what is not known is undefined, and a rule over it does not fire but says what it needs. A flag asks a worker
// to look: it is never a judgement of a person, is never shown to members, and only a stop blocks an act.
package watch

import (
	"time"

	"groupwork/group"
	"groupwork/overlay"
	"groupwork/people"
	"groupwork/practice"
	"groupwork/session"
)

// Facts are all that is known of a group.
type Facts struct {
	At       time.Time
	Group    group.Group
	Stays    []group.Stay
	Access   map[group.StayID]bool // who has something on record that helps them take part
	Meetings []Meeting             // held, oldest first
	Planned  int                   // how many the schedule plans; 0 for open end
	Readings []Reading
	Leaves   []overlay.Leaf
	Tasks    []Task                    // team tasks, oldest first
	Worse    map[group.StayID]bool     // by reliable change; absent when unknown
	Goals    map[group.StayID]GoalRead // the last reading of a main goal; absent before the first
	Therapy  *Therapy                  // nil unless group therapy lies over the model
	NoteLate time.Duration             // of the oldest unsigned note, past the profile's hours
	Phase    func(model, phase string) (stage string, known bool)
}

// GoalRead is where a goal stood on a day.
type GoalRead struct {
	At   time.Time
	Step int
}

// Therapy is who may lead group therapy, and who is ready for it.
type Therapy struct {
	Lead       bool // a lead worker's qualification is in date
	Cosigner   bool // that of the supervisor named to co-sign is
	Named      bool // a supervisor is named to co-sign
	Unprepared int  // members without screening or preparation
}

// Meeting is one meeting that was held.
type Meeting struct {
	ID      session.ID
	Number  int
	Starts  time.Time
	Fold    session.Meeting
	Methods []string // how decisions were taken, where it was said
	Safety  bool     // a safety mark stands
	Due     bool     // somebody said what was done about it, and nothing more waits
}

// Task is what became of a team task.
type Task struct {
	Loss  bool    // the team was under its members' mean
	Lost  float64 // share of items that somebody had right and the team wrong
	Worse float64 // share of members who did worse after than before
	After int     // members asked again
}

// Reading is what one worker noted for a meeting, or once for the group when Session is empty. Values stand by ask, or
// by ask and stay (see About); a sign that was seen stands as 1.
type Reading struct {
	ID      string
	Group   group.ID
	Session session.ID
	By      people.ID
	At      time.Time
	Values  map[string]float64
	Version int
}

// About is the name under which an answer about a member stands.
func About(ask string, stay group.StayID) string { return ask + "/" + string(stay) }

// SignName is the name under which a sign stands.
func SignName(phase, sign string) string { return "sign." + phase + "." + sign }

// Measured is every metric of a group: its own, and each active member's with the group's beneath them.
type Measured struct {
	Group   practice.Values
	Members []Member
}

// Member is one active member's metrics.
type Member struct {
	Stay   group.StayID
	Seat   int
	Values practice.Values
}

// Measure computes every metric. asks are what the rules in force ask for.
func Measure(f Facts, asks []practice.Ask) Measured {
	m := measurer{f: f, v: practice.Values{}, means: meansOf(f.Readings)}
	for _, st := range f.Stays {
		if st.State == group.Active && st.Seat > 0 {
			m.active = append(m.active, st)
		}
	}
	m.life()
	m.presence()
	m.help()
	m.moments()
	m.duties()
	m.tasks()
	m.asked(asks)
	m.derived()
	out := Measured{Group: m.v}
	for _, st := range m.active {
		out.Members = append(out.Members, Member{st.ID, st.Seat, m.member(st, asks)})
	}
	return out
}

// measurer gathers metrics.
type measurer struct {
	f      Facts
	v      practice.Values
	active []group.Stay
	means  map[session.ID]map[string]float64 // of the workers' answers
}

func (m *measurer) number(name string, x float64) { m.v[name] = x }

// series keeps a series that has something in it.
func (m *measurer) series(name string, s []float64) {
	if len(s) > 0 {
		m.v[name] = s
	}
}

// latest are the last n meetings.
func (m *measurer) latest(n int) []Meeting {
	all := m.f.Meetings
	return all[max(0, len(all)-n):]
}

// life is where the group stands.
func (m *measurer) life() {
	held := len(m.f.Meetings)
	m.number("sessions_held", float64(held))
	m.number("members", float64(len(m.active)))
	m.v["open_group"] = m.f.Group.Open
	if m.f.Planned > 0 {
		m.number("sessions_planned", float64(m.f.Planned))
		m.number("sessions_left", float64(max(0, m.f.Planned-held)))
	}
	m.phase()
	if held >= 2 {
		since := m.f.Meetings[held-2].Starts
		m.number("newcomers", 0)
		for _, st := range m.active {
			if st.Joined.After(since) {
				m.number("newcomers", m.v["newcomers"].(float64)+1)
			}
		}
	}
}

func (m *measurer) phase() {
	readings := m.f.Group.Phases
	model := m.f.Group.PhaseBook()
	now := m.f.Group.Phase()
	stage, known := "", false
	if now != "" && m.f.Phase != nil {
		stage, known = m.f.Phase(model, now)
	}
	if !known {
		return
	}
	m.v["phase"] = now
	if stage != "" {
		m.v["stage"] = stage
	}
	since := readings[len(readings)-1].At
	for i := len(readings) - 1; i >= 0 && readings[i].Phase == now; i-- {
		since = readings[i].At
	}
	age := 0
	for _, one := range m.f.Meetings {
		if one.Starts.After(since) {
			age++
		}
	}
	m.number("phase_age", float64(age))
}

// presence is who came.
func (m *measurer) presence() {
	var present, share []float64
	came, of := map[int]float64{}, map[int]float64{}
	for _, one := range m.f.Meetings {
		n := float64(one.Fold.Came())
		present = append(present, n)
		if len(one.Fold.Seats) > 0 {
			share = append(share, n/float64(len(one.Fold.Seats)))
		}
		for _, s := range one.Fold.Seats {
			of[s.Seat]++
			if s.Presence.State.Came() {
				came[s.Seat]++
			}
		}
	}
	m.series("present", present)
	m.series("attendance", share)
	if len(present) < 3 {
		return
	}
	core := 0.0
	for _, st := range m.active {
		if of[st.Seat] > 0 && came[st.Seat]/of[st.Seat] >= 0.7 {
			core++
		}
	}
	m.number("core_members", core)
}
