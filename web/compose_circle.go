package web

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"

	"groupwork/compose"
)

// composeCircle is one composed group as it is drawn: people on a ring, one attribute by colour and shape, another by
// the ring around each person.
type composeCircle struct {
	Number int // from 0
	Size   int
	Frame  string
	Radius float64
	Seats  []composeSeat
	Facts  []string
}

// composeSeat is one person on the ring.
type composeSeat struct {
	Person       int
	Name, Label  string
	Shape, Halo  string // classes
	Path         string // empty: round
	X, Y         float64
	LabelX       float64
	LabelY       float64
	Anchor, Said string
	Pinned       bool
}

// trait is one attribute as it is shown: the level of each person, −1 for not known.
type trait struct {
	Name   string
	Levels []string
	at     []int
}

const (
	unknownTrait = -1
	traitBins    = 3 // numbers are shown as low, middle and high
	seatRadius   = 13
)

// trait reads an attribute for showing; ok is false for one that cannot be shown as levels.
func (w composeWords) trait(name string) (t trait, ok bool) {
	for i := range w.Draft.Problem.Attributes {
		a := &w.Draft.Problem.Attributes[i]
		if a.Name != name || a.Kind == compose.Hours || a.Kind == compose.Several {
			continue
		}
		t = trait{Name: w.Attribute(name), at: make([]int, len(a.Value))}
		if a.Kind == compose.Number {
			t.bin(a.Value)
			return t, true
		}
		for _, l := range a.Levels {
			t.Levels = append(t.Levels, isolated(l))
		}
		for x, v := range a.Value {
			t.at[x] = unknownTrait
			if !math.IsNaN(v) {
				t.at[x] = int(v)
			}
		}
		return t, true
	}
	return t, false
}

// bin cuts numbers into a few spans of equal width.
func (t *trait) bin(values []float64) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if !math.IsNaN(v) {
			low, high = min(low, v), max(high, v)
		}
	}
	width := (high - low) / traitBins
	for i := range traitBins {
		t.Levels = append(t.Levels, isolated(fmt.Sprintf("%s–%s", amount(tenth(low+float64(i)*width)), amount(tenth(low+float64(i+1)*width)))))
	}
	for x, v := range values {
		t.at[x] = unknownTrait
		if !math.IsNaN(v) {
			t.at[x] = min(traitBins-1, int((v-low)/max(width, 1e-9)))
		}
	}
}

func tenth(v float64) float64 { return math.Round(v*10) / 10 }

// Shows are the attributes that can be shown.
func (w composeWords) Shows() []option {
	all := []option{{Value: "-", Label: w.Say("compose.show.nothing")}}
	for _, a := range w.Draft.Problem.Attributes {
		if t, ok := w.trait(a.Name); ok && (len(t.Levels) <= 10) {
			all = append(all, option{Value: a.Name, Label: t.Name})
		}
	}
	return all
}

// shown picks what is shown when nobody chose: the first attribute that is to be mixed by colour, the first that is to
// be alike by the ring.
func (w composeWords) shown(asked string, kinds ...compose.WishKind) string {
	if asked != "" {
		return asked
	}
	for _, kind := range kinds {
		for _, wish := range w.Draft.Problem.Wishes {
			if t, ok := w.trait(wish.Of); wish.Kind == kind && ok && len(t.Levels) <= 10 {
				return wish.Of
			}
		}
	}
	return "-"
}

// circles draws every group.
func (p DraftPage) circles() []composeCircle {
	all := make([]composeCircle, len(p.Draft.Composed.Groups))
	members := make([][]int, len(all))
	for x, g := range p.Draft.Plan {
		if g >= 0 {
			members[g] = append(members[g], x)
		}
	}
	for g := range all {
		sort.Slice(members[g], func(i, j int) bool { return p.Name(members[g][i]) < p.Name(members[g][j]) })
		all[g] = p.circle(g, members[g])
	}
	return all
}

func (p DraftPage) circle(g int, people []int) composeCircle {
	n := len(people)
	c := composeCircle{Number: g, Size: n, Radius: max(70, float64(n)*8.5)}
	half := c.Radius + 40
	c.Frame = fmt.Sprintf("%.0f %.0f %.0f %.0f", -half-44, -half, 2*half+88, 2*half)
	for i, x := range people {
		turn := 2*math.Pi*float64(i)/float64(n) - math.Pi/2
		cos, sin := math.Cos(turn), math.Sin(turn)
		s := composeSeat{Person: x, Name: p.Name(x), Label: shortName(p.Name(x)), X: c.Radius * cos, Y: c.Radius * sin,
			LabelX: (c.Radius + 24) * cos, LabelY: (c.Radius+26)*sin + 5, Anchor: "middle", Pinned: p.Draft.Pins[x], Shape: "shape none", Said: p.traits(x)}
		if cos > 0.3 {
			s.Anchor = "start"
		} else if cos < -0.3 {
			s.Anchor = "end"
		}
		if l := p.colour.level(x); l >= 0 {
			s.Shape, s.Path = "shape hue"+strconv.Itoa(l%10), corners(s.X, s.Y, []int{0, 4, 3, 5, 6, 8}[l%6])
		}
		if l := p.ring.level(x); l >= 0 {
			s.Halo = "halo dash" + strconv.Itoa(l%4) + " hue" + strconv.Itoa((l+3)%10)
		}
		c.Seats = append(c.Seats, s)
	}
	c.Facts = p.facts(people)
	return c
}

func (t trait) level(x int) int {
	if t.at == nil {
		return unknownTrait
	}
	return t.at[x]
}

// traits says the attributes of one person that are shown.
func (p DraftPage) traits(x int) string {
	var all []string
	for _, t := range []trait{p.colour, p.ring} {
		if l := t.level(x); l >= 0 {
			all = append(all, t.Name+": "+t.Levels[l])
		}
	}
	return strings.Join(all, ", ")
}

// facts sum a group up, attribute by attribute: how many of each level, or from what to what.
func (p DraftPage) facts(people []int) []string {
	var all []string
	for i := range p.Draft.Problem.Attributes {
		a := &p.Draft.Problem.Attributes[i]
		if fact := p.fact(a, people); fact != "" {
			all = append(all, p.Attribute(a.Name)+": "+fact)
		}
	}
	return all
}

func (p DraftPage) fact(a *compose.Attribute, people []int) string {
	count := map[string]int{}
	low, high := math.Inf(1), math.Inf(-1)
	for _, x := range people {
		switch {
		case a.Kind == compose.Hours:
			return ""
		case a.Kind == compose.Several:
			for l, name := range a.Levels {
				if a.Set[x]>>l&1 == 1 {
					count[name]++
				}
			}
		case math.IsNaN(a.Value[x]):
		case a.Kind == compose.Number:
			low, high = min(low, a.Value[x]), max(high, a.Value[x])
		default:
			count[a.Levels[int(a.Value[x])]]++
		}
	}
	if a.Kind == compose.Number {
		if high < low {
			return ""
		}
		return isolated(amount(low) + "–" + amount(high))
	}
	var all []string
	for _, l := range a.Levels {
		if count[l] > 0 {
			all = append(all, isolated(l)+" "+strconv.Itoa(count[l]))
		}
	}
	return strings.Join(all, ", ")
}

// corners draws a regular shape; 0 corners is round and has no path.
func corners(x, y float64, n int) string {
	if n == 0 {
		return ""
	}
	var b strings.Builder
	for i := range n {
		turn := 2*math.Pi*(float64(i)+0.5)/float64(n) + math.Pi/2
		letter := "L"
		if i == 0 {
			letter = "M"
		}
		fmt.Fprintf(&b, "%s%.1f %.1f", letter, x+seatRadius*1.12*math.Cos(turn), y+seatRadius*1.12*math.Sin(turn))
	}
	return b.String() + "Z"
}

func shortName(name string) string {
	if r := []rune(name); len(r) > 11 {
		return string(r[:10]) + "…"
	}
	return name
}
