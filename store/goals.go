package store

import (
	"context"

	"groupwork/fault"
	"groupwork/goal"
	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store/db"
)

// goalDoc is what is sealed of a goal, with the person's key, or the group's where it is of the whole.
type goalDoc struct {
	Change, Seen, Why string         `json:",omitempty"`
	Where, Ends       string         `json:",omitempty"`
	Steps             map[int]string `json:",omitempty"`
	How, Minority     string         `json:",omitempty"`
	Took              int            `json:",omitempty"`
	By                people.ID      `json:",omitempty"` // who recorded the adoption
}

// goalOwner is whose key seals a goal and its readings.
func goalOwner(person string, g group.ID) owner {
	if person != "" {
		return ofPerson(people.ID(person))
	}
	return ofGroup(g)
}

func (tx *Tx) goal(ctx context.Context, row db.Goal) (goal.Goal, error) {
	g := goal.Goal{ID: goal.ID(row.ID), Group: group.ID(row.GroupID), Stay: group.StayID(row.StayID), Person: people.ID(row.PersonID), Level: goal.Level(row.Level),
		Main: row.Main == 1, Start: int(row.Start), Until: row.Until, Model: row.Model, Proposed: goal.Proposer(row.Proposed), By: people.ID(row.MadeBy),
		Made: when(row.Made), Ended: when(row.Ended), Version: int(row.Version)}
	var d goalDoc
	if err := tx.open(ctx, goalOwner(row.PersonID, g.Group), "goal", row.ID, row.Told, &d); err != nil {
		return goal.Goal{}, err
	}
	g.Where, g.Ends = private.Of(d.Where), private.Of(d.Ends)
	g.Change, g.Seen, g.Why, g.Steps = private.Of(d.Change), private.Of(d.Seen), private.Of(d.Why), textsBy[map[int]private.Text](d.Steps)
	if row.Adopted != 0 {
		g.Adopted = &goal.Adoption{At: when(row.Adopted), How: d.How, Took: d.Took, Minority: private.Of(d.Minority), By: d.By}
	}
	return g, nil
}

// Goal gives one goal.
func (tx *Tx) Goal(ctx context.Context, id goal.ID) (goal.Goal, error) {
	row, err := tx.q.Goal(ctx, string(id))
	if err != nil {
		return goal.Goal{}, tx.told("store.Goal", err)
	}
	return tx.goal(ctx, row)
}

// GoalsIn gives every goal of a group, at every level, oldest first.
func (tx *Tx) GoalsIn(ctx context.Context, id group.ID) ([]goal.Goal, error) {
	rows, err := tx.q.GoalsIn(ctx, string(id))
	if err != nil {
		return nil, tx.told("store.GoalsIn", err)
	}
	return each(rows, func(row db.Goal) (goal.Goal, error) { return tx.goal(ctx, row) })
}

// SaveGoal saves a goal. Whose it is, its level and who proposed it never change; a member has one main goal at a time.
func (tx *Tx) SaveGoal(ctx context.Context, g goal.Goal) (goal.Goal, error) {
	const op = "store.SaveGoal"
	d := goalDoc{Change: g.Change.Reveal(), Seen: g.Seen.Reveal(), Why: g.Why.Reveal(),
		Where: g.Where.Reveal(), Ends: g.Ends.Reveal(), Steps: wordsBy(g.Steps)}
	adopted := int64(0)
	if a := g.Adopted; a != nil {
		d.How, d.Took, d.Minority, d.By, adopted = a.How, a.Took, a.Minority.Reveal(), a.By, at(a.At)
	}
	told, err := tx.seal(ctx, goalOwner(string(g.Person), g.Group), "goal", string(g.ID), d)
	if err != nil {
		return g, err
	}
	if g.Version == 0 {
		err = tx.told(op, tx.q.AddGoal(ctx, db.AddGoalParams{ID: string(g.ID), GroupID: string(g.Group), StayID: string(g.Stay), PersonID: string(g.Person),
			Level: string(g.Level), Main: flag(g.Main), Start: int64(g.Start), Until: g.Until, Model: g.Model, Proposed: string(g.Proposed), Made: at(g.Made),
			MadeBy: string(g.By), Adopted: adopted, Ended: at(g.Ended), Told: told}))
	} else {
		rows, failed := tx.q.ChangeGoal(ctx, db.ChangeGoalParams{Start: int64(g.Start), Until: g.Until, Adopted: adopted, Ended: at(g.Ended), Told: told,
			ID: string(g.ID), Version: int64(g.Version)})
		err = tx.changed(op, rows, failed)
	}
	if err == nil {
		g.Version++
	}
	return g, err
}

// readingDoc is what is sealed of a reading, with the key of its goal.
type readingDoc struct {
	Words string `json:",omitempty"`
}

func (tx *Tx) goalReading(ctx context.Context, row db.GoalReadingsInRow, g group.ID) (goal.Reading, error) {
	var d readingDoc
	if err := tx.open(ctx, goalOwner(row.PersonID, g), "goal_reading", row.ID, row.Told, &d); err != nil {
		return goal.Reading{}, err
	}
	return goal.Reading{ID: row.ID, Goal: goal.ID(row.GoalID), At: when(row.Read), Step: int(row.Step), Source: goal.Source(row.Source),
		Words: private.Of(d.Words), Session: session.ID(row.SessionID), By: people.ID(row.MadeBy)}, nil
}

// GoalReadingsIn gives every reading of a group's goals, oldest first.
func (tx *Tx) GoalReadingsIn(ctx context.Context, id group.ID) ([]goal.Reading, error) {
	rows, err := tx.q.GoalReadingsIn(ctx, string(id))
	if err != nil {
		return nil, tx.told("store.GoalReadingsIn", err)
	}
	return each(rows, func(row db.GoalReadingsInRow) (goal.Reading, error) { return tx.goalReading(ctx, row, id) })
}

// GoalReadings gives the readings of one goal, oldest first.
func (tx *Tx) GoalReadings(ctx context.Context, g goal.Goal) ([]goal.Reading, error) {
	rows, err := tx.q.GoalReadings(ctx, string(g.ID))
	if err != nil {
		return nil, tx.told("store.GoalReadings", err)
	}
	return each(rows, func(row db.GoalReadingsRow) (goal.Reading, error) {
		return tx.goalReading(ctx, db.GoalReadingsInRow(row), g.Group)
	})
}

// AddGoalReading files a reading; it never changes.
func (tx *Tx) AddGoalReading(ctx context.Context, g goal.Goal, r goal.Reading) error {
	const op = "store.AddGoalReading"
	if r.Goal != g.ID {
		return fault.New(fault.Broken, op, "")
	}
	told, err := tx.seal(ctx, goalOwner(string(g.Person), g.Group), "goal_reading", r.ID, readingDoc{r.Words.Reveal()})
	if err != nil {
		return err
	}
	return tx.told(op, tx.q.AddGoalReading(ctx, db.AddGoalReadingParams{ID: r.ID, GoalID: string(r.Goal), GroupID: string(g.Group), Read: at(r.At),
		Step: int64(r.Step), Source: string(r.Source), SessionID: string(r.Session), MadeBy: string(r.By), Told: told}))
}
