// Package phrase holds every sentence that people see, by key and language. Catalogues are embedded JSON, one
// folder a language, one file a part of the house; English is complete by definition and the fallback.
package phrase

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"sort"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed catalogue
var catalogue embed.FS

// Languages that the house speaks, English first.
var Languages = []string{"en", "es", "ar"}

// Book is all catalogues.
type Book struct {
	bundle *i18n.Bundle
	keys   map[string]map[string]bool // language to keys
}

// Load reads the embedded catalogues. An error names the file and the key.
func Load() (*Book, error) {
	b := &Book{bundle: i18n.NewBundle(language.English), keys: map[string]map[string]bool{}}
	for _, lang := range Languages {
		b.keys[lang] = map[string]bool{}
		if err := b.read(lang); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func (b *Book) read(lang string) error {
	dir := path.Join("catalogue", lang)
	files, err := catalogue.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("phrase: %s: %w", dir, err)
	}
	tag := language.Make(lang)
	for _, f := range files {
		name := path.Join(dir, f.Name())
		raw, err := catalogue.ReadFile(name)
		if err != nil {
			return fmt.Errorf("phrase: %s: %w", name, err)
		}
		var entries map[string]json.RawMessage
		if err := json.Unmarshal(raw, &entries); err != nil {
			return fmt.Errorf("phrase: %s: %w", name, err)
		}
		for key, value := range entries {
			if b.keys[lang][key] {
				return fmt.Errorf("phrase: %s: %q stands twice", name, key)
			}
			b.keys[lang][key] = true
			m, err := message(key, value)
			if err != nil {
				return fmt.Errorf("phrase: %s: %q: %w", name, key, err)
			}
			if err := b.bundle.AddMessages(tag, m); err != nil {
				return fmt.Errorf("phrase: %s: %q: %w", name, key, err)
			}
		}
	}
	return nil
}

// Lend takes in words that are not the house's own, by language and key: those of a model that was added. A key that the
// catalogue has keeps the house's words, and a language that the house does not speak is left out.
func (b *Book) Lend(words map[string]map[string]string) error {
	for _, lang := range Languages {
		for key, text := range words[lang] {
			if b.keys[lang][key] {
				continue
			}
			m := &i18n.Message{ID: key, Other: text, LeftDelim: "{", RightDelim: "}"}
			if err := b.bundle.AddMessages(language.Make(lang), m); err != nil {
				return fmt.Errorf("phrase: lent %q: %w", key, err)
			}
		}
	}
	return nil
}

// message reads one entry: a string, or an object of plural forms.
func message(key string, raw json.RawMessage) (*i18n.Message, error) {
	m := &i18n.Message{ID: key, LeftDelim: "{", RightDelim: "}"}
	var text string
	if json.Unmarshal(raw, &text) == nil {
		m.Other = dotted(text)
		return m, nil
	}
	var forms map[string]string
	if err := json.Unmarshal(raw, &forms); err != nil {
		return nil, err
	}
	if forms["other"] == "" {
		return nil, fmt.Errorf("the plural form \"other\" is missing")
	}
	m.Zero, m.One, m.Two = dotted(forms["zero"]), dotted(forms["one"]), dotted(forms["two"])
	m.Few, m.Many, m.Other = dotted(forms["few"]), dotted(forms["many"]), dotted(forms["other"])
	return m, nil
}

// dotted turns {name} into the template form {.name}.
func dotted(s string) string { return strings.ReplaceAll(s, "{", "{.") }

// Keys gives the keys of a language in order.
func (b *Book) Keys(lang string) []string {
	keys := make([]string, 0, len(b.keys[lang]))
	for k := range b.keys[lang] {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// Has tells whether English has the key.
func (b *Book) Has(key string) bool { return b.keys["en"][key] }

// Phrases speaks one language.
type Phrases struct {
	Lang string
	loc  *i18n.Localizer
}

// In gives the phrases of the best match for the wanted languages.
func (b *Book) In(wanted ...string) Phrases {
	tags := make([]language.Tag, len(Languages))
	for i, l := range Languages {
		tags[i] = language.Make(l)
	}
	_, i := language.MatchStrings(language.NewMatcher(tags), wanted...)
	lang := Languages[i]
	return Phrases{Lang: lang, loc: i18n.NewLocalizer(b.bundle, lang, "en")}
}

// Dir is "rtl" for right-to-left languages, else "ltr".
func (p Phrases) Dir() string {
	if p.Lang == "ar" || p.Lang == "he" || p.Lang == "fa" || p.Lang == "ur" {
		return "rtl"
	}
	return "ltr"
}

// Say gives the phrase of a key; args are pairs of name and value. A value named "n" chooses the plural form.
// A key that no catalogue has comes back in brackets, so that it is seen.
func (p Phrases) Say(key string, args ...any) string {
	data := make(map[string]any, len(args)/2)
	conf := &i18n.LocalizeConfig{MessageID: key}
	for i := 0; i+1 < len(args); i += 2 {
		name := fmt.Sprint(args[i])
		data[name] = args[i+1]
		if name == "n" {
			conf.PluralCount = args[i+1]
		}
	}
	conf.TemplateData = data
	text, err := p.loc.Localize(conf)
	if err != nil && text == "" {
		return "[" + key + "]"
	}
	return text
}
