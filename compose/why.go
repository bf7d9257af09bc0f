package compose

import (
	"math"
	"sort"
)

// Change is what a hand move would do: to the score in points of 100, wish by wish, and to the rules.
type Change struct {
	Points  float64 // of the total; below zero: the wishes are met less
	Parts   []Part  // the wishes that change, the largest change first; they add up to the points
	Worst   float64 // what the group worst off gains or loses beside that, by the weight it has
	Breaks  []Rule  // rules that hold now and would not
	Mends   []Rule  // rules that do not hold now and would
	Waiting int     // how many more people would wait
	After   Score
}

// Compare tells what changes from one plan to another.
func Compare(p *Problem, before, after []int) (Change, error) {
	was, err := Evaluate(p, before)
	if err != nil {
		return Change{}, err
	}
	is, err := Evaluate(p, after)
	if err != nil {
		return Change{}, err
	}
	return was.to(is), nil
}

// Try tells what a hand move would change: person to a group, and, if with is not negative, with into the place left.
// It gives the plan after the move; the plan given stays as it is.
func Try(p *Problem, group []int, person, to, with int) ([]int, Change, error) {
	if person < 0 || person >= len(group) || with >= len(group) {
		return nil, Change{}, &Fault{"people", person, "there is no such person"}
	}
	after := append([]int(nil), group...)
	if with >= 0 {
		to = group[with]
		after[with] = group[person]
	}
	after[person] = to
	change, err := Compare(p, group, after)
	return after, change, err
}

// to is the change from this score to another of the same problem.
func (s Score) to(after Score) Change {
	c := Change{After: after, Waiting: after.Waiting - s.Waiting}
	for i := range s.units {
		if d := after.units[i] - s.units[i]; d != 0 {
			points := float64(d) * 100 / s.whole
			if i == len(s.units)-1 {
				c.Worst = points
				continue
			}
			c.Points += points
			c.Parts = append(c.Parts, Part{Wish: i, Points: points})
		}
	}
	sort.SliceStable(c.Parts, func(i, j int) bool {
		return math.Abs(c.Parts[i].Points) > math.Abs(c.Parts[j].Points)
	})
	c.Breaks, c.Mends = lacking(after.Broken, s.Broken), lacking(s.Broken, after.Broken)
	return c
}

// lacking lists the rules that are in one list and not in another.
func lacking(in, not []Rule) []Rule {
	var out []Rule
	seen := map[Rule]bool{}
	for _, r := range not {
		seen[r] = true
	}
	for _, r := range in {
		if !seen[r] {
			out = append(out, r)
		}
	}
	return out
}

// Option is one other place for a person: a group, and whom they would change places with (−1 for nobody).
type Option struct {
	Group, With int
	Change      Change
}

// Reason is why a person sits where they sit.
type Reason struct {
	Person, Group int
	Without       Change   // what the plan would be without the person: the lost points are what the placement is worth
	Options       []Option // the best other place in every other group, the nearest first
}

// Why tells why a person sits where they sit and what the nearest alternatives would cost.
func Why(p *Problem, group []int, person int) (Reason, error) {
	if err := p.Check(); err != nil {
		return Reason{}, err
	}
	if err := p.checkPlan(group); err != nil {
		return Reason{}, err
	}
	if person < 0 || person >= len(group) {
		return Reason{}, &Fault{"people", person, "there is no such person"}
	}
	m := newModel(p)
	now := m.score(group)
	r := Reason{Person: person, Group: group[person]}
	trial := append([]int(nil), group...)
	trial[person] = Waits
	r.Without = now.to(m.score(trial))
	for g := range p.Groups {
		if g != group[person] {
			r.Options = append(r.Options, m.nearest(now, group, person, g))
		}
	}
	sort.SliceStable(r.Options, func(i, j int) bool {
		return r.Options[i].Change.After.worth() > r.Options[j].Change.After.worth()
	})
	return r, nil
}

// nearest is the best way for a person into another group: alone or in exchange with one of its members.
func (m *model) nearest(now Score, group []int, person, g int) Option {
	trial := append([]int(nil), group...)
	trial[person] = g
	best := Option{Group: g, With: -1, Change: now.to(m.score(trial))}
	for y, at := range group {
		if at != g {
			continue
		}
		trial[y] = group[person]
		if c := now.to(m.score(trial)); c.After.worth() > best.Change.After.worth() {
			best = Option{Group: g, With: y, Change: c}
		}
		trial[y] = g
	}
	return best
}
