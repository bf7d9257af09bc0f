package torture

import (
	"context"
	"testing"
	"time"

	"groupwork/app"
	"groupwork/demo"
	"groupwork/group"
	"groupwork/note"
	"groupwork/seal"
	"groupwork/session"
	"groupwork/store"
)

// found is how often each thing of a ledger stands in the records.
type found struct {
	entries, people, sessions, addenda map[string]int
	unsigned                           map[string]int // notes that are not signed, by session
	notes                              map[string]int
}

// checks opens the records while nobody serves them and compares them with the ledgers; whole verifies everything.
func (s house) checks(t *testing.T, writers []*writer, whole bool) {
	t.Helper()
	master, err := seal.ReadMaster(s.key)
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	h, err := store.OpenSQLite(ctx, s.dir, master, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	f := found{map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}}
	err = h.Look(ctx, demo.Slug, func(tx *store.Tx) error { return f.read(ctx, tx, writers) })
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range writers {
		once(t, "entry", w.ledger.entries, f.entries)
		once(t, "person", w.ledger.people, f.people)
		once(t, "session", w.ledger.sessions, f.sessions)
		once(t, "addendum", w.ledger.addenda, f.addenda)
		for id := range w.ledger.refused {
			if f.entries[id] > 0 {
				t.Errorf("entry %s was refused and is there", id)
			}
		}
		for id := range w.ledger.signed {
			if f.unsigned[id] > 0 || f.notes[id] < 3 {
				t.Errorf("a session that was signed has %d notes, %d of them not signed", f.notes[id], f.unsigned[id])
			}
		}
	}
	for id, n := range f.entries {
		if n > 1 {
			t.Errorf("entry %s is there %d times", id, n)
		}
	}
	if !whole {
		return
	}
	report, err := h.Verify(ctx, func(int, int) {})
	if err != nil || !report.Sound() {
		t.Errorf("verify: %v %v", report, err)
	}
}

// once wants what was acknowledged to be there exactly once, and what was not at most once.
func once(t *testing.T, what string, known map[string]bool, there map[string]int) {
	t.Helper()
	for id, ok := range known {
		if n := there[id]; n > 1 || ok && n != 1 {
			t.Errorf("%s %s (acknowledged: %v) is there %d times", what, id, ok, n)
		}
	}
}

func (f found) read(ctx context.Context, tx *store.Tx, writers []*writer) error {
	staff, err := tx.Staff(ctx)
	if err != nil {
		return err
	}
	for _, s := range staff {
		added, err := tx.PeopleAddedBy(ctx, s.ID)
		if err != nil {
			return err
		}
		for _, p := range added {
			f.people[p.Called.Reveal()]++
		}
	}
	for _, w := range writers {
		heads, err := tx.SessionsIn(ctx, group.ID(w.group))
		if err != nil {
			return err
		}
		for _, head := range heads {
			if err := f.readSession(ctx, tx, head.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f found) readSession(ctx context.Context, tx *store.Tx, id session.ID) error {
	s, err := tx.Session(ctx, id)
	if err != nil {
		return err
	}
	f.sessions[s.Plan.Intent.Reveal()]++
	entries, err := tx.Entries(ctx, id)
	if err != nil {
		return err
	}
	for _, e := range entries {
		f.entries[string(e.ID)]++
	}
	notes, err := tx.NotesIn(ctx, id)
	if err != nil {
		return err
	}
	for _, n := range notes {
		f.readNote(string(id), n)
	}
	return nil
}

func (f found) readNote(of string, n note.Note) {
	f.notes[of]++
	if n.Signed.IsZero() {
		f.unsigned[of]++
		return
	}
	for _, a := range n.Addenda {
		f.addenda[a.Text.Reveal()]++
	}
}

// sendsAgain sends entries that were acknowledged once more, as a device does that never heard the answer.
func (s house) sendsAgain(t *testing.T, writers []*writer) {
	t.Helper()
	h := s.serves(t)
	defer h.Kill()
	for _, w := range writers {
		again := map[string][]app.EntryInput{}
		for id := range w.ledger.entries {
			one := w.ledger.content[id]
			again[one.session] = append(again[one.session], one.entry)
		}
		for id, entries := range again {
			entries = entries[:min(len(entries), 50)]
			answers := record(s.caller, h.Base, id, entries...)
			if len(answers) != len(entries) {
				t.Fatalf("%d entries sent again, %d answers", len(entries), len(answers))
			}
			for _, a := range answers {
				if a.State != app.EntryKnown {
					t.Errorf("an entry sent again was %s: %s", a.State, a.Say)
				}
			}
		}
	}
}
