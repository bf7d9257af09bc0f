package watch

import (
	"maps"

	"groupwork/group"
	"groupwork/practice"
	"groupwork/session"
)

// member gives one member's metrics, with the group's beneath them.
func (m *measurer) member(st group.Stay, asks []practice.Ask) practice.Values {
	one := measurer{f: m.f, v: maps.Clone(m.v), active: m.active, means: m.means}
	one.v["access_need"] = m.f.Access[st.ID]
	one.v["goal_own"] = !st.Goal.Empty()
	if worse, known := m.f.Worse[st.ID]; known {
		one.v["reliably_worse"] = worse
	}
	one.attended(st)
	one.pulse(st)
	one.goal(st)
	one.gave(st)
	for _, a := range asks {
		if a.Of == "member" {
			one.answered(a, st)
		}
	}
	return one.v
}

func (m *measurer) answered(a practice.Ask, st group.Stay) {
	name := About(a.ID, st.ID)
	switch {
	case a.Kind == "yes":
		if x, ok := m.newest(name, a.When); ok {
			m.v[a.ID] = x > 0
		} else if a.When == "meeting" && len(m.f.Meetings) > 0 {
			m.v[a.ID] = false
		}
	case a.When == "start":
		if x, ok := m.newest(name, a.When); ok {
			m.number(a.ID, x)
		}
	default:
		s := m.perMeeting(name)
		m.series(a.ID, s)
		if a.ID == "part" && len(m.active) > 0 {
			var ratio []float64
			for _, x := range s {
				ratio = append(ratio, x*float64(len(m.active))/100)
			}
			m.series("part_ratio", ratio)
		}
	}
}

// attended is whether they came.
func (m *measurer) attended(st group.Stay) {
	on, came, running, early, missed := 0.0, 0.0, 0.0, 0.0, 0.0
	for _, one := range m.f.Meetings {
		s, there := seatOf(one, st)
		if !there {
			continue
		}
		on++
		noWord := s.Presence.State == session.AbsentNoWord
		switch {
		case s.Presence.State.Came():
			came, running = came+1, 0
		case noWord:
			running++
		default:
			running = 0
		}
		if noWord && one.Number >= 2 && one.Number <= 4 {
			early++
		}
		if on <= 4 && !s.Presence.State.Came() {
			missed++
		}
	}
	if on == 0 {
		return
	}
	m.number("attended", came/on)
	m.number("absent_running", running)
	m.number("early_absent", missed)
	if last := m.f.Meetings[len(m.f.Meetings)-1].Number; last > 4 { // the early time is over: it is not a reason to look now
		early = 0
	}
	m.number("early_no_word", early)
}

// pulse is how they answered at the close.
func (m *measurer) pulse(st group.Stay) {
	var means []float64
	low := map[string]float64{}
	worst := 0.0
	for i, one := range m.f.Meetings {
		s, there := seatOf(one, st)
		if !there || len(s.Pulse) == 0 {
			continue
		}
		sum := 0.0
		for item, x := range s.Pulse {
			sum += float64(x)
			if x <= 3 && i >= len(m.f.Meetings)-4 {
				low[item]++
				worst = max(worst, low[item])
			}
		}
		means = append(means, sum/float64(len(s.Pulse)))
	}
	m.series("pulse", means)
	if len(means) > 0 {
		m.number("pulse_low", worst)
	}
}

// goal is what was noted about their goal.
func (m *measurer) goal(st group.Stay) {
	if st.Goal.Empty() {
		return
	}
	quiet := 0.0
	read, rated := m.f.Goals[st.ID]
	for _, one := range m.f.Meetings {
		s, there := seatOf(one, st)
		switch {
		case !there:
		case s.GoalSeen > 0 || s.HasProgress || !one.Starts.After(read.At):
			quiet, rated = 0, rated || s.HasProgress
		default:
			quiet++
		}
	}
	m.number("goal_quiet", quiet)
	if rated || st.GoalNow != 0 {
		m.number("goal_level", float64(st.GoalNow))
	}
}

// gave is how they helped and were helped in the last four meetings.
func (m *measurer) gave(st group.Stay) {
	given, got, all, there := 0.0, 0.0, 0.0, false
	for _, one := range m.latest(4) {
		for _, s := range one.Fold.Seats {
			all += float64(s.HelpGiven)
			if s.Seat == st.Seat {
				given, got, there = given+float64(s.HelpGiven), got+float64(s.HelpReceived), true
			}
		}
	}
	if !there {
		return
	}
	m.number("help_given", given)
	m.number("help_got", got)
	if all >= fewestShares {
		m.number("help_share", given/all)
	}
}
