package compose

import "context"

// never is a pull so low that no candidate passes it; half of the range is kept free so that sums cannot overflow.
const never = -1 << 30

// core is one arrangement under search: n pieces (a person, or people who must stay together) in k groups.
//
// pull[x*k+g] is what g holds for x: the pair values of x with its members. own[x] is the pull of the group x sits in. A
// swap of a in g with b in h gains pull[a][h] − own[a] + pull[b][g] − own[b] − 2·pair[a][b]. lure[g*k+h] is the most
// that a member of h could gain by going to g with nobody in exchange.
type core struct {
	n, k  int
	pair  []int32 // n×n, symmetric, zero diagonal
	heft  []int32 // people in each piece; nil when every piece is one person
	live  []int32 // 1 for a group, 0 for the waiting list, whose members mean nothing to each other
	lo    []int32
	hi    []int32
	alone []int32 // n×k: what a piece is worth in a group whoever else sits there; nil for nothing
	least []int32 // the lowest pair value of each piece, never above zero

	where   []int32
	seat    []int32
	members [][]int32
	size    []int32
	pull    []int32
	own     []int32
	lure    []int32
	tops    []int32
	none    []int32 // a row of zeros: the partner of a piece that moves alone
	loose   bool    // some group may change its size
	ledger  *ledger // rules and wishes that are no sum over pairs; nil for bare mixing

	losses []int32 // accepted losses at the present temperature, evenly spread in probability
	rng    uint64
	taken  int64 // accepted moves
	tried  int64 // moves judged, passed over in blocks or one by one
	batch  int64 // moves judged between two looks at the allowance

	total  int64 // the objective now, in whole units
	best   int64
	record []int32
	cursor int32 // the piece whose moves are judged next
	groups []bounds
	ctx    context.Context
}

// newCore lays out a search over pair values.
func newCore(ctx context.Context, n int, pair []int32, heft []int32, groups []bounds) *core {
	k := len(groups)
	c := &core{n: n, k: k, pair: pair, heft: heft, groups: groups, ctx: ctx,
		live: make([]int32, k), lo: make([]int32, k), hi: make([]int32, k), least: make([]int32, n),
		where: make([]int32, n), seat: make([]int32, n), members: make([][]int32, k), size: make([]int32, k),
		pull: make([]int32, n*k), own: make([]int32, n), lure: make([]int32, k*k), tops: make([]int32, k), none: make([]int32, n), record: make([]int32, n)}
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
func (c *core) place(where []int32) {
	alone := c.alone
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
		c.own[x] = q[g]
	}
	c.total += twice / 2
	for g := range c.k {
		c.relure(g)
	}
	if c.ledger != nil {
		c.total = c.ledger.open(c)
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
	take = take[:len(give)]
	for j, members := range c.members {
		topG, topH := int32(never), int32(never)
		for _, x := range members {
			q := c.pull[int(x)*k : int(x)*k+k]
			d, own := take[x]-give[x], c.own[x]
			toG, toH := q[g]+d*lg, q[h]-d*lh
			q[g], q[h] = toG, toH
			topG, topH = max(topG, toG-own), max(topH, toH-own)
		}
		c.lure[g*k+j], c.lure[h*k+j] = topG, topH
	}
	for _, x := range c.members[g] {
		c.own[x] = c.pull[int(x)*k+g]
	}
	for _, x := range c.members[h] {
		c.own[x] = c.pull[int(x)*k+h]
	}
	c.relure(g)
	c.relure(h)
}

// relure finds the highest pull of every group on the members of h.
func (c *core) relure(h int) {
	k, tops := c.k, c.tops
	for j := range tops {
		tops[j] = never
	}
	for _, x := range c.members[h] {
		q, own := c.pull[int(x)*k:int(x)*k+k], c.own[x]
		q = q[:len(tops)]
		for j, top := range tops {
			tops[j] = max(top, q[j]-own)
		}
	}
	tops[h] = never
	for j, top := range tops {
		c.lure[j*k+h] = top
	}
}
