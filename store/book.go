package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"io/fs"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"groupwork/agency"
	"groupwork/fault"
	"groupwork/store/db"
)

//go:embed migrations
var migrations embed.FS

// engine is all in which the two databases differ.
type engine struct {
	name   string
	goose  goose.Dialect
	locker lock.SessionLocker                                                     // for several processes that migrate at once; may be nil
	enter  func(ctx context.Context, tx *sql.Tx, schema string, write bool) error // the first words of a transaction
	look   *sql.TxOptions                                                         // of a transaction that only reads
	adapt  func(query string) string                                              // a statement, as this engine wants it
	fences []string                                                               // triggers: what is signed or journalled stays as it is
	check  func(ctx context.Context, tx *sql.Tx) ([]string, error)                // what is wrong with the files
	taken  func(error) bool                                                       // a unique thing is there already
}

// book is one open book: an agency's, or the hall.
type book struct {
	engine      *engine
	slug        agency.Slug
	schema      string // PostgreSQL only
	write, read *sql.DB
	prepared    map[*sql.DB]*db.Queries // SQLite only: parsing a statement costs it more than running it
	keys        keyring
	unsigned    atomic.Int64                              // audit lines since the last checkpoint
	signing     sync.Mutex                                // one checkpoint at a time
	raise       func(ctx context.Context, to int64) error // brings the schema to a version; 0 is the newest
	close       func() error
}

// migrate brings a book's schema to one version, or up to date (0) and puts up the fences. The database handed in must
// already look at the book's schema.
func (b *book) migrate(ctx context.Context, on *sql.DB, to int64) error {
	steps, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	options := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}
	if b.engine.locker != nil {
		options = append(options, goose.WithSessionLocker(b.engine.locker))
	}
	provider, err := goose.NewProvider(b.engine.goose, on, steps, options...)
	if err != nil {
		return err
	}
	if to > 0 {
		_, err = provider.UpTo(ctx, to)
	} else {
		_, err = provider.Up(ctx)
	}
	if err != nil || to > 0 {
		return err
	}
	_, err = on.ExecContext(ctx, strings.Join(b.engine.fences, ";\n"))
	return err
}

// schemaVersion is the newest version that this program knows.
func schemaVersion() (int64, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return 0, err
	}
	return goose.NumericComponent(names[len(names)-1])
}

// transact runs f in a transaction; an error or a panic of f takes everything back.
func (b *book) transact(ctx context.Context, write bool, now func() time.Time, f func(*Tx) error) error {
	const op = "store.transact"
	pool, options := b.read, b.engine.look
	if write {
		pool, options = b.write, nil
	}
	inner, err := pool.BeginTx(ctx, options)
	if err != nil {
		return fault.Wrap(op, err)
	}
	defer inner.Rollback() // does nothing after a commit
	if err := b.engine.enter(ctx, inner, b.schema, write); err != nil {
		return fault.Wrap(op, err)
	}
	tx := &Tx{book: b, raw: inner, now: now}
	if ready, ok := b.prepared[pool]; ok {
		tx.q = ready.WithTx(inner)
	} else {
		tx.q = db.New(wire{inner, b.engine.adapt})
	}
	if err := f(tx); err != nil {
		return err
	}
	if err := inner.Commit(); err != nil {
		return fault.Wrap(op, err)
	}
	b.keys.keep(tx.fresh)
	b.unsigned.Add(tx.filed)
	return nil
}

// prepare has every statement parsed once for each connection. The schema must be the newest.
func (b *book) prepare(ctx context.Context) error {
	b.prepared = map[*sql.DB]*db.Queries{}
	for _, pool := range []*sql.DB{b.write, b.read} {
		queries, err := db.Prepare(ctx, wire{pool, b.engine.adapt})
		if err != nil {
			return err
		}
		b.prepared[pool] = queries
	}
	return nil
}

// wire hands the statements of package db to a transaction or a pool, as its engine wants them.
type wire struct {
	to    db.DBTX
	adapt func(string) string
}

func (w wire) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return w.to.ExecContext(ctx, w.adapt(query), args...)
}

func (w wire) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error) {
	return w.to.PrepareContext(ctx, w.adapt(query))
}

func (w wire) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return w.to.QueryContext(ctx, w.adapt(query), args...)
}

func (w wire) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	return w.to.QueryRowContext(ctx, w.adapt(query), args...)
}

// Tx is one transaction inside one agency's book. Every method takes the context first. A thing that is not there is
// fault.Missing. A save with Version 0 adds; otherwise it changes the thing of that version and is fault.Stale when
// somebody was faster; the saved thing comes back with its new version. Times are kept to the millisecond, in UTC.
type Tx struct {
	book  *book
	raw   *sql.Tx
	q     *db.Queries
	now   func() time.Time
	fresh keysByName // made in this transaction
	filed int64      // audit lines filed in this transaction
}

// told makes an error of the database one of the six kinds.
func (tx *Tx) told(op string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		return fault.New(fault.Missing, op, "")
	case tx.book.engine.taken(err):
		return &fault.Error{Kind: fault.Stale, Op: op, Say: "store.taken", Err: err}
	}
	return fault.Wrap(op, err)
}

// changed is told for a change that must have met exactly one row.
func (tx *Tx) changed(op string, rows int64, err error) error {
	if err == nil && rows != 1 {
		return fault.New(fault.Stale, op, "store.moved_on")
	}
	return tx.told(op, err)
}

// at is how a time is stored: UTC milliseconds, 0 for never.
func at(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// when is the time that at stored.
func when(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
