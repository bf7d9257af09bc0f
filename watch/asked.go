package watch

import (
	"slices"
	"strings"

	"groupwork/group"
	"groupwork/practice"
	"groupwork/session"
	"groupwork/sociometry"
)

// fewest is below how many members' answers nothing is said of the group.
const fewest = 5

// asked turns readings into metrics of the group.
func (m *measurer) asked(asks []practice.Ask) {
	for _, a := range asks {
		switch {
		case a.Of == "member" && a.Kind == "number" && a.When == "meeting":
			m.ofMembers(a)
		case a.Of == "member":
		case a.Kind == "yes":
			if x, ok := m.newest(a.ID, a.When); ok {
				m.v[a.ID] = x > 0
			} else if a.When == "meeting" && len(m.f.Meetings) > 0 {
				m.v[a.ID] = false
			}
		case a.When == "start":
			if x, ok := m.newest(a.ID, a.When); ok {
				m.number(a.ID, x)
			}
		default:
			m.series(a.ID, m.perMeeting(a.ID))
		}
	}
	m.signs()
}

// perMeeting gives the mean of the workers' answers at each meeting where there was one.
func (m *measurer) perMeeting(name string) []float64 {
	var s []float64
	for _, one := range m.f.Meetings {
		if x, ok := m.at(one.ID, name); ok {
			s = append(s, x)
		}
	}
	return s
}

// at is the mean of the answers at one meeting.
func (m *measurer) at(id session.ID, name string) (float64, bool) {
	x, ok := m.means[id][name]
	return x, ok
}

// meansOf gives the mean of the workers' answers by meeting and name.
func meansOf(readings []Reading) map[session.ID]map[string]float64 {
	byMeeting := map[session.ID][]Reading{}
	for _, r := range readings {
		byMeeting[r.Session] = append(byMeeting[r.Session], r)
	}
	means := make(map[session.ID]map[string]float64, len(byMeeting))
	for id, all := range byMeeting {
		if len(all) == 1 {
			means[id] = all[0].Values
			continue
		}
		sum, n := make(map[string]float64, len(all[0].Values)), make(map[string]float64, len(all[0].Values))
		for _, r := range all {
			for name, x := range r.Values {
				sum[name], n[name] = sum[name]+x, n[name]+1
			}
		}
		for name := range sum {
			sum[name] /= n[name]
		}
		means[id] = sum
	}
	return means
}

// newest is the last answer that stands: once for the group, or at any meeting.
func (m *measurer) newest(name, when string) (x float64, ok bool) {
	var last Reading
	for _, r := range m.f.Readings {
		if got, there := r.Values[name]; there && (when == "start") == (r.Session == "") && (!ok || r.At.After(last.At)) {
			x, ok, last = got, true, r
		}
	}
	return x, ok
}

// ofMembers gives the middle, the lowest and the sum of what members answered. Middle and lowest take five answers.
func (m *measurer) ofMembers(a practice.Ask) {
	var middle, lowest, total []float64
	for _, one := range m.f.Meetings {
		var all []float64
		for _, st := range m.f.Stays {
			if x, ok := m.at(one.ID, About(a.ID, st.ID)); ok {
				all = append(all, x)
			}
		}
		if len(all) == 0 {
			continue
		}
		sum := 0.0
		for _, x := range all {
			sum += x
		}
		total = append(total, sum)
		if len(all) >= fewest {
			slices.Sort(all)
			middle, lowest = append(middle, (all[len(all)/2]+all[(len(all)-1)/2])/2), append(lowest, all[0])
		}
	}
	m.series(a.ID+"_median", middle)
	m.series(a.ID+"_lowest", lowest)
	m.series(a.ID+"_total", total)
}

// signs reads the signs of stages that were ticked.
func (m *measurer) signs() {
	power, last, read := map[string]bool{}, map[string]map[string]bool{}, false
	var newest session.ID
	for _, one := range m.f.Meetings {
		for name, x := range m.means[one.ID] {
			phase, sign, ok := splitSign(name)
			if !ok {
				continue
			}
			if newest != one.ID {
				newest, last = one.ID, map[string]map[string]bool{}
			}
			read = true
			if last[phase] == nil {
				last[phase] = map[string]bool{}
			}
			last[phase][sign] = x > 0
			if phase == "power_control" && x > 0 {
				power[sign] = true
			}
		}
	}
	if !read {
		return
	}
	m.number("power_signs", float64(len(power)))
	best := 0.0
	for _, signs := range last {
		seen := 0.0
		for _, yes := range signs {
			if yes {
				seen++
			}
		}
		best = max(best, seen/float64(len(signs)))
	}
	m.number("stage_share", best)
}

func splitSign(name string) (phase, sign string, ok bool) {
	rest, ok := strings.CutPrefix(name, "sign.")
	if !ok {
		return "", "", false
	}
	return strings.Cut(rest, ".")
}

// derived is what several answers give together.
func (m *measurer) derived() {
	m.turns()
	var helpful, kept, lead, autonomy []float64
	for _, one := range m.f.Meetings {
		if bad, ok := m.at(one.ID, "problem_rewarded"); ok {
			skill, _ := m.at(one.ID, "skill_used")
			good := skill
			for _, s := range one.Fold.Seats {
				good += float64(s.HelpGiven)
			}
			if good+bad > 0 {
				helpful = append(helpful, good/(good+bad))
			}
		}
		if due, ok := m.at(one.ID, "promises_due"); ok && due > 0 {
			if done, ok := m.at(one.ID, "promises_kept"); ok {
				kept = append(kept, min(1, done/due))
			}
		}
		if all, ok := m.at(one.ID, "all_moves"); ok && all > 0 {
			if own, ok := m.at(one.ID, "worker_moves"); ok {
				lead = append(lead, min(1, own/all))
			}
		}
		if x, ok := m.autonomyAt(one); ok {
			autonomy = append(autonomy, x)
		}
	}
	m.series("helpful_share", helpful)
	m.series("kept_share", kept)
	m.series("worker_lead", lead)
	m.series("autonomy", autonomy)
	m.leaders()
	m.viability()
}

// structure are worker acts that lead the meeting.
var structure = []string{"set_time_limit", "gave_structure", "assigned_role", "changed_activity", "set_limit", "turn_round"}

// autonomyAt is the mean of the shares that are known of a meeting.
func (m *measurer) autonomyAt(one Meeting) (float64, bool) {
	sum, n := 0.0, 0.0
	add := func(x float64) { sum, n = sum+x, n+1 }
	for _, name := range []string{"agenda_share", "roles_share", "parts_share"} {
		if x, ok := m.at(one.ID, name); ok {
			add(x / 100)
		}
	}
	own := 0.0
	for _, how := range one.Methods {
		if how != "worker_decides" {
			own++
		}
	}
	if len(one.Methods) > 0 {
		add(own / float64(len(one.Methods)))
	}
	led := float64(among(one.Fold.Moments, []string{"member_led", "proposal"}))
	if all := led + float64(among(one.Fold.Acts, structure)); all > 0 {
		add(led / all)
	}
	return sum / max(n, 1), n > 0
}

// turns is how talk was spread.
func (m *measurer) turns() {
	var top, silent, talk, equality []float64
	for _, one := range m.f.Meetings {
		var all []float64
		sum, most, none := 0.0, 0.0, 0.0
		for _, st := range m.f.Stays {
			x, ok := m.at(one.ID, About("turns", st.ID))
			if !ok {
				continue
			}
			all, sum, most = append(all, x), sum+x, max(most, x)
			if x == 0 {
				none++
			}
		}
		if worker, ok := m.at(one.ID, "worker_turns"); ok && worker+sum > 0 && len(all) > 0 {
			talk = append(talk, worker/(worker+sum))
		}
		if sum == 0 {
			continue
		}
		top, silent = append(top, most/sum*float64(len(all))), append(silent, none)
		if p, ok := sociometry.Participate(all); ok && sum >= 20 && p.Equality != nil {
			equality = append(equality, *p.Equality)
		}
	}
	m.series("top_turns", top)
	m.series("silent", silent)
	m.series("worker_talk", talk)
	m.series("equality", equality)
}

func (m *measurer) leaders() {
	n, read := 0.0, false
	for _, st := range m.active {
		if s := m.perMeeting(About("leading", st.ID)); len(s) > 0 {
			read = true
			if s[len(s)-1] >= 2 {
				n++
			}
		}
	}
	if read {
		m.number("leaders", n)
	}
}

// viability counts five lights, once all five are known.
func (m *measurer) viability() {
	share, ok1 := m.v["attendance"].([]float64)
	core, ok2 := m.v["core_members"].(float64)
	place, ok3 := m.v["place_secured"].(bool)
	cover, ok4 := m.v["cover"].(bool)
	clear, ok5 := m.v["purpose_clear_median"].([]float64)
	if !(ok1 && ok2 && ok3 && ok4 && ok5) {
		return
	}
	lights := 0.0
	for _, on := range []bool{share[len(share)-1] >= 0.7, core >= 5, place, cover, clear[len(clear)-1] >= 7} {
		if on {
			lights++
		}
	}
	m.number("viability", lights)
}

// seatOf finds a seat in a meeting.
func seatOf(one Meeting, st group.Stay) (session.SeatFacts, bool) { return one.Fold.Seat(st.Seat) }
