package mdgp

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// instance writes a random instance of n people in the standard format.
func instance(n, groups int) string {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	var b strings.Builder
	fmt.Fprintf(&b, "%d %d ds", n, groups)
	for range groups {
		fmt.Fprintf(&b, " %d %d", n/groups-1, n/groups+1)
	}
	b.WriteString(" \n")
	for i := range n {
		for j := i + 1; j < n; j++ {
			fmt.Fprintf(&b, "%d %d %.3f\n", i, j, r.Float64()*100)
		}
	}
	return b.String()
}

func TestAnAnswerIsVerifiedFromScratch(t *testing.T) {
	in, err := Read("small", strings.NewReader(instance(24, 4)))
	if err != nil {
		t.Fatal(err)
	}
	share := 0.0
	a, err := Solve(t.Context(), in, 1, func() float64 { share += 0.002; return share })
	if err != nil || a.Sum <= 0 || a.Moves == 0 {
		t.Fatal(a, err)
	}
	a.Group[0] = 9
	if _, err := Verify(in, a.Group); err == nil {
		t.Error("a group that does not exist was accepted")
	}
	if _, err := Verify(in, make([]int, 24)); err == nil {
		t.Error("everyone in one group was accepted")
	}
}

func TestFilesNotInTheFormatAreRefused(t *testing.T) {
	for _, text := range []string{"", "x", "3 1 ss", "3 1 ss 3", "3 9 ss 1 1", "2 1 ss 2 2\n0 1", "2 1 ss 2 2\n0 5 1",
		"2 1 ss 2 2\n0 1 one", "-1 1 ss 1 1", "2 1 ss 2 1\n"} {
		if _, err := Read("bad", strings.NewReader(text)); !errors.Is(err, ErrFormat) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestTheLastLineTellsTheWhole(t *testing.T) {
	var b strings.Builder
	p := Published{Best: 100, Average: 98, Seconds: 1}
	Summarise(&b, []Line{{Name: "A_n1_01", Published: p, Sums: []float64{99, 101}}, {Name: "A_n1_02", Published: p, Sums: []float64{98}}})
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	want := "overall: mean ratio to published best 0.99000, lowest ratio to published average 1.00000, instances 2"
	if got := lines[len(lines)-1]; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}
