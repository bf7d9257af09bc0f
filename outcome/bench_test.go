package outcome

import (
	"math"
	"math/rand/v2"
	"testing"
)

// manyGroups makes a programme of k groups of n members, half of them in comparison.
func manyGroups(k, n int, seed uint64) Data {
	random := rand.New(rand.NewPCG(seed, 1))
	var d Data
	for g := range k {
		shift := random.NormFloat64()
		for range n {
			pre := 15 + 4*random.NormFloat64()
			d.Group, d.Arm = append(d.Group, g), append(d.Arm, g%2)
			d.Pre = append(d.Pre, pre)
			d.Post = append(d.Post, .7*pre+shift-1.5*float64(g%2)+3*random.NormFloat64())
		}
	}
	return d
}

func BenchmarkProgramme2000GroupsOf10(b *testing.B) {
	d := manyGroups(2000, 10, 1)
	b.ReportAllocs()
	for b.Loop() {
		r, ok := Programme(d)
		if !ok || r.Robust == nil || r.Mixed == nil {
			b.Fatal("no result")
		}
	}
}

func BenchmarkProgramme4000GroupsOf10(b *testing.B) { // twice the groups: memory must be twice, not more
	d := manyGroups(4000, 10, 1)
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := Programme(d); !ok {
			b.Fatal("no result")
		}
	}
}

func BenchmarkExactPermutationOf20Groups(b *testing.B) {
	values, arm := make([]float64, 20), make([]int, 20)
	for i := range values {
		values[i], arm[i] = math.Sqrt(float64(i)), i%2
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, ok := Permutation(values, arm); !ok {
			b.Fatal("no result")
		}
	}
}

func BenchmarkCompareTeamOf6(b *testing.B) {
	individual := []float64{92, 73, 56, 77, 48, 53}
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := Compare(individual, 62, nil); !ok {
			b.Fatal("no result")
		}
	}
}
