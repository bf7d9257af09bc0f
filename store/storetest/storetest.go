// Package storetest holds every promise of the store as a test that runs on any engine: what is saved comes back, no
// change is lost, what is signed or journalled stays, nothing that identifies or tells is readable on disk, books do
// not mix, the audit log shows tampering, a backup comes back whole or not at all.
package storetest

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"groupwork/agency"
	"groupwork/private"
	"groupwork/seal"
	"groupwork/store"
)

// Place is an empty place where one house can be made, opened and looked into.
type Place struct {
	Open   func(m *seal.Master) (*store.House, error)
	Raw    func(book agency.Slug) *sql.DB // a plain connection inside a book
	Files  func() []string                // every file in which the database keeps anything
	Target store.Target                   // the same place, to restore into
}

// Run runs every promise. Make gives a fresh empty place each time.
func Run(t *testing.T, make func(t *testing.T) Place) {
	promises := []struct {
		name  string
		check func(t *testing.T, make func(t *testing.T) Place)
	}{
		{"what is saved comes back", everythingComesBack},
		{"a composition comes back, stays as decided, and cannot be read on disk", compositionsComeBack},
		{"a composition in the making outlives a restart, and not its dropping", draftsOutliveARestart},
		{"leaves and qualifications come back, one of what there may be one of, and cannot be read on disk", leavesComeBack},
		{"goals, readings, own activities, uses and tastes come back, and cannot be read on disk", aimsComeBack},
		{"readings, notices and own rules come back, and cannot be read on disk", watchedComesBack},
		{"a missing thing is Missing", missingIsMissing},
		{"an old version is Stale", oldVersionIsStale},
		{"a taken thing is Stale", takenIsStale},
		{"an error takes everything back", errorTakesBack},
		{"a look cannot write", lookCannotWrite},
		{"accounts, sign-ins and invitations are kept and ended", accountsAreKept},
		{"the agenda and what is unfinished follow the work", agendaFollows},
		{"an entry is filed once", entryIsFiledOnce},
		{"a conflicting entry is refused", conflictIsRefused},
		{"a signed note stays as it is", signedNoteStays},
		{"raw SQL cannot change what is signed, journalled or filed", fencesHold},
		{"nothing that identifies or tells is readable on disk", nothingIsReadable},
		{"a moved or changed ciphertext is refused", movedIsRefused},
		{"another master key opens nothing and touches nothing", wrongKeyIsRefused},
		{"a key made in a transaction that failed is forgotten", failedKeyIsForgotten},
		{"agencies do not reach each other", agenciesAreApart},
		{"eight writers make one audit log without a gap", eightWritersOneLog},
		{"events come in order", eventsInOrder},
		{"tampering with the audit log is found", tamperingIsFound},
		{"instruments, answers and tasks come back, and cannot be read on disk", measuresComeBack},
		{"a code is used once, a sheet is there once", codesAreUsedOnce},
		{"a backup comes back equal", backupComesBack},
		{"a damaged backup leaves nothing", damagedBackupLeavesNothing},
		{"a backup of the first version comes back", firstBackupComesBack},
	}
	for _, p := range promises {
		t.Run(p.name, func(t *testing.T) { p.check(t, make) })
	}
}

// Start is the time at which every test's clock begins.
func Start() time.Time { return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) }

// master makes a master key.
func master(t *testing.T) *seal.Master {
	t.Helper()
	path := filepath.Join(t.TempDir(), "master.key")
	if err := seal.MakeMaster(path); err != nil {
		t.Fatal(err)
	}
	m, err := seal.ReadMaster(path)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// house is an open house with the agencies north and south, and where it stands.
type house struct {
	*store.House
	place  Place
	master *seal.Master
}

func open(t *testing.T, make func(t *testing.T) Place) house {
	t.Helper()
	h := house{place: make(t), master: master(t)}
	h.House = mustOpen(t, h.place, h.master)
	for _, slug := range []agency.Slug{"north", "south-side"} {
		a := agency.Agency{Slug: slug, Name: private.Of("Zykanari agency " + string(slug)), Language: "en", Zone: "Europe/Paris", Opened: Start()}
		if err := h.Found(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	return h
}

// mustOpen opens a house and closes it when the test ends.
func mustOpen(t *testing.T, p Place, m *seal.Master) *store.House {
	t.Helper()
	h, err := p.Open(m)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.Close(); err != nil {
			t.Logf("closing: %v", err)
		}
	})
	return h
}

// write runs f in north and wants it to work.
func (h house) write(t *testing.T, f func(ctx context.Context, tx *store.Tx) error) {
	t.Helper()
	if err := h.Within(t.Context(), "north", func(tx *store.Tx) error { return f(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
}

// try runs f in north and gives its error.
func (h house) try(t *testing.T, f func(ctx context.Context, tx *store.Tx) error) error {
	t.Helper()
	return h.Within(t.Context(), "north", func(tx *store.Tx) error { return f(t.Context(), tx) })
}

// look runs f in north, reading.
func (h house) look(t *testing.T, f func(ctx context.Context, tx *store.Tx) error) {
	t.Helper()
	if err := h.Look(t.Context(), "north", func(tx *store.Tx) error { return f(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
}

// same compares two things, private texts by what they say.
func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmp.Transformer("Reveal", private.Text.Reveal)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}
