package sociometry

import "math"

// Turns is who speaks after whom.
type Turns struct {
	Counts [][]int `json:"transition_counts"`
	// Next is the chance of each next speaker given the present one; a row is nil where nobody followed.
	Next  [][]float64 `json:"transition_prob"`
	Total int         `json:"n_transitions"`
	Self  int         `json:"self_transitions"`
	// Expected counts if only how much each speaks mattered; nobody follows themselves.
	Expected [][]float64 `json:"expected_quasi_independent"`
	// Residual above about 2 means: follows more often than speaking alone explains.
	Residual [][]float64 `json:"pearson_residual"`
	// PingPong is the share of A, B, ? in which A comes back; nil without a change of speaker to look at.
	PingPong *float64 `json:"aba_share"`
	// Uncertainty about the next speaker in nats, 0 when the order is fixed; nil without turns.
	Uncertainty *float64 `json:"conditional_entropy_nats"`
}

// TakeTurns reads a sequence of speakers, each 0 … members−1. ok is false if one is out of range, for fewer than
// one member, or more than 1,000.
//
// Formula: expected e_ij = a_i·b_j for i ≠ j, fitted to both margins of the changes of speaker; residual
// (x − e)/√e; ping-pong #{A B A}/#{A B ?} over consecutive three with A ≠ B ≠ third;
// uncertainty −Σ_i p_i Σ_j p_j|i ln p_j|i.
func TakeTurns(members int, speakers []int) (t Turns, ok bool) {
	// Source: Goodman 1968 (quasi-independence); Deming & Stephan 1940 (fitting to margins).
	if members < 1 || members > 1000 {
		return Turns{}, false
	}
	for _, s := range speakers {
		if s < 0 || s >= members {
			return Turns{}, false
		}
	}
	t.Counts = make([][]int, members)
	for i := range t.Counts {
		t.Counts[i] = make([]int, members)
	}
	for k := 1; k < len(speakers); k++ {
		t.Counts[speakers[k-1]][speakers[k]]++
		t.Total++
		if speakers[k-1] == speakers[k] {
			t.Self++
		}
	}
	t.PingPong = pingPong(speakers)
	t.Expected = quasiIndependent(t.Counts)
	t.Residual = residuals(t.Counts, t.Expected)
	t.chances()
	return t, true
}

func pingPong(speakers []int) *float64 {
	back, seen := 0, 0
	for k := 2; k < len(speakers); k++ {
		a, b, c := speakers[k-2], speakers[k-1], speakers[k]
		if a == b || b == c {
			continue
		}
		seen++
		if a == c {
			back++
		}
	}
	return maybe(ratio(float64(back), float64(seen)))
}

func (t *Turns) chances() {
	t.Next = make([][]float64, len(t.Counts))
	entropy := 0.0
	for i, row := range t.Counts {
		sum := 0
		for _, c := range row {
			sum += c
		}
		if sum == 0 {
			continue
		}
		t.Next[i] = make([]float64, len(row))
		for j, c := range row {
			p := float64(c) / float64(sum)
			t.Next[i][j] = p
			if p > 0 {
				entropy -= float64(sum) / float64(t.Total) * p * math.Log(p)
			}
		}
	}
	t.Uncertainty = maybe(math.Max(0, entropy), t.Total > 0)
}

// quasiIndependent fits expected counts with a zero diagonal to the margins of the changes of speaker.
func quasiIndependent(counts [][]int) [][]float64 {
	n := len(counts)
	e := make([][]float64, n)
	rows, cols := make([]float64, n), make([]float64, n)
	for i := range e {
		e[i] = make([]float64, n)
		for j := range e[i] {
			if i != j {
				e[i][j] = 1
				rows[i] += float64(counts[i][j])
				cols[j] += float64(counts[i][j])
			}
		}
	}
	const enough, most = 1e-13, 5_000
	for range min(most, 1+5_000_000/(n*n)) {
		if fitMargins(e, rows, cols) < enough {
			break
		}
	}
	return e
}

// fitMargins scales rows, then columns, and returns the largest relative change that columns still needed.
func fitMargins(e [][]float64, rows, cols []float64) float64 {
	sums := make([]float64, len(cols))
	for i, row := range e {
		sum := 0.0
		for _, x := range row {
			sum += x
		}
		for j := range row {
			if sum > 0 {
				row[j] *= rows[i] / sum
			}
			sums[j] += row[j]
		}
	}
	worst := 0.0
	for j, sum := range sums {
		if sum == 0 {
			continue
		}
		worst = math.Max(worst, math.Abs(cols[j]/sum-1))
		for i := range e {
			e[i][j] *= cols[j] / sum
		}
	}
	return worst
}

func residuals(counts [][]int, e [][]float64) [][]float64 {
	r := make([][]float64, len(e))
	for i := range e {
		r[i] = make([]float64, len(e))
		for j := range e {
			if i != j && e[i][j] > 0 {
				d := (float64(counts[i][j]) - e[i][j]) / math.Sqrt(e[i][j])
				if finite(d) {
					r[i][j] = d
				}
			}
		}
	}
	return r
}

// Group is the target of something said to everybody.
const Group = -1

// Said is one contribution: who spoke, and to whom, or to the Group.
type Said struct{ From, To int }

// Shifts counts Gibson's thirteen ways in which the floor passes on, and their four families.
type Shifts struct {
	Counts     map[string]int `json:"counts"`
	Total      int            `json:"total_shifts"`
	Receiving  int            `json:"turn_receiving"`  // the one spoken to speaks
	Claiming   int            `json:"turn_claiming"`   // somebody speaks after a word to all
	Usurping   int            `json:"turn_usurping"`   // a third speaks instead of the one spoken to
	Continuing int            `json:"turn_continuing"` // the same speaker turns to another
}

// ShiftNames lists the thirteen shifts: first speaker and target, then the next ones; A, B are who they
// were, X and Y others, 0 is the group.
func ShiftNames() [13]string {
	// Source: Gibson 2003, table 1.
	return [13]string{"AB-BA", "AB-B0", "AB-BY", "A0-X0", "A0-XA", "A0-XY",
		"AB-X0", "AB-XA", "AB-XB", "AB-XY", "A0-AY", "AB-A0", "AB-AY"}
}

// PassOn counts the shifts from each contribution to the next. The same speaker to the same target again is no
// shift. ok is false when somebody speaks to themselves or a number is below zero (but Group as target).
//
// Formula: kind (s₁,t₁) → (s₂,t₂) by who of A, B, other and group s₂ and t₂ are.
func PassOn(said []Said) (s Shifts, ok bool) {
	// Source: Gibson 2003, 2005; counts as in relevent::accum.ps.
	for _, x := range said {
		if x.From < 0 || x.To < Group || x.From == x.To {
			return Shifts{}, false
		}
	}
	var counts [13]int
	for k := 1; k < len(said); k++ {
		if kind := shiftKind(said[k-1], said[k]); kind >= 0 {
			counts[kind]++
		}
	}
	s.Counts = make(map[string]int, len(counts))
	for k, name := range ShiftNames() {
		c := counts[k]
		s.Counts[name] = c
		s.Total += c
		switch {
		case k < 3:
			s.Receiving += c
		case k < 6:
			s.Claiming += c
		case k < 10:
			s.Usurping += c
		default:
			s.Continuing += c
		}
	}
	return s, true
}

// shiftKind is the place in ShiftNames, or −1 when the floor did not pass on.
func shiftKind(was, now Said) int {
	if was == now {
		return -1
	}
	toGroup := now.To == Group
	pick := func(group, first, other int) int {
		switch {
		case toGroup:
			return group
		case now.To == was.From:
			return first
		}
		return other
	}
	switch {
	case now.From == was.From && was.To == Group:
		return 10
	case now.From == was.From && toGroup:
		return 11
	case now.From == was.From:
		return 12
	case was.To == Group:
		return pick(3, 4, 5)
	case now.From == was.To:
		return pick(1, 0, 2)
	case now.To == was.To:
		return 8
	}
	return pick(6, 7, 9)
}
