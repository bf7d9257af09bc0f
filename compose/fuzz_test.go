package compose

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// wild is a problem made from fuzzed numbers: also such as nobody would ask for.
func wild(seed uint64, n, k, low, high int, weight, limit, worst float64) *Problem {
	p := chance(rand.New(rand.NewPCG(seed, 11)), max(1, n%40), max(1, k%8))
	for g := range p.Groups {
		p.Groups[g] = Range{low, high}
	}
	for i := range p.Wishes {
		p.Wishes[i].Weight = weight * float64(i+1)
		if p.Wishes[i].Kind == Band || p.Wishes[i].Kind == Time || p.Wishes[i].Kind == Role {
			p.Wishes[i].Limit = limit
		}
	}
	for i := range p.Attributes[0].Value {
		p.Attributes[0].Value[i] *= weight
	}
	p.WorstFirst = worst
	return p
}

// FuzzCompose: whatever is asked, the answer is a fault or a plan that holds what it says; nothing panics or overflows.
func FuzzCompose(f *testing.F) {
	f.Add(uint64(1), 12, 3, 3, 5, 1.0, 8.0, 0.5)
	f.Add(uint64(2), 30, 2, 0, 30, 1e9, 1e-9, 10.0)
	f.Add(uint64(3), 9, 5, 1, 1, 1e-300, 1440.0, 0.0)
	f.Add(uint64(4), 7, 1, 7, 7, 0.0, 1e12, 3.0)
	f.Add(uint64(5), 39, 7, 0, 1<<30, 1e8, 30.0, 9.9)
	f.Fuzz(func(t *testing.T, seed uint64, n, k, low, high int, weight, limit, worst float64) {
		p := wild(seed, n, k, low, high, weight, limit, worst)
		a, err := Compose(t.Context(), p, Effort{Seed: seed, Moves: 3000})
		var wrong *Fault
		if errors.As(err, &wrong) || errors.Is(err, ErrRoom) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		again, err := Evaluate(p, a.Group)
		if err != nil || again.worth() != a.Score.worth() || !slices.Equal(again.Broken, a.Score.Broken) {
			t.Fatalf("the score is %v and, from scratch, %v (%v)", a.Score.worth(), again.worth(), err)
		}
		if s := a.Score.Total; math.IsNaN(s) || s > 100.001 || a.Bound < s-1e-6 {
			t.Fatalf("score %v, bound %v", s, a.Bound)
		}
		for _, r := range a.Score.Broken {
			_ = p.RuleWords(r)
		}
		why, err := Why(p, a.Group, 0)
		if err != nil {
			t.Fatal(err)
		}
		_ = why.Words(p)
	})
}

func TestTheScaleOfWeightsDoesNotMatterWhateverItIs(t *testing.T) {
	for seed := range rounds(t, 20) {
		r := rand.New(rand.NewPCG(uint64(seed), 12))
		p := chance(r, 20, 3)
		p.Ties, p.Places, p.Groups = nil, nil, []Range{{6, 7}, {6, 7}, {6, 7}}
		a, err := Compose(t.Context(), p, Effort{Seed: 2, Moves: 20_000})
		if err != nil {
			t.Fatal(err)
		}
		for _, by := range []float64{3, 0.1, 1e6 / 7} {
			q := *p
			q.Wishes = slices.Clone(p.Wishes)
			for i := range q.Wishes {
				q.Wishes[i].Weight *= by
			}
			b, err := Compose(t.Context(), &q, Effort{Seed: 2, Moves: 20_000})
			if err != nil || !slices.Equal(a.Group, b.Group) || math.Abs(a.Score.Total-b.Score.Total) > 1e-6 {
				t.Fatalf("seed %d: weights times %v give %.6f, not %.6f (%v)", seed, by, b.Score.Total, a.Score.Total, err)
			}
		}
	}
}

// slack is how much longer things take on a busy machine, by how long a millisecond's sleep takes.
func slack() time.Duration {
	begun := time.Now()
	for range 20 {
		time.Sleep(time.Millisecond)
	}
	return 1 + time.Since(begun)/(25*time.Millisecond)
}

// TestCancellingStopsWithinFiftyMilliseconds takes the quickest of some tries: a busy machine may hold up one of them.
func TestCancellingStopsWithinFiftyMilliseconds(t *testing.T) {
	for _, c := range []struct{ n, k int }{{30, 4}, {300, 30}, {800, 80}} {
		p := chance(rand.New(rand.NewPCG(6, 6)), c.n, c.k)
		p.Ties, p.Places = nil, nil
		quickest := time.Hour
		for try := range 5 {
			ctx, cancel := context.WithCancel(t.Context())
			begun := make(chan time.Time, 1)
			var at time.Time
			_, err := Compose(ctx, p, Effort{Seed: uint64(try), Moves: 1 << 40, Progress: func(Progress) {
				select {
				case begun <- time.Now():
					time.AfterFunc(30*time.Millisecond, func() { at = time.Now(); cancel() })
				default:
				}
			}})
			cancel()
			if err != nil {
				t.Fatal(err)
			}
			quickest = min(quickest, time.Since(at))
		}
		t.Logf("%d people: %v", c.n, quickest)
		if quickest > 50*time.Millisecond*slack() {
			t.Errorf("%d people: it stopped %v after it was told to", c.n, quickest)
		}
	}
}
