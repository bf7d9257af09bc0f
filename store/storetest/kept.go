package storetest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"groupwork/fault"
	"groupwork/note"
	"groupwork/people"
	"groupwork/session"
	"groupwork/store"
)

func entryIsFiledOnce(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	h.write(t, s.save)
	extra := s.entries[1]
	extra.ID, extra.Text = "e9", canary("again")
	help, seen := extra, extra
	help.ID, help.Kind, help.Word = "e10", session.Mark, session.Help
	seen.ID, seen.Kind, seen.Word = "e11", session.Mark, session.GoalSeen
	h.write(t, func(ctx context.Context, tx *store.Tx) error {
		fresh, err := tx.Append(ctx, append(append([]session.Entry{extra, help, seen}, s.entries...), extra))
		same(t, "fresh", fresh, []session.EntryID{"e9", "e10", "e11"})
		return err
	})
	h.look(t, func(ctx context.Context, tx *store.Tx) error {
		got, err := tx.EntriesOf(ctx, []session.ID{"session-1", "nothing"})
		same(t, "entries", len(got["session-1"]), len(s.entries)+3)
		if err != nil {
			return err
		}
		circle, err := tx.CirclesOf(ctx, []session.ID{"session-1", "nothing"})
		for _, e := range got["session-1"] {
			of := func(o session.Entry) bool { return o.ID == e.ID }
			drawn := e.Kind == session.Attendance || e.Kind == session.Mark && e.Word == session.Help || e.Corrects != ""
			same(t, "in the circle: "+string(e.ID), slices.ContainsFunc(circle["session-1"], of), drawn)
		}
		return err
	})
}

func conflictIsRefused(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	h.write(t, s.save)
	changes := map[string]func(e *session.Entry){
		"text":     func(e *session.Entry) { e.Text = canary("other") },
		"no text":  func(e *session.Entry) { e.Text = canary("") },
		"seat":     func(e *session.Entry) { e.Seat++ },
		"to":       func(e *session.Entry) { e.To++ },
		"word":     func(e *session.Entry) { e.Word += "x" },
		"detail":   func(e *session.Entry) { e.Detail += "x" },
		"value":    func(e *session.Entry) { e.Value++ },
		"device":   func(e *session.Entry) { e.Device += "x" },
		"seq":      func(e *session.Entry) { e.Seq++ },
		"by":       func(e *session.Entry) { e.By += "x" },
		"corrects": func(e *session.Entry) { e.Corrects += "x" },
		"time":     func(e *session.Entry) { e.At = e.At.AddDate(0, 0, 1) },
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			bad, fresh := s.entries[1], s.entries[0]
			fresh.ID = "must-not-stay"
			change(&bad)
			err := h.try(t, func(ctx context.Context, tx *store.Tx) error {
				_, err := tx.Append(ctx, []session.Entry{fresh, bad})
				return err
			})
			if fault.Of(err) != fault.Stale || fault.Say(err) != "journal.conflict" {
				t.Errorf("said %v", err)
			}
		})
	}
	h.look(t, func(ctx context.Context, tx *store.Tx) error {
		got, err := tx.Entries(ctx, "session-1")
		same(t, "entries", len(got), len(s.entries))
		return err
	})
}

func signedNoteStays(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	h.write(t, s.save)
	h.write(t, func(ctx context.Context, tx *store.Tx) error { return s.sign(ctx, tx, 1) })
	changes := map[string]func(n *note.Note){
		"a text":        func(n *note.Note) { n.Sections = []note.Section{{Key: "data", Text: canary("rewritten")}} },
		"a heading":     func(n *note.Note) { n.Sections = []note.Section{{Key: "other", Text: n.Sections[0].Text}} },
		"one less":      func(n *note.Note) { n.Sections = nil },
		"the format":    func(n *note.Note) { n.Format = "SOAP" },
		"the author":    func(n *note.Note) { n.Author = "x" },
		"the signer":    func(n *note.Note) { n.SignedBy = "x" },
		"the time":      func(n *note.Note) { n.Signed = n.Signed.AddDate(0, 0, 1) },
		"the signing":   func(n *note.Note) { n.Signed = n.Drafted.AddDate(-9000, 0, 0) },
		"the digest":    func(n *note.Note) { n.Hash = "x" },
		"the person":    func(n *note.Note) { n.Person = "lea" },
		"the late flag": func(n *note.Note) { n.LateEntry = !n.LateEntry },
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			n := s.notes[1]
			change(&n)
			err := h.try(t, func(ctx context.Context, tx *store.Tx) error { _, err := tx.SaveNote(ctx, n); return err })
			if fault.Of(err) != fault.Stale {
				t.Errorf("said %v", err)
			}
		})
	}
	n := s.notes[1]
	n.Cosigned = Start()
	n.Addenda = []note.Addendum{{By: "lea", At: Start(), Text: canary("addendum")}}
	h.write(t, func(ctx context.Context, tx *store.Tx) (err error) { n, err = tx.SaveNote(ctx, n); return err })
	less := n
	less.Addenda = nil
	if err := h.try(t, func(ctx context.Context, tx *store.Tx) error { _, err := tx.SaveNote(ctx, less); return err }); fault.Of(err) != fault.Stale {
		t.Errorf("taking an addendum away: %v", err)
	}
	h.look(t, func(ctx context.Context, tx *store.Tx) error {
		got, err := tx.Note(ctx, n.ID)
		same(t, "note", got, n)
		if !got.Intact() {
			t.Error("the note is not what was signed")
		}
		return err
	})
}

func fencesHold(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	h.write(t, s.save)
	h.write(t, func(ctx context.Context, tx *store.Tx) error { return s.sign(ctx, tx, 1) })
	n := s.notes[1]
	n.Addenda = []note.Addendum{{By: "lea", At: Start(), Text: canary("addendum")}}
	h.write(t, func(ctx context.Context, tx *store.Tx) (err error) { n, err = tx.SaveNote(ctx, n); return err })
	raw := h.place.Raw("north")
	refused := []string{
		"UPDATE note SET told = salt FROM audit_line WHERE note.id = 'note-ana'",
		"UPDATE note SET signed = 0 WHERE id = 'note-ana'",
		"UPDATE note SET signed = 5 WHERE id = 'note-ana'",
		"UPDATE note SET signed_by = 'x' WHERE id = 'note-ana'",
		"UPDATE note SET author = 'x' WHERE id = 'note-ana'",
		"UPDATE note SET person_id = 'x' WHERE id = 'note-ana'",
		"UPDATE note SET id = 'x' WHERE id = 'note-ana'",
		"DELETE FROM note WHERE id = 'note-ana'",
		"UPDATE entry SET value = 9 WHERE id = 'e1'",
		"DELETE FROM entry WHERE id = 'e1'",
		"UPDATE addendum SET added_by = 'x'",
		"DELETE FROM addendum",
		"UPDATE audit_line SET who = 'x'",
		"DELETE FROM audit_line",
		"DELETE FROM stay",
	}
	if h.Engine() == "postgres" {
		refused = append(refused, "TRUNCATE audit_line", "TRUNCATE entry", "TRUNCATE note CASCADE")
	}
	for _, statement := range refused {
		if _, err := raw.ExecContext(t.Context(), statement); err == nil {
			t.Errorf("done: %s", statement)
		}
	}
	for _, statement := range []string{"UPDATE note SET cosigned = 7 WHERE id = 'note-ana'", "UPDATE note SET author = 'x' WHERE id = 'note-group'"} {
		if _, err := raw.ExecContext(t.Context(), statement); err != nil {
			t.Errorf("refused: %s: %v", statement, err)
		}
	}
}

func agenciesAreApart(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	h.write(t, s.save)
	slugs, err := h.Agencies(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "agencies", fmt.Sprint(slugs), "[north south-side]")
	err = h.Look(t.Context(), "south-side", func(tx *store.Tx) error {
		if _, err := tx.Person(t.Context(), "ana"); fault.Of(err) != fault.Missing {
			t.Errorf("south reads north's person: %v", err)
		}
		if _, err := tx.AccountByEmail(t.Context(), s.account.Email); fault.Of(err) != fault.Missing {
			t.Errorf("south finds north's account: %v", err)
		}
		a, err := tx.Agency(t.Context())
		same(t, "agency", a.Slug, s.agencySouth())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = h.Within(t.Context(), "south-side", func(tx *store.Tx) error {
		a, err := tx.Agency(t.Context())
		if err != nil {
			return err
		}
		a.Slug = "north"
		if _, err := tx.SaveAgency(t.Context(), a); err == nil {
			t.Error("south saved north's agency")
		}
		other := makeSample()
		return other.save(t.Context(), tx)
	})
	if err != nil {
		t.Fatalf("the same ids in another book: %v", err)
	}
	var here, there string
	for slug, into := range map[string]*string{"north": &here, "south-side": &there} {
		row := h.place.Raw(agencySlug(slug)).QueryRowContext(t.Context(), "SELECT email_digest FROM account")
		if err := row.Scan(into); err != nil {
			t.Fatal(err)
		}
	}
	if here == there {
		t.Error("the same address has the same digest in two agencies")
	}
}

func eightWritersOneLog(t *testing.T, make func(t *testing.T) Place) {
	h := open(t, make)
	const writers, acts = 8, 25
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			for i := range acts {
				err := h.Within(t.Context(), "north", func(tx *store.Tx) error {
					person := people.Person{ID: people.ID(fmt.Sprintf("p-%d-%d", w, i)), Called: canary("x")}
					if _, err := tx.SavePerson(t.Context(), person); err != nil {
						return err
					}
					if err := tx.Put(t.Context(), store.Event{Kind: "k", About: string(person.ID), At: Start()}); err != nil {
						return err
					}
					return tx.File(t.Context(), store.AuditLine{At: Start(), Who: person.ID, Act: "add"})
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	report, err := h.Verify(t.Context(), nil)
	if err != nil || !report.Sound() || report.Books[0].AuditLines != writers*acts {
		t.Errorf("%v %v", report, err)
	}
	h.look(t, func(ctx context.Context, tx *store.Tx) error {
		events, err := tx.Events(ctx, 0, 1000)
		same(t, "events", len(events), writers*acts)
		for i, e := range events {
			if e.Seq != int64(i+1) {
				t.Fatalf("event %d has number %d", i, e.Seq)
			}
		}
		return err
	})
}

func eventsInOrder(t *testing.T, make func(t *testing.T) Place) {
	h := open(t, make)
	for _, about := range []string{"a", "b", "c"} {
		h.write(t, func(ctx context.Context, tx *store.Tx) error {
			return tx.Put(ctx, store.Event{Kind: "session.changed", About: about, At: Start()})
		})
	}
	h.look(t, func(ctx context.Context, tx *store.Tx) error {
		got, err := tx.Events(ctx, 1, 1)
		same(t, "events", got, []store.Event{{Seq: 2, Kind: "session.changed", About: "b", At: Start()}})
		return err
	})
}
