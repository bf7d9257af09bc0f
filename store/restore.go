package store

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"filippo.io/age"

	"groupwork/agency"
	"groupwork/fault"
	"groupwork/seal"
)

// Target is where a backup is restored to: a folder, or a PostgreSQL database when that is named.
type Target struct{ Dir, Postgres string }

// Restore puts a backup into an empty place, of either engine. Everything is filled in out of sight, verified, and
// only then shown; a backup that is cut, changed, not for this key or not of this house leaves nothing behind.
// Everybody has to sign in again.
func Restore(ctx context.Context, r io.Reader, identities []age.Identity, to Target, m *seal.Master, progress Progress) error {
	const op = "store.Restore"
	plain, err := age.Decrypt(r, identities...)
	if err != nil {
		return fault.Wrap(op, fmt.Errorf("this is not a whole backup, or not one for this key: %w", err))
	}
	packed, err := gzip.NewReader(plain)
	if err != nil {
		return fault.Wrap(op, fmt.Errorf("the backup is not whole: %w", err))
	}
	in := &reload{lines: bufio.NewReaderSize(packed, 1<<16), meter: &meter{tell: progress}}
	if to.Postgres != "" {
		return fault.Wrap(op, in.intoPostgres(ctx, to.Postgres, m))
	}
	return fault.Wrap(op, in.intoFolder(ctx, to.Dir, m))
}

// intoFolder fills a folder beside the wanted one and renames it.
func (in *reload) intoFolder(ctx context.Context, dir string, m *seal.Master) error {
	there, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(there) > 0 {
		return fmt.Errorf("%s is not empty: a backup is restored into an empty folder; nothing was touched", dir)
	}
	dir = filepath.Clean(dir)
	if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
		return err
	}
	half, err := os.MkdirTemp(filepath.Dir(dir), ".groupwork-restore-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(half)
	h, err := OpenSQLite(ctx, half, m, time.Now)
	if err != nil {
		return err
	}
	if err := errors.Join(in.into(ctx, h), h.Close()); err != nil {
		return err
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return errors.Join(os.Rename(half, dir), syncFolder(filepath.Dir(dir)))
}

// intoPostgres fills drafts, which no house shows, and makes the hall only for a database that had none.
func (in *reload) intoPostgres(ctx context.Context, dsn string, m *seal.Master) error {
	s, err := reach(ctx, dsn)
	if err != nil {
		return err
	}
	hall, err := s.has(ctx, "hall")
	if err == nil && hall {
		err = errors.New("this database holds records: a backup is restored into an empty one; nothing was touched")
	}
	if err = errors.Join(err, s.close()); err != nil {
		return err
	}
	h, err := OpenPostgres(ctx, dsn, m, time.Now)
	if err != nil {
		return err
	}
	err = in.into(ctx, h)
	if err != nil {
		_, undone := h.hall.write.ExecContext(context.WithoutCancel(ctx), "DROP SCHEMA hall CASCADE")
		err = errors.Join(err, undone, os.RemoveAll(h.checkpoints))
	}
	return errors.Join(err, h.Close())
}

// reload reads the lines of a backup.
type reload struct {
	lines  *bufio.Reader
	meter  *meter
	head   backupHead
	unread []byte // a line that was read too far
}

func (in *reload) next() ([]byte, error) {
	if line := in.unread; line != nil {
		in.unread = nil
		return line, nil
	}
	line, err := in.lines.ReadBytes('\n')
	if err != nil {
		return nil, fmt.Errorf("the backup is not whole: %w", noEOF(err))
	}
	return line, nil
}

func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// nextMark reads a line that must not be a row.
func (in *reload) nextMark(into any) error {
	line, err := in.next()
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("the backup has a line that it should not have: %w", err)
	}
	return nil
}

// into fills every book as a draft, checks that the backup ended as it should, and shows them.
func (in *reload) into(ctx context.Context, h *House) error {
	known, err := schemaVersion()
	if err != nil {
		return err
	}
	if err := in.nextMark(&in.head); err != nil {
		return err
	}
	if in.head.Format != backupFormat || in.head.Schema > known || in.head.Schema < 1 {
		return errors.New("this backup was made by a newer version of Groupwork, or by something else")
	}
	in.meter.all = in.head.Rows
	slugs, err := in.books(ctx, h)
	if s := in.head.SetUp; s != nil && err == nil {
		err = h.SaveSetUpLink(ctx, s.Digest, when(s.Expires), when(s.Used))
	}
	if err == nil {
		err = h.shelf.publish(ctx, slugs)
	}
	if err != nil {
		for _, slug := range slugs {
			err = errors.Join(err, h.shelf.discard(context.WithoutCancel(ctx), slug))
		}
		return err
	}
	return nil
}

// books fills the drafts and gives their slugs, also beside an error.
func (in *reload) books(ctx context.Context, h *House) (slugs []agency.Slug, err error) {
	for {
		var m mark
		if err := in.nextMark(&m); err != nil {
			return slugs, err
		}
		if m.End {
			return slugs, in.end(m)
		}
		if !slugShape.MatchString(string(m.Book)) || slices.Contains(slugs, m.Book) {
			return slugs, errors.New("the backup names an agency that cannot be")
		}
		if err := h.draft(ctx, m.Book, in.head.Schema, func(b *book) error { return in.book(ctx, h, b) }); err != nil {
			return slugs, err
		}
		slugs = append(slugs, m.Book)
	}
}

// end checks the last line and that nothing follows it; only then has age authenticated the whole file.
func (in *reload) end(m mark) error {
	if m.Rows != in.meter.done {
		return errors.New("the backup is not whole: rows are missing")
	}
	if _, err := in.lines.ReadByte(); !errors.Is(err, io.EOF) {
		return errors.Join(errors.New("the backup does not end where it should"), err)
	}
	return nil
}

// book fills one draft, opens it with the master key, and verifies it.
func (in *reload) book(ctx context.Context, h *House, b *book) error {
	err := b.transact(ctx, true, h.now, func(tx *Tx) error {
		for {
			line, err := in.next()
			if err != nil {
				return err
			}
			var m mark
			if err := json.Unmarshal(line, &m); err != nil {
				return errors.New("the backup has a row outside a table")
			}
			if m.Table == "" {
				in.unread = line
				return nil
			}
			if err := in.table(ctx, tx, m); err != nil {
				return fmt.Errorf("table %s: %w", m.Table, err)
			}
		}
	})
	if err == nil {
		err = b.raise(ctx, 0)
	}
	if err == nil {
		err = b.readAgencyKey(ctx, h.master)
	}
	if err != nil {
		return err
	}
	report, err := h.verify(ctx, b, checkpointFound{fresh: true}, &meter{})
	if err == nil && len(report.Wrong) > 0 {
		err = errors.New("what the backup holds is not sound: " + strings.Join(report.Wrong, "; "))
	}
	if err != nil {
		return err
	}
	return h.checkpoint(ctx, b)
}

// table puts the rows of one table back. Table and columns must be ours: a backup is no way to bring SQL in.
func (in *reload) table(ctx context.Context, tx *Tx, m mark) error {
	if !slices.Contains(bookTables(), m.Table) {
		return errors.New("there is no such table")
	}
	rows, err := tx.raw.QueryContext(ctx, "SELECT * FROM "+m.Table+" LIMIT 0")
	if err != nil {
		return err
	}
	ours, err := rows.Columns()
	if err = errors.Join(err, rows.Close()); err != nil {
		return err
	}
	slices.Sort(ours)
	if theirs := slices.Sorted(slices.Values(m.Columns)); !slices.Equal(ours, theirs) {
		return errors.New("its columns are others")
	}
	holes := make([]string, len(m.Columns))
	for i := range holes {
		holes[i] = "$" + strconv.Itoa(i+1)
	}
	add, err := tx.raw.PrepareContext(ctx, tx.book.engine.adapt(
		"INSERT INTO "+m.Table+" ("+strings.Join(m.Columns, ", ")+") VALUES ("+strings.Join(holes, ", ")+")"))
	if err != nil {
		return err
	}
	return errors.Join(in.rows(ctx, add, len(m.Columns)), add.Close())
}

func (in *reload) rows(ctx context.Context, add *sql.Stmt, width int) error {
	for {
		line, err := in.next()
		if err != nil {
			return err
		}
		if line[0] != '[' {
			in.unread = line
			return nil
		}
		cells, err := cellsOf(line)
		if err != nil || len(cells) != width {
			return errors.Join(errors.New("a row cannot be read"), err)
		}
		if _, err := add.ExecContext(ctx, cells...); err != nil {
			return err
		}
		in.meter.step(1)
	}
}

// cellsOf reads a row: a number, a text, or {"b": bytes}.
func cellsOf(line []byte) ([]any, error) {
	var raw []json.RawMessage
	if err := json.Unmarshal(line, &raw); err != nil {
		return nil, err
	}
	cells := make([]any, len(raw))
	for i, cell := range raw {
		var err error
		switch cell[0] {
		case '{':
			var b blob
			err = json.Unmarshal(cell, &b)
			cells[i] = append([]byte{}, b.B...)
		case '"':
			var s string
			err = json.Unmarshal(cell, &s)
			cells[i] = s
		default:
			cells[i], err = strconv.ParseInt(string(cell), 10, 64)
		}
		if err != nil {
			return nil, err
		}
	}
	return cells, nil
}
