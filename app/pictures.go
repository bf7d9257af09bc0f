package app

import (
	"time"

	"groupwork/group"
	"groupwork/note"
	"groupwork/people"
	"groupwork/practice"
	"groupwork/private"
	"groupwork/session"
)

// GroupView is a group's page.
type GroupView struct {
	Group    group.Group
	Pack     practice.Pack
	Core     practice.Core
	Part     group.Part // of who asks
	Workers  []WorkerView
	Members  []MemberRow
	Coming   []StayCard
	Gone     []StayCard
	Sessions []SessionRow
	Last     LastMeeting
	Circle   Circle
	Needs    []Need
	Next     Meeting
}

// WorkerView is one worker and their part now.
type WorkerView struct {
	PersonRef
	Part group.Part
}

// MemberRow is one active member.
type MemberRow struct {
	Stay       group.StayID
	Person     people.ID
	Called     private.Text
	Seat       int
	Goal       private.Text
	GoalNow    int
	HasGoal    bool
	Attendance []session.AttendanceState // oldest first, the last 12 held; empty where not yet a member
	Joined     time.Time
}

// SessionRow is one session of a group.
type SessionRow struct {
	ID            session.ID
	Number        int
	Starts        time.Time
	Minutes       int
	State         session.State
	Came, Of      int // known for the last 12 held
	Signed, Notes int
}

// LastMeeting is the last session that was held.
type LastMeeting struct {
	Session session.ID
	Number  int
	Starts  time.Time
	Minutes int
}

// Circle is the recurring picture: who sits where and who helped whom. Number 0 is the group, −1 a worker.
type Circle struct {
	Seats  []CircleSeat
	Chords []CircleChord
	Title  string // phrase key
	Over   int    // how many meetings it tells of; 0 for one session
}

// CircleSeat is one seat. Ring is a share from 0 to 1 drawn around it; −1 for none.
type CircleSeat struct {
	Number      int
	Name        private.Text
	Short       string
	State       session.AttendanceState
	Worker, You bool
	Ring        float64
}

// CircleChord is help from one seat to another, and how often.
type CircleChord struct{ From, To, Times int }

// WriteUp is the debrief and all notes of a session.
type WriteUp struct {
	Session   session.Session
	Group     GroupRef
	Pack      practice.Pack
	Part      group.Part
	Workers   []PersonRef
	Came, Of  int
	GroupNote NoteView
	Members   []MemberNote
	Formats   []string
	Responses []string
	NextSteps []string
	Waiting   int // unsigned
	Due       time.Time
	Facts     Counts
	Circle    Circle
}

// MemberNote is one member's note with what was entered about them.
type MemberNote struct {
	NoteView
	Called  private.Text
	Seat    int
	Facts   session.SeatFacts
	Goal    private.Text
	GoalNow int
}

// Counts is how much was captured.
type Counts struct{ Arrivals, Marks, Pulses int }

// NoteView is one note. State is "ready", "names", "clone", "signed" or "empty"; hits are places in Text.
type NoteView struct {
	Note                       note.Note
	Text                       private.Text
	Hits                       []note.Hit
	Naming                     int // how often a group note names a member: allowed, and said
	Clone                      bool
	State                      string
	Author, SignedBy, Cosigner private.Text
	SessionNumber              int
	Starts                     time.Time
	Group                      GroupRef
	About                      private.Text
}

// The states of a NoteView.
const (
	NoteReady  = "ready"
	NoteNames  = "names"
	NoteClone  = "clone"
	NoteSigned = "signed"
	NoteEmpty  = "empty"
)
