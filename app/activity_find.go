package app

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"groupwork/access"
	"groupwork/activity"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
)

// FindInput narrows the finder. Zero values take what the group and the session tell.
type FindInput struct {
	Minutes, Size         int
	Model, Stage, Setting string
	Skills, Must          []string
	Alone                 bool
}

// FoundRow is one activity of the finder.
type FoundRow struct {
	activity.Found
	Telling activity.Telling
	Planned bool // it stands in the plan
}

// FinderView is what a group could do in a session.
type FinderView struct {
	Session    session.Session
	Group      GroupRef
	Model      string
	Query      activity.Query
	Taste      activity.Taste
	Rows       []FoundRow
	People     []WayIn        // whose needs were read, and from what
	Liked      map[string]int // interest to how many members named it
	Lean       string         // easy or hard, when that was said twice in a row
	Vocabulary activity.Vocabulary
	Works      bool
}

// needAccess and needInterests are the intake's questions about taking part and about interests.
const (
	needAccess    = "access"
	needInterests = "interests"
)

// circleOf is what the finder knows of the members: what they need, what they like and how old they are.
type circleOf struct {
	people []WayIn
	needs  []string
	liked  map[string]int
	ages   []string
}

// readCircle reads needs, interests and ages of the active members.
func (h *House) readCircle(a *at, g group.Group, t told) (c circleOf, err error) {
	c.liked = map[string]int{}
	stays, err := a.StaysIn(a.ctx, g.ID)
	if err != nil {
		return c, err
	}
	stays = slices.DeleteFunc(stays, func(s group.Stay) bool { return s.State != group.Active })
	slices.SortFunc(stays, func(x, y group.Stay) int { return x.Seat - y.Seat })
	ids := make([]people.ID, len(stays))
	for i, s := range stays {
		ids[i] = s.Person
	}
	persons, err := a.People(a.ctx, ids)
	if err != nil {
		return c, err
	}
	for _, s := range stays {
		p := persons[s.Person]
		said := bothSaid(p.Access, s.Intake[needAccess])
		one := WayIn{Called: p.Called, Said: private.Of(said), Needs: t.shelf.Needs(said)}
		if len(p.Languages) > 0 && !strings.HasPrefix(p.Languages[0], a.agency.Language) && !slices.Contains(one.Needs, "language") {
			one.Needs = append(one.Needs, "language")
		}
		c.people = append(c.people, one)
		for _, need := range one.Needs {
			if !slices.Contains(c.needs, need) {
				c.needs = append(c.needs, need)
			}
		}
		for _, like := range t.shelf.Interests(s.Intake[needInterests].Reveal()) {
			c.liked[like]++
		}
		if born, err := time.Parse(time.DateOnly, p.Born.Reveal()); err == nil {
			if band := activity.Age(int(a.now.Sub(born).Hours() / 24 / 365.25)); !slices.Contains(c.ages, band) {
				c.ages = append(c.ages, band)
			}
		}
	}
	return c, nil
}

// bothSaid joins what a person said when they came to the agency and to the group; what was said twice is told once.
func bothSaid(person, group private.Text) string {
	before, now := strings.TrimSpace(person.Reveal()), strings.TrimSpace(group.Reveal())
	if strings.Contains(before, now) {
		return before
	}
	if strings.Contains(now, before) {
		return now
	}
	return before + " " + now
}

// stageOf is the common stage beside the group's phase.
func (h *House) stageOf(g group.Group) string {
	for _, p := range h.pack(g).Phases {
		if p.ID == g.Phase() {
			return p.Stage
		}
	}
	return ""
}

// Find ranks what a group could do in a session, and says why.
func (h *House) Find(ctx context.Context, who access.Who, id session.ID, lang string, in FindInput) (v FinderView, err error) {
	var g group.Group
	err = h.look(ctx, who, access.PlanSession, ofSession(id, &v.Session, &g), func(a *at) error {
		t, err := h.library(a, lang)
		if err != nil {
			return err
		}
		c, err := h.readCircle(a, g, t)
		if err != nil {
			return err
		}
		if v.Taste, err = a.Taste(ctx, g.ID); err != nil {
			return err
		}
		v.Group, v.Model, v.People, v.Liked, v.Vocabulary = ref(g), g.Model(), c.people, c.liked, t.shelf.Vocabulary()
		v.Works = works(g, a) && v.Session.State == session.Planned
		v.Query = in.query(g, h.stageOf(g), v.Session, c, v.Taste)
		v.Query.Hidden = t.hidden()
		uses, err := a.lately(&v.Query, v.Session)
		if err != nil {
			return err
		}
		v.Lean = activity.Lean(uses)
		for _, f := range t.shelf.Rank(v.Query) {
			row := FoundRow{Found: f, Telling: t.shelf.Tell(f.Activity, lang, t.own[f.Activity.ID])}
			row.Planned = slices.ContainsFunc(v.Session.Plan.Blocks, func(b session.Block) bool { return b.Activity == f.Activity.ID })
			v.Rows = append(v.Rows, row)
		}
		return nil
	})
	return v, err
}

// query puts together what was asked for and what is known.
func (in FindInput) query(g group.Group, stage string, s session.Session, c circleOf, taste activity.Taste) activity.Query {
	q := activity.Query{Model: in.Model, Stage: in.Stage, Size: in.Size, Minutes: in.Minutes, Setting: in.Setting, Touch: taste.Touch,
		Skills: in.Skills, Must: in.Must, Alone: in.Alone, Needs: c.needs, Ages: slices.Clone(c.ages), Interests: slices.Clone(taste.Interests)}
	if q.Model == "" {
		q.Model = g.Model()
	}
	if q.Stage == "" {
		q.Stage = stage
	}
	q.Deepest = min(activity.Cap(stage), activity.Cap(q.Stage)) // no filter goes deeper than the group's own stage
	if stage == "" {
		q.Deepest = activity.Cap(q.Stage)
	}
	if q.Size == 0 {
		q.Size = len(c.people)
	}
	if q.Minutes == 0 {
		q.Minutes = s.Minutes
	}
	if q.Setting == "" {
		q.Setting = taste.Setting
	}
	for _, age := range taste.Ages {
		if !slices.Contains(q.Ages, age) {
			q.Ages = append(q.Ages, age)
		}
	}
	for _, like := range slices.Sorted(maps.Keys(c.liked)) {
		if !slices.Contains(q.Interests, like) {
			q.Interests = append(q.Interests, like)
		}
	}
	return q
}

// fewSessions is how many sessions back an activity counts as used lately.
const fewSessions = 3

// lately finds what was used in the last sessions before this one, and how each activity was rated last; it gives every use.
func (a *at) lately(q *activity.Query, s session.Session) ([]activity.Use, error) {
	heads, err := a.SessionsIn(a.ctx, s.Group)
	if err != nil {
		return nil, err
	}
	var before []session.ID
	for _, head := range heads {
		if head.State == session.Held && head.Starts.Before(s.Starts) {
			before = append(before, head.ID)
		}
	}
	q.Recent, q.Ratings = map[string]bool{}, map[string]float64{}
	for _, id := range before[max(0, len(before)-fewSessions):] {
		last, err := a.Session(a.ctx, id)
		if err != nil {
			return nil, err
		}
		for _, b := range last.Plan.Blocks {
			q.Recent[b.Activity] = b.Activity != ""
		}
	}
	uses, err := a.UsesIn(a.ctx, s.Group)
	for _, u := range uses {
		if middle, ok := u.Middle(); ok {
			q.Ratings[u.Activity] = middle
		}
	}
	return uses, err
}

// SaveTaste keeps what a group likes and needs of its programme.
func (h *House) SaveTaste(ctx context.Context, who access.Who, id session.ID, version int, in TasteInput) error {
	var s session.Session
	var g group.Group
	return h.do(ctx, who, access.PlanSession, string(id), ofSession(id, &s, &g), func(a *at) error {
		shelf, err := h.activities()
		if err != nil {
			return fault.Wrap("app.SaveTaste", err)
		}
		t, err := a.Taste(ctx, g.ID)
		if err != nil {
			return err
		}
		if err := fresh("app.SaveTaste", t.Version, version); err != nil {
			return err
		}
		t.Interests, t.Ages, t.Setting, t.Touch = in.Interests, in.Ages, in.Setting, in.Touch
		if err := t.Check(shelf.Vocabulary()); err != nil {
			return err
		}
		_, err = a.SaveTaste(ctx, t)
		return err
	})
}

// SessionActivityView is an activity with the ways in for the people of one group.
type SessionActivityView struct {
	Session session.Session
	Group   GroupRef
	Telling activity.Telling
	People  []WayIn // only who needs something
	Planned bool
	Works   bool
}

// SessionActivity shows an activity for a session: how, and the way in for each member who needs one.
func (h *House) SessionActivity(ctx context.Context, who access.Who, id session.ID, what, lang string) (v SessionActivityView, err error) {
	var g group.Group
	err = h.look(ctx, who, access.PlanSession, ofSession(id, &v.Session, &g), func(a *at) error {
		t, err := h.library(a, lang)
		if err != nil {
			return err
		}
		ok := false
		if v.Telling, ok = t.tell(what); !ok {
			return fault.New(fault.Missing, "app.SessionActivity", "")
		}
		c, err := h.readCircle(a, g, t)
		v.Group, v.Works = ref(g), works(g, a) && v.Session.State == session.Planned
		v.Planned = slices.ContainsFunc(v.Session.Plan.Blocks, func(b session.Block) bool { return b.Activity == what })
		for _, p := range c.people {
			if len(p.Needs) > 0 || !p.Said.Empty() {
				p.Ways = v.Telling.Ways(p.Needs)
				v.People = append(v.People, p)
			}
		}
		return err
	})
	return v, err
}
