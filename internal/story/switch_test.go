package story

import (
	"slices"
	"testing"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/goal"
	"groupwork/group"
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

// Stages are a choice of their own: readings keep the words of the order that they were made in, and what stands before
// the model's own phase stands before the stage beside it too.
func TestAGroupIsReadByAnotherOrderOfStagesAndBack(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("social_goals")
	ctx, rosa := t.Context(), e.who["rosa"]
	e.must(e.house.ReadPhase(ctx, rosa, e.group, e.view().Group.Version, "gather", "First evenings"))
	e.refused(e.house.ReadBy(ctx, rosa, e.group, e.view().Group.Version, "nobody_knows"), fault.Invalid, "app.scheme.unknown")
	e.must(e.house.ReadBy(ctx, rosa, e.group, e.view().Group.Version, "relational"))
	v := e.view()
	if v.Group.Phase() != "" || len(v.Pack.Phases) != 5 || v.Pack.Phases[1].ID != "relational_base" || v.Group.Phases[0].Model != "social_goals" {
		t.Errorf("read by %s: phase %q, phases %v, readings %+v", v.Pack.PhaseBook, v.Group.Phase(), v.Pack.Phases, v.Group.Phases)
	}
	e.refused(e.house.ReadPhase(ctx, rosa, e.group, v.Group.Version, "act", "Not a stage of this order"), fault.Invalid, "app.phase.unknown")
	e.must(e.house.NoteChecklist(ctx, rosa, e.group, e.checklistVersion(), map[string]float64{"policy_recorded": 0}))
	e.refused(e.house.ReadPhase(ctx, rosa, e.group, v.Group.Version, "challenge_change", "Ready to act"), fault.Invalid, "watch.stops.gate")
	e.must(e.house.ReadPhase(ctx, rosa, e.group, v.Group.Version, "relational_base", "They seek each other out"))
	e.must(e.house.ReadBy(ctx, rosa, e.group, e.view().Group.Version, ""))
	if v = e.view(); v.Group.Phase() != "" || len(v.Group.Phases) != 2 || v.Pack.Phases[0].ID != "gather" {
		t.Errorf("back to the model's own: phase %q, %+v", v.Group.Phase(), v.Group.Phases)
	}
}

// Whoever invites sees what the model wants before somebody joins: what nobody has answered, and what is in the way.
func TestTheWayInSaysWhatTheModelWants(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("remedial")
	e.invites("Fay", group.ChoseFreely)
	ctx, rosa := t.Context(), e.who["rosa"]
	e.must(e.house.RecordYes(ctx, rosa, e.stay["Fay"], e.look("Fay").Stay.Version, app.YesInput{How: "in_person"}))
	e.must(e.house.Agree(ctx, rosa, e.stay["Fay"], e.look("Fay").Stay.Version, group.ConsentJoin))
	before := func() (all []string) {
		for _, one := range e.look("Fay").Before {
			if one.Gate.ID == "R-G2" || one.Gate.ID == "R-G4" {
				all = append(all, one.Gate.ID+" "+string(one.State))
			}
		}
		return all
	}
	if got := before(); !slices.Equal(got, []string{"R-G2 needs", "R-G4 needs"}) {
		t.Errorf("nobody has answered: %v", got)
	}
	e.must(e.house.NoteChecklist(ctx, rosa, e.group, e.checklistVersion(), map[string]float64{"competence_on_file": 0, "young": 0}))
	if got := before(); !slices.Equal(got, []string{"R-G2 failed"}) {
		t.Errorf("answered with no: %v", got)
	}
	e.refused(e.house.Activate(ctx, rosa, e.stay["Fay"], e.look("Fay").Stay.Version), fault.Invalid, "watch.stops.gate")
	e.must(e.house.NoteChecklist(ctx, rosa, e.group, e.checklistVersion(), map[string]float64{"competence_on_file": 1, "young": 0}))
	e.must(e.house.Activate(ctx, rosa, e.stay["Fay"], e.look("Fay").Stay.Version))
	if got := before(); got != nil {
		t.Errorf("a member: %v", got)
	}
}

// checklistVersion is the version of rosa's own checklist.
func (e *evening) checklistVersion() int {
	v, err := e.house.Checklist(e.t.Context(), e.who["rosa"], e.group)
	e.must(err)
	return v.Own.Version
}
