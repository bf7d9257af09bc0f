package storetest

import (
	"bytes"
	"context"
	"os"
	"testing"
	"time"

	"groupwork/fault"
	"groupwork/overlay"
	"groupwork/private"
	"groupwork/store"
)

// makeLeaves gives a member's leaf, a group's leaf and a qualification.
func makeLeaves() ([]overlay.Leaf, overlay.Qualification) {
	return []overlay.Leaf{
			{ID: "leaf-1", Group: "thursday", Kind: overlay.Ending, Stay: "stay-ana", Person: "ana", Once: "ending:stay-ana", Made: Start(), By: "lea",
				Fields: map[string]private.Text{"statement": canary("I speak up now")}},
			{ID: "leaf-2", Group: "thursday", Kind: overlay.ReferralIn, Made: Start().Add(time.Hour), By: "lea", Due: Start().Add(72 * time.Hour),
				Fields: map[string]private.Text{"hoped_for": canary("company")}},
		}, overlay.Qualification{ID: "qualification-1", Person: "lea", Kind: "counselling", Body: canary("college"), Number: canary("4711"),
			Scope: canary("adults"), Expires: Start().AddDate(1, 0, 0)}
}

// staleLeaves tries what must be refused.
func staleLeaves(t *testing.T, h house, leaves []overlay.Leaf, q overlay.Qualification) {
	for name, change := range map[string]func(ctx context.Context, tx *store.Tx) error{
		"a second ending": func(ctx context.Context, tx *store.Tx) error {
			other := leaves[0]
			other.ID, other.Version = "leaf-3", 0
			_, err := tx.SaveLeaf(ctx, other)
			return err
		},
		"an old leaf": func(ctx context.Context, tx *store.Tx) error {
			other := leaves[1]
			other.Version--
			_, err := tx.SaveLeaf(ctx, other)
			return err
		},
		"an old qualification": func(ctx context.Context, tx *store.Tx) error {
			other := q
			other.Version = 7
			_, err := tx.SaveQualification(ctx, other)
			return err
		},
	} {
		err := h.Within(t.Context(), "north", func(tx *store.Tx) error { return change(t.Context(), tx) })
		if fault.Of(err) != fault.Stale {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// leavesComeBack: leaves of a group's folder and qualifications come back whole, after a restart too; there is only one
// of what there may be one of; an old version is refused; and nothing of them can be read on disk.
func leavesComeBack(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	h.write(t, s.save)
	leaves, q := makeLeaves()
	h.write(t, func(ctx context.Context, tx *store.Tx) (err error) {
		for i := range leaves {
			if leaves[i], err = tx.SaveLeaf(ctx, leaves[i]); err != nil {
				return err
			}
		}
		if q, err = tx.SaveQualification(ctx, q); err != nil {
			return err
		}
		leaves[1].Done, leaves[1].DoneBy = Start().Add(2*time.Hour), "lea"
		leaves[1].Fields["answer"] = canary("accepted")
		leaves[1], err = tx.SaveLeaf(ctx, leaves[1])
		return err
	})
	staleLeaves(t, h, leaves, q)
	orFail(t, h.Close())
	again := mustOpen(t, h.place, h.master)
	orFail(t, again.Look(t.Context(), "north", func(tx *store.Tx) error {
		all, err := tx.LeavesIn(t.Context(), "thursday")
		orFail(t, err)
		same(t, "leaves", all, leaves)
		one, err := tx.LeafOnce(t.Context(), "ending:stay-ana")
		orFail(t, err)
		same(t, "the one ending", one, leaves[0])
		byID, err := tx.Leaf(t.Context(), "leaf-2")
		orFail(t, err)
		same(t, "a leaf", byID, leaves[1])
		if _, err := tx.LeafOnce(t.Context(), ""); fault.Of(err) != fault.Missing {
			t.Errorf("leaves of which there may be many are found as one: %v", err)
		}
		qs, err := tx.QualificationsOf(t.Context(), "lea")
		same(t, "qualifications", qs, []overlay.Qualification{q})
		return err
	}))
	for _, file := range h.place.Files() {
		content, err := os.ReadFile(file)
		if err == nil && bytes.Contains(content, []byte("ykanari")) {
			t.Errorf("%s holds private text", file)
		}
	}
}
