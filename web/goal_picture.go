package web

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"groupwork/app"
	"groupwork/goal"
)

// The frame of a goal's picture, in its own units.
const (
	aimWidth  = 640.0
	aimHeight = 230.0
	aimSide   = 48.0 // room for the steps at the side
	aimTop    = 18.0
	aimFoot   = 36.0
)

// GoalPicture is the steps of a goal over time. Time runs from left to right in every language.
type GoalPicture struct {
	Path  string
	Dots  []LineDot  // readings
	Seen  []LineDot  // what the write-ups of meetings say
	Marks []LineMark // −2 to +2 at the side
	Under []LineMark // first and last day
	ZeroY float64
	Said  string
	Rows  []goalRow
}

// goalRow is one line of the same in words.
type goalRow struct {
	At           time.Time
	Step         int
	From, Words  string
	Meeting      int
	FromTheNotes bool
}

func aimY(step int) float64 {
	return aimTop + (goal.Highest-float64(step))*(aimHeight-aimTop-aimFoot)/float64(goal.Highest-goal.Lowest)
}

// drawGoal places everything: where it stood at the beginning, each reading, and the steps of the write-ups beside them.
func drawGoal(p Page, v app.GoalView) GoalPicture {
	pic := GoalPicture{ZeroY: aimY(0)}
	rows := []goalRow{{At: v.Goal.Made, Step: v.Goal.Start, From: p.Say("goal.row.start"), Words: v.Goal.Steps[v.Goal.Start].Reveal()}}
	for _, r := range v.Readings {
		rows = append(rows, goalRow{At: r.At, Step: r.Step, From: p.Say("goal.source." + string(r.Source)), Words: r.Words.Reveal()})
	}
	last := rows[len(rows)-1].At
	for _, s := range v.Seen {
		if s.Has {
			rows = append(rows, goalRow{At: s.At, Step: s.Progress, From: p.Say("goal.row.notes", "number", s.Number), Meeting: s.Number, FromTheNotes: true})
		}
	}
	slices.SortStableFunc(rows, func(a, b goalRow) int { return cmp.Compare(a.At.UnixMilli(), b.At.UnixMilli()) })
	pic.Rows = rows
	first := rows[0].At
	if end := rows[len(rows)-1].At; end.After(last) {
		last = end
	}
	x := func(at time.Time) float64 {
		span := last.Sub(first)
		if span <= 0 {
			return (aimSide + aimWidth) / 2
		}
		return aimSide + 24 + (aimWidth-aimSide-60)*float64(at.Sub(first))/float64(span)
	}
	var line []string
	for _, row := range rows {
		dot := LineDot{x(row.At), aimY(row.Step), p.Step(row.Step)}
		if row.FromTheNotes {
			pic.Seen = append(pic.Seen, dot)
			continue
		}
		word := "L"
		if len(line) == 0 {
			word = "M"
		}
		line = append(line, word+fixed(dot.X)+" "+fixed(dot.Y))
		pic.Dots = append(pic.Dots, dot)
	}
	pic.Path = strings.Join(line, " ")
	for step := goal.Lowest; step <= goal.Highest; step++ {
		pic.Marks = append(pic.Marks, LineMark{aimSide - 10, aimY(step), p.Step(step)})
	}
	pic.Under = []LineMark{{x(first), aimHeight - 10, p.Date(first)}}
	if last.After(first) {
		pic.Under = append(pic.Under, LineMark{x(last), aimHeight - 10, p.Date(last)})
	}
	now, _ := v.Now()
	pic.Said = p.Say("goal.picture.said", "from", p.Step(v.Goal.Start), "to", p.Step(now), "n", len(v.Readings))
	return pic
}
