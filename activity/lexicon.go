package activity

import (
	"regexp"
	"strings"
)

// lexicon makes one pattern of the wordings for each need or interest. A wording is words in their order, the last of
// them the beginning of a word; "." behind it makes it a whole word, and "…" leaves room for up to three words within
// the sentence, behind the beginning of a word.
func lexicon(wordings map[string][]string) map[string]*regexp.Regexp {
	all := map[string]*regexp.Regexp{}
	for word, ways := range wordings {
		var patterns []string
		for _, way := range ways {
			way, whole := strings.CutSuffix(way, ".")
			pattern := ""
			for i, half := range strings.Split(plainly(way), "…") {
				half = regexp.QuoteMeta(strings.TrimSpace(half))
				if i > 0 {
					pattern += `[^ |]*(?: [^ |]+){0,3} ` + joined(half)
				}
				pattern += half
			}
			if whole {
				pattern += `(?: |$)`
			}
			patterns = append(patterns, joined(pattern)+pattern)
		}
		all[word] = regexp.MustCompile(` (?:` + strings.Join(patterns, "|") + `)`)
	}
	return all
}

// joined is what Arabic writes together with the word behind it: and, so, with, for, like, the.
func joined(word string) string {
	if strings.IndexFunc(word, func(r rune) bool { return r >= 0x0621 && r <= 0x064a }) == 0 {
		return `[وفبلك]{0,2}(?:ال)?`
	}
	return ""
}

// spelt folds what people spell in more than one way: accents that are left out, the forms of alif, ya and ta marbuta.
var spelt = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u", "’", "'", "أ", "ا", "إ", "ا", "آ", "ا", "ى", "ي", "ة", "ه",
	"\u0640", "", "\u064b", "", "\u064c", "", "\u064d", "", "\u064e", "", "\u064f", "", "\u0650", "", "\u0651", "", "\u0652", "")

// plainly gives a text as it is searched: small letters, one space before each word, and | where a sentence or clause ends.
func plainly(text string) string {
	text = spelt.Replace(strings.ToLower(text))
	text = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(".,;:!?()\n،؛؟", r):
			return '|'
		case strings.ContainsRune("\t\r/-–—\"«»“”", r):
			return ' '
		}
		return r
	}, text)
	return " " + strings.Join(strings.Fields(strings.ReplaceAll(text, "|", " | ")), " ")
}
