package outcome

import (
	"math"
	"slices"
)

// Comparison is one group beside its members on one task.
type Comparison struct {
	Mean   float64 `json:"mean_individual"`
	Median float64 `json:"median_individual"`
	Best   float64 `json:"best_individual"`
	Worst  float64 `json:"worst_individual"`
	Group  float64 `json:"group"`

	OverMean float64 `json:"gain_over_mean"` // below zero is a loss
	OverBest float64 `json:"gain_over_best"` // below zero is a loss
	Weak     bool    `json:"weak_synergy"`   // above the mean
	Strong   bool    `json:"strong_synergy"` // above the best; a score can show this by pooling alone

	PercentOverMean *float64 `json:"pct_gain_over_mean"`
	AddedValue      *float64 `json:"group_added_value_pct"`         // percent over the best
	MeanToBest      *float64 `json:"share_of_mean_to_best_gap"`     // 0 at the mean, 1 at the best
	RemainingGap    *float64 `json:"share_of_remaining_gap_closed"` // of the way from best to full marks
	Position        string   `json:"position"`
}

// Compare puts a group's score beside what its members scored alone, before, on the same task; more is better.
// full is the highest possible score, or nil. ok is false without members, or on NaN or Inf. The best member is
// known only afterwards, so chance lifts that bar: show items beside it.
//
// Formula: G − x̄; G − max; 100(G − x̄)/x̄; group added value 100(G − max)/max;
// (G − x̄)/(max − x̄); (G − max)/(full − max).
func Compare(individual []float64, group float64, full *float64) (c Comparison, ok bool) {
	// Source: Steiner 1972; Watson, Michaelsen & Sharp 1991 (added value); Larson 2010 (synergy).
	if len(individual) == 0 || !allFinite(individual, []float64{group}) {
		return Comparison{}, false
	}
	c = Comparison{Mean: sampleOf(individual).mean, Median: median(individual), Group: group,
		Best: slices.Max(individual), Worst: slices.Min(individual)}
	c.OverMean, c.OverBest = group-c.Mean, group-c.Best
	c.Weak, c.Strong = group > c.Mean, group > c.Best
	c.PercentOverMean = maybe(ratio(100*c.OverMean, c.Mean))
	c.AddedValue = maybe(ratio(100*c.OverBest, c.Best))
	c.MeanToBest = maybe(ratio(c.OverMean, c.Best-c.Mean))
	if full != nil && *full > c.Best && finite(*full) {
		c.RemainingGap = maybe(ratio(c.OverBest, *full-c.Best))
	}
	switch {
	case group > c.Best:
		c.Position = "above_best"
	case group == c.Best:
		c.Position = "equal_best"
	case group >= c.Mean:
		c.Position = "between_mean_and_best"
	default:
		c.Position = "below_mean"
	}
	return c, true
}

// Team is one group's work on one task. Earlier (scores on the task before, to know the best member beforehand)
// and After (alone again afterwards) may be nil; else they follow the order of Individual.
type Team struct {
	Individual []float64 `json:"individual"`
	Group      float64   `json:"group"`
	Earlier    []float64 `json:"earlier,omitempty"`
	After      []float64 `json:"after,omitempty"`
}

// TeamsSummary is many teams on one kind of task. Tests are over teams; nil below two teams or without spread.
type TeamsSummary struct {
	Teams       int          `json:"teams"`
	OverMean    float64      `json:"mean_gain_over_mean"`
	OverBest    float64      `json:"mean_gain_over_best"`
	TestMean    *Test        `json:"test_over_mean"`
	TestBest    *Test        `json:"test_over_best"`
	DzMean      *float64     `json:"dz_gain_over_mean"`
	DzBest      *float64     `json:"dz_gain_over_best"`
	ShareMean   float64      `json:"share_above_mean"`
	ShareBest   float64      `json:"share_above_best"`
	ShareBestCI Interval     `json:"wilson95_share_above_best"`
	OverEarlier *float64     `json:"mean_gain_over_earlier_best"` // of the teams that have Earlier
	AfterOver   *float64     `json:"mean_gain_alone_after"`       // after − before, of the teams that have After
	EachTeam    []Comparison `json:"each_team"`
}

// Teams sums up many teams. ok is false without teams or if one of them cannot be compared.
//
// Formula: mean gain with t(K−1) over the K teams; d_z = mean/SD of gains; share above best with Wilson.
func Teams(teams []Team) (s TeamsSummary, ok bool) {
	// Source: Michaelsen, Watson & Black 1989 (teams as the unit); Wilson 1927.
	var mean, best, earlier, after []float64
	for _, team := range teams {
		c, ok := Compare(team.Individual, team.Group, nil)
		if !ok {
			return TeamsSummary{}, false
		}
		s.EachTeam = append(s.EachTeam, c)
		mean, best = append(mean, c.OverMean), append(best, c.OverBest)
		if c.Weak {
			s.ShareMean++
		}
		if c.Strong {
			s.ShareBest++
		}
		if gain, ok := overEarlierBest(team); ok {
			earlier = append(earlier, gain)
		}
		if len(team.After) > 0 && allFinite(team.After) {
			after = append(after, sampleOf(team.After).mean-c.Mean)
		}
	}
	s.Teams = len(teams)
	if s.Teams == 0 {
		return TeamsSummary{}, false
	}
	k := float64(s.Teams)
	s.ShareBestCI, _ = Wilson(s.ShareBest, k)
	s.ShareMean, s.ShareBest = s.ShareMean/k, s.ShareBest/k
	s.OverMean, s.OverBest = sampleOf(mean).mean, sampleOf(best).mean
	s.TestMean, s.TestBest = maybeTest(meanTest(mean)), maybeTest(meanTest(best))
	s.DzMean = maybe(ratio(s.OverMean, math.Sqrt(sampleOf(mean).variance())))
	s.DzBest = maybe(ratio(s.OverBest, math.Sqrt(sampleOf(best).variance())))
	s.OverEarlier = maybe(sampleOf(earlier).mean, len(earlier) > 0)
	s.AfterOver = maybe(sampleOf(after).mean, len(after) > 0)
	return s, true
}

func overEarlierBest(team Team) (float64, bool) {
	if len(team.Earlier) != len(team.Individual) || !allFinite(team.Earlier) {
		return 0, false
	}
	best := 0
	for i, x := range team.Earlier {
		if x > team.Earlier[best] {
			best = i
		}
	}
	return team.Group - team.Individual[best], true
}

// Potential is what a group could reach if it used its members fully, by kind of task.
type Potential struct {
	Additive     float64 `json:"additive"`     // everybody's work adds up
	Compensatory float64 `json:"compensatory"` // the average counts
	Disjunctive  float64 `json:"disjunctive"`  // the best counts
	Conjunctive  float64 `json:"conjunctive"`  // the weakest sets the pace
	// LossAdditive is what an additive task lost on the way; below zero is a gain.
	LossAdditive  float64  `json:"process_loss_additive"`
	RatioAdditive *float64 `json:"productivity_ratio_additive"`
}

// Potentials gives the four potentials of members' scores and what the group's score lost of the first.
// ok is false without members, or on NaN or Inf.
//
// Formula: Σx, x̄, max x, min x; process loss = potential − actual; ratio = actual / potential.
func Potentials(individual []float64, group float64) (p Potential, ok bool) {
	// Source: Steiner 1972.
	if len(individual) == 0 || !allFinite(individual, []float64{group}) {
		return Potential{}, false
	}
	mean := sampleOf(individual).mean
	p = Potential{Additive: mean * float64(len(individual)), Compensatory: mean,
		Disjunctive: slices.Max(individual), Conjunctive: slices.Min(individual)}
	p.LossAdditive = p.Additive - group
	p.RatioAdditive = maybe(ratio(group, p.Additive))
	return p, true
}
