// Package sociometry turns who-turns-to-whom into plain numbers about a group.
//
// It knows no people: members are positions 0 … n−1, what goes in are matrices and sequences, what
// comes out are numbers. The diagonal of a matrix (a member towards themselves) is ignored. Silent
// members stay in as zero, because leaving them out overstates equality. What is not defined is
// ok == false, or nil (null in JSON); it is never 0, NaN or Inf. Nothing here panics on input.
package sociometry

import (
	"math"
	"math/bits"
)

// Network is who chose, helped or spoke to whom: n members, a tie from i to j where the given
// number is above zero. It is immutable once made.
type Network struct {
	n, words  int
	directed  bool
	weight    []float64 // n × n, row = from
	out, in   []uint64  // n rows of bits
	next      []int32   // targets, row by row
	nextStart []int32
}

// New makes a network from an n × n matrix of counts or 0/1, row = from, column = to. When directed
// is false a tie counts if either direction has it. ok is false if the matrix is not square or holds
// a negative number, NaN or Inf. Rows are copied.
//
// Formula: x_ij > 0 is a tie, x_ii is ignored.
func New(rows [][]float64, directed bool) (g *Network, ok bool) {
	// Source: Wasserman & Faust 1994, ch. 3 (sociomatrix).
	if !square(rows) {
		return nil, false
	}
	n := len(rows)
	g = &Network{n: n, words: (n + 63) / 64, directed: directed, weight: make([]float64, n*n)}
	bitRows := make([]uint64, 2*n*g.words)
	g.out, g.in = bitRows[:n*g.words], bitRows[n*g.words:]
	for i, row := range rows {
		for j, x := range row {
			if i == j {
				continue
			}
			if x < 0 || !finite(x) {
				return nil, false
			}
			g.add(i, j, x)
			if !directed {
				g.add(j, i, x)
			}
		}
	}
	g.list()
	return g, true
}

func (g *Network) add(i, j int, x float64) {
	g.weight[i*g.n+j] += x
	if x > 0 {
		g.out[i*g.words+j/64] |= 1 << (j % 64)
		g.in[j*g.words+i/64] |= 1 << (i % 64)
	}
}

// list writes the targets of every member behind each other, for the walks.
func (g *Network) list() {
	g.nextStart = make([]int32, g.n+1)
	total := 0
	for i := range g.n {
		total += count(g.row(g.out, i))
		g.nextStart[i+1] = int32(total)
	}
	g.next = make([]int32, 0, total)
	for i := range g.n {
		for w, word := range g.row(g.out, i) {
			for ; word != 0; word &= word - 1 {
				g.next = append(g.next, int32(w*64+bits.TrailingZeros64(word)))
			}
		}
	}
}

// Len is the number of members.
//
// Formula: n.
func (g *Network) Len() int { return g.n }

// Arcs counts ties: i→j and j→i are two in a directed network and one in an undirected one.
//
// Formula: Σ_ij [x_ij > 0], halved when undirected.
func (g *Network) Arcs() int {
	// Source: Wasserman & Faust 1994, ch. 4.
	if g.directed {
		return len(g.next)
	}
	return len(g.next) / 2
}

// Density is the share of possible ties that are there, 0 … 1. ok is false below two members.
//
// Formula: arcs / (n(n−1)), or 2·ties / (n(n−1)) when undirected.
func (g *Network) Density() (d float64, ok bool) {
	// Source: Wasserman & Faust 1994, ch. 4.
	if g.n < 2 {
		return 0, false
	}
	return float64(len(g.next)) / pairs(g.n), true
}

// Degrees counts the ties that each member receives and sends; the two are equal when undirected.
//
// Formula: in_j = Σ_i [x_ij > 0], out_i = Σ_j [x_ij > 0].
func (g *Network) Degrees() (in, out []int) {
	// Source: Freeman 1979.
	in, out = make([]int, g.n), make([]int, g.n)
	for i := range g.n {
		in[i], out[i] = count(g.row(g.in, i)), count(g.row(g.out, i))
	}
	return in, out
}

// Isolates lists members without any tie, in order.
//
// Formula: {i : in_i + out_i = 0}.
func (g *Network) Isolates() []int {
	// Source: Wasserman & Faust 1994, ch. 4.
	in, out := g.Degrees()
	found := []int{}
	for i := range in {
		if in[i]+out[i] == 0 {
			found = append(found, i)
		}
	}
	return found
}

// Unchosen lists members that nobody has a tie to, in order. Whether they choose others is not asked.
//
// Formula: {i : in_i = 0}.
func (g *Network) Unchosen() []int {
	// Source: Moreno 1934; Bronfenbrenner 1945.
	in, _ := g.Degrees()
	found := []int{}
	for i, c := range in {
		if c == 0 {
			found = append(found, i)
		}
	}
	return found
}

// Dyads counts the pairs of a network: answered, one way only, and without a tie.
type Dyads struct {
	Mutual     int `json:"mutual"`
	Asymmetric int `json:"asymmetric"`
	Null       int `json:"null"`
}

// Dyads counts the pairs of the network. In an undirected network every tie is mutual.
//
// Formula: M = #{i<j : x_ij, x_ji > 0}, A = arcs − 2M, N = n(n−1)/2 − M − A.
func (g *Network) Dyads() Dyads {
	// Source: Holland & Leinhardt 1970.
	var both int
	for i := range g.n {
		in, out := g.row(g.in, i), g.row(g.out, i)
		for w := range in {
			both += bits.OnesCount64(in[w] & out[w])
		}
	}
	d := Dyads{Mutual: both / 2, Asymmetric: len(g.next) - both}
	d.Null = g.n*(g.n-1)/2 - d.Mutual - d.Asymmetric
	return d
}

// Reciprocity is the share of ties that are answered, 0 … 1. ok is false without ties.
//
// Formula: 2M / (2M + A), edgewise.
func (d Dyads) Reciprocity() (r float64, ok bool) {
	// Source: Wasserman & Faust 1994, ch. 13; sna::grecip "edgewise".
	return ratio(float64(2*d.Mutual), float64(2*d.Mutual+d.Asymmetric))
}

// Answered is the share of connected pairs in which both turn to each other. ok is false without ties.
//
// Formula: M / (M + A).
func (d Dyads) Answered() (r float64, ok bool) {
	// Source: igraph reciprocity mode "ratio"; sna::grecip "dyadic.nonnull".
	return ratio(float64(d.Mutual), float64(d.Mutual+d.Asymmetric))
}

// CountingSilence is for checking against other software only: it counts a pair that ignores each other as
// reciprocal, so a silent group looks perfect. It is never shown as reciprocity.
//
// Formula: (M + N) / (M + A + N).
func (d Dyads) CountingSilence() (r float64, ok bool) {
	// Source: sna::grecip "dyadic", the default there.
	return ratio(float64(d.Mutual+d.Null), float64(d.Mutual+d.Asymmetric+d.Null))
}

func (g *Network) row(of []uint64, i int) []uint64 { return of[i*g.words : (i+1)*g.words] }

func count(row []uint64) int {
	c := 0
	for _, w := range row {
		c += bits.OnesCount64(w)
	}
	return c
}

func square(rows [][]float64) bool {
	for _, r := range rows {
		if len(r) != len(rows) {
			return false
		}
	}
	return true
}

func pairs(n int) float64 { return float64(n) * float64(n-1) }

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

func ratio(a, b float64) (float64, bool) {
	if b == 0 || !finite(a/b) {
		return 0, false
	}
	return a / b, true
}

// maybe is how an undefined number travels in a struct: nil.
func maybe(x float64, ok bool) *float64 {
	if !ok || !finite(x) {
		return nil
	}
	return &x
}
