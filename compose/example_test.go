package compose_test

import (
	"context"
	"fmt"

	"groupwork/compose"
)

func ExampleCompose() {
	p := &compose.Problem{
		People: []string{"Ada", "Ben", "Cleo", "Dai", "Eva", "Finn"},
		Groups: []compose.Range{{From: 3, To: 3}, {From: 3, To: 3}},
		Attributes: []compose.Attribute{{Name: "aim", Kind: compose.Category, Levels: []string{"school", "work"},
			Value: []float64{0, 1, 0, 1, 0, 1}}},
		Wishes: []compose.Wish{{Kind: compose.Match, Of: "aim", Weight: 1}},
	}
	a, err := compose.Compose(context.Background(), p, compose.Effort{Seed: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.0f of 100, proven best: %v\n", a.Score.Total, a.Proven)
	fmt.Println(a.Group[0] == a.Group[2], a.Group[0] == a.Group[1])
	// Output:
	// 100 of 100, proven best: true
	// true false
}

func ExampleFindClash() {
	p := &compose.Problem{
		People: []string{"Ada", "Ben", "Cleo", "Dai"},
		Groups: []compose.Range{{From: 2, To: 2}, {From: 2, To: 2}},
		Ties: []compose.Tie{{A: 0, B: 1, Apart: true, Must: true}, {A: 1, B: 2, Apart: true, Must: true},
			{A: 0, B: 2, Apart: true, Must: true}, {A: 0, B: 3, Apart: true, Must: true}},
	}
	clash, found, err := compose.FindClash(context.Background(), p)
	fmt.Println(found, err)
	fmt.Println(clash.Words(p))
	// Output:
	// true <nil>
	// These three cannot be kept together: Ada and Ben apart; Ben and Cleo apart; Ada and Cleo apart. Everything else can be kept without: Ada and Ben apart.
}

func ExampleMix() {
	value := func(i, j int) float64 { return float64((i - j) * (i - j)) }
	d, err := compose.Mix(context.Background(), compose.Mixing{N: 6, Value: value,
		Sizes: []compose.Range{{From: 3, To: 3}, {From: 3, To: 3}}}, compose.Effort{Seed: 1, Moves: 100_000})
	fmt.Println(d.Sum, err)
	// Output: 52 <nil>
}
