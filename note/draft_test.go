package note

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"groupwork/phrase"
	"groupwork/practice"
	"groupwork/private"
	"groupwork/session"
)

// plainly says a phrase as its key and values, so that a draft shows what it was made of.
func plainly(key string, args ...any) string {
	if key == "draft.list.and" || key == "draft.list.comma" {
		return fmt.Sprint(args[1], "+", args[3])
	}
	s := "<" + key
	for i := 1; i < len(args); i += 2 {
		s += fmt.Sprint(" ", args[i])
	}
	return s + ">"
}

func fullFacts() Facts {
	return Facts{Called: private.Of("Ana"), Goal: private.Of("ask for help once a week"),
		Words: private.Of("I did it"), Activity: "two homes map", Theme: private.Of("handing over"),
		Facts: session.SeatFacts{Seat: 1, Presence: session.Presence{State: session.Late, Minutes: 10}, HelpGiven: 2, HelpReceived: 1,
			GoalSeen: 1, Acts: []string{"invited_quiet", "waited_in_silence"}, Stars: []private.Text{private.Of("read aloud"), {}},
			Promises: []private.Text{private.Of("one call"), {}}, Safety: true, Participation: 2, Responses: []string{"relieved", "playful"},
			Progress: 1, HasProgress: true, NextStep: "practise", Sentence: private.Of("stayed to the end!")}}
}

func fullGroup() GroupFacts {
	starts := time.Date(2026, 3, 2, 18, 0, 0, 0, time.UTC)
	f := GroupFacts{Seats: 6, Workers: []private.Text{private.Of("Ruth"), private.Of("Bo")},
		Session: session.Session{Number: 4, Starts: starts, Minutes: 90, Plan: session.Plan{Intent: private.Of("find what we share"),
			Blocks: []session.Block{{Minutes: 10, What: "arrive"}, {Minutes: 80, What: "work"}}}},
		Debrief: session.Debrief{}, Process: map[string]private.Text{"themes": private.Of("theme of today"), "house": private.Of("a field of a forked pack")}}
	for i := 1; i <= 8; i++ {
		f.Debrief[i] = private.Of(fmt.Sprint("prompt", i))
	}
	for seat := 1; seat <= 6; seat++ {
		facts := session.SeatFacts{Seat: seat, Presence: session.Presence{State: session.Present}, Safety: true, Pulse: map[string]int{"voice": seat}}
		if seat < 5 {
			facts.Pulse["fit"] = 10
		}
		f.Meeting.Seats = append(f.Meeting.Seats, facts)
	}
	f.Meeting.Help = []session.Flow{{From: 1, To: 2, Times: 3}, {From: 2, To: session.Whole, Times: 5}}
	f.Meeting.Moments, f.Meeting.Acts = []string{"laughter", "laughter"}, []string{"summarised"}
	f.Meeting.Decisions, f.Meeting.Visitors = []private.Text{private.Of("tea at four")}, []private.Text{private.Of("Canary Visitor")}
	return f
}

func whole(sections []Section) string { return Note{Sections: sections}.Text() }

func TestEveryFormatDraftsItsSectionsInOrder(t *testing.T) {
	lib, err := practice.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range lib.Formats() {
		sections := DraftMember(f.ID, fullFacts(), plainly)
		if f.Of == "group" {
			g := fullGroup()
			for _, m := range lib.Models() {
				for _, field := range m.Process {
					g.Process[field] = private.Of("field " + field)
				}
			}
			sections = DraftGroup(f.ID, g, plainly)
		}
		var keys []string
		for _, s := range sections {
			keys = append(keys, s.Key)
		}
		if !slices.Equal(keys, f.Sections) {
			t.Errorf("%s: drafted %v, the pack says %v", f.ID, keys, f.Sections)
		}
	}
}

func TestAMembersDraftSaysAllThatWasEnteredAndNothingElse(t *testing.T) {
	for _, format := range []string{"DAP", "SOAP", "BIRP", "GIRP", "SIRP"} {
		text := whole(DraftMember(format, fullFacts(), plainly))
		for _, want := range []string{"<draft.attendance.late.minutes Ana 10>", "<draft.participation.2 Ana>",
			"<draft.response Ana <response.relieved>+<response.playful>>", "<draft.help.given Ana 2>", "<draft.goal_seen 1>",
			"<draft.progress <progress.1>>", "read aloud.", "<draft.words Ana I did it.>", "<draft.promise one call.>",
			"<draft.next_step <next_step.practise>.>", "stayed to the end!"} {
			missing := !strings.Contains(text, want)
			if missing && !(format == "BIRP" && strings.Contains(want, "goal_seen")) {
				t.Errorf("%s lacks %s:\n%s", format, want, text)
			}
		}
		if strings.Contains(text, "safety") {
			t.Errorf("%s tells of safety", format)
		}
		if none := DraftMember(format, Facts{Called: private.Of("Ana"), Facts: session.SeatFacts{Participation: -1}}, plainly); len(none) != 0 {
			t.Errorf("%s made something out of nothing: %s", format, whole(none))
		}
	}
}

func TestAnAbsentMembersDraftSaysThatTheyWereAbsent(t *testing.T) {
	f := Facts{Called: private.Of("Ana"), Activity: "walk", Facts: session.SeatFacts{Presence: session.Presence{State: session.AbsentTold}, Participation: 0}}
	if got := whole(DraftMember("GIRP", f, plainly)); got != "<draft.attendance.absent_told_us Ana>" {
		t.Errorf("got %s", got)
	}
}

func TestAGroupDraftNamesNobodyAndKeepsSafetyAndTheWorkersOwnTalkOut(t *testing.T) {
	for _, format := range []string{"SUMMARY", "PROCESS_SUMMARY", "STAGE_SUMMARY", "MINUTES_ACTION"} {
		text := whole(DraftGroup(format, fullGroup(), plainly))
		for _, never := range []string{"prompt5", "prompt6", "Canary", "safety", "pulse_short.fit"} {
			if strings.Contains(text, never) {
				t.Errorf("%s holds %s", format, never)
			}
		}
		for _, want := range []string{"<draft.group.header 4 2026-03-02 18:00 90>", "<draft.group.present 6 6>", "<draft.group.visitors 1>",
			"<draft.group.workers Ruth+Bo>.", "prompt1", "prompt2", "prompt3", "prompt4", "prompt7", "prompt8", "find what we share.",
			"theme of today.", "a field of a forked pack.", "<draft.group.help 3>", "<draft.group.moments <moment.laughter>>",
			"<draft.group.decided tea at four.>", "<draft.pulse <draft.pulse.item <pulse_short.voice> 3.5 6>>"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %s:\n%s", format, want, text)
			}
		}
	}
}

func TestAPulseOfFewerThanFiveIsNotTold(t *testing.T) {
	f := fullGroup()
	f.Meeting.Seats = f.Meeting.Seats[:4]
	if text := whole(DraftGroup("SUMMARY", f, plainly)); strings.Contains(text, "draft.pulse") {
		t.Errorf("four answers are told: %s", text)
	}
	for _, c := range []struct {
		all  []int
		want string
	}{{[]int{9, 1, 5}, "5"}, {[]int{4, 7, 1, 10}, "5.5"}, {[]int{3, 5}, "4"}} {
		if got := middle(c.all); got != c.want {
			t.Errorf("the middle of %v is %s", c.all, got)
		}
	}
}

func TestDraftsReadInEveryLanguage(t *testing.T) {
	book, err := phrase.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range phrase.Languages {
		say := Phrases(book.In(lang).Say)
		seen := map[string]bool{}
		for n := range 104 { // every plural form
			f := fullFacts()
			f.Facts.Presence.Minutes, f.Facts.HelpGiven, f.Facts.HelpReceived, f.Facts.GoalSeen = n, n, n, n
			f.Facts.Participation, f.Facts.Progress = n%4, n%5-2
			text := whole(DraftMember("GIRP", f, say)) + whole(DraftMember("SIRP", f, say))
			g := fullGroup()
			g.Meeting.Help[0].Times, g.Seats = n, n+1
			text += whole(DraftGroup("SUMMARY", g, say))
			if strings.Contains(text, "[") || strings.Contains(text, "<no value>") {
				t.Fatalf("%s at %d: %s", lang, n, text)
			}
			seen[text] = true
		}
		t.Logf("%s: %s", lang, whole(DraftMember("GIRP", fullFacts(), say)))
		if len(seen) < 104 {
			t.Errorf("%s: only %d drafts differ", lang, len(seen))
		}
	}
}

func TestDraftsPassTheGuard(t *testing.T) {
	book, err := phrase.Load()
	if err != nil {
		t.Fatal(err)
	}
	own, others := circle()
	for _, lang := range phrase.Languages {
		f := fullFacts()
		for _, format := range []string{"DAP", "SOAP", "BIRP", "GIRP", "SIRP"} {
			text := whole(DraftMember(format, f, book.In(lang).Say))
			for _, h := range Guard(text, own, others) {
				t.Errorf("%s %s: %q by %s", lang, format, text[h.Start:h.End], h.How)
			}
		}
	}
}

func BenchmarkDraftAndGuardOfTenMembers(b *testing.B) {
	book, err := phrase.Load()
	if err != nil {
		b.Fatal(err)
	}
	say := Phrases(book.In("en").Say)
	own, others := circle()
	for b.Loop() {
		DraftGroup("SUMMARY", fullGroup(), say)
		for range 10 {
			Guard(whole(DraftMember("GIRP", fullFacts(), say)), own, others)
		}
	}
}

// A mark is filed under the heading that it belongs to, and each mark under one.
func TestAMomentStandsUnderItsOwnHeading(t *testing.T) {
	f := fullGroup()
	f.Meeting.Moments = []string{"laughter", "obstacle", "conflict"}
	for format, want := range map[string]map[string]string{
		"PROCESS_SUMMARY": {"themes": "laughter conflict", "obstacles": "obstacle"},
		"STAGE_SUMMARY":   {"signs": "laughter obstacle", "conflict": "conflict"},
	} {
		for _, s := range DraftGroup(format, f, plainly) {
			for _, moment := range f.Meeting.Moments {
				said := strings.Contains(s.Text.Reveal(), "<moment."+moment+">")
				if should := slices.Contains(strings.Fields(want[s.Key]), moment); said != should {
					t.Errorf("%s: %s says %s: %v", format, s.Key, moment, said)
				}
			}
		}
	}
}
