package report

import "slices"

// Small is the least number of persons of whom a report outside the group may tell.
const Small = 5

// Cell is one count of a table whose cells add up to a total. A hidden one may not be told.
type Cell struct {
	What   Said
	N      int
	Hidden bool
}

// Protect hides what would tell of one to four persons, and so much more that nobody can reckon back from the total:
// never one hidden cell alone, and never hidden cells that add up to fewer than five. In a total below five everything
// is hidden. Nobody (0) may be told.
func Protect(cells []Cell) []Cell {
	cells = slices.Clone(cells)
	total := 0
	for i := range cells {
		total += cells[i].N
		cells[i].Hidden = cells[i].N > 0 && cells[i].N < Small
	}
	if total < Small {
		for i := range cells {
			cells[i].Hidden = true
		}
		return cells
	}
	for {
		hidden, sum, next := 0, 0, -1
		for i, c := range cells {
			switch {
			case c.Hidden:
				hidden++
				sum += c.N
			case c.N > 0 && (next < 0 || c.N < cells[next].N):
				next = i
			}
		}
		if hidden == 0 || hidden > 1 && sum >= Small || next < 0 {
			return cells
		}
		cells[next].Hidden = true
	}
}

// table tells the cells of a table by the rule of small numbers.
func (w *writer) table(cells []Cell) []Line {
	var lines []Line
	if w.to.Outside() {
		cells = Protect(cells)
	}
	for _, c := range cells {
		switch {
		case c.Hidden:
			lines = append(lines, Line{Key: "report.cell.hidden", Args: []any{"what", c.What}})
		default:
			lines = append(lines, Line{Key: "report.cell", Args: []any{"what", c.What, "count", c.N}})
		}
	}
	return lines
}
