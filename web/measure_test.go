package web_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"groupwork/measure"
)

// asks chooses an instrument through the page and gives the path of its answers at the meeting.
func (w *world) asks(instrument string) (asking, answers string) {
	w.t.Helper()
	group := "/groups/" + string(w.group)
	w.post("lea", group+"/measures/new", "instrument", instrument, "first", "yes", "every", "1").is(http.StatusSeeOther)
	v, err := w.house.Measures(w.t.Context(), w.who["lea"], w.group)
	w.must(err)
	asking = "/askings/" + string(v.Active[len(v.Active)-1].Asking.ID)
	return asking, asking + "/answers/" + string(w.meeting)
}

func TestChoosingAnInstrumentLosesNothingThatWasTyped(t *testing.T) {
	w := newWorld(t)
	group := "/groups/" + string(w.group)
	w.get("lea", group+"/measures").is(http.StatusOK).says("Choose an instrument", "Nothing is asked in this group yet")
	w.get("lea", group+"/measures/new").is(http.StatusOK).says("PHQ-9", "asks you to act", "Connectedness").hides("Thursday table\"")
	w.post("lea", group+"/measures/new", "instrument", "phq9", "every", "0").is(http.StatusUnprocessableEntity).says("Choose at least one time to ask", `value="phq9" checked`)
	w.post("lea", group+"/measures/new", "first", "yes", "every", "0").is(http.StatusUnprocessableEntity).says("Choose an instrument.")
	w.post("lea", group+"/measures/new", "instrument", "sdq", "first", "yes", "every", "0").is(http.StatusUnprocessableEntity).says("forbids its use in software")
	w.post("lea", group+"/measures/new", "instrument", "who5", "first", "yes", "every", "0").is(http.StatusUnprocessableEntity).says("needs your agency")
	asking, _ := w.asks("connectedness")
	w.get("lea", asking).is(http.StatusOK).says("Fewer than five")
	w.post("lea", asking+"/stop", "version", "1").is(http.StatusSeeOther)
	w.get("lea", group+"/measures").is(http.StatusOK).says("no longer asked")
}

func TestAMemberAnswersByCodeWithoutAnAccount(t *testing.T) {
	w := newWorld(t)
	_, answers := w.asks("connectedness")
	page := w.post("lea", answers+"/codes").is(http.StatusOK).says("Hand these out", "Quentin")
	code := regexp.MustCompile(`[2-9A-Z]{4}-[2-9A-Z]{4}`).FindString(page.body)
	if code == "" {
		t.Fatal("no code on the page")
	}
	w.get("lea", answers).is(http.StatusOK).says("has a code").hides(code)
	w.post("", "/answer", "agency", book, "code", "WWWW-2222").is(http.StatusUnprocessableEntity).says("does not work", "WWWW-2222")
	where := w.post("", "/answer", "agency", book, "code", strings.ToLower(code)).is(http.StatusSeeOther).to
	form := w.get("", where).is(http.StatusOK).says("People here would notice if I were missing", "You may leave out any question").
		hides("Thursday table", "Quentin", "Zephyrine", "Marisol", "Cook and talk")
	sheet := regexp.MustCompile(`name="sheet" value="([^"]+)"`).FindStringSubmatch(form.body)[1]
	w.post("", where, "sheet", sheet).is(http.StatusUnprocessableEntity).says("Answer at least one question")
	w.post("", where, "sheet", sheet, "item.1", "12", "item.2", "7").is(http.StatusUnprocessableEntity).says("none of the possible answers", `value="7" checked`)
	for range 2 {
		w.post("", where, "sheet", sheet, "item.1", "8", "item.2", "7").is(http.StatusSeeOther)
	}
	w.get("", where).is(http.StatusNotFound)
	w.get("", "/answered").is(http.StatusOK).says("Thank you", "hard to carry")
	w.get("lea", answers).is(http.StatusOK).says("1 of ", "own phone")
}

func TestTheDeviceGoesRoundAndShowsNoAnswers(t *testing.T) {
	w := newWorld(t)
	asking, answers := w.asks("phq9")
	phq9, err := measure.Find("phq9")
	w.must(err)
	code := phq9.Items[0].Options[1].Code
	w.get("lea", answers+"/shared").is(http.StatusOK).says("Quentin", "Zephyrine")
	form := w.get("lea", answers+"/shared/1").is(http.StatusOK).says("Several days").hides("checked")
	sheet := regexp.MustCompile(`name="sheet" value="([^"]+)"`).FindStringSubmatch(form.body)[1]
	fields := []string{"sheet", sheet, "version", "0"}
	for k := range 9 {
		fields = append(fields, "item."+itoa(k+1), code)
	}
	for range 2 {
		w.post("lea", answers+"/shared/1", fields...).is(http.StatusSeeOther)
	}
	w.get("lea", answers+"/shared/1").is(http.StatusOK).hides("checked")
	w.get("lea", answers+"/paper/1").is(http.StatusOK).says(`value="` + code + `" checked`)
	w.get("lea", "/today").is(http.StatusOK).says("answered a question about safety")
	v, err := w.house.Today(t.Context(), w.who["lea"])
	w.must(err)
	path := ""
	for _, n := range v.Needs {
		if n.Kind == "safety_answer" {
			path = n.Path
		}
	}
	w.get("lea", path).is(http.StatusOK).says("Speak with the person alone", "Several days")
	w.post("lea", path, "version", "1", "done", "").is(http.StatusUnprocessableEntity).says("Write what was done")
	w.post("lea", path, "version", "1", "done", "Spoke alone at the door").is(http.StatusSeeOther)
	w.get("lea", path).is(http.StatusOK).says("Dealt with", "Spoke alone at the door")
	w.get("lea", asking).is(http.StatusOK).says("Fewer than five").hides("Several days")
	sheets, err := w.house.Measures(t.Context(), w.who["lea"], w.group)
	w.must(err)
	w.get("lea", "/stays/"+string(sheets.Rows[0].Stay)+"/course").is(http.StatusOK).says("PHQ-9", "Two scores are needed", "10 or more", "measurement error")
}

func TestATeamTaskTellsItsLosses(t *testing.T) {
	w := newWorld(t)
	path := "/groups/" + string(w.group) + "/tasks/new"
	w.get("lea", path).is(http.StatusOK).says("Alone and together", "Quentin")
	w.post("lea", path, "title", "Ten facts", "right", "ABCD", "together", "A-CA", "alone.1", "ABBA").is(http.StatusUnprocessableEntity).says("At least two members", "A-CA", "ABBA")
	to := w.post("lea", path, "title", "Ten facts", "held", "2026-11-25", "right", "ABCD", "together", "A-CA", "alone.1", "ABBA", "after.1", "ABCD", "alone.2", "BBBA").is(http.StatusSeeOther).to
	w.get("lea", to).is(http.StatusOK).says("Together as good as the best alone", "gained: nobody had it", "lost: somebody had it").hides("Quentin")
	w.get("lea", to+"/edit").is(http.StatusOK).says("A B B A")
	w.post("lea", to+"/edit", "version", "9", "title", "x").is(http.StatusConflict)
}

func TestTheInteractionPictureWaitsForEnoughMarks(t *testing.T) {
	w := newWorld(t)
	w.get("lea", "/groups/"+string(w.group)+"/interaction").is(http.StatusOK).says("there is something to say").hides(">0.", " 0.") // no number; the name of the style sheet may hold one
	w.get("", "/groups/"+string(w.group)+"/interaction").is(http.StatusSeeOther)
}

func TestOurOwnQuestionsAreReadInTheLanguageOfWhoAnswers(t *testing.T) {
	w := newWorld(t)
	_, answers := w.asks("connectedness")
	seat := answers + "/shared/1"
	w.get("lea", seat).is(http.StatusOK).says("People here would notice", "Español", "العربية")
	form := w.get("lea", seat+"?in=es").is(http.StatusOK).says("Aquí se notaría si yo faltara", `lang="es"`, `name="in" value="es"`)
	sheet := regexp.MustCompile(`name="sheet" value="([^"]+)"`).FindStringSubmatch(form.body)[1]
	w.post("lea", seat, "in", "es", "sheet", sheet, "item.1", "99").is(http.StatusUnprocessableEntity).says("Aquí se notaría si yo faltara")
	w.post("lea", seat, "in", "es", "sheet", sheet, "item.1", "8").is(http.StatusSeeOther)
	w.get("lea", answers+"/paper/1?in=ar").is(http.StatusOK).says("سيلاحظ الناس هنا غيابي")
	_, phq := w.asks("phq9")
	w.get("lea", phq+"/shared/1?in=es").is(http.StatusOK).says("Little interest", "no podemos traducirlo").hides("العربية")
}

func TestAnAnsweredFormComesAndGoesAsAFHIRFile(t *testing.T) {
	w := newWorld(t)
	_, answers := w.asks("connectedness")
	paper := answers + "/paper/1"
	w.get("lea", paper+"/response").is(http.StatusNotFound)
	whole := `{"resourceType":"QuestionnaireResponse","status":"completed","item":[{"linkId":"CN5a","answer":[{"valueInteger":7}]}]}`
	w.upload("lea", paper+"/response", "r.json", strings.Replace(whole, "7", "77", 1)).is(http.StatusUnprocessableEntity).says("outside the answers")
	w.upload("lea", paper+"/response", "r.json", `{"resourceType":"Patient"}`).is(http.StatusUnprocessableEntity).says("not a FHIR QuestionnaireResponse")
	form := w.upload("lea", paper+"/response", "r.json", whole).is(http.StatusOK).says(`value="7" checked`)
	w.get("lea", paper+"/response").is(http.StatusNotFound) // nothing is kept before it is saved
	sheet := regexp.MustCompile(`name="sheet" value="([^"]+)"`).FindStringSubmatch(form.body)[1]
	w.post("lea", paper, "in", "en", "sheet", sheet, "item.1", "7").is(http.StatusSeeOther)
	w.get("lea", paper+"/response").is(http.StatusOK).says(`"valueInteger": 7`, "urn:uuid:").hides("Quentin")
}
