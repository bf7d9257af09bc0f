package measure

import "slices"

// Level is what may be said about values: only alike or not, order, distance, or ratio.
type Level string

// The four levels of measurement.
const (
	Nominal  Level = "nominal"
	Ordinal  Level = "ordinal"
	Interval Level = "interval"
	Ratio    Level = "ratio"
)

// Krippendorff is alpha of ratings[r][u], rater r on unit u, with gaps where a rater did not rate: 1 all alike, 0 as
// by chance. ok is false for ragged rows, without two ratings on any unit, or where all values are the same.
//
// Formula: α = 1 − D_o/D_e over pairs within units; distance δ² is 1 for different values (nominal), (half of both
// counts plus all counts between)² (ordinal), (c−k)² (interval), ((c−k)/(c+k))² (ratio).
func Krippendorff(ratings [][]Number, level Level) (float64, bool) {
	// Source: Krippendorff 2011, Computing Krippendorff's alpha-reliability.
	units, ok := pairable(ratings)
	if !ok {
		return 0, false
	}
	counts, total := map[float64]float64{}, 0.0
	for _, u := range units {
		for _, v := range u {
			counts[v]++
			total++
		}
	}
	values := make([]float64, 0, len(counts))
	for v := range counts {
		values = append(values, v)
	}
	slices.Sort(values)
	distance := distances(values, counts, level)
	if distance == nil {
		return 0, false
	}
	at := map[float64]int{}
	for i, v := range values {
		at[v] = i
	}
	var seen, chance float64
	for _, u := range units {
		for i := range u {
			for _, other := range u[i+1:] {
				seen += 2 * distance(at[u[i]], at[other]) / float64(len(u)-1)
			}
		}
	}
	for i := range values {
		for j := range values[:i] {
			chance += 2 * counts[values[i]] * counts[values[j]] * distance(i, j)
		}
	}
	if chance == 0 || !finite(chance) {
		return 0, false
	}
	return defined(1 - (total-1)*seen/chance)
}

// pairable gives the ratings of each unit with at least two.
func pairable(ratings [][]Number) (units [][]float64, ok bool) {
	if len(ratings) == 0 {
		return nil, false
	}
	for u := range ratings[0] {
		var own []float64
		for _, row := range ratings {
			if len(row) != len(ratings[0]) {
				return nil, false
			}
			if row[u].OK {
				own = append(own, row[u].Value)
			}
		}
		if len(own) >= 2 {
			units = append(units, own)
		}
	}
	return units, len(units) > 0
}

// distances gives δ² between the i-th and j-th value; nil for a level that is none.
func distances(values []float64, counts map[float64]float64, level Level) func(i, j int) float64 {
	below := make([]float64, len(values)+1)
	for i, v := range values {
		below[i+1] = below[i] + counts[v]
	}
	switch level {
	case Nominal:
		return func(i, j int) float64 {
			if i == j {
				return 0
			}
			return 1
		}
	case Ordinal:
		return func(i, j int) float64 {
			if i == j {
				return 0
			}
			i, j = min(i, j), max(i, j)
			d := below[j+1] - below[i] - (counts[values[i]]+counts[values[j]])/2
			return d * d
		}
	case Interval:
		return func(i, j int) float64 { return (values[i] - values[j]) * (values[i] - values[j]) }
	case Ratio:
		return func(i, j int) float64 {
			if values[i]+values[j] == 0 {
				return 0
			}
			d := (values[i] - values[j]) / (values[i] + values[j])
			return d * d
		}
	}
	return nil
}
