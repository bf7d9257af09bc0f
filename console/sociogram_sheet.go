package console

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sheet is a CSV file with a header, read whole: comma, semicolon or tab, UTF-8. Without commas between cells a decimal
// comma is understood. The names of columns that a command knows may be written with capitals.
type sheet struct {
	file   string
	header []string
	rows   [][]string
	lines  []int // line of each row in the file
	comma  bool  // decimal comma
	wrong  []cellError
}

// cellError is one cell, or row, or file that cannot be taken.
type cellError struct {
	file   string
	row    int // line in the file, 0 for the whole file
	column string
	reason string
}

func (e cellError) Error() string {
	where := e.file
	if e.row > 0 {
		where += fmt.Sprintf(", row %d", e.row)
	}
	if e.column != "" {
		where += fmt.Sprintf(", column %q", e.column)
	}
	return where + ": " + e.reason
}

// The limits keep a mistaken file from eating the machine.
const (
	largestSheet  = 64 << 20
	longestSheet  = 500_000
	widestSheet   = 600
	errorsListed  = 20
	longestShown  = 40
	byteOrderMark = "\ufeff"
)

// readSheet reads a file whole or refuses it whole.
func readSheet(file string) (*sheet, error) {
	refuse := func(row int, column, reason string) (*sheet, error) {
		return nil, cellError{file, row, column, reason}
	}
	f, err := os.Open(file)
	if err != nil {
		return refuse(0, "", "cannot be opened")
	}
	defer func() { _ = f.Close() }()
	raw, err := io.ReadAll(io.LimitReader(f, largestSheet+1))
	switch {
	case err != nil:
		return refuse(0, "", "cannot be read")
	case len(raw) > largestSheet:
		return refuse(0, "", "larger than 64 MB")
	}
	return parseSheet(file, bytes.TrimPrefix(raw, []byte(byteOrderMark)))
}

func invalidAt(raw []byte) int {
	for at := 0; at < len(raw); {
		r, size := utf8.DecodeRune(raw[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return 0
}

func parseSheet(file string, raw []byte) (*sheet, error) {
	if !utf8.Valid(raw) {
		line := 1 + bytes.Count(raw[:invalidAt(raw)], []byte("\n"))
		return nil, cellError{file, line, "", "not UTF-8 text; save it as CSV UTF-8"}
	}
	s, skipped := &sheet{file: file}, 0
	first, rest, _ := bytes.Cut(raw, []byte("\n"))
	if bytes.HasPrefix(first, []byte("sep=")) { // a line that some spreadsheets write for themselves
		raw, skipped = rest, 1
		first, _, _ = bytes.Cut(raw, []byte("\n"))
	}
	between := separator(first)
	s.comma = between != ','
	r := csv.NewReader(bytes.NewReader(raw))
	r.FieldsPerRecord, r.Comma = -1, between
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			return nil, cellError{file, bad.Line + skipped, "", "a quotation mark is missing or misplaced"}
		}
		if err != nil {
			return nil, cellError{file, 0, "", "cannot be read as CSV"}
		}
		line, _ := r.FieldPos(0)
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
		if err := s.take(row, line+skipped); err != nil {
			return nil, err
		}
	}
	if s.header == nil {
		return nil, cellError{file, 0, "", "is empty"}
	}
	if len(s.rows) == 0 {
		return nil, cellError{file, 0, "", "has a header and no rows"}
	}
	return s, nil
}

// separator is what stands between the cells of a header.
func separator(header []byte) rune {
	commas, semicolons, tabs := bytes.Count(header, []byte(",")), bytes.Count(header, []byte(";")), bytes.Count(header, []byte("\t"))
	switch {
	case tabs > max(commas, semicolons):
		return '\t'
	case semicolons > commas:
		return ';'
	}
	return ','
}

// columns are the names that commands know.
const columns = " member when phase score goal weight baseline attained group round unit from to kind team full earlier after item right " +
	"estimate thing rank idea post pre arm improved worse "

func (s *sheet) take(row []string, line int) error {
	for i, cell := range row {
		if strings.ContainsFunc(cell, unprintable) {
			return cellError{s.file, line, "", fmt.Sprintf("cell %d holds a character that cannot be printed", i+1)}
		}
	}
	if s.header == nil {
		return s.takeHeader(row, line)
	}
	if len(row) != len(s.header) {
		return cellError{s.file, line, "", fmt.Sprintf("has %d cells, the header has %d", len(row), len(s.header))}
	}
	if len(s.rows) == longestSheet {
		return cellError{s.file, line, "", fmt.Sprintf("more than %d rows", longestSheet)}
	}
	s.rows, s.lines = append(s.rows, row), append(s.lines, line)
	return nil
}

func unprintable(r rune) bool { return unicode.IsControl(r) || r == 0xFFFE || r == 0xFFFF }

func (s *sheet) takeHeader(row []string, line int) error {
	if len(row) > widestSheet {
		return cellError{s.file, line, "", fmt.Sprintf("more than %d columns", widestSheet)}
	}
	for i, name := range row {
		if low := strings.ToLower(name); name != "" && strings.Contains(columns, " "+low+" ") && !slices.Contains(row, low) {
			name, row[i] = low, low
		}
		if name == "" && i > 0 {
			return cellError{s.file, line, "", fmt.Sprintf("column %d has no name", i+1)}
		}
		if slices.Contains(row[:i], name) {
			return cellError{s.file, line, name, "is there twice"}
		}
	}
	s.header = row
	return nil
}

// has tells whether the sheet has all of the columns.
func (s *sheet) has(columns ...string) bool {
	for _, c := range columns {
		if !slices.Contains(s.header, c) {
			return false
		}
	}
	return true
}

// cell is the text of a row's column, "" when there is no such column.
func (s *sheet) cell(row int, column string) string {
	if i := slices.Index(s.header, column); i >= 0 {
		return s.rows[row][i]
	}
	return ""
}

// need is a cell that must not be empty.
func (s *sheet) need(row int, column string) string {
	v := s.cell(row, column)
	if v == "" {
		s.refuse(row, column, "is empty")
	}
	return v
}

// number reads a cell as a finite number.
func (s *sheet) number(row int, column string) float64 {
	text := s.cell(row, column)
	if s.comma {
		text = strings.Replace(text, ",", ".", 1)
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(x) || math.Abs(x) > 1e12 || strings.ContainsAny(text, "xXpP_") {
		s.refuse(row, column, "not a number: "+shorten(s.cell(row, column)))
		return 0
	}
	return x
}

// yes reads a cell that is 0 or 1.
func (s *sheet) yes(row int, column string) bool {
	switch s.cell(row, column) {
	case "1":
		return true
	case "0":
	default:
		s.refuse(row, column, "neither 0 nor 1: "+shorten(s.cell(row, column)))
	}
	return false
}

func shorten(text string) string {
	if r := []rune(text); len(r) > longestShown {
		text = string(r[:longestShown]) + "…"
	}
	return strconv.Quote(text)
}

func (s *sheet) refuse(row int, column, reason string) {
	s.wrong = append(s.wrong, cellError{s.file, s.lines[row], column, reason})
}

// refuseAll refuses the sheet as a whole.
func (s *sheet) refuseAll(reason string) {
	s.wrong = append(s.wrong, cellError{file: s.file, reason: reason})
}

// err is everything wrong, one line each, or nil. Nothing of a wrong sheet is used.
func (s *sheet) err() error {
	var all []error
	for i, w := range s.wrong {
		if i == errorsListed {
			all = append(all, fmt.Errorf("%s: and %d more", s.file, len(s.wrong)-i))
			break
		}
		all = append(all, w)
	}
	return errors.Join(all...)
}
