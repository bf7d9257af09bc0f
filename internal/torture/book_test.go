package torture

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"groupwork/agency"
	"groupwork/group"
	"groupwork/note"
	"groupwork/people"
	"groupwork/private"
	"groupwork/seal"
	"groupwork/session"
	"groupwork/store"
)

// size is how large a book is made.
type size struct {
	groups, members, sessions, entries, workers int
}

// The large book has 5,000 people, 500 groups, 20,000 sessions and 1,000,000 entries; the small one a hundredth.
// A worker works six groups in both, because a page is about one worker's week.
var (
	large = size{groups: 500, members: 10, sessions: 40, entries: 50, workers: 84}
	small = size{groups: 6, members: 10, sessions: 33, entries: 50, workers: 1}
)

const bookSlug = agency.Slug("large-book")

// library is a made book.
type libraryBook struct {
	dir     string
	key     string
	worker  people.ID
	group   group.ID   // one that the worker works
	writeUp session.ID // held, its notes not signed
	today   time.Time
}

// bind makes a book in a folder, one transaction a group.
func bind(tb testing.TB, s size) libraryBook {
	tb.Helper()
	dir := tb.TempDir()
	b := libraryBook{dir: dir, key: dir + "/master.key", today: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)}
	if err := seal.MakeMaster(b.key); err != nil {
		tb.Fatal(err)
	}
	h := b.opens(tb)
	defer h.Close()
	w := &binder{s: s, rng: rand.New(rand.NewPCG(1, 2)), today: b.today}
	ctx := context.Background()
	if err := h.Found(ctx, agency.Agency{Slug: bookSlug, Name: private.Of("Large book"), Language: "en", Zone: "UTC", Profile: "community_default", Opened: b.today.AddDate(-1, 0, 0)}); err != nil {
		tb.Fatal(err)
	}
	if err := h.Within(ctx, bookSlug, func(tx *store.Tx) error { return w.staff(ctx, tx) }); err != nil {
		tb.Fatal(err)
	}
	for g := range s.groups {
		if err := h.Within(ctx, bookSlug, func(tx *store.Tx) error { return w.group(ctx, tx, g) }); err != nil {
			tb.Fatal(err)
		}
	}
	b.worker, b.group, b.writeUp = w.workers[0], w.firstGroup, w.firstWriteUp
	return b
}

// opens opens the book's records with the clock at the book's today.
func (b libraryBook) opens(tb testing.TB) *store.House {
	tb.Helper()
	master, err := seal.ReadMaster(b.key)
	if err != nil {
		tb.Fatal(err)
	}
	h, err := store.OpenSQLite(context.Background(), b.dir, master, func() time.Time { return b.today })
	if err != nil {
		tb.Fatal(err)
	}
	return h
}

// binder writes the book.
type binder struct {
	s            size
	rng          *rand.Rand
	today        time.Time
	workers      []people.ID
	firstGroup   group.ID
	firstWriteUp session.ID
}

func (w *binder) staff(ctx context.Context, tx *store.Tx) error {
	for i := range w.s.workers {
		id := people.ID(newID())
		p := people.Person{ID: id, Called: private.Of(fmt.Sprintf("Worker %d", i)), Roles: []people.Role{people.Worker}, Added: w.today.AddDate(-1, 0, 0)}
		if _, err := tx.SavePerson(ctx, p); err != nil {
			return err
		}
		w.workers = append(w.workers, id)
	}
	return nil
}

func (w *binder) group(ctx context.Context, tx *store.Tx, n int) error {
	began := w.today.AddDate(0, 0, -7*w.s.sessions)
	worker := w.workers[n/6%len(w.workers)]
	g := group.Group{ID: group.ID(newID()), Name: private.Of(fmt.Sprintf("Group %d", n)), Purpose: private.Of("To be together and to help each other"),
		Models: []group.ModelChoice{{Model: []string{"remedial", "reciprocal", "developmental", "social_goals"}[n%4], By: worker, At: began}},
		Least:  6, Most: 12, Workers: []group.Working{{Person: worker, Part: group.Lead, From: began}}, Opened: began}
	if _, err := tx.SaveGroup(ctx, g); err != nil {
		return err
	}
	if n == 0 {
		w.firstGroup = g.ID
	}
	var stays []group.Stay
	for m := range w.s.members {
		p := people.Person{ID: people.ID(newID()), Called: private.Of(fmt.Sprintf("Member%dof%d", m, n)), Register: private.Of(fmt.Sprintf("Member%dof%d Surname", m, n)), Added: began, AddedBy: worker}
		if _, err := tx.SavePerson(ctx, p); err != nil {
			return err
		}
		s := group.Stay{ID: group.StayID(newID()), Group: g.ID, Person: p.ID, Seat: m + 1, State: group.Active, Came: group.ChoseFreely, Invited: began, Joined: began,
			Yes: &group.Yes{Own: began, How: "in_person", By: worker}, Goal: private.Of("Ask for help once a week"), Consents: []group.Consent{{What: "join", Given: began, By: worker}}}
		if _, err := tx.SaveStay(ctx, s); err != nil {
			return err
		}
		stays = append(stays, s)
	}
	for i := range w.s.sessions {
		if err := w.session(ctx, tx, g, stays, worker, i, began.AddDate(0, 0, 7*i)); err != nil {
			return err
		}
	}
	return nil
}

func (w *binder) session(ctx context.Context, tx *store.Tx, g group.Group, stays []group.Stay, worker people.ID, i int, starts time.Time) error {
	last := i == w.s.sessions-1
	s := session.Session{ID: session.ID(newID()), Group: g.ID, Number: i + 1, Starts: starts, Minutes: 90, State: session.Held, Began: starts, Ended: starts.Add(90 * time.Minute), CreatedBy: worker}
	if _, err := tx.SaveSession(ctx, s); err != nil {
		return err
	}
	if last && g.ID == w.firstGroup {
		w.firstWriteUp = s.ID
	}
	if _, err := tx.Append(ctx, w.entries(s, stays, worker)); err != nil {
		return err
	}
	notes := []note.Note{{Kind: note.OfGroup, Format: "SUMMARY"}}
	for _, st := range stays {
		notes = append(notes, note.Note{Kind: note.OfMember, Stay: st.ID, Person: st.Person, Format: "DAP"})
	}
	for _, n := range notes {
		n.ID, n.Session, n.Group, n.Author, n.Drafted = note.ID(newID()), s.ID, g.ID, worker, s.Ended
		n.Sections = []note.Section{{Key: "data", Text: private.Of("Was present throughout and joined in. Helped another member twice.")}, {Key: "plan", Text: private.Of("One step before the next meeting.")}}
		if !last {
			n.Signed, n.SignedBy = s.Ended.Add(time.Hour), worker
			n.Hash = n.Digest()
		}
		if _, err := tx.SaveNote(ctx, n); err != nil {
			return err
		}
	}
	return nil
}

func (w *binder) entries(s session.Session, stays []group.Stay, worker people.ID) []session.Entry {
	all := make([]session.Entry, 0, w.s.entries)
	for i := range w.s.entries {
		e := session.Entry{ID: session.EntryID(newID()), Session: s.ID, Device: "bench", Seq: int64(i), By: worker, At: s.Starts.Add(time.Duration(i) * time.Minute),
			Seat: stays[i%len(stays)].Seat}
		switch i % 5 {
		case 0:
			e.Kind, e.Word = session.Attendance, string(session.Present)
		case 1, 2:
			e.Kind, e.Word, e.To = session.Mark, session.Help, stays[w.rng.IntN(len(stays))].Seat
		case 3:
			e.Kind, e.Word, e.Value = session.Pulse, "P4a", w.rng.IntN(11)
		default:
			e.Kind, e.Word = session.Mark, session.GoalSeen
		}
		all = append(all, e)
	}
	return all
}
