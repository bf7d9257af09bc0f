package measure

import (
	"math"
	"slices"
)

// Options is the range of answers: Low and High are the ends, and the answers are the whole numbers between.
type Options struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Count is the number of answers to choose from; 0 where there are not at least two.
func (o Options) Count() int {
	n := o.High - o.Low + 1
	if !(n >= 2) || n > 1e6 {
		return 0
	}
	return int(n)
}

// UniformNull is the variance of answers given at random, all alike. ok is false below two options.
//
// Formula: σ² = (A² − 1)/12 for A options; 5 options: 2.
func UniformNull(options int) (float64, bool) {
	// Source: James, Demaree & Wolf 1984.
	if options < 2 {
		return 0, false
	}
	return (float64(options)*float64(options) - 1) / 12, true
}

// NullVariance is the variance of answers given at random with these shares for options 1, 2, 3, …. ok is false for
// a negative share or a sum other than 1 (to one in a million).
//
// Formula: Σ p·i² − (Σ p·i)².
func NullVariance(shares []float64) (float64, bool) {
	// Source: LeBreton & Senter 2008, who give the shares of the usual nulls.
	var total, first, second float64
	for i, p := range shares {
		if !(p >= 0) {
			return 0, false
		}
		x := float64(i + 1)
		total, first, second = total+p, first+p*x, second+p*x*x
	}
	if math.Abs(total-1) > 1e-6 {
		return 0, false
	}
	return defined(second - first*first)
}

// Null is one idea of what answers without any agreement look like.
type Null struct {
	Name     string  `json:"name"`
	Variance float64 `json:"variance"`
}

// Nulls gives the ideas to hold agreement against: the uniform one for any number of options, and five more where
// their shares are published, which is for five options. Show a range, never the uniform one alone.
//
// Formula: as UniformNull and NullVariance.
func Nulls(options int) []Null {
	// Source: LeBreton & Senter 2008, table 2, recomputed from the shares.
	v, ok := UniformNull(options)
	if !ok {
		return nil
	}
	all := []Null{{"uniform", v}}
	if options != 5 {
		return all
	}
	for _, s := range []struct {
		name   string
		shares []float64
	}{
		{"slight_skew", []float64{.05, .15, .20, .35, .25}}, {"moderate_skew", []float64{0, .10, .15, .40, .35}},
		{"heavy_skew", []float64{0, 0, .10, .40, .50}}, {"triangular", []float64{.11, .22, .34, .22, .11}},
		{"normal", []float64{.07, .24, .38, .24, .07}},
	} {
		v, _ := NullVariance(s.shares)
		all = append(all, Null{s.name, v})
	}
	return all
}

// WithinGroup is r_wg of one question: 1 = all alike, 0 = as mixed as the null, below 0 = more split than the null.
// ok is false below two answers or for a null variance of 0 or less.
//
// Formula: r_wg = 1 − s²/σ²; not cut off at 0.
func WithinGroup(answers []float64, null float64) (float64, bool) {
	// Source: James, Demaree & Wolf 1984. Some programs cut it off at 0 and so hide a split.
	if len(answers) < 2 || !(null > 0) {
		return 0, false
	}
	return defined(1 - variance(answers)/null)
}

// AgreementByMaximum is a_wg: variance against the most there can be at this mean. ok is false below two answers and
// where the mean is too near an end for the index to be defined.
//
// Formula: a_wg = 1 − 2s²/([(H+L)M − M² − HL]·k/(k−1)), for (L(k−1)+H)/k ≤ M ≤ (H(k−1)+L)/k.
func AgreementByMaximum(answers []float64, o Options) (float64, bool) {
	// Source: Brown & Hauenstein 2005.
	k := float64(len(answers))
	if k < 2 || !(o.High > o.Low) {
		return 0, false
	}
	m := mean(answers)
	if m < (o.Low*(k-1)+o.High)/k-1e-12 || m > (o.High*(k-1)+o.Low)/k+1e-12 {
		return 0, false
	}
	return defined(1 - 2*variance(answers)/(((o.High+o.Low)*m-m*m-o.High*o.Low)*k/(k-1)))
}

// AverageDeviation is AD about the mean and about the median, in points of the scale; smaller is more alike. The
// practical limit for agreement is A/6 with A options. ok is false below two answers.
//
// Formula: AD = mean |x − x̄|, and mean |x − median|.
func AverageDeviation(answers []float64) (aboutMean, aboutMedian float64, ok bool) {
	// Source: Burke, Finkelstein & Dusig 1999; Burke & Dunlap 2002 for A/6.
	if len(answers) < 2 || !allFinite(answers) {
		return 0, 0, false
	}
	m, mid := mean(answers), median(answers)
	for _, x := range answers {
		aboutMean += math.Abs(x-m) / float64(len(answers))
		aboutMedian += math.Abs(x-mid) / float64(len(answers))
	}
	return aboutMean, aboutMedian, finite(aboutMean) && finite(aboutMedian)
}

// Consensus is the index of Tastle and Wierman: 1 all alike, 0 half at either end. ok is false below two answers or
// for one outside the options.
//
// Formula: 1 + mean log₂(1 − |x − x̄|/(H − L)).
func Consensus(answers []float64, o Options) (float64, bool) {
	// Source: Tastle & Wierman 2007.
	if len(answers) < 2 || !within(answers, o) {
		return 0, false
	}
	m, total := mean(answers), 0.0
	for _, x := range answers {
		total += math.Log2(1 - math.Abs(x-m)/(o.High-o.Low))
	}
	return defined(1 + total/float64(len(answers)))
}

func within(answers []float64, o Options) bool {
	return allFinite(answers) && o.High > o.Low && slices.Min(answers) >= o.Low && slices.Max(answers) <= o.High
}

// Tally counts whole-number answers by option. ok is false for an answer that is no option.
//
// Formula: counts[x − Low].
func Tally(answers []float64, o Options) (counts []int, ok bool) {
	// Source: counting.
	if o.Count() == 0 || len(answers) == 0 || !within(answers, o) {
		return nil, false
	}
	counts = make([]int, o.Count())
	for _, x := range answers {
		if x-o.Low != math.Trunc(x-o.Low) {
			return nil, false
		}
		counts[int(x-o.Low)]++
	}
	return counts, true
}

// AgreementA is van der Eijk's A of counts by option: 1 all alike, 0 even over all options, −1 half at either end.
// ok is false for fewer than two options, no answer or a negative count.
//
// Formula: the counts are cut into layers of equal height; A = Σ weight·U·(1 − (S−1)/(K−1)) with S options in use,
// U = ((K−2)·TU − (K−1)·TDU)/((K−2)(TU + TDU)) over triples of options, TU of pattern 110 or 011, TDU of pattern 101.
func AgreementA(counts []int) (a float64, ok bool) {
	// Source: van der Eijk 2001.
	left, total := slices.Clone(counts), 0
	for _, c := range counts {
		if c < 0 {
			return 0, false
		}
		total += c
	}
	if len(counts) < 2 || total == 0 {
		return 0, false
	}
	for {
		height, used := 0, 0
		for _, c := range left {
			if c > 0 {
				used++
				if height == 0 || c < height {
					height = c
				}
			}
		}
		if used == 0 {
			return defined(a)
		}
		weight := float64(height*used) / float64(total)
		a += weight * unimodality(left) * (1 - float64(used-1)/float64(len(left)-1))
		for i, c := range left {
			if c > 0 {
				left[i] -= height
			}
		}
	}
}

// unimodality counts the triples in one pass: for each option the used and unused ones before and after it.
func unimodality(layer []int) float64 {
	used := 0
	for _, c := range layer {
		if c > 0 {
			used++
		}
	}
	k, before := len(layer), 0
	var one, two float64 // TU and TDU
	for i, c := range layer {
		if c > 0 {
			after := used - before - 1
			// the middle of 110 and of 011
			one += float64(before*(k-1-i-after)) + float64((i-before)*after)
			before++
		} else {
			two += float64(before * (used - before))
		}
	}
	if one+two == 0 {
		return 1
	}
	n := float64(k)
	return ((n-2)*one - (n-1)*two) / ((n - 2) * (one + two))
}

// LeikD is the dispersion of counts by ordered option: 0 all alike, 1 half at either end. ok as in AgreementA.
//
// Formula: D = 2·Σ dᵢ/(K−1) with dᵢ = Fᵢ where Fᵢ ≤ ½, else 1 − Fᵢ; F the cumulative shares.
func LeikD(counts []int) (float64, bool) {
	// Source: Leik 1966.
	total := 0
	for _, c := range counts {
		if c < 0 {
			return 0, false
		}
		total += c
	}
	if len(counts) < 2 || total == 0 {
		return 0, false
	}
	d, below := 0.0, 0
	for _, c := range counts {
		below += c
		f := float64(below) / float64(total)
		d += min(f, 1-f)
	}
	return 2 * d / float64(len(counts)-1), true
}
