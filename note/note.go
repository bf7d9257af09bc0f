// Package note knows the written record of a session: the group note, each member's note, and the worker's
// private process note. It drafts from facts that were entered, keeps every other member's name out of a
// member's note, and freezes a note when it is signed.
package note

import (
	"time"

	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
)

// ID names a note within one agency's book.
type ID string

// Kind is what a note is about.
type Kind string

// The kinds of note. Process notes live in a store of their own.
const (
	OfGroup  Kind = "group"
	OfMember Kind = "member"
)

// Section is one headed part of a note: the key of its heading and its text.
type Section struct {
	Key  string // such as "goal", "intervention", "theme"
	Text private.Text
}

// Addendum is what was added after signing.
type Addendum struct {
	By   people.ID
	At   time.Time
	Text private.Text
}

// Note is one note of one session.
type Note struct {
	ID        ID
	Session   session.ID
	Group     group.ID
	Kind      Kind
	Stay      group.StayID // of a member's note
	Person    people.ID    // of a member's note
	Format    string       // DAP, SOAP, BIRP, GIRP, SIRP, SUMMARY, PROCESS_SUMMARY, STAGE_SUMMARY, MINUTES_ACTION
	Sections  []Section
	Author    people.ID
	Touched   bool      // edited by hand: drafting again leaves it alone
	Signed    time.Time // zero while it is a draft
	SignedBy  people.ID
	Hash      string    // SHA-256 of the signed text, author and time, hex
	Cosign    people.ID // who has to co-sign; empty when nobody
	Cosigned  time.Time
	Addenda   []Addendum
	Drafted   time.Time
	LateEntry bool // signed after the setting profile's hours
	Version   int
}

// ProcessNote is a worker's private note about a session, for its author alone.
type ProcessNote struct {
	ID      ID
	Session session.ID
	Author  people.ID
	Text    private.Text
	Written time.Time
	Version int
}

// Names is every way in which one member could be named in somebody else's note.
type Names struct {
	Seat  int
	Words []private.Text // called name, register name, nicknames, relatives

	split [][]word // of Words, once they are split
}

// Split gives the names with their words split, so that several texts can be looked at without splitting them each time.
func (n Names) Split() Names {
	n.split = make([][]word, len(n.Words))
	for i, full := range n.Words {
		n.split[i] = words(full.Reveal())
	}
	return n
}

// parts gives the words of every name.
func (n Names) parts() [][]word {
	if n.split == nil {
		n = n.Split()
	}
	return n.split
}

// Hit is one place where a note names another member: byte offsets in the text, how it was found ("name",
// "typo", "initials", "seat", "possessive"), and what to write instead (a phrase key).
type Hit struct {
	Start, End int
	How        string
}
