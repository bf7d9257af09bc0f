package session

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"groupwork/private"
)

// show writes a meeting out with its texts, so that two can be compared.
func show(m Meeting) string {
	var b strings.Builder
	reveal := func(label string, all []private.Text) {
		for _, t := range all {
			fmt.Fprintf(&b, " %s=%q", label, t.Reveal())
		}
	}
	for _, s := range m.Seats {
		plain, err := json.Marshal(s)
		if err != nil {
			return err.Error()
		}
		b.Write(plain)
		reveal("star", s.Stars)
		reveal("promise", s.Promises)
		reveal("said", []private.Text{s.Sentence, s.NextWords})
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "%v %v %v %d", m.Help, m.Moments, m.Acts, m.Entries)
	reveal("decided", m.Decisions)
	reveal("visitor", m.Visitors)
	return b.String()
}

// journal draws entries of all kinds from a few ids, devices and times, so that they clash.
func journal(t *rapid.T) []Entry {
	one := rapid.Custom(func(t *rapid.T) Entry {
		e := Entry{
			ID: EntryID(fmt.Sprint("e", rapid.IntRange(1, 12).Draw(t, "id"))), Session: "s",
			Device: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "device"), Seq: int64(rapid.IntRange(1, 3).Draw(t, "seq")),
			Kind: rapid.SampledFrom([]Kind{Attendance, Visitor, Mark, Mark, Mark, Pulse, Decision, Chip, Sentence, Correction}).Draw(t, "kind"),
			Seat: rapid.IntRange(-1, 5).Draw(t, "seat"), To: rapid.IntRange(-1, 5).Draw(t, "to"),
			Detail: rapid.SampledFrom([]string{"", "x", "y"}).Draw(t, "detail"), Value: rapid.IntRange(-2, 10).Draw(t, "value"),
			Text: private.Of(rapid.SampledFrom([]string{"", "one", "two"}).Draw(t, "text")),
			At:   start.Add(time.Duration(rapid.IntRange(0, 3).Draw(t, "minute")) * time.Minute),
		}
		switch e.Kind {
		case Attendance:
			e.Word = rapid.SampledFrom([]string{"present", "late", "absent_told_us"}).Draw(t, "state")
		case Mark:
			e.Word = rapid.SampledFrom([]string{Help, Moment, WorkerAct, GoalSeen, Promise, Star, Safety}).Draw(t, "mark")
		case Chip:
			e.Word = rapid.SampledFrom([]string{ChipResponse, ChipParticipation, ChipProgress, ChipNextStep}).Draw(t, "chip")
		case Pulse:
			e.Word = rapid.SampledFrom([]string{"voice", "fit"}).Draw(t, "item")
		}
		if e.Kind == Correction || rapid.IntRange(0, 5).Draw(t, "replaces") == 0 {
			e.Corrects = EntryID(fmt.Sprint("e", rapid.IntRange(1, 12).Draw(t, "corrects")))
		}
		return e
	})
	return rapid.SliceOfN(one, 0, 20).Draw(t, "journal")
}

func TestAnyOrderAndAnyRepetitionOfEntriesGivesTheSameMeeting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := journal(t)
		s := running()
		s.State = rapid.SampledFrom([]State{Running, Held}).Draw(t, "state")
		seats := []int{1, 2, 4}
		want := show(Fold(s, seats, entries))

		mixed := rapid.Permutation(entries).Draw(t, "order")
		for _, e := range entries {
			for range rapid.IntRange(0, 2).Draw(t, "again") {
				e.Filed = start.Add(time.Hour) // a second delivery is filed later; nothing else differs
				mixed = slices.Insert(mixed, rapid.IntRange(0, len(mixed)).Draw(t, "at"), e)
			}
		}
		slices.Reverse(seats)
		if got := show(Fold(s, append(seats, 2), mixed)); got != want {
			t.Fatalf("first\n%s\nthen\n%s", want, got)
		}
	})
}

func TestFoldingLeavesTheJournalAsItWas(t *testing.T) {
	entries := []Entry{{ID: "b", At: start.Add(time.Minute)}, {ID: "a", At: start}}
	Fold(running(), []int{1}, entries)
	if entries[0].ID != "b" {
		t.Error("the caller's entries were sorted")
	}
}

// made numbers entries one after another, a minute apart.
func made(all ...Entry) []Entry {
	for i := range all {
		if all[i].ID == "" {
			all[i].ID = EntryID(fmt.Sprint("e", i))
		}
		all[i].At = start.Add(time.Duration(i) * time.Minute)
	}
	return all
}

func TestFold(t *testing.T) {
	held := running()
	held.State = Held
	text := private.Of
	for _, c := range []struct {
		what    string
		s       Session
		entries []Entry
		got     func(Meeting) any
		want    string
	}{
		{"everybody starts expected", running(), nil, func(m Meeting) any { return m.Seats[1].Presence.State }, "expected"},
		{"once held, whoever was expected was present", held, nil, func(m Meeting) any { return m.Came() }, "3"},
		{"the later attendance holds", held, made(Entry{Kind: Attendance, Seat: 1, Word: "absent_no_word"}, Entry{Kind: Attendance, Seat: 1, Word: "late", Value: 12}),
			func(m Meeting) any { return m.Seats[0].Presence }, "{late 12}"},
		{"help is counted for both and drawn as a flow", held, made(Entry{Kind: Mark, Word: Help, Seat: 1, To: 2, Detail: "listened"}, Entry{Kind: Mark, Word: Help, Seat: 1, To: 2},
			Entry{Kind: Mark, Word: Help, Seat: 2, To: Whole}),
			func(m Meeting) any {
				return fmt.Sprint(m.Help, m.Seats[0].HelpGiven, m.Seats[1].HelpReceived, m.Seats[0].HelpKinds)
			}, "[{1 2 2} {2 0 1}] 2 2 map[listened:1]"},
		{"a correction takes an entry out", held, made(Entry{ID: "x", Kind: Mark, Word: GoalSeen, Seat: 1}, Entry{Kind: Correction, Corrects: "x"}),
			func(m Meeting) any { return fmt.Sprint(m.Seats[0].GoalSeen, m.Entries) }, "0 0"},
		{"a correction that comes before what it corrects still counts", held, made(Entry{Kind: Correction, Corrects: "x"}, Entry{ID: "x", Kind: Mark, Word: GoalSeen, Seat: 1}),
			func(m Meeting) any { return m.Seats[0].GoalSeen }, "0"},
		{"words added to a star stand in its place", held, made(Entry{ID: "x", Kind: Mark, Word: Star, Seat: 1}, Entry{Kind: Mark, Word: Star, Seat: 1, Corrects: "x", Text: text("read aloud")}),
			func(m Meeting) any {
				return fmt.Sprintf("%d %s", len(m.Seats[0].Stars), m.Seats[0].Stars[0].Reveal())
			}, "1 read aloud"},
		{"a skipped line takes the answer back", held, made(Entry{Kind: Pulse, Seat: 2, Word: "voice", Value: 7}, Entry{Kind: Pulse, Seat: 2, Word: "voice", Value: -1}, Entry{Kind: Pulse, Seat: 2, Word: "fit"}),
			func(m Meeting) any { return m.Seats[1].Pulse }, "map[fit:0]"},
		{"a seat that is not in the circle waits", held, made(Entry{Kind: Mark, Word: GoalSeen, Seat: 9}, Entry{Kind: Mark, Word: Help, Seat: 1, To: 9}),
			func(m Meeting) any { return fmt.Sprint(len(m.Seats), m.Seats[0].HelpGiven, m.Entries) }, "3 0 0"},
		{"acts towards a seat stand once there and each time in the meeting", held, made(Entry{Kind: Mark, Word: WorkerAct, To: 2, Detail: "clarified"}, Entry{Kind: Mark, Word: WorkerAct, To: 2, Detail: "clarified"}),
			func(m Meeting) any { return fmt.Sprint(m.Seats[1].Acts, m.Acts) }, "[clarified] [clarified clarified]"},
		{"safety is the seat's alone", held, made(Entry{Kind: Mark, Word: Safety, Seat: 2}, Entry{Kind: Mark, Word: Safety}),
			func(m Meeting) any { return fmt.Sprint(m.Seats[0].Safety, m.Seats[1].Safety, m.Moments) }, "false true []"},
		{"nobody said anything of taking part or progress", held, nil,
			func(m Meeting) any { return fmt.Sprint(m.Seats[0].Participation, m.Seats[0].HasProgress) }, "-1 false"},
	} {
		t.Run(c.what, func(t *testing.T) {
			if got := fmt.Sprint(c.got(Fold(c.s, []int{1, 2, 4}, c.entries))); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestAnEleventhMemberAddedLaterGetsTheEntriesThatWaited(t *testing.T) {
	entries := made(Entry{Kind: Mark, Word: GoalSeen, Seat: 11}, Entry{Kind: Attendance, Seat: 1, Word: "late"})
	before, after := Fold(running(), []int{1}, entries), Fold(running(), []int{1, 11}, entries)
	eleventh, ok := after.Seat(11)
	if !ok || eleventh.GoalSeen != 1 {
		t.Errorf("got %+v", eleventh)
	}
	if first, _ := after.Seat(1); first.Presence != before.Seats[0].Presence {
		t.Error("the first member changed")
	}
}

func FuzzFold(f *testing.F) {
	f.Add(uint64(1), []byte("attendance"), 3)
	f.Fuzz(func(t *testing.T, seed uint64, raw []byte, n int) {
		r := rand.New(rand.NewPCG(seed, uint64(n)))
		kinds := []Kind{Attendance, Visitor, Mark, Pulse, Decision, Chip, Sentence, Correction, Kind(raw)}
		marks := []string{Help, Moment, WorkerAct, GoalSeen, Promise, Star, Safety, ChipResponse, ChipProgress, string(raw)}
		entries := make([]Entry, min(max(n, 0), 64))
		for i := range entries {
			entries[i] = Entry{ID: EntryID(fmt.Sprint(r.IntN(20))), Kind: kinds[r.IntN(len(kinds))], Word: marks[r.IntN(len(marks))],
				Seat: r.IntN(7) - 2, To: r.IntN(7) - 2, Value: r.IntN(20) - 5, Detail: string(raw), Text: private.Of(string(raw)),
				Corrects: EntryID(fmt.Sprint(r.IntN(60))), At: start.Add(time.Duration(r.IntN(3)))}
		}
		want := show(Fold(running(), []int{1, 2, 3}, entries))
		twice := append(slices.Clone(entries), entries...)
		r.Shuffle(len(twice), func(i, j int) { twice[i], twice[j] = twice[j], twice[i] })
		if got := show(Fold(running(), []int{3, 1, 2}, twice)); got != want {
			t.Fatalf("first\n%s\nthen\n%s", want, got)
		}
	})
}

func BenchmarkFold(b *testing.B) {
	var entries []Entry
	r := rand.New(rand.NewPCG(1, 1))
	for i := range 120 {
		entries = append(entries, Entry{ID: EntryID(fmt.Sprint("e", i)), Kind: Mark, Word: Help, Seat: 1 + r.IntN(10), To: 1 + r.IntN(10), At: start.Add(time.Duration(i) * time.Second)})
	}
	seats := []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	for b.Loop() {
		Fold(running(), seats, entries)
	}
}
