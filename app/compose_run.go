package app

import (
	"context"
	"errors"
	"math"
	"slices"
	"sync/atomic"
	"time"

	"groupwork/access"
	"groupwork/compose"
	"groupwork/fault"
)

// running is one search at work.
type running struct {
	cancel context.CancelFunc
	begun  atomic.Bool // the processor is ours
	share  atomic.Uint64
	total  atomic.Uint64
}

// at tells how far the search has come.
func (r *running) at() (queued bool, share, total float64) {
	return !r.begun.Load(), math.Float64frombits(r.share.Load()), math.Float64frombits(r.total.Load())
}

func (r *running) tell(p compose.Progress) {
	r.share.Store(math.Float64bits(p.Share))
	r.total.Store(math.Float64bits(p.Total))
}

// Compose begins a search for groups; who is pinned stays. It goes on when the page is closed, and Draft tells how far
// it has come.
func (h *House) Compose(ctx context.Context, who access.Who, id string, version int) error {
	return h.onIdle(ctx, who, id, version, func(d *draft) error {
		p := *d.problem
		p.Places = slices.Clone(p.Places)
		for x := range p.People {
			if d.pins[x] && d.plan != nil && d.plan[x] >= 0 && d.plan[x] < len(p.Groups) {
				p.Places = append(p.Places, compose.Place{Person: x, Group: d.plan[x]})
			}
		}
		if err := p.Check(); err != nil {
			return wrong("app.Compose", "wishes", "compose.unfit")
		}
		long, cancel := context.WithTimeout(context.WithoutCancel(ctx), longestRun)
		d.run, d.failed, d.cut = &running{cancel: cancel}, false, false
		go h.search(long, d, &p, compose.Effort{Seed: d.seed, Moves: p.Moves() * int64(d.effort), Progress: d.run.tell}, d.run)
		return nil
	})
}

// StopComposing ends a search; the best groups so far are kept.
func (h *House) StopComposing(ctx context.Context, who access.Who, id string) error {
	return h.onDraft(ctx, who, id, func(d *draft) error {
		if d.run != nil {
			d.run.cancel()
		}
		return nil
	})
}

// found is what a search came to.
type found struct {
	answer *compose.Answer
	clash  *compose.Clash
	unsure bool
	failed bool
}

// search works on a draft until it is done or stopped, and puts what it found on it.
func (h *House) search(ctx context.Context, d *draft, p *compose.Problem, e compose.Effort, r *running) {
	h.drafts.cpu.Lock()
	r.begun.Store(true)
	f := seek(ctx, p, e)
	h.drafts.cpu.Unlock()
	d.finds(p, f, r)
	// what was found is on the draft; when it cannot be laid down, a restart would only ask to search again
	_ = h.layDown(context.WithoutCancel(ctx), d)
}

// finds puts what a search came to on its draft.
func (d *draft) finds(p *compose.Problem, f found, r *running) {
	d.mu.Lock()
	defer d.mu.Unlock()
	r.cancel()
	d.run, d.version = nil, d.version+1
	d.clash, d.unsure, d.failed = f.clash, f.unsure, f.failed
	d.composed = p
	if f.answer == nil {
		return
	}
	d.earlier = append(slices.Clone(d.earlier), d.moves...)
	d.answer, d.plan, d.score, d.moves, d.behind = f.answer, f.answer.Group, f.answer.Score, nil, false
}

// clashTime is how long to look for the reason of broken rules.
const clashTime = 15 * time.Second

func seek(ctx context.Context, p *compose.Problem, e compose.Effort) (f found) {
	defer func() {
		if recover() != nil { // a search must not take the house with it
			f = found{failed: true}
		}
	}()
	a, err := compose.Compose(ctx, p, e)
	if errors.Is(err, compose.ErrStopped) {
		return found{}
	}
	if err != nil && !errors.Is(err, compose.ErrRoom) {
		return found{failed: true}
	}
	f.answer = a
	if err == nil && len(a.Score.Broken) == 0 {
		return f
	}
	short, cancel := context.WithTimeout(context.WithoutCancel(ctx), clashTime)
	defer cancel()
	clash, yes, err := compose.FindClash(short, p)
	if err == nil && yes {
		f.clash = clash
	}
	f.unsure = f.clash == nil
	return f
}

// GiveUp takes one rule out: a pair or a placement goes, a wish that had to hold becomes one that should. Which rule
// goes is the worker's choice; the rule is named as in the clash.
func (h *House) GiveUp(ctx context.Context, who access.Who, id string, version int, rule compose.Rule) error {
	return h.onIdle(ctx, who, id, version, func(d *draft) error {
		p := *d.problem
		at := rule.At
		switch {
		case rule.Part == "ties" && at >= 0 && at < len(p.Ties):
			p.Ties = slices.Delete(slices.Clone(p.Ties), at, at+1)
		case rule.Part == "places" && at >= 0 && at < len(p.Places):
			p.Places = slices.Delete(slices.Clone(p.Places), at, at+1)
		case rule.Part == "places" && d.composed != nil && at >= 0 && at < len(d.composed.Places):
			delete(d.pins, d.composed.Places[at].Person)
		case rule.Part == "wishes" && at >= 0 && at < len(p.Wishes):
			p.Wishes = slices.Clone(p.Wishes)
			p.Wishes[at].Must, p.Wishes[at].Weight = false, 5
			d.own = true
		default:
			return fault.New(fault.Stale, "app.GiveUp", "compose.rule.moved")
		}
		d.problem, d.clash, d.behind = &p, nil, d.plan != nil
		return nil
	})
}
