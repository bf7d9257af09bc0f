package group

import (
	"time"

	"groupwork/people"
	"groupwork/private"
)

// CompositionID names one recorded composition of groups.
type CompositionID string

// Composition is who was put together with whom, by which rules and wishes, and who decided. It is kept as it was
// decided; only the groups that were opened for it are added.
type Composition struct {
	ID        CompositionID
	By        people.ID // who decided
	At        time.Time
	Preset    string       // the way of composing
	With      private.Text // who decided with them, in their words
	Why       private.Text
	Seats     []Composed
	Opened    []ID           // by group of the composition: the group that it became; empty when none yet
	Rules     []private.Text // rules and wishes, a line each
	Kept      []private.Text // rules that were not kept
	HandMoves []private.Text
	Seed      uint64
	Judged    int64   // moves that the search judged
	Score     float64 // of 100
	Bound     float64 // no plan scores more
	Proven    bool
	Version   int
}

// Composed is one person's place in a composition: somebody on record, or a name from a file.
type Composed struct {
	Person people.ID
	Name   private.Text
	Group  int // from 0; -1 for waiting
}
