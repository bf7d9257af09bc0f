package sociometry

import (
	"math"
	"math/bits"
)

// LargestExact is the largest group for which the best partition is searched exhaustively.
const LargestExact = 12

// Modularity says how much more the ties stay within the given parts than chance would have it, −1 … 1.
// part gives each member's part by any number. weighted uses the counts, otherwise a tie is a tie. ok is
// false without ties or if part does not have one entry a member.
//
// Formula: directed Q = Σ_ij [x_ij/m − out_i·in_j/m²]·δ(part_i, part_j) with m = Σ x_ij; undirected the
// same on the symmetric matrix.
func (g *Network) Modularity(part []int, weighted bool) (q float64, ok bool) {
	// Source: Newman 2006; Leicht & Newman 2008 (directed).
	if len(part) != g.n {
		return 0, false
	}
	excess, ok := g.excess(weighted)
	if !ok {
		return 0, false
	}
	for i := range g.n {
		for j := range g.n {
			if part[i] == part[j] {
				q += excess[i*g.n+j]
			}
		}
	}
	if !finite(q) {
		return 0, false
	}
	return q, true
}

// excess is x_ij/m − out_i·in_j/m² for every pair, or not ok without ties.
func (g *Network) excess(weighted bool) ([]float64, bool) {
	x := make([]float64, g.n*g.n)
	out, in, m := make([]float64, g.n), make([]float64, g.n), 0.0
	for i := range g.n {
		for j := range g.n {
			w := g.weight[i*g.n+j]
			if !weighted && w > 0 {
				w = 1
			}
			x[i*g.n+j] = w
			out[i], in[j], m = out[i]+w, in[j]+w, m+w
		}
	}
	if m == 0 || !finite(m) {
		return nil, false
	}
	for i := range g.n {
		for j := range g.n {
			x[i*g.n+j] = x[i*g.n+j]/m - out[i]/m*(in[j]/m)
		}
	}
	return x, true
}

// BestPartition finds a partition with the greatest modularity of all, by looking at every one of them.
// Parts are numbered in order of their first member. ok is false without ties or above LargestExact members.
//
// Formula: best(S) = max over T ⊆ S with min(S) ∈ T of q(T) + best(S\T); q(T) = Σ_{i,j∈T} excess_ij.
// Time 3ⁿ/2, about a millisecond for twelve. Of equal partitions the one found first is kept.
func (g *Network) BestPartition(weighted bool) (part []int, q float64, ok bool) {
	// Source: Newman 2006 (modularity); exact search by subsets, so that the answer is no accident of a seed.
	if g.n > LargestExact {
		return nil, 0, false
	}
	excess, ok := g.excess(weighted)
	if !ok {
		return nil, 0, false
	}
	gain := g.subsetGains(excess)
	best, choice := make([]float64, len(gain)), make([]uint16, len(gain))
	for s := 1; s < len(gain); s++ {
		first := s & -s
		rest := s ^ first
		best[s] = math.Inf(-1)
		for t := 0; ; t = (t - rest) & rest { // the smaller part first, so members without ties stay apart
			if v := gain[t|first] + best[rest^t]; v > best[s]+1e-12 {
				best[s], choice[s] = v, uint16(t|first)
			}
			if t == rest {
				break
			}
		}
	}
	part = make([]int, g.n)
	number := 0
	for s := len(gain) - 1; s > 0; s ^= int(choice[s]) {
		for t := uint(choice[s]); t != 0; t &= t - 1 {
			part[bits.TrailingZeros(t)] = number
		}
		number++
	}
	if q = best[len(gain)-1]; !finite(q) {
		return nil, 0, false
	}
	return part, q, true
}

func (g *Network) subsetGains(excess []float64) []float64 {
	gain := make([]float64, 1<<g.n)
	for s := 1; s < len(gain); s++ {
		i := bits.TrailingZeros(uint(s))
		rest := s & (s - 1)
		v := gain[rest] + excess[i*g.n+i]
		for t := uint(rest); t != 0; t &= t - 1 {
			j := bits.TrailingZeros(t)
			v += excess[i*g.n+j] + excess[j*g.n+i]
		}
		gain[s] = v
	}
	return gain
}

// MatrixCorrelation is how alike two pictures of the same group are, −1 … 1, for example "helps" and
// "talks to". x and y are n × n; the diagonal is left out. Whether it is more than chance needs a
// permutation of members, because pairs share members. ok is false when shapes differ or one has no spread.
//
// Formula: Pearson's r over all i ≠ j.
func MatrixCorrelation(x, y [][]float64) (r float64, ok bool) {
	// Source: Krackhardt 1988 (the statistic of QAP).
	if len(x) != len(y) || !square(x) || !square(y) {
		return 0, false
	}
	var a, b []float64
	for i := range x {
		for j := range x {
			if i != j {
				a, b = append(a, x[i][j]), append(b, y[i][j])
			}
		}
	}
	return correlation(a, b)
}

func correlation(a, b []float64) (float64, bool) {
	n := float64(len(a))
	if n < 2 {
		return 0, false
	}
	var ma, mb, saa, sbb, sab float64
	for i := range a {
		ma, mb = ma+a[i]/n, mb+b[i]/n
	}
	for i := range a {
		da, db := a[i]-ma, b[i]-mb
		saa, sbb, sab = saa+da*da, sbb+db*db, sab+da*db
	}
	if saa <= 1e-24*n*ma*ma || sbb <= 1e-24*n*mb*mb {
		return 0, false
	}
	r := sab / (math.Sqrt(saa) * math.Sqrt(sbb))
	if !finite(r) {
		return 0, false
	}
	return max(-1, min(1, r)), true
}
