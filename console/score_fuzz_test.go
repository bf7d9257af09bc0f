package console

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// Whatever the file, the commands about people refuse it or answer in JSON; none panics.
func FuzzScoreChangeAgreement(f *testing.F) {
	for _, pattern := range []string{"testdata/score/bad/*.csv", "testdata/change/bad/*.csv", "testdata/agreement/bad/*.csv"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			f.Fatal(pattern, err)
		}
		for _, p := range paths {
			raw, err := os.ReadFile(p)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(raw)
		}
	}
	for _, good := range []string{threePHQ, twoRound, courses, "member,1,2\nana,1,2\n", "unit,x,y\n1,1,2\n"} {
		f.Add([]byte(good))
	}
	gad2, usual := map[string]string{"instrument": "gad2"}, map[string]string{"usual": "2", "expected": ""}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, c := range []struct {
			work  func(request, *sheet) (answer, error)
			flags map[string]string
		}{{score, gad2}, {change, usual}, {agreement, nil}, {agreement, map[string]string{"ranks": ""}},
			{agreement, map[string]string{"raters": "", "level": "interval"}}} {
			s, err := parseSheet("f.csv", raw)
			if err != nil {
				return
			}
			a, err := c.work(request{flags: c.flags}, s)
			if err != nil || s.err() != nil {
				continue
			}
			if _, err := json.Marshal(a.data); err != nil {
				t.Fatalf("no JSON: %v", err)
			}
		}
	})
}
