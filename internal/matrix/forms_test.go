package matrix

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"groupwork/web"
)

// input is one field of a form as a browser would send it.
type input struct {
	name, kind, value string // kind: text, date, number, pick, radio, checkbox, hidden, password, button
	id                bool   // its value is the id of a thing
}

// form is a form of a page: where it leads, and what is in it.
type form struct {
	actor, page, action string
	inputs              []input
}

func (f form) String() string { return f.actor + " " + f.action + " on " + f.page }

// forms gathers the forms of all pages that an actor may open, one for each route that they lead to.
func (w *world) forms(actor string) []form {
	seen, mux := map[string]bool{}, postPatterns()
	var all []form
	for _, r := range web.Routes() {
		if r.Method != http.MethodGet {
			continue
		}
		for _, f := range w.formsOn(w.path(r.Pattern, "own"), actor) {
			key := patternFor(mux, f.action) + strings.Join(names(f.inputs), " ")
			if !seen[key] && f.action != "/sign-out" {
				seen[key] = true
				all = append(all, f)
			}
		}
	}
	return all
}

// formsOn gives the forms of one page, none when it is not for this actor.
func (w *world) formsOn(page, actor string) (all []form) {
	rec := w.sends(http.MethodGet, page, actor, "")
	if rec.Code != http.StatusOK || !strings.Contains(rec.Header().Get("Content-Type"), "html") {
		return nil
	}
	doc, err := html.Parse(rec.Body)
	w.must(err)
	for n := range doc.Descendants() {
		if n.Data == "form" && attr(n, "method") == "post" {
			f := form{actor: actor, page: page, action: attr(n, "action"), inputs: inputsOf(n)}
			if f.action == "" {
				f.action = page
			}
			all = append(all, f)
		}
	}
	return all
}

// formAgain is the form as it stands on its page now; one that is gone has been answered.
func (w *world) formAgain(f form) (form, bool) {
	for _, now := range w.formsOn(f.page, f.actor) {
		if now.action == f.action && slices.Equal(names(now.inputs), names(f.inputs)) {
			return now, true
		}
	}
	return f, false
}

func postPatterns() *http.ServeMux {
	mux := http.NewServeMux()
	for _, r := range web.Routes() {
		if r.Method == http.MethodPost {
			mux.HandleFunc("POST "+r.Pattern, func(http.ResponseWriter, *http.Request) {})
		}
	}
	return mux
}

func patternFor(mux *http.ServeMux, action string) string {
	_, pattern := mux.Handler(httptest.NewRequest(http.MethodPost, action, nil))
	return pattern
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func names(all []input) []string {
	var out []string
	for _, in := range all {
		if !slices.Contains(out, in.name) {
			out = append(out, in.name)
		}
	}
	return out
}

func inputsOf(f *html.Node) []input {
	var all []input
	for n := range f.Descendants() {
		in := input{name: attr(n, "name"), value: attr(n, "value")}
		switch n.Data {
		case "textarea":
			in.kind = "text"
			if n.FirstChild != nil {
				in.value = n.FirstChild.Data
			}
		case "select":
			in.kind, in.value = "pick", chosen(n)
		case "button":
			in.kind = "button"
		case "input":
			switch kind := attr(n, "type"); kind {
			case "hidden", "password", "file":
				in.kind = kind
			case "date", "time", "datetime-local", "month":
				in.kind = "date"
			case "number":
				in.kind = "number"
			case "radio", "checkbox":
				in.kind = kind
				if !has(n, "checked") {
					in.value = ""
				}
			default:
				in.kind = "text"
				if attr(n, "inputmode") == "numeric" || attr(n, "inputmode") == "decimal" {
					in.kind = "number"
				}
			}
		default:
			continue
		}
		in.id = in.kind == "hidden" && in.name != "nonce" && in.name != "sheet" && // new ids of what is sent, so that twice is once
			len(in.value) == len(nobodys) && strings.Count(in.value, "-") == 4
		if in.name != "" && !has(n, "disabled") {
			all = append(all, in)
		}
	}
	return all
}

func chosen(n *html.Node) string {
	first := ""
	for o := range n.Descendants() {
		if o.Data == "option" {
			if has(o, "selected") {
				return attr(o, "value")
			}
			if first == "" {
				first = attr(o, "value")
			}
		}
	}
	return first
}

// answers of a form: what a browser sends.
type answers struct {
	values  url.Values
	spoiled int
	kept    []string // typed texts that must not be lost
}

// filled is what a browser sends, with some fields spoiled and something typed into the others; the first button is
// pressed.
func (f form) filled(spoil func(input) (string, bool)) answers {
	out, pressed := answers{values: url.Values{}}, false
	for i, in := range f.inputs {
		value, bad := spoil(in)
		switch {
		case bad:
			out.spoiled++
		case in.kind == "text":
			value = fmt.Sprintf("typed words %d", i)
			out.kept = append(out.kept, value)
		default:
			value = in.value
		}
		if in.kind == "button" {
			if pressed {
				continue
			}
			pressed = true
		}
		if in.kind != "file" && (in.kind != "radio" && in.kind != "checkbox" || value != "") {
			out.values.Add(in.name, value)
		}
	}
	return out
}

// longest is more than any field takes.
const longest = 100_000

// spoilt are the ways in which people and programs fill forms wrongly.
func spoilt() map[string]func(input) (string, bool) {
	return map[string]func(input) (string, bool){
		"too long":         func(in input) (string, bool) { return strings.Repeat("a", longest), in.kind == "text" },
		"no date":          func(in input) (string, bool) { return "31.02.20x6", in.kind == "date" },
		"no number":        func(in input) (string, bool) { return "many", in.kind == "number" },
		"a huge number":    func(in input) (string, bool) { return "99999999999999999999", in.kind == "number" },
		"an unknown word":  func(in input) (string, bool) { return "nonsense", in.kind == "pick" || in.kind == "radio" },
		"a strange id":     func(in input) (string, bool) { return nobodys, in.id },
		"a stale version":  func(in input) (string, bool) { return "77777", in.name == "version" },
		"bytes of no text": func(in input) (string, bool) { return "a\x00\xff", in.kind == "text" },
		"nothing": func(in input) (string, bool) {
			return "", in.kind == "text" || in.kind == "date" || in.kind == "number"
		},
	}
}

// TestEveryFormNamesWhatIsWrongAndKeepsIt spoils every form that anybody can open, one way at a time: nothing is
// changed, and what was typed comes back.
func TestEveryFormNamesWhatIsWrongAndKeepsIt(t *testing.T) {
	t.Parallel()
	w, sent := build(t, t.TempDir()), 0
	files := watch(t, w.dir)
	for _, actor := range actors {
		w.fresh()
		for _, f := range w.forms(actor) {
			for way, spoil := range spoilt() {
				w.fresh()
				f, there := w.formAgain(f)
				a := f.filled(spoil)
				if !there || a.spoiled == 0 {
					continue
				}
				sent++
				before := versions(t, files)
				rec := w.sends(http.MethodPost, f.action, actor, a.values.Encode())
				if said := wrong(way, rec, a, versions(t, files) != before); said != "" {
					t.Errorf("%s: %s: %s", f, way, said)
				}
			}
		}
	}
	if sent < 300 {
		t.Errorf("only %d forms were sent", sent)
	}
}

func wrong(way string, rec *httptest.ResponseRecorder, a answers, changed bool) string {
	switch {
	case rec.Code >= http.StatusInternalServerError:
		return fmt.Sprint(rec.Code)
	case way == "an unknown word" && a.values.Get("open") == "nonsense": // whatever is not "open" is a closed group
		return ""
	case way != "nothing" && (rec.Code == http.StatusSeeOther || changed && rec.Code < http.StatusBadRequest):
		return fmt.Sprintf("taken: %d %s", rec.Code, rec.Header().Get("Location"))
	case rec.Code != http.StatusUnprocessableEntity:
		return ""
	}
	body := rec.Body.String()
	for _, text := range a.kept {
		if !strings.Contains(body, text) {
			return fmt.Sprintf("%q is lost", text)
		}
	}
	return ""
}
