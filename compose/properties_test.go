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

// shuffled is the same problem with rows in another order and other names; at[x] is the new row of person x.
func shuffled(r *rand.Rand, p *Problem) (q *Problem, at []int) {
	n := len(p.People)
	at = r.Perm(n)
	c := *p
	q = &c
	q.People, q.Choices = make([]string, n), make([][]int, n)
	q.Attributes = slices.Clone(p.Attributes)
	for i := range q.Attributes {
		a, b := &p.Attributes[i], &q.Attributes[i]
		b.Value, b.Set, b.Free = slices.Clone(a.Value), slices.Clone(a.Set), slices.Clone(a.Free)
		for x := range n {
			switch a.Kind {
			case Several:
				b.Set[at[x]] = a.Set[x]
			case Hours:
				b.Free[at[x]] = a.Free[x]
			default:
				b.Value[at[x]] = a.Value[x]
			}
		}
	}
	for x := range n {
		q.People[at[x]] = "someone else " + p.People[x]
		for _, y := range p.Choices[x] {
			q.Choices[at[x]] = append(q.Choices[at[x]], at[y])
		}
	}
	q.Ties, q.Places = slices.Clone(p.Ties), slices.Clone(p.Places)
	for i := range q.Ties {
		q.Ties[i].A, q.Ties[i].B = at[p.Ties[i].A], at[p.Ties[i].B]
	}
	for i := range q.Places {
		q.Places[i].Person = at[p.Places[i].Person]
	}
	return q, at
}

func TestNamesOrderAndScaleOfWeightsDoNotMatter(t *testing.T) {
	for seed := range rounds(t, 25) {
		r := rand.New(rand.NewPCG(uint64(seed), 7))
		p := chance(r, 6+r.IntN(20), 2+r.IntN(3))
		a, err := Compose(t.Context(), p, Effort{Seed: 4, Moves: 20_000})
		if errors.Is(err, ErrRoom) {
			continue
		}
		q, at := shuffled(r, p)
		for i := range q.Wishes {
			q.Wishes = slices.Clone(q.Wishes)
			q.Wishes[i].Weight *= 4
		}
		for i := range q.Ties {
			q.Ties[i].Weight *= 4
		}
		b, err2 := Compose(t.Context(), q, Effort{Seed: 4, Moves: 20_000})
		if err != nil || err2 != nil {
			t.Fatal(seed, err, err2)
		}
		if a.Score.worth() != b.Score.worth() {
			t.Fatalf("seed %d: %d and, with rows in another order, %d", seed, a.Score.worth(), b.Score.worth())
		}
		back := make([]int, len(at))
		for x := range at {
			back[x] = b.Group[at[x]]
		}
		if s, _ := Evaluate(p, back); s.worth() != a.Score.worth() {
			t.Fatalf("seed %d: the plans differ in worth", seed)
		}
	}
}

func TestASatisfiedRuleChangesNoProvenScore(t *testing.T) {
	for seed := range rounds(t, 25) {
		r := rand.New(rand.NewPCG(uint64(seed), 8))
		p := chance(r, 6+r.IntN(3), 2)
		a, err := Compose(t.Context(), p, Effort{Seed: 1, Moves: 5000})
		if err != nil || len(a.Score.Broken) > 0 {
			continue
		}
		x, y := 0, 1+r.IntN(len(p.People)-1)
		p.Ties = append(slices.Clone(p.Ties), Tie{A: x, B: y, Must: true, Apart: a.Group[x] != a.Group[y]})
		b, err := Compose(t.Context(), p, Effort{Seed: 1, Moves: 5000})
		if err != nil || a.Score.worth() != b.Score.worth() {
			t.Fatalf("seed %d: %d became %d (%v)", seed, a.Score.worth(), b.Score.worth(), err)
		}
	}
}

func TestTheReasonSaysWhatRemovingAndMovingWouldChange(t *testing.T) {
	for seed := range rounds(t, 25) {
		r := rand.New(rand.NewPCG(uint64(seed), 9))
		p := chance(r, 9, 3)
		group := make([]int, 9)
		for x := range group {
			group[x] = x % 3
		}
		now, _ := Evaluate(p, group)
		why, err := Why(p, group, 4)
		if err != nil {
			t.Fatal(err)
		}
		without := slices.Clone(group)
		without[4] = Waits
		gone, _ := Evaluate(p, without)
		fair := float64(gone.units[len(p.Wishes)+1]-now.units[len(p.Wishes)+1]) * 100 / now.whole
		if diff := gone.Total - now.Total - why.Without.Points; math.Abs(diff) > 1e-6 || math.Abs(fair-why.Without.Worst) > 1e-9 {
			t.Fatalf("seed %d: the sentence is off by %v points", seed, diff)
		}
		for _, o := range why.Options {
			after, change, err := Try(p, group, 4, o.Group, o.With)
			then, _ := Evaluate(p, after)
			if diff := then.Total - now.Total - change.Points; math.Abs(diff) > 1e-6 {
				t.Fatalf("seed %d: the option is off by %v points", seed, diff)
			}
			if err != nil || change.Points != o.Change.Points {
				t.Fatalf("seed %d: trying gives %v, the reason said %v", seed, change.Points, o.Change.Points)
			}
			var sum float64
			for _, part := range o.Change.Parts {
				sum += part.Points
			}
			if math.Abs(sum-o.Change.Points) > 1e-9 {
				t.Fatalf("seed %d: the parts add up to %v of %v", seed, sum, o.Change.Points)
			}
		}
	}
}

func TestEveryClashIsMinimalAndItsRelaxationSuffices(t *testing.T) {
	found := 0
	for seed := range rounds(t, 150) {
		r := rand.New(rand.NewPCG(uint64(seed), 10))
		p := crowded(r)
		clash, yes, err := FindClash(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		if can := feasible(p, p.Rules()); can == yes {
			t.Fatalf("seed %d: rules can be kept: %v; a clash is reported: %v", seed, can, yes)
		}
		if !yes {
			continue
		}
		found++
		if feasible(p, clash.Rules) {
			t.Fatalf("seed %d: %v can be kept", seed, clash.Rules)
		}
		for i := range clash.Rules {
			if !feasible(p, slices.Delete(slices.Clone(clash.Rules), i, i+1)) {
				t.Fatalf("seed %d: %v clashes without its rule %d too", seed, clash.Rules, i)
			}
		}
		rest := slices.DeleteFunc(p.Rules(), func(x Rule) bool { return slices.Contains(clash.Relax, x) })
		if len(clash.Relax) == 0 || !feasible(p, rest) {
			t.Fatalf("seed %d: giving up %v is not enough", seed, clash.Relax)
		}
	}
	if found < 10 {
		t.Fatalf("only %d clashes were met", found)
	}
}

// crowded is a small problem with many rules.
func crowded(r *rand.Rand) *Problem {
	p := chance(r, 6, 2+r.IntN(2))
	p.Waiting, p.Ties, p.Wishes, p.Places = false, nil, nil, nil
	for range 2 + r.IntN(6) {
		if a, b := r.IntN(6), r.IntN(6); a != b {
			p.Ties = append(p.Ties, Tie{A: a, B: b, Apart: r.IntN(3) > 0, Must: true})
		}
	}
	if r.IntN(2) == 0 {
		p.Wishes = []Wish{{Kind: Role, Of: "tongues", Value: "x", Limit: 1, Must: true}, {Kind: Company, Of: "kind", Must: true}}
	}
	p.Places = []Place{{Person: r.IntN(6), Group: 0}, {Person: r.IntN(6), Group: 1, Never: true}}
	return p
}

// feasible tries every plan.
func feasible(p *Problem, rules []Rule) bool {
	q := p.only(rules)
	m, ok := newModel(q), false
	everyPlan(q, func(group []int) { ok = ok || len(m.score(group).Broken) == 0 })
	return ok
}

func TestTheSameSeedGivesTheSameGroups(t *testing.T) {
	p := chance(rand.New(rand.NewPCG(3, 3)), 40, 5)
	a, err := Compose(t.Context(), p, Effort{Seed: 9, Moves: 50_000})
	b, err2 := Compose(t.Context(), p, Effort{Seed: 9, Moves: 50_000})
	if err != nil || err2 != nil || !slices.Equal(a.Group, b.Group) {
		t.Fatal("two runs differ", err, err2)
	}
}

func TestCancellingStopsSoonWithTheBestSoFar(t *testing.T) {
	p := chance(rand.New(rand.NewPCG(5, 5)), 120, 10)
	p.Ties, p.Places = nil, nil
	ctx, cancel := context.WithCancel(t.Context())
	var at time.Time
	time.AfterFunc(150*time.Millisecond, func() { at = time.Now(); cancel() })
	a, err := Compose(ctx, p, Effort{Seed: 1, Moves: 1 << 40})
	if errors.Is(err, ErrStopped) {
		t.Skip("the machine was too busy to lay out the problem in time")
	}
	if err != nil || !a.Stopped || len(a.Group) != 120 {
		t.Fatal(a, err)
	}
	if late := time.Since(at); late > 2*time.Second {
		t.Fatalf("it stopped %v after it was told to", late)
	}
}

func TestOneGroupOfEverybodyIsComposedAtOnce(t *testing.T) {
	p := chance(rand.New(rand.NewPCG(8, 8)), 30, 1)
	p.Groups, p.Waiting, p.Places = []Range{{30, 30}}, false, nil
	a, err := Compose(t.Context(), p, Effort{Seed: 1})
	if err != nil || a.Stopped {
		t.Fatal(a, err)
	}
}
