package measure

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Each bad file is refused at the place and for the reason that refusals.txt gives, and nothing of it is imported.
func TestBadFilesAreRefusedWithRowColumnAndReason(t *testing.T) {
	want := refusals(t)
	gad2 := instrument(t, "gad2")
	seen := 0
	for _, kind := range []string{"questionnaires", "responses"} {
		paths, err := filepath.Glob(filepath.Join("testdata", "bad", kind, "*.json"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			seen++
			name := kind + "/" + strings.TrimSuffix(filepath.Base(path), ".json")
			t.Run(name, func(t *testing.T) {
				raw, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				empty := false
				if kind == "questionnaires" {
					var ins Instrument
					ins, err = ReadQuestionnaire("f", raw)
					empty = ins.ID == "" && ins.Items == nil && ins.Scales == nil
				} else {
					var r Response
					r, err = ReadResponse("f", raw, gad2)
					empty = r.Answers == nil && r.Subject == ""
				}
				var refusal *Refusal
				if !errors.As(err, &refusal) {
					t.Fatalf("not refused: %v", err)
				}
				first := refusal.Faults[0]
				got := fmt.Sprintf("%d:%d: %s", first.Row, first.Column, first.Reason)
				if first.Row < 1 || first.Column < 1 || first.Reason == "" {
					t.Errorf("a refusal without a place or reason: %s", got)
				}
				if got != want[name] {
					t.Errorf("refused with\n%s | %s\nwanted\n%s", name, got, want[name])
				}
				if !empty {
					t.Error("something was imported")
				}
			})
		}
	}
	if seen != len(want) {
		t.Errorf("%d bad files, %d lines in refusals.txt", seen, len(want))
	}
}

func refusals(t *testing.T) map[string]string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "bad", "refusals.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		name, reason, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if ok {
			want[name] = reason
		}
	}
	return want
}

func TestEveryFaultOfAFileIsListedOneALine(t *testing.T) {
	_, err := ReadQuestionnaire("file.json", []byte(`{"resourceType":"Questionnaire",
 "status":"open",
 "item":[{"linkId":"1","type":"choice"},
  {"linkId":"1","type":"slider"}]}`))
	want := "file.json:1:1: status must be draft, active, retired or unknown\n" +
		"file.json:4:3: the linkId \"1\" stands twice\nfile.json:4:3: item \"1\" has no known type: \"slider\""
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}
