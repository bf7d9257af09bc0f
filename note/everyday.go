package note

import (
	_ "embed"
	"strings"
)

// everydayWords is a sorted list of folded words of English, Spanish and Arabic, one a line. It holds words that
// stand close to a name, and names that are also words.
//
//go:embed everyday.txt
var everydayWords string

// everyday tells whether a folded word is on the list.
func everyday(fold string) bool {
	if fold == "" {
		return false
	}
	low, high := 0, len(everydayWords)
	for low < high {
		middle := (low + high) / 2
		start := strings.LastIndexByte(everydayWords[:middle], '\n') + 1
		end := start + strings.IndexByte(everydayWords[start:], '\n')
		switch line := everydayWords[start:end]; {
		case line == fold:
			return true
		case line < fold:
			low = end + 1
		default:
			high = start
		}
	}
	return false
}
