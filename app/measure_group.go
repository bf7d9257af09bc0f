package app

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/private"
	"groupwork/session"
	"groupwork/sociometry"
	"groupwork/survey"
)

// What an interaction picture needs before it says anything.
const (
	fewestMarks   = 20
	fewestMembers = 3
)

// InteractionView is how a group helped each other at its last meetings, from the marks of the journal.
type InteractionView struct {
	Group    GroupRef
	Meetings int
	From, To time.Time
	Marks    int // of help, a worker's among them
	Among    int // from member to member
	Enough   bool
	Members  []InteractionSeat
	Shares   sociometry.Participation
	Network  sociometry.Picture
	Breadth  float64 // share of members who gave and received
	Worker   float64 // share of marks with a worker at either end
	Circle   Circle
	Moments  []MomentCount
}

// InteractionSeat is one member's part in it.
type InteractionSeat struct {
	Called          private.Text
	Seat            int
	Gave, Received  int
	GaveTo, GotFrom int
}

// MomentCount is how often a kind of moment was marked.
type MomentCount struct {
	Code  string
	Times int
}

// Interaction measures the help marks of the last meetings. Members who gave nothing count as zero.
func (h *House) Interaction(ctx context.Context, who access.Who, id group.ID) (v InteractionView, err error) {
	var g group.Group
	err = h.look(ctx, who, access.SeeMeasures, ofGroup(id, &g), func(a *at) error {
		v.Group = ref(g)
		heads, r, l, err := a.lifeOf(g)
		if err != nil {
			return err
		}
		gv := GroupView{Group: g}
		gv.fillPeople(a, r, &l)
		v.Circle = l.circle(gv.Members, r.workerSeats(a))
		for _, head := range heads {
			if slices.ContainsFunc(l.heads, func(m headMeeting) bool { return m.id == head.ID }) {
				if v.From.IsZero() {
					v.From = head.Starts
				}
				v.To = head.Starts
			}
		}
		v.measure(l, gv.Members)
		return nil
	})
	return v, err
}

// measure turns marks into numbers and the numbers back into places.
func (v *InteractionView) measure(l life, members []MemberRow) {
	v.Meetings = len(l.heads)
	at := map[int]int{}
	for i, m := range members {
		at[m.Seat] = i
		v.Members = append(v.Members, InteractionSeat{Called: m.Called, Seat: m.Seat})
	}
	rows := make([][]float64, len(members))
	for i := range rows {
		rows[i] = make([]float64, len(members))
	}
	given := make([]float64, len(members))
	workers := 0
	for pair, times := range l.help {
		from, known := at[pair[0]]
		if pair[0] == session.Staff || pair[1] == session.Staff {
			workers += times
		}
		v.Marks += times
		if !known {
			continue
		}
		given[from] += float64(times)
		v.Members[from].Gave += times
		if to, both := at[pair[1]]; both {
			rows[from][to] += float64(times)
			v.Among += times
			v.Members[to].Received += times
			v.Members[from].GaveTo++
			v.Members[to].GotFrom++
		}
	}
	v.moments(l)
	if v.Marks > 0 {
		v.Worker = float64(workers) / float64(v.Marks)
	}
	if v.Among < fewestMarks || len(members) < fewestMembers {
		return
	}
	var ok, drawn bool
	v.Shares, ok = sociometry.Participate(given)
	v.Network, drawn = sociometry.Look(rows, true)
	both := 0
	for _, m := range v.Members {
		if m.Gave > 0 && m.Received > 0 {
			both++
		}
	}
	v.Breadth, v.Enough = float64(both)/float64(len(members)), ok && drawn
}

func (v *InteractionView) moments(l life) {
	for _, head := range l.heads {
		for _, code := range head.meeting.Moments {
			i := slices.IndexFunc(v.Moments, func(m MomentCount) bool { return m.Code == code })
			if i < 0 {
				v.Moments = append(v.Moments, MomentCount{code, 1})
				continue
			}
			v.Moments[i].Times++
		}
	}
	slices.SortStableFunc(v.Moments, func(a, b MomentCount) int { return b.Times - a.Times })
}

// TaskView is a team task with what it tells.
type TaskView struct {
	Group  GroupRef
	Works  bool
	Task   survey.Task
	Result survey.TaskResult
	Known  bool // there is something to compare
	Seats  []TaskSeat
}

// TaskSeat is one member who could take part.
type TaskSeat struct {
	Seat         int
	Called       private.Text
	Alone, After string
}

// NewTask shows the empty form of a team task.
func (h *House) NewTask(ctx context.Context, who access.Who, id group.ID) (v TaskView, err error) {
	var g group.Group
	err = h.look(ctx, who, access.KeepTeamTask, ofGroup(id, &g), func(a *at) error {
		v.Group, v.Works = ref(g), true
		v.Task.Group, v.Task.Held = id, a.now
		return v.seats(a, g)
	})
	return v, err
}

// Task shows a team task and what it tells. Results stand by item, never by person, except for who works with the
// group and typed them in.
func (h *House) Task(ctx context.Context, who access.Who, id survey.TaskID) (v TaskView, err error) {
	var g group.Group
	err = h.look(ctx, who, access.SeeMeasures, ofTask(id, &v.Task, &g), func(a *at) error {
		v.Group, v.Works = ref(g), works(g, a)
		v.Result, v.Known = v.Task.Result()
		if !v.Works {
			v.Task.Rows = nil
			return nil
		}
		return v.seats(a, g)
	})
	return v, err
}

func ofTask(id survey.TaskID, t *survey.Task, g *group.Group) find {
	return func(a *at) (ties []access.Tie, err error) {
		if *t, err = a.TeamTask(a.ctx, id); err != nil {
			return nil, err
		}
		return ofGroup(t.Group, g)(a)
	}
}

// seats are the members now, and whoever took part.
func (v *TaskView) seats(a *at, g group.Group) error {
	stays, err := a.StaysIn(a.ctx, g.ID)
	if err != nil {
		return err
	}
	slices.SortFunc(stays, func(x, y group.Stay) int { return x.Seat - y.Seat })
	for _, st := range stays {
		i := slices.IndexFunc(v.Task.Rows, func(r survey.TaskRow) bool { return r.Seat == st.Seat })
		if st.Seat == 0 || st.State != group.Active && i < 0 {
			continue
		}
		p, err := a.Person(a.ctx, st.Person)
		if err != nil {
			return err
		}
		seat := TaskSeat{Seat: st.Seat, Called: p.Called}
		if i >= 0 {
			seat.Alone, seat.After = survey.Typed(v.Task.Rows[i].Alone), survey.Typed(v.Task.Rows[i].After)
		}
		v.Seats = append(v.Seats, seat)
	}
	return nil
}

// TaskInput is a typed team task. Lines of answers are taken apart as survey.Letters does.
type TaskInput struct {
	Title, Held, Right, Together string
	Alone, After                 map[int]string // by seat
}

// SaveTask keeps a team task: a new one when id is empty.
func (h *House) SaveTask(ctx context.Context, who access.Who, in group.ID, id survey.TaskID, version int, typed TaskInput) (made survey.TaskID, err error) {
	const op = "app.SaveTask"
	t := survey.Task{ID: id, Group: in, Version: version}
	var g group.Group
	ties := ofGroup(in, &g)
	if id != "" {
		ties = ofTask(id, &t, &g)
	}
	err = h.do(ctx, who, access.KeepTeamTask, cmp.Or(string(id), string(in)), ties, func(a *at) error {
		if id == "" {
			t.ID, t.By, t.Held = survey.TaskID(h.NewID()), a.self, a.now
		} else if err := fresh(op, t.Version, version); err != nil {
			return err
		}
		var c fault.Check
		if typed.Held != "" {
			day, err := time.ParseInLocation(time.DateOnly, typed.Held, a.zone())
			c.Want(err == nil, "held", "survey.task.held")
			t.Held = day.UTC()
		}
		v := TaskView{Task: survey.Task{Rows: t.Rows}}
		if err := v.seats(a, g); err != nil {
			return err
		}
		t.Title, t.Right, t.Together, t.Rows = private.Of(typed.Title), survey.Letters(typed.Right), survey.Letters(typed.Together), nil
		for _, seat := range v.Seats {
			alone := survey.Letters(typed.Alone[seat.Seat])
			c.Want(len(alone) > 0 || typed.After[seat.Seat] == "", "alone."+strconv.Itoa(seat.Seat), "survey.task.alone")
			if len(alone) > 0 {
				t.Rows = append(t.Rows, survey.TaskRow{Seat: seat.Seat, Alone: alone, After: survey.Letters(typed.After[seat.Seat])})
			}
		}
		if err := both(c.Err(op), t.Check()); err != nil {
			return err
		}
		made = t.ID
		a.touches(string(t.ID))
		_, err := a.SaveTeamTask(ctx, t)
		return err
	})
	return made, err
}
