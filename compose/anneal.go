package compose

import "math"

// Search constants. The acceptance rates between which the search cools are those that gave the best sums on the
// published instances; a table of 4,096 losses stands for the exponential law of acceptance.
const (
	hotRate   = 0.004
	coldRate  = 0.0001
	lossCount = 4096
	batch     = 150_000 // moves judged between two looks at the allowance
)

// next gives 64 random bits (xorshift).
func (c *core) next() uint64 {
	x := c.rng
	x ^= x << 13
	x ^= x >> 7
	x ^= x << 17
	c.rng = x
	return x
}

// spread mixes a seed so that neighbouring seeds give unrelated searches; never zero.
func spread(seed uint64) uint64 {
	z := seed + 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return (z ^ z>>31) | 1
}

// below gives a random number from 0 to n−1.
func (c *core) below(n int) int { return int(c.next() >> 33 % uint64(n)) }

// heat sets the temperature: a loss l is accepted with probability exp(−l/t).
func (c *core) heat(t float64, logs []float64) {
	if c.losses == nil {
		c.losses = make([]int32, lossCount)
	}
	for i, l := range logs {
		c.losses[i] = int32(max(t*l, -1<<28))
	}
	c.floor = c.losses[0] - 1
}

// logTable holds ln u for evenly spread u, lowest first.
func logTable() []float64 {
	logs := make([]float64, lossCount)
	for i := range logs {
		logs[i] = math.Log((float64(i) + 0.5) / lossCount)
	}
	return logs
}

// accepts draws whether a move of this gain is taken.
func (c *core) accepts(gain int32) bool {
	return gain > 0 || gain >= c.losses[c.next()>>52]
}

// row judges every swap and move of one piece. A group whose lure cannot lift any swap above the floor is passed over.
func (c *core) row(a int32) {
	k := c.k
	g := c.where[a]
	q := c.pull[int(a)*k : int(a)*k+k]
	lure := c.lure[int(g)*k : int(g)*k+k]
	limit := c.floor + 2*c.least[a] - c.hope()
	for h := range q {
		if int32(h) == g {
			continue
		}
		if q[h]+lure[h] > limit && c.swapInto(a, g, int32(h), q[h], limit) ||
			c.loose && q[h] > limit && c.moveInto(a, g, int32(h), q[h]) {
			g = int32(h)
			lure = c.lure[int(g)*k : int(g)*k+k]
		}
	}
	c.tried += int64(c.n - len(c.members[g]))
}

// swapInto judges the swaps of a with each member of h and takes the first that is accepted.
func (c *core) swapInto(a, g, h, pull, limit int32) bool {
	k, twice := c.k, c.live[g]+c.live[h]
	row := c.pair[int(a)*c.n : int(a)*c.n+c.n]
	for _, b := range c.members[h] {
		gain := pull + c.pull[int(b)*k+int(g)] - twice*row[b]
		if gain <= c.floor-c.hope() {
			continue
		}
		if c.heft != nil && !c.fits(a, b, g, h) {
			continue
		}
		if c.ledger != nil {
			if gain = c.ledger.swapped(c, a, b, gain); gain <= c.floor {
				continue
			}
		}
		if !c.accepts(gain) {
			continue
		}
		c.exchange(a, b)
		c.take(gain, g, h)
		return true
	}
	return false
}

// moveInto judges a move with nobody in exchange.
func (c *core) moveInto(a, g, h, gain int32) bool {
	w := c.weight(a)
	if c.size[g]-w < c.lo[g] || c.size[h]+w > c.hi[h] {
		return false
	}
	if c.ledger != nil {
		gain = c.ledger.swapped(c, a, -1, gain)
	}
	if gain <= c.floor || !c.accepts(gain) {
		return false
	}
	c.move(a, h)
	c.take(gain, g, h)
	return true
}

// fits says whether two pieces of different size may swap.
func (c *core) fits(a, b, g, h int32) bool {
	d := c.heft[b] - c.heft[a]
	return d == 0 || c.size[g]+d >= c.lo[g] && c.size[g]+d <= c.hi[g] && c.size[h]-d >= c.lo[h] && c.size[h]-d <= c.hi[h]
}

// hope is the most that the ledger could add to a pair gain.
func (c *core) hope() int32 {
	if c.ledger == nil {
		return 0
	}
	return c.ledger.hope
}

// take books an accepted move and keeps the best arrangement.
func (c *core) take(gain, g, h int32) {
	c.taken++
	c.total += int64(gain)
	if c.ledger != nil {
		c.ledger.commit(c, g, h)
	}
	if c.total > c.best {
		c.best = c.total
		copy(c.record, c.where)
	}
}

// run judges about the given number of moves, row by row from the cursor, and says at what rate they were accepted.
func (c *core) run(cursor *int32, moves int64) float64 {
	taken, tried := c.taken, c.tried
	for c.tried-tried < moves {
		c.row(*cursor)
		if *cursor++; int(*cursor) == c.n {
			*cursor = 0
		}
	}
	return float64(c.taken-taken) / float64(c.tried-tried)
}

// anneal cools over the whole allowance: spent tells which share of it is used, from 0 to 1.
func (c *core) anneal(spent func() float64, alone []int32) {
	logs := logTable()
	var cursor int32
	hot, cold := c.calibrate(logs, &cursor, spent)
	from := spent()
	for at := from; at < 1; at = spent() {
		f := (at - from) / (1 - from)
		c.heat(hot*math.Pow(cold/hot, f), logs)
		c.run(&cursor, batch)
	}
	c.descend(alone)
}

// calibrate finds the temperatures at which moves are accepted at the hot and at the cold rate.
func (c *core) calibrate(logs []float64, cursor *int32, spent func() float64) (hot, cold float64) {
	step := max(batch, int64(c.n)*int64(c.n)*2)
	t := c.scale()
	for spent() < 0.04 {
		c.heat(t, logs)
		if c.run(cursor, step) <= hotRate {
			break
		}
		t *= 0.8
	}
	hot, cold = t, t
	for spent() < 0.08 {
		cold *= 0.85
		c.heat(cold, logs)
		if c.run(cursor, step) <= coldRate {
			return hot, cold
		}
	}
	return hot, min(cold, hot/12)
}

// scale is the mean size of a pair value, the unit of temperature.
func (c *core) scale() float64 {
	var sum float64
	count := 0
	for x := 0; x < c.n; x += 1 + c.n/400 {
		for _, v := range c.pair[x*c.n : x*c.n+c.n] {
			sum += math.Abs(float64(v))
			count++
		}
	}
	return max(1, sum/float64(max(1, count)))
}

// descend returns to the best arrangement met and takes every move that gains until none does.
func (c *core) descend(alone []int32) {
	c.place(append([]int32(nil), c.record...), alone)
	c.losses = make([]int32, lossCount)
	c.floor = 0
	for before := c.taken - 1; before != c.taken; {
		before = c.taken
		for a := range c.n {
			c.row(int32(a))
		}
	}
}
