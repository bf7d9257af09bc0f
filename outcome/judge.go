package outcome

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// Judgement is a group's estimate beside those of its members. Errors are distances from the truth.
type Judgement struct {
	Mean   float64 `json:"mean_estimate"`
	Median float64 `json:"median_estimate"`
	// CollectiveSquared = IndividualSquared − Diversity, always.
	CollectiveSquared float64 `json:"collective_sq_error"`
	IndividualSquared float64 `json:"mean_individual_sq_error"`
	Diversity         float64 `json:"diversity"`
	GroupError        float64 `json:"group_abs_error"`
	IndividualError   float64 `json:"mean_individual_abs_error"`
	BestError         float64 `json:"best_abs_error"`
	ErrorOfMean       float64 `json:"abs_error_of_mean"`
	Beaten            float64 `json:"share_members_beaten_by_group"`
	// Bracketing is the share of pairs of members on both sides of the truth; nil below two members.
	Bracketing *float64 `json:"bracketing_rate"`
}

// Judge compares estimates made alone with the group's, against a truth known later; one unit for all. ok is
// false without estimates, or on NaN or Inf.
//
// Formula: (x̄−t)² = mean (x−t)² − mean (x−x̄)²; bracketing #{i<j : (x_i−t)(x_j−t) < 0}/(n(n−1)/2).
func Judge(estimates []float64, group, truth float64) (j Judgement, ok bool) {
	// Source: Page 2007 (diversity theorem); Larrick & Soll 2006 (bracketing).
	if len(estimates) == 0 || !allFinite(estimates, []float64{group, truth}) {
		return Judgement{}, false
	}
	s := sampleOf(estimates)
	j.Mean, j.Median, j.Diversity = s.mean, median(estimates), s.squares/s.n
	j.ErrorOfMean, j.GroupError = math.Abs(s.mean-truth), math.Abs(group-truth)
	j.CollectiveSquared = j.ErrorOfMean * j.ErrorOfMean
	j.BestError = math.Inf(1)
	var below, above float64
	for _, x := range estimates {
		miss := math.Abs(x - truth)
		j.IndividualError += miss / s.n
		j.IndividualSquared += miss * miss / s.n
		j.BestError = min(j.BestError, miss)
		if miss > j.GroupError {
			j.Beaten += 1 / s.n
		}
		if x < truth {
			below++
		} else if x > truth {
			above++
		}
	}
	j.Beaten = min(1, j.Beaten)
	j.Bracketing = maybe(ratio(below*above, s.n*(s.n-1)/2))
	return j, true
}

// Ranking is a group's order of things beside those of its members, an expert's, and Borda's sum of ranks,
// which is the bar that a discussion has to beat. Errors: less is better.
type Ranking struct {
	Individual []float64 `json:"individual_error"`
	Mean       float64   `json:"mean_error"`
	Best       float64   `json:"best_error"`
	Group      float64   `json:"group_error"`
	BordaRank  []float64 `json:"borda_rank"`
	Borda      float64   `json:"borda_error"`
	OverMean   float64   `json:"gain_over_mean"`  // below zero is a loss
	OverBest   float64   `json:"gain_over_best"`  // below zero is a loss
	OverBorda  float64   `json:"gain_over_borda"` // below zero: counting ranks would have done better
	MeanToBest *float64  `json:"share_of_mean_to_best_gap"`
	Spearman   *float64  `json:"spearman_group_expert"`
	Largest    float64   `json:"max_possible_error"`
}

// Rank compares orders of the same things: expert and group have one rank a thing, members × things. ok is false
// without members or things, when lengths differ, or on NaN or Inf.
//
// Formula: error Σ|rank − expert|; Borda: ranks of the members' mean ranks, ties shared; greatest error
// ⌊n²/2⌋; Spearman's ρ of group and expert.
func Rank(expert []float64, members [][]float64, group []float64) (r Ranking, ok bool) {
	// Source: Borda 1781; Spearman & foot-rule: Diaconis & Graham 1977.
	n := len(expert)
	if n == 0 || len(members) == 0 || len(group) != n || !allFinite(expert, group) {
		return Ranking{}, false
	}
	sums := make([]float64, n)
	r.Best = math.Inf(1)
	for _, row := range members {
		if len(row) != n || !allFinite(row) {
			return Ranking{}, false
		}
		for i, x := range row {
			sums[i] += x
		}
		miss := footrule(row, expert)
		r.Individual = append(r.Individual, miss)
		r.Best = min(r.Best, miss)
	}
	r.Mean = sampleOf(r.Individual).mean
	r.Group = footrule(group, expert)
	r.BordaRank = ranks(sums)
	r.Borda = footrule(r.BordaRank, expert)
	r.OverMean, r.OverBest, r.OverBorda = r.Mean-r.Group, r.Best-r.Group, r.Borda-r.Group
	r.MeanToBest = maybe(ratio(r.OverMean, r.Mean-r.Best))
	r.Spearman = maybe(correlation(ranks(group), ranks(expert)))
	r.Largest = float64(n * n / 2)
	return r, true
}

func footrule(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += math.Abs(a[i] - b[i])
	}
	return sum
}

// ranks counts from 1; equal values share the mean of their places.
func ranks(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(x[a], x[b]) })
	r := make([]float64, len(x))
	for from := 0; from < len(order); {
		to := from
		for to < len(order) && x[order[to]] == x[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			r[i] = float64(from+to+1) / 2
		}
		from = to
	}
	return r
}

// Factor is the first common direction of several tasks over groups.
type Factor struct {
	Eigenvalues []float64 `json:"eigenvalues"` // largest first
	Share       float64   `json:"share_first"`
	Loadings    []float64 `json:"loadings"`
	Scores      []float64 `json:"scores_z"`
}

// GeneralFactor finds the first principal component of the correlations between tasks; groups × tasks. ok is
// false below three groups or two tasks, for a ragged table, a task without spread, or more than 100 tasks.
//
// Formula: eigenvectors of the correlation matrix R; loadings v₁√λ₁ with Σ loadings > 0; scores Zv₁ made z.
func GeneralFactor(groups [][]float64) (f Factor, ok bool) {
	// Source: Woolley et al. 2010; Hotelling 1933.
	if len(groups) < 3 || len(groups[0]) < 2 || len(groups[0]) > 100 {
		return Factor{}, false
	}
	z, ok := standardTasks(groups)
	if !ok {
		return Factor{}, false
	}
	k := len(z)
	r := mat.NewSymDense(k, nil)
	for a := range k {
		for b := range a + 1 {
			sum := 0.0
			for g := range groups {
				sum += z[a][g] * z[b][g]
			}
			r.SetSym(a, b, sum/float64(len(groups)-1))
		}
	}
	var e mat.EigenSym
	if !e.Factorize(r, true) {
		return Factor{}, false
	}
	var vectors mat.Dense
	e.VectorsTo(&vectors)
	f.Eigenvalues = e.Values(nil)
	slices.Reverse(f.Eigenvalues)
	f.Share = f.Eigenvalues[0] / float64(k)
	f.load(mat.Col(nil, k-1, &vectors), z)
	return f, true
}

func (f *Factor) load(first []float64, z [][]float64) {
	sum := 0.0
	for _, v := range first {
		sum += v
	}
	sign := math.Copysign(1, sum)
	f.Scores = make([]float64, len(z[0]))
	for a, v := range first {
		f.Loadings = append(f.Loadings, sign*v*math.Sqrt(f.Eigenvalues[0]))
		for g := range f.Scores {
			f.Scores[g] += sign * v * z[a][g]
		}
	}
	sd := math.Sqrt(sampleOf(f.Scores).variance())
	for g := range f.Scores {
		f.Scores[g] /= sd
	}
}

func standardTasks(groups [][]float64) ([][]float64, bool) {
	z := make([][]float64, len(groups[0]))
	for a := range z {
		for _, row := range groups {
			if len(row) != len(z) {
				return nil, false
			}
			z[a] = append(z[a], row[a])
		}
		s := sampleOf(z[a])
		sd := math.Sqrt(s.variance())
		if !allFinite(z[a]) || sd <= 1e-12*math.Abs(s.mean) || sd < 1e-100 {
			return nil, false
		}
		for g := range z[a] {
			z[a][g] = (z[a][g] - s.mean) / sd
		}
	}
	return z, true
}
