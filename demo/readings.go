package demo

import (
	"context"
	"slices"

	"groupwork/access"
	"groupwork/practice"
	"groupwork/session"
	"groupwork/watch"
)

// readings notes what the lead saw at a meeting: what the pack asks, the signs of the phase, and who held which part.
func (m *maker) readings(ctx context.Context, lead access.Who, id session.ID, i int) error {
	v, err := m.h.Reading(ctx, lead, id)
	if err != nil {
		return err
	}
	values := map[string]float64{}
	for _, ask := range v.Asks {
		if x, ok := seen(ask.ID, i, 0); ok {
			values[ask.ID] = x
		}
	}
	for seat, member := range v.Members {
		for _, ask := range v.Each {
			if x, ok := seen(ask.ID, i, seat); ok {
				values[watch.About(ask.ID, member.Stay)] = x
			}
		}
	}
	signs(values, v.Pack, i)
	if err := m.h.NoteReading(ctx, lead, id, v.Own.Version, values); err != nil || !slices.Contains(v.Pack.Pictures, "roles") {
		return err
	}
	return m.roles(ctx, lead, id, i)
}

// seen is what was noted at meeting i (from 0) about the group, or about the member at a place of the list. What is not
// in this list was left out, as workers do.
func seen(ask string, i, seat int) (float64, bool) {
	wave := float64((i*7 + seat*5) % 3) // 0 to 2, without chance
	rise := float64(i)
	x, ok := map[string]float64{
		"turns": 4 + wave + float64(seat%3), "worker_turns": max(3, 9-rise/2), "purpose_clear": min(9, 5+rise/3+wave/2), "safe_to_differ": min(9, 5+rise/4+wave/2),
		"work_level": min(3, 1+float64(i/4)), "obstacles_named": 1 + wave, "obstacles_worked": min(1+wave, float64(i/3)), "messages_carried": float64(i % 2), "messages_answered": float64(i % 2), "kept_step": float64((i + seat) % 2),
		"closeness": min(8, 4+rise/3+wave/2), "worker_place": min(3, 1+float64(i/5)), "agenda_share": min(80, 15+6*rise), "roles_share": min(80, 10+6*rise), "parts_share": min(60, 5+4*rise), "flow_in": wave, "flow_out": float64(i % 2),
		"target": max(0, 9-rise/2+wave), "practice": wave, "transfer_asked": 2, "transfer_seen": min(2, float64(i/4)), "skill_used": 1 + wave,
		"promises_due": 1, "promises_kept": float64(min(1, i%4)), "options": 3, "talk_minutes": 20, "quality": min(7, 4+float64(i/4)), "worker_moves": max(1, 4-rise/3), "all_moves": 8,
		"top_two_roles": max(35, 70-3*rise), "leading": min(5, float64((i+seat%4)/4)), "power_level": min(3, float64(i/4)), "outcome_level": min(2, float64(i/5)), "programme_step": min(14, 1+rise),
	}[ask]
	return x, ok
}

// signs ticks most signs of the phase that the group is in, and few of the others.
func signs(values map[string]float64, pack practice.Pack, i int) {
	now := min(i/3, len(pack.Phases)-1)
	for at, phase := range pack.Phases {
		for n, sign := range phase.Signs {
			ticked := at == now && n%4 != 3 || at == now+1 && n == 0
			values[watch.SignName(phase.ID, sign.ID)] = map[bool]float64{true: 1}[ticked]
		}
	}
}

// roles lets the parts of leading go round, the first three at first and more of them later.
func (m *maker) roles(ctx context.Context, lead access.Who, id session.ID, i int) error {
	v, err := m.h.HeldRoles(ctx, lead, id)
	if err != nil || len(v.Seats) == 0 {
		return err
	}
	held := map[string]int{}
	for n, role := range v.Roles[:min(len(v.Roles), 3+i/2)] {
		held[role] = v.Seats[(n*3+i)%len(v.Seats)].Number
	}
	return m.h.HoldRoles(ctx, lead, id, held)
}
