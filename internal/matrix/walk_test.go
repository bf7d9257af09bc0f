package matrix

import (
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"

	"groupwork/access"
	"groupwork/web"
)

// nobodys is an id that nothing has.
const nobodys = "01980000-0000-7000-8000-000000000000"

var hole = regexp.MustCompile(`\{(\w+)\}`)

// thingsOf gives the ids that a relation puts into paths.
func (w *world) thingsOf(relation string) things {
	own := w.things[home+"/own"]
	switch relation {
	case "own", "private":
		return own
	case "other":
		return w.things[home+"/other"]
	case "abroad":
		return w.things[away+"/own"]
	case "ended":
		left := w.things[home+"/own/left"]
		return things{"group": own["group"], "session": own["session"], "asking": own["asking"], "task": own["task"], "sheet": own["sheet"], "goal": own["goal"], "harm": own["harm"], "referral": own["referral"], "composition": own["composition"], "stay": left["stay"], "person": left["person"], "note": left["note"]}
	}
	return nil
}

// kindOf is the kind of thing that a path's first word speaks of.
func kindOf(pattern string) string {
	parts := strings.Split(strings.TrimPrefix(pattern, "/"), "/")
	if parts[0] == "my" && len(parts) > 1 {
		parts = parts[1:]
	}
	return map[string]string{"groups": "group", "stays": "stay", "sessions": "session", "notes": "note", "people": "person",
		"askings": "asking", "tasks": "task", "safety": "sheet", "composed": "composition", "goals": "goal"}[parts[0]]
}

// path fills the holes of a pattern with the ids of a relation.
func (w *world) path(pattern, relation string) string {
	have := w.thingsOf(relation)
	return hole.ReplaceAllStringFunc(pattern, func(h string) string {
		switch h {
		case "{seat}":
			return "1"
		case "{page}":
			return "now"
		case "{goal}":
			if have["goal"] != "" {
				return have["goal"]
			}
		case "{activity}":
			if relation != "missing" {
				return played
			}
		case "{pack}":
			if relation != "missing" {
				return "reciprocal"
			}
		case "{session}":
			if have["session"] != "" {
				return have["session"]
			}
		case "{instrument}":
			if relation == "own" && strings.HasPrefix(pattern, "/instruments/") {
				return "core10" // its wording is to be completed by the agency
			} else if relation == "own" {
				return "phq9"
			}
		case "{id}":
			if strings.HasPrefix(pattern, "/agency/staff/") && relation == "own" {
				return w.who[home+"/stranger"].Person
			}
			if id := have[kindOf(pattern)]; id != "" {
				return id
			}
		}
		return nobodys
	})
}

// relationsOf are the relations in which a route is asked.
func relationsOf(r web.Route) []string {
	switch {
	case !strings.Contains(r.Pattern, "{"):
		return []string{"own"}
	case kindOf(r.Pattern) == "":
		return []string{"own", "missing"}
	case r.Data == access.Private:
		return relations
	}
	var all []string
	for _, one := range relations {
		if one != "private" {
			all = append(all, one)
		}
	}
	return all
}

// asks asks a route as an actor. A form is sent empty but for the ids in it: whoever is permitted hears what is missing.
func (w *world) asks(r web.Route, relation, actor string) *httptest.ResponseRecorder {
	return w.sends(r.Method, w.path(r.Pattern, relation), actor, w.form(r.Pattern, relation, actor))
}

// sends asks with a form.
func (w *world) sends(method, path, actor, form string) *httptest.ResponseRecorder {
	var body io.Reader
	if method == http.MethodPost {
		body = strings.NewReader(form)
		if strings.HasSuffix(path, "/entries") {
			body = strings.NewReader("[]")
		}
	}
	r := httptest.NewRequest(method, "http://groupwork.test"+path, body)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if strings.HasSuffix(path, "/entries") {
			r.Header.Set("Content-Type", "application/json")
		}
	}
	if token := w.tokens[actor]; token != "" {
		r.AddCookie(&http.Cookie{Name: "gw", Value: token})
	}
	rec := httptest.NewRecorder()
	w.pages.ServeHTTP(rec, r)
	return rec
}

// answerOf reads what an answer means.
func answerOf(rec *httptest.ResponseRecorder) answer {
	switch {
	case rec.Code == http.StatusNotFound:
		return hidden
	case rec.Code == http.StatusForbidden:
		return refused
	case rec.Code == http.StatusSeeOther && rec.Header().Get("Location") == "/sign-in" && rec.Header().Get("Clear-Site-Data") == "":
		return signIn
	case rec.Code >= http.StatusInternalServerError || rec.Code == http.StatusTooManyRequests:
		return answer("broken " + http.StatusText(rec.Code))
	}
	return open
}

// sameAsMissing tells whether an answer has the bytes of one about a thing that nobody has.
func (w *world) sameAsMissing(r web.Route, actor string, rec *httptest.ResponseRecorder) bool {
	missing := w.asks(r, "missing", actor)
	return missing.Code == rec.Code && missing.Body.String() == rec.Body.String() && headers(missing) == headers(rec)
}

func headers(rec *httptest.ResponseRecorder) string {
	var b strings.Builder
	_ = rec.Header().Write(&b) // a strings.Builder takes everything
	return b.String()
}
