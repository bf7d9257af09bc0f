// Package group knows a group and its members' stays: what it is for, who works it, when it meets, how somebody
// joins by their own yes, and how they leave. Rules are pure: they take values and the time.
package group

import (
	"cmp"
	"time"

	"groupwork/people"
	"groupwork/private"
)

// ID names a group within one agency's book.
type ID string

// StayID names one stay of one person in one group.
type StayID string

// Part is what somebody does in the group as staff.
type Part string

// The parts of staff in a group.
const (
	Lead       Part = "lead"
	CoWorker   Part = "co_worker"
	Supervises Part = "supervisor"
	Observer   Part = "observer"
)

// Working is one staff member's part in the group, from and until a day.
type Working struct {
	Person people.ID
	Part   Part
	From   time.Time
	Until  time.Time // zero while it lasts
}

// Box is one of the eight planning boxes, by its id in the core pack.
type Box string

// The eight planning boxes, in the order of the page.
var Boxes = [...]Box{"need", "purpose", "composition", "structure", "content", "pre_group_contact", "agency_context", "social_context"}

// Plan is the eight boxes and what the worker wrote in each.
type Plan map[Box]private.Text

// Schedule is when and where the group meets.
type Schedule struct {
	First   string // ISO date of the first meeting; empty when not yet set
	Time    string // 15:04, in the agency's zone
	Minutes int
	Every   int // weeks between meetings; 0 for a single meeting
	Count   int // how many meetings are planned; 0 for open end
	Place   private.Text
	Skip    []string // ISO dates besides the agency's holidays
}

// Contract is the working agreement in the form that the model asks for.
type Contract struct {
	Clauses map[string]private.Text // clause id of the pack to text
	Adopted time.Time               // zero while it is a draft
	How     string                  // the way of adopting, from the pack
	Review  string                  // ISO date of the next look
}

// PhaseReading is one reading of where the group stands, never forced.
type PhaseReading struct {
	Model string // or scheme, in whose phases it is said
	Phase string
	By    people.ID
	At    time.Time
	Why   private.Text
}

// ModelChoice says which model, who chose it, why, and when; of a change also who agreed and what became of the goals.
type ModelChoice struct {
	Model       string // id of a practice model
	Reason      private.Text
	Agreed      private.Text // who agreed; empty for the first choice
	Kept, Ended int          // goals that were kept, and that were ended
	By          people.ID
	At          time.Time
}

// Agreement is a working agreement that was written under an earlier model.
type Agreement struct {
	Model string
	Contract
}

// Group is a group from its opening to its close.
type Group struct {
	ID       ID
	Name     private.Text
	Purpose  private.Text // in a sentence a possible member would recognise
	Models   []ModelChoice
	Open     bool // new people may join while it runs
	Least    int  // smallest size that the worker wants
	Most     int  // largest
	Plan     Plan
	Schedule Schedule
	Contract Contract
	Earlier  []Agreement // under models before
	Scheme   string      // by whose stages the group is read; empty for the model's own phases
	Borrowed []string    // indicators of other models that this group looks at too
	Phases   []PhaseReading
	Workers  []Working
	Opened   time.Time
	Closed   time.Time // zero while it runs
	Version  int
}

// Model is the model in force: the last one chosen.
func (g Group) Model() string {
	if len(g.Models) == 0 {
		return ""
	}
	return g.Models[len(g.Models)-1].Model
}

// PhaseBook is whose phases the group is read by: a scheme's, or the model's own.
func (g Group) PhaseBook() string { return cmp.Or(g.Scheme, g.Model()) }

// Phase is the last reading of the phase in the phases that it is read by now, or "".
func (g Group) Phase() string {
	if len(g.Phases) == 0 {
		return ""
	}
	last := g.Phases[len(g.Phases)-1]
	if last.Model != g.PhaseBook() {
		return "" // phases of another order say nothing in this one
	}
	return last.Phase
}

// PartOf gives the part that a person has at a time, or "".
func (g Group) PartOf(p people.ID, at time.Time) Part {
	for _, w := range g.Workers {
		if w.Person == p && !at.Before(w.From) && (w.Until.IsZero() || at.Before(w.Until)) {
			return w.Part
		}
	}
	return ""
}

// State is how far somebody has come in.
type State string

// The states of a stay, in the order in which they come.
const (
	Invited  State = "invited"
	Screened State = "screened"
	Waiting  State = "waiting"
	Active   State = "active"
	Left     State = "left"
	Declined State = "declined" // said no; a stay that never began
)

// Voluntariness is how somebody came to the group.
type Voluntariness string

// The ways of coming, from the core pack.
const (
	ChoseFreely Voluntariness = "chose_freely"
	Encouraged  Voluntariness = "encouraged"
	Expected    Voluntariness = "expected_by_service"
	Ordered     Voluntariness = "ordered_by_court_or_law"
)

// Yes is a member's own recorded yes, with a guardian's where one is needed.
type Yes struct {
	Own      time.Time // when the member said yes themselves
	How      string    // "own_account", "in_person", "by_phone", "with_supporter"
	Words    private.Text
	Guardian time.Time    // when the guardian said yes; zero when none is needed or given
	WhoG     private.Text // which guardian
	By       people.ID    // who recorded it
}

// Mandate is required attendance and what stays the member's own choice.
type Mandate struct {
	Requires  private.Text   // who requires it
	IfLeaving private.Text   // what happens on leaving
	Reported  private.Text   // what is reported to whom
	Choices   []private.Text // what remains the member's choice: two at least
	By        people.ID
	At        time.Time
}

// Consent is one consent, given and perhaps taken back.
type Consent struct {
	What  string // id from the core pack
	Given time.Time
	Taken time.Time // when taken back; zero while it stands
	By    people.ID // who recorded it
}

// Stands tells whether the consent is in force at a time.
func (c Consent) Stands(at time.Time) bool {
	return !c.Given.IsZero() && !at.Before(c.Given) && (c.Taken.IsZero() || at.Before(c.Taken))
}

// Stay is one dated stay of a person in a group. It ends; it is never deleted. Coming back is a second stay.
type Stay struct {
	ID       StayID
	Group    ID
	Person   people.ID
	Seat     int // place in the circle, counted from 1, kept for the whole stay; 0 until active
	State    State
	Came     Voluntariness
	Invited  time.Time
	Screened time.Time
	Waiting  time.Time
	Joined   time.Time
	Left     time.Time
	Yes      *Yes
	Mandate  *Mandate
	Consents []Consent
	Intake   map[string]private.Text // question id to answer
	Goal     private.Text            // own goal in the member's words
	GoalNow  int                     // −2…+2, the last level recorded
	Reason   string                  // of leaving, from the vocabulary
	Words    private.Text            // own words on leaving
	Next     private.Text            // what happens next after leaving
	Version  int
}

// At tells whether the person was an active member at a time.
func (s Stay) At(t time.Time) bool {
	return !s.Joined.IsZero() && !t.Before(s.Joined) && (s.Left.IsZero() || t.Before(s.Left))
}
