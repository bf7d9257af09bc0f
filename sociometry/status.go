package sociometry

import "math"

// LabelsFrom is the number of members below which status words are not to be shown: cut-offs on z are
// unstable there. Counts may be shown.
const LabelsFrom = 10

// Status is where members stand by the choices of the others. It is for the worker only, where asked for; dislikes
// are optional and never shown to members.
type Status struct {
	Liked      []int     `json:"like_received"`
	Disliked   []int     `json:"dislike_received"`
	ZLiked     []float64 `json:"z_like"`
	ZDisliked  []float64 `json:"z_dislike"`
	Preference []float64 `json:"social_preference"`
	Impact     []float64 `json:"social_impact"`
	Word       []string  `json:"status"`        // popular, rejected, neglected, controversial, average
	Narrow     []string  `json:"status_narrow"` // average only near the middle, others unclassified

	MutualLikes    int      `json:"mutual_like_pairs"`
	MutualDislikes int      `json:"mutual_dislike_pairs"`
	Isolates       []int    `json:"isolates"` // choose nobody and are chosen by nobody
	Unchosen       []int    `json:"unchosen"`
	Stars          []int    `json:"stars"`    // chosen most
	Cohesion       *float64 `json:"cohesion"` // mutual choices over possible pairs
}

// Nominations places members by choices: like and dislike are n × n, above zero = i names j, diagonal ignored.
// restandardise is the 1983 rule (preference and impact made z again), false that of 1982. ok is false
// when shapes differ or a number is negative, NaN or Inf. Below LabelsFrom members show no words.
//
// Formula: z within the group (n−1; no spread gives 0); preference zL − zD, impact zL + zD. Popular: P > 1,
// zL > 0, zD < 0; rejected: P < −1, zL < 0, zD > 0; neglected: I < −1, both < 0; controversial: I > 1,
// both > 0; else average (narrow: |P| < .5 and |I| < .5).
func Nominations(like, dislike [][]float64, restandardise bool) (s Status, ok bool) {
	// Source: Coie, Dodge & Coppotelli 1982; Coie & Dodge 1983.
	likes, okLikes := New(like, true)
	dislikes, okDislikes := New(dislike, true)
	if !okLikes || !okDislikes || likes.n != dislikes.n {
		return Status{}, false
	}
	s.Liked, _ = likes.Degrees()
	s.Disliked, _ = dislikes.Degrees()
	s.ZLiked, s.ZDisliked = standard(s.Liked), standard(s.Disliked)
	s.Preference, s.Impact = make([]float64, likes.n), make([]float64, likes.n)
	for i := range likes.n {
		s.Preference[i] = s.ZLiked[i] - s.ZDisliked[i]
		s.Impact[i] = s.ZLiked[i] + s.ZDisliked[i]
	}
	if restandardise {
		s.Preference, s.Impact = standard(s.Preference), standard(s.Impact)
	}
	for i := range likes.n {
		word := s.word(i)
		narrow := word
		if word == "average" && !(math.Abs(s.Preference[i]) < .5 && math.Abs(s.Impact[i]) < .5) {
			narrow = "unclassified"
		}
		s.Word, s.Narrow = append(s.Word, word), append(s.Narrow, narrow)
	}
	pairsLiked := likes.Dyads()
	s.MutualLikes, s.MutualDislikes = pairsLiked.Mutual, dislikes.Dyads().Mutual
	s.Isolates, s.Unchosen, s.Stars = likes.Isolates(), likes.Unchosen(), most(s.Liked)
	s.Cohesion = maybe(ratio(float64(s.MutualLikes), pairs(likes.n)/2))
	return s, true
}

func (s *Status) word(i int) string {
	p, impact, zl, zd := s.Preference[i], s.Impact[i], s.ZLiked[i], s.ZDisliked[i]
	switch {
	case p > 1 && zl > 0 && zd < 0:
		return "popular"
	case p < -1 && zl < 0 && zd > 0:
		return "rejected"
	case impact < -1 && zl < 0 && zd < 0:
		return "neglected"
	case impact > 1 && zl > 0 && zd > 0:
		return "controversial"
	}
	return "average"
}

// standard gives z scores with the sample deviation; without spread all are 0.
func standard[T int | float64](x []T) []float64 {
	z := make([]float64, len(x))
	n := float64(len(x))
	if n < 2 {
		return z
	}
	var mean, sum float64
	for _, v := range x {
		mean += float64(v) / n
	}
	for i, v := range x {
		z[i] = float64(v) - mean
		sum += z[i] * z[i]
	}
	sd := math.Sqrt(sum / (n - 1))
	for i := range z {
		if sd < 1e-12 {
			z[i] = 0
			continue
		}
		z[i] /= sd
		if math.Abs(z[i]) < 1e-12 { // rounding must not decide a sign
			z[i] = 0
		}
	}
	return z
}

func most(counts []int) []int {
	top, found := 0, []int{}
	for _, c := range counts {
		top = max(top, c)
	}
	for i, c := range counts {
		if c == top && top > 0 {
			found = append(found, i)
		}
	}
	return found
}

// Chance says how many choices are more, or fewer, than blind choosing would give.
type Chance struct {
	P           float64 `json:"p"`           // chance of being named by one other
	StarFrom    *int    `json:"star_min"`    // received ≥ this is more than chance; nil if out of reach
	IsolateUpTo *int    `json:"isolate_max"` // received ≤ this is less than chance; nil if even 0 is not
}

// ChanceChoices gives the counts beyond chance at level alpha (for example .05, one-sided) in a group of n where
// each names choices others at random. ok is false unless 2 ≤ n ≤ 100,000, 0 ≤ choices < n and 0 < alpha < 1.
//
// Formula: X ~ Binomial(n−1, p), p = choices/(n−1); star from the least k with P(X ≥ k) ≤ α; isolate up to
// the greatest k with P(X ≤ k) ≤ α.
func ChanceChoices(n, choices int, alpha float64) (c Chance, ok bool) {
	// Source: Bronfenbrenner 1943, 1945.
	if n < 2 || n > 100_000 || choices < 0 || choices >= n || !(alpha > 0 && alpha < 1) {
		return Chance{}, false
	}
	m := n - 1
	c.P = float64(choices) / float64(m)
	below := 0.0
	for k := 0; k <= m; k++ {
		if upper := 1 - below; upper <= alpha+1e-12 && c.StarFrom == nil {
			c.StarFrom = &k
		}
		below += binomial(m, k, c.P)
		if below <= alpha+1e-12 {
			c.IsolateUpTo = &k
		}
	}
	return c, true
}

func binomial(n, k int, p float64) float64 {
	if p == 0 || p == 1 {
		if float64(k) == float64(n)*p {
			return 1
		}
		return 0
	}
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	d, _ := math.Lgamma(float64(n - k + 1))
	return math.Exp(a - b - d + float64(k)*math.Log(p) + float64(n-k)*math.Log1p(-p))
}
