package compose

import (
	"fmt"
	"math"
	"strings"
)

// most is the largest number of people a problem may hold; pair values of more would not fit in memory kept for them.
const mostPeople = 10_000

// Check says what is wrong with a problem, or nil. Wishes that cannot all be kept are not faults: see FindClash.
func (p *Problem) Check() error {
	n := len(p.People)
	if n == 0 || n > mostPeople {
		return &Fault{"people", 0, fmt.Sprintf("%d people; 1 to %d can be composed", n, mostPeople)}
	}
	if len(p.Groups) == 0 || len(p.Groups) > n {
		return &Fault{"groups", 0, fmt.Sprintf("%d groups for %d people", len(p.Groups), n)}
	}
	for g, r := range p.Groups {
		if r.From < 0 || r.To < 1 || r.From > r.To {
			return &Fault{"groups", g, fmt.Sprintf("a group of %d to %d people is not possible", r.From, r.To)}
		}
	}
	if math.IsNaN(p.WorstFirst) || p.WorstFirst < 0 || p.WorstFirst > 10 {
		return &Fault{"groups", 0, "the weight of the worst-off group is from 0 to 10"}
	}
	for i := range p.Attributes {
		if say := p.Attributes[i].wrong(n); say != "" {
			return &Fault{"attributes", i, say}
		}
	}
	for i, w := range p.Wishes {
		if say := p.wrongWish(w); say != "" {
			return &Fault{"wishes", i, say}
		}
	}
	return p.checkPeople()
}

func (p *Problem) checkPeople() error {
	n := len(p.People)
	for i, t := range p.Ties {
		if t.A < 0 || t.B < 0 || t.A >= n || t.B >= n || t.A == t.B || badWeight(t.Weight) {
			return &Fault{"ties", i, "a pair wants two different people and a weight from 0"}
		}
	}
	for i, f := range p.Places {
		if f.Person < 0 || f.Person >= n || f.Group < 0 || f.Group >= len(p.Groups) {
			return &Fault{"places", i, p.nowhere(f)}
		}
	}
	if p.Choices != nil && len(p.Choices) != n {
		return &Fault{"choices", 0, "one list of choices a person"}
	}
	for x, list := range p.Choices {
		for _, y := range list {
			if y < 0 || y >= n || y == x {
				return &Fault{"choices", x, "a choice of nobody in the list or of oneself"}
			}
		}
	}
	return nil
}

// nowhere says that a place names a person or a group that does not exist.
func (p *Problem) nowhere(f Place) string {
	if f.Person < 0 || f.Person >= len(p.People) {
		return fmt.Sprintf("there is no person %d; there are %d", f.Person+1, len(p.People))
	}
	return fmt.Sprintf("%s: there is no group %d; there are %d", p.People[f.Person], f.Group+1, len(p.Groups))
}

func badWeight(w float64) bool { return math.IsNaN(w) || w < 0 || w > 1e9 }

func (a *Attribute) wrong(n int) string {
	length := len(a.Value)
	switch a.Kind {
	case Several:
		length = len(a.Set)
	case Hours:
		length = len(a.Free)
	case Number, Ordered, Category:
	default:
		return fmt.Sprintf("%q is no kind of attribute", a.Kind)
	}
	if length != n {
		return fmt.Sprintf("%q has %d values for %d people", a.Name, length, n)
	}
	if len(a.Levels) > 64 {
		return fmt.Sprintf("%q has %d levels; at most 64", a.Name, len(a.Levels))
	}
	for _, v := range a.Value {
		if math.IsInf(v, 0) || math.Abs(v) > 1e12 {
			return fmt.Sprintf("%q has a value that is out of range", a.Name)
		}
		if a.Kind != Number && !math.IsNaN(v) && (v != math.Trunc(v) || v < 0 || int(v) >= len(a.Levels)) {
			return fmt.Sprintf("%q has a value that is none of its levels", a.Name)
		}
	}
	for _, s := range a.Set {
		if len(a.Levels) < 64 && s>>len(a.Levels) != 0 {
			return fmt.Sprintf("%q has a value that is none of its levels", a.Name)
		}
	}
	return ""
}

// wrongWish says what is wrong with a wish, or "".
func (p *Problem) wrongWish(w Wish) string {
	if badWeight(w.Weight) {
		return "a weight is a number from 0"
	}
	if w.Must && !w.Kind.MayMust() {
		return strings.TrimSpace(string(w.Kind)+" "+w.Of) + " cannot be a must; give it a weight"
	}
	if w.Kind == Choice || w.Kind == Even {
		return ""
	}
	a, ok := p.attribute(w.Of)
	if !ok {
		return p.unknown(w.Kind, w.Of)
	}
	if w.Within != "" {
		if _, ok := p.attribute(w.Within); !ok {
			return p.unknown(w.Kind, w.Within)
		}
	}
	if math.IsNaN(w.Limit) || w.Limit < 0 || w.Limit > 1e12 {
		return fmt.Sprintf("%s %s: the limit is out of range", w.Kind, w.Of)
	}
	return w.misfit(a)
}

// misfit says why a wish does not fit the kind of its attribute, or "".
func (w Wish) misfit(a *Attribute) string {
	scaled := a.Kind == Number || a.Kind == Ordered
	switch w.Kind {
	case Mixed, Match:
		return ""
	case Band:
		if !scaled {
			return fmt.Sprintf("band %s wants numbers or ordered levels", w.Of)
		}
	case Balance:
		if a.Kind == Hours {
			return fmt.Sprintf("balance %s does not go with hours", w.Of)
		}
	case Company, Role, Most, Least:
		if _, ok := a.level(w.Value); (w.Value != "" || w.Kind != Company) && !ok {
			return fmt.Sprintf("%s %s: nobody has %q", w.Kind, w.Of, w.Value)
		}
		if a.Kind == Number || a.Kind == Hours {
			return fmt.Sprintf("%s %s wants levels, not %s", w.Kind, w.Of, a.Kind)
		}
		if (w.Kind == Most || w.Kind == Least) && w.Limit > 1 {
			return fmt.Sprintf("%s %s: a share is from 0 to 1", w.Kind, w.Of)
		}
	case Time:
		if a.Kind != Hours || w.Limit < 1 || w.Limit > 24*60 {
			return fmt.Sprintf("time %s wants free hours and a meeting of 1 to 1,440 minutes", w.Of)
		}
	default:
		return fmt.Sprintf("%q is no kind of wish", w.Kind)
	}
	return ""
}

// unknown says that there is no such attribute, and which there are.
func (p *Problem) unknown(kind WishKind, name string) string {
	var names []string
	for _, a := range p.Attributes {
		names = append(names, a.Name)
	}
	if len(names) == 0 {
		return fmt.Sprintf("%s: nobody has the attribute %q", kind, name)
	}
	return fmt.Sprintf("%s: nobody has the attribute %q; there are %s", kind, name, strings.Join(names, ", "))
}
