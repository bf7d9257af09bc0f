package group

import (
	"slices"
	"time"

	"groupwork/fault"
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
	Broken    []private.Text // rules that were not kept
	HandMoves []private.Text
	Seed      uint64
	Judged    int64   // moves that the search judged
	Score     float64 // of 100
	Bound     float64 // no plan scores more
	Proven    bool
	Version   int
}

// Draft is a composition in the making as it is laid down. What it says is for package app to read.
type Draft struct {
	ID      string
	By      people.ID
	Touched time.Time // when it was last changed
	Said    private.Text
	Version int
}

// Composed is one person's place in a composition: somebody on record, or a name from a file.
type Composed struct {
	Person people.ID
	Name   private.Text
	Group  int // from 0; -1 for waiting
}

// Check says what is wrong with a decision before it is kept.
func (c *Composition) Check() error {
	var check fault.Check
	check.Want(len(c.Seats) >= 2, "seats", "composition.nobody")
	check.Want(c.With.Len() <= mostWords, "with", "text.too_long", "max", mostWords)
	check.Want(c.Why.Len() <= mostWords, "why", "text.too_long", "max", mostWords)
	return check.Err("group.Composition")
}

// mostWords is the longest text about a decision.
const mostWords = 2000

// Groups is how many groups there are.
func (c *Composition) Groups() int {
	n := 0
	for _, s := range c.Seats {
		n = max(n, s.Group+1)
	}
	return n
}

// Became notes the group that one of the composed groups was opened as.
func (c *Composition) Became(number int, id ID) {
	for len(c.Opened) < c.Groups() {
		c.Opened = append(c.Opened, "")
	}
	c.Opened[number] = id
}

// Placed tells whether one of the composed groups was opened: as the group named, or as any where none is named.
func (c *Composition) Placed(number int, as ID) bool {
	return number >= 0 && number < len(c.Opened) && c.Opened[number] != "" && (as == "" || c.Opened[number] == as)
}

// SameDecision tells whether two are the same decision, whatever groups were opened for it since.
func (c *Composition) SameDecision(o Composition) bool {
	if c.By != o.By || !c.At.Equal(o.At) || c.Preset != o.Preset || !c.With.Same(o.With) || !c.Why.Same(o.Why) || c.Seed != o.Seed ||
		c.Judged != o.Judged || c.Score != o.Score || c.Bound != o.Bound || c.Proven != o.Proven {
		return false
	}
	return sameTexts(c.Rules, o.Rules) && sameTexts(c.Broken, o.Broken) && sameTexts(c.HandMoves, o.HandMoves) &&
		slices.EqualFunc(c.Seats, o.Seats, func(a, b Composed) bool { return a.Person == b.Person && a.Group == b.Group && a.Name.Same(b.Name) })
}

func sameTexts(a, b []private.Text) bool { return slices.EqualFunc(a, b, private.Text.Same) }
