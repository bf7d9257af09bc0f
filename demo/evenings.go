package demo

import (
	"context"
	"fmt"
	"time"

	"groupwork/access"
	"groupwork/app"
	"groupwork/session"
)

// book gathers the entries of one evening.
type book struct {
	m       *maker
	entries []app.EntryInput
}

// put adds one entry, some minutes after the start.
func (b *book) put(at time.Time, e app.EntryInput) {
	b.m.device++
	e.ID, e.Device, e.Seq, e.At = b.m.entryID(at), "sample", b.m.device, at
	b.entries = append(b.entries, e)
}

// entryID makes a UUIDv7 for a time under the sample's seed.
func (m *maker) entryID(at time.Time) string {
	ms := uint64(at.UnixMilli())
	a, b := m.rng.Uint64(), m.rng.Uint64()
	return fmt.Sprintf("%08x-%04x-7%03x-%04x-%012x", ms>>16, ms&0xffff, a&0xfff, 0x8000|(b>>48)&0x3fff, b&0xffffffffffff)
}

// records writes the evening's journal: exceptions at the door, about a dozen marks, the pulse.
func (m *maker) records(ctx context.Context, lead access.Who, c circle, id session.ID, starts time.Time, i int) error {
	v, err := m.h.Session(ctx, lead, id)
	if err != nil {
		return err
	}
	b := &book{m: m}
	came := m.door(b, v, starts)
	m.marks(b, v, came, starts)
	for _, seat := range came {
		if m.rng.IntN(10) > 0 {
			m.pulse(b, v, seat, starts, c.minutes, i)
		}
	}
	if t := c.themes[i%len(c.themes)]; t.decision != "" {
		b.put(starts.Add(70*time.Minute), app.EntryInput{Kind: string(session.Decision), Text: t.decision, Detail: first(v.Vocabulary.DecisionMethods)})
	}
	m.clock.Set(starts.Add(time.Duration(c.minutes-1) * time.Minute))
	for from := 0; from < len(b.entries); from += 50 {
		answers, err := m.h.Record(ctx, lead, id, b.entries[from:min(from+50, len(b.entries))])
		if err != nil {
			return err
		}
		for _, a := range answers {
			if a.State != "filed" && a.State != "known" {
				return fmt.Errorf("entry %s: %s", a.State, a.Say)
			}
		}
	}
	return nil
}

// door marks the exceptions and gives the seats that came.
func (m *maker) door(b *book, v app.SessionView, starts time.Time) []int {
	var came []int
	for _, s := range v.Roster {
		word, minutes := session.Present, 0
		switch n := m.rng.IntN(20); {
		case n == 0:
			word = session.AbsentNoWord
		case n <= 2:
			word = session.AbsentTold
		case n == 3:
			word, minutes = session.Late, 5+m.rng.IntN(20)
		case n == 4:
			word, minutes = session.LeftEarly, 10
		}
		if word.Came() {
			came = append(came, s.Number)
		}
		if word != session.Present {
			b.put(starts.Add(time.Duration(minutes)*time.Minute), app.EntryInput{Kind: string(session.Attendance), Seat: s.Number, Word: string(word), Value: minutes})
		}
	}
	return came
}

// marks puts about a dozen two-tap marks.
func (m *maker) marks(b *book, v app.SessionView, came []int, starts time.Time) {
	if len(came) < 2 {
		return
	}
	pick := func() int { return came[m.rng.IntN(len(came))] }
	for n := 0; n < 12; n++ {
		at := starts.Add(time.Duration(10+m.rng.IntN(60)) * time.Minute)
		from, to := pick(), pick()
		switch {
		case n < 6 && from != to:
			kind := ""
			if kinds := v.Vocabulary.HelpKinds; len(kinds) > 0 {
				kind = kinds[m.rng.IntN(len(kinds))]
			}
			b.put(at, app.EntryInput{Kind: string(session.Mark), Word: session.Help, Seat: from, To: to, Detail: kind})
		case n == 6 && len(v.Vocabulary.Moments) > 0:
			b.put(at, app.EntryInput{Kind: string(session.Mark), Word: session.Moment, Detail: v.Vocabulary.Moments[m.rng.IntN(len(v.Vocabulary.Moments))]})
		case n < 9 && len(v.Vocabulary.Acts) > 0:
			family := v.Vocabulary.Acts[m.rng.IntN(len(v.Vocabulary.Acts))]
			b.put(at, app.EntryInput{Kind: string(session.Mark), Word: session.WorkerAct, To: to, Detail: family.Acts[m.rng.IntN(len(family.Acts))].ID})
		case n < 11:
			b.put(at, app.EntryInput{Kind: string(session.Mark), Word: session.GoalSeen, Seat: from})
		default:
			b.put(at, app.EntryInput{Kind: string(session.Mark), Word: session.Promise, Seat: from, Text: "Tries the step and tells next time"})
		}
	}
}

func (m *maker) pulse(b *book, v app.SessionView, seat int, starts time.Time, minutes, i int) {
	base := 5 + i/4 + (seat*7)%3
	for _, item := range v.PulseItems {
		value := max(0, min(10, base+m.rng.IntN(4)-1))
		b.put(starts.Add(time.Duration(minutes-4)*time.Minute), app.EntryInput{Kind: string(session.Pulse), Seat: seat, Word: item, Value: value})
	}
}

func first(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}

// Sentences are put together from three parts, so that no two notes read alike.
var (
	openings = []string{"Came in quickly and chose the seat by the lamp", "Waited a while, then spoke for the first time of the evening", "Brought a page written at home",
		"Laughed early and put others at ease", "Listened with folded arms until the pair work", "Began with a question to the whole circle", "Arrived tired and said so",
		"Told of a hard telephone call on Tuesday", "Said that the week had been good", "Drew instead of talking at first", "Kept an eye on the clock for the group"}
	middles = []string{"tried out the new sentence twice and changed a word in it", "asked what had worked before giving advice", "stayed with a hard subject longer than last time",
		"named what was missing without blaming", "took the smaller part and made it count", "offered a way out when talk got stuck", "described the last step and what it cost",
		"helped with the chairs and with the start of the round", "disagreed openly and kept a friendly voice", "found an example from work that fitted", "read the agreement aloud on request"}
	closings = []string{"Left with one clear step for the week.", "Wants to look at this again in two weeks.", "Will ask at home and report.", "Said it was easier than feared.",
		"Asked for a call before the next meeting.", "Chose to rest this week, and that is fine.", "Will bring the page again.", "Plans to try it on Saturday morning.",
		"Took the card along.", "Thinks it needs more time."}
)

func (m *maker) sentence() string {
	return openings[m.rng.IntN(len(openings))] + "; " + middles[m.rng.IntN(len(middles))] + ". " + closings[m.rng.IntN(len(closings))]
}

// reaches says of everybody who was away without a word that they were reached.
func (m *maker) reaches(ctx context.Context, lead access.Who, id session.ID) error {
	due, err := m.h.Due(ctx, lead, id)
	if err != nil {
		return err
	}
	for _, one := range due.All {
		if err := m.h.DoDue(ctx, lead, id, app.DueInput{About: one.About, Seat: one.Seat, What: "Called in the evening: a sick child; comes again next time.", Done: "yes"}); err != nil {
			return err
		}
	}
	return nil
}

// writes fills the debrief and the members' chips, and signs everything unless it is left for today.
func (m *maker) writes(ctx context.Context, lead access.Who, id session.ID, t theme, i int, leave bool) error {
	w, err := m.h.WriteUp(ctx, lead, id)
	if err != nil {
		return err
	}
	answers := map[int]string{1: t.first, 2: t.intent + ". " + t.did + ".", 3: "One seat near the door was quiet until the pair work.", 4: t.theme + "; not yet said: what comes after.",
		5: "We shared the lead well; signals worked.", 7: t.worked + ".", 8: t.next + "."}
	process := map[string]string{}
	if fields := w.Pack.Process; len(fields) > 0 { // one a meeting, in turn; the other fields are found in the answers
		field := fields[i%len(fields)]
		process[field] = afterwards[field][i/len(fields)%len(afterwards[field])]
	}
	if err := m.h.SaveDebrief(ctx, lead, id, w.Session.Version, app.DebriefInput{Answers: answers, Process: process}); err != nil {
		return err
	}
	if leave {
		return nil
	}
	if err := m.reaches(ctx, lead, id); err != nil {
		return err
	}
	if w, err = m.h.WriteUp(ctx, lead, id); err != nil {
		return err
	}
	var notes []app.NoteInput
	for _, n := range w.Members {
		in := app.NoteInput{ID: string(n.Note.ID), Version: n.Note.Version}
		if n.Facts.Presence.State.Came() {
			in.Sentence = m.sentence()
			part, progress := 1+m.rng.IntN(3), min(2, -1+i/4+m.rng.IntN(2))
			in.Participation, in.Progress = &part, &progress
			in.Responses = []string{w.Responses[m.rng.IntN(3)]}
			in.NextStep = t.next
		}
		notes = append(notes, in)
	}
	if err := m.h.SaveNotes(ctx, lead, id, notes); err != nil {
		return fmt.Errorf("save: %w", err)
	}
	_, err = m.h.Sign(ctx, lead, id, nil)
	return err
}
