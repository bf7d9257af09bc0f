package app

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"groupwork/access"
	"groupwork/compose"
	"groupwork/fault"
)

// Wishes is the form of what a composition is for. Weights holds, for each wish, "must", a weight from 0 to 5, or
// "drop"; Ties the same for each pair; Places "drop" or "". What is to be added stands in the other fields.
type Wishes struct {
	Groups, From, To    string
	Waiting             bool
	Worst               string
	Seed, Effort        string
	Weights, Ties       []string
	Places              []string
	Preset              string // not empty: take the wishes of this way of composing instead
	Kind, Of, Within    string // a wish to add; Of is an attribute, or attribute=value
	Limit, Weight       string
	A, B, Bind, Binding string // a pair to add: together, apart or choice; must or a weight
	Person, Place, Put  string // a placement to add: in or out
}

// EditWishes takes the whole form. Everything wrong is named at once and then nothing is changed.
func (h *House) EditWishes(ctx context.Context, who access.Who, id string, version int, in Wishes) error {
	return h.onIdle(ctx, who, id, version, func(d *draft) error {
		p := *d.problem
		var c fault.Check
		d.frame(&p, in, &c)
		seed, effort := in.search(&c)
		if in.Preset == "" {
			p.Wishes = in.weighed(p.Wishes, &c)
		}
		p.Ties, p.Places = in.tied(p.Ties, &c), in.placed(p.Places)
		in.addWish(&p, &c)
		in.addPair(&p, &c)
		in.addPlace(&p, &c)
		if err := c.Err("app.EditWishes"); err != nil {
			return err
		}
		own := d.own || in.Kind != "" || !slices.Equal(p.Wishes, d.problem.Wishes)
		d.problem, d.seed, d.effort, d.own, d.behind = &p, seed, effort, own, d.plan != nil
		if preset, ok := presetCalled(in.Preset); ok {
			d.model(preset)
		}
		return nil
	})
}

// frame reads number and size of the groups.
func (d *draft) frame(p *compose.Problem, in Wishes, c *fault.Check) {
	n := len(p.People)
	groups, from, to := natural(in.Groups), natural(in.From), natural(in.To)
	c.Want(groups >= 1 && groups <= n, "groups", "compose.groups.range", "max", n)
	c.Want(from >= 0 && from <= n, "from", "compose.size.range", "max", n)
	c.Want(to >= 1 && to >= from, "to", "compose.size.order")
	worst, err := strconv.ParseFloat(in.Worst, 64)
	c.Want(err == nil && worst >= 0 && worst <= 10, "worst", "compose.weight.wrong")
	if groups >= 1 && groups <= n && from >= 0 && to >= from {
		c.Want(groups*from <= n, "from", "compose.size.short", "groups", groups, "from", from, "need", groups*from, "n", n)
		c.Want(in.Waiting || groups*to >= n, "to", "compose.size.room", "room", groups*to, "n", n)
	}
	for _, f := range p.Places {
		c.Want(f.Group < groups, "groups", "compose.groups.placed")
	}
	if groups < 1 || groups > n || from < 0 || to < 1 || to < from {
		return
	}
	p.Groups, p.Waiting, p.WorstFirst = slices.Repeat([]compose.Range{{From: from, To: to}}, groups), in.Waiting, worst
}

// natural reads a whole number; what is none is −1.
func natural(text string) int {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil {
		return -1
	}
	return n
}

// search reads the seed and how long to look.
func (in Wishes) search(c *fault.Check) (seed uint64, effort int) {
	seed, err := strconv.ParseUint(strings.TrimSpace(in.Seed), 10, 32)
	c.Want(err == nil, "seed", "compose.seed.wrong")
	effort = natural(in.Effort)
	c.Want(effort >= 1 && effort <= 25, "effort", "compose.effort.wrong")
	return seed, effort
}

// strength reads "must" or a weight.
func strength(text string) (weight float64, must, ok bool) {
	if text == "must" {
		return 1, true, true
	}
	w, err := strconv.ParseFloat(text, 64)
	return w, false, err == nil && w >= 0 && w <= 1e6
}

func (in Wishes) weighed(wishes []compose.Wish, c *fault.Check) []compose.Wish {
	var out []compose.Wish
	for i, w := range wishes {
		if i < len(in.Weights) && in.Weights[i] == "drop" {
			continue
		}
		if i < len(in.Weights) {
			weight, must, ok := strength(in.Weights[i])
			c.Want(ok, "weight."+strconv.Itoa(i), "compose.weight.wrong")
			c.Want(!must || w.Kind.MayMust(), "weight."+strconv.Itoa(i), "compose.weight.no_must")
			w.Weight, w.Must = weight, must
		}
		out = append(out, w)
	}
	return out
}

func (in Wishes) tied(ties []compose.Tie, c *fault.Check) []compose.Tie {
	var out []compose.Tie
	for i, t := range ties {
		if i < len(in.Ties) && in.Ties[i] == "drop" {
			continue
		}
		if i < len(in.Ties) {
			weight, must, ok := strength(in.Ties[i])
			c.Want(ok, "tie."+strconv.Itoa(i), "compose.weight.wrong")
			t.Weight, t.Must = weight, must
		}
		out = append(out, t)
	}
	return out
}

func (in Wishes) placed(places []compose.Place) []compose.Place {
	var out []compose.Place
	for i, f := range places {
		if i >= len(in.Places) || in.Places[i] != "drop" {
			out = append(out, f)
		}
	}
	return out
}

// addWish adds one wish, if one is named.
func (in Wishes) addWish(p *compose.Problem, c *fault.Check) {
	if in.Kind == "" {
		return
	}
	weight, must, ok := strength(in.Weight)
	c.Want(ok, "weight", "compose.weight.wrong")
	w := compose.Wish{Kind: compose.WishKind(in.Kind), Within: in.Within, Weight: weight, Must: must}
	c.Want(!must || w.Kind.MayMust(), "weight", "compose.weight.no_must")
	w.Must = must && w.Kind.MayMust()
	switch w.Kind {
	case compose.Choice, compose.Even:
		w.Within = ""
	case compose.Mixed, compose.Match:
		w.Of, _, _ = strings.Cut(in.Of, "=")
	default:
		w.Within = ""
		w.Of, w.Value, _ = strings.Cut(in.Of, "=")
	}
	if w.Kind == compose.Band || w.Kind == compose.Role || w.Kind == compose.Most || w.Kind == compose.Least || w.Kind == compose.Time {
		limit, err := strconv.ParseFloat(strings.TrimSpace(strings.Replace(in.Limit, ",", ".", 1)), 64)
		c.Want(err == nil && limit > 0 && !math.IsInf(limit, 0), "limit", "compose.limit.missing")
		w.Limit = limit
	}
	if w.Kind == compose.Most || w.Kind == compose.Least {
		w.Limit /= 100
	}
	c.Want(w.Kind == compose.Choice || w.Kind == compose.Even || w.Of != "", "of", "compose.of.missing")
	q := *p
	q.Wishes, q.Places, q.Groups = []compose.Wish{w}, nil, []compose.Range{{From: 0, To: len(p.People)}}
	c.Want(q.Check() == nil, "of", "compose.of.unfit")
	p.Wishes = append(slices.Clone(p.Wishes), w)
}

// addPair adds one pair, if one is named.
func (in Wishes) addPair(p *compose.Problem, c *fault.Check) {
	if in.A == "" && in.B == "" {
		return
	}
	a, b, n := natural(in.A), natural(in.B), len(p.People)
	c.Want(a >= 0 && a < n, "a", "compose.person.missing")
	c.Want(b >= 0 && b < n && b != a, "b", "compose.person.other")
	if a < 0 || a >= n || b < 0 || b >= n || a == b {
		return
	}
	if in.Bind == "choice" {
		p.Choices = slices.Clone(p.Choices)
		if p.Choices == nil {
			p.Choices = make([][]int, n)
		}
		if !slices.Contains(p.Choices[a], b) {
			p.Choices[a] = append(slices.Clone(p.Choices[a]), b)
		}
		return
	}
	weight, must, ok := strength(in.Binding)
	c.Want(ok, "binding", "compose.weight.wrong")
	c.Want(in.Bind == "together" || in.Bind == "apart", "bind", "compose.bind.missing")
	p.Ties = append(slices.Clone(p.Ties), compose.Tie{A: a, B: b, Apart: in.Bind == "apart", Must: must, Weight: weight})
}

// addPlace adds one placement, if one is named.
func (in Wishes) addPlace(p *compose.Problem, c *fault.Check) {
	if in.Person == "" {
		return
	}
	x, g := natural(in.Person), natural(in.Place)-1
	c.Want(x >= 0 && x < len(p.People), "person", "compose.person.missing")
	c.Want(g >= 0 && g < len(p.Groups), "place", "compose.group.missing")
	p.Places = append(slices.Clone(p.Places), compose.Place{Person: x, Group: g, Never: in.Put == "out"})
}
