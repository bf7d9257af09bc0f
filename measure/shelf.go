package measure

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

//go:embed instruments/*.json
var shelf embed.FS

// ErrNever is wrapped by Find for an instrument that must not be shipped or run here; its text says why.
var ErrNever = errors.New("may not be used in software")

// ErrUnknown is wrapped by Find for an id that is on no list.
var ErrUnknown = errors.New("no such instrument")

// refused reads the list of instruments that may never be shipped: id to reason.
func refused() (map[string]string, error) {
	raw, err := shelf.ReadFile("instruments/never.json")
	if err != nil {
		return nil, err
	}
	var list map[string]string
	return list, json.Unmarshal(raw, &list)
}

// Shelf gives the ids of all instruments that come with the product, in alphabetical order.
func Shelf() ([]string, error) {
	entries, err := shelf.ReadDir("instruments")
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, e := range entries {
		if id := strings.TrimSuffix(e.Name(), ".json"); id != "never" {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// Find opens an instrument by its id. The error wraps ErrNever for one whose licence forbids it, ErrUnknown for one
// that is on no list.
func Find(id string) (Instrument, error) {
	never, err := refused()
	if err != nil {
		return Instrument{}, err
	}
	if why, no := never[id]; no {
		return Instrument{}, fmt.Errorf("%s %w: %s", id, ErrNever, why)
	}
	ids, err := Shelf()
	if err != nil {
		return Instrument{}, err
	}
	if !slices.Contains(ids, id) {
		return Instrument{}, fmt.Errorf("%w: %q", ErrUnknown, id)
	}
	name := "instruments/" + id + ".json"
	raw, err := shelf.ReadFile(name)
	if err != nil {
		return Instrument{}, err
	}
	return ReadQuestionnaire(name, raw)
}

// CompleteTemplate puts an agency's own wording into a template: one text an item, with the agency's word that it may
// use it. The error says what is missing.
func CompleteTemplate(template Instrument, texts []string, d Declaration) (Instrument, error) {
	switch {
	case template.Verdict != Template:
		return Instrument{}, fmt.Errorf("%s is no template", template.ID)
	case len(texts) != len(template.Items):
		return Instrument{}, fmt.Errorf("%s has %d items, not %d", template.ID, len(template.Items), len(texts))
	case strings.TrimSpace(d.By) == "" || strings.TrimSpace(d.Date) == "" || strings.TrimSpace(d.Right) == "":
		return Instrument{}, errors.New("say who declares the right to use it, when, and by what right")
	}
	done := template
	done.Items, done.Declaration = append([]Item{}, template.Items...), &d
	for k, text := range texts {
		if strings.TrimSpace(text) == "" {
			return Instrument{}, fmt.Errorf("item %d has no text", k+1)
		}
		done.Items[k].Text = text
	}
	return done, nil
}
