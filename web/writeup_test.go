package web_test

import (
	"net/http"
	"strings"
	"testing"

	"groupwork/app"
)

func (w *world) writeUp() app.WriteUp {
	w.t.Helper()
	up, err := w.house.WriteUp(w.t.Context(), w.who["lea"], w.meeting)
	w.must(err)
	return up
}

// field names a field of the note on a member.
func (w *world) field(called, name string) string {
	w.t.Helper()
	for _, m := range w.writeUp().Members {
		if m.Called.Reveal() == called {
			return "n." + string(m.Note.ID) + "." + name
		}
	}
	w.t.Fatalf("no note on %s", called)
	return ""
}

func TestTheWriteUpOpensWhenTheSessionHasEnded(t *testing.T) {
	w := newWorld(t)
	if to := w.get("lea", w.at("/write-up")).is(http.StatusSeeOther).to; to != w.at("") {
		t.Errorf("leads to %s", to)
	}
	w.held()
	if to := w.get("lea", w.at("")).is(http.StatusSeeOther).to; to != w.at("/write-up") {
		t.Errorf("a held session leads to %s", to)
	}
	w.get("lea", w.at("/write-up")).is(http.StatusOK).says("Group note", "Zephyrine", "Ctrl")
	w.get("vera", w.at("/write-up")).is(http.StatusOK).hides("<textarea", `value="sign"`)
}

func TestWhatIsTypedIsStoredAndWhatIsNotTypedIsLeftAlone(t *testing.T) {
	w := newWorld(t)
	w.held()
	form := w.get("lea", w.at("/write-up")).form()
	form.Set("debrief.1", "The soup\r\nand the silence")
	form.Set(w.field("Quentin", "sentence"), "Quentin peeled carrots and told of the harbour")
	form.Set(w.field("Quentin", "participation"), "2")
	form.Set("do", "save")
	for range 2 { // a double submit changes nothing
		w.send("lea", w.at("/write-up"), form).is(http.StatusSeeOther)
	}
	up := w.writeUp()
	if got := up.Session.Debrief[1].Reveal(); got != "The soup\nand the silence" {
		t.Errorf("debrief is %q", got)
	}
	for _, m := range up.Members {
		if m.Note.Touched {
			t.Errorf("the note on %s counts as written by hand", m.Called.Reveal())
		}
		if m.Called.Reveal() == "Quentin" && (m.Facts.Participation != 2 || !strings.Contains(m.Text.Reveal(), "peeled carrots")) {
			t.Errorf("Quentin: %d, %q", m.Facts.Participation, m.Text.Reveal())
		}
	}
}

func TestBothTextsAreShownWhenTwoWroteAtOnce(t *testing.T) {
	w := newWorld(t)
	w.held()
	mine, theirs := w.get("lea", w.at("/write-up")).form(), w.get("cosmo", w.at("/write-up")).form()
	data := w.field("Marisol", "section.data")
	theirs.Set(data, "Marisol set the table with care")
	w.send("cosmo", w.at("/write-up"), theirs).is(http.StatusSeeOther)
	mine.Set(data, "Marisol washed up and sang")
	mine.Set("debrief.8", "Start with the round")
	again := w.send("lea", w.at("/write-up"), mine).is(http.StatusConflict).says("set the table with care", "washed up and sang")
	if got := w.writeUp().Session.Debrief[8].Reveal(); got != "Start with the round" {
		t.Errorf("what nobody else wrote was not saved: %q", got)
	}
	w.send("lea", w.at("/write-up"), again.form()).is(http.StatusSeeOther)
	w.get("lea", w.at("/write-up")).is(http.StatusOK).says("washed up and sang").hides("set the table with care")
}

func TestANoteThatNamesAnotherMemberIsMendedByOneButtonAndThenSigned(t *testing.T) {
	w := newWorld(t)
	w.held()
	form := w.get("lea", w.at("/write-up")).form()
	form.Set(w.field("Quentin", "section.data"), "Quentin sat beside Zephyrine and passed the bread")
	form.Set(w.field("Marisol", "sentence"), "Marisol asked for the recipe and wrote it down twice")
	form.Set(w.field("Zephyrine", "sentence"), "Zephyrine came early and opened every window in the room")
	form.Set("do", "sign")
	w.send("lea", w.at("/write-up"), form).is(http.StatusUnprocessableEntity).says("Names another member", "<mark>Zephyrine</mark>")
	if n := w.writeUp().Waiting; n != 4 {
		t.Fatalf("%d notes wait after a refused signing, not all 4", n)
	}
	id := strings.Split(w.field("Quentin", "x"), ".")[1]
	form = w.get("lea", w.at("/write-up")).form()
	form.Set("do", "another:"+id)
	w.send("lea", w.at("/write-up"), form).is(http.StatusSeeOther)
	form = w.get("lea", w.at("/write-up")).is(http.StatusOK).says("another member").hides("<mark>").form()
	form.Set("do", "sign")
	for range 2 {
		w.send("lea", w.at("/write-up"), form).is(http.StatusSeeOther)
	}
	w.get("lea", w.at("/write-up")).is(http.StatusOK).says("All notes are signed").hides("<textarea")
	w.get("lea", w.at("/notes")).is(http.StatusOK).says("Marisol")
}

func TestASignedNoteTakesAddendaOnly(t *testing.T) {
	w := newWorld(t)
	w.held()
	form := w.get("lea", w.at("/write-up")).form()
	for i, called := range []string{"Zephyrine", "Quentin", "Marisol"} {
		form.Set(w.field(called, "sentence"), called+" "+[]string{"cooked the beans slowly and with patience", "told a long story about boats", "counted plates and laughed out loud"}[i])
	}
	form.Set("do", "sign")
	w.send("lea", w.at("/write-up"), form).is(http.StatusSeeOther)
	note := "/notes/" + strings.Split(w.field("Quentin", "x"), ".")[1]
	w.get("lea", note).is(http.StatusOK).says("Add to this note", "story about boats")
	w.post("lea", note+"/add", "text", "").is(http.StatusUnprocessableEntity).says("text-wrong")
	w.post("lea", note+"/add", "text", "Marisol said so").is(http.StatusUnprocessableEntity).says("Marisol said so")
	for range 2 {
		w.post("lea", note+"/add", "text", "Called on Friday as agreed").is(http.StatusSeeOther)
	}
	if n := strings.Count(w.get("lea", note).body, "Called on Friday"); n != 1 {
		t.Errorf("the addendum stands %d times", n)
	}
	own := "/my" + note
	w.get("Quentin", own).is(http.StatusOK).says("story about boats").hides("Zephyrine", "Marisol")
	w.get("Marisol", own).is(http.StatusNotFound).hides("boats")
}

func TestAProcessNoteIsItsAuthorsAlone(t *testing.T) {
	w := newWorld(t)
	w.held()
	for range 2 {
		w.post("lea", w.at("/process"), "version", "0", "text", "I felt the pull to rescue").is(http.StatusSeeOther)
	}
	w.get("lea", w.at("/process")).is(http.StatusOK).says("pull to rescue", "Only you can read this")
	w.get("cosmo", w.at("/process")).is(http.StatusOK).hides("pull to rescue")
	w.get("vera", w.at("/process")).is(http.StatusForbidden).hides("pull to rescue")
	w.post("lea", w.at("/process"), "version", "0", "text", "A second window").is(http.StatusConflict).says("pull to rescue", "A second window")
}
