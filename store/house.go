// Package store keeps everything on disk: one book for each agency, in SQLite files or PostgreSQL schemas, by one
// set of statements and migrations. A Tx is inside one agency's book and cannot name another; every book has one
// writing transaction at a time, on both engines, so that rules which look at several rows hold without a race.
// Whatever identifies or tells is sealed here (column `told`) and opened here; rooms and acts never see ciphertext.
package store

import (
	"context"
	"errors"
	"regexp"
	"sync"
	"sync/atomic"
	"time"

	"groupwork/agency"
	"groupwork/fault"
	"groupwork/seal"
)

//go:generate go tool -modfile=../tools.mod sqlc generate

// House is everything that is kept.
type House struct {
	shelf       shelf
	master      *seal.Master
	now         func() time.Time
	checkpoints string // folder
	hall        *book
	trouble     atomic.Pointer[checked]
	found       sync.Mutex // one founding at a time
	mu          sync.Mutex // guards books
	books       map[agency.Slug]*book
}

// shelf is where books stand: a folder or a PostgreSQL server. A new book is filled as a draft, which nobody sees
// before it is published.
type shelf interface {
	slugs(ctx context.Context) ([]agency.Slug, error)
	open(ctx context.Context, p place) (*book, error)
	publish(ctx context.Context, slugs []agency.Slug) error
	discard(ctx context.Context, slug agency.Slug) error
	close() error
}

// place is a book's place on its shelf, and how far its schema goes (0 = all the way).
type place struct {
	slug   agency.Slug // empty for the hall
	draft  bool
	schema int64
}

// slugShape keeps a slug fit for a file name and a schema name.
var slugShape = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$`)

// settle opens the hall and every book.
func (h *House) settle(ctx context.Context) error {
	var err error
	if h.hall, err = h.shelf.open(ctx, place{}); err != nil {
		return err
	}
	slugs, err := h.shelf.slugs(ctx)
	if err != nil {
		return err
	}
	for _, slug := range slugs {
		if _, err := h.book(ctx, slug); err != nil {
			return err
		}
	}
	return nil
}

// Close signs a last checkpoint of each audit log and closes everything.
func (h *House) Close() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	var errs []error
	for _, b := range h.books {
		if b.unsigned.Load() > 0 {
			errs = append(errs, h.checkpoint(context.Background(), b))
		}
	}
	errs = append(errs, h.abandon())
	h.books = nil
	return fault.Wrap("store.Close", errors.Join(errs...))
}

// abandon closes what a failed opening left open.
func (h *House) abandon() error {
	var errs []error
	for _, b := range h.books {
		errs = append(errs, b.close())
	}
	if h.hall != nil {
		errs = append(errs, h.hall.close())
	}
	return errors.Join(append(errs, h.shelf.close())...)
}

// Engine is "sqlite" or "postgres".
func (h *House) Engine() string { return h.hall.engine.name }

// Health asks the database for a sign of life, and tells when the audit log could not be signed.
func (h *House) Health(ctx context.Context) error {
	if last := h.trouble.Load(); last != nil && last.err != nil {
		return last.err
	}
	return fault.Wrap("store.Health", h.hall.read.PingContext(ctx))
}

// Agencies lists the agencies that have a book, in order.
func (h *House) Agencies(ctx context.Context) ([]agency.Slug, error) {
	slugs, err := h.shelf.slugs(ctx)
	return slugs, fault.Wrap("store.Agencies", err)
}

// Found makes the book of a new agency, with what belongs to its first day. Nobody sees it before it is whole.
func (h *House) Found(ctx context.Context, a agency.Agency, with ...func(*Tx) error) error {
	const op = "store.Found"
	if !slugShape.MatchString(string(a.Slug)) {
		return &fault.Error{Kind: fault.Invalid, Op: op, Fields: []fault.Field{{Name: "slug", Key: "agency.slug.shape"}}}
	}
	h.found.Lock()
	defer h.found.Unlock()
	if _, err := h.book(ctx, a.Slug); fault.Of(err) != fault.Missing {
		if err != nil {
			return err
		}
		return fault.New(fault.Stale, op, "store.taken")
	}
	err := h.draft(ctx, a.Slug, 0, func(b *book) error {
		if err := b.makeAgencyKey(ctx, h.master); err != nil {
			return err
		}
		err := b.transact(ctx, true, h.now, func(tx *Tx) error {
			_, err := tx.SaveAgency(ctx, a)
			for _, do := range with {
				if err == nil {
					err = do(tx)
				}
			}
			return err
		})
		if err != nil {
			return err
		}
		return h.checkpoint(ctx, b)
	})
	if err == nil {
		err = h.shelf.publish(ctx, []agency.Slug{a.Slug})
	}
	return fault.Wrap(op, err)
}

// draft makes a book that is not yet on view, fills and closes it; when that fails nothing stays.
func (h *House) draft(ctx context.Context, slug agency.Slug, schema int64, fill func(*book) error) error {
	if err := h.shelf.discard(ctx, slug); err != nil {
		return err
	}
	b, err := h.shelf.open(ctx, place{slug: slug, draft: true, schema: schema})
	if err == nil {
		err = errors.Join(fill(b), b.close())
	}
	if err != nil {
		return errors.Join(err, h.shelf.discard(context.WithoutCancel(ctx), slug))
	}
	return nil
}

// book gives the open book of an agency; Missing when there is none.
func (h *House) book(ctx context.Context, slug agency.Slug) (*book, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if b, ok := h.books[slug]; ok {
		return b, nil
	}
	if !slugShape.MatchString(string(slug)) {
		return nil, fault.New(fault.Missing, "store.book", "")
	}
	b, err := h.shelf.open(ctx, place{slug: slug})
	if err != nil {
		return nil, err
	}
	err = b.readAgencyKey(ctx, h.master)
	if err == nil {
		err = h.resume(ctx, b)
	}
	if err != nil {
		return nil, errors.Join(err, b.close())
	}
	h.books[slug] = b
	return b, nil
}

// Within runs f in the one writing transaction of an agency's book. An error of f takes everything back.
func (h *House) Within(ctx context.Context, slug agency.Slug, f func(*Tx) error) error {
	b, err := h.book(ctx, slug)
	if err != nil {
		return err
	}
	if err := b.transact(ctx, true, h.now, f); err != nil {
		return err
	}
	if b.unsigned.Load() >= linesPerCheckpoint {
		h.trouble.Store(&checked{h.checkpoint(context.WithoutCancel(ctx), b)})
	}
	return nil
}

// checked is how the last checkpoint went. The act before it is done and stored, so it is Health that tells.
type checked struct{ err error }

// Look runs f over one unchanging view of an agency's book; it can only read.
func (h *House) Look(ctx context.Context, slug agency.Slug, f func(*Tx) error) error {
	b, err := h.book(ctx, slug)
	if err != nil {
		return err
	}
	return b.transact(ctx, false, h.now, f)
}

// SetUpLink gives the digest of the link that sets up the first agency, until when it may be used, and when it was.
func (h *House) SetUpLink(ctx context.Context) (digest string, expires, used time.Time, err error) {
	err = h.hall.transact(ctx, false, h.now, func(tx *Tx) error {
		row, err := tx.q.SetUp(ctx)
		digest, expires, used = row.Digest, when(row.Expires), when(row.Used)
		return tx.told("store.SetUpLink", err)
	})
	return digest, expires, used, err
}

// SaveSetUpLink keeps the one set-up link.
func (h *House) SaveSetUpLink(ctx context.Context, digest string, expires, used time.Time) error {
	return h.hall.transact(ctx, true, h.now, func(tx *Tx) error {
		return tx.told("store.SaveSetUpLink", tx.q.SaveSetUp(ctx, digest, at(expires), at(used)))
	})
}
