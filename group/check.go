package group

import (
	"maps"
	"slices"
	"strings"
	"time"

	"groupwork/fault"
	"groupwork/people"
	"groupwork/private"
)

// How long texts of a group may be, in characters.
const (
	longestName   = 120
	longestLine   = 500
	longestText   = 4000
	largestGroup  = 60
	smallestGroup = 2
)

// Check tells everything that is wrong with what was entered about a group.
func (g *Group) Check() error {
	var c fault.Check
	c.Want(!g.Name.Empty(), "name", "group.name.missing")
	c.Want(g.Name.Len() <= longestName, "name", "text.too_long", "max", longestName)
	c.Want(!g.Purpose.Empty(), "purpose", "group.purpose.missing")
	c.Want(g.Purpose.Len() <= longestLine, "purpose", "text.too_long", "max", longestLine)
	c.Want(g.Least >= smallestGroup && g.Least <= largestGroup, "least", "group.size.range",
		"from", smallestGroup, "to", largestGroup)
	c.Want(g.Most >= smallestGroup && g.Most <= largestGroup, "most", "group.size.range",
		"from", smallestGroup, "to", largestGroup)
	c.Want(g.Least <= g.Most, "most", "group.size.order")
	known := map[Box]bool{}
	for _, b := range Boxes {
		known[b] = true
		c.Want(g.Plan[b].Len() <= longestText, "plan."+string(b), "text.too_long", "max", longestText)
	}
	for b := range g.Plan {
		c.Want(known[b], "plan."+string(b), "group.box.unknown")
	}
	for id, text := range g.Contract.Clauses {
		c.Want(text.Len() <= longestText, "clause."+id, "text.too_long", "max", longestText)
	}
	g.Schedule.Check(&c)
	return c.Err("group.Check")
}

// Choose puts a model in force. The choice says why and who; the ones before it stay on record.
func (g *Group) Choose(m ModelChoice) error {
	const op = "group.Choose"
	if err := g.running(op); err != nil {
		return err
	}
	var c fault.Check
	c.Want(m.Model != "", "model", "group.model.missing")
	c.Want(m.Model == "" || m.Model != g.Model(), "model", "group.model.same")
	c.Want(!m.Reason.Empty(), "reason", "group.model.reason_missing")
	c.Want(m.Reason.Len() <= longestText, "reason", "text.too_long", "max", longestText)
	change := len(g.Models) > 0
	c.Want(!change || !m.Agreed.Empty(), "agreed", "group.model.agreed_missing")
	c.Want(m.Agreed.Len() <= longestText, "agreed", "text.too_long", "max", longestText)
	if err := c.Err(op); err != nil {
		return err
	}
	if change && len(g.Contract.Clauses) > 0 {
		g.Earlier = append(g.Earlier, Agreement{g.Model(), g.Contract})
		g.Contract = Contract{Clauses: maps.Clone(g.Contract.Clauses)}
	}
	g.Models = append(g.Models, m)
	return nil
}

// Read adds a reading of the phase. Groups move forward, back and round; no order is forced.
func (g *Group) Read(p PhaseReading) error {
	const op = "group.Read"
	if err := g.running(op); err != nil {
		return err
	}
	var c fault.Check
	c.Want(p.Phase != "", "phase", "group.phase.missing")
	c.Want(p.Why.Len() <= longestText, "why", "text.too_long", "max", longestText)
	if err := c.Err(op); err != nil {
		return err
	}
	p.Model = g.PhaseBook()
	g.Phases = append(g.Phases, p)
	return nil
}

// ReadBy lets the group be read by another order of stages, or by its model's own phases again. Readings stay.
func (g *Group) ReadBy(scheme string) error {
	if err := g.running("group.ReadBy"); err != nil {
		return err
	}
	g.Scheme = scheme
	return nil
}

// Borrow sets which indicators of other models the group looks at besides its own.
func (g *Group) Borrow(indicators []string) error {
	if err := g.running("group.Borrow"); err != nil {
		return err
	}
	g.Borrowed = indicators
	return nil
}

// AdoptionWays are the ways in which a group can adopt its agreement.
func AdoptionWays() []string {
	return []string{"each_member_yes", "group_consent_round", "discussion_then_consent", "formal_decision_with_minority"}
}

// Adopt marks the working agreement as adopted, in the way the pack names, to be looked at again on the review
// day. Adopting once more after a change is how an agreement is revised.
func (g *Group) Adopt(how, review string, at time.Time) error {
	const op = "group.Adopt"
	if err := g.running(op); err != nil {
		return err
	}
	var c fault.Check
	written := false
	for _, text := range g.Contract.Clauses {
		written = written || !text.Empty()
	}
	c.Want(written, "clauses", "group.contract.empty")
	c.Want(slices.Contains(AdoptionWays(), how), "how", "group.contract.how_missing")
	day, err := time.Parse(time.DateOnly, review)
	c.Want(err == nil, "review", "date.wrong")
	c.Want(err != nil || !day.Before(startOfDay(at)), "review", "group.contract.review_past")
	if err := c.Err(op); err != nil {
		return err
	}
	g.Contract.Adopted, g.Contract.How, g.Contract.Review = at, how, review
	return nil
}

// startOfDay is midnight UTC of the day of a time.
func startOfDay(at time.Time) time.Time { return at.UTC().Truncate(24 * time.Hour) }

// Close ends the group.
func (g *Group) Close(at time.Time) error {
	const op = "group.Close"
	if err := g.running(op); err != nil {
		return err
	}
	if at.Before(g.Opened) {
		var c fault.Check
		c.Want(false, "at", "group.closed.before_opened")
		return c.Err(op)
	}
	g.Closed = at
	return nil
}

func (g *Group) running(op string) error {
	if !g.Closed.IsZero() {
		return fault.New(fault.Stale, op, "group.closed")
	}
	return nil
}

// PutToWork gives a staff member a part from a time on; an earlier part of theirs ends then.
func (g *Group) PutToWork(who people.ID, part Part, at time.Time) error {
	const op = "group.PutToWork"
	if err := g.running(op); err != nil {
		return err
	}
	var c fault.Check
	c.Want(who != "", "person", "group.worker.missing")
	c.Want(part == Lead || part == CoWorker || part == Supervises || part == Observer, "part", "group.part.unknown")
	if err := c.Err(op); err != nil {
		return err
	}
	if g.PartOf(who, at) == part {
		return nil
	}
	g.endPart(who, at)
	g.Workers = append(g.Workers, Working{Person: who, Part: part, From: at})
	return nil
}

// TakeOff ends a staff member's part. The last lead cannot be taken off while the group runs.
func (g *Group) TakeOff(who people.ID, at time.Time) error {
	const op = "group.TakeOff"
	part := g.PartOf(who, at)
	if part == "" {
		return fault.New(fault.Missing, op, "group.worker.none")
	}
	if part == Lead && g.Closed.IsZero() && g.leads(at) == 1 {
		return fault.New(fault.Invalid, op, "group.lead.last")
	}
	g.endPart(who, at)
	return nil
}

func (g *Group) endPart(who people.ID, at time.Time) {
	for i, w := range g.Workers {
		if w.Person == who && w.Until.IsZero() {
			g.Workers[i].Until = at
		}
	}
}

func (g *Group) leads(at time.Time) int {
	n := 0
	for _, w := range g.Workers {
		if g.PartOf(w.Person, at) == Lead && w.Part == Lead && w.Until.IsZero() {
			n++
		}
	}
	return n
}

// written counts the different texts of a list that say something.
func written(texts []private.Text) int {
	seen := map[string]bool{}
	for _, t := range texts {
		if said := strings.ToLower(t.Reveal()); said != "" {
			seen[said] = true
		}
	}
	return len(seen)
}
