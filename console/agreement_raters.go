package console

import (
	"errors"
	"fmt"
	"html"
	"slices"

	"groupwork/measure"
)

func escaped(text string) string { return html.EscapeString(text) }

// agreeOnRanks tells whether members put things in the same order.
func agreeOnRanks(s *sheet) (answer, error) {
	var things []string
	for _, name := range s.header {
		if name != "member" {
			things = append(things, name)
		}
	}
	if len(things) < 2 || !s.has("member") || len(s.rows) < 2 {
		s.refuseAll(`needs a column "member", at least two things and two members`)
		return answer{}, s.err()
	}
	var ranks [][]float64
	for i := range s.rows {
		s.need(i, "member")
		var own []float64
		for _, t := range things {
			own = append(own, s.number(i, t))
		}
		ranks = append(ranks, own)
	}
	if err := s.err(); err != nil {
		return answer{}, err
	}
	c, ok := measure.Concord(ranks)
	if !ok {
		s.refuseAll("the ranks cannot be compared")
		return answer{}, s.err()
	}
	a := answer{title: fmt.Sprintf("One order? %d members, %d things", len(ranks), len(things)), data: c}
	a.say("Kendall's W", showNumber(c.W, "%.2f"), "1 is the same order for all, 0 no order in common. Two members' orders "+
		"correlate at %s on average.", showNumber(c.MeanSpearman, "%.2f"))
	for place, k := range c.Order {
		a.say(fmt.Sprintf("%d. %s", place+1, things[k]), fmt.Sprintf("%.2f", c.MeanRank[k]), "")
	}
	a.note("the order is by mean rank; a group that discusses should do better than that.")
	return a, nil
}

// ratersResult is what --json gives of raters.
type ratersResult struct {
	Level        measure.Level     `json:"level"`
	Krippendorff measure.Number    `json:"krippendorff_alpha"`
	TwoRaters    *measure.Kappa    `json:"two_raters,omitempty"`
	Fleiss       measure.Number    `json:"fleiss_kappa"`
	ICC          *measure.RaterICC `json:"icc,omitempty"`
}

// agreeAsRaters tells how far raters gave the same things the same marks.
func agreeAsRaters(q request, s *sheet) (answer, error) {
	level := measure.Level(q.flags["level"])
	if level == "" {
		level = measure.Nominal
	}
	if !slices.Contains([]measure.Level{measure.Nominal, measure.Ordinal, measure.Interval, measure.Ratio}, level) {
		return answer{}, errors.New("--level is nominal, ordinal, interval or ratio")
	}
	byRater, complete := readRaters(s)
	if err := s.err(); err != nil {
		return answer{}, err
	}
	alpha, ok := measure.Krippendorff(byRater, level)
	r := ratersResult{Level: level}
	a := answer{title: fmt.Sprintf("How far %d raters agree on %s", len(byRater), counted(len(s.rows), "thing", "things"))}
	if ok {
		r.Krippendorff = measure.Some(alpha)
		a.say("Krippendorff's alpha", fmt.Sprintf("%.2f", alpha), "For %s marks: 1 where all gave the same, 0 as by chance. From about 0.80 "+
			"conclusions hold, from 0.67 they are tentative.", level)
	} else {
		a.say("Krippendorff's alpha", "–", "Not defined: no two raters rated the same thing, or all marks are the same.")
	}
	a.note("no interval is given here: with few things all of these are uncertain.")
	if len(complete) > 1 {
		a.completeRaters(complete, level, &r)
	}
	if len(complete) < len(s.rows) {
		a.note("%d of %d things were not rated by all; only alpha uses them.", len(s.rows)-len(complete), len(s.rows))
	}
	a.data = r
	return a, nil
}

func readRaters(s *sheet) (byRater [][]measure.Number, complete [][]float64) {
	var raters []string
	for _, name := range s.header {
		if name != "unit" {
			raters = append(raters, name)
		}
	}
	if len(raters) < 2 {
		s.refuseAll("needs at least two columns of raters")
		return nil, nil
	}
	byRater = make([][]measure.Number, len(raters))
	for i := range s.rows {
		var row []float64
		for k, name := range raters {
			v := measure.Number{}
			if s.cell(i, name) != "" {
				v = measure.Some(s.number(i, name))
				row = append(row, v.Value)
			}
			byRater[k] = append(byRater[k], v)
		}
		if len(row) == len(raters) {
			complete = append(complete, row)
		}
	}
	return byRater, complete
}

// completeRaters adds the measures that want every mark.
func (a *answer) completeRaters(rows [][]float64, level measure.Level, r *ratersResult) {
	if kappa, _, ok := measure.ManyRaters(rows); ok && level == measure.Nominal {
		r.Fleiss = measure.Some(kappa)
		a.say("Fleiss's kappa", fmt.Sprintf("%.2f", kappa), "Agreement of all raters beyond what their marks would give by chance.")
	}
	if len(rows[0]) == 2 && level != measure.Ratio {
		var first, second, categories []float64
		for _, row := range rows {
			first, second = append(first, row[0]), append(second, row[1])
		}
		categories = slices.Compact(slices.Sorted(slices.Values(slices.Concat(first, second))))
		if k, ok := measure.TwoRaters(first, second, categories); ok {
			r.TwoRaters = &k
			a.say("the same mark", percent(k.Percent), "So often both raters gave the same mark; some of that is chance.")
			a.say("Cohen's kappa", showNumber(k.Kappa, "%.2f"), "Agreement beyond chance.")
			if level != measure.Nominal { // categories have no steps
				a.say("  by steps", showNumber(k.Quadratic, "%.2f"), "The same with steps counted by their size.")
			}
		}
	}
	if level == measure.Interval || level == measure.Ratio {
		if icc, ok := measure.RaterAgreement(rows); ok {
			r.ICC = &icc
			a.say("ICC(2,1)", showNumber(icc.Single.Absolute, "%.2f"), "How far one rater can stand for the others, level included; "+
				"the mean of these raters %s.", showNumber(icc.Average.Absolute, "%.2f"))
		}
	}
}
