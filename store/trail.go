package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"groupwork/fault"
	"groupwork/people"
	"groupwork/store/db"
)

// AuditLine says who did what to which things, never what was said. Seq counts the lines of a book from 0 without a
// gap; File gives it.
type AuditLine struct {
	Seq    int64
	At     time.Time
	Who    people.ID
	Act    string
	Things []string
}

// digest is what the tree holds of a line. The salt keeps a short line from being guessed by its digest.
func (l AuditLine) digest(salt []byte) ([]byte, error) {
	text, err := json.Marshal([]any{l.Seq, at(l.At), l.Who, l.Act, l.Things})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(append(append([]byte{}, salt...), text...))
	return sum[:], nil
}

// File adds a line to the audit trail, in the same transaction as what it tells of: when it fails, so does the act.
// Each line is a leaf of a Merkle tree; its row holds the tree's hashes that it completes, its own first.
func (tx *Tx) File(ctx context.Context, line AuditLine) error {
	const op = "store.File"
	seq, err := tx.q.AuditLength(ctx)
	if err != nil {
		return tx.told(op, err)
	}
	line.Seq = seq
	if line.Things == nil {
		line.Things = []string{}
	}
	salt := make([]byte, 16)
	rand.Read(salt)
	digest, err := line.digest(salt)
	if err != nil {
		return fault.Wrap(op, err)
	}
	hashes, err := tlog.StoredHashes(seq, digest, tx.hashes(ctx))
	if err != nil {
		return fault.Wrap(op, err)
	}
	err = tx.q.AddAuditLine(ctx, db.AddAuditLineParams{Seq: seq, At: at(line.At), Who: string(line.Who), Act: line.Act,
		Things: list(line.Things), Salt: salt, Hashes: join(hashes)})
	if err == nil {
		tx.filed++
	}
	return tx.told(op, err)
}

func join(hashes []tlog.Hash) []byte {
	out := make([]byte, 0, len(hashes)*tlog.HashSize)
	for _, h := range hashes {
		out = append(out, h[:]...)
	}
	return out
}

// hashes reads the tree from the lines: hash n of a level was completed by line (n+1)·2^level − 1.
func (tx *Tx) hashes(ctx context.Context) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			level, n := tlog.SplitStoredHashIndex(index)
			row, err := tx.q.AuditHashes(ctx, (n+1)<<level-1)
			if err != nil {
				return nil, err
			}
			if len(row) < (level+1)*tlog.HashSize {
				return nil, fmt.Errorf("audit line %d holds too few hashes", (n+1)<<level-1)
			}
			copy(out[i][:], row[level*tlog.HashSize:])
		}
		return out, nil
	})
}

// Event is something that others want to hear of once it is surely stored. Seq grows from 1; Put gives it.
type Event struct {
	Seq         int64
	Kind, About string
	At          time.Time
}

// Put leaves an event to be sent after the commit.
func (tx *Tx) Put(ctx context.Context, e Event) error {
	return tx.told("store.Put", tx.q.AddEvent(ctx, e.Kind, e.About, at(e.At)))
}

// Events gives up to limit events after one, in order.
func (tx *Tx) Events(ctx context.Context, after int64, limit int) ([]Event, error) {
	rows, err := tx.q.Events(ctx, after, int32(limit))
	if err != nil {
		return nil, tx.told("store.Events", err)
	}
	return each(rows, func(r db.Event) (Event, error) {
		return Event{Seq: r.Seq, Kind: r.Kind, About: r.About, At: when(r.At)}, nil
	})
}
