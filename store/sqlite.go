package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"groupwork/agency"
	"groupwork/fault"
	"groupwork/seal"
)

// readers is how many transactions may read one SQLite book at a time.
const readers = 4

// folder is a shelf of SQLite files: hall.db, key.check, checkpoints/ and agencies/<slug>.db. A draft is
// agencies/<slug>.draft.
type folder struct {
	dir    string
	engine *engine
}

// OpenSQLite opens the house in a folder, and makes it when the folder holds none. A master key that is not the one
// of this house is refused before any file is opened.
func OpenSQLite(ctx context.Context, dir string, m *seal.Master, now func() time.Time) (*House, error) {
	const op = "store.OpenSQLite"
	if err := checkKey(dir, m); err != nil {
		return nil, fault.Wrap(op, err)
	}
	h := &House{shelf: folder{dir, sqliteEngine()}, master: m, now: now, checkpoints: filepath.Join(dir, "checkpoints"), books: map[agency.Slug]*book{}}
	if err := h.settle(ctx); err != nil {
		return nil, fault.Wrap(op, errors.Join(err, h.abandon()))
	}
	return h, nil
}

// checkKey compares the master key with key.check, which is written when the house is made.
func checkKey(dir string, m *seal.Master) error {
	const op = "store.OpenSQLite"
	path := filepath.Join(dir, "key.check")
	made, err := os.ReadFile(path)
	if err == nil {
		if !m.Proves(made) {
			return wrongKey(op, dir)
		}
		return nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, "hall.db")); err == nil {
		return fmt.Errorf("%s holds records but no file key.check: it is not whole; nothing was touched", dir)
	}
	if err := os.MkdirAll(filepath.Join(dir, "agencies"), 0o700); err != nil {
		return err
	}
	return writeWhole(path, m.Proof())
}

// writeWhole writes a file so that it is there whole or not at all.
func writeWhole(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".writing-")
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return syncFolder(filepath.Dir(path))
}

// syncFolder makes renames within a folder last through a power cut.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func (f folder) path(p place) string {
	switch {
	case p.slug == "":
		return filepath.Join(f.dir, "hall.db")
	case p.draft:
		return filepath.Join(f.dir, "agencies", string(p.slug)+".draft")
	}
	return filepath.Join(f.dir, "agencies", string(p.slug)+".db")
}

func (f folder) slugs(context.Context) ([]agency.Slug, error) {
	files, err := os.ReadDir(filepath.Join(f.dir, "agencies"))
	if err != nil {
		return nil, err
	}
	var out []agency.Slug
	for _, file := range files {
		if slug, ok := strings.CutSuffix(file.Name(), ".db"); ok && slugShape.MatchString(slug) {
			out = append(out, agency.Slug(slug))
		}
	}
	return out, nil
}

func (f folder) open(ctx context.Context, p place) (*book, error) {
	path := f.path(p)
	if p.slug != "" && !p.draft {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return nil, fault.New(fault.Missing, "store.open", "")
		}
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := file.Close(); err != nil {
		return nil, err
	}
	b := &book{engine: f.engine, slug: p.slug}
	write, err := sql.Open("sqlite", source(path, "_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)"))
	if err != nil {
		return nil, err
	}
	write.SetMaxOpenConns(1)
	read, err := sql.Open("sqlite", source(path, "_pragma=query_only(1)"))
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	read.SetMaxOpenConns(readers)
	read.SetMaxIdleConns(readers)
	b.write, b.read = write, read
	b.close = func() error { return errors.Join(read.Close(), write.Close()) }
	b.raise = func(ctx context.Context, to int64) error { return b.migrate(ctx, write, to) }
	err = assertSQLite(ctx, write)
	if err == nil {
		err = b.raise(ctx, p.schema)
	}
	if err == nil && p.schema == 0 {
		err = b.prepare(ctx)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", path, err), b.close())
	}
	return b, nil
}

// source names a file for the driver. FULL is what makes an acknowledged write survive a power cut.
func source(path, more string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() +
		"?_pragma=busy_timeout(10000)&_pragma=synchronous(FULL)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-4000)&" + more
}

// assertSQLite refuses a library or a setting on which our promises do not hold: before 3.51.3 a database in WAL mode
// could be damaged by two connections (sqlite.org/wal.html#walresetbug).
func assertSQLite(ctx context.Context, on *sql.DB) error {
	var version, journal string
	var synchronous, keys int
	row := on.QueryRowContext(ctx, `SELECT sqlite_version(), (SELECT journal_mode FROM pragma_journal_mode),
		(SELECT synchronous FROM pragma_synchronous), (SELECT foreign_keys FROM pragma_foreign_keys)`)
	if err := row.Scan(&version, &journal, &synchronous, &keys); err != nil {
		return err
	}
	if !atLeast(version, []int{3, 51, 3}) || journal != "wal" || synchronous != 2 || keys != 1 {
		return fmt.Errorf("SQLite %s with journal_mode=%s synchronous=%d foreign_keys=%d is not safe: wants 3.51.3, wal, 2, 1",
			version, journal, synchronous, keys)
	}
	return nil
}

func atLeast(version string, want []int) bool {
	var have []int
	for _, part := range strings.Split(version, ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			return false
		}
		have = append(have, n)
	}
	return slices.Compare(have, want) >= 0
}

// publish renames drafts, which are closed and so have no write-ahead file.
func (f folder) publish(_ context.Context, slugs []agency.Slug) error {
	for _, slug := range slugs {
		if err := os.Rename(f.path(place{slug: slug, draft: true}), f.path(place{slug: slug})); err != nil {
			return err
		}
	}
	return syncFolder(filepath.Join(f.dir, "agencies"))
}

func (f folder) discard(_ context.Context, slug agency.Slug) error {
	for _, end := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(f.path(place{slug: slug, draft: true}) + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func (f folder) close() error { return nil }

// sqliteEngine is how SQLite differs.
func sqliteEngine() *engine {
	return &engine{
		name:   "sqlite",
		goose:  goose.DialectSQLite3,
		enter:  func(context.Context, *sql.Tx, string, bool) error { return nil }, // the file is the book, _txlock the lock
		adapt:  adaptSQLite(),
		fences: sqliteFences(),
		check:  checkSQLite,
		taken: func(err error) bool {
			var e *sqlite.Error
			return errors.As(err, &e) && (e.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || e.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
		},
	}
}

// adaptSQLite writes $1 as ?1, because SQLite takes $1 for a name and counts names as they come, and unpacks a list
// of ids in its own words.
func adaptSQLite() func(string) string {
	number := regexp.MustCompile(`\$(\d+)`)
	var seen sync.Map
	return func(query string) string {
		if done, ok := seen.Load(query); ok {
			return done.(string)
		}
		done := strings.ReplaceAll(query, "SELECT json_array_elements_text($1::text::json)", "SELECT value FROM json_each($1)")
		done = number.ReplaceAllString(done, "?$1")
		seen.Store(query, done)
		return done
	}
}

// checkSQLite asks SQLite whether its file is whole.
func checkSQLite(ctx context.Context, tx *sql.Tx) ([]string, error) {
	rows, err := tx.QueryContext(ctx, "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var wrong []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return nil, err
		}
		wrong = append(wrong, line)
	}
	return wrong, rows.Err()
}
