package watch_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"groupwork/group"
	"groupwork/people"
	"groupwork/practice"
	"groupwork/private"
	"groupwork/session"
	"groupwork/watch"
)

func start() time.Time { return time.Date(2026, 3, 5, 18, 0, 0, 0, time.UTC) }

// world is a group of a model with members on seats from 1 on.
type world struct {
	watch.Facts
	library *practice.Library
	rules   []practice.Rules
}

func newWorld(t testing.TB, model string, members int, overlays ...string) *world {
	t.Helper()
	l, err := practice.Load()
	if err != nil {
		t.Fatal(err)
	}
	return worldOf(t, l, model, members, overlays...)
}

func worldOf(t testing.TB, l *practice.Library, model string, members int, overlays ...string) *world {
	t.Helper()
	w := &world{library: l}
	for _, id := range append([]string{"core", model}, overlays...) {
		r, ok := l.Rules(id)
		if !ok {
			t.Fatalf("no rules of %s", id)
		}
		w.rules = append(w.rules, r)
	}
	w.Group = group.Group{ID: "g", Models: []group.ModelChoice{{Model: model}}}
	w.Planned, w.At = 12, start().AddDate(0, 3, 0)
	for seat := 1; seat <= members; seat++ {
		w.Stays = append(w.Stays, group.Stay{ID: stay(seat), Group: "g", Seat: seat, State: group.Active, Joined: start().Add(-time.Hour), Goal: private.Of("my own")})
	}
	w.Phase = func(model, phase string) (string, bool) {
		p, _ := l.Pack(model)
		for _, one := range p.Phases {
			if one.ID == phase {
				return one.Stage, true
			}
		}
		return "", false
	}
	return w
}

func stay(seat int) group.StayID { return group.StayID(fmt.Sprintf("stay-%d", seat)) }

// meets adds a meeting at which everybody came and gave a good pulse; change may say otherwise.
func (w *world) meets(change func(m *watch.Meeting)) *world {
	n := len(w.Meetings) + 1
	m := watch.Meeting{ID: session.ID(fmt.Sprint("s", n)), Number: n, Starts: start().AddDate(0, 0, 7*(n-1)), Due: true}
	for _, st := range w.Stays {
		m.Fold.Seats = append(m.Fold.Seats, session.SeatFacts{Seat: st.Seat, Presence: session.Presence{State: session.Present}, Participation: -1,
			Pulse: map[string]int{"belonging": 8, "voice": 8}, GoalSeen: 1})
	}
	if change != nil {
		change(&m)
	}
	w.Meetings = append(w.Meetings, m)
	return w
}

// notes adds what a worker noted for the last meeting: "work_level", 1, "closeness/2", 3 …
func (w *world) notes(by string, pairs ...any) *world {
	r := watch.Reading{By: people.ID(by), Values: map[string]float64{}, At: w.At}
	if n := len(w.Meetings); n > 0 {
		r.Session, r.At = w.Meetings[n-1].ID, w.Meetings[n-1].Starts
	}
	return w.put(r, pairs)
}

func (w *world) checklist(pairs ...any) *world {
	return w.put(watch.Reading{By: "lea", Values: map[string]float64{}, At: start()}, pairs)
}

func (w *world) put(r watch.Reading, pairs []any) *world {
	for i := 0; i < len(pairs); i += 2 {
		name := pairs[i].(string)
		if ask, seat, about := strings.Cut(name, "/"); about {
			name = watch.About(ask, group.StayID("stay-"+seat))
		}
		r.Values[name] = float64(pairs[i+1].(int))
	}
	w.Readings = append(w.Readings, r)
	return w
}

func (w *world) measured() watch.Measured {
	var asks []practice.Ask
	for _, r := range w.rules {
		asks = append(asks, r.Asks...)
	}
	return watch.Measure(w.Facts, asks)
}

// found tells how a flag stands, and for which stays it is raised.
func (w *world) found(flag string) (state watch.State, stays []string) {
	for _, f := range watch.Look(w.rules, w.measured()) {
		if f.Flag.ID == flag {
			state = f.State
			if f.Stay != "" {
				stays = append(stays, string(f.Stay))
			}
		}
	}
	return state, stays
}

func (w *world) is(t *testing.T, flag string, want watch.State, stays ...string) {
	t.Helper()
	got, who := w.found(flag)
	if got != want || strings.Join(who, " ") != strings.Join(stays, " ") {
		t.Errorf("%s is %s for %v, want %s for %v", flag, got, who, want, stays)
	}
}

func TestAQuietMemberIsNotHiddenByTheGroupsMiddle(t *testing.T) {
	w := newWorld(t, "developmental", 6)
	for range 2 {
		w.meets(nil).notes("lea", "closeness/1", 8, "closeness/2", 8, "closeness/3", 9, "closeness/4", 8, "closeness/5", 7, "closeness/6", 2)
	}
	w.is(t, "D-F2", watch.Raised, "stay-6")
	for _, i := range watch.Indicators(w.rules, w.measured()) {
		if i.Indicator.ID == "D-I1" && (i.Value != 8 || i.Lowest[1] != 2 || i.Good != watch.Failed) {
			t.Errorf("connectedness: %+v", i)
		}
	}
}

func TestTalkWithoutWorkThreeTimesOfFourIsSaid(t *testing.T) {
	w := newWorld(t, "reciprocal", 6)
	for _, level := range []int{3, 1, 1} {
		w.meets(nil).notes("lea", "work_level", level)
	}
	w.is(t, "M-F1", watch.Needs)
	w.meets(nil).notes("lea", "work_level", 0).notes("sam", "work_level", 1) // two readings, taken alone: their mean
	w.is(t, "M-F1", watch.Raised)
}

func TestAgreeingAloudAndNotInPrivateIsSaid(t *testing.T) {
	w := newWorld(t, "social_goals", 9).meets(nil).notes("lea", "rules_public", 10, "rules_private", 6, "group_signals", 3)
	w.is(t, "F11", watch.Raised)
	w.is(t, "S-F2", watch.Raised)
}

func TestAPublicActionWaitsForTheLookAtTheRisk(t *testing.T) {
	w := newWorld(t, "social_goals", 8).checklist("policy_recorded", 1).meets(nil).notes("lea", "action_planned", 1)
	keys := watch.Blocked(w.rules, w.measured(), "act_phase")
	if !slices.ContainsFunc(keys, func(b watch.Block) bool { return b.Kind == "flag" && b.ID == "S-F6" }) {
		t.Errorf("nothing stands in the way: %v", keys)
	}
	if keys := watch.Blocked(w.rules, w.measured(), "activate"); len(keys) > 0 {
		t.Errorf("a stop on one act stops another: %v", keys)
	}
	w.notes("lea", "risk_checked", 1)
	if keys := watch.Blocked(w.rules, w.measured(), "act_phase"); len(keys) > 0 {
		t.Errorf("still: %v", keys)
	}
}

func TestTheSameRosterIsWarnedOfDifferently(t *testing.T) {
	answers := []any{"young", 1, "hurtful_share", 50, "age_spread", 2, "no_tie", 1, "stage_spread", 3, "touched_half", 0, "known_ties", 0, "models_present", 3, "only_one", 0,
		"shared_sentence", 1, "lone", 0, "no_majority", 1, "barriers_met", 1}
	for model, want := range map[string]string{"remedial": "R-C3", "reciprocal": "M-C2", "developmental": "D-C1", "social_goals": "S-C1"} {
		w := newWorld(t, model, 8).checklist(answers...)
		var raised []string
		for _, c := range watch.Checks(w.rules, w.measured()) {
			if c.State == watch.Raised {
				raised = append(raised, c.Check.ID)
			}
		}
		if strings.Join(raised, " ") != want {
			t.Errorf("%s: %v, want %s", model, raised, want)
		}
		if stops := watch.Blocked(w.rules, w.measured(), "activate"); (len(stops) > 0) != (model == "remedial") {
			t.Errorf("%s: %v", model, stops)
		}
	}
}

func TestEarlyAbsenceWithoutWordAndTheEndInSight(t *testing.T) {
	w := newWorld(t, "remedial", 5)
	for n := range 9 {
		w.meets(func(m *watch.Meeting) {
			if n == 1 {
				m.Fold.Seats[2].Presence.State = session.AbsentNoWord
			}
		})
		if n == 1 {
			w.is(t, "F01", watch.Raised, "stay-3")
			w.is(t, "F12", watch.Quiet)
		}
	}
	w.is(t, "F01", watch.Quiet)
	w.is(t, "F12", watch.Raised)
	w.Meetings[8].Fold.Acts = []string{"started_ending"}
	w.is(t, "F12", watch.Quiet)
}

func TestANewMemberLateIsWelcomedAndAlarmsNobody(t *testing.T) {
	w := newWorld(t, "developmental", 6)
	for range 6 {
		w.meets(nil)
	}
	w.Stays[5].Joined = w.Meetings[5].Starts.Add(-time.Hour)
	w.is(t, "D-F8", watch.Raised)
	if f := watch.Look(w.rules, w.measured()); f[0].Flag.Severity == "high" {
		t.Errorf("first: %s", f[0].Flag.ID)
	}
}

func TestNothingKnownRaisesNothing(t *testing.T) {
	for _, model := range []string{"remedial", "reciprocal", "developmental", "social_goals"} {
		w := newWorld(t, model, 0, "group_therapy", "cooperative_learning", "casework_link")
		for _, f := range watch.Look(w.rules, w.measured()) {
			if f.State == watch.Raised {
				t.Errorf("%s: %s is raised over nothing", model, f.Flag.ID)
			}
		}
	}
}

func TestANoticeOpensRestsAndClears(t *testing.T) {
	w := newWorld(t, "reciprocal", 5).meets(nil).notes("lea", "message_days", 20)
	ids := 0
	follow := func(have []watch.Notice) []watch.Notice {
		changed := watch.Follow(have, watch.Look(w.rules, w.measured()), "g", 1, w.At, func() string { ids++; return fmt.Sprint("n", ids) })
		return changed
	}
	all := follow(nil)
	if len(all) != 1 || all[0].Flag != "M-F7" || all[0].State != watch.Open {
		t.Fatalf("%+v", all)
	}
	if again := follow(all); len(again) != 0 {
		t.Errorf("opened twice: %+v", again)
	}
	if err := all[0].Dismiss(false, private.Of(""), "lea", w.At); err == nil {
		t.Error("dismissed without a reason")
	}
	if err := all[0].Dismiss(true, private.Of("they told us"), "lea", w.At); err == nil {
		t.Error("a stop was dismissed")
	}
	if err := all[0].Snooze(false, w.At.AddDate(1, 0, 0), "lea", w.At); err == nil {
		t.Error("snoozed for a year")
	}
	if err := all[0].Dismiss(false, private.Of("they told us"), "lea", w.At); err != nil || len(follow(all)) != 0 {
		t.Errorf("a dismissed notice comes back: %v", err)
	}
	w.meets(nil).notes("lea", "message_days", 0)
	if cleared := follow(all); len(cleared) != 1 || cleared[0].State != watch.Cleared {
		t.Errorf("%+v", cleared)
	}
}

func TestAMeetingWaitsForTheAnswerOfAGateAndNobodysJoiningDoes(t *testing.T) {
	w := newWorld(t, "reciprocal", 6)
	blocks := func(act string) []watch.Block { return watch.Blocked(w.rules, w.measured(), act) }
	if got := blocks("begin"); len(got) != 1 || got[0].ID != "M-G1" || !got[0].Open {
		t.Errorf("not answered: %+v", got)
	}
	w.checklist("common_ground", 0)
	if got := blocks("begin"); len(got) != 1 || got[0].Open {
		t.Errorf("answered with no: %+v", got)
	}
	if got := blocks("activate"); len(got) > 0 {
		t.Errorf("joining is stopped too: %+v", got)
	}
	w.Readings = nil
	w.checklist("common_ground", 1)
	if got := blocks("begin"); len(got) > 0 {
		t.Errorf("answered with yes: %+v", got)
	}
}

func TestAGoalReadAtExactlyWhatWasHopedForIsKnownAndAReviewIsALook(t *testing.T) {
	w := newWorld(t, "remedial", 5)
	for range 4 {
		w.meets(func(m *watch.Meeting) { m.Fold.Seats[0].GoalSeen = 0 })
	}
	level := func() (float64, bool) {
		v, known := w.measured().Members[0].Values["goal_level"].(float64)
		return v, known
	}
	if v, known := level(); known {
		t.Errorf("nobody said anything, and it stands at %v", v)
	}
	w.is(t, "F07", watch.Raised, "stay-1")
	w.Goals = map[group.StayID]watch.GoalRead{stay(1): {At: w.Meetings[3].Starts.Add(time.Hour), Step: 0}}
	if v, known := level(); !known || v != 0 {
		t.Errorf("read at 0: %v, %v", v, known)
	}
	w.is(t, "F07", watch.Quiet)
}
