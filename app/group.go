package app

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/practice"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store"
)

// GroupRef names a group on a page.
type GroupRef struct {
	ID    group.ID
	Name  private.Text
	Model string
}

func ref(g group.Group) GroupRef { return GroupRef{ID: g.ID, Name: g.Name, Model: g.Model()} }

// GroupCard is one line of the list of groups.
type GroupCard struct {
	GroupRef
	Members   int
	Next      time.Time
	Phase     string
	PhaseBook string // whose phase it is, for its phrase
	Closed    time.Time
	Part      group.Part
}

// Groups lists the groups in which the person has a part.
func (h *House) Groups(ctx context.Context, who access.Who) (all []GroupCard, err error) {
	err = h.look(ctx, who, access.ListGroups, nil, func(a *at) error {
		groups, err := a.GroupsOf(ctx, a.self, a.now)
		if err != nil {
			return err
		}
		agenda, err := a.Agenda(ctx, a.self, a.now.Add(-3*time.Hour), a.now.AddDate(0, 2, 0))
		if err != nil {
			return err
		}
		next := map[group.ID]time.Time{}
		for _, m := range agenda {
			if m.State != session.Planned && m.State != session.Running {
				continue
			}
			if t, ok := next[m.Group]; !ok || m.Starts.Before(t) {
				next[m.Group] = m.Starts
			}
		}
		for _, g := range groups {
			stays, err := a.StaysIn(ctx, g.ID)
			if err != nil {
				return err
			}
			all = append(all, GroupCard{GroupRef: ref(g), Members: len(active(stays)),
				Next: next[g.ID], Phase: g.Phase(), PhaseBook: g.PhaseBook(), Closed: g.Closed, Part: g.PartOf(a.self, a.now)})
		}
		return nil
	})
	return all, err
}

func active(stays []group.Stay) []group.Stay {
	var in []group.Stay
	for _, s := range stays {
		if s.State == group.Active {
			in = append(in, s)
		}
	}
	return in
}

// OpenGroup is what the form for a new group holds.
type OpenGroup struct {
	Name, Purpose, Model, Reason string
	Open                         bool
	Least, Most                  int
}

// RankModels ranks the four models by five answers, with reasons. It never picks.
func (h *House) RankModels(answers map[string]int) []practice.Ranked {
	return h.Library.Chooser().Rank(answers)
}

// OpenGroup opens a group with its opener as lead.
func (h *House) OpenGroup(ctx context.Context, who access.Who, in OpenGroup) (id group.ID, err error) {
	err = h.do(ctx, who, access.OpenGroup, "", nil, func(a *at) error {
		id, err = h.openGroup(a, in)
		return err
	})
	return id, err
}

func (h *House) openGroup(a *at, in OpenGroup) (group.ID, error) {
	pack, known := h.Library.Pack(in.Model)
	if !known { // that is said; of sizes left out nothing needs to be
		in.Least = cmp.Or(in.Least, 4)
		in.Most = cmp.Or(in.Most, max(in.Least, 12))
	} else { // a size left out is the one that the model is made for
		in.Least = cmp.Or(in.Least, min(pack.Size.IdealLow, max(in.Most, pack.Size.Min)))
		in.Most = cmp.Or(in.Most, max(pack.Size.IdealHigh, in.Least))
	}
	g := group.Group{ID: group.ID(h.NewID()), Name: private.Of(in.Name),
		Purpose: private.Of(in.Purpose), Open: in.Open, Least: in.Least, Most: in.Most, Opened: a.now}
	chosen := h.choose(&g, a, ChooseModel{Model: in.Model, Reason: in.Reason})
	if err := both(g.Check(), chosen); err != nil {
		return "", err
	}
	if err := g.PutToWork(a.self, group.Lead, a.now); err != nil {
		return "", err
	}
	a.touches(string(g.ID))
	_, err := a.SaveGroup(a.ctx, g)
	return g.ID, err
}

// edit changes a group at the version that the person saw.
func (h *House) edit(ctx context.Context, who access.Who, act access.Act, id group.ID, version int, change func(a *at, g *group.Group) error) error {
	var g group.Group
	return h.do(ctx, who, act, string(id), ofGroup(id, &g), func(a *at) error {
		if err := fresh(string(act), g.Version, version); err != nil {
			return err
		}
		if err := change(a, &g); err != nil {
			return err
		}
		_, err := a.SaveGroup(ctx, g)
		return err
	})
}

// PlanInput is the page with the eight boxes.
type PlanInput struct {
	Name, Purpose string
	Open          bool
	Least, Most   int
	Boxes         map[string]string
}

// EditPlan changes name, purpose, size and the eight boxes.
func (h *House) EditPlan(ctx context.Context, who access.Who, id group.ID, version int, in PlanInput) error {
	return h.edit(ctx, who, access.EditGroup, id, version, func(_ *at, g *group.Group) error {
		g.Name, g.Purpose, g.Open, g.Least, g.Most = private.Of(in.Name), private.Of(in.Purpose), in.Open, in.Least, in.Most
		g.Plan = group.Plan{}
		for _, b := range group.Boxes {
			if t := private.Of(in.Boxes[string(b)]); !t.Empty() {
				g.Plan[b] = t
			}
		}
		return g.Check()
	})
}

// ContractInput is the contract page.
type ContractInput struct {
	Clauses map[string]string
	Review  string
}

// EditContract changes the draft of the working agreement; it has to be adopted again.
func (h *House) EditContract(ctx context.Context, who access.Who, id group.ID, version int, in ContractInput) error {
	return h.edit(ctx, who, access.EditGroup, id, version, func(_ *at, g *group.Group) error {
		clauses := map[string]private.Text{}
		for _, c := range h.pack(*g).Contract.Clauses {
			if t := private.Of(in.Clauses[c]); !t.Empty() {
				clauses[c] = t
			}
		}
		_, err := time.Parse(time.DateOnly, in.Review)
		var c fault.Check
		c.Want(in.Review == "" || err == nil, "review", "date.wrong")
		if err := c.Err("app.EditContract"); err != nil {
			return err
		}
		g.Contract = group.Contract{Clauses: clauses, Review: in.Review}
		return g.Check()
	})
}

// mayRead asks what stands before a phase: of the model's own, and of those that stand beside it in another scheme.
func (h *House) mayRead(a *at, g group.Group, p practice.Phase) error {
	if g.Scheme == "" {
		return h.unblocked(a, g, p.ID+"_phase")
	}
	own, _ := h.Library.PhasesOf(g.Model())
	for _, beside := range own {
		if beside.Stage == p.Stage {
			if err := h.unblocked(a, g, beside.ID+"_phase"); err != nil {
				return err
			}
		}
	}
	return nil
}

// ReadBy chooses the order of stages that a group is read by; "" is the model's own phases.
func (h *House) ReadBy(ctx context.Context, who access.Who, id group.ID, version int, scheme string) error {
	return h.edit(ctx, who, access.EditGroup, id, version, func(_ *at, g *group.Group) error {
		if scheme != "" && !slices.Contains(h.Library.Schemes(), scheme) || scheme == g.Model() {
			return wrong("app.ReadBy", "scheme", "app.scheme.unknown")
		}
		return g.ReadBy(scheme)
	})
}

// AdoptContract records that the group adopted the agreement, and how.
func (h *House) AdoptContract(ctx context.Context, who access.Who, id group.ID, version int, how string) error {
	return h.edit(ctx, who, access.EditGroup, id, version, func(a *at, g *group.Group) error {
		return g.Adopt(how, g.Contract.Review, a.now)
	})
}

// ReadPhase records one reading of where the group stands.
func (h *House) ReadPhase(ctx context.Context, who access.Who, id group.ID, version int, phase, why string) error {
	return h.edit(ctx, who, access.EditGroup, id, version, func(a *at, g *group.Group) error {
		for _, p := range h.pack(*g).Phases {
			if p.ID == phase {
				if err := h.mayRead(a, *g, p); err != nil {
					return err
				}
				return g.Read(group.PhaseReading{Phase: phase, By: a.self, At: a.now, Why: private.Of(why)})
			}
		}
		return wrong("app.ReadPhase", "phase", "app.phase.unknown")
	})
}

// WorkerInput is one colleague and their part; an empty part takes them off the group.
type WorkerInput struct{ Person, Part string }

// SetWorkers sets who works the group, and how. Whoever is not named keeps their part.
func (h *House) SetWorkers(ctx context.Context, who access.Who, id group.ID, version int, in []WorkerInput) error {
	return h.edit(ctx, who, access.SetWorkers, id, version, func(a *at, g *group.Group) error {
		staff, err := a.Staff(ctx)
		if err != nil {
			return err
		}
		known := map[people.ID]people.Person{}
		for _, p := range staff {
			if p.Ended.IsZero() {
				known[p.ID] = p
			}
		}
		for _, w := range in {
			id := people.ID(strings.TrimSpace(w.Person))
			p, ok := known[id]
			if !ok {
				return wrong("app.SetWorkers", "person", "app.worker.unknown")
			}
			if !suits(p, group.Part(w.Part)) {
				return wrong("app.SetWorkers", "part", "app.worker.role")
			}
			a.touches(string(id))
			if w.Part != "" {
				if err := g.PutToWork(id, group.Part(w.Part), a.now); err != nil {
					return err
				}
			}
		}
		for _, w := range in { // those who leave go last, so that a lead can be followed by another
			if id := people.ID(strings.TrimSpace(w.Person)); w.Part == "" && g.PartOf(id, a.now) != "" {
				if err := g.TakeOff(id, a.now); err != nil {
					return err
				}
			}
		}
		if !led(*g, a.now) {
			return wrong("app.SetWorkers", "part", "group.lead.last")
		}
		return nil
	})
}

// suits tells whether somebody's role in the agency lets them have a part in a group.
func suits(p people.Person, part group.Part) bool {
	switch part {
	case group.Lead, group.CoWorker:
		return p.Has(people.Worker)
	case group.Supervises:
		return p.Has(people.Supervisor)
	}
	return true
}

func led(g group.Group, at time.Time) bool {
	for _, w := range g.Workers {
		if g.PartOf(w.Person, at) == group.Lead {
			return true
		}
	}
	return false
}

// callOff marks the sessions that a closed group will not hold.
func (h *House) callOff(a *at, heads []store.SessionHead) error {
	why := private.Of(h.Phrases.In(a.agency.Language).Say("app.group.ended"))
	for _, head := range heads {
		if head.State != session.Planned || head.Starts.Before(a.now) {
			continue
		}
		if err := a.notHeld(head.ID, why); err != nil {
			return err
		}
	}
	return nil
}

// notHeld records that a session does not take place.
func (a *at) notHeld(id session.ID, why private.Text) error {
	s, err := a.Session(a.ctx, id)
	if err != nil {
		return err
	}
	if err := s.NotHeld(why, a.now); err != nil {
		return err
	}
	_, err = a.SaveSession(a.ctx, s)
	return err
}

// CloseGroup ends the group. Stays and records are kept.
func (h *House) CloseGroup(ctx context.Context, who access.Who, id group.ID, version int) error {
	return h.edit(ctx, who, access.CloseGroup, id, version, func(a *at, g *group.Group) error {
		heads, err := a.SessionsIn(ctx, id)
		if err != nil {
			return err
		}
		for _, s := range heads {
			if s.State == session.Running {
				return wrong("app.CloseGroup", "group", "app.group.running")
			}
		}
		if err := h.unblocked(a, *g, "close"); err != nil {
			return err
		}
		if err := g.Close(a.now); err != nil {
			return err
		}
		return h.callOff(a, heads)
	})
}
