// Package store keeps each agency's book on disk.
package store

import (
	"context"
	"io"
	"time"

	"filippo.io/age"

	"groupwork/agency"
	"groupwork/group"
	"groupwork/people"
	"groupwork/seal"
	"groupwork/session"
)

// House is everything that is kept.
type House struct{}

// Tx is one transaction inside one agency's book.
type Tx struct{}

// SessionHead is a session without its texts.
type SessionHead struct {
	ID                    session.ID
	Group                 group.ID
	Number                int
	Starts                time.Time
	Minutes               int
	State                 session.State
	NotesAll, NotesSigned int
}

// AuditLine says who did what to which things, never what was said.
type AuditLine struct {
	Seq    int64
	At     time.Time
	Who    people.ID
	Act    string
	Things []string
}

// Event is something others want to hear of.
type Event struct {
	Seq         int64
	Kind, About string
	At          time.Time
}

// Progress hears how far a long work is.
type Progress = func(done, all int)

// Target is where a backup is restored to.
type Target struct{ Dir, Postgres string }

// Report is what Verify found.
type Report struct{}

func (r Report) Sound() bool    { return false }
func (r Report) String() string { return "" }

func OpenSQLite(ctx context.Context, dir string, m *seal.Master, now func() time.Time) (*House, error) {
	return nil, unbuilt()
}
func OpenPostgres(ctx context.Context, dsn string, m *seal.Master, now func() time.Time) (*House, error) {
	return nil, unbuilt()
}
func (h *House) Close() error                                        { return unbuilt() }
func (h *House) Health(ctx context.Context) error                    { return unbuilt() }
func (h *House) Engine() string                                      { return "" }
func (h *House) Agencies(ctx context.Context) ([]agency.Slug, error) { return nil, unbuilt() }
func (h *House) Found(ctx context.Context, a agency.Agency) error    { return unbuilt() }
func (h *House) SetUpLink(ctx context.Context) (digest string, expires, used time.Time, err error) {
	return "", expires, used, unbuilt()
}
func (h *House) SaveSetUpLink(ctx context.Context, digest string, expires, used time.Time) error {
	return unbuilt()
}
func (h *House) Within(ctx context.Context, book agency.Slug, f func(*Tx) error) error {
	return unbuilt()
}
func (h *House) Look(ctx context.Context, book agency.Slug, f func(*Tx) error) error {
	return unbuilt()
}
func (h *House) Backup(ctx context.Context, w io.Writer, to []age.Recipient, p Progress) error {
	return unbuilt()
}
func (h *House) Verify(ctx context.Context, p Progress) (Report, error) { return Report{}, unbuilt() }
func Restore(ctx context.Context, r io.Reader, with []age.Identity, to Target, m *seal.Master, p Progress) error {
	return unbuilt()
}
