package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
	"groupwork/store/db"
)

// groupDoc is what is sealed of a group.
type groupDoc struct {
	Name, Purpose string
	Models        []modelDoc `json:",omitempty"`
	Open          bool       `json:",omitempty"`
	Least, Most   int
	Plan          map[group.Box]string
	First, Time   string
	Minutes       int
	Every, Count  int
	Place         string
	Skip          []string `json:",omitempty"`
	Clauses       map[string]string
	Adopted       int64
	How, Review   string
	Scheme        string        `json:",omitempty"`
	Borrowed      []string      `json:",omitempty"`
	Phases        []phaseDoc    `json:",omitempty"`
	Earlier       []contractDoc `json:",omitempty"`
}

type contractDoc struct {
	Model       string
	Clauses     map[string]string
	Adopted     int64
	How, Review string
}

type modelDoc struct {
	Model, Reason string
	By            people.ID
	At            int64
	Agreed        string `json:",omitempty"`
	Kept, Ended   int    `json:",omitempty"`
}

type phaseDoc struct {
	Model, Phase, Why string
	By                people.ID
	At                int64
}

func describeGroup(g group.Group) groupDoc {
	d := groupDoc{Name: g.Name.Reveal(), Purpose: g.Purpose.Reveal(), Open: g.Open, Least: g.Least, Most: g.Most,
		Plan: wordsBy(g.Plan), First: g.Schedule.First, Time: g.Schedule.Time, Minutes: g.Schedule.Minutes,
		Every: g.Schedule.Every, Count: g.Schedule.Count, Place: g.Schedule.Place.Reveal(), Skip: g.Schedule.Skip,
		Clauses: wordsBy(g.Contract.Clauses), Adopted: at(g.Contract.Adopted), How: g.Contract.How, Review: g.Contract.Review, Scheme: g.Scheme, Borrowed: g.Borrowed}
	for _, m := range g.Models {
		d.Models = append(d.Models, modelDoc{m.Model, m.Reason.Reveal(), m.By, at(m.At), m.Agreed.Reveal(), m.Kept, m.Ended})
	}
	for _, c := range g.Earlier {
		d.Earlier = append(d.Earlier, contractDoc{c.Model, wordsBy(c.Clauses), at(c.Adopted), c.How, c.Review})
	}
	for _, p := range g.Phases {
		d.Phases = append(d.Phases, phaseDoc{p.Model, p.Phase, p.Why.Reveal(), p.By, at(p.At)})
	}
	return d
}

func (d groupDoc) fill(g *group.Group) {
	g.Name, g.Purpose = private.Of(d.Name), private.Of(d.Purpose)
	g.Open, g.Least, g.Most, g.Scheme, g.Borrowed = d.Open, d.Least, d.Most, d.Scheme, d.Borrowed
	g.Plan = textsBy[group.Plan](d.Plan)
	g.Schedule = group.Schedule{First: d.First, Time: d.Time, Minutes: d.Minutes, Every: d.Every, Count: d.Count,
		Place: private.Of(d.Place), Skip: d.Skip}
	g.Contract = group.Contract{Clauses: textsBy[map[string]private.Text](d.Clauses), Adopted: when(d.Adopted), How: d.How, Review: d.Review}
	for _, m := range d.Models {
		g.Models = append(g.Models, group.ModelChoice{Model: m.Model, Reason: private.Of(m.Reason), Agreed: private.Of(m.Agreed), Kept: m.Kept, Ended: m.Ended,
			By: m.By, At: when(m.At)})
	}
	for _, c := range d.Earlier {
		g.Earlier = append(g.Earlier, group.Agreement{Model: c.Model, Contract: group.Contract{
			Clauses: textsBy[map[string]private.Text](c.Clauses), Adopted: when(c.Adopted), How: c.How, Review: c.Review}})
	}
	for _, p := range d.Phases {
		g.Phases = append(g.Phases, group.PhaseReading{Model: p.Model, Phase: p.Phase, By: p.By, At: when(p.At), Why: private.Of(p.Why)})
	}
}

func (tx *Tx) group(ctx context.Context, row db.Groups) (group.Group, error) {
	g := group.Group{ID: group.ID(row.ID), Opened: when(row.Opened), Closed: when(row.Closed), Version: int(row.Version)}
	var d groupDoc
	if err := tx.open(ctx, ofGroup(g.ID), "groups", row.ID, row.Told, &d); err != nil {
		return group.Group{}, err
	}
	d.fill(&g)
	workers, err := tx.q.Workers(ctx, row.ID)
	if err != nil {
		return group.Group{}, tx.told("store.group", err)
	}
	for _, w := range workers {
		g.Workers = append(g.Workers, group.Working{Person: people.ID(w.PersonID), Part: group.Part(w.Part), From: when(w.FromAt), Until: when(w.UntilAt)})
	}
	return g, nil
}

// Group gives one group.
func (tx *Tx) Group(ctx context.Context, id group.ID) (group.Group, error) {
	row, err := tx.q.Group(ctx, string(id))
	if err != nil {
		return group.Group{}, tx.told("store.Group", err)
	}
	return tx.group(ctx, row)
}

// GroupsOf gives the groups in which a person has any staff part at a time.
func (tx *Tx) GroupsOf(ctx context.Context, person people.ID, now time.Time) ([]group.Group, error) {
	rows, err := tx.q.GroupsOf(ctx, string(person), at(now))
	if err != nil {
		return nil, tx.told("store.GroupsOf", err)
	}
	return each(rows, func(row db.Groups) (group.Group, error) { return tx.group(ctx, row) })
}

// GroupPart gives the staff part that a person has in a group at a time, or "". It opens nothing.
func (tx *Tx) GroupPart(ctx context.Context, id group.ID, person people.ID, now time.Time) (group.Part, error) {
	part, err := tx.q.GroupPart(ctx, string(id), string(person), at(now))
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return group.Part(part), tx.told("store.GroupPart", err)
}

// SaveGroup saves a group and who works it.
func (tx *Tx) SaveGroup(ctx context.Context, g group.Group) (group.Group, error) {
	const op = "store.SaveGroup"
	told, err := tx.seal(ctx, ofGroup(g.ID), "groups", string(g.ID), describeGroup(g))
	if err != nil {
		return g, err
	}
	if g.Version == 0 {
		err = tx.told(op, tx.q.AddGroup(ctx, string(g.ID), at(g.Opened), at(g.Closed), told))
	} else {
		rows, failed := tx.q.ChangeGroup(ctx, db.ChangeGroupParams{ID: string(g.ID), Opened: at(g.Opened), Closed: at(g.Closed),
			Told: told, Version: int64(g.Version)})
		err = tx.changed(op, rows, failed)
	}
	if err != nil {
		return g, err
	}
	if err := tx.q.ClearWorkers(ctx, string(g.ID)); err != nil {
		return g, tx.told(op, err)
	}
	for i, w := range g.Workers {
		err := tx.q.AddWorker(ctx, db.AddWorkerParams{GroupID: string(g.ID), Place: int64(i), PersonID: string(w.Person),
			Part: string(w.Part), FromAt: at(w.From), UntilAt: at(w.Until)})
		if err != nil {
			return g, tx.told(op, err)
		}
	}
	g.Version++
	return g, nil
}
