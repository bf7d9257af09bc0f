package measure

import (
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Concordance is how far members put things in the same order.
type Concordance struct {
	W            Number    `json:"W"` // 1 the same order, 0 none in common; corrected for ties
	Uncorrected  Number    `json:"W_without_tie_correction"`
	ChiSquare    Number    `json:"chi2"`
	DF           int       `json:"df"`
	P            Number    `json:"p_chi2"` // rough below seven things
	MeanSpearman Number    `json:"mean_spearman"`
	MeanRank     []float64 `json:"mean_rank"`
	Order        []int     `json:"borda_order"` // 0-based, best first; equals keep their order
}

// Concord compares ranks[i][j] that member i gave to thing j, 1 the best; ties may share a mean rank, and any numbers
// that put the things in order will do. ok is false below two members or two things.
//
// Formula: ranks by row with ties at their mean; W = 12S/(m²(k³−k) − mΣ(t³−t)), S the squared deviations of the rank
// sums; χ² = m(k−1)W with k−1 degrees of freedom; mean Spearman over the pairs of members.
func Concord(ranks [][]float64) (c Concordance, ok bool) {
	// Source: Kendall & Babington Smith 1939; Borda 1784 for the order by mean rank.
	if !rectangular(ranks) || len(ranks) < 2 || len(ranks[0]) < 2 {
		return Concordance{}, false
	}
	m, k := float64(len(ranks)), len(ranks[0])
	things, ties := make([][]float64, k), 0.0
	for j := range k {
		things[j] = make([]float64, len(ranks))
	}
	for i, row := range ranks {
		ordered, tied := rankRow(row)
		ties += tied
		for j, r := range ordered {
			things[j][i] = r
		}
	}
	s := 0.0
	for j := range k {
		c.MeanRank, c.Order = append(c.MeanRank, mean(things[j])), append(c.Order, j)
		d := sum(things[j]) - m*float64(k+1)/2
		s += d * d
	}
	cube := float64(k*k*k - k)
	c.Uncorrected, c.DF = Some(12*s/(m*m*cube)), k-1
	if bottom := m*m*cube - m*ties; bottom > 0 {
		c.W = Some(12 * s / bottom)
		c.ChiSquare = Some(m * float64(k-1) * c.W.Value)
		c.P = Some(distuv.ChiSquared{K: float64(k - 1)}.Survival(c.ChiSquare.Value))
	}
	c.MeanSpearman = Some(meanCorrelation(things)) // the columns of things are the members
	slices.SortStableFunc(c.Order, func(a, b int) int { return sign(c.MeanRank[a] - c.MeanRank[b]) })
	return c, true
}

// rankRow ranks values from 1, ties at their mean rank, and gives Σ(t³−t) over the ties.
func rankRow(row []float64) (ranks []float64, ties float64) {
	order := make([]int, len(row))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return sign(row[a] - row[b]) })
	ranks = make([]float64, len(row))
	for from := 0; from < len(order); {
		to := from
		for to < len(order) && row[order[to]] == row[order[from]] {
			to++
		}
		for _, at := range order[from:to] {
			ranks[at] = float64(from+to+1) / 2
		}
		t := float64(to - from)
		ties += t*t*t - t
		from = to
	}
	return ranks, ties
}
