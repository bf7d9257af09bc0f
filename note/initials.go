package note

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// initialsOf gives every way in which several initials may stand for a person ("ap", "amp"), and the first letter
// of the name by which they are called. All are folded.
func initialsOf(n Names) (several []string, first string) {
	var called, register string
	for i, parts := range n.parts() {
		if unspaced(n.Words[i].Reveal()) {
			continue
		}
		letters := ""
		for _, w := range parts {
			if w.capital && !particle(w.fold) {
				r, _ := utf8.DecodeRuneInString(w.fold)
				letters += string(r)
			}
		}
		switch i {
		case 0:
			called = letters
		case 1:
			register = letters
		}
		several = append(several, pairs(letters)...)
	}
	if called != "" {
		first = firstLetter(called)
		if len([]rune(called)) == 1 && register != "" {
			several = append(several, pairs(called+lastLetter(register))...)
		}
	}
	return several, first
}

// pairs gives all the letters, and the first with the last.
func pairs(letters string) []string {
	if len([]rune(letters)) < 2 {
		return nil
	}
	return []string{letters, firstLetter(letters) + lastLetter(letters)}
}

func firstLetter(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return s[:size]
}

func lastLetter(s string) string {
	_, size := utf8.DecodeLastRuneInString(s)
	return s[len(s)-size:]
}

// initialsAt looks for initials that begin at a word: "A.P.", "A. P.", "AP", "A." and a bare "M".
func (g *guard) initialsAt(i int) {
	w := g.words[i]
	if !w.capital || w.digits || g.attached(i) {
		return
	}
	if w.runes > 1 {
		if w.runes <= 4 && strings.ToUpper(w.text) == w.text && g.initials[w.fold] && !abbreviation(w.fold) {
			g.hit(w.start, w.end, ByInitials)
		}
		return
	}
	letters, end := w.fold, w.end
	for j := i + 1; j < len(g.words) && j < i+4; j++ {
		next := g.words[j]
		if next.runes != 1 || !next.capital || !between(g.text[end:next.start]) {
			break
		}
		letters, end = letters+next.fold, next.end
		if g.initials[letters] {
			g.hit(w.start, g.dotted(end), ByInitials)
			return
		}
	}
	if len(letters) == len(w.fold) && g.single[w.fold] && g.alone(i) {
		g.hit(w.start, g.dotted(end), ByInitials)
	}
}

func between(gap string) bool {
	return gap == "." || gap == ". " || gap == " " || gap == "-" || gap == ".-"
}

// dotted takes a full stop after initials with them, unless it ends the sentence.
func (g *guard) dotted(end int) int {
	rest := g.text[end:]
	if !strings.HasPrefix(rest, ".") {
		return end
	}
	after := strings.TrimLeft(rest[1:], " ")
	r, _ := utf8.DecodeRuneInString(after)
	if after == "" || after != rest[1:] && unicode.IsUpper(r) || strings.HasPrefix(after, "\n") {
		return end
	}
	return end + 1
}

// attached tells whether a word hangs on an apostrophe or a digit: "I'm", "B12".
func (g *guard) attached(i int) bool {
	if i > 0 && (g.words[i-1].end == g.words[i].start || apostrophe(g.text[g.words[i-1].end:g.words[i].start])) {
		return true
	}
	if i+1 == len(g.words) {
		return false
	}
	next := g.words[i+1]
	return next.start == g.words[i].end || next.runes > 1 && apostrophe(g.text[g.words[i].end:next.start])
}

// alone tells whether one capital letter may stand for a person: not a word of its own, not the letter of a plan,
// a vitamin or a room.
func (g *guard) alone(i int) bool {
	w := g.words[i]
	dot := strings.HasPrefix(g.text[w.end:], ".")
	switch w.fold {
	case "i":
		return false
	case "a", "e", "o", "u", "y":
		if !dot || g.dotted(w.end) == w.end {
			return false
		}
	}
	if i > 0 {
		if before := g.words[i-1]; before.runes == 1 && before.capital && between(g.text[before.end:w.start]) {
			return false // the end of somebody's initials
		}
		switch g.words[i-1].fold {
		case "plan", "group", "grupo", "vitamin", "vitamina", "room", "sala", "part", "parte", "option", "opcion",
			"hepatitis", "type", "tipo", "team", "equipo", "block", "bloque", "level", "nivel", "class", "clase",
			"section", "seccion", "point", "punto", "letter", "letra", "grade", "building", "line", "linea":
			return false
		}
	}
	return true
}

// abbreviation tells short words in capitals that are not initials, unless they are written with stops.
func abbreviation(fold string) bool {
	switch fold {
	case "ok", "tv", "id", "pm", "am", "uk", "us", "eu", "un", "hr", "gp", "cv", "pc", "it", "sms", "cd", "dvd",
		"adhd", "ptsd", "ngo", "faq", "usa", "aa", "na", "rsvp", "url", "pdf", "asap", "diy", "er", "ee", "uu", "ong":
		return true
	}
	return false
}
