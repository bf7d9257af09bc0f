package app

import (
	"context"
	"maps"
	"slices"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/practice"
	"groupwork/private"
	"groupwork/session"
	"groupwork/watch"
)

// ReadingView is what a worker notes for a meeting, or once for the group when Session is empty.
type ReadingView struct {
	Group   GroupRef
	Session session.ID
	Number  int
	Pack    practice.Pack
	Asks    []practice.Ask // for the group
	Each    []practice.Ask // for each member
	Members []ReadingMember
	Own     watch.Reading
	Signs   bool           // signs of phases are read as well
	Others  []OtherReading // the other workers', once the own one is made
	Waiting int            // other workers' readings that are not shown before the own one is made
	Gates   []watch.Gate   // of the group, on the page of what is asked once
	Checks  []watch.Check  // on who is together
}

// ReadingMember is one member to note something about.
type ReadingMember struct {
	Stay   group.StayID
	Called private.Text
}

// OtherReading is another worker's reading beside the own one: first where they differ.
type OtherReading struct {
	Called private.Text
	Same   int // answers of both that are alike
	Of     int
	Differ []ReadingDifference
}

// ReadingDifference is one answer that two workers gave in another way.
type ReadingDifference struct {
	Name       string // ask, ask/stay, or sign
	Own, Other float64
}

// Reading shows what a worker notes for a meeting.
func (h *House) Reading(ctx context.Context, who access.Who, id session.ID) (v ReadingView, err error) {
	var s session.Session
	var g group.Group
	err = h.look(ctx, who, access.NoteReading, ofSession(id, &s, &g), func(a *at) error {
		v.Session, v.Number, v.Signs = id, s.Number, true
		return h.readingView(a, g, "meeting", &v)
	})
	return v, err
}

// Checklist shows what is asked once for a group, with its gates and checks.
func (h *House) Checklist(ctx context.Context, who access.Who, id group.ID) (v ReadingView, err error) {
	var g group.Group
	err = h.look(ctx, who, access.NoteReading, ofGroup(id, &g), func(a *at) error { return h.readingView(a, g, "start", &v) })
	return v, err
}

func (h *House) readingView(a *at, g group.Group, when string, v *ReadingView) error {
	w, err := h.watch(a, g)
	if err != nil {
		return err
	}
	v.Group, v.Pack = ref(g), h.pack(g)
	for _, ask := range asksOf(w.rules) {
		switch {
		case ask.When != when:
		case ask.Of == "member":
			v.Each = append(v.Each, ask)
		default:
			v.Asks = append(v.Asks, ask)
		}
	}
	for _, m := range w.measured.Members {
		v.Members = append(v.Members, ReadingMember{m.Stay, w.called(m.Stay)})
	}
	v.Own.Values = map[string]float64{}
	for _, r := range w.facts.Readings {
		if r.Session == v.Session && r.By == a.self {
			v.Own = r
		}
	}
	for _, r := range w.facts.Readings {
		switch {
		case r.Session != v.Session || r.By == a.self:
		case v.Own.Version == 0:
			v.Waiting++
		default:
			v.Others = append(v.Others, beside(v.Own, r, w.record.persons[r.By].Called))
		}
	}
	if when == "start" {
		v.Gates, v.Checks = watch.Gates(w.rules, w.measured), watch.Checks(w.rules, w.measured)
	}
	return nil
}

// beside compares two readings, differences first.
func beside(own, other watch.Reading, called private.Text) OtherReading {
	o := OtherReading{Called: called}
	for _, name := range slices.Sorted(maps.Keys(other.Values)) {
		mine, both := own.Values[name]
		if !both {
			continue
		}
		if o.Of++; mine == other.Values[name] {
			o.Same++
			continue
		}
		o.Differ = append(o.Differ, ReadingDifference{name, mine, other.Values[name]})
	}
	return o
}

// NoteReading keeps what a worker noted for a meeting. Empty fields are not in it.
func (h *House) NoteReading(ctx context.Context, who access.Who, id session.ID, version int, values map[string]float64) error {
	var s session.Session
	var g group.Group
	return h.do(ctx, who, access.NoteReading, string(id), ofSession(id, &s, &g), func(a *at) error {
		if s.State != session.Held && s.State != session.Running {
			return fault.New(fault.Stale, "app.NoteReading", "session.not_begun")
		}
		return h.keepReading(a, g, id, "meeting", version, values)
	})
}

// NoteChecklist keeps what was asked once for a group.
func (h *House) NoteChecklist(ctx context.Context, who access.Who, id group.ID, version int, values map[string]float64) error {
	var g group.Group
	return h.do(ctx, who, access.NoteReading, string(id), ofGroup(id, &g), func(a *at) error {
		return h.keepReading(a, g, "", "start", version, values)
	})
}

func (h *House) keepReading(a *at, g group.Group, id session.ID, when string, version int, values map[string]float64) error {
	w, err := h.watch(a, g)
	if err != nil {
		return err
	}
	r := watch.Reading{ID: h.NewID(), Group: g.ID, Session: id, By: a.self}
	for _, was := range w.facts.Readings {
		if was.Session == id && was.By == a.self {
			r = was
		}
	}
	if err := fresh("app.NoteReading", r.Version, version); err != nil {
		return err
	}
	before := r.Values
	r.At, r.Values = a.now, values
	low, high := h.bounds(w, when)
	if err := r.Check(low, high); err != nil {
		return err
	}
	for name, x := range before { // what another model asked stays, should the group come back to it
		if _, asked := high[name]; !asked {
			r.Values[name] = x
		}
	}
	if r, err = a.SaveReading(a.ctx, r); err != nil {
		return err
	}
	a.touches(r.ID)
	w, err = h.watch(a, g)
	if err != nil {
		return err
	}
	_, err = h.follow(a, w)
	return err
}

// bounds are the lowest and highest value of everything that may be noted at a meeting or once.
func (h *House) bounds(w watched, when string) (low, high map[string]float64) {
	low, high = map[string]float64{}, map[string]float64{}
	for _, ask := range asksOf(w.rules) {
		if ask.When != when {
			continue
		}
		top := ask.High
		if ask.Kind == "yes" {
			top = 1
		}
		names := []string{ask.ID}
		if ask.Of == "member" {
			names = names[:0]
			for _, st := range w.record.stays {
				names = append(names, watch.About(ask.ID, st.ID))
			}
		}
		for _, name := range names {
			low[name], high[name] = ask.Low, top
		}
	}
	if when == "meeting" {
		for _, p := range h.pack(w.group).Phases {
			for _, s := range p.Signs {
				low[watch.SignName(p.ID, s.ID)], high[watch.SignName(p.ID, s.ID)] = 0, 1
			}
		}
	}
	return low, high
}

// IndicatorsView is what the packs of a group look at.
type IndicatorsView struct {
	Group    GroupRef
	Held     int
	All      []watch.Shown
	Called   map[group.StayID]private.Text
	Metrics  map[string]practice.Metric
	Borrowed []string
	Version  int
	Lenders  []practice.Rules // the other models, whose indicators may be borrowed
	Works    bool             // this person works the group
}

// Indicators shows the indicators of a group.
func (h *House) Indicators(ctx context.Context, who access.Who, id group.ID) (v IndicatorsView, err error) {
	var g group.Group
	err = h.read(ctx, who, access.SeeFlags, string(id), ofGroup(id, &g), func(a *at) error {
		w, err := h.watch(a, g)
		if err != nil {
			return err
		}
		v = IndicatorsView{Group: ref(g), Held: len(w.facts.Meetings), All: watch.Indicators(w.rules, w.measured), Called: map[group.StayID]private.Text{},
			Metrics: map[string]practice.Metric{}, Works: works(g, a), Borrowed: g.Borrowed, Version: g.Version}
		for _, m := range h.Library.Models() {
			if m.ID != g.Model() {
				rules, _ := h.Library.Rules(m.ID)
				v.Lenders = append(v.Lenders, rules)
			}
		}
		for _, m := range h.Library.Metrics() {
			v.Metrics[m.ID] = m
		}
		for _, m := range w.measured.Members {
			v.Called[m.Stay] = w.called(m.Stay)
		}
		return nil
	})
	return v, err
}

// BorrowIndicators sets which indicators of other models a group looks at besides its own.
func (h *House) BorrowIndicators(ctx context.Context, who access.Who, id group.ID, version int, indicators []string) error {
	return h.edit(ctx, who, access.EditGroup, id, version, func(_ *at, g *group.Group) error {
		lent := map[string]bool{}
		for _, m := range h.Library.Models() {
			rules, _ := h.Library.Rules(m.ID)
			for _, i := range rules.Indicators {
				lent[i.ID] = m.ID != g.Model()
			}
		}
		for _, one := range indicators {
			if !lent[one] {
				return wrong("app.BorrowIndicators", "borrow", "app.borrow.unknown")
			}
		}
		return g.Borrow(indicators)
	})
}

// Borrows tells whether an indicator is of another model than the group's.
func (v IndicatorsView) Borrows(i watch.Shown) bool {
	return slices.ContainsFunc(v.Lenders, func(r practice.Rules) bool { return r.Pack == i.Book })
}
