package console

import (
	"fmt"
	"strconv"

	"groupwork/outcome"
)

// grid is one team's members × things, from rows of (member, thing, value).
type grid struct {
	members, things roll
	value           map[[2]int]int // row of the sheet for a member and a thing
}

func readGrid(s *sheet, rows []int, column string) grid {
	g := grid{value: map[[2]int]int{}}
	for _, row := range rows {
		thing := s.need(row, column)
		if thing == "" {
			continue
		}
		at := [2]int{g.members.number(s.cell(row, "member")), g.things.number(thing)}
		if _, twice := g.value[at]; twice {
			s.refuse(row, column, "is there twice for this member: "+shorten(thing))
			continue
		}
		g.value[at] = row
	}
	return g
}

// complete refuses a grid with a gap, or without one of the members it must have.
func (g *grid) complete(s *sheet, first int, needed ...string) bool {
	for _, name := range needed {
		if _, ok := g.members.at[name]; !ok {
			s.refuse(first, "member", "no rows "+strconv.Quote(name)+" in this team")
			return false
		}
	}
	if len(g.members.names) <= len(needed) {
		s.refuse(first, "member", "nobody worked alone in this team")
		return false
	}
	if len(g.value) != len(g.members.names)*len(g.things.names) {
		s.refuse(first, "member", "not every member of this team has every item")
		return false
	}
	return true
}

type named[T any] struct {
	Name   string `json:"team"`
	Result T      `json:"result"`
}

func teamItems(s *sheet) (answer, error) {
	names, rows := teams(s)
	a := answer{title: fmt.Sprintf("Item by item: %s", counted(len(rows), "team", "teams"))}
	var all []named[outcome.ItemTable]
	for t, own := range rows {
		g := readGrid(s, own, "item")
		if !g.complete(s, own[0], together) {
			continue
		}
		var members [][]bool
		var group []bool
		for m, name := range g.members.names {
			answers := make([]bool, len(g.things.names))
			for i := range answers {
				answers[i] = s.yes(g.value[[2]int{m, i}], "right")
			}
			if name == together {
				group = answers
				continue
			}
			members = append(members, answers)
		}
		if table, ok := outcome.Items(members, group); ok {
			a.items(names.names[t], table)
			all = append(all, named[outcome.ItemTable]{names.names[t], table})
		}
	}
	a.data = map[string]any{"teams": all}
	return a, s.err()
}

func (a *answer) items(name string, t outcome.ItemTable) {
	items := len(t.Right)
	a.say(name, fmt.Sprintf("%d of %d", t.Group, items), "Together %d of %d items right.", t.Group, items)
	a.say("  more than anyone knew", fmt.Sprint(t.Gain),
		"Right together, though nobody was alone: the only items that show strict synergy.")
	a.say("  known and lost", fmt.Sprint(t.Loss),
		"Wrong together, though somebody was right alone; in %d of these most were.", t.MajorityLost)
	a.say("  if truth wins", fmt.Sprintf("%+d", t.NetTruthWins),
		"Beside %d items if one right member were always enough.", t.TruthWins)
	a.say("  if truth needs a second", fmt.Sprintf("%+d", t.Group-t.TruthSupported),
		"Beside %d items if two right members were always enough.", t.TruthSupported)
	a.say("  if the majority decides", fmt.Sprintf("%+d", t.NetMajority),
		"Beside %d items by a strict majority.", t.Majority)
	if t.LoneRight > 0 {
		a.say("  one voice heard", fmt.Sprintf("%d of %d", t.LoneAdopted, t.LoneRight),
			"One member alone was right on %d items; the group took it up on %d.", t.LoneRight, t.LoneAdopted)
	}
}

func teamRanks(s *sheet) (answer, error) {
	names, rows := teams(s)
	a := answer{title: fmt.Sprintf("Putting in order: %s (distance from the expert, less is better)",
		counted(len(rows), "team", "teams"))}
	var all []named[outcome.Ranking]
	for t, own := range rows {
		g := readGrid(s, own, "thing")
		if !g.complete(s, own[0], together, "expert") {
			continue
		}
		var members [][]float64
		var group, expert []float64
		for m, name := range g.members.names {
			order := make([]float64, len(g.things.names))
			for i := range order {
				order[i] = s.number(g.value[[2]int{m, i}], "rank")
			}
			switch name {
			case together:
				group = order
			case "expert":
				expert = order
			default:
				members = append(members, order)
			}
		}
		r, ok := outcome.Rank(expert, members, group)
		if !ok {
			s.refuse(own[0], "rank", "this team's orders cannot be compared")
			continue
		}
		a.ranks(names.names[t], r)
		all = append(all, named[outcome.Ranking]{names.names[t], r})
	}
	a.data = map[string]any{"teams": all}
	return a, s.err()
}

func (a *answer) ranks(name string, r outcome.Ranking) {
	a.say(name, fmt.Sprintf("%.4g", r.Group), "Together off by %.4g; members alone by %.4g on average, %.4g at best.",
		r.Group, r.Mean, r.Best)
	a.say("  beside counting ranks", fmt.Sprintf("%+.4g", r.OverBorda), "%s", plainGain(r.OverBorda,
		fmt.Sprintf("adding up the members' ranks, which is off by %.4g", r.Borda)))
}

// plainGain says a gain or a loss in the same words.
func plainGain(x float64, beside string) string {
	switch {
	case x > 0:
		return fmt.Sprintf("Gained %.4g beside %s.", x, beside)
	case x < 0:
		return fmt.Sprintf("Lost %.4g beside %s.", -x, beside)
	}
	return "Neither gained nor lost beside " + beside + "."
}

func teamEstimates(s *sheet) (answer, error) {
	names, rows := teams(s)
	a := answer{title: fmt.Sprintf("Estimates: %s", counted(len(rows), "team", "teams"))}
	var all []named[outcome.Judgement]
	for t, own := range rows {
		seen := map[string]float64{}
		var alone []float64
		for _, row := range own {
			member, x := s.cell(row, "member"), s.number(row, "estimate")
			if _, twice := seen[member]; twice {
				s.refuse(row, "member", "is in this team twice: "+shorten(member))
			}
			seen[member] = x
			if member != together && member != "truth" {
				alone = append(alone, x)
			}
		}
		group, okGroup := seen[together]
		truth, okTruth := seen["truth"]
		j, ok := outcome.Judge(alone, group, truth)
		if !okGroup || !okTruth || !ok {
			s.refuse(own[0], "member", `a team needs members and the rows "group" and "truth"`)
			continue
		}
		a.estimates(names.names[t], j)
		all = append(all, named[outcome.Judgement]{names.names[t], j})
	}
	a.data = map[string]any{"teams": all}
	return a, s.err()
}

func (a *answer) estimates(name string, j outcome.Judgement) {
	a.say(name, fmt.Sprintf("%.4g", j.GroupError), "Together off by %.4g; members alone by %.4g on average, %.4g at best.",
		j.GroupError, j.IndividualError, j.BestError)
	a.say("  beside the plain average", fmt.Sprintf("%+.4g", j.ErrorOfMean-j.GroupError), "%s",
		plainGain(j.ErrorOfMean-j.GroupError, fmt.Sprintf("the average of estimates, which is off by %.4g", j.ErrorOfMean)))
	a.say("  members beaten", percent(j.Beaten), "The group was closer than %s of its members.", percent(j.Beaten))
	if j.Bracketing != nil {
		a.say("  on both sides", percent(*j.Bracketing),
			"%s of pairs lie on both sides of the truth: only those errors cancel out.", percent(*j.Bracketing))
	}
}

func teamIdeas(s *sheet) (answer, error) {
	names, rows := teams(s)
	a := answer{title: fmt.Sprintf("Ideas: %s", counted(len(rows), "team", "teams"))}
	type ideas struct {
		Unique  int             `json:"group_unique"`
		Nominal outcome.Nominal `json:"nominal"`
		Loss    *float64        `json:"loss"`
	}
	var all []named[ideas]
	for t, own := range rows {
		var members, codes roll
		var alone [][]int
		group := map[int]bool{}
		for _, row := range own {
			idea := s.cell(row, "idea")
			if s.cell(row, "member") == together {
				group[codes.number(s.need(row, "idea"))] = true
				continue
			}
			m := members.number(s.cell(row, "member"))
			if m == len(alone) {
				alone = append(alone, nil)
			}
			if idea != "" {
				alone[m] = append(alone[m], codes.number(idea))
			}
		}
		n, ok := outcome.NominalGroup(alone, len(alone))
		if !ok || len(group) == 0 {
			s.refuse(own[0], "member", `a team needs ideas of members and of "group"`)
			continue
		}
		one := ideas{Unique: len(group), Nominal: n}
		if loss, ok := outcome.IdeaLoss(one.Unique, n.Expected); ok {
			one.Loss = &loss
			a.say(names.names[t], fmt.Sprint(one.Unique), "%d ideas together; the same %d people alone had %.4g "+
				"different ones. %s", one.Unique, len(alone), n.Expected, ideaWords(loss))
		}
		all = append(all, named[ideas]{names.names[t], one})
	}
	a.data = map[string]any{"teams": all}
	return a, s.err()
}

func ideaWords(loss float64) string {
	if loss > .005 {
		return "Working together cost " + percent(loss) + "."
	}
	if percent(-loss) == "0%" || percent(-loss) == "-0%" {
		return "Working together cost nothing and added nothing."
	}
	return "Working together cost none and added " + percent(-loss) + "."
}
