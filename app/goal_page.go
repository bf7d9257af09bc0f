package app

import (
	"context"
	"slices"
	"time"

	"groupwork/access"
	"groupwork/goal"
	"groupwork/group"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store"
)

// GoalCard is a goal with its course and, for a member's, whose it is.
type GoalCard struct {
	goal.Course
	Called private.Text
	Stale  bool
}

// GoalLevel is one of the three levels, never pooled with another.
type GoalLevel struct {
	Level   goal.Level
	Open    []GoalCard
	Ended   []GoalCard
	Summary goal.Summary
}

// MemberName is a member to choose.
type MemberName struct {
	Stay   group.StayID
	Called private.Text
	Goal   private.Text // what stands on the stay, to begin from
	Main   bool         // a goal with steps exists already
}

// GoalsView is a group's goals.
type GoalsView struct {
	Group   GroupRef
	Model   string
	Works   bool
	Members bool // members' own goals are shown
	Levels  []GoalLevel
	Names   []MemberName
	Methods []string // of deciding
}

// Goals shows a group's goals at three levels. Members' own goals are for who may see a stay.
func (h *House) Goals(ctx context.Context, who access.Who, id group.ID) (v GoalsView, err error) {
	var g group.Group
	err = h.look(ctx, who, access.SeeGoals, ofGroup(id, &g), func(a *at) error {
		ties, err := a.groupTies(id)
		if err != nil {
			return err
		}
		v.Members = h.Policy.Decide(access.SeeMemberGoals, append(ties, a.roleTies()...)) == nil
		return h.fillGoals(a, g, &v, "")
	})
	return v, err
}

// MemberGoals shows one member's goals, for staff.
func (h *House) MemberGoals(ctx context.Context, who access.Who, id group.StayID) (v GoalsView, err error) {
	var g group.Group
	var s group.Stay
	err = h.read(ctx, who, access.SeeMemberGoals, string(id), ofStay(id, &s, &g), func(a *at) error {
		v.Members = true
		return h.fillGoals(a, g, &v, id)
	})
	return v, err
}

// fillGoals gathers goals; only those of one stay where it is named.
func (h *House) fillGoals(a *at, g group.Group, v *GoalsView, only group.StayID) error {
	v.Group, v.Model, v.Works, v.Methods = ref(g), g.Model(), works(g, a) && g.Closed.IsZero(), h.Library.Vocabulary().List("decision")
	r := record{}
	var err error
	if r.stays, err = a.StaysIn(a.ctx, g.ID); err != nil {
		return err
	}
	if err := r.read(a, g); err != nil {
		return err
	}
	courses, err := a.courses(g.ID)
	if err != nil {
		return err
	}
	courses = slices.DeleteFunc(courses, func(c goal.Course) bool {
		return c.Goal.Level == goal.Individual && !v.Members || only != "" && c.Goal.Stay != only
	})
	for _, st := range r.stays {
		if st.State == group.Active && v.Members && (only == "" || only == st.ID) {
			main := slices.ContainsFunc(courses, func(c goal.Course) bool { return c.Goal.Stay == st.ID && c.Goal.Main && c.Goal.Ended.IsZero() })
			words := st.Goal
			if slices.ContainsFunc(courses, func(c goal.Course) bool {
				return c.Goal.Stay == st.ID && !c.Goal.Ended.IsZero() && c.Goal.Change.Reveal() == words.Reveal()
			}) {
				words = private.Text{} // what has ended waits for no steps
			}
			v.Names = append(v.Names, MemberName{st.ID, r.persons[st.Person].Called, words, main})
		}
	}
	for _, level := range goal.Levels {
		if only != "" && level != goal.Individual || level == goal.Individual && !v.Members {
			continue
		}
		one := GoalLevel{Level: level, Summary: goal.Sum(level, courses)}
		for _, c := range courses {
			if c.Goal.Level != level {
				continue
			}
			card := GoalCard{Course: c, Called: r.persons[c.Goal.Person].Called, Stale: c.Stale(a.now)}
			if c.Goal.Ended.IsZero() {
				one.Open = append(one.Open, card)
			} else {
				one.Ended = append(one.Ended, card)
			}
		}
		v.Levels = append(v.Levels, one)
	}
	return nil
}

// courses are all goals of a group with their readings.
func (a *at) courses(id group.ID) ([]goal.Course, error) {
	goals, err := a.GoalsIn(a.ctx, id)
	if err != nil {
		return nil, err
	}
	readings, err := a.GoalReadingsIn(a.ctx, id)
	return goal.Courses(goals, readings), err
}

// mainGoals gives the goal that every member's stay speaks of, where it has its steps.
func (a *at) mainGoals(id group.ID) (map[group.StayID]goal.Goal, error) {
	goals, err := a.GoalsIn(a.ctx, id)
	mains := map[group.StayID]goal.Goal{}
	for _, g := range goals {
		if g.Main && g.Ended.IsZero() {
			mains[g.Stay] = g
		}
	}
	return mains, err
}

// ofGoal finds the ties to a goal: by its group. A member's own goal is not there for observers.
func ofGoal(id goal.ID, one *goal.Goal, g *group.Group) find {
	return func(a *at) (ties []access.Tie, err error) {
		if *one, err = a.Goal(a.ctx, id); err != nil {
			return nil, err
		}
		ties, err = ofGroup(one.Group, g)(a)
		if one.Level == goal.Individual {
			ties = slices.DeleteFunc(ties, func(t access.Tie) bool { return t == access.Observes })
		}
		return ties, err
	}
}

// SeenAt is what a meeting's journal tells of a member's main goal.
type SeenAt struct {
	Session  session.ID
	Number   int
	At       time.Time
	Seen     int // times the goal was seen
	Progress int // the write-up's step; see HasProgress
	Has      bool
}

// GoalView is a goal's page.
type GoalView struct {
	GoalCard
	Group    GroupRef
	Works    bool
	Methods  []string
	Meetings []store.SessionHead // held ones, latest first
	Seen     []SeenAt            // oldest first; of a member's main goal
}

// Goal shows one goal with its readings and what the journal tells of it.
func (h *House) Goal(ctx context.Context, who access.Who, id goal.ID) (v GoalView, err error) {
	var g group.Group
	err = h.read(ctx, who, access.SeeGoals, string(id), ofGoal(id, &v.Goal, &g), func(a *at) error {
		v.Group, v.Works, v.Methods = ref(g), works(g, a) && g.Closed.IsZero(), h.Library.Vocabulary().List("decision")
		readings, err := a.GoalReadings(ctx, v.Goal)
		if err != nil {
			return err
		}
		v.Course = goal.Courses([]goal.Goal{v.Goal}, readings)[0]
		v.Stale = v.Course.Stale(a.now)
		heads, err := a.SessionsIn(ctx, g.ID)
		if err != nil {
			return err
		}
		for _, head := range slices.Backward(heads) {
			if head.State == session.Held {
				v.Meetings = append(v.Meetings, head)
			}
		}
		if v.Goal.Stay == "" {
			return nil
		}
		p, err := a.Person(ctx, v.Goal.Person)
		if err != nil {
			return err
		}
		v.Called = p.Called
		if v.Goal.Main {
			v.Seen, err = a.seenOf(v.Goal, v.Meetings)
		}
		for i, s := range v.Seen { // what was signed stands among the readings already
			v.Seen[i].Has = s.Has && !slices.ContainsFunc(v.Readings, func(r goal.Reading) bool { return r.Session == s.Session && r.At.Equal(s.At) })
		}
		return err
	})
	return v, err
}

// seenOf folds the last meetings for one seat.
func (a *at) seenOf(g goal.Goal, heads []store.SessionHead) ([]SeenAt, error) {
	st, err := a.Stay(a.ctx, g.Stay)
	if err != nil {
		return nil, err
	}
	heads = slices.Clone(heads[:min(len(heads), lastMeetings)])
	slices.Reverse(heads)
	ids := make([]session.ID, len(heads))
	for i, head := range heads {
		ids[i] = head.ID
	}
	entries, err := a.EntriesOf(a.ctx, ids)
	if err != nil {
		return nil, err
	}
	var all []SeenAt
	for _, head := range heads {
		s := session.Session{ID: head.ID, Starts: head.Starts, Minutes: head.Minutes, State: head.State}
		f, ok := session.Fold(s, []int{st.Seat}, entries[head.ID]).Seat(st.Seat)
		if ok && (f.GoalSeen > 0 || f.HasProgress) {
			all = append(all, SeenAt{head.ID, head.Number, head.Starts, f.GoalSeen, f.Progress, f.HasProgress})
		}
	}
	return all, nil
}

// OwnGoals is a member's own goals, and what the group as a whole wants.
type OwnGoals struct {
	Stay   group.Stay
	Group  GroupRef
	Own    []GoalCard
	Shared []GoalCard
}

// OwnGoals shows a member their goals and the group's.
func (h *House) OwnGoals(ctx context.Context, who access.Who, id group.StayID) (v OwnGoals, err error) {
	err = h.look(ctx, who, access.SeeOwnPage, ofOwnStay(id, &v.Stay), func(a *at) error {
		g, err := a.Group(ctx, v.Stay.Group)
		if err != nil {
			return err
		}
		v.Group = ref(g)
		courses, err := a.courses(g.ID)
		if err != nil {
			return err
		}
		for _, c := range courses {
			switch {
			case c.Goal.Stay == id:
				v.Own = append(v.Own, GoalCard{Course: c})
			case c.Goal.Level != goal.Individual && v.Stay.State == group.Active && c.Goal.Ended.IsZero():
				v.Shared = append(v.Shared, GoalCard{Course: c})
			}
		}
		return nil
	})
	return v, err
}
