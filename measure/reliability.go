package measure

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Consistency is how well the items of a scale hang together, and what that means for one person's score.
// An entry that the data do not define is undefined.
type Consistency struct {
	Alpha        Number    `json:"cronbach_alpha"`
	Standardized Number    `json:"standardized_alpha"`
	MeanR        Number    `json:"average_r"`
	TotalMean    Number    `json:"total_mean"`
	TotalSD      Number    `json:"total_sd"`
	SEM          Number    `json:"sem"`
	SDiff        Number    `json:"s_diff"`
	Detectable   Number    `json:"mdc95"`
	WithoutItem  []Number  `json:"alpha_if_dropped"`
	ItemRest     []Number  `json:"item_rest_r"`
	Feldt        [2]Number `json:"feldt95"`
}

// InternalConsistency describes k items answered by n people: items is n rows of k values, reversed items already
// turned. ok is false below two people or two items, for ragged rows, or values that are not finite.
//
// Formula: α = k/(k−1)·(1 − Σs²ᵢ/s²_total); standardized k·r̄/(1+(k−1)r̄); SEM = s_total·√(1−α);
// S_diff = √2·SEM; MDC95 = 1.959964·S_diff; item-rest r = correlation of an item with the sum of the others;
// Feldt interval 1−(1−α)·F₀.₉₇₅ and 1−(1−α)·F₀.₀₂₅ with n−1 and (n−1)(k−1) degrees of freedom.
func InternalConsistency(items [][]float64) (c Consistency, ok bool) {
	// Source: Cronbach 1951; Feldt 1965; sample variances with n−1.
	if !rectangular(items) || len(items) < 2 || len(items[0]) < 2 {
		return Consistency{}, false
	}
	n, k := len(items), len(items[0])
	totals := make([]float64, n)
	for i, row := range items {
		totals[i] = sum(row)
	}
	a, okAlpha := alpha(items)
	c.Alpha, c.TotalMean, c.TotalSD = maybe(a, okAlpha), Some(mean(totals)), Some(deviation(totals))
	c.MeanR = Some(meanCorrelation(items))
	if c.MeanR.OK {
		c.Standardized = Some(float64(k) * c.MeanR.Value / (1 + float64(k-1)*c.MeanR.Value))
	}
	if okAlpha {
		c.SEM = maybe(MeasurementError(deviation(totals), a))
		c.SDiff = maybe(DifferenceError(deviation(totals), a))
		c.Detectable = maybe(ReliablePoints(deviation(totals), a, 0.95))
		c.Feldt = feldt(a, n, k)
	}
	for j := range k {
		rest := make([][]float64, n)
		remainder := make([]float64, n)
		for i, row := range items {
			rest[i] = append(append([]float64{}, row[:j]...), row[j+1:]...)
			remainder[i] = totals[i] - row[j]
		}
		c.WithoutItem = append(c.WithoutItem, maybe(alpha(rest)))
		c.ItemRest = append(c.ItemRest, Some(correlation(column(items, j), remainder)))
	}
	return c, true
}

func alpha(items [][]float64) (float64, bool) {
	k := len(items[0])
	if k < 2 {
		return 0, false
	}
	totals := make([]float64, len(items))
	for i, row := range items {
		totals[i] = sum(row)
	}
	within := 0.0
	for j := range k {
		within += variance(column(items, j))
	}
	whole := variance(totals)
	if whole == 0 {
		return 0, false
	}
	return defined(float64(k) / float64(k-1) * (1 - within/whole))
}

// meanCorrelation is the mean over all pairs of columns; NaN where a column does not vary.
func meanCorrelation(rows [][]float64) float64 {
	k, total := len(rows[0]), 0.0
	for a := range k {
		for b := a + 1; b < k; b++ {
			total += correlation(column(rows, a), column(rows, b))
		}
	}
	return total / float64(k*(k-1)/2)
}

func feldt(a float64, n, k int) [2]Number {
	f := distuv.F{D1: float64(n - 1), D2: float64((n - 1) * (k - 1))}
	return [2]Number{Some(1 - (1-a)*f.Quantile(0.975)), Some(1 - (1-a)*f.Quantile(0.025))}
}

// LengthenedReliability foretells the reliability of a test made times as long (2 = doubled, 0.5 = halved).
// ok is false for a length of zero or less and where the formula divides by zero.
//
// Formula: r* = times·r / (1 + (times−1)·r).
func LengthenedReliability(r, times float64) (float64, bool) {
	// Source: Spearman 1910; Brown 1910.
	if times <= 0 || r > 1 || r < -1 || 1+(times-1)*r == 0 {
		return 0, false
	}
	return defined(times * r / (1 + (times-1)*r))
}

// Retest is how alike two occasions are for people who are thought not to have changed.
type Retest struct {
	R           Number `json:"pearson_r"`
	Agreement   Number `json:"icc_2_1"` // absolute agreement
	Consistency Number `json:"icc_3_1"`
	SEM         Number `json:"sem_from_diff_sd"`
}

// TestRetest compares two occasions, one value a person in the same order. ok is false below two people or for
// lists of different length.
//
// Formula: Pearson r; ICC(2,1) and ICC(3,1) as in RaterAgreement; SEM = SD of the differences / √2.
func TestRetest(first, second []float64) (Retest, bool) {
	// Source: Shrout & Fleiss 1979; Weir 2005.
	if len(first) != len(second) || len(first) < 2 || !allFinite(first) || !allFinite(second) {
		return Retest{}, false
	}
	rows, differences := make([][]float64, len(first)), make([]float64, len(first))
	for i := range first {
		rows[i] = []float64{first[i], second[i]}
		differences[i] = second[i] - first[i]
	}
	icc, _ := RaterAgreement(rows)
	return Retest{Some(correlation(first, second)), icc.Single.Absolute, icc.Single.Consistent,
		Some(deviation(differences) / math.Sqrt2)}, true
}
