// Package outcome says what a group achieved beside its members alone, and what a programme achieved over many
// groups.
//
// It knows no people: numbers in, numbers out. Losses are computed and named exactly like gains. Members of one
// group are not independent, so a programme's interval is always the one that knows of groups, and the
// naive one stands beside it only to show the difference. What is not defined is ok == false, or nil (null
// in JSON); it is never 0, NaN or Inf. Nothing here panics on input.
package outcome

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// Interval is a 95% interval, low end and high end.
type Interval [2]float64

// Test is a comparison of two means, or of one mean with zero, by Student's t.
type Test struct {
	Difference float64  `json:"difference"`
	SE         float64  `json:"se"`
	T          float64  `json:"t"`
	DF         float64  `json:"df"`
	P          float64  `json:"p"`
	CI         Interval `json:"ci95"`
}

// newTest is not ok without spread or degrees of freedom.
func newTest(difference, se, df float64) (Test, bool) {
	t := Test{Difference: difference, SE: se, DF: df, T: difference / se}
	if !(se > 0) || !(df > 0) || !finite(t.T) || !finite(df) {
		return Test{}, false
	}
	t.P = twoSided(t.T, df)
	var ok bool
	if t.CI, ok = around(difference, se, df); !ok || !finite(t.P) {
		return Test{}, false
	}
	return t, true
}

func around(mean, se, df float64) (Interval, bool) {
	half := quantileT(df) * se
	ci := Interval{mean - half, mean + half}
	if !finite(ci[0]) || !finite(ci[1]) {
		return Interval{}, false
	}
	return ci, true
}

// twoSided is P(|T| ≥ |t|), exact for small p as well.
func twoSided(t, df float64) float64 {
	return mathext.RegIncBeta(df/2, .5, df/(df+t*t))
}

// quantileT is the 97.5% point of Student's t.
func quantileT(df float64) float64 {
	if df > 1e7 {
		return normal975
	}
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(.975)
}

const normal975 = 1.959963984540054

// sample is count, mean and sum of squares around the mean.
type sample struct{ n, mean, squares float64 }

func sampleOf(x []float64) sample {
	s := sample{n: float64(len(x))}
	for _, v := range x {
		s.mean += v
	}
	if s.n > 0 {
		s.mean /= s.n
	}
	for _, v := range x {
		s.squares += (v - s.mean) * (v - s.mean)
	}
	return s
}

func (s sample) variance() float64 { return s.squares / (s.n - 1) }

// meanTest compares a mean with zero.
func meanTest(x []float64) (Test, bool) {
	s := sampleOf(x)
	return newTest(s.mean, math.Sqrt(s.variance()/s.n), s.n-1)
}

func pooledTest(a, b []float64) (Test, bool) {
	x, y := sampleOf(a), sampleOf(b)
	df := x.n + y.n - 2
	se := math.Sqrt((x.squares + y.squares) / df * (1/x.n + 1/y.n))
	return newTest(x.mean-y.mean, se, df)
}

// welch compares two means with unequal variances. Source: Welch 1947.
func welch(a, b []float64) (Test, bool) {
	x, y := sampleOf(a), sampleOf(b)
	u, v := x.variance()/x.n, y.variance()/y.n
	df := (u + v) * (u + v) / (u*u/(x.n-1) + v*v/(y.n-1))
	return newTest(x.mean-y.mean, math.Sqrt(u+v), df)
}

func correlation(a, b []float64) (float64, bool) {
	x, y, sum := sampleOf(a), sampleOf(b), 0.0
	for i := range a {
		sum += (a[i] - x.mean) * (b[i] - y.mean)
	}
	r := sum / (math.Sqrt(x.squares) * math.Sqrt(y.squares))
	if !finite(r) {
		return 0, false
	}
	return max(-1, min(1, r)), true
}

func median(x []float64) float64 {
	s := slices.Sorted(slices.Values(x))
	return s[(len(s)-1)/2]/2 + s[len(s)/2]/2
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

func allFinite(x ...[]float64) bool {
	for _, list := range x {
		for _, v := range list {
			if !finite(v) || math.Abs(v) > 1e100 { // squares must stay finite
				return false
			}
		}
	}
	return true
}

func ratio(a, b float64) (float64, bool) {
	if b == 0 || !finite(a/b) {
		return 0, false
	}
	return a / b, true
}

// maybe is how an undefined number travels in a struct: nil.
func maybe(x float64, ok bool) *float64 {
	if !ok || !finite(x) {
		return nil
	}
	return &x
}

func maybeTest(t Test, ok bool) *Test {
	if !ok {
		return nil
	}
	return &t
}

// least finds where f is smallest over x ≥ 0: a grid of powers around scale, then golden sections.
func least(f func(float64) float64, scale float64) float64 {
	const from, to, step = -14.0, 10.0, .5
	best, at := f(0), math.Inf(-1)
	for e := from; e <= to; e += step {
		if v := f(scale * math.Exp(e)); v < best {
			best, at = v, e
		}
	}
	if math.IsInf(at, -1) {
		return 0
	}
	low, high := at-step, at+step
	golden := (math.Sqrt(5) - 1) / 2
	a, b := high-golden*(high-low), low+golden*(high-low)
	fa, fb := f(scale*math.Exp(a)), f(scale*math.Exp(b))
	for high-low > 1e-10 {
		if fa < fb {
			high, b, fb = b, a, fa
			a = high - golden*(high-low)
			fa = f(scale * math.Exp(a))
		} else {
			low, a, fa = a, b, fb
			b = low + golden*(high-low)
			fb = f(scale * math.Exp(b))
		}
	}
	return scale * math.Exp((low+high)/2)
}
