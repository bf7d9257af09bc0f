package compose

import (
	"context"
	"encoding/binary"
	"hash/fnv"
	"math"
	"slices"
	"sort"
	"sync"
)

// layout is a model laid out for the core: people who must stay together are one piece, and pieces come in an order
// that follows from what is known of people, so that neither names nor the order of rows matter.
type layout struct {
	m      *model
	held   [][]int32 // the people of each piece
	heft   []int32   // nil when all pieces are single
	groups []bounds  // the waiting list, if there is one, comes last
	pair   []int32
	alone  []int32
}

// newLayout lays out a model. It stops early, with an unusable layout, when ctx ends.
func newLayout(ctx context.Context, m *model) *layout {
	l := &layout{m: m}
	l.group()
	l.pieces()
	n, k := len(l.held), len(l.groups)
	l.pair = make([]int32, n*n)
	if len(m.pairs) > 0 {
		l.company(ctx)
	}
	l.bonds()
	l.alone = make([]int32, n*k)
	for i, people := range l.held {
		for g, b := range l.groups {
			l.alone[i*k+g] = l.single(people, g, b.idle)
		}
	}
	return l
}

// company works out what every two pieces are worth to each other by the wishes, in rows dealt to two workers.
func (l *layout) company(ctx context.Context) {
	n := len(l.held)
	var wait sync.WaitGroup
	for worker := range 2 {
		wait.Go(func() {
			for j := worker; j < n && ctx.Err() == nil; j += 2 {
				for i := range j {
					var sum int32
					for _, x := range l.held[i] {
						for _, y := range l.held[j] {
							sum += l.m.wished(int(x), int(y))
						}
					}
					l.pair[i*n+j], l.pair[j*n+i] = sum, sum
				}
			}
		})
	}
	wait.Wait()
}

// bonds adds what concerns few pairs: ties and choices.
func (l *layout) bonds() {
	n := len(l.held)
	at := make([]int, l.m.n)
	for i, people := range l.held {
		for _, x := range people {
			at[x] = i
		}
	}
	add := func(key [2]int, worth int32) {
		if i, j := at[key[0]], at[key[1]]; i != j {
			l.pair[i*n+j] += worth
			l.pair[j*n+i] += worth
		}
	}
	for _, w := range l.m.pairs {
		for key := range w.few {
			add(key, w.worth(key[0], key[1]))
		}
	}
	for key, worth := range l.m.ties {
		add(key, worth)
	}
	for key := range l.m.apart {
		add(key, -l.m.penalty)
	}
}

func (l *layout) group() {
	room := 0
	for _, r := range l.m.p.Groups {
		l.groups = append(l.groups, bounds{lo: r.From, hi: min(r.To, l.m.n)})
		room += min(r.To, l.m.n)
	}
	if l.m.p.Waiting {
		l.groups = append(l.groups, bounds{hi: l.m.n, idle: true})
	}
}

// single is what a piece is worth in a group whoever else sits there: its own pairs, or that it waits, and places broken.
func (l *layout) single(people []int32, g int, idle bool) int32 {
	var sum int64
	if idle {
		g, sum = Waits, -l.wait(people)
	} else {
		for i, x := range people {
			for _, y := range people[:i] {
				sum += int64(l.m.pairWorth(int(x), int(y)))
			}
		}
	}
	for _, f := range l.m.p.Places {
		if slices.Contains(people, int32(f.Person)) && f.broken(g) {
			sum -= int64(l.m.penalty)
		}
	}
	return int32(max(sum, -heaviest/2))
}

// wait is what it costs that people wait.
func (l *layout) wait(people []int32) int64 {
	return min(int64(l.m.whole)*int64(len(people)), heaviest/2)
}

// pieces joins people who must sit together, in canonical order.
func (l *layout) pieces() {
	n := l.m.n
	root := make([]int, n)
	for x := range root {
		root[x] = x
	}
	find := func(x int) int {
		for root[x] != x {
			x = root[x]
		}
		return x
	}
	for _, t := range l.m.p.Ties {
		if t.Must && !t.Apart {
			root[find(t.A)] = find(t.B)
		}
	}
	at := map[int]int{}
	heavy := false
	for _, x := range l.m.order {
		r := find(int(x))
		i, ok := at[r]
		if !ok {
			i = len(l.held)
			at[r] = i
			l.held = append(l.held, nil)
		}
		l.held[i] = append(l.held[i], x)
		heavy = heavy || len(l.held[i]) > 1
	}
	if heavy {
		l.heft = make([]int32, len(l.held))
		for i := range l.held {
			l.heft[i] = int32(len(l.held[i]))
		}
	}
}

// canonical orders people by what is known of them, then by those they are tied to. People whom nothing tells apart stay
// in the order given; swapping them changes no score.
func canonical(p *Problem) []int32 {
	n := len(p.People)
	key := make([]uint64, n)
	for x := range key {
		key[x] = p.trait(x)
	}
	most := 0.0
	for _, t := range p.Ties {
		most = max(most, t.Weight)
	}
	for range 3 {
		next := make([]uint64, n)
		for x := range next {
			next[x] = key[x] * 0x9e3779b97f4a7c15
		}
		for _, t := range p.Ties {
			h := spread(math.Float64bits(t.Weight/max(most, 1e-300)) + flag(t.Apart) + 2*flag(t.Must))
			next[t.A] += spread(key[t.B] ^ h)
			next[t.B] += spread(key[t.A] ^ h)
		}
		for x, list := range p.Choices {
			for _, y := range list {
				next[x] += spread(key[y] + 3)
				next[y] += spread(key[x] + 5)
			}
		}
		key = next
	}
	order := make([]int32, n)
	for x := range order {
		order[x] = int32(x)
	}
	sort.SliceStable(order, func(i, j int) bool { return key[order[i]] < key[order[j]] })
	return order
}

func flag(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// trait is a digest of the attributes and places of a person.
func (p *Problem) trait(x int) uint64 {
	h := fnv.New64a()
	put := func(v uint64) {
		var b [8]byte
		binary.LittleEndian.PutUint64(b[:], v)
		h.Write(b[:])
	}
	for i := range p.Attributes {
		a := &p.Attributes[i]
		switch {
		case a.Kind == Hours:
			for _, w := range a.Free[x] {
				put(w)
			}
		case a.Kind == Several:
			put(a.Set[x])
		case math.IsNaN(a.Value[x]):
			put(1)
		default:
			put(math.Float64bits(a.Value[x]) + 2)
		}
	}
	sum := h.Sum64()
	for _, f := range p.Places {
		if f.Person == x {
			sum += spread(uint64(f.Group)*2 + flag(f.Never))
		}
	}
	return sum
}

// core makes a search over the layout.
func (l *layout) core(ctx context.Context, seed uint64) *core {
	c := newCore(ctx, len(l.held), l.pair, l.heft, l.groups)
	c.alone = l.alone
	c.ledger = l.m.newLedger(l.held, l.groups)
	c.rng = spread(seed)
	return c
}

// people turns the groups of pieces into the groups of people.
func (l *layout) people(where []int32) []int {
	out := make([]int, l.m.n)
	for i, g := range where {
		for _, x := range l.held[i] {
			out[x] = int(g)
			if l.groups[g].idle {
				out[x] = Waits
			}
		}
	}
	return out
}

// deal finds a first arrangement within the sizes: heavy pieces first, then at random into the emptiest group; nil when
// none of many tries fits.
func (l *layout) deal(c *core) []int32 {
	for range 100 {
		if where := l.tryDeal(c); where != nil {
			return where
		}
	}
	return nil
}

func (l *layout) tryDeal(c *core) []int32 {
	n := len(l.held)
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	for i := n - 1; i > 0; i-- {
		j := c.below(i + 1)
		order[i], order[j] = order[j], order[i]
	}
	sort.SliceStable(order, func(i, j int) bool { return len(l.held[order[i]]) > len(l.held[order[j]]) })
	where, size := make([]int32, n), make([]int, len(l.groups))
	for _, i := range order {
		g := l.emptiest(size, len(l.held[i]))
		if g < 0 {
			return nil
		}
		where[i] = int32(g)
		size[g] += len(l.held[i])
	}
	for g, b := range l.groups {
		if size[g] < b.lo {
			return nil
		}
	}
	return where
}

// emptiest is the group that lacks most to its lower size, else the one with most room; the waiting list comes last.
func (l *layout) emptiest(size []int, w int) int {
	best, most := -1, 0
	for g, b := range l.groups {
		room := b.hi - size[g]
		if room < w {
			continue
		}
		score := 1 + room
		if size[g] < b.lo {
			score = 1<<20 + b.lo - size[g]
		}
		if b.idle {
			score = 1
		}
		if score > most {
			best, most = g, score
		}
	}
	return best
}
