package compose

import "math"

// ledger keeps, beside the pair sums of the core, what each group loses by its terms and what it is worth in all.
type ledger struct {
	terms []term
	fair  int64     // how often the worth of the worst-off group counts on top
	held  [][]int32 // the people of each piece
	cost  []int32   // by group; nothing for the waiting list
	worth []int64   // by group: pairs, places and cost
	hope  int32     // the most that a move could win back

	listA, listB []int32
	trial        [4]int64 // cost and worth of the two groups of the last move judged
}

// newLedger is nil when there is nothing to keep.
func (m *model) newLedger(held [][]int32, groups int) *ledger {
	if len(m.terms) == 0 && m.fair == 0 {
		return nil
	}
	return &ledger{terms: m.terms, fair: m.fair, held: held, cost: make([]int32, groups), worth: make([]int64, groups)}
}

// copy is a ledger of its own for another search over the same problem.
func (l *ledger) copy() *ledger {
	if l == nil {
		return nil
	}
	return &ledger{terms: l.terms, fair: l.fair, held: l.held,
		cost: make([]int32, len(l.cost)), worth: make([]int64, len(l.worth))}
}

// open works out every group and gives the whole objective, given that of pairs and places.
func (l *ledger) open(c *core) int64 {
	var total int64
	for g, members := range c.members {
		var twice, single int64
		for _, x := range members {
			at := int64(0)
			if c.alone != nil {
				at = int64(c.alone[int(x)*c.k+g])
			}
			single += at
			twice += int64(c.own[x]) - at
		}
		l.listA = l.people(l.listA, members, -1, -1)
		l.cost[g] = l.price(l.listA, c.live[g])
		l.worth[g] = twice/2 + single - int64(l.cost[g])
		total += l.worth[g]
	}
	l.expect()
	return total + l.fair*l.lowest(c, -1, -1, 0, 0)
}

// people lists the people of the members with out left out and in taken in; −1 is nobody.
func (l *ledger) people(list, members []int32, out, in int32) []int32 {
	list = list[:0]
	for _, x := range members {
		if x != out {
			list = append(list, l.held[x]...)
		}
	}
	if in >= 0 {
		list = append(list, l.held[in]...)
	}
	return list
}

func (l *ledger) price(people []int32, live int32) int32 {
	if live == 0 {
		return 0
	}
	var sum int64
	for i := range l.terms {
		sum += int64(l.terms[i].cost(people))
	}
	return int32(min(sum, 1<<28))
}

// lowest is the worth of the worst-off group, with g and h at the given worths.
func (l *ledger) lowest(c *core, g, h int32, worthG, worthH int64) int64 {
	low := int64(math.MaxInt64)
	for j, w := range l.worth {
		switch {
		case c.live[j] == 0:
			continue
		case int32(j) == g:
			w = worthG
		case int32(j) == h:
			w = worthH
		}
		low = min(low, w)
	}
	return low
}

// swapped judges a swap of a and b, or a's move to h when b is −1: the gain in all, given that of the pairs.
func (l *ledger) swapped(c *core, a, b, h, gain int32) int32 {
	g := c.where[a]
	back := int32(0)
	if b >= 0 {
		back = c.pull[int(b)*c.k+int(g)] - c.live[g]*c.pair[int(a)*c.n+int(b)]
	}
	l.listA = l.people(l.listA, c.members[g], a, b)
	l.listB = l.people(l.listB, c.members[h], b, a)
	costG, costH := l.price(l.listA, c.live[g]), l.price(l.listB, c.live[h])
	won := int64(l.cost[g]) + int64(l.cost[h]) - int64(costG) - int64(costH)
	inG := int64(back - c.own[a])
	worthG := l.worth[g] + inG + int64(l.cost[g]-costG)
	worthH := l.worth[h] + int64(gain) - inG + int64(l.cost[h]-costH)
	l.trial = [4]int64{int64(costG), int64(costH), worthG, worthH}
	all := int64(gain) + won
	if l.fair > 0 {
		all += l.fair * (l.lowest(c, g, h, worthG, worthH) - l.lowest(c, -1, -1, 0, 0))
	}
	return int32(max(min(all, 1<<29), -1<<29))
}

// commit books the last move judged, between g and h.
func (l *ledger) commit(g, h int32) {
	l.cost[g], l.cost[h] = int32(l.trial[0]), int32(l.trial[1])
	l.worth[g], l.worth[h] = l.trial[2], l.trial[3]
	l.expect()
}

// expect works out the most that any move could win back: the two highest costs, and the rise of the lowest worth.
func (l *ledger) expect() {
	var first, second int32
	low, high := int64(math.MaxInt64), int64(math.MinInt64)
	for g, cost := range l.cost {
		if cost > first {
			first, second = cost, first
		} else if cost > second {
			second = cost
		}
		low, high = min(low, l.worth[g]), max(high, l.worth[g])
	}
	hope := int64(first) + int64(second)
	if l.fair > 0 {
		hope += l.fair * (high - low + hope)
	}
	l.hope = int32(min(hope, 1<<28))
}
