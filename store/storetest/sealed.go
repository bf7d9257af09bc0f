package storetest

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"filippo.io/age"

	"groupwork/agency"
	"groupwork/fault"
	"groupwork/note"
	"groupwork/people"
	"groupwork/store"
)

func agencySlug(s string) agency.Slug { return agency.Slug(s) }

func (s sample) agencySouth() agency.Slug { return "south-side" }

// nothingIsReadable searches every file of the database and a backup for the word that every private text holds.
func nothingIsReadable(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	h.write(t, s.save)
	h.write(t, func(ctx context.Context, tx *store.Tx) error {
		return tx.SaveSignIn(ctx, people.SignIn{Digest: "d", Person: "lea", Device: "Zykanari phone", Began: Start()})
	})
	h.write(t, func(ctx context.Context, tx *store.Tx) error { return s.sign(ctx, tx, 1) })
	h.write(t, func(ctx context.Context, tx *store.Tx) error {
		n := s.notes[1]
		n.Addenda = []note.Addendum{{By: "lea", At: Start(), Text: canary("addendum")}}
		_, err := tx.SaveNote(ctx, n)
		return err
	})
	search := func(when string) {
		seen := false
		for _, file := range h.place.Files() {
			content, err := os.ReadFile(file)
			if err != nil {
				continue // a write-ahead file that has just gone
			}
			seen = seen || bytes.Contains(content, []byte("session-1")) // what stays in the clear must be found, or we look in the wrong place
			for _, word := range []string{"ykanari", "YKANARI"} {
				if at := bytes.Index(content, []byte(word)); at >= 0 {
					t.Errorf("%s: %s holds %q", when, file, content[max(0, at-20):min(len(content), at+40)])
				}
			}
		}
		if !seen {
			t.Errorf("%s: the files searched are not the database", when)
		}
	}
	search("while open")
	plain := h.dump(t)
	if bytes.Contains(plain, []byte("ykanari")) || !bytes.Contains(plain, []byte("session-1")) {
		t.Error("the decrypted backup holds private text, or not the rows")
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	search("when closed")
}

func movedIsRefused(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	h.write(t, s.save)
	if err := h.Within(t.Context(), "south-side", func(tx *store.Tx) error { other := makeSample(); return other.save(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
	h.write(t, func(ctx context.Context, tx *store.Tx) error {
		return errors.Join(tx.SaveSignIn(ctx, people.SignIn{Digest: "d1", Person: "lea"}), tx.SaveSignIn(ctx, people.SignIn{Digest: "d2", Person: "lea"}))
	})
	raw, south := h.place.Raw("north"), h.place.Raw("south-side")
	var foreign []byte
	if err := south.QueryRowContext(t.Context(), "SELECT told FROM person WHERE id = 'ana'").Scan(&foreign); err != nil {
		t.Fatal(err)
	}
	person := func(ctx context.Context, tx *store.Tx) error { _, err := tx.Person(ctx, "ana"); return err }
	signIn := func(ctx context.Context, tx *store.Tx) error { _, err := tx.SignIn(ctx, "d2"); return err }
	account := func(ctx context.Context, tx *store.Tx) error { _, err := tx.AccountOf(ctx, "lea"); return err }
	cases := []struct {
		name, change string
		args         []any
		read         func(ctx context.Context, tx *store.Tx) error
	}{
		{"another person's row", "UPDATE person SET told = (SELECT told FROM person WHERE id = 'lea') WHERE id = 'ana'", nil, person},
		{"another agency's row", "UPDATE person SET told = $1 WHERE id = 'ana'", []any{foreign}, person},
		{"another row with the same key", "UPDATE sign_in SET told = (SELECT told FROM sign_in WHERE digest = 'd1') WHERE digest = 'd2'", nil, signIn},
		{"another table with the same key and row", "UPDATE account SET told = (SELECT told FROM person WHERE id = 'lea') WHERE person_id = 'lea'", nil, account},
		{"nothing", "UPDATE person SET told = $1 WHERE id = 'ana'", []any{[]byte{}}, person},
		{"noise", "UPDATE person SET told = $1 WHERE id = 'ana'", []any{[]byte{0, 0, 0, 1, 5, 6, 7}}, person},
		{"a key version that never was", "UPDATE person SET told = $1 WHERE id = 'ana'", []any{bytes.Repeat([]byte{9}, 60)}, person},
	}
	for _, c := range cases {
		if _, err := raw.ExecContext(t.Context(), c.change, c.args...); err != nil {
			t.Fatal(err)
		}
		err := h.Look(t.Context(), "north", func(tx *store.Tx) error { return c.read(t.Context(), tx) })
		if fault.Of(err) != fault.Broken {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func wrongKeyIsRefused(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	h.write(t, s.save)
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	before := stamps(t, h.place)
	if _, err := h.place.Open(master(t)); err == nil || !strings.Contains(err.Error(), "another one; nothing was touched") {
		t.Errorf("said %v", err)
	}
	if h.Engine() == "sqlite" {
		same(t, "files", stamps(t, h.place), before)
	}
	again := mustOpen(t, h.place, h.master)
	if err := again.Look(t.Context(), "north", func(tx *store.Tx) error { _, err := tx.Person(t.Context(), "ana"); return err }); err != nil {
		t.Error(err)
	}
}

// stamps is when each file was changed last, and its size.
func stamps(t *testing.T, p Place) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, file := range p.Files() {
		info, err := os.Stat(file)
		if err == nil {
			out[file] = info.ModTime().String() + " " + strings.Repeat("x", int(info.Size()%7))
		}
	}
	return out
}

func identity(t *testing.T) *age.X25519Identity {
	t.Helper()
	who, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	return who
}
