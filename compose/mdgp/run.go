package mdgp

import (
	"context"
	"fmt"
	"math"

	"groupwork/compose"
)

// Answer is one verified run on an instance.
type Answer struct {
	Sum   float64
	Moves int64
	Group []int
}

// Solve runs the search under a seed until spent says 1, then verifies the answer from scratch.
func Solve(ctx context.Context, in Instance, seed uint64, spent func() float64) (Answer, error) {
	m := compose.Mixing{N: in.N, Sizes: in.Sizes, Value: func(i, j int) float64 { return in.Value[i*in.N+j] }}
	d, err := compose.Mix(ctx, m, compose.Effort{Seed: seed, Spent: spent})
	if err != nil {
		return Answer{}, fmt.Errorf("%s: %w", in.Name, err)
	}
	sum, err := Verify(in, d.Group)
	if err != nil {
		return Answer{}, err
	}
	if math.Abs(sum-d.Sum) > 1e-6*math.Max(1, math.Abs(sum)) {
		return Answer{}, fmt.Errorf("%s: the search reports %v, its division is worth %v", in.Name, d.Sum, sum)
	}
	return Answer{Sum: sum, Moves: d.Moves, Group: d.Group}, nil
}

// Verify checks the sizes of a division and recomputes its objective from the distances of the file.
func Verify(in Instance, group []int) (float64, error) {
	if len(group) != in.N {
		return 0, fmt.Errorf("%s: %d of %d people are placed", in.Name, len(group), in.N)
	}
	size := make([]int, len(in.Sizes))
	for x, g := range group {
		if g < 0 || g >= len(size) {
			return 0, fmt.Errorf("%s: person %d is in group %d of %d", in.Name, x, g, len(size))
		}
		size[g]++
	}
	for g, r := range in.Sizes {
		if size[g] < r.From || size[g] > r.To {
			return 0, fmt.Errorf("%s: group %d holds %d, wants %d to %d", in.Name, g, size[g], r.From, r.To)
		}
	}
	var sum float64
	for i := range in.N {
		for j := i + 1; j < in.N; j++ {
			if group[i] == group[j] {
				sum += in.Value[i*in.N+j]
			}
		}
	}
	return sum, nil
}
