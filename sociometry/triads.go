package sociometry

import "math/bits"

// Triads counts every three members by the sixteen kinds of Holland and Leinhardt, in the order of
// TriadNames.
type Triads [16]int

// TriadNames names the sixteen kinds of three: numbers of mutual, asymmetric and null pairs, then
// Down, Up, Transitive or Cyclic where these differ.
func TriadNames() [16]string {
	// Source: Holland & Leinhardt 1970.
	return [16]string{"003", "012", "102", "021D", "021U", "021C", "111D", "111U",
		"030T", "030C", "201", "120D", "120U", "120C", "210", "300"}
}

// Triads counts the kinds of all n(n−1)(n−2)/6 threes.
//
// Formula: for i<j and each of the 16 states of (i,k), (j,k), the number of k>j is the popcount of two
// and-ed rows; 64 codes fold into 16 kinds. Time n³/64 whatever the density.
func (g *Network) Triads() Triads {
	// Source: Holland & Leinhardt 1970; Wasserman & Faust 1994, ch. 14.
	states := g.pairStates()
	var codes [64]int
	for i := range g.n {
		for j := i + 1; j < g.n; j++ {
			d := g.state(i, j)
			first, mask := (j+1)/64, ^uint64(0)<<((j+1)%64)
			for w := first; w < g.words; w++ {
				a, b := states[(i*g.words+w)*4:], states[(j*g.words+w)*4:]
				countStates(&codes, d, a[:4], b[:4], mask)
				mask = ^uint64(0)
			}
		}
	}
	var t Triads
	for code, c := range codes {
		if c > 0 {
			t[triadKind(code&3, code>>2&3, code>>4&3)] += c
		}
	}
	return t
}

func countStates(codes *[64]int, d int, a, b []uint64, mask uint64) {
	for s, x := range a {
		x &= mask
		if x == 0 {
			continue
		}
		for u, y := range b {
			codes[d|s<<2|u<<4] += bits.OnesCount64(x & y)
		}
	}
}

// pairStates gives, per member and word, four bit sets of others: null, out only, in only, mutual.
func (g *Network) pairStates() []uint64 {
	states := make([]uint64, 4*g.n*g.words)
	for i := range g.n {
		for w := range g.words {
			out, in := g.out[i*g.words+w], g.in[i*g.words+w]
			all := ^uint64(0)
			if left := g.n - w*64; left < 64 {
				all = 1<<left - 1
			}
			s := states[(i*g.words+w)*4:]
			s[0], s[1], s[2], s[3] = all&^(out|in), out&^in, in&^out, out&in
		}
	}
	return states
}

// state is 0 null, 1 i→j only, 2 j→i only, 3 both.
func (g *Network) state(i, j int) int {
	out := g.out[i*g.words+j/64] >> (j % 64) & 1
	in := g.in[i*g.words+j/64] >> (j % 64) & 1
	return int(out | in<<1)
}

// triadKind finds the kind from the states of the pairs (i,j), (i,k), (j,k).
func triadKind(ij, ik, jk int) int {
	var mutual, asym int
	var out, in, both [3]int
	for _, e := range [3][3]int{{0, 1, ij}, {0, 2, ik}, {1, 2, jk}} {
		a, b := e[0], e[1]
		switch e[2] {
		case 1:
			asym, out[a], in[b] = asym+1, out[a]+1, in[b]+1
		case 2:
			asym, out[b], in[a] = asym+1, out[b]+1, in[a]+1
		case 3:
			mutual, both[a], both[b] = mutual+1, both[a]+1, both[b]+1
		}
	}
	down, up := 0, 0
	for v := range 3 {
		if out[v] == 2 {
			down++
		}
		if in[v] == 2 {
			up++
		}
	}
	return kindByCounts(mutual, asym, down, up, towardsMutual(in, both))
}

// towardsMutual tells, in a three with one mutual and one one-way tie, whether the latter points at the
// member who stands in both.
func towardsMutual(in, both [3]int) bool {
	for v := range 3 {
		if in[v] == 1 && both[v] == 1 {
			return true
		}
	}
	return false
}

func kindByCounts(mutual, asym, down, up int, towards bool) int {
	pick := func(d, u, c int) int {
		switch {
		case down == 1:
			return d
		case up == 1:
			return u
		}
		return c
	}
	switch mutual*10 + asym {
	case 0:
		return 0
	case 1:
		return 1
	case 10:
		return 2
	case 2:
		return pick(3, 4, 5)
	case 11:
		if towards {
			return 6
		}
		return 7
	case 3:
		return pick(8, 8, 9)
	case 20:
		return 10
	case 12:
		return pick(11, 12, 13)
	case 21:
		return 14
	}
	return 15
}

// Transitivity is the share of two-step paths i→j→k (i ≠ k) that are closed by i→k, 0 … 1. ok is false
// without two-step paths.
//
// Formula: Σ_{i→j} |out_i ∩ out_j| / Σ_{i→j} |out_j \ {i}|.
func (g *Network) Transitivity() (t float64, ok bool) {
	// Source: Wasserman & Faust 1994, ch. 6 and 14; sna::gtrans "weak".
	closed, paths := 0, 0
	for i := range g.n {
		oi := g.row(g.out, i)
		for _, j := range g.targets(i) {
			oj := g.row(g.out, int(j))
			for w, word := range oj {
				closed += bits.OnesCount64(word & oi[w])
				paths += bits.OnesCount64(word)
			}
			paths -= int(oj[i/64] >> (i % 64) & 1)
		}
	}
	return ratio(float64(closed), float64(paths))
}

func (g *Network) targets(i int) []int32 { return g.next[g.nextStart[i]:g.nextStart[i+1]] }
