package store

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"

	"groupwork/agency"
	"groupwork/fault"
)

// A backup is the same for both engines: lines of JSON, packed with gzip, encrypted with age. First backupHead, then
// each book: {"book":…}, its tables {"table":…,"columns":[…]} and their rows as lists; at last {"end":…}. Sealed
// values stay sealed: the backup's key alone opens no text, the master key is needed as well.

// backupFormat counts changes of the form above.
const backupFormat = 1

// bookTables are the tables of a book in an order in which rows may be put back. Left out on purpose: sign_in and
// tries, because a restore must not sign anybody in; composition_draft, because what somebody lets go of must be gone.
func bookTables() []string {
	return []string{"data_key", "agency", "person", "account", "invitation", "groups", "working", "stay", "session", "entry",
		"note", "addendum", "process_note", "own_instrument", "asking", "sheet", "answer_code", "team_task", "composition", "leaf", "qualification", "goal", "goal_reading", "own_activity", "activity_use", "taste", "reading", "notice", "fork", "audit_line", "event"}
}

// backupHead is the first line.
type backupHead struct {
	Format int   `json:"groupwork_backup"`
	Schema int64 `json:"schema"`
	Made   int64 `json:"made"`
	Rows   int   `json:"rows"` // about; books are counted before they are read
	SetUp  *setUp
}

type setUp struct {
	Digest        string
	Expires, Used int64
}

// mark is any line that is not a row.
type mark struct {
	Book    agency.Slug `json:"book,omitempty"`
	Table   string      `json:"table,omitempty"`
	Columns []string    `json:"columns,omitempty"`
	End     bool        `json:"end,omitempty"`
	Rows    int         `json:"rows,omitempty"` // with End: how many rows there were
}

// blob is how bytes stand in a row.
type blob struct {
	B []byte `json:"b"`
}

// Backup writes every book to w, readable for the recipients. Each book is one unchanging view; work goes on meanwhile.
// What is in w is worth nothing unless Backup returns nil: write to a temporary file and rename it then.
func (h *House) Backup(ctx context.Context, w io.Writer, recipients []age.Recipient, progress Progress) error {
	const op = "store.Backup"
	if len(recipients) == 0 {
		return &fault.Error{Kind: fault.Broken, Op: op, Err: errors.New("a backup needs at least one recipient")}
	}
	secret, err := age.Encrypt(w, recipients...)
	if err != nil {
		return fault.Wrap(op, err)
	}
	packed, err := gzip.NewWriterLevel(secret, gzip.BestSpeed)
	if err != nil {
		return fault.Wrap(op, err)
	}
	buffered := bufio.NewWriterSize(packed, 1<<16)
	d := &dump{out: json.NewEncoder(buffered), meter: &meter{tell: progress}}
	if err := h.dump(ctx, d); err != nil {
		return fault.Wrap(op, err)
	}
	return fault.Wrap(op, errors.Join(buffered.Flush(), packed.Close(), secret.Close()))
}

// dump writes lines.
type dump struct {
	out   *json.Encoder
	meter *meter
}

func (h *House) dump(ctx context.Context, d *dump) error {
	head := backupHead{Format: backupFormat, Made: at(h.now())}
	var err error
	if head.Schema, err = schemaVersion(); err != nil {
		return err
	}
	switch digest, expires, used, err := h.SetUpLink(ctx); fault.Of(err) {
	case "":
		head.SetUp = &setUp{digest, at(expires), at(used)}
	case fault.Missing: // nobody made one yet
	default:
		return err
	}
	slugs, err := h.Agencies(ctx)
	if err != nil {
		return err
	}
	if head.Rows, err = h.countRows(ctx, slugs); err != nil {
		return err
	}
	d.meter.all = head.Rows
	if err := d.out.Encode(head); err != nil {
		return err
	}
	for _, slug := range slugs {
		if err := d.out.Encode(mark{Book: slug}); err != nil {
			return err
		}
		err := h.Look(ctx, slug, func(tx *Tx) error {
			for _, table := range bookTables() {
				if err := d.table(ctx, tx, table); err != nil {
					return fmt.Errorf("table %s: %w", table, err)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return d.out.Encode(mark{End: true, Rows: d.meter.done})
}

func (h *House) countRows(ctx context.Context, slugs []agency.Slug) (all int, err error) {
	for _, slug := range slugs {
		err := h.Look(ctx, slug, func(tx *Tx) error {
			for _, table := range bookTables() {
				n, err := tx.count(ctx, table)
				if err != nil {
					return err
				}
				all += n
			}
			return nil
		})
		if err != nil {
			return 0, err
		}
	}
	return all, nil
}

func (d *dump) table(ctx context.Context, tx *Tx, table string) error {
	rows, err := tx.raw.QueryContext(ctx, "SELECT * FROM "+table) // whatever columns it has; they are named in the mark
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	if err := d.out.Encode(mark{Table: table, Columns: columns}); err != nil {
		return err
	}
	cells, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range cells {
		into[i] = &cells[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for i, cell := range cells {
			switch c := cell.(type) {
			case []byte:
				cells[i] = blob{c}
			case nil: // no column takes NULL: this is an empty run of bytes
				cells[i] = blob{}
			}
		}
		if err := d.out.Encode(cells); err != nil {
			return err
		}
		d.meter.step(1)
	}
	return rows.Err()
}
