package app

import (
	"context"
	"math"
	"slices"
	"time"

	"groupwork/access"
	"groupwork/group"
	"groupwork/practice"
	"groupwork/private"
	"groupwork/session"
	"groupwork/watch"
)

// What the page on how a group works looks at.
const (
	trailMeetings = 4                // meetings in the trail
	trailAfter    = 10 * time.Minute // what is marked so soon after a worker's act stands beside it
)

// Together is how a group works: what its pack asks to be drawn. What stands beside an act is not said to come of it.
type Together struct {
	Group    GroupRef
	Pack     practice.Pack
	Meetings int
	Trail    []TrailMeeting
	Aid      []MomentCount // kinds of help, the whole vocabulary, with how often each was marked
	Seats    []InteractionSeat
	Roles    []RoleHeld // the whole vocabulary
	Ladders  []Ladder
	Leading  []LadderStep // of members, where the pack reads it
	Life     []LifePoint  // latest first
	Works    bool         // this person works the group
}

// TrailMeeting is what the workers meant and did at one meeting, and what was marked soon after.
type TrailMeeting struct {
	Session session.ID
	Number  int
	Starts  time.Time
	Intent  private.Text
	Acts    []TrailAct
}

// TrailAct is one marked act of a worker.
type TrailAct struct {
	Minute  int // of the meeting
	Act     string
	To      private.Text // a member, or empty for the group
	Help    int          // marked within ten minutes after, before the next act
	Goals   int
	Moments []string
}

// RoleHeld is one part of leading, and who held it at how many meetings.
type RoleHeld struct {
	Role string
	By   []RoleBy
}

// RoleBy is one holder.
type RoleBy struct {
	Called private.Text
	Times  int
}

// Ladder is a reading of the group on a ladder, meeting by meeting.
type Ladder struct {
	ID     string // power, outcome or programme
	Metric string
	Low    int
	High   int
	Points []LadderPoint
}

// LadderPoint is where the group stood at a meeting. Readers who differ leave the lower step.
type LadderPoint struct {
	Number int
	At     time.Time
	Step   int
}

// LadderStep is a member's first and latest step.
type LadderStep struct {
	Called     private.Text
	First, Now int
}

func ladders() map[string]Ladder {
	return map[string]Ladder{
		"power":     {ID: "power", Metric: "power_level", High: 5},
		"outcome":   {ID: "outcome", Metric: "outcome_level", High: 5},
		"programme": {ID: "programme", Metric: "programme_step", Low: 1, High: 14},
	}
}

// Together shows how a group works.
func (h *House) Together(ctx context.Context, who access.Who, id group.ID) (v Together, err error) {
	var g group.Group
	err = h.read(ctx, who, access.SeeFlags, string(id), ofGroup(id, &g), func(a *at) error {
		w, err := h.watch(a, g)
		if err != nil {
			return err
		}
		v = Together{Group: ref(g), Pack: h.pack(g), Meetings: len(w.facts.Meetings), Works: works(g, a)}
		v.give(w, h.Library.Vocabulary())
		v.held(w, h.Library.Vocabulary())
		v.leading(w)
		v.Life = w.lived()
		for _, picture := range v.Pack.Pictures {
			if l, ok := ladders()[picture]; ok {
				l.read(w)
				v.Ladders = append(v.Ladders, l)
			}
		}
		return v.trail(a, w)
	})
	return v, err
}

// give counts the kinds of help, and who gave and received.
func (v *Together) give(w watched, words practice.Vocabulary) {
	kinds, seats := map[string]int{}, map[int]*InteractionSeat{}
	for _, m := range w.facts.Meetings {
		for _, s := range m.Fold.Seats {
			one := seats[s.Seat]
			if one == nil {
				one = &InteractionSeat{Seat: s.Seat, Called: w.inSeat(s.Seat)}
				seats[s.Seat] = one
			}
			one.Gave, one.Received = one.Gave+s.HelpGiven, one.Received+s.HelpReceived
			for kind, n := range s.HelpKinds {
				kinds[kind] += n
			}
		}
	}
	for _, kind := range words.List("help") {
		v.Aid = append(v.Aid, MomentCount{kind, kinds[kind]})
	}
	for _, st := range w.record.stays {
		if one := seats[st.Seat]; one != nil && st.State == group.Active {
			v.Seats = append(v.Seats, *one)
		}
	}
	slices.SortFunc(v.Seats, func(a, b InteractionSeat) int { return a.Seat - b.Seat })
}

// held counts who held which part of leading.
func (v *Together) held(w watched, words practice.Vocabulary) {
	for _, role := range words.List("role") {
		one, at := RoleHeld{Role: role}, map[int]int{}
		for _, m := range w.facts.Meetings {
			for _, s := range m.Fold.Seats {
				if !slices.Contains(s.Roles, role) {
					continue
				}
				if _, known := at[s.Seat]; !known {
					at[s.Seat] = len(one.By)
					one.By = append(one.By, RoleBy{Called: w.inSeat(s.Seat)})
				}
				one.By[at[s.Seat]].Times++
			}
		}
		slices.SortStableFunc(one.By, func(a, b RoleBy) int { return b.Times - a.Times })
		v.Roles = append(v.Roles, one)
	}
}

// leading are the members' steps on the ladder of leading.
func (v *Together) leading(w watched) {
	for _, st := range w.record.stays {
		if st.State != group.Active {
			continue
		}
		steps := w.steps(watch.About("leading", st.ID))
		if len(steps) > 0 {
			v.Leading = append(v.Leading, LadderStep{w.called(st.ID), steps[0].Step, steps[len(steps)-1].Step})
		}
	}
}

func (l *Ladder) read(w watched) { l.Points = w.steps(l.Metric) }

// steps are the readings of a value, one for each meeting at which it was read; the lowest where readers differ.
func (w watched) steps(name string) []LadderPoint {
	var all []LadderPoint
	for _, m := range w.facts.Meetings {
		low := math.Inf(1)
		for _, r := range w.facts.Readings {
			if x, ok := r.Values[name]; ok && r.Session == m.ID {
				low = min(low, x)
			}
		}
		if !math.IsInf(low, 1) {
			all = append(all, LadderPoint{m.Number, m.Starts, int(low)})
		}
	}
	return all
}

// inSeat is what the member in a seat is called.
func (w watched) inSeat(seat int) private.Text {
	for _, st := range w.record.stays {
		if seat > 0 && st.Seat == seat { // who is not a member yet has no seat
			return w.record.persons[st.Person].Called
		}
	}
	return private.Text{}
}

// trail tells of the last meetings at which an act was marked or an intention written down.
func (v *Together) trail(a *at, w watched) error {
	last := w.facts.Meetings[max(0, len(w.facts.Meetings)-trailMeetings):]
	var ids []session.ID
	for _, m := range last {
		ids = append(ids, m.ID)
	}
	entries, err := a.EntriesOf(a.ctx, ids)
	if err != nil {
		return err
	}
	for _, m := range slices.Backward(last) {
		s, err := a.Session(a.ctx, m.ID)
		if err != nil {
			return err
		}
		one := TrailMeeting{Session: m.ID, Number: m.Number, Starts: m.Starts, Intent: s.Plan.Intent, Acts: w.acts(s, entries[m.ID])}
		if len(one.Acts) > 0 || !one.Intent.Empty() {
			v.Trail = append(v.Trail, one)
		}
	}
	return nil
}

// acts puts every act of a worker beside what was marked soon after it and before the next.
func (w watched) acts(s session.Session, entries []session.Entry) []TrailAct {
	gone := map[session.EntryID]bool{}
	for _, e := range entries {
		gone[e.Corrects] = true
	}
	marks := slices.DeleteFunc(slices.Clone(entries), func(e session.Entry) bool { return e.Kind != session.Mark || gone[e.ID] })
	slices.SortStableFunc(marks, func(a, b session.Entry) int { return a.At.Compare(b.At) })
	var acts []TrailAct
	var at time.Time
	for _, e := range marks {
		if e.Word == session.WorkerAct {
			at = e.At
			acts = append(acts, TrailAct{Minute: max(0, int(e.At.Sub(s.Began).Minutes())), Act: e.Detail, To: w.inSeat(e.To)})
			continue
		}
		if len(acts) == 0 || e.At.Sub(at) > trailAfter {
			continue
		}
		now := &acts[len(acts)-1]
		switch e.Word {
		case session.Help:
			now.Help++
		case session.GoalSeen:
			now.Goals++
		case session.Moment:
			now.Moments = append(now.Moments, e.Detail)
		}
	}
	return acts
}

// RolesView is who held which part of leading at one meeting.
type RolesView struct {
	Group   GroupRef
	Session session.ID
	Number  int
	Starts  time.Time
	Seats   []Seat
	Roles   []string                  // of the vocabulary
	Held    map[string]int            // role to seat; 0 for nobody
	NotYet  map[string][]private.Text // role to those who never had it, where somebody had: they are to be asked first
}

// HeldRoles shows who held which part of leading at a meeting.
func (h *House) HeldRoles(ctx context.Context, who access.Who, id session.ID) (v RolesView, err error) {
	var s session.Session
	var g group.Group
	err = h.look(ctx, who, access.NoteReading, ofSession(id, &s, &g), func(a *at) error {
		r, err := h.gather(a, s, g)
		if err != nil {
			return err
		}
		v = RolesView{Group: ref(g), Session: id, Number: s.Number, Starts: s.Starts, Seats: r.seats, Roles: h.Library.Vocabulary().List("role"), Held: map[string]int{}}
		for _, seat := range r.meeting.Seats {
			for _, role := range seat.Roles {
				v.Held[role] = seat.Seat
			}
		}
		w, err := h.watch(a, g)
		v.NotYet = w.notYet(r.seats)
		return err
	})
	return v, err
}

// notYet tells for every part of leading that somebody had who of these never did.
func (w watched) notYet(seats []Seat) map[string][]private.Text {
	had := map[string]map[int]bool{}
	for _, m := range w.facts.Meetings {
		for _, s := range m.Fold.Seats {
			for _, role := range s.Roles {
				if had[role] == nil {
					had[role] = map[int]bool{}
				}
				had[role][s.Seat] = true
			}
		}
	}
	waits := map[string][]private.Text{}
	for role, seen := range had {
		for _, s := range seats {
			if !seen[s.Number] {
				waits[role] = append(waits[role], s.Called)
			}
		}
	}
	return waits
}

// HoldRoles writes down who held which part of leading: one member each, or nobody. Saying the same again files nothing.
func (h *House) HoldRoles(ctx context.Context, who access.Who, id session.ID, held map[string]int) error {
	var s session.Session
	var g group.Group
	return h.do(ctx, who, access.NoteReading, string(id), ofSession(id, &s, &g), func(a *at) error {
		r, err := h.gather(a, s, g)
		if err != nil {
			return err
		}
		seq := r.lastAtDesk()
		for _, role := range h.Library.Vocabulary().List("role") {
			entries, there := r.roleEntries(role, held[role])
			if held[role] != 0 && !there {
				entries = append(entries, EntryInput{Kind: string(session.Chip), Word: session.ChipRole, Detail: role, Seat: held[role]})
			}
			if seq, err = h.fileAtDesk(a, r, "role."+role, entries, seq); err != nil {
				return err
			}
		}
		a.quiet = seq == r.lastAtDesk()
		return nil
	})
}

// roleEntries take a part from everybody but the one who held it, who may hold it already.
func (r record) roleEntries(role string, seat int) (entries []EntryInput, there bool) {
	for _, one := range r.seats {
		for _, e := range r.standing(one.Number, session.ChipRole) {
			if e.Detail != role {
				continue
			}
			if one.Number == seat {
				there = true
				continue
			}
			entries = append(entries, EntryInput{Kind: string(session.Correction), Corrects: string(e.ID), Seat: one.Number})
		}
	}
	return entries, there
}
