package store

import (
	"context"
	"strconv"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/note"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store/db"
)

// noteDoc is what is sealed of a note: with the member's key in a member's note, with the group's in a group note.
// The digest of a signed note is within, because whoever guesses a short text could check the guess by it.
type noteDoc struct {
	Format   string
	Sections []sectionDoc
	Touched  bool   `json:",omitempty"`
	Hash     string `json:",omitempty"`
	Late     bool   `json:",omitempty"`
}

type sectionDoc struct{ Key, Text string }

// noteOwner is whose key seals a note.
func noteOwner(person people.ID, in group.ID) owner {
	if person != "" {
		return ofPerson(person)
	}
	return ofGroup(in)
}

func describeNote(n note.Note) noteDoc {
	d := noteDoc{Format: n.Format, Touched: n.Touched, Hash: n.Hash, Late: n.LateEntry}
	for _, s := range n.Sections {
		d.Sections = append(d.Sections, sectionDoc{s.Key, s.Text.Reveal()})
	}
	return d
}

// body is a note without its addenda.
func (tx *Tx) body(ctx context.Context, row db.Note) (note.Note, error) {
	n := note.Note{ID: note.ID(row.ID), Session: session.ID(row.SessionID), Group: group.ID(row.GroupID), Kind: note.Kind(row.Kind),
		Stay: group.StayID(row.StayID), Person: people.ID(row.PersonID), Author: people.ID(row.Author), Signed: when(row.Signed),
		SignedBy: people.ID(row.SignedBy), Cosign: people.ID(row.Cosign), Cosigned: when(row.Cosigned), Drafted: when(row.Drafted),
		Version: int(row.Version)}
	var d noteDoc
	if err := tx.open(ctx, noteOwner(n.Person, n.Group), "note", row.ID, row.Told, &d); err != nil {
		return note.Note{}, err
	}
	n.Format, n.Touched, n.Hash, n.LateEntry = d.Format, d.Touched, d.Hash, d.Late
	for _, s := range d.Sections {
		n.Sections = append(n.Sections, note.Section{Key: s.Key, Text: private.Of(s.Text)})
	}
	return n, nil
}

func (tx *Tx) note(ctx context.Context, row db.Note) (note.Note, error) {
	all, err := tx.notes(ctx, "store.note", []db.Note{row}, nil)
	if err != nil {
		return note.Note{}, err
	}
	return all[0], nil
}

func addendumRow(id string, place int64) string { return id + "/" + strconv.FormatInt(place, 10) }

// notes opens rows and what was added to them, with one statement for all addenda.
func (tx *Tx) notes(ctx context.Context, op string, rows []db.Note, err error) ([]note.Note, error) {
	if err != nil {
		return nil, tx.told(op, err)
	}
	all, err := each(rows, func(row db.Note) (note.Note, error) { return tx.body(ctx, row) })
	if err != nil {
		return nil, err
	}
	place := map[string]int{}
	var signed []string
	for i, n := range all {
		if !n.Signed.IsZero() {
			place[string(n.ID)] = i
			signed = append(signed, string(n.ID))
		}
	}
	if len(signed) == 0 {
		return all, nil
	}
	added, err := tx.q.Addenda(ctx, list(signed))
	if err != nil {
		return nil, tx.told(op, err)
	}
	for _, a := range added {
		n := &all[place[a.NoteID]]
		var text string
		if err := tx.open(ctx, noteOwner(n.Person, n.Group), "addendum", addendumRow(a.NoteID, a.Place), a.Told, &text); err != nil {
			return nil, err
		}
		n.Addenda = append(n.Addenda, note.Addendum{By: people.ID(a.AddedBy), At: when(a.Added), Text: private.Of(text)})
	}
	return all, nil
}

// Note gives one note.
func (tx *Tx) Note(ctx context.Context, id note.ID) (note.Note, error) {
	row, err := tx.q.Note(ctx, string(id))
	if err != nil {
		return note.Note{}, tx.told("store.Note", err)
	}
	return tx.note(ctx, row)
}

// NotesIn gives all notes of a session, the group note first.
func (tx *Tx) NotesIn(ctx context.Context, id session.ID) ([]note.Note, error) {
	rows, err := tx.q.NotesIn(ctx, string(id))
	return tx.notes(ctx, "store.NotesIn", rows, err)
}

// NotesOf gives all notes of a stay, by session.
func (tx *Tx) NotesOf(ctx context.Context, id group.StayID) ([]note.Note, error) {
	rows, err := tx.q.NotesOf(ctx, string(id))
	return tx.notes(ctx, "store.NotesOf", rows, err)
}

// NotesToCosign gives the signed notes that wait for a person's co-signature, the longest waiting first.
func (tx *Tx) NotesToCosign(ctx context.Context, person people.ID) ([]note.Note, error) {
	rows, err := tx.q.NotesToCosign(ctx, string(person))
	return tx.notes(ctx, "store.NotesToCosign", rows, err)
}

// LastSigned gives the newest signed note of a stay from a session that began before another one.
func (tx *Tx) LastSigned(ctx context.Context, id group.StayID, before session.ID) (note.Note, error) {
	row, err := tx.q.LastSigned(ctx, string(id), string(before))
	if err != nil {
		return note.Note{}, tx.told("store.LastSigned", err)
	}
	return tx.note(ctx, row)
}

// SaveNote saves a note. Of a note that was signed before only the co-signature may change and addenda may be added;
// anything else is Stale (note.signed). What a note is about (session, member, kind) never changes.
func (tx *Tx) SaveNote(ctx context.Context, n note.Note) (note.Note, error) {
	const op = "store.SaveNote"
	old, err := tx.Note(ctx, n.ID)
	switch {
	case fault.Of(err) == fault.Missing && n.Version == 0:
		err = tx.addNote(ctx, n)
	case err != nil:
		return n, err
	case n.Version != old.Version:
		return n, fault.New(fault.Stale, op, "store.moved_on")
	case old.Signed.IsZero():
		err = tx.changeDraft(ctx, old, n)
	default:
		err = tx.changeSigned(ctx, old, n)
	}
	if err != nil {
		return n, err
	}
	for i := len(old.Addenda); i < len(n.Addenda); i++ {
		if err := tx.addAddendum(ctx, n, i); err != nil {
			return n, err
		}
	}
	n.Version++
	return n, tx.told(op, tx.q.Settle(ctx, string(n.Session)))
}

func (tx *Tx) sealNote(ctx context.Context, n note.Note) ([]byte, error) {
	return tx.seal(ctx, noteOwner(n.Person, n.Group), "note", string(n.ID), describeNote(n))
}

func (tx *Tx) addNote(ctx context.Context, n note.Note) error {
	told, err := tx.sealNote(ctx, n)
	if err != nil {
		return err
	}
	return tx.told("store.SaveNote", tx.q.AddNote(ctx, db.AddNoteParams{ID: string(n.ID), SessionID: string(n.Session), GroupID: string(n.Group),
		Kind: string(n.Kind), StayID: string(n.Stay), PersonID: string(n.Person), Author: string(n.Author), Drafted: at(n.Drafted),
		Signed: at(n.Signed), SignedBy: string(n.SignedBy), Cosign: string(n.Cosign), Cosigned: at(n.Cosigned), Told: told}))
}

func (tx *Tx) changeDraft(ctx context.Context, old, n note.Note) error {
	const op = "store.SaveNote"
	if !sameSubject(old, n) {
		return fault.New(fault.Stale, op, "store.moved_on")
	}
	told, err := tx.sealNote(ctx, n)
	if err != nil {
		return err
	}
	rows, err := tx.q.ChangeDraft(ctx, db.ChangeDraftParams{ID: string(n.ID), SessionID: string(n.Session), Author: string(n.Author),
		Drafted: at(n.Drafted), Signed: at(n.Signed), SignedBy: string(n.SignedBy), Cosign: string(n.Cosign), Cosigned: at(n.Cosigned),
		Told: told, Version: int64(n.Version)})
	return tx.changed(op, rows, err)
}

// changeSigned leaves the sealed bytes of the note as they are.
func (tx *Tx) changeSigned(ctx context.Context, old, n note.Note) error {
	const op = "store.SaveNote"
	if !sameSubject(old, n) || !sameSigned(old, n) {
		return fault.New(fault.Stale, op, "note.signed")
	}
	rows, err := tx.q.ChangeSigned(ctx, string(n.Cosign), at(n.Cosigned), string(n.ID), int64(n.Version))
	return tx.changed(op, rows, err)
}

func sameSubject(a, b note.Note) bool {
	return a.Session == b.Session && a.Group == b.Group && a.Kind == b.Kind && a.Stay == b.Stay && a.Person == b.Person
}

// sameSigned tells whether b still is what was signed in a, with nothing taken from a's addenda.
func sameSigned(a, b note.Note) bool {
	if a.Format != b.Format || a.Author != b.Author || a.SignedBy != b.SignedBy || a.Hash != b.Hash || a.LateEntry != b.LateEntry ||
		at(a.Signed) != at(b.Signed) || len(a.Sections) != len(b.Sections) || len(a.Addenda) > len(b.Addenda) {
		return false
	}
	for i, s := range a.Sections {
		if s.Key != b.Sections[i].Key || !s.Text.Same(b.Sections[i].Text) {
			return false
		}
	}
	for i, x := range a.Addenda {
		y := b.Addenda[i]
		if x.By != y.By || at(x.At) != at(y.At) || !x.Text.Same(y.Text) {
			return false
		}
	}
	return true
}

func (tx *Tx) addAddendum(ctx context.Context, n note.Note, i int) error {
	place, a := int64(i), n.Addenda[i]
	told, err := tx.seal(ctx, noteOwner(n.Person, n.Group), "addendum", addendumRow(string(n.ID), place), a.Text.Reveal())
	if err != nil {
		return err
	}
	return tx.told("store.SaveNote", tx.q.AddAddendum(ctx, db.AddAddendumParams{NoteID: string(n.ID), Place: place, AddedBy: string(a.By),
		Added: at(a.At), Told: told}))
}

func (tx *Tx) processNote(ctx context.Context, row db.ProcessNote) (note.ProcessNote, error) {
	p := note.ProcessNote{ID: note.ID(row.ID), Session: session.ID(row.SessionID), Author: people.ID(row.Author), Written: when(row.Written), Version: int(row.Version)}
	var text string
	err := tx.open(ctx, ofPerson(p.Author), "process_note", row.ID, row.Told, &text)
	p.Text = private.Of(text)
	return p, err
}

// ProcessNote gives the private note that an author wrote about a session.
func (tx *Tx) ProcessNote(ctx context.Context, id session.ID, author people.ID) (note.ProcessNote, error) {
	row, err := tx.q.ProcessNote(ctx, string(author), string(id))
	if err != nil {
		return note.ProcessNote{}, tx.told("store.ProcessNote", err)
	}
	return tx.processNote(ctx, row)
}

// ProcessNotesBy gives all private notes of an author, by session.
func (tx *Tx) ProcessNotesBy(ctx context.Context, author people.ID) ([]note.ProcessNote, error) {
	rows, err := tx.q.ProcessNotesBy(ctx, string(author))
	if err != nil {
		return nil, tx.told("store.ProcessNotesBy", err)
	}
	return each(rows, func(row db.ProcessNote) (note.ProcessNote, error) { return tx.processNote(ctx, row) })
}

// SaveProcessNote saves a private note, with its author's own key.
func (tx *Tx) SaveProcessNote(ctx context.Context, p note.ProcessNote) (note.ProcessNote, error) {
	const op = "store.SaveProcessNote"
	told, err := tx.seal(ctx, ofPerson(p.Author), "process_note", string(p.ID), p.Text.Reveal())
	if err != nil {
		return p, err
	}
	if p.Version == 0 {
		err = tx.told(op, tx.q.AddProcessNote(ctx, db.AddProcessNoteParams{ID: string(p.ID), SessionID: string(p.Session), Author: string(p.Author), Written: at(p.Written), Told: told}))
	} else {
		rows, failed := tx.q.ChangeProcessNote(ctx, db.ChangeProcessNoteParams{ID: string(p.ID), SessionID: string(p.Session), Author: string(p.Author),
			Written: at(p.Written), Told: told, Version: int64(p.Version)})
		err = tx.changed(op, rows, failed)
	}
	if err == nil {
		p.Version++
	}
	return p, err
}
