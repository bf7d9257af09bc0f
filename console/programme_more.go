package console

import (
	"fmt"
	"math"
	"strings"

	"groupwork/outcome"
)

// smallestCell is the fewest members of whom a share is shown.
const smallestCell = 5

// partlyNested compares treated groups with individuals who met in no group.
func (a *answer) partlyNested(d *programmeData, r *programmeResult, s *sheet, assumed outcome.ControlVariance) error {
	treated := 0
	for _, arm := range d.Arm {
		treated += arm
	}
	if len(d.Arm)-treated != d.alone {
		s.refuseAll("some comparison members are in groups and some are not")
		return s.err()
	}
	if assumed != outcome.EqualsWithin && assumed != outcome.EqualsTotal {
		s.refuseAll("comparison members met in no group: say --assume within or --assume total")
		return s.err()
	}
	values := d.Post
	if d.Pre != nil {
		values = make([]float64, len(d.Post))
		for i := range values {
			values[i] = d.Post[i] - d.Pre[i]
		}
	}
	groups := len(d.groups.names)
	means, naive, clustering, ok := outcome.PartlyNestedMeans(values, d.Group, d.Arm)
	if !ok {
		s.refuseAll("both arms need members with a score")
		return s.err()
	}
	r.Clustering = clustering
	if clustering != nil {
		a.say("Alike within groups", fmt.Sprintf("%.3f", clustering.ICC),
			"How alike members of one programme group are (ICC, %d groups).%s", groups, belowZero(clustering.ICC))
		a.standardised(d, r, *clustering, assumed)
	}
	if outcome.RuleFor(groups, groups) == outcome.Describe || means == nil {
		a.note("%s: description only. No interval, no test.", counted(groups, "group", "groups"))
		return nil
	}
	r.GroupMeans, r.NaiveWelch = means, naive
	a.say("Difference", fmt.Sprintf("%+.2f", means.Difference),
		"Means of programme groups minus comparison members, 95%% %s, %s. %s",
		span(means.CI), tested(*means), reading(means.CI))
	if naive != nil {
		a.say("  naive, not to report", span(naive.CI), "As if members knew nothing of each other.")
	}
	return nil
}

// standardised adds the corrected difference of scores afterwards, with the assumption it rests on.
func (a *answer) standardised(d *programmeData, r *programmeResult, c outcome.Clustering,
	assumed outcome.ControlVariance) {
	var sum, squares, n [2]float64
	for i, y := range d.Post {
		sum[d.Arm[i]] += y
		n[d.Arm[i]]++
	}
	for i, y := range d.Post {
		m := sum[d.Arm[i]] / n[d.Arm[i]]
		squares[d.Arm[i]] += (y - m) * (y - m)
	}
	var group, one []int
	for i, arm := range d.Arm {
		if arm == 1 {
			group, one = append(group, d.Group[i]), append(one, 1)
		}
	}
	size, _ := outcome.MetSize(group, one)
	e, ok := outcome.HedgesPartlyNested(outcome.Arms{MeanT: sum[1] / n[1], MeanC: sum[0] / n[0], NT: n[1], NC: n[0],
		SD: math.Sqrt((squares[0] + squares[1]) / (n[0] + n[1] - 2)), ICC: math.Max(0, c.ICC),
		ClusterSize: size}, assumed)
	if !ok {
		return
	}
	r.Standardised = &e
	which := "the variance within a programme group"
	if assumed == outcome.EqualsTotal {
		which = "the programme's total variance"
	}
	a.say("Standardised", fmt.Sprintf("%+.2f", e.D),
		"Scores afterwards in units of their spread, taking comparison members' variance to equal %s.", which)
}

// rates adds the share that improved, or is worse, by arm, allowing for groups. Small cells stay hidden.
func (a *answer) rates(d *programmeData, so []bool, what string) map[string]any {
	if so == nil {
		return nil
	}
	shown := map[string]any{}
	for arm, name := range []string{"comparison", "programme"} {
		counts := map[int][2]int{}
		order := []int{}
		total := 0
		for i, g := range d.Group {
			if d.Arm != nil && d.Arm[i] != arm || d.Arm == nil && arm == 0 {
				continue
			}
			c, ok := counts[g]
			if !ok {
				order = append(order, g)
			}
			c[1]++
			if so[i] {
				c[0]++
			}
			counts[g] = c
			total++
		}
		if total == 0 {
			continue
		}
		var yes, members []int
		for _, g := range order {
			yes, members = append(yes, counts[g][0]), append(members, counts[g][1])
		}
		if rate := a.rate(what+", "+name, yes, members, total); rate != nil {
			shown[name] = rate
		}
	}
	return shown
}

// rate says one share; nil where it is not shown.
func (a *answer) rate(label string, yes, members []int, total int) any {
	improved := 0
	for _, y := range yes {
		improved += y
	}
	if improved < smallestCell && improved > 0 || total-improved < smallestCell && total > improved ||
		total < smallestCell {
		a.note("the share “%s” rests on fewer than %d members and is not shown.", label, smallestCell)
		return nil
	}
	rate, ok := outcome.Responders(yes, members)
	if !ok {
		return nil
	}
	if len(members) <= 3 || rate.CI == nil {
		a.say(label, percent(rate.P), "%d of %d. Too few groups, or too little between them, for an interval.",
			improved, total)
		return map[string]any{"p": rate.P, "groups": len(members)}
	}
	a.say(label, percent(rate.P), "%d of %d; allowing for groups 95%% %s to %s (naive %s to %s).", improved, total,
		percent(rate.CI[0]), percent(rate.CI[1]), percent(rate.NaiveCI[0]), percent(rate.NaiveCI[1]))
	return rate
}

// drawIntervals draws the interval to report over the naive one, with zero between them.
func drawIntervals(r outcome.Report) string {
	if r.Corrected == nil || r.Naive == nil {
		return ""
	}
	low := min(0, r.Corrected.CI[0], r.Naive.CI[0])
	high := max(0, r.Corrected.CI[1], r.Naive.CI[1])
	if high == low {
		return ""
	}
	x := func(v float64) float64 { return 170 + 420*(v-low)/(high-low) }
	what := "Change during the programme"
	if r.Controlled {
		what = "Difference between arms"
	}
	var b strings.Builder
	picture(&b, 640, 190, what, fmt.Sprintf("%s %+.2f. Allowing for groups %s; naive %s. %s", what, r.Estimate,
		span(r.Corrected.CI), span(r.Naive.CI), reading(r.Corrected.CI)))
	fmt.Fprintf(&b, `<text class="ink" x="20" y="32">%s: %+.2f</text>`+"\n", what, r.Estimate)
	fmt.Fprintf(&b, `<line class="rule" x1="%.1f" x2="%.1f" y1="48" y2="150"/>`+"\n", x(0), x(0))
	fmt.Fprintf(&b, `<text class="ink2" x="%.1f" y="170" text-anchor="middle">0</text>`+"\n", x(0))
	row := func(y float64, class, label string, t outcome.Test) {
		fmt.Fprintf(&b, `<text class="ink" x="20" y="%.0f">%s</text>`+"\n", y+5, label)
		fmt.Fprintf(&b, `<line class="%s" x1="%.1f" x2="%.1f" y1="%.0f" y2="%.0f"/>`+"\n", class,
			x(t.CI[0]), x(t.CI[1]), y, y)
		fmt.Fprintf(&b, `<path class="pine" d="M%.1f %.0fl8 8-8 8-8-8z"/>`+"\n", x(t.Difference), y-8)
	}
	row(80, "bar", "allowing for groups", *r.Corrected)
	row(125, "thin", "naive, not to report", *r.Naive)
	b.WriteString("</svg>\n")
	return b.String()
}
