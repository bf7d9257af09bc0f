package app

import (
	"context"
	"slices"
	"strconv"
	"time"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/overlay"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
)

// What a meeting can leave to be done.
const (
	DueSafety  = "safety"  // a safety mark stands
	DueContact = "contact" // somebody was away without a word
	DueLeft    = "left"    // not of a meeting: somebody left by themselves, perhaps with a wish
)

// DueAfter is something that a meeting left to be done. It stands in nobody's note and waits until somebody says that it
// is done.
type DueAfter struct {
	About                    string
	Seat                     int // 0 is the whole group
	Called, Reach, Emergency private.Text
	Since                    time.Time
	Told                     []DueTold // oldest first
	Open                     bool
}

// DueTold is what somebody did about it.
type DueTold struct {
	What private.Text
	Done bool // nothing more is to be done
	By   private.Text
	At   time.Time
	by   people.ID
}

// DueView is what a meeting left to be done.
type DueView struct {
	Group   GroupRef
	Session session.Session
	All     []DueAfter
	Works   bool
}

// DueInput is what somebody did. Done is "yes" when nothing more is to be done, or "no".
type DueInput struct {
	About      string
	Seat       int
	What, Done string
}

// dueOf reads from a journal what a meeting leaves to be done: safety marks that stand, and who was away without a word.
func dueOf(entries []session.Entry) (all []DueAfter) {
	out := map[session.EntryID]bool{}
	var seats []int
	for _, e := range entries {
		out[e.Corrects] = true
		if e.Seat > 0 && !slices.Contains(seats, e.Seat) {
			seats = append(seats, e.Seat)
		}
	}
	for _, e := range entries {
		known := slices.ContainsFunc(all, func(d DueAfter) bool { return d.Seat == e.Seat })
		if e.Kind == session.Mark && e.Word == session.Safety && !out[e.ID] && !known {
			all = append(all, DueAfter{About: DueSafety, Seat: e.Seat, Since: e.At, Open: true})
		}
	}
	for _, f := range session.Fold(session.Session{State: session.Held}, seats, entries).Seats {
		if f.Presence.State == session.AbsentNoWord {
			all = append(all, DueAfter{About: DueContact, Seat: f.Seat, Open: true})
		}
	}
	return all
}

// followedUp puts what was done about it beside each thing due.
func followedUp(all []DueAfter, of session.ID, leaves []overlay.Leaf) []DueAfter {
	for i := range all {
		for _, l := range overlay.Of(leaves, overlay.FollowUp) {
			if l.Session == of && l.Field("about") == all[i].About && l.Field("seat") == strconv.Itoa(all[i].Seat) {
				one := DueTold{What: l.Fields["what"], Done: l.Field("done") == "yes", by: l.By, At: l.Made}
				all[i].Told, all[i].Open = append(all[i].Told, one), !one.Done
			}
		}
	}
	return all
}

// open tells whether something of a kind waits.
func open(all []DueAfter, about string) (waiting []DueAfter) {
	for _, one := range all {
		if one.About == about && one.Open {
			waiting = append(waiting, one)
		}
	}
	return waiting
}

// Due shows what a meeting left to be done, and what was done about it.
func (h *House) Due(ctx context.Context, who access.Who, id session.ID) (v DueView, err error) {
	var g group.Group
	err = h.read(ctx, who, access.SeeDue, string(id), ofSession(id, &v.Session, &g), func(a *at) error {
		v.Group, v.Works = ref(g), works(g, a)
		r, err := h.gather(a, v.Session, g)
		if err != nil {
			return err
		}
		leaves, err := a.LeavesIn(ctx, g.ID)
		if err != nil {
			return err
		}
		v.All = followedUp(dueOf(r.entries), id, leaves)
		var tellers []people.ID
		for _, l := range overlay.Of(leaves, overlay.FollowUp) {
			tellers = append(tellers, l.By)
		}
		by, err := a.Tx.People(ctx, tellers)
		if err != nil {
			return err
		}
		for i := range v.All {
			one := &v.All[i]
			for k := range one.Told {
				one.Told[k].By = by[one.Told[k].by].Called
			}
			for _, st := range r.stays {
				if p := r.persons[st.Person]; st.Seat == one.Seat && one.Seat > 0 {
					one.Called, one.Reach, one.Emergency = p.Called, p.Reach, p.Emergency
				}
			}
		}
		return nil
	})
	return v, err
}

// DoDue writes down what was done about something that a meeting left. It stays; more can be added.
func (h *House) DoDue(ctx context.Context, who access.Who, id session.ID, in DueInput) error {
	var s session.Session
	var g group.Group
	return h.do(ctx, who, access.DoDue, string(id), ofSession(id, &s, &g), func(a *at) error {
		entries, err := a.EntriesOf(ctx, []session.ID{id})
		if err != nil {
			return err
		}
		var c fault.Check
		c.Want(slices.ContainsFunc(dueOf(entries[id]), func(d DueAfter) bool { return d.About == in.About && d.Seat == in.Seat }), "about", "app.due.unknown")
		c.Want(in.Done == "yes" || in.Done == "no", "done", "app.due.done")
		l := overlay.Leaf{Group: g.ID, Kind: overlay.FollowUp, Session: id, Made: a.now, Fields: map[string]private.Text{"about": private.Of(in.About),
			"seat": private.Of(strconv.Itoa(in.Seat)), "what": private.Of(in.What), "done": private.Of(in.Done)}}
		if err := both(c.Err("app.DoDue"), l.Check("what")); err != nil {
			return err
		}
		stays, err := a.StaysIn(ctx, g.ID)
		if err != nil {
			return err
		}
		st := stayAt(stays, in.Seat)
		l.Stay = st.ID
		return a.saveLeaf(h, l, st.Person)
	})
}

// leftOpen is what waits since somebody left by themselves, if it does.
func leftOpen(leaves []overlay.Leaf, id group.StayID) (overlay.Leaf, bool) {
	for _, l := range overlay.Of(leaves, overlay.FollowUp) {
		if l.Stay == id && l.Field("about") == DueLeft && l.Done.IsZero() {
			return l, true
		}
	}
	return overlay.Leaf{}, false
}

// heard says what became of it that somebody left by themselves.
func (v *StayView) heard(a *at) error {
	if v.Stay.State != group.Left {
		return nil
	}
	leaves, err := a.LeavesIn(a.ctx, v.Stay.Group)
	_, v.LeftWaits = leftOpen(leaves, v.Stay.ID)
	for _, l := range overlay.Of(leaves, overlay.FollowUp) {
		if l.Stay == v.Stay.ID && l.Field("about") == DueLeft {
			v.LeftDone = l.Fields["what"]
		}
	}
	return err
}

// leftNeeds are the members who left by themselves in the last days, until somebody says what was done.
func (a *at) leftNeeds(g group.Group, stays []group.Stay) (needs []Need, err error) {
	var leaves []overlay.Leaf
	for _, st := range stays {
		if st.State != group.Left || a.now.Sub(st.Left) > fewDays {
			continue
		}
		if leaves == nil {
			if leaves, err = a.LeavesIn(a.ctx, g.ID); err != nil {
				return nil, err
			}
		}
		if l, waits := leftOpen(leaves, st.ID); waits {
			p, err := a.Person(a.ctx, st.Person)
			if err != nil {
				return nil, err
			}
			needs = append(needs, Need{Kind: DueLeft, Group: ref(g), Person: p.Called, Due: l.Due, Path: "/stays/" + string(st.ID)})
		}
	}
	return needs, nil
}

// DoLeft writes down what was done about it that somebody left by themselves.
func (h *House) DoLeft(ctx context.Context, who access.Who, id group.StayID, what string) error {
	var st group.Stay
	var g group.Group
	return h.do(ctx, who, access.DoDue, string(id), ofStay(id, &st, &g), func(a *at) error {
		leaves, err := a.LeavesIn(ctx, g.ID)
		if err != nil {
			return err
		}
		l, waits := leftOpen(leaves, id)
		if !waits {
			return wrong("app.DoLeft", "what", "app.due.unknown")
		}
		l.Fields["what"], l.Done, l.DoneBy = private.Of(what), a.now, a.self
		if err := l.Check("what"); err != nil {
			return err
		}
		return a.saveLeaf(h, l, st.Person)
	})
}
