package story

import (
	"strings"
	"testing"
	"time"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/overlay"
	"groupwork/report"
)

func TestTherapyStopsWhenTheLicenceRunsOutAndSupportGroupsDoNot(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	ctx, rosa := t.Context(), e.who["rosa"]
	e.opens("reciprocal")
	support := e.group
	e.opens("remedial")
	lay := app.Lay{Which: overlay.Therapy, On: true}
	e.refused(e.house.LayOver(ctx, rosa, e.group, lay), fault.Invalid, "overlay.therapy.nobody_now")
	e.refused(e.house.AddQualification(ctx, rosa, app.QualificationInput{}), fault.Forbidden)
	e.refused(e.house.AddQualification(ctx, e.who["priya"], app.QualificationInput{Person: string(e.person["rosa"])}), fault.Invalid,
		"overlay.qualification.kind", "overlay.qualification.number", "overlay.qualification.expires")
	e.must(e.house.AddQualification(ctx, e.who["priya"], app.QualificationInput{Person: string(e.person["rosa"]), Kind: "counselling", Body: "The college", Number: "C-118",
		Expires: e.now.AddDate(0, 0, 20).Format(time.DateOnly)}))
	e.must(e.house.LayOver(ctx, rosa, e.group, lay))
	v, err := e.house.Overlays(ctx, rosa, e.group)
	e.must(err)
	if !v.Qualified || v.EndsSoon.IsZero() {
		t.Error("nobody is warned of a licence that runs out in twenty days")
	}
	plan := func(days int) app.SessionInput {
		return app.SessionInput{Starts: e.now.AddDate(0, 0, days).Format("2006-01-02T15:04"), Minutes: 90}
	}
	planned, err := e.house.PlanSession(ctx, rosa, e.group, plan(19))
	e.must(err)
	_, err = e.house.PlanSession(ctx, rosa, e.group, plan(25))
	e.refused(err, fault.Invalid, "overlay.therapy.unqualified")
	e.refused(e.house.EditSchedule(ctx, rosa, e.group, e.view().Group.Version, app.ScheduleInput{First: e.now.AddDate(0, 0, 2).Format(time.DateOnly), Time: "18:00",
		Minutes: 90, Every: 1, Count: 8, Place: "Room 2"}), fault.Invalid, "overlay.therapy.unqualified")
	_, err = e.house.PlanSession(ctx, rosa, support, plan(25))
	e.must(err)
	e.later(21 * 24 * time.Hour) // the planned session was put off, and the licence has run out
	e.refused(e.house.BeginSession(ctx, rosa, planned, 1), fault.Invalid, "overlay.therapy.unqualified")
	e.must(e.house.LayOver(ctx, rosa, e.group, app.Lay{Which: overlay.Therapy}))
	e.must(e.house.BeginSession(ctx, rosa, planned, 1))
}

func TestALicenceIsShownGoodUntilItsLastDayAndNotTheNext(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.must(e.house.AddQualification(t.Context(), e.who["priya"], app.QualificationInput{Person: string(e.person["rosa"]), Kind: "counselling", Body: "The college", Number: "C-118", Expires: "2030-06-15"}))
	v, err := e.house.Qualifications(t.Context(), e.who["priya"])
	e.must(err)
	zone, err := time.LoadLocation("Europe/London")
	e.must(err)
	for _, one := range v.Staff {
		for _, q := range one.All {
			if got := q.LastDay().In(zone).Format(time.DateOnly); got != "2030-06-15" {
				t.Errorf("good until %s", got)
			}
		}
	}
}

func TestASecondTherapyMeetingWaitsForScreeningAndPreparation(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	ctx, rosa := t.Context(), e.who["rosa"]
	e.opens("developmental")
	e.joins(nine[:2]...)
	e.must(e.house.AddQualification(ctx, e.who["priya"], app.QualificationInput{Person: string(e.person["joyce"]), Kind: "psychotherapy", Body: "The chamber", Number: "7", Expires: "2030-01-01"}))
	e.must(e.house.LayOver(ctx, rosa, e.group, app.Lay{Which: overlay.Therapy, On: true, Cosigns: string(e.person["joyce"])}))
	v, err := e.house.Checklist(ctx, rosa, e.group)
	e.must(err)
	e.must(e.house.NoteChecklist(ctx, rosa, e.group, v.Own.Version, map[string]float64{"limits_told": 1}))
	e.meets()
	e.closes()
	next := app.SessionInput{Starts: e.now.AddDate(0, 0, 7).Format("2006-01-02T15:04"), Minutes: 90}
	_, err = e.house.PlanSession(ctx, rosa, e.group, next)
	e.refused(err, fault.Invalid, "overlay.therapy.unprepared")
	if page := fault.Fields(err)[0].Args["mend"]; page != "/groups/"+string(e.group)+"/overlays" {
		t.Errorf("what is missing is mended on %v", page)
	}
	e.refused(e.house.ChooseModel(ctx, rosa, e.group, e.view().Group.Version, app.ChooseModel{Model: "social_goals", Reason: "The crossing", Agreed: "All"}), fault.Invalid, "overlay.therapy.social_goals")
	for _, name := range nine[:2] {
		e.refused(e.house.KeepMemberLeaf(ctx, rosa, e.stay[name], app.LeafInput{Kind: "screening", Fields: map[string]string{"decision": "accept"}}), fault.Invalid, "overlay.screening.reason")
		e.must(e.house.KeepMemberLeaf(ctx, rosa, e.stay[name], app.LeafInput{Kind: "screening", Fields: map[string]string{"decision": "accept", "reason": "Wants it and can hear others"}}))
		e.must(e.house.KeepMemberLeaf(ctx, rosa, e.stay[name], app.LeafInput{Kind: "preparation", Fields: map[string]string{"said_back": "3"}}))
	}
	_, err = e.house.PlanSession(ctx, rosa, e.group, next)
	e.must(err)
	risk := app.LeafInput{Kind: "risk", Session: string(e.session), Fields: map[string]string{"new_risk": "yes"}}
	e.refused(e.house.KeepGroupLeaf(ctx, rosa, e.group, risk), fault.Invalid, "overlay.risk.action")
	risk.Fields["action"], risk.Fields["factor_hope"] = "Handled by the agency's protocol", "many"
	e.refused(e.house.KeepGroupLeaf(ctx, rosa, e.group, risk), fault.Invalid, "overlay.factor.number")
	risk.Fields["factor_hope"], risk.Fields["factor_learning"] = "2", "1"
	e.must(e.house.KeepGroupLeaf(ctx, rosa, e.group, risk))
	e.refused(e.house.KeepGroupLeaf(ctx, rosa, e.group, risk), fault.Stale)
	r, err := e.house.Report(ctx, rosa, e.group, report.ToGroup)
	e.must(err)
	if text := strings.Join(read(t, r.Document), "\n"); !strings.Contains(text, "of these yes: 1") || !strings.Contains(text, "hope, 2 times") {
		t.Errorf("the report does not tell of risk: %s", text)
	}
	f, err := e.house.Report(ctx, rosa, e.group, report.ToFunder)
	e.must(err)
	if text := strings.Join(read(t, f.Document), "\n"); strings.Contains(text, "risk") {
		t.Errorf("the funder learns of risk: %s", text)
	}
}

func TestAnUpdateTellsOnlyWhatTheMemberLetsUs(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	ctx, rosa := t.Context(), e.who["rosa"]
	e.opens("reciprocal")
	e.joins("Anaïs", "Leopold")
	e.must(e.house.LayOver(ctx, rosa, e.group, app.Lay{Which: overlay.Casework, On: true}))
	keep := func(kind string, fields map[string]string) error {
		return e.house.KeepMemberLeaf(ctx, rosa, e.stay["Anaïs"], app.LeafInput{Kind: kind, Fields: fields})
	}
	e.refused(keep("update", map[string]string{"attendance": "3 of 4"}), fault.Invalid, "overlay.update.out_of_scope")
	scope := map[string]string{"attendance": "agreed_until", "attendance_until": "2026-12-24", "own_goal": "ask_each_time", "own_part": "none", "risk": "none", "theme": "agreed_until", "theme_until": "2026-12-24"}
	e.must(keep("scope", scope))
	e.refused(keep("update", map[string]string{"attendance": "3 of 4"}), fault.Invalid, "overlay.update.no_consent")
	e.must(e.house.Agree(ctx, rosa, e.stay["Anaïs"], e.look("Anaïs").Stay.Version, "sharing_with_caseworker"))
	e.must(keep("update", map[string]string{"attendance": "3 of 4"}))
	e.refused(keep("update", map[string]string{"theme": "Handing over the children, as Leopold told"}), fault.Invalid, "note.names_others")
	e.must(keep("update", map[string]string{"theme": "Handing over the children"}))
	e.refused(keep("update", map[string]string{"own_part": "Spoke twice"}), fault.Invalid, "overlay.update.out_of_scope")
	e.must(e.house.TakeBack(ctx, rosa, e.stay["Anaïs"], e.look("Anaïs").Stay.Version, "sharing_with_caseworker"))
	e.refused(keep("update", map[string]string{"attendance": "3 of 4"}), fault.Invalid, "overlay.update.no_consent")
	scope["theme"] = "none"
	e.refused(keep("scope", scope), fault.Stale) // somebody else has said what may be told meanwhile
	e.must(e.house.KeepMemberLeaf(ctx, rosa, e.stay["Anaïs"], app.LeafInput{Kind: "scope", Version: 1, Fields: scope}))
	e.refused(keep("update", map[string]string{"theme": "Handing over the children"}), fault.Invalid, "overlay.update.out_of_scope")
	e.must(keep("shared_goal", map[string]string{"goal": "Calm at the door", "group_does": "Rehearses", "casework_does": "Calls the school"}))
	e.enter("anaïs", e.person["Anaïs"])
	own, err := e.house.OwnReport(ctx, e.who["anaïs"], e.stay["Anaïs"])
	e.must(err)
	if text := strings.Join(read(t, own.Document), "\n"); !strings.Contains(text, "Calls the school") {
		t.Errorf("the member does not see both sides of the goal: %s", text)
	}
	_, err = e.house.OverlayStay(ctx, e.who["otto"], e.stay["Anaïs"])
	e.refused(err, fault.Withheld)
}

func TestAHandoverIsWarmUntilSomebodyArrived(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	ctx, rosa := t.Context(), e.who["rosa"]
	e.opens("reciprocal")
	e.joins("Anaïs", "Leopold")
	out := app.LeafInput{Kind: "referral_out", Fields: map[string]string{"reason": "I want to learn to read", "offered": "Two courses", "chosen": "The evening one", "warm": "yes"}}
	e.refused(e.house.KeepMemberLeaf(ctx, rosa, e.stay["Anaïs"], out), fault.Invalid, "overlay.handover.consent")
	out.Fields["consent"] = "yes"
	e.must(e.house.KeepMemberLeaf(ctx, rosa, e.stay["Anaïs"], out))
	e.later(15 * 24 * time.Hour)
	v, err := e.house.OverlayStay(ctx, rosa, e.stay["Anaïs"])
	e.must(err)
	l := v.Leaves[0]
	if !l.Late(v.Now) {
		t.Error("after fifteen days nobody is reminded of the handover")
	}
	e.refused(e.house.AnswerLeaf(ctx, rosa, e.group, l.ID, l.Version, nil), fault.Invalid, "overlay.handover.arrived")
	e.must(e.house.AnswerLeaf(ctx, rosa, e.group, l.ID, l.Version, map[string]string{"arrived": "yes"}))
	e.refused(e.house.AnswerLeaf(ctx, rosa, e.group, l.ID, l.Version, map[string]string{"arrived": "no"}), fault.Stale)
	in := app.LeafInput{Kind: "referral_in", Fields: map[string]string{"from": "school", "who": "A girl of fourteen", "hoped_for": "Company"}}
	e.must(e.house.KeepGroupLeaf(ctx, rosa, e.group, in))
	e.later(6 * 24 * time.Hour)
	g, err := e.house.Overlays(ctx, rosa, e.group)
	e.must(err)
	if !g.Referrals[0].Late(g.Now) {
		t.Error("a referral without an answer for six days is not late")
	}
	e.must(e.house.AnswerLeaf(ctx, rosa, e.group, g.Referrals[0].ID, g.Referrals[0].Version, map[string]string{"answer": "accepted"}))
}
