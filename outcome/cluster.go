package outcome

import (
	"maps"
	"math"
	"slices"
)

// clusters numbers the groups of rows 0 … K−1 in order of label.
type clusters struct {
	of    []int // group of each row
	sizes []int
}

func clustersOf(labels []int) clusters {
	number := map[int]int{}
	for _, l := range labels {
		number[l] = 0
	}
	for k, l := range slices.Sorted(maps.Keys(number)) {
		number[l] = k
	}
	c := clusters{of: make([]int, len(labels)), sizes: make([]int, len(number))}
	for i, l := range labels {
		c.of[i] = number[l]
		c.sizes[c.of[i]]++
	}
	return c
}

func (c clusters) means(y []float64) []float64 {
	m := make([]float64, len(c.sizes))
	for i, g := range c.of {
		m[g] += y[i] / float64(c.sizes[g])
	}
	return m
}

// arms gives each group's arm; not ok when a group is in two.
func (c clusters) arms(arm []int) ([]int, bool) {
	of, seen := make([]int, len(c.sizes)), make([]bool, len(c.sizes))
	for i, g := range c.of {
		if seen[g] && of[g] != arm[i] {
			return nil, false
		}
		of[g], seen[g] = arm[i], true
	}
	return of, true
}

// Clustering says how alike members of one group are.
type Clustering struct {
	Groups  int     `json:"groups"`
	Members int     `json:"members"`
	N0      float64 `json:"n0"`         // group size that the variance sees
	Between float64 `json:"ms_between"` // mean squares
	Within  float64 `json:"ms_within"`
	ICC     float64 `json:"icc"` // may come out below zero; floor it for design effects only
}

// ICC estimates the intraclass correlation of values in groups, within arms when there are any (arm nil: one
// arm). One entry a member in each. ok is false when lengths differ, a group is in two arms, there are not more
// groups than arms, no group has two members, there is no spread, or on NaN or Inf.
//
// Formula: (MSB − MSW)/(MSB + (n₀−1)MSW), n₀ = (N − Σ_arm Σn²/N_arm)/(K − arms), df K − arms and N − K.
func ICC(values []float64, group, arm []int) (c Clustering, ok bool) {
	// Source: Donner & Koval 1980; Baldwin, Bauer, Stice & Rohde 2011.
	if arm == nil {
		arm = make([]int, len(values))
	}
	if len(group) != len(values) || len(arm) != len(values) || !allFinite(values) {
		return Clustering{}, false
	}
	cl := clustersOf(group)
	armOf, ok := cl.arms(arm)
	if !ok {
		return Clustering{}, false
	}
	means, armMean := cl.means(values), clustersOf(arm)
	grand := armMean.means(values)
	squares := make([]float64, len(armMean.sizes))
	armIndex := make([]int, len(cl.sizes))
	for i, g := range cl.of {
		armIndex[g] = armMean.of[i]
	}
	for g := range armOf {
		n := float64(cl.sizes[g])
		d := means[g] - grand[armIndex[g]]
		c.Between += n * d * d
		squares[armIndex[g]] += n * n
	}
	for i, g := range cl.of {
		c.Within += (values[i] - means[g]) * (values[i] - means[g])
	}
	c.Groups, c.Members = len(cl.sizes), len(values)
	df := float64(c.Groups - len(armMean.sizes))
	c.N0 = float64(c.Members)
	for a, s := range squares {
		c.N0 -= s / float64(armMean.sizes[a])
	}
	c.N0, c.Between, c.Within = c.N0/df, c.Between/df, c.Within/float64(c.Members-c.Groups)
	c.ICC = (c.Between - c.Within) / (c.Between + (c.N0-1)*c.Within)
	if df < 1 || c.Members == c.Groups || !finite(c.ICC) || !finite(c.N0) {
		return Clustering{}, false
	}
	return c, true
}

// Inflation is how much clustering costs.
type Inflation struct {
	DesignEffect float64 `json:"deff"`
	EffectiveN   float64 `json:"effective_n"`
	SE           float64 `json:"se_inflation"`
	Variation    float64 `json:"cv_population"` // of group sizes
}

// DesignEffect gives the cost for groups of these sizes at an intraclass correlation; a negative one costs
// nothing. ok is false without members, for sizes below one, or when icc is not in −1 … 1.
//
// Formula: 1 + ((CV²+1)n̄ − 1)ρ, which is 1 + (n−1)ρ for equal sizes; effective n = N/DEFF; SE × √DEFF.
func DesignEffect(sizes []float64, icc float64) (f Inflation, ok bool) {
	// Source: Kish 1965; Eldridge, Ashby & Kerry 2006 (unequal sizes).
	if len(sizes) == 0 || !allFinite(sizes) || slices.Min(sizes) < 1 || !(icc >= -1 && icc <= 1) {
		return Inflation{}, false
	}
	s := sampleOf(sizes)
	cv2 := s.squares / s.n / (s.mean * s.mean)
	f.Variation = math.Sqrt(cv2)
	f.DesignEffect = 1 + ((cv2+1)*s.mean-1)*max(0, icc)
	f.EffectiveN, f.SE = s.n*s.mean/f.DesignEffect, math.Sqrt(f.DesignEffect)
	return f, true
}

// Arms is what is known of two arms: T in the programme, C in comparison. SD is pooled over members within arms,
// ClusterSize the (mean) members a group; means and SD in one unit.
type Arms struct {
	MeanT, MeanC, SD float64
	NT, NC           float64
	ClusterSize, ICC float64
}

// ArmsOf describes arms 1 and 0 from members' values: the deviation pooled within arms, the mean group size and the
// clustering within arms, floored at 0. One entry a member in each list. ok is false as for ICC and CompareArms, and
// without spread.
//
// Formula: S² = Σ_arm Σ(y−ȳ_arm)²/(N−2); n = N/K; ρ = max(0, ICC).
func ArmsOf(values []float64, group, arm []int) (a Arms, ok bool) {
	// Source: Hedges 2007.
	c, ok := ICC(values, group, arm)
	if !ok || len(arm) != len(values) {
		return Arms{}, false
	}
	treated, control, ok := byArm(values, arm)
	if !ok {
		return Arms{}, false
	}
	t, u := sampleOf(treated), sampleOf(control)
	a = Arms{MeanT: t.mean, MeanC: u.mean, NT: t.n, NC: u.n, ICC: max(0, c.ICC)}
	a.SD = math.Sqrt((t.squares + u.squares) / (t.n + u.n - 2))
	a.ClusterSize = float64(c.Members) / float64(c.Groups)
	if !(a.SD > 0) || !finite(a.SD) {
		return Arms{}, false
	}
	return a, true
}

// MetSize is the size of the group that a member is in, on average over members of an arm and then over arms: with groups
// of different sizes it, and not their mean, says what clustering costs. One entry a member in each list. ok is false
// without members, or when lengths differ.
//
// Formula: mean over arms of Σn²/N_arm; E[(N−2)S²] = (N−2)σ²_W + (N − Σ_arm Σn²/N_arm)σ²_B.
func MetSize(group, arm []int) (size float64, ok bool) {
	// Source: Hedges 2007, section on unequal cluster sizes.
	if len(group) == 0 || len(group) != len(arm) {
		return 0, false
	}
	members, met := map[int]float64{}, map[[2]int]float64{}
	for i, g := range group {
		members[arm[i]]++
		met[[2]int{arm[i], g}]++
	}
	for of, n := range met {
		size += n * n / members[of[0]]
	}
	return size / float64(len(members)), true
}

func (a Arms) sound() bool {
	total := a.NT + a.NC
	return allFinite([]float64{a.MeanT, a.MeanC, a.SD, a.NT, a.NC, a.ClusterSize}) && a.SD > 0 &&
		a.NT >= 2 && a.NC >= 2 && total < 1e9 && a.ClusterSize >= 1 && a.ClusterSize <= total/2 &&
		a.ICC >= 0 && a.ICC < 1
}

// Effect is a standardised difference that knows of clusters.
type Effect struct {
	Naive     float64  `json:"d_naive"`
	Gamma     float64  `json:"gamma"`
	D         float64  `json:"d_T"`
	Variance  float64  `json:"var_d_T"`
	SE        float64  `json:"se_d_T"`
	DF        float64  `json:"df_h"`
	G         float64  `json:"g_T"` // the one to report
	GExact    float64  `json:"g_T_exact_J"`
	CI        Interval `json:"ci95"`
	NaiveVar  float64  `json:"var_d_naive_ignoring_clusters"`
	NaiveCI   Interval `json:"ci95_naive"` // for contrast only
	Inflation float64  `json:"design_effect"`
	DFUpsilon *float64 `json:"df_pustejovsky_upsilon"`
}

// Hedges corrects the standardised difference of two arms of groups for clustering. ok is false unless SD > 0,
// each arm has two members, 1 ≤ cluster size ≤ N/2 and 0 ≤ ICC < 1.
//
// Formula, N = N_T + N_C: d = ((Ȳ_T−Ȳ_C)/S)√(1 − 2(n−1)ρ/(N−2));
// V = (N/(N_T·N_C))(1+(n−1)ρ) + d²A/(2(N−2)[(N−2)−2(n−1)ρ]),
// A = (N−2)(1−ρ)² + n(N−2n)ρ² + 2(N−2n)ρ(1−ρ); h = [(N−2)−2(n−1)ρ]²/A; g = (1 − 3/(4h−1))d;
// interval d ± 1.96√V; υ = n²M(M−2)/(M(1+(n−1)ρ)² + (M−2)(n−1)(1−ρ)²), M = N/n.
func Hedges(a Arms) (e Effect, ok bool) {
	// Source: Hedges 2007, J Educ Behav Stat 32:341; Pustejovsky 2016 (υ).
	if !a.sound() {
		return Effect{}, false
	}
	n, rho, total := a.ClusterSize, a.ICC, a.NT+a.NC
	share := total / (a.NT * a.NC)
	e.Naive = (a.MeanT - a.MeanC) / a.SD
	free := total - 2 - 2*(n-1)*rho
	e.Gamma = free / (total - 2)
	e.D = e.Naive * math.Sqrt(e.Gamma)
	spread := (total-2)*(1-rho)*(1-rho) + n*(total-2*n)*rho*rho + 2*(total-2*n)*rho*(1-rho)
	e.Variance = share*(1+(n-1)*rho) + e.D*e.D*spread/(2*(total-2)*free)
	e.SE, e.DF = math.Sqrt(e.Variance), free*free/spread
	e.G = (1 - 3/(4*e.DF-1)) * e.D
	e.GExact = exactJ(e.DF) * e.D
	e.CI = Interval{e.D - normal975*e.SE, e.D + normal975*e.SE}
	e.NaiveVar = share + e.Naive*e.Naive/(2*total)
	half := normal975 * math.Sqrt(e.NaiveVar)
	e.NaiveCI = Interval{e.Naive - half, e.Naive + half}
	e.Inflation = 1 + (n-1)*rho
	m := total / n
	e.DFUpsilon = maybe(ratio(n*n*m*(m-2), m*e.Inflation*e.Inflation+(m-2)*(n-1)*(1-rho)*(1-rho)))
	ok = free > 0 && e.DF > 1 && allFinite([]float64{e.D, e.Variance, e.G, e.GExact, e.NaiveVar}, e.CI[:], e.NaiveCI[:])
	if !ok {
		return Effect{}, false
	}
	return e, true
}

// exactJ is Γ(h/2)/(√(h/2)·Γ((h−1)/2)).
func exactJ(h float64) float64 {
	a, _ := math.Lgamma(h / 2)
	b, _ := math.Lgamma((h - 1) / 2)
	return math.Exp(a-b) / math.Sqrt(h/2)
}

// ControlVariance is what the control arm's variance is taken to be in a design with groups in one arm only. There
// is no neutral choice, so it must be said.
type ControlVariance string

// The two assumptions.
const (
	EqualsWithin ControlVariance = "within" // as within a treated group
	EqualsTotal  ControlVariance = "total"  // as the whole treated arm
)

// PartlyNested is the standardised difference when only the programme's members meet in groups.
type PartlyNested struct {
	Assumed       ControlVariance `json:"control_variance_assumed"`
	Naive         float64         `json:"d_naive"`
	Gamma         float64         `json:"gamma"`
	D             float64         `json:"d_T"`
	Eta           float64         `json:"eta_1arm"` // inflation of the variance
	FirstVariance float64         `json:"first_variance_term"`
}

// HedgesPartlyNested corrects the difference for groups in the T arm only, under the stated assumption. ok is
// false as for Hedges, or for another assumption.
//
// Formula: d = ((Ȳ_T−Ȳ_C)/S)√γ; γ = 1 − (N_C+n−2)ρ/(N−2) if the control variance equals the one within
// groups, γ = 1 − (n−1)ρ/(N−2) if it equals the treated total; η = 1 + (nN_C/N − 1)ρ;
// first term of the variance η(1/N_T + 1/N_C).
func HedgesPartlyNested(a Arms, assumed ControlVariance) (p PartlyNested, ok bool) {
	// Source: Hedges & Citkowicz 2015; the second factor by derivation, both checked by simulation.
	if !a.sound() {
		return PartlyNested{}, false
	}
	total := a.NT + a.NC
	switch assumed {
	case EqualsWithin:
		p.Gamma = 1 - (a.NC+a.ClusterSize-2)*a.ICC/(total-2)
	case EqualsTotal:
		p.Gamma = 1 - (a.ClusterSize-1)*a.ICC/(total-2)
	}
	if !(p.Gamma > 0) {
		return PartlyNested{}, false
	}
	p.Assumed, p.Naive = assumed, (a.MeanT-a.MeanC)/a.SD
	p.D = p.Naive * math.Sqrt(p.Gamma)
	p.Eta = 1 + (a.ClusterSize*a.NC/total-1)*a.ICC
	p.FirstVariance = p.Eta * (1/a.NT + 1/a.NC)
	if !allFinite([]float64{p.Naive, p.D, p.Eta, p.FirstVariance}) {
		return PartlyNested{}, false
	}
	return p, true
}
