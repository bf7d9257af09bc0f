package app

import (
	"slices"
	"time"

	"groupwork/group"
	"groupwork/overlay"
	"groupwork/private"
	"groupwork/session"
)

// What happens in the life of a group.
const (
	LifeOpened = "opened"
	LifeClosed = "closed"
	LifeMet    = "met"
	LifePhase  = "phase"
	LifeModel  = "model"
	LifeJoined = "joined"
	LifeLeft   = "left"
	LifeHarm   = "harm"
)

// LifePoint is one point on the line of a group's life, with what leads to its evidence.
type LifePoint struct {
	At        time.Time
	What      string
	Session   session.ID // and the rest of a meeting
	Number    int
	Came, Of  int
	Moments   []string // of the vocabulary, each once
	Decisions []private.Text
	Book      string // a model, or whose phases are read
	Phase     string
	Stay      group.StayID
	Called    private.Text
}

// lived gathers what happened in the group, latest first.
func (w watched) lived() []LifePoint {
	g := w.group
	var all []LifePoint
	if !g.Closed.IsZero() {
		all = append(all, LifePoint{At: g.Closed, What: LifeClosed})
	}
	for _, m := range w.facts.Meetings {
		one := LifePoint{At: m.Starts, What: LifeMet, Session: m.ID, Number: m.Number, Came: m.Fold.Came(), Of: len(m.Fold.Seats), Decisions: m.Fold.Decisions}
		one.Moments = slices.Compact(slices.Sorted(slices.Values(m.Fold.Moments)))
		all = append(all, one)
	}
	for i, r := range g.Phases {
		if i == 0 || g.Phases[i-1].Phase != r.Phase || g.Phases[i-1].Model != r.Model {
			all = append(all, LifePoint{At: r.At, What: LifePhase, Book: r.Model, Phase: r.Phase})
		}
	}
	for _, choice := range g.Models[min(1, len(g.Models)):] {
		all = append(all, LifePoint{At: choice.At, What: LifeModel, Book: choice.Model})
	}
	for _, st := range w.record.stays {
		for what, at := range map[string]time.Time{LifeJoined: st.Joined, LifeLeft: st.Left} {
			if !at.IsZero() && !st.Joined.IsZero() {
				all = append(all, LifePoint{At: at, What: what, Stay: st.ID, Called: w.called(st.ID)})
			}
		}
	}
	for _, harm := range overlay.Of(w.facts.Leaves, overlay.Harm) {
		all = append(all, LifePoint{At: harm.Made, What: LifeHarm})
	}
	all = append(all, LifePoint{At: g.Opened, What: LifeOpened}) // of what happened at once it is the first
	slices.SortStableFunc(all, func(a, b LifePoint) int { return b.At.Compare(a.At) })
	return all
}
