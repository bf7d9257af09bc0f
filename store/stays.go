package store

import (
	"context"

	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
	"groupwork/store/db"
)

// stayDoc is what is sealed of a stay, with the member's own key.
type stayDoc struct {
	Came     group.Voluntariness
	Invited  int64
	Screened int64             `json:",omitempty"`
	Waiting  int64             `json:",omitempty"`
	Yes      *yesDoc           `json:",omitempty"`
	Mandate  *mandateDoc       `json:",omitempty"`
	Consents []consentDoc      `json:",omitempty"`
	Intake   map[string]string `json:",omitempty"`
	Goal     string            `json:",omitempty"`
	GoalNow  int               `json:",omitempty"`
	Reason   string            `json:",omitempty"`
	Words    string            `json:",omitempty"`
	Next     string            `json:",omitempty"`
}

type yesDoc struct {
	Own      int64
	How      string
	Words    string
	Guardian int64
	WhoG     string
	By       people.ID
}

type mandateDoc struct {
	Requires  string
	IfLeaving string
	Reported  string
	Choices   []string
	By        people.ID
	At        int64
}

type consentDoc struct {
	What  string
	Given int64
	Taken int64
	By    people.ID
}

func describeStay(s group.Stay) stayDoc {
	d := stayDoc{Came: s.Came, Invited: at(s.Invited), Screened: at(s.Screened), Waiting: at(s.Waiting), Intake: wordsBy(s.Intake),
		Goal: s.Goal.Reveal(), GoalNow: s.GoalNow, Reason: s.Reason, Words: s.Words.Reveal(), Next: s.Next.Reveal()}
	if y := s.Yes; y != nil {
		d.Yes = &yesDoc{at(y.Own), y.How, y.Words.Reveal(), at(y.Guardian), y.WhoG.Reveal(), y.By}
	}
	if m := s.Mandate; m != nil {
		d.Mandate = &mandateDoc{m.Requires.Reveal(), m.IfLeaving.Reveal(), m.Reported.Reveal(), words(m.Choices), m.By, at(m.At)}
	}
	for _, c := range s.Consents {
		d.Consents = append(d.Consents, consentDoc{c.What, at(c.Given), at(c.Taken), c.By})
	}
	return d
}

func (d stayDoc) fill(s *group.Stay) {
	s.Came, s.Invited, s.Screened, s.Waiting = d.Came, when(d.Invited), when(d.Screened), when(d.Waiting)
	s.Intake = textsBy[map[string]private.Text](d.Intake)
	s.Goal, s.GoalNow, s.Reason = private.Of(d.Goal), d.GoalNow, d.Reason
	s.Words, s.Next = private.Of(d.Words), private.Of(d.Next)
	if y := d.Yes; y != nil {
		s.Yes = &group.Yes{Own: when(y.Own), How: y.How, Words: private.Of(y.Words), Guardian: when(y.Guardian), WhoG: private.Of(y.WhoG), By: y.By}
	}
	if m := d.Mandate; m != nil {
		s.Mandate = &group.Mandate{Requires: private.Of(m.Requires), IfLeaving: private.Of(m.IfLeaving), Reported: private.Of(m.Reported),
			Choices: texts(m.Choices), By: m.By, At: when(m.At)}
	}
	for _, c := range d.Consents {
		s.Consents = append(s.Consents, group.Consent{What: c.What, Given: when(c.Given), Taken: when(c.Taken), By: c.By})
	}
}

func (tx *Tx) stay(ctx context.Context, row db.Stay) (group.Stay, error) {
	s := group.Stay{ID: group.StayID(row.ID), Group: group.ID(row.GroupID), Person: people.ID(row.PersonID), Seat: int(row.Seat),
		State: group.State(row.State), Joined: when(row.Joined), Left: when(row.Ended), Version: int(row.Version)}
	var d stayDoc
	if err := tx.open(ctx, ofPerson(s.Person), "stay", row.ID, row.Told, &d); err != nil {
		return group.Stay{}, err
	}
	d.fill(&s)
	return s, nil
}

func (tx *Tx) stays(ctx context.Context, op string, rows []db.Stay, err error) ([]group.Stay, error) {
	if err != nil {
		return nil, tx.told(op, err)
	}
	return each(rows, func(row db.Stay) (group.Stay, error) { return tx.stay(ctx, row) })
}

// Stay gives one stay.
func (tx *Tx) Stay(ctx context.Context, id group.StayID) (group.Stay, error) {
	row, err := tx.q.Stay(ctx, string(id))
	if err != nil {
		return group.Stay{}, tx.told("store.Stay", err)
	}
	return tx.stay(ctx, row)
}

// StaysIn gives all stays in a group, ended ones too, by seat.
func (tx *Tx) StaysIn(ctx context.Context, id group.ID) ([]group.Stay, error) {
	rows, err := tx.q.StaysIn(ctx, string(id))
	return tx.stays(ctx, "store.StaysIn", rows, err)
}

// StaysOf gives all stays of a person, ended ones too.
func (tx *Tx) StaysOf(ctx context.Context, person people.ID) ([]group.Stay, error) {
	rows, err := tx.q.StaysOf(ctx, string(person))
	return tx.stays(ctx, "store.StaysOf", rows, err)
}

// SaveStay saves a stay; its group and person never change. A seat that somebody has had is Stale.
func (tx *Tx) SaveStay(ctx context.Context, s group.Stay) (group.Stay, error) {
	const op = "store.SaveStay"
	told, err := tx.seal(ctx, ofPerson(s.Person), "stay", string(s.ID), describeStay(s))
	if err != nil {
		return s, err
	}
	if s.Version == 0 {
		err = tx.told(op, tx.q.AddStay(ctx, db.AddStayParams{ID: string(s.ID), GroupID: string(s.Group), PersonID: string(s.Person),
			Seat: int64(s.Seat), State: string(s.State), Joined: at(s.Joined), Ended: at(s.Left), Told: told}))
	} else {
		rows, failed := tx.q.ChangeStay(ctx, db.ChangeStayParams{ID: string(s.ID), GroupID: string(s.Group), PersonID: string(s.Person),
			Seat: int64(s.Seat), State: string(s.State), Joined: at(s.Joined), Ended: at(s.Left), Told: told, Version: int64(s.Version)})
		err = tx.changed(op, rows, failed)
	}
	if err == nil {
		s.Version++
	}
	return s, err
}
