package outcome

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// Robust is a least-squares fit whose standard errors allow for groups. Lists follow the intercept and the
// columns in order; P, DF, T and Intervals belong to CR2, the one to report.
type Robust struct {
	Coefficients []float64  `json:"coef"`
	OLS          []float64  `json:"se_ols"` // as if members were independent: for contrast only
	CR0          []float64  `json:"se_cr0"`
	CR1          []float64  `json:"se_cr1"`
	CR2          []float64  `json:"se_cr2"`
	T            []float64  `json:"t_cr2"`
	DF           []float64  `json:"df_satterthwaite"`
	P            []float64  `json:"p_cr2"`
	CI           []Interval `json:"ci95_cr2"`
}

// Regress fits y on an intercept and columns, with cluster-robust errors; one entry a member in each list. ok is
// false below two groups, when lengths differ, columns are not independent, nothing is left to estimate an
// error from, or on NaN or Inf.
//
// Formula: V = M(Σ_g X_g′A_g e_g e_g′A_g X_g)M, M = (X′X)⁻¹; A_g = I (CR0), times √(K/(K−1)) (CR1), or
// (I − X_g M X_g′)^(−1/2) (CR2, pseudo-inverse). With u_g = A_g X_g M c and v_g = X_g′u_g, Satterthwaite's
// df = (tr G)²/tr G², G_gh = [g=h]u_g′u_g − v_g′M v_h. All from p × p sums per group, so memory is linear.
func Regress(y []float64, group []int, columns ...[]float64) (r Robust, ok bool) {
	// Source: Bell & McCaffrey 2002; Pustejovsky & Tipton 2018; equal to clubSandwich, identity model.
	if len(group) != len(y) || !allFinite(y) {
		return Robust{}, false
	}
	d, ok := newDesign(len(y), columns)
	cl := clustersOf(group)
	if !ok || len(cl.sizes) < 2 {
		return Robust{}, false
	}
	white, residuals := d.fit(y)
	r.Coefficients = d.coefficients(white)
	s := newSandwich(d, cl, residuals)
	if !s.correct() {
		return Robust{}, false
	}
	sigma := math.Sqrt(dot(residuals, residuals) / float64(len(y)-len(white)))
	k := float64(len(cl.sizes))
	for j, w := range d.w {
		plain := math.Sqrt(meat(s.scores, w))
		r.OLS = append(r.OLS, sigma*math.Sqrt(dot(w, w)))
		r.CR0, r.CR1 = append(r.CR0, plain), append(r.CR1, plain*math.Sqrt(k/(k-1)))
		t, ok := newTest(r.Coefficients[j], math.Sqrt(meat(s.corrected, w)), s.freedom(w))
		if !ok {
			return Robust{}, false
		}
		r.CR2, r.T, r.DF = append(r.CR2, t.SE), append(r.T, t.T), append(r.DF, t.DF)
		r.P, r.CI = append(r.P, t.P), append(r.CI, t.CI)
	}
	return r, true
}

// sandwich holds, per group and in whitened coordinates, what the errors are made of.
type sandwich struct {
	p         int
	gram      []float64 // K blocks of p × p: Q_g′Q_g
	scores    []float64 // K rows of p: Q_g′e_g
	corrected []float64 // the same with A_g in between
	half      []float64 // K blocks: Q_g′A_g Q_g
	full      []float64 // K blocks: Q_g′A_g² Q_g
}

func newSandwich(d design, cl clusters, residuals []float64) *sandwich {
	p, k := len(d.q), len(cl.sizes)
	s := &sandwich{p: p, gram: make([]float64, k*p*p), scores: make([]float64, k*p),
		corrected: make([]float64, k*p), half: make([]float64, k*p*p), full: make([]float64, k*p*p)}
	for i, g := range cl.of {
		for a := range p {
			x := d.q[a][i]
			s.scores[g*p+a] += x * residuals[i]
			for b := range p {
				s.gram[(g*p+a)*p+b] += x * d.q[b][i]
			}
		}
	}
	return s
}

// correct works out A_g through the p × p eigenvectors of Q_g′Q_g: on a direction with eigenvalue λ it
// is (1 − λ)^(−1/2), and 0 where λ = 1, which is a direction that one group alone decides.
func (s *sandwich) correct() bool {
	p := s.p
	var e mat.EigenSym
	var vectors mat.Dense
	values := make([]float64, p)
	for g := range len(s.scores) / p {
		block := s.gram[g*p*p : (g+1)*p*p]
		if !e.Factorize(mat.NewSymDense(p, append([]float64(nil), block...)), true) {
			return false
		}
		e.Values(values)
		e.VectorsTo(&vectors)
		for m, lambda := range values {
			if 1-lambda < 1e-12 {
				continue
			}
			root := 1 / math.Sqrt(1-lambda)
			along := 0.0
			for a := range p {
				along += vectors.At(a, m) * s.scores[g*p+a]
			}
			for a := range p {
				va := vectors.At(a, m)
				s.corrected[g*p+a] += va * root * along
				for b := range p {
					s.half[(g*p+a)*p+b] += va * vectors.At(b, m) * lambda * root
					s.full[(g*p+a)*p+b] += va * vectors.At(b, m) * lambda * root * root
				}
			}
		}
	}
	return true
}

// meat is Σ_g (w·score_g)².
func meat(scores, w []float64) float64 {
	sum := 0.0
	for from := 0; from < len(scores); from += len(w) {
		x := dot(scores[from:from+len(w)], w)
		sum += x * x
	}
	return sum
}

// freedom is Satterthwaite's df for the contrast w.
func (s *sandwich) freedom(w []float64) float64 {
	p := s.p
	outer, v := matrix(p), make([]float64, p)
	trace, squares := 0.0, 0.0
	for g := range len(s.scores) / p {
		uu := 0.0
		for a := range p {
			row := (g*p + a) * p
			v[a] = dot(s.half[row:row+p], w)
			uu += w[a] * dot(s.full[row:row+p], w)
		}
		vv := dot(v, v)
		trace += uu - vv
		squares += uu*uu - 2*uu*vv
		for a := range p {
			for b := range p {
				outer[a][b] += v[a] * v[b]
			}
		}
	}
	for a := range p {
		squares += dot(outer[a], outer[a])
	}
	return trace * trace / squares
}
