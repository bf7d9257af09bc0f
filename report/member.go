package report

import (
	"slices"
	"strconv"
	"time"

	"groupwork/group"
)

func came(w *writer, _ string) []Line {
	_, facts := w.own()
	n := 0
	for _, f := range facts {
		if f.Presence.State.Came() {
			n++
		}
	}
	if len(facts) == 0 {
		return none("report.what.meetings")
	}
	return one("report.came", "came", n, "of", len(facts))
}

func why(w *writer, _ string) []Line {
	return one("report.why", "how", Said("came."+string(w.me.Stay.Came)))
}

// intake quotes the member's own answer of before the group.
func intake(w *writer, question string) []Line {
	if l := quoted("report.then", w.me.Stay.Intake[question]); l != nil {
		return l
	}
	return none("report.what.intake." + question)
}

// end quotes what was asked at the end: of the member in a member's report, else of the group.
func end(w *writer, field string) []Line {
	from := w.facts.End
	if w.to == ToMember {
		from = w.me.End
	}
	if l := quoted("ending."+field, from[field]); l != nil {
		return l
	}
	return none("ending." + field)
}

// HelpedMost is the field of a member's end sheet that holds one of Means.
const HelpedMost = "helped_most"

// Means are what in a group can help: processes, never persons.
func Means() []string {
	return []string{"same_boat", "information", "support", "honest", "rehearsal", "hard_subject", "difference", "example", "giving", "acting", "belonging"}
}

// means tells what in the group helped most, in the member's report as they say themselves, in the group's what was said most.
func means(w *writer, _ string) []Line {
	if w.to == ToMember {
		if own := w.me.End[HelpedMost]; !own.Empty() {
			return one("report.means.own", "what", Said("means."+own.Reveal()))
		}
		return none("ending." + HelpedMost)
	}
	n, times := 0, map[string]int{}
	for _, m := range w.facts.Members {
		if own := m.End[HelpedMost]; !own.Empty() {
			n++
			times[own.Reveal()]++
		}
	}
	if n < Small {
		return one("report.means.few")
	}
	all := ranked("means.", times)
	return one("report.means", "n", n, "what", all[:min(len(all), 3)])
}

// reading is one level of a goal: put down after a meeting, or read on its own after the meeting of that number.
type reading struct {
	at            time.Time
	number, level int
}

// readings are every level of the member's main goal, oldest first. What was put down after a meeting and signed is a reading at
// the meeting's beginning too, and counts once.
func (w *writer) readings(of Member) (all []reading) {
	for _, m := range w.meetings() {
		if f, ok := m.Fold.Seat(of.Stay.Seat); ok && f.HasProgress {
			all = append(all, reading{m.Starts, m.Number, f.Progress})
		}
	}
	for _, r := range of.Read {
		if slices.ContainsFunc(all, func(have reading) bool { return have.at.Equal(r.At) }) {
			continue
		}
		one := reading{at: r.At, level: r.Step}
		for _, m := range w.meetings() {
			if !m.Starts.After(r.At) {
				one.number = m.Number
			}
		}
		all = append(all, one)
	}
	slices.SortStableFunc(all, func(a, b reading) int { return a.at.Compare(b.at) })
	return all
}

// goal tells the member's goal in their words and how its level went, losses as plainly as gains.
func goal(w *writer, how string) []Line {
	lines := quoted("report.goal."+how, w.me.Stay.Goal)
	all := w.readings(w.me)
	if len(all) == 0 {
		return append(lines, none("report.what.levels")...)
	}
	first, last := all[0], all[len(all)-1]
	pic := &Picture{Title: "report.picture.levels", Top: 4}
	for _, r := range all {
		pic.Points = append(pic.Points, Point{Number: r.number, Value: float64(r.level + 2), N: 1})
	}
	lines = append(lines, Line{Key: "report.levels", Args: []any{"first", level(first.level), "last", level(last.level), "n", len(all)}, Picture: pic})
	switch {
	case len(all) == 1:
	case last.level > first.level:
		lines = append(lines, Line{Key: "report.level.up." + how})
	case last.level < first.level:
		lines = append(lines, Line{Key: "report.level.down." + how})
	default:
		lines = append(lines, Line{Key: "report.level.same." + how})
	}
	return lines
}

func level(n int) Said { return Said("progress." + strconv.Itoa(n)) }

func gave(w *writer, _ string) []Line {
	n, kinds := 0, map[string]int{}
	_, facts := w.own()
	for _, f := range facts {
		n += f.HelpGiven
		for k, times := range f.HelpKinds {
			kinds[k] += times
		}
	}
	if n == 0 {
		return none("report.what.gave")
	}
	if len(kinds) == 0 {
		return one("report.gave", "n", n)
	}
	return one("report.gave.kinds", "n", n, "kinds", codes("help.", kinds))
}

func got(w *writer, _ string) []Line {
	n, meetings := 0, 0
	_, facts := w.own()
	for _, f := range facts {
		n += f.HelpReceived
		if f.HelpReceived > 0 {
			meetings++
		}
	}
	if n == 0 {
		return none("report.what.got")
	}
	return one("report.got", "n", n, "meetings", meetings)
}

func seen(w *writer, how string) []Line {
	n, meetings := 0, 0
	_, facts := w.own()
	for _, f := range facts {
		n += f.GoalSeen
		if f.GoalSeen > 0 {
			meetings++
		}
	}
	if n == 0 {
		return none("report.what.seen")
	}
	return one("report.seen."+how, "n", n, "meetings", meetings)
}

func acts(w *writer, _ string) []Line {
	times := map[string]int{}
	_, facts := w.own()
	for _, f := range facts {
		for _, a := range f.Acts {
			times[a]++
		}
	}
	if len(times) == 0 {
		return none("report.what.acts")
	}
	return one("report.acts", "acts", codes("act.", times))
}

func nextSteps(w *writer, _ string) []Line {
	numbers, facts := w.own()
	var lines []Line
	for i, f := range facts {
		switch {
		case f.NextStep != "":
			lines = append(lines, Line{Key: "report.next_step", Args: []any{"number", numbers[i], "step", Said("next_step." + f.NextStep)}})
		case !f.NextWords.Empty():
			lines = append(lines, Line{Key: "report.next_step.own", Args: []any{"number", numbers[i]}, Text: f.NextWords})
		}
	}
	if len(lines) == 0 {
		return none("report.what.next_steps")
	}
	return lines[max(0, len(lines)-3):]
}

func ownPromises(w *writer, _ string) []Line {
	numbers, facts := w.own()
	var lines []Line
	n := 0
	for i, f := range facts {
		n += len(f.Promises)
		for _, p := range f.Promises {
			lines = append(lines, quoted("report.promised", p, "number", numbers[i])...)
		}
	}
	if n == 0 {
		return none("report.what.promises")
	}
	return append(one("report.promises.own", "n", n), lines...)
}

// ownPulse is the member's own first and last answer to one closing question.
func ownPulse(w *writer, item string) []Line {
	numbers, facts := w.own()
	pic := &Picture{Title: "pulse." + item, Top: 10}
	for i, f := range facts {
		if v, ok := f.Pulse[item]; ok {
			pic.Points = append(pic.Points, Point{Number: numbers[i], Value: float64(v), N: 1})
		}
	}
	n := len(pic.Points)
	if n < 2 {
		return none("report.what.pulse." + item)
	}
	return []Line{{Key: "report.own_pulse." + item, Args: []any{"first", pic.Points[0].Value, "last", pic.Points[n-1].Value, "n", n}, Picture: pic}}
}

// takingPart tells how the member took part in the first and in the second half.
func takingPart(w *writer, _ string) []Line {
	var all []float64
	_, facts := w.own()
	for _, f := range facts {
		if f.Participation >= 0 {
			all = append(all, float64(f.Participation))
		}
	}
	first, later := halves(all)
	a, ok := middle(first)
	b, both := middle(later)
	if !ok || !both {
		return none("report.what.taking_part")
	}
	said := func(v float64) Said { return Said("participation." + strconv.Itoa(int(v+0.5))) }
	return one("report.taking_part", "first", said(a), "later", said(b))
}

func decided(w *writer, _ string) []Line {
	n := 0
	for _, m := range w.meetings() {
		f, there := m.Fold.Seat(w.me.Stay.Seat)
		if w.to != ToMember || there && f.Presence.State.Came() {
			n += len(m.Decisions)
		}
	}
	if n == 0 {
		return none("report.what.decisions")
	}
	return one("report.decided."+string(w.to), "n", n)
}

// ended tells how the stay ended.
func ended(w *writer, _ string) []Line {
	switch {
	case w.me.Stay.State != group.Left && w.facts.Closed.IsZero():
		return one("report.ended.here")
	case w.me.Stay.State != group.Left:
		return one("report.ended.with_group")
	case w.me.Stay.Reason == "" || w.me.Stay.Reason == group.UnknownReason:
		return one("report.ended.left", "date", w.me.Stay.Left)
	}
	return one("report.ended.reason", "date", w.me.Stay.Left, "reason", Said("leaving."+w.me.Stay.Reason))
}

// after is what was said to come after leaving.
func after(w *writer, _ string) []Line {
	return quoted("report.after", w.me.Stay.Next)
}
