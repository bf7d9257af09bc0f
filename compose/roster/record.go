package roster

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"groupwork/compose"
)

// Record is a composition as it is kept: the groups, what they were composed for, and who decided.
type Record struct {
	Groups    [][]string   `json:"groups"`
	Waiting   []string     `json:"waiting,omitempty"`
	Score     float64      `json:"score"`
	Bound     float64      `json:"bound"`
	Proven    bool         `json:"proven"`
	Stopped   bool         `json:"stopped,omitempty"`
	Wishes    []WishRecord `json:"wishes"`
	Rules     []RuleRecord `json:"rules"`
	Reasons   []string     `json:"reasons,omitempty"`
	Seed      *uint64      `json:"seed,omitempty"` // of a search; a plan made elsewhere has none
	Moves     int64        `json:"moves,omitempty"`
	HandMoves []string     `json:"hand_moves,omitempty"`
	DecidedBy string       `json:"decided_by,omitempty"`
}

// WishRecord is one wish: its share of the score and how far it is met, in all and by group.
type WishRecord struct {
	Wish   string    `json:"wish"`
	Weight float64   `json:"weight"`
	Met    float64   `json:"met"`
	Groups []float64 `json:"groups"`
}

// RuleRecord is one rule and whether it is kept.
type RuleRecord struct {
	Rule string `json:"rule"`
	Kept bool   `json:"kept"`
}

// NewRecord gathers what is kept of an answer.
func NewRecord(p *compose.Problem, a *compose.Answer) Record {
	r := Record{Groups: Members(p, a.Group), Waiting: Waiting(p, a.Group), Score: round(a.Score.Total),
		Bound: round(a.Bound), Proven: a.Proven, Stopped: a.Stopped, Moves: a.Moves}
	if a.Moves > 0 {
		r.Seed = &a.Seed
	}
	for i, w := range p.Wishes {
		if w.Must {
			continue
		}
		wish := WishRecord{Wish: p.WishWords(i), Weight: w.Weight, Met: round(a.Score.Wishes[i])}
		for _, g := range a.Score.Groups {
			wish.Groups = append(wish.Groups, round(g[i]))
		}
		r.Wishes = append(r.Wishes, wish)
	}
	gone := map[compose.Rule]bool{}
	for _, rule := range a.Score.Broken {
		gone[rule] = true
	}
	for _, rule := range p.Rules() {
		r.Rules = append(r.Rules, RuleRecord{Rule: p.RuleWords(rule), Kept: !gone[rule]})
	}
	return r
}

func round(v float64) float64 {
	out, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'f', 4, 64), 64)
	return out
}

// JSON writes a record.
func (r Record) JSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}

// CSV writes person and group, a row each, in the order of the people given; the group of those who wait is empty.
func CSV(w io.Writer, p *compose.Problem, group []int) error {
	out := csv.NewWriter(w)
	rows := [][]string{{"person", "group"}}
	for x, g := range group {
		text := ""
		if g != compose.Waits {
			text = strconv.Itoa(g + 1)
		}
		rows = append(rows, []string{harmless(p.People[x]), text})
	}
	return out.WriteAll(rows)
}

// harmless keeps a spreadsheet from running a name as a formula.
func harmless(text string) string {
	if text != "" && (text[0] == '=' || text[0] == '+' || text[0] == '@' || text[0] == '-') {
		return "'" + text
	}
	return text
}

// Plan reads the groups of a composition made before: the columns person and group.
func Plan(file string, table [][]string, p *compose.Problem) ([]int, error) {
	at := map[string]int{}
	for x, name := range p.People {
		at[name], at[harmless(name)] = x, x
	}
	group := make([]int, len(p.People))
	for x := range group {
		group[x] = compose.Waits
	}
	var troubles Troubles
	for i, row := range table {
		if i == 0 || len(row) < 2 {
			continue
		}
		x, ok := at[row[0]]
		if !ok {
			troubles = append(troubles, Trouble{File: file, Row: i + 1, Column: "person", Key: "person", Value: row[0], Say: fmt.Sprintf("nobody is called %q", row[0])})
			continue
		}
		if row[1] == "" {
			continue
		}
		g, err := strconv.Atoi(row[1])
		if err != nil || g < 1 || g > len(p.Groups) {
			troubles = append(troubles, Trouble{File: file, Row: i + 1, Column: "group", Key: "group", Value: row[1], Say: fmt.Sprintf("%q is no number of a group", row[1])})
			continue
		}
		group[x] = g - 1
	}
	if len(troubles) > 0 {
		return nil, troubles
	}
	return group, nil
}
