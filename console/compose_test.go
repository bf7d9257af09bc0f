package console

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const pupils = "name,age:number,gender,free:hours,apart\nAda,12,girl,Mon 9-12,Ben\nBen,13,boy,Mon 9-12,\n" +
	"Cleo,12,girl,Mon 10-12,\nDai,13,boy,Tue 9-12,\nEva,12,girl,Tue 9-12,\nFinn,13,boy,Mon 9-11,\n"

// composes runs the command on a file with this text.
func composes(t *testing.T, name, text string, args ...string) (code int, out, errs string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr strings.Builder
	code = Compose(t.Context(), append([]string{file}, args...), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

func TestComposeAnswersInEveryForm(t *testing.T) {
	for format, want := range map[string]string{"table": "proven best", "csv": "Ada,", "json": `"proven": true`, "svg": "<svg"} {
		code, out, errs := composes(t, "p.csv", pupils, "--groups", "2", "--want", "match age", "--want", "company gender",
			"--format", format)
		if code != 0 || !strings.Contains(out, want) {
			t.Errorf("%s: code %d, %s%s", format, code, out, errs)
		}
	}
}

func TestComposeSaysWhichRulesClash(t *testing.T) {
	_, _, errs := composes(t, "p.csv", pupils, "--groups", "2", "--want", "apart Ben, Cleo", "--want", "apart Ada, Cleo")
	if !strings.Contains(errs, "These three cannot be kept together: Ada and Ben apart") {
		t.Error(errs)
	}
}

func TestComposeRefusesWithThePlace(t *testing.T) {
	for _, c := range []struct {
		text, want string
		args       []string
		code       int
	}{
		{"name,age:number\nAda,x\n", `p.csv, row 2, column "age"`, []string{"--groups", "1"}, badFile},
		{pupils, "how many groups", nil, badRequest},
		{pupils, `nobody has the attribute "height"`, []string{"--groups", "2", "--want", "mix height"}, badFile},
		{pupils, `"fish" is no preset`, []string{"--preset", "fish"}, badFile},
		{pupils, `--colour nope: no column of categories or ordered levels has that name`, []string{"--groups", "2", "--colour", "nope"}, badFile},
		{pupils, `choices cannot be a must`, []string{"--groups", "2", "--want", "choices must"}, badFile},
		{pupils, `"6-2" is no size`, []string{"--size", "6-2"}, badFile},
	} {
		code, _, errs := composes(t, "p.csv", c.text, c.args...)
		if code != c.code || !strings.Contains(errs, c.want) {
			t.Errorf("%v: code %d, %s", c.args, code, errs)
		}
	}
}

func TestAHandMoveIsWeighedAndThePlanKept(t *testing.T) {
	code, plan, _ := composes(t, "p.csv", pupils, "--groups", "2", "--want", "match age", "--format", "csv")
	if code != 0 {
		t.Fatal(plan)
	}
	file := filepath.Join(t.TempDir(), "plan.csv")
	if err := os.WriteFile(file, []byte(plan), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errs := composes(t, "p.csv", pupils, "--groups", "2", "--want", "match age", "--plan", file,
		"--move", "Ada, Ben", "--format", "json", "--by", "Lea")
	if code != 0 || !strings.Contains(errs, "Ada, Ben: -") || !strings.Contains(out, `"decided_by": "Lea"`) {
		t.Errorf("code %d, %s%s", code, out, errs)
	}
}

func TestComposeReadsASpreadsheet(t *testing.T) {
	book := excelize.NewFile()
	for i, line := range strings.Split(strings.TrimSpace(pupils), "\n") {
		for j, cell := range strings.Split(line, ",") {
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := book.SetCellValue("Sheet1", at, cell); err != nil {
				t.Fatal(err)
			}
		}
	}
	file := filepath.Join(t.TempDir(), "p.xlsx")
	if err := book.SaveAs(file); err != nil {
		t.Fatal(err)
	}
	var out, errs strings.Builder
	if code := Compose(t.Context(), []string{file, "--groups", "2", "--want", "match age"}, &out, &errs); code != 0 {
		t.Fatal(errs.String())
	}
	if !strings.Contains(out.String(), "proven best") {
		t.Error(out.String())
	}
}

func TestGroupsThatBreakARuleEndWithOne(t *testing.T) {
	code, out, errs := composes(t, "p.csv", pupils, "--groups", "2", "--want", "time free 60 must", "--json")
	if code != badFile || !strings.Contains(out, `"groups"`) || !strings.Contains(errs, "cannot be kept together") {
		t.Errorf("code %d, %s%s", code, out, errs)
	}
}

func TestComposeSaysWhatIsWrongWithTheCommandLine(t *testing.T) {
	for want, args := range map[string][]string{
		"there is no flag --bogus":       {"--groups", "2", "--bogus"},
		"--groups is not used like this": {"--groups", "two"},
		"the smaller number first":       {"--size", "5-3"},
		"need 8 people, and there are 6": {"--groups", "2", "--size", "4"},
		"hold 4 of 6 people":             {"--groups", "2", "--size", "2"},
		"is no kind of wish":             {"--groups", "2", "--want", "mixx age"},
		"there are age, gender, free":    {"--groups", "2", "--want", "mix agee"},
		"remedial, reciprocal":           {"--preset", "nothing"},
		"want the --plan":                {"--groups", "2", "--keep", "Ada"},
		"no format: table, csv, json":    {"--groups", "2", "--format", "pdf"},
		"how many groups?":               {},
	} {
		code, _, errs := composes(t, "p.csv", pupils, args...)
		if code == wentWell || !strings.Contains(errs, want) || strings.Contains(errs, "compose: wishes") {
			t.Errorf("%v ended with %d: %s", args, code, errs)
		}
	}
}
