package storetest

import (
	"bytes"
	"context"
	"os"
	"testing"
	"time"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/measure"
	"groupwork/private"
	"groupwork/store"
	"groupwork/survey"
)

// measured is one of each thing that belongs to instruments, with every field filled.
type measured struct {
	own    survey.Own
	asking survey.Asking
	sheet  survey.Sheet
	code   survey.Code
	task   survey.Task
}

func makeMeasured() measured {
	m := measured{
		own: survey.Own{Instrument: "who5", File: canary("our own wording"), Made: Start(), By: "lea"},
		asking: survey.Asking{ID: "asking-1", Group: "thursday", Instrument: "phq9", First: true, Every: 3, End: true,
			Stays: []group.StayID{"stay-ana"}, Chosen: Start(), By: "lea", Ended: Start().Add(time.Hour)},
		sheet: survey.Sheet{ID: "sheet-1", Asking: "asking-1", Group: "thursday", Stay: "stay-ana", Person: "ana", Session: "session-1", Number: 1,
			Instrument: "phq9", Order: "zykanari-hash", How: survey.OnPaper, Filed: Start(), By: "lea", Alert: survey.Closed,
			Done: canary("talked with her"), DoneAt: Start(), DoneBy: "lea"},
		code: survey.Code{Digest: "digest-1", Asking: "asking-1", Stay: "stay-ana", Session: "session-1", Made: Start(), By: "lea", Expires: Start().Add(time.Hour)},
		task: survey.Task{ID: "task-1", Group: "thursday", Title: canary("quiz"), Held: Start(), By: "lea",
			Right: []private.Text{canary("a"), canary("b")}, Together: []private.Text{canary("a"), {}},
			Rows: []survey.TaskRow{{Seat: 1, Alone: []private.Text{canary("b"), canary("b")}, After: []private.Text{canary("a")}}}},
	}
	m.sheet.Give([]measure.Number{measure.Some(2), {}, measure.Some(0)})
	return m
}

func (m *measured) save(ctx context.Context, tx *store.Tx) (err error) {
	if m.own, err = tx.SaveOwnInstrument(ctx, m.own); err != nil {
		return err
	}
	if m.asking, err = tx.SaveAsking(ctx, m.asking); err != nil {
		return err
	}
	if m.sheet, err = tx.SaveSheet(ctx, m.sheet); err != nil {
		return err
	}
	if m.task, err = tx.SaveTeamTask(ctx, m.task); err != nil {
		return err
	}
	return tx.AddAnswerCode(ctx, m.code)
}

// measuresComeBack: everything of instruments comes back whole, after a restart, and nothing of it can be read on disk.
func measuresComeBack(t *testing.T, make func(t *testing.T) Place) {
	h, s, m := open(t, make), makeSample(), makeMeasured()
	h.write(t, s.save)
	h.write(t, m.save)
	check := func(h *store.House) {
		err := h.Look(t.Context(), "north", func(tx *store.Tx) error {
			ctx := t.Context()
			own, err := tx.OwnInstrument(ctx, "who5")
			same(t, "own", own, m.own)
			orFail(t, err)
			askings, err := tx.AskingsIn(ctx, "thursday")
			same(t, "askings", askings, []survey.Asking{m.asking})
			orFail(t, err)
			for name, read := range map[string]func() ([]survey.Sheet, error){
				"in": func() ([]survey.Sheet, error) { return tx.SheetsIn(ctx, "asking-1") }, "of": func() ([]survey.Sheet, error) { return tx.SheetsOf(ctx, "stay-ana") },
				"with": func() ([]survey.Sheet, error) { return tx.SheetsWith(ctx, "phq9") },
				"at": func() ([]survey.Sheet, error) {
					one, err := tx.SheetAt(ctx, "asking-1", "session-1", "stay-ana")
					return []survey.Sheet{one}, err
				}} {
				sheets, err := read()
				same(t, "sheets "+name, sheets, []survey.Sheet{m.sheet})
				orFail(t, err)
			}
			code, err := tx.AnswerCode(ctx, "digest-1")
			same(t, "code", code, m.code)
			orFail(t, err)
			tasks, err := tx.TeamTasksIn(ctx, "thursday")
			same(t, "tasks", tasks, []survey.Task{m.task})
			counts, failed := tx.SheetCounts(ctx, "thursday")
			same(t, "counts", counts, []store.SheetCount{{Asking: "asking-1", Session: "session-1", Sheets: 1}})
			orFail(t, failed)
			return err
		})
		orFail(t, err)
	}
	check(h.House)
	plain := h.dump(t)
	if bytes.Contains(plain, []byte("ykanari")) || bytes.Contains(plain, []byte("[2,null,0]")) {
		t.Error("the backup holds answers or private text that can be read")
	}
	orFail(t, h.Close())
	for _, file := range h.place.Files() {
		if content, err := os.ReadFile(file); err == nil && bytes.Contains(content, []byte("ykanari")) {
			t.Errorf("%s holds private text", file)
		}
	}
	check(mustOpen(t, h.place, h.master))
}

// codesAreUsedOnce: a code ends once, a sheet is there once, an old version is refused, an open alert is found.
func codesAreUsedOnce(t *testing.T, make func(t *testing.T) Place) {
	h, s, m := open(t, make), makeSample(), makeMeasured()
	h.write(t, s.save)
	h.write(t, m.save)
	used := m.code
	used.Used = Start()
	h.write(t, func(ctx context.Context, tx *store.Tx) error { return tx.EndAnswerCode(ctx, used) })
	stale := map[string]func(ctx context.Context, tx *store.Tx) error{
		"a used code": func(ctx context.Context, tx *store.Tx) error { return tx.EndAnswerCode(ctx, used) },
		"a second sheet": func(ctx context.Context, tx *store.Tx) error {
			again := m.sheet
			again.ID, again.Version = "sheet-2", 0
			_, err := tx.SaveSheet(ctx, again)
			return err
		},
		"an old sheet": func(ctx context.Context, tx *store.Tx) error {
			o := m.sheet
			o.Version = 7
			_, err := tx.SaveSheet(ctx, o)
			return err
		},
		"an old asking": func(ctx context.Context, tx *store.Tx) error {
			o := m.asking
			o.Version = 7
			_, err := tx.SaveAsking(ctx, o)
			return err
		},
		"an old task": func(ctx context.Context, tx *store.Tx) error {
			o := m.task
			o.Version = 7
			_, err := tx.SaveTeamTask(ctx, o)
			return err
		},
		"an old own": func(ctx context.Context, tx *store.Tx) error {
			o := m.own
			o.Version = 7
			_, err := tx.SaveOwnInstrument(ctx, o)
			return err
		},
	}
	for name, do := range stale {
		if err := h.try(t, do); fault.Of(err) != fault.Stale {
			t.Errorf("%s: %v", name, err)
		}
	}
	alertsAreFound(t, h, m)
}

func alertsAreFound(t *testing.T, h house, m measured) {
	t.Helper()
	m.sheet.Alert, m.asking.Every = survey.Open, 2
	h.write(t, func(ctx context.Context, tx *store.Tx) (err error) {
		if m.sheet, err = tx.SaveSheet(ctx, m.sheet); err != nil {
			return err
		}
		m.asking, err = tx.SaveAsking(ctx, m.asking)
		return err
	})
	h.look(t, func(ctx context.Context, tx *store.Tx) error {
		alerts, err := tx.SheetAlerts(ctx, "thursday")
		same(t, "alerts", alerts, []survey.Sheet{m.sheet})
		orFail(t, err)
		_, err = tx.Sheet(ctx, "nothing")
		if fault.Of(err) != fault.Missing {
			t.Errorf("a missing sheet: %v", err)
		}
		asked, err := tx.InstrumentsAsked(ctx)
		same(t, "asked", asked, map[string]int{"phq9": 1})
		return err
	})
}

func orFail(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
