package store

import (
	"context"

	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store/db"
	"groupwork/watch"
)

// ReadingsIn gives every reading of a group, oldest first.
func (tx *Tx) ReadingsIn(ctx context.Context, id group.ID) ([]watch.Reading, error) {
	rows, err := tx.q.ReadingsIn(ctx, string(id))
	if err != nil {
		return nil, tx.told("store.ReadingsIn", err)
	}
	return each(rows, func(row db.Reading) (watch.Reading, error) {
		r := watch.Reading{ID: row.ID, Group: group.ID(row.GroupID), Session: session.ID(row.SessionID), By: people.ID(row.PersonID),
			At: when(row.Made), Version: int(row.Version)}
		err := tx.open(ctx, ofGroup(r.Group), "reading", row.ID, row.Told, &r.Values)
		return r, err
	})
}

// SaveReading saves what a worker noted. There is one for each worker and meeting; a second one is fault.Stale.
func (tx *Tx) SaveReading(ctx context.Context, r watch.Reading) (watch.Reading, error) {
	const op = "store.SaveReading"
	told, err := tx.seal(ctx, ofGroup(r.Group), "reading", r.ID, r.Values)
	if err != nil {
		return r, err
	}
	if r.Version == 0 {
		err = tx.told(op, tx.q.AddReading(ctx, db.AddReadingParams{ID: r.ID, GroupID: string(r.Group), SessionID: string(r.Session),
			PersonID: string(r.By), Made: at(r.At), Told: told}))
	} else {
		rows, failed := tx.q.ChangeReading(ctx, at(r.At), told, r.ID, int64(r.Version))
		err = tx.changed(op, rows, failed)
	}
	if err == nil {
		r.Version++
	}
	return r, err
}

// noticeDoc is what is sealed of a notice, with the group's key.
type noticeDoc struct{ Reason, Did string }

func (tx *Tx) notice(ctx context.Context, row db.Notice) (watch.Notice, error) {
	n := watch.Notice{ID: row.ID, Group: group.ID(row.GroupID), Flag: row.Flag, Stay: group.StayID(row.StayID), State: watch.NoticeState(row.State),
		High: row.High == 1, Raised: when(row.Raised), Number: int(row.Number), Until: when(row.Until), Cleared: when(row.Cleared),
		By: people.ID(row.PersonID), Version: int(row.Version)}
	var d noticeDoc
	err := tx.open(ctx, ofGroup(n.Group), "notice", row.ID, row.Told, &d)
	n.Reason, n.Did = private.Of(d.Reason), private.Of(d.Did)
	return n, err
}

// Notice gives one notice.
func (tx *Tx) Notice(ctx context.Context, id string) (watch.Notice, error) {
	row, err := tx.q.Notice(ctx, id)
	if err != nil {
		return watch.Notice{}, tx.told("store.Notice", err)
	}
	return tx.notice(ctx, row)
}

// NoticesIn gives every notice of a group, oldest first, cleared ones too.
func (tx *Tx) NoticesIn(ctx context.Context, id group.ID) ([]watch.Notice, error) {
	rows, err := tx.q.NoticesIn(ctx, string(id))
	if err != nil {
		return nil, tx.told("store.NoticesIn", err)
	}
	return each(rows, func(row db.Notice) (watch.Notice, error) { return tx.notice(ctx, row) })
}

// StandingNotices gives the notices of a group that are not cleared, the grave ones first.
func (tx *Tx) StandingNotices(ctx context.Context, id group.ID) ([]watch.Notice, error) {
	rows, err := tx.q.StandingNotices(ctx, string(id))
	if err != nil {
		return nil, tx.told("store.StandingNotices", err)
	}
	return each(rows, func(row db.Notice) (watch.Notice, error) { return tx.notice(ctx, row) })
}

// SaveNotice saves a notice. What it is about never changes.
func (tx *Tx) SaveNotice(ctx context.Context, n watch.Notice) (watch.Notice, error) {
	const op = "store.SaveNotice"
	told, err := tx.seal(ctx, ofGroup(n.Group), "notice", n.ID, noticeDoc{n.Reason.Reveal(), n.Did.Reveal()})
	if err != nil {
		return n, err
	}
	if n.Version == 0 {
		err = tx.told(op, tx.q.AddNotice(ctx, db.AddNoticeParams{ID: n.ID, GroupID: string(n.Group), Flag: n.Flag, StayID: string(n.Stay), State: string(n.State),
			High: flag(n.High), Raised: at(n.Raised), Number: int64(n.Number), Until: at(n.Until), Cleared: at(n.Cleared), PersonID: string(n.By), Told: told}))
	} else {
		rows, failed := tx.q.ChangeNotice(ctx, db.ChangeNoticeParams{State: string(n.State), High: flag(n.High), Until: at(n.Until), Cleared: at(n.Cleared),
			PersonID: string(n.By), Told: told, ID: n.ID, Version: int64(n.Version)})
		err = tx.changed(op, rows, failed)
	}
	if err == nil {
		n.Version++
	}
	return n, err
}

func (tx *Tx) fork(ctx context.Context, row db.Fork) (watch.Fork, error) {
	f := watch.Fork{ID: row.ID, Pack: row.Pack, Origin: row.Origin, By: people.ID(row.PersonID), At: when(row.Made), Running: row.Running == 1, Version: int(row.Version)}
	var rules string
	err := tx.open(ctx, agencyOwner, "fork", row.ID, row.Told, &rules)
	f.Rules = []byte(rules)
	return f, err
}

// RunningForks gives the agency's own rules that are in force.
func (tx *Tx) RunningForks(ctx context.Context) ([]watch.Fork, error) {
	rows, err := tx.q.RunningForks(ctx)
	if err != nil {
		return nil, tx.told("store.RunningForks", err)
	}
	return each(rows, func(row db.Fork) (watch.Fork, error) { return tx.fork(ctx, row) })
}

// ForksOf gives every version of a pack that the agency made, newest first.
func (tx *Tx) ForksOf(ctx context.Context, pack string) ([]watch.Fork, error) {
	rows, err := tx.q.ForksOf(ctx, pack)
	if err != nil {
		return nil, tx.told("store.ForksOf", err)
	}
	return each(rows, func(row db.Fork) (watch.Fork, error) { return tx.fork(ctx, row) })
}

// AddFork keeps a new version of a pack and puts it in force in place of the one before.
func (tx *Tx) AddFork(ctx context.Context, f watch.Fork) error {
	const op = "store.AddFork"
	told, err := tx.seal(ctx, agencyOwner, "fork", f.ID, string(f.Rules))
	if err != nil {
		return err
	}
	if err := tx.q.RestForks(ctx, f.Pack); err != nil {
		return tx.told(op, err)
	}
	return tx.told(op, tx.q.AddFork(ctx, db.AddForkParams{ID: f.ID, Pack: f.Pack, Origin: f.Origin, PersonID: string(f.By), Made: at(f.At), Running: 1, Told: told}))
}

// RunFork puts an earlier version in force; an empty id puts the pack of the house in force again.
func (tx *Tx) RunFork(ctx context.Context, pack, id string) error {
	const op = "store.RunFork"
	if err := tx.q.RestForks(ctx, pack); err != nil || id == "" {
		return tx.told(op, err)
	}
	rows, err := tx.q.RunFork(ctx, id)
	return tx.changed(op, rows, err)
}
