package app

import (
	"context"
	"time"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/practice"
	"groupwork/private"
	"groupwork/session"
	"groupwork/watch"
)

// FlagsView is every flag of a group as it stands, the gravest first, for those who work it or oversee it.
type FlagsView struct {
	Group    GroupRef
	Works    bool
	Held     int
	First    *FlagRow // the one grave flag that comes first
	Raised   []FlagRow
	Resting  []FlagRow
	Quiet    []FlagRow
	Needs    []FlagRow
	Cleared  []FlagRow
	Original map[string]practice.Flag // as the house says it, by flag
	Metrics  map[string]practice.Metric
}

// FlagRow is a flag with the notice that stands for it.
type FlagRow struct {
	watch.Finding
	Called private.Text // of the member it is about
	Notice watch.Notice
	Own    bool // the agency says it in its own words
}

// Flags shows the flags of a group with their rule, the data behind it and what to do.
func (h *House) Flags(ctx context.Context, who access.Who, id group.ID) (v FlagsView, err error) {
	var g group.Group
	err = h.read(ctx, who, access.SeeFlags, string(id), ofGroup(id, &g), func(a *at) error {
		w, err := h.watch(a, g)
		if err != nil {
			return err
		}
		notices, err := a.NoticesIn(ctx, id)
		if err != nil {
			return err
		}
		v = h.flagsView(a, w, notices)
		return nil
	})
	return v, err
}

func (h *House) flagsView(a *at, w watched, notices []watch.Notice) FlagsView {
	v := FlagsView{Group: ref(w.group), Works: works(w.group, a), Held: len(w.facts.Meetings), Original: map[string]practice.Flag{}, Metrics: map[string]practice.Metric{}}
	for _, m := range h.Library.Metrics() {
		v.Metrics[m.ID] = m
	}
	for _, book := range h.Library.RuleBooks() {
		rules, _ := h.Library.Rules(book)
		for _, f := range rules.Flags {
			v.Original[f.ID] = f
		}
	}
	for _, f := range watch.Look(w.rules, w.measured) {
		row := FlagRow{Finding: f, Called: w.called(f.Stay), Own: f.Flag.Says != v.Original[f.Flag.ID].Says}
		for _, n := range notices {
			if n.Live() && n.Same(f) {
				row.Notice = n
			}
		}
		switch {
		case f.State == watch.Quiet:
			v.Quiet = append(v.Quiet, row)
		case f.State == watch.Needs:
			v.Needs = append(v.Needs, row)
		case row.Notice.ID != "" && !row.Notice.Waiting(a.now):
			v.Resting = append(v.Resting, row)
		case f.High && v.First == nil:
			v.First = &row
		default:
			v.Raised = append(v.Raised, row)
		}
	}
	for i := len(notices) - 1; i >= 0; i-- {
		if n := notices[i]; !n.Live() {
			v.Cleared = append(v.Cleared, FlagRow{Finding: watch.Finding{Flag: v.Original[n.Flag], Stay: n.Stay}, Called: w.called(n.Stay), Notice: n})
		}
	}
	return v
}

// called is what the member of a stay is called.
func (w watched) called(id group.StayID) private.Text {
	for _, st := range w.record.stays {
		if st.ID == id && id != "" {
			return w.record.persons[st.Person].Called
		}
	}
	return private.Text{}
}

// AnswerFlag is what somebody does about a flag: "dismiss" with a reason, "snooze" until a day, or "did" with what
// was done.
type AnswerFlag struct{ Flag, Stay, What, Text, Until string }

// AnswerFlag answers a flag that is raised now.
func (h *House) AnswerFlag(ctx context.Context, who access.Who, id group.ID, in AnswerFlag) error {
	const op = "app.AnswerFlag"
	var g group.Group
	return h.do(ctx, who, access.AnswerFlag, string(id), ofGroup(id, &g), func(a *at) error {
		w, err := h.watch(a, g)
		if err != nil {
			return err
		}
		notices, err := h.follow(a, w)
		if err != nil {
			return err
		}
		for _, n := range notices {
			if !n.Live() || n.Flag != in.Flag || string(n.Stay) != in.Stay {
				continue
			}
			if err := answered(&n, in, h.isStop(w, in.Flag), a); err != nil {
				return err
			}
			a.touches(n.ID)
			_, err = a.SaveNotice(ctx, n)
			return err
		}
		return fault.New(fault.Stale, op, "watch.cleared")
	})
}

func (h *House) isStop(w watched, flag string) bool {
	for _, r := range w.rules {
		for _, f := range r.Flags {
			if f.ID == flag {
				return f.Severity == "stop"
			}
		}
	}
	return false
}

func answered(n *watch.Notice, in AnswerFlag, stop bool, a *at) error {
	switch in.What {
	case "dismiss":
		return n.Dismiss(stop, private.Of(in.Text), a.self, a.now)
	case "snooze":
		until, err := time.ParseInLocation(time.DateOnly, in.Until, a.zone())
		if err != nil {
			return &fault.Error{Kind: fault.Invalid, Op: "app.AnswerFlag", Fields: []fault.Field{{Name: "until", Key: "watch.until.range", Args: map[string]any{"max": 60}}}}
		}
		return n.Snooze(stop, until.UTC(), a.self, a.now)
	}
	return n.Tell(private.Of(in.Text), a.self)
}

// Watch brings the notices of a group up to date after a meeting was closed.
func (h *House) followClosed(ctx context.Context, who access.Who, id session.ID) error {
	var s session.Session
	var g group.Group
	return h.do(ctx, who, access.RecordSession, string(id), ofSession(id, &s, &g), func(a *at) error {
		a.quiet = true
		w, err := h.watch(a, g)
		if err != nil {
			return err
		}
		_, err = h.follow(a, w)
		return err
	})
}

// flagNeeds tells which grave flags of a group wait. It reads notices alone.
func (a *at) flagNeeds(g group.Group) ([]Need, error) {
	notices, err := a.StandingNotices(a.ctx, g.ID)
	if err != nil {
		return nil, err
	}
	n := Need{Kind: "flag", Group: ref(g), Path: "/groups/" + string(g.ID) + "/flags"}
	for _, one := range notices {
		if !one.High || !one.Waiting(a.now) {
			continue
		}
		if n.Count++; n.Due.IsZero() || one.Raised.Before(n.Due) {
			n.Due = one.Raised
		}
	}
	if n.Count == 0 {
		return nil, nil
	}
	return []Need{n}, nil
}

// WeekView is a supervisor's week over the groups that they oversee.
type WeekView struct {
	Groups []WeekGroup
	Cosign int
}

// WeekGroup is one group of the week: its grave flags, what is unsigned, who was not seen.
type WeekGroup struct {
	Group    GroupRef
	High     []FlagRow
	Others   int
	Unsigned int
	Late     bool
	Safety   time.Time      // since when an answer about safety waits for the workers; whose it is, they know
	Unseen   []private.Text // members who did not come to the last two meetings
}

// Week shows a supervisor what to look at first.
func (h *House) Week(ctx context.Context, who access.Who) (v WeekView, err error) {
	err = h.look(ctx, who, access.SeeWeek, nil, func(a *at) error {
		waiting, err := a.NotesToCosign(ctx, a.self)
		if err != nil {
			return err
		}
		v.Cosign = len(waiting)
		groups, err := a.GroupsOf(ctx, a.self, a.now)
		if err != nil {
			return err
		}
		for _, g := range groups {
			if g.PartOf(a.self, a.now) != group.Supervises || !g.Closed.IsZero() {
				continue
			}
			one, err := h.weekOf(a, g)
			if err != nil {
				return err
			}
			v.Groups = append(v.Groups, one)
		}
		return nil
	})
	return v, err
}

func (h *House) weekOf(a *at, g group.Group) (one WeekGroup, err error) {
	w, err := h.watch(a, g)
	if err != nil {
		return one, err
	}
	notices, err := a.StandingNotices(a.ctx, g.ID)
	if err != nil {
		return one, err
	}
	flags := h.flagsView(a, w, notices)
	one = WeekGroup{Group: ref(g), Late: w.facts.NoteLate > 0}
	if flags.First != nil {
		one.High = append(one.High, *flags.First)
	}
	for _, row := range flags.Raised {
		if row.High {
			one.High = append(one.High, row)
		} else {
			one.Others++
		}
	}
	open, err := a.safetyNeeds(g)
	if err != nil {
		return one, err
	}
	for _, n := range open {
		if one.Safety.IsZero() || n.Due.Before(one.Safety) {
			one.Safety = n.Due
		}
	}
	for _, m := range w.facts.Meetings {
		if m.Safety && !m.Due && (one.Safety.IsZero() || m.Starts.Before(one.Safety)) {
			one.Safety = m.Starts
		}
	}
	for _, head := range w.heads {
		one.Unsigned += head.NotesAll - head.NotesSigned
	}
	for _, m := range w.measured.Members {
		if w.unseen(m.Seat) {
			one.Unseen = append(one.Unseen, w.called(m.Stay))
		}
	}
	return one, nil
}

// unseen tells whether somebody stood on the roster of the last two meetings and came to neither.
func (w watched) unseen(seat int) bool {
	n := len(w.facts.Meetings)
	if n < 2 {
		return false
	}
	for _, m := range w.facts.Meetings[n-2:] {
		if s, on := m.Fold.Seat(seat); !on || s.Presence.State.Came() {
			return false
		}
	}
	return true
}
