package group

import (
	"slices"
	"strings"
	"testing"
	"time"

	"groupwork/agency"
	"groupwork/fault"
	"groupwork/people"
	"groupwork/private"
)

var day = time.Date(2026, 3, 2, 18, 0, 0, 0, time.UTC)

// wrong gives the phrase keys of an error: of its fields, or its own.
func wrong(err error) string {
	var keys []string
	for _, f := range fault.Fields(err) {
		keys = append(keys, f.Key)
	}
	if say := fault.Say(err); say != "" {
		keys = append(keys, say)
	}
	return strings.Join(keys, " ")
}

func texts(all ...string) []private.Text {
	var out []private.Text
	for _, s := range all {
		out = append(out, private.Of(s))
	}
	return out
}

func rightGroup() Group {
	return Group{ID: "g", Name: private.Of("Evening group"), Purpose: private.Of("Help each other sleep."), Least: 5, Most: 8, Opened: day}
}

func TestAGroupIsCheckedAsAWhole(t *testing.T) {
	long := private.Of(strings.Repeat("a", 4001))
	for _, c := range []struct {
		what   string
		change func(*Group)
		want   string
	}{
		{"a right group passes", func(*Group) {}, ""},
		{"a group needs a name and a purpose", func(g *Group) { g.Name, g.Purpose = private.Text{}, private.Text{} },
			"group.name.missing group.purpose.missing"},
		{"sizes stay in range", func(g *Group) { g.Least, g.Most = 1, 99 }, "group.size.range group.size.range"},
		{"the largest size is not below the smallest", func(g *Group) { g.Least = 9 }, "group.size.order"},
		{"a box that is not one of the eight is refused", func(g *Group) { g.Plan = Plan{"dreams": private.Of("x")} }, "group.box.unknown"},
		{"long texts are refused", func(g *Group) {
			g.Plan = Plan{"need": long}
			g.Contract.Clauses = map[string]private.Text{"aim": long}
		}, "text.too_long text.too_long"},
		{"a schedule is checked with it", func(g *Group) {
			g.Schedule = Schedule{First: "2026-02-30", Time: "25:00", Minutes: 5, Every: 9, Count: -1}
		},
			"date.wrong time.wrong schedule.minutes.range schedule.every.range schedule.count.range"},
	} {
		t.Run(c.what, func(t *testing.T) {
			g := rightGroup()
			c.change(&g)
			if got := wrong(g.Check()); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAModelIsChosenWithAReasonAndTheOldChoiceStaysOnRecord(t *testing.T) {
	g := rightGroup()
	if got := wrong(g.Choose(ModelChoice{Model: "remedial"})); got != "group.model.reason_missing" {
		t.Errorf("without a reason: %q", got)
	}
	for i, m := range []string{"remedial", "social_goals"} {
		choice := ModelChoice{Model: m, Reason: private.Of("members asked"), By: "w", At: day.AddDate(0, i, 0)}
		if i > 0 {
			if got := wrong(g.Choose(choice)); got != "group.model.agreed_missing" {
				t.Errorf("a change that nobody agreed to: %q", got)
			}
			choice.Agreed = private.Of("all nine")
		}
		if err := g.Choose(choice); err != nil {
			t.Fatal(err)
		}
		g.Contract = Contract{Clauses: map[string]private.Text{"aim": private.Of("A safe crossing.")}, Adopted: day}
		if err := g.Read(PhaseReading{Phase: "begin", At: day}); err != nil || g.Phase() != "begin" {
			t.Errorf("the phase is %q: %v", g.Phase(), err)
		}
	}
	if err := g.Choose(ModelChoice{Model: "remedial", Reason: private.Of("back"), Agreed: private.Of("all"), At: day.AddDate(0, 2, 0)}); err != nil {
		t.Fatal(err)
	}
	if len(g.Earlier) != 2 || g.Earlier[1].Model != "social_goals" || g.Earlier[1].Adopted.IsZero() || !g.Contract.Adopted.IsZero() || g.Contract.Clauses["aim"].Empty() || g.Phase() != "" {
		t.Errorf("the agreement before is %+v, now %+v, phase %q", g.Earlier, g.Contract, g.Phase())
	}
	g.Models = g.Models[:2]
	if got := wrong(g.Choose(ModelChoice{Model: "social_goals", Reason: private.Of("again"), Agreed: private.Of("all")})); got != "group.model.same" {
		t.Errorf("the same again: %q", got)
	}
	if g.Model() != "social_goals" || len(g.Models) != 2 {
		t.Errorf("got %s and %d choices", g.Model(), len(g.Models))
	}
}

func TestAnAgreementIsAdoptedOnceSomethingIsWritten(t *testing.T) {
	g := rightGroup()
	if got := wrong(g.Adopt("", "yesterday", day)); got != "group.contract.empty group.contract.how_missing date.wrong" {
		t.Errorf("got %q", got)
	}
	g.Contract.Clauses = map[string]private.Text{"aim": private.Of("A safe crossing.")}
	if got := wrong(g.Adopt("group_consent_round", "2026-03-01", day)); got != "group.contract.review_past" {
		t.Errorf("got %q", got)
	}
	if err := g.Adopt("group_consent_round", "2026-03-02", day); err != nil || !g.Contract.Adopted.Equal(day) {
		t.Errorf("got %v", err)
	}
}

func TestAClosedGroupTakesNothingNew(t *testing.T) {
	g := rightGroup()
	if got := wrong(g.Close(day.Add(-time.Hour))); got != "group.closed.before_opened" {
		t.Errorf("got %q", got)
	}
	if err := g.Close(day.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	at := day.Add(2 * time.Hour)
	for what, err := range map[string]error{
		"closing again": g.Close(at), "a model": g.Choose(ModelChoice{Model: "x", Reason: private.Of("y")}),
		"a reading": g.Read(PhaseReading{Phase: "gather"}), "an agreement": g.Adopt("group_consent_round", "2027-01-01", at),
		"a worker": g.PutToWork("w", Lead, at),
	} {
		if fault.Of(err) != fault.Stale || fault.Say(err) != "group.closed" {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestTheLastLeadStays(t *testing.T) {
	g := rightGroup()
	for who, part := range map[people.ID]Part{"ruth": Lead, "bo": CoWorker} {
		if err := g.PutToWork(who, part, day); err != nil {
			t.Fatal(err)
		}
	}
	later := day.Add(time.Hour)
	if got := wrong(g.TakeOff("ruth", later)); got != "group.lead.last" {
		t.Errorf("got %q", got)
	}
	if err := g.PutToWork("bo", Lead, later); err != nil {
		t.Fatal(err)
	}
	if err := g.TakeOff("ruth", later); err != nil {
		t.Fatal(err)
	}
	if g.PartOf("ruth", later) != "" || g.PartOf("ruth", day) != Lead || g.PartOf("bo", later) != Lead || g.PartOf("bo", day) != CoWorker {
		t.Errorf("got %+v", g.Workers)
	}
	if fault.Of(g.TakeOff("nobody", later)) != fault.Missing {
		t.Error("somebody without a part was taken off")
	}
}

func TestMeetings(t *testing.T) {
	madrid, err := time.LoadLocation("Europe/Madrid")
	if err != nil {
		t.Fatal(err)
	}
	weekly := Schedule{First: "2026-03-15", Time: "18:30", Minutes: 90, Every: 1, Count: 4}
	with := func(change func(*Schedule)) Schedule {
		s := weekly
		change(&s)
		return s
	}
	for _, c := range []struct {
		what string
		s    Schedule
		off  []agency.Holiday
		want string
	}{
		{"weekly meetings keep the clock on the wall when summer comes", weekly, nil,
			"03-15 18:30 +0100, 03-22 18:30 +0100, 03-29 18:30 +0200, 04-05 18:30 +0200"},
		{"a holiday moves the count on", weekly, []agency.Holiday{{Day: "2026-03-22", Name: "Spring"}},
			"03-15 18:30 +0100, 03-29 18:30 +0200, 04-05 18:30 +0200, 04-12 18:30 +0200"},
		{"a skipped date and a first day that is a holiday", with(func(s *Schedule) { s.Count, s.Skip = 2, []string{"2026-03-29"} }),
			[]agency.Holiday{{Day: "2026-03-15"}}, "03-22 18:30 +0100, 04-05 18:30 +0200"},
		{"every second week", with(func(s *Schedule) { s.Count, s.Every = 2, 2 }), nil, "03-15 18:30 +0100, 03-29 18:30 +0200"},
		{"a single meeting", with(func(s *Schedule) { s.Every = 0 }), nil, "03-15 18:30 +0100"},
		{"a single meeting on a holiday", with(func(s *Schedule) { s.Every = 0 }), []agency.Holiday{{Day: "2026-03-15"}}, ""},
		{"a schedule that is not set", Schedule{}, nil, ""},
		{"a wrong time", with(func(s *Schedule) { s.Time = "late" }), nil, ""},
	} {
		t.Run(c.what, func(t *testing.T) {
			var got []string
			for _, m := range c.s.Meetings(madrid, c.off) {
				got = append(got, m.Format("01-02 15:04 -0700"))
			}
			if all := strings.Join(got, ", "); all != c.want {
				t.Errorf("got  %s\nwant %s", all, c.want)
			}
		})
	}
	open := with(func(s *Schedule) { s.Count = 0 })
	if n := len(open.Meetings(madrid, nil)); n != 52 {
		t.Errorf("an open end shows %d meetings", n)
	}
	var never []agency.Holiday
	for d := range 3000 {
		never = append(never, agency.Holiday{Day: day.AddDate(0, 0, d-30).Format(time.DateOnly)})
	}
	if n := len(weekly.Meetings(madrid, never)); n != 0 {
		t.Errorf("an agency with only holidays meets %d times", n)
	}
}

func FuzzMeetings(f *testing.F) {
	f.Add("2026-03-15", "18:30", 1, 12, "2026-03-22")
	f.Fuzz(func(t *testing.T, first, clock string, every, count int, off string) {
		s := Schedule{First: first, Time: clock, Every: every, Count: count}
		got := s.Meetings(time.UTC, []agency.Holiday{{Day: off}})
		if len(got) > 200 || !slices.IsSortedFunc(got, time.Time.Compare) {
			t.Fatalf("%d meetings", len(got))
		}
		for _, m := range got {
			if m.Format(time.DateOnly) == off {
				t.Fatal("a meeting on a holiday")
			}
		}
	})
}
