package storetest

import (
	"bytes"
	"context"
	"os"
	"testing"
	"time"

	"groupwork/fault"
	"groupwork/store"
	"groupwork/watch"
)

// watchedComesBack: readings, notices and an agency's own rules come back whole, after a restart too; a worker has one
// reading for a meeting; one version of a pack runs; and nothing of them can be read on disk.
func watchedComesBack(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	h.write(t, s.save)
	r := watch.Reading{ID: "reading-1", Group: "thursday", By: "lea", At: Start(), Values: map[string]float64{"ykanari": 3}}
	n := watch.Notice{ID: "notice-1", Group: "thursday", Flag: "F09", State: watch.Open, High: true, Raised: Start(), Number: 3}
	f := watch.Fork{ID: "fork-1", Pack: "core", Origin: "1.0", Rules: []byte(canary("rules").Reveal()), By: "lea", At: Start(), Running: true, Version: 1}
	h.write(t, func(ctx context.Context, tx *store.Tx) (err error) {
		if r, err = tx.SaveReading(ctx, r); err != nil {
			return err
		}
		r.Values["ykanari"] = 4
		if r, err = tx.SaveReading(ctx, r); err != nil {
			return err
		}
		if n, err = tx.SaveNotice(ctx, n); err != nil {
			return err
		}
		n.State, n.Until, n.By, n.Did = watch.Snoozed, Start().Add(time.Hour), "lea", canary("called")
		if n, err = tx.SaveNotice(ctx, n); err != nil {
			return err
		}
		second := f
		second.ID = "fork-2"
		if err := tx.AddFork(ctx, f); err != nil {
			return err
		}
		if err := tx.AddFork(ctx, second); err != nil {
			return err
		}
		return tx.RunFork(ctx, "core", "fork-1")
	})
	f.Version = 2
	err := h.Within(t.Context(), "north", func(tx *store.Tx) error {
		_, err := tx.SaveReading(t.Context(), watch.Reading{ID: "reading-2", Group: "thursday", By: "lea", At: Start()})
		return err
	})
	if fault.Of(err) != fault.Stale {
		t.Errorf("a second reading of a worker: %v", err)
	}
	watchedStays(t, h, r, n, f)
}

// watchedStays looks after a restart, and on the disk.
func watchedStays(t *testing.T, h house, r watch.Reading, n watch.Notice, f watch.Fork) {
	orFail(t, h.Close())
	again := mustOpen(t, h.place, h.master)
	orFail(t, again.Look(t.Context(), "north", func(tx *store.Tx) error {
		readings, err := tx.ReadingsIn(t.Context(), "thursday")
		orFail(t, err)
		same(t, "readings", readings, []watch.Reading{r})
		notices, err := tx.StandingNotices(t.Context(), "thursday")
		orFail(t, err)
		same(t, "notices", notices, []watch.Notice{n})
		forks, err := tx.RunningForks(t.Context())
		same(t, "forks", forks, []watch.Fork{f})
		return err
	}))
	orFail(t, again.Within(t.Context(), "north", func(tx *store.Tx) error { return tx.RunFork(t.Context(), "core", "") }))
	orFail(t, again.Look(t.Context(), "north", func(tx *store.Tx) error {
		forks, err := tx.RunningForks(t.Context())
		if len(forks) != 0 {
			t.Error("the pack of the house is not in force again")
		}
		kept, _ := tx.ForksOf(t.Context(), "core")
		if len(kept) != 2 {
			t.Errorf("%d versions are kept", len(kept))
		}
		return err
	}))
	for _, file := range h.place.Files() {
		if content, err := os.ReadFile(file); err == nil && bytes.Contains(content, []byte("ykanari")) {
			t.Errorf("%s holds private text", file)
		}
	}
}
