package outcome

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Wilson is the 95% interval of a share of x in n; neither need be whole (an effective n). ok is false unless
// 0 ≤ x ≤ n and n > 0.
//
// Formula: (p + z²/2n ± z√(p(1−p)/n + z²/4n²))/(1 + z²/n), z = 1.96.
func Wilson(x, n float64) (ci Interval, ok bool) {
	// Source: Wilson 1927.
	if !(n > 0) || !(x >= 0) || x > n || !allFinite([]float64{x, n}) {
		return Interval{}, false
	}
	p, z2 := x/n, normal975*normal975
	half := normal975 * math.Sqrt(p*(1-p)/n+z2/(4*n*n))
	mid, whole := p+z2/(2*n), 1+z2/n
	if !finite(mid) || !finite(half) {
		return Interval{}, false
	}
	return Interval{max(0, (mid-half)/whole), min(1, (mid+half)/whole)}, true
}

// ResponderRate is the share of members who got better, over many groups.
type ResponderRate struct {
	P         float64  `json:"p"`
	SE        *float64 `json:"se_cluster"`
	SESimple  float64  `json:"se_simple"` // as if members were independent: for contrast only
	Inflation *float64 `json:"design_effect"`
	Effective *float64 `json:"effective_n"`
	// CI on the effective n is the one to report; nil when the spread over groups cannot be seen (fewer than
	// two groups, or nobody or everybody responded).
	CI      *Interval `json:"wilson95_effective_n"`
	CIByT   *Interval `json:"t_ci95"`
	NaiveCI Interval  `json:"wilson95_naive"`
}

// Responders estimates the share from counts per group: responders and members. ok is false when lengths differ,
// a group is empty or has more responders than members.
//
// Formula: p = Σx/Σn; SE = √(K/(K−1)·Σ(x_g − p·n_g)²)/N; DEFF = SE²/(p(1−p)/N); Wilson on N/max(1, DEFF).
func Responders(responders, members []int) (r ResponderRate, ok bool) {
	// Source: Cochran 1977, ch. 6 (ratio estimate); Wilson 1927; Dean & Pagano 2015.
	if len(responders) != len(members) || len(members) == 0 {
		return ResponderRate{}, false
	}
	var x, n, squares float64
	for g, m := range members {
		if m < 1 || responders[g] < 0 || responders[g] > m {
			return ResponderRate{}, false
		}
		x, n = x+float64(responders[g]), n+float64(m)
	}
	r.P = x / n
	for g, m := range members {
		d := float64(responders[g]) - r.P*float64(m)
		squares += d * d
	}
	k := float64(len(members))
	r.SESimple = math.Sqrt(r.P * (1 - r.P) / n)
	r.NaiveCI, _ = Wilson(x, n)
	if k < 2 || r.SESimple == 0 {
		return r, true
	}
	se := math.Sqrt(k/(k-1)*squares) / n
	deff := se * se / (r.SESimple * r.SESimple)
	effective := n / max(1, deff)
	r.SE, r.Inflation, r.Effective = &se, &deff, &effective
	if ci, ok := Wilson(r.P*effective, effective); ok {
		r.CI = &ci
	}
	if ci, ok := around(r.P, se, k-1); ok {
		r.CIByT = &ci
	}
	return r, true
}

// PooledVariances gives the variance of each group's mean from one variance within all groups: with five to ten
// members a group's own variance would bias the weights. ok is false without groups, for an empty one, when
// no group has two members, without spread, or on NaN or Inf.
//
// Formula: s² = Σ_g Σ(x−x̄_g)²/(N−K); v_g = s²/n_g.
func PooledVariances(groups [][]float64) (means, variances []float64, within float64, ok bool) {
	// Source: Hedges & Olkin 1985, ch. 5; bias of own variances: Bakbergenuly et al. 2020.
	n := 0
	for _, g := range groups {
		s := sampleOf(g)
		if len(g) == 0 || !allFinite(g) {
			return nil, nil, 0, false
		}
		means, within, n = append(means, s.mean), within+s.squares, n+len(g)
	}
	within /= float64(n - len(groups))
	if n == len(groups) || !(within > 0) {
		return nil, nil, 0, false
	}
	for _, g := range groups {
		variances = append(variances, within/float64(len(g)))
	}
	return means, variances, within, true
}

// Spread is an estimate over groups that may truly differ.
type Spread struct {
	Tau2     float64  `json:"tau2"`
	Estimate float64  `json:"estimate"`
	SE       float64  `json:"se"`
	CI       Interval `json:"ci95"`
	I2       float64  `json:"I2"` // percent of the variation that is true difference
	H2       float64  `json:"H2"`

	KnappHartung Pooled `json:"knapp_hartung"`
	// Report is Knapp–Hartung, but never narrower than the plain interval.
	Report Pooled `json:"not_below_wald"`
}

// Pooled is a standard error with its interval by t(k−1), and where one more group may lie.
type Pooled struct {
	SE         float64  `json:"se"`
	CI         Interval `json:"ci95"`
	Prediction Interval `json:"prediction_interval95"`
}

// Meta pools what many groups show.
type Meta struct {
	K       int     `json:"k"`
	Fixed   float64 `json:"fixed"` // if all groups shared one truth
	FixedSE float64 `json:"fixed_se"`
	Q       float64 `json:"Q"`
	QP      float64 `json:"Q_p"`
	DL      Spread  `json:"dl"`   // DerSimonian–Laird
	REML    Spread  `json:"reml"` // the one to report
}

// Pool combines one estimate a group with its variance. ok is false below two groups, when lengths differ, a
// variance is not above zero, or on NaN or Inf.
//
// Formula: w = 1/(v+τ²), μ̂ = Σwy/Σw, SE = 1/√Σw; Q = Σ(y−μ̂₀)²/v; DL τ² = max(0, (Q−(k−1))/C),
// C = Σw₀ − Σw₀²/Σw₀; REML τ² maximises the restricted likelihood; Knapp–Hartung
// SE² = Σw(y−μ̂)²/((k−1)Σw), t(k−1); prediction μ̂ ± t(k−1)√(SE²+τ²); I² = τ²/(τ²+s²), s² = (k−1)/C.
func Pool(estimates, variances []float64) (m Meta, ok bool) {
	// Source: DerSimonian & Laird 1986; Viechtbauer 2005; Knapp & Hartung 2003 with the floor of
	// Jackson, Law, Rücker & Schwarzer 2017; Higgins, Thompson & Spiegelhalter 2009.
	k := len(estimates)
	if k < 2 || len(variances) != k || !allFinite(estimates, variances) || !(slices.Min(variances) > 1e-100) {
		return Meta{}, false
	}
	p := pooling{estimates, variances, float64(k)}
	m.K = k
	m.Fixed, m.FixedSE, m.Q = p.at(0)
	m.QP = distuv.ChiSquared{K: p.k - 1}.Survival(m.Q)
	m.DL = p.spread(max(0, (m.Q-(p.k-1))/p.c()))
	m.REML = p.spread(least(p.restricted, sampleOf(variances).mean))
	if !allFinite([]float64{m.Fixed, m.FixedSE, m.Q, m.QP}, m.DL.numbers(), m.REML.numbers()) {
		return Meta{}, false
	}
	return m, true
}

func (s Spread) numbers() []float64 {
	n := []float64{s.Tau2, s.Estimate, s.SE, s.I2, s.H2}
	for _, p := range []Pooled{s.KnappHartung, s.Report} {
		n = append(n, p.SE, p.CI[0], p.CI[1], p.Prediction[0], p.Prediction[1])
	}
	return append(n, s.CI[:]...)
}

type pooling struct {
	y, v []float64
	k    float64
}

// at gives the mean, its standard error and the weighted sum of squares for one τ².
func (p pooling) at(tau2 float64) (mean, se, q float64) {
	var w, wy float64
	for i, v := range p.v {
		w, wy = w+1/(v+tau2), wy+p.y[i]/(v+tau2)
	}
	mean = wy / w
	for i, v := range p.v {
		q += (p.y[i] - mean) * (p.y[i] - mean) / (v + tau2)
	}
	return mean, 1 / math.Sqrt(w), q
}

func (p pooling) c() float64 {
	var w, w2 float64
	for _, v := range p.v {
		w, w2 = w+1/v, w2+1/(v*v)
	}
	return w - w2/w
}

// restricted is −2 restricted log-likelihood without constants.
func (p pooling) restricted(tau2 float64) float64 {
	_, se, sum := p.at(tau2)
	for _, v := range p.v {
		sum += math.Log(v + tau2)
	}
	return sum - 2*math.Log(se)
}

func (p pooling) spread(tau2 float64) Spread {
	mean, se, q := p.at(tau2)
	typical := (p.k - 1) / p.c()
	s := Spread{Tau2: tau2, Estimate: mean, SE: se, I2: 100 * tau2 / (tau2 + typical), H2: tau2/typical + 1}
	s.CI = Interval{mean - normal975*se, mean + normal975*se}
	s.KnappHartung = p.pooled(mean, se*math.Sqrt(q/(p.k-1)), tau2)
	s.Report = p.pooled(mean, max(se, s.KnappHartung.SE), tau2)
	return s
}

func (p pooling) pooled(mean, se, tau2 float64) Pooled {
	ci, _ := around(mean, se, p.k-1)
	prediction, _ := around(mean, math.Sqrt(se*se+tau2), p.k-1)
	return Pooled{SE: se, CI: ci, Prediction: prediction}
}
