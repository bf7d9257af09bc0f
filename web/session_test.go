package web_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"groupwork/app"
)

func itoa(n int) string { return strconv.Itoa(n) }

func TestAWrongPlanNamesEveryFieldAndKeepsWhatWasTyped(t *testing.T) {
	w := newWorld(t)
	w.post("lea", w.at("/plan"), "version", w.version(), "starts", "tomorrow", "minutes", "4", "intent", "A brave new evening", "blocks", "15 Opening").
		is(http.StatusUnprocessableEntity).says("starts-wrong", "minutes-wrong", "A brave new evening", "15 Opening")
	w.post("lea", w.at("/plan"), "version", w.version(), "starts", "2026-11-26T18:30", "minutes", "80", "intent", "A brave new evening", "blocks", "15 Opening").is(http.StatusSeeOther)
	w.get("lea", w.at("")).is(http.StatusOK).says("A brave new evening", "15 Opening")
	w.get("lea", w.at("/card")).is(http.StatusOK).says("A brave new evening", "Zephyrine", "Opening")
}

func TestAStalePlanIsAnsweredAsSuchAndKeepsWhatWasTyped(t *testing.T) {
	w := newWorld(t)
	old := w.version()
	w.post("cosmo", w.at("/plan"), "version", old, "starts", "2026-11-26T18:30", "minutes", "80", "intent", "First").is(http.StatusSeeOther)
	w.post("lea", w.at("/plan"), "version", old, "starts", "2026-11-26T18:30", "minutes", "80", "intent", "Second").is(http.StatusConflict).says("Second")
}

func TestASessionThatIsNotHeldNeedsAReason(t *testing.T) {
	w := newWorld(t)
	w.post("lea", w.at("/not-held"), "version", w.version(), "why", " ").is(http.StatusUnprocessableEntity).says("why-wrong")
	w.post("lea", w.at("/not-held"), "version", w.version(), "why", "The kitchen is flooded").is(http.StatusSeeOther)
	w.get("lea", w.at("")).is(http.StatusOK).says("The kitchen is flooded").hides("/begin")
}

func TestTheRoomWorksByPlainForms(t *testing.T) {
	w := newWorld(t)
	w.post("lea", w.at("/begin"), "version", w.version()).is(http.StatusSeeOther)
	w.post("lea", w.at("/begin"), "version", w.version()).is(http.StatusSeeOther) // pressed twice
	w.get("lea", w.at("")).is(http.StatusOK).says("Zephyrine", `data-seat="3"`, `data-first="door"`)
	w.now = w.now.Add(7 * time.Minute)
	nonce := newID()
	for range 2 {
		w.post("lea", w.at("/entries"), "nonce", nonce, "attendance", "2:late").is(http.StatusSeeOther)
	}
	if to := w.post("lea", w.at("/entries"), "nonce", nonce, "word", "help").is(http.StatusSeeOther).to; !strings.Contains(to, "?word=help") {
		t.Errorf("a word with no seat leads to %s", to)
	}
	if to := w.post("lea", w.at("/entries"), "nonce", nonce, "pending", "help", "by", "1").is(http.StatusSeeOther).to; !strings.Contains(to, "seat=1&word=help") {
		t.Errorf("who helped leads to %s", to)
	}
	w.get("lea", w.at("?seat=1&word=help")).is(http.StatusOK).says("Zephyrine helped whom?", `name="to"`)
	for range 2 {
		w.post("lea", w.at("/entries"), "nonce", nonce, "seat", "1", "pending", "help", "to", "3").is(http.StatusSeeOther)
	}
	v, err := w.house.Session(t.Context(), w.who["lea"], w.meeting)
	w.must(err)
	late, _ := v.Meeting.Seat(2)
	giver, _ := v.Meeting.Seat(1)
	if late.Presence.State != "late" || late.Presence.Minutes != 7 || giver.HelpGiven != 1 || len(v.Marks) != 2 {
		t.Errorf("late %+v, help given %d, lines %d", late.Presence, giver.HelpGiven, len(v.Marks))
	}
	w.post("lea", w.at("/entries"), "nonce", nonce, "undo", string(v.Marks[0].ID)).is(http.StatusSeeOther)
	w.get("lea", w.at("")).says(`data-gone="true"`)
	w.post("lea", w.at("/entries"), "nonce", nonce, "attendance", "9:present").is(http.StatusUnprocessableEntity)
}

func TestEveryEntryIsAnsweredByItself(t *testing.T) {
	w := newWorld(t)
	w.post("lea", w.at("/begin"), "version", w.version()).is(http.StatusSeeOther)
	good := app.EntryInput{ID: newID(), Device: "d-1", Seq: 1, Kind: "mark", Word: "help", Seat: 1, To: 2, At: w.now}
	bad := app.EntryInput{ID: newID(), Device: "d-1", Seq: 2, Kind: "mark", Word: "help", Seat: 1, To: 1, At: w.now}
	send := func(entries ...app.EntryInput) []app.EntryAnswer {
		raw, err := json.Marshal(entries)
		w.must(err)
		r := httptest.NewRequest("POST", w.at("/entries"), strings.NewReader(string(raw)))
		r.Header.Set("Content-Type", "application/json")
		var answers []app.EntryAnswer
		w.must(json.Unmarshal([]byte(w.ask(r, "lea").is(http.StatusOK).body), &answers))
		return answers
	}
	if a := send(good, bad); len(a) != 2 || a[0].State != "filed" || a[1].State != "refused" || a[1].Say == "" {
		t.Errorf("answered %+v", a)
	}
	if a := send(good); a[0].State != "known" {
		t.Errorf("the same entry again was answered %+v", a)
	}
	changed := good
	changed.To = 3
	if a := send(changed); a[0].State != "conflict" {
		t.Errorf("another entry under the same id was answered %+v", a)
	}
}

func TestPulsesComeFromTheDeviceAndFromCards(t *testing.T) {
	w := newWorld(t)
	w.post("lea", w.at("/begin"), "version", w.version()).is(http.StatusSeeOther)
	nonce := newID()
	w.get("lea", w.at("/pulse")).is(http.StatusOK).says("Quentin", "Only you and the workers")
	w.get("lea", w.at("/pulse/2")).is(http.StatusOK).says("How was today, Quentin?", "Skip").hides("Zephyrine", "Marisol")
	w.post("lea", w.at("/pulse/2"), "nonce", nonce, "voice", "7", "use", "-1", "fit", "11").is(http.StatusUnprocessableEntity)
	w.post("lea", w.at("/pulse/2"), "nonce", nonce, "voice", "7", "use", "-1").is(http.StatusSeeOther)
	w.get("lea", w.at("/pulse/9")).is(http.StatusNotFound)
	w.post("lea", w.at("/pulse/cards"), "nonce", newID(), "1.voice", "9", "3.voice", "twelve", "2.voice", "7").
		is(http.StatusUnprocessableEntity).says("twelve", `value="9"`, `aria-invalid="true"`)
	w.post("lea", w.at("/close"), "version", w.version()).is(http.StatusSeeOther)
	w.post("lea", w.at("/pulse/cards"), "nonce", newID(), "1.voice", "9", "2.voice", "7").is(http.StatusSeeOther)
	v, err := w.house.Session(t.Context(), w.who["lea"], w.meeting)
	w.must(err)
	one, _ := v.Meeting.Seat(1)
	two, _ := v.Meeting.Seat(2)
	if one.Pulse["voice"] != 9 || two.Pulse["voice"] != 7 || len(two.Pulse) != 1 {
		t.Errorf("stored %v and %v", one.Pulse, two.Pulse)
	}
}

func TestAnObserverOfAnotherRoomNeitherSeesNorRecords(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"", "/card", "/pulse", "/pulse/1", "/write-up", "/notes", "/process"} {
		w.get("Quentin", w.at(path)).is(http.StatusNotFound).hides("Zephyrine")
	}
	w.post("vera", w.at("/begin"), "version", w.version()).is(http.StatusForbidden)
	w.get("vera", w.at("/pulse")).is(http.StatusForbidden)
}

// Scenario 13: the card is read in the member's language, from right to left, and what is stored is the same.
func TestAPulseInArabicIsThePulseInEnglish(t *testing.T) {
	w := newWorld(t)
	ctx, lea := t.Context(), w.who["lea"]
	v, err := w.house.Session(ctx, lea, w.meeting)
	w.must(err)
	seats := v.Roster
	person, err := w.house.Person(ctx, lea, seats[1].Person)
	w.must(err)
	w.must(w.house.EditPerson(ctx, lea, seats[1].Person, person.Person.Version, app.PersonInput{Called: person.Person.Called.Reveal(), Register: "Quentin Registername", Languages: "ar"}))
	w.post("lea", w.at("/begin"), "version", w.version()).is(http.StatusSeeOther)
	w.get("lea", w.at("/pulse/1")).is(http.StatusOK).says(`dir="ltr"`, "How was today")
	w.get("lea", w.at("/pulse/2")).is(http.StatusOK).says(`dir="rtl"`, `lang="ar"`).hides("How was today")
	for _, seat := range []string{"1", "2"} {
		w.post("lea", w.at("/pulse/"+seat), "nonce", newID(), "voice", "7").is(http.StatusSeeOther)
	}
	v, err = w.house.Session(ctx, lea, w.meeting)
	w.must(err)
	one, _ := v.Meeting.Seat(1)
	two, _ := v.Meeting.Seat(2)
	if one.Pulse["voice"] != 7 || two.Pulse["voice"] != 7 {
		t.Errorf("stored %v and %v", one.Pulse, two.Pulse)
	}
	for i, s := range v.Roster {
		if s.Number != seats[i].Number || s.Person != seats[i].Person {
			t.Errorf("seat %d moved", seats[i].Number)
		}
	}
}

func TestTheCardHasAtHandWhoNeedsWhatWhoDoesWhatAndWhomToCall(t *testing.T) {
	w := newWorld(t)
	ctx, lea := t.Context(), w.who["lea"]
	v, err := w.house.Stay(ctx, lea, w.stays["Marisol"])
	w.must(err)
	w.must(w.house.EditPerson(ctx, lea, v.Person.ID, v.Person.Version, app.PersonInput{Called: "Marisol", Register: "Marisol Registername", Access: "low reading, wheelchair", Emergency: "Her sister, 555 0199"}))
	card := w.get("lea", w.at("/card")).is(http.StatusOK)
	card.says("What helps whom", "low reading, wheelchair", "Today’s roles", "lead: <strong><bdi>lea</bdi></strong>", "co-worker: <strong><bdi>cosmo</bdi></strong>", "supervisor: <strong><bdi>vera</bdi></strong>",
		"Whom to call", "Her sister, 555 0199", "Emergency number here")
	card.hides("Registername")
	w.get("vera", w.at("/card")).hides("low reading", "555 0199") // needs and numbers are for who is in the room
	w.held()
	w.must(w.house.HoldRoles(ctx, lea, w.meeting, map[string]int{"chair": 1}))
	w.get("lea", w.at("/card")).says(`<span class="tiny">chair</span>`)
}
