package app

import (
	"context"
	"strconv"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
)

// Placing opens one of the composed groups, or takes a group that is there, and invites its people. Came says how each
// person came, by seat; whoever has none is left out.
type Placing struct {
	Number int
	Into   string // empty for a new group
	New    OpenGroup
	Came   map[int]string
}

// PlaceComposed opens the group and invites its people by the acts of every day, all of them or none; each of them asks
// for its own permission, and everybody still says yes for themselves. Who is already on the way in is passed over.
// Sent again, it answers with the group that there is by now.
func (h *House) PlaceComposed(ctx context.Context, who access.Who, id group.CompositionID, version int, in Placing) (to group.ID, err error) {
	var v ComposedView
	c := &v.Composition
	err = h.do(ctx, who, access.PlaceComposed, string(id), ofComposition(id, c), func(a *at) error {
		if version < c.Version && c.Placed(in.Number, group.ID(in.Into)) {
			to, a.quiet = c.Opened[in.Number], true
			return nil
		}
		if err := fresh("app.PlaceComposed", c.Version, version); err != nil {
			return err
		}
		if err := h.composed(a, &v); err != nil {
			return err
		}
		if err := v.fits(in); err != nil {
			return err
		}
		if to, err = h.place(a, c, in); err != nil {
			return err
		}
		c.Became(in.Number, to)
		a.touches(string(to))
		_, err := a.SaveComposition(ctx, *c)
		return err
	})
	if err != nil {
		to = ""
	}
	return to, err
}

// place opens the group, where it is a new one, and invites.
func (h *House) place(a *at, c *group.Composition, in Placing) (to group.ID, err error) {
	if to = group.ID(in.Into); to == "" {
		err = h.within(a, access.OpenGroup, "", nil, func(a *at) (err error) {
			to, err = h.openGroup(a, in.New)
			return err
		})
	}
	for x, s := range c.Seats {
		if err != nil || s.Group != in.Number || in.Came[x] == "" {
			continue
		}
		var g group.Group
		err = h.within(a, access.InviteMember, string(to), ofGroup(to, &g), func(a *at) error {
			_, err := h.inviteMember(a, g, InviteMember{Person: string(s.Person), New: PersonInput{Called: s.Name.Reveal()}, Came: in.Came[x]})
			return err
		})
		if already(err) {
			err = nil
		}
	}
	return to, err
}

// fits says what is wrong with a placing before anything is done.
func (v ComposedView) fits(in Placing) error {
	var c fault.Check
	c.Want(in.Number >= 0 && in.Number < len(v.Opened), "into", "compose.group.missing")
	if c.Err("") == nil {
		c.Want(len(v.Composition.Opened) == 0 || v.Composition.Opened[in.Number] == "", "into", "store.moved_on")
	}
	mine := in.Into == ""
	for _, g := range v.Groups {
		mine = mine || string(g.ID) == in.Into
	}
	c.Want(mine, "into", "composition.group.missing")
	for x, came := range in.Came {
		known := came == ""
		for _, way := range v.Ways {
			known = known || way == came
		}
		c.Want(known, "came."+strconv.Itoa(x), "stay.came.missing")
	}
	return c.Err("app.PlaceComposed")
}

// already tells whether somebody could not be invited because they are on the way in or inside.
func already(err error) bool {
	for _, f := range fault.Fields(err) {
		if f.Key != "stay.already" {
			return false
		}
	}
	return len(fault.Fields(err)) > 0
}
