package compose

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// chance makes a problem at random: n people, k groups, every kind of attribute, some wishes, ties and places.
func chance(r *rand.Rand, n, k int) *Problem {
	p := &Problem{WorstFirst: float64(r.IntN(3)) / 2, Waiting: r.IntN(4) == 0}
	for i := range n {
		p.People = append(p.People, fmt.Sprintf("P%d", i))
	}
	low, high := n/k, (n+k-1)/k
	if r.IntN(2) == 0 {
		low, high = max(1, low-1), high+1
	}
	for range k {
		p.Groups = append(p.Groups, Range{low, high})
	}
	p.Attributes = []Attribute{
		{Name: "age", Kind: Number}, {Name: "step", Kind: Ordered, Levels: []string{"low", "mid", "high"}},
		{Name: "kind", Kind: Category, Levels: []string{"a", "b", "c"}},
		{Name: "tongues", Kind: Several, Levels: []string{"x", "y", "z"}}, {Name: "free", Kind: Hours},
	}
	for range n {
		p.Attributes[0].Value = append(p.Attributes[0].Value, float64(10+r.IntN(20)))
		p.Attributes[1].Value = append(p.Attributes[1].Value, float64(r.IntN(3)))
		v := float64(r.IntN(3))
		if r.IntN(12) == 0 {
			v = math.NaN()
		}
		p.Attributes[2].Value = append(p.Attributes[2].Value, v)
		p.Attributes[3].Set = append(p.Attributes[3].Set, uint64(r.IntN(8)))
		var w Week
		for range 3 {
			from := r.IntN(Slots/24) * 24
			for s := from; s < from+6; s++ {
				w[s/64] |= 1 << (s % 64)
			}
		}
		p.Attributes[4].Free = append(p.Attributes[4].Free, w)
	}
	p.Wishes = chanceWishes(r)
	for range r.IntN(4) {
		a, b := r.IntN(n), r.IntN(n)
		if a != b {
			p.Ties = append(p.Ties, Tie{A: a, B: b, Apart: r.IntN(2) == 0, Must: r.IntN(2) == 0, Weight: float64(1 + r.IntN(3))})
		}
	}
	if r.IntN(3) == 0 {
		p.Places = append(p.Places, Place{Person: r.IntN(n), Group: r.IntN(k), Never: r.IntN(2) == 0})
	}
	p.Choices = make([][]int, n)
	for x := range n {
		if y := r.IntN(n); y != x {
			p.Choices[x] = []int{y}
		}
	}
	return p
}

func chanceWishes(r *rand.Rand) []Wish {
	all := []Wish{
		{Kind: Mixed, Of: "age"}, {Kind: Match, Of: "step"}, {Kind: Mixed, Of: "kind", Within: "step"},
		{Kind: Company, Of: "kind"}, {Kind: Role, Of: "tongues", Value: "x", Limit: 1}, {Kind: Time, Of: "free", Limit: 90},
		{Kind: Choice}, {Kind: Even}, {Kind: Balance, Of: "age"}, {Kind: Balance, Of: "kind"}, {Kind: Band, Of: "age", Limit: 8},
		{Kind: Most, Of: "kind", Value: "a", Limit: 0.5}, {Kind: Least, Of: "step", Value: "high", Limit: 0.25},
		{Kind: Match, Of: "tongues"}, {Kind: Company, Of: "tongues", Value: "y"},
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	out := all[:1+r.IntN(8)]
	for i := range out {
		out[i].Weight = float64(1 + r.IntN(5))
		hard := out[i].Kind == Role || out[i].Kind == Most || out[i].Kind == Company || out[i].Kind == Time
		out[i].Must = hard && r.IntN(6) == 0
	}
	return out
}

// everyPlan calls f with every plan within the sizes.
func everyPlan(p *Problem, f func(group []int)) {
	group, size := make([]int, len(p.People)), make([]int, len(p.Groups))
	var place func(x int)
	place = func(x int) {
		if x == len(group) {
			for g, r := range p.Groups {
				if size[g] < r.From {
					return
				}
			}
			f(group)
			return
		}
		for g := Waits; g < len(p.Groups); g++ {
			if g == Waits && !p.Waiting || g != Waits && size[g] == p.Groups[g].To {
				continue
			}
			group[x] = g
			if g != Waits {
				size[g]++
			}
			place(x + 1)
			if g != Waits {
				size[g]--
			}
		}
	}
	place(0)
}
