package story

import (
	"crypto/rand"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"groupwork/access"
	"groupwork/app"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/phrase"
	"groupwork/practice"
	"groupwork/seal"
	"groupwork/session"
	"groupwork/store"
)

const slug = "harbour"

// evening is one agency with its people, and a clock that the story sets.
type evening struct {
	t       testing.TB
	now     time.Time
	records *store.House
	house   *app.House
	library *practice.Library
	who     map[string]access.Who
	stay    map[string]group.StayID
	person  map[string]people.ID
	group   group.ID
	session session.ID
	folder  string // everything on disk
}

// begin founds an agency under a setting profile, with Rosa and Tomas as workers, Joyce as supervisor and Otto, who
// works elsewhere in the house.
func begin(t *testing.T, profile string) *evening { t.Helper(); return beginTB(t, profile) }

func beginTB(t testing.TB, profile string) *evening {
	t.Helper()
	e := &evening{t: t, now: time.Date(2026, 11, 19, 17, 0, 0, 0, time.UTC), who: map[string]access.Who{},
		stay: map[string]group.StayID{}, person: map[string]people.ID{}}
	dir := t.TempDir()
	e.folder = dir
	key := filepath.Join(dir, "master.key")
	e.must(seal.MakeMaster(key))
	master, err := seal.ReadMaster(key)
	e.must(err)
	e.records, err = store.OpenSQLite(t.Context(), filepath.Join(dir, "data"), master, e.clock)
	e.must(err)
	t.Cleanup(func() { e.must(e.records.Close()) })
	phrases, err := phrase.Load()
	e.must(err)
	e.library, err = practice.Load()
	e.must(err)
	e.house = app.New(app.Config{Store: e.records, Phrases: phrases, Library: e.library, Now: e.clock,
		NewID: func() string { return uuid.Must(uuid.NewV7()).String() }, Random: rand.Reader, Demo: true})
	in, err := e.house.FoundAgency(t.Context(), app.SetUp{AgencyName: "Harbour House", Slug: slug, Language: "en", Zone: "Europe/London",
		Profile: profile, Called: "Priya", Email: "priya@harbour.example", Password: "paper boats at noon"})
	e.must(err)
	e.who["priya"] = in.Who
	for name, role := range map[string]string{"rosa": "worker", "tomas": "worker", "otto": "worker", "joyce": "supervisor"} {
		_, err := e.house.InviteStaff(t.Context(), e.who["priya"], app.InviteStaff{Called: name, Email: name + "@harbour.example", Roles: []string{role}})
		e.must(err)
	}
	v, err := e.house.Agency(t.Context(), e.who["priya"])
	e.must(err)
	for _, s := range v.Staff {
		e.person[s.Called.Reveal()] = s.ID
		if s.Called.Reveal() != "Priya" {
			e.enter(s.Called.Reveal(), s.ID)
		}
	}
	return e
}

func (e *evening) clock() time.Time { return e.now }

func (e *evening) later(d time.Duration) { e.now = e.now.Add(d) }

func (e *evening) must(err error) {
	e.t.Helper()
	if err != nil {
		e.t.Fatalf("the story cannot go on: %v", err)
	}
}

func (e *evening) enter(name string, id people.ID) {
	in, err := e.house.SignInAs(e.t.Context(), slug, id, "test")
	e.must(err)
	e.who[name] = in.Who
}

// opens opens a group of a model, with Tomas beside Rosa and Joyce over both.
func (e *evening) opens(model string) {
	e.t.Helper()
	ctx, rosa := e.t.Context(), e.who["rosa"]
	id, err := e.house.OpenGroup(ctx, rosa, app.OpenGroup{Name: "Evening group", Purpose: "To help each other on",
		Model: model, Reason: "It fits who asked", Open: true, Least: 3, Most: 14})
	e.must(err)
	e.group = id
	e.must(e.house.SetWorkers(ctx, rosa, id, e.view().Group.Version, []app.WorkerInput{
		{Person: string(e.person["tomas"]), Part: string(group.CoWorker)}, {Person: string(e.person["joyce"]), Part: string(group.Supervises)}}))
	e.answers(model)
}

// answers says on the checklist what the gates of a model wait for.
func (e *evening) answers(model string) {
	e.t.Helper()
	ctx, rosa := e.t.Context(), e.who["rosa"]
	if yes := map[string]string{"reciprocal": "common_ground", "social_goals": "policy_recorded"}[model]; yes != "" {
		v, err := e.house.Checklist(ctx, rosa, e.group)
		e.must(err)
		e.must(e.house.NoteChecklist(ctx, rosa, e.group, v.Own.Version, map[string]float64{yes: 1}))
	}
}

func (e *evening) view() app.GroupView {
	e.t.Helper()
	v, err := e.house.Group(e.t.Context(), e.who["rosa"], e.group)
	e.must(err)
	return v
}

// invites begins a stay for somebody new.
func (e *evening) invites(called string, came group.Voluntariness, more ...func(*app.PersonInput)) {
	e.t.Helper()
	in := app.PersonInput{Called: called, Register: called + " Marlowen"}
	for _, m := range more {
		m(&in)
	}
	id, err := e.house.InviteMember(e.t.Context(), e.who["rosa"], e.group, app.InviteMember{Came: string(came), New: in})
	e.must(err)
	e.stay[called] = id
	e.person[called] = e.look(called).Person.ID
}

func (e *evening) look(called string) app.StayView {
	e.t.Helper()
	v, err := e.house.Stay(e.t.Context(), e.who["rosa"], e.stay[called])
	e.must(err)
	return v
}

// joins lets people in by their own yes, said to Rosa.
func (e *evening) joins(names ...string) {
	e.t.Helper()
	ctx, rosa := e.t.Context(), e.who["rosa"]
	for _, n := range names {
		e.invites(n, group.ChoseFreely)
		e.must(e.house.RecordYes(ctx, rosa, e.stay[n], e.look(n).Stay.Version, app.YesInput{How: "in_person"}))
		e.must(e.house.Agree(ctx, rosa, e.stay[n], e.look(n).Stay.Version, group.ConsentJoin))
		e.must(e.house.Activate(ctx, rosa, e.stay[n], e.look(n).Stay.Version))
	}
}

// meets plans a session for now and begins it.
func (e *evening) meets() {
	e.t.Helper()
	ctx, rosa := e.t.Context(), e.who["rosa"]
	id, err := e.house.PlanSession(ctx, rosa, e.group, app.SessionInput{Starts: e.now.Format("2006-01-02T15:04"), Minutes: 90,
		Intent: "Look at the moment at the door", Blocks: "15 Opening round\n60 Rehearsal in pairs\n15 Closing round"})
	e.must(err)
	e.session = id
	e.must(e.house.BeginSession(ctx, rosa, id, e.room().Session.Version))
}

func (e *evening) room() app.SessionView {
	e.t.Helper()
	v, err := e.house.Session(e.t.Context(), e.who["rosa"], e.session)
	e.must(err)
	return v
}

// tap makes an entry as a device would.
func (e *evening) tap(device string, seq int64, in app.EntryInput) app.EntryInput {
	in.ID, in.Device, in.Seq, in.At = uuid.Must(uuid.NewV7()).String(), device, seq, e.now
	return in
}

// files files entries as somebody and wants each of them filed.
func (e *evening) files(name string, in ...app.EntryInput) {
	e.t.Helper()
	answers, err := e.house.Record(e.t.Context(), e.who[name], e.session, in)
	e.must(err)
	for i, a := range answers {
		if a.State != app.EntryFiled {
			e.t.Fatalf("%s %s was %s: %s", in[i].Kind, in[i].Word, a.State, a.Say)
		}
	}
}

// closes closes the session after ninety minutes.
func (e *evening) closes() {
	e.t.Helper()
	e.later(90 * time.Minute)
	e.must(e.house.CloseSession(e.t.Context(), e.who["rosa"], e.session, e.room().Session.Version))
}

func (e *evening) desk() app.WriteUp {
	e.t.Helper()
	v, err := e.house.WriteUp(e.t.Context(), e.who["rosa"], e.session)
	e.must(err)
	return v
}

// noteOf finds a member's note on the desk.
func (e *evening) noteOf(called string) app.MemberNote {
	e.t.Helper()
	for _, m := range e.desk().Members {
		if m.Called.Reveal() == called {
			return m
		}
	}
	e.t.Fatalf("there is no note of %s", called)
	return app.MemberNote{}
}

// sentences are own ones, each unlike the others.
var sentences = []string{
	"Waited a while and then spoke first about the quarrel on Sunday", "Brought a page written at home and read it aloud twice",
	"Laughed early, which put two others at their ease", "Listened with folded arms until the work in pairs began",
	"Came tired from the night shift and said so at once", "Tried out a calmer wording and changed one word of it",
	"Asked what had worked before giving any advice", "Stayed with a hard subject longer than last week",
	"Named what was missing without blaming anybody for it", "Took the smaller part in the rehearsal and made it count",
	"Offered a way out when talk got stuck near the end", "Drew the two homes instead of telling about them"}

// card is the card of a note as it stands, with a sentence of its own.
func card(m app.MemberNote, sentence string) app.NoteInput {
	in := app.NoteInput{ID: string(m.Note.ID), Version: m.Note.Version, Sentence: sentence, Responses: m.Facts.Responses}
	if m.Facts.Participation >= 0 {
		in.Participation = &m.Facts.Participation
	}
	if m.Facts.HasProgress {
		in.Progress = &m.Facts.Progress
	}
	return in
}

// writes gives every unsigned note a sentence of its own.
func (e *evening) writes() {
	e.t.Helper()
	var in []app.NoteInput
	for i, m := range e.desk().Members {
		if m.Note.Signed.IsZero() {
			in = append(in, card(m, sentences[i%len(sentences)]))
		}
	}
	e.must(e.house.SaveNotes(e.t.Context(), e.who["rosa"], e.session, in))
}

func (e *evening) signs() int {
	e.t.Helper()
	n, err := e.house.Sign(e.t.Context(), e.who["rosa"], e.session, nil)
	e.must(err)
	return n
}

// refused wants an act to fail in one way.
func (e *evening) refused(err error, kind fault.Kind, keys ...string) {
	e.t.Helper()
	if fault.Of(err) != kind {
		e.t.Fatalf("want %s, got %v", kind, err)
	}
	for _, key := range keys {
		if fault.Say(err) == key {
			continue
		}
		found := false
		for _, f := range fault.Fields(err) {
			found = found || f.Key == key
		}
		if !found {
			e.t.Fatalf("want the reason %s, got %v", key, err)
		}
	}
}
