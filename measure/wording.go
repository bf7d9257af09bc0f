package measure

import (
	"embed"
	"encoding/json"
	"errors"
	"io/fs"
	"slices"
	"strings"
)

//go:embed wording/*.json
var wordings embed.FS

// wording is our own words for one of our own instruments in another language. The instruments of others are never
// translated here: a translation needs its own licence and its own study.
type wording struct {
	Title        string            `json:"title"`
	Note         string            `json:"note"`
	Instructions string            `json:"instructions"`
	Scales       map[string]string `json:"scales"` // title by scale; one of a single item is called like the item
	Items        []string          `json:"items"`  // in the order of the instrument
	Labels       []string          `json:"labels"` // of the answers to choose from, in their order
}

// readWordings gives our wording in a language, by instrument; none for a language that we have no words in.
func readWordings(language string) (map[string]wording, error) {
	raw, err := wordings.ReadFile("wording/" + language + ".json")
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all map[string]wording
	return all, json.Unmarshal(raw, &all)
}

// In gives a shelved instrument of ours in another language, such as "es". ok is false, and the instrument stays as it
// is, where there is no wording in it: for instruments of others always.
//
// Formula: the same items, order, scales and scores; only the words differ, and with them the order hash.
func (i Instrument) In(language string) (in Instrument, ok bool) {
	// Source: the project's own wording, CC0.
	if language == i.Language {
		return i, true
	}
	original, err := Find(i.ID)
	if err != nil || original.Version != i.Version || len(original.Items) != len(i.Items) || i.Declaration != nil {
		return i, false
	}
	if language == original.Language {
		return original, true
	}
	all, err := readWordings(language)
	words, known := all[i.ID]
	if err != nil || !known {
		return i, false
	}
	return original.with(words, language), true
}

// with puts other words into an instrument.
func (i Instrument) with(w wording, language string) Instrument {
	i.Language, i.Title, i.Note, i.Instructions = language, w.Title, w.Note, w.Instructions
	i.Items, i.Scales = slices.Clone(i.Items), slices.Clone(i.Scales)
	for k := range i.Items {
		i.Items[k].Text = w.Items[k]
		i.Items[k].Options = slices.Clone(i.Items[k].Options)
		for o := range i.Items[k].Options {
			i.Items[k].Options[o].Label = w.Labels[o]
		}
	}
	for k, s := range i.Scales {
		title := w.Scales[s.ID]
		if title == "" && len(s.Items) == 1 {
			title = strings.TrimSuffix(w.Items[s.Items[0]-1], ".")
		}
		i.Scales[k].Title = title
	}
	return i
}

// Orders gives the order hashes of an instrument in every language that it is worded in, so that answers given in two
// languages belong to one course.
//
// Formula: OrderHash of i, and of i in each of Languages(i).
func (i Instrument) Orders() []string {
	// Source: the wordings on the shelf.
	var all []string
	for _, language := range Languages(i) {
		if in, ok := i.In(language); ok {
			all = append(all, in.OrderHash())
		}
	}
	return all
}

// Languages gives the languages in which an instrument is worded: the one it is in, and those we have words for.
//
// Formula: i.Language first, then the others in alphabetical order.
func Languages(i Instrument) []string {
	// Source: the files of wordings.
	all := []string{i.Language}
	files, err := fs.Glob(wordings, "wording/*.json")
	if err != nil {
		return all
	}
	others := []string{"en"}
	for _, f := range files {
		others = append(others, strings.TrimSuffix(strings.TrimPrefix(f, "wording/"), ".json"))
	}
	slices.Sort(others)
	for _, language := range others {
		if _, ok := i.In(language); ok && language != i.Language {
			all = append(all, language)
		}
	}
	return all
}
