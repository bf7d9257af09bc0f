package people

import (
	_ "embed"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"groupwork/fault"
)

// Bounds of a password, in characters. The upper one only keeps hashing cheap.
const (
	shortestPassword = 12
	longestPassword  = 256
	ownCharacters    = 8 // that have to be left when the agency's own words are taken away
	fewestDifferent  = 5 // characters
)

//go:embed common_passwords.txt
var commonPasswords string

// CheckPassword refuses a password that is short, that many people use, or that mostly repeats words of the agency
// or the person. It asks for no special signs: length is what counts.
func CheckPassword(pw string, words []string) error {
	var c fault.Check
	n := len([]rune(pw))
	c.Want(n >= shortestPassword, "password", "password.short", "min", shortestPassword)
	c.Want(n <= longestPassword, "password", "password.long", "max", longestPassword)
	if n >= shortestPassword && n <= longestPassword {
		folded := foldPassword(pw)
		c.Want(!common(folded), "password", "password.common")
		c.Want(!mostlyOwn(folded, words), "password", "password.own_words")
	}
	return c.Err("people.CheckPassword")
}

func foldPassword(pw string) string { return strings.ToLower(norm.NFKC.String(pw)) }

// common tells whether a folded password is on the list, is one of the list with digits or signs around it, repeats
// a few characters, or only runs up or down the keyboard.
func common(pw string) bool {
	core := strings.TrimFunc(pw, func(r rune) bool { return !unicode.IsLetter(r) })
	for line := range strings.Lines(commonPasswords) {
		word := strings.TrimSpace(line)
		if word != "" && (word == pw || word == core || repeats(pw, word)) {
			return true
		}
	}
	return different(pw) < fewestDifferent || runs(pw)
}

func repeats(pw, word string) bool {
	return len(word) > 3 && strings.Trim(strings.ReplaceAll(pw, word, ""), "0123456789!.?-_ ") == ""
}

func different(pw string) int {
	seen := map[rune]bool{}
	for _, r := range pw {
		seen[r] = true
	}
	return len(seen)
}

// runs tells whether nearly every character follows or precedes its neighbour, as in abcdefghijkl or 987654321098.
func runs(pw string) bool {
	steps, before := 0, rune(0)
	n := 0
	for _, r := range pw {
		if n > 0 && (r-before == 1 || before-r == 1 || r == before || r == '0' && before == '9' || r == '9' && before == '0') {
			steps++
		}
		before = r
		n++
	}
	return steps >= n-2
}

// mostlyOwn tells whether little is left of a folded password once the given words are taken away.
func mostlyOwn(pw string, words []string) bool {
	left := pw
	for _, w := range words {
		for part := range strings.FieldsSeq(foldPassword(w)) {
			if len([]rune(part)) >= 4 {
				left = strings.ReplaceAll(left, part, "")
			}
		}
	}
	if left == pw {
		return false
	}
	own := 0
	for _, r := range left {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			own++
		}
	}
	return own < ownCharacters
}
