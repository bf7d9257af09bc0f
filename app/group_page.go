package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"groupwork/access"
	"groupwork/group"
	"groupwork/people"
	"groupwork/session"
	"groupwork/store"
)

// lastMeetings is how many held sessions a group's page looks back.
const lastMeetings = 12

func ordered(flows []session.Flow) []session.Flow {
	slices.SortFunc(flows, func(a, b session.Flow) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return flows
}

// Group shows a group's page: its members and how they came, its sessions, and what it needs now.
func (h *House) Group(ctx context.Context, who access.Who, id group.ID) (v GroupView, err error) {
	err = h.look(ctx, who, access.SeeGroup, ofGroup(id, &v.Group), func(a *at) error {
		g := v.Group
		v.Pack, v.Core, v.Part = h.pack(g), h.Library.Core(), g.PartOf(a.self, a.now)
		heads, r, l, err := a.lifeOf(g)
		if err != nil {
			return err
		}
		v.fillPeople(a, r, &l)
		v.fillSessions(a, heads, &l)
		v.Circle = l.circle(v.Members, r.workerSeats(a))
		v.Needs, err = h.needsOf(a, g, heads, r)
		return err
	})
	return v, err
}

// lifeOf reads the sessions and people of a group, and folds the last sessions that were held.
func (a *at) lifeOf(g group.Group) (heads []store.SessionHead, r record, l life, err error) {
	if heads, err = a.SessionsIn(a.ctx, g.ID); err != nil {
		return heads, r, l, err
	}
	if r.stays, err = a.StaysIn(a.ctx, g.ID); err != nil {
		return heads, r, l, err
	}
	if err = r.read(a, g); err != nil {
		return heads, r, l, err
	}
	l, err = a.lastHeld(heads, r.stays)
	return heads, r, l, err
}

// lastHeld folds the last held sessions.
func (a *at) lastHeld(heads []store.SessionHead, stays []group.Stay) (life, error) {
	l := newLife()
	var held []store.SessionHead
	for _, head := range heads {
		if head.State == session.Held {
			held = append(held, head)
		}
	}
	held = held[max(0, len(held)-lastMeetings):]
	ids := make([]session.ID, len(held))
	for i, head := range held {
		ids[i] = head.ID
	}
	entries, err := a.CirclesOf(a.ctx, ids)
	if err != nil {
		return l, err
	}
	var all []int
	for _, st := range stays {
		if st.Seat > 0 {
			all = append(all, st.Seat)
		}
	}
	for _, head := range held {
		s := session.Session{ID: head.ID, Group: head.Group, Starts: head.Starts, Minutes: head.Minutes, State: head.State}
		l.add(head.ID, session.Fold(s, rosterSeats(stays, s, entries[head.ID], a), entries[head.ID]), all)
	}
	return l, nil
}

// fillPeople puts the members, those on their way in, and those who have left on the page.
func (v *GroupView) fillPeople(a *at, r record, l *life) {
	part := v.Group.PartOf(a.self, a.now)
	goals := works(v.Group, a) || part == group.Supervises // an observer reads nobody's own goal
	for _, w := range v.Group.Workers {
		if part := v.Group.PartOf(w.Person, a.now); part == w.Part && w.Until.IsZero() {
			v.Workers = append(v.Workers, WorkerView{PersonRef: PersonRef{ID: w.Person, Called: r.persons[w.Person].Called}, Part: part})
		}
	}
	for _, st := range r.stays {
		p := r.persons[st.Person]
		switch st.State {
		case group.Active:
			row := MemberRow{Stay: st.ID, Person: st.Person, Called: p.Called, Seat: st.Seat, Attendance: l.attended[st.Seat], Joined: st.Joined}
			if goals {
				row.Goal, row.GoalNow, row.HasGoal = st.Goal, st.GoalNow, !st.Goal.Empty()
			}
			v.Members = append(v.Members, row)
		case group.Left, group.Declined:
			v.Gone = append(v.Gone, card(st, p, ref(v.Group)))
		default:
			v.Coming = append(v.Coming, card(st, p, ref(v.Group)))
		}
	}
	slices.SortFunc(v.Members, func(a, b MemberRow) int { return cmp.Compare(a.Seat, b.Seat) })
	slices.SortFunc(v.Gone, func(a, b StayCard) int { return b.Since.Compare(a.Since) })
}

func card(s group.Stay, p people.Person, g GroupRef) StayCard {
	return StayCard{Stay: s.ID, Person: s.Person, Called: p.Called, Group: g, State: s.State, Since: since(s), Reason: s.Reason}
}

// fillSessions puts the sessions, the last one held and the next one on the page.
func (v *GroupView) fillSessions(a *at, heads []store.SessionHead, l *life) {
	for _, head := range heads {
		came, of := l.came(head.ID)
		v.Sessions = append(v.Sessions, SessionRow{ID: head.ID, Number: head.Number, Starts: head.Starts, Minutes: head.Minutes,
			State: head.State, Came: came, Of: of, Signed: head.NotesSigned, Notes: head.NotesAll})
		if head.State == session.Held {
			v.Last = LastMeeting{Session: head.ID, Number: head.Number, Starts: head.Starts, Minutes: head.Minutes}
		}
		if v.Next.Session == "" && ahead(head, a) {
			v.Next = meeting(head, ref(v.Group))
			v.Next.Place = v.Group.Schedule.Place
		}
	}
}

// ahead tells whether a session still lies ahead or is on now.
func ahead(head store.SessionHead, a *at) bool {
	return head.State == session.Running || head.State == session.Planned && ends(head).After(a.now)
}

func meeting(head store.SessionHead, g GroupRef) Meeting {
	return Meeting{Session: head.ID, Group: g, Number: head.Number, Starts: head.Starts, Minutes: head.Minutes, State: head.State, Path: sessionPath(head.ID)}
}

// Colleagues are the staff who could be given a part in a group.
func (h *House) Colleagues(ctx context.Context, who access.Who, id group.ID) (all []PersonRef, err error) {
	var g group.Group
	err = h.look(ctx, who, access.SetWorkers, ofGroup(id, &g), func(a *at) error {
		staff, err := a.Staff(ctx)
		for _, p := range staff {
			if p.Ended.IsZero() && (p.Has(people.Worker) || p.Has(people.Supervisor)) {
				all = append(all, PersonRef{ID: p.ID, Called: p.Called})
			}
		}
		slices.SortFunc(all, func(a, b PersonRef) int { return strings.Compare(a.Called.Reveal(), b.Called.Reveal()) })
		return err
	})
	return all, err
}
