package measure

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// ours are the instruments in our own words.
func ours(t *testing.T) (all []Instrument) {
	for _, i := range everyInstrument(t) {
		if strings.Contains(i.Copyright, "written for this project") {
			all = append(all, i)
		}
	}
	return all
}

func TestOurOwnInstrumentsAreWordedInEveryLanguage(t *testing.T) {
	if len(ours(t)) != 10 {
		t.Errorf("%d instruments of our own", len(ours(t)))
	}
	for _, i := range ours(t) {
		if got := Languages(i); !reflect.DeepEqual(got, []string{"en", "ar", "es"}) {
			t.Errorf("%s is worded in %v", i.ID, got)
		}
		for _, language := range []string{"es", "ar"} {
			in, ok := i.In(language)
			if !ok || in.Language != language || !in.Wording() || in.Title == i.Title || in.Note == "" || (in.Instructions == "") != (i.Instructions == "") {
				t.Errorf("%s in %s lacks words: %+v", i.ID, language, in)
			}
			for k, item := range in.Items {
				if item.Text == i.Items[k].Text || item.LinkID != i.Items[k].LinkID || len(item.Options) != len(i.Items[k].Options) {
					t.Errorf("%s in %s, item %d: %q", i.ID, language, k+1, item.Text)
				}
			}
			for k, s := range in.Scales {
				if s.Title == "" || s.Title == i.Scales[k].Title {
					t.Errorf("%s in %s, scale %s: %q", i.ID, language, s.ID, s.Title)
				}
			}
		}
	}
}

func TestAnotherLanguageChangesNoScoreAndTheWayBackIsThere(t *testing.T) {
	for _, i := range ours(t) {
		for _, language := range []string{"es", "ar"} {
			in, _ := i.In(language)
			a, b := i.Score(lowest(i, true)), in.Score(lowest(in, true))
			for k := range a.Scales {
				if a.Scales[k].Score != b.Scales[k].Score {
					t.Errorf("%s, %s: %v in %s", i.ID, a.Scales[k].ID, b.Scales[k].Score, language)
				}
			}
			if in.OrderHash() == i.OrderHash() || !slices.Contains(i.Orders(), in.OrderHash()) || !slices.Contains(in.Orders(), i.OrderHash()) {
				t.Errorf("%s in %s: hashes", i.ID, language)
			}
			if back, ok := in.In("en"); !ok || !reflect.DeepEqual(back, i) {
				t.Errorf("%s does not come back from %s", i.ID, language)
			}
			raw, err := WriteQuestionnaire(in)
			if err != nil {
				t.Fatal(err)
			}
			if again, err := ReadQuestionnaire(i.ID, raw); err != nil || !reflect.DeepEqual(in, again) {
				t.Errorf("%s in %s: %v", i.ID, language, err)
			}
		}
	}
}

func TestInstrumentsOfOthersAreNeverTranslated(t *testing.T) {
	for _, i := range everyInstrument(t) {
		own := strings.Contains(i.Copyright, "written for this project")
		if in, ok := i.In("es"); ok != own || !own && !reflect.DeepEqual(in, i) {
			t.Errorf("%s in Spanish: %v", i.ID, ok)
		}
		for _, language := range []string{"", "../x", "de"} {
			if _, ok := i.In(language); ok {
				t.Errorf("%s in %q", i.ID, language)
			}
		}
	}
	foreign := instrument(t, "pulse")
	foreign.Declaration = &Declaration{By: "somebody", Date: "2026-01-01", Right: "own"}
	if _, ok := foreign.In("es"); ok {
		t.Error("an agency's own wording was translated")
	}
}
