package measure

import "math"

// Convergence is how a group's answers to one question moved between a first and a last round.
type Convergence struct {
	IQR          [2]Number `json:"iqr"`
	SD           [2]Number `json:"sd"`
	AD           [2]Number `json:"ad_mean"`
	Consensus    [2]Number `json:"consensus"`
	SDRatio      Number    `json:"sd_ratio"` // below 1: closer together
	MedianChange Number    `json:"median_change"`
	MeanMove     Number    `json:"mean_abs_move"` // how far the average member moved
	NearMedian   Number    `json:"share_within_1_of_median2"`
}

// Converge compares two rounds of answers, the same members in the same order. ok is false for empty lists, lists of
// different length or an answer outside the options.
//
// Formula: SD ratio = s_last/s_first; median change = last − first; mean move = mean |x_last − x_first|;
// near = share of last answers within 1 of their median; quantiles of type 7.
func Converge(first, last []float64, o Options) (c Convergence, ok bool) {
	// Source: Delphi practice; Tastle & Wierman 2007 for consensus.
	if len(first) == 0 || len(first) != len(last) || !within(first, o) || !within(last, o) {
		return Convergence{}, false
	}
	for i, round := range [][]float64{first, last} {
		c.IQR[i], c.SD[i] = Some(quantile(round, .75)-quantile(round, .25)), Some(deviation(round))
		ad, _, okAD := AverageDeviation(round)
		c.AD[i], c.Consensus[i] = maybe(ad, okAD), maybe(Consensus(round, o))
	}
	if c.SD[0].OK {
		c.SDRatio = Some(c.SD[1].Value / c.SD[0].Value)
	}
	mid, moved, near := median(last), 0.0, 0.0
	for i := range last {
		moved += math.Abs(last[i]-first[i]) / float64(len(last))
		if math.Abs(last[i]-mid) <= 1 {
			near++
		}
	}
	c.MedianChange, c.MeanMove = Some(mid-median(first)), Some(moved)
	c.NearMedian = Some(near / float64(len(last)))
	return c, true
}

// PublicPrivateGap is how much more people agree aloud than on paper, in percentage points. ok is false where either
// list is empty.
//
// Formula: 100·(share of yes in public − share of yes in private).
func PublicPrivateGap(public, private []bool) (float64, bool) {
	// Source: the product's own; 20 points or more is a prompt to ask again in private.
	if len(public) == 0 || len(private) == 0 {
		return 0, false
	}
	return 100 * (shareTrue(public) - shareTrue(private)), true
}

func shareTrue(list []bool) float64 {
	n := 0.0
	for _, b := range list {
		if b {
			n++
		}
	}
	return n / float64(len(list))
}

// Truthful sets agreement beside accuracy, for a question with a known answer.
type Truthful struct {
	SD         Number  `json:"sd"`                      // how far members differ
	GroupError float64 `json:"error_of_mean"`           // |mean − truth|
	OwnError   float64 `json:"mean_error"`              // mean |x − truth|
	Bracketed  bool    `json:"truth_lies_between_them"` // some above and some below
}

// BesideTruth compares a group's answers with the truth, in the unit of the answers. ok is false without answers.
//
// Formula: (x̄ − t)² = mean (x−t)² − population variance, so a group that differs can be nearer than its members.
func BesideTruth(answers []float64, truth float64) (t Truthful, ok bool) {
	// Source: Page 2007, the diversity prediction theorem; Larrick & Soll 2006 for bracketing.
	if len(answers) == 0 || !allFinite(answers) || !finite(truth) {
		return Truthful{}, false
	}
	t.SD, t.GroupError = Some(deviation(answers)), math.Abs(mean(answers)-truth)
	var above, below bool
	for _, x := range answers {
		t.OwnError += math.Abs(x-truth) / float64(len(answers))
		above, below = above || x > truth, below || x < truth
	}
	t.Bracketed = above && below
	return t, finite(t.GroupError) && finite(t.OwnError)
}
