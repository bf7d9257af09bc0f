package store

import (
	"context"
	"time"

	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store/db"
)

// SessionHead is a session without its texts, and how far its notes are.
type SessionHead struct {
	ID                    session.ID
	Group                 group.ID
	Number                int
	Starts                time.Time
	Minutes               int
	State                 session.State
	NotesAll, NotesSigned int
}

// sessionDoc is what is sealed of a session, with the group's key.
type sessionDoc struct {
	Place   string            `json:",omitempty"`
	Why     string            `json:",omitempty"`
	Intent  string            `json:",omitempty"`
	Blocks  []session.Block   `json:",omitempty"`
	Help    string            `json:",omitempty"`
	Debrief map[int]string    `json:",omitempty"`
	Process map[string]string `json:",omitempty"`
}

// Session gives one session.
func (tx *Tx) Session(ctx context.Context, id session.ID) (session.Session, error) {
	row, err := tx.q.Session(ctx, string(id))
	if err != nil {
		return session.Session{}, tx.told("store.Session", err)
	}
	var d sessionDoc
	if err := tx.open(ctx, ofGroup(group.ID(row.GroupID)), "session", row.ID, row.Told, &d); err != nil {
		return session.Session{}, err
	}
	return session.Session{ID: id, Group: group.ID(row.GroupID), Number: int(row.Number), Starts: when(row.Starts),
		Minutes: int(row.Minutes), Place: private.Of(d.Place), State: session.State(row.State), Why: private.Of(d.Why),
		Plan:    session.Plan{Intent: private.Of(d.Intent), Blocks: d.Blocks, Help: private.Of(d.Help)},
		Debrief: textsBy[session.Debrief](d.Debrief), Process: textsBy[map[string]private.Text](d.Process),
		Began: when(row.Began), Ended: when(row.Ended), CreatedBy: people.ID(row.CreatedBy), Version: int(row.Version)}, nil
}

// SaveSession saves a session; its group and who made it never change.
func (tx *Tx) SaveSession(ctx context.Context, s session.Session) (session.Session, error) {
	const op = "store.SaveSession"
	told, err := tx.seal(ctx, ofGroup(s.Group), "session", string(s.ID), sessionDoc{Place: s.Place.Reveal(), Why: s.Why.Reveal(),
		Intent: s.Plan.Intent.Reveal(), Blocks: s.Plan.Blocks, Help: s.Plan.Help.Reveal(), Debrief: wordsBy(s.Debrief), Process: wordsBy(s.Process)})
	if err != nil {
		return s, err
	}
	if s.Version == 0 {
		err = tx.told(op, tx.q.AddSession(ctx, db.AddSessionParams{ID: string(s.ID), GroupID: string(s.Group), Number: int64(s.Number),
			Starts: at(s.Starts), Minutes: int64(s.Minutes), State: string(s.State), Began: at(s.Began), Ended: at(s.Ended),
			CreatedBy: string(s.CreatedBy), Told: told}))
	} else {
		rows, failed := tx.q.ChangeSession(ctx, db.ChangeSessionParams{ID: string(s.ID), GroupID: string(s.Group), Number: int64(s.Number),
			Starts: at(s.Starts), Minutes: int64(s.Minutes), State: string(s.State), Began: at(s.Began), Ended: at(s.Ended),
			Told: told, Version: int64(s.Version)})
		err = tx.changed(op, rows, failed)
	}
	if err != nil {
		return s, err
	}
	s.Version++
	return s, tx.told(op, tx.q.Settle(ctx, string(s.ID)))
}

func head(row db.SessionsInRow) SessionHead {
	return SessionHead{ID: session.ID(row.ID), Group: group.ID(row.GroupID), Number: int(row.Number), Starts: when(row.Starts),
		Minutes: int(row.Minutes), State: session.State(row.State), NotesAll: int(row.NotesAll), NotesSigned: int(row.NotesSigned)}
}

// heads turns rows of one shape into heads.
func heads[R any](tx *Tx, op string, rows []R, err error, row func(R) db.SessionsInRow) ([]SessionHead, error) {
	if err != nil {
		return nil, tx.told(op, err)
	}
	return each(rows, func(r R) (SessionHead, error) { return head(row(r)), nil })
}

// SessionsIn gives a group's sessions, first to last.
func (tx *Tx) SessionsIn(ctx context.Context, id group.ID) ([]SessionHead, error) {
	rows, err := tx.q.SessionsIn(ctx, string(id))
	return heads(tx, "store.SessionsIn", rows, err, func(r db.SessionsInRow) db.SessionsInRow { return r })
}

// Agenda gives the sessions from a time until another of the groups in which a person now has any staff part.
func (tx *Tx) Agenda(ctx context.Context, person people.ID, from, to time.Time) ([]SessionHead, error) {
	rows, err := tx.q.Agenda(ctx, string(person), at(tx.now()), at(from), at(to))
	return heads(tx, "store.Agenda", rows, err, func(r db.AgendaRow) db.SessionsInRow { return db.SessionsInRow(r) })
}

// Unfinished gives what a person who now leads or co-works has left to do in sessions that began before a time:
// planned ones that were never held, ones that still run, held ones whose notes are missing or not all signed. The
// newest come first, 50 at most.
func (tx *Tx) Unfinished(ctx context.Context, person people.ID, before time.Time) ([]SessionHead, error) {
	rows, err := tx.q.Unfinished(ctx, string(person), at(tx.now()), at(before))
	return heads(tx, "store.Unfinished", rows, err, func(r db.UnfinishedRow) db.SessionsInRow { return db.SessionsInRow(r) })
}
