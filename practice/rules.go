package practice

import (
	"encoding/json"
	"slices"
)

// Rules are what a pack watches: what it asks to be noted, its gates, checks on who is put together, indicators and
// flags. Conditions and formulas are expressions over metrics (see Metric); the words of the source stand beside
// them as prose.
type Rules struct {
	Pack        string      `json:"-"`
	Version     string      `json:"version"`
	Origin      string      `json:"origin,omitempty"` // of a fork: the pack and version that it was made from
	Asks        []Ask       `json:"asks,omitempty"`
	Gates       []Gate      `json:"gates,omitempty"`
	Composition []Check     `json:"composition,omitempty"`
	Indicators  []Indicator `json:"indicators,omitempty"`
	Flags       []Flag      `json:"flags,omitempty"`
}

// Metric is a named value that rules speak of. What the house records itself stands in metrics.json; every Ask gives
// metrics of its own (see metricsOf). Phrase key: metric.<id>.
type Metric struct {
	ID        string   `json:"id"`
	Type      string   `json:"type"` // number, series (one value a meeting, oldest first), bool, text
	Of        string   `json:"of"`   // group or member
	Unit      string   `json:"unit"`
	From      string   `json:"from"`             // what it is made of
	Undefined string   `json:"undefined"`        // when it is not defined
	Needs     string   `json:"needs,omitempty"`  // why the house cannot know it yet; empty when it can
	Counts    []string `json:"counts,omitempty"` // asks that it counts together
	Ask       string   `json:"-"`                // the ask that it comes from
}

// Ask is something that workers count or judge and note for a meeting, or once for the group. Phrase key: ask.<id>.
type Ask struct {
	ID    string  `json:"id"`
	Text  string  `json:"text"`
	Of    string  `json:"of"`   // group or member
	When  string  `json:"when"` // meeting or start
	Kind  string  `json:"kind"` // number or yes
	Low   float64 `json:"low,omitempty"`
	High  float64 `json:"high,omitempty"`
	Blind bool    `json:"blind,omitempty"` // two workers answer before either sees the other's answer
}

// Gate is something that has to hold before an act. Phrase key: gate.<id>.
type Gate struct {
	ID     string `json:"id"`
	Says   string `json:"says"`
	Prose  string `json:"prose"`
	When   string `json:"when"` // true when the gate is passed
	Of     string `json:"of"`
	OnFail string `json:"on_fail"` // warn or block
	Act    string `json:"act"`     // activate, begin, act_phase
	rule   Rule
}

// Check is a rule on who is put together. Phrase keys: check.<id>, check.<id>.do.<number from 1>.
type Check struct {
	ID       string   `json:"id"`
	Says     string   `json:"says"`
	Prose    string   `json:"prose"`
	When     string   `json:"when"`     // true when something is to be thought of
	Severity string   `json:"severity"` // info, warn, stop
	Do       []string `json:"do,omitempty"`
	rule     Rule
}

// Indicator is a number that the pack looks at. Phrase keys: indicator.<id>, indicator.<id>.how, indicator.<id>.aim.
type Indicator struct {
	ID      string  `json:"id"`
	Name    string  `json:"name"`
	How     string  `json:"how"` // in plain words
	Aim     string  `json:"aim"`
	Prose   string  `json:"prose"`
	Level   string  `json:"level"`
	Of      string  `json:"of"` // group, or member: one value each
	Value   string  `json:"value"`
	Good    string  `json:"good,omitempty"`
	Series  string  `json:"series,omitempty"` // metric that is drawn over the meetings
	Lowest  string  `json:"lowest,omitempty"` // metric drawn beside it, so that one low member is seen
	Low     float64 `json:"low"`
	High    float64 `json:"high"`
	Percent bool    `json:"percent,omitempty"`
	value   Rule
	good    Rule
}

// Flag is a rule that asks a worker to look. Phrase keys: flag.<id>, flag.<id>.do.<number from 1>.
type Flag struct {
	ID       string             `json:"id"`
	Says     string             `json:"says"`
	Prose    string             `json:"prose"`
	When     string             `json:"when"`
	High     string             `json:"high_when,omitempty"` // from when on the flag counts as high
	Of       string             `json:"of"`
	Severity string             `json:"severity"` // info, low, medium, high, stop
	To       []string           `json:"to"`
	Do       []string           `json:"do"` // one to four things to do
	Limits   map[string]float64 `json:"limits,omitempty"`
	Least    int                `json:"least,omitempty"`  // meetings that must have been held
	Blocks   string             `json:"blocks,omitempty"` // the act that a stop stops: activate, act_phase, close, send_update
	rule     Rule
	high     Rule
}

// Rule is the condition of the gate: true when it is passed.
func (g Gate) Rule() Rule { return g.rule }

// Rule is the condition of the check: true when something is to be thought of.
func (c Check) Rule() Rule { return c.rule }

// Rules are the formula and what counts as good; the second may be empty.
func (i Indicator) Rules() (value, good Rule) { return i.value, i.good }

// Rule is the condition of the flag.
func (f Flag) Rule() Rule { return f.rule }

// IsHigh tells how grave the flag is with these values.
func (f Flag) IsHigh(v Values) bool {
	grown, _ := f.high.True(v)
	return f.Severity == "high" || f.Severity == "stop" || grown
}

// Overlay is what lies over a model, as far as it is watched. Phrase key: overlay.<id>.
type Overlay struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Rules Rules  `json:"rules"`
}

// Metrics gives every metric that rules may speak of.
func (l *Library) Metrics() []Metric { return slices.Clone(l.metrics) }

// Rules gives the rules of "core", of a model or of an overlay.
func (l *Library) Rules(id string) (Rules, bool) {
	i := slices.IndexFunc(l.rules, func(r Rules) bool { return r.Pack == id })
	if i < 0 {
		return Rules{}, false
	}
	return l.rules[i], true
}

// RuleBooks gives the ids of everything that has rules: core first, then models, then overlays.
func (l *Library) RuleBooks() []string {
	ids := make([]string, len(l.rules))
	for i, r := range l.rules {
		ids[i] = r.Pack
	}
	return ids
}

// ReadRules reads and checks rules that an agency wrote for a pack. The error names each place and reason; see
// WrongsOf.
func (l *Library) ReadRules(pack string, raw []byte) (Rules, error) {
	in := &inspection{file: pack}
	if len(raw) > longestRules {
		in.want(false, "/", "is longer than %d characters", longestRules)
		return Rules{}, in.err()
	}
	var any any
	if err := json.Unmarshal(raw, &any); err != nil { // the whole text, so that nothing stands behind its end
		in.unread(raw, err, 0)
		return Rules{}, in.err()
	}
	var r Rules
	if !in.decode(raw, &r) {
		return Rules{}, in.err()
	}
	r.Pack = pack
	l.settle(in, &r)
	return r, in.err()
}

const longestRules = 200_000

// Lends keeps of a pack's rules the indicators that are named, and what these ask for.
func (l *Library) Lends(r Rules, indicators []string) Rules {
	lent := Rules{Pack: r.Pack, Version: r.Version}
	needs := map[string]bool{}
	for _, i := range r.Indicators {
		if slices.Contains(indicators, i.ID) {
			lent.Indicators = append(lent.Indicators, i)
			for _, name := range slices.Concat(i.value.names, i.good.names, []string{i.Series, i.Lowest}) {
				needs[name] = true
			}
		}
	}
	asked := map[string]bool{}
	for _, m := range l.metrics {
		if !needs[m.ID] {
			continue
		}
		asked[m.Ask] = true
		for _, ask := range m.Counts {
			asked[ask] = true
		}
	}
	for _, ask := range r.Asks {
		if asked[ask.ID] {
			lent.Asks = append(lent.Asks, ask)
		}
	}
	return lent
}

// metricsOf are the metrics that an ask gives. A yes is a bool. A number for the group is a series, and so is one for
// a member, with the group's middle, lowest and total of each meeting beside it. What is asked once is a number.
func metricsOf(a Ask) []Metric {
	m := Metric{ID: a.ID, Type: "series", Of: a.Of, Unit: "as asked", From: a.Text, Undefined: "until somebody noted it", Ask: a.ID}
	switch {
	case a.Kind == "yes":
		m.Type = "bool"
		return []Metric{m}
	case a.When == "start":
		m.Type = "number"
		return []Metric{m}
	case a.Of == "group":
		return []Metric{m}
	}
	all := []Metric{m}
	for _, how := range []string{"median", "lowest", "total"} {
		all = append(all, Metric{ID: a.ID + "_" + how, Type: "series", Of: "group", Unit: "as asked", From: how + " of the members' answers: " + a.Text,
			Undefined: "until somebody noted it; the middle takes three answers", Ask: a.ID})
	}
	return all
}
