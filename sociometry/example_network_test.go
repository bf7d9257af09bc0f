package sociometry_test

import (
	"fmt"

	"groupwork/sociometry"
)

// The examples share one small group, worked by hand: 0 and 1 turn to each other, 2 turns to 0, 3 is silent.
func small() *sociometry.Network {
	g, _ := sociometry.New([][]float64{
		{0, 1, 0, 0},
		{1, 0, 0, 0},
		{1, 0, 0, 0},
		{0, 0, 0, 0},
	}, true)
	return g
}

func ExampleNew() {
	_, ok := sociometry.New([][]float64{{0, 1}, {0}}, true)
	fmt.Println("ragged:", ok)
	_, ok = sociometry.New([][]float64{{0, -1}, {0, 0}}, true)
	fmt.Println("negative:", ok)
	// Output:
	// ragged: false
	// negative: false
}

func ExampleNetwork_Len() {
	fmt.Println(small().Len())
	// Output: 4
}

func ExampleNetwork_Arcs() {
	fmt.Println(small().Arcs()) // 0→1, 1→0, 2→0
	// Output: 3
}

func ExampleNetwork_Density() {
	fmt.Println(small().Density()) // 3 of 4·3 = 12
	// Output: 0.25 true
}

func ExampleNetwork_Degrees() {
	in, out := small().Degrees()
	fmt.Println(in, out)
	// Output: [2 1 0 0] [1 1 1 0]
}

func ExampleNetwork_Isolates() {
	fmt.Println(small().Isolates())
	// Output: [3]
}

func ExampleNetwork_Unchosen() {
	fmt.Println(small().Unchosen()) // 2 chooses but is not chosen
	// Output: [2 3]
}

func ExampleNetwork_Dyads() {
	fmt.Printf("%+v\n", small().Dyads()) // {0,1} answered, {0,2} one way, four pairs without
	// Output: {Mutual:1 Asymmetric:1 Null:4}
}

func ExampleDyads_Reciprocity() {
	r, _ := small().Dyads().Reciprocity() // 2·1 / (2·1 + 1)
	fmt.Printf("%.4f\n", r)
	_, ok := sociometry.Dyads{Null: 6}.Reciprocity() // a silent group has none
	fmt.Println(ok)
	// Output:
	// 0.6667
	// false
}

func ExampleDyads_Answered() {
	fmt.Println(small().Dyads().Answered()) // 1 / (1 + 1)
	// Output: 0.5 true
}

func ExampleDyads_CountingSilence() {
	r, _ := small().Dyads().CountingSilence() // (1 + 4) / 6: looks fine, says nothing
	fmt.Printf("%.4f\n", r)
	// Output: 0.8333
}

func ExampleTriadNames() {
	fmt.Println(sociometry.TriadNames()[3])
	// Output: 021D
}

func ExampleNetwork_Triads() {
	t := small().Triads()
	for k, name := range sociometry.TriadNames() {
		if t[k] > 0 {
			fmt.Println(name, t[k])
		}
	}
	// {0,1,2}: 0 and 1 mutual, 2→0 points at the pair: 111D. {0,1,3}: 102. {0,2,3}: 012. {1,2,3}: 003.

	// Output:
	// 003 1
	// 012 1
	// 102 1
	// 111D 1
}

func ExampleNetwork_Transitivity() {
	// Two-step paths: 2→0→1 alone (0→1→0 comes back); 2→1 is not there.
	fmt.Println(small().Transitivity())
	// Output: 0 true
}

func ExampleNetwork_Paths() {
	p := small().Paths()
	fmt.Println(p.Between) // 0 stands between 2 and 1
	// 0→1, 1→0, 2→0 in one step and 2→1 in two: 4 of 12 pairs, 5/4 steps.
	fmt.Printf("%.4f %.2f %v\n", *p.Reachable, *p.Distance, p.Closeness == nil)
	// Output:
	// [1 0 0 0]
	// 0.3333 1.25 true
}

func ExampleNetwork_Centralization() {
	g := small()
	c := g.Centralization(g.Paths())
	// In: (2−2)+(2−1)+(2−0)+(2−0) = 5 of 9. Out: 1 of 9. Between: 3·1 of 9·2.
	fmt.Printf("%.4f %.4f %.4f\n", *c.In, *c.Out, *c.Between)
	// Output: 0.5556 0.1111 0.1667
}

func ExampleNetwork_Components() {
	c := small().Components()
	fmt.Println(c.Weak, c.Strong, c.Sizes, c.Of) // strong: {0,1}, {2}, {3}
	// Output: 2 3 [3 1] [0 0 0 1]
}

func pairsOfPairs() *sociometry.Network {
	g, _ := sociometry.New([][]float64{
		{0, 1, 0, 0},
		{1, 0, 0, 0},
		{0, 0, 0, 1},
		{0, 0, 1, 0},
	}, false)
	return g
}

func ExampleNetwork_Modularity() {
	// Each part holds half of all ties where chance would put a quarter: 2·(1/2 − 1/4).
	fmt.Println(pairsOfPairs().Modularity([]int{7, 7, 8, 8}, false))
	// Output: 0.5 true
}

func ExampleNetwork_BestPartition() {
	fmt.Println(pairsOfPairs().BestPartition(false))
	// Output: [0 0 1 1] 0.5 true
}

func ExampleMatrixCorrelation() {
	x := [][]float64{{9, 1}, {2, 9}}
	y := [][]float64{{0, 10}, {20, 0}}
	r, ok := sociometry.MatrixCorrelation(x, y) // (1, 2) against (10, 20)
	fmt.Printf("%.2f %v\n", r, ok)
	// Output: 1.00 true
}

func ExampleLook() {
	p, ok := sociometry.Look([][]float64{{0, 2}, {2, 0}}, true)
	fmt.Println(ok, p.Arcs, *p.Reciprocity, *p.Exchange.GiveAndTake, *p.Participation.Equality)
	// Output: true 2 1 1 1
}
