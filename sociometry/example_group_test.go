package sociometry_test

import (
	"fmt"

	"groupwork/sociometry"
)

func ExampleParticipate() {
	p, _ := sociometry.Participate([]float64{6, 2, 0, 0})
	// Gini (−3·0 −1·0 +1·2 +3·6)/(4·8) = 20/32; equality 1 − 0.625·4/3.
	fmt.Printf("%.3f %.4f\n", p.Gini, *p.Equality)
	// Shares ¾ and ¼: e^(0.5623) speakers.
	fmt.Printf("%.3f %v\n", p.EffectiveSpeakers, p.Silent)
	_, ok := sociometry.Participate([]float64{0, 0, 0})
	fmt.Println(ok)
	// Output:
	// 0.625 0.1667
	// 1.755 [2 3]
	// false
}

func ExampleGiveAndTake() {
	e, _ := sociometry.GiveAndTake([][]float64{
		{0, 3, 0},
		{1, 0, 2},
		{0, 2, 0},
	})
	fmt.Println(e.Given, e.Received)
	// Answered 2·(1 + 2)/8; give and take (1 + 2)/(3 + 2).
	fmt.Println(*e.Answered, *e.GiveAndTake)
	// Output:
	// [3 3 2] [1 5 2]
	// 0.75 0.6
}

func ExampleTakeTurns() {
	t, _ := sociometry.TakeTurns(3, []int{0, 1, 0, 2, 2})
	fmt.Println(t.Counts, t.Self)
	// 0 1 0 comes back, 1 0 2 does not, 0 2 2 has no change of speaker.
	fmt.Println(*t.PingPong, t.Next[0])
	// Output:
	// [[0 1 1] [1 0 0] [0 0 1]] 1
	// 0.5 [0 0.5 0.5]
}

func ExampleShiftNames() {
	fmt.Println(sociometry.ShiftNames()[0])
	// Output: AB-BA
}

func ExamplePassOn() {
	s, _ := sociometry.PassOn([]sociometry.Said{
		{From: 0, To: 1},
		{From: 1, To: 0},                // the one spoken to answers
		{From: 2, To: sociometry.Group}, // a third cuts in, to all
		{From: 0, To: sociometry.Group}, // somebody goes on after a word to all
	})
	fmt.Println(s.Counts["AB-BA"], s.Counts["AB-X0"], s.Counts["A0-X0"])
	fmt.Println(s.Receiving, s.Usurping, s.Claiming, s.Continuing)
	// Output:
	// 1 1 1
	// 1 1 1 0
}

func ExampleNominations() {
	like := [][]float64{{0, 1, 0}, {1, 0, 0}, {1, 0, 0}}
	none := [][]float64{{0, 0, 0}, {0, 0, 0}, {0, 0, 0}}
	s, _ := sociometry.Nominations(like, none, false)
	fmt.Println(s.Liked, s.ZLiked, s.MutualLikes, s.Stars) // mean 1, deviation 1
	fmt.Println("words from", sociometry.LabelsFrom, "members")
	// Output:
	// [2 1 0] [1 0 -1] 1 [0]
	// words from 10 members
}

func ExampleChanceChoices() {
	c, _ := sociometry.ChanceChoices(12, 3, .05)
	fmt.Println(*c.StarFrom, *c.IsolateUpTo) // (8/11)^11 = .0301 ≤ .05
	// Output: 7 0
}

func ExampleRelate() {
	// Member 0 rates everybody 2 higher, nothing else differs: only actors vary.
	r, _ := sociometry.Relate([][]float64{
		{0, 5, 5, 5},
		{3, 0, 3, 3},
		{3, 3, 0, 3},
		{3, 3, 3, 0},
	})
	// Rows 5 3 3 3, columns 3 11/3 11/3 11/3, mean 3.5: a₀ = 9/8·5 + 3/8·3 − 3/2·3.5 = 1.5.
	fmt.Printf("%.2f %.2f %.2f %.2f\n", r.Mean, r.Actor[0], r.Actor[1], r.Relationship[0][1])
	fmt.Printf("%.2f %.2f\n", r.Variances.Actor, *r.Shares.Actor) // (1.5² + 3·.5²)/3
	// Output:
	// 3.50 1.50 -0.50 0.00
	// 1.00 1.00
}

func ExampleRelateGroups() {
	one := [][]float64{{0, 5, 5, 5}, {3, 0, 3, 3}, {3, 3, 0, 3}, {3, 3, 3, 0}}
	flat := [][]float64{{0, 1, 1, 1}, {1, 0, 1, 1}, {1, 1, 0, 1}, {1, 1, 1, 0}}
	_, weighted, plain, ok := sociometry.RelateGroups([][][]float64{one, flat})
	fmt.Printf("%.2f %.2f %v\n", weighted.Actor, plain.Actor, ok) // groups of equal size: (1 + 0)/2
	// Output: 0.50 0.50 true
}
