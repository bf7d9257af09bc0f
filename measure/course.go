package measure

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// FewestBaseline is how many readings before the start a comparison of phases needs before it is shown.
const FewestBaseline = 3

// Phases compares readings before (A) with readings after (B) for one person. Every index has the sign of
// improvement. Undefined: SMDs where nothing varies; the error and interval of NAP with fewer than two readings in
// a phase. The errors assume independent readings, which is usually false: call them approximate.
type Phases struct {
	TooFew    bool      `json:"too_few_baseline"` // fewer than FewestBaseline readings before
	Pairs     int       `json:"pairs"`
	Better    int       `json:"pos"`
	Worse     int       `json:"neg"`
	Ties      int       `json:"ties"`
	S         int       `json:"s_ab"`
	TrendA    int       `json:"s_trend_a"`
	NAP       Number    `json:"nap"`
	NAPError  Number    `json:"nap_se"`
	NAPRange  [2]Number `json:"nap_range95"`
	Tau       Number    `json:"tau"`
	TauU      Number    `json:"tau_u"` // may leave −1 to 1
	PND       Number    `json:"pnd"`
	PEM       Number    `json:"pem"`
	IRD       Number    `json:"ird"`
	SMD       Number    `json:"smd_baseline_sd"`
	SMDPooled Number    `json:"smd_pooled_sd"`
}

// ComparePhases compares phase A (before) with phase B (after), in the order of time; any unit. ok is false for an
// empty phase or values that are not finite.
//
// Formula, m = |A|, n = |B|, over all m·n pairs: NAP = (better + ½ties)/mn; Tau = S/mn with S = better − worse;
// Tau-U = (S − S_A)/mn, S_A the same count over the pairs of A in time; PND = share of B beyond the best of A;
// PEM = share of B beyond the median of A, ties half; IRD = ((m+n)²·PAND − m² − n²)/(2mn); SMD = (B̄−Ā)/s·J with
// J(f) = 1 − 3/(4f−1), s and f from A (m−1) or pooled (m+n−2).
func ComparePhases(a, b []float64, lowerIsBetter bool) (p Phases, ok bool) {
	// Source: Parker & Vannest 2009; Parker, Vannest, Davis & Sauber 2011; Pustejovsky 2019.
	m, n := len(a), len(b)
	if m == 0 || n == 0 || !allFinite(a) || !allFinite(b) {
		return Phases{}, false
	}
	d := direction(!lowerIsBetter)
	a, b = signed(a, d), signed(b, d)
	p.TooFew, p.Pairs = m < FewestBaseline, m*n
	for _, x := range a {
		for _, y := range b {
			switch {
			case y > x:
				p.Better++
			case y < x:
				p.Worse++
			default:
				p.Ties++
			}
		}
	}
	p.S = p.Better - p.Worse
	for i := range a {
		for _, later := range a[i+1:] {
			p.TrendA += sign(later - a[i])
		}
	}
	mn := float64(p.Pairs)
	p.NAP, p.Tau = Some((float64(p.Better)+float64(p.Ties)/2)/mn), Some(float64(p.S)/mn)
	p.TauU = Some(float64(p.S-p.TrendA) / mn)
	p.NAPError, p.NAPRange = napError(a, b), napRange(p.NAP.Value, m, n)
	p.PND, p.PEM = Some(shareBeyond(b, slices.Max(a), 0)), Some(shareBeyond(b, median(a), 0.5))
	p.IRD = Some(improvementRate(a, b))
	gap := mean(b) - mean(a)
	p.SMD = Some(gap / deviation(a) * small(m-1))
	pooled := math.Sqrt((squares(a) + squares(b)) / float64(m+n-2))
	p.SMDPooled = Some(gap / pooled * small(m+n-2))
	return p, true
}

func signed(xs []float64, d float64) []float64 {
	out := make([]float64, len(xs))
	for i, x := range xs {
		out[i] = d * x
	}
	return out
}

func sign(x float64) int {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

func squares(xs []float64) float64 {
	m, ss := mean(xs), 0.0
	for _, x := range xs {
		ss += (x - m) * (x - m)
	}
	return ss
}

// small corrects an effect size for few readings; NaN without a degree of freedom.
func small(f int) float64 {
	if f < 1 {
		return math.NaN()
	}
	return 1 - 3/float64(4*f-1)
}

func shareBeyond(b []float64, line, tie float64) float64 {
	n := 0.0
	for _, y := range b {
		switch {
		case y > line:
			n++
		case y == line:
			n += tie
		}
	}
	return n / float64(len(b))
}

// improvementRate finds the most readings that can be kept so that all of B lies above all of A.
func improvementRate(a, b []float64) float64 {
	lows, highs := slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	m, n, best := len(a), len(b), 0
	for i := 0; i <= m; i++ {
		j := n
		for i > 0 && j > 0 && highs[n-j] <= lows[i-1] {
			j--
		}
		best = max(best, i+j)
	}
	t := float64(m + n)
	pand := float64(best) / t
	return (t*t*pand - float64(m*m) - float64(n*n)) / float64(2*m*n)
}

// napError is the unbiased estimator of Sen 1967; undefined with fewer than two readings in a phase.
func napError(a, b []float64) Number {
	m, n := float64(len(a)), float64(len(b))
	if m < 2 || n < 2 {
		return Number{}
	}
	rows, cols := make([]float64, len(a)), make([]float64, len(b))
	var all, each float64
	for i, x := range a {
		for j, y := range b {
			q := (float64(sign(y-x)) + 1) / 2
			rows[i] += q
			cols[j] += q
			all += q
			each += q * q
		}
	}
	nap := all / (m * n)
	var q1, q2 float64
	for _, r := range rows {
		q1 += (r / n) * (r / n) / m
	}
	for _, c := range cols {
		q2 += (c / m) * (c / m) / n
	}
	v := (nap - (m+n-1)*nap*nap + n*q1 + m*q2 - 2*each/(m*n)) / ((m - 1) * (n - 1))
	return Some(math.Sqrt(v))
}

// napRange is the score interval of Newcombe 2006, found by halving.
func napRange(nap float64, m, n int) [2]Number {
	z := distuv.UnitNormal.Quantile(0.975)
	h := float64(m+n)/2 - 1
	far := func(p float64) bool {
		v := p * (1 - p) * (1 + h*(1-p)/(2-p) + h*p/(1+p)) / float64(m*n)
		return (nap-p)*(nap-p) > z*z*v
	}
	find := func(outside float64) Number {
		inside := nap
		if !far(outside) {
			return Some(outside)
		}
		for range 100 {
			if mid := (outside + inside) / 2; far(mid) {
				outside = mid
			} else {
				inside = mid
			}
		}
		return Some(inside)
	}
	return [2]Number{find(0), find(1)}
}
