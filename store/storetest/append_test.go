package storetest_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"groupwork/agency"
	"groupwork/group"
	"groupwork/private"
	"groupwork/seal"
	"groupwork/session"
	"groupwork/store"
	"groupwork/store/storetest"
	"groupwork/store/storetest/postgres"
)

// BenchmarkAppend files one entry and its audit line in a transaction of its own, as the console does, and tells how
// many such acts a second and how long the slowest hundredth takes. On SQLite each is on the disk when it returns.
func BenchmarkAppend(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) {
		dir := filepath.Join(b.TempDir(), "house")
		benchmarkAppend(b, func(m *seal.Master) (*store.House, error) {
			return store.OpenSQLite(b.Context(), dir, m, storetest.Start)
		})
	})
	b.Run("postgres", func(b *testing.B) {
		dsn := postgres.Start(b)
		benchmarkAppend(b, func(m *seal.Master) (*store.House, error) {
			return store.OpenPostgres(b.Context(), dsn, m, storetest.Start)
		})
	})
}

func benchmarkAppend(b *testing.B, open func(m *seal.Master) (*store.House, error)) {
	h := meeting(b, open)
	var took []time.Duration
	for b.Loop() {
		n := len(took)
		e := session.Entry{ID: session.EntryID(fmt.Sprintf("e-%08d", n)), Session: "s", Device: "phone", Seq: int64(n), Kind: session.Mark,
			Word: session.Help, Detail: "listened", Seat: 1, To: 2, By: "lea", At: storetest.Start()}
		began := time.Now()
		err := h.Within(b.Context(), "north", func(tx *store.Tx) error {
			if _, err := tx.Append(b.Context(), []session.Entry{e}); err != nil {
				return err
			}
			return tx.File(b.Context(), store.AuditLine{At: e.At, Who: "lea", Act: "journal.append", Things: []string{"s"}})
		})
		if err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(len(took))/b.Elapsed().Seconds(), "acts/s")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

// meeting is a house with one running session.
func meeting(b *testing.B, open func(m *seal.Master) (*store.House, error)) *store.House {
	b.Helper()
	path := filepath.Join(b.TempDir(), "key")
	if err := seal.MakeMaster(path); err != nil {
		b.Fatal(err)
	}
	m, err := seal.ReadMaster(path)
	if err != nil {
		b.Fatal(err)
	}
	h, err := open(m)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { h.Close() })
	if err := h.Found(b.Context(), agency.Agency{Slug: "north", Name: private.Of("North")}); err != nil {
		b.Fatal(err)
	}
	err = h.Within(b.Context(), "north", func(tx *store.Tx) error {
		if _, err := tx.SaveGroup(b.Context(), group.Group{ID: "g", Name: private.Of("Thursday")}); err != nil {
			return err
		}
		_, err := tx.SaveSession(b.Context(), session.Session{ID: "s", Group: "g", Number: 1, State: session.Running})
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return h
}
