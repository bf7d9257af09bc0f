// Package sheet reads a table from the bytes of a CSV or XLSX file, however people's spreadsheets wrote it: comma,
// semicolon or tab between the cells, a byte order mark or none. Nothing is written to disk while it reads.
package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// MostBytes is the largest file that is read; unpacked, a spreadsheet may be sixteen times as large.
const MostBytes = 32 << 20

// Trouble says why a file is no table; Row counts from 1, 0 is the file as a whole.
type Trouble struct {
	File string
	Row  int
	Key  string // large, quotes, letters or spreadsheet
	Say  string
}

// Error names the file, the row and what is wrong.
func (t *Trouble) Error() string {
	if t.Row > 0 {
		return fmt.Sprintf("%s, row %d: %s", t.File, t.Row, t.Say)
	}
	return t.File + ": " + t.Say
}

// Read gives the rows of a table: row i of the file is at place i−1, empty ones included. A name that ends in .xlsx, or
// bytes that begin like a spreadsheet, mean the first sheet of a workbook.
func Read(name string, content []byte) ([][]string, error) {
	if len(content) > MostBytes {
		return nil, &Trouble{name, 0, "large", fmt.Sprintf("larger than %d MB", MostBytes>>20)}
	}
	if strings.HasSuffix(strings.ToLower(name), ".xlsx") || bytes.HasPrefix(content, []byte("PK\x03\x04")) {
		return workbook(name, content)
	}
	if !utf8.Valid(content) {
		return nil, &Trouble{name, 0, "letters", "the letters are not UTF-8; save it as CSV UTF-8 or as XLSX"}
	}
	text := strings.TrimPrefix(string(content), "\ufeff")
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = separator(text)
	r.FieldsPerRecord = -1
	var rows [][]string
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, unread(name, err)
		}
		line, _ := r.FieldPos(0)
		for len(rows) < line-1 {
			rows = append(rows, nil)
		}
		rows = append(rows, row)
	}
}

func unread(name string, err error) error {
	var at *csv.ParseError
	if errors.As(err, &at) {
		return &Trouble{name, at.Line, "quotes", at.Err.Error()}
	}
	return &Trouble{name, 0, "quotes", err.Error()}
}

// separator is the one of comma, semicolon and tab that the first line holds most of.
func separator(text string) rune {
	first, _, _ := strings.Cut(text, "\n")
	best, most := ',', strings.Count(first, ",")
	for _, r := range []rune{';', '\t'} {
		if n := strings.Count(first, string(r)); n > most {
			best, most = r, n
		}
	}
	return best
}

func workbook(name string, content []byte) ([][]string, error) {
	const most = 16 * MostBytes // one limit for both, so that nothing is unpacked to disk
	book, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{UnzipSizeLimit: most, UnzipXMLSizeLimit: most})
	if err != nil {
		return nil, &Trouble{name, 0, "spreadsheet", "cannot be read as a spreadsheet; save it again as XLSX or CSV"}
	}
	rows, err := book.GetRows(book.GetSheetName(0))
	if err = errors.Join(err, book.Close()); err != nil {
		return nil, &Trouble{name, 0, "spreadsheet", "cannot be read as a spreadsheet; save it again as XLSX or CSV"}
	}
	return rows, nil
}
