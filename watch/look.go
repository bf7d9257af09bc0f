package watch

import (
	"cmp"
	"slices"

	"groupwork/group"
	"groupwork/practice"
)

// State is what came of a rule.
type State string

// What may come of a rule: a flag is raised or quiet, a gate passed or failed; either may need something first.
const (
	Raised State = "raised"
	Quiet  State = "quiet"
	Needs  State = "needs"
	Passed State = "passed"
	Failed State = "failed"
)

// Finding is a flag as it stands, for the group or one member.
type Finding struct {
	Book    string
	Flag    practice.Flag
	Stay    group.StayID // "" for the group
	State   State
	High    bool
	Data    []Datum
	Missing []string // metrics that it needs
	Wait    int      // meetings that it still needs
}

// Datum is one metric behind a flag: a number, a yes, a word, or the last values of a series.
type Datum struct {
	Metric string
	Value  any
}

// rank orders gravities, the gravest first.
func rank(f Finding) int {
	switch {
	case f.Flag.Severity == "stop":
		return 0
	case f.High:
		return 1
	}
	return 2 + slices.Index([]string{"high", "medium", "low", "info"}, f.Flag.Severity)
}

// Look evaluates every flag, the gravest first. A member's flag stands once for every member for whom it is raised;
// when it is raised for nobody, it stands once, quiet or with what it needs.
func Look(rules []practice.Rules, m Measured) []Finding {
	held, _ := m.Group["sessions_held"].(float64)
	var all []Finding
	for _, book := range rules {
		for _, f := range book.Flags {
			base := Finding{Book: book.Pack, Flag: f, State: Quiet}
			if wait := f.Least - int(held); wait > 0 {
				base.State, base.Wait = Needs, wait
				all = append(all, base)
				continue
			}
			all = append(all, look(base, m)...)
		}
	}
	slices.SortStableFunc(all, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(stateRank(a.State), stateRank(b.State)), cmp.Compare(rank(a), rank(b)))
	})
	return all
}

func stateRank(s State) int { return slices.Index([]State{Raised, Quiet, Needs}, s) }

func look(base Finding, m Measured) []Finding {
	if base.Flag.Of == "group" {
		return []Finding{base.with("", m.Group)}
	}
	var raised []Finding
	rest := base
	rest.State = Needs
	for _, member := range m.Members {
		one := base.with(member.Stay, member.Values)
		switch one.State {
		case Raised:
			raised = append(raised, one)
		case Quiet:
			rest.State, rest.Missing = Quiet, nil
		case Needs:
			if rest.State == Needs {
				rest.Missing = one.Missing
			}
		}
	}
	if len(raised) > 0 {
		return raised
	}
	return []Finding{rest}
}

func (f Finding) with(stay group.StayID, v practice.Values) Finding {
	yes, defined := f.Flag.Rule().True(v)
	switch {
	case !defined:
		f.State, f.Missing = Needs, f.Flag.Rule().Undefined(v)
	case yes:
		f.State, f.Stay, f.High = Raised, stay, f.Flag.IsHigh(v)
		for _, name := range f.Flag.Rule().Names() {
			if x, ok := v[name]; ok {
				f.Data = append(f.Data, Datum{name, x})
			}
		}
	}
	return f
}

// Stops gives the raised stops that block an act.
func Stops(all []Finding, act string) (stops []Finding) {
	for _, f := range all {
		if f.State == Raised && f.Flag.Blocks == act {
			stops = append(stops, f)
		}
	}
	return stops
}

// Gate is a gate as it stands.
type Gate struct {
	Book    string
	Gate    practice.Gate
	State   State
	Failing []group.StayID // members who do not pass, where it is about members
	Missing []string
}

// Gates evaluates every gate.
func Gates(rules []practice.Rules, m Measured) (all []Gate) {
	for _, book := range rules {
		for _, g := range book.Gates {
			one := Gate{Book: book.Pack, Gate: g, State: Passed}
			if g.Of == "group" {
				one.State, one.Missing = gateState(g, m.Group)
			} else {
				for _, member := range m.Members {
					switch state, missing := gateState(g, member.Values); state {
					case Failed:
						one.State, one.Failing = Failed, append(one.Failing, member.Stay)
					case Needs:
						if one.State == Passed {
							one.State, one.Missing = Needs, missing
						}
					}
				}
			}
			all = append(all, one)
		}
	}
	return all
}

func gateState(g practice.Gate, v practice.Values) (State, []string) {
	switch yes, defined := g.Rule().True(v); {
	case !defined:
		return Needs, g.Rule().Undefined(v)
	case yes:
		return Passed, nil
	}
	return Failed, nil
}

// Check is a check on who is put together, as it stands.
type Check struct {
	Book    string
	Check   practice.Check
	State   State // raised, quiet or needs
	Missing []string
}

// Checks evaluates every check on who is put together.
func Checks(rules []practice.Rules, m Measured) (all []Check) {
	for _, book := range rules {
		for _, c := range book.Composition {
			one := Check{Book: book.Pack, Check: c, State: Quiet}
			switch yes, defined := c.Rule().True(m.Group); {
			case !defined:
				one.State, one.Missing = Needs, c.Rule().Undefined(m.Group)
			case yes:
				one.State = Raised
			}
			all = append(all, one)
		}
	}
	return all
}

// Block is what stands in the way of an act: a gate, a check on who is together, or a flag that stops.
type Block struct {
	Kind string // gate, check or flag
	ID   string
	Key  string // phrase key of what it says
	Open bool   // a gate whose question nobody has answered yet
}

// Blocked gives what stands in the way of an act: gates that block, checks that stop (activating), and raised stops.
// What the group does waits until a gate's question is answered; whether somebody may join waits on a no alone.
func Blocked(rules []practice.Rules, m Measured, act string) (all []Block) {
	for _, g := range Gates(rules, m) {
		shut := g.State == Failed || g.State == Needs && act != "activate"
		if shut && g.Gate.OnFail == "block" && g.Gate.Act == act {
			all = append(all, Block{"gate", g.Gate.ID, practice.GateKey(g.Gate.ID), g.State == Needs})
		}
	}
	for _, c := range Checks(rules, m) {
		if act == "activate" && c.State == Raised && c.Check.Severity == "stop" {
			all = append(all, Block{"check", c.Check.ID, practice.CheckKey(c.Check.ID), false})
		}
	}
	for _, f := range Stops(Look(rules, m), act) {
		all = append(all, Block{"flag", f.Flag.ID, practice.FlagKey(f.Flag.ID), false})
	}
	return all
}

// Shown is an indicator as it stands.
type Shown struct {
	Book      string
	Indicator practice.Indicator
	Defined   bool
	Value     float64
	Good      State // passed, failed, or needs when nothing says
	Series    []float64
	Lowest    []float64
	Members   []ShownMember
	Missing   []string
}

// ShownMember is one member's value of an indicator.
type ShownMember struct {
	Stay   group.StayID
	Value  float64
	Good   State
	Series []float64
}

// Indicators evaluates every indicator.
func Indicators(rules []practice.Rules, m Measured) (all []Shown) {
	for _, book := range rules {
		for _, i := range book.Indicators {
			one := Shown{Book: book.Pack, Indicator: i, Good: Needs}
			value, good := i.Rules()
			if i.Of == "group" {
				one.Value, one.Defined = value.Number(m.Group)
				one.Good = goodness(good, m.Group)
				one.Series, _ = m.Group[i.Series].([]float64)
				one.Lowest, _ = m.Group[i.Lowest].([]float64)
				one.Missing = value.Undefined(m.Group)
			}
			for _, member := range m.Members {
				if i.Of != "member" {
					break
				}
				x, ok := value.Number(member.Values)
				if !ok {
					one.Missing = value.Undefined(member.Values)
					continue
				}
				series, _ := member.Values[i.Series].([]float64)
				one.Defined = true
				one.Members = append(one.Members, ShownMember{member.Stay, x, goodness(good, member.Values), series})
			}
			all = append(all, one)
		}
	}
	return all
}

func goodness(good practice.Rule, v practice.Values) State {
	switch yes, defined := good.True(v); {
	case !defined:
		return Needs
	case yes:
		return Passed
	}
	return Failed
}
