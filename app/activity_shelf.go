package app

import (
	"context"

	"groupwork/access"
	"groupwork/activity"
	"groupwork/fault"
	"groupwork/private"
)

// ActivityRow is one activity on the shelf.
type ActivityRow struct {
	Telling activity.Telling
	Hidden  bool
}

// ActivitiesView is the shelf as this agency has it.
type ActivitiesView struct {
	Rows       []ActivityRow
	Hidden     int
	Vocabulary activity.Vocabulary
	Edits      bool
}

// ShelfInput narrows the shelf; empty fields do not.
type ShelfInput struct {
	Model, Stage, Interest string
	Minutes                int
}

// told is the library in a language, with what the agency made of it.
type told struct {
	shelf *activity.Shelf
	own   map[string]activity.Version
	lang  string
}

// library opens the activities.
func (h *House) library(a *at, lang string) (told, error) {
	shelf, err := h.activities()
	if err != nil {
		return told{}, fault.Wrap("app.library", err)
	}
	own, err := a.OwnActivities(a.ctx)
	return told{shelf, own, lang}, err
}

func (t told) tell(id string) (activity.Telling, bool) {
	a, ok := t.shelf.Find(id)
	if !ok {
		return activity.Telling{}, false
	}
	return t.shelf.Tell(a, t.lang, t.own[id]), true
}

func (t told) hidden() map[string]bool {
	all := map[string]bool{}
	for id, v := range t.own {
		all[id] = v.Hidden
	}
	return all
}

// CheckActivities reads the library, so that a broken one is found at the start.
func (h *House) CheckActivities() error {
	_, err := h.activities()
	return err
}

// Activities shows the shelf: what fits first, then the rest in its order; hidden ones last for who edits.
func (h *House) Activities(ctx context.Context, who access.Who, lang string, in ShelfInput) (v ActivitiesView, err error) {
	err = h.look(ctx, who, access.SeeActivities, nil, func(a *at) error {
		t, err := h.library(a, lang)
		if err != nil {
			return err
		}
		v.Vocabulary, v.Edits = t.shelf.Vocabulary(), h.Policy.Decide(access.EditActivities, a.roleTies()) == nil
		q := activity.Query{Model: in.Model, Stage: in.Stage, Minutes: in.Minutes, Deepest: 3}
		if in.Interest != "" {
			q.Interests = []string{in.Interest}
		}
		var hidden []ActivityRow
		for _, f := range t.shelf.Rank(q) {
			if in.Stage != "" && !f.Because("stage") || in.Interest != "" && !f.Because("interests") || in.Model != "" && f.Activity.ModelFit[in.Model] == 0 {
				continue
			}
			row := ActivityRow{t.shelf.Tell(f.Activity, lang, t.own[f.Activity.ID]), t.own[f.Activity.ID].Hidden}
			if row.Hidden {
				hidden = append(hidden, row)
				continue
			}
			v.Rows = append(v.Rows, row)
		}
		v.Hidden = len(hidden)
		if v.Edits {
			v.Rows = append(v.Rows, hidden...)
		}
		return nil
	})
	return v, err
}

// ActivityView is one activity, as the agency tells it.
type ActivityView struct {
	Telling  activity.Telling
	Original activity.Telling // as the shelf tells it
	Version  activity.Version
	Uses     int     // meetings that were rated
	Rated    int     // ratings in all
	Middle   float64 // of the middles of meetings with five ratings or more; see HasMiddle
	HasMid   bool
	Edits    bool
}

// Activity shows one activity.
func (h *House) Activity(ctx context.Context, who access.Who, id, lang string) (v ActivityView, err error) {
	err = h.look(ctx, who, access.SeeActivities, nil, func(a *at) error {
		t, err := h.library(a, lang)
		if err != nil {
			return err
		}
		one, ok := t.shelf.Find(id)
		if !ok {
			return fault.New(fault.Missing, "app.Activity", "")
		}
		v.Telling, v.Version, v.Edits = t.shelf.Tell(one, lang, t.own[id]), t.own[id], h.Policy.Decide(access.EditActivities, a.roleTies()) == nil
		v.Original = t.shelf.Tell(one, lang, activity.Version{})
		uses, err := a.UsesOf(ctx, id)
		sum, n := 0.0, 0
		for _, u := range uses {
			v.Uses, v.Rated = v.Uses+1, v.Rated+u.Answers()
			if middle, ok := u.Middle(); ok {
				sum, n = sum+middle, n+1
			}
		}
		if n > 0 {
			v.Middle, v.HasMid = sum/float64(n), true
		}
		return err
	})
	return v, err
}

// changeActivity changes the agency's version of an activity, at the version that the person saw.
func (h *House) changeActivity(ctx context.Context, who access.Who, id string, version int, change func(a *at, v *activity.Version, t told) error) error {
	return h.do(ctx, who, access.EditActivities, "", nil, func(a *at) error {
		const op = "app.changeActivity"
		t, err := h.library(a, "")
		if err != nil {
			return err
		}
		if _, ok := t.shelf.Find(id); !ok {
			return fault.New(fault.Missing, op, "")
		}
		v := t.own[id]
		if err := fresh(op, v.Version, version); err != nil {
			return err
		}
		v.Activity = id
		if err := change(a, &v, t); err != nil {
			return err
		}
		a.touches(id)
		_, err = a.SaveOwnActivity(ctx, v)
		return err
	})
}

// EditActivity puts the agency's own texts in place, in one language. Texts as on the shelf are not kept.
func (h *House) EditActivity(ctx context.Context, who access.Who, id string, version int, lang string, in activity.Wording) error {
	return h.changeActivity(ctx, who, id, version, func(a *at, v *activity.Version, t told) error {
		return v.Rewrite(t.shelf, lang, in, a.self, a.now)
	})
}

// RestoreActivity goes back to the shelf's texts in every language.
func (h *House) RestoreActivity(ctx context.Context, who access.Who, id string, version int) error {
	return h.changeActivity(ctx, who, id, version, func(a *at, v *activity.Version, _ told) error {
		v.Words, v.By, v.At = nil, a.self, a.now
		return nil
	})
}

// HideActivity takes an activity out of the agency's finder, or back in.
func (h *House) HideActivity(ctx context.Context, who access.Who, id string, version int, hidden bool) error {
	return h.changeActivity(ctx, who, id, version, func(a *at, v *activity.Version, _ told) error {
		v.Hidden, v.By, v.At = hidden, a.self, a.now
		return nil
	})
}

// TasteInput is what a group likes and needs of its programme.
type TasteInput struct {
	Interests, Ages []string
	Setting         string
	Touch           bool
}

// WayIn is one member's needs and the way in to an activity for each.
type WayIn struct {
	Called private.Text
	Said   private.Text // what the member said helps
	Needs  []string
	Ways   []activity.Way
}
