package overlay

import (
	"testing"
	"time"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
)

func on(day string) time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return t
}

func fields(pairs ...string) map[string]private.Text {
	all := map[string]private.Text{}
	for i := 0; i < len(pairs); i += 2 {
		all[pairs[i]] = private.Of(pairs[i+1])
	}
	return all
}

func wrongFields(err error) map[string]bool {
	all := map[string]bool{}
	for _, f := range fault.Fields(err) {
		all[f.Name] = true
	}
	return all
}

func TestTherapyWantsSomebodyQualifiedOnItsDay(t *testing.T) {
	q := Qualification{Kind: "counselling", Expires: on("2026-12-01")}
	s := Staff{Leads: []people.ID{"rosa"}, Has: map[people.ID][]Qualification{"rosa": {q}}}
	for day, good := range map[string]bool{"2026-11-30": true, "2026-12-01": false, "2027-01-01": false} {
		if err := MayHold(s, on(day)); (err == nil) != good {
			t.Errorf("on %s: %v", day, err)
		}
	}
	if !q.EndsSoon(on("2026-10-10")) || q.EndsSoon(on("2026-09-01")) {
		t.Error("sixty days are not sixty days")
	}
	q.Ended = on("2026-10-01")
	s.Has["rosa"] = []Qualification{q}
	if MayHold(s, on("2026-11-01")) == nil {
		t.Error("a qualification that was taken off counts")
	}
	s.Cosigns, s.Has["joyce"] = "joyce", []Qualification{{Expires: on("2027-12-01")}}
	if err := MayHold(s, on("2027-01-01")); err != nil {
		t.Errorf("the co-signing supervisor does not count: %v", err)
	}
}

func TestFromTheSecondMeetingEverybodyIsScreenedAndPrepared(t *testing.T) {
	members := []group.Stay{{ID: "a", State: group.Active}, {ID: "b", State: group.Active}, {ID: "c", State: group.Left}}
	leaves := []Leaf{{Kind: Screening, Stay: "a", Fields: fields("decision", "accept")}, {Kind: Preparation, Stay: "a"},
		{Kind: Screening, Stay: "b", Fields: fields("decision", "accept")}, {Kind: Preparation, Stay: "b"},
		{Kind: Screening, Stay: "b", Fields: fields("decision", "wait")}}
	if MayMeet(leaves, members, 1) != nil || MayMeet(leaves, members, 2) == nil {
		t.Error("the gate closes at the second meeting")
	}
	if got := Unprepared(leaves, members); len(got) != 1 || got[0] != "b" {
		t.Errorf("the last screening counts: %v", got)
	}
}

func TestRiskIsAnsweredByAPersonInYesOrNo(t *testing.T) {
	for _, c := range []struct {
		by, answer, action string
		wrong              string
	}{{"rosa", "no", "", ""}, {"rosa", "yes", "called", ""}, {"rosa", "yes", "", "action"}, {"rosa", "7", "", "new_risk"}, {"", "no", "", "by"}} {
		got := wrongFields(CheckRisk(Leaf{By: people.ID(c.by), Fields: fields("new_risk", c.answer, "action", c.action)}))
		if c.wrong == "" && len(got) > 0 || c.wrong != "" && !got[c.wrong] {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

func TestATaskIsCooperativeOnlyWithNeedOfEachOtherAndACheckOfEach(t *testing.T) {
	got := wrongFields(CheckTask(Leaf{Fields: fields("topic", "Map", "type", "additive", "structure", "idea_pool", "team", "6")}))
	for _, name := range []string{"interdependence", "individual_check", "team"} {
		if !got[name] {
			t.Errorf("%s is not wanted: %v", name, got)
		}
	}
	whole := Leaf{Fields: fields("topic", "Map", "type", "additive", "structure", "idea_pool", "team", "4", "interdependence", "one map", "individual_check", "each draws it after")}
	if err := CheckTask(whole); err != nil || Met(whole) != 2 || !WantsAlone(whole) {
		t.Errorf("%v, %d met", err, Met(whole))
	}
}

func TestNothingOutsideTheScopeIsTold(t *testing.T) {
	scope := Leaf{Fields: fields("attendance", ScopeAgreed, "attendance_until", "2026-12-01", "own_goal", ScopeAsk, "own_part", ScopeNone, "risk", ScopeNone, "theme", ScopeNone)}
	if err := CheckScope(scope); err != nil {
		t.Fatal(err)
	}
	now := on("2026-12-01").Add(20 * time.Hour)
	for _, c := range []struct {
		told  map[string]private.Text
		at    time.Time
		wrong string
	}{
		{fields("attendance", "4 of 5"), now, ""},
		{fields("attendance", "4 of 5"), now.AddDate(0, 0, 1), "attendance"},
		{fields("own_goal", "slowly"), now, "own_goal"},
		{fields("own_goal", "slowly", "own_goal_asked", "yes"), now, ""},
		{fields("theme", "quarrels", "theme_asked", "yes"), now, "theme"},
		{fields(), now, "own_part"},
	} {
		got := wrongFields(CheckUpdate(Leaf{Fields: c.told}, scope, c.at))
		if c.wrong == "" && len(got) > 0 || c.wrong != "" && !got[c.wrong] {
			t.Errorf("%v: %v", c.told, got)
		}
	}
	if CheckUpdate(Leaf{Fields: fields("attendance", "4")}, Leaf{}, now) == nil {
		t.Error("without a scope something is told")
	}
}

func TestAReferralIsAnsweredInThreeWorkingDays(t *testing.T) {
	friday := on("2026-11-20")
	if got := AnswerBy(friday); !got.Equal(on("2026-11-25")) {
		t.Errorf("from Friday to %s", got)
	}
	l := Leaf{Due: AnswerBy(friday)}
	if l.Late(on("2026-11-25")) || !l.Late(on("2026-11-26")) {
		t.Error("late is not late")
	}
}
