package phrase

import (
	"embed"
	"encoding/json"
	"path"
	"regexp"
	"sort"
	"strings"
	"testing"

	"groupwork/internal/avoid"
)

func load(t *testing.T) *Book {
	t.Helper()
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEveryLanguageHasEveryKeyOfEnglishAndNoOther(t *testing.T) {
	b := load(t)
	for _, lang := range Languages[1:] {
		for _, k := range b.Keys("en") {
			if !b.keys[lang][k] {
				t.Errorf("%s: %q is missing", lang, k)
			}
		}
		for _, k := range b.Keys(lang) {
			if !b.keys["en"][k] {
				t.Errorf("%s: %q stands in no English file", lang, k)
			}
		}
	}
}

// forms reads every entry of a language as its plural forms; a plain string is the form "other".
func forms(t *testing.T, fs embed.FS, lang string) map[string]map[string]string {
	t.Helper()
	all := map[string]map[string]string{}
	files, err := fs.ReadDir(path.Join("catalogue", lang))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		raw, err := fs.ReadFile(path.Join("catalogue", lang, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		var entries map[string]any
		if err := json.Unmarshal(raw, &entries); err != nil {
			t.Fatalf("%s/%s: %v", lang, f.Name(), err)
		}
		for k, v := range entries {
			all[k] = map[string]string{}
			if s, ok := v.(string); ok {
				all[k]["other"] = s
				continue
			}
			for form, s := range v.(map[string]any) {
				all[k][form] = s.(string)
			}
		}
	}
	return all
}

var hole = regexp.MustCompile(`\{([a-z_]+)\}`)

func holes(s string) string {
	var names []string
	for _, m := range hole.FindAllStringSubmatch(s, -1) {
		names = append(names, m[1])
	}
	sort.Strings(names)
	return strings.Join(names, ",")
}

func TestEveryTranslationHasTheSameHolesAsEnglish(t *testing.T) {
	english := forms(t, catalogue, "en")
	for _, lang := range Languages[1:] {
		for k, f := range forms(t, catalogue, lang) {
			if want, got := holes(english[k]["other"]), holes(f["other"]); want != got {
				t.Errorf("%s: %q has the holes %q, English has %q", lang, k, got, want)
			}
		}
	}
}

func TestPluralsHaveTheFormsOfTheirLanguage(t *testing.T) {
	want := map[string][]string{"en": {"one", "other"}, "es": {"one", "other"}, "ar": {"zero", "one", "two", "few", "many", "other"}}
	for lang, need := range want {
		for k, f := range forms(t, catalogue, lang) {
			if len(f) == 1 {
				continue
			}
			for _, form := range need {
				if f[form] == "" {
					t.Errorf("%s: %q lacks the form %q", lang, k, form)
				}
			}
		}
	}
}

func TestAKeyNobodyHasIsSeenInBrackets(t *testing.T) {
	if got := load(t).In("en").Say("no.such.key"); got != "[no.such.key]" {
		t.Errorf("got %q", got)
	}
}

func TestEveryPhraseCanBeSaid(t *testing.T) {
	b := load(t)
	for _, lang := range Languages {
		p := b.In(lang)
		for k, f := range forms(t, catalogue, lang) {
			args := []any{}
			for _, name := range strings.Split(holes(f["other"]), ",") {
				if name != "" && name != "n" {
					args = append(args, name, "x")
				}
			}
			for _, n := range []int{0, 1, 2, 5, 11, 100} {
				if got := p.Say(k, append(args, "n", n)...); got == "" || strings.Contains(got, "<no value>") || strings.HasPrefix(got, "["+k) {
					t.Errorf("%s: %q says %q for %d", lang, k, got, n)
				}
			}
		}
	}
}

func TestNoPhraseUsesAWordToAvoid(t *testing.T) {
	for _, lang := range Languages {
		for k, f := range forms(t, catalogue, lang) {
			for _, s := range f {
				if hit := avoid.In(lang, s); hit != "" {
					t.Errorf("%s: %q says %q: %s", lang, k, hit, s)
				}
			}
		}
	}
}
