package practice

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

func forked(t *testing.T, l *Library, book string, change func(r *Rules)) error {
	t.Helper()
	r, _ := l.Rules(book)
	raw, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var own Rules
	if err := json.Unmarshal(raw, &own); err != nil {
		t.Fatal(err)
	}
	change(&own)
	if raw, err = json.Marshal(own); err != nil {
		t.Fatal(err)
	}
	_, err = l.ReadFork(book, raw)
	return err
}

func TestEveryPackOfTheHouseMayBeForkedAsItIs(t *testing.T) {
	l := load(t)
	for _, book := range l.RuleBooks() {
		if err := forked(t, l, book, func(*Rules) {}); err != nil {
			t.Errorf("%s: %v", book, err)
		}
	}
}

func TestAForkKeepsEveryRuleOfItsOriginAndKindWords(t *testing.T) {
	l := load(t)
	for says, c := range map[string]struct {
		change       func(r *Rules)
		path, reason string
	}{
		"no flags":            {func(r *Rules) { r.Flags = nil }, "/flags", "M-F7 is missing"},
		"one flag less":       {func(r *Rules) { r.Flags = r.Flags[1:] }, "/flags", "M-F1 is missing"},
		"no gates":            {func(r *Rules) { r.Gates = nil }, "/gates", "M-G1 is missing"},
		"an indicator less":   {func(r *Rules) { r.Indicators = r.Indicators[1:] }, "/indicators", "M-I1 is missing"},
		"another name for it": {func(r *Rules) { r.Flags[0].ID = "M-F99" }, "/flags", "M-F1 is missing"},
		"words in English":    {func(r *Rules) { r.Flags[0].Says = "non-compliant deviant clients" }, "/flags/0/says", `"non-compliant"`},
		"words in Spanish":    {func(r *Rules) { r.Flags[2].Do[0] = "Llamar a los beneficiarios" }, "/flags/2/do/0", `"beneficiarios"`},
		"words in Arabic":     {func(r *Rules) { r.Indicators[0].How = "شخص منحرف" }, "/indicators/0/how", "منحرف"},
	} {
		found := false
		for _, w := range WrongsOf(forked(t, l, "reciprocal", c.change)) {
			found = found || w.Path == c.path && strings.Contains(w.Reason, c.reason)
		}
		if !found {
			t.Errorf("%s: %v", says, forked(t, l, "reciprocal", c.change))
		}
	}
	if err := forked(t, l, "reciprocal", func(r *Rules) { r.Flags[0].Says = "هذا لقاء مختلف" }); err != nil {
		t.Errorf("different is no word to avoid: %v", err)
	}
}

func TestAForkSaysWhatItChanged(t *testing.T) {
	l := load(t)
	house, _ := l.Rules("reciprocal")
	var got Changed
	err := forked(t, l, "reciprocal", func(r *Rules) {
		r.Flags[4].Limits["meetings"], r.Flags[6].Limits["days"] = 5, 20
		r.Flags[0].Says = "In our own words"
		r.Gates[0].OnFail = "warn"
		got = r.ChangedFrom(house)
	})
	if want := (Changed{[]string{"M-F5 meetings", "M-F7 days"}, []string{"M-F1"}, []string{"M-G1"}}); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	if got := house.ChangedFrom(house); !reflect.DeepEqual(got, Changed{}) {
		t.Errorf("the house changed itself: %+v", got)
	}
}

func TestWhatCannotBeReadSaysItsLineInPlainWords(t *testing.T) {
	l := load(t)
	for raw, want := range map[string]Wrong{
		"{\n\"version\": \"1\",\n\"flags\": {}}": {Line: 3, Path: "/flags", Reason: "a block { } stands where a list [ ] is wanted"},
		"{\n\"version\": 1}":                     {Line: 2, Path: "/version", Reason: "a number stands where a text in quotes is wanted"},
		"\n[]":                                   {Line: 2, Path: "/", Reason: "a list [ ] stands where a block { } is wanted"},
		"{\"version\": \"1\",\n\n\"flags\": [":   {Line: 3, Path: "/", Reason: "the text ends before its last bracket is closed"},
		"{\n\"version\" \"1\"}":                  {Line: 2, Path: "/", Reason: "does not follow the rules of JSON here; a comma, a quote or a bracket is missing or too many"},
		"{\"version\": \"1\",\n\"flag\": []}":    {Line: 2, Path: "/", Reason: `there is no field called "flag"`},
		"{\"version\": \"1\"} {}":                {Line: 1, Path: "/", Reason: "does not follow the rules of JSON here; a comma, a quote or a bracket is missing or too many"},
	} {
		_, err := l.ReadRules("core", []byte(raw))
		want.File = "core"
		if got := WrongsOf(err); len(got) != 1 || got[0] != want {
			t.Errorf("%q: %+v", raw, got)
		}
	}
}
