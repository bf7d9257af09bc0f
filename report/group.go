package report

import (
	"math"
	"slices"
	"strings"
	"time"

	"groupwork/group"
	"groupwork/outcome"
)

// size tells how many took part and how many stayed to the end.
func size(w *writer, how string) []Line {
	n, left := len(w.facts.Members), 0
	for _, m := range w.facts.Members {
		if m.Stay.State == group.Left && (w.facts.Closed.IsZero() || m.Stay.Left.Before(w.facts.Closed.Add(-time.Minute))) {
			left++
		}
	}
	if w.to.Outside() && n < Small {
		return one("report.size.few")
	}
	stayed, gone := Said("report.cell.to_end"), Said("report.cell.left_early")
	if how == "remedial" { // a group of planned meetings is finished or not
		stayed, gone = "report.cell.finished", "report.cell.not_finished"
	}
	return append(one("report.size."+how, "n", n), w.table([]Cell{{What: stayed, N: n - left}, {What: gone, N: left}})...)
}

// reasons tells why people left before the end.
func reasons(w *writer, _ string) []Line {
	times := map[string]int{}
	for _, m := range w.facts.Members {
		if m.Stay.State == group.Left {
			reason := m.Stay.Reason
			if reason == "" {
				reason = group.UnknownReason
			}
			times["leaving."+reason]++
		}
	}
	if len(times) == 0 {
		return one("report.reasons.nobody")
	}
	total := 0
	var cells []Cell
	for _, key := range ranked("", times) {
		total += times[string(key)]
		cells = append(cells, Cell{What: key, N: times[string(key)]})
	}
	if w.to.Outside() && total < Small {
		return one("report.reasons.few")
	}
	return w.table(cells)
}

// attendance is the share of places that were filled, and how many came to each meeting.
func attendance(w *writer, how string) []Line {
	cameAll, of := 0, 0
	pic := &Picture{Title: "report.picture.came"}
	for _, m := range w.facts.Meetings {
		here := m.Fold.Came()
		cameAll, of = cameAll+here, of+len(m.Fold.Seats)
		pic.Points = append(pic.Points, Point{Number: m.Number, Value: float64(here), N: len(m.Fold.Seats)})
		pic.Top = max(pic.Top, float64(len(m.Fold.Seats)))
	}
	if of == 0 || w.to.Outside() && len(w.facts.Members) < Small {
		return none("report.what.attendance")
	}
	l := Line{Key: "report.attendance." + how, Args: []any{"percent", int(math.Round(100 * float64(cameAll) / float64(of))), "meetings", len(w.facts.Meetings)}}
	if !w.to.Outside() {
		l.Picture = pic
	}
	return []Line{l}
}

// levels tells where members stood with their goals at the last reading: the spread, never a mean alone.
func levels(w *writer, how string) []Line {
	reached, about, below, no := 0, 0, 0, 0
	for _, m := range w.facts.Members {
		all := w.readings(m)
		switch {
		case len(all) == 0:
			no++
		case all[len(all)-1].level >= 0:
			reached++
		case all[len(all)-1].level == -1:
			about++
		default:
			below++
		}
	}
	read := reached + about + below
	if read == 0 || w.to.Outside() && len(w.facts.Members) < Small {
		return none("report.what.levels")
	}
	key := Said("report.level." + how)
	cells := []Cell{{What: key + ".reached", N: reached}, {What: key + ".about", N: about}, {What: key + ".below", N: below}, {What: "report.cell.no_reading", N: no}}
	lines := w.table(cells)
	if ci, ok := outcome.Wilson(float64(reached), float64(read)); ok && read >= Small && (!w.to.Outside() || !Protect(cells)[0].Hidden && !Protect(cells)[3].Hidden) {
		lines = append(lines, Line{Key: "report.wilson", Args: []any{"low", int(math.Round(100 * ci[0])), "high", int(math.Round(100 * ci[1])), "read", read}})
	}
	return lines
}

// harms tells what did harm in the group itself. It is never left out.
func harms(w *writer, _ string) []Line {
	n := len(w.facts.Harms)
	switch {
	case n == 0:
		return one("report.harms.none")
	case w.to.Outside() && n < Small:
		return one("report.harms.few")
	}
	lines := one("report.harms", "n", n)
	if w.to.Outside() {
		return lines
	}
	for _, h := range w.facts.Harms {
		lines = append(lines, Line{Key: "report.harm", Args: []any{"date", h.At, "kind", Said("harm." + h.Kind)}, Text: h.What})
		lines = append(lines, quoted("report.harm.done", h.Done)...)
	}
	return lines
}

// process quotes what the workers wrote after the meetings in one field of the model.
func process(w *writer, field string) []Line {
	var lines []Line
	seen := map[string]bool{}
	for _, m := range w.facts.Meetings {
		t := m.Process[field]
		if t.Empty() || seen[strings.TrimSpace(t.Reveal())] {
			continue
		}
		seen[strings.TrimSpace(t.Reveal())] = true
		lines = append(lines, Line{Key: "report.at", Args: []any{"number", m.Number, "what", Said("process." + field)}, Text: t})
	}
	if len(lines) == 0 {
		return none("process." + field)
	}
	return lines
}

// contract tells what was agreed and how.
func contract(w *writer, _ string) []Line {
	c := w.facts.Contract
	if c.Adopted.IsZero() {
		return none("report.what.contract")
	}
	lines := one("report.contract", "date", c.Adopted, "how", Said("adopt."+c.How))
	order := slices.Clone(w.facts.Clauses)
	for _, id := range sorted(c.Clauses) { // one that the form has no longer comes last
		if !slices.Contains(order, id) {
			order = append(order, id)
		}
	}
	for _, id := range order {
		lines = append(lines, quoted("pack."+w.facts.Model+".clause."+id, c.Clauses[id])...)
	}
	return lines
}

// models tells the changes of model.
func models(w *writer, _ string) []Line {
	if len(w.facts.Choices) < 2 {
		return one("report.model.one")
	}
	var lines []Line
	for _, c := range w.facts.Choices {
		lines = append(lines, Line{Key: "report.model", Args: []any{"date", c.At, "model", Said("pack." + c.Model + ".name")}, Text: c.Reason})
	}
	return lines
}

// moment counts what was marked in the meetings: "conflict,conflict_settled".
func moment(w *writer, kinds string) []Line {
	var lines []Line
	for _, kind := range strings.Split(kinds, ",") {
		n, meetings := 0, 0
		for _, m := range w.facts.Meetings {
			before := n
			for _, seen := range m.Fold.Moments {
				if seen == kind {
					n++
				}
			}
			if n > before {
				meetings++
			}
		}
		if n == 0 {
			lines = append(lines, Line{Key: "report.moment.none", Args: []any{"what", Said("moment." + kind)}})
			continue
		}
		lines = append(lines, Line{Key: "report.moment", Args: []any{"what", Said("moment." + kind), "n", n, "meetings", meetings}})
	}
	return lines
}

// stages tells the readings of where the group stood, with their dates.
func stages(w *writer, _ string) []Line {
	var lines []Line
	for _, p := range w.facts.Phases {
		l := Line{Key: "report.stage", Args: []any{"date", p.At, "phase", Said("pack." + p.Model + ".phase." + p.Phase)}}
		if !w.to.Outside() {
			l.Text = p.Why
		}
		lines = append(lines, l)
	}
	if len(lines) == 0 {
		return none("report.what.stages")
	}
	return lines
}

// decisions quotes what was decided and how.
func decisions(w *writer, _ string) []Line {
	var lines []Line
	for _, m := range w.facts.Meetings {
		for _, d := range m.Decisions {
			l := Line{Key: "report.decision", Args: []any{"number", m.Number}, Text: d.Text}
			if d.How != "" {
				l = Line{Key: "report.decision.how", Args: []any{"number", m.Number, "how", Said("decision." + d.How)}, Text: d.Text}
			}
			lines = append(lines, l)
		}
	}
	if len(lines) == 0 {
		return none("report.what.decisions")
	}
	return lines
}

// trail puts beside each other what a meeting was meant for, what the workers did, and what they saw of it.
func trail(w *writer, _ string) []Line {
	var lines []Line
	for _, m := range w.facts.Meetings {
		times := map[string]int{}
		for _, a := range m.Fold.Acts {
			times[a]++
		}
		if m.Intent.Empty() || len(times) == 0 && m.Effect.Empty() {
			continue
		}
		lines = append(lines, quoted("report.trail.meant", m.Intent, "number", m.Number)...)
		if len(times) > 0 {
			lines = append(lines, Line{Key: "report.trail.did", Args: []any{"number", m.Number, "acts", codes("act.", times)}})
		}
		lines = append(lines, quoted("report.trail.effect", m.Effect, "number", m.Number)...)
	}
	if len(lines) == 0 {
		return none("report.what.trail")
	}
	return lines
}

// tasks tells what came of doing alone and together, a loss as plainly as a gain.
func tasks(w *writer, _ string) []Line {
	var lines []Line
	for _, t := range w.facts.Tasks {
		if w.to.Outside() && t.Of < Small {
			continue
		}
		one := Line{Key: "report.task." + t.Class, Args: []any{"mean", tenth(t.Mean), "best", tenth(t.Best), "group", tenth(t.Group)}, Text: t.Title}
		if w.to.Outside() { // the best is one person
			one = Line{Key: "report.task.outside." + t.Class, Args: []any{"mean", tenth(t.Mean), "group", tenth(t.Group)}}
		}
		lines = append(lines, one)
		if t.Lost > 0 {
			lines = append(lines, Line{Key: "report.task.lost", Args: []any{"lost", t.Lost, "items", t.Items}})
		}
		if t.AfterOf >= Small || t.AfterOf > 0 && !w.to.Outside() {
			lines = append(lines, Line{Key: "report.task.after", Args: []any{"after", tenth(t.After), "of", t.AfterOf}})
		}
	}
	return lines
}

func tenth(v float64) float64 { return math.Round(10*v) / 10 }

func purpose(w *writer, _ string) []Line { return quoted("report.purpose", w.facts.Purpose) }
