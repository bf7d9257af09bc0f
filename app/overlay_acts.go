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
	"groupwork/session"
	"groupwork/store"
)

// Lay is what the form of one overlay holds: which, on or off, and for group therapy the supervisor who co-signs.
type Lay struct {
	Which   string
	On      bool
	Cosigns string
}

// LayOver puts an overlay over a group, or takes it off. Group therapy wants somebody qualified first.
func (h *House) LayOver(ctx context.Context, who access.Who, id group.ID, in Lay) error {
	const op = "app.LayOver"
	var g group.Group
	return h.do(ctx, who, access.EditOverlays, string(id), ofGroup(id, &g), func(a *at) error {
		leaves, err := a.LeavesIn(ctx, id)
		if err != nil {
			return err
		}
		if !slices.Contains(overlay.Overlays(), in.Which) {
			return wrong(op, "which", "overlay.field.unknown")
		}
		for _, l := range overlay.Of(leaves, overlay.InForce) {
			if l.Field("overlay") != in.Which || !l.Done.IsZero() {
				continue
			}
			if in.On {
				return fault.New(fault.Stale, op, "app.moved_on")
			}
			l.Done, l.DoneBy = a.now, a.self
			return a.saveLeaf(h, l, l.Person)
		}
		if !in.On {
			return fault.New(fault.Stale, op, "app.moved_on")
		}
		l := overlay.Leaf{Group: id, Kind: overlay.InForce, Fields: map[string]private.Text{"overlay": private.Of(in.Which), "cosigns": private.Of(in.Cosigns)}}
		if in.Which == overlay.Therapy {
			if g.Model() == "social_goals" {
				return wrong(op, "which", "overlay.therapy.social_goals")
			}
			if in.Cosigns != "" && g.PartOf(people.ID(in.Cosigns), a.now) != group.Supervises {
				return wrong(op, "cosigns", "overlay.therapy.supervisor")
			}
			staff, err := a.therapyStaff(g, []overlay.Leaf{l})
			if err != nil {
				return err
			}
			if overlay.MayHold(staff, a.now) != nil {
				return wrong(op, "which", "overlay.therapy.nobody_now")
			}
		}
		return a.saveLeaf(h, l, "")
	})
}

// therapyStaff gathers who leads a group, who co-signs, and what qualifies them.
func (a *at) therapyStaff(g group.Group, leaves []overlay.Leaf) (overlay.Staff, error) {
	s := overlay.Staff{Has: map[people.ID][]overlay.Qualification{}}
	for _, w := range g.Workers {
		if g.PartOf(w.Person, a.now) == group.Lead && w.Part == group.Lead {
			s.Leads = append(s.Leads, w.Person)
		}
	}
	for _, l := range overlay.Of(leaves, overlay.InForce) {
		if l.Field("overlay") == overlay.Therapy && l.Done.IsZero() {
			s.Cosigns = people.ID(l.Field("cosigns"))
		}
	}
	for _, p := range append(slices.Clone(s.Leads), s.Cosigns) {
		qs, err := a.QualificationsOf(a.ctx, p)
		if err != nil {
			return s, err
		}
		s.Has[p] = qs
	}
	return s, nil
}

// mayMeet stops the planning of a therapy session when nobody is qualified on its day, or when members come to a second
// meeting without screening and preparation. Groups without that overlay are not asked.
func (a *at) mayMeet(g group.Group, starts time.Time, number int) error {
	leaves, err := a.LeavesIn(a.ctx, g.ID)
	if err != nil || !overlay.Lies(leaves, overlay.Therapy) {
		return err
	}
	staff, err := a.therapyStaff(g, leaves)
	if err != nil {
		return err
	}
	stays, err := a.StaysIn(a.ctx, g.ID)
	if err != nil {
		return err
	}
	err = both(overlay.MayHold(staff, starts), overlay.MayMeet(leaves, stays, number))
	for _, f := range fault.Fields(err) {
		f.Args["mend"] = "/groups/" + string(g.ID) + "/overlays"
	}
	return err
}

// LeafInput is one leaf as typed.
type LeafInput struct {
	Kind    string
	Session string
	Version int // of the scope that the form was made from
	Fields  map[string]string
}

// KeepGroupLeaf keeps a leaf about the whole group: the answer about risk after a meeting, a task, a referral in.
func (h *House) KeepGroupLeaf(ctx context.Context, who access.Who, id group.ID, in LeafInput) error {
	var g group.Group
	return h.do(ctx, who, access.EditOverlays, string(id), ofGroup(id, &g), func(a *at) error {
		l := overlay.Leaf{Group: id, Kind: overlay.Kind(in.Kind), Session: session.ID(in.Session), By: a.self, Fields: texts(in.Fields)}
		var err error
		switch l.Kind {
		case overlay.Risk:
			l.Once = "risk:" + in.Session
			err = both(overlay.CheckRisk(l), a.heldIn(g, l.Session))
		case overlay.Task:
			err = overlay.CheckTask(l)
		case overlay.ReferralIn:
			l.Due, err = overlay.AnswerBy(a.now), overlay.CheckReferral(l)
		default:
			err = wrong("app.KeepGroupLeaf", "kind", "overlay.field.unknown")
		}
		if err != nil {
			return err
		}
		return a.saveLeaf(h, l, "")
	})
}

// heldIn wants a session of the group that was held.
func (a *at) heldIn(g group.Group, id session.ID) error {
	heads, err := a.SessionsIn(a.ctx, g.ID)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(heads, func(head store.SessionHead) bool { return head.ID == id && head.State == session.Held }) {
		return wrong("app.heldIn", "session", "overlay.risk.session")
	}
	return nil
}

// KeepMemberLeaf keeps a leaf about one member. What leaves the house must name nobody else, and an update tells only
// what the member's scope lets us tell.
func (h *House) KeepMemberLeaf(ctx context.Context, who access.Who, id group.StayID, in LeafInput) error {
	var st group.Stay
	var g group.Group
	return h.do(ctx, who, access.EditOverlays, string(id), ofStay(id, &st, &g), func(a *at) error {
		l := overlay.Leaf{Group: g.ID, Kind: overlay.Kind(in.Kind), Stay: id, By: a.self, Fields: texts(in.Fields)}
		var err error
		switch l.Kind {
		case overlay.Screening:
			err = overlay.CheckScreening(l)
		case overlay.Preparation:
			err = overlay.CheckPreparation(l)
		case overlay.Scope:
			l, err = a.newScope(l, in.Version)
		case overlay.SharedGoal:
			err = both(overlay.CheckGoal(l), a.namesNobody(g, st, l))
		case overlay.Update:
			err = both(h.unblocked(a, g, "send_update"), mayShare(st, a.now), a.checkUpdate(g, st, l))
		case overlay.ReferralOut:
			if l.Field("warm") == "yes" {
				l.Due = overlay.HandoverBy(a.now)
			}
			err = both(overlay.CheckHandover(l), a.namesNobody(g, st, l))
		default:
			err = wrong("app.KeepMemberLeaf", "kind", "overlay.field.unknown")
		}
		if err != nil {
			return err
		}
		return a.saveLeaf(h, l, st.Person)
	})
}

// consentCasework is the member's yes to what is shared with their caseworker; the scope says what.
const consentCasework = "sharing_with_caseworker"

func mayShare(st group.Stay, at time.Time) error {
	if st.Agrees(consentCasework, at) {
		return nil
	}
	return &fault.Error{Kind: fault.Invalid, Op: "app.mayShare", Fields: []fault.Field{{Name: "consent", Key: "overlay.update.no_consent",
		Args: map[string]any{"mend": "/stays/" + string(st.ID)}}}}
}

// newScope puts a new scope in the place of the old one: a member's scope is one leaf.
func (a *at) newScope(l overlay.Leaf, version int) (overlay.Leaf, error) {
	if err := overlay.CheckScope(l); err != nil {
		return l, err
	}
	l.Once = "scope:" + string(l.Stay)
	old, err := a.LeafOnce(a.ctx, l.Once)
	if fault.Of(err) == fault.Missing {
		return l, nil
	}
	if err == nil {
		err = fresh("app.newScope", old.Version, version)
	}
	old.Fields = l.Fields
	return old, err
}

func (a *at) checkUpdate(g group.Group, st group.Stay, l overlay.Leaf) error {
	scope, err := a.LeafOnce(a.ctx, "scope:"+string(st.ID))
	if err != nil && fault.Of(err) != fault.Missing {
		return err
	}
	return both(overlay.CheckUpdate(l, scope, a.now), a.namesNobody(g, st, l))
}

// namesNobody stops a leaf that leaves the house with another member's name in it.
func (a *at) namesNobody(g group.Group, st group.Stay, l overlay.Leaf) error {
	r := record{}
	var err error
	if r.stays, err = a.StaysIn(a.ctx, g.ID); err != nil {
		return err
	}
	if err := r.read(a, g); err != nil {
		return err
	}
	all := r.names()
	var c fault.Check
	for name, text := range l.Fields {
		n := len(all.hits(text.Reveal(), st.Person))
		c.Want(n == 0, name, "note.names_others", "n", n)
	}
	return c.Err("app.namesNobody")
}

// AnswerLeaf closes what was awaited: a referral is answered, a handover confirmed.
func (h *House) AnswerLeaf(ctx context.Context, who access.Who, id group.ID, leaf overlay.ID, version int, fields map[string]string) error {
	var g group.Group
	return h.do(ctx, who, access.EditOverlays, string(id), ofGroup(id, &g), func(a *at) error {
		l, err := a.Leaf(ctx, leaf)
		if err != nil {
			return err
		}
		if l.Group != id || l.Kind != overlay.ReferralIn && l.Kind != overlay.ReferralOut {
			return fault.New(fault.Missing, "app.AnswerLeaf", "")
		}
		if err := fresh("app.AnswerLeaf", l.Version, version); err != nil {
			return err
		}
		if !l.Done.IsZero() {
			return fault.New(fault.Stale, "app.AnswerLeaf", "app.moved_on")
		}
		for name, text := range fields {
			l.Fields[name] = private.Of(text)
		}
		var c fault.Check
		c.Want(l.Kind != overlay.ReferralIn || slices.Contains(overlay.Answers(), l.Field("answer")), "answer", "overlay.referral.answer")
		c.Want(l.Kind != overlay.ReferralOut || l.Field("arrived") == "yes" || l.Field("arrived") == "no", "arrived", "overlay.handover.arrived")
		if err := both(c.Err("app.AnswerLeaf"), l.Check()); err != nil {
			return err
		}
		l.Done, l.DoneBy = a.now, a.self
		return a.saveLeaf(h, l, l.Person)
	})
}

// sharedGoals are the goals that a member shares with casework, for the member's own report.
func sharedGoals(leaves []overlay.Leaf, st group.StayID) []report.Section {
	var lines []report.Line
	for _, l := range overlay.Of(leaves, overlay.SharedGoal) {
		if l.Stay == st {
			for _, field := range []string{"goal", "group_does", "casework_does"} {
				lines = append(lines, report.Line{Key: "overlay.goal." + field, Text: l.Fields[field]})
			}
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return []report.Section{{Key: "overlay.goal.title", Lines: lines}}
}
