package console

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// How a command ends.
const (
	wentWell   = 0
	badFile    = 1
	badRequest = 2
)

// request is a command line: one file and flags, in any order.
type request struct {
	file  string
	flags map[string]string
}

// parseRequest reads arguments. known says for each flag whether it takes a value.
func parseRequest(args []string, known map[string]bool) (request, error) {
	q := request{flags: map[string]string{}}
	for i := 0; i < len(args); i++ {
		name, value, has := strings.Cut(strings.TrimLeft(args[i], "-"), "=")
		if !strings.HasPrefix(args[i], "-") {
			if q.file != "" {
				return request{}, fmt.Errorf("one file at a time, not %s as well", shorten(args[i]))
			}
			q.file = args[i]
			continue
		}
		takes, ok := known[name]
		switch {
		case !ok:
			return request{}, fmt.Errorf("there is no flag --%s", name)
		case takes && !has && i+1 < len(args):
			i++
			value = args[i]
		case takes && !has || !takes && has:
			return request{}, fmt.Errorf("--%s is not used like this", name)
		}
		q.flags[name] = value
	}
	if q.file == "" {
		return request{}, errors.New("name a CSV file")
	}
	if q.on("json") && q.on("svg") {
		return request{}, errors.New("--json or --svg, not both")
	}
	return q, nil
}

func (q request) on(flag string) bool {
	_, ok := q.flags[flag]
	return ok
}

// line is one number of an answer: what it is, the number, and a plain sentence.
type line struct{ label, value, sentence string }

// answer is what a command says, in the three forms it can say it.
type answer struct {
	title string
	lines []line
	notes []string // what to keep in mind, after the numbers
	data  any      // for --json
	svg   string   // for --svg
}

func (a *answer) say(label, value, sentence string, with ...any) {
	a.lines = append(a.lines, line{label, value, fmt.Sprintf(sentence, with...)})
}

func (a *answer) note(sentence string, with ...any) {
	a.notes = append(a.notes, fmt.Sprintf(sentence, with...))
}

// percent shows a share.
func percent(x float64) string { return fmt.Sprintf("%.0f%%", 100*x) }

func (a *answer) text(out io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", a.title)
	label, value := 0, 0
	for _, l := range a.lines {
		label = max(label, utf8.RuneCountInString(l.label))
		value = max(value, utf8.RuneCountInString(l.value))
	}
	for _, l := range a.lines {
		fmt.Fprintf(&b, "%s  %s\n", pad(l.label, label, false), pad(l.value, value, true))
		if l.sentence != "" {
			for _, part := range wrap(l.sentence, 76) {
				fmt.Fprintf(&b, "    %s\n", part)
			}
		}
	}
	for i, n := range a.notes {
		if i == 0 {
			b.WriteString("\n")
		}
		for _, part := range wrap("Note: "+n, 80) {
			fmt.Fprintf(&b, "%s\n", part)
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func pad(text string, width int, right bool) string {
	space := strings.Repeat(" ", max(0, width-utf8.RuneCountInString(text)))
	if right {
		return space + text
	}
	return text + space
}

func wrap(text string, width int) []string {
	var parts []string
	row := ""
	for word := range strings.FieldsSeq(text) {
		if row != "" && utf8.RuneCountInString(row)+1+utf8.RuneCountInString(word) > width {
			parts = append(parts, row)
			row = word
			continue
		}
		row = strings.TrimSpace(row + " " + word)
	}
	return append(parts, row)
}

// asksHelp tells whether somebody asks how a command is used. Help is an answer, not a mistake.
func asksHelp(args []string) bool {
	return slices.ContainsFunc(args, func(a string) bool { return a == "--help" || a == "-help" || a == "-h" })
}

// reply runs a command: reads arguments and sheet, works, and writes the answer in the form asked for.
func reply(args []string, out, errs io.Writer, usage string, known map[string]bool,
	work func(request, *sheet) (answer, error)) int {
	if asksHelp(args) {
		_, _ = io.WriteString(out, usage)
		return wentWell
	}
	known["json"], known["svg"] = false, false
	q, err := parseRequest(args, known)
	if err != nil {
		_, _ = fmt.Fprintf(errs, "%v\n\n%s", err, usage)
		return badRequest
	}
	s, err := readSheet(q.file)
	if err != nil {
		_, _ = fmt.Fprintln(errs, err)
		return badFile
	}
	a, err := work(q, s)
	if err == nil {
		err = s.err()
	}
	if err != nil {
		_, _ = fmt.Fprintln(errs, err)
		return badFile
	}
	switch {
	case q.on("json"):
		enc := json.NewEncoder(out)
		enc.SetIndent("", "  ")
		err = enc.Encode(a.data)
	case q.on("svg") && a.svg == "":
		err = errors.New("there is no picture of this")
	case q.on("svg"):
		_, err = io.WriteString(out, a.svg)
	default:
		err = a.text(out)
	}
	if err != nil {
		_, _ = fmt.Fprintln(errs, err)
		return badFile
	}
	return wentWell
}

// roll numbers names in order of first appearance.
type roll struct {
	names []string
	at    map[string]int
}

func (r *roll) number(name string) int {
	if r.at == nil {
		r.at = map[string]int{}
	}
	i, ok := r.at[name]
	if !ok {
		i = len(r.names)
		r.at[name], r.names = i, append(r.names, name)
	}
	return i
}

// called lists names in a sentence: at most eight, then how many more.
func (r *roll) called(members []int) string {
	var names []string
	for k, m := range members {
		if k == 8 {
			names = append(names, fmt.Sprintf("%d more", len(members)-k))
			break
		}
		names = append(names, r.names[m])
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(slices.Concat(names[:last-1], []string{names[last-1] + " and " + names[last]}), ", ")
}
