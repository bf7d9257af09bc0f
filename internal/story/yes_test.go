package story

import (
	"testing"
	"time"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/session"
)

func TestNobodyIsAMemberWithoutTheirOwnYes(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("remedial")
	ctx, rosa := t.Context(), e.who["rosa"]
	activate := func(n string) error { return e.house.Activate(ctx, rosa, e.stay[n], e.look(n).Stay.Version) }

	e.invites("Amara", group.ChoseFreely)
	e.refused(activate("Amara"), fault.Invalid, "stay.yes.missing", "stay.join.missing")
	if m := e.look("Amara").Missing; len(m) != 2 {
		t.Fatalf("the page tells %v as missing", m)
	}
	e.must(e.house.RecordYes(ctx, rosa, e.stay["Amara"], e.look("Amara").Stay.Version, app.YesInput{How: "in_person"}))
	e.must(e.house.TakeBack(ctx, rosa, e.stay["Amara"], e.look("Amara").Stay.Version, group.ConsentJoin))
	e.refused(activate("Amara"), fault.Invalid, "stay.join.missing")
	e.must(e.house.Agree(ctx, rosa, e.stay["Amara"], e.look("Amara").Stay.Version, group.ConsentJoin))
	e.must(activate("Amara"))

	e.invites("Benedikt", group.ChoseFreely, func(p *app.PersonInput) { p.Guardian = true })
	e.must(e.house.RecordYes(ctx, rosa, e.stay["Benedikt"], e.look("Benedikt").Stay.Version, app.YesInput{How: "in_person"}))
	e.must(e.house.Agree(ctx, rosa, e.stay["Benedikt"], e.look("Benedikt").Stay.Version, group.ConsentJoin))
	e.refused(activate("Benedikt"), fault.Invalid, "stay.guardian.missing")
	e.refused(e.house.RecordYes(ctx, rosa, e.stay["Benedikt"], e.look("Benedikt").Stay.Version, app.YesInput{How: "own_account"}), fault.Invalid, "yes.how.missing")
}

func TestAMandateLeavesAtLeastTwoChoices(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("remedial")
	ctx, rosa := t.Context(), e.who["rosa"]
	e.invites("Chidi", group.Ordered)
	activate := func() error { return e.house.Activate(ctx, rosa, e.stay["Chidi"], e.look("Chidi").Stay.Version) }
	e.refused(activate(), fault.Invalid, "stay.mandate.missing")
	order := func(choices ...string) error {
		return e.house.RecordMandate(ctx, rosa, e.stay["Chidi"], e.look("Chidi").Stay.Version, app.MandateInput{
			Requires: "The court", IfLeaving: "The court is told of it", Reported: "Attendance alone", Choices: choices})
	}
	e.refused(order("What to work on"), fault.Invalid, "mandate.choices.few")
	e.refused(order("What to work on", "What to work on"), fault.Invalid, "mandate.choices.few")
	e.refused(activate(), fault.Invalid, "stay.mandate.missing")
	e.must(order("What to work on", "What is told of oneself"))
	e.must(activate())
}

func TestAMemberSaysYesAndLeavesByThemselves(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("social_goals")
	ctx := t.Context()
	e.invites("Danuta", group.Encouraged)
	e.enter("Danuta", e.person["Danuta"])
	danuta := e.who["Danuta"]
	own := func() app.OwnStay {
		v, err := e.house.OwnStay(ctx, danuta, e.stay["Danuta"])
		e.must(err)
		return v
	}
	e.must(e.house.AnswerInvitation(ctx, danuta, e.stay["Danuta"], own().Stay.Version, app.Answer{Say: "yes", Consents: []string{"join", "sharing_with_caseworker"}}))
	e.must(e.house.Activate(ctx, e.who["rosa"], e.stay["Danuta"], e.look("Danuta").Stay.Version))
	e.refused(e.house.ChooseForSelf(ctx, danuta, e.stay["Danuta"], own().Stay.Version, "join", false), fault.Invalid, "consent.join.by_leaving")
	e.meets()
	e.closes()
	e.writes()
	e.signs()
	if notes := own().Notes; len(notes) != 1 {
		t.Fatalf("a member sees %d of their signed notes", len(notes))
	}
	e.later(time.Hour)
	e.must(e.house.LeaveGroup(ctx, danuta, e.stay["Danuta"], own().Stay.Version, app.LeaveInput{}))
	left := own()
	if left.Stay.State != group.Left || left.Stay.Reason != group.UnknownReason || left.Stay.Agrees("sharing_with_caseworker", e.now) {
		t.Error("leaving did not end the stay and its sharing at once, or asked for a reason")
	}
	if left.Next.Session != "" || len(left.Workers) != 0 || len(left.Contract) != 0 {
		t.Error("somebody who left still sees the group's life")
	}
	if len(left.Notes) != 1 {
		t.Error("the record of somebody who left is gone")
	}
	if len(e.view().Members) != 0 || len(e.view().Gone) != 1 {
		t.Error("the roster still holds somebody who left")
	}
	e.must(e.house.TakeBack(ctx, e.who["rosa"], e.stay["Danuta"], e.look("Danuta").Stay.Version, "join"))
}

func TestComingBackIsASecondStay(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins("Elif", "Farouk")
	ctx, rosa := t.Context(), e.who["rosa"]
	again := app.InviteMember{Person: string(e.person["Elif"]), Came: string(group.ChoseFreely)}
	_, err := e.house.InviteMember(ctx, rosa, e.group, again)
	e.refused(err, fault.Invalid, "stay.already")
	e.must(e.house.EndStay(ctx, rosa, e.stay["Elif"], e.look("Elif").Stay.Version, app.LeaveInput{Reason: "moved_or_schedule", Next: "May come back in spring"}))
	second, err := e.house.InviteMember(ctx, rosa, e.group, again)
	e.must(err)
	first := e.stay["Elif"]
	e.stay["Elif"] = second
	e.must(e.house.RecordYes(ctx, rosa, second, e.look("Elif").Stay.Version, app.YesInput{How: "by_phone"}))
	e.must(e.house.Agree(ctx, rosa, second, e.look("Elif").Stay.Version, "join"))
	e.must(e.house.Activate(ctx, rosa, second, e.look("Elif").Stay.Version))
	if v := e.look("Elif"); v.Stay.Seat != 3 || len(v.Earlier) != 1 || v.Earlier[0].Stay != first {
		t.Errorf("the second stay has seat %d and knows %d earlier ones", v.Stay.Seat, len(v.Earlier))
	}
}

func TestANewMemberComesLateToAnOpenGroupAndNotToAClosedOne(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("developmental")
	e.joins("Amara", "Benedikt", "Chidi")
	e.meets()
	e.closes()
	ctx, rosa := t.Context(), e.who["rosa"]
	e.later(7 * 24 * time.Hour)
	e.joins("Danuta")
	if n := len(e.desk().Members); n != 3 {
		t.Errorf("somebody who came a week later has a note of the session before: %d notes", n)
	}
	v := e.view().Group
	e.must(e.house.EditPlan(ctx, rosa, e.group, v.Version, app.PlanInput{Name: "Evening group", Purpose: v.Purpose.Reveal(), Least: 3, Most: 14}))
	e.invites("Elif", group.ChoseFreely)
	e.must(e.house.RecordYes(ctx, rosa, e.stay["Elif"], e.look("Elif").Stay.Version, app.YesInput{How: "in_person"}))
	e.must(e.house.Agree(ctx, rosa, e.stay["Elif"], e.look("Elif").Stay.Version, "join"))
	e.refused(e.house.Activate(ctx, rosa, e.stay["Elif"], e.look("Elif").Stay.Version), fault.Invalid, "app.group.closed_to_new")
}

func TestAStrangerLearnsNeitherYesNorNo(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins("Amara")
	ctx, otto := t.Context(), e.who["otto"]
	for name, try := range map[string]func(s group.StayID, p people.ID, g group.ID) error{
		"a group": func(_ group.StayID, _ people.ID, g group.ID) error { _, err := e.house.Group(ctx, otto, g); return err },
		"a stay":  func(s group.StayID, _ people.ID, _ group.ID) error { _, err := e.house.Stay(ctx, otto, s); return err },
		"a person": func(_ group.StayID, p people.ID, _ group.ID) error {
			_, err := e.house.Person(ctx, otto, p)
			return err
		},
		"ending a stay": func(s group.StayID, _ people.ID, _ group.ID) error {
			return e.house.EndStay(ctx, otto, s, 1, app.LeaveInput{})
		},
		"closing a group": func(_ group.StayID, _ people.ID, g group.ID) error { return e.house.CloseGroup(ctx, otto, g, 1) },
		"an own stay": func(s group.StayID, _ people.ID, _ group.ID) error {
			_, err := e.house.OwnStay(ctx, otto, s)
			return err
		},
		"planning meeting": func(_ group.StayID, _ people.ID, g group.ID) error {
			_, err := e.house.PlanSession(ctx, otto, g, app.SessionInput{})
			return err
		},
	} {
		e.refused(try(e.stay["Amara"], e.person["Amara"], e.group), fault.Withheld)
		if err := try("none", "none", "none"); fault.Of(err) != fault.Missing {
			t.Errorf("%s that is not there: %v", name, err)
		}
	}
	_, err := e.house.InviteMember(ctx, otto, e.group, app.InviteMember{})
	e.refused(err, fault.Withheld)
	id, err := e.house.OpenGroup(ctx, otto, app.OpenGroup{Name: "Mine", Purpose: "Another", Model: "remedial", Reason: "So", Least: 3, Most: 8})
	e.must(err)
	_, err = e.house.InviteMember(ctx, otto, id, app.InviteMember{Person: string(e.person["Amara"]), Came: "chose_freely"})
	e.refused(err, fault.Invalid, "app.person.unknown")
}

func TestAWorkerDoesNotWriteOverAMembersOwnWords(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	ctx := t.Context()
	e.invites("Benedikt", group.ChoseFreely, func(p *app.PersonInput) { p.Guardian = true })
	e.enter("Benedikt", e.person["Benedikt"])
	e.must(e.house.AnswerInvitation(ctx, e.who["Benedikt"], e.stay["Benedikt"], e.look("Benedikt").Stay.Version, app.Answer{Say: "yes", Words: "I want to", Consents: []string{"join"}}))
	e.must(e.house.RecordYes(ctx, e.who["rosa"], e.stay["Benedikt"], e.look("Benedikt").Stay.Version, app.YesInput{How: "by_phone", Words: "He said so", GuardianYes: true, Guardian: "Mother"}))
	y := e.look("Benedikt").Stay.Yes
	if y.How != "own_account" || y.Words.Reveal() != "I want to" || y.By != e.person["Benedikt"] || y.Guardian.IsZero() {
		t.Errorf("got %+v", *y)
	}
	e.must(e.house.Activate(ctx, e.who["rosa"], e.stay["Benedikt"], e.look("Benedikt").Stay.Version))
}

func TestAClosedGroupMeetsNoMoreAndKeepsItsRecord(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins("Amara", "Benedikt")
	e.schedules(app.ScheduleInput{First: "2026-12-03", Time: "18:30", Minutes: 90, Every: 1, Count: 3})
	e.meets()
	ctx, rosa := t.Context(), e.who["rosa"]
	e.refused(e.house.CloseGroup(ctx, rosa, e.group, e.view().Group.Version), fault.Invalid, "app.group.running")
	e.closes()
	e.must(e.house.CloseGroup(ctx, rosa, e.group, e.view().Group.Version))
	e.wantDays(e.days(session.Planned))
	e.writes()
	e.signs()
	_, err := e.house.PlanSession(ctx, rosa, e.group, app.SessionInput{Starts: "2026-12-03T10:00", Minutes: 60})
	e.refused(err, fault.Stale, "group.closed")
	_, err = e.house.InviteMember(ctx, rosa, e.group, app.InviteMember{Came: "chose_freely", New: app.PersonInput{Called: "Late"}})
	e.refused(err, fault.Stale, "group.closed")
	found, err := e.house.Search(ctx, rosa, "ámara")
	e.must(err)
	if len(found.People) != 1 {
		t.Error("the search does not find a member of a closed group")
	}
}
