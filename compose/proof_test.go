package compose

import (
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

// rounds is how often a property is tried: COMPOSE_ROUNDS raises it.
func rounds(t *testing.T, few int) int {
	t.Helper()
	if n, err := strconv.Atoi(os.Getenv("COMPOSE_ROUNDS")); err == nil {
		return n
	}
	return few
}

func TestTheProvenBestEqualsExhaustiveSearch(t *testing.T) {
	for seed := range rounds(t, 60) {
		r := rand.New(rand.NewPCG(uint64(seed), 5))
		n := 5 + r.IntN(4)
		p := chance(r, n, 2+r.IntN(2))
		m := newModel(p)
		best := int64(math.MinInt64)
		everyPlan(p, func(group []int) {
			if kept(p, group) {
				best = max(best, m.score(group).worth())
			}
		})
		a, err := Compose(t.Context(), p, Effort{Seed: 1, Moves: 3000})
		if errors.Is(err, ErrRoom) {
			continue
		}
		if err != nil {
			t.Fatal(seed, err)
		}
		if !a.Proven {
			t.Fatalf("seed %d: %d people and no proof", seed, n)
		}
		if a.Score.worth() != best {
			t.Fatalf("seed %d: proven %d, exhaustive search finds %d", seed, a.Score.worth(), best)
		}
	}
}

func TestTheSearchCountsWhatTheScoreCounts(t *testing.T) {
	for seed := range rounds(t, 60) {
		r := rand.New(rand.NewPCG(uint64(seed), 6))
		p := chance(r, 8+r.IntN(30), 3)
		m := newModel(p)
		l := newLayout(t.Context(), m)
		c := l.core(t.Context(), uint64(seed))
		start := l.deal(c)
		if start == nil {
			continue
		}
		c.place(start)
		c.search(Effort{Moves: 20_000}.clock(c))
		if got, want := c.total, m.score(l.people(c.where)).worth(); got != want {
			t.Fatalf("seed %d: the search counts %d, the score from scratch %d", seed, got, want)
		}
		if c.best != c.total {
			t.Fatalf("seed %d: the search ends at %d below its best %d", seed, c.total, c.best)
		}
	}
}

// kept says whether all who must sit together do; Compose never parts them.
func kept(p *Problem, group []int) bool {
	for _, t := range p.Ties {
		if t.Must && !t.Apart && group[t.A] != group[t.B] {
			return false
		}
	}
	return true
}

// TestSixteenPeopleAreAlwaysProven: every fourth composition of sixteen ran out of steps before it was proven.
func TestSixteenPeopleAreAlwaysProven(t *testing.T) {
	for seed := range rounds(t, 12) {
		r := rand.New(rand.NewPCG(uint64(seed), 21))
		p := chance(r, 16, 2+r.IntN(4))
		a, err := Compose(t.Context(), p, Effort{Seed: 1, Moves: 2000})
		if errors.Is(err, ErrRoom) {
			continue
		}
		if err != nil || !a.Proven {
			t.Fatalf("seed %d: proven %v (%v)", seed, a.Proven, err)
		}
	}
}
