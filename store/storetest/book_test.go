package storetest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"filippo.io/age"

	"groupwork/agency"
	"groupwork/group"
	"groupwork/note"
	"groupwork/people"
	"groupwork/private"
	"groupwork/seal"
	"groupwork/session"
	"groupwork/store"
	"groupwork/store/storetest"
)

// A whole book has 500 groups of 10 people, 40 sessions each with 50 entries and 11 signed notes: 5,000 people,
// 20,000 sessions, 1,000,000 entries, 220,000 notes. GROUPWORK_GROUPS sets another number of groups.
const (
	seats      = 10
	meetings   = 40
	perMeeting = 50
)

// BenchmarkBook reads what pages read from a book of a given size; the cost must not follow the size.
func BenchmarkBook(b *testing.B) {
	groups := 5
	if n, err := strconv.Atoi(os.Getenv("GROUPWORK_GROUPS")); err == nil {
		groups = n
	}
	h, m := fill(b, groups)
	lead := people.ID("lead-3")
	reads := []struct {
		name string
		read func(ctx context.Context, tx *store.Tx) error
	}{
		{"groups of a worker", func(ctx context.Context, tx *store.Tx) error {
			_, err := tx.GroupsOf(ctx, lead, storetest.Start())
			return err
		}},
		{"agenda of a week", func(ctx context.Context, tx *store.Tx) error {
			_, err := tx.Agenda(ctx, lead, storetest.Start().AddDate(0, 0, -7), storetest.Start())
			return err
		}},
		{"unfinished", func(ctx context.Context, tx *store.Tx) error {
			_, err := tx.Unfinished(ctx, lead, storetest.Start())
			return err
		}},
		{"stays and people of a group", func(ctx context.Context, tx *store.Tx) error { return roster(ctx, tx, "g-3") }},
		{"journal of a session", func(ctx context.Context, tx *store.Tx) error { _, err := tx.Entries(ctx, "s-3-7"); return err }},
		{"notes of a session", func(ctx context.Context, tx *store.Tx) error { _, err := tx.NotesIn(ctx, "s-3-7"); return err }},
		{"last signed note of a stay", func(ctx context.Context, tx *store.Tx) error {
			_, err := tx.LastSigned(ctx, "stay-3-1", "s-3-7")
			return err
		}},
	}
	for _, r := range reads {
		b.Run(r.name, func(b *testing.B) {
			for b.Loop() {
				if err := h.Look(b.Context(), "north", func(tx *store.Tx) error { return r.read(b.Context(), tx) }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	whole(b, h, m)
}

func roster(ctx context.Context, tx *store.Tx, id group.ID) error {
	stays, err := tx.StaysIn(ctx, id)
	if err != nil {
		return err
	}
	var ids []people.ID
	for _, s := range stays {
		ids = append(ids, s.Person)
	}
	_, err = tx.People(ctx, ids)
	return err
}

// whole times what goes through the whole book, once each.
func whole(b *testing.B, h *store.House, m *seal.Master) {
	who, err := age.GenerateX25519Identity()
	if err != nil {
		b.Fatal(err)
	}
	var backup bytes.Buffer
	steps := []struct {
		name string
		do   func() error
	}{
		{"verify", func() error {
			report, err := h.Verify(b.Context(), nil)
			if err == nil && !report.Sound() {
				err = errors.New(report.String())
			}
			return err
		}},
		{"backup", func() error { return h.Backup(b.Context(), &backup, []age.Recipient{who.Recipient()}, nil) }},
		{"restore", func() error {
			to := store.Target{Dir: filepath.Join(b.TempDir(), "restored")}
			return store.Restore(b.Context(), io.NopCloser(&backup), []age.Identity{who}, to, m, nil)
		}},
	}
	for _, step := range steps {
		began := time.Now()
		if err := step.do(); err != nil {
			b.Fatal(err)
		}
		b.Logf("%s: %v", step.name, time.Since(began).Round(time.Millisecond))
	}
}

// fill makes the book, a group a transaction.
func fill(b *testing.B, groups int) (*store.House, *seal.Master) {
	b.Helper()
	key := filepath.Join(b.TempDir(), "key")
	if err := seal.MakeMaster(key); err != nil {
		b.Fatal(err)
	}
	m, err := seal.ReadMaster(key)
	if err != nil {
		b.Fatal(err)
	}
	h, err := store.OpenSQLite(b.Context(), filepath.Join(b.TempDir(), "house"), m, storetest.Start)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { h.Close() })
	if err := h.Found(b.Context(), agency.Agency{Slug: "north", Name: private.Of("North")}); err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	for g := range groups {
		if err := h.Within(b.Context(), "north", func(tx *store.Tx) error { return fillGroup(b.Context(), tx, g) }); err != nil {
			b.Fatal(err)
		}
	}
	b.Logf("filled %d groups in %v", groups, time.Since(began).Round(time.Millisecond))
	return h, m
}

func fillGroup(ctx context.Context, tx *store.Tx, g int) error {
	day := storetest.Start().AddDate(0, 0, -7*meetings)
	lead := people.ID(fmt.Sprintf("lead-%d", g))
	in := group.ID(fmt.Sprintf("g-%d", g))
	if _, err := tx.SavePerson(ctx, people.Person{ID: lead, Called: private.Of("Lead"), Roles: []people.Role{people.Worker}, AddedBy: lead, Added: day}); err != nil {
		return err
	}
	if _, err := tx.SaveGroup(ctx, group.Group{ID: in, Name: private.Of("Group"), Opened: day, Workers: []group.Working{{Person: lead, Part: group.Lead, From: day}}}); err != nil {
		return err
	}
	for seat := 1; seat <= seats; seat++ {
		p := people.Person{ID: people.ID(fmt.Sprintf("p-%d-%d", g, seat)), Called: private.Of("Member"), AddedBy: lead, Added: day}
		if _, err := tx.SavePerson(ctx, p); err != nil {
			return err
		}
		s := group.Stay{ID: group.StayID(fmt.Sprintf("stay-%d-%d", g, seat)), Group: in, Person: p.ID, Seat: seat, State: group.Active, Joined: day, Goal: private.Of("sleep better")}
		if _, err := tx.SaveStay(ctx, s); err != nil {
			return err
		}
	}
	for n := range meetings {
		if err := fillSession(ctx, tx, g, n, lead, in, day.AddDate(0, 0, 7*n)); err != nil {
			return err
		}
	}
	return nil
}

func fillSession(ctx context.Context, tx *store.Tx, g, n int, lead people.ID, in group.ID, at time.Time) error {
	s := session.Session{ID: session.ID(fmt.Sprintf("s-%d-%d", g, n)), Group: in, Number: n + 1, Starts: at, Minutes: 90, State: session.Held, CreatedBy: lead}
	if _, err := tx.SaveSession(ctx, s); err != nil {
		return err
	}
	var entries []session.Entry
	for i := range perMeeting {
		e := session.Entry{ID: session.EntryID(fmt.Sprintf("e-%d-%d-%d", g, n, i)), Session: s.ID, Device: "phone", Seq: int64(i), Kind: session.Mark,
			Word: session.Help, Detail: "listened", Seat: i%seats + 1, To: (i+3)%seats + 1, By: lead, At: at}
		if i < seats {
			e.Kind, e.Text = session.Sentence, private.Of("said something of their own that day")
		}
		entries = append(entries, e)
	}
	if _, err := tx.Append(ctx, entries); err != nil {
		return err
	}
	for seat := range seats + 1 {
		x := note.Note{ID: note.ID(fmt.Sprintf("n-%d-%d-%d", g, n, seat)), Session: s.ID, Group: in, Kind: note.OfGroup, Format: "GIRP", Author: lead,
			Sections: []note.Section{{Key: "goal", Text: private.Of("what was done and said in some two hundred letters, as a note is")}}, Drafted: at, Signed: at, SignedBy: lead}
		if seat > 0 {
			x.Kind, x.Stay, x.Person = note.OfMember, group.StayID(fmt.Sprintf("stay-%d-%d", g, seat)), people.ID(fmt.Sprintf("p-%d-%d", g, seat))
		}
		x.Hash = x.Digest()
		if _, err := tx.SaveNote(ctx, x); err != nil {
			return err
		}
	}
	return tx.File(ctx, store.AuditLine{At: at, Who: lead, Act: "session.close", Things: []string{string(s.ID)}})
}
