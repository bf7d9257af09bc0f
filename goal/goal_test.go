package goal

import (
	"math"
	"strings"
	"testing"
	"time"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/private"
)

func day(n int) time.Time { return time.Date(2026, 9, n, 18, 0, 0, 0, time.UTC) }

// whole is a goal of the group with its five steps, adopted.
func whole(level Level) Goal {
	g := Goal{ID: "g", Group: "thursday", Level: level, Change: private.Of("Members open and close the meeting themselves"), Until: "2026-12-01",
		Proposed: Worker, By: "rosa", Made: day(1), Start: -2, Steps: map[int]private.Text{0: private.Of("they do so every time")}}
	how := Adoption{At: day(2), How: "consent_round", Took: 7, By: "rosa"}
	if level == Individual {
		g.Stay, how = "stay-ana", Adoption{At: day(2), How: OwnYes, By: "rosa"}
	}
	for step, text := range map[int]string{-2: "the worker does both", -1: "now and then", 1: "they plan a part", 2: "they plan it all"} {
		g.Steps[step] = private.Of(text)
	}
	if err := g.Adopt(how); err != nil {
		panic(err)
	}
	return g
}

func fields(err error) string {
	var all []string
	for _, f := range fault.Fields(err) {
		all = append(all, f.Name+":"+f.Key)
	}
	return strings.Join(all, " ")
}

func TestTheWizardAsksForWhatIsExpectedFirst(t *testing.T) {
	g := Goal{Level: Group, Start: -2}
	if got := fields(g.Check()); got != "change:goal.change.missing step_0:goal.expected.missing until:date.wrong proposed:goal.proposed.missing" {
		t.Errorf("missing: %s", got)
	}
	g.Change, g.Until, g.Proposed = private.Of("A light at the crossing"), "2026-12-01", Several
	g.Steps = map[int]private.Text{0: private.Of("the council names a date in writing")}
	if err := g.Check(); err != nil || g.Missing() != "now" {
		t.Fatalf("%v, then %q", err, g.Missing())
	}
	if got := fields(g.Scale("now", -2, map[int]private.Text{-2: private.Of("no answer")})); got != "step_m1:goal.step.missing" {
		t.Errorf("now: %s", got)
	}
	if err := g.Scale("now", -1, map[int]private.Text{-1: private.Of("no answer")}); err != nil || g.Missing() != "better" {
		t.Fatalf("worse is not likely: %v, then %q", err, g.Missing())
	}
	if got := fields(g.Scale("better", 0, map[int]private.Text{1: private.Of("no answer"), 2: private.Of("a light stands")})); got != "step_p1:goal.step.same" {
		t.Errorf("two steps alike: %s", got)
	}
	if err := g.Scale("better", 0, map[int]private.Text{1: private.Of("work has begun"), 2: private.Of("a light stands")}); err != nil || g.Missing() != "" || g.Start != -1 {
		t.Errorf("%v, then %q from %d", err, g.Missing(), g.Start)
	}
}

func TestAGoalOfOneBelongsToAStayAndTheOthersToNone(t *testing.T) {
	g := whole(Group)
	g.Stay = "stay-ana"
	if got := fields(g.Check()); got != "stay:goal.stay.missing" {
		t.Error(got)
	}
	g = whole(Individual)
	g.Stay = ""
	if got := fields(g.Check()); got != "stay:goal.stay.missing" {
		t.Error(got)
	}
}

func TestOnlyTheOwnYesAdoptsAMembersGoalAndOnlyADecisionTheGroups(t *testing.T) {
	one, all := whole(Individual), whole(Group)
	one.Adopted, all.Adopted = nil, nil
	if got := fields(one.Adopt(Adoption{How: "majority", Took: 5})); got != "how:goal.how.level" {
		t.Error(got)
	}
	if got := fields(all.Adopt(Adoption{How: OwnYes})); got != "how:goal.how.level took:goal.took.missing" {
		t.Error(got)
	}
	if err := all.Adopt(Adoption{How: "majority", Took: 5}); err != nil {
		t.Error(err)
	}
	if fault.Of(all.Adopt(Adoption{How: "majority", Took: 5})) != fault.Stale {
		t.Error("a goal was adopted twice")
	}
}

func TestAGoalIsReadOnlyWhenItIsAdoptedAndItsScaleIsWhole(t *testing.T) {
	g := whole(Community)
	r := Reading{Goal: "g", At: day(9), Step: 1, Source: Document, Words: private.Of("letter of 8 September"), By: "rosa"}
	if err := g.Read(r); err != nil {
		t.Fatal(err)
	}
	bare := r
	bare.Words, bare.Step, bare.Source = private.Text{}, 3, "rumour"
	if got := fields(g.Read(bare)); got != "step:goal.step.range source:goal.source.missing words:goal.evidence.missing" {
		t.Error(got)
	}
	open := g
	open.Adopted = nil
	if fault.Say(open.Read(r)) != "goal.not_adopted" {
		t.Error("a goal that nobody adopted was read")
	}
	half := g
	half.Steps = map[int]private.Text{0: g.Steps[0]}
	if fault.Say(half.Read(r)) != "goal.scale.open" {
		t.Error("a goal without steps was read")
	}
	if err := g.End(private.Of("The light stands"), day(20)); err != nil || fault.Of(g.Read(r)) != fault.Stale {
		t.Errorf("an ended goal was read: %v", err)
	}
}

func TestLevelsAreNeverPooled(t *testing.T) {
	var goals []Goal
	var readings []Reading
	for i, one := range []struct {
		level Level
		stay  string
		step  int
	}{{Individual, "a", 0}, {Individual, "a", 2}, {Individual, "b", -1}, {Group, "", 1}, {Community, "", -2}} {
		g := whole(one.level)
		g.ID = ID(string(rune('a' + i)))
		if one.stay != "" {
			g.Stay = group.StayID("stay-" + one.stay)
		}
		goals = append(goals, g)
		readings = append(readings, Reading{Goal: g.ID, At: day(8), Step: -1}, Reading{Goal: g.ID, At: day(9), Step: one.step})
	}
	goals = append(goals, Goal{ID: "z", Level: Group, Start: -2})
	all := Courses(goals, readings)
	one, two, three := Sum(Individual, all), Sum(Group, all), Sum(Community, all)
	if len(one.Each) != 2 || math.Abs(one.Each[0].Report.T.Value-(50+10*2/math.Sqrt(0.7*2+0.3*4))) > 1e-9 || one.Report.T.OK {
		t.Errorf("individual: %+v", one)
	}
	if two.Report.T.Value != 60 || two.Used != 1 || two.Not != 1 {
		t.Errorf("group: %+v", two)
	}
	if three.Report.T.Value != 30 || three.Spread != [5]int{1, 0, 0, 0, 0} {
		t.Errorf("community: %+v", three)
	}
}

func TestAGoalNobodyLooksAtGrowsStale(t *testing.T) {
	c := Course{Goal: whole(Group)}
	if c.Stale(day(2).AddDate(0, 0, 28)) || !c.Stale(day(2).AddDate(0, 0, 29)) {
		t.Error("four weeks from the adoption")
	}
	c.Readings = []Reading{{At: day(20)}}
	if c.Stale(day(2).AddDate(0, 0, 29)) {
		t.Error("a reading keeps it fresh")
	}
}

func TestAMembersGoalNamesAPlaceOutsideAndASharedOneWhoGainsAndWhoMightLose(t *testing.T) {
	own, shared := whole(Individual), whole(Community)
	if own.Unsaid() != "where" || shared.Unsaid() != "ends" {
		t.Errorf("nothing said: %q, %q", own.Unsaid(), shared.Unsaid())
	}
	own.Where, shared.Ends = private.Of("at school"), private.Of("drivers wait longer")
	if own.Unsaid() != "" || shared.Unsaid() != "where" {
		t.Errorf("said: %q, %q", own.Unsaid(), shared.Unsaid())
	}
	own.Where = private.Of(strings.Repeat("x", longestText+1))
	if got := fields(own.Check()); got != "where:text.too_long" {
		t.Errorf("too long: %s", got)
	}
}
