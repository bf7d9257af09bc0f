package demo

import (
	"testing"

	"groupwork/practice"
)

func TestEveryFieldOfAModelHasItsOwnWordsInTheSample(t *testing.T) {
	l, err := practice.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range l.Models() {
		for _, field := range p.Process {
			if len(afterwards[field]) == 0 {
				t.Errorf("%s: nothing for %s", p.ID, field)
			}
		}
	}
}
