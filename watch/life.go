package watch

import (
	"slices"

	"groupwork/overlay"
	"groupwork/session"
)

// The fewest marks of which a share is taken.
const (
	fewestMarks  = 5
	fewestShares = 10
)

// help is who helped whom.
func (m *measurer) help() {
	var worker []float64
	for _, one := range m.f.Meetings {
		all, staff := 0, 0
		for _, flow := range one.Fold.Help {
			all += flow.Times
			if flow.From == session.Staff || flow.To == session.Staff {
				staff += flow.Times
			}
		}
		if all >= fewestMarks {
			worker = append(worker, float64(staff)/float64(all))
		}
	}
	m.series("worker_share", worker)
	if len(m.f.Meetings) == 0 {
		return
	}
	kinds, gave, got, marks := map[string]bool{}, map[int]bool{}, map[int]bool{}, 0
	for _, one := range m.latest(3) {
		for _, s := range one.Fold.Seats {
			marks += s.HelpGiven
			gave[s.Seat] = gave[s.Seat] || s.HelpGiven > 0
			got[s.Seat] = got[s.Seat] || s.HelpReceived > 0
			for kind := range s.HelpKinds {
				kinds[kind] = true
			}
		}
	}
	m.number("aid_kinds", float64(len(kinds)))
	if marks >= fewestMarks && len(m.active) > 0 {
		both := 0.0
		for _, st := range m.active {
			if gave[st.Seat] && got[st.Seat] {
				both++
			}
		}
		m.number("gave_and_received", both/float64(len(m.active)))
	}
	m.reciprocity()
}

// reciprocity is Σ min(h_ij, h_ji) / Σ max(h_ij, h_ji) over the pairs of the last six meetings.
func (m *measurer) reciprocity() {
	flows := map[[2]int]int{}
	for _, one := range m.latest(6) {
		for _, flow := range one.Fold.Help {
			if flow.From > 0 && flow.To > 0 {
				flows[[2]int{flow.From, flow.To}] += flow.Times
			}
		}
	}
	low, high := 0, 0
	for pair, n := range flows {
		back := flows[[2]int{pair[1], pair[0]}]
		if pair[0] < pair[1] || back == 0 {
			low, high = low+min(n, back), high+max(n, back)
		}
	}
	if high > 0 {
		m.number("reciprocity", float64(low)/float64(high))
	}
}

// Acts of a worker by what they do, from the vocabulary of worker acts.
var (
	outside = []string{"contacted_outside", "mediated_system", "linked_resource", "advocated"}
	stirs   = []string{"confronted", "interpreted", "challenged_illusion", "demanded_work", "reached_for_feeling", "shared_own_feeling", "coached_roleplay", "supported_taboo"}
	endings = []string{"started_ending", "credited_members", "generalised", "evaluated"}
)

// moments is what was marked besides help.
func (m *measurer) moments() {
	counts := map[string]float64{}
	var stirring []float64
	for _, one := range m.f.Meetings {
		for _, code := range one.Fold.Moments {
			counts[code]++
		}
		if n := len(one.Fold.Acts); n >= fewestMarks {
			stirring = append(stirring, float64(among(one.Fold.Acts, stirs))/float64(n))
		}
	}
	m.series("stimulating", stirring)
	if counts["conflict"] > 0 {
		m.number("conflicts", counts["conflict"])
		m.number("conflicts_settled", min(counts["conflict_settled"], counts["conflict"]))
	}
	stage, _ := m.v["stage"].(string)
	ending := stage == "separation"
	for _, one := range m.latest(4) {
		ending = ending || among(one.Fold.Acts, endings[:1]) > 0 || among(one.Fold.Acts, endings) >= 2
	}
	m.v["ending_work"] = ending
	if len(m.f.Meetings) == 0 {
		return
	}
	m.number("authority_seen", counts["authority"])
	acts := 0
	for _, one := range m.latest(4) {
		acts += among(one.Fold.Acts, outside)
	}
	m.number("outside_acts", float64(acts))
}

func among(acts, of []string) (n int) {
	for _, act := range acts {
		if slices.Contains(of, act) {
			n++
		}
	}
	return n
}

// duties is what waits too long.
func (m *measurer) duties() {
	if m.f.NoteLate > 0 {
		m.number("notes_late", m.f.NoteLate.Hours())
	} else {
		m.number("notes_late", 0)
	}
	m.number("safety_open", 0)
	for _, one := range m.f.Meetings {
		if waits := m.f.At.Sub(one.Starts).Hours(); one.Safety && !one.Due && waits > m.v["safety_open"].(float64) {
			m.number("safety_open", waits)
		}
	}
	m.leaves()
	if t := m.f.Therapy; t != nil {
		m.v["lead_qualified"], m.v["cosigner_qualified"], m.v["cosigner_named"] = t.Lead, t.Cosigner, t.Named
		m.number("unprepared", float64(t.Unprepared))
	}
}

// leaves is what the folder of an overlay waits for.
func (m *measurer) leaves() {
	late, sent, beyond, updates, scope := 0.0, false, 0.0, false, map[string]overlay.Leaf{}
	m.number("risk_waiting", 0)
	for _, l := range m.f.Leaves {
		switch l.Kind {
		case overlay.Risk:
			if waits := m.f.At.Sub(l.Made).Hours(); l.Field("new_risk") == "yes" && l.Field("action") == "" && l.Done.IsZero() {
				m.number("risk_waiting", max(waits, m.v["risk_waiting"].(float64)))
			}
		case overlay.ReferralOut:
			sent = true
			if l.Done.IsZero() && m.f.At.After(overlay.HandoverBy(l.Made)) {
				late++
			}
		case overlay.Scope:
			scope[string(l.Stay)] = l
		case overlay.Update:
			updates = true
			if overlay.CheckUpdate(l, scope[string(l.Stay)], l.Made) != nil {
				beyond++
			}
		}
	}
	if sent {
		m.number("handovers_late", late)
	}
	if updates {
		m.number("updates_outside", beyond)
	}
}

// tasks is what the group did together.
func (m *measurer) tasks() {
	if len(m.f.Tasks) == 0 {
		return
	}
	running := 0
	for i := len(m.f.Tasks) - 1; i >= 0 && m.f.Tasks[i].Loss; i-- {
		running++
	}
	newest := m.f.Tasks[len(m.f.Tasks)-1]
	m.number("task_losses", float64(running))
	m.number("lost_answers", newest.Lost)
	if newest.After > 0 {
		m.number("worse_after", newest.Worse)
	}
}
