// Package fault says how an act can fail. Every error that leaves a room or an act is an *Error of one of
// six kinds; a door turns the kind into a status and words by one table and never reads error text.
package fault

import (
	"errors"
	"fmt"
	"strings"
)

// Kind is how an act failed.
type Kind string

// The six kinds. Withheld means "this person learns neither yes nor no": a door answers it exactly like Missing.
const (
	Broken    Kind = "broken"    // our fault or the machine's; nothing the person can mend
	Invalid   Kind = "invalid"   // the input is wrong; Fields says what and how to mend it
	Forbidden Kind = "forbidden" // the person may know of the thing but not do this
	Withheld  Kind = "withheld"  // the person may not know of the thing
	Missing   Kind = "missing"   // there is no such thing
	Stale     Kind = "stale"     // the thing has moved on; look again
)

// Field is one wrong field of a form: its name, the phrase key that says what is wrong and how to mend it,
// and the values that the phrase wants.
type Field struct {
	Name string
	Key  string
	Args map[string]any
}

// Error is a failed act: which kind, which rule or act (Op), the phrase key for people (Say, may be empty) and,
// for Invalid, every wrong field.
type Error struct {
	Kind   Kind
	Op     string
	Say    string
	Fields []Field
	Err    error
}

// Error describes the failure for logs. It holds no value that a person typed.
func (e *Error) Error() string {
	parts := []string{e.Op, string(e.Kind)}
	if e.Say != "" {
		parts = append(parts, e.Say)
	}
	for _, f := range e.Fields {
		parts = append(parts, f.Name+"="+f.Key)
	}
	text := strings.Join(parts, ": ")
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// New makes an error of a kind for an operation; say is a phrase key and may be empty.
func New(kind Kind, op, say string) error { return &Error{Kind: kind, Op: op, Say: say} }

// Wrap marks a cause as Broken for an operation; a cause that already is an *Error keeps its kind. Nil stays nil.
func Wrap(op string, err error) error {
	if err == nil {
		return nil
	}
	var e *Error
	if errors.As(err, &e) {
		return err
	}
	return &Error{Kind: Broken, Op: op, Err: err}
}

// Of gives the kind of an error: "" for nil, Broken for an error of another make.
func Of(err error) Kind {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Broken
}

// Fields gives the wrong fields of an Invalid error, else none.
func Fields(err error) []Field {
	var e *Error
	if errors.As(err, &e) {
		return e.Fields
	}
	return nil
}

// Say gives the phrase key of an error, or "".
func Say(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Say
	}
	return ""
}

// Check gathers every wrong field before it fails, so that a form is mended in one go.
type Check struct{ fields []Field }

// Want notes a wrong field unless ok. Args are pairs of name and value for the phrase.
func (c *Check) Want(ok bool, field, key string, args ...any) {
	if ok {
		return
	}
	f := Field{Name: field, Key: key}
	for i := 0; i+1 < len(args); i += 2 {
		if f.Args == nil {
			f.Args = map[string]any{}
		}
		f.Args[fmt.Sprint(args[i])] = args[i+1]
	}
	c.fields = append(c.fields, f)
}

// Err is nil when every field was right, else an Invalid error with all of the wrong ones.
func (c *Check) Err(op string) error {
	if len(c.fields) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Op: op, Fields: c.fields}
}
