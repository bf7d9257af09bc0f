package roster

import (
	"fmt"
	"math"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"groupwork/compose"
)

// Trouble is what is wrong in one place of a file. Row counts from 1 as in a spreadsheet; 0 is the file as a whole.
type Trouble struct {
	File   string
	Row    int
	Column string
	Say    string
	Key    string // what is wrong, as a word for catalogues of other languages
	Value  string // what stood there
}

// Troubles is everything that is wrong with a file, so that it is mended in one go.
type Troubles []Trouble

// Error lists the troubles, one a line.
func (t Troubles) Error() string {
	lines := make([]string, len(t))
	for i, one := range t {
		lines[i] = one.File
		if one.Row > 0 {
			lines[i] += fmt.Sprintf(", row %d", one.Row)
		}
		if one.Column != "" {
			lines[i] += fmt.Sprintf(", column %q", one.Column)
		}
		lines[i] += ": " + one.Say
	}
	return strings.Join(lines, "\n")
}

// reader reads one table and gathers what is wrong.
type reader struct {
	file     string
	rows     [][]string // without the header and empty rows
	line     []int      // row of the file
	p        *compose.Problem
	at       map[string]int
	troubles Troubles
}

// wrong notes what is wrong in one place: the key of it, the value that stands there, and the words.
func (r *reader) wrong(row int, column, key, value, say string, args ...any) {
	at := 0
	if row >= 0 {
		at = r.line[row]
	}
	r.troubles = append(r.troubles, Trouble{File: r.file, Row: at, Column: column, Key: key, Value: value, Say: fmt.Sprintf(say, args...)})
}

// Read reads people from the rows of a table; the groups and wishes are left to add.
func Read(file string, table [][]string) (*compose.Problem, error) {
	r := &reader{file: file, p: &compose.Problem{}, at: map[string]int{}}
	if len(table) < 2 || len(table[0]) == 0 {
		return nil, Troubles{{File: file, Key: "header", Say: "a header row and a row for each person are needed"}}
	}
	for i, row := range table[1:] {
		if strings.TrimSpace(strings.Join(row, "")) != "" {
			r.rows, r.line = append(r.rows, row), append(r.line, i+2)
		}
	}
	r.names(strings.TrimSpace(table[0][0]))
	r.surplus(len(table[0]))
	seen := map[string]bool{}
	for c, head := range table[0] {
		name := strings.TrimSpace(strings.TrimPrefix(head, "\ufeff"))
		switch {
		case c == 0:
		case name == "":
			r.wrong(-1, fmt.Sprintf("no. %d", c+1), "column_unnamed", "", "the column has no name")
		case seen[strings.ToLower(name)]:
			r.wrong(-1, name, "column_twice", name, "two columns have this name")
		default:
			r.column(name, c)
		}
		seen[strings.ToLower(name)] = true
	}
	if len(r.troubles) > 0 {
		return nil, r.troubles
	}
	return r.p, nil
}

// cell is the text of a cell; rows may be shorter than the header.
func (r *reader) cell(row, column int) string {
	if column >= len(r.rows[row]) {
		return ""
	}
	return strings.TrimSpace(r.rows[row][column])
}

func (r *reader) names(column string) {
	for i := range r.rows {
		name := r.cell(i, 0)
		if name == "" {
			r.wrong(i, column, "name_missing", "", "the person has no name or number")
		} else if first, ok := r.at[name]; ok {
			r.wrong(i, column, "name_twice", name, "%q is already in row %d", name, r.line[first])
		} else {
			r.at[name] = i
		}
		r.p.People = append(r.p.People, name)
	}
	if len(r.rows) == 0 {
		r.wrong(-1, "", "empty", "", "there are no people in it")
	}
}

// surplus finds cells beyond the header: a comma in a cell without quotation marks moves all that follows.
func (r *reader) surplus(columns int) {
	for i, row := range r.rows {
		for c := columns; c < len(row); c++ {
			if text := strings.TrimSpace(row[c]); text != "" {
				r.wrong(i, fmt.Sprintf("no. %d", c+1), "surplus", text, "%q stands in no column of the header; a cell with a comma in it wants quotation marks", text)
				break
			}
		}
	}
}

// bond reads the columns that hold no attribute, however they are spelled: with a hyphen, a line below or another end.
func (r *reader) bond(name string, c int) bool {
	switch strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == ' ' || r == '-' || r == '_' }), " ") {
	case "together", "together with":
		r.ties(name, c, false)
	case "apart", "apart from":
		r.ties(name, c, true)
	case "choices", "choice":
		r.choices(name, c)
	case "group", "in group":
		r.places(name, c, false)
	case "not in", "not in group":
		r.places(name, c, true)
	default:
		return false
	}
	return true
}

func (r *reader) column(name string, c int) {
	if r.bond(name, c) {
		return
	}
	name, kind, _ := strings.Cut(name, ":")
	a := compose.Attribute{Name: strings.TrimSpace(name)}
	kind, levels, ordered := strings.Cut(strings.TrimSpace(kind), "(")
	switch kind = strings.TrimSpace(kind); kind {
	case "":
		a.Kind = r.guess(c)
	case "number", "category", "several", "hours", "ordered":
		a.Kind = compose.Kind(kind)
	default:
		r.wrong(-1, name, "kind", kind, "%q is no kind of column; use number, ordered(low<mid<high), category, several or hours", kind)
		return
	}
	if a.Kind == compose.Ordered {
		if !ordered {
			r.wrong(-1, name, "order", name, "say the order, lowest first: %s:ordered(low<mid<high)", name)
			return
		}
		for l := range strings.SplitSeq(strings.TrimSuffix(levels, ")"), "<") {
			a.Levels = append(a.Levels, strings.TrimSpace(l))
		}
	}
	for i := range r.rows {
		r.value(&a, i, c)
	}
	sorted(&a)
	r.p.Attributes = append(r.p.Attributes, a)
}

// guess takes a column of numbers as numbers, one of free hours as hours, and any other as categories.
func (r *reader) guess(c int) compose.Kind {
	cells, numbers, hours := 0, 0, 0
	for i := range r.rows {
		text := r.cell(i, c)
		if text == "" {
			continue
		}
		cells++
		if _, err := number(text); err == nil {
			numbers++
		}
		if _, err := Hours(text); err == nil {
			hours++
		}
	}
	switch {
	case cells > 0 && cells == numbers:
		return compose.Number
	case cells > 0 && cells == hours:
		return compose.Hours
	}
	return compose.Category
}

// number reads 3.5 and 3,5.
func number(text string) (float64, error) {
	return strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
}

func (r *reader) value(a *compose.Attribute, row, c int) {
	text := r.cell(row, c)
	switch a.Kind {
	case compose.Hours:
		week, err := Hours(text)
		if err != nil {
			r.wrong(row, a.Name, "hours", text, "%v", err)
		}
		a.Free = append(a.Free, week)
	case compose.Several:
		var set uint64
		for _, part := range split(text) {
			if l := r.level(a, part, row); l >= 0 {
				set |= 1 << l
			}
		}
		a.Set = append(a.Set, set)
	case compose.Number:
		v, err := number(text)
		switch {
		case text == "":
			v = math.NaN()
		case err != nil || math.IsNaN(v) || math.IsInf(v, 0):
			r.wrong(row, a.Name, "number", text, "%q is not a number", text)
		}
		a.Value = append(a.Value, v)
	default:
		v := math.NaN()
		if text != "" {
			if l := r.level(a, text, row); l >= 0 {
				v = float64(l)
			}
		}
		a.Value = append(a.Value, v)
	}
}

// level finds a level, or adds it unless the levels are given in the header.
func (r *reader) level(a *compose.Attribute, name string, row int) int {
	for i, l := range a.Levels {
		if strings.EqualFold(l, name) {
			return i
		}
	}
	if a.Kind == compose.Ordered {
		r.wrong(row, a.Name, "level", name, "%q is none of %s", name, strings.Join(a.Levels, ", "))
		return -1
	}
	if len(a.Levels) == 64 {
		r.wrong(row, a.Name, "levels", name, "more than 64 different values")
		return -1
	}
	a.Levels = append(a.Levels, name)
	return len(a.Levels) - 1
}

// sorted puts levels that have no order of their own into that of their names, so that the order of rows is no matter.
func sorted(a *compose.Attribute) {
	if a.Kind != compose.Category && a.Kind != compose.Several {
		return
	}
	was := a.Levels
	a.Levels = slices.SortedStableFunc(slices.Values(was), func(x, y string) int { return strings.Compare(strings.ToLower(x), strings.ToLower(y)) })
	to := make([]int, len(was))
	for i, name := range was {
		to[i] = slices.Index(a.Levels, name)
	}
	for x, v := range a.Value {
		if !math.IsNaN(v) {
			a.Value[x] = float64(to[int(v)])
		}
	}
	for x, set := range a.Set {
		a.Set[x] = 0
		for ; set != 0; set &= set - 1 {
			a.Set[x] |= 1 << to[bits.TrailingZeros64(set)]
		}
	}
}

func split(text string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '|' }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// person finds somebody by name.
func (r *reader) person(row int, column, name string) int {
	x, ok := r.at[name]
	switch {
	case !ok:
		r.wrong(row, column, "person", name, "nobody is called %q", name)
		return -1
	case x == row:
		r.wrong(row, column, "self", name, "%q is this person", name)
		return -1
	}
	return x
}

func (r *reader) ties(column string, c int, apart bool) {
	seen := map[[2]int]int{} // the tie of two people, that both may name: the stronger word holds
	for i := range r.rows {
		for _, part := range split(r.cell(i, c)) {
			name, weight, soft := strings.Cut(part, "*")
			tie := compose.Tie{Apart: apart, Must: !soft, Weight: 1}
			if soft {
				w, err := number(strings.TrimSpace(weight))
				if err != nil || w < 0 || math.IsNaN(w) || math.IsInf(w, 0) {
					r.wrong(i, column, "weight", weight, "%q is no weight", weight)
				}
				tie.Weight = w
			}
			y := r.person(i, column, strings.TrimSpace(name))
			key := [2]int{min(i, y), max(i, y)}
			if y < 0 {
				continue
			}
			tie.A, tie.B = i, y
			at, again := seen[key]
			if !again {
				seen[key] = len(r.p.Ties)
				r.p.Ties = append(r.p.Ties, tie)
			} else if have := &r.p.Ties[at]; tie.Must || !have.Must && tie.Weight > have.Weight {
				have.Must, have.Weight = tie.Must, tie.Weight
			}
		}
	}
}

func (r *reader) choices(column string, c int) {
	r.p.Choices = make([][]int, len(r.rows))
	for i := range r.rows {
		for _, name := range split(r.cell(i, c)) {
			if y := r.person(i, column, name); y >= 0 {
				r.p.Choices[i] = append(r.p.Choices[i], y)
			}
		}
	}
}

func (r *reader) places(column string, c int, never bool) {
	for i := range r.rows {
		for _, text := range split(r.cell(i, c)) {
			g, err := strconv.Atoi(text)
			if err != nil || g < 1 {
				r.wrong(i, column, "group", text, "%q is no number of a group", text)
				continue
			}
			r.p.Places = append(r.p.Places, compose.Place{Person: i, Group: g - 1, Never: never})
		}
	}
}
