package session

import (
	"cmp"
	"slices"
)

// Fold turns a journal into what happened at the meeting, for the seats of a roster. It gives the same meeting
// for the same set of entries, whatever their order and however often one is in it:
//
//   - entries count in the order of device clock, device, count on the device, and id; one id counts once;
//   - what an entry corrects no longer counts. A Correction only takes out; an entry of another kind that
//     corrects an earlier one stands in its place;
//   - of two attendances, answers of a pulse, chips or sentences for one seat the later one holds;
//   - entries about seats that are not in the roster wait: they count once the seat is;
//   - everybody starts expected; once the session is held, whoever is still expected was present.
func Fold(s Session, seats []int, entries []Entry) Meeting {
	f := newFolder(s, seats)
	for _, e := range standing(entries) {
		if f.apply(e) {
			f.entries++
		}
	}
	return f.meeting()
}

// standing gives the entries that count, each once, in order.
func standing(entries []Entry) []Entry {
	sorted := slices.Clone(entries)
	slices.SortFunc(sorted, before)
	seen := make(map[EntryID]bool, len(sorted))
	out := make(map[EntryID]bool)
	once := sorted[:0]
	for _, e := range sorted {
		if seen[e.ID] {
			continue
		}
		seen[e.ID] = true
		once = append(once, e)
		if e.Corrects != "" && e.Corrects != e.ID {
			out[e.Corrects] = true
		}
	}
	return slices.DeleteFunc(once, func(e Entry) bool { return out[e.ID] || e.Kind == Correction })
}

// before orders entries. Two entries that share an id but differ are ordered by what they say, so that the same
// one of them counts everywhere.
func before(a, b Entry) int {
	if c := cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Device, b.Device), cmp.Compare(a.Seq, b.Seq),
		cmp.Compare(a.ID, b.ID)); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Seat, b.Seat), cmp.Compare(a.To, b.To),
		cmp.Compare(a.Word, b.Word), cmp.Compare(a.Detail, b.Detail), cmp.Compare(a.Value, b.Value),
		cmp.Compare(a.Corrects, b.Corrects), cmp.Compare(a.Text.Reveal(), b.Text.Reveal()))
}

// folder gathers a meeting.
type folder struct {
	held    bool
	seats   map[int]*SeatFacts
	order   []int
	help    map[[2]int]int
	rest    Meeting
	entries int
}

func newFolder(s Session, seats []int) *folder {
	f := &folder{held: s.State == Held, seats: map[int]*SeatFacts{}, help: map[[2]int]int{}}
	for _, seat := range seats {
		if seat > 0 && f.seats[seat] == nil {
			f.seats[seat] = &SeatFacts{Seat: seat, Presence: Presence{State: Expected}, Participation: -1,
				HelpKinds: map[string]int{}, Pulse: map[string]int{}}
			f.order = append(f.order, seat)
		}
	}
	slices.Sort(f.order)
	return f
}

// apply counts one entry and tells whether it found its seats.
func (f *folder) apply(e Entry) bool {
	switch e.Kind {
	case Visitor:
		f.rest.Visitors = append(f.rest.Visitors, e.Text)
		return true
	case Decision:
		f.rest.Decisions = append(f.rest.Decisions, e.Text)
		return true
	case Mark:
		return f.mark(e)
	}
	seat := f.seats[e.Seat]
	if seat == nil {
		return false
	}
	switch e.Kind {
	case Attendance:
		seat.Presence = Presence{State: AttendanceState(e.Word), Minutes: e.Value}
	case Pulse:
		delete(seat.Pulse, e.Word)
		if e.Value >= 0 {
			seat.Pulse[e.Word] = e.Value
		}
	case Chip:
		return seat.chip(e)
	case Sentence:
		seat.Sentence = e.Text
	default:
		return false
	}
	return true
}

func (f *folder) mark(e Entry) bool {
	switch e.Word {
	case Help:
		return f.helped(e)
	case Moment:
		f.rest.Moments = append(f.rest.Moments, e.Detail)
		return true
	case WorkerAct:
		return f.acted(e)
	}
	seat := f.seats[e.Seat]
	if seat == nil {
		return e.Word == Safety && e.Seat == Whole
	}
	switch e.Word {
	case GoalSeen:
		seat.GoalSeen++
	case Star:
		seat.Stars = append(seat.Stars, e.Text)
	case Promise:
		seat.Promises = append(seat.Promises, e.Text)
	case Safety:
		seat.Safety = true
	default:
		return false
	}
	return true
}

func (f *folder) helped(e Entry) bool {
	giver, taker := f.seats[e.Seat], f.seats[e.To]
	if giver == nil || giver == taker || taker == nil && e.To != Whole && e.To != Staff {
		return false
	}
	giver.HelpGiven++
	if e.Detail != "" {
		giver.HelpKinds[e.Detail]++
	}
	if taker != nil {
		taker.HelpReceived++
	}
	f.help[[2]int{e.Seat, e.To}]++
	return true
}

func (f *folder) acted(e Entry) bool {
	seat := f.seats[e.To]
	if seat == nil && e.To != Whole {
		return false
	}
	if seat != nil && !slices.Contains(seat.Acts, e.Detail) {
		seat.Acts = append(seat.Acts, e.Detail)
	}
	f.rest.Acts = append(f.rest.Acts, e.Detail)
	return true
}

func (s *SeatFacts) chip(e Entry) bool {
	switch e.Word {
	case ChipResponse:
		if !slices.Contains(s.Responses, e.Detail) {
			s.Responses = append(s.Responses, e.Detail)
		}
	case ChipRole:
		if !slices.Contains(s.Roles, e.Detail) {
			s.Roles = append(s.Roles, e.Detail)
		}
	case ChipParticipation:
		s.Participation = e.Value
	case ChipProgress:
		s.Progress, s.HasProgress = e.Value, true
	case ChipNextStep:
		s.NextStep, s.NextWords = e.Detail, e.Text
	default:
		return false
	}
	return true
}

func (f *folder) meeting() Meeting {
	m := f.rest
	m.Entries = f.entries
	for _, n := range f.order {
		seat := f.seats[n]
		if f.held && seat.Presence.State == Expected {
			seat.Presence.State = Present
		}
		m.Seats = append(m.Seats, *seat)
	}
	for pair, times := range f.help {
		m.Help = append(m.Help, Flow{From: pair[0], To: pair[1], Times: times})
	}
	slices.SortFunc(m.Help, func(a, b Flow) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return m
}

// Seat gives the facts of one seat.
func (m Meeting) Seat(n int) (SeatFacts, bool) {
	for _, f := range m.Seats {
		if f.Seat == n {
			return f, true
		}
	}
	return SeatFacts{}, false
}

// Came counts the seats that took part.
func (m Meeting) Came() int {
	n := 0
	for _, f := range m.Seats {
		if f.Presence.State.Came() {
			n++
		}
	}
	return n
}
