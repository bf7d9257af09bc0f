package outcome

import "math"

// mostColumns bounds a model: these are comparisons of programmes, not machines for fitting anything.
const mostColumns = 12

// design is a model's columns made orthonormal, X = Q·R, so that nothing is lost to rounding when a
// covariate is far from zero.
type design struct {
	q [][]float64 // columns of length N
	r [][]float64 // upper triangle
	w [][]float64 // R⁻¹, row j turns whitened coefficients into coefficient j
}

// newDesign puts an intercept before the columns; not ok when they are not independent.
func newDesign(n int, columns [][]float64) (design, bool) {
	p := len(columns) + 1
	if p > mostColumns || n <= p || !allFinite(columns...) {
		return design{}, false
	}
	d := design{r: matrix(p), w: matrix(p)}
	for j := range p {
		col := make([]float64, n)
		for i := range col {
			col[i] = 1
			if j > 0 {
				if len(columns[j-1]) != n {
					return design{}, false
				}
				col[i] = columns[j-1][i]
			}
		}
		whole := math.Sqrt(dot(col, col))
		for range 2 { // twice is enough (Kahan)
			for k, q := range d.q {
				c := dot(q, col)
				d.r[k][j] += c
				for i := range col {
					col[i] -= c * q[i]
				}
			}
		}
		left := math.Sqrt(dot(col, col))
		if !(left > 1e-9*whole) {
			return design{}, false
		}
		for i := range col {
			col[i] /= left
		}
		d.r[j][j], d.q = left, append(d.q, col)
	}
	d.invert()
	return d, true
}

func (d design) invert() {
	for j := range d.r {
		d.w[j][j] = 1 / d.r[j][j]
		for i := j - 1; i >= 0; i-- {
			sum := 0.0
			for k := i + 1; k <= j; k++ {
				sum += d.r[i][k] * d.w[k][j]
			}
			d.w[i][j] = -sum / d.r[i][i]
		}
	}
}

// coefficients turns whitened coefficients into those of the columns.
func (d design) coefficients(white []float64) []float64 {
	b := make([]float64, len(white))
	for j, row := range d.w {
		b[j] = dot(row, white)
	}
	return b
}

// fit gives the whitened least-squares coefficients and the residuals.
func (d design) fit(y []float64) (white, residuals []float64) {
	residuals = append(residuals, y...)
	for _, q := range d.q {
		c := dot(q, residuals)
		white = append(white, c)
		for i := range residuals {
			residuals[i] -= c * q[i]
		}
	}
	return white, residuals
}

func matrix(p int) [][]float64 {
	flat, rows := make([]float64, p*p), make([][]float64, p)
	for i := range rows {
		rows[i] = flat[i*p : (i+1)*p]
	}
	return rows
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}
