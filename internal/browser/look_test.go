package browser

import (
	_ "embed"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"groupwork/internal/avoid"
	"groupwork/phrase"
)

//go:embed testdata/axe.min.js
var axe string

// breach is one thing that axe found.
type breach struct {
	ID    string   `json:"id"`
	Help  string   `json:"help"`
	Nodes []string `json:"nodes"`
}

// breaches gives the breaches of WCAG 2.2 A and AA on the page.
func (p *person) breaches() []breach {
	p.t.Helper()
	if !asks[bool](p, `typeof axe === "object"`) {
		asks[bool](p, axe+`; true`)
	}
	raw := asks[string](p, `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"]})
		.then(r => JSON.stringify(r.violations.map(v => ({id: v.id, help: v.help,
			nodes: v.nodes.slice(0, 4).map(n => n.target.join(" ") + " " + (n.any[0] ?? n.all[0] ?? n.none[0])?.message)}))))`)
	var all []breach
	if err := json.Unmarshal([]byte(raw), &all); err != nil {
		p.t.Fatal(err)
	}
	return all
}

// width tells how many pixels the page is wider than the screen, and what sticks out.
type width struct {
	Over int
	By   []string
}

var bracketed = regexp.MustCompile(`\[[a-z_]+\.[a-z_.0-9]+\]`)

// checks looks at the page as it stands on one screen.
func (p *person) checks(name string, s screen, thorough bool) {
	p.t.Helper()
	p.holds(s)
	name += " " + s.String()
	if w := looks[width](p, "wider"); w.Over > 0 {
		p.t.Errorf("%s: %d px wider than the screen: %s", name, w.Over, strings.Join(w.By, ", "))
	}
	if thorough {
		for _, b := range p.breaches() {
			p.t.Errorf("%s: %s: %s\n\t%s", name, b.ID, b.Help, strings.Join(b.Nodes, "\n\t"))
		}
	}
}

func (s screen) String() string {
	text := map[int64]string{320: "small", 390: "phone", 1280: "desk"}[s.width]
	if s.dark {
		return text + "-dark"
	}
	return text
}

// looksAt checks the page: on a light phone and a dark desk in a language written to the right, the other way round
// in one written to the left, so that every width meets both themes, and every theme both directions.
func (p *person) looksAt(name string, toTheLeft bool) {
	p.t.Helper()
	dir := "ltr"
	screens := []screen{phone, deskDark}
	if toTheLeft {
		dir, screens = "rtl", []screen{phoneDark, desk}
	}
	if got := asks[string](p, "document.documentElement.dir || 'ltr'"); got != dir {
		p.t.Errorf("%s: written %s, not %s", name, got, dir)
	}
	text := looks[string](p, "text", "body")
	if raw := bracketed.FindString(text); raw != "" {
		p.t.Errorf("%s: the phrase %s is missing", name, raw)
	}
	for _, language := range []string{"en", "ar"} {
		if hit := avoid.In(language, text); hit != "" {
			p.t.Errorf("%s: the page says %q", name, hit)
		}
	}
	p.checks(name+" "+dir, small, false)
	for _, s := range screens {
		p.checks(name+" "+dir, s, true)
		p.pictured(name, dir, s)
	}
	if !toTheLeft && (*pictures != "" || *every != "") {
		p.holds(desk).pictured(name, dir, desk)
	}
}

// mainPages are the pages that are pictured, under names that stay.
func mainPages() map[string]string {
	return map[string]string{"worker /today": "today", "worker /groups": "groups", "worker /groups/{id}": "group", "worker /groups/{id}/plan": "plan",
		"worker /groups/new": "open-group", "worker running session": "door", "worker room": "session", "worker write-up": "write-up",
		"worker /sessions/{id}/pulse/{seat}": "pulse", "worker /stays/{id}": "stay", "member /my/stays/{id}": "member", "member asked": "yes"}
}

// pictured keeps a picture of the page where a folder was named.
func (p *person) pictured(name, dir string, s screen) {
	p.t.Helper()
	plain := strings.NewReplacer("/", "-", "{", "", "}", "", " ", "-").Replace(name)
	if *every != "" {
		p.keeps(*every, plain+"-"+dir+"-"+s.String(), chromedp.FullScreenshot(100))
	}
	short, main := mainPages()[name]
	if *pictures == "" || !main {
		return
	}
	wanted := dir == "ltr" && (s == phone || s == desk) || s.dark && dir == "ltr" && (short == "group" || short == "today") || dir == "rtl" && (short == "group" || short == "write-up")
	if wanted {
		asks[bool](p, "(scrollTo(0, 0), true)")
		tail := s.String()
		if dir == "rtl" {
			tail += "-rtl"
		}
		p.keeps(*pictures, short+"-"+tail, chromedp.CaptureScreenshot())
	}
}

func (p *person) keeps(folder, name string, take chromedp.Action[[]byte]) {
	p.t.Helper()
	png, err := chromedp.Run(p.ctx, take)
	if err != nil {
		p.t.Fatal(err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name+".png"), png, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// untranslated gives the English sentences that a page in another language shows. Words that are the same in both, and
// single words, which the sample's own texts hold too, do not count.
func untranslated(t *testing.T, said []string, lang string, english func() map[string]string) []string {
	t.Helper()
	known := english()
	book, err := phrase.Load()
	if err != nil {
		t.Fatal(err)
	}
	other := book.In(lang)
	var left []string
	for _, text := range said {
		key, ours := known[text]
		if ours && strings.Contains(text, " ") && other.Say(key) != text {
			left = append(left, key+": "+text)
		}
	}
	return left
}

// englishPhrases gives every English sentence that has no holes, with its key.
func englishPhrases(t *testing.T) func() map[string]string {
	return sync.OnceValue(func() map[string]string {
		book, err := phrase.Load()
		if err != nil {
			t.Fatal(err)
		}
		say, all := book.In("en"), map[string]string{}
		for _, key := range book.Keys("en") {
			if text := say.Say(key); !strings.Contains(text, "{") && !strings.Contains(text, "<no value>") {
				all[text] = key
			}
		}
		return all
	})
}
