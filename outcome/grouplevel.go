package outcome

import "math"

// GroupLevel compares two arms with groups as the unit.
type GroupLevel struct {
	Means       []float64 `json:"group_means"` // in order of group label
	Difference  float64   `json:"difference_of_group_means"`
	Pooled      *Test     `json:"pooled"`
	Welch       *Test     `json:"welch"`
	Permutation *float64  `json:"exact_permutation_p"`
	Assignments int       `json:"n_permutations"` // 0 when there are too many to look at
	Naive       *Test     `json:"naive"`          // members as the unit: for contrast only
}

// CompareArms compares groups of arm 1 with groups of arm 0; one entry a member in each list. ok is false
// when lengths differ, an arm is empty or neither 0 nor 1, a group is in two arms, or on NaN or Inf.
//
// Formula: t of group means with K − 2 df, Welch's t, and the share of all assignments of groups to arms
// whose difference is at least as large.
func CompareArms(values []float64, group, arm []int) (g GroupLevel, ok bool) {
	// Source: Donner & Klar 2000; Welch 1947; Fisher 1935 (permutation).
	if len(group) != len(values) || len(arm) != len(values) || !allFinite(values) {
		return GroupLevel{}, false
	}
	cl := clustersOf(group)
	of, ok := cl.arms(arm)
	if !ok {
		return GroupLevel{}, false
	}
	g.Means = cl.means(values)
	treated, control, ok := byArm(g.Means, of)
	if !ok {
		return GroupLevel{}, false
	}
	g.Difference = sampleOf(treated).mean - sampleOf(control).mean
	g.Pooled = maybeTest(pooledTest(treated, control))
	g.Welch = maybeTest(welch(treated, control))
	if p, n, ok := Permutation(g.Means, of); ok {
		g.Permutation, g.Assignments = &p, n
	}
	one, two, _ := byArm(values, arm)
	g.Naive = maybeTest(pooledTest(one, two))
	return g, true
}

func byArm(values []float64, arm []int) (treated, control []float64, ok bool) {
	for i, v := range values {
		switch arm[i] {
		case 1:
			treated = append(treated, v)
		case 0:
			control = append(control, v)
		default:
			return nil, nil, false
		}
	}
	return treated, control, len(treated) > 0 && len(control) > 0
}

// MostAssignments is how many assignments Permutation looks at before it declines.
const MostAssignments = 5_000_000

// Permutation is the exact two-sided p of a difference in means between arms 1 and 0, one value a group, and
// the number of assignments. ok is false when an arm is empty, for other arms, when there are more than
// MostAssignments, or on NaN or Inf.
//
// Formula: #{assignments with |difference| ≥ |observed|} / C(K, K₁); ties count.
func Permutation(values []float64, arm []int) (p float64, assignments int, ok bool) {
	// Source: Fisher 1935; Gail, Mark, Carroll, Green & Pee 1996 (groups).
	if len(values) != len(arm) || !allFinite(values) {
		return 0, 0, false
	}
	treated, _, ok := byArm(values, arm)
	if !ok || logChoose(len(values), len(treated)) > math.Log(MostAssignments) {
		return 0, 0, false
	}
	all := sampleOf(values)
	s := shuffle{values: make([]float64, len(values))}
	scale := math.Sqrt(all.squares)
	for i, v := range values {
		s.values[i] = v - all.mean // the mean difference grows with the treated sum alone
	}
	observed := math.Abs(sampleOf(treated).mean-all.mean) * float64(len(treated))
	s.bar = observed - 1e-9*scale
	s.choose(0, len(treated), 0)
	return float64(s.extreme) / float64(s.all), s.all, true
}

type shuffle struct {
	values       []float64
	bar          float64
	extreme, all int
}

func (s *shuffle) choose(from, left int, sum float64) {
	if left == 0 {
		s.all++
		if math.Abs(sum) >= s.bar {
			s.extreme++
		}
		return
	}
	for i := from; i <= len(s.values)-left; i++ {
		s.choose(i+1, left-1, sum+s.values[i])
	}
}

// PartlyNestedMeans compares treated groups' means with individuals who met in no group, by Welch's t, and gives
// the naive test and the treated arm's clustering beside it (nil when undefined). treated is 1 or 0 a member; the
// group of a control is not looked at. ok is false when lengths differ, an arm is empty, or on NaN or Inf.
//
// Formula: Welch's t of {ȳ_g : treated groups} against {y_i : controls}.
func PartlyNestedMeans(values []float64, group, treated []int) (
	means, naive *Test, clustering *Clustering, ok bool) {
	// Source: Bauer, Sterba & Hallfors 2008; Welch 1947.
	if len(group) != len(values) || len(treated) != len(values) || !allFinite(values) {
		return nil, nil, nil, false
	}
	inGroups, alone, ok := byArm(values, treated)
	if !ok {
		return nil, nil, nil, false
	}
	var labels []int
	for i, t := range treated {
		if t == 1 {
			labels = append(labels, group[i])
		}
	}
	means = maybeTest(welch(clustersOf(labels).means(inGroups), alone))
	naive = maybeTest(welch(inGroups, alone))
	if c, ok := ICC(inGroups, labels, nil); ok {
		clustering = &c
	}
	return means, naive, clustering, true
}

// Change is what changed during a programme without a comparison arm. It is never "the effect": those who
// start at their worst tend to be better later anyway.
type Change struct {
	Mean        float64  `json:"mean_change"`
	StandardPre *float64 `json:"d_pre_sd"`        // mean change over the deviation before
	Becker      *float64 `json:"g_becker_pre_sd"` // the same, corrected for small numbers
	Correlation *float64 `json:"r_pre_post"`
	ICC         *float64 `json:"icc_change"`
	GroupMeans  float64  `json:"mean_of_group_changes"`
	Groups      *Test    `json:"group_level"` // the one to report
	Robust      *Robust  `json:"cr2"`
	Naive       *Test    `json:"naive"` // members as the unit: for contrast only
}

// ChangeDuring looks at members before and after, in groups; one entry a member in each list. ok is false when
// lists are empty or lengths differ, or on NaN or Inf.
//
// Formula: mean of group mean changes with t(K−1); CR2 for the mean change over members;
// d = mean change / SD(pre), g = (1 − 3/(4(N−1)−1))d.
func ChangeDuring(group []int, pre, post []float64) (c Change, ok bool) {
	// Source: Becker 1988; Bell & McCaffrey 2002.
	if len(pre) == 0 || len(pre) != len(post) || len(group) != len(pre) || !allFinite(pre, post) {
		return Change{}, false
	}
	diff := make([]float64, len(pre))
	for i := range pre {
		diff[i] = post[i] - pre[i]
	}
	n := float64(len(pre))
	c.Mean = sampleOf(diff).mean
	c.StandardPre = maybe(ratio(c.Mean, math.Sqrt(sampleOf(pre).variance())))
	if c.StandardPre != nil && n > 2 {
		c.Becker = maybe((1-3/(4*(n-1)-1))**c.StandardPre, true)
	}
	c.Correlation = maybe(correlation(pre, post))
	if cl, ok := ICC(diff, group, nil); ok {
		c.ICC = &cl.ICC
	}
	means := clustersOf(group).means(diff)
	c.GroupMeans = sampleOf(means).mean
	c.Groups, c.Naive = maybeTest(meanTest(means)), maybeTest(meanTest(diff))
	if r, ok := Regress(diff, group); ok {
		c.Robust = &r
	}
	return c, true
}

// Growth is how fast members change per session, in two stages.
type Growth struct {
	Members []int     `json:"member_order"` // labels of members with a slope
	Slopes  []float64 `json:"member_ols_slopes"`
	Groups  []float64 `json:"group_mean_slopes"` // in order of group label
	Mean    float64   `json:"mean_of_group_slopes"`
	Test    *Test     `json:"test"` // over groups
}

// Slopes fits a line for every member and averages within, then over groups; one entry a reading. Members with
// fewer than two different sessions have no slope. ok is false when lengths differ, a member is in two groups,
// nobody has a slope, or on NaN or Inf.
//
// Formula: b_i = Σ(s−s̄)(y−ȳ)/Σ(s−s̄)²; mean of group means with t(K−1).
func Slopes(session []float64, member, group []int, y []float64) (g Growth, ok bool) {
	// Source: Pfister, Schwarz, Carson & Janczyk 2013 (two-stage, summary measures).
	n := len(y)
	if len(session) != n || len(member) != n || len(group) != n || !allFinite(session, y) {
		return Growth{}, false
	}
	cl := clustersOf(member)
	groupOf, ok := cl.arms(group)
	if !ok {
		return Growth{}, false
	}
	ms, my, label := cl.means(session), cl.means(y), make([]int, len(cl.sizes))
	sxy, sxx := make([]float64, len(cl.sizes)), make([]float64, len(cl.sizes))
	for i, m := range cl.of {
		d := session[i] - ms[m]
		sxx[m], sxy[m] = sxx[m]+d*d, sxy[m]+d*(y[i]-my[m])
		label[m] = member[i]
	}
	var groups []int
	for m := range sxx {
		if slope, ok := ratio(sxy[m], sxx[m]); ok {
			g.Members, g.Slopes = append(g.Members, label[m]), append(g.Slopes, slope)
			groups = append(groups, groupOf[m])
		}
	}
	if len(g.Slopes) == 0 {
		return Growth{}, false
	}
	g.Groups = clustersOf(groups).means(g.Slopes)
	g.Mean = sampleOf(g.Groups).mean
	g.Test = maybeTest(meanTest(g.Groups))
	if !allFinite(g.Slopes, g.Groups, []float64{g.Mean}) {
		return Growth{}, false
	}
	return g, true
}
