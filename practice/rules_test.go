package practice

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func TestEveryFlagAndEveryIndicatorOfTheSourceIsThere(t *testing.T) {
	l := load(t)
	flags, indicators := map[string]int{}, map[string]int{}
	for _, book := range l.RuleBooks() {
		r, ok := l.Rules(book)
		if !ok || r.Version == "" {
			t.Fatalf("%s has no rules", book)
		}
		flags[book], indicators[book] = len(r.Flags), len(r.Indicators)
		for _, f := range r.Flags {
			if f.Prose == "" || f.Rule().program == nil || len(f.Rule().Names()) == 0 {
				t.Errorf("%s: no prose, no rule, or one over nothing", f.ID)
			}
		}
		for _, i := range r.Indicators {
			if value, _ := i.Rules(); i.Prose == "" || value.program == nil {
				t.Errorf("%s: no prose or no formula", i.ID)
			}
		}
	}
	for book, want := range map[string][2]int{"core": {12, 0}, "remedial": {7, 6}, "reciprocal": {7, 8}, "developmental": {8, 8}, "social_goals": {9, 10},
		"group_therapy": {6, 0}, "cooperative_learning": {4, 0}, "casework_link": {3, 0}} {
		if flags[book] != want[0] || indicators[book] != want[1] {
			t.Errorf("%s: %d flags and %d indicators, want %v", book, flags[book], indicators[book], want)
		}
	}
}

// What the house cannot know yet says why; there is no other silence.
func TestNoFlagWaitsForSomethingThatTheHouseDoesNotRecord(t *testing.T) {
	l := load(t)
	needs := map[string]string{}
	for _, m := range l.Metrics() {
		if m.Needs != "" {
			needs[m.ID] = m.Needs
		}
	}
	var waiting []string
	for _, book := range l.RuleBooks() {
		r, _ := l.Rules(book)
		for _, f := range r.Flags {
			for _, name := range f.Rule().Names() {
				if needs[name] != "" {
					waiting = append(waiting, f.ID)
				}
			}
		}
	}
	if len(waiting) > 0 {
		t.Errorf("waiting: %v", waiting)
	}
}

func TestUndefinedIsUndefinedAndOneHalfOfAnOrIsEnough(t *testing.T) {
	l := load(t)
	core, _ := l.Rules("core")
	low := core.Flags[1] // F02: the pulse fell, or one item was low twice
	for _, c := range []struct {
		says         string
		v            Values
		yes, defined bool
	}{
		{"nothing known", Values{}, false, false},
		{"one answer, no low item", Values{"pulse": []float64{8}, "pulse_low": 0.0}, false, false},
		{"two answers, steady", Values{"pulse": []float64{8, 8}, "pulse_low": 0.0}, false, true},
		{"a fall by a third", Values{"pulse": []float64{9, 9, 9, 6}, "pulse_low": 0.0}, true, true},
		{"a low item twice, and no usual yet", Values{"pulse": []float64{5}, "pulse_low": 2.0}, true, true},
	} {
		if yes, defined := low.Rule().True(c.v); yes != c.yes || defined != c.defined {
			t.Errorf("%s: %v %v", c.says, yes, defined)
		}
	}
	if missing := low.Rule().Undefined(Values{"pulse": []float64{8}}); len(missing) != 1 || missing[0] != "pulse_low" {
		t.Errorf("missing: %v", missing)
	}
}

func TestABrokenRuleIsRefusedWithItsPlaceAndReason(t *testing.T) {
	l := load(t)
	good, _ := l.Rules("reciprocal")
	raw, err := json.Marshal(good)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.ReadRules("reciprocal", raw); err != nil {
		t.Fatalf("the pack does not read back: %v", err)
	}
	for says, c := range map[string]struct{ old, to, path, reason string }{
		"an unknown metric":                         {`at_most(work_level`, `at_most(mood`, "/flags/0/when", `"mood" is no name`},
		"a formula that is no yes":                  {`obstacle_age) \u003e= limit.meetings`, `obstacle_age) - limit.meetings`, "/flags/4/when", "where bool is wanted"},
		"a limit nobody gives":                      {`limit.days`, `limit.weeks`, "/flags/6/when", "limit.weeks"},
		"a loop":                                    {`at_most(work_level, limit.level, 4.0) \u003e= 3.0`, `[1,2].all(x, x \u003e limit.level)`, "/flags/0/when", ""},
		"a pattern to match":                        {`authority_seen \u003c 1.0`, `'a'.matches('(a+)+$')`, "/flags/5/when", "no name"},
		"too long":                                  {`authority_seen \u003c 1.0`, strings.Repeat("authority_seen \\u003c 1.0 || ", 40) + "true", "/flags/5/when", "longer"},
		"a member's in a group's":                   {`authority_seen \u003c 1.0`, `help_got \u003c 1.0`, "/flags/5/when", "member's"},
		"a gravity nobody knows":                    {`"severity":"medium"`, `"severity":"fatal"`, "/flags/0/severity", "fatal"},
		"nothing to do":                             {`["Invite talk about yourself and your part."]`, `[]`, "/flags/5/do", "one to four"},
		"a field nobody knows":                      {`"version":"1.0"`, `"version":"1.0","run":"rm"`, "/", `no field called "run"`},
		"no JSON":                                   {`{`, `(`, "/", "does not follow the rules of JSON"},
		"a limit below nothing":                     {`"limits":{"meetings":4}`, `"limits":{"meetings":-3}`, "/flags/4/limits/meetings", "below 0"},
		"a limit without end":                       {`"limits":{"meetings":4}`, `"limits":{"meetings":1e999}`, "/", "1e999 does not fit"},
		"a sign too many":                           {`authority_seen \u003c 1.0`, `authority_seen \u003c\u003c 1.0`, "/flags/5/when", "cannot be read from about character"},
		"a sign too many where a limit is left out": {`obstacle_age) \u003e= limit.meetings`, `obstacle_age) \u003e= (`, "/flags/4/when", "cannot be read"},
		"a name where a limit is left out":          {`obstacle_age) \u003e= limit.meetings`, `mood) \u003e= 3.0`, "/flags/4/when", `"mood"`},
		"a limit left out":                          {`obstacle_age) \u003e= limit.meetings`, `obstacle_age) \u003e= 3.0`, "/flags/4/when", "does not use limit.meetings"},
	} {
		broken := strings.Replace(string(raw), c.old, c.to, 1)
		if broken == string(raw) {
			t.Fatalf("%s: nothing was changed", says)
		}
		_, err := l.ReadRules("reciprocal", []byte(broken))
		found := false
		for _, w := range WrongsOf(err) {
			found = found || w.File == "reciprocal" && w.Path == c.path && strings.Contains(w.Reason, c.reason)
		}
		if !found {
			t.Errorf("%s: %v", says, err)
		}
	}
}

// A fifth model is one more file: no Go, and no line in the index.
func TestAFileMoreIsAModelMore(t *testing.T) {
	files := packFiles(t)
	pack := strings.ReplaceAll(string(files["reciprocal.json"].Data), `"reciprocal"`, `"model_neighbours"`)
	files["model_neighbours.json"] = &fstest.MapFile{Data: []byte(pack)}
	l, err := Read(files)
	if err != nil {
		t.Fatal(err)
	}
	r, ok := l.Rules("model_neighbours")
	if _, known := l.Pack("model_neighbours"); !known || !ok || len(r.Flags) != 7 || len(r.Indicators) != 8 {
		t.Errorf("%d flags, %d indicators", len(r.Flags), len(r.Indicators))
	}
}

var fuzzFor = flag.Duration("fuzz-rules", 300*time.Millisecond, "how long hostile expressions are thrown at the sandbox")

// pieces are what hostile expressions are made of.
var pieces = strings.Split("sessions_held > 1.0|last(present) < 2.0|true|present|attendance|phase|open_group|sessions_held|limit.x|last(|below(|sum(|usual(|)|[|]|{|}|,|.|&&| || |!|?|:|<|<=|==|in|+|-|*|/|%|1|0.0|9e999|-1|2147483648|'a'|\"|true|null|size(|matches(|has(|all(x, |exists(|map(|b'\\xff'|timestamp('x')|\\|\x00|\u202e|((((((((((", "|")

func TestTheSandboxTakesWhateverItIsThrown(t *testing.T) {
	l := load(t)
	v := Values{"present": []float64{3, 4}, "attendance": []float64{1}, "phase": "work", "open_group": true, "sessions_held": 3.0}
	seed, made, ran := uint64(1), 0, 0
	for until := time.Now().Add(*fuzzFor); time.Now().Before(until); made++ {
		var b strings.Builder
		for range 1 + made%12 {
			seed = seed*6364136223846793005 + 1442695040888963407
			b.WriteString(pieces[(seed>>33)%uint64(len(pieces))])
		}
		raw, _ := json.Marshal(Rules{Version: "x", Flags: []Flag{{ID: "X1", Says: "x", When: b.String(), Of: "group", Severity: "low", To: []string{"worker"}, Do: []string{"x"}}}})
		if r, err := l.ReadRules("core", raw); err == nil {
			r.Flags[0].Rule().True(v)
			ran++
		}
	}
	t.Logf("%d expressions, %d of them ran", made, ran)
	if made < 20 || ran == 0 {
		t.Errorf("%d expressions, %d of them ran: the search is broken", made, ran)
	}
}

func TestEveryRuleHasItsWordsInTheCatalogue(t *testing.T) {
	raw, err := os.ReadFile("../phrase/catalogue/en/watch.json")
	if err != nil {
		t.Fatal(err)
	}
	phrases := map[string]any{}
	if err := json.Unmarshal(raw, &phrases); err != nil {
		t.Fatal(err)
	}
	l := load(t)
	says := func(key, text string) {
		if phrases[key] != text {
			t.Errorf("%s: the catalogue says %q, the pack %q", key, phrases[key], text)
		}
	}
	for _, book := range l.RuleBooks() {
		r, _ := l.Rules(book)
		for _, f := range r.Flags {
			says(FlagKey(f.ID), f.Says)
			for i, do := range f.Do {
				says(FlagDoKey(f.ID, i), do)
			}
		}
		for _, i := range r.Indicators {
			says(IndicatorKey(i.ID), i.Name)
			says(IndicatorKey(i.ID)+".how", i.How)
			says(IndicatorKey(i.ID)+".aim", i.Aim)
		}
		for _, g := range r.Gates {
			says(GateKey(g.ID), g.Says)
		}
		for _, c := range r.Composition {
			says(CheckKey(c.ID), c.Says)
			for i, do := range c.Do {
				says(CheckDoKey(c.ID, i), do)
			}
		}
		for _, a := range r.Asks {
			says(AskKey(a.ID), a.Text)
		}
	}
	for _, m := range l.Metrics() {
		if phrases[m.MetricKey()] == nil {
			t.Errorf("the catalogue has no %s", m.MetricKey())
		}
	}
}
