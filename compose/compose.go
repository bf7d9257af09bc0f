package compose

import (
	"context"
	"errors"
	"sync"
)

// Progress is how far a search has come.
type Progress struct {
	Share float64 // of the effort, 0 to 1
	Total float64 // of the best plan so far, in points of 100, leaving out what is broken
}

// Answer is a composed plan.
type Answer struct {
	Group   []int // of everyone; Waits for the waiting list
	Score   Score
	Proven  bool    // no plan is better that keeps together who must be
	Bound   float64 // no plan scores more than this; equal to the score when proven
	Seed    uint64
	Moves   int64 // moves judged
	Stopped bool  // ctx ended before the effort was spent
}

// ErrStopped says that ctx ended before there was any plan to give.
var ErrStopped = errors.New("compose: stopped before there was a first plan")

// ErrRoom says that people, kept together as they must be, cannot be dealt into groups of these sizes.
var ErrRoom = errors.New("compose: the people cannot be dealt into groups of these sizes")

const (
	chains   = 2  // searches of every composition; fixed, so that the number of processors changes nothing
	provable = 17 // people, or pieces of people kept together, for whom every arrangement can be judged
)

// Compose finds the best groups it can. The same problem, seed and moves give the same answer with any number of
// processors; names and the order of people play no part. When rules cannot all be kept the answer breaks as few as it
// found possible and says which; FindClash tells why. When ctx ends, the best plan so far is returned.
func Compose(ctx context.Context, p *Problem, e Effort) (*Answer, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	m := newModel(p)
	l := newLayout(ctx, m)
	if ctx.Err() != nil {
		return nil, ErrStopped
	}
	first := l.core(ctx, spread(e.Seed))
	start := l.deal(first)
	if start == nil {
		if start = l.fit(ctx); start == nil {
			return nil, ErrRoom
		}
	}
	if e.Moves <= 0 && e.Spent == nil {
		e.Moves = defaultMoves(len(l.held), len(m.terms))
	}
	best, moves := l.chase(ctx, start, e)
	a := &Answer{Seed: e.Seed, Moves: moves, Stopped: ctx.Err() != nil}
	if len(l.held) <= provable && !a.Stopped {
		best, a.Proven = l.prove(ctx, best)
	}
	a.Group = l.people(best)
	a.Score = m.score(a.Group)
	a.Bound = a.Score.Total
	if !a.Proven {
		a.Bound = l.bound(a.Score)
		a.Proven = a.Bound <= a.Score.Total+1e-9 && len(a.Score.Broken) == 0 && a.Score.Waiting == 0 && m.fair == 0
	}
	return a, nil
}

// Judge gives a plan made elsewhere as an answer: its score, and what no plan can exceed.
func Judge(ctx context.Context, p *Problem, group []int) (*Answer, error) {
	score, err := Evaluate(p, group)
	if err != nil {
		return nil, err
	}
	l := newLayout(ctx, newModel(p))
	if ctx.Err() != nil {
		return nil, ErrStopped
	}
	return &Answer{Group: group, Score: score, Bound: l.bound(score)}, nil
}

// prove gives the best arrangement there is, the one known where it is as good, and whether ctx left the time for it.
func (l *layout) prove(ctx context.Context, known []int32) ([]int32, bool) {
	c := l.core(ctx, 1)
	c.place(known)
	best, worth, done := l.exact(ctx)
	if best == nil || worth <= c.total {
		return known, done
	}
	return best, done
}

// Moves is how many moves a composition judges when the effort names none.
func (p *Problem) Moves() int64 {
	terms := 0
	for _, w := range p.Wishes {
		if w.Kind != Mixed && w.Kind != Match && w.Kind != Choice {
			terms++
		}
	}
	return defaultMoves(len(p.People), terms)
}

// defaultMoves is about a second of work for a hundred people.
func defaultMoves(pieces, terms int) int64 {
	switch {
	case pieces <= provable:
		return 100_000
	case terms > 0:
		return int64(min(max(40_000*pieces, 4_000_000), 20_000_000))
	}
	return 60_000_000
}

// chase runs the chains and gives the best arrangement; between equals, that of the earlier chain.
func (l *layout) chase(ctx context.Context, start []int32, e Effort) ([]int32, int64) {
	cores := make([]*core, chains)
	var wait sync.WaitGroup
	for i := range cores {
		c := l.core(ctx, spread(e.Seed)+uint64(i)*0x9e37)
		cores[i] = c
		wait.Go(func() {
			from := start
			if again := l.deal(c); i > 0 && again != nil {
				from = again
			}
			c.place(from)
			c.search(e.told(c, i == 0, l))
		})
	}
	wait.Wait()
	best, moves := cores[0], int64(0)
	for _, c := range cores {
		moves += c.tried
		if c.best > best.best {
			best = c
		}
	}
	return best.record, moves
}

// told is the clock of one chain; the first chain tells how far it has come.
func (e Effort) told(c *core, tells bool, l *layout) func() float64 {
	share := e
	share.Moves = e.Moves / chains
	clock := share.clock(c)
	if e.Progress == nil || !tells {
		return clock
	}
	last := -1.0
	return func() float64 {
		at := clock()
		if at >= last+0.01 {
			last = at
			e.Progress(Progress{Share: min(at, 1), Total: l.points(c.best)})
		}
		return at
	}
}

// points turns an objective in units into points, leaving out the worst-off group's share.
func (l *layout) points(units int64) float64 {
	base := 0.0
	for _, w := range l.m.pairs {
		if l.m.p.Wishes[w.wish].Kind != Choice {
			base += l.m.shares[w.wish] * w.mean
		}
	}
	for i := range l.m.terms {
		base += l.m.shares[l.m.terms[i].wish]
	}
	base += l.m.shares[len(l.m.p.Wishes)] * l.m.tieBase
	return 100 * (base + float64(units)/float64(l.m.whole))
}
