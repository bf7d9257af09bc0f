package measure

import "slices"

// Aggregate is how item values become one score.
type Aggregate string

// The two aggregates of published instruments.
const (
	Sum  Aggregate = "sum"
	Mean Aggregate = "mean"
)

// Status says whether and how a score came about.
type Status string

// The statuses of a score. Only Complete and Prorated have one.
const (
	Complete       Status = "complete"
	Prorated       Status = "prorated"
	TooManyMissing Status = "too_many_missing"
	OutOfRange     Status = "out_of_range"
	WrongLength    Status = "wrong_length"
)

// Band is a named stretch of scores that begins at From and ends before the next band.
type Band struct {
	From  float64 `json:"from"`
	Label string  `json:"label"`
}

// Rule is how answers to a set of items become one score.
type Rule struct {
	Items      int       `json:"count"`      // how many items there are
	Min        float64   `json:"min"`        // lowest possible answer
	Max        float64   `json:"max"`        // highest possible answer
	Reverse    ItemList  `json:"reverse"`    // 1-based items that count the other way round
	Aggregate  Aggregate `json:"aggregate"`  // Sum when empty
	MaxMissing int       `json:"maxMissing"` // with more unanswered there is no score
	Multiplier float64   `json:"multiplier"` // 1 when zero
	Bands      []Band    `json:"band"`
}

// Scored is one score with how it came about. Band is empty where there are no bands or no score.
type Scored struct {
	Score   Number `json:"score"` // unrounded, in the units of the instrument
	Status  Status `json:"status"`
	Missing int    `json:"n_missing"`
	Band    string `json:"band,omitempty"`
}

// Score applies the rule to answers in the order of the items; an undefined answer is a missing one.
// A score that cannot be had is undefined, never 0.
//
// Formula: reversed item = Min + Max − x; m = mean of the answered items; score = m·Items·Multiplier for Sum,
// m·Multiplier for Mean, as long as no more than MaxMissing items are missing; not rounded. The band is the one
// with the largest lower bound at or below the score.
func (r Rule) Score(answers []Number) Scored {
	// Source: the person-mean rule of the instruments' manuals, e.g. Kroenke, Spitzer & Williams 2001.
	if len(answers) != r.Items || r.Items == 0 {
		return Scored{Status: WrongLength}
	}
	out := Scored{Status: Complete}
	total := 0.0
	for i, a := range answers {
		switch {
		case !a.OK:
			out.Missing++
			continue
		case !finite(a.Value) || a.Value < r.Min || a.Value > r.Max:
			return Scored{Status: OutOfRange}
		case slices.Contains(r.Reverse, i+1):
			total += r.Min + r.Max - a.Value
		default:
			total += a.Value
		}
	}
	answered := r.Items - out.Missing
	if answered == 0 || out.Missing > r.MaxMissing {
		out.Status = TooManyMissing
		return out
	}
	if out.Missing > 0 {
		out.Status = Prorated
	}
	out.Score = Some(r.scale(total, answered))
	out.Band, _ = BandOf(out.Score, r.Bands)
	return out
}

func (r Rule) scale(total float64, answered int) float64 {
	times := r.Multiplier
	if times == 0 {
		times = 1
	}
	if r.Aggregate == Mean {
		return total / float64(answered) * times
	}
	if answered == r.Items {
		return total * times
	}
	return total / float64(answered) * float64(r.Items) * times
}

// BandOf names the band of a score; ok is false for an undefined score or one below every band.
//
// Formula: the label of the largest lower bound ≤ score.
func BandOf(score Number, bands []Band) (label string, ok bool) {
	// Source: the cut-off tables of the instruments; the bounds are inclusive.
	best := Band{}
	for _, b := range bands {
		if score.OK && b.From <= score.Value && (!ok || b.From > best.From) {
			best, ok = b, true
		}
	}
	return best.Label, ok
}

// Scale is one score of an instrument: which of its items, by which rule. Items are 1-based; Rule.Reverse counts
// within the instrument, not within the scale.
type Scale struct {
	ID       string    `json:"id"`
	Title    string    `json:"title"`
	Items    ItemList  `json:"items"`
	Rule     Rule      `json:"rule"`
	Better   Direction `json:"better"`   // which way is good; empty where neither is
	Line     Number    `json:"line"`     // the first score on the far side of the usual cut-off; undefined without one
	LineName string    `json:"lineName"` // whose cut-off it is
}

// Span is the lowest and the highest score there can be, in the units of the instrument.
//
// Formula: the score of all items at Min, and of all at Max, after reversing.
func (s Scale) Span() (low, high float64) {
	// Source: as Rule.Score.
	rule, n := s.Rule, len(s.Items)
	rule.Items = n
	return rule.scale(rule.Min*float64(n), n), rule.scale(rule.Max*float64(n), n)
}

// Direction says which way a score is good.
type Direction string

// The two directions.
const (
	Higher Direction = "higher"
	Lower  Direction = "lower"
)

// Beyond tells whether a score lies on the far side of the scale's line, the line itself included. ok is false without
// a line, without a direction or for an undefined score.
//
// Formula: score ≥ line where lower is better, score ≤ line where higher is.
func (s Scale) Beyond(score Number) (beyond, ok bool) {
	// Source: the cut-off tables of the instruments; the bounds are inclusive.
	switch {
	case !score.OK || !s.Line.OK:
		return false, false
	case s.Better == Lower:
		return score.Value >= s.Line.Value, true
	case s.Better == Higher:
		return score.Value <= s.Line.Value, true
	}
	return false, false
}

// Score picks the scale's items out of the answers to the whole instrument and applies its rule.
//
// Formula: as Rule.Score on the chosen items.
func (s Scale) Score(answers []Number) Scored {
	// Source: as Rule.Score.
	own := make([]Number, 0, len(s.Items))
	rule := s.Rule
	rule.Items, rule.Reverse = len(s.Items), nil
	for k, item := range s.Items {
		if item < 1 || item > len(answers) {
			return Scored{Status: WrongLength}
		}
		own = append(own, answers[item-1])
		if slices.Contains(s.Rule.Reverse, item) {
			rule.Reverse = append(rule.Reverse, k+1)
		}
	}
	return rule.Score(own)
}
