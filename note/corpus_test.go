package note

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"groupwork/private"
)

// tongue is one language of the corpus: sentences about a member ({me}), sentences that mention another ({other}),
// and invented names: called | register | nickname.
type tongue struct {
	Clean, Mention, Names []string
	Possessive            bool
}

// tongues reads the languages of the corpus.
func tongues(t testing.TB) []tongue {
	t.Helper()
	raw, err := os.ReadFile("testdata/tongues.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []tongue
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func splitName(line string) Names {
	var n Names
	for _, w := range strings.Split(line, "|") {
		n.Words = append(n.Words, private.Of(w))
	}
	return n
}

// sample is one note of the corpus: a clean text, or one that mentions another member at [start, end).
type sample struct {
	text       string
	own        Names
	others     []Names
	start, end int
}

// cleanNote writes six sentences about one member of a group of up to ten.
func cleanNote(r *rand.Rand, t tongue) (sample, []string) {
	order := r.Perm(len(t.Names))
	group := order[:min(10, len(order))]
	s := sample{own: splitName(t.Names[group[0]])}
	s.own.Seat = 1
	for i, at := range group[1:] {
		n := splitName(t.Names[at])
		n.Seat = i + 2
		s.others = append(s.others, n)
	}
	var lines []string
	for _, i := range r.Perm(len(t.Clean))[:min(6, len(t.Clean))] {
		lines = append(lines, strings.ReplaceAll(t.Clean[i], "{me}", s.own.Words[0].Reveal()))
	}
	s.text = strings.Join(lines, " ")
	return s, lines
}

// mentioning puts one mention of another into a clean note. Write changes how the name is written.
func mentioning(r *rand.Rand, t tongue, write func(*rand.Rand, tongue, string) string) (sample, bool) {
	s, lines := cleanNote(r, t)
	other := s.others[r.IntN(len(s.others))]
	said := write(r, t, other.Words[r.IntN(len(other.Words))].Reveal())
	if said == "" {
		return s, false
	}
	line := strings.ReplaceAll(t.Mention[r.IntN(len(t.Mention))], "{me}", s.own.Words[0].Reveal())
	lines = slices.Insert(lines, r.IntN(len(lines)+1), line)
	text := strings.Join(lines, " ")
	s.start = strings.Index(text, "{other}")
	s.end = s.start + len(said)
	s.text = strings.Replace(text, "{other}", said, 1)
	return s, true
}

// asWritten gives a name exactly, or in another case, without or with other diacritics, or with a possessive.
func asWritten(r *rand.Rand, t tongue, name string) string {
	everyday := name == "Will" || name == "Sol" // words of the language: only as written
	switch way := r.IntN(6); {
	case way == 1 && !everyday && utf8.RuneCountInString(name) > 2:
		return strings.ToLower(name)
	case way == 2:
		return strings.ToUpper(name)
	case way == 3:
		return norm.NFD.String(name)
	case way == 4 && !everyday:
		return bare(name)
	case way == 5 && t.Possessive:
		return name + []string{"'s", "’s"}[r.IntN(2)]
	}
	return name
}

func bare(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if kindOf(r) != within {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// slipped gives a single name of four letters or more with one slip; "" where the name is too short.
func slipped(r *rand.Rand, _ tongue, name string) string {
	letters := []rune(norm.NFC.String(strings.Fields(name)[0]))
	if len([]rune(fold(string(letters)))) < 4 || everyday(fold(string(letters))) {
		return ""
	}
	script := []rune("abcdefghijklmnopqrstuvwxyz")
	switch {
	case letters[0] > 0x600 && letters[0] < 0x700:
		script = []rune("ابتثجحخدذرزسشصضطظعغفقكلمنهوي")
	case letters[0] > 0x400 && letters[0] < 0x500:
		script = []rune("абвгдежзиклмнопрстуфхцчшщыэюя")
	}
	i := 1 + r.IntN(len(letters)-1)
	stranger := script[r.IntN(len(script))]
	out := slices.Clone(letters)
	switch r.IntN(4) {
	case 0:
		out[i] = stranger
	case 1:
		out = slices.Delete(out, i, i+1)
	case 2:
		out = slices.Insert(out, i, stranger)
	default:
		if i == 1 && len(out) > 2 {
			i = 2
		}
		out[i-1], out[i] = out[i], out[i-1]
	}
	if fold(string(out)) == fold(string(letters)) {
		return ""
	}
	return string(out)
}
