package compose

import "math"

// ledger keeps, beside the pair sums of the core, what each group loses by its terms and what it is worth in all.
type ledger struct {
	terms []term
	whole float64   // units of all wishes wholly met
	fair  int64     // how often the worth of the worst-off group counts on top
	held  [][]int32 // the people of each piece
	cost  []int32   // by group; nothing for the waiting list
	idle  []bool    // the waiting list
	worth []int64   // by group: pairs, places and cost
	hope  int32     // the most that any move could win back
	lift  int64     // the most that the worst-off group could rise by, when it changes
	last  int       // the group worst off

	listA, listB []int32
	trial        [4]int64 // cost and worth of the two groups of the last move judged
}

// newLedger is nil when there is nothing to keep.
func (m *model) newLedger(held [][]int32, groups []bounds) *ledger {
	if len(m.terms) == 0 && m.fair == 0 {
		return nil
	}
	l := &ledger{terms: m.terms, whole: float64(m.whole), fair: m.fair, held: held, idle: make([]bool, len(groups))}
	for g, b := range groups {
		l.idle[g] = b.idle
	}
	return l.copy()
}

// copy is a ledger of its own for another search over the same problem.
func (l *ledger) copy() *ledger {
	if l == nil {
		return nil
	}
	return &ledger{terms: l.terms, whole: l.whole, fair: l.fair, held: l.held, idle: l.idle,
		cost: make([]int32, len(l.idle)), worth: make([]int64, len(l.idle))}
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
		l.cost[g] = l.price(l.listA, c.live[g], 1<<40)
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

// price is what people lose as a group; it stops counting above the most that matters.
func (l *ledger) price(people []int32, live int32, most int64) int32 {
	if live == 0 {
		return 0
	}
	var sum int64
	for i := range l.terms {
		if sum += int64(l.terms[i].cost(people)); sum > most {
			break
		}
	}
	return int32(min(sum, heaviest))
}

// hopeFor is the most that a change of g and h could win back.
func (l *ledger) hopeFor(g, h int32) int32 {
	hope := int64(l.cost[g]) + int64(l.cost[h])
	if l.fair > 0 && (int(g) == l.last || int(h) == l.last) {
		hope += l.fair * l.lift
	}
	return int32(min(hope, heaviest))
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

// swapped judges a swap of a and b, or a's move to h when b is −1: the gain in all, given that of the pairs. A gain that
// is sure to be no more than floor is not worked out to the end.
func (l *ledger) swapped(c *core, a, b, h, gain, floor int32) int32 {
	g := c.where[a]
	most := int64(gain) + int64(l.hopeFor(g, h)) - int64(floor)
	l.listA = l.people(l.listA, c.members[g], a, b)
	costG := l.price(l.listA, c.live[g], most)
	if int64(costG) >= most {
		return floor
	}
	l.listB = l.people(l.listB, c.members[h], b, a)
	costH := l.price(l.listB, c.live[h], most-int64(costG))
	if int64(costG)+int64(costH) >= most {
		return floor
	}
	back := int32(0)
	if b >= 0 {
		back = c.pull[int(b)*c.k+int(g)] - c.live[g]*c.pair[int(a)*c.n+int(b)]
	}
	inG := int64(back - c.own[a])
	worthG := l.worth[g] + inG + int64(l.cost[g]-costG)
	worthH := l.worth[h] + int64(gain) - inG + int64(l.cost[h]-costH)
	l.trial = [4]int64{int64(costG), int64(costH), worthG, worthH}
	all := int64(gain) + int64(l.cost[g]) + int64(l.cost[h]) - int64(costG) - int64(costH)
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

// expect works out the most that a move could win back. The lowest worth can rise to the third lowest at most, for a
// move changes two groups.
func (l *ledger) expect() {
	var first, second int32
	low := [3]int64{math.MaxInt64, math.MaxInt64, math.MaxInt64}
	for g, cost := range l.cost {
		if cost > first {
			first, second = cost, first
		} else if cost > second {
			second = cost
		}
		if l.fair == 0 || l.idle[g] {
			continue
		}
		switch w := l.worth[g]; {
		case w < low[0]:
			low, l.last = [3]int64{w, low[0], low[1]}, g
		case w < low[1]:
			low[1], low[2] = w, low[1]
		case w < low[2]:
			low[2] = w
		}
	}
	hope := int64(first) + int64(second)
	if l.fair > 0 {
		l.lift = heaviest
		if low[2] != math.MaxInt64 {
			l.lift = min(l.lift, low[2]-low[0])
		}
		hope += l.fair * l.lift
	}
	l.hope = int32(min(hope, heaviest))
}
