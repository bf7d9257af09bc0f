package storetest

import (
	"context"
	"time"

	"groupwork/agency"
	"groupwork/group"
	"groupwork/note"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store"
)

// sample is one of each thing with every field filled; each private text holds the word Zykanari.
type sample struct {
	lea, ana people.Person // worker and member
	group    group.Group
	stay     group.Stay
	session  session.Session
	entries  []session.Entry
	notes    []note.Note
	process  note.ProcessNote
	account  people.Account
}

func canary(s string) private.Text { return private.Of("Zykanari " + s) }

func makeSample() sample {
	day := func(n int) time.Time { return Start().AddDate(0, 0, n) }
	s := sample{}
	s.lea = people.Person{ID: "lea", Called: canary("Lea"), Roles: []people.Role{people.Worker}, Added: day(-90), AddedBy: "lea"}
	s.ana = people.Person{ID: "ana", Called: canary("Ana"), Register: canary("Anastasia"), Nicknames: []private.Text{canary("Ani"), canary("Nana")},
		Relatives: []private.Text{canary("Petro")}, Born: canary("1990-02-03"), Email: canary("ana@example.org"), Phone: canary("555"),
		Reach: canary("by letter"), Emergency: canary("sister"), Access: canary("ramp"), Languages: []string{"uk", "en"}, Guardian: true,
		Roles: []people.Role{people.Member}, Added: day(-30), AddedBy: "lea", Ended: day(200)}
	s.account = people.Account{Person: "lea", Email: "zykanari-lea@example.org", Password: "$argon2id$zykanari", Changed: day(-80)}
	s.group = group.Group{ID: "thursday", Name: canary("Thursday group"), Purpose: canary("to find words"),
		Models: []group.ModelChoice{{Model: "remedial", Reason: canary("referred"), By: "lea", At: day(-60)},
			{Model: "reciprocal", Reason: canary("mutual aid"), Agreed: canary("all agreed"), Kept: 1, Ended: 2, By: "lea", At: day(-40)}},
		Earlier: []group.Agreement{{Model: "remedial", Contract: group.Contract{Clauses: map[string]private.Text{"aim": canary("earlier aim")}, Adopted: day(-50), How: "each_member_yes", Review: "2026-03-01"}}},
		Open:    true, Least: 4, Most: 9, Plan: group.Plan{"need": canary("need"), "purpose": canary("purpose")},
		Schedule: group.Schedule{First: "2026-03-05", Time: "19:00", Minutes: 90, Every: 1, Count: 12, Place: canary("Room 2"), Skip: []string{"2026-04-02"}},
		Contract: group.Contract{Clauses: map[string]private.Text{"time": canary("on time")}, Adopted: day(-1), How: "aloud", Review: "2026-05-01"},
		Scheme:   "relational",
		Borrowed: []string{"M-I1"},
		Phases:   []group.PhaseReading{{Model: "reciprocal", Phase: "tuning_in", By: "lea", At: day(-2), Why: canary("new")}},
		Workers:  []group.Working{{Person: "lea", Part: group.Lead, From: day(-50)}}, Opened: day(-50), Closed: time.Time{}}
	s.stay = group.Stay{ID: "stay-ana", Group: "thursday", Person: "ana", Seat: 1, State: group.Active, Came: group.Ordered, Invited: day(-20),
		Screened: day(-15), Waiting: day(-12), Joined: day(-10),
		Yes: &group.Yes{Own: day(-10), How: "in_person", Words: canary("yes"), Guardian: day(-11), WhoG: canary("mother"), By: "lea"},
		Mandate: &group.Mandate{Requires: canary("court"), IfLeaving: canary("report"), Reported: canary("attendance"),
			Choices: []private.Text{canary("what to say"), canary("goal")}, By: "lea", At: day(-12)},
		Consents: []group.Consent{{What: "join", Given: day(-10), By: "lea"}, {What: "photos", Given: day(-10), Taken: day(-5), By: "lea"}},
		Intake:   map[string]private.Text{"hopes": canary("hope")}, Goal: canary("sleep"), GoalNow: -1, Reason: "done", Words: canary("thanks"), Next: canary("call")}
	s.session = session.Session{ID: "session-1", Group: "thursday", Number: 1, Starts: day(-4), Minutes: 90, Place: canary("Room 3"), State: session.Held,
		Why:     canary("why"),
		Plan:    session.Plan{Intent: canary("arrive"), Blocks: []session.Block{{Minutes: 10, What: "round"}, {Minutes: 80, What: "work"}}, Help: canary("ask")},
		Debrief: session.Debrief{1: canary("theme"), 8: canary("next")}, Process: map[string]private.Text{"demand": canary("work")},
		Began: day(-4), Ended: day(-4).Add(90 * time.Minute), CreatedBy: "lea"}
	s.entries = []session.Entry{
		{ID: "e1", Session: "session-1", Device: "phone", Seq: 1, Kind: session.Attendance, Seat: 1, Word: "late", Value: 5, By: "lea", At: day(-4)},
		{ID: "e2", Session: "session-1", Device: "phone", Seq: 2, Kind: session.Sentence, Seat: 1, Text: canary("spoke first"), By: "lea", At: day(-4)},
		{ID: "e3", Session: "session-1", Device: "phone", Seq: 3, Kind: session.Visitor, To: -1, Detail: "guest", Text: canary("visitor"), By: "lea", At: day(-4)},
		{ID: "e4", Session: "session-1", Device: "phone", Seq: 4, Kind: session.Correction, Corrects: "e1", By: "lea", At: day(-4)},
	}
	s.notes = []note.Note{
		{ID: "note-group", Session: "session-1", Group: "thursday", Kind: note.OfGroup, Format: "GIRP", Author: "lea", Touched: true,
			Sections: []note.Section{{Key: "goal", Text: canary("group goal")}, {Key: "plan", Text: canary("group plan")}}, Drafted: day(-3)},
		{ID: "note-ana", Session: "session-1", Group: "thursday", Kind: note.OfMember, Stay: "stay-ana", Person: "ana", Format: "DAP", Author: "lea",
			Sections: []note.Section{{Key: "data", Text: canary("member data")}}, Drafted: day(-3), Cosign: "sue", LateEntry: true},
	}
	s.process = note.ProcessNote{ID: "process-1", Session: "session-1", Author: "lea", Text: canary("process"), Written: day(-3)}
	return s
}

// save saves the sample in an order in which it can be, and takes the new versions over.
func (s *sample) save(ctx context.Context, tx *store.Tx) error {
	var err error
	keep := func(e error) bool { err = e; return e == nil }
	var e error
	if s.lea, e = tx.SavePerson(ctx, s.lea); !keep(e) {
		return err
	}
	if s.ana, e = tx.SavePerson(ctx, s.ana); !keep(e) {
		return err
	}
	if s.group, e = tx.SaveGroup(ctx, s.group); !keep(e) {
		return err
	}
	if s.stay, e = tx.SaveStay(ctx, s.stay); !keep(e) {
		return err
	}
	if s.session, e = tx.SaveSession(ctx, s.session); !keep(e) {
		return err
	}
	if _, e = tx.Append(ctx, s.entries); !keep(e) {
		return err
	}
	for i := range s.notes {
		if s.notes[i], e = tx.SaveNote(ctx, s.notes[i]); !keep(e) {
			return err
		}
	}
	if s.process, e = tx.SaveProcessNote(ctx, s.process); !keep(e) {
		return err
	}
	if e = tx.SaveAccount(ctx, s.account); !keep(e) {
		return err
	}
	return tx.File(ctx, store.AuditLine{At: Start(), Who: "lea", Act: "sample.save", Things: []string{"thursday", "session-1"}})
}

// sign signs a note of the sample as the room does.
func (s *sample) sign(ctx context.Context, tx *store.Tx, i int) error {
	n := s.notes[i]
	n.Signed, n.SignedBy = Start(), "lea"
	n.Hash = n.Digest()
	var err error
	s.notes[i], err = tx.SaveNote(ctx, n)
	return err
}

// all is everything of a book that can be asked for, to compare two houses.
type all struct {
	Agency   agency.Agency
	Persons  map[people.ID]people.Person
	Account  people.Account
	Groups   []group.Group
	Stays    []group.Stay
	Session  session.Session
	Heads    []store.SessionHead
	Entries  map[session.EntryID]session.Entry
	Notes    []note.Note
	Process  []note.ProcessNote
	Events   []store.Event
	Invites  []people.Invitation
	Unsigned []note.Note
}

func readAll(ctx context.Context, tx *store.Tx) (a all, err error) {
	var entries []session.Entry
	steps := []func() error{
		func() (err error) { a.Agency, err = tx.Agency(ctx); return },
		func() (err error) { a.Persons, err = tx.People(ctx, []people.ID{"ana", "lea"}); return },
		func() (err error) { a.Account, err = tx.AccountOf(ctx, "lea"); return },
		func() (err error) { a.Groups, err = tx.GroupsOf(ctx, "lea", Start()); return },
		func() (err error) { a.Stays, err = tx.StaysIn(ctx, "thursday"); return },
		func() (err error) { a.Session, err = tx.Session(ctx, "session-1"); return },
		func() (err error) { a.Heads, err = tx.SessionsIn(ctx, "thursday"); return },
		func() (err error) { entries, err = tx.Entries(ctx, "session-1"); return },
		func() (err error) { a.Notes, err = tx.NotesIn(ctx, "session-1"); return },
		func() (err error) { a.Process, err = tx.ProcessNotesBy(ctx, "lea"); return },
		func() (err error) { a.Events, err = tx.Events(ctx, 0, 1000); return },
		func() (err error) { a.Invites, err = tx.Invitations(ctx, "ana"); return },
		func() (err error) { a.Unsigned, err = tx.NotesToCosign(ctx, "sue"); return },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return a, err
		}
	}
	a.Entries = map[session.EntryID]session.Entry{}
	for _, e := range entries {
		a.Entries[e.ID] = e
	}
	return a, nil
}
