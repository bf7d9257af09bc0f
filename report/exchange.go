package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"groupwork/private"
)

func sorted(m map[string]private.Text) []string { return slices.Sorted(maps.Keys(m)) }

// exchange tells who gave and got help: how much, how broad, and whether it went both ways.
func exchange(w *writer, _ string) []Line {
	total, kinds := 0, map[string]int{}
	pairs := map[[2]int]int{}
	pic := &Picture{Title: "report.picture.help"}
	for i, m := range w.facts.Meetings {
		here := 0
		for _, f := range m.Fold.Help {
			here += f.Times
			pairs[[2]int{f.From, f.To}] += f.Times
		}
		if i >= len(w.facts.Meetings)-3 {
			for _, f := range m.Fold.Seats {
				for k, n := range f.HelpKinds {
					kinds[k] += n
				}
			}
		}
		total += here
		pic.Points = append(pic.Points, Point{Number: m.Number, Value: float64(here), N: len(m.Fold.Seats)})
		pic.Top = max(pic.Top, float64(here))
	}
	if total == 0 || w.to.Outside() && len(w.facts.Members) < Small {
		return none("report.what.help")
	}
	lines := w.table(w.giveAndTake(0))
	if w.to.Outside() {
		return lines
	}
	lines = append([]Line{{Key: "report.help", Args: []any{"n", total}, Picture: pic}}, lines...)
	if len(kinds) > 0 {
		lines = append(lines, Line{Key: "report.help.kinds", Args: []any{"n", len(kinds), "kinds", codes("help.", kinds)}})
	}
	if r, ok := reciprocity(pairs); ok {
		lines = append(lines, Line{Key: "report.help.both_ways", Args: []any{"percent", int(100*r + 0.5)}})
	}
	return lines
}

// giveAndTake sorts the members by whether they gave and got help in the meetings from one on.
func (w *writer) giveAndTake(from int) []Cell {
	gave, got := map[int]bool{}, map[int]bool{}
	for _, m := range w.facts.Meetings[min(from, len(w.facts.Meetings)):] {
		for _, f := range m.Fold.Seats {
			gave[f.Seat] = gave[f.Seat] || f.HelpGiven > 0
			got[f.Seat] = got[f.Seat] || f.HelpReceived > 0
		}
	}
	both, oneWay, neither := 0, 0, 0
	for _, m := range w.facts.Members {
		switch g, t := gave[m.Stay.Seat], got[m.Stay.Seat]; {
		case g && t:
			both++
		case g || t:
			oneWay++
		default:
			neither++
		}
	}
	return []Cell{{What: "report.cell.both_ways", N: both}, {What: "report.cell.one_way", N: oneWay}, {What: "report.cell.neither", N: neither}}
}

// reciprocity is the share of help between members that went both ways: the sum over pairs of the smaller number over
// that of the larger.
func reciprocity(pairs map[[2]int]int) (float64, bool) {
	least, most := 0, 0
	for p, n := range pairs {
		back := pairs[[2]int{p[1], p[0]}]
		if p[1] > 0 && (p[0] < p[1] || back == 0) {
			least, most = least+min(n, back), most+max(n, back)
		}
	}
	return float64(least) / float64(max(most, 1)), most > 0
}

// skills tells how often a member's goal was seen in the room.
func skills(w *writer, _ string) []Line {
	total := 0
	pic := &Picture{Title: "report.picture.seen"}
	for _, m := range w.facts.Meetings {
		here := 0
		for _, f := range m.Fold.Seats {
			here += f.GoalSeen
		}
		total += here
		pic.Points = append(pic.Points, Point{Number: m.Number, Value: float64(here), N: len(m.Fold.Seats)})
		pic.Top = max(pic.Top, float64(here))
	}
	if total == 0 {
		return none("report.what.seen")
	}
	return []Line{{Key: "report.skills", Args: []any{"n", total}, Picture: pic}}
}

// autonomy tells what members led themselves, first half against second, and who took the decisions.
func autonomy(w *writer, _ string) []Line {
	var led []float64
	members, known := 0, 0
	pic := &Picture{Title: "moment.member_led"}
	for _, m := range w.facts.Meetings {
		n := 0.0
		for _, seen := range m.Fold.Moments {
			if seen == "member_led" {
				n++
			}
		}
		led = append(led, n)
		pic.Points = append(pic.Points, Point{Number: m.Number, Value: n, N: len(m.Fold.Seats)})
		pic.Top = max(pic.Top, n)
		for _, d := range m.Decisions {
			if d.How != "" {
				known++
				if d.How != "worker_decides" {
					members++
				}
			}
		}
	}
	if pic.Top == 0 && known == 0 {
		return none("report.what.autonomy")
	}
	first, later := halves(led)
	var lines []Line
	if pic.Top > 0 {
		lines = append(lines, Line{Key: "report.autonomy", Args: []any{"first", sum(first), "later", sum(later)}, Picture: pic})
	}
	if known > 0 {
		lines = append(lines, Line{Key: "report.autonomy.decisions", Args: []any{"members", members, "known", known}})
	}
	return lines
}

func sum(v []float64) (s float64) {
	for _, x := range v {
		s += x
	}
	return s
}

// pulse tells how one closing question went: the middle answer, and inside the group the lowest beside it.
func pulse(w *writer, item string) []Line {
	pic := &Picture{Title: "pulse." + item, Top: 10}
	var told []Point
	for _, m := range w.facts.Meetings {
		var all []float64
		for _, f := range m.Fold.Seats {
			if v, ok := f.Pulse[item]; ok {
				all = append(all, float64(v))
			}
		}
		p := Point{Number: m.Number, N: len(all), TooFew: len(all) > 0 && len(all) < Small, Nothing: len(all) == 0}
		if len(all) >= Small {
			p.Value, _ = middle(all)
			p.Low, p.HasLow = slices.Min(all), !w.to.Outside()
			told = append(told, p)
		}
		pic.Points = append(pic.Points, p)
	}
	if len(told) < 2 {
		return none("report.what.pulse." + item)
	}
	first, last := told[0], told[len(told)-1]
	args := []any{"first", first.Value, "last", last.Value, "n", last.N}
	if w.to.Outside() {
		return one("report.pulse.out."+item, args...)
	}
	low := slices.MinFunc(told, func(a, b Point) int { return cmp.Compare(a.Low, b.Low) })
	return []Line{{Key: "report.pulse." + item, Args: args, Picture: pic}, {Key: "report.pulse.lowest", Args: []any{"low", low.Low, "number", low.Number, "now", last.Low}}}
}

// notBetter tells, in the way of the model, for whom it did not get better.
func notBetter(w *writer, way string) []Line {
	if w.to.Outside() && len(w.facts.Members) < Small {
		return none("report.what.changes")
	}
	if way == "exchange" {
		cells := w.giveAndTake(len(w.facts.Meetings) / 2)
		for i, end := range []string{"both", "one", "neither"} {
			cells[i].What = Said("report.later." + end)
		}
		return w.table(cells)
	}
	item, ofPulse := strings.CutPrefix(way, "pulse:")
	up, same, down, no := 0, 0, 0, 0
	for _, m := range w.facts.Members {
		var all []int
		for _, meeting := range w.facts.Meetings {
			f, _ := meeting.Fold.Seat(m.Stay.Seat)
			if v, ok := f.Pulse[item]; ok {
				all = append(all, v)
			}
		}
		if !ofPulse {
			for _, r := range w.readings(m) {
				all = append(all, r.level)
			}
		}
		n := len(all)
		switch {
		case n < 2:
			no++
		case all[n-1] > all[0]:
			up++
		case all[n-1] == all[0]:
			same++
		default:
			down++
		}
	}
	if up+same+down == 0 {
		return none("report.what.changes")
	}
	key := Said("report.change." + strings.ReplaceAll(way, ":", "."))
	return w.table([]Cell{{What: key + ".up", N: up}, {What: key + ".same", N: same}, {What: key + ".down", N: down}, {What: "report.cell.no_two", N: no}})
}

// promises counts what was promised, by how many.
func promises(w *writer, _ string) []Line {
	n, who := 0, map[int]bool{}
	for _, m := range w.facts.Meetings {
		for _, f := range m.Fold.Seats {
			n += len(f.Promises)
			who[f.Seat] = who[f.Seat] || len(f.Promises) > 0
		}
	}
	if n == 0 {
		return none("report.what.promises")
	}
	if w.facts.Due == 0 {
		return append(one("report.promises", "n", n), none("report.what.kept")...)
	}
	return append(one("report.promises", "n", n), one("report.promises.kept", "kept", w.facts.Kept, "due", w.facts.Due)...)
}

// spread tells how many members took something on.
func spread(w *writer, _ string) []Line {
	who := map[int]bool{}
	for _, m := range w.facts.Meetings {
		for _, f := range m.Fold.Seats {
			who[f.Seat] = who[f.Seat] || len(f.Promises) > 0
		}
	}
	n := 0
	for _, m := range w.facts.Members {
		if who[m.Stay.Seat] {
			n++
		}
	}
	if w.to.Outside() && len(w.facts.Members) < Small {
		return none("report.what.spread")
	}
	return w.table([]Cell{{What: "report.cell.promised", N: n}, {What: "report.cell.not_promised", N: len(w.facts.Members) - n}})
}

// involved tells how many took part in at least half of the meetings that they could have come to.
func involved(w *writer, _ string) []Line {
	often := 0
	for _, m := range w.facts.Members {
		came, of := 0, 0
		for _, meeting := range w.facts.Meetings {
			if f, ok := meeting.Fold.Seat(m.Stay.Seat); ok {
				of++
				if f.Presence.State.Came() {
					came++
				}
			}
		}
		if of > 0 && 2*came >= of {
			often++
		}
	}
	n := len(w.facts.Members)
	if w.to.Outside() && n < Small {
		return one("report.size.few")
	}
	return append(one("report.involved", "n", n), w.table([]Cell{{What: "report.cell.often", N: often}, {What: "report.cell.seldom", N: n - often}})...)
}

// ladder tells the step that was reached, or from where to where.
func ladder(w *writer, which string) []Line {
	step := func(field string) Said {
		if t := w.facts.End[field]; !t.Empty() {
			return Said("ladder." + which + "." + t.Reveal())
		}
		return ""
	}
	if which == "outcome" {
		if s := step("outcome"); s != "" {
			return one("report.ladder.outcome", "step", s)
		}
		return none("ending.outcome")
	}
	before, then := step(which+"_before"), step(which+"_after")
	if before == "" || then == "" {
		return none("report.what." + which)
	}
	return one("report.ladder."+which, "before", before, "after", then)
}
