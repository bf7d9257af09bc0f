package mdgp

import (
	"fmt"
	"io"
	"math"
	"sort"
	"strings"
)

// Line is the result of one instance over its seeds, held against the published values.
type Line struct {
	Name      string
	Published Published
	Sums      []float64
	MovesPerS float64
}

// Mean is the average objective over the seeds.
func (l Line) Mean() float64 {
	var sum float64
	for _, s := range l.Sums {
		sum += s
	}
	return sum / float64(len(l.Sums))
}

// Range gives the worst and the best objective over the seeds.
func (l Line) Range() (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, s := range l.Sums {
		low, high = math.Min(low, s), math.Max(high, s)
	}
	return low, high
}

// Write prints one instance.
func (l Line) Write(w io.Writer) {
	low, high := l.Range()
	fmt.Fprintf(w, "%-24s mean %14.3f  to best %.5f  to average %.5f  worst to best %.5f  best to best %.5f  %6.0f Mev/s\n",
		l.Name, l.Mean(), l.Mean()/l.Published.Best, l.Mean()/l.Published.Average, low/l.Published.Best,
		high/l.Published.Best, l.MovesPerS/1e6)
}

// Class is the family, size and kind of an instance: its name without the number at the end.
func Class(name string) string {
	if i := strings.LastIndexByte(name, '_'); i > 0 {
		return name[:i]
	}
	return name
}

// Summarise prints the classes and, as the last line, the whole.
func Summarise(w io.Writer, lines []Line) {
	byClass := map[string][]Line{}
	for _, l := range lines {
		byClass[Class(l.Name)] = append(byClass[Class(l.Name)], l)
	}
	names := make([]string, 0, len(byClass))
	for name := range byClass {
		names = append(names, name)
	}
	sort.Strings(names)
	fmt.Fprintln(w)
	for _, name := range names {
		ratio, low := ratios(byClass[name])
		fmt.Fprintf(w, "class %-18s mean ratio to published best %.5f, lowest ratio to published average %.5f, instances %d\n",
			name, ratio, low, len(byClass[name]))
	}
	ratio, low := ratios(lines)
	fmt.Fprintf(w, "overall: mean ratio to published best %.5f, lowest ratio to published average %.5f, instances %d\n",
		ratio, low, len(lines))
}

func ratios(lines []Line) (mean, low float64) {
	if len(lines) == 0 {
		return 0, 0
	}
	low = math.Inf(1)
	for _, l := range lines {
		mean += l.Mean() / l.Published.Best
		low = math.Min(low, l.Mean()/l.Published.Average)
	}
	return mean / float64(len(lines)), low
}
