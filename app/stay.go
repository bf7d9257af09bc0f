package app

import (
	"cmp"
	"context"
	"slices"
	"time"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/practice"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store"
	"groupwork/watch"
)

// StayCard is one stay on a list.
type StayCard struct {
	Stay   group.StayID
	Person people.ID
	Called private.Text
	Group  GroupRef
	State  group.State
	Since  time.Time
	Reason string // of leaving
}

func (a *at) stayCard(s group.Stay, p people.Person) (StayCard, error) {
	g, err := a.Group(a.ctx, s.Group)
	return StayCard{Stay: s.ID, Person: p.ID, Called: p.Called, Group: ref(g), State: s.State, Since: since(s)}, err
}

// since is when the stay came to its present state.
func since(s group.Stay) time.Time {
	switch s.State {
	case group.Screened:
		return s.Screened
	case group.Waiting:
		return s.Waiting
	case group.Active:
		return s.Joined
	case group.Left, group.Declined:
		return s.Left
	}
	return s.Invited
}

// InviteMember says whom to invite: somebody on record, or somebody new.
type InviteMember struct {
	Person string
	New    PersonInput
	Came   string
}

// InviteMember begins a stay for somebody.
func (h *House) InviteMember(ctx context.Context, who access.Who, g group.ID, in InviteMember) (id group.StayID, err error) {
	var gr group.Group
	err = h.do(ctx, who, access.InviteMember, string(g), ofGroup(g, &gr), func(a *at) error {
		id, err = h.inviteMember(a, gr, in)
		return err
	})
	return id, err
}

func (h *House) inviteMember(a *at, g group.Group, in InviteMember) (group.StayID, error) {
	person, err := h.whom(a, in)
	if err != nil {
		return "", err
	}
	earlier, err := a.StaysOf(a.ctx, person)
	if err != nil {
		return "", err
	}
	s, err := group.Invite(group.StayID(h.NewID()), g.ID, person, group.Voluntariness(in.Came), earlier, a.now)
	if err != nil {
		return "", err
	}
	if !g.Closed.IsZero() {
		return "", fault.New(fault.Stale, "app.InviteMember", "group.closed")
	}
	a.touches(string(s.ID), string(person))
	_, err = a.SaveStay(a.ctx, s)
	return s.ID, err
}

// whom gives the person to invite; somebody on record must be one that the inviter may know of.
func (h *House) whom(a *at, in InviteMember) (people.ID, error) {
	if in.Person == "" {
		return h.addPerson(a, in.New)
	}
	var p people.Person
	var stays []group.Stay
	ties, err := ofPerson(people.ID(in.Person), &p, &stays)(a)
	if err == nil {
		err = h.Policy.Decide(access.SeePerson, ties)
	}
	if kind := fault.Of(err); kind == fault.Missing || kind == fault.Withheld || kind == fault.Forbidden {
		return "", wrong("app.InviteMember", "person", "app.person.unknown")
	}
	return p.ID, err
}

// MemberLink makes the single-use link with which the person answers and comes in.
func (h *House) MemberLink(ctx context.Context, who access.Who, id group.StayID) (link Link, err error) {
	var s group.Stay
	var g group.Group
	err = h.do(ctx, who, access.EditStay, string(id), ofStay(id, &s, &g), func(a *at) error {
		if s.State == group.Left || s.State == group.Declined {
			return fault.New(fault.Stale, "app.MemberLink", "stay.moved_on")
		}
		if _, err := a.AccountOf(ctx, s.Person); fault.Of(err) != fault.Missing { // a link must not open an account that is there
			return cmp.Or(err, wrong("app.MemberLink", "link", "app.link.has_account"))
		}
		link, err = h.invite(a, s.Person, []people.Role{people.Member}, id)
		return err
	})
	return link, err
}

// StayView is a stay's page, for staff.
type StayView struct {
	Stay         group.Stay
	Person       people.Person
	Group        GroupRef
	GroupPurpose private.Text
	Pack         practice.Pack
	Core         practice.Core
	EarlierPacks []practice.Pack // models that the group worked by before, for what was answered under them
	Missing      []string        // phrase keys of what is missing before becoming active
	Before       []watch.Gate    // what the pack wants before somebody joins, and is not answered or not so
	Notes        []NoteRef
	Earlier      []StayCard
	Reasons      []string
	Mine         bool
	LeftWaits    bool         // they left by themselves, and nobody said what was done
	LeftDone     private.Text // what was done
}

// Stay shows a stay.
func (h *House) Stay(ctx context.Context, who access.Who, id group.StayID) (v StayView, err error) {
	var g group.Group
	err = h.read(ctx, who, access.SeeStay, string(id), ofStay(id, &v.Stay, &g), func(a *at) error {
		if v.Person, err = a.Person(ctx, v.Stay.Person); err != nil {
			return err
		}
		v.Group, v.GroupPurpose, v.Pack, v.Core = ref(g), g.Purpose, h.pack(g), h.Library.Core()
		for _, pack := range h.Library.Models() {
			if pack.ID != v.Pack.ID && slices.ContainsFunc(g.Models, func(m group.ModelChoice) bool { return m.Model == pack.ID }) {
				v.EarlierPacks = append(v.EarlierPacks, pack)
			}
		}
		v.Reasons = h.Library.Vocabulary().List("leaving")
		ties, err := a.groupTies(g.ID)
		if err != nil {
			return err
		}
		v.Mine = h.Policy.Decide(access.EditStay, ties) == nil
		all, err := a.StaysIn(ctx, g.ID)
		if err != nil {
			return err
		}
		if err := v.heard(a); err != nil {
			return err
		}
		trial := v.Stay
		if v.Stay.State != group.Active && v.Stay.State != group.Left && v.Stay.State != group.Declined {
			shut := a.closedToNew(g)
			if shut != nil && fault.Of(shut) != fault.Invalid {
				return shut
			}
			for _, f := range fault.Fields(both(shut, trial.Activate(v.Person, g, without(all, id), a.now))) {
				v.Missing = append(v.Missing, f.Key)
			}
			if v.Before, err = h.gatesBefore(a, g, "activate"); err != nil {
				return err
			}
		}
		for _, s := range all {
			if s.Person == v.Person.ID && s.ID != id {
				v.Earlier = append(v.Earlier, StayCard{Stay: s.ID, Person: s.Person, Called: v.Person.Called, Group: v.Group, State: s.State, Since: since(s)})
			}
		}
		v.Notes, err = a.noteRefs(id, false)
		return err
	})
	return v, err
}

// closedToNew refuses somebody new once a closed group has met.
func (a *at) closedToNew(g group.Group) error {
	if g.Open {
		return nil
	}
	heads, err := a.SessionsIn(a.ctx, g.ID)
	if err == nil && slices.ContainsFunc(heads, func(head store.SessionHead) bool { return head.State == session.Held }) {
		return wrong("app.Activate", "open", "app.group.closed_to_new")
	}
	return err
}

func without(all []group.Stay, id group.StayID) []group.Stay {
	var others []group.Stay
	for _, s := range all {
		if s.ID != id {
			others = append(others, s)
		}
	}
	return others
}

// changeStay changes a stay at the version that the person saw.
func (h *House) changeStay(ctx context.Context, who access.Who, act access.Act, id group.StayID, version int,
	change func(a *at, s *group.Stay, g group.Group) error) error {
	var s group.Stay
	var g group.Group
	return h.do(ctx, who, act, string(id), ofStay(id, &s, &g), func(a *at) error {
		if err := fresh(string(act), s.Version, version); err != nil {
			return err
		}
		if err := change(a, &s, g); err != nil {
			return err
		}
		_, err := a.SaveStay(ctx, s)
		return err
	})
}

// Screen records that worker and person looked together at whether the group fits.
func (h *House) Screen(ctx context.Context, who access.Who, id group.StayID, version int) error {
	return h.changeStay(ctx, who, access.EditStay, id, version, func(a *at, s *group.Stay, _ group.Group) error { return s.Screen(a.now) })
}

// Wait puts the person on the waiting list.
func (h *House) Wait(ctx context.Context, who access.Who, id group.StayID, version int) error {
	return h.changeStay(ctx, who, access.EditStay, id, version, func(a *at, s *group.Stay, _ group.Group) error { return s.Wait(a.now) })
}

// YesInput is a yes that a worker records for somebody who said it.
type YesInput struct {
	How, Words, Guardian string
	GuardianYes          bool
}

// RecordYes records the member's own yes, and a guardian's where one was given.
func (h *House) RecordYes(ctx context.Context, who access.Who, id group.StayID, version int, in YesInput) error {
	return h.changeStay(ctx, who, access.EditStay, id, version, func(a *at, s *group.Stay, _ group.Group) error {
		if s.Yes != nil && s.Yes.How == "own_account" { // the member's own words stand; a guardian's may join them
			y := *s.Yes
			if in.GuardianYes {
				y.Guardian, y.WhoG = a.now, private.Of(in.Guardian)
			}
			return s.SayYes(y)
		}
		y := group.Yes{Own: a.now, How: in.How, Words: private.Of(in.Words), By: a.self}
		if in.GuardianYes {
			y.Guardian, y.WhoG = a.now, private.Of(in.Guardian)
		} else if s.Yes != nil { // recorded before, it stands
			y.Guardian, y.WhoG = s.Yes.Guardian, s.Yes.WhoG
		}
		if s.Yes != nil && y.Words.Empty() {
			y.Words = s.Yes.Words
		}
		if in.How == "own_account" { // only the member's own answer says that
			y.How = ""
		}
		if err := s.SayYes(y); err != nil {
			return err
		}
		return s.Agree(group.ConsentJoin, a.self, a.now) // who says yes to the group agrees to join it, and nothing else
	})
}

// MandateInput is required attendance and what stays the member's choice.
type MandateInput struct {
	Requires, IfLeaving, Reported string
	Choices                       []string
}

// RecordMandate records required attendance.
func (h *House) RecordMandate(ctx context.Context, who access.Who, id group.StayID, version int, in MandateInput) error {
	return h.changeStay(ctx, who, access.EditStay, id, version, func(a *at, s *group.Stay, _ group.Group) error {
		m := group.Mandate{Requires: private.Of(in.Requires), IfLeaving: private.Of(in.IfLeaving), Reported: private.Of(in.Reported), By: a.self, At: a.now}
		for _, c := range in.Choices {
			if t := private.Of(c); !t.Empty() {
				m.Choices = append(m.Choices, t)
			}
		}
		return s.Order(m)
	})
}

// Activate makes the person a member. A closed group takes nobody in after its first meeting.
func (h *House) Activate(ctx context.Context, who access.Who, id group.StayID, version int) error {
	return h.changeStay(ctx, who, access.EditStay, id, version, func(a *at, s *group.Stay, g group.Group) error {
		if err := a.closedToNew(g); err != nil {
			return err
		}
		p, err := a.Person(ctx, s.Person)
		if err != nil {
			return err
		}
		all, err := a.StaysIn(ctx, g.ID)
		if err != nil {
			return err
		}
		if err := s.Activate(p, g, without(all, id), a.now); err != nil {
			return err
		}
		if err := h.unblocked(a, g, "activate"); err != nil {
			return err
		}
		return h.draftToday(a, g, *s)
	})
}

// draftToday drafts a note for somebody whose papers were done after the meeting of the day.
func (h *House) draftToday(a *at, g group.Group, st group.Stay) error {
	heads, err := a.SessionsIn(a.ctx, g.ID)
	if err != nil {
		return err
	}
	for _, head := range heads {
		if head.State != session.Held || !sameDay(head.Starts, a.now, a.zone()) {
			continue
		}
		s, err := a.Session(a.ctx, head.ID)
		if err != nil {
			return err
		}
		if err := h.draft(a, s, g, st); err != nil {
			return err
		}
	}
	return nil
}

// Agree records one consent.
func (h *House) Agree(ctx context.Context, who access.Who, id group.StayID, version int, what string) error {
	return h.changeStay(ctx, who, access.EditStay, id, version, func(a *at, s *group.Stay, _ group.Group) error {
		return h.consent(a, s, what, true)
	})
}

// TakeBack records that one consent was taken back.
func (h *House) TakeBack(ctx context.Context, who access.Who, id group.StayID, version int, what string) error {
	return h.changeStay(ctx, who, access.EditStay, id, version, func(a *at, s *group.Stay, _ group.Group) error {
		return h.consent(a, s, what, false)
	})
}

func (h *House) consent(a *at, s *group.Stay, what string, give bool) error {
	for _, c := range h.Library.Core().Consents {
		if c == what && give {
			return s.Agree(what, a.self, a.now)
		}
		if c == what {
			return s.TakeBack(what, a.self, a.now)
		}
	}
	return wrong("app.consent", "what", "app.consent.unknown")
}

// LeaveInput is what is said on leaving.
type LeaveInput struct{ Reason, Words, Next string }

// EndStay ends a stay for a member who left. It ends; it is not deleted.
func (h *House) EndStay(ctx context.Context, who access.Who, id group.StayID, version int, in LeaveInput) error {
	return h.changeStay(ctx, who, access.EndStay, id, version, func(a *at, s *group.Stay, _ group.Group) error {
		return h.leave(a, s, in)
	})
}

func (h *House) leave(a *at, s *group.Stay, in LeaveInput) error {
	if in.Reason != "" && !h.Library.Vocabulary().Has("leaving", in.Reason) {
		return wrong("app.leave", "reason", "app.reason.unknown")
	}
	if s.State != group.Active {
		return s.Decline(private.Of(in.Words), a.now)
	}
	return s.Leave(in.Reason, private.Of(in.Words), private.Of(in.Next), a.now)
}
