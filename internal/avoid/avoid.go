// Package avoid knows the words that the practice avoids, by language, for the tests of everything that speaks (phrases,
// packs, activities and rendered pages) and for what an agency writes into a pack. docs/words.md says what to write instead.
package avoid

import (
	"regexp"
	"strings"
)

var words = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`(?i)\b(deviant|delinquent|dysfunctional|resistant|unmotivated|non-?complian\w*|manipulative|attention-seeking|acting out|clients?|beneficiar\w+|target population|problem child|difficult member|isolates?|rejects?|blockers?|dominators?|drop-?outs?|no-?shows?|suffer\w* from|wheelchair-bound|addicts?|committed suicide|retarded|the elderly|illiterate|compliance|ice-?breakers?|normal people|significant|caused|thumbs?-up)\b`),
	"es": regexp.MustCompile(`(?i)\b(desviad[oa]s?|delincuentes?|disfuncional\w*|resistentes?|desmotivad[oa]s?|manipulador\w*|beneficiari[oa]s?|clientes?|deserci[oó]n|adict[oa]s?|los ancianos|analfabet[oa]s?|rompehielos|significativ[oa]s?)\b`),
	"ar": regexp.MustCompile(`(منحرف|جانح|مختل(?:ة|ين|ون)?(?:[^\p{L}]|$)|غير متعاون|عميل|مدمن|أمّي)`),
}

// InAny gives the first word of a text that is avoided in any language, or "": what an agency writes names no language.
func InAny(text string) string {
	for _, language := range []string{"en", "es", "ar"} {
		if hit := strings.TrimSpace(In(language, text)); hit != "" {
			return hit
		}
	}
	return ""
}

// In gives the first word of a text that is avoided in a language, or "".
func In(language, text string) string { return words[language].FindString(text) }
