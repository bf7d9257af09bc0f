package storetest

import (
	"os"
	"path/filepath"
	"testing"

	"filippo.io/age"

	"groupwork/seal"
	"groupwork/store"
)

// TestMakeFirst made testdata/first.*; it refuses to make it again.
func TestMakeFirst(t *testing.T) {
	if os.Getenv("GROUPWORK_MAKE_FIRST") != "1" {
		t.Skip("made once, on purpose")
	}
	if _, err := first.ReadFile("testdata/first.backup"); err == nil {
		t.Fatal("testdata/first.backup is there; it is never made again")
	}
	key := filepath.Join(t.TempDir(), "master.key")
	if err := seal.MakeMaster(key); err != nil {
		t.Fatal(err)
	}
	m, err := seal.ReadMaster(key)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "house")
	place := Place{Open: func(*seal.Master) (*store.House, error) { return store.OpenSQLite(t.Context(), dir, m, Start) }}
	h := open(t, func(*testing.T) Place { return place })
	s := makeSample()
	h.write(t, s.save)
	who, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(key)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"backup": h.backup(t, who), "identity": []byte(who.String() + "\n"), "master": text} {
		if err := os.WriteFile(filepath.Join("testdata", "first."+name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
