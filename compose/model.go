package compose

import (
	"math"
	"math/bits"
	"slices"
	"sort"
)

// heaviest is the most that one group can lose, and twice what one piece can anywhere; sums of a few of these still fit.
const heaviest = 1 << 29

// model is a problem made ready: everything in whole numbers, by person.
type model struct {
	p       *Problem
	n       int
	shares  []float64 // of each wish, then of all preferred ties together as the last; they add up to 1 or 0
	pairs   []pairWish
	terms   []term
	ties    map[[2]int]int32 // worth of a tie when its two sit together
	apart   map[[2]int]bool
	order   []int32 // people in canonical order, in which sums are taken
	tieBase float64 // share of the ties already met when nobody sits with anybody
	fair    int64
	mean    float64 // people in a group, on average
	whole   int32   // every wish wholly met; what one person who waits costs
	penalty int32   // what one broken rule costs
}

// pairWish is a wish about pairs: worth = scale·(value − mean) for each pair inside a group.
type pairWish struct {
	wish  int
	scale float64
	mean  float64
	value func(x, y int) float64
	few   map[[2]int]float64 // choices: the pairs that have a value at all, the lower number first
}

// newModel compiles a checked problem.
func newModel(p *Problem) *model {
	m := &model{p: p, n: len(p.People), ties: map[[2]int]int32{}, apart: map[[2]int]bool{}, order: canonical(p)}
	m.mean = m.seats() / float64(len(p.Groups))
	m.rank()
	m.weigh()
	m.bind()
	inside := max(m.inside(), 0.5)
	for i, w := range p.Wishes {
		worth := m.shares[i] * float64(m.whole)
		switch w.Kind {
		case Mixed, Match:
			m.pairs = append(m.pairs, m.alike(i, w, worth/inside))
		case Choice:
			m.pairs = append(m.pairs, m.chosen(i, worth))
		default:
			m.terms = append(m.terms, m.newTerm(i, w, worth/float64(len(p.Groups))))
		}
	}
	sort.SliceStable(m.terms, func(i, j int) bool { return m.terms[i].kind != Time && m.terms[j].kind == Time })
	if p.WorstFirst > 0 {
		m.fair = max(1, int64(math.Round(p.WorstFirst*float64(len(p.Groups)))))
	}
	return m
}

// seats is how many people can sit at all.
func (m *model) seats() float64 {
	room := 0
	for _, r := range m.p.Groups {
		room += min(r.To, m.n)
	}
	return float64(min(room, m.n))
}

// rank sets what counts before what. All worths are whole numbers: breaking a rule once costs more than all wishes
// together can give, and nobody waits for the sake of a wish, only for a rule or for room. One rule broken costs more
// than everybody waiting, or, where so fine a scale would make the wishes coarse, more than four to 31 who wait.
func (m *model) rank() {
	m.whole, m.penalty = 1<<22, 1<<23
	if m.p.Waiting {
		m.penalty = 1 << 25
		m.whole = m.penalty / int32(min(m.n+1, max(4, min(32, 10_000/m.n))))
	}
}

// inside is how many pairs can sit together at most, within the sizes.
func (m *model) inside() float64 {
	groups := slices.Clone(m.p.Groups)
	slices.SortFunc(groups, func(a, b Range) int { return b.To - a.To })
	left := m.n
	for _, r := range groups {
		left -= r.From
	}
	var pairs float64
	for _, r := range groups {
		more := max(0, min(left, min(r.To, m.n)-r.From))
		left -= more
		size := float64(r.From + more)
		pairs += size * (size - 1) / 2
	}
	return pairs
}

// weigh turns weights into shares of the whole.
func (m *model) weigh() {
	var sum, ties float64
	for _, w := range m.p.Wishes {
		if !w.Must {
			sum += w.Weight
		}
	}
	for _, t := range m.p.Ties {
		if !t.Must {
			ties += t.Weight
		}
	}
	m.shares = make([]float64, len(m.p.Wishes)+1)
	if sum+ties <= 0 {
		return
	}
	for i, w := range m.p.Wishes {
		if !w.Must {
			m.shares[i] = w.Weight / (sum + ties)
		}
	}
	m.shares[len(m.p.Wishes)] = ties / (sum + ties)
}

// bind notes the ties: rules as penalties, preferences as worths.
func (m *model) bind() {
	var prefer, apart float64
	count := make([]int32, m.n)
	for _, t := range m.p.Ties {
		switch {
		case t.Must:
			count[t.A]++
			count[t.B]++
		case t.Apart:
			apart += t.Weight
			prefer += t.Weight
		default:
			prefer += t.Weight
		}
	}
	for _, f := range m.p.Places {
		count[f.Person]++
	}
	for _, c := range count {
		m.penalty = min(m.penalty, heaviest/2/max(c, 1))
	}
	share := m.shares[len(m.p.Wishes)] * float64(m.whole)
	if prefer > 0 {
		m.tieBase = apart / prefer
	}
	for _, t := range m.p.Ties {
		key := [2]int{min(t.A, t.B), max(t.A, t.B)}
		switch {
		case t.Must && t.Apart:
			m.apart[key] = true
		case t.Must:
		case t.Apart:
			m.ties[key] -= int32(math.Round(share * t.Weight / prefer))
		case prefer > 0:
			m.ties[key] += int32(math.Round(share * t.Weight / prefer))
		}
	}
}

// alike makes the pair wish of mix or match: the mean over all pairs is taken off so that group sizes are no matter.
func (m *model) alike(i int, w Wish, scale float64) pairWish {
	a, _ := m.p.attribute(w.Of)
	near := a.closeness()
	value := near
	if w.Kind == Mixed {
		value = func(x, y int) float64 { return 1 - near(x, y) }
	}
	if b, ok := m.p.attribute(w.Within); ok {
		same, plain := b.closeness(), value
		value = func(x, y int) float64 {
			if same(x, y) < 1 {
				return 0
			}
			return plain(x, y)
		}
	}
	var sum, count float64
	stride := 1 + m.n/500
	for y := 0; y < m.n; y += stride {
		for x := 0; x < y; x += stride {
			sum += value(int(m.order[x]), int(m.order[y]))
			count++
		}
	}
	return pairWish{wish: i, scale: scale, mean: sum / max(1, count), value: value}
}

// chosen makes the pair wish of choices: each choice that is kept is worth the same.
func (m *model) chosen(i int, worth float64) pairWish {
	count := map[[2]int]float64{}
	total := 0.0
	for x, list := range m.p.Choices {
		for _, y := range list {
			count[[2]int{min(x, y), max(x, y)}]++
			total++
		}
	}
	return pairWish{wish: i, scale: worth / max(1, total), few: count, value: func(x, y int) float64 {
		return count[[2]int{min(x, y), max(x, y)}]
	}}
}

// worth is what a pair wish gives for a pair inside a group.
func (w pairWish) worth(x, y int) int32 { return int32(math.Round(w.scale * (w.value(x, y) - w.mean))) }

// closeness compares two people on an attribute: 1 alike, 0 as far apart as anyone; 0.5 when one is not known.
func (a *Attribute) closeness() func(x, y int) float64 {
	switch a.Kind {
	case Number, Ordered:
		low, high := a.span()
		if high <= low {
			return func(int, int) float64 { return 1 }
		}
		return func(x, y int) float64 {
			d := math.Abs(a.Value[x]-a.Value[y]) / (high - low)
			if math.IsNaN(d) {
				return 0.5
			}
			return 1 - d
		}
	case Hours:
		return func(x, y int) float64 {
			var both, either int
			for i := range a.Free[x] {
				both += bits.OnesCount64(a.Free[x][i] & a.Free[y][i])
				either += bits.OnesCount64(a.Free[x][i] | a.Free[y][i])
			}
			return float64(both) / max(1, float64(either))
		}
	}
	return func(x, y int) float64 {
		p, q := a.bits(x), a.bits(y)
		if p == 0 || q == 0 {
			return 0.5
		}
		return float64(bits.OnesCount64(p&q)) / float64(bits.OnesCount64(p|q))
	}
}

// span is the lowest and highest known value.
func (a *Attribute) span() (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, v := range a.Value {
		if !math.IsNaN(v) {
			low, high = math.Min(low, v), math.Max(high, v)
		}
	}
	return low, high
}

// pairWorth is everything two people are worth to each other in one group, rules included.
func (m *model) pairWorth(x, y int) int32 {
	key := [2]int{min(x, y), max(x, y)}
	sum := m.wished(x, y) + m.ties[key]
	for _, w := range m.pairs {
		if w.few != nil {
			sum += w.worth(x, y)
		}
	}
	if m.apart[key] {
		sum -= m.penalty
	}
	return sum
}

// wished is what two people in one group are worth to each other by the wishes that concern every pair.
func (m *model) wished(x, y int) int32 {
	var sum int32
	for _, w := range m.pairs {
		if w.few == nil {
			sum += w.worth(x, y)
		}
	}
	return sum
}
