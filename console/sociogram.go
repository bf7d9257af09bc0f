// Package console runs the sciences on the command line: a file in, plain sentences, JSON or a picture out.
//
// It needs no server and no agency. A file is taken whole or refused whole, with file, row, column and reason.
package console

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"groupwork/sociometry"
)

const sociogramUsage = `groupwork sociogram FILE.csv [--undirected] [--turns] [--status] [--ratings] [--json | --svg]

  FILE.csv   from,to[,weight][,kind]   one row a tie; an empty "to" lists somebody without one
             or a square table: a first column of names, then one column a name
  --undirected   a tie counts both ways
  --turns        rows are contributions in order: from speaks, to whom (empty: to all);
                 weight 0 lists somebody who was there and said nothing
  --status       sociometric status from choices; kind is like or dislike (for the worker only)
  --ratings      everybody rated everybody: how much lies in the rater, the rated and the pair
  --json, --svg  machine-readable numbers, or the circle as a picture
`

const mostPeople = 500

// circle is a sheet of ties as numbers, with the people's names beside them.
type circle struct {
	people   roll
	ties     [][]float64
	dislikes [][]float64 // only with kind
	said     []sociometry.Said
	rated    map[[2]int]bool // pairs with a number
}

// sociogramResult is what --json gives.
type sociogramResult struct {
	People    []string              `json:"people"`
	Picture   sociometry.Picture    `json:"picture"`
	Triads    map[string]int        `json:"triads"`
	Parts     []int                 `json:"best_partition"` // null above twelve people or without ties
	PartsQ    *float64              `json:"modularity"`
	Turns     *sociometry.Turns     `json:"turns,omitempty"`
	Shifts    *sociometry.Shifts    `json:"shifts,omitempty"`
	Status    *sociometry.Status    `json:"status,omitempty"`
	Ratings   *sociometry.Relations `json:"ratings,omitempty"`
	LabelsNow bool                  `json:"status_words_may_be_shown"`
}

// Sociogram measures who turns to whom in a CSV file and draws the circle. It returns 0, 1 for a file that cannot be
// taken, or 2 for wrong arguments.
func Sociogram(_ context.Context, args []string, stdout, stderr io.Writer) int {
	known := map[string]bool{"undirected": false, "turns": false, "status": false, "ratings": false}
	return reply(args, stdout, stderr, sociogramUsage, known, sociogram)
}

func sociogram(q request, s *sheet) (answer, error) {
	c := readCircle(s, q)
	if err := s.err(); err != nil {
		return answer{}, err
	}
	p, ok := sociometry.Look(c.ties, !q.on("undirected"))
	if !ok {
		s.refuseAll("the ties cannot be added up")
		return answer{}, s.err()
	}
	if q.on("turns") { // a word to all is a contribution as well
		p.Participation = c.contributions()
	}
	r := sociogramResult{People: c.people.names, Picture: p, Triads: map[string]int{},
		LabelsNow: p.N >= sociometry.LabelsFrom}
	for k, name := range sociometry.TriadNames() {
		r.Triads[name] = p.Triads[k]
	}
	g, _ := sociometry.New(c.ties, !q.on("undirected"))
	if part, quality, ok := g.BestPartition(true); ok {
		r.Parts, r.PartsQ = part, &quality
	}
	a := answer{title: fmt.Sprintf("Who turns to whom: %s, %s", counted(p.N, "person", "people"), counted(p.Arcs, "tie", "ties"))}
	a.ties(c, p, !q.on("undirected"))
	switch {
	case q.on("undirected"):
		r.Picture.Participation = nil
		a.note("ties without a direction do not say who gives, so there is nothing here on how giving is shared.")
	case !q.on("ratings"): // a rating gives nothing
		a.sharing(c, p, q.on("turns"))
	}
	a.shape(c, p, r)
	if q.on("turns") {
		c.turns(&a, &r)
	}
	if q.on("status") {
		if err := c.status(&a, &r, s); err != nil {
			return answer{}, err
		}
	}
	if q.on("ratings") {
		if err := c.ratings(&a, &r, s); err != nil {
			return answer{}, err
		}
	}
	if p.N < 5 {
		a.note("with fewer than five people look at the people, not at the numbers.")
	}
	a.data = r
	a.svg = drawCircle(c.people.names, c.ties, p, !q.on("undirected"))
	return a, nil
}

func readCircle(s *sheet, q request) *circle {
	c := &circle{rated: map[[2]int]bool{}}
	switch {
	case s.has("from", "to"):
		c.readRows(s, q)
	case len(s.header) > 2 && len(s.header) == len(s.rows)+1:
		c.readTable(s)
	default:
		s.refuseAll(`needs the columns "from" and "to", or a square table with the names in the first column`)
	}
	if q.on("turns") && c.said == nil && len(s.wrong) == 0 {
		s.refuseAll("--turns needs rows in order, with from and to")
	}
	return c
}

func (c *circle) readRows(s *sheet, q request) {
	for row := range s.rows {
		if name := s.need(row, "from"); name != "" {
			c.people.number(name)
		}
		if name := s.cell(row, "to"); name != "" {
			c.people.number(name)
		}
		if len(c.people.names) > mostPeople {
			s.refuse(row, "from", fmt.Sprintf("more than %d people", mostPeople))
			return
		}
	}
	n := len(c.people.names)
	c.ties, c.dislikes, c.said = zeros(n), zeros(n), []sociometry.Said{}
	for row := range s.rows {
		from, to := s.cell(row, "from"), s.cell(row, "to")
		if from == "" {
			continue
		}
		if from == to {
			s.refuse(row, "to", "the same person as in from")
			continue
		}
		weight := 1.0
		if s.has("weight") && s.cell(row, "weight") != "" {
			if weight = s.number(row, "weight"); weight < 0 {
				s.refuse(row, "weight", "below zero")
				continue
			}
		}
		c.add(s, row, weight)
	}
}

func (c *circle) add(s *sheet, row int, weight float64) {
	from := c.people.number(s.cell(row, "from"))
	if weight == 0 && s.cell(row, "to") == "" {
		return // there, and silent
	}
	if s.cell(row, "to") == "" {
		c.said = append(c.said, sociometry.Said{From: from, To: sociometry.Group})
		return
	}
	to := c.people.number(s.cell(row, "to"))
	c.said = append(c.said, sociometry.Said{From: from, To: to})
	c.rated[[2]int{from, to}] = true
	switch s.cell(row, "kind") {
	case "", "like":
		c.ties[from][to] += weight
	case "dislike":
		c.dislikes[from][to] += weight
	default:
		s.refuse(row, "kind", "neither like nor dislike: "+shorten(s.cell(row, "kind")))
	}
}

func (c *circle) readTable(s *sheet) {
	for _, name := range s.header[1:] {
		c.people.number(name)
	}
	c.ties = zeros(len(s.rows))
	c.dislikes = zeros(len(s.rows))
	seen := make([]bool, len(s.rows))
	for row := range s.rows {
		name := s.rows[row][0]
		if !slices.Contains(s.header[1:], name) {
			s.refuse(row, s.header[0], "no column of this name: "+shorten(name))
			continue
		}
		from := c.people.number(name)
		if seen[from] {
			s.refuse(row, s.header[0], "is there twice: "+shorten(name))
			continue
		}
		seen[from] = true
		for to, column := range s.header[1:] {
			if to == from || s.cell(row, column) == "" {
				continue
			}
			c.rated[[2]int{from, to}] = true
			if c.ties[from][to] = s.number(row, column); c.ties[from][to] < 0 {
				s.refuse(row, column, "below zero")
			}
		}
	}
}

func zeros(n int) [][]float64 {
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = make([]float64, n)
	}
	return rows
}

// ties says how many there are and how many are answered.
func (a *answer) ties(c *circle, p sociometry.Picture, directed bool) {
	if p.Density != nil {
		a.say("Density", percent(*p.Density), "Of all the ties there could be, %s are there.", percent(*p.Density))
	}
	if directed {
		if p.Reciprocity != nil {
			a.say("Answered", percent(*p.Reciprocity),
				"%s of ties are answered: who turns to somebody is turned to by them as well.",
				percent(*p.Reciprocity))
		}
		if p.Exchange.GiveAndTake != nil {
			a.say("Give and take", percent(*p.Exchange.GiveAndTake),
				"Pair by pair, the smaller side gives %s of what the larger gives.",
				percent(*p.Exchange.GiveAndTake))
		}
		if len(p.Unchosen) > 0 {
			a.say("Not turned to", fmt.Sprint(len(p.Unchosen)), "Nobody turns to %s in this file.",
				c.people.called(p.Unchosen))
		}
	}
	if len(p.Isolates) > 0 {
		a.say("Without a tie", fmt.Sprint(len(p.Isolates)), "No tie in either direction: %s.",
			c.people.called(p.Isolates))
	}
}

// sharing says how evenly the floor is shared. Fewer than twenty marks say too little.
func (a *answer) sharing(c *circle, p sociometry.Picture, turns bool) {
	what := "What is given is as mixed as if %.1f people gave evenly."
	if turns {
		what = "The floor is as mixed as if %.1f people shared it evenly."
	}
	s := p.Participation
	if s == nil || s.Equality == nil {
		a.note("nobody gives anything in this file, so sharing is not defined.")
		return
	}
	if s.Total < 20 {
		a.note("%.0f marks are too few to say how evenly the floor is shared; 20 are needed.", s.Total)
		return
	}
	a.say("Evenly shared", fmt.Sprintf("%.2f", *s.Equality),
		"1 is all alike, 0 is one person alone. Silent people count as zero.")
	a.say("As if", fmt.Sprintf("%.1f of %d", s.EffectiveSpeakers, s.N),
		what, s.EffectiveSpeakers)
	var top []int
	for i, share := range s.Shares {
		if share == s.TopShare {
			top = append(top, i)
		}
	}
	if s.TopShare*float64(s.N) >= 1.05 && len(top) <= 3 {
		a.say("Largest part", percent(s.TopShare), "Most comes from %s: %.1f times a fair share%s.",
			c.people.called(top), s.TopShare*float64(s.N), map[bool]string{true: " each"}[len(top) > 1])
	}
	if len(s.Silent) > 0 {
		a.say("Silent", fmt.Sprint(len(s.Silent)), "Gives nothing here: %s.", c.people.called(s.Silent))
	}
}

// shape says how the ties hang together.
func (a *answer) shape(c *circle, p sociometry.Picture, r sociogramResult) {
	if x := p.Centralization.In; x != nil {
		a.say("Around one person", fmt.Sprintf("%.2f", *x), "1 is everybody turning to one person alone, 0 is alike.")
	}
	if p.Arcs > 0 {
		if best := slices.Max(p.Paths.Between); best > 0 {
			who := slices.Index(p.Paths.Between, best)
			a.say("In between", fmt.Sprintf("%.1f", best),
				"%s stands most often between others who have no tie of their own.", c.people.names[who])
		}
	}
	if p.Paths.Distance != nil {
		a.say("Steps", fmt.Sprintf("%.2f", *p.Paths.Distance),
			"From one to another takes %.1f steps on average; %s of pairs can be reached at all.",
			*p.Paths.Distance, percent(*p.Paths.Reachable))
	}
	if p.Transitivity != nil {
		a.say("Closed", percent(*p.Transitivity), "If one turns to a second and the second to a third, "+
			"the first turns to the third in %s of cases.", percent(*p.Transitivity))
	}
	parts := "The group hangs together."
	if p.Components.Weak > 1 {
		parts = fmt.Sprintf("The group falls into parts of %s.", joined(p.Components.Sizes))
	}
	a.say("Parts", fmt.Sprint(p.Components.Weak), "%s", parts)
	if r.PartsQ != nil && *r.PartsQ > 1e-9 {
		a.say("Subgroups", fmt.Sprintf("%.2f", *r.PartsQ),
			"The best split of all is %s. Below about .3 it says little.", c.split(r.Parts))
	}
}

func (c *circle) split(part []int) string {
	groups := make([][]int, slices.Max(part)+1)
	for i, p := range part {
		groups[p] = append(groups[p], i)
	}
	var all []string
	for _, g := range groups {
		all = append(all, c.people.called(g))
	}
	return strings.Join(all, " | ")
}

func joined(numbers []int) string {
	var all []string
	for _, n := range numbers {
		all = append(all, fmt.Sprint(n))
	}
	return strings.Join(all, ", ")
}
