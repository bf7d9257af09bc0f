package measure

import (
	"math"
	"slices"
)

// RaterForm is one rater's ratings, or the mean of all raters, in three readings.
type RaterForm struct {
	OneWay     Number `json:"one_way"`    // each target has raters of its own
	Absolute   Number `json:"absolute"`   // the same raters, level counts
	Consistent Number `json:"consistent"` // the same raters, order counts
}

// RaterICC holds the six forms.
type RaterICC struct {
	Single  RaterForm `json:"single"`
	Average RaterForm `json:"average"`
}

// RaterAgreement compares ratings[i][j] of target i by rater j. ok is false below two targets or two raters.
//
// Formula, with mean squares of targets B, raters J, error E, within W: (1,1) (B−W)/(B+(k−1)W);
// (2,1) (B−E)/(B+(k−1)E+k(J−E)/n); (3,1) (B−E)/(B+(k−1)E); (1,k) (B−W)/B; (2,k) (B−E)/(B+(J−E)/n); (3,k) (B−E)/B.
func RaterAgreement(ratings [][]float64) (RaterICC, bool) {
	// Source: Shrout & Fleiss 1979.
	if !rectangular(ratings) || len(ratings) < 2 || len(ratings[0]) < 2 {
		return RaterICC{}, false
	}
	n, k := float64(len(ratings)), float64(len(ratings[0]))
	var all, targets []float64
	within := 0.0
	for _, row := range ratings {
		all, targets = append(all, row...), append(targets, mean(row))
		within += squares(row)
	}
	var raters []float64
	for j := range ratings[0] {
		raters = append(raters, mean(column(ratings, j)))
	}
	between, judges := k*squares(targets), n*squares(raters)
	b, j, w := between/(n-1), judges/(k-1), within/(n*(k-1))
	e := (squares(all) - between - judges) / ((n - 1) * (k - 1))
	return RaterICC{
		RaterForm{Some((b - w) / (b + (k-1)*w)), Some((b - e) / (b + (k-1)*e + k*(j-e)/n)), Some((b - e) / (b + (k-1)*e))},
		RaterForm{Some((b - w) / b), Some((b - e) / (b + (j-e)/n)), Some((b - e) / b)},
	}, true
}

// Kappa is how far two raters agree beyond what their own habits would give.
type Kappa struct {
	Percent   float64 `json:"percent_agreement"` // a share, 0 to 1
	Kappa     Number  `json:"kappa"`
	Z         Number  `json:"z"`
	Quadratic Number  `json:"kappa_weighted_quadratic"`
	Linear    Number  `json:"kappa_weighted_linear"`
}

// TwoRaters compares the categories that two raters gave to the same things; categories lists all, in order. ok is
// false for empty lists, lists of different length, fewer than two categories or one that is not listed.
//
// Formula: κ = (p_o − p_e)/(1 − p_e); weighted with 1 − (|i−j|/(K−1))² or 1 − |i−j|/(K−1);
// z = κ·(1 − p_e)·√n / √(p_e + p_e² − Σ p_i q_i (p_i + q_i)).
func TwoRaters(first, second, categories []float64) (k Kappa, ok bool) {
	// Source: Cohen 1960, 1968; Fleiss, Cohen & Everitt 1969 for z.
	if len(first) != len(second) || len(first) == 0 || len(categories) < 2 {
		return Kappa{}, false
	}
	size, n := len(categories), float64(len(first))
	table, p, q := make([][]float64, size), make([]float64, size), make([]float64, size)
	for i := range table {
		table[i] = make([]float64, size)
	}
	for t := range first {
		i, j := slices.Index(categories, first[t]), slices.Index(categories, second[t])
		if i < 0 || j < 0 {
			return Kappa{}, false
		}
		table[i][j] += 1 / n
		p[i] += 1 / n
		q[j] += 1 / n
	}
	weighted := func(loss func(step float64) float64) Number {
		var seen, chance float64
		for i := range size {
			for j := range size {
				l := loss(math.Abs(float64(i-j)) / float64(size-1))
				seen, chance = seen+l*table[i][j], chance+l*p[i]*q[j]
			}
		}
		if chance < 1e-15 {
			return Number{}
		}
		return Some(1 - seen/chance)
	}
	chance, both := 0.0, 0.0
	for i := range size {
		k.Percent += table[i][i]
		chance += p[i] * q[i]
		both += p[i] * q[i] * (p[i] + q[i])
	}
	k.Kappa = weighted(func(s float64) float64 { return math.Ceil(s) })
	k.Quadratic = weighted(func(s float64) float64 { return s * s })
	k.Linear = weighted(func(s float64) float64 { return s })
	if k.Kappa.OK {
		k.Z = Some(k.Kappa.Value * (1 - chance) * math.Sqrt(n) / math.Sqrt(chance+chance*chance-both))
	}
	return k, true
}

// ManyRaters is Fleiss's kappa of ratings[i][r], thing i by its r-th rater; raters may differ from thing to thing. z
// tells κ from 0. ok is false below two raters, without things, or where only one category was ever used.
//
// Formula: κ = (P̄ − P_e)/(1 − P_e) with P_e = Σp_j²; z = κ/√(2·((Σpq)² − Σpq(q−p))/((Σpq)²·N·m(m−1))).
func ManyRaters(ratings [][]float64) (kappa, z float64, ok bool) {
	// Source: Fleiss 1971; Fleiss, Nee & Landis 1979 for z.
	if !rectangular(ratings) || len(ratings[0]) < 2 {
		return 0, 0, false
	}
	n, m := float64(len(ratings)), float64(len(ratings[0]))
	shares, agree := map[float64]float64{}, 0.0
	for _, row := range ratings {
		counts := map[float64]float64{}
		for _, x := range row {
			counts[x]++
			shares[x] += 1 / (n * m)
		}
		for _, c := range counts {
			agree += c * (c - 1) / (m * (m - 1) * n)
		}
	}
	if len(shares) < 2 {
		return 0, 0, false
	}
	var chance, spread, skew float64
	for _, p := range sortedValues(shares) {
		q := 1 - p
		chance, spread, skew = chance+p*p, spread+p*q, skew+p*q*(q-p)
	}
	kappa = (agree - chance) / (1 - chance)
	z = kappa / math.Sqrt(2*(spread*spread-skew)/(spread*spread*n*m*(m-1)))
	return kappa, z, finite(kappa) && finite(z)
}

// sortedValues keeps sums the same from run to run.
func sortedValues(m map[float64]float64) []float64 {
	out := make([]float64, 0, len(m))
	for _, v := range m {
		out = append(out, v)
	}
	slices.Sort(out)
	return out
}
