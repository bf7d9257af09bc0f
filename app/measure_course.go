package app

import (
	"context"
	"slices"

	"groupwork/access"
	"groupwork/group"
	"groupwork/measure"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store"
	"groupwork/survey"
)

// CourseView is a member's way through what they were asked.
type CourseView struct {
	Stay    group.StayID
	Person  PersonRef
	Group   GroupRef
	Works   bool
	Courses []survey.Course
}

// Course shows a member's scores over the meetings, with what they ask for. A supervisor sees no safety answer.
func (h *House) Course(ctx context.Context, who access.Who, id group.StayID) (v CourseView, err error) {
	var st group.Stay
	var g group.Group
	err = h.read(ctx, who, access.SeeCourse, string(id), ofStay(id, &st, &g), func(a *at) error {
		p, err := a.Person(ctx, st.Person)
		if err != nil {
			return err
		}
		v.Stay, v.Person, v.Group, v.Works = id, PersonRef{ID: p.ID, Called: p.Called}, ref(g), works(g, a)
		sheets, err := a.SheetsOf(ctx, id)
		if err != nil {
			return err
		}
		byInstrument := map[string][]survey.Sheet{}
		var order []string
		for _, s := range sheets {
			if !v.Works { // what was said in words is for who works with the member
				s.Said = private.Text{}
			}
			if !v.Works && s.Alert == survey.Open {
				s.Alert = survey.NoAlert
			}
			if byInstrument[s.Instrument] == nil {
				order = append(order, s.Instrument)
			}
			byInstrument[s.Instrument] = append(byInstrument[s.Instrument], s)
		}
		for _, instrument := range order {
			c, err := a.courseOf(g, st, instrument, byInstrument[instrument])
			if err != nil {
				return err
			}
			v.Courses = append(v.Courses, c)
		}
		return nil
	})
	return v, err
}

func (a *at) courseOf(g group.Group, st group.Stay, instrument string, sheets []survey.Sheet) (survey.Course, error) {
	ins, err := a.instrument(instrument)
	if err != nil {
		return survey.Course{}, err
	}
	silent, err := a.silent(g, st, instrument, sheets)
	if err != nil {
		return survey.Course{}, err
	}
	expected, err := a.expected(ins)
	return survey.CourseOf(ins, sheets, silent, expected), err
}

// silent counts the newest occasions in a row at which the member was asked and gave no answer.
func (a *at) silent(g group.Group, st group.Stay, instrument string, sheets []survey.Sheet) (int, error) {
	askings, err := a.AskingsIn(a.ctx, g.ID)
	if err != nil {
		return 0, err
	}
	heads, err := a.SessionsIn(a.ctx, g.ID)
	if err != nil {
		return 0, err
	}
	given := map[session.ID]bool{}
	for _, s := range sheets {
		given[s.Session] = true
	}
	byID := map[session.ID]store.SessionHead{}
	for _, head := range heads {
		byID[head.ID] = head
	}
	n := 0
	for _, one := range askings {
		if one.Instrument != instrument || !one.Ended.IsZero() || !one.Asks(st.ID) {
			continue
		}
		n = 0
		for _, m := range one.Occasions(calendar(heads)) {
			switch head := byID[m.ID]; {
			case given[m.ID]:
				n = 0
			case head.State == session.Held && len(asked(one, head, []group.Stay{st}, a)) > 0:
				n++
			}
		}
	}
	return n, nil
}

// expected learns from the agency's own courses, once there are enough.
func (a *at) expected(ins measure.Instrument) (*measure.ExpectedCourse, error) {
	counts, err := a.InstrumentsAsked(a.ctx)
	if err != nil || counts[ins.ID] < measure.FewestCourses {
		return nil, err
	}
	sheets, err := a.SheetsWith(a.ctx, ins.ID)
	if err != nil {
		return nil, err
	}
	return survey.ExpectedOf(ins, sheets), nil
}

// PictureView is a group's answers to one instrument.
type PictureView struct {
	Group      GroupRef
	Asking     survey.Asking
	Instrument measure.Instrument
	Picture    survey.Picture
	Waits      int // meetings whose answers are still coming in, and stand in no picture yet
}

// Picture shows a group's answers, nothing of fewer than five.
func (h *House) Picture(ctx context.Context, who access.Who, id survey.ID) (v PictureView, err error) {
	var g group.Group
	err = h.look(ctx, who, access.SeeMeasures, ofAsking(id, &v.Asking, &g), func(a *at) error {
		v.Group = ref(g)
		if v.Instrument, err = a.instrument(v.Asking.Instrument); err != nil {
			return err
		}
		sheets, err := a.SheetsIn(ctx, id)
		if err != nil {
			return err
		}
		if sheets, v.Waits, err = a.whole(v.Asking, sheets); err != nil {
			return err
		}
		v.Picture = survey.PictureOf(v.Instrument, sheets)
		return nil
	})
	return v, err
}

// whole leaves out the sheets of meetings whose answers are still coming in: who looked after the fifth answer and again
// after the sixth could tell the sixth from the two means. A meeting counts when everybody has answered, or when the
// codes are over. Waits is how many meetings with answers do not count yet.
func (a *at) whole(one survey.Asking, sheets []survey.Sheet) (counted []survey.Sheet, waits int, err error) {
	heads, err := a.SessionsIn(a.ctx, one.Group)
	if err != nil {
		return nil, 0, err
	}
	stays, err := a.StaysIn(a.ctx, one.Group)
	if err != nil {
		return nil, 0, err
	}
	given := map[session.ID]int{}
	for _, s := range sheets {
		given[s.Session]++
	}
	open := map[session.ID]bool{}
	for _, head := range heads {
		if n := given[head.ID]; n > 0 && a.now.Before(head.Starts.Add(codeLife)) && n < len(asked(one, head, stays, a)) {
			open[head.ID] = true
		}
	}
	return slices.DeleteFunc(sheets, func(s survey.Sheet) bool { return open[s.Session] }), len(open), nil
}

// ProgrammeCard is one instrument over the agency's groups.
type ProgrammeCard struct {
	Instrument, Title string
	Language          string // of the title
	Answered          int    // stays; 0 when it would tell about fewer than five
}

// ProgrammeView is what the agency may say about one instrument.
type ProgrammeView struct {
	Cards      []ProgrammeCard
	Instrument measure.Instrument // zero while none is chosen
	Programme  survey.Programme
	Names      map[group.ID]GroupRef
}

// Programme shows an instrument over the agency's groups, without a person in it. Without an instrument it lists
// what was asked.
func (h *House) Programme(ctx context.Context, who access.Who, instrument string) (v ProgrammeView, err error) {
	err = h.look(ctx, who, access.SeeProgramme, nil, func(a *at) error {
		counts, err := a.InstrumentsAsked(ctx)
		if err != nil {
			return err
		}
		ids, err := a.instruments()
		if err != nil {
			return err
		}
		for _, id := range ids {
			if counts[id] == 0 {
				continue
			}
			ins, err := a.instrument(id)
			if err != nil {
				return err
			}
			if len(ins.Scales) == 0 { // words alone are no outcome
				continue
			}
			card := ProgrammeCard{Instrument: id, Title: ins.Title, Language: ins.Language}
			if counts[id] >= measure.FewestShown {
				card.Answered = counts[id]
			}
			v.Cards = append(v.Cards, card)
		}
		if instrument == "" {
			return nil
		}
		return v.fill(a, instrument)
	})
	return v, err
}

func (v *ProgrammeView) fill(a *at, instrument string) error {
	var err error
	if v.Instrument, err = a.instrument(instrument); err != nil {
		return err
	}
	sheets, err := a.SheetsWith(a.ctx, instrument)
	if err != nil {
		return err
	}
	v.Programme, v.Names = survey.ProgrammeOf(v.Instrument, sheets), map[group.ID]GroupRef{}
	for _, row := range v.Programme.Rows {
		g, err := a.Group(a.ctx, row.Group)
		if err != nil {
			return err
		}
		v.Names[g.ID] = ref(g)
	}
	return nil
}
