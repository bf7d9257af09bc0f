package console

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestALossIsSaidAsPlainlyAsAGain(t *testing.T) {
	run := commands(t)["team"]
	_, out, _ := run(filepath.Join("testdata", "team", "scores.csv"))
	for _, want := range []string{"Plum", "above its best member by", "Blue", "below its average by", "Against best"} {
		if !strings.Contains(flat(out), want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if gain(2, nil, "x") != "Gained 2 a team beside x." || gain(-2, nil, "x") != "Lost 2 a team beside x." {
		t.Error("a gain and a loss read differently")
	}
}

func TestItemsShowStrictSynergyAndWhatWasLost(t *testing.T) {
	_, out, _ := commands(t)["team"](filepath.Join("testdata", "team", "items.csv"))
	for _, want := range []string{"strict synergy", "known and lost", "if the majority decides"} {
		if !strings.Contains(flat(out), want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}
