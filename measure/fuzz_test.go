package measure

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"groupwork/internal/spoil"
)

// seeds are the instruments and the bad files.
func seeds(f *testing.F, kinds ...string) {
	f.Helper()
	for _, pattern := range kinds {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			f.Fatalf("%s: %d files, %v", pattern, len(paths), err)
		}
		for _, p := range paths {
			raw, err := os.ReadFile(p)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(raw)
		}
	}
}

func refusedProperly(t *testing.T, err error) {
	t.Helper()
	var r *Refusal
	if !errors.As(err, &r) || len(r.Faults) == 0 {
		t.Fatalf("refused without a reason: %v", err)
	}
	for _, f := range r.Faults {
		if f.Row < 1 || f.Column < 1 || f.Reason == "" {
			t.Fatalf("a fault without a place: %+v", f)
		}
	}
}

func FuzzReadQuestionnaire(f *testing.F) {
	seeds(f, "instruments/gad2.json", "instruments/ons4.json", "instruments/phq9.json", "testdata/bad/questionnaires/*.json")
	f.Fuzz(readAnyQuestionnaire)
}

func readAnyQuestionnaire(t *testing.T, raw []byte) {
	ins, err := ReadQuestionnaire("f", raw)
	if err != nil {
		refusedProperly(t, err)
		return
	}
	ins.Score(make([]Number, len(ins.Items)))
	ins.Score(lowest(ins, true))
	again, err := WriteQuestionnaire(ins)
	if err != nil {
		t.Fatalf("taken and not written: %v", err)
	}
	if _, err := ReadQuestionnaire("f", again); err != nil {
		t.Fatalf("written and not taken: %v\n%s", err, again)
	}
}

func FuzzReadResponse(f *testing.F) {
	gad2, err := Find("gad2")
	if err != nil {
		f.Fatal(err)
	}
	seeds(f, "testdata/response.json", "testdata/bad/responses/*.json")
	f.Fuzz(func(t *testing.T, raw []byte) { readAnyResponse(t, gad2, raw) })
}

func readAnyResponse(t *testing.T, gad2 Instrument, raw []byte) {
	r, err := ReadResponse("f", raw, gad2)
	if err != nil {
		refusedProperly(t, err)
		return
	}
	if s := gad2.Score(r.Answers).Scales[0]; s.Status == OutOfRange || s.Status == WrongLength {
		t.Fatalf("taken and not scorable: %+v", s)
	}
}

// inputs is how many broken files each importer is given: few in the check, a million with
// go test ./measure ./console -run Broken -inputs 1000000 -timeout 60m
var inputs = flag.Int("inputs", 3000, "broken files for each importer")

// filesOf gives the files of some patterns.
func filesOf(t *testing.T, patterns ...string) (all [][]byte) {
	t.Helper()
	for _, pattern := range patterns {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(paths), err)
		}
		for _, p := range paths {
			raw, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, raw)
		}
	}
	return all
}

func TestBrokenQuestionnairesAreRefusedWithAPlace(t *testing.T) {
	t.Parallel()
	m := spoil.New(1, filesOf(t, "instruments/gad2.json", "instruments/ons_loneliness.json", "instruments/pulse.json", "testdata/bad/questionnaires/*.json")...)
	for range *inputs {
		readAnyQuestionnaire(t, m.Next())
	}
}

func TestBrokenResponsesAreRefusedWithAPlace(t *testing.T) {
	t.Parallel()
	gad2, err := Find("gad2")
	if err != nil {
		t.Fatal(err)
	}
	m := spoil.New(2, filesOf(t, "testdata/response.json", "testdata/bad/responses/*.json")...)
	for range *inputs {
		readAnyResponse(t, gad2, m.Next())
	}
}
