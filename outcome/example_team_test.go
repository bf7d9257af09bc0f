package outcome_test

import (
	"fmt"

	"groupwork/outcome"
)

func ExampleCompare() {
	full := 100.0
	c, _ := outcome.Compare([]float64{60, 70, 80}, 75, &full)
	// Mean 70, best 80: a gain of 5 over the mean is a loss of 5 against the best, half the way up.
	fmt.Println(c.OverMean, c.OverBest, *c.MeanToBest, *c.AddedValue, c.Position)
	_, ok := outcome.Compare(nil, 75, nil)
	fmt.Println(ok)
	// Output:
	// 5 -5 0.5 -6.25 between_mean_and_best
	// false
}

func ExampleTeams() {
	s, _ := outcome.Teams([]outcome.Team{
		{Individual: []float64{4, 6}, Group: 7, Earlier: []float64{9, 1}},
		{Individual: []float64{5, 5}, Group: 4},
		{Individual: []float64{2, 8}, Group: 8},
	})
	// Gains over the mean 2, −1, 3; over the best 1, −1, 0; the best of before has 4 now, so 3 over that.
	fmt.Printf("%.4f %.4f %.4f %v\n", s.OverMean, s.OverBest, s.ShareBest, *s.OverEarlier)
	// Output: 1.3333 0.0000 0.3333 3
}

func ExamplePotentials() {
	p, _ := outcome.Potentials([]float64{2, 3, 7}, 9)
	fmt.Println(p.Additive, p.Compensatory, p.Disjunctive, p.Conjunctive, p.LossAdditive, *p.RatioAdditive)
	// Output: 12 4 7 2 3 0.75
}

func ExampleItems() {
	t, _ := outcome.Items([][]bool{
		{true, false, false, true},
		{true, false, true, false},
		{true, false, false, false},
	}, []bool{true, true, false, true})
	// Right alone: 3, 0, 1, 1 members. Item 2 is strict synergy, item 3 a loss, item 4 one voice heard.
	fmt.Println(t.Right, t.TruthWins, t.Majority)
	fmt.Println(t.Gain, t.Loss, t.LoneRight, t.LoneAdopted, *t.Scheme[1], t.Scheme[2] == nil)
	// Output:
	// [3 0 1 1] 3 1
	// 1 1 2 1 0.5 true
}

func ExampleCombine() {
	s, _ := outcome.Combine(.2, 3)
	// 1 − .8³; that − 3·.2·.8²; majority 3·.2²·.8 + .2³.
	fmt.Printf("%.3f %.3f %.3f %.3f\n", s.TruthWins, s.TruthSupported, s.Majority, s.Unanimous)
	// Output: 0.488 0.104 0.104 0.008
}

func ExampleNominalGroup() {
	g, _ := outcome.NominalGroup([][]int{{1, 2}, {2, 3}, {2}}, 2)
	// Pairs have 3, 2 and 2 unique ideas.
	fmt.Printf("%.4f %d %d\n", g.Expected, *g.Fewest, *g.Most)
	// Output: 2.3333 2 3
}

func ExampleIdeaLoss() {
	fmt.Println(outcome.IdeaLoss(15, 20))
	// Output: 0.25 true
}

func ExampleJudge() {
	j, _ := outcome.Judge([]float64{8, 14}, 10, 10)
	// Mean 11 misses by 1: 1 = (4 + 16)/2 − 9. One pair, on both sides.
	fmt.Println(j.CollectiveSquared, j.IndividualSquared, j.Diversity, *j.Bracketing, j.Beaten)
	// Output: 1 10 9 1 1
}

func ExampleRank() {
	r, _ := outcome.Rank([]float64{1, 2, 3}, [][]float64{{1, 3, 2}, {2, 1, 3}}, []float64{3, 2, 1})
	// Members miss by 2 and 2; ranks add up to 3, 4, 5, which is right; the group turned it round.
	fmt.Println(r.Individual, r.BordaRank, r.Borda, r.Group, r.OverBorda)
	fmt.Printf("%.1f\n", *r.Spearman)
	// Output:
	// [2 2] [1 2 3] 0 4 -4
	// -1.0
}

func ExampleGeneralFactor() {
	f, _ := outcome.GeneralFactor([][]float64{{1, 2}, {2, 4}, {3, 6}})
	fmt.Printf("%.2f %.2f\n", f.Share, f.Loadings) // the two tasks are one
	// Output: 1.00 [1.00 1.00]
}
