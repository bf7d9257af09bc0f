package story

import (
	"strings"
	"testing"
	"time"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/session"
)

func TestARosterChangeAfterSigningLosesNothing(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	ten := append(append([]string{}, nine...), "Jadwiga")
	e.joins(ten...)
	e.meets()
	e.closes()
	e.debriefs()
	e.writes()
	e.signs()
	before := map[string]string{}
	for _, m := range e.desk().Members {
		before[m.Called.Reveal()] = m.Text.Reveal()
	}
	e.later(20 * time.Minute)
	e.joins("Kofi") // was there; the papers were done afterwards
	v := e.desk()
	if len(v.Members) != 11 || v.Waiting != 1 {
		t.Fatalf("want an eleventh note that waits, got %d notes of which %d wait", len(v.Members), v.Waiting)
	}
	kofi := e.noteOf("Kofi")
	if kofi.Facts.Presence.State != session.Expected || strings.Contains(kofi.Text.Reveal(), "present") {
		t.Errorf("the note says what nobody entered: %q", kofi.Text.Reveal())
	}
	for _, m := range v.Members {
		if was, ok := before[m.Called.Reveal()]; ok && (was != m.Text.Reveal() || !m.Note.Intact()) {
			t.Errorf("the note of %s changed", m.Called.Reveal())
		}
	}
	e.files("rosa", e.tap("r", 99, app.EntryInput{Kind: string(session.Attendance), Seat: 11, Word: string(session.Present)}))
	e.must(e.house.SaveNotes(t.Context(), e.who["rosa"], e.session, []app.NoteInput{card(e.noteOf("Kofi"), "Came along with a friend and stayed until the closing round")}))
	if n := e.signs(); n != 1 {
		t.Errorf("want one more note signed, got %d", n)
	}
}

func TestSomebodyWhoLeftAfterwardsKeepsTheirNote(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("remedial")
	e.joins(nine[:4]...)
	e.meets()
	e.closes()
	e.later(time.Hour)
	e.must(e.house.EndStay(t.Context(), e.who["rosa"], e.stay["Chidi"], e.look("Chidi").Stay.Version, app.LeaveInput{}))
	e.writes()
	if n := e.signs(); n != 5 {
		t.Errorf("want five notes signed, got %d", n)
	}
}

func TestTheNameGuardBlocksSigning(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins("Anaïs", "Leopold", "Chidi")
	leopold := e.look("Leopold").Person
	e.must(e.house.EditPerson(t.Context(), e.who["rosa"], leopold.ID, leopold.Version, app.PersonInput{Called: "Leopold", Nicknames: "Polle", Relatives: "only firefighter"}))
	e.must(e.house.EndStay(t.Context(), e.who["rosa"], e.stay["Chidi"], e.look("Chidi").Stay.Version, app.LeaveInput{}))
	e.later(time.Hour)
	e.meets()
	e.closes()
	for _, sentence := range []string{"Leopold said that it helped to listen quietly", "Sat beside leopold's chair and drew the whole evening",
		"Told what seat 2 had asked her on Monday", "Laughed with polle about the weather of the week", "Asked the only firefighter in town for advice", "Chidi came to mind when the talk turned to work"} {
		e.must(e.house.SaveNotes(t.Context(), e.who["rosa"], e.session, []app.NoteInput{card(e.noteOf("Anaïs"), sentence), card(e.noteOf("Leopold"), sentences[0])}))
		n := e.noteOf("Anaïs")
		if n.State != app.NoteNames || len(n.Hits) == 0 {
			t.Fatalf("%q: the note is %s", sentence, n.State)
		}
		_, err := e.house.Sign(t.Context(), e.who["rosa"], e.session, nil)
		e.refused(err, fault.Invalid, "note.names_others")
		if fault.Fields(err)[0].Name != string(n.Note.ID) {
			t.Error("the wrong field is not the note")
		}
		if e.desk().Waiting != 3 {
			t.Error("part of a refused signing was kept")
		}
	}
	n := e.noteOf("Anaïs")
	e.must(e.house.WriteAnother(t.Context(), e.who["rosa"], n.Note.ID, n.Note.Version))
	if n = e.noteOf("Anaïs"); n.State != app.NoteReady || strings.Contains(n.Text.Reveal(), "Chidi") {
		t.Fatalf("the suggestion left the note %s: %q", n.State, n.Text.Reveal())
	}
	e.signs()
	e.refused(e.house.AddToNote(t.Context(), e.who["rosa"], n.Note.ID, "Leopold called on Friday"), fault.Invalid, "note.names_others")
	e.must(e.house.AddToNote(t.Context(), e.who["rosa"], n.Note.ID, "Called on Friday and was well"))
}

func TestAGroupNoteThatNamesMembersSaysSoAndMayBeSigned(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins("Leopold", "Amara")
	e.meets()
	e.closes()
	e.must(e.house.SaveDebrief(t.Context(), e.who["rosa"], e.session, e.desk().Session.Version, app.DebriefInput{Answers: map[int]string{1: "Leopold began, and leopold ended"}}))
	if n := e.desk().GroupNote; n.Naming != 2 || n.State == app.NoteNames {
		t.Errorf("the group note is %s and names members %d times", n.State, n.Naming)
	}
	e.writes()
	e.signs()
}

func TestACopiedNoteAsksForOneOwnSentence(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("remedial")
	e.joins("Amara", "Benedikt", "Grazyna")
	e.meets()
	e.closes()
	same := "Tried out a calmer wording with the others and changed one word of it at the end of the evening"
	e.must(e.house.SaveNotes(t.Context(), e.who["rosa"], e.session, []app.NoteInput{card(e.noteOf("Amara"), same), card(e.noteOf("Benedikt"), same), card(e.noteOf("Grazyna"), sentences[2])}))
	_, err := e.house.Sign(t.Context(), e.who["rosa"], e.session, nil)
	e.refused(err, fault.Invalid, "note.clone")
	e.must(e.house.SaveNotes(t.Context(), e.who["rosa"], e.session, []app.NoteInput{card(e.noteOf("Benedikt"), sentences[4])}))
	e.signs()
}

func TestASafetyMarkStandsInNoNote(t *testing.T) {
	t.Parallel()
	for _, model := range []string{"remedial", "reciprocal", "developmental", "social_goals"} {
		e := begin(t, "community_default")
		e.opens(model)
		e.joins(nine[:5]...)
		e.meets()
		e.files("rosa", e.tap("r", 1, app.EntryInput{Kind: string(session.Mark), Word: session.Safety, Seat: 2, Text: "zq-harm-zq"}),
			e.tap("r", 2, app.EntryInput{Kind: string(session.Mark), Word: session.Safety, Seat: 0, Text: "zq-danger-zq"}))
		e.closes()
		e.must(e.house.SaveDebrief(t.Context(), e.who["rosa"], e.session, e.desk().Session.Version, app.DebriefInput{Answers: map[int]string{1: "Calm", 5: "zq-between-zq", 6: "zq-due-zq"}}))
		v := e.desk()
		texts := []string{v.GroupNote.Text.Reveal()}
		for _, m := range v.Members {
			texts = append(texts, m.Text.Reveal())
		}
		for _, text := range texts {
			if low := strings.ToLower(text); strings.Contains(low, "zq-") || strings.Contains(low, "safety") {
				t.Errorf("%s: a note tells of safety: %q", model, text)
			}
		}
		if !v.Members[1].Facts.Safety || v.Members[0].Facts.Safety {
			t.Errorf("%s: the mark is not where it was made", model)
		}
	}
}

func TestWordsByHandStayWhileChipsChange(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins("Amara", "Benedikt", "Grazyna")
	e.meets()
	e.closes()
	ctx, rosa := t.Context(), e.who["rosa"]
	two, one := 2, 1
	in := card(e.noteOf("Amara"), sentences[0])
	in.Participation, in.Progress, in.Responses, in.NextStep = &two, &one, []string{"engaged", "supportive_to_others"}, "practise"
	benedikt := e.noteOf("Benedikt")
	e.must(e.house.SaveNotes(ctx, rosa, e.session, []app.NoteInput{in}))
	if e.noteOf("Benedikt").Note.Version != benedikt.Note.Version {
		t.Error("saving one card moved another note on")
	}
	amara := e.noteOf("Amara")
	if f := amara.Facts; f.Participation != 2 || !f.HasProgress || len(f.Responses) != 2 || f.NextStep != "practise" || !strings.Contains(amara.Text.Reveal(), sentences[0]) {
		t.Fatalf("the card is not in the facts: %+v", f)
	}
	in.Version, in.Participation, in.Progress, in.Responses, in.NextStep, in.Sentence = amara.Note.Version, nil, nil, []string{"engaged"}, "", ""
	e.must(e.house.SaveNotes(ctx, rosa, e.session, []app.NoteInput{in}))
	amara = e.noteOf("Amara")
	if f := amara.Facts; f.Participation != 2 || !f.HasProgress || len(f.Responses) != 1 || f.NextStep != "" || !f.Sentence.Empty() {
		t.Fatalf("the card and the facts differ: %+v", f)
	}
	in.Version, in.Sections = amara.Note.Version, map[string]string{"data": "Wrote this by hand on the way home"}
	e.must(e.house.SaveNotes(ctx, rosa, e.session, []app.NoteInput{in}))
	e.debriefs()
	amara = e.noteOf("Amara")
	if amara.Text.Reveal() != "Wrote this by hand on the way home" || !amara.Note.Touched {
		t.Fatalf("words by hand were drafted over: %q", amara.Text.Reveal())
	}
	in.Version, in.Format, in.Sections = amara.Note.Version, "SOAP", nil
	e.refused(e.house.SaveNotes(ctx, rosa, e.session, []app.NoteInput{in}), fault.Invalid, "app.format.written")
	e.must(e.house.Redraft(ctx, rosa, amara.Note.ID, amara.Note.Version, "SOAP"))
	if n := e.noteOf("Amara").Note; n.Format != "SOAP" || n.Touched {
		t.Error("drafting again on purpose did nothing")
	}
}

func TestAProcessNoteIsForItsAuthorAlone(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins("Amara")
	e.meets()
	ctx := t.Context()
	e.must(e.house.SaveProcessNote(ctx, e.who["rosa"], e.session, 0, "What I keep to myself"))
	e.refused(e.house.SaveProcessNote(ctx, e.who["rosa"], e.session, 0, "Older"), fault.Stale)
	mine, err := e.house.ProcessNote(ctx, e.who["rosa"], e.session)
	e.must(err)
	theirs, err := e.house.ProcessNote(ctx, e.who["tomas"], e.session)
	e.must(err)
	if mine.Text.Empty() || !theirs.Text.Empty() {
		t.Error("a process note is read by somebody else, or not by its author")
	}
	_, err = e.house.ProcessNote(ctx, e.who["joyce"], e.session)
	e.refused(err, fault.Forbidden)
	_, err = e.house.ProcessNote(ctx, e.who["otto"], e.session)
	e.refused(err, fault.Withheld)
}

func TestTwoWhoWereAwayNeedNoSentenceOfTheirOwn(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins(nine...)
	e.meets()
	e.files("rosa",
		e.tap("r", 1, app.EntryInput{Kind: string(session.Attendance), Seat: 2, Word: string(session.AbsentTold)}),
		e.tap("r", 2, app.EntryInput{Kind: string(session.Attendance), Seat: 3, Word: string(session.AbsentTold)}))
	e.closes()
	v := e.desk()
	for _, m := range v.Members[1:3] {
		if m.State != app.NoteReady {
			t.Errorf("the note of somebody who was away is %s: %q", m.State, m.Text.Reveal())
		}
	}
}

func TestANoteTellsTheTimeOnTheWall(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	v, err := e.house.Agency(t.Context(), e.who["priya"])
	e.must(err)
	e.must(e.house.EditAgency(t.Context(), e.who["priya"], v.Agency.Version, app.AgencyInput{Name: "Harbour House", Language: "en", Zone: "Asia/Tokyo", Profile: "community_default"}))
	e.opens("reciprocal")
	e.joins(nine[:5]...)
	e.meets()
	e.closes()
	desk := e.desk()
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	e.must(err)
	if want := desk.Session.Starts.In(tokyo).Format("2006-01-02 at 15:04"); !strings.Contains(desk.GroupNote.Text.Reveal(), want) {
		t.Errorf("want %q in %q", want, desk.GroupNote.Text.Reveal())
	}
}
