package compose

import "math"

// Kind is how the values of an attribute are read.
type Kind string

// The kinds of attribute. Ordered, category and several hold levels by name; hours holds free weekly time.
const (
	Number   Kind = "number"
	Ordered  Kind = "ordered"
	Category Kind = "category"
	Several  Kind = "several"
	Hours    Kind = "hours"
)

// Week is free time in half hours from Monday 00:00; a set bit is a free half hour.
type Week [6]uint64

// Slots is the number of half hours in a week.
const Slots = 7 * 48

// Attribute is one fact about everyone, a value a person in the slice of its kind.
type Attribute struct {
	Name   string
	Kind   Kind
	Levels []string  // ordered: lowest first; at most 64
	Value  []float64 // number: the value; ordered and category: the index of the level; NaN when not known
	Set    []uint64  // several: a bit a level
	Free   []Week    // hours
}

// WishKind is what a wish asks for.
type WishKind string

// The wishes. Mix and match look at pairs inside a group, the others at a group as a whole.
const (
	Mixed   WishKind = "mix"     // members differ on the attribute
	Match   WishKind = "match"   // members are alike on the attribute
	Band    WishKind = "band"    // the widest difference in a group is at most Limit
	Balance WishKind = "balance" // every group resembles the whole
	Company WishKind = "company" // nobody is the only one of their kind
	Role    WishKind = "role"    // at least Limit members with Value in every group
	Most    WishKind = "most"    // at most the share Limit of a group has Value
	Least   WishKind = "least"   // at least the share Limit of a group has Value
	Time    WishKind = "time"    // all are free together for Limit minutes
	Choice  WishKind = "choices" // people sit with those they chose
	Even    WishKind = "even"    // groups are of one size
)

// MayMust says whether a wish can be a rule: only what a group keeps or does not keep can.
func (k WishKind) MayMust() bool {
	return k != Mixed && k != Match && k != Balance && k != Choice && k != Even
}

// Wish is one criterion with its weight. A wish that Must hold is a rule: no score makes up for breaking it.
type Wish struct {
	Kind   WishKind
	Of     string  // the attribute; empty for choices and even
	Within string  // mix and match: only pairs alike on this attribute count
	Value  string  // role, most, least: the level; company: the level that must not be alone, empty for every level
	Limit  float64 // band: difference; role: members; most and least: share; time: minutes
	Weight float64
	Must   bool
}

// Tie asks that two people sit together or apart.
type Tie struct {
	A, B   int
	Apart  bool
	Must   bool
	Weight float64 // of a tie that is only preferred, on the scale of the wishes
}

// Place fixes a person in a group or, with Never, keeps a person out of one.
type Place struct {
	Person, Group int
	Never         bool
}

// broken says whether the place does not hold when its person is in group g, or waits: who is fixed does not wait.
func (f Place) broken(g int) bool { return f.Never == (f.Group == g) }

// Problem is everything that decides a composition. People are known by their position; names play no part in the
// answer.
type Problem struct {
	People     []string // how sentences call them
	Groups     []Range
	Attributes []Attribute
	Wishes     []Wish
	Ties       []Tie
	Places     []Place
	Choices    [][]int // whom each person would like to sit with; may be nil
	Waiting    bool    // people may wait for another group when they do not fit
	WorstFirst float64 // how much the group that is worst off counts more than the others; 0 for not at all
}

// Waits is the group of a person on the waiting list.
const Waits = -1

// Fault says what is wrong with a problem: the part, its position and the words for it.
type Fault struct {
	Part string // people, groups, attributes, wishes, ties, places, choices
	At   int
	Say  string
}

// Error gives the fault in words.
func (f *Fault) Error() string { return "compose: " + f.Part + ": " + f.Say }

// attribute finds an attribute by name.
func (p *Problem) attribute(name string) (*Attribute, bool) {
	for i := range p.Attributes {
		if p.Attributes[i].Name == name {
			return &p.Attributes[i], true
		}
	}
	return nil, false
}

// level finds a level by name.
func (a *Attribute) level(name string) (int, bool) {
	for i, l := range a.Levels {
		if l == name {
			return i, true
		}
	}
	return 0, false
}

// bits gives the levels of a person as a set; empty when not known.
func (a *Attribute) bits(x int) uint64 {
	switch {
	case a.Kind == Several:
		return a.Set[x]
	case a.Kind == Number || a.Kind == Hours || math.IsNaN(a.Value[x]):
		return 0
	}
	return 1 << uint(a.Value[x])
}
