package store

import (
	"context"

	"groupwork/group"
	"groupwork/overlay"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store/db"
)

// ofLeaf is whose key seals a leaf: the person's that it is about, else the group's.
func ofLeaf(l overlay.Leaf) owner {
	if l.Person != "" {
		return ofPerson(l.Person)
	}
	return ofGroup(l.Group)
}

func (tx *Tx) leaf(ctx context.Context, row db.Leaf) (overlay.Leaf, error) {
	l := overlay.Leaf{ID: overlay.ID(row.ID), Group: group.ID(row.GroupID), Kind: overlay.Kind(row.Kind), Stay: group.StayID(row.StayID),
		Person: people.ID(row.PersonID), Session: session.ID(row.SessionID), Once: row.Once, Made: when(row.Made), By: people.ID(row.MadeBy),
		Due: when(row.Due), Done: when(row.Done), DoneBy: people.ID(row.DoneBy), Version: int(row.Version), Fields: map[string]private.Text{}}
	var fields map[string]string
	if err := tx.open(ctx, ofLeaf(l), "leaf", row.ID, row.Told, &fields); err != nil {
		return overlay.Leaf{}, err
	}
	for name, text := range fields {
		l.Fields[name] = private.Of(text)
	}
	return l, nil
}

// Leaf gives one leaf.
func (tx *Tx) Leaf(ctx context.Context, id overlay.ID) (overlay.Leaf, error) {
	row, err := tx.q.Leaf(ctx, string(id))
	if err != nil {
		return overlay.Leaf{}, tx.told("store.Leaf", err)
	}
	return tx.leaf(ctx, row)
}

// LeafOnce gives the one leaf of its sort.
func (tx *Tx) LeafOnce(ctx context.Context, once string) (overlay.Leaf, error) {
	row, err := tx.q.LeafOnce(ctx, once)
	if err != nil {
		return overlay.Leaf{}, tx.told("store.LeafOnce", err)
	}
	return tx.leaf(ctx, row)
}

// LeavesIn gives every leaf of a group, oldest first.
func (tx *Tx) LeavesIn(ctx context.Context, id group.ID) ([]overlay.Leaf, error) {
	rows, err := tx.q.LeavesIn(ctx, string(id))
	if err != nil {
		return nil, tx.told("store.LeavesIn", err)
	}
	return each(rows, func(row db.Leaf) (overlay.Leaf, error) { return tx.leaf(ctx, row) })
}

// SaveLeaf saves a leaf. What it is and whom it is about never change. A second one of what there may be only one of is
// fault.Stale.
func (tx *Tx) SaveLeaf(ctx context.Context, l overlay.Leaf) (overlay.Leaf, error) {
	const op = "store.SaveLeaf"
	fields := map[string]string{}
	for name, text := range l.Fields {
		if !text.Empty() {
			fields[name] = text.Reveal()
		}
	}
	told, err := tx.seal(ctx, ofLeaf(l), "leaf", string(l.ID), fields)
	if err != nil {
		return l, err
	}
	if l.Version == 0 {
		err = tx.told(op, tx.q.AddLeaf(ctx, db.AddLeafParams{ID: string(l.ID), GroupID: string(l.Group), Kind: string(l.Kind), StayID: string(l.Stay),
			PersonID: string(l.Person), SessionID: string(l.Session), Once: l.Once, Made: at(l.Made), MadeBy: string(l.By), Due: at(l.Due),
			Done: at(l.Done), DoneBy: string(l.DoneBy), Told: told}))
	} else {
		rows, failed := tx.q.ChangeLeaf(ctx, db.ChangeLeafParams{Due: at(l.Due), Done: at(l.Done), DoneBy: string(l.DoneBy), Told: told,
			ID: string(l.ID), Version: int64(l.Version)})
		err = tx.changed(op, rows, failed)
	}
	if err == nil {
		l.Version++
	}
	return l, err
}

// qualificationDoc is what is sealed of a qualification, with the person's key.
type qualificationDoc struct{ Body, Number, Scope string }

// QualificationsOf gives every qualification of a staff member, the one that runs longest first.
func (tx *Tx) QualificationsOf(ctx context.Context, person people.ID) ([]overlay.Qualification, error) {
	rows, err := tx.q.QualificationsOf(ctx, string(person))
	if err != nil {
		return nil, tx.told("store.QualificationsOf", err)
	}
	return each(rows, func(row db.Qualification) (overlay.Qualification, error) {
		q := overlay.Qualification{ID: row.ID, Person: people.ID(row.PersonID), Kind: row.Kind, Expires: when(row.Expires), Ended: when(row.Ended), Version: int(row.Version)}
		var d qualificationDoc
		err := tx.open(ctx, ofPerson(q.Person), "qualification", row.ID, row.Told, &d)
		q.Body, q.Number, q.Scope = private.Of(d.Body), private.Of(d.Number), private.Of(d.Scope)
		return q, err
	})
}

// SaveQualification saves a qualification. Whose it is and its kind never change.
func (tx *Tx) SaveQualification(ctx context.Context, q overlay.Qualification) (overlay.Qualification, error) {
	const op = "store.SaveQualification"
	told, err := tx.seal(ctx, ofPerson(q.Person), "qualification", q.ID, qualificationDoc{q.Body.Reveal(), q.Number.Reveal(), q.Scope.Reveal()})
	if err != nil {
		return q, err
	}
	if q.Version == 0 {
		err = tx.told(op, tx.q.AddQualification(ctx, db.AddQualificationParams{ID: q.ID, PersonID: string(q.Person), Kind: q.Kind, Expires: at(q.Expires),
			Ended: at(q.Ended), Told: told}))
	} else {
		rows, failed := tx.q.ChangeQualification(ctx, db.ChangeQualificationParams{Expires: at(q.Expires), Ended: at(q.Ended), Told: told, ID: q.ID, Version: int64(q.Version)})
		err = tx.changed(op, rows, failed)
	}
	if err == nil {
		q.Version++
	}
	return q, err
}
