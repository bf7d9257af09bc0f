package outcome_test

import (
	"fmt"

	"groupwork/outcome"
)

// Six groups of two, worked by hand: comparison means 1, 2, 3 and programme means 4, 5, 6.
func sixGroups() (values []float64, group, arm []int) {
	for g, mean := range []float64{1, 2, 3, 4, 5, 6} {
		values = append(values, mean-.5, mean+.5)
		group, arm = append(group, g, g), append(arm, g/3, g/3)
	}
	return values, group, arm
}

func ExampleICC() {
	values, group, arm := sixGroups()
	c, _ := outcome.ICC(values, group, arm)
	// Between 2·(1+0+1)·2/4 = 2, within 6·.5/6 = .5, n₀ 2: 1.5/2.5.
	fmt.Println(c.Between, c.Within, c.N0, c.ICC)
	// Output: 2 0.5 2 0.6
}

func ExampleDesignEffect() {
	f, _ := outcome.DesignEffect([]float64{8, 8, 8}, .1)
	fmt.Printf("%.1f %.2f\n", f.DesignEffect, f.EffectiveN) // 1 + 7·.1; 24/1.7
	// Output: 1.7 14.12
}

func ExampleArmsOf() {
	a, _ := outcome.ArmsOf(sixGroups())
	// Squares in an arm: 2·(1+0+1) + 6·.25 = 5.5; √(11/10).
	fmt.Printf("%.0f %.0f %.4f %.0f %.1f\n", a.MeanT, a.MeanC, a.SD, a.ClusterSize, a.ICC)
	// Output: 5 2 1.0488 2 0.6
}

func ExampleHedges() {
	e, _ := outcome.Hedges(outcome.Arms{MeanT: 54.1, MeanC: 50.2, SD: 9.8, NT: 64, NC: 64, ClusterSize: 8, ICC: .1})
	// 3.9/9.8·√(1 − 2·7·.1/126); the naive error would be .1785.
	fmt.Printf("%.4f %.4f %.4f\n", e.D, e.SE, e.G)
	// Output: 0.3957 0.2319 0.3932
}

func ExampleHedgesPartlyNested() {
	a := outcome.Arms{MeanT: 54.1, MeanC: 50.2, SD: 9.8, NT: 64, NC: 64, ClusterSize: 8, ICC: .1}
	p, _ := outcome.HedgesPartlyNested(a, outcome.EqualsWithin)
	fmt.Printf("%.4f %.1f\n", p.D, p.Eta) // .39796·√(1 − 70·.1/126); 1 + (8/2 − 1)·.1
	_, ok := outcome.HedgesPartlyNested(a, "whatever")
	fmt.Println(ok)
	// Output:
	// 0.3867 1.3
	// false
}

func ExampleCompareArms() {
	g, _ := outcome.CompareArms(sixGroups())
	// Both arms vary by 1 over groups: 3/√(2/3). The observed split is the extreme one of 20, and its mirror.
	fmt.Printf("%.0f %.4f %.0f %.1f\n", g.Difference, g.Pooled.T, g.Pooled.DF, *g.Permutation)
	// Output: 3 3.6742 4 0.1
}

func ExamplePermutation() {
	fmt.Println(outcome.Permutation([]float64{1, 2, 3, 4}, []int{0, 0, 1, 1})) // {3,4} and {1,2} of six
	// Output: 0.3333333333333333 6 true
}

func ExamplePartlyNestedMeans() {
	values := []float64{3, 5, 5, 7, 1, 2, 3}
	group := []int{1, 1, 2, 2, 0, 0, 0}
	treated := []int{1, 1, 1, 1, 0, 0, 0}
	means, naive, clustering, _ := outcome.PartlyNestedMeans(values, group, treated)
	// Group means 4 and 6 against 1, 2, 3: 3/√(2/2 + 1/3).
	fmt.Printf("%.4f %.0f %.4f\n", means.T, naive.Difference, clustering.ICC)
	// Output: 2.5981 3 0.3333
}

func ExampleChangeDuring() {
	c, _ := outcome.ChangeDuring([]int{1, 1, 2, 2}, []float64{10, 12, 14, 16}, []float64{9, 9, 13, 11})
	// Changes −1, −3 and −1, −5: group means −2 and −3, error .5.
	fmt.Println(c.Mean, c.GroupMeans, c.Groups.T, c.Groups.DF)
	// Output: -2.5 -2.5 -5 1
}

func ExampleSlopes() {
	g, _ := outcome.Slopes([]float64{0, 1, 2, 0, 1, 0, 2},
		[]int{1, 1, 1, 2, 2, 3, 3}, []int{1, 1, 1, 1, 1, 2, 2}, []float64{5, 4, 3, 9, 6, 7, 3})
	fmt.Println(g.Slopes, g.Groups, g.Mean) // −1 and −3 make −2; −4 over two sessions is −2
	// Output: [-1 -3 -2] [-2 -2] -2
}

func ExampleRegress() {
	values, group, arm := sixGroups()
	column := make([]float64, len(arm))
	for i, a := range arm {
		column[i] = float64(a)
	}
	r, _ := outcome.Regress(values, group, column)
	// Balanced groups: CR2 gives the group-mean error √(1/3 + 1/3) and 4 df.
	fmt.Printf("%.2f %.4f %.2f\n", r.Coefficients[1], r.CR2[1], r.DF[1])
	// Output: 3.00 0.8165 4.00
}

func ExampleRandomIntercept() {
	values, group, arm := sixGroups()
	column := make([]float64, len(arm))
	for i, a := range arm {
		column[i] = float64(a)
	}
	m, _ := outcome.RandomIntercept(values, group, nil, column)
	// Balanced: σ² = MSW = .5, τ² = (2 − .5)/2, error √(2·2/(3·2)).
	fmt.Printf("%.2f %.4f %.4f %.4f\n", m.Fixed[1], m.SE[1], m.Sigma2, m.Tau2)
	// Output: 3.00 0.8165 0.5000 0.7500
}

func ExampleMixed_Standardised() {
	m := outcome.Mixed{Fixed: []float64{10, -3}}
	fmt.Println(m.Standardised(1, outcome.Mixed{Tau2: 9, Sigma2: 27})) // −3/√36
	// Output: -0.5 true
}

func ExampleWilson() {
	ci, _ := outcome.Wilson(0, 8)
	fmt.Printf("%.4f %.4f\n", ci[0], ci[1]) // 3.8415/(8 + 3.8415)
	// Output: 0.0000 0.3244
}

func ExampleResponders() {
	r, _ := outcome.Responders([]int{1, 3}, []int{4, 4})
	// p = ½; deviations −1 and 1: √(2·2)/8; independent it would be √(.25/8).
	fmt.Printf("%.2f %.4f %.4f %.1f\n", r.P, *r.SE, r.SESimple, *r.Inflation)
	// Output: 0.50 0.2500 0.1768 2.0
}

func ExamplePooledVariances() {
	means, variances, within, _ := outcome.PooledVariances([][]float64{{1, 3}, {4, 4, 7}})
	fmt.Printf("%.0f %.4f %.4f\n", means, variances, within) // (2 + 6)/(5 − 2)
	// Output: [2 5] [1.3333 0.8889] 2.6667
}

func ExamplePool() {
	m, _ := outcome.Pool([]float64{.3, .32, .29, .31}, []float64{.04, .05, .03, .06})
	// Groups this alike would let Knapp–Hartung claim an error of .0066; it is never let below .1026.
	fmt.Printf("%.4f %.4f %.4f\n", m.REML.Estimate, m.REML.KnappHartung.SE, m.REML.Report.SE)
	// Output: 0.3025 0.0066 0.1026
}

func ExampleRuleFor() {
	fmt.Println(outcome.RuleFor(3, 3), outcome.RuleFor(6, 3), outcome.RuleFor(12, 6), outcome.RuleFor(12, 1))
	// Output: describe group means model describe
}

func ExampleProgramme() {
	values, group, arm := sixGroups()
	r, _ := outcome.Programme(outcome.Data{Group: group, Arm: arm, Post: values})
	fmt.Printf("%s %.0f [%.2f, %.2f]\n", r.Rule, r.Estimate, r.Corrected.CI[0], r.Corrected.CI[1])
	fmt.Printf("naive [%.2f, %.2f]\n", r.Naive.CI[0], r.Naive.CI[1])
	// Output:
	// group means 3 [0.73, 5.27]
	// naive [1.65, 4.35]
}

// Two groups of two and one of six in one arm: members are in groups of (4 + 4 + 36)/10 on average.
func ExampleMetSize() {
	size, ok := outcome.MetSize([]int{0, 0, 1, 1, 2, 2, 2, 2, 2, 2}, make([]int, 10))
	fmt.Println(size, ok)
	// Output: 4.4 true
}
