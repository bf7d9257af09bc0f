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

// What stands around hidden cells does not give them away: neither a number of people that leaves one cell out, nor a task
// of fewer than five.
func TestNothingAroundAHiddenCellGivesItAway(t *testing.T) {
	f := Facts{Measures: []Measure{{Title: "Connectedness", Better: 6, Same: 6, Worse: 2, Few: 3}}, Tasks: []Task{{Class: "loss", Mean: 5, Best: 8, Group: 4, Of: 4}}}
	w := &writer{facts: f, to: ToFunder}
	lines := measured(w, "")
	if n := lines[0].Args[3]; n != 17 {
		t.Errorf("%v people stand beside hidden cells of 2 and 3: the first is what is missing", n)
	}
	if lines := tasks(w, ""); len(lines) > 0 {
		t.Errorf("a task of four is told to the funder: %v", keys(lines))
	}
	if lines := tasks(&writer{facts: f, to: ToGroup}, ""); len(lines) == 0 {
		t.Error("the group is not told of its own task")
	}
}

// The best result alone is one person's.
func TestNothingOutsideTellsTheBestResultOfAPerson(t *testing.T) {
	for _, class := range []string{"loss", "none", "weak", "strong"} {
		f := Facts{Tasks: []Task{{Class: class, Mean: 4.4, Best: 7, Group: 6, Of: 6}}}
		if got := keys(tasks(&writer{facts: f, to: ToFunder}, "")); got != "report.task.outside."+class+" mean 4.4 group 6" {
			t.Errorf("outside: %s", got)
		}
		if got := keys(tasks(&writer{facts: f, to: ToGroup}, "")); got != "report.task."+class+" mean 4.4 best 7 group 6" {
			t.Errorf("inside: %s", got)
		}
	}
}
