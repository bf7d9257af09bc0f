package app

import (
	"context"
	"slices"
	"time"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/overlay"
	"groupwork/private"
)

// HarmsView is the list of events in which the group itself did somebody harm.
type HarmsView struct {
	Group     GroupRef
	Part      group.Part
	Harms     []overlay.Leaf // newest first
	Kinds     []string
	Oversees  bool
	Unwatched int // not yet looked at by a supervisor
}

// HarmInput is one such event as typed. On is the day.
type HarmInput struct{ On, Kind, What, Done string }

// Harms shows what did harm in a group.
func (h *House) Harms(ctx context.Context, who access.Who, id group.ID) (v HarmsView, err error) {
	var g group.Group
	err = h.read(ctx, who, access.SeeHarms, string(id), ofGroup(id, &g), func(a *at) error {
		leaves, err := a.LeavesIn(ctx, id)
		if err != nil {
			return err
		}
		v = HarmsView{Group: ref(g), Part: g.PartOf(a.self, a.now), Harms: overlay.Of(leaves, overlay.Harm), Kinds: overlay.HarmKinds()}
		v.Oversees = v.Part == group.Supervises
		for _, l := range v.Harms {
			if l.Done.IsZero() {
				v.Unwatched++
			}
		}
		slices.Reverse(v.Harms)
		return nil
	})
	return v, err
}

// RecordHarm puts an event on the list. It stays there.
func (h *House) RecordHarm(ctx context.Context, who access.Who, id group.ID, in HarmInput) error {
	var g group.Group
	return h.do(ctx, who, access.RecordHarm, string(id), ofGroup(id, &g), func(a *at) error {
		day, err := time.ParseInLocation(time.DateOnly, in.On, a.zone())
		var c fault.Check
		c.Want(err == nil && !day.After(a.now), "on", "overlay.date.past")
		c.Want(slices.Contains(overlay.HarmKinds(), in.Kind), "kind", "overlay.harm.kind")
		l := overlay.Leaf{Group: g.ID, Kind: overlay.Harm, Made: day.UTC(), Fields: map[string]private.Text{
			"kind": private.Of(in.Kind), "what": private.Of(in.What), "done": private.Of(in.Done)}}
		if err := both(c.Err("app.RecordHarm"), l.Check("what"), a.namesNobody(g, group.Stay{}, l)); err != nil {
			return err
		}
		return a.saveLeaf(h, l, "")
	})
}

// ReviewHarm records that the supervisor has looked at an event, and what they say to it.
func (h *House) ReviewHarm(ctx context.Context, who access.Who, id group.ID, leaf overlay.ID, version int, words string) error {
	var g group.Group
	return h.do(ctx, who, access.ReviewHarm, string(id), ofGroup(id, &g), func(a *at) error {
		l, err := a.leafOf(g, leaf, overlay.Harm)
		if err != nil {
			return err
		}
		if err := fresh("app.ReviewHarm", l.Version, version); err != nil {
			return err
		}
		l.Fields["review"], l.Done, l.DoneBy = private.Of(words), a.now, a.self
		said := overlay.Leaf{Fields: map[string]private.Text{"review": l.Fields["review"]}} // what was put on the list stays as it is
		if err := both(l.Check("review"), a.namesNobody(g, group.Stay{}, said)); err != nil {
			return err
		}
		return a.saveLeaf(h, l, l.Person)
	})
}

// leafOf gives a leaf of a group's folder, if it is of the kind.
func (a *at) leafOf(g group.Group, id overlay.ID, kind overlay.Kind) (overlay.Leaf, error) {
	l, err := a.Leaf(a.ctx, id)
	if err == nil && (l.Group != g.ID || l.Kind != kind) {
		return l, fault.New(fault.Missing, "app.leafOf", "")
	}
	return l, err
}
