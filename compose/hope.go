package compose

import (
	"math"
	"math/bits"
	"slices"
)

// hopeful is more than any completion can be worth.
func (p *proof) hopeful(d int, now int64) int64 {
	k := len(p.l.groups)
	sum := now
	for _, y := range p.order[d:] {
		top, w := int64(math.MinInt64/4), len(p.l.held[y])
		for g, b := range p.l.groups {
			if p.size[g]+w > b.hi {
				continue
			}
			v := p.pull[int(y)*k+g]
			if !b.idle {
				v += p.half[d][y]
			}
			top = max(top, v)
		}
		if top == math.MinInt64/4 {
			return math.MinInt64 / 2
		}
		sum += top
	}
	return sum - p.certain(d)
}

// certain is what the groups lose by their terms whoever still comes.
func (p *proof) certain(d int) int64 {
	var sum int64
	for g, people := range p.people {
		if b := p.l.groups[g]; len(people) > 0 && !b.idle {
			for i := range p.l.m.terms {
				sum += p.sure(&p.l.m.terms[i], i, people, b, d)
			}
		}
	}
	for i := range p.l.m.terms {
		if t := &p.l.m.terms[i]; t.kind == Role && t.must && !p.l.m.p.Waiting {
			sum += p.unfilled(t, int(p.carry[d][i]))
		}
	}
	return sum
}

// unfilled is a must that cannot be kept: more roles are open in all than people to come hold them.
func (p *proof) unfilled(t *term, carriers int) int64 {
	open := 0.0
	for g, b := range p.l.groups {
		if b.lo > 0 && p.size[g] < b.hi {
			open += max(0, t.limit-t.holders(p.people[g]))
		}
	}
	if open > float64(carriers) {
		return int64(t.penalty)
	}
	return 0
}

// sure is what one group loses by one term whoever still comes.
func (p *proof) sure(t *term, i int, people []int32, b bounds, d int) int64 {
	room := min(b.hi-len(people), int(p.left[d]))
	if room == 0 || t.kind == Band || t.kind == Time {
		return int64(t.cost(people))
	}
	if !t.must {
		return 0
	}
	carriers := min(room, int(p.carry[d][i]))
	size := len(people)
	switch t.kind {
	case Role:
		if t.holders(people)+float64(carriers) < t.limit {
			return int64(t.penalty)
		}
	case Most:
		if t.holders(people) > math.Floor(t.limit*float64(size+room)+1e-9) {
			return int64(t.penalty)
		}
	case Least:
		if t.holders(people)+float64(carriers) < math.Ceil(t.limit*float64(max(size, b.lo))-1e-9) && carriers == 0 {
			return int64(t.penalty)
		}
	case Company:
		return p.lonely(t, people, d)
	}
	return 0
}

// lonely is what a must of company loses already: someone is alone and nobody of that kind is to come.
func (p *proof) lonely(t *term, people []int32, d int) int64 {
	var once, twice, coming uint64
	for _, x := range people {
		b := t.bits[x] & t.wanted
		twice |= once & b
		once |= b
	}
	for _, x := range p.rest[d] {
		coming |= t.bits[x]
	}
	return int64(t.penalty) * int64(bits.OnesCount64(once&^twice&^coming))
}

// bound is a score that no plan can exceed: everyone with the best company there is, and no loss.
func (l *layout) bound(s Score) float64 {
	n := len(l.held)
	most := 1
	for _, b := range l.groups {
		if !b.idle {
			most = max(most, b.hi)
		}
	}
	var sum float64
	for i := range n {
		sum += l.atMost(i, most)
	}
	return min(100, max(s.Total, l.points(int64(math.Ceil(sum)))))
}

// atMost is the most that the pairs of one piece can count for it: half of its best pairs and all inside it.
func (l *layout) atMost(i, most int) float64 {
	n := len(l.held)
	best := newTop(most - len(l.held[i]))
	for _, v := range l.pair[i*n : i*n+n] { // a piece is worth nothing to itself
		best.meets(v)
	}
	inside := 0
	for a, x := range l.held[i] {
		for _, y := range l.held[i][:a] {
			inside += int(max(0, l.m.pairWorth(int(x), int(y))))
		}
	}
	return float64(best.sum)/2 + float64(inside)
}

// top holds the highest positive values it met, so many at most, lowest first.
type top struct {
	values []int32
	sum    int64
}

func newTop(count int) *top { return &top{values: make([]int32, 0, max(0, count))} }

func (t *top) meets(v int32) {
	if v <= 0 || cap(t.values) == 0 {
		return
	}
	if len(t.values) == cap(t.values) {
		if v <= t.values[0] {
			return
		}
		t.sum -= int64(t.values[0])
		t.values = t.values[:copy(t.values, t.values[1:])]
	}
	at, _ := slices.BinarySearch(t.values, v)
	t.values = slices.Insert(t.values, at, v)
	t.sum += int64(v)
}
