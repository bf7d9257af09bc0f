package storetest

import (
	"bytes"
	"context"
	"embed"
	"os"
	"path/filepath"
	"testing"

	"filippo.io/age"

	"groupwork/seal"
	"groupwork/store"
)

// first holds a house as the first version of Groupwork kept it: a backup and the (public) keys that open it. It is
// made once, by TestMakeFirst, and never again: every later version must bring it back, migrations included.
//
//go:embed testdata/first.*
var first embed.FS

func firstBackupComesBack(t *testing.T, make func(t *testing.T) Place) {
	read := func(name string) []byte {
		content, err := first.ReadFile("testdata/first." + name)
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	path := filepath.Join(t.TempDir(), "master.key")
	if err := os.WriteFile(path, read("master"), 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := seal.ReadMaster(path)
	if err != nil {
		t.Fatal(err)
	}
	with, err := age.ParseIdentities(bytes.NewReader(read("identity")))
	if err != nil {
		t.Fatal(err)
	}
	p := make(t)
	if err := store.Restore(t.Context(), bytes.NewReader(read("backup")), with, p.Target, m, nil); err != nil {
		t.Fatal(err)
	}
	h := house{House: mustOpen(t, p, m), place: p, master: m}
	h.look(t, func(ctx context.Context, tx *store.Tx) error {
		got, err := readAll(ctx, tx)
		s := makeSample()
		same(t, "Ana", got.Persons["ana"].Called, s.ana.Called)
		same(t, "notes", len(got.Notes), len(s.notes))
		same(t, "entries", len(got.Entries), len(s.entries))
		same(t, "goal", got.Stays[0].Goal, s.stay.Goal)
		return err
	})
	if report, err := h.Verify(t.Context(), nil); err != nil || !report.Sound() {
		t.Errorf("%v %v", report, err)
	}
}
