package note

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// How a hit was found.
const (
	ByName       = "name"
	ByPossessive = "possessive"
	ByTypo       = "typo"
	ByInitials   = "initials"
	BySeat       = "seat"
	ByFact       = "fact" // a phrase, typed without capitals, that would give somebody away
)

// shortestTypo is how many letters a name needs before one slip in it is still taken for the name.
const shortestTypo = 4

// name is one word by which another member is called.
type name struct {
	fold     string
	exact    string // with its diacritics, without case
	runes    int
	cased    bool
	everyday bool // also a word of the language, such as Will or Luz: only counts as written, with a capital
}

// guard is what is looked for in one note.
type guard struct {
	text     string
	words    []word
	own      map[string]bool
	names    []name
	byFold   map[string]int // to an index of names
	phrases  [][]string
	unspaced []string
	initials map[string]bool
	single   map[string]bool // first letters of called names
	seats    map[int]bool
	hits     []Hit
}

// Guard finds every place where a note on one member (own) names another: called and register names, nicknames
// and relatives, whatever their case and diacritics, with a possessive or with one slip in names of four letters
// or more; initials; seats. A word that is also the member's own name is theirs. A word that is also a word of the
// language counts only as the name is written, with its capital. Hits come in order and do not overlap.
func Guard(text string, own Names, others []Names) []Hit {
	g := newGuard(text, own, others)
	for i := range g.words {
		g.nameAt(i)
		g.initialsAt(i)
		g.seatAt(i)
		g.phraseAt(i)
	}
	g.withoutSpaces()
	return g.sorted()
}

func newGuard(text string, own Names, others []Names) *guard {
	g := &guard{text: text, words: words(text), own: map[string]bool{}, byFold: map[string]int{},
		initials: map[string]bool{}, single: map[string]bool{}, seats: map[int]bool{}}
	own = own.Split()
	for _, parts := range own.split {
		for _, w := range parts {
			g.own[w.fold] = true
		}
	}
	for _, o := range others {
		g.learn(o, own.Seat)
	}
	mine, first := initialsOf(own)
	for _, i := range mine {
		delete(g.initials, i)
	}
	delete(g.single, first)
	return g
}

// learn takes in one other member.
func (g *guard) learn(o Names, ownSeat int) {
	if o.Seat > 0 && o.Seat != ownSeat {
		g.seats[o.Seat] = true
	}
	for i, parts := range o.parts() {
		g.learnName(o.Words[i].Reveal(), parts)
	}
	several, first := initialsOf(o)
	for _, i := range several {
		g.initials[i] = true
	}
	if first != "" {
		g.single[first] = true
	}
}

func (g *guard) learnName(full string, parts []word) {
	if unspaced(full) {
		g.unspaced = append(g.unspaced, norm.NFC.String(strings.TrimSpace(full)))
		return
	}
	capital := slices.ContainsFunc(parts, func(w word) bool { return w.capital || !w.cased })
	if !capital && len(parts) > 1 {
		phrase := make([]string, len(parts))
		for i, w := range parts {
			phrase[i] = w.fold
		}
		g.phrases = append(g.phrases, phrase)
	}
	for _, w := range parts {
		_, known := g.byFold[w.fold]
		plainWord := w.cased && everyday(w.fold)
		if known || w.digits || w.runes < 2 || particle(w.fold) && len(parts) > 1 ||
			plainWord && !w.capital && len(parts) > 1 {
			continue
		}
		g.byFold[w.fold] = len(g.names)
		g.names = append(g.names, name{fold: w.fold, exact: exactly(w.text), runes: w.runes, cased: w.cased,
			everyday: plainWord})
	}
}

// exactly is a word as it is written, without case.
func exactly(s string) string { return strings.ToLower(norm.NFC.String(s)) }

// particle tells words that stand in many names and name nobody.
func particle(fold string) bool {
	switch fold {
	case "de", "del", "la", "las", "los", "el", "al", "da", "dos", "das", "di", "du", "der", "den", "van",
		"von", "zu", "bin", "ibn", "bint", "abu", "umm", "y", "e", "le", "les", "st", "mac", "mc", "ter",
		"dr", "mr", "mrs", "ms", "sr", "sra", "jr", "بن", "ابن", "بنت", "ابو", "ام", "ال", "عبد":
		return true
	}
	return false
}

// nameAt looks at one word of the text.
func (g *guard) nameAt(i int) {
	w := g.words[i]
	if w.digits || w.runes < 2 || g.own[w.fold] {
		return
	}
	if at, ok := g.byFold[w.fold]; ok && g.names[at].exactly(w) {
		g.hit(w.start, w.end, g.how(i, ByName))
		return
	}
	if w.cased && everyday(w.fold) && !(w.capital && g.midSentence(i)) {
		return
	}
	if bare, ok := strings.CutSuffix(w.fold, "s"); ok && g.calls(bare, 3) {
		g.hit(w.start, w.end, ByPossessive)
		return
	}
	if !w.cased && g.clitic(w) {
		return
	}
	if g.slip(w) {
		g.hit(w.start, w.end, ByTypo)
	}
}

// slip tells whether a word is some name with one slip.
func (g *guard) slip(w word) bool {
	return slices.ContainsFunc(g.names, func(n name) bool { return n.slipped(w) })
}

// midSentence tells whether a word stands after another of the same sentence, so that a capital means something.
func (g *guard) midSentence(i int) bool {
	return i > 0 && !strings.ContainsAny(g.text[g.words[i-1].end:g.words[i].start], ".!?:;…\n\"“«¿¡•-–—")
}

// calls tells whether a folded word of at least so many letters is a name that is not a word of the language too.
func (g *guard) calls(fold string, letters int) bool {
	at, ok := g.byFold[fold]
	return ok && !g.names[at].everyday && g.names[at].runes >= letters && !g.own[fold]
}

// exactly tells whether a word with the same letters is this name.
func (n name) exactly(w word) bool {
	switch {
	case n.everyday:
		return w.capital && exactly(w.text) == n.exact
	case n.cased && n.runes == 2:
		return w.capital
	}
	return true
}

// slipped tells whether a word is this name with one slip. A short word without a capital has to begin alike.
func (n name) slipped(w word) bool {
	if n.everyday || n.runes < shortestTypo || w.runes < shortestTypo-1 || !oneTypo(w.fold, n.fold) {
		return false
	}
	if w.cased && !w.capital && n.runes == shortestTypo {
		return w.fold[0] == n.fold[0]
	}
	return w.cased || !everyday(w.fold)
}

// clitic looks for a name behind one-letter words that Arabic and Hebrew write together with it, "and", "to", "by".
func (g *guard) clitic(w word) bool {
	rest, from := w.text, w.start
	for range 2 {
		r, size := utf8.DecodeRuneInString(rest)
		if !strings.ContainsRune("وفبلكسוהבלכמש", r) {
			return false
		}
		rest, from = rest[size:], from+size
		if at, ok := g.byFold[fold(rest)]; ok && g.names[at].runes > 2 && !g.own[fold(rest)] {
			g.hit(from, w.end, ByName)
			return true
		}
		if behind := newWord(g.text, from, w.end, false); g.slip(behind) {
			g.hit(from, w.end, ByTypo)
			return true
		}
	}
	return false
}

// how tells a name with a possessive from a bare one.
func (g *guard) how(i int, bare string) string {
	if i+1 < len(g.words) && g.words[i+1].fold == "s" && apostrophe(g.text[g.words[i].end:g.words[i+1].start]) {
		return ByPossessive
	}
	return bare
}

func apostrophe(s string) bool {
	return s == "'" || s == "’" || s == "ʼ" || s == "‘" || s == "`" || s == "´"
}

// phraseAt looks for a phrase that begins at a word.
func (g *guard) phraseAt(i int) {
	for _, p := range g.phrases {
		if i+len(p) > len(g.words) {
			continue
		}
		same := true
		for j := range p {
			same = same && g.words[i+j].fold == p[j]
		}
		if same {
			g.hit(g.words[i].start, g.words[i+len(p)-1].end, ByFact)
		}
	}
}

// withoutSpaces looks for names in scripts that put no spaces between words.
func (g *guard) withoutSpaces() {
	for _, n := range g.unspaced {
		if utf8.RuneCountInString(n) < 2 {
			continue
		}
		for at := 0; ; {
			i := strings.Index(g.text[at:], n)
			if i < 0 {
				break
			}
			g.hit(at+i, at+i+len(n), ByName)
			at += i + len(n)
		}
	}
}

func (g *guard) hit(start, end int, how string) {
	g.hits = append(g.hits, Hit{Start: start, End: end, How: how})
}

// sorted gives the hits in order, without overlaps; a first name and a surname side by side are one.
func (g *guard) sorted() []Hit {
	slices.SortFunc(g.hits, func(a, b Hit) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	var out []Hit
	for _, h := range g.hits {
		if len(out) == 0 {
			out = append(out, h)
			continue
		}
		last := &out[len(out)-1]
		switch {
		case h.Start < last.End:
			last.End = max(last.End, h.End)
		case last.How != BySeat && h.How != BySeat && last.How != ByPossessive && beside(g.text[last.End:h.Start]):
			last.End = h.End
			if h.How == ByPossessive {
				last.How = ByPossessive
			}
		default:
			out = append(out, h)
		}
	}
	return out
}

func beside(gap string) bool { return strings.Trim(gap, " -") == "" }

// Replace puts other words in the place of every hit. Hits are those of Guard on the same text; what does not fit
// the text is left alone.
func Replace(text string, hits []Hit, with string) string {
	for _, h := range slices.Backward(hits) {
		if h.Start >= 0 && h.Start <= h.End && h.End <= len(text) {
			text = text[:h.Start] + with + text[h.End:]
		}
	}
	return text
}
