package console

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"groupwork/measure"
)

// agreedGroup is what --json gives of one group.
type agreedGroup struct {
	Group     string                           `json:"group"`
	Questions map[string]measure.ItemAgreement `json:"questions"`
	Scale     *measure.ScaleAgreement          `json:"scale,omitempty"`
	Rounds    map[string]measure.Convergence   `json:"rounds,omitempty"`
	Truth     *measure.Truthful                `json:"truth,omitempty"`
}

// agreedResult is what --json gives of the file.
type agreedResult struct {
	Nulls   []measure.Null                   `json:"nulls"`
	Groups  []agreedGroup                    `json:"groups"`
	Between map[string]measure.BetweenGroups `json:"between_groups,omitempty"`
}

func agreeInGroups(q request, all opinions, o measure.Options) (answer, error) {
	r := agreedResult{Nulls: measure.Nulls(o.Count())}
	a := answer{title: fmt.Sprintf("How far members agree: %s, %s", counted(len(all.Groups), "group", "groups"),
		counted(len(all.Questions), "question", "questions"))}
	truth, hasTruth := flagNumber(q, "truth")
	if q.on("truth") && (!hasTruth || len(all.Questions) != 1) {
		return answer{}, errors.New("--truth wants a number, and a file with one question")
	}
	for _, g := range all.Groups {
		now, rounds := g.lastRound()
		one := agreedGroup{Group: g.Group, Questions: map[string]measure.ItemAgreement{}}
		for k, name := range all.Questions {
			item, ok := measure.Agree(now.question(k), o, r.Nulls)
			if ok {
				one.Questions[name] = item
			}
			a.agreed(labelOf(g.Group, name), item, ok, o)
		}
		if rows := now.complete(); len(all.Questions) > 1 {
			if s, ok := measure.AgreeOnScale(rows, o, r.Nulls); ok {
				one.Scale = &s
				a.scale(labelOf(g.Group, "all questions"), s)
			}
		}
		if len(rounds) > 1 {
			one.Rounds = a.rounds(g, rounds, all.Questions, o)
		}
		if t, ok := measure.BesideTruth(now.question(0), truth); hasTruth && ok {
			one.Truth = &t
			a.truth(labelOf(g.Group, all.Questions[0]), t)
		}
		r.Groups = append(r.Groups, one)
	}
	if len(all.Groups) > 1 {
		r.Between = a.between(all)
	}
	if small := all.small(); len(small) > 0 {
		a.note("fewer than %d answers in %s: whoever answered can work out what the others said. Keep these numbers to yourself.",
			smallestCell, strings.Join(small, "; "))
	}
	a.note("no interval is given here: with few members or groups all of these are uncertain.")
	a.note("agreement is not accuracy: a group can be of one mind and wrong. Quick, high agreement where few spoke is a " +
		"reason to ask once more in private.")
	a.data, a.svg = r, drawOpinions(all, o)
	return a, nil
}

// small lists the questions that fewer people answered than may be told of, by group.
func (all opinions) small() []string {
	var few []string
	for _, g := range all.Groups {
		now, _ := g.lastRound()
		for k, name := range all.Questions {
			if n := len(now.question(k)); n > 0 && n < smallestCell {
				few = append(few, labelOf(g.Group, name))
			}
		}
	}
	if len(few) > 6 {
		few = append(few[:6], fmt.Sprintf("%d more", len(few)-6))
	}
	return few
}

func labelOf(group, name string) string {
	if group == "" {
		return name
	}
	return group + ", " + name
}

// agreed says how alike the answers to one question are, with a range of ideas of chance and never one alone.
func (a *answer) agreed(label string, item measure.ItemAgreement, ok bool, o measure.Options) {
	if !ok || item.N < 2 {
		a.say(label, "–", "Fewer than two answers, so there is nothing to agree about.")
		return
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, name := range []string{"uniform", "slight_skew"} {
		if v, ok := item.WithinGroup[name]; ok && v.OK {
			low, high = min(low, v.Value), max(high, v.Value)
		}
	}
	value := fmt.Sprintf("%.2f", high)
	if high-low > 0.005 {
		value = fmt.Sprintf("%.2f to %.2f", low, high)
	}
	words := fmt.Sprintf("Agreement r_wg of %d members: 1 where everybody answered the same, 0 as by chance, below 0 further apart than that", item.N)
	if o.Count() == 5 {
		words += " (by two ideas of chance: every answer equally likely, or most people on the friendly side)"
	} else {
		words += " (by one idea of chance only; its usual answer is too friendly)"
	}
	words += fmt.Sprintf(". On average members lie %.2f from the mean of %.2f; up to %.2f counts as agreement.",
		item.ADMean.Value, item.Mean.Value, item.ADLimit.Value)
	if item.Split {
		words = "The group is split into camps, and its mean stands for nobody. " + words
	}
	a.say(label, value, "%s", words)
}

func (a *answer) scale(label string, s measure.ScaleAgreement) {
	value := showNumber(s.Star["uniform"], "%.2f")
	if skew, ok := s.Star["slight_skew"]; ok && skew.OK {
		value = showNumber(skew, "%.2f") + " to " + value
	}
	a.say(label, value, "r* over %d questions and %d members with all answers; members lie %s "+
		"from the mean on average. The older r_wg(J) would be %s, and grows with the number of questions.", s.Items, s.Members,
		showNumber(s.ADMean, "%.2f"), showNumber(s.WithinGroupJ["uniform"], "%.2f"))
}

// rounds compares the first with the last round, for members who answered both.
func (a *answer) rounds(g ratings, rounds, questions []string, o measure.Options) map[string]measure.Convergence {
	first, last := g.round(rounds[0]), g.round(rounds[len(rounds)-1])
	all := map[string]measure.Convergence{}
	for k, name := range questions {
		var before, after []float64
		for i, member := range last.Members {
			at := slices.Index(first.Members, member)
			if at >= 0 && first.Values[at][k].OK && last.Values[i][k].OK {
				before, after = append(before, first.Values[at][k].Value), append(after, last.Values[i][k].Value)
			}
		}
		c, ok := measure.Converge(before, after, o)
		if !ok {
			continue
		}
		all[name] = c
		words := "Members stand as far apart as before."
		switch {
		case c.SDRatio.OK && c.SDRatio.Value < 1:
			words = "Members moved closer together."
		case c.SDRatio.OK && c.SDRatio.Value > 1:
			words = "Members moved further apart."
		case !c.SDRatio.OK && slices.Min(after) < slices.Max(after):
			words = "Members moved further apart: in the first round all said the same."
		case !c.SDRatio.OK:
			words = "All said the same in both."
		}
		a.say(labelOf(g.Group, name)+", over rounds", showNumber(c.SDRatio, "%.2f"), "Spread of the last round as a share of the "+
			"first, for %d members in both. %s The middle moved by %s, the average member by %s.", len(before), words,
			showNumber(c.MedianChange, "%+.2g"), showNumber(c.MeanMove, "%.2g"))
	}
	return all
}

func (a *answer) truth(label string, t measure.Truthful) {
	between := "All of them lie on the same side of it."
	if t.Bracketed {
		between = "It lies between the lowest and the highest answer."
	}
	a.say(label+", beside the truth", fmt.Sprintf("%.3g", t.GroupError), "The mean of the group lies this far from the right "+
		"answer, members alone %.3g on average. %s", t.OwnError, between)
}

// between says how far groups differ from one another.
func (a *answer) between(all opinions) map[string]measure.BetweenGroups {
	out := map[string]measure.BetweenGroups{}
	for k, name := range all.Questions {
		var groups [][]float64
		for _, g := range all.Groups {
			now, _ := g.lastRound()
			groups = append(groups, now.question(k))
		}
		b, ok := measure.ShareByGroup(groups)
		if !ok {
			continue
		}
		out[name] = b
		if b.ICC1.OK && b.ICC1.Value < 0 {
			a.say(name+", ICC(1)", showNumber(b.ICC1, "%.2f"), "Below 0: the %d groups differ no more than chance would make them.", b.Groups)
			continue
		}
		a.say(name+", ICC(1)", showNumber(b.ICC1, "%.2f"), "The share of the differences between people that lies between the %d "+
			"groups. The group means are reliable at %s (ICC(2)).", b.Groups, showNumber(b.ICC2, "%.2f"))
	}
	return out
}

// told is the picture in words: how many gave which answer.
func (all opinions) told(o measure.Options) string {
	var b strings.Builder
	for _, g := range all.Groups {
		now, _ := g.lastRound()
		for k, name := range all.Questions {
			fmt.Fprintf(&b, " %s:", isolated(labelOf(g.Group, name)))
			counts, _ := measure.Tally(now.question(k), o)
			for i, n := range counts {
				if n > 0 {
					fmt.Fprintf(&b, " %d times %.4g,", n, o.Low+float64(i))
				}
			}
		}
	}
	return strings.TrimSuffix(b.String(), ",") + "."
}

// drawOpinions draws the answers to each question of each group as columns.
func drawOpinions(all opinions, o measure.Options) string {
	rows := len(all.Groups) * len(all.Questions)
	if rows == 0 || rows > 24 || o.Count() > 21 {
		return ""
	}
	const left, step, tall = 230.0, 110.0, 70.0
	wide := 440 / float64(o.Count())
	var b strings.Builder
	picture(&b, left+470, 20+step*float64(rows), "Answers", "One strip a question: each column is an answer that could be "+
		"chosen, its height how many chose it. Two separate hills are a split group."+all.told(o))
	at := 0
	for _, g := range all.Groups {
		now, _ := g.lastRound()
		for k, name := range all.Questions {
			top := 20 + step*float64(at)
			at++
			fmt.Fprintf(&b, `<text class="ink" x="%.0f" y="%.0f" text-anchor="end">%s</text>`+"\n", left-12, top+tall/2,
				escaped(isolated(clipped(labelOf(g.Group, name), 26))))
			counts, _ := measure.Tally(now.question(k), o)
			for i, n := range counts {
				x, h := left+wide*float64(i), tall*float64(n)/float64(max(1, slices.Max(counts)))
				fmt.Fprintf(&b, `<rect class="pine" x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>`+"\n", x+wide*0.1, top+tall-h,
					wide*0.8, h)
				fmt.Fprintf(&b, `<text class="ink2" x="%.1f" y="%.0f" text-anchor="middle">%.4g</text>`+"\n", x+wide/2,
					top+tall+18, o.Low+float64(i))
				if n > 0 {
					fmt.Fprintf(&b, `<text class="paper" x="%.1f" y="%.1f" text-anchor="middle">%d</text>`+"\n", x+wide/2,
						top+tall-6, n)
				}
			}
			fmt.Fprintf(&b, `<line class="rule" x1="%.0f" x2="%.0f" y1="%.0f" y2="%.0f"/>`+"\n", left, left+440, top+tall, top+tall)
		}
	}
	b.WriteString("</svg>\n")
	return b.String()
}
