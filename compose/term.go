package compose

import (
	"math"
	"math/bits"
)

// term is a wish or rule about a group as a whole: what it costs is judged from the members alone.
type term struct {
	wish    int
	kind    WishKind
	must    bool
	worth   float64 // of one group, wholly met
	penalty float64
	limit   float64
	value   []float64 // band and balance of numbers
	norm    float64   // what counts as wholly missed
	center  float64
	bits    []uint64 // levels by person
	levels  int
	wanted  uint64 // the levels that count
	parts   []float64
	start   []Week // times at which a whole meeting fits, those that suit the same people as one
	words   int    // of a Week in use
}

// fine is how many steps the span of an attribute is cut into, so that sums are exact in any order.
const fine = 1 << 24

// newTerm compiles a wish about groups; worth is what one group gives when it is wholly met.
func (m *model) newTerm(i int, w Wish, worth float64) term {
	t := term{wish: i, kind: w.Kind, must: w.Must, worth: worth, penalty: float64(m.penalty), limit: w.Limit}
	a, ok := m.p.attribute(w.Of)
	if !ok {
		t.center = m.mean
		return t
	}
	switch a.Kind {
	case Number, Ordered:
		low, high := a.span()
		t.norm, t.value = fine, make([]float64, len(a.Value))
		for x, v := range a.Value {
			t.value[x] = math.Round((v - low) / max(high-low, 1e-9) * fine)
		}
		t.limit = w.Limit / max(high-low, 1e-9) * fine
		t.center = middle(t.value)
	case Hours:
		t.start, t.words = distinct(starts(a.Free, int(math.Ceil(w.Limit/30))))
		return t
	}
	if a.Kind == Number {
		return t
	}
	if a.Kind == Ordered && (w.Kind == Role || w.Kind == Most || w.Kind == Least) {
		t.limit = w.Limit
	}
	t.levels, t.bits = len(a.Levels), make([]uint64, m.n)
	t.parts = make([]float64, t.levels)
	for x := range m.n {
		t.bits[x] = a.bits(x)
		for b := t.bits[x]; b != 0; b &= b - 1 {
			t.parts[bits.TrailingZeros64(b)] += 1 / float64(m.n)
		}
	}
	t.wanted = ^uint64(0)
	if l, ok := a.level(w.Value); ok {
		t.wanted = 1 << l
	}
	return t
}

func middle(values []float64) float64 {
	var sum, count float64
	for _, v := range values {
		if !math.IsNaN(v) {
			sum += v
			count++
		}
	}
	return sum / max(1, count)
}

// starts marks the half hours from which a whole meeting of so many half hours is free.
func starts(free []Week, slots int) []Week {
	out := make([]Week, len(free))
	for x, w := range free {
		run := 0
		for s := Slots - 1; s >= 0; s-- {
			if w[s/64]>>(s%64)&1 == 0 {
				run = 0
				continue
			}
			if run++; run >= slots {
				out[x][s/64] |= 1 << (s % 64)
			}
		}
	}
	return out
}

// cost is what a group of these members loses; an empty group loses nothing.
func (t *term) cost(people []int32) int32 {
	if len(people) == 0 {
		return 0
	}
	bad := t.missing(people)
	if bad <= 0 {
		return 0
	}
	if t.must {
		return int32(min(t.penalty*bad, heaviest))
	}
	switch t.kind {
	case Band, Balance, Even:
		return int32(math.Round(t.worth * min(bad, 1)))
	}
	return int32(math.Round(t.worth * bad / (bad + 1)))
}

// missing counts what is wrong in a group: people alone, roles not filled, people too many, people who cannot come; for
// band, balance and even a part of the widest possible.
func (t *term) missing(people []int32) float64 {
	size := float64(len(people))
	switch t.kind {
	case Band:
		return t.beyond(people)
	case Balance:
		return t.unlike(people)
	case Even:
		return math.Abs(size-t.center) / t.center
	case Company:
		return float64(t.alone(people))
	case Role:
		return t.limit - t.holders(people)
	case Most:
		return t.holders(people) - math.Floor(t.limit*size+1e-9)
	case Least:
		return math.Ceil(t.limit*size-1e-9) - t.holders(people)
	case Time:
		return size - float64(t.together(people))
	}
	return 0
}

func (t *term) holders(people []int32) float64 {
	count := 0
	for _, x := range people {
		if t.bits[x]&t.wanted != 0 {
			count++
		}
	}
	return float64(count)
}

// alone counts the levels that exactly one member has.
func (t *term) alone(people []int32) int {
	var once, twice uint64
	for _, x := range people {
		b := t.bits[x] & t.wanted
		twice |= once & b
		once |= b
	}
	return bits.OnesCount64(once &^ twice)
}

func (t *term) beyond(people []int32) float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for _, x := range people {
		if v := t.value[x]; v == v {
			low, high = min(low, v), max(high, v)
		}
	}
	if high-low <= t.limit+1 {
		return 0
	}
	if t.must {
		return 1 + (high-low-t.limit)/t.norm
	}
	return (high - low - t.limit) / t.norm
}

// unlike is how far a group is from the whole: the difference of means, or half the sum of differences of shares.
func (t *term) unlike(people []int32) float64 {
	if t.value != nil {
		var sum, count float64
		for _, x := range people {
			if v := t.value[x]; v == v {
				sum += v
				count++
			}
		}
		if count == 0 {
			return 0
		}
		return 2 * math.Abs(sum/count-t.center) / t.norm
	}
	var count [64]float64
	for _, x := range people {
		for b := t.bits[x]; b != 0; b &= b - 1 {
			count[bits.TrailingZeros64(b)]++
		}
	}
	var off float64
	for l, part := range t.parts {
		off += math.Abs(count[l]/float64(len(people)) - part)
	}
	return off / 2
}

// distinct joins the times that suit exactly the same people, and tells how many words of a Week hold the rest.
func distinct(start []Week) ([]Week, int) {
	out := make([]Week, len(start))
	seen := map[string]bool{}
	column := make([]byte, len(start))
	for s := range Slots {
		any := false
		for x := range start {
			column[x] = byte(start[x][s/64] >> (s % 64) & 1)
			any = any || column[x] == 1
		}
		if key := string(column); any && !seen[key] {
			to := len(seen)
			seen[key] = true
			for x := range out {
				out[x][to/64] |= uint64(column[x]) << (to % 64)
			}
		}
	}
	return out, max(1, (len(seen)+63)/64)
}

// together is the most members who can come to one and the same meeting time.
func (t *term) together(people []int32) int {
	top := 0
	deep := bits.Len(uint(len(people)))
	for i := range t.words {
		all := ^uint64(0)
		for _, x := range people {
			all &= t.start[x][i]
		}
		if all != 0 {
			return len(people)
		}
	}
	for i := range t.words {
		var planes [15]uint64 // bit planes of a count for each time
		for _, x := range people {
			carry := t.start[x][i]
			for b := 0; carry != 0 && b < deep; b++ {
				planes[b], carry = planes[b]^carry, planes[b]&carry
			}
		}
		top = max(top, highest(planes[:deep]))
	}
	return top
}

// highest is the largest of the counts held in bit planes.
func highest(planes []uint64) int {
	in, top := ^uint64(0), 0
	for b := len(planes) - 1; b >= 0; b-- {
		if hit := in & planes[b]; hit != 0 {
			in = hit
			top |= 1 << b
		}
	}
	return top
}
