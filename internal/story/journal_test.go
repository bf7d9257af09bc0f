package story

import (
	"sync"
	"testing"
	"time"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/session"
)

func TestTwoWorkersRecordAtOnce(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins(nine[:6]...)
	e.meets()
	var both sync.WaitGroup
	for _, name := range []string{"rosa", "tomas"} {
		var taps []app.EntryInput
		for i := range 20 {
			taps = append(taps, e.tap(name, int64(i), app.EntryInput{Kind: string(session.Mark), Word: session.Help, Seat: 1 + i%6, To: 0}))
		}
		both.Go(func() {
			for i := 0; i < len(taps); i += 4 {
				if _, err := e.house.Record(t.Context(), e.who[name], e.session, taps[i:i+4]); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		})
	}
	both.Wait()
	if n := e.room().Meeting.Entries; n != 40 {
		t.Errorf("want forty marks, got %d", n)
	}
}

func TestTheSameBatchSentTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins(nine[:4]...)
	e.meets()
	batch := []app.EntryInput{e.tap("r", 1, app.EntryInput{Kind: string(session.Attendance), Seat: 1, Word: string(session.Late), Value: 5}),
		e.tap("r", 2, app.EntryInput{Kind: string(session.Mark), Word: session.Star, Seat: 2, Text: "Remember this"}),
		e.tap("r", 3, app.EntryInput{Kind: string(session.Mark), Word: session.GoalSeen, Seat: 9})}
	send := func(states ...string) {
		t.Helper()
		answers, err := e.house.Record(t.Context(), e.who["rosa"], e.session, batch)
		e.must(err)
		for i, a := range answers {
			if a.State != states[i] {
				t.Errorf("entry %d is %s (%s), want %s", i, a.State, a.Say, states[i])
			}
		}
	}
	send(app.EntryFiled, app.EntryFiled, app.EntryRefused)
	once := e.room().Meeting.Entries
	send(app.EntryKnown, app.EntryKnown, app.EntryRefused)
	e.closes()
	e.later(24 * time.Hour)
	send(app.EntryKnown, app.EntryKnown, app.EntryRefused)
	if e.room().Meeting.Entries != once {
		t.Error("a batch counted twice")
	}
	batch[1].Text = "Something else"
	send(app.EntryKnown, app.EntryConflict, app.EntryRefused)
	if f, _ := e.room().Meeting.Seat(2); f.Stars[0].Reveal() != "Remember this" {
		t.Error("the second of two entries with one id won")
	}
}

func TestAnOlderVersionIsRefusedAndNothingIsLost(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins(nine[:3]...)
	e.meets()
	e.closes()
	ctx := t.Context()
	rosas, tomass := card(e.noteOf("Amara"), sentences[0]), card(e.noteOf("Amara"), sentences[1])
	other := card(e.noteOf("Benedikt"), sentences[2])
	e.must(e.house.SaveNotes(ctx, e.who["rosa"], e.session, []app.NoteInput{rosas}))
	e.refused(e.house.SaveNotes(ctx, e.who["tomas"], e.session, []app.NoteInput{other, tomass}), fault.Stale)
	if e.noteOf("Amara").Facts.Sentence.Reveal() != sentences[0] || !e.noteOf("Benedikt").Facts.Sentence.Empty() {
		t.Error("an older version won, or half of its form was kept")
	}
	v := e.desk().Session.Version
	e.must(e.house.SaveDebrief(ctx, e.who["rosa"], e.session, v, app.DebriefInput{Answers: map[int]string{1: "First"}}))
	e.refused(e.house.SaveDebrief(ctx, e.who["tomas"], e.session, v, app.DebriefInput{Answers: map[int]string{1: "Second"}}), fault.Stale)
	e.refused(e.house.CloseSession(ctx, e.who["rosa"], e.session, e.room().Session.Version), fault.Stale)
}

func TestTheFirstEntryBeginsASessionAndWrongOnesDoNot(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins(nine[:3]...)
	id, err := e.house.PlanSession(t.Context(), e.who["rosa"], e.group, app.SessionInput{Starts: e.now.Format("2006-01-02T15:04"), Minutes: 60})
	e.must(err)
	e.session = id
	wrong, err := e.house.Record(t.Context(), e.who["rosa"], id, []app.EntryInput{e.tap("r", 1, app.EntryInput{Kind: "riddle"})})
	e.must(err)
	if wrong[0].State != app.EntryRefused || e.room().Session.State != session.Planned {
		t.Error("a wrong entry began a session")
	}
	e.files("tomas", e.tap("t", 1, app.EntryInput{Kind: string(session.Attendance), Seat: 1, Word: string(session.AbsentTold)}))
	if e.room().Session.State != session.Running {
		t.Error("the first entry did not begin the session")
	}
	_, err = e.house.Record(t.Context(), e.who["joyce"], id, []app.EntryInput{e.tap("j", 1, app.EntryInput{Kind: string(session.Mark), Word: session.GoalSeen, Seat: 1})})
	e.refused(err, fault.Forbidden)
}
