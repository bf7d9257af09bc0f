package console

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"groupwork/measure"
)

const scoreUsage = `groupwork score FILE.csv --instrument ID [--questionnaire FILE.json] [--codes] [--json | --svg]

  FILE.csv   member[,when], then one column a question, named by its link id, or 1, 2, 3 … or q1, q2, q3 …;
             an empty cell is a question not answered
  --instrument ID       one of: %s
  --questionnaire FILE  a FHIR R4 Questionnaire with the scoring extension, in place of --instrument
  --codes               the cells hold the codes printed on the form, not what they count
  --json, --svg         machine-readable numbers, or the scores as a picture
`

// scoredRow is one line of a file of answers, scored.
type scoredRow struct {
	Member string         `json:"member"`
	When   string         `json:"when,omitempty"`
	Result measure.Result `json:"result"`
}

// scoreResult is what --json gives.
type scoreResult struct {
	Instrument  string               `json:"instrument"`
	Version     string               `json:"version"`
	Order       string               `json:"order_hash"`
	Rows        []scoredRow          `json:"rows"`
	Consistency *measure.Consistency `json:"consistency,omitempty"` // of this file, from thirty complete rows up
}

// fewestForAlpha is how many complete rows a reliability of one's own file needs before it is shown.
const fewestForAlpha = 30

// Score scores a CSV file of answers to an instrument. It returns 0, 1 for a file that cannot be taken, or 2 for wrong
// arguments.
func Score(_ context.Context, args []string, stdout, stderr io.Writer) int {
	ids, _ := measure.Shelf()
	usage := fmt.Sprintf(scoreUsage, strings.Join(wrap(strings.Join(ids, " "), 84), "\n                        "))
	known := map[string]bool{"instrument": true, "questionnaire": true, "codes": false}
	return reply(args, stdout, stderr, usage, known, score)
}

// findInstrument opens what --instrument or --questionnaire names.
func findInstrument(q request) (measure.Instrument, error) {
	switch {
	case q.on("instrument") && q.on("questionnaire"):
		return measure.Instrument{}, fmt.Errorf("--instrument or --questionnaire, not both")
	case q.on("instrument"):
		return shelved(q.flags["instrument"])
	case q.on("questionnaire"):
		raw, err := os.ReadFile(q.flags["questionnaire"])
		if err != nil {
			return measure.Instrument{}, fmt.Errorf("%s: cannot be read", q.flags["questionnaire"])
		}
		ins, err := measure.ReadQuestionnaire(q.flags["questionnaire"], raw)
		if err == nil && len(ins.Scales) == 0 {
			err = fmt.Errorf("%s: has no scoring extension", q.flags["questionnaire"])
		}
		return ins, err
	}
	return measure.Instrument{}, fmt.Errorf("name an instrument with --instrument")
}

// shelved opens an instrument by its id; where there is none, it names those that begin alike.
func shelved(id string) (measure.Instrument, error) {
	ins, err := measure.Find(id)
	if !errors.Is(err, measure.ErrUnknown) {
		return ins, err
	}
	ids, shelfErr := measure.Shelf()
	if shelfErr != nil {
		return ins, shelfErr
	}
	start := strings.ToLower(id[:min(3, len(id))])
	near := slices.DeleteFunc(ids, func(known string) bool { return start == "" || !strings.HasPrefix(known, start) })
	if len(near) == 0 {
		return ins, fmt.Errorf("%w; --help lists them", err)
	}
	return ins, fmt.Errorf("%w; is it %s?", err, strings.Join(near, ", "))
}

func score(q request, s *sheet) (answer, error) {
	ins, err := findInstrument(q)
	if err != nil {
		return answer{}, err
	}
	rows, answers := readAnswers(q, s, ins)
	if err := s.err(); err != nil {
		return answer{}, err
	}
	r := scoreResult{Instrument: ins.ID, Version: ins.Version, Order: ins.OrderHash(), Rows: rows}
	a := answer{title: ins.Title + ": " + counted(len(rows), "set of answers", "sets of answers")}
	for i := range r.Rows {
		r.Rows[i].Result = ins.Score(answers[i])
		a.scored(ins, r.Rows[i])
	}
	if c, n, ok := ownConsistency(ins, answers); ok {
		r.Consistency = &c
		a.say("alpha of this file", showNumber(c.Alpha, "%.2f"), "How well the questions hang together in these %d "+
			"complete sets of answers. It is not a reliability for other people.", n)
	}
	a.about(ins)
	a.data, a.svg = r, drawScores(ins, r.Rows)
	return a, nil
}

// readAnswers reads the questions' columns; what does not fit is refused in the sheet.
func readAnswers(q request, s *sheet, ins measure.Instrument) (rows []scoredRow, answers [][]measure.Number) {
	columns, used := make([]string, len(ins.Items)), []string{"member", "when"}
	for k, item := range ins.Items {
		for _, name := range []string{item.LinkID, strconv.Itoa(k + 1), "q" + strconv.Itoa(k+1)} {
			if s.has(name) && columns[k] == "" {
				columns[k] = name
				used = append(used, name)
			}
		}
		if columns[k] == "" {
			s.refuseAll(fmt.Sprintf("has no column for question %d (%q)", k+1, item.LinkID))
		}
	}
	for _, name := range s.header {
		if !slices.Contains(used, name) {
			s.refuseAll(fmt.Sprintf("column %q is no question of %s", name, ins.ID))
		}
	}
	if !s.has("member") {
		s.refuseAll(`needs a column "member"`)
	}
	if len(s.wrong) > 0 {
		return nil, nil
	}
	seen := map[[2]string]bool{}
	for i := range s.rows {
		row := scoredRow{Member: s.need(i, "member"), When: s.cell(i, "when")}
		if key := [2]string{row.Member, row.When}; seen[key] {
			s.refuse(i, "member", shorten(row.Member)+" is there twice for the same time")
		} else {
			seen[key] = true
		}
		var own []measure.Number
		for k, item := range ins.Items {
			own = append(own, readCell(q, s, i, columns[k], item))
		}
		rows, answers = append(rows, row), append(answers, own)
	}
	return rows, answers
}

func readCell(q request, s *sheet, row int, column string, item measure.Item) measure.Number {
	text := s.cell(row, column)
	if text == "" {
		return measure.Number{}
	}
	if q.on("codes") {
		for _, o := range item.Options {
			if o.Code == text {
				return o.Score
			}
		}
		s.refuse(row, column, shorten(text)+" is no code of this question")
		return measure.Number{}
	}
	wrong := len(s.wrong)
	v := s.number(row, column)
	if len(s.wrong) == wrong && !item.Takes(v) {
		s.refuse(row, column, shorten(text)+" is no answer to this question")
	}
	return measure.Some(v)
}

// ownConsistency is the reliability of the first scale in this file, from complete rows.
func ownConsistency(ins measure.Instrument, answers [][]measure.Number) (c measure.Consistency, n int, ok bool) {
	scale := ins.Scales[0]
	if len(scale.Items) < 2 {
		return c, 0, false
	}
	var rows [][]float64
	for _, own := range answers {
		var row []float64
		for _, item := range scale.Items {
			v := own[item-1]
			if slices.Contains(scale.Rule.Reverse, item) {
				v.Value = scale.Rule.Min + scale.Rule.Max - v.Value
			}
			if v.OK {
				row = append(row, v.Value)
			}
		}
		if len(row) == len(scale.Items) {
			rows = append(rows, row)
		}
	}
	if len(rows) < fewestForAlpha {
		return c, 0, false
	}
	c, ok = measure.InternalConsistency(rows)
	return c, len(rows), ok && c.Alpha.OK
}

// scored says one person's scores.
func (a *answer) scored(ins measure.Instrument, row scoredRow) {
	for k, s := range row.Result.Scales {
		label := strings.TrimSpace(row.Member + " " + row.When)
		if len(row.Result.Scales) > 1 {
			label += ", " + s.Title
		}
		sentence := scoreWords(ins.Scales[k], s)
		if k == 0 && row.Result.Pattern != "" && row.Result.Pattern != "none" {
			sentence += " The answers fit the published pattern " + plainWord(row.Result.Pattern) +
				": a reason to talk, not a diagnosis."
		}
		if k == 0 && len(row.Result.Safety) > 0 {
			sentence = fmt.Sprintf("Question %d was answered above zero: open the safety protocol now. ",
				row.Result.Safety[0]) + sentence
		}
		a.say(label, showNumber(s.Score, "%.4g"), "%s", sentence)
	}
}

func scoreWords(scale measure.Scale, s measure.ScoredScale) string {
	switch s.Status {
	case measure.TooManyMissing:
		return fmt.Sprintf("No score: %d of %d questions were left out, and the rule allows %d.", s.Missing,
			len(scale.Items), scale.Rule.MaxMissing)
	case measure.Complete, measure.Prorated:
	default:
		return "No score: an answer is outside what the question allows."
	}
	words := "All questions answered."
	if s.Status == measure.Prorated {
		words = fmt.Sprintf("%d left out; worked out from the mean of the rest.", s.Missing)
	}
	if s.Band != "" {
		words = "In the range called " + plainWord(s.Band) + ". " + words
	}
	return words
}

func plainWord(key string) string { return strings.ReplaceAll(key, "_", " ") }

// about says what goes with every use of the instrument.
func (a *answer) about(ins measure.Instrument) {
	if ins.Note != "" {
		a.note("%s", ins.Note)
	}
	if ins.Verdict == measure.Template {
		a.note("the wording of %s is not part of this program; whoever uses it needs the right to. %s", ins.Title,
			ins.Licence.Evidence)
	}
	if ins.Copyright != "" {
		a.note("%s", ins.Copyright)
	}
}

func showNumber(n measure.Number, format string) string {
	if !n.OK {
		return "–"
	}
	return fmt.Sprintf(format, n.Value)
}
