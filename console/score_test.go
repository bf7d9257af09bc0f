package console

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// asked runs a command on a file made of text and gives what it said, on one line.
func asked(t *testing.T, run personCommand, text string, args ...string) (int, string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "f.csv")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	code := run(t.Context(), append([]string{file}, args...), &out, &errs)
	return code, flat(out.String() + errs.String())
}

const (
	threePHQ = "member,when,1,2,3,4,5,6,7,8,9\nana,1,3,2,2,2,3,3,2,1,1\nben,1,1,1,,0,0,1,0,0,0\ncy,1,1,,,,0,1,0,0,0\n"
	twoRound = "member,round,q\na,1,1\nb,1,5\nc,1,1\nd,1,5\na,2,2\nb,2,3\nc,2,2\nd,2,3\n"
	courses  = "member,when,score\nana,1,19\nana,2,8\nben,1,10\nben,2,12\ncy,1,20\n"
)

// saying is a command on a text and what it must say.
type saying struct {
	run  personCommand
	text string
	args []string
	want []string
}

func (c saying) holds(t *testing.T) {
	code, said := asked(t, c.run, c.text, c.args...)
	for _, want := range c.want {
		if code != wentWell || !strings.Contains(said, want) {
			t.Errorf("ended with %d, without %q:\n%s", code, want, said)
		}
	}
	if strings.Contains(said, "significant") || strings.Contains(said, "NaN") || strings.Contains(said, "Inf ") {
		t.Errorf("said what must not be said: %s", said)
	}
}

func TestFilesOfSpreadsheetsAreRead(t *testing.T) {
	for name, c := range map[string]saying{
		"dates of a spreadsheet are read": {Change, "member,when,score\nB,1.2.2024,15\nB,10.3.2024,5\nC,1.2.2024,9\nC,10.3.2024,\n", []string{"--instrument", "phq9"},
			[]string{"From 1.2.2024 to 10.3.2024. Better by more than measurement error", "C 9 One score only"}},
		"words of time go by the rows": {Change, "member,when,score\nB,before,15\nB,afterwards,5\n", nil, []string{
			"From before to afterwards.", "the order of the rows is taken as that of time"}},
		"a published rule counts who is worse": {Change, courses, []string{"--reliable", "2"}, []string{"by the rule", "Worse by more than measurement error."}},
		"headers with capitals, tabs and sep":  {Change, "sep=\t\nMember\tWhen\tScore\nana\t1\t5,5\nana\t2\t4\n", nil, []string{"ana 5.5 to 4"}},
		"rounds that part from one mind": {Agreement, "member,round,Q1\na,1,3\nb,1,3\nc,1,3\na,2,1\nb,2,3\nc,2,5\n", nil,
			[]string{"Members moved further apart: in the first round all said the same.", "fewer than 5 answers in Q1"}},
	} {
		t.Run(name, c.holds)
	}
}

func TestTheNumbersComeWithPlainSentences(t *testing.T) {
	named := []string{"--sd", "6.1", "--reliability", ".84", "--sample", "ours"}
	for name, c := range map[string]saying{
		"a safety item is said before the score": {Score, threePHQ, []string{"--instrument", "phq9"}, []string{
			"Question 9 was answered above zero: open the safety protocol now. In the range called moderately severe."}},
		"a score with gaps says how it came about": {Score, threePHQ, []string{"--instrument", "phq9"}, []string{
			"3.375 In the range called minimal. 1 left out; worked out from the mean of the rest."}},
		"no score is a dash and a reason": {Score, threePHQ, []string{"--instrument", "phq9"}, []string{
			"cy 1, PHQ-9 total – No score: 3 of 9 questions were left out, and the rule allows 2."}},
		"the licence goes with every use": {Score, threePHQ, []string{"--instrument", "phq9"}, []string{
			"No permission required to reproduce, translate, display or distribute."}},
		"printed codes of K6 are turned round": {Score, "member,1,2,3,4,5,6\nana,2,5,4,4,3,2\n",
			[]string{"--instrument", "k6", "--codes"}, []string{"ana 10 In the range called moderate distress."}},
		"a template says that the wording is not here": {Score, "member,1,2,3\nana,1,2,3\n", []string{"--instrument", "ucla3"},
			[]string{"the wording of UCLA-3 is not part of this program"}},
		"a change names its line, its index and its sample": {Change, courses, append([]string{"--care", "15.2,5.4",
			"--community", "4.1,3.8"}, named...), []string{"Better by more than measurement error, and across line c at 8.685 " +
			"(index -3.19; 6.76 points", "No more than measurement error (index +0.58", "2 of 3 who started have a second score",
			"come from: ours."}},
		"without a named sample nobody judges": {Change, courses, nil, []string{
			"Without the reliability of a named sample nobody can say whether that is more than measurement error."}},
		"higher can be better": {Change, courses, append([]string{"--higher-is-better"}, named...), []string{
			"Worse by more than measurement error: talk with the member"}},
		"a measure without error has no index": {Change, courses, []string{"--sd", "5", "--reliability", "1", "--sample", "x"},
			[]string{"no index of change is defined"}},
		"own usual range": {Change, "member,when,score\na,1,3.64\na,2,3.51\na,3,4.36\na,4,3.9\na,5,3.27\na,6,3.15\na,7,2.2\n",
			[]string{"--usual", "6"}, []string{"a, own usual 2.47 to 4.8 From the first 6 scores, which is few, so it is rough. Outside it 1 of 7 times, last at 7"}},
		"few courses are not foretold": {Change, courses, []string{"--expected"}, []string{
			"expected courses need 100 courses with at least two scores; this file has 2."}},
		"phases by pairs": {Change, "member,when,phase,score\nb,1,A,2\nb,2,A,3\nb,3,A,5\nb,4,A,3\nb,5,B,4\nb,6,B,5\nb,7,B,5\nb,8,B,7\n" +
			"b,9,B,6\n", []string{"--higher-is-better"}, []string{"b, NAP 0.90", "b, Tau-U +0.65", "(Tau +0.80"}},
		"goals": {Change, "member,goal,weight,baseline,attained\nana,a,1,-1,1\nana,b,1,-1,1\nana,c,1,-1,1\n", nil, []string{
			"ana T 63.7 50 is: all as expected. At the start it was 36.3, so the change is +27.4."}},
		"a split group is shown as split": {Agreement, "member,q\na,1\nb,1\nc,1\nd,5\ne,5\nf,5\n", nil, []string{
			"q -2.58 to -1.40 The group is split into camps, and its mean stands for nobody."}},
		"rounds": {Agreement, twoRound, nil, []string{"q, over rounds 0.25", "Members moved closer together."}},
		"agreement beside the truth": {Agreement, "member,q\na,2\nb,4\n", []string{"--truth", "3"}, []string{
			"The mean of the group lies this far from the right answer, members alone 1 on average. It lies between"}},
		"one order": {Agreement, "member,x,y,z\na,1,2,3\nb,1,2,3\n", []string{"--ranks"}, []string{"Kendall's W 1.00", "1. x 1.00"}},
		"raters": {Agreement, "unit,x,y\n1,1,1\n2,2,2\n3,1,2\n", []string{"--raters"}, []string{
			"Krippendorff's alpha 0.44", "Cohen's kappa 0.40"}},
	} {
		t.Run(name, c.holds)
	}
}

// TestRowsOutOfTimeAreNoDeterioration: rows whose dates were not ISO were taken as they stood, and 15 to 5 became 5 to 15.
func TestRowsOutOfTimeAreNoDeterioration(t *testing.T) {
	for _, c := range []struct{ first, second string }{{"10.3.2024", "1.2.2024"}, {"wave 2", "wave 1"}, {"3/25/2024", "2/14/2024"}, {"2024-03", "2024-02"}} {
		code, said := asked(t, Change, "member,when,score\nB,"+c.first+",5\nB,"+c.second+",15\n", "--instrument", "phq9")
		if code != badFile || !strings.Contains(said, "does not come after") {
			t.Errorf("%s, then %s: %d %s", c.first, c.second, code, said)
		}
	}
	if code, said := asked(t, Change, "member,when,score\nB,1,99\n", "--instrument", "phq9"); code != badFile || !strings.Contains(said, "outside 0 to 27") {
		t.Errorf("an impossible score: %d %s", code, said)
	}
}

func TestHelpIsAnAnswerAndNotAMistake(t *testing.T) {
	for name, run := range map[string]personCommand{"score": Score, "change": Change, "sociogram": Sociogram, "agreement": Agreement,
		"team": Team, "programme": Programme, "compose": Compose} {
		for _, flag := range []string{"--help", "-h"} {
			var out, errs strings.Builder
			if code := run(t.Context(), []string{flag}, &out, &errs); code != wentWell || errs.Len() > 0 || !strings.HasPrefix(out.String(), "groupwork "+name+" ") {
				t.Errorf("%s %s ended with %d: %s%s", name, flag, code, errs.String(), out.String())
			}
		}
	}
}

func TestWrongArgumentsAreAnsweredWithAReason(t *testing.T) {
	for want, c := range map[string]struct {
		run  personCommand
		text string
		args []string
	}{
		"sdq may not be used in software: not to be reproduced electronically": {Score, threePHQ, []string{"--instrument", "sdq"}},
		"no such instrument: \"phq\"; is it phq2, phq8, phq9?":                 {Score, threePHQ, []string{"--instrument", "phq"}},
		"no such instrument: \"nothing\"":                                      {Score, threePHQ, []string{"--instrument", "nothing"}},
		"no such instrument: \"../never\"":                                     {Score, threePHQ, []string{"--instrument", "../never"}},
		"name an instrument":                                                   {Score, threePHQ, nil},
		"go together":                                                          {Change, courses, []string{"--sd", "6"}},
		"--care and --community want":                                          {Change, courses, []string{"--care", "6"}},
		"--cutoff is a":                                                        {Change, courses, []string{"--cutoff", "c"}},
		"--usual wants":                                                        {Change, courses, []string{"--usual", "1"}},
		"the scale needs 2 to 101 steps":                                       {Agreement, twoRound, []string{"--low", "5", "--high", "1"}},
		"--level is nominal":                                                   {Agreement, twoRound, []string{"--raters", "--level", "x"}},
		"--truth wants":                                                        {Agreement, twoRound, []string{"--truth", "x"}},
		"there is no flag --nothing":                                           {Agreement, twoRound, []string{"--nothing"}},
	} {
		code, said := asked(t, c.run, c.text, c.args...)
		if code == wentWell || !strings.Contains(said, want) {
			t.Errorf("ended with %d, without %q: %s", code, want, said)
		}
	}
}

func TestJSONAndPicturesAreWellFormed(t *testing.T) {
	for name, c := range map[string]struct {
		run  personCommand
		text string
		args []string
	}{
		"score": {Score, threePHQ, []string{"--instrument", "phq9"}}, "change": {Change, courses, nil},
		"agreement": {Agreement, twoRound, nil},
	} {
		if _, said := asked(t, c.run, c.text, append(c.args, "--json")...); !json.Valid([]byte(said)) {
			t.Errorf("%s: not JSON: %s", name, said)
		}
		_, said := asked(t, c.run, strings.ReplaceAll(c.text, "a,", "<&a>,"), append(c.args, "--svg")...)
		d := xml.NewDecoder(strings.NewReader(said))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: not well formed: %v\n%s", name, err, said)
			}
		}
		if !strings.Contains(said, "<title") || !strings.Contains(said, "<desc") {
			t.Errorf("%s: a picture without words", name)
		}
	}
}

func TestAHundredCoursesGiveAnExpectation(t *testing.T) {
	var b strings.Builder
	b.WriteString("member,when,score\n")
	for k := range 100 {
		start := 10 + k%7
		for s := range 4 {
			b.WriteString("m" + string(rune('a'+k/26)) + string(rune('a'+k%26)) + "," + string(rune('1'+s)) + ",")
			b.WriteString(string(rune('0'+(start-s)/10)) + string(rune('0'+(start-s+k%2)%10)) + "\n")
		}
	}
	code, said := asked(t, Change, b.String(), "--expected")
	if code != wentWell || !strings.Contains(said, "usual for others who began here") {
		t.Errorf("ended with %d: %s", code, said[:min(600, len(said))])
	}
}

func TestAnInstrumentSaysWhichWayIsBetter(t *testing.T) {
	code, said := asked(t, Change, "member,when,score\nAna,1,4\nAna,2,8\n", "--instrument", "connectedness")
	if code != wentWell || !strings.Contains(said, "Better by 4") || !strings.Contains(said, ": 1 member ") {
		t.Errorf("ended with %d: %s", code, said)
	}
	_, said = asked(t, Change, "member,when,score\nAna,1,4\nAna,2,8\n", "--json")
	if !strings.Contains(said, `"sd": null`) || !strings.Contains(said, `"reliability": null`) {
		t.Errorf("what nobody gave is a number: %s", said)
	}
}
