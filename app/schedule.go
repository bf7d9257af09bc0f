package app

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store"
)

// ScheduleInput is the schedule page. Skip is ISO dates, separated by commas or spaces.
type ScheduleInput struct {
	First, Time           string
	Minutes, Every, Count int
	Place, Skip           string
}

func (in ScheduleInput) schedule() group.Schedule {
	s := group.Schedule{First: strings.TrimSpace(in.First), Time: strings.TrimSpace(in.Time),
		Minutes: in.Minutes, Every: in.Every, Count: in.Count, Place: private.Of(in.Place)}
	s.Skip = strings.FieldsFunc(in.Skip, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' || r == '\r' || r == '،' })
	return s
}

func checkSchedule(s group.Schedule) error {
	var c fault.Check
	s.Check(&c)
	return c.Err("group.Schedule")
}

// PreviewSchedule tells when the group would meet, with holidays left out.
func (h *House) PreviewSchedule(ctx context.Context, who access.Who, id group.ID, in ScheduleInput) (dates []time.Time, err error) {
	var g group.Group
	err = h.look(ctx, who, access.EditGroup, ofGroup(id, &g), func(a *at) error {
		s := in.schedule()
		if err := checkSchedule(s); err != nil {
			return err
		}
		dates = s.Meetings(a.zone(), a.agency.Holidays)
		return nil
	})
	return dates, err
}

// EditSchedule lays out the planned sessions. Sessions that were held, begun or called off keep their place and
// number; planned ones move to the new dates, and those left over are called off with a reason.
func (h *House) EditSchedule(ctx context.Context, who access.Who, id group.ID, version int, in ScheduleInput) error {
	return h.edit(ctx, who, access.EditGroup, id, version, func(a *at, g *group.Group) error {
		s := in.schedule()
		if err := checkSchedule(s); err != nil {
			return err
		}
		before := g.Schedule.Meetings(a.zone(), a.agency.Holidays)
		g.Schedule = s
		for _, starts := range s.Meetings(a.zone(), a.agency.Holidays) {
			if starts.After(a.now) {
				if err := a.mayMeet(*g, starts, 0); err != nil { // the plan may not outlast what qualifies its lead
					return named(err, "starts", "first")
				}
			}
		}
		return h.layOut(a, *g, before)
	})
}

// layOut plans the sessions of a schedule. Before are the meetings of the schedule until now: a planned session at
// another time was planned by itself and stays where it is.
func (h *House) layOut(a *at, g group.Group, before []time.Time) error {
	heads, err := a.SessionsIn(a.ctx, g.ID)
	if err != nil {
		return err
	}
	taken := map[string]bool{} // days
	var movable []session.ID
	var last time.Time // that lies behind
	number := 0
	for _, head := range heads {
		number = max(number, head.Number)
		if head.State == session.Planned && !head.Starts.Before(a.now) && scheduled(head.Starts, before) {
			movable = append(movable, head.ID)
			continue
		}
		taken[head.Starts.In(a.zone()).Format(time.DateOnly)] = true
		if head.Starts.Before(a.now) && head.Starts.After(last) {
			last = head.Starts
		}
	}
	for _, starts := range g.Schedule.Meetings(a.zone(), a.agency.Holidays) {
		if taken[starts.Format(time.DateOnly)] || starts.Before(last) {
			continue
		}
		if len(movable) > 0 {
			if err := a.move(movable[0], g, starts); err != nil {
				return err
			}
			movable = movable[1:]
			continue
		}
		number++
		s := session.Session{ID: session.ID(h.NewID()), Group: g.ID, Number: number, Starts: starts,
			Minutes: g.Schedule.Minutes, Place: g.Schedule.Place, State: session.Planned, CreatedBy: a.self}
		if _, err := a.SaveSession(a.ctx, s); err != nil {
			return err
		}
	}
	why := private.Of(h.Phrases.In(a.agency.Language).Say("app.schedule.changed"))
	for _, id := range movable {
		if err := a.notHeld(id, why); err != nil {
			return err
		}
	}
	return a.recount(g.ID)
}

func scheduled(starts time.Time, meetings []time.Time) bool {
	return slices.ContainsFunc(meetings, func(m time.Time) bool { return m.Equal(starts) })
}

// move puts a planned session to another time.
func (a *at) move(id session.ID, g group.Group, starts time.Time) error {
	s, err := a.Session(a.ctx, id)
	if err != nil {
		return err
	}
	s.Starts, s.Minutes, s.Place = starts, g.Schedule.Minutes, g.Schedule.Place
	_, err = a.SaveSession(a.ctx, s)
	return err
}

// SessionInput is the plan of a session. Blocks are lines such as "15 Opening round".
type SessionInput struct {
	Starts, Place, Intent, Help, Blocks string
	Minutes                             int
}

// fill puts the typed values on a session and checks them.
func (in SessionInput) fill(s *session.Session, zone *time.Location) error {
	var c fault.Check
	starts, err := time.ParseInLocation("2006-01-02T15:04", strings.TrimSpace(in.Starts), zone)
	if err != nil {
		starts = time.Time{}
	}
	blocks, wrong := readBlocks(in.Blocks)
	c.Want(wrong == 0, "blocks", "app.session.blocks", "line", wrong)
	s.Starts, s.Minutes, s.Place = starts, in.Minutes, private.Of(in.Place)
	s.Plan = session.Plan{Intent: private.Of(in.Intent), Help: private.Of(in.Help), Blocks: sameParts(blocks, s.Plan.Blocks)}
	return both(c.Err("app.SessionInput"), named(s.Check(), "block.", "blocks"))
}

// readBlocks reads the parts of a plan; wrong is the number of the first line that is not minutes and words, or 0.
func readBlocks(text string) (blocks []session.Block, wrong int) {
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		minutes, what, _ := strings.Cut(line, " ")
		n, err := strconv.Atoi(minutes)
		if err != nil || n < 1 || strings.TrimSpace(what) == "" {
			return nil, i + 1
		}
		blocks = append(blocks, session.Block{Minutes: n, What: strings.TrimSpace(what)})
	}
	return blocks, 0
}

// sameParts keeps what belongs to parts that still have their name: the activity, what it serves, and that its minutes
// were typed; minutes that differ are typed now.
func sameParts(blocks, before []session.Block) []session.Block {
	for i, b := range blocks {
		for _, old := range before {
			if old.What == b.What {
				blocks[i].Activity, blocks[i].Serves, blocks[i].Fixed = old.Activity, old.Serves, old.Fixed || old.Minutes != b.Minutes
			}
		}
	}
	return blocks
}

// PlanSession adds a session outside the schedule.
func (h *House) PlanSession(ctx context.Context, who access.Who, id group.ID, in SessionInput) (sid session.ID, err error) {
	var g group.Group
	err = h.do(ctx, who, access.PlanSession, string(id), ofGroup(id, &g), func(a *at) error {
		if !g.Closed.IsZero() {
			return fault.New(fault.Stale, "app.PlanSession", "group.closed")
		}
		heads, err := a.SessionsIn(ctx, id)
		if err != nil {
			return err
		}
		s := session.Session{ID: session.ID(h.NewID()), Group: id, State: session.Planned, CreatedBy: a.self}
		for _, head := range heads {
			s.Number = max(s.Number, head.Number)
		}
		s.Number++
		if err := in.fill(&s, a.zone()); err != nil {
			return err
		}
		if err := a.mayMeet(g, s.Starts, s.Number); err != nil {
			return err
		}
		sid = s.ID
		a.touches(string(sid))
		if _, err = a.SaveSession(ctx, s); err != nil {
			return err
		}
		return a.recount(id)
	})
	return sid, err
}

// recount numbers what is still to come by its time, after all that was.
func (a *at) recount(id group.ID) error {
	heads, err := a.SessionsIn(a.ctx, id)
	if err != nil {
		return err
	}
	number := 0
	var coming []store.SessionHead
	for _, head := range heads {
		if (head.State == session.Planned || head.State == session.NotHeld) && head.Starts.After(a.now) {
			coming = append(coming, head)
		} else {
			number = max(number, head.Number)
		}
	}
	slices.SortStableFunc(coming, func(x, y store.SessionHead) int { return x.Starts.Compare(y.Starts) })
	for _, head := range coming {
		if number++; head.Number == number {
			continue
		}
		s, err := a.Session(a.ctx, head.ID)
		if err != nil {
			return err
		}
		s.Number = number
		if _, err := a.SaveSession(a.ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// changeSession changes a session at the version that the person saw.
func (h *House) changeSession(ctx context.Context, who access.Who, act access.Act, id session.ID, version int,
	change func(a *at, s *session.Session, g group.Group) error) error {
	var s session.Session
	var g group.Group
	return h.do(ctx, who, act, string(id), ofSession(id, &s, &g), func(a *at) error {
		if err := fresh(string(act), s.Version, version); err != nil {
			return err
		}
		before := s.Starts
		if err := change(a, &s, g); err != nil {
			return err
		}
		if _, err := a.SaveSession(ctx, s); err != nil || s.Starts.Equal(before) {
			return err
		}
		return a.recount(g.ID)
	})
}

// EditSession changes the plan of a session that has not been held.
func (h *House) EditSession(ctx context.Context, who access.Who, id session.ID, version int, in SessionInput) error {
	return h.changeSession(ctx, who, access.PlanSession, id, version, func(a *at, s *session.Session, g group.Group) error {
		if s.State != session.Planned && s.State != session.Running {
			return fault.New(fault.Stale, "app.EditSession", "session.moved_on")
		}
		before := s.Starts
		if err := in.fill(s, a.zone()); err != nil || s.Starts.Equal(before) {
			return err
		}
		return a.mayMeet(g, s.Starts, s.Number) // moved, it is planned anew
	})
}

// begin begins a session of a group that runs.
func begin(s *session.Session, g group.Group, at time.Time) error {
	if !g.Closed.IsZero() {
		return fault.New(fault.Stale, "app.begin", "group.closed")
	}
	return s.Begin(at)
}

// BeginSession begins a session.
func (h *House) BeginSession(ctx context.Context, who access.Who, id session.ID, version int) error {
	return h.changeSession(ctx, who, access.RecordSession, id, version, func(a *at, s *session.Session, g group.Group) error {
		return h.beginNow(a, s, g)
	})
}

// beginNow begins a session where nothing stands in its way.
func (h *House) beginNow(a *at, s *session.Session, g group.Group) error {
	if err := a.mayMeet(g, a.now, s.Number); err != nil {
		return err
	}
	if err := h.unblocked(a, g, "begin"); err != nil {
		return err
	}
	return begin(s, g, a.now)
}

// NotHeld records that a session was not held, and why.
func (h *House) NotHeld(ctx context.Context, who access.Who, id session.ID, version int, why string) error {
	return h.changeSession(ctx, who, access.RecordSession, id, version, func(a *at, s *session.Session, _ group.Group) error {
		return s.NotHeld(private.Of(why), a.now)
	})
}
