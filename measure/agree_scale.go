package measure

import "slices"

// ItemAgreement is how alike the answers of one group to one question are. Undefined below two answers.
type ItemAgreement struct {
	N           int               `json:"n"`
	Mean        Number            `json:"mean"`
	Median      Number            `json:"median"`
	SD          Number            `json:"sd"`
	Variance    Number            `json:"variance"`
	WithinGroup map[string]Number `json:"rwg"` // by null, not cut off at 0
	ByMaximum   Number            `json:"awg"`
	ADMean      Number            `json:"ad_mean"`
	ADMedian    Number            `json:"ad_median"`
	ADLimit     Number            `json:"ad_limit"` // A/6
	Consensus   Number            `json:"consensus_tastle_wierman"`
	A           Number            `json:"van_der_eijk_A"`
	Leik        Number            `json:"leik_D"`
	Modal       Number            `json:"share_modal"`
	IQR         Number            `json:"iqr_type7"`
	Split       bool              `json:"split"` // two camps: more apart than chance answers would be
	Counts      []int             `json:"counts,omitempty"`
}

// Agree describes the answers to one question against some nulls. ok is false without answers, or with one outside
// the options.
//
// Formula: as the functions it calls; split if r_wg under the first null is below 0 or van der Eijk's A is below 0;
// A/6 = (H−L+1)/6; quantiles of type 7.
func Agree(answers []float64, o Options, nulls []Null) (a ItemAgreement, ok bool) {
	// Source: see WithinGroup, AgreementByMaximum, AverageDeviation, Consensus, AgreementA and LeikD.
	if len(answers) == 0 || o.Count() == 0 || !within(answers, o) {
		return ItemAgreement{}, false
	}
	a = ItemAgreement{N: len(answers), Mean: Some(mean(answers)), Median: Some(median(answers)),
		SD: Some(deviation(answers)), Variance: Some(variance(answers)), WithinGroup: map[string]Number{},
		ByMaximum: maybe(AgreementByMaximum(answers, o)), Consensus: maybe(Consensus(answers, o)),
		ADLimit: Some(float64(o.Count()) / 6), IQR: Some(quantile(answers, .75) - quantile(answers, .25))}
	byMean, byMedian, okAD := AverageDeviation(answers)
	a.ADMean, a.ADMedian = maybe(byMean, okAD), maybe(byMedian, okAD)
	for i, n := range nulls {
		r := maybe(WithinGroup(answers, n.Variance))
		a.WithinGroup[n.Name] = r
		a.Split = a.Split || i == 0 && r.OK && r.Value < 0
	}
	if counts, ok := Tally(answers, o); ok {
		a.Counts, a.A, a.Leik = counts, maybe(AgreementA(counts)), maybe(LeikD(counts))
		a.Modal = Some(float64(slices.Max(counts)) / float64(len(answers)))
		a.Split = a.Split || a.A.OK && a.A.Value < 0
	}
	return a, true
}

// ScaleAgreement is how alike the answers of one group to several questions of one scale are.
type ScaleAgreement struct {
	Members      int               `json:"members"`
	Items        int               `json:"items"`
	MeanVariance Number            `json:"mean_item_variance"`
	WithinGroupJ map[string]Number `json:"rwg_j"`  // by null; grows with the number of items, so show r* or AD beside it
	Star         map[string]Number `json:"r_star"` // by null; does not grow with the number of items
	ADMean       Number            `json:"ad_j_mean"`
	ADMedian     Number            `json:"ad_j_median"`
	ByMaximum    Number            `json:"awg_j"`
}

// AgreeOnScale describes answers[i][j] of member i to item j. ok is false below two members, without items, or for an
// answer outside the options.
//
// Formula, q = s̄²/σ² with s̄² the mean item variance: r*_wg = 1 − q;
// r_wg(J) = J(1−q)/(J(1−q)+q), and 0 where q ≥ 1; AD and a_wg are means over the items.
func AgreeOnScale(answers [][]float64, o Options, nulls []Null) (s ScaleAgreement, ok bool) {
	// Source: James, Demaree & Wolf 1984; Lindell, Brandt & Whitney 1999; Burke et al. 1999.
	if !rectangular(answers) || len(answers) < 2 {
		return ScaleAgreement{}, false
	}
	j := len(answers[0])
	var variances, byMean, byMedian, byMaximum []float64
	for k := range j {
		item := column(answers, k)
		if !within(item, o) {
			return ScaleAgreement{}, false
		}
		m, d, _ := AverageDeviation(item)
		variances, byMean, byMedian = append(variances, variance(item)), append(byMean, m), append(byMedian, d)
		if a, ok := AgreementByMaximum(item, o); ok {
			byMaximum = append(byMaximum, a)
		}
	}
	s = ScaleAgreement{Members: len(answers), Items: j, MeanVariance: Some(mean(variances)),
		WithinGroupJ: map[string]Number{}, Star: map[string]Number{},
		ADMean: Some(mean(byMean)), ADMedian: Some(mean(byMedian))}
	if len(byMaximum) > 0 {
		s.ByMaximum = Some(mean(byMaximum))
	}
	for _, n := range nulls {
		if n.Variance > 0 {
			q := mean(variances) / n.Variance
			s.Star[n.Name], s.WithinGroupJ[n.Name] = Some(1-q), Some(stepped(q, float64(j)))
		}
	}
	return s, true
}

func stepped(q, j float64) float64 {
	if q >= 1 {
		return 0
	}
	return j * (1 - q) / (j*(1-q) + q)
}
