// Package report writes what is told at the end: to a member, to the group, to the funder and, where the model asks for
// it, to the public. All are composed from the same facts; a plan for each model says which facts it tells, in which
// order, and what it asks of people at the end. A report says what happened and what came alongside it. Reports for the
// funder and the public hold nothing that tells of fewer than five persons, and no name.
package report

import (
	"time"

	"groupwork/group"
	"groupwork/private"
	"groupwork/session"
)

// Audience is for whom a report is.
type Audience string

// The audiences.
const (
	ToMember Audience = "member"
	ToGroup  Audience = "group"
	ToFunder Audience = "funder"
	ToPublic Audience = "public"
)

// Outside tells whether the report leaves the group: then it names nobody and tells nothing of fewer than five.
func (a Audience) Outside() bool { return a == ToFunder || a == ToPublic }

// Facts is all that an end report may draw on. Seats and stays stand for people; names are not among the facts.
type Facts struct {
	Model    string
	Purpose  private.Text
	Opened   time.Time
	Closed   time.Time // zero while the group runs: the report says "so far"
	Choices  []group.ModelChoice
	Contract group.Contract
	Clauses  []string // of the model's form of agreement, in its order
	Phases   []group.PhaseReading
	Meetings []Meeting // held ones, oldest first
	Members  []Member  // whoever was ever a member, by seat
	Harms    []Harm
	Tasks    []Task
	Aims     []Aims // by level
	Measures []Measure
	Watched  []Watched
	Used     []Used
	Due      int                     // promises that were due, where the workers counted them
	Kept     int                     // of these, kept on time
	Overlays map[Audience][]Section  // what overlays add, already told for their readers
	End      map[string]private.Text // what was asked of the group at the end, by field
}

// Meeting is one meeting that was held.
type Meeting struct {
	Number    int
	Starts    time.Time
	Fold      session.Meeting
	Decisions []Decision
	Intent    private.Text
	Effect    private.Text // what the workers said of intent and effect afterwards
	Process   map[string]private.Text
}

// Decision is one decision and how it was taken.
type Decision struct {
	Text private.Text
	How  string // code of the vocabulary; empty when nobody said
}

// Member is one stay that began.
type Member struct {
	Stay group.Stay
	End  map[string]private.Text // what was asked at the end, by field
	Aims Aims                    // their own goals
	Read []GoalRead              // of their main goal, oldest first
	More []Section               // what overlays add to the member's report
}

// GoalRead is where a member's main goal stood on a day.
type GoalRead struct {
	At   time.Time
	Step int
}

// Harm is one event in which the group itself did somebody harm.
type Harm struct {
	At   time.Time
	Kind string
	What private.Text
	Done private.Text
}

// Task is something that members did alone and together. Class says what became of it: strong, weak, none or loss.
type Task struct {
	Title             private.Text
	Held              time.Time
	Class             string
	Mean, Best, Group float64
	Of                int // members who did it alone
	Lost, Items       int // items that somebody had right alone and the group had wrong
	After             float64
	AfterOf           int
}

// Said is the key of a phrase among the values of a line.
type Said string

// List is several values in a row.
type List []Said

// Line is one line of a report: a phrase with its values, words that somebody wrote, or both. A missing line says
// plainly that something was not recorded.
type Line struct {
	Key     string
	Args    []any // pairs of name and value: a number, a time, a Said, a List
	Text    private.Text
	Missing bool
	Picture *Picture
}

// Picture is numbers by meeting, drawn and told in words.
type Picture struct {
	Title  string // phrase key
	Top    float64
	Points []Point
}

// Point is one meeting in a picture. Low is left out of pictures that have none.
type Point struct {
	Number  int
	Value   float64
	Low     float64
	HasLow  bool
	N       int
	TooFew  bool // answered by fewer than five: told in words, not drawn
	Nothing bool
}

// Section is one part of a report under a heading.
type Section struct {
	Key   string
	Lines []Line
}

// Document is a whole report.
type Document struct {
	Model    string
	Audience Audience
	SoFar    bool
	From     time.Time
	Until    time.Time
	Behind   []Line // what data stand behind it
	Sections []Section
}

// Quotes are all words in the report that somebody wrote, for the name guard.
func (d Document) Quotes() []Quote {
	var all []Quote
	for _, s := range d.Sections {
		for _, l := range s.Lines {
			if !l.Text.Empty() {
				all = append(all, Quote{Section: s.Key, Line: l.Key, Text: l.Text})
			}
		}
	}
	return all
}

// Quote is words in a report and where they stand.
type Quote struct {
	Section, Line string
	Text          private.Text
}

// writer composes one report.
type writer struct {
	facts Facts
	me    Member
	at    time.Time
	to    Audience
}

// Write composes a report by the plan of the group's model. Whose is the stay that a member's report is about.
func (p Plans) Write(f Facts, to Audience, whose group.StayID, at time.Time) Document {
	w := &writer{facts: f, at: at, to: to}
	for _, m := range f.Members {
		if m.Stay.ID == whose {
			w.me = m
		}
	}
	plan := p.Of(f.Model)
	d := Document{Model: f.Model, Audience: to, SoFar: f.Closed.IsZero(), From: f.Opened, Until: f.Closed}
	if to == ToMember {
		d.From, d.SoFar = w.me.Stay.Joined, w.me.Stay.Left.IsZero() && f.Closed.IsZero()
		if !w.me.Stay.Left.IsZero() {
			d.Until = w.me.Stay.Left
		}
	}
	if d.Until.IsZero() {
		d.Until = at
	}
	sources := sources()
	for _, part := range plan.Reports[to] {
		s := Section{Key: "report." + plan.Model + "." + string(to) + "." + part.ID}
		if part.ID == "harms" || part.ID == "not_better" { // no model may call these anything else
			s.Key = "report.part." + part.ID
		}
		for _, say := range part.Say {
			name, of := split(say)
			s.Lines = append(s.Lines, sources[name](w, of)...)
		}
		if len(s.Lines) == 0 {
			s.Lines = []Line{{Key: "report.missing", Missing: true}}
		}
		d.Sections = append(d.Sections, s)
	}
	if lines := tasks(w, ""); len(lines) > 0 && (to == ToGroup || to == ToFunder) {
		d.Sections = append(d.Sections, Section{Key: "report.tasks", Lines: lines})
	}
	if lines := borrowed(w); len(lines) > 0 && to == ToGroup {
		d.Sections = append(d.Sections, Section{Key: "report.borrowed", Lines: lines})
	}
	d.Sections = append(d.Sections, f.Overlays[to]...)
	if to == ToMember {
		d.Sections = append(d.Sections, w.me.More...)
	}
	d.Behind = w.behind()
	return d
}

// behind says on what the report rests.
func (w *writer) behind() []Line {
	marks, asked, answered := 0, 0, 0
	for _, m := range w.meetings() {
		marks += m.Fold.Entries
		for _, s := range m.Fold.Seats {
			if w.to == ToMember && s.Seat != w.me.Stay.Seat || !s.Presence.State.Came() {
				continue
			}
			asked++
			if len(s.Pulse) > 0 {
				answered++
			}
		}
	}
	lines := []Line{{Key: "report.behind.meetings", Args: []any{"n", len(w.meetings())}}}
	if !w.to.Outside() {
		lines = append(lines, Line{Key: "report.behind.marks", Args: []any{"n", marks}})
	}
	if !w.to.Outside() || answered >= Small && asked-answered >= Small {
		lines = append(lines, Line{Key: "report.behind.pulse", Args: []any{"answered", answered, "asked", asked}})
	}
	return lines
}

// meetings are those that the report tells of: for a member those at which they were expected.
func (w *writer) meetings() []Meeting {
	if w.to != ToMember {
		return w.facts.Meetings
	}
	var mine []Meeting
	for _, m := range w.facts.Meetings {
		if _, ok := m.Fold.Seat(w.me.Stay.Seat); ok {
			mine = append(mine, m)
		}
	}
	return mine
}

func one(key string, args ...any) []Line { return []Line{{Key: key, Args: args}} }

// none says what was not recorded.
func none(what string) []Line {
	return []Line{{Key: "report.none", Args: []any{"what", Said(what)}, Missing: true}}
}

// quoted is words under the name of what they answer.
func quoted(key string, text private.Text, args ...any) []Line {
	if text.Empty() {
		return nil
	}
	return []Line{{Key: key, Args: args, Text: text}}
}
