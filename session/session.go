// Package session knows a meeting of a group: its plan, its append-only journal, and the fold that turns entries
// into attendance, marks, pulses and decisions. Entries hold seats, never names.
package session

import (
	"time"

	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
)

// ID names a session within one agency's book.
type ID string

// State is how far a session has come.
type State string

// The states of a session.
const (
	Planned State = "planned"
	Running State = "running"
	Held    State = "held" // closed: attendance is complete and notes may be drafted
	NotHeld State = "not_held"
)

// Block is one part of the plan with its minutes.
type Block struct {
	Minutes  int
	What     string
	Activity string `json:",omitempty"` // id of the activity that it was taken from
	Serves   string `json:",omitempty"` // why this, in a line: what or whom it serves
	Fixed    bool   `json:",omitempty"` // its minutes were typed: they stay when other parts change
}

// Plan is what the worker means to do.
type Plan struct {
	Intent private.Text // what we are here for today
	Blocks []Block
	Help   private.Text // how members will help each other do this
}

// Debrief is the eight prompts and their answers, by prompt number 1 to 8.
type Debrief map[int]private.Text

// Session is one meeting.
type Session struct {
	ID        ID
	Group     group.ID
	Number    int
	Starts    time.Time
	Minutes   int
	Place     private.Text
	State     State
	Why       private.Text // why it was not held
	Plan      Plan
	Debrief   Debrief
	Process   map[string]private.Text // after-group fields of the model's pack
	Began     time.Time
	Ended     time.Time
	CreatedBy people.ID
	Version   int
}

// EntryID is a client-made UUIDv7: sending the same entry twice files it once.
type EntryID string

// Kind is what an entry tells.
type Kind string

// The kinds of entry.
const (
	Attendance Kind = "attendance" // Seat, Word = one of the eight states, Value = minutes late or early
	Visitor    Kind = "visitor"    // Text = who, sealed
	Mark       Kind = "mark"       // Word = mark, Seat, To (0 = the group, -1 = a worker), Detail = code from its vocabulary
	Pulse      Kind = "pulse"      // Seat, Word = item id, Value 0–10; -1 for a skip
	Decision   Kind = "decision"   // Text = what was decided, Detail = method
	Chip       Kind = "chip"       // write-up: Seat, Word = response, participation, progress, next_step or role; Detail or Value
	Sentence   Kind = "sentence"   // write-up: Seat, Text = one own sentence
	Correction Kind = "correction" // Corrects = the entry that was wrong; that entry no longer counts
)

// The words of a mark.
const (
	Help      = "help"       // Seat helped To; Detail = kind of help
	Moment    = "moment"     // Detail = conflict, breakthrough, silence, laughter, off_task …; To = 0
	WorkerAct = "worker_act" // Detail = act from the vocabulary of worker acts; To = seat or 0
	GoalSeen  = "goal_seen"  // Seat
	Promise   = "promise"    // Seat; Text = words, later
	Star      = "star"       // Seat; Text = what to remember, later
	Safety    = "safety"     // Seat or 0; never shown in a group note
)

// Whole is the place of the whole group, Staff of a worker, where an entry wants a seat.
const (
	Whole = 0
	Staff = -1
)

// Entry is one line of a session's journal. Entries are never changed or removed.
type Entry struct {
	ID       EntryID
	Session  ID
	Device   string
	Seq      int64 // counts the entries of one device
	Kind     Kind
	Seat     int
	To       int
	Word     string
	Detail   string
	Value    int
	Text     private.Text
	Corrects EntryID
	By       people.ID
	At       time.Time // the device's clock
	Filed    time.Time // the server's clock
}

// AttendanceState is one of the eight states of attendance.
type AttendanceState string

// The eight states, and Expected, which is where everybody starts.
const (
	Expected       AttendanceState = "expected"
	Present        AttendanceState = "present"
	Late           AttendanceState = "late"
	LeftEarly      AttendanceState = "left_early"
	AbsentTold     AttendanceState = "absent_told_us"
	AbsentNoWord   AttendanceState = "absent_no_word"
	Excused        AttendanceState = "excused_by_group"
	JoinedRemotely AttendanceState = "joined_remotely"
	VisitorState   AttendanceState = "visitor"
)

// Came tells whether the state means that the person took part.
func (a AttendanceState) Came() bool {
	switch a {
	case Present, Late, LeftEarly, JoinedRemotely, VisitorState:
		return true
	}
	return false
}

// Presence is one seat's attendance.
type Presence struct {
	State   AttendanceState
	Minutes int // late or early
}

// Flow is help or talk from one seat to another, and how often.
type Flow struct {
	From, To, Times int
}

// SeatFacts is all that the journal tells about one seat.
type SeatFacts struct {
	Seat          int
	Presence      Presence
	HelpGiven     int            // times this seat helped somebody
	HelpReceived  int            // times somebody helped this seat
	HelpKinds     map[string]int // kind of help given to times
	GoalSeen      int
	Acts          []string       // worker acts towards this seat, in order, without repeats
	Stars         []private.Text // what to remember about this seat
	Promises      []private.Text
	Safety        bool
	Pulse         map[string]int // item to 0–10; skipped items are absent
	Participation int            // 0–3; -1 when nobody said
	Responses     []string
	Roles         []string // parts of leading that this seat held
	Progress      int      // −2…+2; see HasProgress
	HasProgress   bool
	NextStep      string       // code of the vocabulary
	NextWords     private.Text // the next step in free words, in place of a code
	Sentence      private.Text // the worker's own sentence
}

// Meeting is the fold of a journal over a roster.
type Meeting struct {
	Seats     []SeatFacts // in order of seat
	Help      []Flow
	Moments   []string // in order
	Acts      []string // worker acts to the group or a seat, in order
	Decisions []private.Text
	Visitors  []private.Text
	Entries   int // that count, corrections taken out
}
