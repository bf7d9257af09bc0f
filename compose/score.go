package compose

import "slices"

// Rule names one thing that must hold: a tie, a place, a wish that must, or the sizes of the groups.
type Rule struct {
	Part string // ties, places, wishes or groups
	At   int    // position in the problem; 0 for groups
}

// Part is what one wish adds to a score or takes from it, in points of 100. Wish is its position; the position after the
// last stands for all preferred ties.
type Part struct {
	Wish   int
	Points float64
}

// Score is what a plan is worth.
type Score struct {
	Total   float64     // 0 to 100: the wishes by weight, as if nothing were broken
	Wishes  []float64   // how far each wish is met, about 0 to 1; then the preferred ties
	Groups  [][]float64 // by group and wish: how far it is met there; NaN-free, 1 for what asks nothing of this group
	Broken  []Rule      // rules that do not hold
	Waiting int         // people on the waiting list

	units  []int64 // by wish, then ties, then the worst-off group
	whole  float64 // units of all wishes wholly met, and of one person who waits
	breach int64
}

// worth is the whole objective in units.
func (s Score) worth() int64 {
	sum := -s.breach - int64(s.Waiting)*int64(s.whole)
	for _, u := range s.units {
		sum += u
	}
	return sum
}

// Evaluate scores a plan from scratch: group[x] is the group of person x, or Waits.
func Evaluate(p *Problem, group []int) (Score, error) {
	if err := p.Check(); err != nil {
		return Score{}, err
	}
	if err := p.checkPlan(group); err != nil {
		return Score{}, err
	}
	return newModel(p).score(group), nil
}

func (p *Problem) checkPlan(group []int) error {
	if len(group) != len(p.People) {
		return &Fault{"people", 0, "a plan wants a group for everyone"}
	}
	for x, g := range group {
		if g < Waits || g >= len(p.Groups) {
			return &Fault{"people", x, "the plan names a group that does not exist"}
		}
	}
	return nil
}

func (m *model) members(group []int) [][]int32 {
	out := make([][]int32, len(m.p.Groups))
	for x, g := range group {
		if g >= 0 {
			out[g] = append(out[g], int32(x))
		}
	}
	return out
}

func (m *model) score(group []int) Score {
	wishes := len(m.p.Wishes)
	s := Score{Wishes: make([]float64, wishes+1), units: make([]int64, wishes+2), whole: float64(m.whole)}
	worth, lost, left := make([]int64, len(m.p.Groups)), make([]int64, len(m.p.Groups)), make([]int64, len(m.p.Groups))
	for g, people := range m.members(group) {
		row := make([]float64, wishes+1)
		for _, w := range m.pairs {
			row[w.wish] = m.pairScore(&s, w, people, &worth[g])
			if m.p.Wishes[w.wish].Kind == Choice {
				row[w.wish] = m.p.honoured(people)
			}
		}
		for i := range m.terms {
			t := &m.terms[i]
			cost := int64(t.cost(people))
			row[t.wish] = 1
			if t.must {
				s.breach += cost
				lost[g] += cost
				if cost > 0 {
					row[t.wish] = 0
				}
			} else {
				s.units[t.wish] -= cost
				worth[g] -= cost
				row[t.wish] = 1 - float64(cost)/max(t.worth, 1e-9)
			}
		}
		row[wishes] = m.tieScore(&s, people, &worth[g], &lost[g])
		s.Groups = append(s.Groups, row)
	}
	m.rate(&s)
	if m.fair > 0 {
		m.places(group, lost)
		for g := range worth {
			left[g] = worth[g] - lost[g]
		}
		low := slices.Min(worth)
		s.units[wishes+1] = m.fair * low
		s.breach += m.fair * (low - slices.Min(left)) // what broken rules take from the worst-off group is no wish's matter
	}
	m.breaches(&s, group)
	return s
}

// pairScore books one pair wish in one group and tells the mean value of its pairs there.
func (m *model) pairScore(s *Score, w pairWish, people []int32, worth *int64) float64 {
	var sum, count float64
	for i, x := range people {
		for _, y := range people[:i] {
			u := int64(w.worth(int(x), int(y)))
			s.units[w.wish] += u
			*worth += u
			sum += w.value(int(x), int(y))
			count++
		}
	}
	if count == 0 {
		return 1
	}
	return min(1, sum/count)
}

// honoured is the share of the choices made by these people that are kept among them; 1 when they made none.
func (p *Problem) honoured(people []int32) float64 {
	made, kept := 0, 0
	for _, x := range people {
		if p.Choices == nil {
			break
		}
		for _, y := range p.Choices[x] {
			made++
			if slices.Contains(people, int32(y)) {
				kept++
			}
		}
	}
	if made == 0 {
		return 1
	}
	return float64(kept) / float64(made)
}

func (m *model) tieScore(s *Score, people []int32, worth, lost *int64) float64 {
	in := map[int32]bool{}
	for _, x := range people {
		in[x] = true
	}
	asked, kept := 0.0, 0.0
	for _, t := range m.p.Ties {
		a, b := in[int32(t.A)], in[int32(t.B)]
		if t.Must || !a && !b {
			continue
		}
		asked += t.Weight
		if (a && b) != t.Apart {
			kept += t.Weight
		}
	}
	if len(m.ties)+len(m.apart) > 0 {
		for i, x := range people {
			for _, y := range people[:i] {
				key := [2]int{int(min(x, y)), int(max(x, y))}
				u := int64(m.ties[key])
				s.units[len(m.p.Wishes)] += u
				*worth += u
				if m.apart[key] {
					*lost += int64(m.penalty)
				}
			}
		}
	}
	if asked == 0 {
		return 1
	}
	return kept / asked
}

// rate turns units into parts of each wish and the total.
func (m *model) rate(s *Score) {
	for _, w := range m.pairs {
		base := w.mean
		if m.p.Wishes[w.wish].Kind == Choice {
			base = 0
		}
		s.Wishes[w.wish] = base + s.part(w.wish, m.shares[w.wish])
	}
	for i := range m.terms {
		t := &m.terms[i]
		s.Wishes[t.wish] = 1 + s.part(t.wish, m.shares[t.wish])
		if t.must {
			for g := range s.Groups {
				s.Wishes[t.wish] = min(s.Wishes[t.wish], s.Groups[g][t.wish])
			}
		}
	}
	last := len(m.p.Wishes)
	s.Wishes[last] = m.tieBase + s.part(last, m.shares[last])
	for i, share := range m.shares {
		s.Total += 100 * share * s.Wishes[i]
	}
}

// part is how much of its own share a wish gained, or lost.
func (s *Score) part(wish int, share float64) float64 {
	if share == 0 {
		return 0
	}
	return float64(s.units[wish]) / (share * s.whole)
}

// places adds to what is broken in each group its broken places.
func (m *model) places(group []int, lost []int64) {
	for _, f := range m.p.Places {
		if g := group[f.Person]; g >= 0 && f.broken(g) {
			lost[g] += int64(m.penalty)
		}
	}
}

// breaches finds every rule that does not hold.
func (m *model) breaches(s *Score, group []int) {
	size := make([]int, len(m.p.Groups))
	for _, g := range group {
		if g == Waits {
			s.Waiting++
		} else {
			size[g]++
		}
	}
	for g, r := range m.p.Groups {
		if (size[g] < r.From || size[g] > r.To) && len(s.Broken) == 0 {
			s.Broken = append(s.Broken, Rule{"groups", 0})
			s.breach += int64(m.penalty)
		}
	}
	if s.Waiting > 0 && !m.p.Waiting && len(s.Broken) == 0 {
		s.Broken = append(s.Broken, Rule{"groups", 0})
	}
	for i, w := range m.p.Wishes {
		if w.Must && s.Wishes[i] < 1 {
			s.Broken = append(s.Broken, Rule{"wishes", i})
		}
	}
	seen := map[[2]int]bool{}
	for i, t := range m.p.Ties {
		together := group[t.A] == group[t.B]
		if t.Must && (together == t.Apart) && !(t.Apart && group[t.A] == Waits) {
			s.Broken = append(s.Broken, Rule{"ties", i})
			if key := [2]int{min(t.A, t.B), max(t.A, t.B)}; !t.Apart || !seen[key] {
				seen[key] = true
				s.breach += int64(m.penalty)
			}
		}
	}
	for i, f := range m.p.Places {
		if f.broken(group[f.Person]) {
			s.Broken = append(s.Broken, Rule{"places", i})
			s.breach += int64(m.penalty)
		}
	}
}
