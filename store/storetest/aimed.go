package storetest

import (
	"bytes"
	"context"
	"os"
	"testing"
	"time"

	"groupwork/activity"
	"groupwork/fault"
	"groupwork/goal"
	"groupwork/private"
	"groupwork/store"
)

// aims is one of each thing about goals and activities, with every field filled.
type aims struct {
	goals    []goal.Goal
	readings []goal.Reading
	own      activity.Version
	use      activity.Use
	taste    activity.Taste
}

func makeAims() aims {
	steps := map[int]private.Text{-2: canary("never"), -1: canary("once"), 0: canary("weekly"), 1: canary("often"), 2: canary("daily")}
	return aims{
		goals: []goal.Goal{
			{ID: "goal-1", Group: "thursday", Stay: "stay-ana", Person: "ana", Level: goal.Individual, Main: true, Change: canary("ask for help"), Steps: steps, Start: -2,
				Seen: canary("a tick on the card"), Where: canary("at the bus stop"), Until: "2026-12-01", Model: "reciprocal", Proposed: goal.Member, By: "lea", Made: Start(),
				Adopted: &goal.Adoption{At: Start().Add(time.Hour), How: goal.OwnYes, By: "lea"}},
			{ID: "goal-2", Group: "thursday", Level: goal.Community, Change: canary("a light at the crossing"), Steps: steps, Start: -1, Until: "2026-12-01",
				Ends: canary("drivers wait longer"), Model: "social_goals", Proposed: goal.Several, By: "lea", Made: Start().Add(time.Hour), Ended: Start().Add(9 * time.Hour), Why: canary("it stands"),
				Adopted: &goal.Adoption{At: Start().Add(time.Hour), How: "majority", Took: 7, Minority: canary("too slow"), By: "lea"}},
		},
		readings: []goal.Reading{
			{ID: "reading-1", Goal: "goal-1", At: Start().Add(2 * time.Hour), Step: -1, Source: goal.Self, Words: canary("on Monday"), Session: "session-1", By: "lea"},
			{ID: "reading-2", Goal: "goal-2", At: Start().Add(3 * time.Hour), Step: 2, Source: goal.Document, Words: canary("letter"), By: "lea"},
		},
		own: activity.Version{Activity: "photo-talk", Hidden: true, From: "1", By: "lea", At: Start(),
			Words: map[string]activity.Wording{"en": {Name: "zykanari pictures", Steps: []string{"zykanari step"}}}},
		use:   activity.Use{Session: "session-1", Activity: "photo-talk", Group: "thursday", Ratings: [11]int{7: 3, 10: 2}, Fit: [3]int{1, 3, 1}, Note: canary("warm"), At: Start(), By: "lea"},
		taste: activity.Taste{Group: "thursday", Interests: []string{"music"}, Ages: []string{"adult", "older"}, Setting: "indoor", Touch: true},
	}
}

func (s *aims) save(ctx context.Context, tx *store.Tx) (err error) {
	for i := range s.goals {
		if s.goals[i], err = tx.SaveGoal(ctx, s.goals[i]); err != nil {
			return err
		}
		if err := tx.AddGoalReading(ctx, s.goals[i], s.readings[i]); err != nil {
			return err
		}
	}
	if s.own, err = tx.SaveOwnActivity(ctx, s.own); err != nil {
		return err
	}
	if s.use, err = tx.SaveUse(ctx, s.use); err != nil {
		return err
	}
	s.taste, err = tx.SaveTaste(ctx, s.taste)
	return err
}

// staleAims tries what must be refused.
func staleAims(t *testing.T, h house, s aims) {
	for name, change := range map[string]func(ctx context.Context, tx *store.Tx) error{
		"a second main goal of one member": func(ctx context.Context, tx *store.Tx) error {
			other := s.goals[0]
			other.ID, other.Version = "goal-3", 0
			_, err := tx.SaveGoal(ctx, other)
			return err
		},
		"an old goal": func(ctx context.Context, tx *store.Tx) error {
			other := s.goals[1]
			other.Version = 9
			_, err := tx.SaveGoal(ctx, other)
			return err
		},
		"a reading filed twice": func(ctx context.Context, tx *store.Tx) error {
			return tx.AddGoalReading(ctx, s.goals[0], s.readings[0])
		},
		"an old version of an activity": func(ctx context.Context, tx *store.Tx) error {
			other := s.own
			other.Version = 9
			_, err := tx.SaveOwnActivity(ctx, other)
			return err
		},
		"a second rating sheet": func(ctx context.Context, tx *store.Tx) error {
			other := s.use
			other.Version = 0
			_, err := tx.SaveUse(ctx, other)
			return err
		},
		"an old taste": func(ctx context.Context, tx *store.Tx) error {
			other := s.taste
			other.Version = 9
			_, err := tx.SaveTaste(ctx, other)
			return err
		},
	} {
		if err := h.try(t, change); fault.Of(err) != fault.Stale {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// aimsComeBack: goals with their readings, an agency's own activities, how they were and what a group likes come back
// whole, after a restart too; an old version is refused; and nothing of them can be read on disk.
func aimsComeBack(t *testing.T, make func(t *testing.T) Place) {
	h, s, want := open(t, make), makeSample(), makeAims()
	h.write(t, s.save)
	h.write(t, want.save)
	staleAims(t, h, want)
	orFail(t, h.Close())
	again := mustOpen(t, h.place, h.master)
	orFail(t, again.Look(t.Context(), "north", func(tx *store.Tx) error {
		got, readings, own, uses, taste := must(tx.GoalsIn(t.Context(), "thursday"))(t), must(tx.GoalReadingsIn(t.Context(), "thursday"))(t),
			must(tx.OwnActivities(t.Context()))(t), must(tx.UsesIn(t.Context(), "thursday"))(t), must(tx.Taste(t.Context(), "thursday"))(t)
		same(t, "goals", got, want.goals)
		same(t, "readings", readings, want.readings)
		same(t, "one goal", must(tx.Goal(t.Context(), "goal-2"))(t), want.goals[1])
		same(t, "its readings", must(tx.GoalReadings(t.Context(), want.goals[1]))(t), want.readings[1:])
		same(t, "own activities", own, map[string]activity.Version{"photo-talk": want.own})
		same(t, "uses", uses, []activity.Use{want.use})
		same(t, "uses of one", must(tx.UsesOf(t.Context(), "photo-talk"))(t), []activity.Use{want.use})
		same(t, "taste", taste, want.taste)
		same(t, "no taste yet", must(tx.Taste(t.Context(), "friday"))(t), activity.Taste{Group: "friday"})
		return nil
	}))
	for _, file := range h.place.Files() {
		if content, err := os.ReadFile(file); err == nil && bytes.Contains(content, []byte("ykanari")) {
			t.Errorf("%s holds private text", file)
		}
	}
}

// must gives a value, or ends the test.
func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		orFail(t, err)
		return v
	}
}
