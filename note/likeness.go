package note

import (
	"slices"
	"strings"
	"unicode"
)

// When a note counts as a copy of another, and how many words of its own lift that.
const (
	CloneLikeness = 0.85
	OwnWords      = 6
	ownLikeness   = 0.6 // a sentence more alike than this to one of another note is not one's own
	mostCompared  = 800 // words of a note that are compared
)

// Likeness tells how alike two texts are in their words and the order of them: 0 for nothing in common, 1 for the
// same. Case, punctuation and diacritics do not count. It is twice the longest common subsequence of words over
// the words of both.
func Likeness(a, b string) float64 {
	x, y := bareWords(a), bareWords(b)
	if len(x)+len(y) == 0 {
		return 1
	}
	return 2 * float64(common(x, y)) / float64(len(x)+len(y))
}

func bareWords(text string) []string {
	all := words(text)
	if len(all) > mostCompared {
		all = all[:mostCompared]
	}
	bare := make([]string, len(all))
	for i, w := range all {
		bare[i] = w.fold
	}
	return bare
}

// common is the length of the longest common subsequence.
func common(x, y []string) int {
	row := make([]int, len(y)+1)
	for _, a := range x {
		diagonal := 0
		for j, b := range y {
			above := row[j+1]
			if a == b {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(y)]
}

// IsClone tells whether a note is nearly the same as one of the others and has no sentence of its own.
func IsClone(n Note, others []Note) bool {
	for _, o := range others {
		if o.ID != n.ID && Likeness(n.Text(), o.Text()) > CloneLikeness {
			return !OwnSentence(n, others)
		}
	}
	return false
}

// OwnSentence tells whether a note holds a sentence of at least six words that stands in none of the others. A
// sentence in which only the name differs is not one's own.
func OwnSentence(n Note, others []Note) bool {
	mine := slices.DeleteFunc(sentences(n.Text()), func(s []string) bool { return len(s) < OwnWords })
	for i := 0; i < len(others) && len(mine) > 0; i++ {
		if others[i].ID != n.ID {
			theirs := sentences(others[i].Text())
			mine = slices.DeleteFunc(mine, func(s []string) bool { return !own(s, theirs) })
		}
	}
	return len(mine) > 0
}

func own(s []string, theirs [][]string) bool {
	for _, t := range theirs {
		if 2*float64(common(s, t)) > ownLikeness*float64(len(s)+len(t)) {
			return false
		}
	}
	return true
}

// sentences gives the words of every sentence of a text.
func sentences(text string) [][]string {
	var out [][]string
	for s := range strings.FieldsFuncSeq(text, func(r rune) bool {
		return unicode.Is(unicode.STerm, r) || r == '\n'
	}) {
		if w := bareWords(s); len(w) > 0 {
			out = append(out, w)
		}
	}
	return out
}
