package app

import (
	"context"
	"slices"

	"groupwork/access"
	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
)

// CardView is what a worker has at hand in the room, on one sheet: the plan, who needs what, today's roles and whom to
// call. Needs and numbers are for who works the group.
type CardView struct {
	SessionPlan
	Team  []CardPerson // workers and supervisor, in the order of the group
	Calls []CardPerson // whom to call for a member
}

// CardPerson is somebody on the card. Seat is 0 for workers; Call is a number of theirs, or whom to call for them.
type CardPerson struct {
	Seat   int
	Called private.Text
	Part   group.Part
	Call   private.Text
}

// SessionCard shows what belongs on the card of a session.
func (h *House) SessionCard(ctx context.Context, who access.Who, id session.ID, lang string) (v CardView, err error) {
	if v.SessionPlan, err = h.SessionPlan(ctx, who, id, lang); err != nil {
		return v, err
	}
	var s session.Session
	var g group.Group
	err = h.look(ctx, who, access.SeeSession, ofSession(id, &s, &g), func(a *at) error {
		if !works(g, a) {
			return nil
		}
		var ids []people.ID
		for _, w := range g.Workers {
			ids = append(ids, w.Person)
		}
		for _, seat := range v.Roster {
			ids = append(ids, seat.Person)
		}
		persons, err := a.Tx.People(ctx, ids)
		for i, w := range g.Workers {
			part := g.PartOf(w.Person, a.now)
			first := !slices.ContainsFunc(g.Workers[:i], func(b group.Working) bool { return b.Person == w.Person })
			if first && part != "" && part != group.Observer {
				v.Team = append(v.Team, CardPerson{Called: persons[w.Person].Called, Part: part, Call: persons[w.Person].Phone})
			}
		}
		for _, seat := range v.Roster {
			if call := persons[seat.Person].Emergency; !call.Empty() {
				v.Calls = append(v.Calls, CardPerson{Seat: seat.Number, Called: seat.Called, Call: call})
			}
		}
		return err
	})
	return v, err
}
