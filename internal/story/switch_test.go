package story

import (
	"testing"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/goal"
)

// Scenario 1: what was written under the model before stays readable; goals are kept or ended, one by one.
func TestAChangeOfModelIsAgreedAndNothingOfBeforeIsLost(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("remedial")
	e.joins(nine...)
	ctx, rosa := t.Context(), e.who["rosa"]
	aim := func(change string) goal.ID {
		id, err := e.house.ProposeGoal(ctx, rosa, e.group, app.GoalInput{Level: "group", Change: change, Expected: "Every time", Seen: "We see it", Until: "2027-03-01", Proposed: "members"})
		e.must(err)
		return id
	}
	kept, ended := aim("We begin on time"), aim("We check in each week")
	before := e.view()
	pack := before.Pack
	answers := map[string]string{pack.Intake[0].ID: "Mornings are the hardest"}
	e.must(e.house.EditIntake(ctx, rosa, e.stay[nine[0]], e.look(nine[0]).Stay.Version, answers, "Speaks up", -1))
	e.must(e.house.ReadPhase(ctx, rosa, e.group, e.view().Group.Version, pack.Phases[0].ID, "We have just met"))
	in := app.ChooseModel{Model: "social_goals", Reason: "They want the crossing changed"}
	err := e.house.ChooseModel(ctx, rosa, e.group, e.view().Group.Version, in)
	e.refused(err, fault.Invalid, "app.model.goal")
	e.refused(err, fault.Invalid, "group.model.agreed_missing")
	if e.view().Group.Model() != "remedial" {
		t.Fatal("a refused change changed the model")
	}
	in.Agreed, in.Goals = "Seven in the round, two passed", map[goal.ID]string{kept: app.KeepGoal, ended: app.EndGoal}
	e.must(e.house.ChooseModel(ctx, rosa, e.group, e.view().Group.Version, in))
	v, err := e.house.Switch(ctx, rosa, e.group)
	e.must(err)
	if len(v.Goals) != 1 || v.Goals[0].ID != kept {
		t.Errorf("goals that go on: %v", v.Goals)
	}
	last := v.Group.Models[1]
	if last.Kept != 1 || last.Ended != 1 || last.Agreed.Reveal() != in.Agreed || v.Group.Phase() != "" {
		t.Errorf("the change is on record as %+v, phase %q", last, v.Group.Phase())
	}
	stay := e.look(nine[0])
	if got := stay.Stay.Intake[pack.Intake[0].ID].Reveal(); got != "Mornings are the hardest" || len(stay.EarlierPacks) != 1 || stay.EarlierPacks[0].ID != "remedial" {
		t.Errorf("what was answered before: %q under %d packs", got, len(stay.EarlierPacks))
	}
}
