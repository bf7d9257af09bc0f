package console

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"groupwork/outcome"
)

const teamUsage = `groupwork team FILE.csv [--json | --svg]

  What a team did together beside what its members did alone before, on the same task. The row of
  member "group" is the team's. Columns decide the kind of task:
  team,member,score[,full][,earlier][,after]  more is better; full: highest possible score,
                                              earlier: on the task before, after: alone afterwards;
                                              score empty: did not work alone
  team,member,item,right                      right is 1 or 0
  team,member,estimate                        member "truth" is the right answer
  team,member,thing,rank                      member "expert" has the right order
  team,member,idea                            one row an idea; idea empty: a member who had none
  --json, --svg  machine-readable numbers, or a picture (scores only)
`

// together is the member that stands for the team.
const together = "group"

// Team compares teams with their members in a CSV file. It returns 0, 1 for a file that cannot be taken, or 2 for
// wrong arguments.
func Team(_ context.Context, args []string, stdout, stderr io.Writer) int {
	return reply(args, stdout, stderr, teamUsage, map[string]bool{}, team)
}

func team(_ request, s *sheet) (answer, error) {
	switch {
	case !s.has("team", "member"):
		s.refuseAll(`needs the columns "team" and "member"`)
		return answer{}, s.err()
	case s.has("item", "right"):
		return teamItems(s)
	case s.has("thing", "rank"):
		return teamRanks(s)
	case s.has("score"):
		return teamScores(s)
	case s.has("estimate"):
		return teamEstimates(s)
	case s.has("idea"):
		return teamIdeas(s)
	}
	s.refuseAll(`needs a column "score", "estimate" or "idea", or the columns "item" and "right", or "thing" and "rank"`)
	return answer{}, s.err()
}

// teams splits the rows of a sheet by team, in order of first appearance.
func teams(s *sheet) (names roll, rows [][]int) {
	for row := range s.rows {
		if s.need(row, "team") == "" || s.need(row, "member") == "" {
			continue
		}
		t := names.number(s.cell(row, "team"))
		if t == len(rows) {
			rows = append(rows, nil)
		}
		rows[t] = append(rows[t], row)
	}
	return names, rows
}

// scores is one team's sheet of scores.
type scores struct {
	Name    string             `json:"team"`
	Members []string           `json:"members"`
	Team    outcome.Team       `json:"scores"`
	Without []string           `json:"no_score_alone,omitempty"`
	Full    *float64           `json:"full,omitempty"`
	Result  outcome.Comparison `json:"result"`
}

func teamScores(s *sheet) (answer, error) {
	names, rows := teams(s)
	var all []scores
	for t, own := range rows {
		all = append(all, readScores(s, names.names[t], own))
	}
	if err := s.err(); err != nil {
		return answer{}, err
	}
	var list []outcome.Team
	for i := range all {
		c, ok := outcome.Compare(all[i].Team.Individual, all[i].Team.Group, all[i].Full)
		if !ok {
			s.refuseAll("team " + strconv.Quote(all[i].Name) + " cannot be compared")
			return answer{}, s.err()
		}
		all[i].Result = c
		list = append(list, all[i].Team)
	}
	sum, ok := outcome.Teams(list)
	if !ok {
		s.refuseAll("holds no team")
		return answer{}, s.err()
	}
	a := answer{title: fmt.Sprintf("Together beside alone: %s", counted(len(all), "team", "teams"))}
	for _, one := range all {
		a.score(one)
		if len(one.Without) > 0 {
			a.note("%s: %s did not work alone, so the bars of average and best are without them.", one.Name, strings.Join(one.Without, ", "))
		}
	}
	if len(all) > 1 {
		a.summary(sum)
	}
	a.note("the best member is known only afterwards, so chance lifts that bar. A total can pass it by adding up " +
		"what different members know; only an item that nobody had right alone shows more than that.")
	sum.EachTeam = nil
	a.data = map[string]any{"teams": all, "summary": sum}
	a.svg = drawTeams(all)
	return a, nil
}

func readScores(s *sheet, name string, rows []int) scores {
	one := scores{Name: name}
	seen, alone := map[string]bool{}, 0
	earlier, after := true, true
	for _, row := range rows {
		member := s.cell(row, "member")
		if seen[member] {
			s.refuse(row, "member", "is in this team twice: "+shorten(member))
			continue
		}
		seen[member] = true
		if s.cell(row, "full") != "" {
			full := s.number(row, "full")
			one.Full = &full
		}
		if member != together && s.cell(row, "score") == "" {
			one.Without = append(one.Without, member)
			continue
		}
		score := s.number(row, "score")
		if one.Full != nil && score > *one.Full {
			s.refuse(row, "score", fmt.Sprintf("%s is more than the full %g", shorten(s.cell(row, "score")), *one.Full))
		}
		if member == together {
			one.Team.Group = score
			continue
		}
		alone++
		one.Members = append(one.Members, member)
		one.Team.Individual = append(one.Team.Individual, score)
		one.Team.Earlier, earlier = optional(s, row, "earlier", one.Team.Earlier, earlier)
		one.Team.After, after = optional(s, row, "after", one.Team.After, after)
	}
	if !seen[together] {
		s.refuse(rows[0], "member", "no row "+strconv.Quote(together)+" in team "+shorten(name))
	}
	if alone == 0 {
		s.refuse(rows[0], "member", "nobody but the group in team "+shorten(name))
	}
	return one
}

// optional adds a number that everybody in the team must have, or nobody's is used.
func optional(s *sheet, row int, column string, list []float64, all bool) ([]float64, bool) {
	if !all || s.cell(row, column) == "" {
		return nil, false
	}
	return append(list, s.number(row, column)), true
}

func (a *answer) score(one scores) {
	c := one.Result
	var word string
	switch c.Position {
	case "above_best":
		word = fmt.Sprintf("above its best member by %.4g", c.OverBest)
	case "equal_best":
		word = "level with its best member"
	case "between_mean_and_best":
		word = fmt.Sprintf("above its average by %.4g and below its best member by %.4g", c.OverMean, -c.OverBest)
	default:
		word = fmt.Sprintf("below its average by %.4g and below its best member by %.4g", -c.OverMean, -c.OverBest)
	}
	a.say(one.Name, fmt.Sprintf("%.4g", c.Group), "Alone %.4g on average, %.4g at best. Together %.4g: %s.",
		c.Mean, c.Best, c.Group, word)
}

func (a *answer) summary(s outcome.TeamsSummary) {
	a.say("Against average", fmt.Sprintf("%+.2f", s.OverMean), "%s", gain(s.OverMean, s.TestMean, "the average member"))
	a.say("Against best", fmt.Sprintf("%+.2f", s.OverBest), "%s", gain(s.OverBest, s.TestBest, "the best member"))
	var above, level int
	for _, c := range s.EachTeam {
		switch c.Position {
		case "above_best":
			above++
		case "equal_best":
			level++
		}
	}
	a.say("Above best", percent(s.ShareBest), "%d of %s better than their best member, %d level with it, %d below (95%%: %s to %s above).",
		above, counted(len(s.EachTeam), "team", "teams"), level, len(s.EachTeam)-above-level, percent(s.ShareBestCI[0]), percent(s.ShareBestCI[1]))
	if s.OverEarlier != nil {
		a.say("Against best of before", fmt.Sprintf("%+.2f", *s.OverEarlier),
			"Beside the member who was best on the task before, which chance does not lift.")
	}
	if s.AfterOver != nil {
		a.say("Alone afterwards", fmt.Sprintf("%+.2f", *s.AfterOver),
			"Members alone afterwards, beside alone before: what they took with them.")
	}
}

// gain says a gain or a loss in the same words.
func gain(x float64, t *outcome.Test, beside string) string {
	word := "On average level with " + beside
	if x > 0 {
		word = fmt.Sprintf("Gained %.4g a team beside %s", x, beside)
	} else if x < 0 {
		word = fmt.Sprintf("Lost %.4g a team beside %s", -x, beside)
	}
	if t == nil {
		return word + "."
	}
	return word + fmt.Sprintf(" (95%%: %+.2f to %+.2f over teams).", t.CI[0], t.CI[1])
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
