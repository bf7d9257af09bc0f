package sociometry

import (
	"math"
	"slices"
)

// Participation says how evenly a group shares the floor. Fields that one member alone cannot have are nil.
type Participation struct {
	N       int       `json:"n"`
	Total   float64   `json:"total"`
	Shares  []float64 `json:"shares"`
	Silent  []int     `json:"silent"`   // members at zero
	TwiceOn []int     `json:"dominant"` // members with more than twice their fair share

	Gini          float64  `json:"gini"`
	GiniCorrected *float64 `json:"gini_n_corrected"`
	Equality      *float64 `json:"equality"` // 1 all alike, 0 one does everything

	Entropy  float64  `json:"shannon_nats"`
	Evenness *float64 `json:"evenness_pielou"`
	// EffectiveSpeakers is the number of equally active members that would be as mixed as this group.
	EffectiveSpeakers     float64  `json:"effective_speakers"`
	EffectiveSpeakersTwo  float64  `json:"effective_speakers_hill2"`
	Simpson               float64  `json:"simpson"`
	Herfindahl            float64  `json:"herfindahl"`
	HerfindahlNormalised  *float64 `json:"herfindahl_normalised"`
	TopShare              float64  `json:"max_share"`
	MostToLeast           *float64 `json:"max_to_min_ratio"` // nil when somebody is silent
	Variation             float64  `json:"cv_population"`
	VariationSample       *float64 `json:"cv_sample"`
	ShareDeviation        float64  `json:"sd_share_population"`
	ShareVarianceOfSample *float64 `json:"variance_share_sample"`
}

// Participate describes how amounts (turns, seconds, marks; any unit) are spread over the members who are
// present. Silent members must be in it as 0. ok is false when nobody took part, or on a negative number, NaN
// or Inf.
//
// Formula: p_i = x_i/Σx; Gini G = Σ(2i−n−1)x₍ᵢ₎/(nΣx); equality 1 − G·n/(n−1); entropy H = −Σ p ln p;
// evenness H/ln n; effective speakers e^H and 1/Σp²; normalised Herfindahl (Σp² − 1/n)/(1 − 1/n);
// twice on: p_i > 2/n.
func Participate(amounts []float64) (p Participation, ok bool) {
	// Source: Gini 1912; Deltas 2003 (n/(n−1)); Shannon 1948; Pielou 1966; Hill 1973.
	for _, x := range amounts {
		if x < 0 || !finite(x) {
			return Participation{}, false
		}
		p.Total += x
	}
	if p.Total == 0 || !finite(p.Total) {
		return Participation{}, false
	}
	p.N, p.Silent, p.TwiceOn = len(amounts), []int{}, []int{}
	p.Shares = make([]float64, p.N)
	n := float64(p.N)
	for i, x := range amounts {
		s := x / p.Total
		p.Shares[i] = s
		p.Herfindahl += s * s
		if s > 0 {
			p.Entropy -= s * math.Log(s)
		}
		if x == 0 {
			p.Silent = append(p.Silent, i)
		}
		if s > 2/n {
			p.TwiceOn = append(p.TwiceOn, i)
		}
	}
	p.Entropy = math.Max(0, p.Entropy)
	p.summarise(n)
	return p, true
}

func (p *Participation) summarise(n float64) {
	sorted := slices.Sorted(slices.Values(p.Shares))
	var deviation float64
	for i, s := range sorted {
		p.Gini += (2*float64(i+1) - n - 1) * s / n
		deviation += (s - 1/n) * (s - 1/n)
	}
	p.Gini = math.Max(0, p.Gini)
	p.EffectiveSpeakers, p.EffectiveSpeakersTwo = math.Exp(p.Entropy), 1/p.Herfindahl
	p.Simpson, p.TopShare = 1-p.Herfindahl, sorted[len(sorted)-1]
	p.ShareDeviation = math.Sqrt(deviation / n)
	p.Variation = p.ShareDeviation * n
	p.MostToLeast = maybe(ratio(p.TopShare, sorted[0]))
	if n < 2 {
		return
	}
	corrected := p.Gini * n / (n - 1)
	p.GiniCorrected = maybe(corrected, true)
	p.Equality = maybe(math.Max(0, 1-corrected), true)
	p.Evenness = maybe(p.Entropy/math.Log(n), true)
	p.HerfindahlNormalised = maybe((p.Herfindahl-1/n)/(1-1/n), true)
	p.ShareVarianceOfSample = maybe(deviation/(n-1), true)
	p.VariationSample = maybe(math.Sqrt(deviation/(n-1))*n, true)
}

// Exchange is who gave how much to whom, added up.
type Exchange struct {
	Given    []float64 `json:"sent"`
	Received []float64 `json:"received"`
	// Answered is the share of all that is given which is given back, 0 … 1; nil when nothing was given.
	Answered *float64 `json:"weighted_reciprocity"`
	// GiveAndTake is the smaller over the larger of each pair's two directions, added up, 0 … 1.
	GiveAndTake *float64 `json:"give_and_take"`
	// Correlation of given with received over members, −1 … 1: do those who give also get?
	Correlation  *float64 `json:"sent_received_r"`
	GiniGiven    *float64 `json:"gini_sent"`
	GiniReceived *float64 `json:"gini_received"`
	// Both is the share of members who gave and received; nil without members.
	Both *float64 `json:"gave_and_received"`
}

// GiveAndTake adds up an n × n matrix of counts, row = giver, column = receiver, diagonal ignored. ok is false
// if the matrix is not square or holds a negative number, NaN or Inf.
//
// Formula: answered Σ_{i≠j} min(x_ij, x_ji)/Σ_{i≠j} x_ij; give and take
// Σ_{i<j} min(x_ij, x_ji)/Σ_{i<j} max(x_ij, x_ji).
func GiveAndTake(counts [][]float64) (e Exchange, ok bool) {
	// Source: Squartini, Picciolo, Ruzzenenti & Garlaschelli 2013 (weighted reciprocity).
	g, ok := New(counts, true)
	if !ok {
		return Exchange{}, false
	}
	return g.exchange()
}

func (g *Network) exchange() (e Exchange, ok bool) {
	e = Exchange{Given: make([]float64, g.n), Received: make([]float64, g.n)}
	var total, less, more float64
	for i := range g.n {
		for j := range i {
			a, b := g.weight[i*g.n+j], g.weight[j*g.n+i]
			e.Given[i], e.Given[j] = e.Given[i]+a, e.Given[j]+b
			e.Received[j], e.Received[i] = e.Received[j]+a, e.Received[i]+b
			total, less, more = total+a+b, less+min(a, b), more+max(a, b)
		}
	}
	if !finite(total) {
		return Exchange{}, false
	}
	e.Answered, e.GiveAndTake = maybe(ratio(2*less, total)), maybe(ratio(less, more))
	e.Correlation = maybe(correlation(e.Given, e.Received))
	e.GiniGiven, e.GiniReceived = gini(e.Given), gini(e.Received)
	both := 0.0
	for i := range g.n {
		if e.Given[i] > 0 && e.Received[i] > 0 {
			both++
		}
	}
	e.Both = maybe(ratio(both, float64(g.n)))
	return e, true
}

func gini(amounts []float64) *float64 {
	p, ok := Participate(amounts)
	return maybe(p.Gini, ok)
}
