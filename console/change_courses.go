package console

import (
	"fmt"
	"math"
	"slices"

	"groupwork/measure"
)

// changed is one person's change.
type changed struct {
	course
	Judgement *measure.Judgement    `json:"judgement,omitempty"`
	Band      *[2]float64           `json:"error_band,omitempty"` // of the last score
	Published string                `json:"published_rule,omitempty"`
	Usual     *measure.ControlChart `json:"own_usual,omitempty"`
	Steps     []measure.Step        `json:"expected,omitempty"`
}

// changeResult is what --json gives.
type changeResult struct {
	Yardstick yardstick                `json:"yardstick"`
	Members   []changed                `json:"members"`
	Counts    map[measure.Category]int `json:"counts,omitempty"`
	Starters  int                      `json:"starters"`
	Compared  int                      `json:"compared"` // with at least two scores
	Expected  *measure.ExpectedCourse  `json:"expected_course,omitempty"`
}

func changeCourses(courses []course, y yardstick, usual int, expected bool) answer {
	r := changeResult{Yardstick: y, Counts: map[measure.Category]int{}, Starters: len(courses)}
	a := answer{title: "Change over time: " + counted(len(courses), "member", "members")}
	if expected {
		r.Expected = learn(courses, &a)
	}
	for _, c := range courses {
		m := changed{course: c}
		switch len(c.Scores) {
		case 0:
			a.say(c.Member, "–", "No score yet.")
			r.Members = append(r.Members, m)
			continue
		case 1:
			a.say(c.Member, fmt.Sprintf("%.4g", c.Scores[0]), "One score only, so nothing can be said of change.")
		default:
			r.Compared++
			a.changed(&m, y, r.Counts)
		}
		if usual > 0 {
			a.usual(&m, usual)
		}
		if r.Expected != nil {
			a.expected(&m, *r.Expected, y)
		}
		r.Members = append(r.Members, m)
	}
	a.counted(r)
	a.data, a.svg = r, drawCourses(r)
	return a
}

// changed says what became of one member between first and last score.
func (a *answer) changed(m *changed, y yardstick, counts map[measure.Category]int) {
	first, last := m.Scores[0], m.Scores[len(m.Scores)-1]
	value := fmt.Sprintf("%.4g to %.4g", first, last)
	when := fmt.Sprintf("From %s to %s. ", m.When[0], m.When[len(m.When)-1])
	better := last > first == y.HigherIsBetter
	switch {
	case y.known:
		j := y.Judge(first, last)
		low, high, _ := measure.ErrorBand(last, y.SD, y.Reliability)
		if y.low.OK {
			low, high = max(low, y.low.Value), min(high, y.high.Value)
		}
		m.Judgement, m.Band = &j, &[2]float64{low, high}
		if !j.RCI.OK {
			a.say(m.Member, value, "%sThe measure is given as free of error, so no index of change is defined.", when)
			return
		}
		counts[j.Category]++
		a.say(m.Member, value, "%s%s (index %+.2f; %.3g points or more would be more than measurement error). The last "+
			"score stands for something between %.3g and %.3g.", when, categoryWords(j.Category, y), j.RCI.Value, j.Points.Value,
			low, high)
	case y.Reliable.OK:
		m.Published = publishedRule(first, last, y)
		a.say(m.Member, value, "%s%s by the published rule of %.4g points (%s).", when, sentenceCase(m.Published), y.Reliable.Value,
			y.Source)
		if m.Published == worseWords {
			a.say("", "", "Talk with the member.")
		}
	case first == last:
		a.say(m.Member, value, "%sThe same.", when)
	case better:
		a.say(m.Member, value, "%sBetter by %.4g. Without the reliability of a named sample nobody can say whether that is "+
			"more than measurement error.", when, math.Abs(last-first))
	default:
		a.say(m.Member, value, "%sWorse by %.4g. Without the reliability of a named sample nobody can say whether that is "+
			"more than measurement error.", when, math.Abs(last-first))
	}
}

// What became of somebody by a published rule.
const (
	betterWords = "better by more than measurement error"
	worseWords  = "worse by more than measurement error"
	sameWords   = "no more than measurement error"
)

func publishedRule(first, last float64, y yardstick) string {
	d := last - first
	if !y.HigherIsBetter {
		d = -d
	}
	switch {
	case d >= y.Reliable.Value:
		return betterWords
	case -d >= y.Reliable.Value:
		return worseWords
	}
	return sameWords
}

func sentenceCase(s string) string { return string(s[0]-'a'+'A') + s[1:] }

func categoryWords(c measure.Category, y yardstick) string {
	switch c {
	case measure.Recovered:
		return fmt.Sprintf("Better by more than measurement error, and across line %s at %.4g", y.Line, y.Cutoff.Value)
	case measure.Improved:
		if y.Cutoff.OK {
			return fmt.Sprintf("Better by more than measurement error, and not across line %s at %.4g", y.Line, y.Cutoff.Value)
		}
		return "Better by more than measurement error"
	case measure.Deteriorated:
		return "Worse by more than measurement error: talk with the member"
	}
	return "No more than measurement error"
}

func (a *answer) usual(m *changed, n int) {
	c, ok := measure.OwnUsual(m.Scores, n)
	if !ok {
		a.say(m.Member+", own usual", "–", "There are %s, fewer than the %d that are to make the range.", counted(len(m.Scores), "score", "scores"), n)
		return
	}
	m.Usual = &c
	outside := "Every score lies inside it."
	if len(c.Signals) > 0 {
		last := c.Signals[len(c.Signals)-1]
		outside = fmt.Sprintf("Outside it %d of %d times, last at %s: ask what was different.", len(c.Signals), len(m.Scores),
			m.When[last])
	}
	a.say(m.Member+", own usual", fmt.Sprintf("%.3g to %.3g", c.Lower, c.Upper), "From the first %d scores%s. %s", n, rough(n), outside)
}

// rough warns of a range that rests on few scores.
func rough(n int) string {
	if n < 8 {
		return ", which is few, so it is rough"
	}
	return ""
}

// learn fits expected courses to the file, or says why not.
func learn(courses []course, a *answer) *measure.ExpectedCourse {
	var baseline []float64
	var later [][]measure.Number
	for _, c := range courses {
		if len(c.Scores) > 1 {
			baseline, later = append(baseline, c.Scores[0]), append(later, measure.Numbers(c.Scores[1:]...))
		}
	}
	if len(baseline) < measure.FewestCourses {
		a.note("expected courses need %d courses with at least two scores; this file has %d.", measure.FewestCourses,
			len(baseline))
		return nil
	}
	e, ok := measure.FitExpected(baseline, later)
	if !ok {
		a.note("these courses do not determine an expected course.")
		return nil
	}
	return &e
}

func (a *answer) expected(m *changed, e measure.ExpectedCourse, y yardstick) {
	points := y.Reliable.Value
	if m.Judgement != nil {
		points = m.Judgement.Points.Value
	}
	m.Steps = e.Follow(m.Scores[0], measure.Numbers(m.Scores[1:]...), !y.HigherIsBetter, points)
	if len(m.Steps) == 0 {
		return
	}
	last := m.Steps[len(m.Steps)-1]
	a.say(m.Member+", expected", fmt.Sprintf("%.3g to %.3g", last.Lower, last.Upper), "%s", last.Status.Do())
}

// counted sums up the members, starters and not only those with a second score.
func (a *answer) counted(r changeResult) {
	a.say("members", fmt.Sprint(r.Starters), "%d of %d who started have a second score; look at who is missing before "+
		"reading the rest.", r.Compared, r.Starters)
	judged := slices.ContainsFunc(r.Members, func(m changed) bool { return m.Judgement != nil && m.Judgement.RCI.OK })
	if r.Yardstick.known && judged {
		for _, c := range []struct {
			category measure.Category
			words    string
		}{{measure.Recovered, "Better by more than measurement error and across the line."},
			{measure.Improved, "Better by more than measurement error."},
			{measure.Unchanged, "No more than measurement error."},
			{measure.Deteriorated, "Worse by more than measurement error."}} {
			if c.category == measure.Recovered && !r.Yardstick.Cutoff.OK {
				continue // without a line nobody can have crossed it
			}
			a.say(string(c.category), fmt.Sprint(r.Counts[c.category]), "%s", c.words)
		}
	}
	if r.Yardstick.known {
		a.note("reliability %.2f and SD %.4g come from: %s.", r.Yardstick.Reliability, r.Yardstick.SD, r.Yardstick.Sample)
	}
	if !r.Yardstick.known && r.Yardstick.Reliable.OK {
		for _, words := range []string{betterWords, sameWords, worseWords} {
			n := 0
			for _, m := range r.Members {
				if m.Published == words {
					n++
				}
			}
			a.say("by the rule", fmt.Sprint(n), "%s.", sentenceCase(words))
		}
	}
	a.note("who begins with an extreme score tends to move to the middle without any help; this is change, not an effect.")
}
