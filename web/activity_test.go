package web_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestThePartsOfAMeetingCanBeReadAsWholeSentences(t *testing.T) {
	w := newWorld(t)
	page := w.at("/parts")
	sentence := strings.Repeat("work on the themes that members raise ", 5)
	w.get("lea", page).is(http.StatusOK).says(`<textarea id="what_0" name="what" rows="2"`, ">Cooking</textarea>").hides(`type="text" value="Cooking"`)
	w.post("lea", page, "version", w.version(), "do", "save", "minutes", "30", "what", sentence+"\r\n", "serves", "", "minutes", "60", "what", "", "serves", "").
		is(http.StatusUnprocessableEntity).says(`aria-describedby="what_1-wrong"`, `id="what_1-wrong"`)
	w.post("lea", page, "version", w.version(), "do", "save", "minutes", "30", "what", sentence+"\r\n", "serves", "", "minutes", "60", "what", "Talking", "serves", "").is(http.StatusSeeOther)
	w.get("lea", page).says(strings.TrimSpace(sentence) + "</textarea>")
}
