package console

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"groupwork/measure"
)

const agreementUsage = `groupwork agreement FILE.csv [--low L --high H] [--ranks | --raters] [--json | --svg]

  FILE.csv   member[,group][,round], then one column a question answered from L to H in whole steps;
             an empty cell is no answer
  --low L --high H   the ends of the scale, 1 and 5 if not given
  --truth X          the right answer, for a file with one question: agreement beside accuracy
  --ranks            each column is a thing, each cell the rank a member gave it, 1 the best
  --raters           each row is a thing that was rated (a first column "unit" may name it), each other column a rater;
                     marks are numbers, also those of categories
  --level LEVEL      for --raters: nominal, ordinal, interval or ratio; nominal if not given
`

// Agreement tells how far members of a group, or raters, agree in a CSV file. It returns 0, 1 for a file that cannot be
// taken, or 2 for wrong arguments.
func Agreement(_ context.Context, args []string, stdout, stderr io.Writer) int {
	known := map[string]bool{"low": true, "high": true, "truth": true, "ranks": false, "raters": false, "level": true}
	return reply(args, stdout, stderr, agreementUsage, known, agreement)
}

func agreement(q request, s *sheet) (answer, error) {
	switch {
	case q.on("ranks") && q.on("raters"):
		return answer{}, errors.New("--ranks or --raters, not both")
	case q.on("ranks"):
		return agreeOnRanks(s)
	case q.on("raters"):
		return agreeAsRaters(q, s)
	}
	o := measure.Options{Low: 1, High: 5}
	for name, end := range map[string]*float64{"low": &o.Low, "high": &o.High} {
		if v, ok := flagNumber(q, name); ok {
			*end = v
		} else if q.on(name) {
			return answer{}, fmt.Errorf("--%s wants a number", name)
		}
	}
	if o.Count() == 0 || o.Count() > 101 {
		return answer{}, errors.New("the scale needs 2 to 101 steps from --low to --high")
	}
	all := readRatings(s, o)
	if err := s.err(); err != nil {
		return answer{}, err
	}
	return agreeInGroups(q, all, o)
}

// ratings is one group's answers: rows of members, one column a question.
type ratings struct {
	Group   string
	Members []string
	Rounds  []string
	Values  [][]measure.Number
}

// opinions is a file of answers by group.
type opinions struct {
	Questions []string
	Groups    []ratings
}

func readRatings(s *sheet, o measure.Options) opinions {
	var all opinions
	for _, name := range s.header {
		if !slices.Contains([]string{"member", "group", "round"}, name) {
			all.Questions = append(all.Questions, name)
		}
	}
	if len(all.Questions) == 0 || !s.has("member") {
		s.refuseAll(`needs a column "member" and at least one question`)
		return all
	}
	var groups roll
	seen := map[[3]string]bool{}
	for i := range s.rows {
		key := [3]string{s.need(i, "member"), s.cell(i, "group"), s.cell(i, "round")}
		if seen[key] {
			s.refuse(i, "member", shorten(key[0])+" is there twice in one group and round")
		}
		seen[key] = true
		k := groups.number(key[1])
		if k == len(all.Groups) {
			all.Groups = append(all.Groups, ratings{Group: key[1]})
		}
		g := &all.Groups[k]
		g.Members, g.Rounds = append(g.Members, key[0]), append(g.Rounds, key[2])
		g.Values = append(g.Values, readOpinion(s, i, all.Questions, o))
	}
	return all
}

func readOpinion(s *sheet, row int, questions []string, o measure.Options) []measure.Number {
	var own []measure.Number
	for _, q := range questions {
		text := s.cell(row, q)
		if text == "" {
			own = append(own, measure.Number{})
			continue
		}
		wrong := len(s.wrong)
		v := s.number(row, q)
		if _, ok := measure.Tally([]float64{v}, o); !ok && len(s.wrong) == wrong {
			s.refuse(row, q, fmt.Sprintf("%s is no whole step from %g to %g", shorten(text), o.Low, o.High))
		}
		own = append(own, measure.Some(v))
	}
	return own
}

// lastRound keeps the rows of the last round, and the rounds in order.
func (r ratings) lastRound() (ratings, []string) {
	var rounds []string
	for _, name := range r.Rounds {
		if !slices.Contains(rounds, name) {
			rounds = append(rounds, name)
		}
	}
	if len(rounds) < 2 {
		return r, rounds
	}
	return r.round(rounds[len(rounds)-1]), rounds
}

func (r ratings) round(name string) ratings {
	out := ratings{Group: r.Group}
	for i := range r.Members {
		if r.Rounds[i] == name {
			out.Members, out.Values = append(out.Members, r.Members[i]), append(out.Values, r.Values[i])
		}
	}
	return out
}

// question gives the answers to one question, without the gaps.
func (r ratings) question(k int) []float64 {
	var out []float64
	for _, row := range r.Values {
		if row[k].OK {
			out = append(out, row[k].Value)
		}
	}
	return out
}

// complete gives the rows without gaps.
func (r ratings) complete() [][]float64 {
	var out [][]float64
	for _, row := range r.Values {
		var own []float64
		for _, v := range row {
			if v.OK {
				own = append(own, v.Value)
			}
		}
		if len(own) == len(row) {
			out = append(out, own)
		}
	}
	return out
}
