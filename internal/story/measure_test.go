package story

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/measure"
	"groupwork/survey"
)

var seven = []string{"Amara", "Ben", "Chidi", "Dana", "Elif", "Farid", "Grace"}

// asks chooses an instrument for every meeting.
func (e *evening) asks(instrument string) survey.ID {
	e.t.Helper()
	id, err := e.house.Ask(e.t.Context(), e.who["rosa"], e.group, app.AskInput{Instrument: instrument, First: true, Every: 1})
	e.must(err)
	return id
}

// sheetOf makes a form with the same answer to every question but the last.
func sheetOf(n int, every, last string) app.AnswerInput {
	in := app.AnswerInput{Sheet: uuid.NewString()}
	for range n - 1 {
		in.Values = append(in.Values, every)
	}
	in.Values = append(in.Values, last)
	return in
}

func (e *evening) seatOf(called string) int {
	for _, s := range e.room().Roster {
		if s.Called.Reveal() == called {
			return s.Number
		}
	}
	e.t.Fatalf("%s has no seat", called)
	return 0
}

// phq is the answer code of one option of the PHQ-9.
func phq(t *testing.T, score int) string {
	t.Helper()
	ins, err := measure.Find("phq9")
	if err != nil {
		t.Fatal(err)
	}
	return ins.Items[0].Options[score].Code
}

func TestACodeLetsOneMemberAnswerOnceAndShowsNothingElse(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("remedial")
	e.joins(seven...)
	id := e.asks("phq9")
	e.meets()
	ctx, rosa := t.Context(), e.who["rosa"]
	codes, err := e.house.MakeCodes(ctx, rosa, id, e.session)
	e.must(err)
	if len(codes) != 7 {
		t.Fatalf("%d codes", len(codes))
	}
	v, err := e.house.ByCode(ctx, slug, strings.ToLower(codes[0].Code))
	e.must(err)
	if shown := fmt.Sprintf("%+v", v); strings.Contains(shown, "Evening") || strings.Contains(shown, string(e.person["Amara"])) || v.Instrument.ID != "phq9" {
		t.Fatalf("the form shows more than its instrument: %s", shown)
	}
	in := sheetOf(9, phq(t, 1), phq(t, 0))
	in.Sheet = v.Sheet
	e.must(e.house.AnswerByCode(ctx, slug, codes[0].Code, in))
	e.must(e.house.AnswerByCode(ctx, slug, codes[0].Code, in)) // sent twice: harmless
	again := sheetOf(9, phq(t, 3), phq(t, 0))
	e.refused(e.house.AnswerByCode(ctx, slug, codes[0].Code, again), fault.Missing)
	_, err = e.house.ByCode(ctx, slug, codes[0].Code)
	e.refused(err, fault.Missing)
	_, unknown := e.house.ByCode(ctx, slug, "AAAA-AAAA")
	if err.Error() == "" || fault.Of(unknown) != fault.Of(err) || fault.Say(unknown) != fault.Say(err) {
		t.Errorf("a used code and an unknown one answer differently: %v, %v", err, unknown)
	}
	fresh, err := e.house.MakeCodes(ctx, rosa, id, e.session) // the others; old codes end
	e.must(err)
	if len(fresh) != 6 {
		t.Fatalf("%d new codes for six who have not answered", len(fresh))
	}
	_, err = e.house.ByCode(ctx, slug, codes[1].Code)
	e.refused(err, fault.Missing)
	e.later(8 * 24 * time.Hour)
	_, err = e.house.ByCode(ctx, slug, fresh[0].Code)
	e.refused(err, fault.Missing)
	_, err = e.house.ByCode(ctx, "another-house", fresh[0].Code)
	e.refused(err, fault.Missing)
}

func TestOfManyWhoSendOneCodeAtOnceOneIsKept(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("remedial")
	e.joins("Amara", "Ben")
	id := e.asks("phq9")
	e.meets()
	codes, err := e.house.MakeCodes(t.Context(), e.who["rosa"], id, e.session)
	e.must(err)
	var wg sync.WaitGroup
	failed := make([]error, 10)
	for i := range failed {
		in := sheetOf(9, phq(t, i%4), phq(t, 0))
		wg.Go(func() { failed[i] = e.house.AnswerByCode(t.Context(), slug, codes[0].Code, in) })
	}
	wg.Wait()
	taken := 0
	for _, err := range failed {
		if err == nil {
			taken++
		} else if k := fault.Of(err); k != fault.Missing && k != fault.Stale {
			t.Error(err)
		}
	}
	if taken != 1 {
		t.Errorf("%d of ten were taken", taken)
	}
}

func TestASafetyAnswerIsForTheWorkersAlone(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("remedial")
	e.joins("Amara", "Ben")
	id := e.asks("phq9")
	e.meets()
	ctx, rosa := t.Context(), e.who["rosa"]
	needs := func(who string) (n int, path string) {
		v, err := e.house.Today(ctx, e.who[who])
		e.must(err)
		for _, need := range v.Needs {
			if need.Kind == "safety_answer" {
				n, path = n+1, need.Path
			}
		}
		return n, path
	}
	e.must(e.house.AnswerHere(ctx, rosa, id, e.session, e.seatOf("Amara"), survey.OnTable, sheetOf(9, phq(t, 1), phq(t, 1))))
	e.must(e.house.AnswerHere(ctx, rosa, id, e.session, e.seatOf("Ben"), survey.OnTable, sheetOf(9, phq(t, 1), phq(t, 0))))
	n, path := needs("rosa")
	if n != 1 {
		t.Fatalf("the worker is told of %d safety answers", n)
	}
	if n, _ := needs("tomas"); n != 1 {
		t.Error("the co-worker is not told")
	}
	if n, _ := needs("joyce"); n != 0 {
		t.Error("the supervisor is told by the house, not by the worker")
	}
	sheet := survey.SheetID(strings.TrimPrefix(path, "/safety/"))
	for _, who := range []string{"joyce", "otto", "priya"} {
		_, err := e.house.SafetyAnswer(ctx, e.who[who], sheet)
		e.refused(err, fault.Withheld)
	}
	v, err := e.house.SafetyAnswer(ctx, rosa, sheet)
	e.must(err)
	if v.Person.Called.Reveal() != "Amara" || len(v.Items) != 1 {
		t.Fatalf("%+v", v)
	}
	course, err := e.house.Course(ctx, rosa, e.stay["Amara"])
	e.must(err)
	if got := course.Courses[0].Lines[0].Points[0].Score.Value; got != 9 || course.Courses[0].Alarms[0].Kind != survey.AlarmSafety {
		t.Errorf("score %v, alarms %v", got, course.Courses[0].Alarms)
	}
	if over, err := e.house.Course(ctx, e.who["joyce"], e.stay["Amara"]); err != nil || len(over.Courses[0].Open) > 0 {
		t.Errorf("the supervisor sees an open safety answer in the course: %v", err)
	}
	e.refused(e.house.HandleSafetyAnswer(ctx, rosa, sheet, v.Sheet.Version, ""), fault.Invalid, "survey.done.missing")
	e.must(e.house.HandleSafetyAnswer(ctx, rosa, sheet, v.Sheet.Version, "Spoke alone; she calls her sister tonight."))
	if n, _ := needs("rosa"); n != 0 {
		t.Error("what is dealt with still waits")
	}
	_, err = e.house.SafetyAnswer(ctx, rosa, survey.SheetID("no such sheet"))
	e.refused(err, fault.Missing)
}

func TestATemplateNeedsTheAgencysWordsAndItsRight(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	ctx, rosa, priya := t.Context(), e.who["rosa"], e.who["priya"]
	ask := func(id string) error {
		_, err := e.house.Ask(ctx, rosa, e.group, app.AskInput{Instrument: id, First: true})
		return err
	}
	e.refused(ask("sdq"), fault.Invalid, "survey.instrument.never")
	e.refused(ask("no_such"), fault.Invalid, "survey.instrument.unknown")
	e.refused(ask("who5"), fault.Invalid, "survey.instrument.template")
	_, err := e.house.Ask(ctx, rosa, e.group, app.AskInput{Instrument: "k6"})
	e.refused(err, fault.Invalid, "survey.calendar.missing")
	texts := []string{"first text", "second text", "third text", "fourth text", "fifth text"}
	complete := func(in app.CompleteInput) error { return e.house.CompleteInstrument(ctx, priya, "who5", 0, in) }
	e.refused(complete(app.CompleteInput{Texts: texts, Right: "Licence 7 of 2026"}), fault.Invalid, "survey.right.undeclared")
	e.refused(complete(app.CompleteInput{Texts: texts, Sure: true}), fault.Invalid, "survey.right.missing")
	e.refused(complete(app.CompleteInput{Texts: texts[:3], Right: "x", Sure: true}), fault.Invalid, "survey.wording.missing")
	e.refused(ask("who5"), fault.Invalid, "survey.instrument.template") // nothing half written
	good := app.CompleteInput{Texts: texts, Right: "Licence 7 of 2026", Sure: true}
	e.refused(e.house.CompleteInstrument(ctx, rosa, "who5", 0, good), fault.Forbidden)
	e.refused(e.house.CompleteInstrument(ctx, priya, "sdq", 0, good), fault.Invalid, "survey.instrument.never")
	e.must(complete(good))
	e.must(ask("who5"))
	e.refused(ask("who5"), fault.Invalid, "survey.instrument.twice")
	v, err := e.house.Instrument(ctx, rosa, "who5")
	e.must(err)
	if !v.Instrument.Wording() || v.Instrument.Declaration.Right != "Licence 7 of 2026" || v.May {
		t.Errorf("%+v", v.Instrument.Declaration)
	}
	e.joins("Amara")
	e.meets()
	m, err := e.house.Measures(ctx, rosa, e.group)
	e.must(err)
	e.must(e.house.AnswerHere(ctx, rosa, m.Active[0].Asking.ID, e.session, e.seatOf("Amara"), survey.OnPaper, sheetOf(5, "3", "3")))
	e.refused(e.house.CompleteInstrument(ctx, priya, "who5", v.Own.Version, good), fault.Stale, "survey.wording.answered")
}

func TestOnTheSharedDeviceAnswersStayAndFromPaperAWorkerMendsThem(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins("Amara", "Ben")
	id := e.asks("connectedness")
	e.meets()
	ctx, rosa := t.Context(), e.who["rosa"]
	seat := e.seatOf("Amara")
	first := sheetOf(5, "7", "3")
	e.must(e.house.AnswerHere(ctx, rosa, id, e.session, seat, survey.OnTable, first))
	e.must(e.house.AnswerHere(ctx, rosa, id, e.session, seat, survey.OnTable, first)) // pressed twice
	e.refused(e.house.AnswerHere(ctx, rosa, id, e.session, seat, survey.OnTable, sheetOf(5, "1", "1")), fault.Stale, "survey.answers.there")
	empty, err := e.house.SheetForm(ctx, rosa, id, e.session, seat, survey.OnTable)
	e.must(err)
	if len(empty.Values) > 0 {
		t.Error("the shared device shows what was answered")
	}
	paper, err := e.house.SheetForm(ctx, e.who["tomas"], id, e.session, seat, survey.OnPaper)
	e.must(err)
	if len(paper.Values) != 5 || paper.Values[0] != "7" {
		t.Fatalf("the worker reads %v", paper.Values)
	}
	mend := app.AnswerInput{Sheet: paper.Sheet, Values: []string{"7", "7", "", "7", "3"}, Version: paper.Version}
	e.must(e.house.AnswerHere(ctx, rosa, id, e.session, seat, survey.OnPaper, mend))
	e.refused(e.house.AnswerHere(ctx, rosa, id, e.session, seat, survey.OnPaper, mend), fault.Stale)
	e.refused(e.house.AnswerHere(ctx, rosa, id, e.session, e.seatOf("Ben"), survey.OnPaper, sheetOf(5, "11", "x")), fault.Invalid, "survey.answer.range")
	e.refused(e.house.AnswerHere(ctx, rosa, id, e.session, e.seatOf("Ben"), survey.OnPaper, sheetOf(5, "", "")), fault.Invalid, "survey.answers.none")
	e.refused(e.house.AnswerHere(ctx, rosa, id, e.session, 99, survey.OnPaper, first), fault.Missing)
	e.refused(e.house.AnswerHere(ctx, e.who["joyce"], id, e.session, seat, survey.OnPaper, first), fault.Forbidden)
	e.refused(e.house.AnswerHere(ctx, e.who["otto"], id, e.session, seat, survey.OnPaper, first), fault.Withheld)
	v, err := e.house.AnswerRoom(ctx, rosa, id, e.session)
	e.must(err)
	if v.Session.Answered != 1 || v.Session.Of != 2 {
		t.Errorf("%d of %d answered", v.Session.Answered, v.Session.Of)
	}
}

func TestTheAgencySeesAProgrammeWithoutAPerson(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins(seven...)
	id := e.asks("connectedness")
	ctx, rosa := t.Context(), e.who["rosa"]
	look := func() app.ProgrammeView {
		v, err := e.house.Programme(ctx, e.who["priya"], "connectedness")
		e.must(err)
		return v
	}
	if v := look(); v.Programme.Shown || v.Programme.Because != "nobody" || len(v.Cards) > 0 {
		t.Fatalf("an empty programme shows %+v", v.Programme)
	}
	for i, many := range []int{7, 4, 7} {
		e.meets()
		for n, who := range seven[:many] {
			e.must(e.house.AnswerHere(ctx, rosa, id, e.session, e.seatOf(who), survey.OnTable, sheetOf(5, fmt.Sprint(4+i+n%2), "5")))
		}
		e.closes()
		if v := look(); v.Programme.Shown != (i == 2) {
			t.Errorf("after %d meetings shown is %v (%s)", i+1, v.Programme.Shown, v.Programme.Because)
		}
		e.later(7*24*time.Hour - 90*time.Minute)
		e.enter("rosa", e.person["rosa"])
		e.enter("priya", e.person["Priya"])
		picture, err := e.house.Picture(ctx, e.who["rosa"], id)
		e.must(err)
		if shown := picture.Picture.Scales[0].Spreads[i].Mean.OK; shown != (many >= 5) {
			t.Errorf("%d answers, shown %v", many, shown)
		}
	}
	_, err := e.house.Programme(ctx, e.who["rosa"], "connectedness")
	e.refused(err, fault.Forbidden)
	text := fmt.Sprintf("%+v", look())
	for _, who := range seven {
		if strings.Contains(text, who) || strings.Contains(text, string(e.person[who])) || strings.Contains(text, string(e.stay[who])) {
			t.Errorf("the programme names %s", who)
		}
	}
}

func TestAnAgencyBringsAQuestionnaireOfItsOwn(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	ctx, priya, rosa := t.Context(), e.who["priya"], e.who["rosa"]
	raw, err := e.house.Questionnaire(ctx, rosa, "safe_to_differ")
	e.must(err)
	ours := strings.ReplaceAll(string(raw), "safe_to_differ", "our_four")
	bring := func(file string) error {
		_, err := e.house.ImportInstrument(ctx, priya, app.ImportInput{Name: "ours.json", File: []byte(file), Right: "Written by us", Sure: true})
		return err
	}
	e.refused(bring(string(raw)), fault.Invalid, "survey.file.known")
	e.refused(bring(strings.ReplaceAll(ours, "our_four", "sdq")), fault.Invalid, "survey.instrument.never")
	e.refused(bring(""), fault.Invalid, "survey.file.size")
	broken := bring(ours[:len(ours)-40])
	e.refused(broken, fault.Invalid, "survey.file.refused")
	if f := fault.Fields(broken)[0]; f.Args["row"].(int) < 2 || f.Args["reason"] == "" {
		t.Errorf("refused without a place: %+v", f)
	}
	_, err = e.house.Instrument(ctx, rosa, "our_four")
	e.refused(err, fault.Missing)
	_, err = e.house.ImportInstrument(ctx, rosa, app.ImportInput{Name: "ours.json", File: []byte(ours), Right: "x", Sure: true})
	e.refused(err, fault.Forbidden)
	e.must(bring(ours))
	e.refused(bring(ours), fault.Invalid, "survey.file.known")
	e.joins("Amara")
	id := e.asks("our_four")
	e.meets()
	e.must(e.house.AnswerHere(ctx, rosa, id, e.session, e.seatOf("Amara"), survey.OnPaper, sheetOf(4, "6", "7")))
	course, err := e.house.Course(ctx, rosa, e.stay["Amara"])
	e.must(err)
	if got := course.Courses[0].Lines[0].Points[0].Score; got.Value != 5.75 { // one item counts the other way round: (4 + 6 + 6 + 7)/4
		t.Errorf("scored %v", got)
	}
	programme, err := e.house.Programme(ctx, priya, "")
	e.must(err)
	if len(programme.Cards) != 1 || programme.Cards[0].Instrument != "our_four" {
		t.Errorf("the programme lists %+v", programme.Cards)
	}
}
