package web

import (
	"testing"

	"groupwork/phrase"
)

func TestALanguageTypedByNameIsKnown(t *testing.T) {
	book, err := phrase.Load()
	if err != nil {
		t.Fatal(err)
	}
	p := Page{Phrases: book.In("en")}
	for typed, want := range map[string]string{"spanish, English": "es, en", "العربية": "ar", "Polish": "Polish", "": ""} {
		if got := spoken(p, typed); got != want {
			t.Errorf("%q became %q, want %q", typed, got, want)
		}
	}
	if got := languageNames(p, []string{"es", "Polish"}); got != "Spanish, Polish" {
		t.Errorf("shown as %q", got)
	}
}
