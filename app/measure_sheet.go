package app

import (
	"context"
	"math"
	"slices"
	"strconv"
	"time"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/measure"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
	"groupwork/survey"
)

// answer reads one answer: the code of an option, yes or no, or a number.
func answer(item measure.Item, typed string) (measure.Number, bool) {
	if at := slices.IndexFunc(item.Options, func(o measure.Option) bool { return o.Code == typed }); at >= 0 {
		return item.Options[at].Score, item.Options[at].Score.OK
	}
	n, err := strconv.ParseFloat(typed, 64)
	if err != nil || len(item.Options) > 0 || math.IsNaN(n) || math.IsInf(n, 0) {
		return measure.Number{}, false
	}
	return measure.Some(n), item.Takes(n) && (item.Type != "boolean" || n == 0 || n == 1)
}

// typed writes an answer as answer reads it.
func typed(item measure.Item, n measure.Number) string {
	if !n.OK {
		return ""
	}
	for _, o := range item.Options {
		if o.Score == n {
			return o.Code
		}
	}
	return strconv.FormatFloat(n.Value, 'f', -1, 64)
}

// values writes answers and words as a form holds them.
func values(ins measure.Instrument, answers []measure.Number, words []string) []string {
	all := make([]string, len(ins.Items))
	for k, item := range ins.Items {
		switch {
		case k < len(words) && words[k] != "":
			all[k] = words[k]
		case k < len(answers):
			all[k] = typed(item, answers[k])
		}
	}
	return all
}

// SheetView is one member's form in the worker's or the member's hand.
type SheetView struct {
	AnswerRoom
	Seat    AnswerSeat
	Speaks  string   // the member's first language, where it is known
	Sheet   string   // id for the form
	Values  []string // what stands there; only on paper entry
	Version int
}

// SheetForm opens one member's form: empty on the shared device, with what stands there for entry from paper.
func (h *House) SheetForm(ctx context.Context, who access.Who, id survey.ID, meeting session.ID, seat int, how survey.How) (v SheetView, err error) {
	var one survey.Asking
	var g group.Group
	work := func(a *at) error {
		room, stays, err := a.answerRoom(one, g, meeting)
		if err != nil {
			return err
		}
		st, ok := stayIn(stays, seat)
		if !ok {
			return fault.New(fault.Missing, "app.SheetForm", "")
		}
		p, err := a.Person(ctx, st.Person)
		if err != nil {
			return err
		}
		v = SheetView{AnswerRoom: room, Seat: AnswerSeat{Seat: seat, Stay: st.ID, Called: p.Called}, Sheet: h.NewID()}
		if len(p.Languages) > 0 {
			v.Speaks = p.Languages[0]
		}
		sheet, err := a.SheetAt(ctx, id, meeting, st.ID)
		if fault.Of(err) == fault.Missing {
			return nil
		}
		if err != nil {
			return err
		}
		v.Seat.Answered, v.Seat.How = true, sheet.How
		if how == survey.OnPaper {
			v.Sheet, v.Version = string(sheet.ID), sheet.Version
			v.Values = values(room.Instrument, sheet.Answers(), sheet.Words())
		}
		return nil
	}
	if how == survey.OnPaper { // it shows answers
		err = h.read(ctx, who, access.EnterAnswers, string(id), ofAsking(id, &one, &g), work)
	} else {
		err = h.look(ctx, who, access.EnterAnswers, ofAsking(id, &one, &g), work)
	}
	return v, err
}

func stayIn(stays []group.Stay, seat int) (group.Stay, bool) {
	at := slices.IndexFunc(stays, func(s group.Stay) bool { return s.Seat == seat })
	if at < 0 {
		return group.Stay{}, false
	}
	return stays[at], true
}

// AnswerHere files one member's answers from the shared device or from paper. On the shared device answers that are in
// stay; from paper a worker may mend them.
func (h *House) AnswerHere(ctx context.Context, who access.Who, id survey.ID, meeting session.ID, seat int, how survey.How, in AnswerInput) error {
	const op = "app.AnswerHere"
	var one survey.Asking
	var g group.Group
	return h.do(ctx, who, access.EnterAnswers, string(id), ofAsking(id, &one, &g), func(a *at) error {
		a.lang = in.In
		room, stays, err := a.answerRoom(one, g, meeting)
		if err != nil {
			return err
		}
		st, ok := stayIn(stays, seat)
		if !ok {
			return fault.New(fault.Missing, op, "")
		}
		sheet, err := a.SheetAt(ctx, id, meeting, st.ID)
		switch {
		case fault.Of(err) == fault.Missing:
			sheet = survey.Sheet{ID: survey.SheetID(in.Sheet), Asking: one.ID, Group: g.ID, Stay: st.ID, Person: st.Person, Session: meeting,
				Number: room.Session.Number, Instrument: one.Instrument}
		case err != nil:
			return err
		case how == survey.OnTable && sheet.ID == survey.SheetID(in.Sheet): // sent twice
			a.quiet = true
			return nil
		case how == survey.OnTable:
			return fault.New(fault.Stale, op, "survey.answers.there")
		default:
			if err := fresh(op, sheet.Version, in.Version); err != nil {
				return err
			}
		}
		sheet.How, sheet.Filed, sheet.By = how, a.now, a.self
		if room.Session.Over && sheet.Filed.Sub(room.Session.Starts) > sameEvening {
			sheet.Filed = room.Session.Starts // paper from that evening, typed in later
		}
		a.touches(string(sheet.ID))
		return a.fillSheet(&sheet, in)
	})
}

// sameEvening is how long after the start of a meeting answers still carry their own time.
const sameEvening = beganEarly

// SafetyView is a safety answer and who gave it.
type SafetyView struct {
	Sheet      survey.Sheet
	Group      GroupRef
	Person     PersonRef
	Instrument string
	Items      []SafetyItem
	By         private.Text // who dealt with it
	Reach      private.Text
	Emergency  private.Text
}

// SafetyItem is one answer above zero.
type SafetyItem struct{ Text, Answer string }

// ofSheet finds the ties to a sheet: by its group.
func ofSheet(id survey.SheetID, s *survey.Sheet, g *group.Group) find {
	return func(a *at) (ties []access.Tie, err error) {
		if *s, err = a.Sheet(a.ctx, id); err != nil {
			return nil, err
		}
		return ofGroup(s.Group, g)(a)
	}
}

// SafetyAnswer shows a safety answer to the workers of the group and to nobody else.
func (h *House) SafetyAnswer(ctx context.Context, who access.Who, id survey.SheetID) (v SafetyView, err error) {
	var g group.Group
	err = h.read(ctx, who, access.SeeSafetyAnswer, string(id), ofSheet(id, &v.Sheet, &g), func(a *at) error {
		if v.Sheet.Alert == survey.NoAlert {
			return fault.New(fault.Missing, "app.SafetyAnswer", "")
		}
		ins, err := a.instrument(v.Sheet.Instrument)
		if err != nil {
			return err
		}
		p, err := a.Person(ctx, v.Sheet.Person)
		if err != nil {
			return err
		}
		v.Group, v.Person, v.Instrument = ref(g), PersonRef{ID: p.ID, Called: p.Called}, ins.Title
		v.Reach, v.Emergency = p.Reach, p.Emergency
		answers := v.Sheet.Answers()
		for _, item := range ins.Score(answers).Safety {
			v.Items = append(v.Items, SafetyItem{ins.Items[item-1].Text, said(ins.Items[item-1], answers[item-1])})
		}
		if v.Sheet.DoneBy != "" {
			by, err := a.Person(ctx, v.Sheet.DoneBy)
			if err != nil {
				return err
			}
			v.By = by.Called
		}
		return nil
	})
	return v, err
}

// said is an answer in the words of the form.
func said(item measure.Item, n measure.Number) string {
	for _, o := range item.Options {
		if o.Score == n && o.Label != "" {
			return o.Label
		}
	}
	return typed(item, n)
}

// HandleSafetyAnswer writes down what was done.
func (h *House) HandleSafetyAnswer(ctx context.Context, who access.Who, id survey.SheetID, version int, done string) error {
	var s survey.Sheet
	var g group.Group
	return h.do(ctx, who, access.SeeSafetyAnswer, string(id), ofSheet(id, &s, &g), func(a *at) error {
		if err := fresh("app.HandleSafetyAnswer", s.Version, version); err != nil {
			return err
		}
		if err := s.Handle(private.Of(done), a.self, a.now); err != nil {
			return err
		}
		_, err := a.SaveSheet(ctx, s)
		return err
	})
}

// safetyNeeds are the safety answers of a group that nobody has dealt with.
func (a *at) safetyNeeds(g group.Group) ([]Need, error) {
	open, err := a.SheetAlerts(a.ctx, g.ID)
	if err != nil || len(open) == 0 {
		return nil, err
	}
	var ids []people.ID
	for _, s := range open {
		ids = append(ids, s.Person)
	}
	persons, err := a.Tx.People(a.ctx, ids)
	var needs []Need
	for _, s := range open {
		needs = append(needs, Need{Kind: "safety_answer", Group: ref(g), Session: s.Session, Number: s.Number, Stay: s.Stay,
			Person: persons[s.Person].Called, Count: int(a.now.Sub(s.Filed) / (24 * time.Hour)), Due: s.Filed, Path: "/safety/" + string(s.ID)})
	}
	return needs, err
}
