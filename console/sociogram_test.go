package console

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

type command func(args ...string) (code int, out, errs string)

func commands(t *testing.T) map[string]command {
	run := func(f func([]string, io.Writer, io.Writer) int) command {
		return func(args ...string) (int, string, string) {
			var out, errs bytes.Buffer
			code := f(args, &out, &errs)
			return code, out.String(), errs.String()
		}
	}
	return map[string]command{
		"sociogram": run(func(a []string, o, e io.Writer) int { return Sociogram(t.Context(), a, o, e) }),
		"team":      run(func(a []string, o, e io.Writer) int { return Team(t.Context(), a, o, e) }),
		"programme": run(func(a []string, o, e io.Writer) int { return Programme(t.Context(), a, o, e) }),
	}
}

// flat is a text without its line breaks.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

func TestABadFileIsRefusedWithFileRowColumnAndReason(t *testing.T) {
	shape := regexp.MustCompile(`^\S+\.csv(, row \d+)?(, column "[^"]*")?: .+`)
	files := 0
	for name, run := range commands(t) {
		paths, err := filepath.Glob(filepath.Join("testdata", name, "bad", "*.csv"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			files++
			code, out, errs := run(path, "--json")
			if code != badFile || out != "" {
				t.Errorf("%s: code %d, %d bytes of answer", path, code, len(out))
			}
			for row := range strings.Lines(errs) {
				if !shape.MatchString(row) && !strings.Contains(row, "more") {
					t.Errorf("%s: %s", path, row)
				}
			}
		}
	}
	if files < 100 {
		t.Errorf("%d bad files, want 100", files)
	}
}

func TestAReasonNamesTheCell(t *testing.T) {
	for args, want := range map[string]string{
		"sociogram weight_word":   `row 2, column "weight": not a number: "often"`,
		"sociogram self":          `row 2, column "to": the same person as in from`,
		"sociogram latin1":        `row 2: not UTF-8 text`,
		"sociogram many_wrong":    `and 10 more`,
		"team item_gap":           `not every member of this team has every item`,
		"team no_group":           `no row "group" in team "Red"`,
		"programme both_arms":     `row 3, column "arm": group "A" is in both arms`,
		"programme cells":         `row 2: has 2 cells, the header has 3`,
		"programme no_assumption": `say --assume within or --assume total`,
	} {
		name, file, _ := strings.Cut(args, " ")
		_, _, errs := commands(t)[name](filepath.Join("testdata", name, "bad", file+".csv"))
		if !strings.Contains(errs, want) {
			t.Errorf("%s: %q, want %q", args, errs, want)
		}
	}
}

func TestArgumentsThatMakeNoSenseGetTheUsage(t *testing.T) {
	for _, args := range [][]string{{}, {"--json"}, {"a.csv", "b.csv"}, {"a.csv", "--what"},
		{"a.csv", "--json", "--svg"}, {"a.csv", "--json=1"}} {
		for name, run := range commands(t) {
			if code, out, errs := run(args...); code != badRequest || out != "" ||
				!strings.Contains(errs, "groupwork "+name+" FILE.csv") {
				t.Errorf("%s %q: %d %q", name, args, code, errs)
			}
		}
	}
}

func TestEveryAnswerIsAlsoSoundJSONAndAWellFormedPicture(t *testing.T) {
	for name, run := range commands(t) {
		paths, _ := filepath.Glob(filepath.Join("testdata", name, "*.csv"))
		for _, path := range paths {
			args := []string{path}
			if strings.Contains(path, "nested") {
				args = append(args, "--assume", "within")
			}
			code, out, errs := run(append(args, "--json")...)
			if code != wentWell || !json.Valid([]byte(out)) {
				t.Errorf("%s: %d %s", path, code, errs)
			}
			if code, out, _ := run(args...); code != wentWell || strings.Contains(out, "NaN") ||
				strings.Contains(out, "%!") || strings.Contains(out, "Inf ") {
				t.Errorf("%s: %d %s", path, code, out)
			}
			if code, out, _ := run(append(args, "--svg")...); code == wentWell {
				wellFormed(t, path, out)
			}
		}
	}
}

func wellFormed(t *testing.T, path, svg string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("%s: %v", path, err)
			return
		}
	}
}

func TestTheCircleSaysWhatItShows(t *testing.T) {
	run := commands(t)["sociogram"]
	_, out, _ := run(filepath.Join("testdata", "sociogram", "circle.csv"))
	for _, want := range []string{"12 people", "Answered", "Evenly shared", "Without a tie", "Lou"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	_, svg, _ := run(filepath.Join("testdata", "sociogram", "circle.csv"), "--svg")
	for _, want := range []string{`class="alone"`, "<title", "<desc", "Ana turns to"} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %q in the picture", want)
		}
	}
	if n := strings.Count(svg, `text-anchor="middle"`); n < 12 {
		t.Errorf("%d seats", n)
	}
}

func TestStatusWordsNeedTenPeopleAndToBeAskedFor(t *testing.T) {
	run := commands(t)["sociogram"]
	choices := filepath.Join("testdata", "sociogram", "choices.csv")
	if _, out, _ := run(choices); strings.Contains(out, "Chosen most") {
		t.Error("status without being asked for")
	}
	if _, out, _ := run(choices, "--status"); !strings.Contains(out, "Chosen most") {
		t.Error("no status when asked for")
	}
	_, out, _ := run(filepath.Join("testdata", "sociogram", "table.csv"), "--status", "--json")
	if strings.Contains(out, `"average"`) || !strings.Contains(out, `"like_received"`) {
		t.Error("words in a group of three, or no counts")
	}
}

func TestRatingsAreTakenApartOnlyWhenEverybodyRatedEverybody(t *testing.T) {
	run := commands(t)["sociogram"]
	_, out, _ := run(filepath.Join("testdata", "sociogram", "ratings.csv"), "--ratings")
	if !strings.Contains(out, "In the rater") || !strings.Contains(out, "Returned") {
		t.Error(out)
	}
	code, _, errs := run(filepath.Join("testdata", "sociogram", "circle.csv"), "--ratings")
	if code != badFile || !strings.Contains(errs, "everybody's rating of everybody") {
		t.Errorf("%d %s", code, errs)
	}
}

func FuzzSheetsAreTakenOrRefused(f *testing.F) {
	paths, _ := filepath.Glob(filepath.Join("testdata", "*", "*.csv"))
	worse, _ := filepath.Glob(filepath.Join("testdata", "*", "bad", "*.csv"))
	for _, path := range append(paths, worse...) {
		if raw, err := os.ReadFile(path); err == nil && len(raw) < 4000 {
			f.Add(raw)
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, work := range []func(request, *sheet) (answer, error){sociogram, team, programme} {
			s, err := parseSheet("x.csv", raw)
			if err != nil {
				return
			}
			q := request{flags: map[string]string{"turns": "", "status": "", "ratings": "",
				"assume": "total"}}
			a, err := work(q, s)
			if err != nil || s.err() != nil {
				continue
			}
			if _, err := json.Marshal(a.data); err != nil {
				t.Errorf("not JSON: %v", err)
			}
			wellFormed(t, "x.csv", a.svg)
		}
	})
}

// TestASilentPersonCanBeEntered: a row without "to" counted as a word to all, so nobody could be there and say nothing.
func TestASilentPersonCanBeEntered(t *testing.T) {
	text := "from,to,weight\nC,,0\n" + strings.Repeat("A,B,1\nB,A,1\n", 12)
	code, out, errs := says(t, "sociogram", text, "--turns")
	if code != wentWell || !strings.Contains(out, "Gives nothing here: C") || !strings.Contains(out, "2.0 of 3") {
		t.Error(code, out, errs)
	}
	code, out, errs = says(t, "team", "team,member,score\nR,A,5\nR,B,\nR,group,6\n")
	if code != wentWell || !strings.Contains(out, "R: B did not work alone") {
		t.Error(code, out, errs)
	}
	code, out, errs = says(t, "team", "team,member,idea\nR,A,rope\nR,B,\nR,group,rope\n")
	if code != wentWell || !strings.Contains(out, "the same 2 people alone had 1 ") {
		t.Error(code, out, errs)
	}
}

// TestGainsAndLossesThatCancelAreBothTold: one team lost three, one gained three, and it said that neither did.
func TestGainsAndLossesThatCancelAreBothTold(t *testing.T) {
	_, out, _ := says(t, "team", "team,member,score\nR,A,5\nR,B,6\nR,group,3\nS,C,5\nS,D,6\nS,group,9\n")
	for _, want := range []string{"On average level with the best member (95%", "1 of 2 teams better than their best member, 0 level with it, 1 below"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in %s", want, out)
		}
	}
}

// TestTiesWithoutADirectionGiveNothing: ten marks became twenty, and somebody was said to give most.
func TestTiesWithoutADirectionGiveNothing(t *testing.T) {
	text := "from,to\nA,B\nA,C\nA,D\nA,E\nB,C\nB,D\nC,D\nC,E\nD,E\nB,E\n"
	_, out, _ := says(t, "sociogram", text, "--undirected")
	if strings.Contains(out, "Most comes from") || strings.Contains(out, "Evenly shared") {
		t.Error(out)
	}
}

// TestNobodyIsCalledRejected: status words named people; now they tell of choices.
func TestNobodyIsCalledRejected(t *testing.T) {
	var text strings.Builder
	text.WriteString("from,to,kind\n")
	for i := range 12 {
		for _, j := range []int{0, 1, 2} {
			if i != j {
				fmt.Fprintf(&text, "P%d,P%d,like\n", i, j)
			}
		}
		if i != 11 {
			fmt.Fprintf(&text, "P%d,P11,dislike\n", i)
		}
	}
	_, out, _ := says(t, "sociogram", text.String(), "--status")
	_, raw, _ := says(t, "sociogram", text.String(), "--status", "--json")
	for _, judged := range []string{"rejected", "popular", "neglected", "controversial"} {
		if strings.Contains(out+raw, judged) {
			t.Errorf("somebody is called %s", judged)
		}
	}
	if !strings.Contains(out, "turned down by many") {
		t.Error(out)
	}
}

// says runs a command on a file with this text; white space in the answer counts as one blank.
func says(t *testing.T, command, text string, args ...string) (code int, out, errs string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "f.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errs = commands(t)[command](append([]string{path}, args...)...)
	return code, flat(out), errs
}
