package app

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/gob"
	"time"

	"groupwork/agency"
	"groupwork/compose"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
	"groupwork/store"
)

// laid is a draft as it is written down. Scores are left out: they follow from problem and plan.
type laid struct {
	Made                   time.Time
	Source, Preset         string
	Table                  [][]string
	IDs                    []people.ID
	Names                  []string
	Own                    bool
	Problem, Composed      *compose.Problem
	Missing, Unread        []string
	Seed                   uint64
	Effort                 int
	Found                  bool // a plan was found
	Answer                 compose.Answer
	Clash                  *compose.Clash
	Unsure, Behind, Failed bool
	Plan                   []int
	Pins                   map[int]bool
	Moves                  []laidMove
	Earlier                []HandMove
	Searching              bool
}

type laidMove struct {
	Move   HandMove
	Before []int
}

// write is the draft as it is laid down.
func (d *draft) write() (group.Draft, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	l := laid{Made: d.made, Source: d.source, Preset: d.preset, Table: d.table, IDs: d.ids, Own: d.own, Problem: d.problem, Composed: d.composed,
		Missing: d.missing, Unread: d.unread, Seed: d.seed, Effort: d.effort, Clash: d.clash, Unsure: d.unsure, Behind: d.behind, Failed: d.failed, Plan: d.plan,
		Pins: d.pins, Earlier: d.earlier, Searching: d.run != nil || d.cut}
	for _, n := range d.names {
		l.Names = append(l.Names, n.Reveal())
	}
	for _, m := range d.moves {
		l.Moves = append(l.Moves, laidMove{m, m.before})
	}
	if d.answer != nil {
		l.Found, l.Answer = true, *d.answer
		l.Answer.Score = compose.Score{}
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(l); err != nil { // not JSON: what is not known of somebody is NaN
		return group.Draft{}, fault.Wrap("app.draft.write", err)
	}
	said := base64.StdEncoding.EncodeToString(b.Bytes())
	return group.Draft{ID: d.id, By: d.by, Touched: d.touched, Said: private.Of(said), Version: d.version}, nil
}

// readDraft is the way back. A draft that an older house wrote in another form is as good as gone.
func readDraft(book string, from group.Draft, now time.Time) (*draft, error) {
	const op = "app.readDraft"
	var l laid
	raw, err := base64.StdEncoding.DecodeString(from.Said.Reveal())
	if err == nil {
		err = gob.NewDecoder(bytes.NewReader(raw)).Decode(&l)
	}
	if err != nil || l.Problem == nil || l.Problem.Check() != nil || len(l.Names) != len(l.Problem.People) {
		return nil, fault.New(fault.Missing, op, "")
	}
	d := &draft{id: from.ID, book: book, by: from.By, made: l.Made, touched: now, version: from.Version, source: l.Source, preset: l.Preset, table: l.Table,
		ids: l.IDs, own: l.Own, problem: l.Problem, composed: l.Composed, missing: l.Missing, unread: l.Unread, seed: l.Seed, effort: l.Effort, clash: l.Clash,
		unsure: l.Unsure, behind: l.Behind, failed: l.Failed, pins: l.Pins, earlier: l.Earlier, cut: l.Searching}
	if d.pins == nil {
		d.pins = map[int]bool{}
	}
	for _, n := range l.Names {
		d.names = append(d.names, private.Of(n))
	}
	if l.Found && d.composed != nil {
		d.judge(l)
	}
	return d, nil
}

// judge scores what was laid down again.
func (d *draft) judge(l laid) {
	first, err := compose.Evaluate(d.composed, l.Answer.Group)
	if err != nil {
		return
	}
	now, err := compose.Evaluate(d.composed, l.Plan)
	if err != nil {
		return
	}
	l.Answer.Score = first
	d.answer, d.plan, d.score = &l.Answer, l.Plan, now
	for _, m := range l.Moves {
		m.Move.before = m.Before
		d.moves = append(d.moves, m.Move)
	}
}

// composing finds a draft of this worker, at hand or in the book; that of somebody else is not there.
func (h *House) composing(a *at, id string) (*draft, error) {
	missing := fault.New(fault.Missing, "app.draft", "")
	if d, ok := h.drafts.at(id, a.now); ok {
		if d.book != a.who.Book || d.by != a.self {
			return nil, missing
		}
		return d, nil
	}
	from, err := a.CompositionDraft(a.ctx, id)
	if err != nil {
		return nil, err
	}
	if from.By != a.self || a.now.Sub(from.Touched) > draftKept {
		return nil, missing
	}
	d, err := readDraft(a.who.Book, from, a.now)
	if err != nil {
		return nil, err
	}
	return h.drafts.keep(d), nil
}

// layDown writes a draft into the book as it is now. It must not be called with the draft locked.
func (h *House) layDown(ctx context.Context, d *draft) error {
	to, err := d.write()
	if err != nil {
		return err
	}
	return h.Store.Within(ctx, agency.Slug(d.book), func(tx *store.Tx) error { return tx.ChangeCompositionDraft(ctx, to) })
}

// layFirst writes a new draft into the book; old ones and those beyond what one worker may have make room.
func (h *House) layFirst(ctx context.Context, d *draft) error {
	to, err := d.write()
	if err != nil {
		return err
	}
	var gone []string
	err = h.Store.Within(ctx, agency.Slug(d.book), func(tx *store.Tx) error {
		gone = nil
		if err := tx.SweepCompositionDrafts(ctx, to.Touched.Add(-draftKept)); err != nil {
			return err
		}
		mine, err := tx.CompositionDraftsBy(ctx, d.by)
		if err != nil {
			return err
		}
		for len(mine) >= draftsOfOne {
			last := mine[len(mine)-1].ID
			if err := tx.DropCompositionDraft(ctx, last); err != nil {
				return err
			}
			gone, mine = append(gone, last), mine[:len(mine)-1]
		}
		return tx.AddCompositionDraft(ctx, to)
	})
	for _, id := range gone {
		h.putAway(id)
	}
	return err
}
