package app

import (
	"context"
	"slices"
	"sort"
	"time"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/practice"
	"groupwork/private"
	"groupwork/session"
)

// Seat is one place of a session's roster.
type Seat struct {
	Number   int
	Stay     group.StayID
	Person   people.ID
	Called   private.Text
	Short    string // two letters for the circle
	Presence session.Presence
	Safety   bool
	Facts    session.SeatFacts
}

// MarkLine is one line of the journal, for reading.
type MarkLine struct {
	ID           session.EntryID
	At           time.Time
	From, To     private.Text
	Seat, ToSeat int
	Kind         session.Kind
	Word, Detail string
	Value        int
	Text         private.Text
	Gone         bool // taken out by a correction
}

// SessionView is a session's page.
type SessionView struct {
	Session    session.Session
	Group      GroupRef
	Pack       practice.Pack
	Roster     []Seat
	Meeting    session.Meeting
	Circle     Circle
	Marks      []MarkLine // newest first
	Vocabulary practice.Vocabulary
	Part       group.Part
	PulseItems []string
	Workers    []PersonRef
}

// Session shows a session with its roster and journal.
func (h *House) Session(ctx context.Context, who access.Who, id session.ID) (v SessionView, err error) {
	var g group.Group
	err = h.look(ctx, who, access.SeeSession, ofSession(id, &v.Session, &g), func(a *at) error {
		r, err := h.gather(a, v.Session, g)
		if err != nil {
			return err
		}
		v.Group, v.Pack, v.Roster, v.Meeting, v.Circle = ref(g), h.pack(g), r.seats, r.meeting, r.circle(a, g)
		v.Vocabulary, v.Part, v.Workers = h.Library.Vocabulary(), g.PartOf(a.self, a.now), r.workers
		v.Marks = r.lines()
		for _, item := range h.Library.Core().Pulse {
			v.PulseItems = append(v.PulseItems, item.ID)
		}
		return nil
	})
	return v, err
}

// record is a session's roster, journal and fold.
type record struct {
	session session.Session
	seats   []Seat
	entries []session.Entry
	meeting session.Meeting
	workers []PersonRef
	stays   []group.Stay // every stay of the group
	persons map[people.ID]people.Person
}

// gather reads everything about a session. The roster is who was a member when it was held, or is one now.
func (h *House) gather(a *at, s session.Session, g group.Group) (record, error) {
	r := record{session: s}
	var err error
	if r.stays, err = a.StaysIn(a.ctx, g.ID); err != nil {
		return r, err
	}
	if r.entries, err = a.Entries(a.ctx, s.ID); err != nil {
		return r, err
	}
	if err := r.read(a, g); err != nil {
		return r, err
	}
	for _, n := range rosterSeats(r.stays, s, r.entries, a) {
		st := stayAt(r.stays, n)
		called := r.persons[st.Person].Called
		r.seats = append(r.seats, Seat{Number: n, Stay: st.ID, Person: st.Person, Called: called, Short: initials(called)})
	}
	r.meeting = session.Fold(s, r.numbers(), r.entries)
	for i := range r.seats {
		if f, ok := r.meeting.Seat(r.seats[i].Number); ok {
			r.seats[i].Presence, r.seats[i].Safety, r.seats[i].Facts = f.Presence, f.Safety, f
		}
	}
	return r, nil
}

// read opens the names of the group's people and workers.
func (r *record) read(a *at, g group.Group) error {
	ids := make([]people.ID, 0, len(r.stays)+len(g.Workers))
	for _, st := range r.stays {
		ids = append(ids, st.Person)
	}
	for _, w := range g.Workers {
		ids = append(ids, w.Person)
	}
	var err error
	if r.persons, err = a.Tx.People(a.ctx, ids); err != nil {
		return err
	}
	for _, w := range g.Workers {
		if part := g.PartOf(w.Person, a.now); part == w.Part && (part == group.Lead || part == group.CoWorker) {
			r.workers = append(r.workers, PersonRef{ID: w.Person, Called: r.persons[w.Person].Called})
		}
	}
	return nil
}

func (r record) numbers() []int {
	all := make([]int, len(r.seats))
	for i, s := range r.seats {
		all[i] = s.Number
	}
	return all
}

// lines tells the journal, newest first, without the write-up's chips.
func (r record) lines() []MarkLine {
	name := map[int]private.Text{}
	for _, s := range r.seats {
		name[s.Number] = s.Called
	}
	gone := map[session.EntryID]bool{}
	for _, e := range r.entries {
		if e.Corrects != "" {
			gone[e.Corrects] = true
		}
	}
	var all []MarkLine
	for _, e := range slices.Backward(r.entries) {
		if e.Kind == session.Chip || e.Kind == session.Sentence || e.Kind == session.Correction {
			continue
		}
		all = append(all, MarkLine{ID: e.ID, At: e.At, From: name[e.Seat], To: name[e.To], Seat: e.Seat, ToSeat: e.To, Kind: e.Kind, Word: e.Word, Detail: e.Detail, Value: e.Value, Text: e.Text, Gone: gone[e.ID]})
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].At.After(all[j].At) })
	return all
}

// EntryInput is one entry as a device sends it.
type EntryInput struct {
	ID       string    `json:"id"`
	Device   string    `json:"device"`
	Seq      int64     `json:"seq"`
	Kind     string    `json:"kind"`
	Word     string    `json:"word,omitempty"`
	Detail   string    `json:"detail,omitempty"`
	Text     string    `json:"text,omitempty"`
	Corrects string    `json:"corrects,omitempty"`
	Seat     int       `json:"seat,omitempty"`
	To       int       `json:"to,omitempty"`
	Value    int       `json:"value,omitempty"`
	At       time.Time `json:"at"`
}

// EntryAnswer tells what became of one entry: filed, known (it was there already), refused, or conflict (another
// entry has its id). Say is the phrase key of the reason.
type EntryAnswer struct {
	ID    string `json:"id"`
	State string `json:"state"`
	Say   string `json:"say,omitempty"`
}

// mostEntries is how many entries one batch may hold.
const mostEntries = 500

// Record files entries. Each is answered by itself; what is refused is not filed and stays on the device. The first
// entry begins a planned session.
func (h *House) Record(ctx context.Context, who access.Who, id session.ID, in []EntryInput) (answers []EntryAnswer, err error) {
	var s session.Session
	var g group.Group
	err = h.do(ctx, who, access.RecordSession, string(id), ofSession(id, &s, &g), func(a *at) error {
		answers = make([]EntryAnswer, 0, len(in))
		if len(in) > mostEntries {
			return &fault.Error{Kind: fault.Invalid, Op: "app.Record", Fields: []fault.Field{{Name: "entries", Key: "app.entries.many", Args: map[string]any{"max": mostEntries}}}}
		}
		if s.State == session.Planned && len(in) > 0 {
			if err := s.Begin(a.now); err != nil {
				return err
			}
			if s, err = a.SaveSession(ctx, s); err != nil {
				return err
			}
		}
		r, err := h.gather(a, s, g)
		if err != nil {
			return err
		}
		for _, one := range in {
			answer, err := h.file(a, s, r.numbers(), one)
			if err != nil {
				return err
			}
			answers = append(answers, answer)
		}
		return nil
	})
	return answers, err
}

// file files one entry, or says why not. An error is one of the machine: then nothing of the batch is filed.
func (h *House) file(a *at, s session.Session, seats []int, in EntryInput) (EntryAnswer, error) {
	e := session.Entry{ID: session.EntryID(in.ID), Session: s.ID, Device: in.Device, Seq: in.Seq, Kind: session.Kind(in.Kind), Seat: in.Seat, To: in.To, Word: in.Word,
		Detail: in.Detail, Value: in.Value, Text: private.Of(in.Text), Corrects: session.EntryID(in.Corrects), By: a.self, At: in.At, Filed: a.now}
	answer := EntryAnswer{ID: in.ID}
	if err := session.Check(e, s, seats, h.Library.Vocabulary()); err != nil {
		answer.State, answer.Say = "refused", fault.Say(err)
		if f := fault.Fields(err); len(f) > 0 {
			answer.Say = f[0].Key
		}
		return answer, nil
	}
	fresh, err := a.Append(a.ctx, []session.Entry{e})
	switch {
	case fault.Of(err) == fault.Stale:
		answer.State, answer.Say = "conflict", fault.Say(err)
	case err != nil:
		return answer, err
	case len(fresh) == 0:
		answer.State = "known"
	default:
		answer.State = "filed"
	}
	return answer, nil
}

// CloseSession closes a session: whoever is still expected was present, and the notes are drafted.
func (h *House) CloseSession(ctx context.Context, who access.Who, id session.ID, version int) error {
	return h.changeSession(ctx, who, access.RecordSession, id, version, func(a *at, s *session.Session, g group.Group) error {
		closing := *s
		closing.State = session.Held
		r, err := h.gather(a, closing, g)
		if err != nil {
			return err
		}
		if err := s.Close(r.meeting, a.now); err != nil {
			return err
		}
		return h.draft(a, *s, g)
	})
}
