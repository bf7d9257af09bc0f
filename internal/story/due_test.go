package story

import (
	"slices"
	"testing"
	"time"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/report"
)

// kinds are the kinds of need that somebody sees today.
func (e *evening) kinds(of string) (all []string) {
	e.t.Helper()
	v, err := e.house.Today(e.t.Context(), e.who[of])
	e.must(err)
	for _, n := range v.Needs {
		all = append(all, n.Kind)
	}
	return all
}

// A safety mark and an absence without a word wait until somebody says what was done about each; words in the debrief clear
// nothing, and signing neither. The supervisor sees the mark too, and it stands in nobody's note.
func TestASafetyMarkWaitsUntilSomebodySaysWhatWasDone(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins("Amara", "Ben", "Chidi")
	e.meets()
	ctx, rosa := t.Context(), e.who["rosa"]
	e.files("rosa", e.tap("phone", 1, app.EntryInput{Kind: "mark", Word: "safety", Seat: e.seatOf("Ben")}),
		e.tap("phone", 2, app.EntryInput{Kind: "attendance", Seat: e.seatOf("Chidi"), Word: "absent_no_word"}))
	e.later(2 * time.Hour)
	e.closes()
	e.writes()
	e.signs()
	waits := func(of string, kinds ...string) {
		t.Helper()
		for _, kind := range []string{"safety", "contact"} {
			if got := e.kinds(of); slices.Contains(got, kind) != slices.Contains(kinds, kind) {
				t.Errorf("%s sees %v", of, got)
			}
		}
	}
	e.later(5 * 24 * time.Hour)
	waits("rosa", "safety", "contact")
	waits("joyce", "safety")
	does := func(about, name, what, done string) error {
		return e.house.DoDue(ctx, rosa, e.session, app.DueInput{About: about, Seat: e.seatOf(name), What: what, Done: done})
	}
	e.refused(does("safety", "Amara", "Nothing was marked for her", "yes"), fault.Invalid, "app.due.unknown")
	e.refused(does("safety", "Ben", "", "yes"), fault.Invalid, "overlay.field.missing")
	e.refused(e.house.DoDue(ctx, e.who["joyce"], e.session, app.DueInput{About: "safety", Seat: e.seatOf("Ben"), What: "I rang", Done: "yes"}), fault.Forbidden)
	e.must(does("contact", "Chidi", "Nobody answered", "no"))
	e.must(does("safety", "Ben", "Spoke with him alone; his sister is with him", "yes"))
	waits("rosa", "contact")
	waits("joyce")
	e.must(does("contact", "Chidi", "Was at the doctor's, comes on Monday", "yes"))
	waits("rosa")
	v, err := e.house.Due(ctx, e.who["joyce"], e.session)
	e.must(err)
	if len(v.All) != 2 || v.Works || len(v.All[1].Told) != 2 || v.All[1].Open || v.All[0].Told[0].By.Empty() {
		t.Errorf("what was done: %+v", v)
	}
	e.must(does("safety", "Ben", "He asked for a second talk", "no")) // it is open again
	waits("rosa", "safety")
	_, err = e.house.Due(ctx, e.who["priya"], e.session)
	e.refused(err, fault.Withheld)
}

// Who leaves by their own page may have asked for something: the workers are told until they say what was done. Who was let
// go by a worker is nobody's surprise.
func TestWhoLeavesByThemselvesIsHeard(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins("Amara", "Ben", "Chidi")
	e.enter("Amara", e.person["Amara"])
	ctx, rosa := t.Context(), e.who["rosa"]
	e.must(e.house.EndStay(ctx, rosa, e.stay["Chidi"], e.look("Chidi").Stay.Version, app.LeaveInput{Reason: "goal_met"}))
	if got := e.kinds("rosa"); slices.Contains(got, "left") {
		t.Errorf("after a worker's own act: %v", got)
	}
	e.must(e.house.LeaveGroup(ctx, e.who["Amara"], e.stay["Amara"], e.look("Amara").Stay.Version, app.LeaveInput{Next: "Someone to call"}))
	if got := e.kinds("rosa"); !slices.Contains(got, "left") {
		t.Errorf("rosa sees %v", got)
	}
	e.refused(e.house.DoLeft(ctx, rosa, e.stay["Amara"], ""), fault.Invalid, "overlay.field.missing")
	e.refused(e.house.DoLeft(ctx, e.who["Amara"], e.stay["Amara"], "I am well"), fault.Withheld)
	e.must(e.house.DoLeft(ctx, rosa, e.stay["Amara"], "Rang her; she has the number of the advice line"))
	if got := e.kinds("rosa"); slices.Contains(got, "left") {
		t.Errorf("afterwards rosa still sees %v", got)
	}
	e.refused(e.house.DoLeft(ctx, rosa, e.stay["Amara"], "Again"), fault.Invalid, "app.due.unknown")
}

// A guardian's yes that was recorded stands when the own yes is recorded anew.
func TestAGuardiansYesIsNotLostWhenTheOwnIsRecordedAgain(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.invites("Benedikt", group.ChoseFreely, func(p *app.PersonInput) { p.Guardian = true })
	ctx, rosa := t.Context(), e.who["rosa"]
	says := func(in app.YesInput) {
		e.must(e.house.RecordYes(ctx, rosa, e.stay["Benedikt"], e.look("Benedikt").Stay.Version, in))
	}
	says(app.YesInput{How: "by_phone", GuardianYes: true, Guardian: "His grandmother"})
	says(app.YesInput{How: "in_person"})
	if y := e.look("Benedikt").Stay.Yes; y.How != "in_person" || y.Guardian.IsZero() || y.WhoG.Reveal() != "His grandmother" {
		t.Errorf("the yes is %+v", y)
	}
}

// What stands before a session stands before entries that would begin it, too.
func TestEntriesDoNotBeginASessionPastItsGate(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins("Amara", "Ben")
	ctx, rosa := t.Context(), e.who["rosa"]
	e.must(e.house.NoteChecklist(ctx, rosa, e.group, e.checklistVersion(), map[string]float64{"common_ground": 0}))
	id, err := e.house.PlanSession(ctx, rosa, e.group, app.SessionInput{Starts: e.now.Format("2006-01-02T15:04"), Minutes: 90})
	e.must(err)
	e.session = id
	_, err = e.house.Record(ctx, rosa, id, []app.EntryInput{e.tap("phone", 1, app.EntryInput{Kind: "attendance", Seat: 1, Word: "late"})})
	e.refused(err, fault.Invalid, "watch.stops.gate")
}

// A group may be called after its members: outside it is a group.
func TestAGroupCalledAfterItsMembersIsNotNamedOutside(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins("Amara", "Ben")
	ctx, rosa := t.Context(), e.who["rosa"]
	g := e.view().Group
	e.must(e.house.EditPlan(ctx, rosa, e.group, g.Version, app.PlanInput{Name: "Amara and Ben's crossing", Purpose: "Get a crossing", Open: true, Least: 2, Most: 12}))
	for to, want := range map[report.Audience]string{report.ToFunder: "A group", report.ToGroup: "Amara and Ben's crossing"} {
		v, err := e.house.Report(ctx, rosa, e.group, to)
		e.must(err)
		if v.Group.Name.Reveal() != want {
			t.Errorf("the report to the %s is headed %q", to, v.Group.Name.Reveal())
		}
	}
}
