package compose

import "context"

// never is a pull so low that no candidate passes it; half of the range is kept free so that sums cannot overflow.
const never = -1 << 30

// core is one arrangement under search: n pieces (a person, or people who must stay together) in k groups.
//
// pull[x*k+g] is what x would gain by leaving its group for g, with nobody in exchange. A swap of a in g with b in h
// gains pull[a][h] + pull[b][g] − 2·pair[a][b]. lure[g*k+h] is the highest pull of g on a member of h.
type core struct {
	n, k  int
	pair  []int32 // n×n, symmetric, zero diagonal
	heft  []int32 // people in each piece; nil when every piece is one person
	live  []int32 // 1 for a group, 0 for the waiting list, whose members mean nothing to each other
	lo    []int32
	hi    []int32
	least []int32 // the lowest pair value of each piece, never above zero

	where   []int32
	seat    []int32
	members [][]int32
	size    []int32
	pull    []int32
	lure    []int32
	none    []int32 // a row of zeros: the partner of a piece that moves alone
	loose   bool    // some group may change its size
	ledger  *ledger // rules and wishes that are no sum over pairs; nil for bare mixing

	floor  int32   // no loss below this is ever accepted at the present temperature
	losses []int32 // accepted losses at the present temperature, evenly spread in probability
	rng    uint64
	taken  int64 // accepted moves
	tried  int64 // moves judged, passed over in blocks or one by one

	total  int64 // the objective now, in whole units
	best   int64
	record []int32
	ctx    context.Context
}

// newCore lays out a search over pair values; alone[x*k+g] is what x is worth in g whoever else sits there (nil: nothing).
func newCore(ctx context.Context, n int, pair []int32, heft []int32, groups []bounds) *core {
	k := len(groups)
	c := &core{n: n, k: k, pair: pair, heft: heft, ctx: ctx,
		live: make([]int32, k), lo: make([]int32, k), hi: make([]int32, k), least: make([]int32, n),
		where: make([]int32, n), seat: make([]int32, n), members: make([][]int32, k), size: make([]int32, k),
		pull: make([]int32, n*k), lure: make([]int32, k*k), none: make([]int32, n), record: make([]int32, n)}
	for g, b := range groups {
		c.lo[g], c.hi[g] = int32(b.lo), int32(b.hi)
		c.live[g] = 1
		if b.idle {
			c.live[g] = 0
		}
		c.loose = c.loose || b.lo != b.hi
		c.members[g] = make([]int32, 0, min(n, b.hi)+1)
	}
	for x := range n {
		for _, v := range pair[x*n : x*n+n] {
			c.least[x] = min(c.least[x], v)
		}
	}
	return c
}

// bounds is the room of one group in people; an idle group is the waiting list.
type bounds struct {
	lo, hi int
	idle   bool
}

// place puts every piece where the arrangement says and works out every pull from the pairs.
func (c *core) place(where []int32, alone []int32) {
	copy(c.where, where)
	for g := range c.members {
		c.members[g], c.size[g] = c.members[g][:0], 0
	}
	for x, g := range c.where {
		c.seat[x] = int32(len(c.members[g]))
		c.members[g] = append(c.members[g], int32(x))
		c.size[g] += c.weight(int32(x))
	}
	var twice int64
	c.total = 0
	for x := range c.n {
		row, q := c.pair[x*c.n:(x+1)*c.n], c.pull[x*c.k:(x+1)*c.k]
		clear(q)
		for y, v := range row {
			g := c.where[y]
			q[g] += v * c.live[g]
		}
		g := c.where[x]
		twice += int64(q[g])
		if alone != nil {
			for h := range q {
				q[h] += alone[x*c.k+h]
			}
			c.total += int64(alone[x*c.k+int(g)])
		}
		own := q[g]
		for h := range q {
			q[h] -= own
		}
	}
	c.total += twice / 2
	for g := range c.k {
		for h := range c.k {
			c.scout(g, h)
		}
	}
	if c.ledger != nil {
		c.total = c.ledger.open(c, c.total)
	}
	c.best = c.total
	copy(c.record, c.where)
}

func (c *core) weight(x int32) int32 {
	if c.heft == nil {
		return 1
	}
	return c.heft[x]
}

// scout finds the highest pull of g on a member of h.
func (c *core) scout(g, h int) {
	top := int32(never)
	if g != h {
		for _, x := range c.members[h] {
			top = max(top, c.pull[int(x)*c.k+g])
		}
	}
	c.lure[g*c.k+h] = top
}

// exchange swaps the seats of a and b, who sit in different groups; every pull and lure is kept right.
func (c *core) exchange(a, b int32) {
	g, h, n := c.where[a], c.where[b], c.n
	c.members[g][c.seat[a]], c.members[h][c.seat[b]] = b, a
	c.seat[a], c.seat[b] = c.seat[b], c.seat[a]
	c.where[a], c.where[b] = h, g
	if c.heft != nil {
		d := c.heft[b] - c.heft[a]
		c.size[g] += d
		c.size[h] -= d
	}
	c.repull(c.pair[int(a)*n:int(a)*n+n], c.pair[int(b)*n:int(b)*n+n], int(g), int(h))
}

// move seats a in h with nobody in exchange.
func (c *core) move(a, h int32) {
	g := c.where[a]
	last := len(c.members[g]) - 1
	c.members[g][c.seat[a]] = c.members[g][last]
	c.seat[c.members[g][last]] = c.seat[a]
	c.members[g] = c.members[g][:last]
	c.seat[a] = int32(len(c.members[h]))
	c.members[h] = append(c.members[h], a)
	c.where[a] = h
	w := c.weight(a)
	c.size[g] -= w
	c.size[h] += w
	n := c.n
	c.repull(c.pair[int(a)*n:int(a)*n+n], c.none, int(g), int(h))
}

// repull brings pulls and lures up to date after the piece of row give went from g to h and that of take came back.
func (c *core) repull(give, take []int32, g, h int) {
	k, lg, lh := c.k, c.live[g], c.live[h]
	for j := range k {
		if j == g || j == h {
			continue
		}
		topG, topH := int32(never), int32(never)
		for _, x := range c.members[j] {
			q := c.pull[int(x)*k : int(x)*k+k]
			d := take[x] - give[x]
			q[g] += d * lg
			q[h] -= d * lh
			topG, topH = max(topG, q[g]), max(topH, q[h])
		}
		c.lure[g*k+j], c.lure[h*k+j] = topG, topH
	}
	for _, x := range c.members[g] {
		c.settle(x, g, h, take[x]-give[x], lg, lh)
	}
	for _, x := range c.members[h] {
		c.settle(x, h, g, give[x]-take[x], lh, lg)
	}
	c.relure(g)
	c.relure(h)
}

// settle mends the pulls of a member of g after g gained the pair value d for it and h lost it.
func (c *core) settle(x int32, g, h int, d, lg, lh int32) {
	q := c.pull[int(x)*c.k : int(x)*c.k+c.k]
	q[g] += d * lg
	q[h] -= d * lh
	if own := q[g]; own != 0 {
		for j := range q {
			q[j] -= own
		}
	}
}

// relure finds the highest pull of every group on the members of h.
func (c *core) relure(h int) {
	k := c.k
	for j := range k {
		c.lure[j*k+h] = never
	}
	for _, x := range c.members[h] {
		q := c.pull[int(x)*k : int(x)*k+k]
		for j, v := range q {
			if v > c.lure[j*k+h] {
				c.lure[j*k+h] = v
			}
		}
	}
	c.lure[h*k+h] = never
}
