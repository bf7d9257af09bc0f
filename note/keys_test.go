package note

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"groupwork/people"
	"groupwork/phrase"
)

func id(s string) people.ID { return people.ID(s) }

func TestEveryPhraseThatARuleAnswersWithIsInTheCatalogue(t *testing.T) {
	book, err := phrase.Load()
	if err != nil {
		t.Fatal(err)
	}
	keyed := regexp.MustCompile(`"((?:text|date|time|agency|consent|entry|group|schedule|stay|yes|mandate|session|person|password|note|draft)\.[a-z_.]+)"`)
	found := 0
	for _, room := range []string{"agency", "group", "note", "people", "session"} {
		files, err := filepath.Glob("../" + room + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range keyed.FindAllStringSubmatch(string(raw), -1) {
				key := m[1]
				operation := regexp.MustCompile(`\.[A-Z]`).MatchString(key) || key[len(key)-1] == '.'
				if !operation && !book.Has(key) && filepath.Base(file) != "keys_test.go" {
					t.Errorf("%s: no phrase for %s", file, key)
				}
				found++
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d keys found", found)
	}
}
