package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"groupwork/agency"
	"groupwork/fault"
	"groupwork/people"
	"groupwork/store/db"
)

// Progress hears how far a long work is.
type Progress = func(done, all int)

// Report is what Verify found.
type Report struct{ Books []BookReport }

// BookReport is what Verify found in one book. Wrong is empty when all is well.
type BookReport struct {
	Slug                    agency.Slug
	AuditLines, SignedNotes int
	Wrong                   []string
}

// Sound tells whether nothing is wrong.
func (r Report) Sound() bool {
	for _, b := range r.Books {
		if len(b.Wrong) > 0 {
			return false
		}
	}
	return true
}

// String says it in a few lines.
func (r Report) String() string {
	var out strings.Builder
	for _, b := range r.Books {
		fmt.Fprintf(&out, "%s: %d audit lines, %d signed notes", b.Slug, b.AuditLines, b.SignedNotes)
		if len(b.Wrong) == 0 {
			out.WriteString(": all is well\n")
			continue
		}
		out.WriteString(": WRONG\n")
		for _, w := range b.Wrong {
			out.WriteString("  " + w + "\n")
		}
	}
	return strings.TrimSuffix(out.String(), "\n")
}

// page is how many rows a check holds in memory.
const page = 1000

// Verify checks every book: the database's own files, the audit log against its hashes and its checkpoint, and each
// signed note against its digest.
func (h *House) Verify(ctx context.Context, progress Progress) (Report, error) {
	const op = "store.Verify"
	slugs, err := h.Agencies(ctx)
	if err != nil {
		return Report{}, err
	}
	var report Report
	meter := &meter{tell: progress}
	for _, slug := range slugs {
		b, err := h.book(ctx, slug)
		if err != nil {
			return report, err
		}
		saved, missing := readCheckpoint(h.checkpointPath(slug), h.master, slug)
		found, err := h.verify(ctx, b, checkpointFound{checkpoint: saved, err: missing}, meter)
		if err != nil {
			return report, fault.Wrap(op, err)
		}
		report.Books = append(report.Books, found)
	}
	return report, nil
}

// meter counts steps of a long work.
type meter struct {
	tell      Progress
	done, all int
}

func (m *meter) step(n int) {
	m.done += n
	if m.tell != nil {
		m.tell(m.done, max(m.all, m.done))
	}
}

// checkpointFound is what there is to compare an audit log with.
type checkpointFound struct {
	checkpoint
	err   error
	fresh bool // the book was just filled from a backup and has none yet
}

// verify checks one book within one view of it.
func (h *House) verify(ctx context.Context, b *book, saved checkpointFound, meter *meter) (BookReport, error) {
	report := BookReport{Slug: b.slug}
	err := b.transact(ctx, false, h.now, func(tx *Tx) error {
		lines, err := tx.count(ctx, "audit_line")
		if err != nil {
			return err
		}
		notes, err := tx.count(ctx, "note")
		if err != nil {
			return err
		}
		meter.all += lines + notes
		files, err := b.engine.check(ctx, tx.raw)
		if err != nil {
			return err
		}
		report.Wrong = append(report.Wrong, files...)
		if err := tx.verifyLog(ctx, &report, saved, meter); err != nil {
			return err
		}
		return tx.verifyNotes(ctx, &report, meter)
	})
	return report, err
}

// count counts the rows of one of our tables.
func (tx *Tx) count(ctx context.Context, table string) (n int, err error) {
	err = tx.raw.QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&n)
	return n, err
}

// logCheck computes a tree anew, line by line. It keeps the newest hash of each level, which is all that the next
// hashes and the root are made of.
type logCheck struct {
	size   int64
	newest [64]tlog.Hash
}

// ReadHashes gives what tlog asks for; see hashes in trail.go for the numbering.
func (c *logCheck) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		level, _ := tlog.SplitStoredHashIndex(index)
		out[i] = c.newest[level]
	}
	return out, nil
}

func (c *logCheck) root() (tlog.Hash, error) { return tlog.TreeHash(c.size, c) }

// add takes the next line in and tells what is wrong with it, or "".
func (c *logCheck) add(row db.AuditLine) (string, error) {
	line := AuditLine{Seq: row.Seq, At: when(row.At), Who: people.ID(row.Who), Act: row.Act}
	if err := json.Unmarshal([]byte(row.Things), &line.Things); err != nil {
		return fmt.Sprintf("audit line %d was changed", row.Seq), nil
	}
	digest, err := line.digest(row.Salt)
	if err != nil {
		return "", err
	}
	hashes, err := tlog.StoredHashes(c.size, digest, c)
	if err != nil {
		return "", err
	}
	copy(c.newest[:], hashes)
	expected := c.size
	c.size++
	switch {
	case row.Seq != expected:
		return fmt.Sprintf("audit line %d is missing", expected), nil
	case !bytes.Equal(join(hashes), row.Hashes):
		return fmt.Sprintf("audit line %d was changed", row.Seq), nil
	}
	return "", nil
}

// verifyLog goes through the audit log and stops at the first wrong line: after it everything is.
func (tx *Tx) verifyLog(ctx context.Context, report *BookReport, saved checkpointFound, meter *meter) error {
	var check logCheck
	met := saved.err == nil && saved.size == 0
	for {
		rows, err := tx.q.AuditLinesFrom(ctx, check.size, page)
		if err != nil {
			return err
		}
		for _, row := range rows {
			wrong, err := check.add(row)
			if err != nil {
				return err
			}
			if wrong != "" {
				report.Wrong = append(report.Wrong, wrong)
				return nil
			}
			if saved.fresh || saved.err != nil || check.size != saved.size {
				continue
			}
			root, err := check.root()
			if err != nil {
				return err
			}
			if met = root == saved.root; !met {
				report.Wrong = append(report.Wrong, "the audit log was written anew: it does not fit its checkpoint")
				return nil
			}
		}
		meter.step(len(rows))
		if len(rows) < page {
			break
		}
	}
	report.AuditLines = int(check.size)
	switch {
	case saved.fresh:
	case errors.Is(saved.err, fs.ErrNotExist):
		report.Wrong = append(report.Wrong, "the checkpoint of the audit log is gone")
	case saved.err != nil:
		report.Wrong = append(report.Wrong, saved.err.Error())
	case !met:
		report.Wrong = append(report.Wrong, fmt.Sprintf("the audit log was cut: it has %d lines and had %d", check.size, saved.size))
	}
	return nil
}

// verifyNotes opens every signed note and compares it with its digest.
func (tx *Tx) verifyNotes(ctx context.Context, report *BookReport, meter *meter) error {
	last := ""
	for {
		rows, err := tx.q.SignedNotesAfter(ctx, last, page)
		if err != nil {
			return err
		}
		for _, row := range rows {
			last = row.ID
			n, err := tx.body(ctx, row)
			if err != nil {
				report.Wrong = append(report.Wrong, fmt.Sprintf("note %s does not open", row.ID))
				continue
			}
			if !n.Intact() {
				report.Wrong = append(report.Wrong, fmt.Sprintf("note %s is not what was signed", row.ID))
			}
		}
		report.SignedNotes += len(rows)
		meter.step(len(rows))
		if len(rows) < page {
			return nil
		}
	}
}
