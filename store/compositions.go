package store

import (
	"context"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
	"groupwork/store/db"
)

// compositionDoc is what is sealed of a composition, with the agency's key.
type compositionDoc struct {
	Preset    string
	With      string        `json:",omitempty"`
	Why       string        `json:",omitempty"`
	Seats     []composedDoc `json:",omitempty"`
	Opened    []group.ID    `json:",omitempty"`
	Rules     []string      `json:",omitempty"`
	Broken    []string      `json:",omitempty"`
	HandMoves []string      `json:",omitempty"`
	Seed      uint64
	Judged    int64
	Score     float64
	Bound     float64
	Proven    bool
}

type composedDoc struct {
	Person people.ID `json:",omitempty"`
	Name   string    `json:",omitempty"`
	Group  int
}

func describeComposition(c group.Composition) compositionDoc {
	d := compositionDoc{Preset: c.Preset, With: c.With.Reveal(), Why: c.Why.Reveal(), Opened: c.Opened, Rules: words(c.Rules), Broken: words(c.Broken),
		HandMoves: words(c.HandMoves), Seed: c.Seed, Judged: c.Judged, Score: c.Score, Bound: c.Bound, Proven: c.Proven}
	for _, s := range c.Seats {
		d.Seats = append(d.Seats, composedDoc{s.Person, s.Name.Reveal(), s.Group})
	}
	return d
}

func (tx *Tx) composition(ctx context.Context, row db.Composition) (group.Composition, error) {
	var d compositionDoc
	if err := tx.open(ctx, agencyOwner, "composition", row.ID, row.Told, &d); err != nil {
		return group.Composition{}, err
	}
	c := group.Composition{ID: group.CompositionID(row.ID), By: people.ID(row.PersonID), At: when(row.Decided), Preset: d.Preset,
		With: private.Of(d.With), Why: private.Of(d.Why), Opened: d.Opened, Rules: texts(d.Rules), Broken: texts(d.Broken), HandMoves: texts(d.HandMoves),
		Seed: d.Seed, Judged: d.Judged, Score: d.Score, Bound: d.Bound, Proven: d.Proven, Version: int(row.Version)}
	for _, s := range d.Seats {
		c.Seats = append(c.Seats, group.Composed{Person: s.Person, Name: private.Of(s.Name), Group: s.Group})
	}
	return c, nil
}

// Composition gives one composition.
func (tx *Tx) Composition(ctx context.Context, id group.CompositionID) (group.Composition, error) {
	row, err := tx.q.Composition(ctx, string(id))
	if err != nil {
		return group.Composition{}, tx.told("store.Composition", err)
	}
	return tx.composition(ctx, row)
}

// CompositionsBy gives the compositions that a person decided, newest first.
func (tx *Tx) CompositionsBy(ctx context.Context, person people.ID) ([]group.Composition, error) {
	rows, err := tx.q.CompositionsBy(ctx, string(person))
	if err != nil {
		return nil, tx.told("store.CompositionsBy", err)
	}
	return each(rows, func(row db.Composition) (group.Composition, error) { return tx.composition(ctx, row) })
}

// SaveComposition saves a composition. Of one that is kept only the groups opened for it change: anything else is Stale.
func (tx *Tx) SaveComposition(ctx context.Context, c group.Composition) (group.Composition, error) {
	const op = "store.SaveComposition"
	if c.Version > 0 {
		old, err := tx.Composition(ctx, c.ID)
		if err != nil {
			return c, err
		}
		if !old.SameDecision(c) {
			return c, fault.New(fault.Stale, op, "store.moved_on")
		}
	}
	told, err := tx.seal(ctx, agencyOwner, "composition", string(c.ID), describeComposition(c))
	if err != nil {
		return c, err
	}
	if c.Version == 0 {
		err = tx.told(op, tx.q.AddComposition(ctx, string(c.ID), string(c.By), at(c.At), told))
	} else {
		rows, failed := tx.q.ChangeComposition(ctx, told, string(c.ID), int64(c.Version))
		err = tx.changed(op, rows, failed)
	}
	if err == nil {
		c.Version++
	}
	return c, err
}
