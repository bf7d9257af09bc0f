// Package survey knows which instruments a group answers and when, what its members answered, and what that tells: a
// member's course, the group's picture, a team task, a programme. Scoring is package measure's; here it meets people,
// so answers are private texts, and what is shown of several people is hidden below five.
package survey

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/measure"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
)

// ID names an asking within one agency's book; SheetID and TaskID name sheets and team tasks.
type (
	ID      string
	SheetID string
	TaskID  string
)

// Asking is an instrument chosen for a group, with its calendar.
type Asking struct {
	ID         ID
	Group      group.ID
	Instrument string // on the shelf, or completed by the agency
	First      bool   // asked at the first meeting from Chosen on
	Every      int    // and every so many meetings after it; 0 never
	End        bool   // and at the last meeting
	Stays      []group.StayID
	Chosen     time.Time
	By         people.ID
	Ended      time.Time // zero while it is asked
	Version    int
}

// rarest is the longest distance between two askings, in meetings.
const rarest = 52

// Check tells what is wrong with a choice.
func (a Asking) Check() error {
	var c fault.Check
	c.Want(a.First || a.Every > 0 || a.End, "calendar", "survey.calendar.missing")
	c.Want(a.Every >= 0 && a.Every <= rarest, "every", "survey.every.range", "to", rarest)
	return c.Err("survey.Check")
}

// Asks tells whether a member is among those who answer; without a list everybody is.
func (a Asking) Asks(id group.StayID) bool { return len(a.Stays) == 0 || slices.Contains(a.Stays, id) }

// Meeting is a session as the calendar sees it.
type Meeting struct {
	ID     session.ID
	Number int
	Starts time.Time
	State  session.State
}

// sameDay is how long before a choice a meeting may have begun and still count: it was made on the evening itself.
const sameDay = 12 * time.Hour

// Occasions are the meetings at which the calendar asks, oldest first. all are the group's meetings, planned ones too,
// oldest first; meetings that were not held do not count.
func (a Asking) Occasions(all []Meeting) []Meeting {
	var counted, out []Meeting
	for _, m := range all {
		if m.State != session.NotHeld && m.Starts.After(a.Chosen.Add(-sameDay)) && (a.Ended.IsZero() || m.Starts.Before(a.Ended)) {
			counted = append(counted, m)
		}
	}
	for i, m := range counted {
		last := i == len(counted)-1
		if i == 0 && a.First || a.Every > 0 && (i > 0 || a.Every == 1) && i%a.Every == 0 || last && a.End {
			out = append(out, m)
		}
	}
	return out
}

// How is the way answers came in.
type How string

// The ways: on one's own telephone by a code, on the shared device, typed in from paper.
const (
	ByCode  How = "code"
	OnTable How = "shared"
	OnPaper How = "paper"
)

// Alert is how far the safety protocol of a sheet has come.
type Alert string

// The states of an alert; a sheet without one has NoAlert.
const (
	NoAlert Alert = ""
	Open    Alert = "open"
	Closed  Alert = "closed"
)

// Sheet is one member's answers to one instrument at one meeting.
type Sheet struct {
	ID         SheetID
	Asking     ID
	Group      group.ID
	Stay       group.StayID
	Person     people.ID
	Session    session.ID
	Number     int // of the session
	Instrument string
	Order      string // measure.Instrument.OrderHash of what was shown
	How        How
	Filed      time.Time
	By         people.ID // empty for a member's own code
	Given      private.Text
	Said       private.Text // to open questions
	Alert      Alert
	Done       private.Text // what was done about the alert
	DoneAt     time.Time
	DoneBy     people.ID
	Version    int
}

// Give puts answers on the sheet, in the order of the items; an undefined one was left out.
func (s *Sheet) Give(answers []measure.Number) {
	raw, err := json.Marshal(answers)
	if err == nil { // Numbers always marshal
		s.Given = private.Of(string(raw))
	}
}

// Answers are the answers in the order of the items; none when they cannot be read.
func (s Sheet) Answers() []measure.Number {
	var answers []measure.Number
	if err := json.Unmarshal([]byte(s.Given.Reveal()), &answers); err != nil {
		return nil
	}
	return answers
}

// Say puts on the sheet what was said to open questions, in the order of the items. Words score nothing.
func (s *Sheet) Say(ins measure.Instrument, words []string) error {
	const op, longest = "survey.Say", 2000
	var c fault.Check
	said := false
	for k, w := range words {
		if w != "" {
			said = true
			c.Want(k < len(ins.Items) && (ins.Items[k].Open() || ins.Items[k].Unscored(w)), Field(k), "survey.answer.range")
			c.Want(utf8.RuneCountInString(w) <= longest, Field(k), "text.too_long", "max", longest)
		}
	}
	if err := c.Err(op); err != nil {
		return err
	}
	s.Said = private.Text{}
	if said {
		raw, err := json.Marshal(words)
		if err != nil {
			return fault.Wrap(op, err)
		}
		s.Said = private.Of(string(raw))
	}
	return nil
}

// Words are what was said to open questions, in the order of the items; none when nothing was.
func (s Sheet) Words() []string {
	var words []string
	if err := json.Unmarshal([]byte(s.Said.Reveal()), &words); err != nil {
		return nil
	}
	return words
}

// wordedAs tells of sheets whether they answer the items of an instrument, in whichever of its languages.
func wordedAs(ins measure.Instrument) func(Sheet) bool {
	now := ins.OrderHash()
	others := sync.OnceValue(ins.Orders) // read only where an answer was not given to these very words
	return func(s Sheet) bool { return s.Order == now || slices.Contains(others(), s.Order) }
}

// Fill checks answers and words against the instrument, puts them on the sheet, and opens the safety protocol where an answer
// asks for it. Opening it changes no score, and an alert that was dealt with stays so unless the answer is new.
func (s *Sheet) Fill(ins measure.Instrument, answers []measure.Number, words []string) error {
	const op = "survey.Fill"
	var c fault.Check
	if len(answers) != len(ins.Items) {
		return fault.New(fault.Invalid, op, "survey.answers.other")
	}
	given := 0
	for k, a := range answers {
		if a.OK {
			given++
			c.Want(ins.Items[k].Takes(a.Value), Field(k), "survey.answer.range")
		}
	}
	c.Want(given > 0 || strings.Join(words, "") != "", Field(0), "survey.answers.none")
	if err := c.Err(op); err != nil {
		return err
	}
	if err := s.Say(ins, words); err != nil {
		return err
	}
	before := len(ins.Score(s.Answers()).Safety) > 0
	s.Give(answers)
	s.Order = ins.OrderHash()
	after := len(ins.Score(answers).Safety) > 0
	switch {
	case after && (!before || s.Alert == NoAlert):
		s.Alert = Open
	case !after && s.Alert == Open:
		s.Alert = NoAlert // it was a slip of the pen
	}
	return nil
}

// Field is the name that item k (from 0) has on a form.
func Field(k int) string { return "item." + strconv.Itoa(k+1) }

// Handle writes down what was done about a safety answer.
func (s *Sheet) Handle(what private.Text, by people.ID, at time.Time) error {
	const op, longest = "survey.Handle", 2000
	if s.Alert != Open {
		return fault.New(fault.Stale, op, "survey.alert.closed")
	}
	var c fault.Check
	c.Want(!what.Empty(), "done", "survey.done.missing")
	c.Want(what.Len() <= longest, "done", "text.too_long", "max", longest)
	if err := c.Err(op); err != nil {
		return err
	}
	s.Alert, s.Done, s.DoneBy, s.DoneAt = Closed, what, by, at
	return nil
}

// Code lets one member answer one instrument once, without an account. It is kept as a digest.
type Code struct {
	Digest  string
	Asking  ID
	Stay    group.StayID
	Session session.ID
	Made    time.Time
	By      people.ID
	Expires time.Time
	Used    time.Time
	Revoked time.Time
}

// Valid tells whether the code may still be used.
func (c Code) Valid(at time.Time) bool {
	return c.Used.IsZero() && c.Revoked.IsZero() && at.Before(c.Expires)
}

// Own is a template that an agency completed, with its word that it may use the wording.
type Own struct {
	Instrument string       // the template's id
	File       private.Text // the whole as a FHIR Questionnaire
	Made       time.Time
	By         people.ID
	Version    int
}
