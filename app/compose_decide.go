package app

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"groupwork/access"
	"groupwork/compose"
	"groupwork/compose/roster"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
)

// Decision is what is said with a decision about groups.
type Decision struct{ With, Why string }

// Decide keeps a composition as the worker decided it, and forgets the draft. In rules and moves people stand by the
// number of their seat, so that a name is kept in one place.
func (h *House) Decide(ctx context.Context, who access.Who, id string, version int, in Decision) (kept group.CompositionID, err error) {
	err = h.do(ctx, who, access.KeepComposed, "", nil, func(a *at) error {
		d, err := h.composing(a, id)
		if err != nil {
			return err
		}
		d.mu.Lock()
		defer d.mu.Unlock()
		switch {
		case d.run != nil:
			return fault.New(fault.Stale, "app.Decide", "compose.busy")
		case d.plan == nil:
			return fault.New(fault.Stale, "app.Decide", "compose.no_plan")
		}
		if err := fresh("app.Decide", d.version, version); err != nil {
			return err
		}
		c := d.record()
		c.ID, c.By, c.At = group.CompositionID(h.NewID()), a.self, a.now
		c.With, c.Why = private.Of(in.With), private.Of(in.Why)
		if err := c.Check(); err != nil {
			return err
		}
		kept = c.ID
		a.touches(string(kept))
		if _, err = a.SaveComposition(ctx, c); err != nil {
			return err
		}
		return a.DropCompositionDraft(ctx, id)
	})
	if err == nil {
		h.putAway(id)
	}
	return kept, err
}

// record is the draft as it is kept. The caller holds the lock.
func (d *draft) record() group.Composition {
	p := d.composed
	c := group.Composition{Preset: d.preset, Seed: d.answer.Seed, Judged: d.answer.Moves, Score: d.score.Total, Bound: d.answer.Bound,
		Proven: d.answer.Proven && len(d.moves) == 0}
	for x, g := range d.plan {
		seat := group.Composed{Person: d.ids[x], Group: g}
		if seat.Person == "" {
			seat.Name = d.names[x]
		}
		c.Seats = append(c.Seats, seat)
	}
	for _, r := range p.Groups {
		c.Rules = append(c.Rules, private.Of(fmt.Sprintf("size %d %d", r.From, r.To)))
	}
	for _, w := range p.Wishes {
		c.Rules = append(c.Rules, private.Of(roster.Text(w)))
	}
	for i := range p.Ties {
		c.Rules = append(c.Rules, private.Of(tieText(p.Ties[i])))
	}
	for i := range p.Places {
		c.Rules = append(c.Rules, private.Of(placeText(p.Places[i])))
	}
	for _, r := range d.score.Broken {
		c.Broken = append(c.Broken, private.Of(brokenText(p, r)))
	}
	for _, m := range slices.Concat(d.earlier, d.moves) {
		c.HandMoves = append(c.HandMoves, private.Of(fmt.Sprintf("move %d %d %d %d %.2f", m.Person+1, m.From+1, m.To+1, m.With+1, m.Points)))
	}
	return c
}

func tieText(t compose.Tie) string {
	verb, end := "together", " must"
	if t.Apart {
		verb = "apart"
	}
	if !t.Must {
		end = " weight " + strconv.FormatFloat(t.Weight, 'g', -1, 64)
	}
	return fmt.Sprintf("%s %d, %d%s", verb, t.A+1, t.B+1, end)
}

func placeText(f compose.Place) string {
	verb := "fix"
	if f.Never {
		verb = "never"
	}
	return fmt.Sprintf("%s %d %d", verb, f.Person+1, f.Group+1)
}

func brokenText(p *compose.Problem, r compose.Rule) string {
	switch r.Part {
	case "ties":
		return tieText(p.Ties[r.At])
	case "places":
		return placeText(p.Places[r.At])
	case "wishes":
		return roster.Text(p.Wishes[r.At])
	}
	return fmt.Sprintf("size %d %d", p.Groups[0].From, p.Groups[0].To)
}

// ComposedView is a composition that was decided.
type ComposedView struct {
	Composition group.Composition
	Names       []private.Text // of the seats; empty for somebody whom the worker may no longer know
	Opened      []GroupRef     // by composed group; without an id when not opened
	Groups      []GroupRef     // the worker's groups that go on
	Ways        []string       // of coming
}

// ofComposition lets in only who decided.
func ofComposition(id group.CompositionID, c *group.Composition) find {
	return func(a *at) (ties []access.Tie, err error) {
		if *c, err = a.Composition(a.ctx, id); err != nil {
			return nil, err
		}
		if c.By == a.self {
			return []access.Tie{access.Wrote}, nil
		}
		return nil, nil
	}
}

// Composed shows a composition that was decided, to whoever decided it.
func (h *House) Composed(ctx context.Context, who access.Who, id group.CompositionID) (v ComposedView, err error) {
	err = h.read(ctx, who, access.SeeComposed, string(id), ofComposition(id, &v.Composition), func(a *at) error {
		return h.composed(a, &v)
	})
	return v, err
}

// composed gathers what belongs to a composition that was decided.
func (h *House) composed(a *at, v *ComposedView) error {
	cards, err := a.people()
	if err != nil {
		return err
	}
	called := map[people.ID]private.Text{}
	for _, c := range cards {
		called[c.ID] = c.Called
	}
	for _, s := range v.Composition.Seats {
		name := s.Name
		if s.Person != "" {
			name = called[s.Person]
		}
		v.Names = append(v.Names, name)
	}
	groups, err := a.GroupsOf(a.ctx, a.self, a.now)
	if err != nil {
		return err
	}
	refs := map[group.ID]GroupRef{}
	for _, g := range groups {
		refs[g.ID] = ref(g)
		if part := g.PartOf(a.self, a.now); g.Closed.IsZero() && (part == group.Lead || part == group.CoWorker) {
			v.Groups = append(v.Groups, ref(g))
		}
	}
	v.Opened = make([]GroupRef, v.Composition.Groups())
	for i, id := range v.Composition.Opened {
		v.Opened[i] = refs[id]
	}
	v.Ways = h.Library.Core().Voluntariness
	return nil
}

// ComposedCard is one decided composition on a list.
type ComposedCard struct {
	Composition    group.Composition
	People, Groups int
}

// Compositions lists what the worker decided, newest first.
func (h *House) Compositions(ctx context.Context, who access.Who) (all []ComposedCard, err error) {
	err = h.look(ctx, who, access.ComposeGroups, nil, func(a *at) error {
		kept, err := a.CompositionsBy(ctx, a.self)
		for _, c := range kept {
			all = append(all, ComposedCard{Composition: c, People: len(c.Seats), Groups: c.Groups()})
		}
		return err
	})
	return all, err
}
