package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"groupwork/app"
	"groupwork/note"
	"groupwork/practice"
)

// writeUpInput is what stands in the fields of a write-up: stored, or typed.
type writeUpInput struct {
	Debrief  app.DebriefInput
	Notes    map[note.ID]app.NoteInput // of the notes that are not signed
	headings map[note.ID][]string      // their sections in order
}

func (in writeUpInput) keys(n note.Note) []string { return in.headings[n.ID] }

// storedWriteUp reads the fields from what is stored.
func storedWriteUp(up app.WriteUp, lib *practice.Library, say func(string, ...any) string) writeUpInput {
	in := writeUpInput{Debrief: app.DebriefInput{Answers: map[int]string{}, Process: map[string]string{}},
		Notes: map[note.ID]app.NoteInput{}, headings: map[note.ID][]string{}}
	for n, text := range up.Session.Debrief {
		in.Debrief.Answers[n] = text.Reveal()
	}
	for field, text := range up.Session.Process {
		in.Debrief.Process[field] = text.Reveal()
	}
	in.addNote(up.GroupNote, lib)
	for _, m := range up.Members {
		in.addNote(m.NoteView, lib)
		one, ok := in.Notes[m.Note.ID]
		if !ok {
			continue
		}
		one.Responses, one.Sentence = m.Facts.Responses, m.Facts.Sentence.Reveal()
		if n := m.Facts.Participation; n >= 0 {
			one.Participation = &n
		}
		if n := m.Facts.Progress; m.Facts.HasProgress {
			one.Progress = &n
		}
		one.NextStep = m.Facts.NextWords.Reveal()
		if m.Facts.NextStep != "" {
			one.NextStep = say("next_step." + m.Facts.NextStep)
		}
		in.Notes[m.Note.ID] = one
	}
	return in
}

// addNote takes in the text of a note that is not signed, under every heading of its format.
func (in writeUpInput) addNote(v app.NoteView, lib *practice.Library) {
	n := v.Note
	if n.ID == "" || !n.Signed.IsZero() {
		return
	}
	one := app.NoteInput{ID: string(n.ID), Version: n.Version, Sections: map[string]string{}}
	format, _ := lib.Format(n.Format)
	keys := slices.Clone(format.Sections)
	for _, s := range n.Sections {
		one.Sections[s.Key] = s.Text.Reveal()
		if !slices.Contains(keys, s.Key) {
			keys = append(keys, s.Key)
		}
	}
	in.Notes[n.ID], in.headings[n.ID] = one, keys
}

// readWriteUp reads what was typed. A field that the form does not have keeps what is stored.
func readWriteUp(form url.Values, stored writeUpInput, nextSteps map[string]string) writeUpInput {
	in := writeUpInput{Debrief: app.DebriefInput{Answers: maps.Clone(stored.Debrief.Answers), Process: maps.Clone(stored.Debrief.Process)},
		Notes: map[note.ID]app.NoteInput{}, headings: stored.headings}
	for name := range form {
		if n, err := strconv.Atoi(strings.TrimPrefix(name, "debrief.")); err == nil && strings.HasPrefix(name, "debrief.") {
			in.Debrief.Answers[n] = typed(form, name)
		}
		if field, ok := strings.CutPrefix(name, "process."); ok {
			in.Debrief.Process[field] = typed(form, name)
		}
	}
	for id, was := range stored.Notes {
		in.Notes[id] = readNote(form, id, was, stored.headings[id], nextSteps)
	}
	return in
}

func readNote(form url.Values, id note.ID, was app.NoteInput, keys []string, nextSteps map[string]string) app.NoteInput {
	one := was
	one.Sections = maps.Clone(was.Sections)
	for _, key := range keys {
		if name := fieldOf(id, "section."+key); form.Has(name) {
			one.Sections[key] = typed(form, name)
		}
	}
	if !form.Has(fieldOf(id, "sentence")) {
		return one
	}
	one.Sentence, one.NextStep = typed(form, fieldOf(id, "sentence")), typed(form, fieldOf(id, "next"))
	if code, ok := nextSteps[one.NextStep]; ok {
		one.NextStep = code
	}
	one.Responses = append([]string{}, form[fieldOf(id, "response")]...)
	if n, err := strconv.Atoi(form.Get(fieldOf(id, "participation"))); err == nil {
		one.Participation = &n
	}
	if n, err := strconv.Atoi(form.Get(fieldOf(id, "progress"))); err == nil {
		one.Progress = &n
	}
	return one
}

// typed is a field's text with the line ends and the white space that storing keeps.
func typed(form url.Values, name string) string {
	return strings.TrimSpace(strings.ReplaceAll(form.Get(name), "\r\n", "\n"))
}

// Prints of what a page showed: they tell whether somebody typed, and whether somebody else saved meanwhile.

func printOf(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d|%s|", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

func printDebrief(in app.DebriefInput) string {
	var parts []string
	for _, n := range slices.Sorted(maps.Keys(in.Answers)) {
		if in.Answers[n] != "" {
			parts = append(parts, strconv.Itoa(n), in.Answers[n])
		}
	}
	for _, f := range slices.Sorted(maps.Keys(in.Process)) {
		if in.Process[f] != "" {
			parts = append(parts, f, in.Process[f])
		}
	}
	return printOf(parts...)
}

func printText(in app.NoteInput) string {
	var parts []string
	for _, k := range slices.Sorted(maps.Keys(in.Sections)) {
		if in.Sections[k] != "" {
			parts = append(parts, k, in.Sections[k])
		}
	}
	return printOf(parts...)
}

func printChips(in app.NoteInput) string {
	number := func(n *int) string {
		if n == nil {
			return ""
		}
		return strconv.Itoa(*n)
	}
	responses := slices.Sorted(slices.Values(in.Responses))
	return printOf(append(responses, number(in.Participation), number(in.Progress), in.NextStep, in.Sentence)...)
}

// WasDebrief is the print of the stored debrief.
func (p WriteUpPage) WasDebrief() string { return printDebrief(p.Was.Debrief) }

// WasNote is the print of a stored note: its text and its chips.
func (p WriteUpPage) WasNote(id note.ID) string {
	return printText(p.Was.Notes[id]) + "." + printChips(p.Was.Notes[id])
}

// part tells what to do with one part of the page: typed here, stored now, and what the page showed at first.
type part struct{ typed, stored, shown string }

// change tells whether there is anything to save; clash whether somebody else saved something else meanwhile.
func (p part) change() bool { return p.typed != p.shown && p.typed != p.stored }
func (p part) clash() bool  { return p.change() && p.shown != "" && p.stored != p.shown }

// unseen tells whether what is stored is neither what the page showed nor what was typed in it.
func (p part) unseen() bool { return p.shown != "" && p.stored != p.shown && p.stored != p.typed }

// changes are the saves that a sent page asks for.
type changes struct {
	debrief bool
	notes   []app.NoteInput
	stale   map[string]bool
	unseen  bool // a note was changed by somebody else since the page was made
}

// compare finds what was typed and is not stored yet, and where both this person and somebody else wrote. A draft follows
// the facts; written tells which notes somebody wrote in.
func compare(form url.Values, stored, in writeUpInput, written func(note.ID) bool) changes {
	c := changes{stale: map[string]bool{}}
	debrief := part{printDebrief(in.Debrief), printDebrief(stored.Debrief), form.Get("session.was")}
	c.debrief = debrief.change() && !debrief.clash()
	if debrief.clash() {
		c.stale["session"] = true
	}
	for _, id := range slices.Sorted(maps.Keys(in.Notes)) {
		one, have := in.Notes[id], stored.Notes[id]
		shownText, shownChips, _ := strings.Cut(form.Get(fieldOf(id, "was")), ".")
		text := part{printText(one), printText(have), shownText}
		chips := part{printChips(one), printChips(have), shownChips}
		if text.clash() || chips.clash() {
			c.stale[string(id)] = true
			continue
		}
		c.unseen = c.unseen || chips.unseen() || written(id) && text.unseen()
		save := app.NoteInput{ID: string(id), Version: have.Version, Sentence: have.Sentence, NextStep: have.NextStep}
		if text.change() {
			save.Sections = one.Sections
		}
		if chips.change() {
			save.Responses, save.Participation, save.Progress = one.Responses, one.Participation, one.Progress
			save.NextStep, save.Sentence = one.NextStep, one.Sentence
		}
		if text.change() || chips.change() {
			c.notes = append(c.notes, save)
		}
	}
	return c
}
