package demo

import (
	"context"
	"fmt"
	"time"

	"groupwork/access"
	"groupwork/app"
	"groupwork/goal"
	"groupwork/group"
	"groupwork/session"
)

// aim is a goal of the sample with its five steps, from −2.
type aim struct {
	level, change, seen string
	where, ends         string
	steps               [5]string
	proposed            string
}

// aims are the goals that a group of a model sets itself.
func aims(model string) []aim {
	switch model {
	case "social_goals":
		return []aim{{"community", "A safe way over the harbour road", "Letters and minutes with their dates",
			"At the crossing, on the way to school", "Everybody on foot gains; drivers wait a minute longer", [5]string{"no answer from the council", "an answer without a date",
				"the council names a date in writing", "work has begun", "the crossing is open"}, "members"},
			{"group", "Members chair the meeting in turn", "The record of the session",
				"At the council and at work, when others decide", "Who is quiet gains; who likes to chair gives something up", [5]string{"a worker chairs", "a member chairs now and then", "a member chairs every meeting",
					"every member has chaired", "new members learn it from others"}, "members"}}
	case "remedial":
		return []aim{{"group", "We stop and breathe before we answer", "Marks in the session",
			"At home and on the bus", "", [5]string{"nobody stops", "one or two stop when asked", "most stop when asked",
				"most stop without being asked", "we remind each other kindly"}, "worker"}}
	}
	return []aim{{"group", "Members open and close the meeting themselves", "The record of the session",
		"At the family table, when somebody has to begin", "Members gain say; the worker gives some up", [5]string{"a worker does both", "a member helps now and then",
			"a member does one of the two each time", "members do both", "members plan both ahead"}, "members"}}
}

// aimsFor proposes goals at the second meeting, lets the group adopt all but the last of two, and reads them on some evenings.
func (m *maker) aimsFor(ctx context.Context, lead access.Who, g group.ID, c circle, id session.ID, i int) error {
	if i == 1 {
		for _, a := range aims(c.model) {
			if err := m.proposes(ctx, lead, g, a); err != nil {
				return fmt.Errorf("%s: %w", a.change, err)
			}
		}
		return nil
	}
	if i < 4 || i%3 != 1 {
		return nil
	}
	v, err := m.h.Goals(ctx, lead, g)
	if err != nil {
		return err
	}
	for _, l := range v.Levels {
		for _, one := range l.Open {
			if one.Goal.Adopted == nil {
				continue
			}
			in := app.ReadInput{Step: min(1, -2+i/3), Source: string(goal.Record), Words: "As written down that evening", Session: string(id)}
			if l.Level == goal.Community {
				in.Source, in.Words, in.Step = string(goal.Document), fmt.Sprintf("Letter number %d from the council", i/3), min(0, -2+i/4)
			}
			if err := m.h.ReadGoal(ctx, lead, one.Goal.ID, in); err != nil {
				return err
			}
		}
	}
	return nil
}

// proposes takes one goal through the wizard; what a worker proposed still waits for the group's decision.
func (m *maker) proposes(ctx context.Context, lead access.Who, g group.ID, a aim) error {
	id, err := m.h.ProposeGoal(ctx, lead, g, app.GoalInput{Level: a.level, Change: a.change, Expected: a.steps[2], Seen: a.seen, Where: a.where, Ends: a.ends,
		Until: m.at(60, 0, 0).Format(time.DateOnly), Proposed: a.proposed})
	edit := func(do func(version int) error) {
		if err != nil {
			return
		}
		var v app.GoalView
		if v, err = m.h.Goal(ctx, lead, id); err == nil {
			err = do(v.Goal.Version)
		}
	}
	edit(func(v int) error {
		return m.h.ScaleGoal(ctx, lead, id, v, "now", app.ScaleInput{Start: -2, Steps: map[int]string{-2: a.steps[0], -1: a.steps[1]}})
	})
	edit(func(v int) error {
		return m.h.ScaleGoal(ctx, lead, id, v, "better", app.ScaleInput{Steps: map[int]string{1: a.steps[3], 2: a.steps[4]}})
	})
	if a.proposed == "worker" {
		return err
	}
	edit(func(v int) error {
		return m.h.AdoptGoal(ctx, lead, id, v, app.AdoptInput{How: "consent_round", Took: 7})
	})
	return err
}

// does puts an activity into the plan of every third meeting: the best that the finder has.
func (m *maker) does(ctx context.Context, lead access.Who, id session.ID, i int) error {
	if i%3 != 0 {
		return nil
	}
	v, err := m.h.Find(ctx, lead, id, "en", app.FindInput{Minutes: 30})
	if err != nil || len(v.Rows) == 0 {
		return err
	}
	return m.h.PutActivity(ctx, lead, id, v.Session.Version, v.Rows[0].Activity.ID, "en")
}
