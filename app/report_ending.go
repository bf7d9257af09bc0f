package app

import (
	"context"
	"slices"
	"time"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/overlay"
	"groupwork/people"
	"groupwork/private"
	"groupwork/report"
)

// EndingView is an end sheet: what the model asks at the end, of a member or of the group.
type EndingView struct {
	Group   GroupRef
	Stay    group.StayID
	Person  PersonRef
	Asks    []string
	Fields  map[string]string
	Version int
}

// Picked are the fields of an end sheet that hold one code of a list: a step of a ladder, or what in the group helped most.
func Picked() map[string][]string {
	power := []string{"P0", "P1", "P2", "P3", "P4", "P5"}
	return map[string][]string{"outcome": {"O0", "O1", "O2", "O3", "O4", "O5"}, "power_before": power, "power_after": power, report.HelpedMost: report.Means()}
}

// ownFields are what a member fills in about themselves on their own page: all but what others saw and when to meet.
func ownFields(p report.Plan) []string {
	return slices.DeleteFunc(slices.Clone(p.Asks["member"]), func(f string) bool { return f == "outside" || f == "follow_up" })
}

// GroupEnding shows the end sheet of a group.
func (h *House) GroupEnding(ctx context.Context, who access.Who, id group.ID) (v EndingView, err error) {
	var g group.Group
	err = h.look(ctx, who, access.EditEnding, ofGroup(id, &g), func(a *at) error {
		v, err = h.endingView(a, g, group.Stay{})
		return err
	})
	return v, err
}

// MemberEnding shows the end sheet of a member.
func (h *House) MemberEnding(ctx context.Context, who access.Who, id group.StayID) (v EndingView, err error) {
	var st group.Stay
	var g group.Group
	err = h.look(ctx, who, access.EditEnding, ofStay(id, &st, &g), func(a *at) error {
		if v, err = h.endingView(a, g, st); err != nil {
			return err
		}
		p, err := a.Person(ctx, st.Person)
		v.Person = PersonRef{ID: p.ID, Called: p.Called}
		return err
	})
	return v, err
}

func (h *House) endingView(a *at, g group.Group, st group.Stay) (v EndingView, err error) {
	plans, err := report.Load()
	if err != nil {
		return v, err
	}
	l, err := a.ending(g.ID, st.ID)
	if err != nil {
		return v, err
	}
	v = EndingView{Group: ref(g), Stay: st.ID, Asks: plans.Of(g.Model()).Asks[askedOf(st)], Fields: map[string]string{}, Version: l.Version}
	for name, text := range l.Fields {
		v.Fields[name] = text.Reveal()
	}
	return v, nil
}

func askedOf(st group.Stay) string {
	if st.ID != "" {
		return "member"
	}
	return "group"
}

// SaveGroupEnding keeps what a group was asked at the end.
func (h *House) SaveGroupEnding(ctx context.Context, who access.Who, id group.ID, version int, fields map[string]string) error {
	var g group.Group
	return h.do(ctx, who, access.EditEnding, string(id), ofGroup(id, &g), func(a *at) error {
		return h.saveEnding(a, g, group.Stay{}, version, fields, nil)
	})
}

// SaveMemberEnding keeps what a member was asked at the end, as a worker wrote it down.
func (h *House) SaveMemberEnding(ctx context.Context, who access.Who, id group.StayID, version int, fields map[string]string) error {
	var st group.Stay
	var g group.Group
	return h.do(ctx, who, access.EditEnding, string(id), ofStay(id, &st, &g), func(a *at) error {
		return h.saveEnding(a, g, st, version, fields, nil)
	})
}

// SaveOwnEnding keeps a member's own words for their report.
func (h *House) SaveOwnEnding(ctx context.Context, who access.Who, id group.StayID, version int, fields map[string]string) error {
	var st group.Stay
	return h.do(ctx, who, access.WriteOwnEnding, string(id), ofOwnStay(id, &st), func(a *at) error {
		g, err := a.Group(ctx, st.Group)
		if err != nil {
			return err
		}
		plans, err := report.Load()
		if err != nil {
			return err
		}
		return h.saveEnding(a, g, st, version, fields, ownFields(plans.Of(g.Model())))
	})
}

// saveEnding keeps the fields that the model asks; what is not named stays as it is. A member may write only some.
func (h *House) saveEnding(a *at, g group.Group, st group.Stay, version int, fields map[string]string, only []string) error {
	const op = "app.saveEnding"
	plans, err := report.Load()
	if err != nil {
		return err
	}
	if st.ID != "" && st.Seat == 0 {
		return fault.New(fault.Missing, op, "")
	}
	l, err := a.ending(g.ID, st.ID)
	if err != nil {
		return err
	}
	if err := fresh(op, l.Version, version); err != nil {
		return err
	}
	asks := plans.Of(g.Model()).Asks[askedOf(st)]
	if only != nil {
		asks = only
	}
	if l.Fields == nil {
		l.Fields = map[string]private.Text{}
	}
	var c fault.Check
	for name, typed := range fields {
		c.Want(slices.Contains(asks, name), name, "overlay.field.unknown")
		if codes := Picked()[name]; codes != nil && typed != "" {
			c.Want(slices.Contains(codes, typed), name, "overlay.field.unknown")
		}
		if name == "follow_up" && typed != "" {
			_, err := time.Parse(time.DateOnly, typed)
			c.Want(err == nil, name, "overlay.date.wrong")
		}
		l.Fields[name] = private.Of(typed)
	}
	if err := both(c.Err(op), l.Check()); err != nil {
		return err
	}
	return a.saveLeaf(h, l, st.Person)
}

// saveLeaf saves a leaf; a new one gets its id, time and author.
func (a *at) saveLeaf(h *House, l overlay.Leaf, about people.ID) error {
	if l.Version == 0 {
		l.ID, l.By, l.Person = overlay.ID(h.NewID()), a.self, about
		if l.Made.IsZero() {
			l.Made = a.now
		}
	}
	a.touches(string(l.ID))
	_, err := a.SaveLeaf(a.ctx, l)
	return err
}
