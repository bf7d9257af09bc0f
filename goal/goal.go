// Package goal knows goals at three levels: a member's, the group's, the community's. A goal is one change with five steps
// from −2 to +2, proposed by somebody, adopted or not yet, and followed by readings with their evidence. The levels are
// never pooled.
package goal

import (
	"time"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
)

// ID names a goal within one agency's book.
type ID string

// Level is whose goal it is.
type Level string

// The three levels.
const (
	Individual Level = "individual"
	Group      Level = "group"
	Community  Level = "community"
)

// Levels is the three levels in their order.
var Levels = [...]Level{Individual, Group, Community}

// Proposer is who wanted the goal first.
type Proposer string

// The proposers.
const (
	Member   Proposer = "member"
	Several  Proposer = "members"
	Worker   Proposer = "worker"
	Referrer Proposer = "referrer"
)

// OwnYes is how a member adopts a goal of their own.
const OwnYes = "own_yes"

// The steps of a scale.
const (
	Lowest   = -2
	Expected = 0
	Highest  = 2
)

// Adoption is how a goal became the one that people work on.
type Adoption struct {
	At       time.Time
	How      string // OwnYes, or a method of deciding from the vocabulary
	Took     int    // how many took part in deciding; 0 for a member's own yes
	Minority private.Text
	By       people.ID // who recorded it
}

// Goal is one change that is wanted.
type Goal struct {
	ID       ID
	Group    group.ID
	Stay     group.StayID // of an individual goal
	Person   people.ID    // whose key seals an individual goal
	Level    Level
	Main     bool         // the member's first goal: the one that stands on the stay
	Change   private.Text // one change, in the words of who wants it
	Steps    map[int]private.Text
	Start    int          // the step where it stood at the beginning: −2, or −1 where getting worse is not likely
	Seen     private.Text // how anybody will see it
	Where    private.Text // the places outside the room where it should show
	Ends     private.Text // who gains by it, and who might lose; of a goal of the group or the community
	Until    string       // ISO date
	Model    string       // the model under which it was made
	Proposed Proposer
	By       people.ID
	Made     time.Time
	Adopted  *Adoption // nil while it is not yet adopted
	Ended    time.Time // zero while it is followed
	Why      private.Text
	Version  int
}

// Source is who or what says where a goal stands.
type Source string

// The sources of a reading.
const (
	Self     Source = "self"
	ByWorker Source = "worker"
	Outside  Source = "outside"
	Record   Source = "record"
	Document Source = "document"
)

// Sources is every source in the order of a form.
var Sources = [...]Source{Self, ByWorker, Outside, Record, Document}

// Reading is where a goal stood on a day, and what shows it.
type Reading struct {
	ID      string
	Goal    ID
	At      time.Time
	Step    int
	Source  Source
	Words   private.Text
	Session session.ID // may be empty
	By      people.ID
}

// How long texts of a goal may be, in characters.
const (
	longestChange = 300
	longestStep   = 300
	longestText   = 2000
)

// Check tells everything that is wrong with the first step of the wizard: the change and what is expected.
func (g *Goal) Check() error {
	var c fault.Check
	c.Want(g.Level == Individual || g.Level == Group || g.Level == Community, "level", "goal.level.unknown")
	c.Want((g.Level == Individual) == (g.Stay != ""), "stay", "goal.stay.missing")
	c.Want(!g.Change.Empty(), "change", "goal.change.missing")
	c.Want(g.Change.Len() <= longestChange, "change", "text.too_long", "max", longestChange)
	c.Want(!g.Steps[Expected].Empty(), "step_0", "goal.expected.missing")
	c.Want(g.Seen.Len() <= longestText, "seen", "text.too_long", "max", longestText)
	c.Want(g.Where.Len() <= longestText, "where", "text.too_long", "max", longestText)
	c.Want(g.Ends.Len() <= longestText, "ends", "text.too_long", "max", longestText)
	_, err := time.Parse(time.DateOnly, g.Until)
	c.Want(err == nil, "until", "date.wrong")
	switch g.Proposed {
	case Member, Several, Worker, Referrer:
	default:
		c.Want(false, "proposed", "goal.proposed.missing")
	}
	g.checkSteps(&c)
	return c.Err("goal.Check")
}

func (g *Goal) checkSteps(c *fault.Check) {
	for step := Lowest; step <= Highest; step++ {
		c.Want(g.Steps[step].Len() <= longestStep, Field(step), "text.too_long", "max", longestStep)
	}
	c.Want(g.Start == -2 || g.Start == -1, "start", "goal.start.range")
	said := map[string]int{}
	for step := Lowest; step <= Highest; step++ {
		text := g.Steps[step].Reveal()
		if text == "" {
			continue
		}
		_, twice := said[text]
		c.Want(!twice, Field(step), "goal.step.same")
		said[text] = step
	}
}

// Field is the name of a step on a form.
func Field(step int) string {
	return map[int]string{-2: "step_m2", -1: "step_m1", 0: "step_0", 1: "step_p1", 2: "step_p2"}[step]
}

// Unsaid is the question about the world outside that nobody has answered: where, ends, or "" when all are. A member's
// goal is to show in their life; who gains and who might lose is asked of what people want together.
func (g *Goal) Unsaid() string {
	switch {
	case g.Level != Individual && g.Ends.Empty():
		return "ends"
	case g.Where.Empty():
		return "where"
	}
	return ""
}

// Missing is the first page of the wizard that is not done: now, better, or "" when the scale is whole.
func (g *Goal) Missing() string {
	switch {
	case g.Steps[g.Start].Empty() || g.Start == -2 && g.Steps[-1].Empty():
		return "now"
	case g.Steps[1].Empty() || g.Steps[2].Empty():
		return "better"
	}
	return ""
}

// Scale writes one page of the wizard: where it stands now, or what would be better than expected.
func (g *Goal) Scale(page string, start int, steps map[int]private.Text) error {
	const op = "goal.Scale"
	if !g.Ended.IsZero() {
		return fault.New(fault.Stale, op, "goal.over")
	}
	all := map[int]private.Text{}
	for step, text := range g.Steps {
		all[step] = text
	}
	var c fault.Check
	wants := []int{1, 2}
	if page == "now" {
		g.Start, wants = start, []int{-2, -1}
	}
	for _, step := range wants {
		if all[step] = steps[step]; all[step].Empty() {
			delete(all, step)
		}
		c.Want(!steps[step].Empty() || page == "now" && start == -1 && step == -2, Field(step), "goal.step.missing")
	}
	g.Steps = all
	g.checkSteps(&c)
	return c.Err(op)
}

// Adopt records how the goal was adopted. A member's goal is adopted by the member's own yes; what the group or the
// community wants is decided by the group.
func (g *Goal) Adopt(a Adoption) error {
	const op = "goal.Adopt"
	switch {
	case !g.Ended.IsZero():
		return fault.New(fault.Stale, op, "goal.over")
	case g.Adopted != nil:
		return fault.New(fault.Stale, op, "goal.was_adopted")
	}
	var c fault.Check
	c.Want(a.How != "", "how", "goal.how.missing")
	c.Want(a.How == "" || (a.How == OwnYes) == (g.Level == Individual), "how", "goal.how.level")
	c.Want(g.Level == Individual || a.Took >= 1, "took", "goal.took.missing")
	c.Want(a.Minority.Len() <= longestText, "minority", "text.too_long", "max", longestText)
	if err := c.Err(op); err != nil {
		return err
	}
	g.Adopted = &a
	return nil
}

// Read checks where somebody says that the goal stands. A goal is read once its scale is whole and it is adopted.
func (g *Goal) Read(r Reading) error {
	const op = "goal.Read"
	switch {
	case !g.Ended.IsZero():
		return fault.New(fault.Stale, op, "goal.over")
	case g.Adopted == nil:
		return fault.New(fault.Invalid, op, "goal.not_adopted")
	case g.Missing() != "":
		return fault.New(fault.Invalid, op, "goal.scale.open")
	}
	var c fault.Check
	c.Want(r.Step >= Lowest && r.Step <= Highest, "step", "goal.step.range")
	known := false
	for _, s := range Sources {
		known = known || r.Source == s
	}
	c.Want(known, "source", "goal.source.missing")
	c.Want(r.Words.Len() <= longestText, "words", "text.too_long", "max", longestText)
	c.Want(g.Level != Community || !r.Words.Empty(), "words", "goal.evidence.missing")
	return c.Err(op)
}

// End stops following a goal: reached, given up, or changed by the group. What was read stays.
func (g *Goal) End(why private.Text, at time.Time) error {
	const op = "goal.End"
	if !g.Ended.IsZero() {
		return fault.New(fault.Stale, op, "goal.over")
	}
	var c fault.Check
	c.Want(!why.Empty(), "why", "goal.why.missing")
	c.Want(why.Len() <= longestText, "why", "text.too_long", "max", longestText)
	if err := c.Err(op); err != nil {
		return err
	}
	g.Ended, g.Why = at, why
	return nil
}
