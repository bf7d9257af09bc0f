package store

import (
	"context"
	"database/sql"
	"errors"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store/db"
)

// Append files entries in their sessions' journals and gives the ids of those that were new. Sending an entry again
// changes nothing; the same id with another content is Stale (journal.conflict) and files nothing of the batch, as
// long as the caller lets the error through.
func (tx *Tx) Append(ctx context.Context, entries []session.Entry) ([]session.EntryID, error) {
	const op = "store.Append"
	owners := seatOwners{tx: tx, groups: map[session.ID]group.ID{}, seats: map[seatOf]owner{}}
	var fresh []session.EntryID
	for _, e := range entries {
		row, err := owners.row(ctx, e)
		if err != nil {
			return nil, err
		}
		added, err := tx.q.AddEntry(ctx, row)
		if err != nil {
			return nil, tx.told(op, err)
		}
		if added == 1 {
			fresh = append(fresh, e.ID)
			continue
		}
		there, err := tx.q.Entry(ctx, row.ID)
		if err != nil {
			return nil, tx.told(op, err)
		}
		old, err := tx.entry(ctx, there)
		if err != nil {
			return nil, err
		}
		if !sameEntry(old, e) {
			return nil, fault.New(fault.Stale, op, "journal.conflict")
		}
	}
	return fresh, nil
}

// sameEntry compares all that a device sends.
func sameEntry(a, b session.Entry) bool {
	return a.Text.Same(b.Text) && at(a.At) == at(b.At) && entryKey(a) == entryKey(b)
}

// entryKey is the plain part of an entry in a form that compares.
func entryKey(e session.Entry) [11]any {
	return [11]any{e.ID, e.Session, e.Device, e.Seq, e.Kind, [2]int{e.Seat, e.To}, e.Word, e.Detail, e.Value, e.Corrects, e.By}
}

type seatOf struct {
	group group.ID
	seat  int
}

// seatOwners finds whose key seals an entry's text: the member's in the seat, else the group's.
type seatOwners struct {
	tx     *Tx
	groups map[session.ID]group.ID
	seats  map[seatOf]owner
}

func (o seatOwners) of(ctx context.Context, e session.Entry) (owner, error) {
	id, ok := o.groups[e.Session]
	if !ok {
		got, err := o.tx.q.GroupOfSession(ctx, string(e.Session))
		if err != nil {
			return "", o.tx.told("store.Append", err)
		}
		id = group.ID(got)
		o.groups[e.Session] = id
	}
	if e.Seat <= 0 {
		return ofGroup(id), nil
	}
	at := seatOf{id, e.Seat}
	if who, ok := o.seats[at]; ok {
		return who, nil
	}
	person, err := o.tx.q.PersonAtSeat(ctx, string(id), int64(e.Seat))
	who := ofPerson(people.ID(person))
	if errors.Is(err, sql.ErrNoRows) {
		who, err = ofGroup(id), nil
	}
	o.seats[at] = who
	return who, o.tx.told("store.Append", err)
}

// row is an entry as it is stored. An entry without text needs no key and no look at the seat.
func (o seatOwners) row(ctx context.Context, e session.Entry) (db.AddEntryParams, error) {
	row := db.AddEntryParams{ID: string(e.ID), SessionID: string(e.Session), Device: e.Device, Seq: e.Seq, Kind: string(e.Kind),
		Seat: int64(e.Seat), ToSeat: int64(e.To), Word: e.Word, Detail: e.Detail, Value: int64(e.Value), Corrects: string(e.Corrects),
		MadeBy: string(e.By), Made: at(e.At), Filed: at(o.tx.now()), Told: []byte{}}
	if e.Text.Empty() {
		return row, nil
	}
	who, err := o.of(ctx, e)
	if err != nil {
		return row, err
	}
	row.Owner = string(who)
	row.Told, err = o.tx.seal(ctx, who, "entry", row.ID, e.Text.Reveal())
	return row, err
}

func (tx *Tx) entry(ctx context.Context, row db.Entry) (session.Entry, error) {
	e := session.Entry{ID: session.EntryID(row.ID), Session: session.ID(row.SessionID), Device: row.Device, Seq: row.Seq,
		Kind: session.Kind(row.Kind), Seat: int(row.Seat), To: int(row.ToSeat), Word: row.Word, Detail: row.Detail,
		Value: int(row.Value), Corrects: session.EntryID(row.Corrects), By: people.ID(row.MadeBy), At: when(row.Made), Filed: when(row.Filed)}
	if row.Owner == "" {
		return e, nil
	}
	var text string
	err := tx.open(ctx, owner(row.Owner), "entry", row.ID, row.Told, &text)
	e.Text = private.Of(text)
	return e, err
}

// Entries gives the journal of one session, in no promised order: the fold makes its own.
func (tx *Tx) Entries(ctx context.Context, id session.ID) ([]session.Entry, error) {
	all, err := tx.EntriesOf(ctx, []session.ID{id})
	return all[id], err
}

// EntriesOf gives the journals of several sessions in one go.
func (tx *Tx) EntriesOf(ctx context.Context, ids []session.ID) (map[session.ID][]session.Entry, error) {
	rows, err := tx.q.Entries(ctx, list(ids))
	if err != nil {
		return nil, tx.told("store.EntriesOf", err)
	}
	out := make(map[session.ID][]session.Entry, len(ids))
	for _, row := range rows {
		e, err := tx.entry(ctx, row)
		if err != nil {
			return nil, err
		}
		out[e.Session] = append(out[e.Session], e)
	}
	return out, nil
}

// CirclesOf gives of several sessions' journals what a circle is drawn from: who was there and who helped whom, with
// what corrects it, without texts. It is about half of a journal.
func (tx *Tx) CirclesOf(ctx context.Context, ids []session.ID) (map[session.ID][]session.Entry, error) {
	rows, err := tx.q.CircleEntries(ctx, list(ids))
	out := make(map[session.ID][]session.Entry, len(ids))
	for _, row := range rows {
		of := session.ID(row.SessionID)
		out[of] = append(out[of], session.Entry{ID: session.EntryID(row.ID), Session: of, Device: row.Device, Seq: row.Seq,
			Kind: session.Kind(row.Kind), Seat: int(row.Seat), To: int(row.ToSeat), Word: row.Word, Detail: row.Detail,
			Value: int(row.Value), Corrects: session.EntryID(row.Corrects), At: when(row.Made)})
	}
	return out, tx.told("store.CirclesOf", err)
}
