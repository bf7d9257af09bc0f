package web_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"groupwork/phrase"
)

// A key that is put together from parts ends in a dot or a quote followed by +, and is met by the browser test instead.
var saidKey = regexp.MustCompile(`Say\("([a-z0-9_.]+)"\s*[,)}]`)

func TestEveryPhraseThatAPageSaysIsInTheCatalogue(t *testing.T) {
	book, err := phrase.Load()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, pattern := range []string{"*.templ", "*.go", "../app/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range saidKey.FindAllStringSubmatch(string(text), -1) {
				seen++
				if !book.Has(m[1]) {
					t.Errorf("%s says %q, which no catalogue has", file, m[1])
				}
			}
		}
	}
	if seen < 300 {
		t.Fatalf("only %d phrases found: the search is broken", seen)
	}
}
