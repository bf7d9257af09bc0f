package storetest

import (
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"filippo.io/age"

	"groupwork/people"
	"groupwork/seal"
	"groupwork/store"
)

// tamperingIsFound takes the fences down, as somebody with the database in hand can, and changes the log.
func tamperingIsFound(t *testing.T, make func(t *testing.T) Place) {
	h := open(t, make)
	for range 20 {
		h.write(t, func(ctx context.Context, tx *store.Tx) error {
			return tx.File(ctx, store.AuditLine{At: Start(), Who: "lea", Act: "note.read", Things: []string{"n1"}})
		})
	}
	if err := h.Close(); err != nil { // signs a checkpoint
		t.Fatal(err)
	}
	h.House = mustOpen(t, h.place, h.master)
	raw := h.place.Raw("north")
	takeFencesDown(t, raw, h.Engine())
	verify := func(what string, sound bool) {
		t.Helper()
		report, err := h.Verify(t.Context(), nil)
		if err != nil || report.Sound() != sound {
			t.Errorf("%s: %v %v", what, report, err)
		}
	}
	verify("untouched", true)
	do := func(statements ...string) {
		t.Helper()
		for _, s := range statements {
			if _, err := raw.ExecContext(t.Context(), s); err != nil {
				t.Fatalf("%s: %v", s, err)
			}
		}
	}
	cases := []struct {
		name         string
		change, undo []string
	}{
		{"who was changed", []string{"UPDATE audit_line SET who = 'mo' WHERE seq = 7"}, []string{"UPDATE audit_line SET who = 'lea' WHERE seq = 7"}},
		{"what was changed", []string{"UPDATE audit_line SET things = '[\"n2\"]' WHERE seq = 7"}, []string{"UPDATE audit_line SET things = '[\"n1\"]' WHERE seq = 7"}},
		{"when was changed", []string{"UPDATE audit_line SET at = at + 1 WHERE seq = 0"}, []string{"UPDATE audit_line SET at = at - 1 WHERE seq = 0"}},
		{"two were swapped", []string{"UPDATE audit_line SET seq = 99 WHERE seq = 3", "UPDATE audit_line SET seq = 3 WHERE seq = 4", "UPDATE audit_line SET seq = 4 WHERE seq = 99"},
			[]string{"UPDATE audit_line SET seq = 99 WHERE seq = 3", "UPDATE audit_line SET seq = 3 WHERE seq = 4", "UPDATE audit_line SET seq = 4 WHERE seq = 99"}},
		{"one was moved away", []string{"UPDATE audit_line SET seq = 99 WHERE seq = 5"}, []string{"UPDATE audit_line SET seq = 5 WHERE seq = 99"}},
		{"one was doubled", []string{"INSERT INTO audit_line SELECT 20, at, who, act, things, salt, hashes FROM audit_line WHERE seq = 19"}, []string{"DELETE FROM audit_line WHERE seq = 20"}},
	}
	for _, c := range cases {
		do(c.change...)
		verify(c.name, false)
		do(c.undo...)
		verify(c.name+", undone", true)
	}
	do("DELETE FROM audit_line WHERE seq > 15")
	verify("its end was cut", false)
	h.write(t, fileFive)
	verify("its end was cut and written on", false)
	do("DELETE FROM audit_line")
	for range 5 {
		h.write(t, fileFive)
	}
	verify("all was written anew", false)
}

func fileFive(ctx context.Context, tx *store.Tx) error {
	for range 5 {
		if err := tx.File(ctx, store.AuditLine{At: Start(), Who: "lea", Act: "other"}); err != nil {
			return err
		}
	}
	return nil
}

func takeFencesDown(t *testing.T, raw *sql.DB, engine string) {
	t.Helper()
	for _, trigger := range []string{"audit_line_stays", "audit_line_is_kept"} {
		statement := "DROP TRIGGER " + trigger
		if engine == "postgres" {
			statement += " ON audit_line"
		}
		if _, err := raw.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
}

// dump is the decrypted, unpacked backup.
func (h house) dump(t *testing.T) []byte {
	t.Helper()
	who := identity(t)
	plain, err := age.Decrypt(bytes.NewReader(h.backup(t, who)), who)
	if err != nil {
		t.Fatal(err)
	}
	unpacked, err := gzip.NewReader(plain)
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func (h house) backup(t *testing.T, to *age.X25519Identity) []byte {
	t.Helper()
	var out bytes.Buffer
	last := 0
	if err := h.Backup(t.Context(), &out, []age.Recipient{to.Recipient()}, func(done, all int) { last = done }); err != nil {
		t.Fatal(err)
	}
	if last == 0 {
		t.Error("the backup told no progress")
	}
	return out.Bytes()
}

func backupComesBack(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	h.write(t, s.save)
	h.write(t, func(ctx context.Context, tx *store.Tx) error { return s.sign(ctx, tx, 1) })
	h.write(t, func(ctx context.Context, tx *store.Tx) error {
		return errors.Join(tx.Put(ctx, store.Event{Kind: "k", About: "a", At: Start()}),
			tx.SaveInvitation(ctx, people.Invitation{Digest: "i", Person: "ana", Made: Start()}),
			tx.SaveSignIn(ctx, people.SignIn{Digest: "d", Person: "lea", Began: Start()}))
	})
	if err := h.SaveSetUpLink(t.Context(), "digest", Start().AddDate(0, 0, 1), Start()); err != nil {
		t.Fatal(err)
	}
	var want all
	h.look(t, func(ctx context.Context, tx *store.Tx) (err error) { want, err = readAll(ctx, tx); return err })
	who := identity(t)
	backup := h.backup(t, who)
	other := make(t)
	if err := store.Restore(t.Context(), bytes.NewReader(backup), []age.Identity{who}, other.Target, h.master, nil); err != nil {
		t.Fatal(err)
	}
	restored := house{House: mustOpen(t, other, h.master), place: other, master: h.master}
	restored.look(t, func(ctx context.Context, tx *store.Tx) error {
		got, err := readAll(ctx, tx)
		same(t, "restored", got, want)
		if signIns, err := tx.SignIns(ctx, "lea"); len(signIns) > 0 || err != nil {
			t.Errorf("a restore signs somebody in: %v %v", signIns, err)
		}
		return err
	})
	if report, err := restored.Verify(t.Context(), nil); err != nil || !report.Sound() || len(report.Books) != 2 {
		t.Errorf("%v %v", report, err)
	}
	if digest, _, used, err := restored.SetUpLink(t.Context()); digest != "digest" || !used.Equal(Start()) || err != nil {
		t.Errorf("set-up link %q %v %v", digest, used, err)
	}
	restored.write(t, fileFive) // the log goes on
	if err := store.Restore(t.Context(), bytes.NewReader(backup), []age.Identity{who}, other.Target, h.master, nil); err == nil {
		t.Error("a restore wrote over a house")
	}
}

func damagedBackupLeavesNothing(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	h.write(t, s.save)
	who := identity(t)
	whole := h.backup(t, who)
	flipped := func(at int) []byte { out := bytes.Clone(whole); out[at] ^= 1; return out }
	other := make(t)
	cases := []struct {
		name   string
		backup []byte
		with   age.Identity
		master *seal.Master
	}{
		{"cut at the end", whole[:len(whole)-1], who, h.master},
		{"cut in the middle", whole[:len(whole)/2], who, h.master},
		{"empty", nil, who, h.master},
		{"flipped in the middle", flipped(len(whole) / 2), who, h.master},
		{"flipped at the end", flipped(len(whole) - 1), who, h.master},
		{"flipped at the head", flipped(30), who, h.master},
		{"for another key", whole, identity(t), h.master},
		{"with another master key", whole, who, master(t)},
		{"forged, with a table that is not ours", forge(t, who, h.dump(t), `{"table":"person"`, `{"table":"sqlite_master"`), who, h.master},
		{"forged, with SQL for a column", forge(t, who, h.dump(t), `"added_by"`, `"added_by) VALUES (1); --"`), who, h.master},
		{"forged, with a changed audit line", forge(t, who, h.dump(t), `"sample.save"`, `"nothing.done"`), who, h.master},
		{"with a row less", forge(t, who, h.dump(t), line(h.dump(t), `["e4"`), ""), who, h.master},
		{"without its last line", forge(t, who, h.dump(t), `{"end":true`, `{"book":"x"`), who, h.master},
		{"with lines after its end", forge(t, who, append(h.dump(t), "{}\n"...), "", ""), who, h.master},
		{"of a newer version", forge(t, who, h.dump(t), string(regexp.MustCompile(`"schema":\d+`).Find(h.dump(t))), `"schema":99`), who, h.master},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if err := store.Restore(t.Context(), bytes.NewReader(c.backup), []age.Identity{c.with}, other.Target, c.master, nil); err == nil {
				t.Error("it was restored")
			}
			nothingIsThere(t, other)
		})
	}
	if err := store.Restore(t.Context(), bytes.NewReader(whole), []age.Identity{who}, other.Target, h.master, nil); err != nil {
		t.Errorf("afterwards the whole one: %v", err)
	}
}

// line is the line of a dump that begins so.
func line(dump []byte, begins string) string {
	for l := range bytes.Lines(dump) {
		if bytes.HasPrefix(l, []byte(begins)) {
			return string(l)
		}
	}
	return begins // forge will say that it is not there
}

// forge packs and encrypts a changed dump: anybody who knows the public key can.
func forge(t *testing.T, to *age.X25519Identity, dump []byte, old, new string) []byte {
	t.Helper()
	if old != "" && !bytes.Contains(dump, []byte(old)) {
		t.Fatalf("the dump holds no %s", old)
	}
	var out bytes.Buffer
	secret, err := age.Encrypt(&out, to.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	packed := gzip.NewWriter(secret)
	_, err = packed.Write(bytes.Replace(dump, []byte(old), []byte(new), 1))
	if err = errors.Join(err, packed.Close(), secret.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// nothingIsThere wants no file, no half of one beside it, and no schema.
func nothingIsThere(t *testing.T, p Place) {
	t.Helper()
	if p.Target.Postgres == "" {
		beside, err := os.ReadDir(filepath.Dir(p.Target.Dir))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range beside {
			t.Errorf("there is %s", file.Name())
		}
		return
	}
	on, err := sql.Open("pgx", p.Target.Postgres)
	if err != nil {
		t.Fatal(err)
	}
	defer on.Close()
	var names string
	err = on.QueryRowContext(t.Context(), `SELECT coalesce(string_agg(nspname, ' '), '') FROM pg_namespace
		WHERE nspname = 'hall' OR nspname LIKE 'agency%' OR nspname LIKE 'draft%'`).Scan(&names)
	if err != nil || strings.TrimSpace(names) != "" {
		t.Errorf("there is %s, %v", names, err)
	}
}
