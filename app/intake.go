package app

import (
	"context"
	"slices"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/private"
)

// longestAnswer is the most characters of one intake answer.
const longestAnswer = 4000

// EditIntake keeps the answers to the core's and the model's questions, and the member's own goal.
func (h *House) EditIntake(ctx context.Context, who access.Who, id group.StayID, version int, in map[string]string, goal string, goalNow int) error {
	return h.changeStay(ctx, who, access.EditStay, id, version, func(a *at, s *group.Stay, g group.Group) error {
		first, err := a.firstGoal(g.ID, id)
		if err != nil {
			return err
		}
		var c fault.Check
		c.Want(first || goal == s.Goal.Reveal() && goalNow == s.GoalNow, "goal", "app.goal.elsewhere")
		known := map[string]bool{}
		for _, q := range slices.Concat(h.Library.Core().Intake, h.pack(g).Intake) {
			known[q.ID] = true
		}
		answers := map[string]private.Text{}
		for k, t := range s.Intake { // answers under an earlier model stay readable
			if !known[k] {
				answers[k] = t
			}
		}
		for k, text := range in {
			t := private.Of(text)
			c.Want(t.Len() <= longestAnswer, "intake."+k, "text.too_long", "max", longestAnswer)
			if known[k] && !t.Empty() {
				answers[k] = t
			}
		}
		c.Want(len([]rune(goal)) <= 300, "goal", "text.too_long", "max", 300)
		c.Want(goalNow >= -2 && goalNow <= 2, "goal_now", "app.goal.level")
		if err := c.Err("app.EditIntake"); err != nil {
			return err
		}
		s.Intake, s.Goal, s.GoalNow = answers, private.Of(goal), goalNow
		return nil
	})
}
