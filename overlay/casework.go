package overlay

import (
	"time"

	"groupwork/fault"
)

// ScopeItems are what a member may let us tell a caseworker.
func ScopeItems() []string {
	return []string{"attendance", "own_goal", "own_part", "risk", "theme"}
}

// The states of one item of a member's scope.
const (
	ScopeNone   = "none"
	ScopeAsk    = "ask_each_time"
	ScopeAgreed = "agreed_until"
)

// ScopeStates are all of them, the narrowest first.
func ScopeStates() []string { return []string{ScopeNone, ScopeAsk, ScopeAgreed} }

// answerDays and outcomeDays are working days until a referral is answered, and until it is decided.
const (
	answerDays   = 3
	handoverDays = 14 // plain days until a warm handover should be confirmed
)

// AnswerBy is until when a referral that came at a time is to be answered: three working days.
func AnswerBy(at time.Time) time.Time { return workingDays(at, answerDays) }

// HandoverBy is until when somebody sent on should have arrived.
func HandoverBy(at time.Time) time.Time { return at.AddDate(0, 0, handoverDays) }

func workingDays(at time.Time, n int) time.Time {
	for n > 0 {
		at = at.AddDate(0, 0, 1)
		if at.Weekday() != time.Saturday && at.Weekday() != time.Sunday {
			n--
		}
	}
	return at
}

// May tells whether a member's scope lets an item be told at a time. Asked tells that the member was asked for this one
// update and said yes.
func May(scope Leaf, item string, asked bool, at time.Time) bool {
	switch scope.Field(item) {
	case ScopeAsk:
		return asked
	case ScopeAgreed:
		until, err := time.Parse(time.DateOnly, scope.Field(item+"_until"))
		return err == nil && at.Before(until.AddDate(0, 0, 1))
	}
	return false
}

// CheckScope tells what is wrong with a scope: every item has a state, and what is agreed has a last day.
func CheckScope(l Leaf) error {
	var c fault.Check
	for _, item := range ScopeItems() {
		c.Want(among(l.Field(item), ScopeStates()), item, "overlay.scope.state")
		if l.Field(item) == ScopeAgreed {
			_, err := time.Parse(time.DateOnly, l.Field(item+"_until"))
			c.Want(err == nil, item+"_until", "overlay.scope.until")
		}
	}
	return both(c.Err("overlay.CheckScope"), l.Check())
}

// CheckUpdate stops an update that tells more than the member's scope lets us. Asked names the items for which the
// member was asked this time.
func CheckUpdate(update, scope Leaf, at time.Time) error {
	var c fault.Check
	told := 0
	for _, item := range ScopeItems() {
		if update.Fields[item].Empty() {
			continue
		}
		told++
		c.Want(May(scope, item, update.Field(item+"_asked") == "yes", at), item, "overlay.update.out_of_scope")
	}
	c.Want(told > 0, "own_part", "overlay.update.nothing")
	return both(c.Err("overlay.CheckUpdate"), update.Check())
}

// Sources are where a referral may come from.
func Sources() []string {
	return []string{"caseworker", "school", "clinic", "court", "self", "family", "community"}
}

// Answers are the ways in which a referral is decided.
func Answers() []string { return []string{"accepted", "waiting_list", "other_help", "not_now"} }

// CheckReferral tells what is wrong with a referral that came in.
func CheckReferral(l Leaf) error {
	var c fault.Check
	c.Want(among(l.Field("from"), Sources()), "from", "overlay.referral.from")
	c.Want(!l.Fields["who"].Empty(), "who", "overlay.field.missing")
	c.Want(!l.Fields["hoped_for"].Empty(), "hoped_for", "overlay.field.missing")
	return both(c.Err("overlay.CheckReferral"), l.Check())
}

// CheckHandover tells what is wrong with a referral out: the reason in the member's words, what was chosen among what was
// offered, and the member's yes.
func CheckHandover(l Leaf) error {
	var c fault.Check
	for _, name := range []string{"reason", "offered", "chosen"} {
		c.Want(!l.Fields[name].Empty(), name, "overlay.field.missing")
	}
	c.Want(l.Field("consent") == "yes", "consent", "overlay.handover.consent")
	return both(c.Err("overlay.CheckHandover"), l.Check())
}

// CheckGoal tells what is wrong with a shared goal: one goal, and what each side does.
func CheckGoal(l Leaf) error {
	return l.Check("goal", "group_does", "casework_does")
}
