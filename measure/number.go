// Package measure scores instruments and says how scores change and how far people agree.
//
// It is arithmetic only: values in, values out, no clock, no file, no network. What a reader must know:
// a Number may be undefined, and then it is null in JSON and never 0, NaN or Inf; functions that can fail to
// have an answer return ok == false. Nothing here says "significant": a change is, or is not, more than
// measurement error. Instruments are FHIR R4 Questionnaire files with a scoring extension (see instruments/).
package measure

import (
	"encoding/json"
	"math"
	"slices"
)

// Number is a number that may be undefined: not answered, or not computable. The zero Number is undefined.
// In JSON an undefined Number is null.
type Number struct {
	Value float64
	OK    bool
}

// Some is a defined Number; NaN and the infinities become undefined.
func Some(v float64) Number {
	if !finite(v) {
		return Number{}
	}
	return Number{v, true}
}

// Numbers makes a list of defined Numbers, for complete answers.
func Numbers(vs ...float64) []Number {
	out := make([]Number, len(vs))
	for i, v := range vs {
		out[i] = Some(v)
	}
	return out
}

// MarshalJSON writes the number, or null.
func (n Number) MarshalJSON() ([]byte, error) {
	if !n.OK || !finite(n.Value) {
		return []byte("null"), nil
	}
	return json.Marshal(n.Value)
}

// UnmarshalJSON reads a number, or null as undefined.
func (n *Number) UnmarshalJSON(raw []byte) error {
	*n = Number{}
	if string(raw) == "null" {
		return nil
	}
	var v float64
	if err := json.Unmarshal(raw, &v); err != nil {
		return err
	}
	*n = Some(v)
	return nil
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// maybe turns a value and its ok into a Number.
func maybe(v float64, ok bool) Number {
	if !ok {
		return Number{}
	}
	return Some(v)
}

// defined refuses what is not a finite number.
func defined(v float64) (float64, bool) {
	if !finite(v) {
		return 0, false
	}
	return v, true
}

func allFinite(xs []float64) bool {
	for _, x := range xs {
		if !finite(x) {
			return false
		}
	}
	return true
}

func sum(xs []float64) float64 {
	s := 0.0
	for _, x := range xs {
		s += x
	}
	return s
}

// mean of at least one value.
func mean(xs []float64) float64 { return sum(xs) / float64(len(xs)) }

// variance with n−1; NaN below two values.
func variance(xs []float64) float64 {
	if len(xs) < 2 {
		return math.NaN()
	}
	m, ss := mean(xs), 0.0
	for _, x := range xs {
		ss += (x - m) * (x - m)
	}
	return ss / float64(len(xs)-1)
}

func deviation(xs []float64) float64 { return math.Sqrt(variance(xs)) }

// quantile of type 7 (Hyndman and Fan 1996), the default of R; at least one value.
func quantile(xs []float64, p float64) float64 {
	s := slices.Sorted(slices.Values(xs))
	h := p * float64(len(s)-1)
	k := int(math.Floor(h))
	if k+1 >= len(s) {
		return s[len(s)-1]
	}
	return s[k] + (h-float64(k))*(s[k+1]-s[k])
}

func median(xs []float64) float64 { return quantile(xs, 0.5) }

// correlation of Pearson; NaN where one side does not vary.
func correlation(x, y []float64) float64 {
	mx, my := mean(x), mean(y)
	var sxy, sxx, syy float64
	for i := range x {
		sxy += (x[i] - mx) * (y[i] - my)
		sxx += (x[i] - mx) * (x[i] - mx)
		syy += (y[i] - my) * (y[i] - my)
	}
	if sxx == 0 || syy == 0 {
		return math.NaN()
	}
	return sxy / math.Sqrt(sxx*syy)
}

// rectangular tells whether all rows have the same length, at least one row and column, and hold finite values.
func rectangular(rows [][]float64) bool {
	for _, r := range rows {
		if len(r) != len(rows[0]) || !allFinite(r) {
			return false
		}
	}
	return len(rows) > 0 && len(rows[0]) > 0
}

func column(rows [][]float64, j int) []float64 {
	out := make([]float64, len(rows))
	for i, r := range rows {
		out[i] = r[j]
	}
	return out
}
