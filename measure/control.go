package measure

import "math"

// ControlChart is a person's own usual range and where they left it. Signals are 0-based positions in the values.
type ControlChart struct {
	Center      float64 `json:"center"`
	MovingRange float64 `json:"mean_moving_range"`
	Sigma       float64 `json:"sigma"`
	Upper       float64 `json:"ucl"`
	Lower       float64 `json:"lcl"`
	Signals     []int   `json:"signals"`
}

// OwnUsual charts single readings in the order of time. The first baseline readings (at least two) set the range;
// all are judged by it. ok is false for fewer readings than that or values that are not finite.
//
// Formula: center = mean of the baseline; σ = mean |xᵢ − xᵢ₋₁| / 1.128; limits center ± 3σ; a signal lies outside.
func OwnUsual(values []float64, baseline int) (c ControlChart, ok bool) {
	// Source: Wheeler 1993, individuals and moving range (XmR).
	if baseline < 2 || baseline > len(values) || !allFinite(values) {
		return ControlChart{}, false
	}
	first := values[:baseline]
	c.Center, c.Signals = mean(first), []int{}
	for i := 1; i < baseline; i++ {
		c.MovingRange += math.Abs(first[i]-first[i-1]) / float64(baseline-1)
	}
	c.Sigma = c.MovingRange / 1.128
	c.Upper, c.Lower = c.Center+3*c.Sigma, c.Center-3*c.Sigma
	if !finite(c.Upper) || !finite(c.Lower) {
		return ControlChart{}, false
	}
	for i, v := range values {
		if v > c.Upper || v < c.Lower {
			c.Signals = append(c.Signals, i)
		}
	}
	return c, true
}

// PulseDrop tells whether the newest pulse, on 0 to 10, is a drop from the member's own usual: 0.30 or more below
// the mean of their last three before it, or 3 or less twice running. ok is false where neither can be told.
//
// Formula: x_t ≤ 0.7·mean(x_{t−3..t−1}), or x_t ≤ 3 and x_{t−1} ≤ 3.
func PulseDrop(pulses []float64) (drop, ok bool) {
	// Source: the product's own rule; a prompt to ask, with no claim about the cause.
	n := len(pulses)
	if n < 2 || !allFinite(pulses) {
		return false, false
	}
	now := pulses[n-1]
	if now <= 3 && pulses[n-2] <= 3 {
		return true, true
	}
	if n < 4 {
		return false, true
	}
	usual := mean(pulses[n-4 : n-1])
	return usual > 0 && now <= 0.7*usual, true
}
