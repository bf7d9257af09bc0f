package measure

import (
	"errors"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"time"
)

func everyInstrument(t *testing.T) []Instrument {
	t.Helper()
	ids, err := Shelf()
	if err != nil {
		t.Fatal(err)
	}
	var all []Instrument
	for _, id := range ids {
		all = append(all, instrument(t, id))
	}
	return all
}

func TestWhatIsShippedHasWordingLicenceSourceAndDate(t *testing.T) {
	for _, i := range everyInstrument(t) {
		if i.ID == "" || i.Title == "" || i.Version == "" || i.Language == "" || i.Licence.Evidence == "" || len(i.Scales) == 0 {
			t.Errorf("%s: id, title, version, language, evidence or scales are missing", i.ID)
		}
		if _, err := time.Parse(time.DateOnly, i.Licence.Checked); err != nil {
			t.Errorf("%s: %v", i.ID, err)
		}
		if i.Verdict == Ship && (!i.Wording() || i.Copyright == "" || i.Licence.URL == "") {
			t.Errorf("%s is shipped without wording, licence text or source", i.ID)
		}
		for _, item := range i.Items {
			if i.Verdict == Template && item.Text != "" {
				t.Errorf("%s is a template and holds wording", i.ID)
			}
		}
		for _, r := range i.Reliability {
			if r.Source == "" {
				t.Errorf("%s: a reliability without a source", i.ID)
			}
		}
	}
}

func TestTheShippedInstrumentsAreThere(t *testing.T) {
	for _, id := range []string{"phq9", "phq8", "phq2", "gad7", "gad2", "k6", "k10", "pcl5", "cesd", "ons4", "ipip_cooperation",
		"ipip_leadership", "pulse"} {
		if i := instrument(t, id); i.Verdict != Ship {
			t.Errorf("%s is %s", id, i.Verdict)
		}
	}
}

func TestReadingWhatWasWrittenGivesTheSameInstrument(t *testing.T) {
	for _, i := range everyInstrument(t) {
		raw, err := WriteQuestionnaire(i)
		if err != nil {
			t.Fatal(err)
		}
		again, err := ReadQuestionnaire(i.ID, raw)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(i, again) {
			t.Errorf("%s came back as\n%+v\nand was\n%+v", i.ID, again, i)
		}
	}
}

func TestWhatMayNeverBeUsedIsRefusedWithItsReason(t *testing.T) {
	list, err := refused()
	if err != nil || len(list) < 8 {
		t.Fatal(len(list), err)
	}
	for id, why := range list {
		if _, err := Find(id); !errors.Is(err, ErrNever) || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v", id, err)
		}
		if _, err := fs.Stat(shelf, "instruments/"+id+".json"); err == nil {
			t.Errorf("%s may never be used and lies on the shelf", id)
		}
	}
	for _, id := range []string{"", ".", "..", "never", "x/../phq9", "PHQ9"} {
		if _, err := Find(id); !errors.Is(err, ErrUnknown) {
			t.Errorf("%q: %v", id, err)
		}
	}
}

// answers picks for each item its k-th possible answer from below.
func lowest(i Instrument, highest bool) (out []Number) {
	for _, item := range i.Items {
		best := item.Min
		if highest {
			best = item.Max
		}
		if item.Type == "boolean" {
			best = Some(map[bool]float64{true: 1}[highest])
		}
		for _, o := range item.Options {
			if !best.OK || (o.Score.Value > best.Value) == highest && o.Score != best {
				best = o.Score
			}
		}
		out = append(out, best)
	}
	return out
}

func TestEveryInstrumentScoresItsEndsAndNothingFromNothing(t *testing.T) {
	for _, i := range everyInstrument(t) {
		for _, high := range []bool{false, true} {
			r := i.Score(lowest(i, high))
			if !r.Valid {
				t.Errorf("%s: not valid", i.ID)
			}
			for k, s := range r.Scales {
				if s.Status != Complete || !s.Score.OK {
					t.Errorf("%s, %s: %v", i.ID, s.ID, s.Status)
				}
				if i.Scales[k].Rule.Bands != nil && s.Band == "" {
					t.Errorf("%s, %s: %v is in no band", i.ID, s.ID, s.Score.Value)
				}
			}
		}
		for _, s := range i.Score(make([]Number, len(i.Items))).Scales {
			if s.Score.OK || s.Status != TooManyMissing {
				t.Errorf("%s, %s: a score without an answer: %v", i.ID, s.ID, s)
			}
		}
	}
}

// Every answer above zero to a safety item is told, with and without a score.
func TestSafetyItemsOpenTheProtocolEvenWithoutAScore(t *testing.T) {
	phq9 := instrument(t, "phq9")
	only := make([]Number, 9)
	only[8] = Some(1)
	if r := phq9.Score(only); len(r.Safety) != 1 || r.Safety[0] != 9 || r.Scales[0].Score.OK {
		t.Errorf("got %+v", r)
	}
	only[8] = Some(0)
	if r := phq9.Score(only); len(r.Safety) != 0 {
		t.Errorf("got %+v", r)
	}
	if instrument(t, "phq8").Safety != nil {
		t.Error("PHQ-8 has no safety item")
	}
}

func TestAResponseComesBackAsItWent(t *testing.T) {
	for _, i := range everyInstrument(t) {
		sent := Response{Questionnaire: i.URL, Subject: "Patient/1", Authored: "2026-01-02", Answers: lowest(i, true)}
		sent.Answers[0] = Number{}
		raw, err := WriteResponse(i, sent)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := ReadResponse("r", raw, i); err != nil || !reflect.DeepEqual(got, sent) {
			t.Errorf("%s: %v: %+v", i.ID, err, got)
		}
	}
}
