package outcome

// Data is a programme's members, one entry each. Arm is 1 in the programme and 0 in comparison, nil when there is no
// comparison. Pre may be nil, unless Arm is.
type Data struct {
	Group []int
	Arm   []int
	Pre   []float64
	Post  []float64
}

// Rule is how much a number of groups allows to say.
type Rule string

// The three rules.
const (
	Describe   Rule = "describe"    // up to 3 groups: description only
	GroupMeans Rule = "group means" // 4 to 9: t of group means, exact permutation
	Model      Rule = "model"       // 10 and more: members, with group-robust errors
)

// RuleFor tells what may be reported for so many groups, the smaller arm having fewest; fewest equals groups when
// there is one arm only.
//
// Formula: K ≤ 3 or an arm below 2 groups: describe; 4 … 9: group means; else model.
func RuleFor(groups, fewest int) Rule {
	// Source: house rule after Donner & Klar 2000 and Pustejovsky & Tipton 2018 (small K).
	switch {
	case groups <= 3 || fewest < 2:
		return Describe
	case groups <= 9:
		return GroupMeans
	}
	return Model
}

// Report is a programme's outcome as far as its number of groups allows. Everything inferential is nil under
// Describe.
type Report struct {
	Rule       Rule        `json:"rule"`
	Groups     int         `json:"groups"`
	Members    int         `json:"members"`
	ByArm      [2]int      `json:"groups_by_arm"` // comparison, programme
	Controlled bool        `json:"controlled"`    // without, it is "change during the programme"
	Adjusted   bool        `json:"adjusted"`      // for the score before
	Estimate   float64     `json:"estimate"`      // difference of arms, or mean change
	ICC        *Clustering `json:"icc"`
	Inflation  *Inflation  `json:"inflation"`

	Corrected   *Test    `json:"corrected"` // the interval to report
	Naive       *Test    `json:"naive"`     // beside it, as if members were independent
	Permutation *float64 `json:"exact_permutation_p"`
	Effect      *Effect  `json:"hedges"` // of the scores afterwards; nil without comparison
	Change      *Change  `json:"change"` // nil with comparison
	Robust      *Robust  `json:"cr2"`
	Mixed       *Mixed   `json:"random_intercept"`
	Pooled      *Meta    `json:"pooled_changes"` // over groups; nil with comparison
}

// Programme measures a programme under the report rules. ok is false when lists are empty, lengths differ, an
// arm is neither 0 nor 1, a group is in two arms, there is neither Arm nor Pre, or on NaN or Inf.
//
// Formula: with arms: change (or score) of group means, pooled t for 4–9 groups; from 10 groups on least
// squares post ~ arm (+ pre) with CR2 and the random-intercept model beside it; without arms: ChangeDuring.
func Programme(d Data) (r Report, ok bool) {
	// Source: as at CompareArms, Regress, RandomIntercept, Hedges, ChangeDuring, Pool.
	n := len(d.Post)
	if n == 0 || len(d.Group) != n || d.Pre != nil && len(d.Pre) != n ||
		d.Arm != nil && len(d.Arm) != n || !allFinite(d.Post, d.Pre) || d.Arm == nil && d.Pre == nil {
		return Report{}, false
	}
	cl := clustersOf(d.Group)
	r = Report{Groups: len(cl.sizes), Members: n, Controlled: d.Arm != nil, Adjusted: d.Pre != nil}
	fewest := r.Groups
	if d.Arm != nil {
		of, ok := cl.arms(d.Arm)
		if !ok {
			return Report{}, false
		}
		if _, _, ok := byArm(d.Post, d.Arm); !ok {
			return Report{}, false
		}
		for _, a := range of {
			r.ByArm[a]++
		}
		fewest = min(r.ByArm[0], r.ByArm[1])
	}
	r.Rule = RuleFor(r.Groups, fewest)
	outcome := d.outcome()
	if c, ok := ICC(outcome, d.Group, d.Arm); ok {
		r.ICC = &c
		if f, ok := DesignEffect(cl.memberCounts(), c.ICC); ok {
			r.Inflation = &f
		}
	}
	if r.Controlled {
		return r, r.compare(d, outcome)
	}
	return r, r.change(d, outcome)
}

// outcome is the change where there is a score before, else the score.
func (d Data) outcome() []float64 {
	if d.Pre == nil {
		return d.Post
	}
	diff := make([]float64, len(d.Post))
	for i := range diff {
		diff[i] = d.Post[i] - d.Pre[i]
	}
	return diff
}

func (c clusters) memberCounts() []float64 { return floats(c.sizes) }

func (r *Report) compare(d Data, outcome []float64) bool {
	g, ok := CompareArms(outcome, d.Group, d.Arm)
	if !ok {
		return false
	}
	r.Estimate = g.Difference
	if r.Rule == Describe {
		return true
	}
	r.Corrected, r.Naive, r.Permutation = g.Pooled, g.Naive, g.Permutation
	if a, ok := ArmsOf(d.Post, d.Group, d.Arm); ok {
		a.ClusterSize, _ = MetSize(d.Group, d.Arm)
		if e, ok := Hedges(a); ok {
			r.Effect = &e
		}
	}
	if r.Rule != Model {
		return true
	}
	columns := [][]float64{floats(d.Arm)}
	if d.Pre != nil {
		columns = append(columns, d.Pre)
	}
	if fit, ok := Regress(d.Post, d.Group, columns...); ok {
		r.Robust, r.Estimate = &fit, fit.Coefficients[1]
		r.Corrected = &Test{Difference: r.Estimate, SE: fit.CR2[1], T: fit.T[1], DF: fit.DF[1],
			P: fit.P[1], CI: fit.CI[1]}
		r.Naive = maybeTest(newTest(r.Estimate, fit.OLS[1], float64(r.Members-len(columns)-1)))
	}
	if m, ok := RandomIntercept(d.Post, d.Group, nil, columns...); ok {
		r.Mixed = &m
	}
	return true
}

func (r *Report) change(d Data, outcome []float64) bool {
	c, ok := ChangeDuring(d.Group, d.Pre, d.Post)
	if !ok {
		return false
	}
	r.Estimate = c.GroupMeans
	if r.Rule == Describe {
		c.Groups, c.Robust, c.Naive = nil, nil, nil
		r.Change = &c
		return true
	}
	r.Change, r.Corrected, r.Naive = &c, c.Groups, c.Naive
	if r.Rule == Model && c.Robust != nil {
		fit := c.Robust
		r.Robust, r.Estimate = fit, fit.Coefficients[0]
		r.Corrected = &Test{Difference: r.Estimate, SE: fit.CR2[0], T: fit.T[0], DF: fit.DF[0],
			P: fit.P[0], CI: fit.CI[0]}
		if m, ok := RandomIntercept(outcome, d.Group, nil); ok {
			r.Mixed = &m
		}
	}
	cl := clustersOf(d.Group)
	groups := make([][]float64, len(cl.sizes))
	for i, g := range cl.of {
		groups[g] = append(groups[g], outcome[i])
	}
	if y, v, _, ok := PooledVariances(groups); ok {
		if m, ok := Pool(y, v); ok {
			r.Pooled = &m
		}
	}
	return true
}

func floats(x []int) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = float64(v)
	}
	return out
}
