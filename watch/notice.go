package watch

import (
	"time"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
)

// Notice is a flag that was raised: since when, what a worker did about it, and whether it cleared.
type Notice struct {
	ID      string
	Group   group.ID
	Flag    string
	Stay    group.StayID // "" for the group
	State   NoticeState
	High    bool
	Raised  time.Time
	Number  int // of the last meeting when it was raised
	Until   time.Time
	Cleared time.Time
	By      people.ID // who answered it
	Reason  private.Text
	Did     private.Text
	Version int
}

// NoticeState is how far a notice has come.
type NoticeState string

// The states of a notice. A dismissed one stays so as long as the rule keeps firing.
const (
	Open      NoticeState = "open"
	Snoozed   NoticeState = "snoozed"
	Dismissed NoticeState = "dismissed"
	Cleared   NoticeState = "cleared"
)

// Bounds of an answer.
const (
	longestReason = 600
	longestSnooze = 60 * 24 * time.Hour
)

// Same tells whether a notice is about a finding.
func (n Notice) Same(f Finding) bool { return n.Flag == f.Flag.ID && n.Stay == f.Stay }

// Live tells whether the notice still stands.
func (n Notice) Live() bool { return n.State != Cleared }

// Waiting tells whether it waits for somebody now.
func (n Notice) Waiting(at time.Time) bool {
	return n.State == Open || n.State == Snoozed && !at.Before(n.Until)
}

// Follow brings notices up to what is found now: a flag newly raised opens one, and one whose rule no longer fires is
// cleared. A rule that lacks something says neither. It gives what changed.
func Follow(notices []Notice, found []Finding, g group.ID, number int, at time.Time, id func() string) (changed []Notice) {
	states := map[string]State{}
	for _, f := range found {
		if states[f.Flag.ID] != Raised {
			states[f.Flag.ID] = f.State
		}
		if f.State != Raised || live(notices, f) >= 0 {
			continue
		}
		changed = append(changed, Notice{ID: id(), Group: g, Flag: f.Flag.ID, Stay: f.Stay, State: Open, High: f.High, Raised: at, Number: number})
	}
	for _, n := range notices {
		if !n.Live() {
			continue
		}
		i := finding(found, n)
		switch {
		case i >= 0 && found[i].High != n.High:
			n.High = found[i].High
		case i < 0 && states[n.Flag] != Needs: // also when the rule is no longer in force
			n.State, n.Cleared = Cleared, at
		default:
			continue
		}
		changed = append(changed, n)
	}
	return changed
}

func live(notices []Notice, f Finding) int {
	for i, n := range notices {
		if n.Live() && n.Same(f) {
			return i
		}
	}
	return -1
}

func finding(found []Finding, n Notice) int {
	for i, f := range found {
		if f.State == Raised && n.Same(f) {
			return i
		}
	}
	return -1
}

// Dismiss puts a notice away, with a reason. A stop cannot be put away: it goes when what it asks for is done.
func (n *Notice) Dismiss(stop bool, reason private.Text, by people.ID, at time.Time) error {
	const op = "watch.Dismiss"
	if err := n.answerable(op, stop); err != nil {
		return err
	}
	var c fault.Check
	c.Want(reason.Len() >= 3, "reason", "watch.reason.missing")
	c.Want(reason.Len() <= longestReason, "reason", "text.too_long", "max", longestReason)
	if err := c.Err(op); err != nil {
		return err
	}
	n.State, n.Reason, n.By, n.Until = Dismissed, reason, by, time.Time{}
	return nil
}

// Snooze lets a notice rest until a day, sixty days at most.
func (n *Notice) Snooze(stop bool, until time.Time, by people.ID, at time.Time) error {
	const op = "watch.Snooze"
	if err := n.answerable(op, stop); err != nil {
		return err
	}
	var c fault.Check
	c.Want(until.After(at) && until.Sub(at) <= longestSnooze, "until", "watch.until.range", "max", 60)
	if err := c.Err(op); err != nil {
		return err
	}
	n.State, n.Until, n.By = Snoozed, until, by
	return nil
}

// Tell writes down what was done about it.
func (n *Notice) Tell(did private.Text, by people.ID) error {
	const op = "watch.Tell"
	if !n.Live() {
		return fault.New(fault.Stale, op, "watch.cleared")
	}
	var c fault.Check
	c.Want(did.Len() >= 3, "did", "watch.did.missing")
	c.Want(did.Len() <= longestReason, "did", "text.too_long", "max", longestReason)
	if err := c.Err(op); err != nil {
		return err
	}
	n.Did, n.By = did, by
	return nil
}

func (n *Notice) answerable(op string, stop bool) error {
	switch {
	case !n.Live():
		return fault.New(fault.Stale, op, "watch.cleared")
	case stop:
		return fault.New(fault.Invalid, op, "watch.stop.stays")
	}
	return nil
}

// Fork is an agency's own version of a pack's rules. The running one is in force; the others are kept.
type Fork struct {
	ID      string
	Pack    string
	Origin  string // version of the pack that it was made from
	Rules   []byte // JSON, as practice.Library.ReadRules reads it
	By      people.ID
	At      time.Time
	Running bool
	Version int
}

// Check tells everything that is wrong with a reading: numbers out of their range, by the name of their field.
func (r Reading) Check(low, high map[string]float64) error {
	var c fault.Check
	for name, x := range r.Values {
		from, known := low[name]
		c.Want(known && x >= from && x <= high[name], name, "watch.reading.range", "from", from, "to", high[name])
	}
	return c.Err("watch.Reading")
}
