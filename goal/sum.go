package goal

import (
	"cmp"
	"slices"
	"time"

	"groupwork/group"
	"groupwork/measure"
)

// stale is how long a goal may stay without a reading before it is said so.
const stale = 28 * 24 * time.Hour

// Course is a goal with its readings, oldest first.
type Course struct {
	Goal     Goal
	Readings []Reading
}

// Courses puts the readings to their goals: goals in the order given, readings by time.
func Courses(goals []Goal, readings []Reading) []Course {
	all := make([]Course, len(goals))
	for i, g := range goals {
		all[i].Goal = g
		for _, r := range readings {
			if r.Goal == g.ID {
				all[i].Readings = append(all[i].Readings, r)
			}
		}
		slices.SortStableFunc(all[i].Readings, func(a, b Reading) int { return a.At.Compare(b.At) })
	}
	return all
}

// Now is the last step that was read; ok is false before the first reading.
func (c Course) Now() (step int, ok bool) {
	if len(c.Readings) == 0 {
		return c.Goal.Start, false
	}
	return c.Readings[len(c.Readings)-1].Step, true
}

// Stale tells whether a goal that people work on has not been looked at for four weeks.
func (c Course) Stale(at time.Time) bool {
	if c.Goal.Adopted == nil || !c.Goal.Ended.IsZero() {
		return false
	}
	last := c.Goal.Adopted.At
	if n := len(c.Readings); n > 0 && c.Readings[n-1].At.After(last) {
		last = c.Readings[n-1].At
	}
	return at.Sub(last) > stale
}

// Summary is attainment at one level. For individual goals Each holds one T a member, in the order of the stays.
type Summary struct {
	Level  Level
	Report measure.GoalReport // of the group's or the community's goals
	Each   []OfMember
	Spread [5]int // how many goals stand at −2 to +2; T hides this
	Used   int
	Open   int // adopted, without a reading
	Not    int // not yet adopted
}

// OfMember is one member's attainment over their own goals.
type OfMember struct {
	Stay   group.StayID
	Report measure.GoalReport
}

// Sum sums up one level, and never another beside it. Only goals that were adopted count.
func Sum(level Level, all []Course) Summary {
	s := Summary{Level: level}
	members := map[group.StayID][]measure.Goal{}
	var shared []measure.Goal
	for _, c := range all {
		if c.Goal.Level != level {
			continue
		}
		step, read := c.Now()
		switch {
		case c.Goal.Adopted == nil:
			s.Not++
			continue
		case !read:
			s.Open++
			continue
		}
		one := measure.Goal{Baseline: measure.Some(float64(c.Goal.Start)), Attained: measure.Some(float64(step)), Weight: 1}
		s.Spread[step-Lowest]++
		s.Used++
		if level == Individual {
			members[c.Goal.Stay] = append(members[c.Goal.Stay], one)
		} else {
			shared = append(shared, one)
		}
	}
	if level != Individual {
		s.Report, _ = measure.GoalAttainment(shared, measure.GoalRho) // every step was checked when it was read
		return s
	}
	for stay, goals := range members {
		r, _ := measure.GoalAttainment(goals, measure.GoalRho)
		s.Each = append(s.Each, OfMember{stay, r})
	}
	slices.SortFunc(s.Each, func(a, b OfMember) int { return cmp.Compare(a.Stay, b.Stay) })
	return s
}
