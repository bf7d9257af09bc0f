package activity

import (
	"slices"
	"time"

	"groupwork/fault"
	"groupwork/people"
)

// Version is what an agency made of an activity: texts of its own in any language, in place of those of the shelf, or
// hidden from its finder. The shelf's text stays, and stands again once the version is taken back.
type Version struct {
	Activity string
	Hidden   bool
	Words    map[string]Wording // language to what is told differently
	From     string             // version of the shelf that it was made from
	By       people.ID
	At       time.Time
	Version  int
}

// How long the texts of an agency's version may be, in characters and lines.
const (
	longestName  = 80
	longestLine  = 400
	longestList  = 20
	longestField = 1000
)

// Rewrite puts the agency's own texts of one language in place. Texts that say what the shelf says are not kept, so that
// a later shelf can still mend them.
func (v *Version) Rewrite(shelf *Shelf, lang string, w Wording, by people.ID, at time.Time) error {
	a, ok := shelf.Find(v.Activity)
	if !ok {
		return fault.New(fault.Missing, "activity.Rewrite", "")
	}
	var c fault.Check
	c.Want(slices.Contains([]string{English, spanish, arabic}, lang), "lang", "activity.lang.unknown")
	c.Want(len([]rune(w.Name)) <= longestName, "name", "text.too_long", "max", longestName)
	c.Want(len([]rune(w.Purpose)) <= longestLine, "purpose", "text.too_long", "max", longestLine)
	c.Want(len([]rune(w.Cautions)) <= longestField, "cautions", "text.too_long", "max", longestField)
	for field, list := range map[string][]string{"steps": w.Steps, "materials": w.Materials, "observe": w.Observe, "debrief": w.Debrief} {
		c.Want(len(list) <= longestList, field, "activity.list.long", "max", longestList)
		for _, line := range list {
			c.Want(len([]rune(line)) <= longestLine, field, "text.too_long", "max", longestLine)
		}
	}
	for need, way := range w.Adaptations {
		c.Want(slices.Contains(shelf.vocabulary.Needs, need) && len([]rune(way)) <= longestField, "adapt_"+need, "text.too_long", "max", longestField)
	}
	if err := c.Err("activity.Rewrite"); err != nil {
		return err
	}
	words := map[string]Wording{}
	for l, old := range v.Words {
		words[l] = old
	}
	delete(words, lang)
	if own := w.without(shelf.plain(a, lang)); !own.empty() {
		words[lang] = own
	}
	v.Words, v.From, v.By, v.At = words, shelf.version, by, at
	return nil
}

// plain is an activity as the shelf tells it in a language, English where it is not translated.
func (s *Shelf) plain(a Activity, lang string) Wording {
	w := s.words[lang][a.ID]
	told := s.Tell(a, lang, Version{})
	w.Name, w.Purpose, w.Cautions = told.Name.Text, told.Purpose.Text, told.Cautions.Text
	w.Steps, w.Materials, w.Observe, w.Debrief = texts(told.Steps), texts(told.Materials), texts(told.Observe), texts(told.Debrief)
	w.Adaptations = map[string]string{}
	for need, way := range told.Adaptations {
		w.Adaptations[need] = way.Text
	}
	return w
}

func texts(all []Said) []string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = s.Text
	}
	return out
}

func (w Wording) without(other Wording) Wording {
	pick := func(own, theirs string) string {
		if own == theirs {
			return ""
		}
		return own
	}
	list := func(own, theirs []string) []string {
		if slices.Equal(own, theirs) {
			return nil
		}
		return own
	}
	out := Wording{Name: pick(w.Name, other.Name), Purpose: pick(w.Purpose, other.Purpose), Cautions: pick(w.Cautions, other.Cautions),
		Steps: list(w.Steps, other.Steps), Materials: list(w.Materials, other.Materials), Observe: list(w.Observe, other.Observe), Debrief: list(w.Debrief, other.Debrief)}
	for need, way := range w.Adaptations {
		if way != "" && way != other.Adaptations[need] {
			if out.Adaptations == nil {
				out.Adaptations = map[string]string{}
			}
			out.Adaptations[need] = way
		}
	}
	return out
}

func (w Wording) empty() bool {
	return w.Name == "" && w.Purpose == "" && w.Cautions == "" && w.Output == "" && len(w.Steps)+len(w.Materials)+len(w.Observe)+len(w.Debrief)+len(w.Risks)+len(w.Adaptations) == 0
}

// Said is a text and the language that it is in.
type Said struct{ Text, Lang string }

// SaidRisk is a risk as it is told.
type SaidRisk struct{ Risk, Response Said }

// Telling is an activity as somebody reads it, each text with its language.
type Telling struct {
	Of                                 Activity
	Own                                bool // something of it is the agency's
	Name, Purpose                      Said
	Steps, Materials, Observe, Debrief []Said
	Adaptations                        map[string]Said
	Risks                              []SaidRisk
	Output, Cautions                   Said
}

// source is one place where a text may be found.
type source struct {
	lang string
	word Wording
}

// Tell tells an activity in a language: each field from the agency's own version where it has one, else from the
// translation, else in English.
func (s *Shelf) Tell(a Activity, lang string, own Version) Telling {
	sources := []source{{lang, own.Words[lang]}, {English, own.Words[English]}, {lang, s.words[lang][a.ID]}, {English, a.Wording}}
	one := func(get func(Wording) string) Said {
		for _, from := range sources {
			if text := get(from.word); text != "" {
				return Said{text, from.lang}
			}
		}
		return Said{}
	}
	list := func(get func(Wording) []string) (all []Said) {
		for _, from := range sources {
			if lines := get(from.word); len(lines) > 0 {
				for _, line := range lines {
					all = append(all, Said{line, from.lang})
				}
				return all
			}
		}
		return nil
	}
	t := Telling{Of: a, Own: len(own.Words) > 0, Name: one(func(w Wording) string { return w.Name }), Purpose: one(func(w Wording) string { return w.Purpose }),
		Output: one(func(w Wording) string { return w.Output }), Cautions: one(func(w Wording) string { return w.Cautions }),
		Steps: list(func(w Wording) []string { return w.Steps }), Materials: list(func(w Wording) []string { return w.Materials }),
		Observe: list(func(w Wording) []string { return w.Observe }), Debrief: list(func(w Wording) []string { return w.Debrief }), Adaptations: map[string]Said{}}
	for _, from := range slices.Backward(sources) { // the first source has the last word
		for need, way := range from.word.Adaptations {
			t.Adaptations[need] = Said{way, from.lang}
		}
	}
	for _, from := range sources {
		if len(t.Risks) > 0 {
			break
		}
		for _, r := range from.word.Risks {
			t.Risks = append(t.Risks, SaidRisk{Said{r.Risk, from.lang}, Said{r.Response, from.lang}})
		}
	}
	return t
}
