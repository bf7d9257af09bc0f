package app

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"groupwork/access"
	"groupwork/agency"
	"groupwork/compose"
	"groupwork/fault"
	"groupwork/people"
	"groupwork/private"
	"groupwork/store"
)

// Limits of compositions in the making.
const (
	draftKept    = 7 * 24 * time.Hour // after somebody last changed it
	draftAtHand  = 4 * time.Hour      // in memory, after somebody last looked at it
	draftsOfOne  = 8                  // the oldest gives way
	mostComposed = 1000               // people
	longestRun   = 3 * time.Minute
)

// drafts are the compositions in the making that are at hand. Each is laid down in the book, sealed, whenever it
// changes, and goes from it when it is decided, dropped or forgotten.
type drafts struct {
	mu  sync.Mutex
	all map[string]*draft
	cpu sync.Mutex // one search at a time, so that pages stay quick
}

// draft is one composition in the making. The problem is replaced, never changed, so that a page or a search may hold
// on to it. People are known to it by number; names are kept beside it.
type draft struct {
	mu      sync.Mutex
	id      string
	book    string
	by      people.ID
	made    time.Time
	touched time.Time
	version int

	source string // name of the file; empty for people on record
	preset string
	table  [][]string  // what was recorded, header first
	ids    []people.ID // of the rows; empty for somebody from a file
	names  []private.Text
	own    bool // the wishes are no longer those of the preset

	problem *compose.Problem
	missing []string
	unread  []string
	seed    uint64
	effort  int

	composed *compose.Problem // what the plan was composed for, pins included
	answer   *compose.Answer
	clash    *compose.Clash
	unsure   bool // rules are broken and it could not be shown why
	plan     []int
	score    compose.Score
	behind   bool // the wishes changed since
	pins     map[int]bool
	moves    []HandMove
	earlier  []HandMove // made before the rest was composed again
	run      *running
	failed   bool
	cut      bool // the house was restarted while a search was at work
}

// HandMove is one placement by hand: who went where, in exchange for whom, and what that changed in points of 100.
type HandMove struct {
	Person, From, To, With int // With is −1 for nobody
	Points                 float64
	At                     time.Time
	before                 []int
}

// Draft is a composition in the making as its worker sees it.
type Draft struct {
	ID, Source, Preset string
	Made               time.Time
	Version            int
	Table              [][]string
	IDs                []people.ID
	Names              []private.Text
	Problem            *compose.Problem
	Missing            []string // attributes that the model looks at and nobody recorded
	Unread             []string // and those recorded in a form that it cannot read
	Seed               uint64
	Effort             int

	Composed        *compose.Problem
	Answer          *compose.Answer // nil before the first
	Clash           *compose.Clash
	Unsure          bool
	Plan            []int // as it stands, hand moves included
	Score           compose.Score
	Behind          bool
	Pins            map[int]bool
	Moves           []HandMove
	Earlier         []HandMove // made before the rest was composed again
	Running, Queued bool
	Failed          bool
	Share, Total    float64
	Cut             bool // the house was restarted while a search was at work
}

// view is a copy for a page. The caller holds the lock.
func (d *draft) view() Draft {
	v := Draft{ID: d.id, Source: d.source, Preset: d.preset, Made: d.made, Version: d.version, Table: d.table, IDs: d.ids, Names: d.names,
		Problem: d.problem, Missing: d.missing, Unread: d.unread, Seed: d.seed, Effort: d.effort, Composed: d.composed, Answer: d.answer, Clash: d.clash,
		Unsure: d.unsure, Plan: slices.Clone(d.plan), Score: d.score, Behind: d.behind, Pins: maps.Clone(d.pins),
		Moves: slices.Clone(d.moves), Earlier: slices.Clone(d.earlier), Failed: d.failed, Cut: d.cut}
	if d.run != nil {
		v.Running = true
		v.Queued, v.Share, v.Total = d.run.at()
	}
	return v
}

// keep takes a draft in and gives the one that is at hand: another's who was quicker, or this.
func (all *drafts) keep(d *draft) *draft {
	all.mu.Lock()
	defer all.mu.Unlock()
	all.sweep(d.touched)
	if all.all == nil {
		all.all = map[string]*draft{}
	}
	if there, ok := all.all[d.id]; ok {
		return there
	}
	all.all[d.id] = d
	return d
}

func (d *draft) last() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.touched
}

// sweep puts away what nobody touched for long. The caller holds the lock.
func (all *drafts) sweep(now time.Time) {
	for _, d := range all.all {
		if now.Sub(d.last()) > draftAtHand {
			all.forget(d.id)
		}
	}
}

// forget takes a draft out of memory and stops its search. The caller holds the lock.
func (all *drafts) forget(id string) {
	d, ok := all.all[id]
	if !ok {
		return
	}
	delete(all.all, id)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.run != nil {
		d.run.cancel()
	}
}

// at gives a draft that is at hand.
func (all *drafts) at(id string, now time.Time) (*draft, bool) {
	all.mu.Lock()
	defer all.mu.Unlock()
	all.sweep(now)
	d, ok := all.all[id]
	return d, ok
}

// onDraft runs f on a draft of this worker, with the draft locked. Nothing is decided yet: no audit line.
func (h *House) onDraft(ctx context.Context, who access.Who, id string, f func(d *draft) error) error {
	return h.look(ctx, who, access.ComposeGroups, nil, func(a *at) error {
		d, err := h.composing(a, id)
		if err != nil {
			return err
		}
		d.mu.Lock()
		defer d.mu.Unlock()
		d.touched = a.now
		return f(d)
	})
}

// onIdle runs f on a draft that is as the worker saw it and that no search works on, and lays it down as it is then.
func (h *House) onIdle(ctx context.Context, who access.Who, id string, version int, f func(d *draft) error) error {
	var changed *draft
	err := h.onDraft(ctx, who, id, func(d *draft) error {
		changed = d
		if d.run != nil {
			return fault.New(fault.Stale, "app.onIdle", "compose.busy")
		}
		if err := fresh("app.onIdle", d.version, version); err != nil {
			return err
		}
		if err := f(d); err != nil {
			return err
		}
		d.version++
		return nil
	})
	if err != nil {
		return err
	}
	return h.layDown(ctx, changed)
}

// Draft shows a composition in the making.
func (h *House) Draft(ctx context.Context, who access.Who, id string) (v Draft, err error) {
	err = h.onDraft(ctx, who, id, func(d *draft) error {
		v = d.view()
		return nil
	})
	return v, err
}

// Drafts lists the worker's compositions in the making, newest first.
func (h *House) Drafts(ctx context.Context, who access.Who) (all []Draft, err error) {
	err = h.look(ctx, who, access.ComposeGroups, nil, func(a *at) error {
		laid, err := a.CompositionDraftsBy(ctx, a.self)
		if err != nil {
			return err
		}
		for _, one := range laid {
			d, err := h.composing(a, one.ID)
			if fault.Of(err) == fault.Missing {
				continue
			}
			if err != nil {
				return err
			}
			d.mu.Lock()
			all = append(all, d.view())
			d.mu.Unlock()
		}
		slices.SortFunc(all, func(a, b Draft) int { return b.Made.Compare(a.Made) })
		return nil
	})
	return all, err
}

// DropDraft forgets a composition in the making, with what its file said.
func (h *House) DropDraft(ctx context.Context, who access.Who, id string) error {
	err := h.look(ctx, who, access.ComposeGroups, nil, func(a *at) error {
		_, err := h.composing(a, id)
		return err
	})
	if err != nil {
		return err
	}
	h.putAway(id)
	return h.Store.Within(ctx, agency.Slug(who.Book), func(tx *store.Tx) error { return tx.DropCompositionDraft(ctx, id) })
}

// putAway takes a draft out of memory.
func (h *House) putAway(id string) {
	h.drafts.mu.Lock()
	defer h.drafts.mu.Unlock()
	h.drafts.forget(id)
}
