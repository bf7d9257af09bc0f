package console

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"groupwork/internal/spoil"
)

// inputs is how many broken files each importer is given: few in the check, a million with
// go test ./measure ./console -run Broken -inputs 1000000 -timeout 60m
var inputs = flag.Int("inputs", 1000, "broken files for each importer")

// Whatever the file, a command refuses it with its file, a row, a column and a reason, or answers in JSON.
func TestBrokenSheetsAreRefusedOrAnswered(t *testing.T) {
	for name, c := range map[string]struct {
		work  func(request, *sheet) (answer, error)
		flags []map[string]string
		good  []string // more seeds beside the bad files
	}{
		"score":     {score, []map[string]string{{"instrument": "gad2"}}, []string{threePHQ}},
		"change":    {change, []map[string]string{{"usual": "2", "expected": ""}}, []string{twoRound, courses}},
		"agreement": {agreement, []map[string]string{nil, {"ranks": ""}, {"raters": "", "level": "interval"}}, []string{"member,1,2\nana,1,2\n", "unit,x,y\n1,1,2\n"}},
		"sociogram": {sociogram, []map[string]string{nil}, nil},
		"team":      {team, []map[string]string{nil}, nil},
		"programme": {programme, []map[string]string{nil, {"assume": "within"}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var seeds [][]byte
			for _, g := range c.good {
				seeds = append(seeds, []byte(g))
			}
			for _, pattern := range []string{"testdata/" + name + "/*.csv", "testdata/" + name + "/bad/*.csv"} {
				paths, err := filepath.Glob(pattern)
				if err != nil {
					t.Fatal(err)
				}
				for _, p := range paths {
					raw, err := os.ReadFile(p)
					if err != nil {
						t.Fatal(err)
					}
					if len(raw) < 4000 {
						seeds = append(seeds, raw)
					}
				}
			}
			m := spoil.New(3, seeds...)
			for i := range *inputs {
				answersOrRefuses(t, c.work, c.flags[i%len(c.flags)], m.Next())
			}
		})
	}
}

func answersOrRefuses(t *testing.T, work func(request, *sheet) (answer, error), flags map[string]string, raw []byte) {
	t.Helper()
	s, err := parseSheet("f.csv", raw)
	if err != nil {
		return
	}
	a, err := work(request{flags: flags}, s)
	if err != nil || s.err() != nil {
		return
	}
	if _, err := json.Marshal(a.data); err != nil {
		t.Fatalf("no JSON: %v\n%q", err, raw)
	}
}
