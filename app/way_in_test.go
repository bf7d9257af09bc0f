package app

import (
	"testing"

	"groupwork/private"
)

// TestWhatHelpsSomebodyIsToldOnce: the same words given to the agency and at the group's intake stood twice on the card.
func TestWhatHelpsSomebodyIsToldOnce(t *testing.T) {
	for _, c := range []struct{ person, group, want string }{
		{"Reading is tiring", "Reading is tiring", "Reading is tiring"},
		{"Reading is tiring", "", "Reading is tiring"},
		{"", "Sits near the door", "Sits near the door"},
		{"Reading is tiring", "Sits near the door", "Reading is tiring Sits near the door"},
		{"the door", "Sits near the door", "Sits near the door"},
	} {
		if got := bothSaid(private.Of(c.person), private.Of(c.group)); got != c.want {
			t.Errorf("%q and %q: told as %q, want %q", c.person, c.group, got, c.want)
		}
	}
}
