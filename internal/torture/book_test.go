package torture

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
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
	Groups, Members, Sessions, Entries, Workers int
}

// The large book has 5,000 people, 500 groups, 20,000 sessions and 1,000,000 entries; the small one about a hundredth.
// A worker works six groups in both, because a page is about one worker's week.
var (
	large = size{Groups: 500, Members: 10, Sessions: 40, Entries: 53, Workers: 84}
	small = size{Groups: 6, Members: 10, Sessions: 33, Entries: 53, Workers: 1}
)

const bookSlug = agency.Slug("large-book")

// libraryBook is a made book. Its fields are kept beside it, so that it can be opened again.
type libraryBook struct {
	Dir     string // of records and key
	Size    size
	Worker  people.ID
	Group   group.ID   // one that the worker works
	WriteUp session.ID // held, its notes not signed
	Made    time.Time
}

func (b libraryBook) data() string { return filepath.Join(b.Dir, "data") }
func (b libraryBook) key() string  { return filepath.Join(b.Dir, "master.key") }

// keeps opens the book that a folder keeps, or makes it there.
func keeps(tb testing.TB, dir string, s size) libraryBook {
	tb.Helper()
	label := filepath.Join(dir, "book.json")
	raw, err := os.ReadFile(label)
	if err == nil {
		var b libraryBook
		if err := json.Unmarshal(raw, &b); err != nil {
			tb.Fatal(err)
		}
		if b.Size == s && time.Since(b.Made) < 7*24*time.Hour {
			return b
		}
		tb.Fatalf("%s keeps another book, or one that is too old: remove it", dir)
	}
	b := bind(tb, dir, s)
	if raw, err = json.Marshal(b); err == nil {
		err = os.WriteFile(label, raw, 0o600)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// bind makes a book in a folder, week after week as a book grows, some groups a transaction.
func bind(tb testing.TB, dir string, s size) libraryBook {
	tb.Helper()
	b := libraryBook{Dir: dir, Size: s, Made: time.Now().UTC()}
	if err := os.MkdirAll(b.data(), 0o700); err != nil {
		tb.Fatal(err)
	}
	if err := seal.MakeMaster(b.key()); err != nil {
		tb.Fatal(err)
	}
	h := b.opens(tb)
	defer h.Close()
	today := b.Made.Truncate(24 * time.Hour).Add(12 * time.Hour)
	w := &binder{s: s, rng: rand.New(rand.NewPCG(1, 2)), began: today.AddDate(0, 0, -7*(s.Sessions-2)), now: b.Made}
	ctx := context.Background()
	err := h.Found(ctx, agency.Agency{Slug: bookSlug, Name: private.Of("Large book"), Language: "en", Zone: "UTC", Profile: "community_default", Opened: w.began})
	if err != nil {
		tb.Fatal(err)
	}
	within := func(f func(tx *store.Tx) error) {
		if err := h.Within(ctx, bookSlug, f); err != nil {
			tb.Fatal(err)
		}
	}
	within(func(tx *store.Tx) error { return w.staff(ctx, tx) })
	const most = 20
	for from := 0; from < s.Groups; from += most {
		within(func(tx *store.Tx) error {
			for n := from; n < min(from+most, s.Groups); n++ {
				if err := w.group(ctx, tx, n); err != nil {
					return err
				}
			}
			return nil
		})
	}
	for week := range s.Sessions {
		for from := 0; from < s.Groups; from += most {
			within(func(tx *store.Tx) error {
				for _, c := range w.circles[from:min(from+most, s.Groups)] {
					if err := w.session(ctx, tx, c, week); err != nil {
						return err
					}
				}
				return nil
			})
		}
	}
	b.Worker, b.Group, b.WriteUp = w.workers[0], w.circles[0].group.ID, w.firstWriteUp
	return b
}

// opens opens the book's records.
func (b libraryBook) opens(tb testing.TB) *store.House {
	tb.Helper()
	master, err := seal.ReadMaster(b.key())
	if err != nil {
		tb.Fatal(err)
	}
	h, err := store.OpenSQLite(context.Background(), b.data(), master, time.Now)
	if err != nil {
		tb.Fatal(err)
	}
	return h
}

// binder writes the book.
type binder struct {
	s            size
	rng          *rand.Rand
	began, now   time.Time
	workers      []people.ID
	circles      []circle
	firstWriteUp session.ID
}

// circle is a group with its members.
type circle struct {
	group  group.Group
	stays  []group.Stay
	worker people.ID
}

func (w *binder) staff(ctx context.Context, tx *store.Tx) error {
	for i := range w.s.Workers {
		id := people.ID(newID())
		p := people.Person{ID: id, Called: private.Of(fmt.Sprintf("Worker %d", i)), Roles: []people.Role{people.Worker}, Added: w.began}
		if _, err := tx.SavePerson(ctx, p); err != nil {
			return err
		}
		w.workers = append(w.workers, id)
	}
	return nil
}

func (w *binder) group(ctx context.Context, tx *store.Tx, n int) error {
	began := w.began
	worker := w.workers[n/6%len(w.workers)]
	g := group.Group{ID: group.ID(newID()), Name: private.Of(fmt.Sprintf("Group %d", n)), Purpose: private.Of("To be together and to help each other"),
		Models: []group.ModelChoice{{Model: []string{"remedial", "reciprocal", "developmental", "social_goals"}[n%4], By: worker, At: began}},
		Least:  6, Most: 12, Workers: []group.Working{{Person: worker, Part: group.Lead, From: began}}, Opened: began}
	if _, err := tx.SaveGroup(ctx, g); err != nil {
		return err
	}
	var stays []group.Stay
	for m := range w.s.Members {
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
	w.circles = append(w.circles, circle{g, stays, worker})
	return nil
}

// session files one session of a group: held and signed, the last held one not signed yet, or still to come.
func (w *binder) session(ctx context.Context, tx *store.Tx, c circle, week int) error {
	g, stays, worker, starts := c.group, c.stays, c.worker, w.began.AddDate(0, 0, 7*week)
	s := session.Session{ID: session.ID(newID()), Group: g.ID, Number: week + 1, Starts: starts, Minutes: 90, State: session.Planned, CreatedBy: worker}
	if week < w.s.Sessions-2 {
		s.State, s.Began, s.Ended = session.Held, starts, starts.Add(90*time.Minute)
	}
	if _, err := tx.SaveSession(ctx, s); err != nil || s.State == session.Planned {
		return err
	}
	last := week == w.s.Sessions-3
	if last && g.ID == w.circles[0].group.ID {
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
	all := make([]session.Entry, 0, w.s.Entries)
	for i := range w.s.Entries {
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
