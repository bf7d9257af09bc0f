package store

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"

	"groupwork/agency"
	"groupwork/fault"
	"groupwork/seal"
)

// A checkpoint is the size and the root of an audit log, signed with a key that the database does not hold and kept
// outside it. Whoever rewrites the log, cuts its end or puts an older copy in its place no longer fits the checkpoint.

// linesPerCheckpoint is how many audit lines may go without one; Close signs the rest.
const linesPerCheckpoint = 256

func (h *House) checkpointPath(slug agency.Slug) string {
	return filepath.Join(h.checkpoints, string(slug))
}

// checkpoint signs how a book's audit log now stands. It never goes back behind one that is there, and does not sign
// a log that does not fit it.
func (h *House) checkpoint(ctx context.Context, b *book) error {
	const op = "store.checkpoint"
	b.signing.Lock()
	defer b.signing.Unlock()
	if err := os.MkdirAll(h.checkpoints, 0o700); err != nil {
		return fault.Wrap(op, err)
	}
	path, done := h.checkpointPath(b.slug), b.unsigned.Load()
	old, err := readCheckpoint(path, h.master, b.slug)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fault.Wrap(op, err)
	}
	now := checkpoint{}
	err = b.transact(ctx, false, h.now, func(tx *Tx) error {
		if now.size, err = tx.q.AuditLength(ctx); err != nil {
			return err
		}
		if now.root, err = tlog.TreeHash(now.size, tx.hashes(ctx)); err != nil || old.size == 0 {
			return err
		}
		if root, err := tlog.TreeHash(min(old.size, now.size), tx.hashes(ctx)); err != nil || now.size < old.size || root != old.root {
			return errors.Join(errors.New("the audit log of "+string(b.slug)+" does not fit its checkpoint: run verify"), err)
		}
		return nil
	})
	if err != nil {
		return fault.Wrap(op, err)
	}
	if err := writeWhole(path, now.sign(h.master, b.slug)); err != nil {
		return fault.Wrap(op, err)
	}
	b.unsigned.Add(-done)
	return nil
}

// resume counts the lines that a house which was killed left without a checkpoint.
func (h *House) resume(ctx context.Context, b *book) error {
	old, err := readCheckpoint(h.checkpointPath(b.slug), h.master, b.slug)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil // verify says so; the work goes on
	}
	return b.transact(ctx, false, h.now, func(tx *Tx) error {
		size, err := tx.q.AuditLength(ctx)
		b.unsigned.Store(max(0, size-old.size))
		return tx.told("store.resume", err)
	})
}

type checkpoint struct {
	size int64
	root tlog.Hash
}

func (c checkpoint) text(slug agency.Slug) []byte {
	return fmt.Appendf(nil, "groupwork audit log 1\n%s\n%d\n%s\n", slug, c.size, c.root)
}

func (c checkpoint) sign(m *seal.Master, slug agency.Slug) []byte {
	text := c.text(slug)
	mark := ed25519.Sign(m.Signer("audit log"), text)
	return append(text, base64.StdEncoding.EncodeToString(mark)+"\n"...)
}

// readCheckpoint reads and checks a signed checkpoint; fs.ErrNotExist when there is none yet.
func readCheckpoint(path string, m *seal.Master, slug agency.Slug) (checkpoint, error) {
	file, err := os.ReadFile(path)
	if err != nil {
		return checkpoint{}, err
	}
	lines := bytes.Split(file, []byte("\n"))
	if len(lines) != 6 {
		return checkpoint{}, errors.New("the checkpoint of the audit log is not whole")
	}
	var c checkpoint
	c.size, err = strconv.ParseInt(string(lines[2]), 10, 64)
	if err == nil {
		c.root, err = tlog.ParseHash(string(lines[3]))
	}
	mark, bad := base64.StdEncoding.DecodeString(string(lines[4]))
	public, ok := m.Signer("audit log").Public().(ed25519.PublicKey)
	if err != nil || bad != nil || !ok || !ed25519.Verify(public, c.text(slug), mark) {
		return checkpoint{}, errors.New("the checkpoint of the audit log is not signed with this house's key")
	}
	return c, nil
}
