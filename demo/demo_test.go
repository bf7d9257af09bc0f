package demo_test

import (
	"crypto/rand"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"groupwork/app"
	"groupwork/demo"
	"groupwork/phrase"
	"groupwork/practice"
	"groupwork/seal"
	"groupwork/store"
)

func TestTheSampleIsMadeThroughActs(t *testing.T) {
	dir := t.TempDir()
	key := filepath.Join(dir, "sample.key")
	must(t, seal.MakeMaster(key))
	master, err := seal.ReadMaster(key)
	must(t, err)
	clock := &demo.Clock{}
	records, err := store.OpenSQLite(t.Context(), dir, master, clock.Now)
	must(t, err)
	defer records.Close()
	library, err := practice.Load()
	must(t, err)
	phrases, err := phrase.Load()
	must(t, err)
	h := app.New(app.Config{Store: records, Phrases: phrases, Library: library, Now: clock.Now, NewID: func() string { return uuid.Must(uuid.NewV7()).String() }, Random: rand.Reader, Demo: true})
	now := time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)
	sample, err := demo.Fill(t.Context(), h, library, clock, 1, now, nil)
	must(t, err)
	clock.Set(now)
	in, err := h.SignInAs(t.Context(), string(demo.Slug), sample.Roles[0].Person, "test")
	must(t, err)
	groups, err := h.Groups(t.Context(), in.Who)
	must(t, err)
	if len(groups) != 4 {
		t.Fatalf("the worker has %d groups, not 4", len(groups))
	}
	models, held, today := map[string]bool{}, 0, 0
	for _, g := range groups {
		v, err := h.Group(t.Context(), in.Who, g.ID)
		must(t, err)
		models[v.Pack.ID] = true
		for _, s := range v.Sessions {
			if s.State == "held" {
				held++
			}
			if s.Starts.Format(time.DateOnly) == now.Format(time.DateOnly) {
				today++
			}
		}
	}
	if len(models) != 4 || held < 40 || today != 1 {
		t.Errorf("%d models, %d sessions held, %d meetings today", len(models), held, today)
	}
	v, err := h.Today(t.Context(), in.Who)
	must(t, err)
	if len(v.Needs) == 0 || len(v.Next) == 0 {
		t.Errorf("Today is empty: %+v", v)
	}
	report, err := records.Verify(t.Context(), func(int, int) {})
	must(t, err)
	if !report.Sound() {
		t.Error(report)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
