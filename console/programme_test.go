package console

import (
	"path/filepath"
	"strings"
	"testing"
)

func programmeSays(t *testing.T, file string, args ...string) string {
	t.Helper()
	path := filepath.Join("testdata", "programme", file)
	code, out, errs := commands(t)["programme"](append([]string{path}, args...)...)
	if code != wentWell {
		t.Fatalf("%s: %d %s", file, code, errs)
	}
	return out
}

func TestTheNumberOfGroupsDecidesWhatIsSaid(t *testing.T) {
	many := programmeSays(t, "arms.csv")
	for _, want := range []string{"allowing for groups (CR2)", "naive, not to report", "Hedges g", "Random intercept",
		"have no score"} {
		if !strings.Contains(flat(many), want) {
			t.Errorf("no %q in\n%s", want, many)
		}
	}
	few := programmeSays(t, "few.csv")
	if strings.Contains(few, "95%") || strings.Contains(few, "p =") || !strings.Contains(few, "description only") {
		t.Errorf("too much is said of three groups:\n%s", few)
	}
	if out := programmeSays(t, "few.csv", "--json"); strings.Contains(out, `"p":`) {
		t.Errorf("too much is said of three groups:\n%s", out)
	}
}

func TestWithoutAComparisonNobodySaysEffect(t *testing.T) {
	out := programmeSays(t, "change.csv")
	if !strings.Contains(out, "Change during the programme") || !strings.Contains(flat(out), "never its effect") {
		t.Error(out)
	}
}

func TestComparisonMembersWithoutAGroupNeedTheAssumptionSaid(t *testing.T) {
	within, total := programmeSays(t, "nested.csv", "--assume", "within"), programmeSays(t, "nested.csv", "--assume=total")
	if !strings.Contains(flat(within), "the variance within a programme group") ||
		!strings.Contains(flat(total), "the programme's total variance") {
		t.Errorf("%s\n%s", within, total)
	}
}
