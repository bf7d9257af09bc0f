// Package overlay knows what may lie over any model: group therapy, cooperative learning and the link with casework.
// Each asks for leaves in the group's folder, and some of its rules stop an act until a person has done what they ask.
// What is asked at the end of a group and what did harm are leaves too, with or without an overlay.
package overlay

import (
	"time"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
)

// ID names one leaf.
type ID string

// Kind is what a leaf is.
type Kind string

// The kinds of leaf.
const (
	InForce     Kind = "in_force"     // an overlay lies over the group; Done when it was taken off
	Ending      Kind = "ending"       // what was asked at the end, of a member or of the group
	Harm        Kind = "harm"         // the group itself did somebody harm
	FollowUp    Kind = "follow_up"    // what was done about something that a meeting left
	Screening   Kind = "screening"    // therapy: does the group fit this person
	Preparation Kind = "preparation"  // therapy: told what to expect, and said back
	Risk        Kind = "risk"         // therapy: new risk at a meeting, yes or no, said by a person
	Task        Kind = "task"         // learning: a task with its five conditions
	ReferralIn  Kind = "referral_in"  // casework: somebody was sent to us
	ReferralOut Kind = "referral_out" // casework: we sent somebody on
	Scope       Kind = "scope"        // casework: what a member lets us tell
	SharedGoal  Kind = "shared_goal"  // casework: one goal, both sides
	Update      Kind = "update"       // casework: what was told to the other side
)

// The overlays.
const (
	Therapy  = "group_therapy"
	Learning = "cooperative_learning"
	Casework = "casework_link"
)

// Overlays are all of them, in order.
func Overlays() []string { return []string{Therapy, Learning, Casework} }

// Leaf is one leaf of a group's folder. Fields hold what was written, by name; codes are texts as well.
type Leaf struct {
	ID      ID
	Group   group.ID
	Kind    Kind
	Stay    group.StayID // "" when it is about the whole group
	Person  people.ID    // whose leaf it is; "" for the group's
	Session session.ID
	Once    string // what there may be only one of; "" for any number
	Made    time.Time
	By      people.ID
	Due     time.Time // until when an answer is awaited
	Done    time.Time
	DoneBy  people.ID
	Fields  map[string]private.Text
	Version int
}

// Field is one field's text.
func (l Leaf) Field(name string) string { return l.Fields[name].Reveal() }

// Late tells whether an answer is overdue.
func (l Leaf) Late(at time.Time) bool { return l.Done.IsZero() && !l.Due.IsZero() && at.After(l.Due) }

// Of gives the leaves of a kind, in order.
func Of(leaves []Leaf, kind Kind) []Leaf {
	var all []Leaf
	for _, l := range leaves {
		if l.Kind == kind {
			all = append(all, l)
		}
	}
	return all
}

// Lies tells whether an overlay lies over the group.
func Lies(leaves []Leaf, which string) bool {
	_, ok := force(leaves, which)
	return ok
}

func force(leaves []Leaf, which string) (Leaf, bool) {
	for _, l := range Of(leaves, InForce) {
		if l.Field("overlay") == which && l.Done.IsZero() {
			return l, true
		}
	}
	return Leaf{}, false
}

// longest is how long one field may be, in characters.
const longest = 4000

// Check tells what is wrong with the texts of a leaf. Needed fields must not be empty.
func (l Leaf) Check(needed ...string) error {
	var c fault.Check
	for name, t := range l.Fields {
		c.Want(t.Len() <= longest, name, "text.too_long", "max", longest)
	}
	for _, name := range needed {
		c.Want(!l.Fields[name].Empty(), name, "overlay.field.missing")
	}
	return c.Err("overlay.Check")
}

// HarmKinds are the ways in which a group itself can do harm.
func HarmKinds() []string {
	return []string{"worse", "put_upon", "privacy", "contagion", "hurt", "other"}
}
