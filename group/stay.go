package group

import (
	"strings"
	"time"

	"groupwork/fault"
	"groupwork/people"
	"groupwork/private"
)

// The consent to join, without which nobody joins by their own yes, and how consents to sharing begin: those end
// with the stay.
const (
	ConsentJoin    = "join"
	consentSharing = "sharing_"
)

// UnknownReason is the reason of a leaving for which nobody gave one.
const UnknownReason = "unknown"

// ChoicesLeft is how many things at least have to stay a member's own choice under a mandate.
const ChoicesLeft = 2

// Invite begins a stay. It is refused while an earlier stay of the same person in the same group has not ended;
// coming back after an end is a new stay.
func Invite(id StayID, g ID, p people.ID, came Voluntariness, earlier []Stay, at time.Time) (Stay, error) {
	var c fault.Check
	c.Want(p != "", "person", "stay.person.missing")
	c.Want(came.known(), "came", "stay.came.missing")
	for _, s := range earlier {
		if s.Group == g && s.Person == p && !s.over() {
			c.Want(false, "person", "stay.already")
			break
		}
	}
	if err := c.Err("group.Invite"); err != nil {
		return Stay{}, err
	}
	return Stay{ID: id, Group: g, Person: p, State: Invited, Came: came, Invited: at}, nil
}

func (v Voluntariness) known() bool {
	return v == ChoseFreely || v == Encouraged || v == Expected || v == Ordered
}

func (s *Stay) over() bool { return s.State == Left || s.State == Declined }

// coming tells whether the stay is on its way in.
func (s *Stay) coming() bool {
	return s.State == Invited || s.State == Screened || s.State == Waiting
}

// Screen records that a worker and the person have looked together at whether the group fits.
func (s *Stay) Screen(at time.Time) error {
	if s.State != Invited && s.State != Waiting {
		return s.moved("group.Screen")
	}
	s.State, s.Screened = Screened, at
	return nil
}

// Wait puts the person on the waiting list.
func (s *Stay) Wait(at time.Time) error {
	if s.State != Invited && s.State != Screened {
		return s.moved("group.Wait")
	}
	s.State, s.Waiting = Waiting, at
	return nil
}

// Decline records a no: a stay that never began. An active member leaves instead.
func (s *Stay) Decline(words private.Text, at time.Time) error {
	const op = "group.Decline"
	if !s.coming() {
		return s.moved(op)
	}
	var c fault.Check
	c.Want(words.Len() <= longestText, "words", "text.too_long", "max", longestText)
	if err := c.Err(op); err != nil {
		return err
	}
	s.State, s.Left, s.Words = Declined, at, words
	return nil
}

func (s *Stay) moved(op string) error { return fault.New(fault.Stale, op, "stay.moved_on") }

// SayYes records the member's own yes. A guardian's yes beside it says which guardian.
func (s *Stay) SayYes(y Yes) error {
	const op = "group.SayYes"
	if s.over() {
		return s.moved(op)
	}
	var c fault.Check
	c.Want(!y.Own.IsZero(), "own", "yes.own.missing")
	switch y.How {
	case "own_account", "in_person", "by_phone", "with_supporter":
	default:
		c.Want(false, "how", "yes.how.missing")
	}
	c.Want(y.Words.Len() <= longestText, "words", "text.too_long", "max", longestText)
	c.Want(y.Guardian.IsZero() || !y.WhoG.Empty(), "guardian", "yes.guardian.who")
	c.Want(y.By != "", "by", "yes.by.missing")
	if err := c.Err(op); err != nil {
		return err
	}
	s.Yes = &y
	return nil
}

// Order records required attendance: who requires it, what happens on leaving, what is reported, and at least two
// different things that stay the member's own choice.
func (s *Stay) Order(m Mandate) error {
	const op = "group.Order"
	if s.over() {
		return s.moved(op)
	}
	var c fault.Check
	c.Want(s.Came != ChoseFreely, "came", "mandate.came")
	c.Want(!m.Requires.Empty(), "requires", "mandate.requires.missing")
	c.Want(!m.IfLeaving.Empty(), "if_leaving", "mandate.if_leaving.missing")
	c.Want(!m.Reported.Empty(), "reported", "mandate.reported.missing")
	c.Want(written(m.Choices) >= ChoicesLeft, "choices", "mandate.choices.few", "min", ChoicesLeft)
	for _, t := range append([]private.Text{m.Requires, m.IfLeaving, m.Reported}, m.Choices...) {
		c.Want(t.Len() <= longestText, "requires", "text.too_long", "max", longestText)
	}
	if err := c.Err(op); err != nil {
		return err
	}
	s.Mandate = &m
	return nil
}

// Activate makes the person a member: by their own yes with the consent to join (and a guardian's yes where one
// is needed), or under a mandate that leaves at least two choices. Others are all other stays of the group, ended
// ones too, because a seat is never used twice.
func (s *Stay) Activate(p people.Person, g Group, others []Stay, at time.Time) error {
	const op = "group.Activate"
	if !s.coming() {
		return s.moved(op)
	}
	if err := g.running(op); err != nil {
		return err
	}
	active, highest := 0, 0
	for _, o := range others {
		if o.ID == s.ID || o.Group != s.Group {
			continue
		}
		if o.State == Active {
			active++
		}
		highest = max(highest, o.Seat)
	}
	var c fault.Check
	c.Want(p.ID == s.Person, "person", "stay.person.other")
	c.Want(g.ID == s.Group, "group", "stay.group.other")
	c.Want(p.Ended.IsZero(), "person", "stay.person.ended")
	c.Want(g.Most == 0 || active < g.Most, "group", "group.full", "max", g.Most)
	s.wantYes(&c, p, at)
	if err := c.Err(op); err != nil {
		return err
	}
	s.State, s.Joined, s.Seat = Active, at, highest+1
	return nil
}

// wantYes notes what is missing of a yes, or of the mandate in its place.
func (s *Stay) wantYes(c *fault.Check, p people.Person, at time.Time) {
	if s.Came == Expected || s.Came == Ordered {
		c.Want(s.Mandate != nil && written(s.Mandate.Choices) >= ChoicesLeft, "mandate", "stay.mandate.missing",
			"min", ChoicesLeft)
		return
	}
	if s.Mandate != nil && written(s.Mandate.Choices) >= ChoicesLeft {
		return
	}
	c.Want(s.Yes != nil && !s.Yes.Own.IsZero(), "yes", "stay.yes.missing")
	c.Want(!p.Guardian || s.Yes != nil && !s.Yes.Guardian.IsZero(), "guardian", "stay.guardian.missing")
	c.Want(s.Agrees(ConsentJoin, at), "consent", "stay.join.missing")
}

// Agrees tells whether a consent stands at a time.
func (s *Stay) Agrees(what string, at time.Time) bool {
	for _, c := range s.Consents {
		if c.What == what && c.Stands(at) {
			return true
		}
	}
	return false
}

// Agree records one consent. Agreeing to what stands already changes nothing.
func (s *Stay) Agree(what string, by people.ID, at time.Time) error {
	const op = "group.Agree"
	if s.over() {
		return s.moved(op)
	}
	var c fault.Check
	c.Want(what != "", "consent", "consent.missing")
	c.Want(by != "", "by", "yes.by.missing")
	if err := c.Err(op); err != nil {
		return err
	}
	if s.Agrees(what, at) {
		return nil
	}
	s.Consents = append(s.Consents, Consent{What: what, Given: at, By: by})
	return nil
}

// TakeBack ends one consent, at any time, even after the stay. An active member takes back the consent to join by
// leaving, so that nobody is a member without it.
func (s *Stay) TakeBack(what string, by people.ID, at time.Time) error {
	const op = "group.TakeBack"
	if what == ConsentJoin && s.State == Active && s.Mandate == nil {
		return fault.New(fault.Invalid, op, "consent.join.by_leaving")
	}
	if by == "" {
		return fault.New(fault.Invalid, op, "yes.by.missing")
	}
	if !s.Agrees(what, at) {
		return fault.New(fault.Stale, op, "consent.not_given")
	}
	s.end(what, at)
	return nil
}

func (s *Stay) end(what string, at time.Time) {
	for i, c := range s.Consents {
		if c.What == what && c.Stands(at) {
			s.Consents[i].Taken = at
		}
	}
}

// Leave ends the stay in one act. A reason may be given and need not be; consents to sharing end at once.
func (s *Stay) Leave(reason string, words, next private.Text, at time.Time) error {
	const op = "group.Leave"
	if s.State != Active {
		return s.moved(op)
	}
	var c fault.Check
	c.Want(!at.Before(s.Joined), "at", "stay.left.before_joined")
	c.Want(words.Len() <= longestText, "words", "text.too_long", "max", longestText)
	c.Want(next.Len() <= longestText, "next", "text.too_long", "max", longestText)
	if err := c.Err(op); err != nil {
		return err
	}
	if reason == "" {
		reason = UnknownReason
	}
	s.State, s.Left, s.Reason, s.Words, s.Next = Left, at, reason, words, next
	for _, c := range s.Consents {
		if strings.HasPrefix(c.What, consentSharing) {
			s.end(c.What, at)
		}
	}
	return nil
}
