package compose

// pack judges one move of a heavy piece to a group chosen at random, in exchange for as many people as are needed there
// to keep both groups within their sizes. Without it, people who must stay together could hardly ever move.
func (c *core) pack(a, loss int32) {
	g, h := c.where[a], int32(c.below(c.k))
	if g == h {
		return
	}
	back, ok := c.partners(a, g, h)
	if !ok {
		return
	}
	before := c.total
	gain := int64(c.transfer(a, h))
	for _, b := range back {
		gain += int64(c.transfer(b, g))
	}
	after := before + gain
	if c.ledger != nil {
		after = c.ledger.open(c)
	}
	if after-before > int64(loss) {
		c.taken++
		c.total = after
		if c.total > c.best {
			c.best = c.total
			copy(c.record, c.where)
		}
		return
	}
	for _, b := range back {
		c.transfer(b, h)
	}
	c.transfer(a, g)
	if c.ledger != nil {
		c.ledger.open(c)
	}
}

// transfer moves a piece whatever the sizes and gives the pair gain.
func (c *core) transfer(x, to int32) int32 {
	gain := c.pull[int(x)*c.k+int(to)] - c.own[x]
	c.move(x, to)
	return gain
}

// partners picks, from a random place on, members of h that a must be exchanged for; not ok when sizes cannot be kept.
func (c *core) partners(a, g, h int32) ([]int32, bool) {
	w := c.weight(a)
	sizeG, sizeH := c.size[g]-w, c.size[h]+w
	var back []int32
	members := c.members[h]
	if len(members) > 0 {
		from := c.below(len(members))
		for i := range members {
			if sizeG >= c.lo[g] && sizeH <= c.hi[h] {
				break
			}
			b := members[(from+i)%len(members)]
			if v := c.weight(b); sizeG+v <= c.hi[g] && sizeH-v >= c.lo[h] {
				back = append(back, b)
				sizeG, sizeH = sizeG+v, sizeH-v
			}
		}
	}
	return back, sizeG >= c.lo[g] && sizeG <= c.hi[g] && sizeH >= c.lo[h] && sizeH <= c.hi[h]
}
