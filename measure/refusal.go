package measure

import (
	"fmt"
	"strings"
)

// Fault is one thing wrong in a file: where, counted from 1, and why.
type Fault struct {
	Row    int    `json:"row"`
	Column int    `json:"column"`
	Reason string `json:"reason"`
}

// Refusal is a file that was not taken: nothing of it was imported.
type Refusal struct {
	File   string  `json:"file"`
	Faults []Fault `json:"faults"`
}

// mostFaults keeps a hopeless file from filling the screen.
const mostFaults = 50

// Error lists the faults, one a line, as file:row:column: reason.
func (r *Refusal) Error() string {
	var b strings.Builder
	for i, f := range r.Faults {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s:%d:%d: %s", r.File, f.Row, f.Column, f.Reason)
	}
	return b.String()
}

// faults gathers what is wrong, so that a file is mended in one go.
type faults struct {
	file string
	list []Fault
}

func (f *faults) add(row, column int, format string, args ...any) {
	if len(f.list) < mostFaults {
		f.list = append(f.list, Fault{row, column, fmt.Sprintf(format, args...)})
	}
}

// err is a Refusal when anything was wrong.
func (f *faults) err() error {
	if len(f.list) == 0 {
		return nil
	}
	return &Refusal{f.file, f.list}
}
