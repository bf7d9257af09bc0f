package app

import (
	"context"
	"errors"
	"slices"
	"time"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/measure"
	"groupwork/phrase"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store"
	"groupwork/survey"
)

// Occasion is one meeting at which an instrument is asked, with how many of whom have answered.
type Occasion struct {
	Session      session.ID
	Number       int
	Starts       time.Time
	Answered, Of int
	Over         bool
}

// AskingCard is one instrument of a group.
type AskingCard struct {
	Asking     survey.Asking
	Instrument measure.Instrument
	Occasions  []Occasion // that the calendar asks for and that have begun, latest first
	Now        Occasion   // where answers are taken now: the last meeting that has begun, or else the first one to come
	Due        bool       // the calendar asks at it
	Sheets     int
}

// ShelfCard is one instrument that could be chosen.
type ShelfCard struct {
	ID, Title, Note string
	Language        string // of title and note
	Items           int
	Verdict         measure.Verdict
	Ready           bool // its wording is there
	Safety          bool // it holds a safety item
}

// TaskCard is one team task.
type TaskCard struct {
	ID    survey.TaskID
	Title private.Text
	Held  time.Time
}

// MeasuresView is a group's page of instruments.
type MeasuresView struct {
	Group  GroupRef
	Works  bool
	Closed bool
	Active []AskingCard
	Ended  []AskingCard
	Shelf  []ShelfCard
	Tasks  []TaskCard
	Rows   []MemberLink // whose courses may be opened; none for an observer
}

// MemberLink is a member with the way to their course.
type MemberLink struct {
	Stay   group.StayID
	Called private.Text
	Sheets int
}

// instrument opens an instrument as this agency uses it: its own wording where it completed a template, and ours in the
// language of who asks.
func (a *at) instrument(id string) (measure.Instrument, error) {
	own, err := a.OwnInstrument(a.ctx, id)
	if fault.Of(err) == fault.Missing {
		return a.shelved(id)
	}
	if err != nil {
		return measure.Instrument{}, err
	}
	ins, err := measure.ReadQuestionnaire(id, []byte(own.File.Reveal()))
	return ins, fault.Wrap("app.instrument", err)
}

// shelved opens an instrument that came with the product; each is read once in a language.
func (a *at) shelved(id string) (measure.Instrument, error) {
	if a.lang == "" {
		p, err := a.Person(a.ctx, a.self)
		if err != nil {
			return measure.Instrument{}, err
		}
		a.lang = language(p, a.agency)
	}
	if known, ok := a.shelf.Load(id + "/" + a.lang); ok {
		return known.(measure.Instrument), nil
	}
	ins, err := measure.Find(id)
	if err != nil {
		return ins, fault.New(fault.Missing, "app.instrument", "")
	}
	if slices.Contains(phrase.Languages, a.lang) {
		ins, _ = ins.In(a.lang)
		a.shelf.Store(id+"/"+a.lang, ins)
	}
	return ins, nil
}

// Measures shows which instruments a group answers, when, and what could be added.
func (h *House) Measures(ctx context.Context, who access.Who, id group.ID) (v MeasuresView, err error) {
	var g group.Group
	err = h.look(ctx, who, access.SeeMeasures, ofGroup(id, &g), func(a *at) error {
		v.Group, v.Works, v.Closed = ref(g), works(g, a), !g.Closed.IsZero()
		heads, err := a.SessionsIn(ctx, id)
		if err != nil {
			return err
		}
		stays, err := a.StaysIn(ctx, id)
		if err != nil {
			return err
		}
		if err := v.fillAskings(a, heads, stays); err != nil {
			return err
		}
		if v.Works {
			if v.Shelf, err = a.offered(v.Active); err != nil {
				return err
			}
		}
		tasks, err := a.TeamTasksIn(ctx, id)
		if err != nil {
			return err
		}
		for _, t := range slices.Backward(tasks) {
			v.Tasks = append(v.Tasks, TaskCard{t.ID, t.Title, t.Held})
		}
		if v.Works || g.PartOf(a.self, a.now) == group.Supervises {
			v.Rows, err = a.memberLinks(stays)
		}
		return err
	})
	return v, err
}

func (v *MeasuresView) fillAskings(a *at, heads []store.SessionHead, stays []group.Stay) error {
	askings, err := a.AskingsIn(a.ctx, v.Group.ID)
	if err != nil {
		return err
	}
	counts, err := a.SheetCounts(a.ctx, v.Group.ID)
	if err != nil {
		return err
	}
	for _, one := range askings {
		ins, err := a.instrument(one.Instrument)
		if err != nil {
			return err
		}
		card := askingCard(one, ins, heads, stays, counts, a)
		if one.Ended.IsZero() {
			v.Active = append(v.Active, card)
		} else {
			v.Ended = append(v.Ended, card)
		}
	}
	return nil
}

// calendar is a group's sessions as an asking sees them.
func calendar(heads []store.SessionHead) []survey.Meeting {
	var all []survey.Meeting
	for _, head := range heads {
		all = append(all, survey.Meeting{ID: head.ID, Number: head.Number, Starts: head.Starts, State: head.State})
	}
	return all
}

// begun tells whether answers for a meeting may come in: from half a day before it.
func begun(head store.SessionHead, a *at) bool {
	return head.State == session.Running || head.State == session.Held || head.State == session.Planned && head.Starts.Before(a.now.Add(beganEarly))
}

func askingCard(one survey.Asking, ins measure.Instrument, heads []store.SessionHead, stays []group.Stay, counts []store.SheetCount, a *at) AskingCard {
	card := AskingCard{Asking: one, Instrument: ins}
	due := map[session.ID]bool{}
	for _, m := range one.Occasions(calendar(heads)) {
		due[m.ID] = true
	}
	for _, head := range heads {
		if head.State == session.NotHeld {
			continue
		}
		o := Occasion{Session: head.ID, Number: head.Number, Starts: head.Starts, Of: len(asked(one, head, stays, a)), Over: head.State == session.Held}
		for _, c := range counts {
			if c.Asking == one.ID && c.Session == head.ID {
				o.Answered = c.Sheets
				card.Sheets += c.Sheets
			}
		}
		switch {
		case begun(head, a):
			card.Now, card.Due = o, due[head.ID]
			if due[head.ID] || o.Answered > 0 {
				card.Occasions = append(card.Occasions, o)
			}
		case card.Now.Session == "":
			card.Now, card.Due = o, due[head.ID]
		}
	}
	slices.Reverse(card.Occasions)
	return card
}

// asked are the stays that answer at a meeting.
func asked(one survey.Asking, head store.SessionHead, stays []group.Stay, a *at) []group.Stay {
	s := session.Session{ID: head.ID, Group: head.Group, Starts: head.Starts, Minutes: head.Minutes, State: head.State}
	var all []group.Stay
	for _, st := range stays {
		if one.Asks(st.ID) && (onRoster(st, s, a.now) || st.State == group.Active && head.State != session.Held || laterThatDay(st, s, a.zone())) {
			all = append(all, st)
		}
	}
	slices.SortFunc(all, func(x, y group.Stay) int { return x.Seat - y.Seat })
	return all
}

func (a *at) memberLinks(stays []group.Stay) ([]MemberLink, error) {
	var rows []MemberLink
	for _, st := range stays {
		if st.Joined.IsZero() {
			continue
		}
		sheets, err := a.SheetsOf(a.ctx, st.ID)
		if err != nil {
			return nil, err
		}
		if len(sheets) == 0 && st.State != group.Active {
			continue
		}
		p, err := a.Person(a.ctx, st.Person)
		if err != nil {
			return nil, err
		}
		rows = append(rows, MemberLink{st.ID, p.Called, len(sheets)})
	}
	return rows, nil
}

// AskInput is a typed choice.
type AskInput struct {
	Instrument string
	First, End bool
	Every      int
	Stays      []string // who answers; empty for everybody
}

// Ask chooses an instrument for a group, with its calendar.
func (h *House) Ask(ctx context.Context, who access.Who, id group.ID, in AskInput) (made survey.ID, err error) {
	var g group.Group
	err = h.do(ctx, who, access.ChooseMeasures, string(id), ofGroup(id, &g), func(a *at) error {
		const op = "app.Ask"
		one := survey.Asking{ID: survey.ID(h.NewID()), Group: id, Instrument: in.Instrument, First: in.First, Every: in.Every, End: in.End, Chosen: a.now, By: a.self}
		for _, s := range in.Stays {
			st, err := a.Stay(ctx, group.StayID(s))
			if err != nil || st.Group != id {
				return wrong(op, "stays", "survey.stays.other")
			}
			one.Stays = append(one.Stays, st.ID)
		}
		if !g.Closed.IsZero() {
			return fault.New(fault.Stale, op, "group.closed")
		}
		key, err := a.mayAsk(id, in.Instrument)
		if err != nil {
			return err
		}
		var c fault.Check
		c.Want(key == "", "instrument", key)
		if err := both(c.Err(op), one.Check()); err != nil {
			return err
		}
		made = one.ID
		a.touches(string(one.ID))
		_, err = a.SaveAsking(ctx, one)
		return err
	})
	return made, err
}

// mayAsk gives the reason why an instrument may not be chosen, or nothing.
func (a *at) mayAsk(id group.ID, instrument string) (key string, err error) {
	if _, found := measure.Find(instrument); errors.Is(found, measure.ErrNever) {
		return "survey.instrument.never", nil
	}
	ins, err := a.instrument(instrument)
	switch {
	case fault.Of(err) == fault.Missing:
		return "survey.instrument.unknown", nil
	case err != nil:
		return "", err
	}
	if !ins.Wording() {
		return "survey.instrument.template", nil
	}
	askings, err := a.AskingsIn(a.ctx, id)
	if slices.ContainsFunc(askings, func(o survey.Asking) bool { return o.Instrument == instrument && o.Ended.IsZero() }) {
		return "survey.instrument.twice", nil
	}
	return "", err
}

// StopAsking ends a choice. What was answered stays.
func (h *House) StopAsking(ctx context.Context, who access.Who, id survey.ID, version int) error {
	var one survey.Asking
	var g group.Group
	return h.do(ctx, who, access.ChooseMeasures, string(id), ofAsking(id, &one, &g), func(a *at) error {
		if err := fresh("app.StopAsking", one.Version, version); err != nil {
			return err
		}
		one.Ended = a.now
		_, err := a.SaveAsking(ctx, one)
		return err
	})
}

// ofAsking finds the ties to a choice: by its group.
func ofAsking(id survey.ID, one *survey.Asking, g *group.Group) find {
	return func(a *at) (ties []access.Tie, err error) {
		if *one, err = a.Asking(a.ctx, id); err != nil {
			return nil, err
		}
		return ofGroup(one.Group, g)(a)
	}
}
