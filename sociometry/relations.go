package sociometry

import "math"

// Variances are the components of the social relations model: how much of a rating lies in the rater, the rated, and
// in the two together. Estimates may come out below zero; they are kept as they are.
type Variances struct {
	Actor        float64 `json:"variance_actor"`
	Partner      float64 `json:"variance_partner"`
	Relationship float64 `json:"variance_relationship"` // with error, unless there are several indicators
	ActorPartner float64 `json:"covariance_actor_partner"`
	WithinPair   float64 `json:"covariance_relationship"`
}

// Shares are the parts of the whole, 0 … 1; a negative estimate counts as 0. All are nil without any variance.
type Shares struct {
	Actor        *float64 `json:"share_actor"`
	Partner      *float64 `json:"share_partner"`
	Relationship *float64 `json:"share_relationship"`
}

// Relations is one group's round of everybody rating everybody.
type Relations struct {
	N            int         `json:"n"`
	Mean         float64     `json:"grand_mean"`
	Actor        []float64   `json:"actor_effects"`   // rates others higher (+) or lower (−)
	Partner      []float64   `json:"partner_effects"` // is rated higher (+) or lower (−)
	Relationship [][]float64 `json:"relationship_effects"`
	Variances
	Shares Shares `json:"shares"`
	// Generalised: do those who rate high get rated high; Dyadic: is a special regard returned. −1 … 1 as a
	// rule; nil where a variance is not above zero.
	Generalised *float64 `json:"generalized_reciprocity_r"`
	Dyadic      *float64 `json:"dyadic_reciprocity_r"`
}

// FewestForRelations is the smallest group for which the model can be solved.
const FewestForRelations = 4

// Relate solves the social relations model for one group: x is n × n, row rates column, in the unit of the
// rating, diagonal ignored. ok is false below FewestForRelations, for a ragged matrix, NaN or Inf.
//
// Formula, with row means R, column means C and mean G of the off-diagonal:
// a_i = (n−1)²/(n(n−2))·R_i + (n−1)/(n(n−2))·C_i − (n−1)/(n−2)·G; b_i with R and C exchanged;
// g_ij = x_ij − a_i − b_j − G; S_b = 2Σ_{i<j}((g_ij+g_ji)/2)²/((n−1)(n−2)/2 − 1);
// S_w = ½Σ_{i<j}(g_ij−g_ji)²/((n−1)(n−2)/2); σ²_rel = (S_b+S_w)/2, cov_rel = (S_b−S_w)/2;
// σ²_act = Σa²/(n−1) − σ²_rel(n−1)/(n(n−2)) − cov_rel/(n(n−2)), partner likewise;
// cov_ap = Σab/(n−1) − cov_rel(n−1)/(n(n−2)) − σ²_rel/(n(n−2)).
func Relate(x [][]float64) (r Relations, ok bool) {
	// Source: Warner, Kenny & Stoto 1979; Kenny, Kashy & Cook 2006, ch. 8; equal to TripleR.
	if len(x) < FewestForRelations || !square(x) {
		return Relations{}, false
	}
	r = Relations{N: len(x), Actor: make([]float64, len(x)), Partner: make([]float64, len(x))}
	r.effects(x)
	if !finite(r.Mean) || !r.split(x) {
		return Relations{}, false
	}
	r.share()
	return r, true
}

func (r *Relations) effects(x [][]float64) {
	n := float64(r.N)
	rows, cols := make([]float64, r.N), make([]float64, r.N)
	for i := range x {
		for j := range x {
			if i != j {
				rows[i], cols[j] = rows[i]+x[i][j]/(n-1), cols[j]+x[i][j]/(n-1)
			}
		}
		r.Mean += rows[i] / n
	}
	own, other, mean := (n-1)*(n-1)/(n*(n-2)), (n-1)/(n*(n-2)), (n-1)/(n-2)*r.Mean
	for i := range x {
		r.Actor[i] = own*rows[i] + other*cols[i] - mean
		r.Partner[i] = own*cols[i] + other*rows[i] - mean
	}
}

// split divides the variance; not ok if the numbers are too large to square.
func (r *Relations) split(x [][]float64) bool {
	n := float64(r.N)
	g := make([][]float64, r.N)
	var sums, diffs, aa, bb, ab float64
	for i := range g {
		g[i] = make([]float64, r.N)
		for j := range g {
			if i != j {
				g[i][j] = x[i][j] - r.Actor[i] - r.Partner[j] - r.Mean
			}
		}
		for j := range i {
			sums += (g[i][j] + g[j][i]) * (g[i][j] + g[j][i]) / 2
			diffs += (g[i][j] - g[j][i]) * (g[i][j] - g[j][i]) / 2
		}
		a, b := r.Actor[i], r.Partner[i]
		aa, bb, ab = aa+a*a/(n-1), bb+b*b/(n-1), ab+a*b/(n-1)
	}
	free := (n - 1) * (n - 2) / 2
	between, within := sums/(free-1), diffs/free
	rel, cov := (between+within)/2, (between-within)/2
	large, small := (n-1)/(n*(n-2)), 1/(n*(n-2))
	r.Relationship = g
	r.Variances = Variances{
		Actor: aa - rel*large - cov*small, Partner: bb - rel*large - cov*small,
		Relationship: rel, ActorPartner: ab - cov*large - rel*small, WithinPair: cov,
	}
	return finite(aa) && finite(bb) && finite(ab) && finite(sums) && finite(diffs)
}

func (r *Relations) share() {
	v := r.Variances
	whole := max(0, v.Actor) + max(0, v.Partner) + max(0, v.Relationship)
	part := func(x float64) *float64 { return maybe(ratio(max(0, x), whole)) }
	r.Shares = Shares{part(v.Actor), part(v.Partner), part(v.Relationship)}
	if v.Actor > 0 && v.Partner > 0 {
		r.Generalised = maybe(ratio(v.ActorPartner, math.Sqrt(v.Actor)*math.Sqrt(v.Partner)))
	}
	if v.Relationship > 0 {
		r.Dyadic = maybe(ratio(v.WithinPair, v.Relationship))
	}
}

// RelateGroups solves the model for several groups and pools the variances; weighted by n − 1 (the estimate to
// report) and unweighted. ok is false if there is no group or one of them cannot be solved.
//
// Formula: Σ(n_g − 1)·v_g / Σ(n_g − 1); Σ v_g / k.
func RelateGroups(groups [][][]float64) (each []Relations, weighted, plain Variances, ok bool) {
	// Source: Kenny, Kashy & Cook 2006, ch. 8; equal to TripleR with several groups.
	total := 0.0
	for _, x := range groups {
		r, ok := Relate(x)
		if !ok {
			return nil, Variances{}, Variances{}, false
		}
		each = append(each, r)
		total += float64(r.N - 1)
	}
	for _, r := range each {
		weighted.add(r.Variances, float64(r.N-1)/total)
		plain.add(r.Variances, 1/float64(len(each)))
	}
	return each, weighted, plain, len(each) > 0
}

func (v *Variances) add(o Variances, by float64) {
	v.Actor += by * o.Actor
	v.Partner += by * o.Partner
	v.Relationship += by * o.Relationship
	v.ActorPartner += by * o.ActorPartner
	v.WithinPair += by * o.WithinPair
}
