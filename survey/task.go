package survey

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/outcome"
	"groupwork/people"
	"groupwork/private"
)

// Task is something that each did alone, the group did together, and each did alone again. Answers are short texts,
// one an item; an empty one was not given and counts as wrong.
type Task struct {
	ID       TaskID
	Group    group.ID
	Title    private.Text
	Held     time.Time
	By       people.ID
	Right    []private.Text // the right answer of each item
	Rows     []TaskRow
	Together []private.Text
	Version  int
}

// TaskRow is one member's answers. After is nil when they were not asked again.
type TaskRow struct {
	Seat         int
	Alone, After []private.Text
}

// The size of a task.
const (
	mostItems   = 60
	longestItem = 60 // characters of an answer
	longestName = 200
)

// Check tells what is wrong with a task.
func (t Task) Check() error {
	var c fault.Check
	c.Want(!t.Title.Empty(), "title", "survey.task.title")
	c.Want(t.Title.Len() <= longestName, "title", "text.too_long", "max", longestName)
	c.Want(len(t.Right) > 0, "right", "survey.task.right")
	c.Want(len(t.Right) <= mostItems, "right", "survey.task.many", "max", mostItems)
	for _, r := range t.Right {
		c.Want(!r.Empty(), "right", "survey.task.right")
	}
	c.Want(len(t.Rows) >= 2, "rows", "survey.task.members")
	row := func(name string, answers []private.Text) {
		c.Want(len(answers) <= len(t.Right), name, "survey.task.row", "max", len(t.Right))
		for _, a := range answers {
			c.Want(a.Len() <= longestItem, name, "text.too_long", "max", longestItem)
		}
	}
	for _, r := range t.Rows {
		row("alone."+strconv.Itoa(r.Seat), r.Alone)
		row("after."+strconv.Itoa(r.Seat), r.After)
	}
	row("together", t.Together)
	c.Want(len(t.Together) > 0, "together", "survey.task.together")
	return c.Err("survey.Task.Check")
}

// folded is an answer without what does not matter: case and spaces.
func folded(t private.Text) string {
	return strings.ToLower(strings.Join(strings.Fields(t.Reveal()), " "))
}

// marks says of each item whether the answer was right.
func (t Task) marks(answers []private.Text) []bool {
	out := make([]bool, len(t.Right))
	for i, right := range t.Right {
		out[i] = i < len(answers) && !answers[i].Empty() && folded(answers[i]) == folded(right)
	}
	return out
}

func count(marks []bool) float64 {
	n := 0.0
	for _, m := range marks {
		if m {
			n++
		}
	}
	return n
}

// ItemLine is one item of the table: how many had it alone, whether the group had it, how many have it now.
type ItemLine struct {
	Alone, Of   int
	Group       bool
	After       int
	AfterOf     int // 0 when nobody was asked again
	Gain, Loss  bool
	LoneAdopted bool
}

// TaskResult is what a task tells.
type TaskResult struct {
	Whole   outcome.Comparison
	Table   outcome.ItemTable
	Lines   []ItemLine
	After   float64 // mean score alone after
	AfterOf int     // members asked again
	Kept    int     // items that the group had and most members have now
	Worse   int     // members who had fewer right after than before
}

// Result compares the group with its members alone. ok is false for a task without answers.
func (t Task) Result() (r TaskResult, ok bool) {
	var members, after [][]bool
	var scores []float64
	for _, row := range t.Rows {
		m := t.marks(row.Alone)
		members, scores = append(members, m), append(scores, count(m))
		if row.After != nil {
			now := t.marks(row.After)
			after = append(after, now)
			if count(now) < count(m) {
				r.Worse++
			}
		}
	}
	group := t.marks(t.Together)
	full := float64(len(t.Right))
	if r.Whole, ok = outcome.Compare(scores, count(group), &full); !ok {
		return r, false
	}
	if r.Table, ok = outcome.Items(members, group); !ok {
		return r, false
	}
	r.AfterOf = len(after)
	for i := range t.Right {
		l := ItemLine{Alone: had(members, i), Of: len(members), Group: group[i], After: had(after, i), AfterOf: len(after)}
		l.Gain, l.Loss, l.LoneAdopted = group[i] && l.Alone == 0, !group[i] && l.Alone > 0, group[i] && l.Alone == 1
		if group[i] && 2*l.After > l.AfterOf {
			r.Kept++
		}
		r.Lines = append(r.Lines, l)
	}
	for _, m := range after {
		r.After += count(m) / float64(len(after))
	}
	return r, true
}

func had(rows [][]bool, item int) int {
	n := 0
	for _, row := range rows {
		if row[item] {
			n++
		}
	}
	return n
}

// Letters takes a typed line of answers apart: by commas, semicolons or spaces, or letter by letter when there is
// nothing between them ("ABCD").
func Letters(line string) []private.Text {
	line = strings.TrimSpace(line)
	if line == "" {
		return nil
	}
	var parts []string
	switch {
	case strings.ContainsAny(line, ",;"):
		parts = strings.FieldsFunc(line, func(r rune) bool { return r == ',' || r == ';' })
		if n := strings.Count(line, ",") + strings.Count(line, ";") + 1; n != len(parts) { // an answer left out keeps its place
			parts = strings.Split(strings.ReplaceAll(line, ";", ","), ",")
		}
	case strings.ContainsAny(line, " \t"):
		parts = strings.Fields(line)
	default:
		parts = strings.Split(line, "")
	}
	out := make([]private.Text, len(parts))
	for i, p := range parts {
		if p = strings.TrimSpace(p); p != "-" {
			out[i] = private.Of(p)
		}
	}
	return out
}

// Typed writes answers as Letters reads them.
func Typed(answers []private.Text) string {
	parts := make([]string, len(answers))
	for i, a := range answers {
		parts[i] = a.Reveal()
		if a.Empty() {
			parts[i] = "-"
		}
	}
	if slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(p, " ") }) {
		return strings.Join(parts, ", ")
	}
	return strings.Join(parts, " ")
}
