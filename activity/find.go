package activity

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
)

// Stages with a bound on how much of oneself an activity may ask for.
const (
	Early = "pre_affiliation"
	power = "power_control"
)

// Cap is how deep an activity may go at a stage: light at first and before a stage is read, personal while power is
// sorted out, then deep.
func Cap(stage string) int {
	switch stage {
	case "", Early:
		return 1
	case power:
		return 2
	}
	return 3
}

// Query is what a group wants for a meeting. Empty fields do not narrow.
type Query struct {
	Model, Stage string
	Size         int      // how many people; 0 for any
	Minutes      int      // the time there is
	Ages         []string // every age there is in the group
	Setting      string
	Touch        bool     // light touch is agreed
	Deepest      int      // see Cap
	Needs        []string // what members need
	Must         []string // needs that must have a way in
	Interests    []string
	Skills       []string
	Alone        bool            // only with work alone first
	Recent       map[string]bool // used in the last three sessions
	Ratings      map[string]float64
	Hidden       map[string]bool
}

// Reason is one thing that speaks for or against an activity: model, stage, interests, skills, way_in, recent or rated.
type Reason struct {
	Code  string
	Words []string // of the vocabulary
	Level int      // of the model
}

// Found is an activity that could be done, with its place in the ranking and why.
type Found struct {
	Activity Activity
	Score    int
	Why      []Reason
}

// lowRating is the rating below which an activity goes down.
const lowRating = 6

// Rank ranks what can be done: what cannot is left out, the rest is ordered by
// 3·model + 2·stage + 2·interest + 1·skill + 1·way in − 2·used lately − 1·last rated below 6.
func (s *Shelf) Rank(q Query) []Found {
	var all []Found
	for _, a := range s.all {
		if q.allows(a) {
			all = append(all, q.judge(a))
		}
	}
	slices.SortStableFunc(all, func(a, b Found) int { return cmp.Compare(b.Score, a.Score) })
	return all
}

// allows applies the hard filters. The size may be off by a fifth.
func (q Query) allows(a Activity) bool {
	switch {
	case q.Hidden[a.ID], q.Alone && !a.AloneFirst, a.Touch != "none" && !q.Touch, a.Disclosure > q.Deepest:
		return false
	case q.Size > 0 && (5*q.Size < 4*a.Size.Min || 5*q.Size > 6*a.Size.Max):
		return false
	case q.Minutes > 0 && a.Minutes.Min > q.Minutes:
		return false
	case q.Setting != "" && a.Setting != q.Setting && a.Setting != "mixed":
		return false
	}
	for _, age := range q.Ages {
		if !slices.Contains(a.Ages, age) {
			return false
		}
	}
	for _, need := range q.Must {
		if a.Adaptations[need] == "" {
			return false
		}
	}
	return true
}

// LentBy is the model that an activity is typical of when it is no more than possible in this one; "" when it is at home
// here.
func (a Activity) LentBy(model string) (lender string) {
	if fit, known := a.ModelFit[model]; !known || fit > 1 {
		return ""
	}
	for _, one := range slices.Sorted(maps.Keys(a.ModelFit)) {
		if a.ModelFit[one] == 3 && lender == "" {
			lender = one
		}
	}
	return lender
}

func (q Query) judge(a Activity) Found {
	f := Found{Activity: a}
	add := func(points int, r Reason) {
		f.Score += points
		f.Why = append(f.Why, r)
	}
	if q.Model != "" {
		fit := a.ModelFit[q.Model]
		r := Reason{Code: "model", Level: fit}
		if lender := a.LentBy(q.Model); lender != "" {
			r.Words = []string{lender}
		}
		add(3*fit, r)
	}
	if slices.Contains(a.Stages, q.Stage) {
		add(2, Reason{Code: "stage", Words: []string{q.Stage}})
	}
	if both := shared(q.Interests, a.Interests); len(both) > 0 {
		add(2, Reason{Code: "interests", Words: both})
	}
	if both := shared(q.Skills, a.Skills); len(both) > 0 {
		add(1, Reason{Code: "skills", Words: both})
	}
	var ways []string
	for _, need := range q.Needs {
		if a.Adaptations[need] != "" {
			ways = append(ways, need)
		}
	}
	if len(ways) > 0 {
		add(1, Reason{Code: "way_in", Words: ways})
	}
	if q.Recent[a.ID] {
		add(-2, Reason{Code: "recent"})
	}
	if rating, ok := q.Ratings[a.ID]; ok && rating < lowRating {
		add(-1, Reason{Code: "rated"})
	}
	return f
}

func shared(want, have []string) (both []string) {
	for _, w := range want {
		if slices.Contains(have, w) {
			both = append(both, w)
		}
	}
	return both
}

// Needs finds what a text about taking part tells of needs that the shelf knows. It reads words, not meaning: whoever
// plans sees the text beside it.
func (s *Shelf) Needs(text string) []string { return told(s.needs, s.vocabulary.Needs, text) }

// Interests finds what a text tells of interests that the shelf knows.
func (s *Shelf) Interests(text string) []string {
	return told(s.interests, s.vocabulary.Interests, text)
}

func told(lexicon map[string]*regexp.Regexp, order []string, text string) (found []string) {
	text = plainly(text)
	for _, word := range order {
		if tells := lexicon[word]; tells != nil && tells.MatchString(text) {
			found = append(found, word)
		}
	}
	return found
}

// Age gives the band of an age in years.
func Age(years int) string {
	switch {
	case years < 12:
		return "child"
	case years < 18:
		return "teen"
	case years < 65:
		return "adult"
	}
	return "older"
}

// Because tells whether something speaks for or against the activity.
func (f Found) Because(code string) bool {
	return slices.ContainsFunc(f.Why, func(r Reason) bool { return r.Code == code })
}
