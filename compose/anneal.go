package compose

import (
	"math"
	"slices"
)

// Search constants. Temperatures are set by the rate at which moves are accepted; these rates gave the best sums on the
// published instances. A table of 4,096 losses stands for the exponential law of acceptance.
const (
	wideRate     = 0.016  // far above; the way from here to coolRate tells how sharply a problem freezes
	hotRate      = 0.004  // where cooling begins
	warmRate     = 0.0025 // of the warmer of two searches that exchange temperatures
	coolRate     = 0.0013 // of the cooler
	coldRate     = 0.0001 // where cooling ends
	smooth       = 3.5    // a problem whose temperatures span more than this does not freeze all at once
	calibrated   = 0.12   // share of the allowance that finding the temperatures may take
	lossCount    = 4096
	coolUntil    = 0.06 // share of the allowance for the first cooling
	workUntil    = 0.8
	settleFrom   = 0.98 // from here on only moves that gain
	hasty        = 40   // sweeps; with fewer there is no time to wander
	wishHot      = 8    // with wishes about whole groups few of the moves judged can be accepted at all: the rate is low
	wishCold     = 2    // at temperatures that still are useful, and cooling goes from so much above it to so much above its end
	mostCoolings = 16
	coolingMoves = 10_000 // moves a piece that one cooling with wishes takes
	glance       = 500    // accepted moves between two looks at the allowance
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
}

// logTable holds ln u for evenly spread u, in an order without order: neighbours are as good as drawn apart.
func logTable() []float64 {
	logs := make([]float64, lossCount)
	for i := range logs {
		logs[i] = math.Log((float64(i) + 0.5) / lossCount)
	}
	mix := core{rng: 0x9e3779b97f4a7c15}
	for i := len(logs) - 1; i > 0; i-- {
		j := mix.below(i + 1)
		logs[i], logs[j] = logs[j], logs[i]
	}
	return logs
}

// row judges every swap and move of one piece, those with one group against one loss drawn for that group. A group
// whose lure cannot lift any swap above the loss is passed over with one comparison.
func (c *core) row(a int32) {
	k := c.k
	g := c.where[a]
	q := c.pull[int(a)*k : int(a)*k+k]
	lure := c.lure[int(g)*k : int(g)*k+k]
	own := c.own[a]
	slack := own + 2*c.least[a] - c.hope()
	from := int(c.next() >> 52)
	lure = lure[:len(q)]
	for h, p := range q {
		loss := c.losses[(from+h)&(lossCount-1)]
		if p+lure[h] > loss+slack && c.swapInto(a, g, int32(h), p-own, loss) ||
			c.loose && p > loss+own-c.hope() && c.moveInto(a, g, int32(h), p-own, loss) {
			g, own = int32(h), c.own[a]
			slack = own + 2*c.least[a] - c.hope()
			lure = c.lure[int(g)*k : int(g)*k+k][:len(q)]
			from = int(c.next() >> 52)
		}
	}
	if c.heft != nil && c.heft[a] > 1 {
		c.pack(a, c.losses[from])
	}
	c.tried += int64(max(1, c.n-len(c.members[g]))) // a single group has no swaps, and yet the search must come to its end
}

// swapInto judges the swaps of a with each member of h and takes the first that loses less than the loss drawn.
func (c *core) swapInto(a, g, h, pull, loss int32) bool {
	if g == h {
		return false
	}
	k, twice, hope := c.k, c.live[g]+c.live[h], int32(0)
	if c.ledger != nil {
		hope = c.ledger.hopeFor(g, h)
		if pull+c.lure[int(g)*k+int(h)] <= loss+2*c.least[a]-hope {
			return false
		}
	}
	row := c.pair[int(a)*c.n : int(a)*c.n+c.n]
	for _, b := range c.members[h] {
		gain := pull + c.pull[int(b)*k+int(g)] - c.own[b] - twice*row[b]
		if gain <= loss-hope || c.heft != nil && !c.fits(a, b, g, h) {
			continue
		}
		if c.ledger != nil {
			if gain = c.ledger.swapped(c, a, b, h, gain, loss); gain <= loss {
				continue
			}
		}
		c.exchange(a, b)
		c.take(gain, g, h)
		return true
	}
	return false
}

// moveInto judges a move with nobody in exchange.
func (c *core) moveInto(a, g, h, gain, loss int32) bool {
	w := c.weight(a)
	if g == h || c.size[g]-w < c.lo[g] || c.size[h]+w > c.hi[h] {
		return false
	}
	if c.ledger != nil {
		gain = c.ledger.swapped(c, a, -1, h, gain, loss)
	}
	if gain <= loss {
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
		c.ledger.commit(g, h)
	}
	if c.total > c.best {
		c.best = c.total
		copy(c.record, c.where)
	}
}

// runUntil judges about the given number of moves, row by row from the cursor, or until so many were accepted, and says
// at what rate they were.
func (c *core) runUntil(moves, accepted int64) float64 {
	taken, tried, look := c.taken, c.tried, c.tried+c.batch
	for c.tried-tried < moves && c.taken-taken < accepted {
		c.row(c.cursor)
		if c.cursor++; int(c.cursor) == c.n {
			c.cursor = 0
		}
		if c.tried > look || c.ledger != nil { // a row that is judged by wishes takes its time
			if c.ctx.Err() != nil {
				break
			}
			look = c.tried + c.batch
		}
	}
	return float64(c.taken-taken) / float64(max(1, c.tried-tried))
}

// search spends the whole allowance; spent tells which share of it is used, from 0 to 1. A problem that freezes all at
// once is cooled to where that is about to happen, worked on there by two searches that exchange temperatures, and
// then cooled to the end. One that settles little by little is cooled slowly all the way, and when there is time for few
// sweeps only, cooling begins lower.
func (c *core) search(spent func() float64) {
	logs := logTable()
	wide, hot, warm, cool, cold := c.calibrate(logs, spent)
	switch sweeps := c.sweeps(spent()); {
	case sweeps < hasty:
		c.cool(math.Sqrt(cool*cold), cold, settleFrom, spent, logs)
	case c.ledger != nil:
		c.recool(wishHot*cool, wishCold*cold, spent, logs)
	case sweeps < 8*hasty:
		c.cool(cool, cold, settleFrom, spent, logs)
	case wide > smooth*cool:
		c.cool(hot, cold, settleFrom, spent, logs)
	default:
		c.cool(hot, cool, coolUntil, spent, logs)
		c.pairUp(warm, cool, workUntil, spent, logs)
		c.cool(cool, cold, settleFrom, spent, logs)
	}
	c.descend(spent)
}

// sweeps foresees from the share spent so far how often the whole allowance can judge every swap.
func (c *core) sweeps(spent float64) float64 {
	return float64(c.tried) / max(spent, 1e-9) / float64(c.n*c.n)
}

// cool lowers the temperature evenly on a logarithmic scale until the given share is spent.
func (c *core) cool(from, to, until float64, spent func() float64, logs []float64) {
	begin := spent()
	for at := begin; at < until; at = spent() {
		c.heat(from*math.Pow(to/from, (at-begin)/(until-begin)), logs)
		c.runUntil(c.batch, glance)
	}
}

// recool cools as often as the allowance is good for: a longer cooling soon finds no more, another one does.
func (c *core) recool(from, to float64, spent func() float64, logs []float64) {
	begin := spent()
	times := max(1, min(mostCoolings, int(c.sweeps(begin)*float64(c.n)/coolingMoves)))
	for i := range times {
		c.cool(from, to, begin+(settleFrom-begin)*float64(i+1)/float64(times), spent, logs)
	}
}

// pairUp runs a second search beside this one at a higher temperature. They exchange temperatures by the usual rule for
// replicas, so that what is stuck is warmed and what is good is cooled. The better arrangement stays here.
func (c *core) pairUp(warm, cool, until float64, spent func() float64, logs []float64) {
	if spent() >= until {
		return
	}
	twin := c.twin()
	c.heat(cool, logs)
	twin.heat(warm, logs)
	step := max(c.batch, min(4*int64(c.n)*int64(c.n), 20*c.batch))
	cooler, warmer := c, twin
	for spent() < until && c.ctx.Err() == nil {
		c.runUntil(step, 8*glance)
		c.tried -= twin.tried
		twin.runUntil(step, 8*glance)
		c.tried += twin.tried
		d := (1/warm - 1/cool) * float64(cooler.total-warmer.total)
		if d >= 0 || math.Exp(d) > float64(c.next()>>11)/(1<<53) {
			cooler.losses, warmer.losses = warmer.losses, cooler.losses
			cooler, warmer = warmer, cooler
		}
	}
	record, best := slices.Clone(c.record), c.best
	if twin.best > best {
		record, best = twin.record, twin.best
	}
	if cooler != c {
		c.place(cooler.where)
	}
	c.record, c.best = record, best
}

// twin is a second search over the same problem from the same arrangement.
func (c *core) twin() *core {
	t := newCore(c.ctx, c.n, c.pair, c.heft, c.groups)
	t.alone, t.ledger = c.alone, c.ledger.copy()
	t.batch = c.batch
	t.rng = spread(c.next())
	t.place(c.where)
	return t
}

// calibrate finds the temperatures of the five rates by a quick cooling.
func (c *core) calibrate(logs []float64, spent func() float64) (wide, hot, warm, cool, cold float64) {
	rates := [5]float64{wideRate, hotRate, warmRate, coolRate, coldRate}
	var found [5]float64
	next, t, step, slower := 0, c.scale(), 5*c.batch, 0.85
	if c.ledger != nil {
		step, slower = 2*c.batch, 0.75
	}
	for next < len(rates) && spent() < calibrated && t > 0.5 {
		c.heat(t, logs)
		rate := c.runUntil(step, 2*glance)
		for next < len(rates) && rate <= rates[next] {
			found[next] = t
			next++
		}
		if next == 0 && rate > 2*wideRate {
			t *= 0.7
		}
		t *= slower
	}
	for ; next < len(rates); next++ {
		found[next] = t
		t *= 0.6
	}
	return found[0], found[1], found[2], found[3], found[4]
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
	unit := sum / float64(max(1, count))
	if c.ledger != nil {
		unit = max(unit, c.ledger.whole/float64(16*c.k))
	}
	return max(1, unit)
}

// descend returns to the best arrangement met and takes moves that gain until none does or the allowance is spent.
func (c *core) descend(spent func() float64) {
	c.place(append([]int32(nil), c.record...))
	c.losses = make([]int32, lossCount)
	for quiet, taken := 0, c.taken; quiet < c.n && spent() < 1; {
		for range 16 {
			c.row(c.cursor)
			if c.cursor++; int(c.cursor) == c.n {
				c.cursor = 0
			}
			if quiet++; c.taken != taken {
				quiet, taken = 0, c.taken
			}
		}
	}
}
