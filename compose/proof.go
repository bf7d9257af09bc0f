package compose

import (
	"context"
	"math"
	"sort"
)

// proof is an exact search for an arrangement that keeps all rules, or all sizes: pieces are placed one after another and
// a branch is left as soon as even the most hopeful rest cannot beat the target.
type proof struct {
	l     *layout
	ctx   context.Context
	limit int64 // nodes; the search gives up beyond
	nodes int64

	order   []int32
	half    [][]int64 // by depth and piece: half of the best pairs with pieces still to come
	rest    [][]int32 // by depth: people still to come
	carry   [][]int32 // by depth and term: how many still to come hold what is wanted
	free    int       // from this depth on only sizes matter; the number of pieces when never
	left    []int32   // by depth: people still to come
	pull    []int64
	where   []int32
	size    []int
	people  [][]int32
	class   []int // groups alike in size and place rules share a class
	best    int64
	found   []int32
	stopped bool
}

// fit finds any arrangement within the sizes, or nil.
func (l *layout) fit(ctx context.Context) []int32 {
	p := l.newProof(ctx, 1_000_000)
	p.best = math.MinInt64 / 2
	p.step(0, 0)
	return p.found
}

func (l *layout) newProof(ctx context.Context, limit int64) *proof {
	n, k := len(l.held), len(l.groups)
	p := &proof{l: l, ctx: ctx, limit: limit, pull: make([]int64, n*k), where: make([]int32, n),
		size: make([]int, k), people: make([][]int32, k), class: l.classes()}
	for i, v := range l.alone {
		p.pull[i] = int64(v)
	}
	p.line()
	p.lookAhead()
	return p
}

// line orders the pieces: those with most at stake first.
func (p *proof) line() {
	n, k := len(p.l.held), len(p.l.groups)
	stake := make([]int64, n)
	for i := range n {
		for _, v := range p.l.pair[i*n : i*n+n] {
			stake[i] += int64(max(v, -v))
		}
		for _, v := range p.l.alone[i*k : i*k+k] {
			stake[i] += int64(max(v, -v))
		}
		stake[i] += int64(len(p.l.held[i])-1) << 32
		p.order = append(p.order, int32(i))
	}
	sort.SliceStable(p.order, func(a, b int) bool { return stake[p.order[a]] > stake[p.order[b]] })
	p.free = n
	if len(p.l.m.terms) > 0 {
		return
	}
	for p.free > 0 && stake[p.order[p.free-1]] == 0 {
		p.free--
	}
}

// lookAhead prepares, for every depth, what the pieces still to come can hold and give.
func (p *proof) lookAhead() {
	n, most := len(p.l.held), 0
	for _, b := range p.l.groups {
		most = max(most, b.hi)
	}
	terms := p.l.m.terms
	p.half, p.rest = make([][]int64, n+1), make([][]int32, n+1)
	p.carry, p.left = make([][]int32, n+1), make([]int32, n+1)
	p.carry[n], p.half[n] = make([]int32, len(terms)), make([]int64, n)
	for d := n - 1; d >= 0; d-- {
		x := p.order[d]
		p.rest[d] = append(append([]int32(nil), p.rest[d+1]...), p.l.held[x]...)
		p.left[d] = p.left[d+1] + int32(len(p.l.held[x]))
		p.carry[d] = append([]int32(nil), p.carry[d+1]...)
		for t := range terms {
			for _, y := range p.l.held[x] {
				if terms[t].bits != nil && terms[t].bits[y]&terms[t].wanted != 0 {
					p.carry[d][t]++
				}
			}
		}
		p.half[d] = make([]int64, n)
		for _, y := range p.order[d:] {
			p.half[d][y] = p.bestPairs(y, p.order[d:], most-1)
		}
	}
}

// bestPairs is half the sum of the highest positive pair values of y among others.
func (p *proof) bestPairs(y int32, others []int32, count int) int64 {
	n := len(p.l.held)
	best := newTop(count)
	for _, z := range others {
		best.meets(p.l.pair[int(y)*n+int(z)])
	}
	return (best.sum + 1) / 2
}

// step places the piece at depth d; now is the worth of pairs and places so far.
func (p *proof) step(d int, now int64) {
	if p.stopped {
		return
	}
	if p.nodes++; p.nodes > p.limit || p.nodes&1023 == 0 && p.ctx.Err() != nil {
		p.stopped = true
		return
	}
	if d >= p.free && p.free < len(p.order) {
		p.fill(d, now)
		return
	}
	if d == len(p.order) {
		p.leaf(now)
		return
	}
	if !p.roomLeft(d) || p.hopeful(d, now) <= p.best {
		return
	}
	x, k := p.order[d], len(p.l.groups)
	for _, g := range p.choices(x) {
		p.put(x, g, d)
		p.step(d+1, now+p.pull[int(x)*k+g])
		p.take(x, g, d)
		if p.found != nil {
			return
		}
	}
}

// choices lists the groups open to a piece, the most attractive first; of empty groups that are alike only one.
func (p *proof) choices(x int32) []int {
	k, w := len(p.l.groups), len(p.l.held[x])
	var out []int
	for g := range k {
		if p.size[g]+w > p.l.groups[g].hi || p.size[g] == 0 && p.twinEarlier(g) {
			continue
		}
		out = append(out, g)
	}
	at := p.pull[int(x)*k : int(x)*k+k]
	sort.SliceStable(out, func(i, j int) bool { return at[out[i]] > at[out[j]] })
	return out
}

func (p *proof) twinEarlier(g int) bool {
	for h := range g {
		if p.size[h] == 0 && p.class[h] == p.class[g] {
			return true
		}
	}
	return false
}

func (p *proof) put(x int32, g, d int) { p.shift(x, g, d, 1) }

func (p *proof) take(x int32, g, d int) { p.shift(x, g, d, -1) }

func (p *proof) shift(x int32, g, d int, sign int64) {
	n, k, w := len(p.l.held), len(p.l.groups), len(p.l.held[x])
	p.size[g] += w * int(sign)
	if sign > 0 {
		p.where[x] = int32(g)
		p.people[g] = append(p.people[g], p.l.held[x]...)
	} else {
		p.people[g] = p.people[g][:len(p.people[g])-w]
	}
	if p.l.groups[g].idle {
		return
	}
	for _, y := range p.order[d+1:] {
		p.pull[int(y)*k+g] += sign * int64(p.l.pair[int(x)*n+int(y)])
	}
}

// roomLeft says whether the people still to come can fill the groups to their sizes.
func (p *proof) roomLeft(d int) bool {
	need, room := 0, 0
	for g, b := range p.l.groups {
		need += max(0, b.lo-p.size[g])
		room += b.hi - p.size[g]
	}
	return need <= int(p.left[d]) && room >= int(p.left[d])
}

// leaf judges a whole arrangement.
func (p *proof) leaf(now int64) {
	for g, b := range p.l.groups {
		if p.size[g] < b.lo {
			return
		}
	}
	total := now
	for g, people := range p.people {
		if p.l.groups[g].idle {
			continue
		}
		for i := range p.l.m.terms {
			total -= int64(p.l.m.terms[i].cost(people))
		}
	}
	if total > p.best {
		p.best = total
		p.found = append([]int32(nil), p.where...)
	}
}

// fill seats pieces that only take up room, when any arrangement that fits will do.
func (p *proof) fill(d int, now int64) {
	if now <= p.best || !p.roomLeft(d) {
		return
	}
	where, size := append([]int32(nil), p.where...), append([]int(nil), p.size...)
	for _, x := range p.order[d:] {
		g := p.l.emptiest(size, len(p.l.held[x]))
		if g < 0 {
			return
		}
		where[x] = int32(g)
		size[g] += len(p.l.held[x])
	}
	p.best, p.found = now, where
}
