package activity

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
)

//go:embed shelf/*.json
var embedded embed.FS

// The languages besides English in which the shelf can be told.
const (
	English = "en"
	spanish = "es"
	arabic  = "ar"
)

// Load reads and checks the activities of the house.
func Load() (*Shelf, error) {
	files, err := fs.Sub(embedded, "shelf")
	if err != nil {
		return nil, fmt.Errorf("activity: shelf: %w", err)
	}
	return Read(files)
}

// Read reads and checks a shelf: activities.json, words.json, and a file of translations for each further language. The
// error gathers everything that is wrong, each with its file, the place in it, and the reason.
func Read(files fs.FS) (*Shelf, error) {
	s := &Shelf{words: map[string]map[string]Wording{}}
	var book struct {
		Version    string     `json:"version"`
		Vocabulary Vocabulary `json:"vocabulary"`
		Activities []Activity `json:"activities"`
	}
	var told struct {
		Needs     map[string][]string `json:"needs"`
		Interests map[string][]string `json:"interests"`
	}
	errs := []error{read(files, "activities.json", &book), read(files, "words.json", &told)}
	for _, lang := range []string{spanish, arabic} {
		one := map[string]Wording{}
		errs = append(errs, read(files, lang+".json", &one))
		s.words[lang] = one
	}
	s.version, s.vocabulary, s.all, s.needs, s.interests = book.Version, book.Vocabulary, book.Activities, lexicon(told.Needs), lexicon(told.Interests)
	if errors.Join(errs...) == nil {
		errs = s.check()
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("activity: %w", err)
	}
	return s, nil
}

func read(files fs.FS, name string, into any) error {
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		return fmt.Errorf("%s: cannot be read: %w", name, err)
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		at := min(max(dec.InputOffset(), 0), int64(len(raw)))
		return fmt.Errorf("%s: line %d: %w", name, 1+bytes.Count(raw[:at], []byte("\n")), err)
	}
	return nil
}

// checker gathers what is wrong with one file.
type checker struct {
	file string
	errs []error
}

func (c *checker) want(ok bool, path, reason string) {
	if !ok {
		c.errs = append(c.errs, fmt.Errorf("%s: %s: %s", c.file, path, reason))
	}
}

func (c *checker) known(path string, words, all []string) {
	for _, w := range words {
		c.want(slices.Contains(all, w), path, fmt.Sprintf("%q is not a word of the vocabulary", w))
	}
}

func (c *checker) scale(path string, values map[string]int, names []string, from, to int) {
	for _, name := range names {
		v, ok := values[name]
		c.want(ok && v >= from && v <= to, path+"."+name, fmt.Sprintf("wants a number from %d to %d", from, to))
	}
	for name := range values {
		c.want(slices.Contains(names, name), path+"."+name, "is not a word of the vocabulary")
	}
}

func (s *Shelf) check() []error {
	c := checker{file: "activities.json"}
	c.want(s.version != "", "version", "is missing")
	seen := map[string]bool{}
	for i, a := range s.all {
		path := fmt.Sprintf("activities[%d]", i)
		c.want(a.ID != "" && !seen[a.ID], path+".id", fmt.Sprintf("%q is missing or there twice", a.ID))
		seen[a.ID] = true
		s.checkOne(&c, path+"("+a.ID+")", a)
	}
	for lang, words := range s.words {
		c.file = lang + ".json"
		for id, w := range words {
			s.checkWords(&c, id, w)
		}
	}
	c.file = "words.json"
	for need := range s.needs {
		c.known("needs", []string{need}, s.vocabulary.Needs)
	}
	for interest := range s.interests {
		c.known("interests", []string{interest}, s.vocabulary.Interests)
	}
	return c.errs
}

func (s *Shelf) checkOne(c *checker, path string, a Activity) {
	v := s.vocabulary
	c.want(a.Name != "", path+".name", "is missing")
	c.want(a.Purpose != "", path+".purpose", "is missing")
	c.want(len(a.Steps) > 0, path+".steps", "has no step")
	c.want(len(a.Risks) > 0, path+".risks", "names nothing to look out for")
	c.want(len(a.Stages) > 0 && len(a.Ages) > 0, path+".stage_fit", "no stage or no age is named")
	c.want(a.Size.Min >= 1 && a.Size.Min <= a.Size.Max, path+".size", "wants min and max")
	c.want(a.Minutes.Min >= 1 && a.Minutes.Min <= a.Minutes.Max, path+".minutes", "wants min and max")
	c.want(a.Sessions >= 1, path+".sessions", "wants 1 or more")
	c.want(a.Disclosure >= 0 && a.Disclosure <= 3, path+".disclosure_level", "wants 0 to 3")
	c.want(a.Energy >= 1 && a.Energy <= 3, path+".energy", "wants 1 to 3")
	c.want(a.Touch == "none" || a.Touch == "light", path+".touch", "wants none or light")
	c.scale(path+".model_fit", a.ModelFit, v.Models, 0, 3)
	c.scale(path+".overlay_fit", a.OverlayFit, v.Overlays, 0, 3)
	c.scale(path+".activity_setting", a.Character, v.Character, 1, 5)
	c.known(path+".stage_fit", a.Stages, v.Stages)
	c.known(path+".age_bands", a.Ages, v.Ages)
	c.known(path+".setting", []string{a.Setting}, v.Settings)
	c.known(path+".interests", a.Interests, v.Interests)
	c.known(path+".skills", a.Skills, v.Skills)
	c.known(path+".mutual_aid_processes", a.Processes, v.Processes)
	for need, way := range a.Adaptations {
		c.known(path+".adaptations", []string{need}, v.Needs)
		c.want(way != "", path+".adaptations."+need, "says nothing")
	}
}

// checkWords checks a translation: of an activity that is there, with as many lines as the original has.
func (s *Shelf) checkWords(c *checker, id string, w Wording) {
	a, ok := s.Find(id)
	c.want(ok, id, "there is no such activity")
	if !ok {
		return
	}
	same := func(field string, have, of int) {
		c.want(have == 0 || have == of, id+"."+field, fmt.Sprintf("has %d lines, the original has %d", have, of))
	}
	same("steps", len(w.Steps), len(a.Steps))
	same("materials", len(w.Materials), len(a.Materials))
	same("observe", len(w.Observe), len(a.Observe))
	same("debrief", len(w.Debrief), len(a.Debrief))
	same("risks", len(w.Risks), len(a.Risks))
	for need := range w.Adaptations {
		_, ok := a.Adaptations[need]
		c.want(ok, id+".adaptations."+need, "the original has none")
	}
}
