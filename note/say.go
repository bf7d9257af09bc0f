package note

import (
	"strings"

	"groupwork/private"
	"groupwork/session"
)

// Phrases says the phrase of a key in the reader's language; args are pairs of name and value.
type Phrases func(key string, args ...any) string

// list joins words as the language joins them: "a, b and c".
func (say Phrases) list(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	text := words[0]
	for _, w := range words[1 : len(words)-1] {
		text = say("draft.list.comma", "a", text, "b", w)
	}
	return say("draft.list.and", "a", text, "b", words[len(words)-1])
}

// words says a list of codes of one kind.
func (say Phrases) words(kind string, codes []string) string {
	said := make([]string, len(codes))
	for i, c := range codes {
		said[i] = say(kind + "." + c)
	}
	return say.list(said)
}

// stop ends a text like a sentence, unless it already ends like one.
func stop(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.ContainsAny(text[lastRune(text):], ".!?…:;؟。！？»”\")") {
		return text
	}
	return text + "."
}

func lastRune(text string) int {
	last := 0
	for i := range text {
		last = i
	}
	return last
}

// paragraph joins the sentences that say something.
func paragraph(sentences []string) string {
	var said []string
	for _, s := range sentences {
		if s = strings.TrimSpace(s); s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, " ")
}

// labelled gives a phrase around an entered text, or nothing for no text.
func (say Phrases) labelled(key string, text private.Text) string {
	if text.Empty() {
		return ""
	}
	return say(key, "text", stop(text.Reveal()))
}

func (say Phrases) attendance(name string, p session.Presence) string {
	if p.State == session.Expected || p.State == "" {
		return ""
	}
	key := "draft.attendance." + string(p.State)
	if (p.State == session.Late || p.State == session.LeftEarly) && p.Minutes > 0 {
		return say(key+".minutes", "name", name, "n", p.Minutes)
	}
	return say(key, "name", name)
}
