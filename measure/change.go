package measure

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// MeasurementError is the standard error of one score, in points: sd is the standard deviation and reliability the
// reliability in one named sample. ok is false for a negative sd or a reliability outside 0 to 1.
//
// Formula: SEM = s·√(1−r).
func MeasurementError(sd, reliability float64) (float64, bool) {
	// Source: Jacobson & Truax 1991, p. 14.
	if !(sd >= 0) || !(reliability >= 0 && reliability <= 1) {
		return 0, false
	}
	return defined(sd * math.Sqrt(1-reliability))
}

// DifferenceError is the standard error of the difference between two scores of one person, in points.
//
// Formula: S_diff = √2·SEM.
func DifferenceError(sd, reliability float64) (float64, bool) {
	// Source: Jacobson & Truax 1991, p. 14. The form without √2 is that of 1984 and too large an index.
	sem, ok := MeasurementError(sd, reliability)
	return sem * math.Sqrt2, ok
}

// ReliableChange is the change in units of its own error. ok is false where that error is zero or unknown.
//
// Formula: RCI = (post − pre)/S_diff.
func ReliableChange(pre, post, sd, reliability float64) (float64, bool) {
	// Source: Jacobson & Truax 1991, p. 14.
	diff, ok := DifferenceError(sd, reliability)
	if !ok || diff == 0 {
		return 0, false
	}
	return defined((post - pre) / diff)
}

// ReliablePoints is the smallest change, in points, that is more than measurement error at a two-sided confidence
// between 0 and 1, such as 0.95.
//
// Formula: z₍₁₊c₎/₂ · S_diff.
func ReliablePoints(sd, reliability, confidence float64) (float64, bool) {
	// Source: Jacobson & Truax 1991; exact normal quantile, so 1.959964 and not 1.96 at 0.95.
	diff, ok := DifferenceError(sd, reliability)
	if !ok || !(confidence > 0 && confidence < 1) {
		return 0, false
	}
	return defined(distuv.UnitNormal.Quantile((1+confidence)/2) * diff)
}

// ErrorBand is where a person's true score lies with about 95 in 100: score ± 1.96·SEM, in points.
//
// Formula: score ± 1.96·s·√(1−r).
func ErrorBand(score, sd, reliability float64) (low, high float64, ok bool) {
	// Source: as MeasurementError; symmetric about the observed score.
	sem, ok := MeasurementError(sd, reliability)
	if !ok || !finite(score-1.96*sem) || !finite(score+1.96*sem) {
		return 0, 0, false
	}
	return score - 1.96*sem, score + 1.96*sem, true
}

// Norms are the means and standard deviations of two named samples: people in care and people in the community.
type Norms struct {
	CareMean, CareSD           float64
	CommunityMean, CommunitySD float64
}

// Cutoffs are three ways to draw the line between the two samples, in points.
type Cutoffs struct {
	A Number `json:"cutoff_a"` // two SDs beyond the mean of people in care
	B Number `json:"cutoff_b"` // within two SDs of the community mean
	C Number `json:"cutoff_c"` // nearer to the community than to people in care
}

// Cutoffs draws the three lines.
//
// Formula, d = +1 if higher is better, else −1: a = M_care + 2d·s_care; b = M_com − 2d·s_com;
// c = (s_care·M_com + s_com·M_care)/(s_care + s_com).
func (n Norms) Cutoffs(higherIsBetter bool) Cutoffs {
	// Source: Jacobson & Truax 1991, p. 13. b takes the SD of the community, not of people in care.
	d := direction(higherIsBetter)
	if !(n.CareSD >= 0) || !(n.CommunitySD >= 0) {
		return Cutoffs{}
	}
	c := Cutoffs{A: Some(n.CareMean + 2*d*n.CareSD), B: Some(n.CommunityMean - 2*d*n.CommunitySD)}
	if both := n.CareSD + n.CommunitySD; both > 0 {
		c.C = Some((n.CareSD*n.CommunityMean + n.CommunitySD*n.CareMean) / both)
	}
	return c
}

func direction(higherIsBetter bool) float64 {
	if higherIsBetter {
		return 1
	}
	return -1
}

// Category is what became of one person between two scores.
type Category string

// The categories of Jacobson and Truax.
const (
	Recovered    Category = "recovered"    // better by more than measurement error, and across the line
	Improved     Category = "improved"     // better by more than measurement error
	Unchanged    Category = "unchanged"    // no more than measurement error
	Deteriorated Category = "deteriorated" // worse by more than measurement error
)

// Yardstick is what a change is held against. Critical is the size of RCI that counts, 1.96 when zero.
type Yardstick struct {
	SD             float64 `json:"sd"`
	Reliability    float64 `json:"reliability"`
	HigherIsBetter bool    `json:"higher_is_better"`
	Critical       float64 `json:"critical"`
	Cutoff         Number  `json:"cutoff_points"` // the line for Recovered; undefined if there is none
}

// Judgement is a change with everything that led to it. Category is empty where RCI is undefined.
type Judgement struct {
	SEM      Number   `json:"sem"`
	SDiff    Number   `json:"s_diff"`
	RCI      Number   `json:"rci"`
	Points   Number   `json:"rci_points_95"` // 1.96·S_diff
	Category Category `json:"category,omitempty"`
	// PreBeyond: the first score lay on the far side of the line; PostWithin: the last one lies on the near side.
	PreBeyond  bool `json:"pre_beyond"`
	PostWithin bool `json:"post_within"`
}

// Judge sorts one change. All inequalities are strict: just at the line is not across it.
//
// Formula: RCI = (post−pre)/S_diff; reliable if |RCI| > Critical; recovered = reliable for the better and pre
// beyond the line and post within it; else improved, deteriorated or unchanged.
func (y Yardstick) Judge(pre, post float64) Judgement {
	// Source: Jacobson & Truax 1991.
	critical := y.Critical
	if critical == 0 {
		critical = 1.96
	}
	sdiff, okDiff := DifferenceError(y.SD, y.Reliability)
	j := Judgement{SEM: maybe(MeasurementError(y.SD, y.Reliability)), SDiff: maybe(sdiff, okDiff),
		Points: maybe(1.96*sdiff, okDiff), RCI: maybe(ReliableChange(pre, post, y.SD, y.Reliability))}
	d := direction(y.HigherIsBetter)
	if y.Cutoff.OK {
		j.PreBeyond = d*(pre-y.Cutoff.Value) < 0
		j.PostWithin = d*(post-y.Cutoff.Value) > 0
	}
	switch better := d * j.RCI.Value; {
	case !j.RCI.OK:
	case better > critical && j.PreBeyond && j.PostWithin:
		j.Category = Recovered
	case better > critical:
		j.Category = Improved
	case better < -critical:
		j.Category = Deteriorated
	default:
		j.Category = Unchanged
	}
	return j
}

// OtherIndices are the same change by older and rival formulas, to compare with reports that use them.
type OtherIndices struct {
	SEMOnly         Number `json:"jacobson_follette_revenstorf_1984_sem_only"`
	JacobsonTruax   Number `json:"jacobson_truax_1991"`
	GulliksenLord   Number `json:"gulliksen_lord_novick"`
	EdwardsNunnally Number `json:"edwards_nunnally"`
}

// CompareIndices gives one change by four formulas; meanPre is the mean of the sample at the first occasion.
//
// Formula: (post−pre)/SEM; (post−pre)/S_diff; ((post−M) − r(pre−M))/(s√(1−r²)); (post − (r(pre−M)+M))/SEM.
func CompareIndices(pre, post, meanPre, sd, reliability float64) OtherIndices {
	// Source: Jacobson, Follette & Revenstorf 1984; Jacobson & Truax 1991; Hsu 1989; Speer 1992.
	sem, ok := MeasurementError(sd, reliability)
	if !ok || sem == 0 {
		return OtherIndices{}
	}
	r := reliability
	return OtherIndices{
		SEMOnly: Some((post - pre) / sem), JacobsonTruax: Some((post - pre) / (sem * math.Sqrt2)),
		GulliksenLord:   Some(((post - meanPre) - r*(pre-meanPre)) / (sd * math.Sqrt(1-r*r))),
		EdwardsNunnally: Some((post - (r*(pre-meanPre) + meanPre)) / sem),
	}
}
