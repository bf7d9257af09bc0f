package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"groupwork/app"
	"groupwork/group"
)

// Two people at one thing: what one of them wrote is neither signed unseen nor written over by the other's older page.

func TestNobodySignsWhatSomebodyElseWroteMeanwhile(t *testing.T) {
	w := newWorld(t)
	w.held()
	mine, theirs := w.get("lea", w.at("/write-up")).form(), w.get("cosmo", w.at("/write-up")).form()
	words := []string{"Marisol spoke of a quarrel and was heard for a while", "Quentin brought bread baked at dawn and shared it out", "Zephyrine sat apart at first and then peeled with the others"}
	for i, called := range []string{"Marisol", "Quentin", "Zephyrine"} {
		theirs.Set(w.field(called, "section.data"), words[i])
	}
	w.send("cosmo", w.at("/write-up"), theirs).is(http.StatusSeeOther)
	mine.Set("do", "sign")
	again := w.send("lea", w.at("/write-up"), mine).is(http.StatusConflict).says("read it, then sign", words[1])
	if n := w.writeUp().Waiting; n != 4 {
		t.Fatalf("%d notes wait, not all 4", n)
	}
	form := again.form()
	form.Set("do", "sign")
	w.send("lea", w.at("/write-up"), form).is(http.StatusSeeOther)
	if n := w.writeUp().Waiting; n != 0 {
		t.Errorf("%d notes wait after they were read and signed", n)
	}
}

func TestAnOlderGridOfCardsLeavesAMembersOwnAnswersAlone(t *testing.T) {
	w := newWorld(t)
	w.post("lea", w.at("/begin"), "version", w.version()).is(http.StatusSeeOther)
	grid := w.get("lea", w.at("/pulse/cards")).form()
	own := w.get("lea", w.at("/pulse/1")).form()
	v, err := w.house.Session(t.Context(), w.who["lea"], w.meeting)
	w.must(err)
	for _, item := range v.PulseItems {
		own.Set(item, "7")
		grid.Set("2."+item, "4")
	}
	w.send("lea", w.at("/pulse/1"), own).is(http.StatusSeeOther)
	w.now = w.now.Add(time.Minute)
	w.send("cosmo", w.at("/pulse/cards"), grid).is(http.StatusSeeOther)
	v, err = w.house.Session(t.Context(), w.who["lea"], w.meeting)
	w.must(err)
	for seat, want := range map[int]int{1: 7, 2: 4} {
		facts, _ := v.Meeting.Seat(seat)
		for _, item := range v.PulseItems {
			if facts.Pulse[item] != want {
				t.Errorf("seat %d: %s is %d, not %d", seat, item, facts.Pulse[item], want)
			}
		}
	}
}

func TestAnOlderPageTakesNobodysPartOfLeadingAway(t *testing.T) {
	w := newWorld(t)
	w.held()
	mine, theirs := w.get("lea", w.at("/roles")).form(), w.get("cosmo", w.at("/roles")).form()
	theirs.Set("role.chair", "1")
	w.send("cosmo", w.at("/roles"), theirs).is(http.StatusSeeOther)
	mine.Set("role.opener", "2")
	w.send("lea", w.at("/roles"), mine).is(http.StatusSeeOther)
	v, err := w.house.HeldRoles(t.Context(), w.who["lea"], w.meeting)
	w.must(err)
	if v.Held["chair"] != 1 || v.Held["opener"] != 2 {
		t.Errorf("held: %v", v.Held)
	}
}

func TestAStaleFormSentTwiceWritesOverNothing(t *testing.T) {
	w := newWorld(t)
	path := "/groups/" + string(w.group) + "/plan"
	shown := w.get("lea", path).form().Get("version")
	sends := func(as, version, field, text string) answer {
		return w.post(as, path, "name", "Thursday table", "purpose", "Cook and talk", "open", "open", "least", "2", "most", "10", "version", version, field, text)
	}
	sends("cosmo", shown, "plan.need", "What he wrote").is(http.StatusSeeOther)
	for range 2 {
		again := sends("lea", shown, "plan.content", "What she wrote").is(http.StatusConflict).says("What she wrote", "in another tab")
		shown = again.form().Get("version")
	}
	v, err := w.house.Group(t.Context(), w.who["lea"], w.group)
	w.must(err)
	if v.Group.Plan["need"].Reveal() != "What he wrote" {
		t.Error("his words are gone")
	}
}

func TestAnObserverReadsNobodysOwnGoal(t *testing.T) {
	w := newWorld(t)
	ctx, lea := t.Context(), w.who["lea"]
	s, err := w.house.Stay(ctx, lea, w.stays["Quentin"])
	w.must(err)
	w.must(w.house.EditIntake(ctx, lea, w.stays["Quentin"], s.Stay.Version, nil, "Says no before it is too late", -1))
	page := "/groups/" + string(w.group)
	w.get("cosmo", page).says("Says no before")
	v, err := w.house.Group(ctx, lea, w.group)
	w.must(err)
	w.must(w.house.SetWorkers(ctx, lea, w.group, v.Group.Version, []app.WorkerInput{{Person: w.who["cosmo"].Person, Part: string(group.Observer)}}))
	if page := w.get("cosmo", page).is(http.StatusOK); strings.Contains(page.body, "Says no before") {
		t.Error("an observer reads a member's goal")
	}
}
