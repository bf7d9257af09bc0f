package console

import (
	"fmt"
	"html"
	"math"
	"slices"
	"strings"

	"groupwork/measure"
)

// changePhases compares phase A with phase B for each person.
func changePhases(courses []course, lowerIsBetter bool) answer {
	a := answer{title: "Before and after: " + counted(len(courses), "member", "members")}
	type compared struct {
		Member string          `json:"member"`
		Phases *measure.Phases `json:"phases"`
	}
	var all []compared
	for _, c := range courses {
		var before, after []float64
		for i, v := range c.Scores {
			if c.Phases[i] == "A" {
				before = append(before, v)
			} else {
				after = append(after, v)
			}
		}
		p, ok := measure.ComparePhases(before, after, lowerIsBetter)
		if !ok {
			a.say(c.Member, "–", "One of the phases has no score.")
			all = append(all, compared{c.Member, nil})
			continue
		}
		all = append(all, compared{c.Member, &p})
		if p.TooFew {
			a.say(c.Member, "–", "%d scores before; at least %d are needed to compare.", len(before), measure.FewestBaseline)
			continue
		}
		a.say(c.Member+", NAP", showNumber(p.NAP, "%.2f"), "Of all pairs of one score before and one after, this share is "+
			"better after (ties half). Half means no difference. About %s to %s, if the scores do not hang together.",
			showNumber(p.NAPRange[0], "%.2f"), showNumber(p.NAPRange[1], "%.2f"))
		a.say(c.Member+", Tau-U", showNumber(p.TauU, "%+.2f"), "The same on a scale from worse to better, less the trend "+
			"that was there before (Tau %s without that). It can pass 1 where that trend went the other way.", showNumber(p.Tau, "%+.2f"))
	}
	a.note("scores of one person hang together over time, so the ranges are approximate.")
	a.data = all
	return a
}

// changeGoals sums up goals.
func changeGoals(s *sheet) (answer, error) {
	if !s.has("weight", "attained") {
		s.refuseAll(`needs the columns "member", "goal", "weight" and "attained", and may have "baseline"`)
		return answer{}, s.err()
	}
	var people roll
	var members [][]measure.Goal
	for i := range s.rows {
		k := people.number(s.need(i, "member"))
		s.need(i, "goal")
		if k == len(members) {
			members = append(members, nil)
		}
		g := measure.Goal{Weight: s.number(i, "weight"), Attained: goalRating(s, i, "attained"),
			Baseline: goalRating(s, i, "baseline")}
		if g.Weight <= 0 {
			s.refuse(i, "weight", "a weight is above 0")
		}
		members[k] = append(members[k], g)
	}
	if err := s.err(); err != nil {
		return answer{}, err
	}
	return sayGoals(people.names, members), nil
}

func goalRating(s *sheet, row int, column string) measure.Number {
	if s.cell(row, column) == "" {
		return measure.Number{}
	}
	v := s.number(row, column)
	if v < -2 || v > 2 || v != math.Trunc(v) {
		s.refuse(row, column, "a goal stands at -2, -1, 0, 1 or 2")
	}
	return measure.Some(v)
}

func sayGoals(names []string, members [][]measure.Goal) answer {
	a := answer{title: "Goals of " + counted(len(names), "member", "members")}
	type reported struct {
		Member string             `json:"member"`
		Goals  measure.GoalReport `json:"goals"`
	}
	var all []reported
	for k, goals := range members {
		r, _ := measure.GoalAttainment(goals, measure.GoalRho)
		all = append(all, reported{names[k], r})
		if !r.T.OK {
			a.say(names[k], "–", "No goal has been rated yet.")
			continue
		}
		from := ""
		if r.Change.OK {
			from = fmt.Sprintf(" At the start it was %.1f, so the change is %+.1f.", r.Baseline.Value, r.Change.Value)
		}
		a.say(names[k], fmt.Sprintf("T %.1f", r.T.Value), "50 is: all as expected.%s %s of %d goals at the expected level or "+
			"better; from -2 to +2 they stand %d, %d, %d, %d, %d times.", from, percent(r.Met.Value), r.Used, r.Spread[0],
			r.Spread[1], r.Spread[2], r.Spread[3], r.Spread[4])
	}
	g, _ := measure.GroupAttainment(members, measure.GoalRho)
	if g.Mean.OK && len(names) > 1 {
		a.say("all members", fmt.Sprintf("T %.1f", g.Mean.Value), "The mean over members; they differ by an SD of %s. Look at "+
			"the spread above: T hides it.", showNumber(g.SD, "%.1f"))
	}
	a.note("T takes goals to hang together at 0.3, by convention, and its steps are not equal: do not test single goals.")
	a.data = map[string]any{"members": all, "group": g}
	return a
}

// drawCourses draws each member's scores with the error band, one small picture under the other.
func drawCourses(r changeResult) string {
	if len(r.Members) == 0 || len(r.Members) > 24 {
		return ""
	}
	low, high := math.Inf(1), math.Inf(-1)
	half := 0.0
	if sem, ok := measure.MeasurementError(r.Yardstick.SD, r.Yardstick.Reliability); ok && r.Yardstick.known {
		half = 1.96 * sem
	}
	r.Members = slices.DeleteFunc(slices.Clone(r.Members), func(m changed) bool { return len(m.Scores) == 0 })
	if len(r.Members) == 0 {
		return ""
	}
	for _, m := range r.Members {
		low, high = min(low, slices.Min(m.Scores)-half), max(high, slices.Max(m.Scores)+half)
	}
	if high == low {
		high++
	}
	const left, step, tall = 160.0, 120.0, 90.0
	var b strings.Builder
	height := 20 + step*float64(len(r.Members))
	words := "One strip a member: dots are scores in the order of time. All strips have the same scale."
	if half > 0 {
		words += " The wash around them is measurement error."
	}
	for _, m := range r.Members {
		words += fmt.Sprintf(" %s: %.4g to %.4g.", isolated(m.Member), m.Scores[0], m.Scores[len(m.Scores)-1])
	}
	picture(&b, left+480, height, "Scores over time", words)
	for k, m := range r.Members {
		top := 20 + step*float64(k)
		y := func(v float64) float64 { return top + tall*(high-v)/(high-low) }
		x := func(i int) float64 { return left + 440*(float64(i)+0.5)/float64(len(m.Scores)) }
		fmt.Fprintf(&b, `<text class="ink" x="%.0f" y="%.0f" text-anchor="end">%s</text>`+"\n", left-12, top+tall/2,
			html.EscapeString(isolated(clipped(m.Member, 18))))
		fmt.Fprintf(&b, `<line class="rule" x1="%.0f" x2="%.0f" y1="%.0f" y2="%.0f"/>`+"\n", left, left+440, top+tall, top+tall)
		b.WriteString(strip(m.Scores, half, x, y))
		if c := r.Yardstick.Cutoff; c.OK && c.Value > low && c.Value < high {
			fmt.Fprintf(&b, `<line class="thin" x1="%.0f" x2="%.0f" y1="%.1f" y2="%.1f" stroke-dasharray="4 4"/>`+"\n", left,
				left+440, y(c.Value), y(c.Value))
		}
	}
	b.WriteString("</svg>\n")
	return b.String()
}

func strip(scores []float64, half float64, x func(int) float64, y func(float64) float64) string {
	var band, line, dots strings.Builder
	for i, v := range scores {
		fmt.Fprintf(&band, "%.1f,%.1f ", x(i), y(v+half))
		fmt.Fprintf(&line, "%.1f,%.1f ", x(i), y(v))
		fmt.Fprintf(&dots, `<circle class="pine" cx="%.1f" cy="%.1f" r="4"/>`+"\n", x(i), y(v))
		if i == 0 || i == len(scores)-1 {
			fmt.Fprintf(&dots, `<text class="ink2" x="%.1f" y="%.1f">%.4g</text>`+"\n", x(i)+8, y(v)-6, v)
		}
	}
	for i := len(scores) - 1; i >= 0; i-- {
		fmt.Fprintf(&band, "%.1f,%.1f ", x(i), y(scores[i]-half))
	}
	return fmt.Sprintf("<polygon class=\"seat\" stroke-width=\"0\" points=\"%s\"/>\n<polyline class=\"tie\" stroke-width=\"2\" "+
		"points=\"%s\"/>\n%s", strings.TrimSpace(band.String()), strings.TrimSpace(line.String()), dots.String())
}
