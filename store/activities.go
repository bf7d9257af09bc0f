package store

import (
	"context"

	"groupwork/activity"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store/db"
)

// ownActivityDoc is what is sealed of an agency's version of an activity, with the agency's key.
type ownActivityDoc struct {
	Words map[string]activity.Wording `json:",omitempty"`
	From  string                      `json:",omitempty"`
}

// OwnActivities gives every version that the agency made, by activity.
func (tx *Tx) OwnActivities(ctx context.Context) (map[string]activity.Version, error) {
	rows, err := tx.q.OwnActivities(ctx)
	if err != nil {
		return nil, tx.told("store.OwnActivities", err)
	}
	all := make(map[string]activity.Version, len(rows))
	for _, row := range rows {
		var d ownActivityDoc
		if err := tx.open(ctx, agencyOwner, "own_activity", row.Activity, row.Told, &d); err != nil {
			return nil, err
		}
		all[row.Activity] = activity.Version{Activity: row.Activity, Hidden: row.Hidden == 1, Words: d.Words, From: d.From,
			By: people.ID(row.MadeBy), At: when(row.Made), Version: int(row.Version)}
	}
	return all, nil
}

// SaveOwnActivity saves an agency's version of an activity.
func (tx *Tx) SaveOwnActivity(ctx context.Context, v activity.Version) (activity.Version, error) {
	const op = "store.SaveOwnActivity"
	told, err := tx.seal(ctx, agencyOwner, "own_activity", v.Activity, ownActivityDoc{v.Words, v.From})
	if err != nil {
		return v, err
	}
	if v.Version == 0 {
		err = tx.told(op, tx.q.AddOwnActivity(ctx, db.AddOwnActivityParams{Activity: v.Activity, Hidden: flag(v.Hidden), Made: at(v.At), MadeBy: string(v.By), Told: told}))
	} else {
		rows, failed := tx.q.ChangeOwnActivity(ctx, db.ChangeOwnActivityParams{Hidden: flag(v.Hidden), Made: at(v.At), MadeBy: string(v.By), Told: told,
			Activity: v.Activity, Version: int64(v.Version)})
		err = tx.changed(op, rows, failed)
	}
	if err == nil {
		v.Version++
	}
	return v, err
}

// useDoc is what is sealed of a use, with the group's key.
type useDoc struct {
	Ratings [11]int
	Fit     [3]int
	Note    string `json:",omitempty"`
}

func useRow(s session.ID, a string) string { return string(s) + "/" + a }

func (tx *Tx) use(ctx context.Context, row db.ActivityUse) (activity.Use, error) {
	var d useDoc
	if err := tx.open(ctx, ofGroup(group.ID(row.GroupID)), "activity_use", useRow(session.ID(row.SessionID), row.Activity), row.Told, &d); err != nil {
		return activity.Use{}, err
	}
	return activity.Use{Session: session.ID(row.SessionID), Activity: row.Activity, Group: group.ID(row.GroupID), Ratings: d.Ratings, Fit: d.Fit, Note: private.Of(d.Note),
		At: when(row.Used), By: people.ID(row.MadeBy), Version: int(row.Version)}, nil
}

// UsesIn gives how the activities of a group were, oldest first.
func (tx *Tx) UsesIn(ctx context.Context, id group.ID) ([]activity.Use, error) {
	rows, err := tx.q.ActivityUsesIn(ctx, string(id))
	if err != nil {
		return nil, tx.told("store.UsesIn", err)
	}
	return each(rows, func(row db.ActivityUse) (activity.Use, error) { return tx.use(ctx, row) })
}

// UsesOf gives how an activity was in every group of the agency, oldest first.
func (tx *Tx) UsesOf(ctx context.Context, id string) ([]activity.Use, error) {
	rows, err := tx.q.ActivityUsesOf(ctx, id)
	if err != nil {
		return nil, tx.told("store.UsesOf", err)
	}
	return each(rows, func(row db.ActivityUse) (activity.Use, error) { return tx.use(ctx, row) })
}

// SaveUse saves how an activity was.
func (tx *Tx) SaveUse(ctx context.Context, u activity.Use) (activity.Use, error) {
	const op = "store.SaveUse"
	told, err := tx.seal(ctx, ofGroup(u.Group), "activity_use", useRow(u.Session, u.Activity), useDoc{u.Ratings, u.Fit, u.Note.Reveal()})
	if err != nil {
		return u, err
	}
	if u.Version == 0 {
		err = tx.told(op, tx.q.AddActivityUse(ctx, db.AddActivityUseParams{SessionID: string(u.Session), Activity: u.Activity, GroupID: string(u.Group),
			Used: at(u.At), MadeBy: string(u.By), Told: told}))
	} else {
		rows, failed := tx.q.ChangeActivityUse(ctx, db.ChangeActivityUseParams{MadeBy: string(u.By), Told: told, SessionID: string(u.Session),
			Activity: u.Activity, Version: int64(u.Version)})
		err = tx.changed(op, rows, failed)
	}
	if err == nil {
		u.Version++
	}
	return u, err
}

// tasteDoc is what is sealed of a taste, with the group's key.
type tasteDoc struct {
	Interests, Ages []string `json:",omitempty"`
	Setting         string   `json:",omitempty"`
	Touch           bool     `json:",omitempty"`
}

// Taste gives what a group likes; an empty one while nobody has said.
func (tx *Tx) Taste(ctx context.Context, id group.ID) (activity.Taste, error) {
	row, err := tx.q.Taste(ctx, string(id))
	if told := tx.told("store.Taste", err); fault.Of(told) == fault.Missing {
		return activity.Taste{Group: id}, nil
	} else if err != nil {
		return activity.Taste{}, told
	}
	var d tasteDoc
	if err := tx.open(ctx, ofGroup(id), "taste", row.GroupID, row.Told, &d); err != nil {
		return activity.Taste{}, err
	}
	return activity.Taste{Group: id, Interests: d.Interests, Ages: d.Ages, Setting: d.Setting, Touch: d.Touch, Version: int(row.Version)}, nil
}

// SaveTaste saves what a group likes.
func (tx *Tx) SaveTaste(ctx context.Context, t activity.Taste) (activity.Taste, error) {
	const op = "store.SaveTaste"
	told, err := tx.seal(ctx, ofGroup(t.Group), "taste", string(t.Group), tasteDoc{t.Interests, t.Ages, t.Setting, t.Touch})
	if err != nil {
		return t, err
	}
	if t.Version == 0 {
		err = tx.told(op, tx.q.AddTaste(ctx, string(t.Group), told))
	} else {
		rows, failed := tx.q.ChangeTaste(ctx, told, string(t.Group), int64(t.Version))
		err = tx.changed(op, rows, failed)
	}
	if err == nil {
		t.Version++
	}
	return t, err
}
