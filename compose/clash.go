package compose

import (
	"context"
	"slices"
)

// Clash is a set of rules that cannot be kept together. Leave out any one of them and the others can be kept; Certain
// says that every step of that was proven and not only searched for.
type Clash struct {
	Rules   []Rule
	Certain bool
	Relax   []Rule // the fewest rules to give up so that all the others, not only these, can be kept
}

const (
	clashNodes = 400_000
	clashMoves = 3_000_000
)

// FindClash gives a smallest set of clashing rules, or false when all rules can be kept, or when neither could be shown.
func FindClash(ctx context.Context, p *Problem) (*Clash, bool, error) {
	if err := p.Check(); err != nil {
		return nil, false, err
	}
	o := &oracle{ctx: ctx, p: p, certain: true}
	all := p.Rules()
	if ok, sure := o.kept(all); ok || !sure {
		return nil, false, ctx.Err()
	}
	clash := &Clash{Rules: o.shrink(all), Certain: true}
	clash.Relax = o.relax(all, clash.Rules)
	clash.Certain = o.certain
	return clash, true, ctx.Err()
}

// Rules lists everything that must hold: ties, places, wishes and, last, the sizes of the groups.
func (p *Problem) Rules() []Rule {
	var out []Rule
	for i, t := range p.Ties {
		if t.Must {
			out = append(out, Rule{"ties", i})
		}
	}
	for i := range p.Places {
		out = append(out, Rule{"places", i})
	}
	for i, w := range p.Wishes {
		if w.Must {
			out = append(out, Rule{"wishes", i})
		}
	}
	return append(out, Rule{"groups", 0})
}

// only is the problem with these rules and no wishes.
func (p *Problem) only(rules []Rule) *Problem {
	q := &Problem{People: p.People, Attributes: p.Attributes, Waiting: p.Waiting}
	for range p.Groups {
		q.Groups = append(q.Groups, Range{0, len(p.People)})
	}
	for _, r := range rules {
		switch r.Part {
		case "ties":
			q.Ties = append(q.Ties, p.Ties[r.At])
		case "places":
			q.Places = append(q.Places, p.Places[r.At])
		case "wishes":
			q.Wishes = append(q.Wishes, p.Wishes[r.At])
		case "groups":
			q.Groups = p.Groups
		}
	}
	return q
}

// oracle answers whether rules can be kept together and remembers whether it ever had to guess.
type oracle struct {
	ctx     context.Context
	p       *Problem
	certain bool
}

// kept says whether all of the rules can be kept, and whether that is sure.
func (o *oracle) kept(rules []Rule) (ok, sure bool) {
	q := o.p.only(rules)
	m := newModel(q)
	l := newLayout(o.ctx, m)
	if o.ctx.Err() != nil {
		return false, false
	}
	l.restFree()
	p := l.newProof(o.ctx, clashNodes)
	p.best = -1
	p.step(0, 0)
	if p.found != nil {
		return true, true
	}
	if !p.stopped {
		return false, true
	}
	if len(l.held) <= provable {
		_, worth, done := l.exact(o.ctx)
		return done && worth >= 0, done
	}
	c := l.core(o.ctx, 1)
	start := l.deal(c)
	if start == nil {
		return false, false
	}
	c.place(start)
	c.search(Effort{Moves: clashMoves}.clock(c))
	return c.best >= 0, c.best >= 0
}

// restFree makes waiting cost nothing: it breaks no rule.
func (l *layout) restFree() {
	k := len(l.groups)
	for g, b := range l.groups {
		if b.idle {
			for i := range l.held {
				l.alone[i*k+g] += int32(l.wait(l.held[i]))
			}
		}
	}
}

// shrink leaves out every rule without which the rest still clashes.
func (o *oracle) shrink(rules []Rule) []Rule {
	set := slices.Clone(rules)
	for step := max(1, len(set)/2); ; step = max(1, step/2) {
		for i := 0; i < len(set); {
			less := slices.Concat(set[:i], set[min(len(set), i+step):])
			ok, sure := o.kept(less)
			if step == 1 {
				o.certain = o.certain && sure
			}
			if !ok && sure {
				set = less
			} else {
				i += step
			}
		}
		if step == 1 {
			return set
		}
	}
}

// relax finds the fewest rules to give up: a smallest set that meets every clash found so far, tried, and if something
// still clashes, once more with that clash added.
func (o *oracle) relax(all, first []Rule) []Rule {
	clashes := [][]Rule{first}
	for range 40 {
		give := smallestMeeting(clashes)
		rest := slices.DeleteFunc(slices.Clone(all), func(r Rule) bool { return slices.Contains(give, r) })
		ok, sure := o.kept(rest)
		if ok {
			return give
		}
		if !sure || o.ctx.Err() != nil {
			break
		}
		clashes = append(clashes, o.shrink(rest))
	}
	o.certain = false
	return nil
}

// smallestMeeting finds a smallest set with a rule of every clash, by trying sizes from one up.
func smallestMeeting(clashes [][]Rule) []Rule {
	for size := 1; ; size++ {
		if set := meet(clashes, nil, size); set != nil {
			return set
		}
	}
}

func meet(clashes [][]Rule, chosen []Rule, size int) []Rule {
	for _, clash := range clashes {
		if slices.ContainsFunc(clash, func(r Rule) bool { return slices.Contains(chosen, r) }) {
			continue
		}
		if len(chosen) == size {
			return nil
		}
		for _, r := range clash {
			if set := meet(clashes, append(slices.Clone(chosen), r), size); set != nil {
				return set
			}
		}
		return nil
	}
	return append([]Rule{}, chosen...)
}
