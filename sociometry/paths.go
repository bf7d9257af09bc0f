package sociometry

import "slices"

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
	w := newWalk(g.n)
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

// walk holds the arrays of one breadth-first walk, used again from every member.
type walk struct {
	order, dist  []int32
	paths, carry []float64
}

func newWalk(n int) *walk {
	ints, floats := make([]int32, 2*n), make([]float64, 2*n)
	return &walk{order: ints[:0:n], dist: ints[n:], paths: floats[:n], carry: floats[n:]}
}

// from walks from s, adds what the others depend on to between, and returns the steps and members reached.
func (w *walk) from(g *Network, s int, between []float64) (steps, reached int) {
	for v := range w.dist {
		w.dist[v], w.paths[v], w.carry[v] = -1, 0, 0
	}
	w.order = append(w.order[:0], int32(s))
	w.dist[s], w.paths[s] = 0, 1
	for head := 0; head < len(w.order); head++ {
		v := w.order[head]
		steps += int(w.dist[v])
		for _, u := range g.targets(int(v)) {
			if w.dist[u] < 0 {
				w.dist[u] = w.dist[v] + 1
				w.order = append(w.order, u)
			}
			if w.dist[u] == w.dist[v]+1 {
				w.paths[u] += w.paths[v]
			}
		}
	}
	for k := len(w.order) - 1; k > 0; k-- {
		v := w.order[k]
		for _, u := range g.targets(int(v)) {
			if w.dist[u] == w.dist[v]+1 {
				w.carry[v] += w.paths[v] / w.paths[u] * (1 + w.carry[u])
			}
		}
		between[v] += w.carry[v]
	}
	return steps, len(w.order) - 1
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
