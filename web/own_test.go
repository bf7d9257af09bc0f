package web_test

import (
	"net/http"
	"testing"

	"groupwork/app"
)

func (w *world) stayVersion(called string) string {
	w.t.Helper()
	v, err := w.house.OwnStay(w.t.Context(), w.who[called], w.stays[called])
	w.must(err)
	return itoa(v.Stay.Version)
}

func TestAMemberAnswersForThemselves(t *testing.T) {
	w := newWorld(t)
	path := "/my/stays/" + string(w.stays["Ottokar"])
	w.get("Ottokar", "/my").is(http.StatusOK).says("You are asked to join", "Thursday table")
	w.get("Ottokar", path+"/answer").is(http.StatusOK).says("Yes, I want to join", "No, thank you", "Who sees what", "lea").hides("Zephyrine", "Quentin", "Marisol")
	w.post("Ottokar", path+"/answer", "version", w.stayVersion("Ottokar"), "say", "perhaps", "words", "Let me think").is(http.StatusUnprocessableEntity).says("Let me think")
	version := w.stayVersion("Ottokar")
	for range 2 {
		w.post("Ottokar", path+"/answer", "version", version, "say", "yes", "consents", "follow_up_contact").is(http.StatusSeeOther)
	}
	v, err := w.house.OwnStay(t.Context(), w.who["Ottokar"], w.stays["Ottokar"])
	w.must(err)
	if v.Stay.Yes == nil || !v.Stay.Agrees("join", w.now) || !v.Stay.Agrees("follow_up_contact", w.now) || v.Stay.Agrees("photos", w.now) {
		t.Errorf("yes %v, consents %+v", v.Stay.Yes, v.Stay.Consents)
	}
	w.get("Quentin", path).is(http.StatusNotFound).hides("Ottokar")
}

func TestEveryConsentCanBeTakenBackAndLeavingIsOneAct(t *testing.T) {
	w := newWorld(t)
	_, err := w.house.PlanSession(t.Context(), w.who["lea"], w.group, app.SessionInput{Starts: "2026-12-03T18:30", Minutes: 90})
	w.must(err)
	path := "/my/stays/" + string(w.stays["Quentin"])
	w.get("Quentin", path).is(http.StatusOK).says("Next meeting", "Leave the group").hides("Zephyrine", "Marisol")
	version := w.stayVersion("Quentin")
	for range 2 {
		w.post("Quentin", path+"/choices", "version", version, "what", "photos", "give", "yes").is(http.StatusSeeOther)
	}
	w.post("Quentin", path+"/choices", "version", w.stayVersion("Quentin"), "what", "photos", "give", "no").is(http.StatusSeeOther)
	w.post("Quentin", path+"/choices", "version", w.stayVersion("Quentin"), "what", "join", "give", "no").is(http.StatusUnprocessableEntity)
	w.get("Quentin", path+"/leave").is(http.StatusOK).says("What happens next")
	version = w.stayVersion("Quentin")
	for range 2 {
		w.post("Quentin", path+"/leave", "version", version, "reason", "moved_or_schedule", "words", "Thank you all").is(http.StatusSeeOther)
	}
	w.get("Quentin", "/my").is(http.StatusOK).says("You left this group.")
	w.get("Quentin", path).is(http.StatusOK).hides("Next meeting", "Leave the group")
}
