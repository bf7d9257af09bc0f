package console

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// personCommand is one of score, change and agreement.
type personCommand func(ctx context.Context, args []string, stdout, stderr io.Writer) int

// Every bad file is refused with exit code 1, for the reason in refusals-of-people.txt, and nothing goes to stdout.
func TestBadFilesOfScoreChangeAndAgreementAreRefused(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "refusals-of-people.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		name, reason, _ := strings.Cut(strings.TrimSpace(line), " | ")
		want[name] = reason
	}
	seen := 0
	for name, c := range map[string]struct {
		run  personCommand
		args []string
	}{"score": {Score, []string{"--instrument", "gad2"}}, "change": {Change, nil}, "agreement": {Agreement, nil}} {
		paths, err := filepath.Glob(filepath.Join("testdata", name, "bad", "*.csv"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			seen++
			t.Run(name+"/"+filepath.Base(path), func(t *testing.T) {
				var out, errs bytes.Buffer
				if code := c.run(t.Context(), append([]string{path}, c.args...), &out, &errs); code != badFile {
					t.Errorf("ended with %d: %s", code, errs.String())
				}
				first, _, _ := strings.Cut(errs.String(), "\n")
				got := strings.TrimPrefix(strings.TrimPrefix(first, path), ", ")
				if got != want[name+"/"+filepath.Base(path)] {
					t.Errorf("refused with\n%s/%s | %s\nwanted\n%s", name, filepath.Base(path), got, want[name+"/"+filepath.Base(path)])
				}
				if out.Len() > 0 {
					t.Errorf("something was said: %s", out.String())
				}
			})
		}
	}
	if seen != len(want) {
		t.Errorf("%d bad files, %d reasons", seen, len(want))
	}
}
