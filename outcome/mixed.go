package outcome

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// Mixed is a model with a random intercept for each group, fitted by restricted maximum likelihood. Lists follow
// the intercept and the columns in order.
type Mixed struct {
	Fixed     []float64 `json:"fixed"`
	SE        []float64 `json:"se"`
	Tau2      float64   `json:"tau2"`   // variance between groups
	Sigma2    float64   `json:"sigma2"` // variance within groups
	ICC       float64   `json:"icc"`
	Criterion float64   `json:"reml_criterion"` // −2 restricted log-likelihood
	// Tests has one entry a coefficient, Satterthwaite's df; nil when the variance between groups is at zero.
	Tests []Test `json:"tests"`
}

// RandomIntercept fits y on an intercept and columns with a random intercept a group; one entry a member in each
// list. with says who is in a group at all (nil: everybody); the others stand alone, as controls in a partly
// nested design. ok is false below two groups, when columns are not independent, when nothing is left to
// estimate a variance from, or on NaN or Inf.
//
// Formula: V_g = σ²(I + θ11′), θ = τ²/σ². With w_g = θ/(1+n_gθ) and residuals of least squares everything is a
// function of θ alone: −2ℓ = Σ ln(1+n_gθ) + ln|X′V₀⁻¹X| + (N−p)(1 + ln(2π·rss/(N−p))), σ² = rss/(N−p).
func RandomIntercept(y []float64, group []int, with []bool, columns ...[]float64) (m Mixed, ok bool) {
	// Source: Patterson & Thompson 1971; Bates, Mächler, Bolker & Walker 2015 (profile);
	// Satterthwaite 1946, Kuznetsova, Brockhoff & Christensen 2017 (df).
	if len(group) != len(y) || with != nil && len(with) != len(y) || !allFinite(y) {
		return Mixed{}, false
	}
	d, ok := newDesign(len(y), columns)
	if !ok {
		return Mixed{}, false
	}
	pr := newProfile(d, y, group, with)
	if pr.groups < 2 || !(pr.rss > 1e-200) {
		return Mixed{}, false
	}
	theta := least(pr.criterion, 1)
	at := pr.at(theta)
	white := append([]float64(nil), pr.white...)
	for a := range white {
		white[a] += at.shift[a]
	}
	m.Fixed = d.coefficients(white)
	m.Sigma2 = at.rss / pr.free
	m.Tau2, m.Criterion = theta*m.Sigma2, pr.criterion(theta)
	m.ICC = m.Tau2 / (m.Tau2 + m.Sigma2)
	for _, w := range d.w {
		m.SE = append(m.SE, math.Sqrt(m.Sigma2*quadratic(at.inverse, w)))
	}
	if !allFinite(m.Fixed, m.SE, []float64{m.Tau2, m.Criterion, m.ICC}) {
		return Mixed{}, false
	}
	m.test(pr, d)
	return m, true
}

// Standardised puts coefficient j in units of the whole deviation between members of the model without
// columns. ok is false when there is no such coefficient or no variance.
//
// Formula: b_j / √(τ²₀ + σ²₀).
func (m Mixed) Standardised(j int, null Mixed) (d float64, ok bool) {
	// Source: Hedges 2007 (total variance).
	if j < 0 || j >= len(m.Fixed) {
		return 0, false
	}
	return ratio(m.Fixed[j], math.Sqrt(null.Tau2+null.Sigma2))
}

// profile is the data folded into sums per group, in whitened coordinates and with residuals for y.
type profile struct {
	p, groups int
	free      float64 // N − p
	sizes     []float64
	sums      []float64 // K rows of p: column sums of Q_g
	totals    []float64 // residual sum of each group
	rss       float64
	white     []float64
	logR      float64
}

func newProfile(d design, y []float64, group []int, with []bool) *profile {
	pr := &profile{p: len(d.q), free: float64(len(y) - len(d.q))}
	white, residuals := d.fit(y)
	pr.white, pr.rss = white, dot(residuals, residuals)
	for j := range d.r {
		pr.logR += 2 * math.Log(d.r[j][j])
	}
	rows := make([]int, 0, len(y))
	labels := make([]int, 0, len(y))
	for i := range y {
		if with == nil || with[i] {
			rows, labels = append(rows, i), append(labels, group[i])
		}
	}
	cl := clustersOf(labels)
	pr.groups = len(cl.sizes)
	pr.sizes, pr.totals = make([]float64, pr.groups), make([]float64, pr.groups)
	pr.sums = make([]float64, pr.groups*pr.p)
	for k, i := range rows {
		g := cl.of[k]
		pr.sizes[g]++
		pr.totals[g] += residuals[i]
		for a := range pr.p {
			pr.sums[g*pr.p+a] += d.q[a][i]
		}
	}
	return pr
}

// point is the profile at one θ: shift of the whitened coefficients, (Q′V₀⁻¹Q)⁻¹, residual sum of squares,
// and the two log determinants.
type point struct {
	shift          []float64
	inverse        *mat.SymDense
	rss, logV, log float64
}

func (pr *profile) at(theta float64) point {
	p := pr.p
	gram, right := mat.NewSymDense(p, nil), mat.NewVecDense(p, nil)
	pt := point{rss: pr.rss, inverse: mat.NewSymDense(p, nil), shift: make([]float64, p)}
	for a := range p {
		gram.SetSym(a, a, 1)
	}
	for g, n := range pr.sizes {
		w := theta / (1 + n*theta)
		pt.logV += math.Log1p(n * theta)
		pt.rss -= w * pr.totals[g] * pr.totals[g]
		s := pr.sums[g*p : (g+1)*p]
		for a := range p {
			right.SetVec(a, right.AtVec(a)-w*s[a]*pr.totals[g])
			for b := a; b < p; b++ {
				gram.SetSym(a, b, gram.At(a, b)-w*s[a]*s[b])
			}
		}
	}
	var c mat.Cholesky
	if !c.Factorize(gram) || c.InverseTo(pt.inverse) != nil {
		pt.rss = math.NaN()
		return pt
	}
	pt.log = c.LogDet()
	var shift mat.VecDense
	shift.MulVec(pt.inverse, right)
	for a := range p {
		pt.shift[a] = shift.AtVec(a)
		pt.rss -= pt.shift[a] * right.AtVec(a)
	}
	return pt
}

func (pr *profile) criterion(theta float64) float64 {
	pt := pr.at(theta)
	return pt.logV + pt.log + pr.logR + pr.free*(1+math.Log(2*math.Pi*pt.rss/pr.free))
}

// deviance is the same not profiled, for the curvature in both variances.
func (pr *profile) deviance(tau2, sigma2 float64) float64 {
	pt := pr.at(tau2 / sigma2)
	return pt.logV + pt.log + pr.logR + pr.free*math.Log(2*math.Pi*sigma2) + pt.rss/sigma2
}

func quadratic(a *mat.SymDense, w []float64) float64 {
	sum := 0.0
	for i := range w {
		for j := range w {
			sum += w[i] * a.At(i, j) * w[j]
		}
	}
	return sum
}

// test adds Satterthwaite's df = 2f²/(g′Ag), f = var(b), g its gradient in (τ², σ²), A = 2H⁻¹ with H the
// curvature of the deviance, by central differences.
func (m *Mixed) test(pr *profile, d design) {
	const step = 1e-3
	if m.Tau2 <= 1e-6*m.Sigma2 {
		return
	}
	t, s := m.Tau2*step, m.Sigma2*step
	f := func(i, j float64) float64 { return pr.deviance(m.Tau2+i*t, m.Sigma2+j*s) }
	mid := f(0, 0)
	htt := (f(1, 0) - 2*mid + f(-1, 0)) / (t * t)
	hss := (f(0, 1) - 2*mid + f(0, -1)) / (s * s)
	hts := (f(1, 1) - f(1, -1) - f(-1, 1) + f(-1, -1)) / (4 * t * s)
	det := htt*hss - hts*hts
	tests := make([]Test, 0, len(d.w))
	for j, w := range d.w {
		v := func(i, k float64) float64 {
			tau2, sigma2 := m.Tau2+i*t, m.Sigma2+k*s
			return sigma2 * quadratic(pr.at(tau2/sigma2).inverse, w)
		}
		gt, gs := (v(1, 0)-v(-1, 0))/(2*t), (v(0, 1)-v(0, -1))/(2*s)
		spread := 2 * (gt*gt*hss - 2*gt*gs*hts + gs*gs*htt) / det
		variance := m.SE[j] * m.SE[j]
		test, ok := newTest(m.Fixed[j], m.SE[j], 2*variance*variance/spread)
		if !ok {
			return
		}
		tests = append(tests, test)
	}
	m.Tests = tests
}
