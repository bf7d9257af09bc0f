package sociometry

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// wild makes a matrix of any shape and numbers from fuzzed bytes, NaN and ragged rows among them.
func wild(data []byte) [][]float64 {
	if len(data) == 0 {
		return nil
	}
	n := int(data[0]) % 14
	rows := make([][]float64, n)
	for i := range rows {
		width := n
		if data[0] > 250 && i == n/2 {
			width++
		}
		rows[i] = make([]float64, width)
		for j := range rows[i] {
			rows[i][j] = odd(data[(1+i*n+j)%len(data)])
		}
	}
	return rows
}

func odd(b byte) float64 {
	switch b {
	case 255:
		return math.NaN()
	case 254:
		return math.Inf(1)
	case 253:
		return 1e308
	case 252:
		return -1
	case 251:
		return 5e-324
	}
	return float64(b % 5)
}

// sound fails unless a result is JSON: no NaN, no Inf.
func sound(t *testing.T, result any) {
	t.Helper()
	if _, err := json.Marshal(result); err != nil {
		t.Errorf("%T: %v", result, err)
	}
}

func FuzzNetworksAreNeverUndefinedNumbers(f *testing.F) {
	f.Add([]byte{5, 1, 2, 0, 3, 0, 0, 1})
	f.Add([]byte{3, 253, 253, 1})
	f.Add([]byte{12, 251, 0, 1, 255})
	f.Add([]byte{0})
	f.Add([]byte{1})
	f.Fuzz(func(t *testing.T, data []byte) {
		rows := wild(data)
		for _, directed := range []bool{true, false} {
			p, _ := Look(rows, directed)
			sound(t, p)
			g, ok := New(rows, directed)
			if !ok {
				continue
			}
			part, q, ok := g.BestPartition(true)
			if own, okOwn := g.Modularity(part, true); ok && (!okOwn || math.Abs(own-q) > 1e-6) {
				t.Errorf("best partition says %v, its modularity is %v", q, own)
			}
			inBounds(t, "density", p.Density, 0, 1)
			inBounds(t, "reciprocity", p.Reciprocity, 0, 1)
			inBounds(t, "transitivity", p.Transitivity, 0, 1)
			inBounds(t, "in-centralization", p.Centralization.In, 0, 1)
			inBounds(t, "between-centralization", p.Centralization.Between, 0, 1)
			inBounds(t, "modularity", maybe(q, ok), -1, 1)
		}
		if r, ok := Relate(rows); ok {
			sound(t, r)
			inBounds(t, "share", r.Shares.Actor, 0, 1)
		}
		s, _ := Nominations(rows, rows, true)
		sound(t, s)
		r, ok := MatrixCorrelation(rows, rows)
		sound(t, []any{r, ok})
	})
}

func inBounds(t *testing.T, what string, x *float64, low, high float64) {
	t.Helper()
	if x != nil && (*x < low-1e-9 || *x > high+1e-9) {
		t.Errorf("%s is %v, outside %v … %v", what, *x, low, high)
	}
}

func FuzzParticipationScalesAndStaysInBounds(f *testing.F) {
	f.Add([]byte{1, 2, 3}, 3.0)
	f.Add([]byte{0, 0, 0}, 1.0)
	f.Add([]byte{253, 253}, 1e-3)
	f.Add([]byte{251}, 7.0)
	f.Fuzz(func(t *testing.T, data []byte, by float64) {
		amounts := make([]float64, min(len(data), 300))
		for i := range amounts {
			amounts[i] = odd(data[i])
		}
		p, ok := Participate(amounts)
		sound(t, p)
		if !ok {
			return
		}
		inBounds(t, "equality", p.Equality, 0, 1)
		inBounds(t, "evenness", p.Evenness, 0, 1)
		inBounds(t, "speakers", &p.EffectiveSpeakers, 1, float64(p.N))
		if !(by > 1e-3 && by < 1e3) || p.Total > 1e300 || p.Total < 1e-300 {
			return
		}
		for i := range amounts {
			amounts[i] *= by
		}
		slices.Reverse(amounts) // another order and another unit change nothing
		q, ok := Participate(amounts)
		if !ok || !near(p.Gini, q.Gini) || !near(p.EffectiveSpeakers, q.EffectiveSpeakers) {
			t.Errorf("scaled by %v: %+v, then %+v", by, p, q)
		}
	})
}

func FuzzTurnsAndShiftsTakeAnything(f *testing.F) {
	f.Add(3, []byte{0, 1, 2, 0, 1})
	f.Add(-1, []byte{0})
	f.Add(2, []byte{0, 0, 1, 1})
	f.Fuzz(func(t *testing.T, members int, data []byte) {
		speakers, said := []int{}, []Said{}
		for i, b := range data {
			speakers = append(speakers, int(b)%12)
			said = append(said, Said{int(b) % 6, int(data[len(data)-1-i])%8 - 1})
		}
		turns, ok := TakeTurns(members%40, speakers)
		if ok && turns.Total > 0 && turns.Total != len(speakers)-1 {
			t.Errorf("%d turns of %d speakers", turns.Total, len(speakers))
		}
		sound(t, turns)
		shifts, ok := PassOn(said)
		sound(t, shifts)
		if ok && shifts.Total != shifts.Receiving+shifts.Claiming+shifts.Usurping+shifts.Continuing {
			t.Errorf("families do not add up: %+v", shifts)
		}
		c, _ := ChanceChoices(members, len(data), .05)
		sound(t, c)
	})
}

func TestChangingTheOrderOfMembersChangesNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 1))
	for trial := range 60 {
		n := 4 + trial%9
		rows := randomNetwork(n, 3, uint64(trial))
		order := random.Perm(n)
		mixed := make([][]float64, n)
		for i := range mixed {
			mixed[i] = make([]float64, n)
			for j := range mixed {
				mixed[i][j] = rows[order[i]][order[j]]
			}
		}
		samePicture(t, rows, mixed, order)
	}
}

func samePicture(t *testing.T, rows, mixed [][]float64, order []int) {
	t.Helper()
	a, _ := Look(rows, true)
	b, _ := Look(mixed, true)
	if a.Triads != b.Triads || a.Dyads != b.Dyads || !slices.Equal(a.Components.Sizes, b.Components.Sizes) {
		t.Errorf("counts differ: %+v and %+v", a, b)
	}
	x, y := a.Centralization.Between, b.Centralization.Between
	if (x == nil) != (y == nil) || x != nil && !near(*x, *y) || a.Components.Strong != b.Components.Strong {
		t.Errorf("centralization or components differ")
	}
	ra, okA := Relate(rows)
	rb, okB := Relate(mixed)
	g, _ := New(rows, true)
	h, _ := New(mixed, true)
	_, qa, _ := g.BestPartition(true)
	_, qb, _ := h.BestPartition(true)
	if okA != okB || !near(qa, qb) || !near(ra.Variances.Actor, rb.Variances.Actor) {
		t.Errorf("modularity %v and %v, actor variance %v and %v", qa, qb, ra.Variances.Actor, rb.Variances.Actor)
	}
	for i, was := range order {
		if math.Abs(a.Paths.Between[was]-b.Paths.Between[i]) > 1e-9 || !near(ra.Actor[was], rb.Actor[i]) {
			t.Errorf("member %d: betweenness or effect moved", was)
		}
	}
}

func TestTriadsMatchACountOneByOne(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 8, 63, 64, 65, 130} {
		g, _ := New(randomNetwork(n, 6, uint64(n)), true)
		var slow Triads
		for i := range n {
			for j := range i {
				for k := range j {
					slow[triadKind(g.state(k, j), g.state(k, i), g.state(j, i))]++
				}
			}
		}
		if fast := g.Triads(); fast != slow {
			t.Errorf("n = %d: %v, one by one %v", n, fast, slow)
		}
	}
}

func TestTheBestPartitionIsTheBestOfAllPartitions(t *testing.T) {
	for trial := range 20 {
		n := 3 + trial%4
		g, _ := New(randomNetwork(n, 2, uint64(trial)), trial%2 == 0)
		_, q, ok := g.BestPartition(false)
		if !ok {
			continue
		}
		best, part := math.Inf(-1), make([]int, n)
		for code := range pow(n, n) {
			for i := range part {
				part[i] = code % n
				code /= n
			}
			if v, ok := g.Modularity(part, false); ok {
				best = max(best, v)
			}
		}
		if !near(q, best) {
			t.Errorf("found %v, there is %v", q, best)
		}
	}
}

func pow(n, k int) int {
	if k == 0 {
		return 1
	}
	return n * pow(n, k-1)
}

func TestMultiplyingRatingsScalesVariancesBySquare(t *testing.T) {
	rows := randomNetwork(7, 5, 3)
	a, _ := Relate(rows)
	for i := range rows {
		for j := range rows {
			rows[i][j] = 10 - 3*rows[i][j]
		}
	}
	b, _ := Relate(rows)
	if !near(b.Variances.Actor, 9*a.Variances.Actor) || !near(*b.Dyadic, *a.Dyadic) {
		t.Errorf("%+v, then %+v", a.Variances, b.Variances)
	}
}
