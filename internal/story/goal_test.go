package story

import (
	"testing"
	"time"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/goal"
	"groupwork/group"
)

// aims proposes a goal and gives it its five steps.
func (e *evening) aims(in app.GoalInput) goal.ID {
	e.t.Helper()
	ctx, rosa := e.t.Context(), e.who["rosa"]
	in.Until = "2027-03-01"
	id, err := e.house.ProposeGoal(ctx, rosa, e.group, in)
	e.must(err)
	e.must(e.house.ScaleGoal(ctx, rosa, id, e.aim(id).Goal.Version, "now", app.ScaleInput{Start: -2, Steps: map[int]string{-2: "never", -1: "once"}}))
	e.must(e.house.ScaleGoal(ctx, rosa, id, e.aim(id).Goal.Version, "better", app.ScaleInput{Steps: map[int]string{1: "often", 2: "always"}}))
	return id
}

func (e *evening) aim(id goal.ID) app.GoalView {
	e.t.Helper()
	v, err := e.house.Goal(e.t.Context(), e.who["rosa"], id)
	e.must(err)
	return v
}

func (e *evening) goals() app.GoalsView {
	e.t.Helper()
	v, err := e.house.Goals(e.t.Context(), e.who["rosa"], e.group)
	e.must(err)
	return v
}

func TestAGoalIsNotYetAdoptedUntilSomebodyDecides(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("social_goals")
	e.joins("Ana", "Leo")
	ctx, rosa := t.Context(), e.who["rosa"]
	id := e.aims(app.GoalInput{Level: "group", Change: "Members open and close the meeting", Expected: "every week", Proposed: "worker"})
	if g := e.aim(id).Goal; g.Adopted != nil || g.Proposed != goal.Worker {
		t.Errorf("adopted %v, proposed by %s", g.Adopted, g.Proposed)
	}
	e.refused(e.house.ReadGoal(ctx, rosa, id, app.ReadInput{Step: 1, Source: "record"}), fault.Invalid, "goal.not_adopted")
	if s := e.goals().Levels[1].Summary; s.Used != 0 || s.Not != 1 {
		t.Errorf("a goal nobody decided counts: %+v", s)
	}
	e.refused(e.house.AdoptGoal(ctx, rosa, id, e.aim(id).Goal.Version, app.AdoptInput{How: goal.OwnYes}), fault.Invalid, "goal.how.level", "goal.took.missing")
	e.must(e.house.AdoptGoal(ctx, rosa, id, e.aim(id).Goal.Version, app.AdoptInput{How: "consent_round", Took: 7, Minority: "Too soon"}))
	e.must(e.house.ReadGoal(ctx, rosa, id, app.ReadInput{Step: 1, Source: "record"}))
	if s := e.goals().Levels[1].Summary; s.Report.T.Value != 60 || s.Not != 0 {
		t.Errorf("T %+v", s)
	}
	e.later(29 * 24 * time.Hour)
	e.enter("rosa", e.person["rosa"])
	if !e.aim(id).Stale {
		t.Error("four weeks without a look are not told")
	}
}

func TestAMembersGoalIsTheOneThatStandsOnTheStay(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("remedial")
	e.joins("Ana", "Leo")
	ctx, rosa := t.Context(), e.who["rosa"]
	id := e.aims(app.GoalInput{Level: "individual", Stay: string(e.stay["Ana"]), Change: "Ask for help at work", Expected: "once a week", Proposed: "member"})
	if st := e.look("Ana").Stay; st.Goal.Reveal() != "Ask for help at work" || st.GoalNow != -2 {
		t.Errorf("the stay says %q at %d", st.Goal.Reveal(), st.GoalNow)
	}
	e.must(e.house.AdoptGoal(ctx, rosa, id, e.aim(id).Goal.Version, app.AdoptInput{How: goal.OwnYes}))
	e.must(e.house.ReadGoal(ctx, rosa, id, app.ReadInput{Step: 0, Source: "self", Words: "on Monday"}))
	if st := e.look("Ana").Stay; st.GoalNow != 0 {
		t.Errorf("the stay stands at %d", st.GoalNow)
	}
	second := e.aims(app.GoalInput{Level: "individual", Stay: string(e.stay["Ana"]), Change: "Sleep through", Expected: "five nights", Proposed: "member"})
	if e.aim(second).Goal.Main || e.look("Ana").Stay.Goal.Reveal() != "Ask for help at work" {
		t.Error("a second goal took the place of the first")
	}
	_, err := e.house.Goal(ctx, e.who["otto"], id)
	e.refused(err, fault.Withheld)
	e.must(e.house.SetWorkers(ctx, rosa, e.group, e.view().Group.Version, []app.WorkerInput{{Person: string(e.person["otto"]), Part: string(group.Observer)}}))
	_, err = e.house.Goal(ctx, e.who["otto"], id)
	e.refused(err, fault.Withheld)
	v, err := e.house.Goals(ctx, e.who["otto"], e.group)
	e.must(err)
	if v.Members || len(v.Levels) != 2 {
		t.Errorf("an observer sees members' goals: %+v", v.Levels)
	}
	all, err := e.house.Switch(ctx, rosa, e.group)
	e.must(err)
	if all.Whose[id].Reveal() != "Ana" {
		t.Errorf("a change of model does not say whose goal it is: %v", all.Whose)
	}
	e.must(e.house.EndGoal(ctx, rosa, id, e.aim(id).Goal.Version, "She does it"))
	for _, n := range e.goals().Names {
		if n.Stay == e.stay["Ana"] && (n.Main || !n.Goal.Empty()) {
			t.Errorf("what has ended waits for steps: %+v", n)
		}
	}
}

func TestAReviewFilesEverythingOrNothing(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("social_goals")
	e.joins("Ana", "Leo")
	ctx, rosa := t.Context(), e.who["rosa"]
	ours := e.aims(app.GoalInput{Level: "group", Change: "Take turns", Expected: "every week", Proposed: "members"})
	light := e.aims(app.GoalInput{Level: "community", Change: "A light at the crossing", Expected: "a date in writing", Proposed: "members"})
	for _, id := range []goal.ID{ours, light} {
		e.must(e.house.AdoptGoal(ctx, rosa, id, e.aim(id).Goal.Version, app.AdoptInput{How: "majority", Took: 5}))
	}
	review := []app.ReadInput{{Goal: string(ours), Step: 1, Source: "record"}, {Goal: string(light), Step: 2, Source: "document"}}
	err := e.house.ReviewGoals(ctx, rosa, e.group, review)
	e.refused(err, fault.Invalid, "goal.evidence.missing")
	if name := fault.Fields(err)[0].Name; name != "words_"+string(light) {
		t.Errorf("the wrong field is %s", name)
	}
	if len(e.aim(ours).Readings) != 0 {
		t.Error("half a review was filed")
	}
	review[1].Words = "Letter of 12 November"
	e.must(e.house.ReviewGoals(ctx, rosa, e.group, review))
	levels := e.goals().Levels
	if levels[1].Summary.Report.T.Value != 60 || levels[2].Summary.Report.T.Value != 70 || levels[1].Summary.Used != 1 {
		t.Errorf("levels were pooled: %+v", levels)
	}
}

func TestWhatASignedNoteSaysOfAGoalIsAReadingOfIt(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("remedial")
	e.joins("Ana", "Leo")
	ctx, rosa := t.Context(), e.who["rosa"]
	id := e.aims(app.GoalInput{Level: "individual", Stay: string(e.stay["Ana"]), Change: "Ask for help at work", Expected: "once a week", Proposed: "member"})
	e.must(e.house.AdoptGoal(ctx, rosa, id, e.aim(id).Goal.Version, app.AdoptInput{How: goal.OwnYes}))
	e.meets()
	e.closes()
	e.files("rosa", e.tap("w", 1, app.EntryInput{Kind: "chip", Word: "progress", Seat: e.look("Ana").Stay.Seat, Value: -1}))
	if v := e.aim(id); len(v.Readings) != 0 || len(v.Seen) != 1 || !v.Seen[0].Has {
		t.Errorf("before anybody signed: %+v, %+v", v.Readings, v.Seen)
	}
	e.debriefs()
	e.writes()
	e.signs()
	v := e.aim(id)
	if now, read := v.Now(); !read || now != -1 || len(v.Readings) != 1 || v.Readings[0].Source != goal.ByWorker || v.Readings[0].Session != e.session {
		t.Fatalf("signed: %+v", v.Readings)
	}
	if len(v.Seen) != 1 || v.Seen[0].Has {
		t.Errorf("it is told twice: %+v", v.Seen)
	}
	if e.look("Ana").Stay.GoalNow != -1 {
		t.Error("the stay does not say it")
	}
}
