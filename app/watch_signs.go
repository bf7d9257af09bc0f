package app

import (
	"context"

	"groupwork/access"
	"groupwork/group"
	"groupwork/session"
	"groupwork/watch"
)

// SignsView is what a worker and their colleagues saw of the signs of the phases, and the meeting that waits to be read.
type SignsView struct {
	watch.SignsSeen
	Number int        // of the meeting that was read; 0 for none
	Last   session.ID // the last meeting that was held
}

// Signs shows how many signs of each phase were seen at the last meeting that this worker has read.
func (h *House) Signs(ctx context.Context, who access.Who, id group.ID) (v SignsView, err error) {
	var g group.Group
	err = h.look(ctx, who, access.NoteReading, ofGroup(id, &g), func(a *at) error {
		readings, err := a.ReadingsIn(ctx, id)
		if err != nil {
			return err
		}
		v.SignsSeen, _ = watch.Signs(readings, a.self)
		heads, err := a.SessionsIn(ctx, id)
		for _, head := range heads {
			if head.State == session.Held {
				v.Last = head.ID
			}
			if head.ID == v.Session {
				v.Number = head.Number
			}
		}
		return err
	})
	return v, err
}
