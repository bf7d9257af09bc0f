package app

import (
	"context"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/goal"
	"groupwork/group"
	"groupwork/note"
	"groupwork/people"
	"groupwork/session"
	"groupwork/survey"
)

// Kind is what an act is done to.
type Kind string

// The kinds of thing that a path can name.
const (
	AboutHouse    Kind = ""
	AboutGroup    Kind = "group"
	AboutStay     Kind = "stay"
	AboutSession  Kind = "session"
	AboutNote     Kind = "note"
	AboutPerson   Kind = "person"
	AboutSelf     Kind = "own sign-in"
	AboutOwnPage  Kind = "own page"
	AboutOwnStay  Kind = "own stay"
	AboutAsking   Kind = "asking"
	AboutComposed Kind = "composition"
	AboutTask     Kind = "task"
	AboutSheet    Kind = "sheet"
	AboutOwnNote  Kind = "own note"
	AboutGoal     Kind = "goal"
)

// May tells whether somebody may do an act to a thing: nil, Forbidden or Withheld. Doors ask before they read or change
// anything; the act asks again.
func (h *House) May(ctx context.Context, who access.Who, act access.Act, kind Kind, id string) error {
	err := h.look(ctx, who, act, tiesTo(kind, id), func(*at) error { return nil })
	if fault.Of(err) == fault.Missing {
		return fault.New(fault.Withheld, string(act), "")
	}
	return err
}

// tiesTo finds the ties to a thing; for the house as a whole those of the roles are enough.
func tiesTo(kind Kind, id string) find {
	var g group.Group
	var s session.Session
	var st group.Stay
	var n note.Note
	var p people.Person
	var stays []group.Stay
	var asking survey.Asking
	var composed group.Composition
	var task survey.Task
	var sheet survey.Sheet
	var aim goal.Goal
	switch kind {
	case AboutGroup:
		return ofGroup(group.ID(id), &g)
	case AboutStay:
		return ofStay(group.StayID(id), &st, &g)
	case AboutSession:
		return ofSession(session.ID(id), &s, &g)
	case AboutNote:
		return ofNote(note.ID(id), &n, &s, &g)
	case AboutPerson:
		return ofPerson(people.ID(id), &p, &stays)
	case AboutAsking:
		return ofAsking(survey.ID(id), &asking, &g)
	case AboutComposed:
		return ofComposition(group.CompositionID(id), &composed)
	case AboutTask:
		return ofTask(survey.TaskID(id), &task, &g)
	case AboutSheet:
		return ofSheet(survey.SheetID(id), &sheet, &g)
	case AboutGoal:
		return ofGoal(goal.ID(id), &aim, &g)
	case AboutSelf:
		return oneself
	case AboutOwnPage:
		return ownStays(&stays)
	case AboutOwnStay:
		return ofOwnStay(group.StayID(id), &st)
	case AboutOwnNote:
		return ofOwnNote(note.ID(id), &n)
	}
	return nil
}
