package note

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is a run of letters, or a run of digits, in a text.
type word struct {
	start, end int    // byte offsets
	text       string // as it stands
	fold       string // without case, diacritics and invisible signs
	runes      int    // of fold
	capital    bool   // begins with an upper-case letter
	cased      bool   // written in a script that has case
	digits     bool
}

// words splits a text. Apostrophes and hyphens split, so that "Leo's" is "Leo" and "s", "d'Ana" is "d" and "Ana";
// letters and digits split, so that "S4" is "S" and "4".
func words(text string) []word {
	var all []word
	start, kind := -1, 0
	flush := func(end int) {
		if start >= 0 {
			all = append(all, newWord(text, start, end, kind == digit))
			start = -1
		}
	}
	for i, r := range text {
		k := kindOf(r)
		switch {
		case k == within && start >= 0:
			continue
		case k == other || k == within:
			flush(i)
		case start < 0 || k != kind:
			flush(i)
			start, kind = i, k
		}
	}
	flush(len(text))
	return all
}

// Kinds of character.
const (
	other = iota
	letter
	digit
	within // marks and invisible signs: part of the word in which they stand
)

func kindOf(r rune) int {
	switch {
	case unicode.IsLetter(r):
		return letter
	case unicode.IsDigit(r):
		return digit
	case unicode.Is(unicode.M, r), unicode.Is(unicode.Cf, r):
		return within
	}
	return other
}

func newWord(text string, start, end int, digits bool) word {
	w := word{start: start, end: end, text: text[start:end], digits: digits}
	w.fold = fold(w.text)
	w.runes = utf8.RuneCountInString(w.fold)
	first, _ := utf8.DecodeRuneInString(w.text)
	w.capital = unicode.IsUpper(first) || unicode.IsTitle(first)
	w.cased = w.capital || unicode.IsLower(first)
	return w
}

// fold takes away case, diacritics and invisible signs, and evens out letters that are written in several ways.
func fold(s string) string {
	if ascii(s) { // nearly every word, and many times quicker
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if unicode.Is(unicode.M, r) || unicode.Is(unicode.Cf, r) {
			continue
		}
		b.WriteString(plain(unicode.ToLower(r)))
	}
	return b.String()
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// plain evens out letters that have no decomposition, or that one script writes in several ways.
func plain(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'þ':
		return "th"
	case 'ı':
		return "i"
	case 'ς':
		return "σ"
	case 'ـ': // the stroke that lengthens an Arabic word
		return ""
	case 'ٱ':
		return "ا"
	case 'ى', 'ی':
		return "ي"
	case 'ة':
		return "ه"
	case 'ک':
		return "ك"
	}
	return string(r)
}

// oneTypo tells whether two words differ by exactly one slip: a letter changed, missing, added, or two neighbours
// swapped.
func oneTypo(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 {
		return false
	}
	head := 0
	for head < len(x) && x[head] == y[head] {
		head++
	}
	tail := 0
	for tail < len(x)-head && x[len(x)-1-tail] == y[len(y)-1-tail] {
		tail++
	}
	dx, dy := x[head:len(x)-tail], y[head:len(y)-tail]
	switch {
	case len(dy) == 1 && len(dx) <= 1:
		return true
	case len(dx) == 2 && len(dy) == 2:
		return dx[0] == dy[1] && dx[1] == dy[0]
	}
	return false
}

// unspaced tells whether a text is written in a script that puts no spaces between words.
func unspaced(s string) bool {
	if ascii(s) {
		return false
	}
	for _, r := range s {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer,
			unicode.Myanmar) {
			return true
		}
	}
	return false
}
