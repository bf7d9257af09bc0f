package measure

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// FewestCourses is how many finished courses of its own an agency needs before expected courses are shown.
const FewestCourses = 100

// ExpectedCourse foretells scores from the first one. Residual holds the root mean square residual of each session.
type ExpectedCourse struct {
	B1           float64   `json:"b1"`
	B2           float64   `json:"b2"`
	MeanBaseline float64   `json:"mean_baseline"`
	Residual     []float64 `json:"rms_residual_by_session"`
	Courses      int       `json:"courses"`
}

// FitExpected learns from finished courses: baseline holds one first score a course, scores one row a course with
// the sessions after it (an undefined score is left out). ok is false where the two coefficients are not determined
// or a session has no score.
//
// Formula: (y_s − y₀) = b₁·ln(s+1) + b₂·ln(s+1)(y₀ − ȳ₀), least squares through the origin; residual of session s
// = √(mean of squared residuals of that session).
func FitExpected(baseline []float64, scores [][]Number) (e ExpectedCourse, ok bool) {
	// Source: Lutz, Martinovich & Howard 1999; Finch, Lambert & Schaalje 2001.
	if len(baseline) != len(scores) || len(baseline) == 0 || !allFinite(baseline) {
		return ExpectedCourse{}, false
	}
	e.MeanBaseline, e.Courses = mean(baseline), len(baseline)
	var s11, s12, s22, t1, t2 float64
	each(baseline, scores, func(_ int, x, centred, rise float64) {
		c := centred - e.MeanBaseline
		s11, s12, s22 = s11+x*x, s12+x*x*c, s22+x*x*c*c
		t1, t2 = t1+x*rise, t2+x*c*rise
	})
	det := s11*s22 - s12*s12
	if det <= 1e-12*s11*s22 || !finite(det) {
		return ExpectedCourse{}, false
	}
	e.B1, e.B2 = (t1*s22-t2*s12)/det, (t2*s11-t1*s12)/det
	var squares, counts []float64
	each(baseline, scores, func(s int, x, first, rise float64) {
		for len(squares) < s {
			squares, counts = append(squares, 0), append(counts, 0)
		}
		r := rise - e.B1*x - e.B2*x*(first-e.MeanBaseline)
		squares[s-1] += r * r
		counts[s-1]++
	})
	for i := range squares {
		e.Residual = append(e.Residual, math.Sqrt(squares[i]/counts[i]))
	}
	return e, allFinite(e.Residual) && finite(e.B1) && finite(e.B2)
}

// each visits every score: session from 1, ln(session+1), the first score and the rise from it.
func each(baseline []float64, scores [][]Number, visit func(s int, x, first, rise float64)) {
	for i, row := range scores {
		for k, y := range row {
			if y.OK {
				visit(k+1, math.Log(float64(k+2)), baseline[i], y.Value-baseline[i])
			}
		}
	}
}

// Progress is where a score stands against what was expected.
type Progress string

// The places a score can stand, the gravest first.
const (
	ReliablyWorse      Progress = "reliably_worse"
	NotOnTrack         Progress = "not_on_track"
	OnTrack            Progress = "on_track"
	BetterThanExpected Progress = "better_than_expected"
)

// Do says what to do, one short sentence for the worker.
func (p Progress) Do() string {
	switch p {
	case ReliablyWorse:
		return "Worse than at the start by more than measurement error: talk with the member before the next " +
			"meeting, and tell your supervisor."
	case NotOnTrack:
		return "Outside the range usual for others who began here: ask the member what would help, and review the plan."
	case BetterThanExpected:
		return "Better than usual for others who began here: ask what helped, and keep it."
	}
	return "Within the range usual for others who began here: go on."
}

// Step is one session of a course beside its expectation. Status is empty for a session without a score.
type Step struct {
	Session  int      `json:"session"` // from 1
	Expected float64  `json:"expected"`
	Lower    float64  `json:"lower80"`
	Upper    float64  `json:"upper80"`
	Score    Number   `json:"score"`
	Status   Progress `json:"status,omitempty"`
}

// Follow holds a member's scores, from session 1, against the expectation. reliable is the number of points that is
// more than measurement error; 0 leaves that rule out. Sessions beyond those learned from are left out.
//
// Formula: expected as in FitExpected; band ± 1.2816·residual (80 in 100); reliably worse if the score is worse than
// baseline by reliable points or more, else by the side of the band.
func (e ExpectedCourse) Follow(baseline float64, scores []Number, lowerIsBetter bool, reliable float64) []Step {
	// Source: Finch, Lambert & Schaalje 2001; the reliable-change rule takes precedence.
	z := distuv.UnitNormal.Quantile(0.9)
	steps := []Step{}
	for k, y := range scores {
		if k >= len(e.Residual) {
			break
		}
		x := math.Log(float64(k + 2))
		want := baseline + e.B1*x + e.B2*x*(baseline-e.MeanBaseline)
		s := Step{Session: k + 1, Expected: want, Lower: want - z*e.Residual[k], Upper: want + z*e.Residual[k], Score: y}
		if !finite(s.Lower) || !finite(s.Upper) {
			break
		}
		if y.OK {
			s.Status = s.progress(direction(!lowerIsBetter), baseline, reliable)
		}
		steps = append(steps, s)
	}
	return steps
}

func (s Step) progress(d, baseline, reliable float64) Progress {
	worseEnd, betterEnd := s.Lower, s.Upper
	if d < 0 {
		worseEnd, betterEnd = s.Upper, s.Lower
	}
	switch y := s.Score.Value; {
	case reliable > 0 && -d*(y-baseline) >= reliable:
		return ReliablyWorse
	case d*(y-worseEnd) < 0:
		return NotOnTrack
	case d*(y-betterEnd) > 0:
		return BetterThanExpected
	}
	return OnTrack
}
