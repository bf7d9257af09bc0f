package sociometry

import (
	"math/rand/v2"
	"testing"
)

// randomNetwork makes n members who each send about out ties.
func randomNetwork(n int, out float64, seed uint64) [][]float64 {
	random := rand.New(rand.NewPCG(seed, 1))
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = make([]float64, n)
		for j := range rows {
			if i != j && random.Float64() < out/float64(n-1) {
				rows[i][j] = float64(1 + random.IntN(4))
			}
		}
	}
	return rows
}

func BenchmarkLookAt12People(b *testing.B) {
	rows := randomNetwork(12, 4, 1)
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := Look(rows, true); !ok {
			b.Fatal("refused")
		}
	}
}

func BenchmarkBestPartitionOf12(b *testing.B) {
	g, _ := New(randomNetwork(12, 4, 1), true)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, ok := g.BestPartition(true); !ok {
			b.Fatal("refused")
		}
	}
}

func BenchmarkLookAt500People(b *testing.B) {
	rows := randomNetwork(500, 10, 1)
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := Look(rows, true); !ok {
			b.Fatal("refused")
		}
	}
}

func BenchmarkLookAt500PeopleDense(b *testing.B) {
	rows := randomNetwork(500, 100, 1)
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := Look(rows, true); !ok {
			b.Fatal("refused")
		}
	}
}

func BenchmarkRelateGroupOf12(b *testing.B) {
	rows := randomNetwork(12, 8, 1)
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := Relate(rows); !ok {
			b.Fatal("refused")
		}
	}
}
