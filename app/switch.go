package app

import (
	"context"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/goal"
	"groupwork/group"
	"groupwork/overlay"
	"groupwork/practice"
	"groupwork/private"
	"groupwork/report"
)

// What becomes of a goal when the model changes.
const (
	KeepGoal = "keep"
	EndGoal  = "end"
)

// ChooseModel is a typed choice. When the model changes, everybody who agreed is named by their part, and every goal that
// is followed is kept or ended.
type ChooseModel struct {
	Model, Reason, Agreed string
	Goals                 map[goal.ID]string
}

func (h *House) choose(g *group.Group, a *at, in ChooseModel) error {
	if _, ok := h.Library.Pack(in.Model); !ok {
		return wrong("app.ChooseModel", "model", "app.model.missing")
	}
	if in.Model == "social_goals" {
		leaves, err := a.LeavesIn(a.ctx, g.ID)
		if err == nil && overlay.Lies(leaves, overlay.Therapy) {
			err = wrong("app.ChooseModel", "model", "overlay.therapy.social_goals")
		}
		if err != nil {
			return err
		}
	}
	choice := group.ModelChoice{Model: in.Model, Reason: private.Of(in.Reason), Agreed: private.Of(in.Agreed), By: a.self, At: a.now}
	for _, what := range in.Goals {
		if what == KeepGoal {
			choice.Kept++
		} else {
			choice.Ended++
		}
	}
	return g.Choose(choice)
}

// GoalField is the name that a goal has on the form that changes the model.
func GoalField(id goal.ID) string { return "goal." + string(id) }

// ChooseModel records which model the group works by from now on, why, and who agreed. What was written under the model
// before stays readable; the agreement is to be adopted anew.
func (h *House) ChooseModel(ctx context.Context, who access.Who, id group.ID, version int, in ChooseModel) error {
	const op = "app.ChooseModel"
	return h.edit(ctx, who, access.EditGroup, id, version, func(a *at, g *group.Group) error {
		open, err := a.openGoals(g.ID)
		if err != nil {
			return err
		}
		var c fault.Check
		decided := map[goal.ID]string{}
		for _, one := range open {
			what := in.Goals[one.ID]
			c.Want(what == KeepGoal || what == EndGoal, GoalField(one.ID), "app.model.goal")
			decided[one.ID] = what
		}
		in.Goals = decided
		if err := both(c.Err(op), h.choose(g, a, in)); err != nil {
			return err
		}
		for _, one := range open {
			if decided[one.ID] != EndGoal {
				continue
			}
			if err := one.End(private.Of(in.Reason), a.now); err != nil {
				return err
			}
			if _, err := a.SaveGoal(ctx, one); err != nil {
				return err
			}
		}
		return nil
	})
}

func (a *at) openGoals(id group.ID) ([]goal.Goal, error) {
	all, err := a.GoalsIn(a.ctx, id)
	var open []goal.Goal
	for _, one := range all {
		if one.Ended.IsZero() {
			open = append(open, one)
		}
	}
	return open, err
}

// SwitchView is what somebody looks at before they change the model of a group.
type SwitchView struct {
	GroupView
	Goals  []goal.Goal // that are followed
	Whose  map[goal.ID]private.Text
	Models []practice.Pack
	Notes  map[string]practice.Format // of the group, by model
	Report map[string][]string        // phrase keys of the parts of the group's end report, by model
}

// Switch shows the models beside the one in force, and the goals to be kept or ended.
func (h *House) Switch(ctx context.Context, who access.Who, id group.ID) (v SwitchView, err error) {
	if v.GroupView, err = h.Group(ctx, who, id); err != nil {
		return v, err
	}
	var g group.Group
	err = h.read(ctx, who, access.EditGroup, string(id), ofGroup(id, &g), func(a *at) error {
		plans, err := report.Load()
		if err != nil {
			return err
		}
		v.Models, v.Notes, v.Report = h.Library.Models(), map[string]practice.Format{}, map[string][]string{}
		for _, m := range v.Models {
			v.Notes[m.ID], _ = h.Library.Format(m.GroupFormat)
			plan := plans.Of(m.ID)
			for _, part := range plan.Reports[report.ToGroup] {
				key := "report." + plan.Model + "." + string(report.ToGroup) + "." + part.ID
				if part.ID == "harms" || part.ID == "not_better" { // every model calls these alike
					key = "report.part." + part.ID
				}
				v.Report[m.ID] = append(v.Report[m.ID], key)
			}
		}
		if v.Goals, err = a.openGoals(id); err != nil {
			return err
		}
		v.Whose = map[goal.ID]private.Text{}
		for _, one := range v.Goals {
			if one.Level != goal.Individual {
				continue
			}
			p, err := a.Person(ctx, one.Person)
			if err != nil {
				return err
			}
			v.Whose[one.ID] = p.Called
		}
		return nil
	})
	return v, err
}
