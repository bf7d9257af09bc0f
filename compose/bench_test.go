package compose

import (
	"context"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"
)

// BenchmarkSwaps tells what one judged move costs.
func BenchmarkSwaps(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	const n = 240
	value := make([]float64, n*n)
	for i := range value {
		value[i] = float64(r.IntN(101))
	}
	m := Mixing{N: n, Value: func(i, j int) float64 { return value[min(i, j)*n+max(i, j)] }}
	for range 12 {
		m.Sizes = append(m.Sizes, Range{20, 20})
	}
	moves := int64(0)
	for b.Loop() {
		d, err := Mix(context.Background(), m, Effort{Seed: 1, Moves: 50_000_000})
		if err != nil {
			b.Fatal(err)
		}
		moves += d.Moves
	}
	b.ReportMetric(float64(moves)/b.Elapsed().Seconds()/1e6, "Mev/s")
}

// BenchmarkWishes tells what one judged move costs with eight criteria.
func BenchmarkWishes(b *testing.B) {
	p := eight(100)
	moves := int64(0)
	for b.Loop() {
		a, err := Compose(context.Background(), p, Effort{Seed: 1, Moves: 1_000_000})
		if err != nil {
			b.Fatal(err)
		}
		moves += a.Moves
	}
	b.ReportMetric(float64(moves)/b.Elapsed().Seconds()/1e6, "Mev/s")
}

// eight is n people with eight weighted criteria, hours and pairs.
func eight(n int) *Problem {
	p := chance(rand.New(rand.NewPCG(uint64(n), 2)), n, n/8)
	p.WorstFirst, p.Waiting = 0, false // so that the total is the whole objective
	p.Wishes = []Wish{{Kind: Mixed, Of: "age", Weight: 2}, {Kind: Match, Of: "step", Weight: 1}, {Kind: Company, Of: "kind", Weight: 3},
		{Kind: Role, Of: "tongues", Value: "x", Limit: 1, Weight: 2}, {Kind: Time, Of: "free", Limit: 60, Weight: 3},
		{Kind: Choice, Weight: 1}, {Kind: Balance, Of: "kind", Weight: 1}, {Kind: Mixed, Of: "tongues", Weight: 1}}
	return p
}

// TestQualityWithinASecond measures, when COMPOSE_QUALITY is set, how near a second's search comes to a long one.
func TestQualityWithinASecond(t *testing.T) {
	if os.Getenv("COMPOSE_QUALITY") == "" {
		t.Skip("set COMPOSE_QUALITY=1 to measure")
	}
	for _, n := range []int{30, 100, 300} {
		if only, err := strconv.Atoi(os.Getenv("COMPOSE_PEOPLE")); err == nil && only != n {
			continue
		}
		p := eight(n)
		var totals []float64
		for seed := range uint64(10) {
			start := time.Now()
			e := Effort{Seed: seed, Spent: func() float64 { return time.Since(start).Seconds() }}
			if moves, err := strconv.ParseInt(os.Getenv("COMPOSE_MOVES"), 10, 64); err == nil {
				e.Moves, e.Spent = moves, nil // on a busy machine: so many moves as it judges in a second when it is idle
			}
			a, err := Compose(t.Context(), p, e)
			if err != nil {
				t.Fatal(err)
			}
			totals = append(totals, a.Score.Total)
		}
		long, err := Compose(t.Context(), p, Effort{Seed: 77, Moves: 100_000 * int64(n)})
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(totals)
		best := max(long.Score.Total, totals[9])
		median := (totals[4] + totals[5]) / 2
		t.Logf("%d people: median of 10 seeds %.3f, best known %.3f, ratio %.4f; rules broken at the best: %d", n, median, best, median/best, len(long.Score.Broken))
	}
}

// TestManyPeople measures, when COMPOSE_QUALITY is set, memory and progress with thousands of people.
func TestManyPeople(t *testing.T) {
	if os.Getenv("COMPOSE_QUALITY") == "" {
		t.Skip("set COMPOSE_QUALITY=1 to measure")
	}
	for _, c := range []struct{ n, groups int }{{2000, 50}, {5000, 500}} {
		r := rand.New(rand.NewPCG(4, 4))
		at := make([]float64, c.n)
		for i := range at {
			at[i] = r.Float64()
		}
		m := Mixing{N: c.n, Value: func(i, j int) float64 { return max(at[i]-at[j], at[j]-at[i]) }}
		for range c.groups {
			m.Sizes = append(m.Sizes, Range{c.n / c.groups, c.n / c.groups})
		}
		for _, limit := range []float64{1, 4} {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			d, err := Mix(t.Context(), m, Effort{Seed: 1, Spent: func() float64 { return time.Since(start).Seconds() / limit }})
			runtime.ReadMemStats(&after)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d people, %d groups, asked for %.0f s, took %.1f s: sum %.1f, %.0f Mev/s, %d MB (allowed %d)", c.n, c.groups, limit,
				time.Since(start).Seconds(), d.Sum, float64(d.Moves)/1e6/time.Since(start).Seconds(),
				(after.TotalAlloc-before.TotalAlloc)>>20, (8*c.n*c.n)>>20+64)
		}
	}
}
