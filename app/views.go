package app

import (
	"time"

	"groupwork/group"
	"groupwork/note"
	"groupwork/private"
	"groupwork/session"
)

// Today is what needs this person now, most harmful first, and what comes next.
type Today struct {
	At    time.Time
	Needs []Need
	Next  []Meeting
}

// Need is one thing to do, with the one act that clears it. Kind is the end of its phrase key "need.<kind>".
type Need struct {
	Kind      string
	Group     GroupRef
	Session   session.ID
	Number    int
	Stay      group.StayID
	Person    private.Text
	Count, Of int
	Due       time.Time
	Path      string
}

// Meeting is one session in a list.
type Meeting struct {
	Session session.ID
	Group   GroupRef
	Number  int
	Starts  time.Time
	Minutes int
	Place   private.Text
	State   session.State
	Path    string
}

// NoteRef is one note in a list.
type NoteRef struct {
	ID      note.ID
	Session session.ID
	Number  int
	Starts  time.Time
	Signed  time.Time
}

// DebriefInput holds answers by prompt number 1 to 8, and the model's own fields. What is not named stays as it is.
type DebriefInput struct {
	Answers map[int]string
	Process map[string]string
}

// NoteInput is the card of one note. Next step and sentence replace those of before; a nil list, number or map was not
// on the card and stays as it is, an empty one clears. Text that differs from the stored note counts as written by
// hand. NextStep is a code of the vocabulary or free words.
type NoteInput struct {
	ID                      string
	Version                 int
	Sections                map[string]string
	Responses               []string
	Participation, Progress *int
	NextStep, Sentence      string
	Format                  string
}
