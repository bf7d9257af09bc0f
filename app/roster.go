package app

import (
	"slices"
	"time"

	"groupwork/group"
	"groupwork/session"
)

// rosterSeats are the seats that belong to a session, in order: whoever was a member at any time of it, whoever the
// journal tells the attendance of, and, once it was held, whoever became a member later on its day. The last are
// those whose papers were done after the meeting; nothing is said of them until somebody does.
func rosterSeats(stays []group.Stay, s session.Session, entries []session.Entry, a *at) []int {
	told := map[int]bool{}
	for _, e := range entries {
		if e.Kind == session.Attendance {
			told[e.Seat] = true
		}
	}
	var seats []int
	for _, st := range stays {
		if st.Seat > 0 && (onRoster(st, s, a.now) || told[st.Seat] || laterThatDay(st, s, a.zone())) {
			seats = append(seats, st.Seat)
		}
	}
	slices.Sort(seats)
	return seats
}

// meant is from when to when a session lasts, or is planned to.
func meant(s session.Session, now time.Time) (from, to time.Time) {
	from, to = s.Starts, s.Starts.Add(time.Duration(s.Minutes)*time.Minute)
	if !s.Began.IsZero() {
		from = s.Began
	}
	switch {
	case !s.Ended.IsZero():
		to = s.Ended
	case s.State == session.Running, s.State == session.Planned && now.After(to):
		to = now
	case s.State == session.Planned && now.Before(from):
		return now, now // who is a member now is expected
	}
	return from, to
}

// onRoster tells whether somebody was a member at any time of a session.
func onRoster(st group.Stay, s session.Session, now time.Time) bool {
	from, to := meant(s, now)
	return !st.Joined.IsZero() && !st.Joined.After(to) && (st.Left.IsZero() || st.Left.After(from))
}

// laterThatDay tells whether somebody became a member after a session that was held, but on its day.
func laterThatDay(st group.Stay, s session.Session, zone *time.Location) bool {
	if s.State != session.Held || st.Joined.IsZero() {
		return false
	}
	_, to := meant(s, st.Joined)
	return st.Joined.After(to) && sameDay(st.Joined, to, zone)
}

func sameDay(a, b time.Time, zone *time.Location) bool {
	return a.In(zone).Format(time.DateOnly) == b.In(zone).Format(time.DateOnly)
}

// stayAt is the stay that has a seat. A seat is never used twice in a group.
func stayAt(stays []group.Stay, seat int) group.Stay {
	for _, st := range stays {
		if seat > 0 && st.Seat == seat { // who is not a member yet has no seat
			return st
		}
	}
	return group.Stay{}
}

// leaveOpen takes back what the fold supposes of somebody who became a member after the meeting: that they came.
func (r *record) leaveOpen(a *at) {
	for i, f := range r.meeting.Seats {
		told := slices.ContainsFunc(r.entries, func(e session.Entry) bool { return e.Kind == session.Attendance && e.Seat == f.Seat })
		if !told && !onRoster(stayAt(r.stays, f.Seat), r.session, a.now) {
			r.meeting.Seats[i].Presence.State = session.Expected
		}
	}
}
