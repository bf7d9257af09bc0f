package app

import (
	"strings"

	"groupwork/group"
	"groupwork/private"
	"groupwork/session"
)

// Seat numbers of a circle that are nobody's place.
const (
	wholeGroup = session.Whole
	aWorker    = session.Staff
)

// circle draws a session: who came, and who helped whom.
func (r record) circle(a *at, _ group.Group) Circle {
	c := Circle{Title: "circle.session"}
	for _, s := range r.seats {
		c.Seats = append(c.Seats, CircleSeat{Number: s.Number, Name: s.Called, Short: s.Short, State: s.Presence.State, Ring: -1})
	}
	c.Seats = append(c.Seats, r.workerSeats(a)...)
	c.Chords = chords(r.meeting.Help)
	return c
}

// workerSeats are the places of the workers.
func (r record) workerSeats(a *at) []CircleSeat {
	var seats []CircleSeat
	for _, w := range r.workers {
		seats = append(seats, CircleSeat{Number: aWorker, Name: w.Called, Short: initials(w.Called), Worker: true, You: w.ID == a.self, Ring: -1})
	}
	return seats
}

func chords(help []session.Flow) []CircleChord {
	var all []CircleChord
	for _, f := range help {
		all = append(all, CircleChord{From: f.From, To: f.To, Times: f.Times})
	}
	return all
}

// initials is a name in at most two letters, as a seat shows it.
func initials(name private.Text) string {
	words := strings.Fields(name.Reveal())
	if len(words) >= 2 {
		return strings.ToUpper(short(words[0], 1) + short(words[len(words)-1], 1))
	}
	return short(name.Reveal(), 2)
}

// life is what the last meetings of a group tell: who came, and who helped whom.
type life struct {
	heads    []headMeeting // oldest first
	attended map[int][]session.AttendanceState
	help     map[[2]int]int
}

// headMeeting is one held session and its fold.
type headMeeting struct {
	id      session.ID
	meeting session.Meeting
}

func newLife() life {
	return life{attended: map[int][]session.AttendanceState{}, help: map[[2]int]int{}}
}

// add takes one meeting in. Seats that were not yet, or no longer, on the roster have no state there.
func (l *life) add(id session.ID, m session.Meeting, seats []int) {
	l.heads = append(l.heads, headMeeting{id, m})
	for _, n := range seats {
		state := session.AttendanceState("")
		if f, ok := m.Seat(n); ok {
			state = f.Presence.State
		}
		l.attended[n] = append(l.attended[n], state)
	}
	for _, f := range m.Help {
		l.help[[2]int{f.From, f.To}] += f.Times
	}
}

// came gives how many came to a session, of how many; 0 of 0 for one that was not looked at.
func (l *life) came(id session.ID) (came, of int) {
	for _, h := range l.heads {
		if h.id == id {
			return h.meeting.Came(), len(h.meeting.Seats)
		}
	}
	return 0, 0
}

// share is how much of the last meetings a seat came to, from 0 to 1; −1 when it was on no roster.
func (l *life) share(seat int) float64 {
	came, of := 0, 0
	for _, s := range l.attended[seat] {
		if s == "" {
			continue
		}
		of++
		if s.Came() {
			came++
		}
	}
	if of == 0 {
		return -1
	}
	return float64(came) / float64(of)
}

// circle draws the group as it is now, with the help of its last meetings.
func (l *life) circle(rows []MemberRow, workers []CircleSeat) Circle {
	c := Circle{Title: "circle.group", Over: len(l.heads)}
	here := map[int]bool{wholeGroup: true, aWorker: true}
	for _, m := range rows {
		here[m.Seat] = true
		seat := CircleSeat{Number: m.Seat, Name: m.Called, Short: initials(m.Called), Ring: l.share(m.Seat)}
		if n := len(m.Attendance); n > 0 {
			seat.State = m.Attendance[n-1]
		}
		c.Seats = append(c.Seats, seat)
	}
	c.Seats = append(c.Seats, workers...)
	var flows []session.Flow
	for pair, times := range l.help {
		if here[pair[0]] && here[pair[1]] {
			flows = append(flows, session.Flow{From: pair[0], To: pair[1], Times: times})
		}
	}
	c.Chords = chords(ordered(flows))
	return c
}
