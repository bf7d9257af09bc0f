package measure

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// Verdict says what may be done with the wording of an instrument.
type Verdict string

// The verdicts. An instrument that may never be shipped is not an Instrument at all: see Find.
const (
	Ship     Verdict = "ship"     // wording included, with its licence text
	Template Verdict = "template" // scoring only; an agency completes the wording and declares its right to use it
)

// Licence is why the wording may be shown. Evidence says what was read, and where; Checked is the day.
type Licence struct {
	URL      string `json:"url"`
	Checked  string `json:"checked"`
	Evidence string `json:"evidence"`
}

// Option is one answer to choose from.
type Option struct {
	System string // whose code it is; empty for the number printed on the form
	Code   string
	Label  string // wording; empty in a template
	Score  Number // what it counts; undefined where a foreign file does not say
}

// Item is one question. Options is empty for a number between Min and Max, and for open questions.
type Item struct {
	LinkID  string
	Type    string // the FHIR item type
	Text    string // empty in a template
	Code    string // LOINC, where it is known
	Options []Option
	Min     Number
	Max     Number
}

// Reliability is one coefficient with the sample it comes from; without a named sample it must not be used.
type Reliability struct {
	Kind   string  `json:"kind"` // alpha or retest
	Value  float64 `json:"value"`
	SD     Number  `json:"sd"`
	Sample string  `json:"sample"`
	Source string  `json:"source"`
}

// ReliablePublished is a published number of points that is more than measurement error.
type ReliablePublished struct {
	Points float64 `json:"points"`
	Source string  `json:"source"`
}

// Pattern is a published rule that looks at which items were answered how, such as the PHQ-9 algorithm: enough items
// at From or more (Lower at 1 or more), at least one of Core among them. It is a reason to talk, not a diagnosis.
type Pattern struct {
	Core       ItemList `json:"core"`
	From       float64  `json:"from"`
	Lower      ItemList `json:"lower"`
	Full       int      `json:"full"`
	FullLabel  string   `json:"fullLabel"`
	Part       int      `json:"part"`
	PartLabel  string   `json:"partLabel"`
	OtherLabel string   `json:"otherLabel"`
}

// Declaration is an agency's word that it may use a wording it brought: who said so, when, and by what right.
type Declaration struct {
	By    string `json:"by"`
	Date  string `json:"date"`
	Right string `json:"right"`
}

// Instrument is a questionnaire with everything needed to score it.
type Instrument struct {
	ID           string
	URL          string
	Version      string
	Title        string
	Language     string
	Copyright    string // the licence text that goes with every copy
	Instructions string
	Verdict      Verdict
	Licence      Licence
	Note         string // what a reader must know, such as "not validated"
	Items        []Item
	Scales       []Scale
	MostMissing  Number   // with more unanswered the whole instrument is invalid
	Safety       ItemList // 1-based; an answer above zero opens the safety protocol, and changes no score
	Pattern      *Pattern
	Reliability  []Reliability
	Reliable     *ReliablePublished
	Declaration  *Declaration
}

// Result is one person's answers, scored. Scales stand in the order of the instrument.
type Result struct {
	Valid   bool          `json:"valid"`
	Missing int           `json:"n_missing"`
	Scales  []ScoredScale `json:"scales"`
	Safety  []int         `json:"safety,omitempty"`  // 1-based items that open the safety protocol
	Pattern string        `json:"pattern,omitempty"` // empty where an item it needs is missing
}

// ScoredScale is the score of one scale.
type ScoredScale struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Scored
}

// Score applies every scale to answers in the order of the items. Safety items are read even where no score can be had.
//
// Formula: as Rule.Score for each scale; not valid, and no score at all, with more than MostMissing unanswered.
func (i Instrument) Score(answers []Number) Result {
	// Source: the instrument's own file.
	r := Result{Valid: len(answers) == len(i.Items)}
	if r.Valid {
		for _, a := range answers {
			if !a.OK {
				r.Missing++
			}
		}
	}
	tooMany := i.MostMissing.OK && float64(r.Missing) > i.MostMissing.Value
	r.Valid = r.Valid && !tooMany
	for _, s := range i.Scales {
		scored := s.Score(answers)
		switch {
		case len(answers) != len(i.Items):
			scored = Scored{Status: WrongLength}
		case tooMany && scored.Status != OutOfRange:
			scored = Scored{Status: TooManyMissing, Missing: scored.Missing}
		}
		r.Scales = append(r.Scales, ScoredScale{s.ID, s.Title, scored})
	}
	for _, item := range i.Safety {
		if item >= 1 && item <= len(answers) && answers[item-1].OK && answers[item-1].Value > 0 {
			r.Safety = append(r.Safety, item)
		}
	}
	if i.Pattern != nil && r.Valid && r.Missing == 0 {
		r.Pattern = i.Pattern.match(answers)
	}
	return r
}

func (p Pattern) match(answers []Number) string {
	count, core := 0, false
	for k, a := range answers {
		from := p.From
		if slices.Contains(p.Lower, k+1) {
			from = 1
		}
		if a.Value >= from {
			count++
			core = core || slices.Contains(p.Core, k+1)
		}
	}
	switch {
	case core && count >= p.Full:
		return p.FullLabel
	case core && count >= p.Part:
		return p.PartLabel
	}
	return p.OtherLabel
}

// FromCodes turns the codes printed on the form into what they count; an empty code is a missing answer. ok is false
// for a code that is not on the form or a wrong number of codes.
//
// Formula: the score of the option with that code.
func (i Instrument) FromCodes(codes []string) (answers []Number, ok bool) {
	// Source: the form; K6 and K10 count the other way round than they are printed.
	if len(codes) != len(i.Items) {
		return nil, false
	}
	for k, code := range codes {
		if code == "" {
			answers = append(answers, Number{})
			continue
		}
		at := slices.IndexFunc(i.Items[k].Options, func(o Option) bool { return o.Code == code })
		if at < 0 {
			return nil, false
		}
		answers = append(answers, i.Items[k].Options[at].Score)
	}
	return answers, true
}

// OrderHash names the order and wording of the items, so that answers given to another order are told apart.
//
// Formula: the first 16 hex digits of SHA-256 over "linkId tab text newline" of each item.
func (i Instrument) OrderHash() string {
	// Source: two published orders of one scale give 16 and 8 for the same answers.
	var b strings.Builder
	for _, item := range i.Items {
		b.WriteString(item.LinkID + "\t" + item.Text + "\n")
	}
	digest := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(digest[:8])
}

// Sample gives the coefficient of a kind ("retest" or "alpha") whose sample and SD are known. ok is false without
// one: then there is no change index.
//
// Formula: the first entry with a named sample and an SD.
func (i Instrument) Sample(kind string) (Reliability, bool) {
	// Source: the rule that no change index goes without a named sample.
	for _, r := range i.Reliability {
		if r.Kind == kind && r.Sample != "" && r.SD.OK {
			return r, true
		}
	}
	return Reliability{}, false
}

// Wording tells whether every item has its text.
func (i Instrument) Wording() bool {
	return !slices.ContainsFunc(i.Items, func(item Item) bool { return item.Text == "" })
}
