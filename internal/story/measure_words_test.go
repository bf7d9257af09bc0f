package story

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/survey"
)

// A file of another system has no scoring of ours: each question that counts stands alone, open ones are left out.
func TestAForeignQuestionnaireIsAskedWithoutATotal(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	ctx, priya, rosa := t.Context(), e.who["priya"], e.who["rosa"]
	const value = `{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":%d}],"valueCoding":{"system":"http://x.example/yes","code":"%s","display":"%s"}}`
	foreign := `{"resourceType":"Questionnaire","id":"Ward.Form-7","title":"Ward form","status":"active","item":[{"linkId":"g","type":"group","item":[` +
		`{"linkId":"1","type":"choice","text":"Did you sleep?","answerOption":[` + fmt.Sprintf(value, 0, "n", "no") + "," + fmt.Sprintf(value, 2, "y", "yes") + `]},` +
		`{"linkId":"2","type":"boolean","text":"Did you eat?"},{"linkId":"3","type":"string","text":"Anything else?"},` +
		`{"linkId":"4","type":"choice","text":"Which bed?","answerOption":[{"valueCoding":{"code":"w","display":"by the window"}},{"valueCoding":{"code":"d","display":"by the door"}}]},` +
		`{"linkId":"5","type":"date","text":"Since when?"},{"linkId":"6","type":"decimal","text":"How many litres?"}]}]}`
	bring := func(file string) (string, error) {
		return e.house.ImportInstrument(ctx, priya, app.ImportInput{Name: "ward.json", File: []byte(file), Right: "Ours", Sure: true})
	}
	_, err := bring(strings.ReplaceAll(foreign, "Ward.Form-7", "SDQ"))
	e.refused(err, fault.Invalid, "survey.instrument.never")
	_, err = bring(`{"resourceType":"Questionnaire","id":"words","status":"active","item":[{"linkId":"3","type":"string","text":"Anything?"}]}`)
	e.must(err)
	made, err := bring(foreign)
	e.must(err)
	if made != "ward-form-7" {
		t.Errorf("it is called %q", made)
	}
	e.joins("Amara")
	id := e.asks(made)
	e.meets()
	e.must(e.house.AnswerHere(ctx, rosa, id, e.session, e.seatOf("Amara"), survey.OnPaper, app.AnswerInput{Sheet: uuid.NewString(), Values: []string{"y", "1", "I miss Ben.", "w", "2026-11-01", "1.5"}}))
	course, err := e.house.Course(ctx, rosa, e.stay["Amara"])
	e.must(err)
	if lines := course.Courses[0].Lines; len(lines) != 2 || lines[0].Points[0].Score.Value != 2 || lines[1].Points[0].Score.Value != 1 {
		t.Errorf("scored %+v", lines)
	}
	var said []string
	for _, one := range course.Courses[0].Said {
		said = append(said, one.Words.Reveal())
	}
	if got := strings.Join(said, "|"); got != "I miss Ben.|by the window|2026-11-01" {
		t.Errorf("words: %s", got)
	}
	if over, err := e.house.Course(ctx, e.who["joyce"], e.stay["Amara"]); err != nil || len(over.Courses[0].Said) > 0 {
		t.Errorf("who supervises reads a member's words: %v", err)
	}
	raw, err := e.house.Response(ctx, rosa, id, e.session, e.seatOf("Amara"))
	e.must(err)
	for _, want := range []string{`"code": "y"`, `"valueBoolean": true`, `"valueString": "I miss Ben."`, `"code": "w"`, `"valueDate": "2026-11-01"`, `"valueDecimal": 1.5`} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("%s is missing in %s", want, raw)
		}
	}
	form, err := e.house.ReadResponse(ctx, rosa, id, e.session, e.seatOf("Amara"), "r.json", raw)
	e.must(err)
	if got := strings.Join(form.Values, "|"); got != "y|1|I miss Ben.|w|2026-11-01|1.5" {
		t.Errorf("it came back as %s", got)
	}
}

// Who looks after the fifth answer and again after the sixth would know the sixth.
func TestAPictureWaitsUntilAMeetingsAnswersAreAllIn(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins(seven...)
	id := e.asks("connectedness")
	e.meets()
	ctx, rosa := t.Context(), e.who["rosa"]
	for i, who := range seven {
		v, err := e.house.Picture(ctx, rosa, id)
		e.must(err)
		if v.Picture.Shown || v.Waits != min(i, 1) {
			t.Errorf("after %d of seven: shown %v, %d meetings wait", i, v.Picture.Shown, v.Waits)
		}
		e.must(e.house.AnswerHere(ctx, rosa, id, e.session, e.seatOf(who), survey.OnPaper, sheetOf(5, "7", "7")))
	}
	v, err := e.house.Picture(ctx, rosa, id)
	e.must(err)
	if !v.Picture.Shown || v.Waits != 0 {
		t.Error("all have answered, and nothing is shown")
	}
}
