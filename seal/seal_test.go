package seal

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestASealedValueOpensOnlyAtItsPlaceAndWithItsKey(t *testing.T) {
	key, other := MakeKey(1), MakeKey(1)
	home := Place{"north", "person", "p1", "told"}
	sealed := key.Seal(home, []byte("Ana"))
	flipped := bytes.Clone(sealed)
	flipped[len(flipped)-1] ^= 1
	cases := []struct {
		name   string
		key    *Key
		at     Place
		sealed []byte
		opens  bool
	}{
		{"at its place it opens", key, home, sealed, true},
		{"in another row it is refused", key, Place{"north", "person", "p2", "told"}, sealed, false},
		{"in another column it is refused", key, Place{"north", "person", "p1", "other"}, sealed, false},
		{"in another table it is refused", key, Place{"north", "note", "p1", "told"}, sealed, false},
		{"in another agency it is refused", key, Place{"south", "person", "p1", "told"}, sealed, false},
		{"where the parts only join alike it is refused", key, Place{"northp", "erson", "p1", "told"}, sealed, false},
		{"with another key it is refused", other, home, sealed, false},
		{"with a flipped bit it is refused", key, home, flipped, false},
		{"cut short it is refused", key, home, sealed[:10], false},
		{"empty it is refused", key, home, nil, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			plain, err := c.key.Open(c.at, c.sealed)
			if (err == nil) != c.opens {
				t.Fatalf("opened %q, error %v", plain, err)
			}
			if c.opens && string(plain) != "Ana" {
				t.Errorf("opened %q", plain)
			}
		})
	}
}

func TestAKeyOfAnotherVersionDoesNotOpen(t *testing.T) {
	first := MakeKey(1)
	at := Place{Table: "person"}
	sealed := first.Seal(at, []byte("Ana"))
	if _, err := keyOf(first.raw, 2).Open(at, sealed); err == nil {
		t.Error("version 2 opened what version 1 sealed")
	}
}

func TestTheSameTextIsNeverSealedAlikeTwice(t *testing.T) {
	key, seen := MakeKey(1), map[string]bool{}
	for range 100_000 {
		sealed := string(key.Seal(Place{}, []byte("Ana")))
		if seen[sealed] {
			t.Fatal("a nonce came twice")
		}
		seen[sealed] = true
	}
}

func TestADigestNeedsItsKeyAndItsPurpose(t *testing.T) {
	key := MakeKey(1)
	if key.Digest("email", "a@b.c") != key.Digest("email", "a@b.c") {
		t.Error("equal texts have different digests")
	}
	if key.Digest("email", "a@b.c") == key.Digest("phone", "a@b.c") || key.Digest("email", "a@b.c") == MakeKey(1).Digest("email", "a@b.c") {
		t.Error("another purpose or another key gave the same digest")
	}
}

func TestAMasterKeyWrapsAndProves(t *testing.T) {
	dir := t.TempDir()
	masters := make([]*Master, 2)
	for i, name := range []string{"one", "two"} {
		path := filepath.Join(dir, name)
		if err := MakeMaster(path); err != nil {
			t.Fatal(err)
		}
		var err error
		if masters[i], err = ReadMaster(path); err != nil {
			t.Fatal(err)
		}
	}
	key, at := MakeKey(1), Place{Book: "north", Table: "data_key"}
	wrapped := masters[0].Wrap(at, key)
	got, err := masters[0].Unwrap(at, wrapped, 1)
	if err != nil || !bytes.Equal(got.raw, key.raw) {
		t.Fatalf("unwrapping gave %v", err)
	}
	if _, err := masters[1].Unwrap(at, wrapped, 1); err == nil {
		t.Error("another master key unwrapped it")
	}
	if !masters[0].Proves(masters[0].Proof()) || masters[1].Proves(masters[0].Proof()) {
		t.Error("a proof does not tell the two apart")
	}
}

func TestAMasterKeyFileIsReadOnlyWhenItIsRight(t *testing.T) {
	good := filepath.Join(t.TempDir(), "good")
	if err := MakeMaster(good); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name string
		make func(path string) error
		says string
	}{
		{"a missing file", func(string) error { return nil }, "there is no master key"},
		{"one that others may read", func(p string) error { return os.WriteFile(p, text, 0o640) }, "chmod 600"},
		{"one that is too short", func(p string) error { return os.WriteFile(p, text[:20], 0o600) }, "64 hexadecimal digits"},
		{"one that is empty", func(p string) error { return os.WriteFile(p, nil, 0o600) }, "64 hexadecimal digits"},
		{"one that is no key", func(p string) error { return os.WriteFile(p, bytes.Repeat([]byte("z"), 64), 0o600) }, "64 hexadecimal digits"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "key")
			if err := c.make(path); err != nil {
				t.Fatal(err)
			}
			if _, err := ReadMaster(path); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("said %v, want %q", err, c.says)
			}
		})
	}
	if err := MakeMaster(good); err == nil {
		t.Error("a master key was written over")
	}
}
