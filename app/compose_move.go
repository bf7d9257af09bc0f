package app

import (
	"context"
	"slices"

	"groupwork/access"
	"groupwork/compose"
	"groupwork/fault"
)

// Moving is a placement by hand: a person into a group, or with another in exchange (With, else −1).
type Moving struct{ Person, To, With int }

// tried works a move out on the plan as it stands.
func (d *draft) tried(in Moving) (after []int, change compose.Change, err error) {
	if d.plan == nil {
		return nil, change, fault.New(fault.Stale, "app.move", "compose.no_plan")
	}
	n, k := len(d.plan), len(d.composed.Groups)
	if in.Person < 0 || in.Person >= n || in.With >= n || in.With == in.Person || in.With < 0 && (in.To < compose.Waits || in.To >= k) {
		return nil, change, wrong("app.move", "to", "compose.group.missing")
	}
	after, change, err = compose.Try(d.composed, d.plan, in.Person, in.To, max(in.With, -1))
	if err != nil {
		return nil, change, wrong("app.move", "to", "compose.group.missing")
	}
	return after, change, nil
}

// TryMove tells what a move would gain and cost, and changes nothing.
func (h *House) TryMove(ctx context.Context, who access.Who, id string, in Moving) (v Draft, change compose.Change, err error) {
	err = h.onDraft(ctx, who, id, func(d *draft) error {
		v = d.view()
		_, change, err = d.tried(in)
		return err
	})
	return v, change, err
}

// Move puts somebody elsewhere by hand. The people moved are pinned: what a worker decided stays when the rest is
// composed again.
func (h *House) Move(ctx context.Context, who access.Who, id string, version int, in Moving) error {
	return h.onIdle(ctx, who, id, version, func(d *draft) error {
		after, change, err := d.tried(in)
		if err != nil {
			return err
		}
		if slices.Equal(after, d.plan) {
			return nil
		}
		d.moves = append(slices.Clone(d.moves), HandMove{Person: in.Person, From: d.plan[in.Person], To: after[in.Person], With: in.With,
			Points: change.Points, At: d.touched, before: d.plan})
		d.plan, d.score = after, change.After
		d.pin(in.Person, after[in.Person] != compose.Waits)
		if in.With >= 0 {
			d.pin(in.With, after[in.With] != compose.Waits)
		}
		return nil
	})
}

func (d *draft) pin(x int, on bool) {
	if on {
		d.pins[x] = true
	} else {
		delete(d.pins, x)
	}
}

// Undo takes the last move by hand back.
func (h *House) Undo(ctx context.Context, who access.Who, id string, version int) error {
	return h.onIdle(ctx, who, id, version, func(d *draft) error {
		if len(d.moves) == 0 {
			return fault.New(fault.Stale, "app.Undo", "compose.no_move")
		}
		last := d.moves[len(d.moves)-1]
		score, err := compose.Evaluate(d.composed, last.before)
		if err != nil {
			return err
		}
		d.plan, d.score, d.moves = last.before, score, slices.Clone(d.moves[:len(d.moves)-1])
		d.pin(last.Person, false)
		if last.With >= 0 {
			d.pin(last.With, false)
		}
		return nil
	})
}

// Pin keeps somebody where they sit, or lets them go again.
func (h *House) Pin(ctx context.Context, who access.Who, id string, version, person int, on bool) error {
	return h.onIdle(ctx, who, id, version, func(d *draft) error {
		if d.plan == nil || person < 0 || person >= len(d.plan) || d.plan[person] == compose.Waits {
			return fault.New(fault.Stale, "app.Pin", "compose.no_plan")
		}
		d.pin(person, on)
		return nil
	})
}

// WhyHere tells why somebody sits where they sit, and what the nearest other places would change.
func (h *House) WhyHere(ctx context.Context, who access.Who, id string, person int) (v Draft, why compose.Reason, err error) {
	err = h.onDraft(ctx, who, id, func(d *draft) error {
		if d.plan == nil || person < 0 || person >= len(d.plan) {
			return fault.New(fault.Missing, "app.WhyHere", "")
		}
		v = d.view()
		return nil
	})
	if err == nil { // outside the lock: with many people it takes its time
		why, err = compose.Why(v.Composed, v.Plan, person)
	}
	return v, why, err
}
