// Package private holds text that identifies a person or tells something about one. It prints as dots
// everywhere (fmt, slog, JSON, templates); only Reveal shows it, so every place that does can be found by name.
package private

import (
	"fmt"
	"log/slog"
	"strings"
)

const dots = "•••"

// Text is a piece of private text. The zero Text is empty. The text sits behind a function, because fmt
// looks through unexported fields and pointers to strings.
type Text struct{ reveal func() string }

// Of hides a string. White space around it is cut.
func Of(s string) Text {
	s = strings.TrimSpace(s)
	if s == "" {
		return Text{}
	}
	return Text{reveal: func() string { return s }}
}

// Reveal gives the text itself. Call it only where this reader may see it.
func (t Text) Reveal() string {
	if t.reveal == nil {
		return ""
	}
	return t.reveal()
}

// Empty tells whether there is no text.
func (t Text) Empty() bool { return t.reveal == nil }

// Len is the number of characters.
func (t Text) Len() int { return len([]rune(t.Reveal())) }

// Same tells whether two texts are equal.
func (t Text) Same(o Text) bool { return t.Reveal() == o.Reveal() }

// String gives dots.
func (t Text) String() string {
	if t.Empty() {
		return ""
	}
	return dots
}

// Format gives dots for every verb.
func (t Text) Format(f fmt.State, _ rune) { _, _ = fmt.Fprint(f, t.String()) }

// LogValue gives dots to slog.
func (t Text) LogValue() slog.Value { return slog.StringValue(t.String()) }

// MarshalText gives dots to encoders.
func (t Text) MarshalText() ([]byte, error) { return []byte(t.String()), nil }
