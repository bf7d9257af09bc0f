package session

import (
	"strconv"
	"time"

	"groupwork/fault"
	"groupwork/private"
)

// How long texts may be, in characters, and a session in minutes.
const (
	longestLine    = 500
	longestText    = 4000
	longestSession = 600
	debriefPrompts = 8
	firstYear      = 1990 // a session before or after is a slip of the finger
	lastYear       = 2100
)

// Check tells everything that is wrong with what was entered about a session.
func (s *Session) Check() error {
	var c fault.Check
	c.Want(!s.Starts.IsZero(), "starts", "session.starts.missing")
	c.Want(s.Starts.IsZero() || s.Starts.Year() >= firstYear && s.Starts.Year() <= lastYear, "starts", "session.starts.year",
		"from", firstYear, "to", lastYear)
	c.Want(s.Minutes >= 5 && s.Minutes <= longestSession, "minutes", "session.minutes.range",
		"from", 5, "to", longestSession)
	c.Want(s.Place.Len() <= longestLine, "place", "text.too_long", "max", longestLine)
	c.Want(s.Plan.Intent.Len() <= longestText, "intent", "text.too_long", "max", longestText)
	c.Want(s.Plan.Help.Len() <= longestText, "help", "text.too_long", "max", longestText)
	for i, b := range s.Plan.Blocks {
		at := "block." + strconv.Itoa(i)
		c.Want(b.Minutes > 0 && b.Minutes <= longestSession, at, "session.block.minutes")
		c.Want(len([]rune(b.What)) <= longestLine, at, "text.too_long", "max", longestLine)
	}
	for prompt, text := range s.Debrief {
		at := "debrief." + strconv.Itoa(prompt)
		c.Want(prompt >= 1 && prompt <= debriefPrompts, at, "session.debrief.unknown")
		c.Want(text.Len() <= longestText, at, "text.too_long", "max", longestText)
	}
	for field, text := range s.Process {
		c.Want(text.Len() <= longestText, "process."+field, "text.too_long", "max", longestText)
	}
	return c.Err("session.Check")
}

// Early is how long before its time a session begins as the one that was planned; before that it is held on another day.
const Early = 12 * time.Hour

// Begin starts a planned session. One that begins on another day before its own is moved there.
func (s *Session) Begin(at time.Time) error {
	if s.State != Planned {
		return fault.New(fault.Stale, "session.Begin", "session.moved_on")
	}
	if s.Starts.Sub(at) > Early {
		s.Starts = at.Truncate(time.Minute) // it is held today, not on the day that was planned
	}
	s.State, s.Began = Running, at
	return nil
}

// NotHeld records that the meeting did not take place, and why.
func (s *Session) NotHeld(why private.Text, at time.Time) error {
	const op = "session.NotHeld"
	if s.State != Planned && s.State != Running {
		return fault.New(fault.Stale, op, "session.moved_on")
	}
	var c fault.Check
	c.Want(!why.Empty(), "why", "session.why.missing")
	c.Want(why.Len() <= longestText, "why", "text.too_long", "max", longestText)
	if err := c.Err(op); err != nil {
		return err
	}
	s.State, s.Why, s.Ended = NotHeld, why, at
	return nil
}

// Close ends a running session: it was held. Whoever is still expected in the meeting counts as present from now
// on (see Fold). A meeting to which nobody came was not held.
func (s *Session) Close(m Meeting, at time.Time) error {
	const op = "session.Close"
	if s.State != Running {
		return fault.New(fault.Stale, op, "session.not_running")
	}
	var c fault.Check
	c.Want(!at.Before(s.Began), "at", "session.ends_before_start")
	came := len(m.Seats) == 0
	for _, f := range m.Seats {
		came = came || f.Presence.State == Expected || f.Presence.State.Came()
	}
	c.Want(came, "attendance", "session.nobody_came")
	if err := c.Err(op); err != nil {
		return err
	}
	s.State, s.Ended = Held, at
	return nil
}
