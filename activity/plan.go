package activity

import (
	"slices"

	"groupwork/session"
)

// Part is one part of a meeting: how long it is meant to be, and the bounds within which it still makes sense.
type Part struct {
	Minutes, Least, Most int // Most 0 for no bound
}

// shortest is the fewest minutes of a part that has no bound of its own.
const shortest = 3

// Retime gives the minutes of every part so that together they fill the time: each keeps its share as far as its bounds
// allow. Where even the shortest parts are too long, or the longest too short, they stay at their bounds.
func Retime(parts []Part, total int) []int {
	out := make([]int, len(parts))
	open := make([]int, 0, len(parts))
	for i, p := range parts {
		if p.Least < 1 {
			parts[i].Least = min(shortest, max(p.Minutes, 1))
		}
		open = append(open, i)
	}
	left := total
	for len(open) > 0 {
		low, high := settle(parts, open, left)
		stuck := low
		if len(stuck) == 0 {
			stuck = high
		}
		if len(stuck) == 0 {
			share(parts, open, left, out)
			return out
		}
		for i, minutes := range stuck {
			out[i], left = minutes, left-minutes
		}
		open = without(open, stuck)
	}
	return out
}

// settle finds the parts that a fair share would press out of their bounds.
func settle(parts []Part, open []int, left int) (low, high map[int]int) {
	low, high = map[int]int{}, map[int]int{}
	sum := weight(parts, open)
	for _, i := range open {
		p := parts[i]
		switch want := float64(left) * float64(max(p.Minutes, 1)) / float64(sum); {
		case want < float64(p.Least):
			low[i] = p.Least
		case p.Most > 0 && want > float64(p.Most):
			high[i] = p.Most
		}
	}
	return low, high
}

func weight(parts []Part, open []int) (sum int) {
	for _, i := range open {
		sum += max(parts[i].Minutes, 1)
	}
	return sum
}

// share divides whole minutes; what is left over by rounding goes to the longest parts first.
func share(parts []Part, open []int, left int, out []int) {
	sum, given := weight(parts, open), 0
	for _, i := range open {
		out[i] = left * max(parts[i].Minutes, 1) / sum
		given += out[i]
	}
	for given < left {
		best := open[0]
		for _, i := range open {
			if left*max(parts[i].Minutes, 1)-out[i]*sum > left*max(parts[best].Minutes, 1)-out[best]*sum {
				best = i
			}
		}
		out[best]++
		given++
	}
}

func without(open []int, gone map[int]int) (rest []int) {
	for _, i := range open {
		if _, ok := gone[i]; !ok {
			rest = append(rest, i)
		}
	}
	return rest
}

// leastRest is the fewest minutes that are worth keeping of a part that an activity is put into.
const leastRest = 5

// Fit lets the parts of a plan fill the session. Parts whose minutes were typed keep them.
func (s *Shelf) Fit(blocks []session.Block, total int) {
	s.fit(blocks, total, func(int) bool { return true })
}

// fit lets the parts that may move fill the session, and gives whether they do.
func (s *Shelf) fit(blocks []session.Block, total int, moves func(i int) bool) bool {
	parts := make([]Part, len(blocks))
	for i, b := range blocks {
		parts[i].Minutes = b.Minutes
		if a, ok := s.Find(b.Activity); ok {
			parts[i].Least, parts[i].Most = a.Minutes.Min, a.Minutes.Max
		}
		if b.Fixed || !moves(i) {
			parts[i].Least, parts[i].Most = b.Minutes, b.Minutes
		}
	}
	sum := 0
	for i, n := range Retime(parts, total) {
		blocks[i].Minutes, sum = n, sum+n
	}
	return sum == total
}

// Put puts a part into a plan: after the longest part of the middle and what was put there before. That part gives the
// minutes; where it has none left to give it goes, if it says no more than that here is the work. What opens and ends the
// meeting keeps its place, and its minutes as long as the middle has enough.
func (s *Shelf) Put(blocks []session.Block, b session.Block, total int, work []string) []session.Block {
	from, to := middle(blocks)
	known := from < to
	out := slices.Insert(slices.Clone(blocks), to, b)
	head := &out[from]
	gives := known && head.Activity == "" && !head.Fixed && head.Minutes-b.Minutes >= leastRest
	if gives {
		head.Minutes -= b.Minutes
	} else if known && head.Activity == "" && !head.Fixed && slices.Contains(work, head.What) {
		out, to = slices.Delete(out, from, from+1), to-1
	}
	had := slices.Clone(out)
	if known && s.fit(out, total, func(i int) bool { return i >= from && i <= to && (i == to || gives || out[i].Activity != "") }) {
		return out
	}
	s.Fit(had, total) // too much for the middle: every part makes room
	return had
}

// middle finds where the work of a meeting stands: the longest part between the first and the last, with the activities
// behind it. In a plan of fewer than three parts, it is the place before the last.
func middle(blocks []session.Block) (from, to int) {
	from, to = max(0, len(blocks)-1), max(0, len(blocks)-1)
	longest := 0
	for i := 1; i < len(blocks)-1; {
		sum, end := blocks[i].Minutes, i+1
		for ; end < len(blocks)-1 && blocks[end].Activity != ""; end++ {
			sum += blocks[end].Minutes
		}
		if sum > longest {
			longest, from, to = sum, i, end
		}
		i = end
	}
	return from, to
}

// Way is the way in for one need: the text, empty where nobody has written one yet.
type Way struct {
	Need string
	Said Said
}

// Ways gives the way in for each need of a person.
func (t Telling) Ways(needs []string) (all []Way) {
	for _, need := range needs {
		all = append(all, Way{need, t.Adaptations[need]})
	}
	return all
}
