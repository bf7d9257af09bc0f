package report

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"groupwork/group"
	"groupwork/private"
	"groupwork/session"
)

// keys gives the keys of lines with their numbers.
func keys(lines []Line) string {
	var all []string
	for _, l := range lines {
		all = append(all, strings.TrimSpace(l.Key+" "+fmt.Sprintln(l.Args...)))
	}
	return strings.Join(all, "\n")
}

func TestGoalsOfALevelAreToldWithTheirSpreadAndNeverPooled(t *testing.T) {
	w := &writer{to: ToFunder, facts: Facts{Aims: []Aims{{Level: "group", Goals: 2, T: 56.7, HasT: true, Spread: [5]int{0, 1, 0, 0, 1}, Open: 1},
		{Level: "community"}, {Level: "individual", Goals: 4, Spread: [5]int{1, 1, 1, 1, 0}, T: 44, HasT: true}}}}
	if got := keys(attained(w, "group")); !strings.Contains(got, "report.attained.t.group t 57 n 2") || strings.Count(got, "report.attained.at.group") != 2 || strings.Contains(got, "open") {
		t.Errorf("the group's goals:\n%s", got)
	}
	for _, level := range []string{"community", "individual"} { // none read; of four people nothing leaves
		if l := attained(w, level); len(l) != 1 || !l[0].Missing {
			t.Errorf("%s: %s", level, keys(l))
		}
	}
	w.to = ToGroup
	if got := keys(attained(w, "individual")); !strings.Contains(got, "report.attained.t.individual") || !strings.Contains(got, "progress.-2 count 1") {
		t.Errorf("inside: %s", got)
	}
}

func TestAnInstrumentTellsThoseWhoGotWorseAndNothingOfFewerThanFive(t *testing.T) {
	facts := Facts{Measures: []Measure{{Title: "PHQ-9", Better: 6, Same: 7, Worse: 5, Published: true}, {Title: "Own", Better: 2, Worse: 1}}}
	inside := keys(measured(&writer{to: ToGroup, facts: facts}, ""))
	if !strings.Contains(inside, "report.measured.worse count 5") || !strings.Contains(inside, "report.measured.own title Own n 3") {
		t.Errorf("inside:\n%s", inside)
	}
	outside := keys(measured(&writer{to: ToFunder, facts: facts}, ""))
	if !strings.Contains(outside, "report.measured.worse count 5") || strings.Contains(outside, "Own") {
		t.Errorf("outside:\n%s", outside)
	}
}

func TestPromisesAreKeptAsFarAsWasCounted(t *testing.T) {
	w := &writer{facts: Facts{Meetings: []Meeting{{}}}}
	w.facts.Meetings[0].Fold.Seats = append(w.facts.Meetings[0].Fold.Seats, seatWith(1))
	if l := promises(w, ""); !l[len(l)-1].Missing {
		t.Errorf("nothing was counted: %s", keys(l))
	}
	w.facts.Due, w.facts.Kept = 4, 3
	if got := keys(promises(w, "")); !strings.Contains(got, "report.promises.kept kept 3 due 4") {
		t.Error(got)
	}
}

func TestActivitiesAreToldInTheWordsOfThePlanWhichTheNameGuardReads(t *testing.T) {
	d := Document{Sections: []Section{{Lines: used(&writer{facts: Facts{Used: []Used{{Name: private.Of("Round with Ana"), Meetings: 2}}}}, "")}}}
	if q := d.Quotes(); len(q) != 1 || q[0].Text.Reveal() != "Round with Ana" {
		t.Errorf("%+v", q)
	}
}

func TestAMembersOwnGoalsAreTheirs(t *testing.T) {
	w := &writer{to: ToMember, me: Member{Stay: group.Stay{Seat: 1}, Aims: Aims{Level: "individual", Goals: 1, T: 60, HasT: true, Spread: [5]int{0, 0, 0, 1, 0}}}}
	if got := keys(ownAims(w, "")); !strings.Contains(got, "t 60 n 1") {
		t.Error(got)
	}
}

// seatWith is a seat that made so many promises.
func seatWith(n int) session.SeatFacts {
	return session.SeatFacts{Seat: 1, Promises: make([]private.Text, n)}
}

// An agreement is told in the order of its form.
func TestAnAgreementIsToldInTheOrderOfItsForm(t *testing.T) {
	w := &writer{facts: Facts{Model: "reciprocal", Clauses: []string{"purpose", "agency"}, Contract: group.Contract{Adopted: time.Now(), How: "each_member_yes",
		Clauses: map[string]private.Text{"agency": private.Of("It pays the room."), "old": private.Of("From before."), "purpose": private.Of("We help each other.")}}}}
	var told []string
	for _, l := range contract(w, "")[1:] {
		told = append(told, strings.TrimPrefix(l.Key, "pack.reciprocal.clause."))
	}
	if strings.Join(told, " ") != "purpose agency old" {
		t.Errorf("told in the order %v", told)
	}
}

func TestWhatInTheGroupHelpedIsProcessesAndToldFromFiveOn(t *testing.T) {
	w := &writer{to: ToGroup}
	for i, said := range []string{"support", "rehearsal", "rehearsal", "support", "rehearsal", ""} {
		if i == 4 {
			if got := keys(means(w, "")); got != "report.means.few" {
				t.Errorf("of four: %s", got)
			}
		}
		w.facts.Members = append(w.facts.Members, Member{End: map[string]private.Text{HelpedMost: private.Of(said)}})
	}
	if got := keys(means(w, "")); got != "report.means n 5 what [means.rehearsal means.support]" {
		t.Errorf("of five: %s", got)
	}
	w.to, w.me = ToMember, w.facts.Members[0]
	if got := keys(means(w, "")); got != "report.means.own what means.support" {
		t.Errorf("their own: %s", got)
	}
	w.me = w.facts.Members[5]
	if l := means(w, ""); !l[0].Missing {
		t.Errorf("nothing said: %s", keys(l))
	}
}

func TestAReadingOfAGoalCountsBesideWhatTheNotesSayAndOnce(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 9, n, 18, 0, 0, 0, time.UTC) }
	w := &writer{to: ToGroup}
	for n := 1; n <= 3; n++ {
		m := Meeting{Number: n, Starts: day(7 * n)}
		m.Fold.Seats = []session.SeatFacts{{Seat: 1, Progress: -2, HasProgress: n == 2}}
		w.facts.Meetings = append(w.facts.Meetings, m)
	}
	one := Member{Stay: group.Stay{Seat: 1}, Read: []GoalRead{{day(8), -2}, {day(14), -2}, {day(25), 0}}}
	if got := fmt.Sprint(len(w.readings(one)), w.readings(one)[2].level, w.readings(one)[2].number); got != "3 0 3" {
		t.Errorf("readings: %s", got)
	}
	w.facts.Members = []Member{one}
	if got := keys(levels(w, "difficulty")); !strings.Contains(got, "report.level.difficulty.reached count 1") {
		t.Errorf("levels:\n%s", got)
	}
	if got := keys(notBetter(w, "levels")); !strings.Contains(got, "report.change.levels.up count 1") {
		t.Errorf("changes:\n%s", got)
	}
}
