package measure

import (
	"gonum.org/v1/gonum/stat/distuv"
)

// BetweenGroups is how far members of a group share something that other groups do not.
type BetweenGroups struct {
	Groups     int     `json:"groups"`
	Members    int     `json:"members"`
	MSBetween  float64 `json:"ms_between"`
	MSWithin   float64 `json:"ms_within"`
	DFBetween  int     `json:"df_between"`
	DFWithin   int     `json:"df_within"`
	F          Number  `json:"F"`
	P          Number  `json:"p"`
	MeanSize   float64 `json:"mean_group_size"`
	N0         float64 `json:"n0"`
	ICC1       Number  `json:"icc1_n0"`
	ICC1AtMean Number  `json:"icc1_mean_size"` // with the mean size in place of n₀, as some programs do
	ICC2       Number  `json:"icc2"`           // reliability of the group means
}

// ShareByGroup splits the variance of members' values, one list a group, any unit. ok is false below two groups,
// where no group has two members, or for values that are not finite. Empty groups are left out.
//
// Formula: ICC(1) = (MSB−MSW)/(MSB+(n₀−1)MSW), n₀ = (N − Σn²/N)/(K−1); ICC(2) = (MSB−MSW)/MSB; F = MSB/MSW.
func ShareByGroup(groups [][]float64) (b BetweenGroups, ok bool) {
	// Source: Bartko 1976; Bliese 2000. n₀ is right for groups of unequal size.
	var all []float64
	squared, within := 0.0, 0.0
	for _, g := range groups {
		if !allFinite(g) {
			return BetweenGroups{}, false
		}
		if len(g) == 0 {
			continue
		}
		b.Groups++
		all = append(all, g...)
		squared += float64(len(g) * len(g))
		within += squares(g)
	}
	b.Members = len(all)
	if b.Groups < 2 || b.Members <= b.Groups {
		return BetweenGroups{}, false
	}
	n, k, whole, between := float64(b.Members), float64(b.Groups), mean(all), 0.0
	for _, g := range groups {
		if len(g) > 0 {
			d := mean(g) - whole
			between += float64(len(g)) * d * d
		}
	}
	b.DFBetween, b.DFWithin = b.Groups-1, b.Members-b.Groups
	b.MSBetween, b.MSWithin = between/(k-1), within/(n-k)
	b.MeanSize, b.N0 = n/k, (n-squared/n)/(k-1)
	if !finite(b.MSBetween) || !finite(b.MSWithin) {
		return BetweenGroups{}, false
	}
	b.F = Some(b.MSBetween / b.MSWithin)
	if b.F.OK {
		b.P = Some(distuv.F{D1: k - 1, D2: n - k}.Survival(b.F.Value))
	}
	gap := b.MSBetween - b.MSWithin
	b.ICC1 = Some(gap / (b.MSBetween + (b.N0-1)*b.MSWithin))
	b.ICC1AtMean = Some(gap / (b.MSBetween + (b.MeanSize-1)*b.MSWithin))
	b.ICC2 = Some(gap / b.MSBetween)
	return b, true
}
