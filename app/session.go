package app

import (
	"context"
	"slices"
	"sort"
	"time"

	"groupwork/access"
	"groupwork/group"
	"groupwork/people"
	"groupwork/practice"
	"groupwork/private"
	"groupwork/session"
	"groupwork/watch"
)

// Seat is one place of a session's roster.
type Seat struct {
	Number   int
	Stay     group.StayID
	Person   people.ID
	Called   private.Text
	Speaks   string // the member's first language, where it is known
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
	Last       []session.Block // of the session before
	PulseItems []string
	Workers    []PersonRef
	Early      bool         // planned for another day than this
	Before     []watch.Gate // what its pack asks before a meeting begins and is not passed; of a planned one, for its workers
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
		if v.Part == group.Observer {
			v.hideSafety()
		}
		if v.Last, err = a.blocksBefore(v.Session); err != nil {
			return err
		}
		for _, item := range h.Library.Core().Pulse {
			v.PulseItems = append(v.PulseItems, item.ID)
		}
		v.Early = v.Session.State == session.Planned && v.Session.Starts.Sub(a.now) > session.Early
		if v.Session.State == session.Planned && works(g, a) {
			v.Before, err = h.gatesBefore(a, g, "begin")
		}
		return err
	})
	return v, err
}

// hideSafety takes out what is for the workers and the supervisor alone.
func (v *SessionView) hideSafety() {
	v.Marks = slices.DeleteFunc(v.Marks, func(m MarkLine) bool { return m.Word == session.Safety })
	for i := range v.Roster {
		v.Roster[i].Safety, v.Roster[i].Facts.Safety = false, false
	}
	for i := range v.Meeting.Seats {
		v.Meeting.Seats[i].Safety = false
	}
}

// blocksBefore are the parts of the plan of the session before this one.
func (a *at) blocksBefore(s session.Session) ([]session.Block, error) {
	heads, err := a.SessionsIn(a.ctx, s.Group)
	if err != nil || s.State != session.Planned {
		return nil, err
	}
	var before session.ID
	for _, head := range heads {
		if head.Starts.Before(s.Starts) && head.State != session.NotHeld {
			before = head.ID
		}
	}
	if before == "" {
		return nil, nil
	}
	last, err := a.Session(a.ctx, before)
	return last.Plan.Blocks, err
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
func (h *House) gather(a *at, s session.Session, g group.Group, joining ...group.Stay) (record, error) {
	r := record{session: s}
	var err error
	if r.stays, err = a.StaysIn(a.ctx, g.ID); err != nil {
		return r, err
	}
	for _, st := range joining { // as they will be once this act is filed
		if i := slices.IndexFunc(r.stays, func(o group.Stay) bool { return o.ID == st.ID }); i >= 0 {
			r.stays[i] = st
		}
	}
	if r.entries, err = a.Entries(a.ctx, s.ID); err != nil {
		return r, err
	}
	if err := r.read(a, g); err != nil {
		return r, err
	}
	for _, n := range rosterSeats(r.stays, s, r.entries, a) {
		st := stayAt(r.stays, n)
		p := r.persons[st.Person]
		seat := Seat{Number: n, Stay: st.ID, Person: st.Person, Called: p.Called, Short: initials(p.Called)}
		if len(p.Languages) > 0 {
			seat.Speaks = p.Languages[0]
		}
		r.seats = append(r.seats, seat)
	}
	r.meeting = session.Fold(s, r.numbers(), r.entries)
	r.leaveOpen(a)
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
		all = append(all, MarkLine{ID: e.ID, At: e.At, From: name[e.Seat], To: name[e.To], Seat: e.Seat, ToSeat: e.To,
			Kind: e.Kind, Word: e.Word, Detail: e.Detail, Value: e.Value, Text: e.Text, Gone: gone[e.ID]})
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].At.After(all[j].At) })
	return all
}

// CloseSession closes a session: whoever is still expected was present, and the notes are drafted.
func (h *House) CloseSession(ctx context.Context, who access.Who, id session.ID, version int) error {
	err := h.changeSession(ctx, who, access.RecordSession, id, version, func(a *at, s *session.Session, g group.Group) error {
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
	if err != nil {
		return err
	}
	return h.followClosed(ctx, who, id)
}
