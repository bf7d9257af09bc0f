package report

import "testing"

// compatible counts, for each cell, the values that fit to what a reader sees: the total, the shown cells, and that
// hidden ones are somebody.
func compatible(shown []Cell, total int) []map[int]bool {
	fits := make([]map[int]bool, len(shown))
	for i := range fits {
		fits[i] = map[int]bool{}
	}
	var try func(at, left int, sofar []int)
	try = func(at, left int, sofar []int) {
		if at == len(shown) {
			if left == 0 {
				for i, n := range sofar {
					fits[i][n] = true
				}
			}
			return
		}
		low, high := 0, left
		if !shown[at].Hidden {
			low, high = shown[at].N, shown[at].N
		}
		for n := low; n <= min(high, left); n++ {
			try(at+1, left-n, append(sofar[:at:at], n))
		}
	}
	try(0, total, nil)
	return fits
}

func TestNobodyCanReckonBackToFewerThanFive(t *testing.T) {
	tried := 0
	for a := range 13 {
		for b := range 13 {
			for c := range 13 {
				cells := Protect([]Cell{{N: a}, {N: b}, {N: c}})
				fits := compatible(cells, a+b+c)
				for i, cell := range cells {
					if cell.Hidden {
						tried++
					}
					if n := cell.N; n > 0 && n < Small && (!cell.Hidden || len(fits[i]) < 2) {
						t.Fatalf("%d, %d, %d: the cell of %d is plain to see", a, b, c, n)
					}
				}
			}
		}
	}
	if tried < 500 {
		t.Fatalf("only %d cells were hidden: the test is broken", tried)
	}
}

func TestWhatTellsOfNobodySmallIsShown(t *testing.T) {
	for _, cells := range [][]Cell{{{N: 7}, {N: 5}, {N: 0}}, {{N: 30}, {N: 12}}} {
		for _, c := range Protect(cells) {
			if c.Hidden {
				t.Errorf("%d is hidden without need", c.N)
			}
		}
	}
}
