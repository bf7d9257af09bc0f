package session

import (
	"strings"
	"testing"
	"time"

	"groupwork/fault"
	"groupwork/practice"
	"groupwork/private"
)

var start = time.Date(2026, 3, 2, 18, 0, 0, 0, time.UTC)

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

func words(t testing.TB) Words {
	t.Helper()
	l, err := practice.Load()
	if err != nil {
		t.Fatal(err)
	}
	return l.Vocabulary()
}

func running() Session {
	return Session{ID: "s", Group: "g", Number: 4, Starts: start, Minutes: 90, State: Running, Began: start}
}

func TestASessionIsBegunAndClosedOnce(t *testing.T) {
	s := Session{Starts: start, Minutes: 90, State: Planned}
	if got := wrong(s.Close(Meeting{}, start)); got != "session.not_running" {
		t.Errorf("closing a planned one: %q", got)
	}
	if err := s.Begin(start); err != nil {
		t.Fatal(err)
	}
	if got := wrong(s.Begin(start)); got != "session.moved_on" {
		t.Errorf("beginning twice: %q", got)
	}
	nobody := Meeting{Seats: []SeatFacts{{Seat: 1, Presence: Presence{State: AbsentTold}}, {Seat: 2, Presence: Presence{State: AbsentNoWord}}}}
	if got := wrong(s.Close(nobody, start.Add(time.Hour))); got != "session.nobody_came" {
		t.Errorf("nobody came: %q", got)
	}
	if got := wrong(s.Close(Meeting{}, start.Add(-time.Hour))); got != "session.ends_before_start" {
		t.Errorf("ends before it began: %q", got)
	}
	one := Meeting{Seats: []SeatFacts{{Seat: 1, Presence: Presence{State: Expected}}}}
	if err := s.Close(one, start.Add(time.Hour)); err != nil || s.State != Held {
		t.Fatalf("%s: %v", s.State, err)
	}
	if got := wrong(s.NotHeld(private.Of("snow"), start)); got != "session.moved_on" {
		t.Errorf("a held session that was not held: %q", got)
	}
}

func TestAMeetingThatWasNotHeldSaysWhy(t *testing.T) {
	s := Session{State: Planned}
	if got := wrong(s.NotHeld(private.Text{}, start)); got != "session.why.missing" {
		t.Errorf("got %q", got)
	}
	if err := s.NotHeld(private.Of("snow"), start); err != nil || s.State != NotHeld {
		t.Errorf("%s: %v", s.State, err)
	}
	if got := wrong(s.Begin(start)); got != "session.moved_on" {
		t.Errorf("got %q", got)
	}
}

func TestAPlanIsCheckedAsAWhole(t *testing.T) {
	long := private.Of(strings.Repeat("é", 4001))
	s := Session{Minutes: 1, Plan: Plan{Intent: long, Blocks: []Block{{Minutes: 0, What: "tea"}}}, Debrief: Debrief{9: private.Of("x"), 1: long},
		Process: map[string]private.Text{"themes": long}}
	got := wrong(s.Check())
	for _, want := range []string{"session.starts.missing", "session.minutes.range", "text.too_long", "session.block.minutes", "session.debrief.unknown"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q lacks %s", got, want)
		}
	}
	ok := running()
	ok.Plan = Plan{Intent: private.Of("tea"), Blocks: []Block{{Minutes: 10, What: "arrive"}}}
	if err := ok.Check(); err != nil {
		t.Error(err)
	}
}

func entry(kind Kind, change func(*Entry)) Entry {
	e := Entry{ID: "e1", Session: "s", Device: "d", Seq: 1, Kind: kind, Seat: 1, At: start.Add(time.Minute)}
	change(&e)
	return e
}

func TestAnEntryIsCheckedBeforeItIsFiled(t *testing.T) {
	v := words(t)
	long := private.Of(strings.Repeat("a", 2001))
	for _, c := range []struct {
		what string
		e    Entry
		want string
	}{
		{"an arrival", entry(Attendance, func(e *Entry) { e.Word, e.Value = "late", 10 }), ""},
		{"nobody is filed as expected", entry(Attendance, func(e *Entry) { e.Word = "expected" }), "entry.attendance.unknown"},
		{"minutes below nought", entry(Attendance, func(e *Entry) { e.Word, e.Value = "late", -1 }), "entry.minutes.range"},
		{"a seat that nobody has", entry(Attendance, func(e *Entry) { e.Word, e.Seat = "late", 9 }), "entry.seat.unknown"},
		{"help to a member", entry(Mark, func(e *Entry) { e.Word, e.To, e.Detail = Help, 2, "listened" }), ""},
		{"help to the group", entry(Mark, func(e *Entry) { e.Word = Help }), ""},
		{"help to a worker", entry(Mark, func(e *Entry) { e.Word, e.To = Help, Staff }), ""},
		{"help to oneself", entry(Mark, func(e *Entry) { e.Word, e.To = Help, 1 }), "entry.help.self"},
		{"help to a stranger", entry(Mark, func(e *Entry) { e.Word, e.To = Help, 8 }), "entry.seat.unknown"},
		{"help of a kind that nobody knows", entry(Mark, func(e *Entry) { e.Word, e.Detail = Help, "magic" }), "entry.help.kind"},
		{"a moment", entry(Mark, func(e *Entry) { e.Word, e.Seat, e.Detail = Moment, 0, "laughter" }), ""},
		{"a moment that nobody knows", entry(Mark, func(e *Entry) { e.Word, e.Detail = Moment, "dance" }), "entry.moment.unknown"},
		{"a worker act to the group", entry(Mark, func(e *Entry) { e.Word, e.Seat, e.Detail = WorkerAct, 0, "summarised" }), ""},
		{"an act that nobody knows", entry(Mark, func(e *Entry) { e.Word, e.Detail = WorkerAct, "sang" }), "entry.act.unknown"},
		{"safety of the whole group", entry(Mark, func(e *Entry) { e.Word, e.Seat = Safety, 0 }), ""},
		{"a star without words", entry(Mark, func(e *Entry) { e.Word = Star }), ""},
		{"a star for nobody", entry(Mark, func(e *Entry) { e.Word, e.Seat = Star, 0 }), "entry.seat.unknown"},
		{"a mark that nobody knows", entry(Mark, func(e *Entry) { e.Word = "wave" }), "entry.mark.unknown"},
		{"a pulse", entry(Pulse, func(e *Entry) { e.Word, e.Value = "voice", 10 }), ""},
		{"a skipped line", entry(Pulse, func(e *Entry) { e.Word, e.Value = "voice", -1 }), ""},
		{"a pulse above ten", entry(Pulse, func(e *Entry) { e.Word, e.Value = "voice", 11 }), "entry.pulse.range"},
		{"a decision", entry(Decision, func(e *Entry) { e.Text, e.Detail = private.Of("tea at four"), "majority" }), ""},
		{"a decision without words", entry(Decision, func(e *Entry) { e.Detail = "dice" }), "entry.decision.missing entry.decision.method"},
		{"a decision of many pages", entry(Decision, func(e *Entry) { e.Text = long }), "text.too_long"},
		{"a visitor without a name", entry(Visitor, func(*Entry) {}), "entry.visitor.missing"},
		{"a chip of taking part", entry(Chip, func(e *Entry) { e.Word, e.Value = ChipParticipation, 4 }), "entry.participation.range"},
		{"a chip of progress", entry(Chip, func(e *Entry) { e.Word, e.Value = ChipProgress, -2 }), ""},
		{"a next step in free words", entry(Chip, func(e *Entry) { e.Word, e.Text = ChipNextStep, private.Of("call on Monday") }), ""},
		{"a next step by a code that nobody knows", entry(Chip, func(e *Entry) { e.Word, e.Detail = ChipNextStep, "call on Monday" }), "entry.next_step.unknown"},
		{"a response that nobody knows", entry(Chip, func(e *Entry) { e.Word, e.Detail = ChipResponse, "odd" }), "entry.response.unknown"},
		{"a correction of nothing", entry(Correction, func(*Entry) {}), "entry.corrects.missing"},
		{"a correction of itself", entry(Correction, func(e *Entry) { e.Corrects = "e1" }), "entry.corrects.wrong"},
		{"a kind that nobody knows", entry("dance", func(*Entry) {}), "entry.kind.unknown"},
		{"another session, no id, no time", entry(Sentence, func(e *Entry) { e.Session, e.ID, e.At = "x", "", time.Time{} }),
			"entry.id.wrong entry.session.other entry.time.missing"},
	} {
		t.Run(c.what, func(t *testing.T) {
			if got := wrong(Check(c.e, running(), []int{1, 2}, v)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAClosedSessionTakesLateEntriesOnlyForTheWriteUp(t *testing.T) {
	v := words(t)
	s := running()
	s.State, s.Ended = Held, start.Add(90*time.Minute)
	after := s.Ended.Add(time.Hour)
	for _, c := range []struct {
		what string
		e    Entry
		want string
	}{
		{"a mark made in the meeting that arrives late", entry(Mark, func(e *Entry) { e.Word = GoalSeen }), ""},
		{"a mark made after closing", entry(Mark, func(e *Entry) { e.Word, e.At = GoalSeen, after }), "session.closed"},
		{"a pulse after closing", entry(Pulse, func(e *Entry) { e.Word, e.At = "voice", after }), "session.closed"},
		{"attendance after closing", entry(Attendance, func(e *Entry) { e.Word, e.At = "late", after }), ""},
		{"words for a star after closing", entry(Mark, func(e *Entry) { e.Word, e.At, e.Corrects = Star, after, "e0" }), ""},
		{"a sentence after closing", entry(Sentence, func(e *Entry) { e.At = after }), ""},
		{"a correction after closing", entry(Correction, func(e *Entry) { e.At, e.Corrects = after, "e0" }), ""},
	} {
		t.Run(c.what, func(t *testing.T) {
			if got := wrong(Check(c.e, s, []int{1, 2}, v)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	for state, want := range map[State]string{Planned: "session.not_begun", NotHeld: "session.was_not_held"} {
		s.State = state
		if got := wrong(Check(entry(Sentence, func(*Entry) {}), s, []int{1}, v)); got != want {
			t.Errorf("%s: %q", state, got)
		}
	}
}
