package measure

import "math"

// GoalRho is the correlation between goals that goal attainment T assumes by convention.
const GoalRho = 0.3

// Goal is one goal: how far it stood at the start and was reached, from −2 to +2 with 0 as expected, and a weight
// above 0. An undefined Attained drops the goal with its weight.
type Goal struct {
	Baseline Number
	Attained Number
	Weight   float64
}

// GoalReport is attainment over one member's goals. Undefined: T without a rated goal; Baseline and Change unless
// every used goal has a baseline.
type GoalReport struct {
	T          Number `json:"t_attained"`
	Baseline   Number `json:"t_baseline"`
	Change     Number `json:"change"`
	Unweighted Number `json:"t_unweighted"`
	Used       int    `json:"goals_used"`
	Dropped    int    `json:"goals_dropped"`
	Met        Number `json:"share_goals_met"` // share of used goals at 0 or better
	Spread     [5]int `json:"spread"`          // how many goals at −2, −1, 0, +1, +2; T hides this
}

// GoalAttainment sums up goals. ok is false for a weight of 0 or less, a rating outside −2 to +2, or rho outside
// 0 to 1. With no rated goal ok is true and T undefined.
//
// Formula: T = 50 + 10·Σwx / √((1−ρ)Σw² + ρ(Σw)²).
func GoalAttainment(goals []Goal, rho float64) (r GoalReport, ok bool) {
	// Source: Kiresuk & Sherman 1968; Turner-Stokes 2009. T is not an interval scale: no t tests on single goals.
	if !(rho >= 0 && rho <= 1) {
		return GoalReport{}, false
	}
	var attained, baseline, weights, ones []float64
	for _, g := range goals {
		if !g.Attained.OK {
			r.Dropped++
			continue
		}
		if !rated(g.Attained) || (g.Baseline.OK && !rated(g.Baseline)) || !(g.Weight > 0) || !finite(g.Weight) {
			return GoalReport{}, false
		}
		attained, weights, ones = append(attained, g.Attained.Value), append(weights, g.Weight), append(ones, 1)
		if g.Baseline.OK {
			baseline = append(baseline, g.Baseline.Value)
		}
		r.Spread[int(math.Round(g.Attained.Value))+2]++
	}
	r.Used = len(attained)
	if r.Used == 0 {
		return r, true
	}
	r.T, r.Unweighted = Some(goalT(attained, weights, rho)), Some(goalT(attained, ones, rho))
	if len(baseline) == r.Used {
		r.Baseline = Some(goalT(baseline, weights, rho))
		r.Change = Some(r.T.Value - r.Baseline.Value)
	}
	met := 0
	for _, x := range attained {
		if x >= 0 {
			met++
		}
	}
	r.Met = Some(float64(met) / float64(r.Used))
	return r, true
}

func rated(n Number) bool { return n.Value >= -2 && n.Value <= 2 }

func goalT(x, w []float64, rho float64) float64 {
	var wx, ww float64
	for i := range x {
		wx += w[i] * x[i]
		ww += w[i] * w[i]
	}
	return 50 + 10*wx/math.Sqrt((1-rho)*ww+rho*sum(w)*sum(w))
}

// GroupGoals is attainment over the members of a group: each member's own goals, never pooled with the group's or
// the community's.
type GroupGoals struct {
	Each []Number `json:"t_scores"`
	Mean Number   `json:"mean_t"`
	SD   Number   `json:"sd_t"`
	Met  Number   `json:"share_goals_met"` // over all rated goals
}

// GroupAttainment sums up the members' goals. ok is false when a member's goals are not valid.
//
// Formula: T of each member as in GoalAttainment; mean and SD (n−1) over members with a T.
func GroupAttainment(members [][]Goal, rho float64) (g GroupGoals, ok bool) {
	// Source: Kiresuk & Sherman 1968.
	var ts []float64
	met, used := 0.0, 0
	for _, goals := range members {
		r, ok := GoalAttainment(goals, rho)
		if !ok {
			return GroupGoals{}, false
		}
		g.Each = append(g.Each, r.T)
		if r.T.OK {
			ts = append(ts, r.T.Value)
			met += r.Met.Value * float64(r.Used)
			used += r.Used
		}
	}
	if len(ts) > 0 {
		g.Mean, g.SD = Some(mean(ts)), Some(deviation(ts))
		g.Met = Some(math.Round(met) / float64(used))
	}
	return g, true
}
