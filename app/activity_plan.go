package app

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"groupwork/access"
	"groupwork/activity"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/phrase"
	"groupwork/private"
	"groupwork/session"
)

// PlanPart is one part of a meeting with its times, and the activity that it was taken from.
type PlanPart struct {
	session.Block
	Begins, Ends time.Time
	Telling      activity.Telling
	Known        bool // it was taken from the library
}

// SessionPlan is a session's parts and what they need.
type SessionPlan struct {
	SessionView
	Parts     []PlanPart
	Materials []activity.Said // each once
	Over      int             // minutes beyond the session; below 0, minutes left open
	Access    []WayIn         // who needs something, for the card
}

// SessionPlan shows the parts of a session, for planning and for paper.
func (h *House) SessionPlan(ctx context.Context, who access.Who, id session.ID, lang string) (v SessionPlan, err error) {
	if v.SessionView, err = h.Session(ctx, who, id); err != nil {
		return v, err
	}
	var s session.Session
	var g group.Group
	err = h.look(ctx, who, access.SeeSession, ofSession(id, &s, &g), func(a *at) error {
		t, err := h.library(a, lang)
		if err != nil {
			return err
		}
		at := s.Starts
		seen := map[string]bool{}
		for _, b := range s.Plan.Blocks {
			p := PlanPart{Block: b, Begins: at, Ends: at.Add(time.Duration(b.Minutes) * time.Minute)}
			p.Telling, p.Known = t.tell(b.Activity)
			for _, m := range p.Telling.Materials {
				if !seen[m.Text] {
					v.Materials, seen[m.Text] = append(v.Materials, m), true
				}
			}
			v.Parts, at, v.Over = append(v.Parts, p), p.Ends, v.Over+b.Minutes
		}
		v.Over -= s.Minutes
		if !works(g, a) {
			return nil
		}
		c, err := h.readCircle(a, g, t)
		for _, p := range c.people {
			if !p.Said.Empty() {
				v.Access = append(v.Access, p)
			}
		}
		return err
	})
	return v, err
}

// PutActivity puts an activity into the working part of the plan, before the parts that end the meeting.
func (h *House) PutActivity(ctx context.Context, who access.Who, id session.ID, version int, what, lang string) error {
	return h.changeParts(ctx, who, id, version, lang, func(s *session.Session, t told, work []string) error {
		one, ok := t.tell(what)
		if !ok || t.own[what].Hidden {
			return fault.New(fault.Missing, "app.PutActivity", "")
		}
		middle := (one.Of.Minutes.Min + one.Of.Minutes.Max) / 2
		b := session.Block{Minutes: middle, What: one.Name.Text, Activity: what}
		s.Plan.Blocks = t.shelf.Put(s.Plan.Blocks, b, s.Minutes, work)
		return nil
	})
}

// PartsInput is the planner's form: the parts as typed, and what to do with them: "" or "save", "fit", "add",
// "up:2", "down:2", "drop:2".
type PartsInput struct {
	Do      string
	Minutes []string
	What    []string
	Serves  []string
	New     string
}

// ArrangeParts changes the parts of a plan. Parts whose minutes were ever typed keep them, until the time is shared anew;
// the others make room.
func (h *House) ArrangeParts(ctx context.Context, who access.Who, id session.ID, version int, lang string, in PartsInput) error {
	return h.changeParts(ctx, who, id, version, lang, func(s *session.Session, t told, work []string) error {
		const op = "app.ArrangeParts"
		if len(in.Minutes) != len(s.Plan.Blocks) || len(in.What) != len(in.Minutes) || len(in.Serves) != len(in.Minutes) {
			return fault.New(fault.Stale, op, "app.moved_on")
		}
		if err := in.typed(s.Plan.Blocks); err != nil {
			return err
		}
		word, place, _ := strings.Cut(in.Do, ":")
		i, _ := strconv.Atoi(place) // what is no number is no part either, below
		blocks := s.Plan.Blocks
		if word == "up" || word == "down" || word == "drop" {
			if i < 0 || i >= len(blocks) || place == "" {
				return wrong(op, "parts", "activity.part.none")
			}
		}
		switch {
		case word == "up" && i > 0:
			blocks[i], blocks[i-1] = blocks[i-1], blocks[i]
			return nil
		case word == "down" && i < len(blocks)-1:
			blocks[i], blocks[i+1] = blocks[i+1], blocks[i]
			return nil
		case word == "drop":
			s.Plan.Blocks = slices.Delete(blocks, i, i+1)
		case word == "add":
			if strings.TrimSpace(in.New) == "" {
				return wrong(op, "new", "activity.part.name")
			}
			s.Plan.Blocks = t.shelf.Put(blocks, session.Block{Minutes: 10, What: oneLine(in.New)}, s.Minutes, work)
			return nil
		case word == "fit":
			for i := range blocks {
				blocks[i].Fixed = false
			}
		}
		t.shelf.Fit(s.Plan.Blocks, s.Minutes)
		return nil
	})
}

// typed puts what was typed onto the parts. Minutes that were changed are the worker's from then on.
func (in PartsInput) typed(blocks []session.Block) error {
	var c fault.Check
	for i := range blocks {
		n, err := strconv.Atoi(strings.TrimSpace(in.Minutes[i]))
		c.Want(err == nil && n >= 1 && n <= 24*60, "minutes_"+strconv.Itoa(i), "activity.part.minutes")
		c.Want(strings.TrimSpace(in.What[i]) != "", "what_"+strconv.Itoa(i), "activity.part.name")
		c.Want(len([]rune(in.What[i])) <= 200, "what_"+strconv.Itoa(i), "text.too_long", "max", 200)
		c.Want(len([]rune(in.Serves[i])) <= 200, "serves_"+strconv.Itoa(i), "text.too_long", "max", 200)
		if err == nil && n != blocks[i].Minutes {
			blocks[i].Minutes, blocks[i].Fixed = n, true
		}
		blocks[i].What, blocks[i].Serves = oneLine(in.What[i]), oneLine(in.Serves[i])
	}
	return c.Err("app.ArrangeParts")
}

// oneLine joins the lines of a field: a part is one line of the plan.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// changeParts changes the parts of a session that has not begun. A plan without parts begins with the model's arc.
func (h *House) changeParts(ctx context.Context, who access.Who, id session.ID, version int, lang string,
	change func(s *session.Session, t told, work []string) error) error {
	return h.changeSession(ctx, who, access.PlanSession, id, version, func(a *at, s *session.Session, g group.Group) error {
		if s.State != session.Planned {
			return fault.New(fault.Stale, "app.changeParts", "session.moved_on")
		}
		t, err := h.library(a, lang)
		if err != nil {
			return err
		}
		s.Plan.Blocks = slices.Clone(s.Plan.Blocks)
		if len(s.Plan.Blocks) == 0 {
			say := h.Phrases.In(lang)
			for _, b := range h.pack(g).ScaledArc(s.Minutes) {
				s.Plan.Blocks = append(s.Plan.Blocks, session.Block{Minutes: b.Minutes, What: say.Say("pack." + g.Model() + ".arc." + b.ID)})
			}
		}
		if err := change(s, t, h.workOf(g)); err != nil {
			return err
		}
		return named(s.Check(), "block.", "parts")
	})
}

// workOf is the sentence of the model's arc that stands for the work of a meeting, in every language: activities may take
// its place.
func (h *House) workOf(g group.Group) (said []string) {
	arc, longest := h.pack(g).Arc, 0
	for i, b := range arc {
		if b.Minutes > arc[longest].Minutes {
			longest = i
		}
	}
	for _, lang := range phrase.Languages {
		if len(arc) > 0 {
			said = append(said, h.Phrases.In(lang).Say("pack."+g.Model()+".arc."+arc[longest].ID))
		}
	}
	return said
}

// UsedRow is one activity that was in a session's plan, and how it was.
type UsedRow struct {
	Telling activity.Telling
	Use     activity.Use
	Left    int // members who have not rated
	Unsaid  int // members who have not said how hard it was
}

// UsedView is what was done in a session.
type UsedView struct {
	Session session.Session
	Group   GroupRef
	Rows    []UsedRow
	Works   bool
}

// Used shows the activities of a session, to be rated after use.
func (h *House) Used(ctx context.Context, who access.Who, id session.ID, lang string) (v UsedView, err error) {
	var g group.Group
	err = h.look(ctx, who, access.SeeSession, ofSession(id, &v.Session, &g), func(a *at) error {
		v.Group, v.Works = ref(g), works(g, a)
		t, err := h.library(a, lang)
		if err != nil {
			return err
		}
		came, err := h.came(a, v.Session, g)
		if err != nil {
			return err
		}
		uses, err := a.UsesIn(ctx, g.ID)
		for _, b := range v.Session.Plan.Blocks {
			one, ok := t.tell(b.Activity)
			if !ok || slices.ContainsFunc(v.Rows, func(r UsedRow) bool { return r.Telling.Of.ID == b.Activity }) {
				continue
			}
			row := UsedRow{Telling: one, Use: useOf(uses, id, b.Activity)}
			row.Left, row.Unsaid = max(0, came-row.Use.Answers()), max(0, came-row.Use.Fitted())
			v.Rows = append(v.Rows, row)
		}
		return err
	})
	return v, err
}

// came is how many members took part in a session.
func (h *House) came(a *at, s session.Session, g group.Group) (int, error) {
	r, err := h.gather(a, s, g)
	if err != nil || s.State == session.Held {
		return r.meeting.Came(), err
	}
	return len(r.seats), nil
}

func useOf(all []activity.Use, s session.ID, what string) activity.Use {
	for _, u := range all {
		if u.Session == s && u.Activity == what {
			return u
		}
	}
	return activity.Use{Session: s, Activity: what}
}

// RateInput is one member's tap on how good or how hard it was, or the worker's remark.
type RateInput struct {
	Rating, Fit, Note string
	Remark            bool   // the note is meant, not a rating
	Was               string // the remark that the form showed
}

// RateActivity adds one member's rating to an activity that was in the plan, or keeps the worker's remark on it.
func (h *House) RateActivity(ctx context.Context, who access.Who, id session.ID, what string, in RateInput) error {
	var s session.Session
	var g group.Group
	return h.do(ctx, who, access.RecordSession, string(id), ofSession(id, &s, &g), func(a *at) error {
		const op = "app.RateActivity"
		if !slices.ContainsFunc(s.Plan.Blocks, func(b session.Block) bool { return b.Activity == what }) {
			return fault.New(fault.Missing, op, "")
		}
		if s.State != session.Running && s.State != session.Held {
			return fault.New(fault.Stale, op, "session.moved_on")
		}
		uses, err := a.UsesIn(ctx, g.ID)
		if err != nil {
			return err
		}
		u := useOf(uses, id, what)
		u.Group, u.By = g.ID, a.self
		if u.Version == 0 {
			u.At = a.now
		}
		came, err := h.came(a, s, g)
		if err != nil {
			return err
		}
		if err := in.onto(&u, came); err != nil {
			return err
		}
		_, err = a.SaveUse(ctx, u)
		return err
	})
}

func (in RateInput) onto(u *activity.Use, came int) error {
	if in.Remark {
		if have := u.Note.Reveal(); have != strings.ReplaceAll(in.Was, "\r\n", "\n") {
			return fault.New(fault.Stale, "app.RateActivity", "app.moved_on")
		}
		return u.Remark(private.Of(in.Note))
	}
	if in.Fit != "" {
		return u.Stretch(in.Fit, came)
	}
	value, err := strconv.Atoi(in.Rating)
	if err != nil {
		value = -1
	}
	return u.Rate(value, came)
}
