package console

import (
	"fmt"
	"os"
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
		"no score before or afterwards"} {
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

// TestUnequalGroupsArePaidFor: the effect was corrected by the mean group size, and its interval was far too narrow.
func TestUnequalGroupsArePaidFor(t *testing.T) {
	out := flat(programmeSays(t, "unequal.csv"))
	for _, want := range []string{"Hedges g +0.79", "95% -0.75 to +2.47", "take it as undecided", "3.2 degrees of freedom"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

// TestWhoIsWorseIsCountedBesideWhoImproved: only gains had a column.
func TestWhoIsWorseIsCountedBesideWhoImproved(t *testing.T) {
	text := "group,post,arm,improved,worse\n"
	for i := range 40 {
		text += fmt.Sprintf("G%d,%d,%d,%d,%d\n", i/5, i%7, i/20, oneIf(i%2 == 0), oneIf(i%3 == 0))
	}
	path := filepath.Join(t.TempDir(), "p.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errs := commands(t)["programme"](path)
	if code != wentWell || !strings.Contains(flat(out), "Worse, programme 35%") || !strings.Contains(flat(out), "Improved, programme 50%") {
		t.Error(code, out, errs)
	}
}

func oneIf(b bool) int {
	if b {
		return 1
	}
	return 0
}
