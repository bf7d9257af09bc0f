package watch_test

import (
	"time"

	"groupwork/group"
	"groupwork/overlay"
	"groupwork/private"
	"groupwork/session"
	"groupwork/watch"
)

// anyModel stands for the model where it makes no difference.
const anyModel = "remedial"

// flagsTold gives every flag of the packs its facts.
func flagsTold() []told {
	return append(coreTold(), append(modelsTold(), overlaysTold()...)...)
}

func coreTold() []told {
	shut := both(all("turns", 1), []any{"turns/1", 50, "turns/2", 0})
	return []told{
		{"F01", anyModel, with(2, absent(1)), met(1)},
		{"F02", anyModel, then(with(1, pulsed(8)), with(1, pulsed(4))), with(2, pulsed(8))},
		{"F03", anyModel, met(2, shut...), met(2, all("turns", 5)...)},
		{"F04", anyModel, met(4, all("purpose_clear", 3)...), met(4, all("purpose_clear", 9)...)},
		{"F05", anyModel, with(1, func(m *watch.Meeting) { m.Safety, m.Due = true, false }), met(1)},
		{"F06", anyModel, given(func(w *world) { w.NoteLate = 80 * time.Hour }, met(1)), met(1)},
		{"F07", anyModel, with(4, func(m *watch.Meeting) { m.Fold.Seats[0].GoalSeen = 0 }), met(4)},
		{"F08", anyModel, given(func(w *world) { w.Access[stay(1)] = true }, met(1)), given(func(w *world) { w.Access[stay(1)] = true }, met(1, "way_in/1", 1))},
		{"F09", anyModel, with(3, absent(1, 2, 3)), met(3)},
		{"F10", anyModel, met(4, both(all("turns", 5), []any{"worker_turns", 90})...), met(4, both(all("turns", 5), []any{"worker_turns", 5})...)},
		{"F11", anyModel, met(1, "rules_public", 10, "rules_private", 6), met(1, "rules_public", 10, "rules_private", 9)},
		{"F12", anyModel, planned(3), planned(12)},
	}
}

func modelsTold() []told {
	staff, own := flows(session.Flow{From: session.Staff, To: 1, Times: 9}, session.Flow{From: 1, To: 2, Times: 1}), flows(session.Flow{From: 1, To: 2, Times: 9})
	short := func(does fact) fact { return given(func(w *world) { w.Planned = 4 }, does) }
	clear := func(n int, seen ...any) []any { return both(all("purpose_clear", n), seen) }
	return []told{
		{"R-F1", "remedial", then(once("baseline/1", 2), met(2, "target/1", 5)), then(once("baseline/1", 2), met(2, "target/1", 1))},
		{"R-F2", "remedial", met(3, "skill_used", 1, "problem_rewarded", 5), then(once("young", 0), met(3, "skill_used", 9, "problem_rewarded", 1))},
		{"R-F3", "remedial", then(level(1), met(3), met(4, "transfer_seen/1", 0)), then(level(1), met(4, "transfer_seen/1", 1))},
		{"R-F4", "remedial", met(4), with(4, acts("advocated"))},
		{"R-F5", "remedial", given(func(w *world) { w.Stays[0].Goal = private.Text{} }, met(3)), met(3)},
		{"R-F6", "remedial", met(2, "put_down/1", 2), met(2, "put_down/1", 0)},
		{"R-F7", "remedial", short(with(3, staff)), short(with(3, own))},
		{"M-F1", "reciprocal", met(4, "work_level", 1), met(4, "work_level", 3)},
		{"M-F2", "reciprocal", met(4, clear(3)...), met(4, clear(8)...)},
		{"M-F3", "reciprocal", with(4, gives(9, 1)), with(4, gives(3, 3))},
		{"M-F4", "reciprocal", with(6, staff), with(6, own)},
		{"M-F5", "reciprocal", met(4, "obstacle_age", 4), met(4, "obstacle_age", 1)},
		{"M-F6", "reciprocal", met(5), with(5, moments("authority"))},
		{"M-F7", "reciprocal", met(1, "message_days", 20), met(1, "message_days", 2)},
		{"D-F1", "developmental", phase("pre_affiliation", met(1, "deep_planned", 3)), phase("pre_affiliation", met(1, "deep_planned", 1))},
		{"D-F2", "developmental", met(2, "closeness/1", 2), met(2, "closeness/1", 8)},
		{"D-F3", "developmental", met(8, both(all("closeness", 8), all("safe_to_differ", 3), []any{"sign.power_control.s1", 0})...),
			met(8, both(all("closeness", 8), all("safe_to_differ", 3), []any{"sign.power_control.s1", 1})...)},
		{"D-F4", "developmental", phase("pre_affiliation", met(6)), phase("pre_affiliation", met(6)).opened()},
		{"D-F5", "developmental", met(9, "worker_place", 1), met(9, "worker_place", 3)},
		{"D-F6", "developmental", then(once("place_secured", 0, "cover", 0), met(3, clear(3)...)), then(once("place_secured", 1, "cover", 1), met(3, clear(9)...))},
		{"D-F7", "developmental", planned(2), planned(12)},
		{"D-F8", "developmental", then(met(5), func(w *world) { w.Stays[5].Joined = w.Meetings[4].Starts.Add(-time.Hour) }), met(5)},
		{"S-F1", "social_goals", met(1, "weighty", 1, "private_first", 0, "options", 3, "talk_minutes", 9), met(1, "weighty", 1, "private_first", 1, "options", 3, "talk_minutes", 9)},
		{"S-F2", "social_goals", met(1, "group_signals", 3), met(1, "group_signals", 0)},
		{"S-F3", "social_goals", met(4, "top_two_roles", 80), met(4, "top_two_roles", 20)},
		{"S-F4", "social_goals", phase("act", met(2, "worker_moves", 5, "all_moves", 10)), phase("act", met(2, "worker_moves", 1, "all_moves", 10))},
		{"S-F5", "social_goals", met(3, "promises_due", 4, "promises_kept", 1), met(3, "promises_due", 4, "promises_kept", 4)},
		{"S-F6", "social_goals", met(1, "action_planned", 1, "risk_checked", 0), met(1, "action_planned", 1, "risk_checked", 1)},
		{"S-F7", "social_goals", met(1, "worker_cause", 1), met(1, "worker_cause", 0)},
		{"S-F8", "social_goals", met(1, "reply_days", 30), met(1, "reply_days", 3)},
		{"S-F9", "social_goals", met(1, "most_touched", 20), met(1, "most_touched", 80)},
	}
}

func (f fact) opened() fact { return then(f, func(w *world) { w.Group.Open = true }) }

func overlaysTold() []told {
	worse := func(yes bool) fact {
		return given(func(w *world) { w.Worse = map[group.StayID]bool{stay(1): yes} }, met(2))
	}
	scope := leaf(overlay.Scope, time.Time{}, "attendance", overlay.ScopeAgreed, "attendance_until", "2030-01-01")
	return []told{
		{"T-F1", anyModel, worse(true), worse(false)},
		{"T-F2", anyModel, met(1, "hurt/1", 7), met(2, "hurt/1", 0, "bond/1", 8)},
		{"T-F3", anyModel, leaves(leaf(overlay.Risk, time.Time{}, "new_risk", "yes")), leaves(leaf(overlay.Risk, time.Time{}, "new_risk", "yes", "action", "called"))},
		{"T-F4", anyModel, with(2, absent(1)), met(2)},
		{"T-F5", anyModel, with(1, acts("confronted")), with(1, acts("gave_structure"))},
		{"T-F6", anyModel, met(1, "other_help_days/1", 90), met(1, "other_help_days/1", 10)},
		{"C-F1", anyModel, tasks(watch.Task{Loss: true}, watch.Task{Loss: true}), tasks(watch.Task{Loss: true}, watch.Task{})},
		{"C-F2", anyModel, tasks(watch.Task{Lost: 0.3}), tasks(watch.Task{Lost: 0.1})},
		{"C-F3", anyModel, met(2, "part/1", 2), met(2, "part/1", 17)},
		{"C-F4", anyModel, tasks(watch.Task{Worse: 0.5, After: 4}), tasks(watch.Task{Worse: 0.25, After: 4})},
		{"K-F1", anyModel, leaves(scope, leaf(overlay.Update, time.Time{}, "theme", "a quarrel")), leaves(scope, leaf(overlay.Update, time.Time{}, "attendance", "came"))},
		{"K-F2", anyModel, leaves(leaf(overlay.ReferralOut, time.Time{})), leaves(leaf(overlay.ReferralOut, start().AddDate(0, 0, 3)))},
		{"K-F3", anyModel, met(1, "goals_conflict/1", 1), met(1)},
	}
}

// indicatorsTold gives every indicator its facts: first good ones, then others.
func indicatorsTold() []told {
	clear := func(n int) []any { return all("purpose_clear", n) }
	rise := func(ask string, a, b int) fact { return then(met(1, ask, a), met(1, ask, b)) }
	near := func(close, differ int) []any { return both(all("closeness", close), all("safe_to_differ", differ)) }
	one := both(all("closeness", 8), []any{"closeness/6", 2})
	to, back := session.Flow{From: 1, To: 2, Times: 3}, session.Flow{From: 2, To: 1, Times: 3}
	return []told{
		{"R-I1", "remedial", level(1), level(-1)},
		{"R-I2", "remedial", then(once("baseline/1", 5), met(1, "target/1", 2)), then(once("baseline/1", 5), met(1, "target/1", 8))},
		{"R-I3", "remedial", met(1, "transfer_asked/1", 1, "transfer_seen/1", 1), met(1, "transfer_asked/1", 1, "transfer_seen/1", 0)},
		{"R-I4", "remedial", met(1, "practice/1", 2), met(1, "practice/1", 0)},
		{"R-I5", "remedial", met(1, "skill_used", 9, "problem_rewarded", 1), met(1, "skill_used", 1, "problem_rewarded", 5)},
		{"R-I6", "remedial", rise("life_areas/1", 10, 20), rise("life_areas/1", 20, 10)},
		{"M-I1", "reciprocal", with(1, kinds(6)), with(1, kinds(1))},
		{"M-I2", "reciprocal", with(1, gives(2, 2)), with(1, gives(9, 0))},
		{"M-I3", "reciprocal", with(1, flows(to, back)), with(1, flows(to))},
		{"M-I4", "reciprocal", met(1, clear(8)...), met(1, clear(3)...)},
		{"M-I5", "reciprocal", met(1, "work_level", 3), met(1, "work_level", 1)},
		{"M-I6", "reciprocal", met(1, "obstacles_named", 2, "obstacles_worked", 2), met(1, "obstacles_named", 2, "obstacles_worked", 0)},
		{"M-I7", "reciprocal", met(1, "messages_carried", 2, "messages_answered", 2), met(1, "messages_carried", 2, "messages_answered", 0)},
		{"M-I8", "reciprocal", met(1, "kept_step/1", 1), met(1, "kept_step/1", 0)},
		{"D-I1", "developmental", met(1, all("closeness", 8)...), met(1, one...)},
		{"D-I2", "developmental", met(1, "sign.power_control.s1", 1), met(1, "sign.power_control.s1", 0)},
		{"D-I3", "developmental", met(1, "agenda_share", 90, "roles_share", 90, "parts_share", 90), met(1, "agenda_share", 10, "roles_share", 10, "parts_share", 10)},
		{"D-I4", "developmental", with(1, moments("conflict", "conflict_settled")), with(1, moments("conflict"))},
		{"D-I5", "developmental", met(1, near(8, 8)...), met(1, near(8, 3)...)},
		{"D-I6", "developmental", met(1, "flow_in", 1, "flow_out", 1), met(1, "flow_in", 1, "flow_out", 0)},
		{"D-I7", "developmental", then(once("place_secured", 1, "cover", 1), met(3, clear(9)...)), then(once("place_secured", 0, "cover", 0), met(3, clear(3)...))},
		{"D-I8", "developmental", level(1), level(-1)},
		{"S-I1", "social_goals", met(1, all("turns", 5)...), met(1, both(all("turns", 1), []any{"turns/1", 50})...)},
		{"S-I2", "social_goals", met(1, "voters", 6), met(1, "voters", 2)},
		{"S-I3", "social_goals", met(1, "quality", 7), met(1, "quality", 3)},
		{"S-I4", "social_goals", met(1, "promises_due", 4, "promises_kept", 4), met(1, "promises_due", 4, "promises_kept", 1)},
		{"S-I5", "social_goals", met(1, all("leading", 3)...), met(1, all("leading", 0)...)},
		{"S-I6", "social_goals", rise("civic_voice/1", 1, 3), rise("civic_voice/1", 3, 1)},
		{"S-I7", "social_goals", rise("self_worth/1", 1, 3), rise("self_worth/1", 3, 1)},
		{"S-I8", "social_goals", rise("power_level", 1, 3), rise("power_level", 3, 3)},
		{"S-I9", "social_goals", met(1, "outcome_level", 4), met(1, "outcome_level", 1)},
		{"S-I10", "social_goals", met(1, "worker_moves", 1, "all_moves", 10), met(1, "worker_moves", 5, "all_moves", 10)},
	}
}
