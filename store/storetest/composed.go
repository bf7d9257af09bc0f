package storetest

import (
	"bytes"
	"context"
	"os"
	"testing"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/private"
	"groupwork/store"
)

// compositionsComeBack: a composition comes back whole, after a restart too; what was decided does not change; and
// nothing of it can be read on disk.
func compositionsComeBack(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	h.write(t, s.save)
	c := group.Composition{ID: "composition-1", By: "lea", At: Start(), Preset: "remedial", With: canary("Sue"), Why: canary("they fit"),
		Seats: []group.Composed{{Person: "ana", Group: 0}, {Name: canary("Ben"), Group: 1}, {Name: canary("Cleo"), Group: -1}},
		Rules: []private.Text{canary("match age weight 2")}, Broken: []private.Text{canary("apart")}, HandMoves: []private.Text{canary("Ben to 2")},
		Seed: 1<<63 + 5, Judged: 1_000_000, Score: 81.25, Bound: 90.5, Proven: true}
	h.write(t, func(ctx context.Context, tx *store.Tx) (err error) {
		if c, err = tx.SaveComposition(ctx, c); err != nil {
			return err
		}
		c.Became(1, "thursday")
		c, err = tx.SaveComposition(ctx, c)
		return err
	})
	for name, change := range map[string]func(c *group.Composition){
		"another seat":   func(c *group.Composition) { c.Seats[1].Group = 0 },
		"another reason": func(c *group.Composition) { c.Why = canary("so") },
		"an old version": func(c *group.Composition) { c.Version-- },
	} {
		other := c
		other.Seats = append([]group.Composed{}, c.Seats...)
		change(&other)
		err := h.Within(t.Context(), "north", func(tx *store.Tx) error {
			_, err := tx.SaveComposition(t.Context(), other)
			return err
		})
		if fault.Of(err) != fault.Stale {
			t.Errorf("%s: %v", name, err)
		}
	}
	orFail(t, h.Close())
	again := mustOpen(t, h.place, h.master)
	orFail(t, again.Look(t.Context(), "north", func(tx *store.Tx) error {
		one, err := tx.Composition(t.Context(), "composition-1")
		orFail(t, err)
		same(t, "composition", one, c)
		all, err := tx.CompositionsBy(t.Context(), "lea")
		same(t, "compositions", all, []group.Composition{c})
		return err
	}))
	for _, file := range h.place.Files() {
		content, err := os.ReadFile(file)
		if err == nil && bytes.Contains(content, []byte("ykanari")) {
			t.Errorf("%s holds private text", file)
		}
	}
}
