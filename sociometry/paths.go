package sociometry

import (
	"math/bits"
	"slices"
)

// Paths says how far members are from each other and who stands between.
type Paths struct {
	// Between counts, for each member, the shortest paths of others that pass through them; a path
	// among several equally short ones counts in part. Undirected pairs count once.
	Between []float64 `json:"betweenness"`
	// Closeness is (n−1) / Σ distances to the others; nil unless everybody reaches everybody.
	Closeness []float64 `json:"closeness"`
	// Reachable is the share of ordered pairs with a path; nil below two members.
	Reachable *float64 `json:"reachable_share"`
	// Distance is the mean number of steps over pairs with a path; nil without ties.
	Distance *float64 `json:"mean_distance"`
}

// Paths walks from every member along the ties, one step a tie whatever its weight.
//
// Formula: between_v = Σ_{s≠v≠t} σ_st(v)/σ_st (halved when undirected); closeness_i = (n−1)/Σ_j d_ij;
// reachable = #{d_ij < ∞}/(n(n−1)); distance = mean of finite d_ij. Time n·arcs, memory linear.
func (g *Network) Paths() Paths {
	// Source: Freeman 1979; Brandes 2001 (accumulation).
	w := newWalk(g)
	p := Paths{Between: make([]float64, g.n), Closeness: make([]float64, g.n)}
	steps, reached := 0, 0
	for s := range g.n {
		sum, got := w.from(g, s, p.Between)
		steps, reached = steps+sum, reached+got
		if got == g.n-1 && sum > 0 && p.Closeness != nil {
			p.Closeness[s] = float64(g.n-1) / float64(sum)
		} else {
			p.Closeness = nil
		}
	}
	if !g.directed {
		for v := range p.Between {
			p.Between[v] /= 2
		}
	}
	if g.n < 2 {
		p.Closeness = nil
	}
	p.Reachable = maybe(ratio(float64(reached), pairs(g.n)))
	p.Distance = maybe(ratio(float64(steps), float64(reached)))
	return p
}

// walk holds the arrays of one breadth-first walk, used again from every member. Levels are kept as bit rows, so a
// walk looks only at ties that lie on shortest paths, however dense the network is.
type walk struct {
	order        []int32  // members by level
	ends         []int    // where each level ends in order
	levels       []uint64 // one bit row a level
	seen         []uint64
	paths, carry []float64
}

func newWalk(g *Network) *walk {
	floats := make([]float64, 2*g.n)
	return &walk{order: make([]int32, 0, g.n), seen: make([]uint64, g.words),
		paths: floats[:g.n], carry: floats[g.n:]}
}

// from walks from s, adds what the others depend on to between, and returns the steps and members reached.
func (w *walk) from(g *Network, s int, between []float64) (steps, reached int) {
	clear(w.paths)
	clear(w.carry)
	clear(w.seen)
	w.order, w.ends, w.levels = append(w.order[:0], int32(s)), append(w.ends[:0], 1), w.levels[:0]
	w.levels = append(w.levels, w.seen...)
	w.seen[s/64], w.paths[s] = 1<<(s%64), 1
	w.levels[s/64] = w.seen[s/64]
	for begin := 0; begin < len(w.order); {
		end := len(w.order)
		w.step(g, begin)
		steps += len(w.ends) * (len(w.order) - end)
		w.ends = append(w.ends, len(w.order))
		begin = end
	}
	w.gather(g, between)
	return steps, len(w.order) - 1
}

// step opens the level after the members from begin on.
func (w *walk) step(g *Network, begin int) {
	at := len(w.levels)
	for range g.words {
		w.levels = append(w.levels, 0)
	}
	next := w.levels[at:]
	for _, v := range w.order[begin:] {
		own := w.paths[v]
		for k, word := range g.row(g.out, int(v)) {
			word &^= w.seen[k]
			next[k] |= word
			for ; word != 0; word &= word - 1 {
				w.paths[k*64+bits.TrailingZeros64(word)] += own
			}
		}
	}
	for k, word := range next {
		w.seen[k] |= word
		for ; word != 0; word &= word - 1 {
			w.order = append(w.order, int32(k*64+bits.TrailingZeros64(word)))
		}
	}
}

// gather goes back from the farthest level and adds up what depends on each member.
func (w *walk) gather(g *Network, between []float64) {
	for level := len(w.ends) - 2; level > 0; level-- {
		after := w.levels[(level+1)*g.words : (level+2)*g.words]
		for _, v := range w.order[w.ends[level-1]:w.ends[level]] {
			sum := 0.0
			for k, word := range g.row(g.out, int(v)) {
				for word &= after[k]; word != 0; word &= word - 1 {
					u := k*64 + bits.TrailingZeros64(word)
					sum += (1 + w.carry[u]) / w.paths[u]
				}
			}
			w.carry[v] = w.paths[v] * sum
			between[v] += w.carry[v]
		}
	}
}

// Centralization says how far one member stands out, 0 (all alike) … 1 (a star). A field is nil where it is
// not defined: fewer than three members, closeness where not everybody is reached or ties have a direction.
type Centralization struct {
	In        *float64 `json:"in"`
	Out       *float64 `json:"out"`
	Between   *float64 `json:"betweenness"`
	Closeness *float64 `json:"closeness"`
}

// Centralization compares every member with the most central one, given the paths of the same network.
//
// Formula: Σ(max − c_i) / greatest possible sum for n members: in and out (n−1)², undirected degree
// (n−1)(n−2), betweenness (n−1)²(n−2) (half when undirected), closeness (n−1)(n−2)/(2n−3).
func (g *Network) Centralization(p Paths) Centralization {
	// Source: Freeman 1979; sna::centralization. igraph's loops=TRUE gives smaller numbers.
	var c Centralization
	if g.n < 3 || len(p.Between) != g.n {
		return c
	}
	n := float64(g.n)
	in, out := g.Degrees()
	degreeMost, betweenMost := (n-1)*(n-1), (n-1)*(n-1)*(n-2)
	if !g.directed {
		degreeMost, betweenMost = (n-1)*(n-2), betweenMost/2
	}
	c.In = maybe(ratio(spread(in), degreeMost))
	c.Out = maybe(ratio(spread(out), degreeMost))
	c.Between = maybe(ratio(spread(p.Between), betweenMost))
	if !g.directed && len(p.Closeness) == g.n {
		c.Closeness = maybe(ratio(spread(p.Closeness), (n-1)*(n-2)/(2*n-3)))
	}
	return c
}

func spread[T int | float64](scores []T) float64 {
	most, sum := slices.Max(scores), 0.0
	for _, s := range scores {
		sum += float64(most - s)
	}
	return sum
}

// Components says into how many separate parts the network falls.
type Components struct {
	Weak   int   `json:"weak"`   // parts when direction is ignored
	Strong int   `json:"strong"` // parts within which everybody reaches everybody
	Sizes  []int `json:"sizes"`  // of the weak parts, largest first
	Of     []int `json:"of"`     // the weak part of each member, numbered in order of first member
}

// Components finds the parts, weak and strong.
//
// Formula: weak: classes of i ~ j when a chain of ties in any direction joins them; strong: when paths
// lead both ways.
func (g *Network) Components() Components {
	// Source: Wasserman & Faust 1994, ch. 4; Tarjan 1972 and Sharir 1981 (two walks).
	c := Components{Of: make([]int, g.n), Sizes: []int{}}
	for i := range c.Of {
		c.Of[i] = -1
	}
	for s := range g.n {
		if c.Of[s] >= 0 {
			continue
		}
		size := 0
		stack := []int{s}
		c.Of[s] = c.Weak
		for len(stack) > 0 {
			v := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			size++
			for u := range g.n {
				if c.Of[u] < 0 && g.state(v, u) != 0 {
					c.Of[u] = c.Weak
					stack = append(stack, u)
				}
			}
		}
		c.Weak++
		c.Sizes = append(c.Sizes, size)
	}
	slices.SortFunc(c.Sizes, func(a, b int) int { return b - a })
	c.Strong = g.strong()
	return c
}

// strong counts strongly connected parts: members in order of leaving a forward walk, then backward walks.
func (g *Network) strong() int {
	order := g.leavingOrder()
	seen := make([]bool, g.n)
	parts := 0
	for k := len(order) - 1; k >= 0; k-- {
		if seen[order[k]] {
			continue
		}
		parts++
		stack := []int{order[k]}
		seen[order[k]] = true
		for len(stack) > 0 {
			v := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for u := range g.n {
				if !seen[u] && g.state(v, u)&2 != 0 {
					seen[u] = true
					stack = append(stack, u)
				}
			}
		}
	}
	return parts
}

func (g *Network) leavingOrder() []int {
	order, seen, at := make([]int, 0, g.n), make([]bool, g.n), slices.Clone(g.nextStart)
	stack := make([]int, 0, g.n)
	for s := range g.n {
		if seen[s] {
			continue
		}
		seen[s] = true
		stack = append(stack, s)
		for len(stack) > 0 {
			v := stack[len(stack)-1]
			if at[v] == g.nextStart[v+1] {
				order, stack = append(order, v), stack[:len(stack)-1]
				continue
			}
			u := int(g.next[at[v]])
			at[v]++
			if !seen[u] {
				seen[u] = true
				stack = append(stack, u)
			}
		}
	}
	return order
}
