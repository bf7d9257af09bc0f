package measure_test

import (
	"fmt"

	"groupwork/measure"
)

func ExampleOptions_Count() {
	fmt.Println(measure.Options{Low: 1, High: 5}.Count())
	// Output: 5
}

// (25 − 1)/12 = 2.
func ExampleUniformNull() {
	fmt.Println(measure.UniformNull(5))
	// Output: 2 true
}

// Half at 1 and half at 3: mean 2, variance 1.
func ExampleNullVariance() {
	fmt.Println(measure.NullVariance([]float64{.5, 0, .5}))
	// Output: 1 true
}

func ExampleNulls() {
	for _, n := range measure.Nulls(5)[:2] {
		fmt.Printf("%s %.2f\n", n.Name, n.Variance)
	}
	// Output:
	// uniform 2.00
	// slight_skew 1.34
}

// Answers 4 3 3 5 4: variance 0.7, 1 − 0.7/2 = 0.65. Two camps: variance 4.8, 1 − 2.4 = −1.4.
func ExampleWithinGroup() {
	a, _ := measure.WithinGroup([]float64{4, 3, 3, 5, 4}, 2)
	b, _ := measure.WithinGroup([]float64{1, 1, 1, 5, 5, 5}, 2)
	fmt.Printf("%.2f %.2f\n", a, b)
	// Output: 0.65 -1.40
}

// M = 3.8: (6·3.8 − 3.8² − 5)·5/4 = 3.36·1.25 = 4.2; 1 − 2·0.7/4.2 = 0.667.
func ExampleAgreementByMaximum() {
	a, ok := measure.AgreementByMaximum([]float64{4, 3, 3, 5, 4}, measure.Options{Low: 1, High: 5})
	fmt.Printf("%.3f %v\n", a, ok)
	// Output: 0.667 true
}

// Mean 3.8: (0.2+0.8+0.8+1.2+0.2)/5 = 0.64; median 4: (0+1+1+1+0)/5 = 0.6.
func ExampleAverageDeviation() {
	m, d, ok := measure.AverageDeviation([]float64{4, 3, 3, 5, 4})
	fmt.Printf("%.2f %.2f %v\n", m, d, ok)
	// Output: 0.64 0.60 true
}

// Half at either end: every answer lies half the range from the mean, 1 + log2(½) = 0.
func ExampleConsensus() {
	fmt.Println(measure.Consensus([]float64{1, 1, 5, 5}, measure.Options{Low: 1, High: 5}))
	// Output: 0 true
}

func ExampleTally() {
	fmt.Println(measure.Tally([]float64{4, 3, 3, 5, 4}, measure.Options{Low: 1, High: 5}))
	// Output: [0 0 2 2 1] true
}

// Layers: 3 options in use, 0.6·1·(1 − 2/4); then 2 options, 0.4·1·(1 − 1/4): 0.3 + 0.3. Half at either end is −1.
func ExampleAgreementA() {
	a, _ := measure.AgreementA([]int{0, 0, 2, 2, 1})
	b, _ := measure.AgreementA([]int{3, 0, 0, 0, 3})
	fmt.Printf("%.2f %.2f\n", a, b)
	// Output: 0.60 -1.00
}

// Cumulative shares 0, 0, .4, .8, 1: d = .4 + .2, 2·0.6/4 = 0.3.
func ExampleLeikD() {
	d, ok := measure.LeikD([]int{0, 0, 2, 2, 1})
	fmt.Printf("%.2f %v\n", d, ok)
	// Output: 0.30 true
}

// A split group is shown as split.
func ExampleAgree() {
	o := measure.Options{Low: 1, High: 5}
	a, ok := measure.Agree([]float64{1, 1, 1, 5, 5, 5}, o, measure.Nulls(o.Count()))
	fmt.Printf("%.2f %v %v\n", a.WithinGroup["uniform"].Value, a.Split, ok)
	// Output: -1.40 true true
}

// Item variances 0.5 and 0.5, q = 0.25: r* = 0.75, r_wg(2) = 1.5/(1.5 + 0.25) = 0.857.
func ExampleAgreeOnScale() {
	o := measure.Options{Low: 1, High: 5}
	s, ok := measure.AgreeOnScale([][]float64{{3, 4}, {4, 3}}, o, measure.Nulls(o.Count()))
	fmt.Printf("%.2f %.3f %v\n", s.Star["uniform"].Value, s.WithinGroupJ["uniform"].Value, ok)
	// Output: 0.75 0.857 true
}

// Means 1.5 and 3.5 around 2.5: MSB = 2·(1+1)/1 = 4, MSW = (0.5+0.5)/2 = 0.5, n0 = 2: (4−0.5)/(4+0.5) = 0.778.
func ExampleShareByGroup() {
	b, ok := measure.ShareByGroup([][]float64{{1, 2}, {3, 4}})
	fmt.Printf("%.1f %.1f %.3f %.3f %v\n", b.MSBetween, b.MSWithin, b.ICC1.Value, b.ICC2.Value, ok)
	// Output: 4.0 0.5 0.778 0.875 true
}

// Rank sums 3, 3, 6 around 4: S = 1+1+4 = 6; W = 12·6/(4·24) = 0.75.
func ExampleConcord() {
	c, ok := measure.Concord([][]float64{{1, 2, 3}, {2, 1, 3}})
	fmt.Println(c.W.Value, c.MeanRank, c.Order, ok)
	// Output: 0.75 [1.5 1.5 3] [0 1 2] true
}

// The second rater is one higher for all: order agrees fully, level does not.
func ExampleRaterAgreement() {
	r, ok := measure.RaterAgreement([][]float64{{1, 2}, {2, 3}, {3, 4}})
	fmt.Printf("%.3f %.0f %v\n", r.Single.Absolute.Value, r.Single.Consistent.Value, ok)
	// Output: 0.667 1 true
}

// Three of four the same, 0.75; chance ½·¾ + ½·¼ = 0.5; (0.75 − 0.5)/0.5 = 0.5.
func ExampleTwoRaters() {
	k, ok := measure.TwoRaters([]float64{1, 1, 2, 2}, []float64{1, 1, 1, 2}, []float64{1, 2})
	fmt.Printf("%.2f %.2f %v\n", k.Percent, k.Kappa.Value, ok)
	// Output: 0.75 0.50 true
}

// Both things alike within, shares ½ and ½: (1 − 0.5)/0.5 = 1.
func ExampleManyRaters() {
	kappa, _, ok := measure.ManyRaters([][]float64{{1, 1}, {2, 2}})
	fmt.Println(kappa, ok)
	// Output: 1 true
}

// Units {1, 1} and {2, 3}: one of the two pairs differs, counted both ways: 2. Among the values 1, 1, 2, 3 the pairs
// that differ, counted both ways, are 2·(2+2+1) = 10. α = 1 − (4−1)·2/10 = 0.4.
func ExampleKrippendorff() {
	alpha, ok := measure.Krippendorff([][]measure.Number{measure.Numbers(1, 2), measure.Numbers(1, 3)}, measure.Nominal)
	fmt.Printf("%.2f %v\n", alpha, ok)
	// Output: 0.40 true
}

// SDs 2.828 and 0.707: ratio 0.25; members moved 1.5 on average, the middle not at all.
func ExampleConverge() {
	c, ok := measure.Converge([]float64{1, 5}, []float64{2.5, 3.5}, measure.Options{Low: 1, High: 5})
	fmt.Printf("%.2f %.2f %.2f %v\n", c.SDRatio.Value, c.MeanMove.Value, c.MedianChange.Value, ok)
	// Output: 0.25 1.50 0.00 true
}

// All four agree aloud, two of four on paper: 100 − 50 points.
func ExamplePublicPrivateGap() {
	fmt.Println(measure.PublicPrivateGap([]bool{true, true, true, true}, []bool{true, false, true, false}))
	// Output: 50 true
}

// The mean 3 is right though each member is 1 off: they lie on both sides.
func ExampleBesideTruth() {
	t, ok := measure.BesideTruth([]float64{2, 4}, 3)
	fmt.Println(t.GroupError, t.OwnError, t.Bracketed, ok)
	// Output: 0 1 true true
}

// One act of each kind: a quarter in each area, every difficulty one half.
func ExampleTwelveCategories() {
	p, ok := measure.TwelveCategories([]float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1})
	fmt.Println(p.Warm.Value, p.Control.Value, p.WarmToCool.Value, ok)
	// Output: 0.25 0.5 1 true
}

// UP 2 and D 1: up 2 − 1, positive 2, forward 0.
func ExampleThreeDirections() {
	f, ok := measure.ThreeDirections([]string{"UP", "D"}, []float64{2, 1})
	fmt.Println(f.Up, f.Positive, f.Forward, ok)
	// Output: 1 2 0 true
}

// Rater 1 gives 1 of 4 and 3 of 4, rater 2 half and half: 0.25 + 0.5 and 0.75 + 0.5.
func ExamplePeerFactors() {
	c, ok := measure.PeerFactors([][]float64{{1, 3}, {2, 2}})
	fmt.Println(c.WithSelf[0].Value, c.WithSelf[1].Value, c.FromPeers[0].Value, ok)
	// Output: 0.75 1.25 2 true
}

func ExampleAttended() {
	a, ok := measure.Attended([][]bool{{true, false, false, true}, {true, true, true, true}})
	fmt.Println(a.ByMember, a.Overall, a.LongestGap, ok)
	// Output: [0.5 1] 0.75 [2 0] true
}
