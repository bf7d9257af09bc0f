package story

import (
	"strings"
	"testing"
	"time"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/note"
	"groupwork/session"
)

var nine = []string{"Amara", "Benedikt", "Chidi", "Danuta", "Elif", "Farouk", "Grazyna", "Hugo", "Ines"}

func TestAGroupRunsFromYesToSignedNotes(t *testing.T) {
	t.Parallel()
	for _, model := range []struct{ id, group, member string }{
		{"remedial", "SUMMARY", "GIRP"}, {"reciprocal", "PROCESS_SUMMARY", "DAP"}, {"developmental", "STAGE_SUMMARY", "DAP"}, {"social_goals", "MINUTES_ACTION", "DAP"},
	} {
		t.Run(model.id, func(t *testing.T) {
			t.Parallel()
			e := begin(t, "community_default")
			e.opens(model.id)
			e.joins(nine...)
			e.meets()
			e.anEvening()
			e.closes()
			e.debriefs()
			v := e.desk()
			if len(v.Members) != 9 || v.GroupNote.Note.Format != model.group || v.Members[0].Note.Format != model.member {
				t.Fatalf("want nine notes in %s and one in %s, got %d in %s and %s", model.member, model.group, len(v.Members), v.Members[0].Note.Format, v.GroupNote.Note.Format)
			}
			if !strings.Contains(v.GroupNote.Text.Reveal(), "A calm beginning") {
				t.Fatalf("the debrief is not in the group note: %q", v.GroupNote.Text.Reveal())
			}
			e.writes()
			if n := e.signs(); n != 10 {
				t.Fatalf("want ten notes signed, got %d", n)
			}
			if v = e.desk(); v.Waiting != 0 {
				t.Fatalf("%d notes still wait", v.Waiting)
			}
			for _, m := range v.Members {
				if !m.Note.Intact() || m.State != app.NoteSigned {
					t.Fatalf("a signed note is not what was signed: %s", m.State)
				}
			}
			e.todayIsClear()
		})
	}
}

// anEvening is what two workers tap in a session: one late, one absent, help, an act, a decision, the pulse.
func (e *evening) anEvening() {
	e.t.Helper()
	e.later(10 * time.Minute)
	e.files("rosa",
		e.tap("r", 1, app.EntryInput{Kind: string(session.Attendance), Seat: 2, Word: string(session.Late), Value: 10}),
		e.tap("r", 2, app.EntryInput{Kind: string(session.Attendance), Seat: 3, Word: string(session.AbsentTold)}),
		e.tap("r", 3, app.EntryInput{Kind: string(session.Mark), Word: session.WorkerAct, To: 4, Detail: "invited_quiet"}))
	e.files("tomas",
		e.tap("t", 1, app.EntryInput{Kind: string(session.Mark), Word: session.Help, Seat: 1, To: 5, Detail: "listened"}),
		e.tap("t", 2, app.EntryInput{Kind: string(session.Mark), Word: session.GoalSeen, Seat: 6}),
		e.tap("t", 3, app.EntryInput{Kind: string(session.Decision), Text: "Each tries one calm sentence", Detail: "consensus"}),
		e.tap("t", 4, app.EntryInput{Kind: string(session.Pulse), Seat: 1, Word: "voice", Value: 8}))
}

func (e *evening) debriefs() {
	e.t.Helper()
	e.must(e.house.SaveDebrief(e.t.Context(), e.who["rosa"], e.session, e.desk().Session.Version, app.DebriefInput{
		Answers: map[int]string{1: "A calm beginning", 2: "The rehearsal went on longer than meant", 6: "Nothing is due", 7: "Work"}}))
}

func (e *evening) todayIsClear() {
	e.t.Helper()
	v, err := e.house.Today(e.t.Context(), e.who["rosa"])
	e.must(err)
	for _, n := range v.Needs {
		if n.Session == e.session {
			e.t.Errorf("today still asks for %s", n.Kind)
		}
	}
}

func TestTodayAsksForTheOneActThatClearsIt(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins(nine[:4]...)
	asks := func(kind string) bool {
		v, err := e.house.Today(t.Context(), e.who["rosa"])
		e.must(err)
		for _, n := range v.Needs {
			if n.Kind == kind {
				return true
			}
		}
		return false
	}
	e.meets()
	if !asks("running") {
		t.Fatal("a running session is not on today's page")
	}
	e.files("rosa", e.tap("r", 1, app.EntryInput{Kind: string(session.Attendance), Seat: 1, Word: string(session.AbsentNoWord)}),
		e.tap("r", 2, app.EntryInput{Kind: string(session.Mark), Word: session.Safety, Seat: 2}))
	e.closes()
	for _, kind := range []string{"safety", "contact", "write_up"} {
		if !asks(kind) {
			t.Errorf("today does not ask for %s", kind)
		}
	}
	e.debriefs()
	for kind, seat := range map[string]int{"safety": 2, "contact": 1} {
		if !asks(kind) {
			t.Errorf("today does not ask for %s after words in the debrief", kind)
		}
		e.must(e.house.DoDue(t.Context(), e.who["rosa"], e.session, app.DueInput{About: kind, Seat: seat, What: "Spoke with them alone", Done: "yes"}))
		if asks(kind) {
			t.Errorf("today still asks for %s after it was done", kind)
		}
	}
	e.writes()
	e.signs()
	if asks("write_up") || asks("sign") {
		t.Error("today still asks for notes that are signed")
	}
}

func TestAModelChangesTheFormsAndNotTheMembers(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("remedial")
	e.joins(nine...)
	before := e.view()
	e.must(e.house.ChooseModel(t.Context(), e.who["rosa"], e.group, before.Group.Version, app.ChooseModel{Model: "social_goals", Reason: "They want to act together", Agreed: "Everybody in the round"}))
	after := e.view()
	if len(before.Pack.Intake) == len(after.Pack.Intake) && before.Pack.Intake[0].ID == after.Pack.Intake[0].ID {
		t.Error("both models ask the same intake")
	}
	if before.Pack.Contract.Form == after.Pack.Contract.Form {
		t.Error("both models have the same contract form")
	}
	if len(after.Members) != 9 || len(after.Group.Models) != 2 || after.Group.Models[1].By != e.person["rosa"] || after.Group.Models[1].Reason.Empty() {
		t.Error("the change of model lost members, or who chose it and why")
	}
	e.meets()
	e.closes()
	if f := e.desk().GroupNote.Note.Format; f != "MINUTES_ACTION" {
		t.Errorf("the group note is in %s", f)
	}
}

func TestAProfileDecidesFormatsAndTheSecondSignature(t *testing.T) {
	t.Parallel()
	e := begin(t, "us_outpatient_psychotherapy_example")
	e.opens("reciprocal")
	e.joins(nine[:4]...)
	e.meets()
	e.closes()
	v := e.desk()
	if !strings.Contains(strings.Join(v.Formats, " "), "SOAP") || v.Due != v.Session.Ended.Add(72*time.Hour) {
		t.Fatalf("formats %v, due %v", v.Formats, v.Due)
	}
	e.writes()
	e.signs()
	waiting, err := e.house.ToCosign(t.Context(), e.who["joyce"])
	e.must(err)
	if len(waiting) != 5 {
		t.Fatalf("want five notes on the supervisor's list, got %d", len(waiting))
	}
	id := waiting[0].Note.ID
	e.refused(e.house.CosignNote(t.Context(), e.who["rosa"], id), fault.Forbidden)
	e.refused(e.house.CosignNote(t.Context(), e.who["otto"], id), fault.Withheld)
	e.must(e.house.CosignNote(t.Context(), e.who["joyce"], id))
	e.refused(e.house.CosignNote(t.Context(), e.who["joyce"], id), fault.Stale, "note.cosigned")
}

func TestANoteSignedTooLateSaysSo(t *testing.T) {
	t.Parallel()
	e := begin(t, "school_example")
	e.opens("developmental")
	e.joins(nine[:3]...)
	e.meets()
	e.closes()
	e.later(73 * time.Hour)
	e.enter("rosa", e.person["rosa"])
	e.writes()
	e.signs()
	if n := e.noteOf("Amara").Note; !n.LateEntry || n.Kind != note.OfMember {
		t.Error("a note signed after its hours is not marked late")
	}
}
