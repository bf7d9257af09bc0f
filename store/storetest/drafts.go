package storetest

import (
	"bytes"
	"context"
	"os"
	"testing"
	"time"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/store"
)

// draftsOutliveARestart: a composition in the making comes back after a restart, in its newest version; what was
// dropped does not come back by a late save; nothing of it can be read on disk.
func draftsOutliveARestart(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	h.write(t, s.save)
	d := group.Draft{ID: "draft-1", By: "lea", Touched: Start(), Version: 3, Said: canary("Ben with Cleo")}
	old := group.Draft{ID: "draft-2", By: "lea", Touched: Start().Add(-time.Hour), Version: 1, Said: canary("of before")}
	gone := group.Draft{ID: "draft-3", By: "lea", Touched: Start(), Version: 1, Said: canary("dropped")}
	h.write(t, func(ctx context.Context, tx *store.Tx) error {
		for _, one := range []group.Draft{d, old, gone} {
			orFail(t, tx.AddCompositionDraft(ctx, one))
		}
		late := d
		late.Version, late.Said = 2, canary("an older one")
		orFail(t, tx.ChangeCompositionDraft(ctx, late))
		d.Version, d.Said = 4, canary("Ben with Dot")
		orFail(t, tx.ChangeCompositionDraft(ctx, d))
		orFail(t, tx.DropCompositionDraft(ctx, gone.ID))
		orFail(t, tx.DropCompositionDraft(ctx, gone.ID))
		orFail(t, tx.ChangeCompositionDraft(ctx, gone))
		return nil
	})
	orFail(t, h.Close())
	again := mustOpen(t, h.place, h.master)
	orFail(t, again.Within(t.Context(), "north", func(tx *store.Tx) error {
		all, err := tx.CompositionDraftsBy(t.Context(), "lea")
		orFail(t, err)
		same(t, "drafts", all, []group.Draft{d, old})
		orFail(t, tx.SweepCompositionDrafts(t.Context(), Start()))
		if _, err := tx.CompositionDraft(t.Context(), old.ID); fault.Of(err) != fault.Missing {
			t.Errorf("an old draft: %v", err)
		}
		one, err := tx.CompositionDraft(t.Context(), d.ID)
		same(t, "draft", one, d)
		return err
	}))
	for _, file := range h.place.Files() {
		content, err := os.ReadFile(file)
		if err == nil && bytes.Contains(content, []byte("ykanari")) {
			t.Errorf("%s holds private text", file)
		}
	}
}
