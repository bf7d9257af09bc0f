package console

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"groupwork/compose"
	"groupwork/compose/roster"
	tables "groupwork/compose/sheet"
)

// problem reads the people and adds sizes and wishes.
func (q *composing) problem() (*compose.Problem, error) {
	table, err := readTable(q.file)
	if err != nil {
		return nil, err
	}
	p, err := roster.Read(q.file, table)
	if err != nil {
		return nil, err
	}
	p.Waiting, p.WorstFirst = q.waiting, q.worst
	ideal := compose.Range{}
	if q.preset != "" {
		if ideal, err = q.applyPreset(p); err != nil {
			return nil, err
		}
	}
	if p.Groups, err = q.sizes(len(p.People), ideal); err != nil {
		return nil, err
	}
	wants := []string(q.wants)
	if q.wantsFile != "" {
		text, err := os.ReadFile(q.wantsFile)
		if err != nil {
			return nil, err
		}
		wants = append(wants, strings.Split(string(text), "\n")...)
	}
	for _, text := range wants {
		if text = strings.TrimSpace(text); text == "" || text[0] == '#' {
			continue
		}
		if err := roster.Wish(p, text); err != nil {
			return nil, err
		}
	}
	return p, p.Check()
}

func (q *composing) applyPreset(p *compose.Problem) (compose.Range, error) {
	for _, s := range compose.Presets() {
		if s.Name == q.preset {
			q.missing, q.unread = s.Apply(p)
			return s.Ideal, nil
		}
	}
	return compose.Range{}, fmt.Errorf("%q is no preset: remedial, reciprocal, developmental, social_goals or class", q.preset)
}

// sizes works out the groups: from number and size, from number alone evenly, from size alone as few as hold everyone.
func (q *composing) sizes(n int, ideal compose.Range) ([]compose.Range, error) {
	size := ideal
	if q.size != "" {
		from, to, spans := strings.Cut(q.size, "-")
		if !spans {
			to = from
		}
		var err1, err2 error
		size.From, err1 = strconv.Atoi(strings.TrimSpace(from))
		size.To, err2 = strconv.Atoi(strings.TrimSpace(to))
		if errors.Join(err1, err2) != nil || size.From < 0 || size.To < max(1, size.From) {
			return nil, fmt.Errorf("%q is no size: write --size 6-8, the smaller number first", q.size)
		}
	}
	groups := q.groups
	if groups == 0 {
		groups = max(1, (n+size.To-1)/size.To)
	}
	if groups > n {
		return nil, fmt.Errorf("%d groups for %d people", groups, n)
	}
	if q.size == "" && q.groups > 0 {
		size = compose.Range{From: n / groups, To: (n + groups - 1) / groups}
	}
	switch {
	case size.From*groups > n:
		return nil, fmt.Errorf("%d groups of at least %d need %d people, and there are %d: fewer groups, or another --size", groups, size.From, size.From*groups, n)
	case size.To*groups < n && !q.waiting:
		return nil, fmt.Errorf("%d groups of at most %d hold %d of %d people: more groups, another --size, or let people wait with --waiting", groups, size.To, size.To*groups, n)
	}
	out := make([]compose.Range, groups)
	for g := range out {
		out[g] = size
	}
	return out, nil
}

// readTable reads a CSV, with comma, semicolon or tab, or the first sheet of an XLSX.
func readTable(file string) ([][]string, error) {
	info, err := os.Stat(file)
	if err != nil || info.IsDir() {
		return nil, fmt.Errorf("%s: cannot be opened", file)
	}
	if info.Size() > tables.MostBytes {
		return nil, fmt.Errorf("%s: larger than %d MB", file, tables.MostBytes>>20)
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return tables.Read(file, content)
}

func personCalled(p *compose.Problem, name string) (int, error) {
	for x, n := range p.People {
		if n == strings.TrimSpace(name) {
			return x, nil
		}
	}
	return 0, fmt.Errorf("nobody is called %q", name)
}

// readMove reads "Ana 2", "Ana waits" and "Ana, Bo".
func readMove(p *compose.Problem, text string) (person, to, with int, err error) {
	if a, b, ok := strings.Cut(text, ","); ok {
		if person, err = personCalled(p, a); err != nil {
			return 0, 0, -1, err
		}
		with, err = personCalled(p, b)
		return person, 0, with, err
	}
	at := strings.LastIndexByte(text, ' ')
	if at < 0 {
		return 0, 0, -1, fmt.Errorf("move %q is not like \"Ana 2\" or \"Ana, Bo\"", text)
	}
	if person, err = personCalled(p, text[:at]); err != nil {
		return 0, 0, -1, err
	}
	if text[at+1:] == "waits" {
		return person, compose.Waits, -1, nil
	}
	g, err := strconv.Atoi(text[at+1:])
	if err != nil || g < 1 || g > len(p.Groups) {
		return 0, 0, -1, fmt.Errorf("move %q: there is no group %q", text, text[at+1:])
	}
	return person, g - 1, -1, nil
}

// write gives the answer in the form asked for.
func (q *composing) write(w io.Writer, p *compose.Problem, a *compose.Answer) error {
	reasons, err := q.reasons(p, a)
	if err != nil {
		return err
	}
	switch q.format {
	case "csv":
		return roster.CSV(w, p, a.Group)
	case "svg":
		_, err := io.WriteString(w, roster.Picture(p, a, q.colour))
		return err
	case "json":
		r := roster.NewRecord(p, a)
		r.Reasons, r.HandMoves, r.DecidedBy = reasons, q.done, q.by
		return r.JSON(w)
	}
	if err := roster.Table(w, p, a); err != nil {
		return err
	}
	for _, text := range reasons {
		if _, err := fmt.Fprintf(w, "\n%s", strings.Join(wrap(text, 100), "\n")); err != nil {
			return err
		}
	}
	if len(reasons) > 0 {
		_, err = fmt.Fprintln(w)
	}
	return err
}

func (q *composing) reasons(p *compose.Problem, a *compose.Answer) ([]string, error) {
	var out []string
	for x, name := range p.People {
		wanted := q.whyAll
		for _, why := range q.whys {
			wanted = wanted || why == name
		}
		if !wanted {
			continue
		}
		r, err := compose.Why(p, a.Group, x)
		if err != nil {
			return nil, err
		}
		out = append(out, r.Words(p))
	}
	for _, why := range q.whys {
		if _, err := personCalled(p, why); err != nil {
			return nil, err
		}
	}
	return out, nil
}
