package measure_test

import (
	"fmt"

	"groupwork/measure"
)

// 7.5·√(1 − 0.80) = 7.5·0.447214 = 3.354.
func ExampleMeasurementError() {
	sem, ok := measure.MeasurementError(7.5, 0.80)
	fmt.Printf("%.3f %v\n", sem, ok)
	// Output: 3.354 true
}

// √2·3.354 = 4.743.
func ExampleDifferenceError() {
	s, ok := measure.DifferenceError(7.5, 0.80)
	fmt.Printf("%.3f %v\n", s, ok)
	// Output: 4.743 true
}

// (47.5 − 32.5)/4.743 = 3.162, the example of Jacobson and Truax. Without error there is no index.
func ExampleReliableChange() {
	rci, ok := measure.ReliableChange(32.5, 47.5, 7.5, 0.80)
	fmt.Printf("%.3f %v\n", rci, ok)
	_, ok = measure.ReliableChange(10, 9, 5, 1)
	fmt.Println(ok)
	// Output:
	// 3.162 true
	// false
}

// 1.959964·4.743416 = 9.297.
func ExampleReliablePoints() {
	points, ok := measure.ReliablePoints(7.5, 0.80, 0.95)
	fmt.Printf("%.3f %v\n", points, ok)
	// Output: 9.297 true
}

// 20 ± 1.96·3.354 = 20 ± 6.574.
func ExampleErrorBand() {
	low, high, ok := measure.ErrorBand(20, 7.5, 0.80)
	fmt.Printf("%.2f %.2f %v\n", low, high, ok)
	// Output: 13.43 26.57 true
}

// a = 40 + 15, b = 60 − 15, c halfway as both SDs are alike.
func ExampleNorms_Cutoffs() {
	c := measure.Norms{CareMean: 40, CareSD: 7.5, CommunityMean: 60, CommunitySD: 7.5}.Cutoffs(true)
	fmt.Println(c.A.Value, c.B.Value, c.C.Value)
	// Output: 55 45 50
}

// 47.5 is better by 3.16 errors, and does not pass 50: improved. It passes 45: recovered under that line.
func ExampleYardstick_Judge() {
	y := measure.Yardstick{SD: 7.5, Reliability: 0.80, HigherIsBetter: true, Cutoff: measure.Some(50)}
	fmt.Println(y.Judge(32.5, 47.5).Category)
	y.Cutoff = measure.Some(45)
	fmt.Println(y.Judge(32.5, 47.5).Category)
	// Output:
	// improved
	// recovered
}

// SEM = 10·√(1−0.75) = 5: (25−15)/5 = 2, /√2 = 1.414; true score of the first 20 + 0.75·(15−20) = 16.25, (25−16.25)/5.
func ExampleCompareIndices() {
	i := measure.CompareIndices(15, 25, 20, 10, 0.75)
	fmt.Printf("%.3f %.3f %.3f\n", i.SEMOnly.Value, i.JacobsonTruax.Value, i.EdwardsNunnally.Value)
	// Output: 2.000 1.414 1.750
}

// 24 to 1 falls by 23, at least 6, and 19 to 19 does not rise by 4: better. 19 is still 8 or more: no recovery.
func ExampleTwoMeasures_Judge() {
	c := measure.TwoMeasures{CaseFirst: 10, CaseSecond: 8, ReliableFirst: 6, ReliableSecond: 4}.Judge(24, 1, 19, 19)
	fmt.Println(c.Reliable, *c.Recovery, *c.ReliableRecovery)
	// Output: reliable_improvement false false
}

// 50 + 10·3/√(0.7·3 + 0.3·9) = 50 + 30/√4.8 = 63.693.
func ExampleGoalAttainment() {
	goal := measure.Goal{Baseline: measure.Some(-1), Attained: measure.Some(1), Weight: 1}
	r, ok := measure.GoalAttainment([]measure.Goal{goal, goal, goal}, measure.GoalRho)
	fmt.Printf("%.3f %.3f %v %v\n", r.T.Value, r.Change.Value, r.Spread, ok)
	// Output: 63.693 27.386 [0 0 0 3 0] true
}

// One goal at +2 is 50 + 20 = 70, one at 0 is 50: mean 60, SD 14.142; both met.
func ExampleGroupAttainment() {
	two, zero := measure.Goal{Attained: measure.Some(2), Weight: 1}, measure.Goal{Attained: measure.Some(0), Weight: 1}
	g, ok := measure.GroupAttainment([][]measure.Goal{{two}, {zero}}, measure.GoalRho)
	fmt.Printf("%.0f %.3f %.0f %v\n", g.Mean.Value, g.SD.Value, g.Met.Value, ok)
	// Output: 60 14.142 1 true
}

// Parker's "Bob": 17 pairs better, 1 worse, 2 ties of 20: NAP (17+1)/20, Tau 16/20; the trend before is 3: (16−3)/20.
func ExampleComparePhases() {
	p, ok := measure.ComparePhases([]float64{2, 3, 5, 3}, []float64{4, 5, 5, 7, 6}, false)
	fmt.Println(p.NAP.Value, p.Tau.Value, p.TauU.Value, ok)
	// Output: 0.9 0.8 0.65 true
}

// Moving ranges 2 and 2, σ = 2/1.128 = 1.773; center 11/3; upper limit 3.667 + 5.319. 10 is outside.
func ExampleOwnUsual() {
	c, ok := measure.OwnUsual([]float64{3, 5, 3, 10}, 3)
	fmt.Printf("%.3f %.3f %.3f %v %v\n", c.Center, c.Sigma, c.Upper, c.Signals, ok)
	// Output: 3.667 1.773 8.986 [3] true
}

// The mean of 8, 9 and 7 is 8; 0.7·8 = 5.6, and 5 is below.
func ExamplePulseDrop() {
	fmt.Println(measure.PulseDrop([]float64{8, 9, 7, 5}))
	fmt.Println(measure.PulseDrop([]float64{8, 9, 7, 6}))
	fmt.Println(measure.PulseDrop([]float64{8}))
	// Output:
	// true true
	// false true
	// false false
}

// Two courses fall by 2·ln(s+1) exactly, whatever the start: b1 = −2, b2 = 0, no residual.
func ExampleFitExpected() {
	fall := func(start float64) []measure.Number {
		return measure.Numbers(start-2*0.6931471805599453, start-2*1.0986122886681098)
	}
	e, ok := measure.FitExpected([]float64{10, 20}, [][]measure.Number{fall(10), fall(20)})
	fmt.Printf("%.3f %.3f %.3f %v\n", e.B1, e.B2, e.Residual[0], ok)
	// Output: -2.000 0.000 0.000 true
}

// Expected 20 − 3·ln 2 = 17.921, band ± 1.2816·2 = 2.563. 25 is outside, and worse than 20 by 5, less than 6.
func ExampleExpectedCourse_Follow() {
	e := measure.ExpectedCourse{B1: -3, MeanBaseline: 20, Residual: []float64{2}}
	s := e.Follow(20, measure.Numbers(25), true, 6)[0]
	fmt.Printf("%.3f %.3f %s\n", s.Expected, s.Upper, s.Status)
	// Output: 17.921 20.484 not_on_track
}

func ExampleProgress_Do() {
	fmt.Println(measure.NotOnTrack.Do())
	// Output: Outside the range usual for others who began here: ask the member what would help, and review the plan.
}

// Item variances 1 and 1, variance of the totals 2, 4, 6 is 4: α = 2·(1 − 2/4) = 1.
func ExampleInternalConsistency() {
	c, ok := measure.InternalConsistency([][]float64{{1, 1}, {2, 2}, {3, 3}})
	fmt.Println(c.Alpha.Value, c.TotalSD.Value, c.SEM.Value, ok)
	// Output: 1 2 0 true
}

// Doubled: 2·0.5/(1 + 0.5) = 0.667.
func ExampleLengthenedReliability() {
	r, ok := measure.LengthenedReliability(0.5, 2)
	fmt.Printf("%.3f %v\n", r, ok)
	// Output: 0.667 true
}

// The second occasion is one higher for all: the order agrees (1), the level does not. Differences do not vary: SEM 0.
func ExampleTestRetest() {
	r, ok := measure.TestRetest([]float64{1, 2, 3}, []float64{2, 3, 4})
	fmt.Printf("%.0f %.3f %.0f %.0f %v\n", r.R.Value, r.Agreement.Value, r.Consistency.Value, r.SEM.Value, ok)
	// Output: 1 0.667 1 0 true
}
