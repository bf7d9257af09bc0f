package compose

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// few is a problem of so many people in groups of a size, of two kinds in turn.
func few(n, groups int, size Range) *Problem {
	p := &Problem{People: make([]string, n), Attributes: []Attribute{{Name: "kind", Kind: Category, Levels: []string{"a", "b"}}}}
	for x := range n {
		p.People[x] = "P" + string(rune('A'+x))
		p.Attributes[0].Value = append(p.Attributes[0].Value, float64(x%2))
	}
	for range groups {
		p.Groups = append(p.Groups, size)
	}
	return p
}

// TestWhoIsFixedInAGroupDoesNotWait: a full group put its fixed person on the waiting list, and all rules counted as kept.
func TestWhoIsFixedInAGroupDoesNotWait(t *testing.T) {
	p := few(8, 2, Range{2, 3})
	p.Waiting = true
	for x := range 4 {
		p.Places = append(p.Places, Place{Person: x, Group: 0})
	}
	group := []int{0, 0, 0, Waits, 1, 1, 1, Waits}
	s, err := Evaluate(p, group)
	if err != nil || len(s.Broken) != 1 || s.Broken[0] != (Rule{"places", 3}) {
		t.Fatalf("broken: %v (%v)", s.Broken, err)
	}
	a, err := Compose(t.Context(), p, Effort{Seed: 1})
	if err != nil || len(a.Score.Broken) != 1 {
		t.Fatalf("one of four fixed in a group of three must be told: %v (%v)", a.Score.Broken, err)
	}
	clash, found, err := FindClash(t.Context(), p)
	if err != nil || !found || len(clash.Rules) != 5 || len(clash.Relax) != 1 {
		t.Fatalf("clash %v, %v (%v)", clash, found, err)
	}
}

// TestManyWaitBeforeARuleIsBroken: with two people to wait, the rule was broken in their place.
func TestManyWaitBeforeARuleIsBroken(t *testing.T) {
	for _, shut := range []int{2, 3, 9, 20} {
		p := few(shut+4, 1, Range{2, shut + 4})
		p.Waiting = true
		p.Attributes = append(p.Attributes, Attribute{Name: "age", Kind: Number})
		for x := range p.People {
			p.Attributes[1].Value = append(p.Attributes[1].Value, float64(10+x/4*50))
			if x >= 4 {
				p.Attributes[1].Value[x] = float64(100 + 50*x)
			}
		}
		p.Wishes = []Wish{{Kind: Band, Of: "age", Limit: 3, Must: true}}
		a, err := Compose(t.Context(), p, Effort{Seed: 1})
		if err != nil || len(a.Score.Broken) > 0 || a.Score.Waiting != shut {
			t.Errorf("%d people cannot be in the group: %d wait, broken %v (%v)", shut, a.Score.Waiting, a.Score.Broken, err)
		}
	}
}

// TestNoScoreIsAboveOneHundred: groups of unequal size have more pairs than those of the mean size.
func TestNoScoreIsAboveOneHundred(t *testing.T) {
	for seed := range rounds(t, 40) {
		r := rand.New(rand.NewPCG(uint64(seed), 12))
		p := few(6+r.IntN(6), 2, Range{2, 10})
		if r.IntN(2) == 0 {
			p.Groups[0] = Range{1, 4 + r.IntN(4)}
		}
		p.Wishes = []Wish{{Kind: Match, Of: "kind", Weight: 1}}
		for x := range p.Attributes[0].Value {
			p.Attributes[0].Value[x] = float64(min(1, r.IntN(6)))
		}
		everyPlan(p, func(group []int) {
			if s, _ := Evaluate(p, group); s.Total > 100+1e-3 || s.Wishes[0] > 1+1e-5 {
				t.Fatalf("seed %d: %v scores %v, met %v", seed, group, s.Total, s.Wishes)
			}
		})
	}
}

// TestWhoIsShutOutOfEveryGroupIsInTheClash: a person with no group left counted as one who only takes up room.
func TestWhoIsShutOutOfEveryGroupIsInTheClash(t *testing.T) {
	p := few(6, 2, Range{3, 3})
	p.Places = []Place{{Person: 0, Group: 0, Never: true}, {Person: 0, Group: 1, Never: true}, {Person: 3, Group: 1}}
	clash, found, err := FindClash(t.Context(), p)
	want := []Rule{{"places", 0}, {"places", 1}}
	if err != nil || !found || !slices.Equal(clash.Rules, want) || len(clash.Relax) != 1 || !clash.Certain {
		t.Fatalf("clash %+v, %v (%v)", clash, found, err)
	}
}

// TestAChoiceIsKeptByTheShareOfThoseMade: a group in which every choice is kept showed a few per cent.
func TestAChoiceIsKeptByTheShareOfThoseMade(t *testing.T) {
	p := few(6, 2, Range{3, 3})
	p.Wishes = []Wish{{Kind: Choice, Weight: 1}}
	p.Choices = [][]int{{1}, {0, 3}, nil, nil, nil, nil}
	s, err := Evaluate(p, []int{0, 0, 0, 1, 1, 1})
	if err != nil || math.Abs(s.Groups[0][0]-2.0/3) > 1e-9 || s.Groups[1][0] != 1 || math.Abs(s.Wishes[0]-2.0/3) > 1e-5 {
		t.Fatalf("by group %v, in all %v (%v)", s.Groups, s.Wishes, err)
	}
}

// TestOnlyWhatIsKeptOrNotCanBeAMust: choices and balance were taken as rules that next to no plan keeps.
func TestOnlyWhatIsKeptOrNotCanBeAMust(t *testing.T) {
	for _, kind := range []WishKind{Mixed, Match, Balance, Choice, Even} {
		p := few(6, 2, Range{3, 3})
		p.Wishes = []Wish{{Kind: kind, Of: "kind", Must: true}}
		if err := p.Check(); err == nil || !strings.Contains(err.Error(), "cannot be a must") {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

// TestAPlaceInNoGroupNamesThePerson: it said "no such person or group".
func TestAPlaceInNoGroupNamesThePerson(t *testing.T) {
	p := few(6, 2, Range{3, 3})
	p.Places = []Place{{Person: 1, Group: 4}}
	if err := p.Check(); err == nil || !strings.Contains(err.Error(), "PB: there is no group 5; there are 2") {
		t.Error(err)
	}
}

// TestWhatAPresetCannotReadIsSaid: hard stops about a column in another form were left out without a word.
func TestWhatAPresetCannotReadIsSaid(t *testing.T) {
	p := few(6, 2, Range{3, 3})
	age := Attribute{Name: "age", Kind: Number, Value: []float64{11, 12, 13, 14, 15, 40}}
	conduct := Attribute{Name: "conduct", Kind: Category, Levels: []string{"high", "low"}, Value: []float64{0, 1, 0, 1, 0, 1}}
	free := Attribute{Name: "free", Kind: Category, Levels: []string{"Mon 9-12"}, Value: make([]float64, 6)}
	p.Attributes = append(p.Attributes, age, conduct, free)
	preset := Presets()[0]
	if _, unread := preset.Apply(p); !slices.Equal(unread, []string{"conduct", "free"}) {
		t.Errorf("unread: %v", unread)
	}
	p.Wishes, p.Attributes[2].Levels = nil, []string{"no", "yes"}
	preset.Apply(p)
	must := slices.ContainsFunc(p.Wishes, func(w Wish) bool { return w.Must && w.Of == "conduct" })
	band := slices.ContainsFunc(p.Wishes, func(w Wish) bool { return w.Kind == Band })
	if !must || band {
		t.Errorf("with one grown-up in the list: the rule for the young %v, the narrow ages %v", must, band)
	}
}
