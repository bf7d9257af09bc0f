package compose

import (
	"context"
	"math"
	"math/bits"
	"slices"
)

// none is the worth of what is not possible.
const none = math.MinInt64 / 4

// exact finds the best arrangement of a few pieces by building it group by group: for every set of pieces it keeps the
// most that the groups so far can be worth with exactly these. A set is a bit for each piece.
type exact struct {
	l      *layout
	ctx    context.Context
	full   uint32
	size   []int     // by set: people
	order  []int     // the groups as they are filled: the waiting list first, groups that are alike last
	class  []int     // of each group
	worth  [][]int64 // by class and set
	alike  int       // from this place of the order on all groups are alike and none can stay empty
	least  []int     // by place of the order: the fewest and most people that this and the later groups take
	most   []int
	best   [][]int64
	chosen [][]uint32
}

// exact finds the best arrangement there is and its worth, nil when nothing fits; not done when ctx ended before. There
// are to be no more than provable pieces.
func (l *layout) exact(ctx context.Context) (found []int32, top int64, done bool) {
	e := &exact{l: l, ctx: ctx, full: 1<<len(l.held) - 1, class: l.classes()}
	e.line()
	e.price()
	fair, floor := l.m.fair, int64(none)
	top = none
	for {
		total, sets := e.fill(floor)
		if sets == nil {
			return found, top, ctx.Err() == nil
		}
		low := e.lowest(sets)
		if value := total + fair*low; value > top {
			top, found = value, e.where(sets)
		}
		if fair == 0 {
			return found, top, true
		}
		// In a better one the group worst off is better off than here, by enough to make up for a sum that is no higher.
		floor = max(low, floorDiv(top-total, fair)) + 1
	}
}

// floorDiv divides and rounds down; b is above zero.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// classes numbers the groups so that those alike in size and places have the same number.
func (l *layout) classes() []int {
	class := make([]int, len(l.groups))
	for g := range class {
		class[g] = g
		for h := range g {
			if l.groups[g] == l.groups[h] && l.sameColumn(g, h) {
				class[g] = class[h]
				break
			}
		}
	}
	return class
}

func (l *layout) sameColumn(g, h int) bool {
	k := len(l.groups)
	for i := range l.held {
		if l.alone[i*k+g] != l.alone[i*k+h] {
			return false
		}
	}
	return true
}

// line puts the groups in order.
func (e *exact) line() {
	count := map[int]int{}
	for _, c := range e.class {
		count[c]++
	}
	for g := range e.l.groups {
		e.order = append(e.order, g)
	}
	rank := func(g int) int {
		if e.l.groups[g].idle {
			return -1
		}
		return count[e.class[g]]<<16 + e.class[g]
	}
	slices.SortStableFunc(e.order, func(a, b int) int { return rank(a) - rank(b) })
	k := len(e.order)
	e.alike = k
	for e.alike > 0 && e.l.groups[e.order[e.alike-1]].lo > 0 && e.class[e.order[e.alike-1]] == e.class[e.order[k-1]] {
		e.alike--
	}
	e.least, e.most = make([]int, k+1), make([]int, k+1)
	for at := k - 1; at >= 0; at-- {
		b := e.l.groups[e.order[at]]
		e.least[at], e.most[at] = e.least[at+1]+b.lo, e.most[at+1]+b.hi
	}
}

// price works out what every set of pieces is worth as every class of group.
func (e *exact) price() {
	l, k := e.l, len(e.l.groups)
	n := len(l.held)
	e.size = make([]int, e.full+1)
	e.worth = make([][]int64, k)
	for g, c := range e.class {
		if g == c {
			e.worth[g] = make([]int64, e.full+1)
		}
	}
	pairs := make([]int64, e.full+1)
	var people []int32
	for set := uint32(0); set <= e.full && e.ctx.Err() == nil; set++ {
		if set > 0 {
			first := bits.TrailingZeros32(set)
			rest := set & (set - 1)
			e.size[set] = e.size[rest] + len(l.held[first])
			pairs[set] = pairs[rest]
			for left := rest; left != 0; left &= left - 1 {
				pairs[set] += int64(l.pair[first*n+bits.TrailingZeros32(left)])
			}
		}
		e.asGroup(set, pairs[set], &people)
	}
}

// asGroup works out what one set is worth as every class of group.
func (e *exact) asGroup(set uint32, pairs int64, people *[]int32) {
	l, k := e.l, len(e.l.groups)
	cost, known := int64(0), false
	for g, worth := range e.worth {
		b := l.groups[g]
		if worth == nil {
			continue
		}
		if e.size[set] < b.lo || e.size[set] > b.hi {
			worth[set] = none
			continue
		}
		var sum int64
		for left := set; left != 0; left &= left - 1 {
			sum += int64(l.alone[bits.TrailingZeros32(left)*k+g])
		}
		if !b.idle && !known {
			cost, known = l.cost(set, people), true
		}
		if !b.idle {
			sum += pairs - cost
		}
		worth[set] = sum
	}
}

// cost is what a set of pieces loses as a group by the wishes about groups, as the ledger counts it.
func (l *layout) cost(set uint32, people *[]int32) int64 {
	*people = (*people)[:0]
	for left := set; left != 0; left &= left - 1 {
		*people = append(*people, l.held[bits.TrailingZeros32(left)]...)
	}
	var sum int64
	for i := range l.m.terms {
		sum += int64(l.m.terms[i].cost(*people))
	}
	return min(sum, heaviest)
}

// fill gives the highest sum of worths with which no group is worth less than floor, and the set of each group in order;
// nil when there is no such arrangement, or ctx ended.
func (e *exact) fill(floor int64) (int64, []uint32) {
	k := len(e.order)
	if e.best == nil {
		for range k + 1 {
			e.best = append(e.best, make([]int64, e.full+1))
			e.chosen = append(e.chosen, make([]uint32, e.full+1))
		}
	}
	for _, row := range e.best {
		for i := range row {
			row[i] = none
		}
	}
	e.best[0][0] = 0
	for at := range k {
		least := floor
		if e.l.groups[e.order[at]].idle {
			least = none
		}
		for set := uint32(0); set <= e.full; set++ {
			if e.best[at][set] == none {
				continue
			}
			if e.ctx.Err() != nil {
				return 0, nil
			}
			e.extend(at, set, least)
		}
	}
	if e.best[k][e.full] == none {
		return 0, nil
	}
	sets := make([]uint32, k)
	for at, set := k, e.full; at > 0; at-- {
		sets[at-1] = e.chosen[at][set]
		set ^= sets[at-1]
	}
	return e.best[k][e.full], sets
}

// extend fills the group at one place of the order, after the groups before it took a set, in every way that leaves as
// many people as the later groups can take. Among groups that are alike, the first takes the first piece.
func (e *exact) extend(at int, set uint32, least int64) {
	worth, so := e.worth[e.class[e.order[at]]], e.best[at][set]
	best, chosen := e.best[at+1], e.chosen[at+1]
	rest := e.full ^ set
	left := e.size[rest]
	fixed := uint32(0)
	if at >= e.alike {
		if fixed = rest & -rest; fixed == 0 {
			return
		}
	}
	free := rest ^ fixed
	for sub := free; ; sub = (sub - 1) & free {
		take := sub | fixed
		if w := worth[take]; w > none && w >= least {
			if after := left - e.size[take]; after >= e.least[at+1] && after <= e.most[at+1] && so+w > best[set|take] {
				best[set|take], chosen[set|take] = so+w, take
			}
		}
		if sub == 0 {
			return
		}
	}
}

// lowest is the worth of the group worst off.
func (e *exact) lowest(sets []uint32) int64 {
	low := int64(math.MaxInt64)
	for at, g := range e.order {
		if !e.l.groups[g].idle {
			low = min(low, e.worth[e.class[g]][sets[at]])
		}
	}
	return low
}

// where turns the sets of the groups into the group of every piece.
func (e *exact) where(sets []uint32) []int32 {
	out := make([]int32, len(e.l.held))
	for at, set := range sets {
		for ; set != 0; set &= set - 1 {
			out[bits.TrailingZeros32(set)] = int32(e.order[at])
		}
	}
	return out
}
