package app

import (
	"context"
	"errors"
	"slices"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/goal"
	"groupwork/group"
	"groupwork/private"
	"groupwork/session"
)

// GoalInput is the first page of the wizard: what is wanted, and what is expected of it.
type GoalInput struct {
	Level, Stay, Change, Expected, Seen, Where, Ends, Until, Proposed string
}

// fill puts the typed values on a goal.
func (in GoalInput) fill(g *goal.Goal) {
	steps := map[int]private.Text{}
	for step, text := range g.Steps {
		steps[step] = text
	}
	steps[goal.Expected] = private.Of(in.Expected)
	if steps[goal.Expected].Empty() {
		delete(steps, goal.Expected)
	}
	g.Where, g.Ends = private.Of(in.Where), private.Of(in.Ends)
	g.Change, g.Seen, g.Until, g.Proposed, g.Steps = private.Of(in.Change), private.Of(in.Seen), in.Until, goal.Proposer(in.Proposed), steps
}

// ProposeGoal begins a goal. A member's first goal is the one that stands on the stay.
func (h *House) ProposeGoal(ctx context.Context, who access.Who, id group.ID, in GoalInput) (made goal.ID, err error) {
	var g group.Group
	err = h.do(ctx, who, access.SetGoals, string(id), ofGroup(id, &g), func(a *at) error {
		const op = "app.ProposeGoal"
		if !g.Closed.IsZero() {
			return fault.New(fault.Stale, op, "group.closed")
		}
		one := goal.Goal{ID: goal.ID(h.NewID()), Group: id, Stay: group.StayID(in.Stay), Level: goal.Level(in.Level), Start: goal.Lowest, Model: g.Model(), By: a.self, Made: a.now}
		if one.Level != goal.Individual {
			one.Stay = ""
		} else {
			in.Ends = ""
		}
		in.fill(&one)
		var st group.Stay
		if one.Stay != "" {
			var err error
			if st, err = a.Stay(ctx, one.Stay); err != nil || st.Group != id || st.State != group.Active {
				return both(wrong(op, "stay", "goal.stay.missing"), one.Check())
			}
			one.Person = st.Person
			if one.Main, err = a.firstGoal(id, one.Stay); err != nil {
				return err
			}
		}
		if err := one.Check(); err != nil {
			return err
		}
		made = one.ID
		a.touches(string(made))
		if _, err := a.SaveGoal(ctx, one); err != nil {
			return err
		}
		return a.ontoStay(one, one.Start)
	})
	return made, err
}

// firstGoal tells whether a stay has no main goal yet.
func (a *at) firstGoal(id group.ID, stay group.StayID) (bool, error) {
	goals, err := a.GoalsIn(a.ctx, id)
	return !slices.ContainsFunc(goals, func(g goal.Goal) bool { return g.Stay == stay && g.Main && g.Ended.IsZero() }), err
}

// ontoStay lets the stay say the main goal and where it stands, so that notes and pages speak of the same one.
func (a *at) ontoStay(g goal.Goal, step int) error {
	if !g.Main {
		return nil
	}
	st, err := a.Stay(a.ctx, g.Stay)
	if err != nil {
		return err
	}
	if st.Goal.Reveal() == g.Change.Reveal() && st.GoalNow == step {
		return nil
	}
	st.Goal, st.GoalNow = g.Change, step
	_, err = a.SaveStay(a.ctx, st)
	return err
}

// changeGoal changes a goal at the version that the person saw.
func (h *House) changeGoal(ctx context.Context, who access.Who, id goal.ID, version int, change func(a *at, g *goal.Goal) error) error {
	var one goal.Goal
	var g group.Group
	return h.do(ctx, who, access.SetGoals, string(id), ofGoal(id, &one, &g), func(a *at) error {
		if err := fresh("app.changeGoal", one.Version, version); err != nil {
			return err
		}
		if err := change(a, &one); err != nil {
			return err
		}
		_, err := a.SaveGoal(ctx, one)
		return err
	})
}

// RewordGoal changes what is wanted while nobody has adopted it.
func (h *House) RewordGoal(ctx context.Context, who access.Who, id goal.ID, version int, in GoalInput) error {
	return h.changeGoal(ctx, who, id, version, func(a *at, g *goal.Goal) error {
		if g.Adopted != nil || !g.Ended.IsZero() {
			return fault.New(fault.Stale, "app.RewordGoal", "goal.was_adopted")
		}
		proposed := g.Proposed
		in.fill(g)
		g.Proposed = proposed
		if err := g.Check(); err != nil {
			return err
		}
		return a.ontoStay(*g, g.Start)
	})
}

// ScaleInput is one page of the wizard.
type ScaleInput struct {
	Start int
	Steps map[int]string
}

// ScaleGoal writes the steps of one page: "now" or "better".
func (h *House) ScaleGoal(ctx context.Context, who access.Who, id goal.ID, version int, page string, in ScaleInput) error {
	return h.changeGoal(ctx, who, id, version, func(a *at, g *goal.Goal) error {
		if g.Adopted != nil && g.Missing() == "" {
			return fault.New(fault.Stale, "app.ScaleGoal", "goal.was_adopted")
		}
		if err := g.Scale(page, in.Start, texts(in.Steps)); err != nil {
			return err
		}
		if g.Adopted == nil {
			return a.ontoStay(*g, g.Start)
		}
		return nil
	})
}

// AdoptInput is how a goal was adopted.
type AdoptInput struct {
	How, Minority string
	Took          int
}

// AdoptGoal records the member's own yes, or the decision of the group.
func (h *House) AdoptGoal(ctx context.Context, who access.Who, id goal.ID, version int, in AdoptInput) error {
	return h.changeGoal(ctx, who, id, version, func(a *at, g *goal.Goal) error {
		if in.How != "" && in.How != goal.OwnYes && !h.Library.Vocabulary().Has("decision", in.How) {
			return wrong("app.AdoptGoal", "how", "goal.how.missing")
		}
		return g.Adopt(goal.Adoption{At: a.now, How: in.How, Took: in.Took, Minority: private.Of(in.Minority), By: a.self})
	})
}

// AdoptOwnGoal is a member's own yes to a goal of theirs.
func (h *House) AdoptOwnGoal(ctx context.Context, who access.Who, stay group.StayID, id goal.ID, version int) error {
	var st group.Stay
	return h.do(ctx, who, access.ChooseForSelf, string(id), ofOwnStay(stay, &st), func(a *at) error {
		g, err := a.Goal(ctx, id)
		if err == nil && g.Stay != stay {
			err = fault.New(fault.Missing, "app.AdoptOwnGoal", "")
		}
		if err != nil {
			return err
		}
		if err := fresh("app.AdoptOwnGoal", g.Version, version); err != nil {
			return err
		}
		if err := g.Adopt(goal.Adoption{At: a.now, How: goal.OwnYes, By: a.self}); err != nil {
			return err
		}
		_, err = a.SaveGoal(ctx, g)
		return err
	})
}

// ReadInput is where a goal stands. Goal is named in a review of several.
type ReadInput struct {
	Goal                   string
	Step                   int
	Source, Words, Session string
}

// ReadGoal files where a goal stands and what shows it.
func (h *House) ReadGoal(ctx context.Context, who access.Who, id goal.ID, in ReadInput) error {
	var one goal.Goal
	var g group.Group
	return h.do(ctx, who, access.SetGoals, string(id), ofGoal(id, &one, &g), func(a *at) error { return h.readGoal(a, one, in) })
}

func (h *House) readGoal(a *at, g goal.Goal, in ReadInput) error {
	r := goal.Reading{ID: h.NewID(), Goal: g.ID, At: a.now, Step: in.Step, Source: goal.Source(in.Source), Words: private.Of(in.Words), Session: session.ID(in.Session), By: a.self}
	if err := g.Read(r); err != nil {
		return err
	}
	if in.Session != "" {
		if s, err := a.Session(a.ctx, r.Session); err != nil || s.Group != g.Group {
			return wrong("app.ReadGoal", "session", "goal.session.other")
		}
	}
	if err := a.AddGoalReading(a.ctx, g, r); err != nil {
		return err
	}
	return a.ontoStay(g, r.Step)
}

// ReviewGoals files where several goals stand, all or none. A wrong field is named with its goal.
func (h *House) ReviewGoals(ctx context.Context, who access.Who, id group.ID, in []ReadInput) error {
	var g group.Group
	return h.do(ctx, who, access.SetGoals, string(id), ofGroup(id, &g), func(a *at) error {
		const op = "app.ReviewGoals"
		var all error
		for _, one := range in {
			aim, err := a.Goal(ctx, goal.ID(one.Goal))
			if err == nil && aim.Group != id {
				err = fault.New(fault.Missing, op, "")
			}
			if err != nil {
				return err
			}
			a.touches(one.Goal)
			err = h.readGoal(a, aim, one)
			if kind := fault.Of(err); err != nil && kind != fault.Invalid {
				return err
			}
			all = both(all, within(err, one.Goal))
		}
		if all == nil && len(in) == 0 {
			return wrong(op, "goals", "goal.review.none")
		}
		return all
	})
}

// within names wrong fields of one goal among several.
func within(err error, id string) error {
	var e *fault.Error
	if !errors.As(err, &e) {
		return err
	}
	if len(e.Fields) == 0 {
		return wrong(e.Op, "step_"+id, fault.Say(err))
	}
	named := *e
	named.Fields = nil
	for _, f := range e.Fields {
		f.Name += "_" + id
		named.Fields = append(named.Fields, f)
	}
	return &named
}

// EndGoal stops following a goal and says why.
func (h *House) EndGoal(ctx context.Context, who access.Who, id goal.ID, version int, why string) error {
	return h.changeGoal(ctx, who, id, version, func(a *at, g *goal.Goal) error { return g.End(private.Of(why), a.now) })
}
