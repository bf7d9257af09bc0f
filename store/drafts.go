package store

import (
	"context"
	"time"

	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
	"groupwork/store/db"
)

// draftDoc is what is sealed of a composition in the making, with the agency's key.
type draftDoc struct{ Said string }

func (tx *Tx) compositionDraft(ctx context.Context, row db.CompositionDraft) (group.Draft, error) {
	var d draftDoc
	err := tx.open(ctx, agencyOwner, "composition_draft", row.ID, row.Told, &d)
	return group.Draft{ID: row.ID, By: people.ID(row.PersonID), Touched: when(row.Touched), Said: private.Of(d.Said), Version: int(row.Version)}, err
}

// CompositionDraft gives one composition in the making.
func (tx *Tx) CompositionDraft(ctx context.Context, id string) (group.Draft, error) {
	row, err := tx.q.CompositionDraft(ctx, id)
	if err != nil {
		return group.Draft{}, tx.told("store.CompositionDraft", err)
	}
	return tx.compositionDraft(ctx, row)
}

// CompositionDraftsBy gives a person's compositions in the making, the one changed last first.
func (tx *Tx) CompositionDraftsBy(ctx context.Context, person people.ID) ([]group.Draft, error) {
	rows, err := tx.q.CompositionDraftsBy(ctx, string(person))
	if err != nil {
		return nil, tx.told("store.CompositionDraftsBy", err)
	}
	return each(rows, func(row db.CompositionDraft) (group.Draft, error) { return tx.compositionDraft(ctx, row) })
}

// AddCompositionDraft lays a new draft down.
func (tx *Tx) AddCompositionDraft(ctx context.Context, d group.Draft) error {
	told, err := tx.sealDraft(ctx, d)
	if err != nil {
		return err
	}
	return tx.told("store.AddCompositionDraft", tx.q.AddCompositionDraft(ctx, db.AddCompositionDraftParams{
		ID: d.ID, PersonID: string(d.By), Touched: at(d.Touched), Version: int64(d.Version), Told: told}))
}

// ChangeCompositionDraft replaces what a draft says. One that was dropped stays dropped, and an older version of it
// changes nothing.
func (tx *Tx) ChangeCompositionDraft(ctx context.Context, d group.Draft) error {
	told, err := tx.sealDraft(ctx, d)
	if err != nil {
		return err
	}
	return tx.told("store.ChangeCompositionDraft", tx.q.ChangeCompositionDraft(ctx, told, at(d.Touched), int64(d.Version), d.ID))
}

func (tx *Tx) sealDraft(ctx context.Context, d group.Draft) ([]byte, error) {
	return tx.seal(ctx, agencyOwner, "composition_draft", d.ID, draftDoc{d.Said.Reveal()})
}

// DropCompositionDraft forgets a draft; one that is not there is forgotten already.
func (tx *Tx) DropCompositionDraft(ctx context.Context, id string) error {
	return tx.told("store.DropCompositionDraft", tx.q.DropCompositionDraft(ctx, id))
}

// SweepCompositionDrafts forgets every draft that was last changed before a time.
func (tx *Tx) SweepCompositionDrafts(ctx context.Context, before time.Time) error {
	return tx.told("store.SweepCompositionDrafts", tx.q.SweepCompositionDrafts(ctx, at(before)))
}
