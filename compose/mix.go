package compose

import (
	"context"
	"errors"
	"math"
)

// Range is how many people a group may hold, both ends included.
type Range struct{ From, To int }

// Mixing is maximally diverse grouping: n people, a value for every pair, and groups with sizes. Higher is better.
type Mixing struct {
	N     int
	Value func(i, j int) float64 // symmetric; called once for every i < j
	Sizes []Range
}

// Effort is how long to search. Moves and Seed alone decide the answer, whatever the machine; with Spent, which tells
// the used share of a time allowance from 0 to 1, the search runs until it says 1 and the answer depends on the clock.
type Effort struct {
	Seed  uint64
	Moves int64
	Spent func() float64
	// Progress, if given, is told how a composition goes, from the goroutine of one search.
	Progress func(Progress)
}

// Division is an answer to a Mixing: the group of everyone, the sum of pair values inside groups, recomputed from
// the values given, and how many moves were judged.
type Division struct {
	Group []int
	Sum   float64
	Moves int64
}

// What can be wrong with a Mixing.
var (
	ErrSizes  = errors.New("compose: the sizes of the groups do not fit the number of people")
	ErrValues = errors.New("compose: pair values must be finite numbers")
)

// Mix divides people so that the sum of pair values inside groups is as high as the effort finds. When ctx ends it
// returns the best division so far.
func Mix(ctx context.Context, m Mixing, e Effort) (Division, error) {
	start, err := widest(m.N, m.Sizes)
	if err != nil {
		return Division{}, err
	}
	pair, err := m.fixed(ctx)
	if err != nil {
		return Division{}, err
	}
	groups := make([]bounds, len(m.Sizes))
	for g, s := range m.Sizes {
		groups[g] = bounds{lo: s.From, hi: s.To}
	}
	c := newCore(ctx, m.N, pair, nil, groups)
	c.rng = spread(e.Seed)
	c.place(c.scatter(start))
	c.search(e.clock(c))
	d := Division{Group: make([]int, m.N), Moves: c.tried}
	for x, g := range c.where {
		d.Group[x] = int(g)
	}
	d.Sum = m.Sum(d.Group)
	return d, nil
}

// Sum is the objective of a division, from the values given.
func (m Mixing) Sum(group []int) float64 {
	members := make([][]int, len(m.Sizes))
	var sum float64
	for x, g := range group {
		for _, y := range members[g] {
			sum += m.Value(y, x)
		}
		members[g] = append(members[g], x)
	}
	return sum
}

// fixed turns the values into whole numbers, as fine as a sum over one row allows in 32 bits.
func (m Mixing) fixed(ctx context.Context) ([]int32, error) {
	n, top := m.N, 0.0
	for j := range n {
		for i := range j {
			top = max(top, math.Abs(m.Value(i, j)))
			if v := m.Value(i, j); math.IsNaN(v) || math.IsInf(v, 0) {
				return nil, ErrValues
			}
		}
	}
	widest := 1
	for _, s := range m.Sizes {
		widest = max(widest, min(s.To, n))
	}
	scale := 1.0
	if top > 0 {
		scale = math.Min(math.Floor(float64(1<<27)/top/float64(widest)), 1<<20)
		if scale < 1 {
			scale = float64(1<<27) / top / float64(widest)
		}
	}
	pair := make([]int32, n*n)
	for j := range n {
		if ctx.Err() != nil {
			break
		}
		for i := range j {
			v := int32(math.Round(m.Value(i, j) * scale))
			pair[i*n+j], pair[j*n+i] = v, v
		}
	}
	return pair, nil
}

// clock tells the used share of an effort for one search, and sets how often the search asks.
func (e Effort) clock(c *core) func() float64 {
	c.batch = max(60_000, int64(c.n)*int64(c.n)/4)
	if c.ledger != nil {
		c.batch = 5_000
	}
	if e.Spent == nil {
		c.batch = max(200, min(c.batch, e.Moves/500))
	}
	return func() float64 {
		switch {
		case c.ctx.Err() != nil:
			return 1
		case e.Spent != nil:
			return e.Spent()
		}
		return float64(c.tried) / float64(max(1, e.Moves))
	}
}

// scatter deals the pieces at random into groups of the given sizes.
func (c *core) scatter(sizes []int) []int32 {
	where := make([]int32, 0, c.n)
	for g, s := range sizes {
		for range s {
			where = append(where, int32(g))
		}
	}
	for i := len(where) - 1; i > 0; i-- {
		j := c.below(i + 1)
		where[i], where[j] = where[j], where[i]
	}
	return where
}

// widest gives the sizes within the ranges that add up to n with the most pairs inside groups.
func widest(n int, ranges []Range) ([]int, error) {
	const unreachable = -1
	best := make([][]int, len(ranges)+1) // best[g][s]: most Σ size² of the first g groups holding s people
	best[0] = make([]int, n+1)
	for s := 1; s <= n; s++ {
		best[0][s] = unreachable
	}
	for g, r := range ranges {
		best[g+1] = make([]int, n+1)
		for s := range best[g+1] {
			best[g+1][s] = unreachable
			for z := max(0, r.From); z <= min(r.To, s); z++ {
				if p := best[g][s-z]; p != unreachable {
					best[g+1][s] = max(best[g+1][s], p+z*z)
				}
			}
		}
	}
	if n < 1 || len(ranges) == 0 || best[len(ranges)][n] == unreachable {
		return nil, ErrSizes
	}
	sizes := make([]int, len(ranges))
	for g, s := len(ranges)-1, n; g >= 0; g-- {
		for z := max(0, ranges[g].From); z <= min(ranges[g].To, s); z++ {
			if p := best[g][s-z]; p != unreachable && p+z*z == best[g+1][s] {
				sizes[g] = z
				s -= z
				break
			}
		}
	}
	return sizes, nil
}
