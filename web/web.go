// Package web is the door for people: server-rendered pages that work without script. Every route is a row of one
// table with its act, data class and rate class; a page is a typed struct, rendered to a buffer before a byte goes out.
package web

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"groupwork/access"
	"groupwork/app"
	"groupwork/fault"
	"groupwork/phrase"
)

// Config is what the door is built of.
type Config struct {
	App     *app.House
	Phrases *phrase.Book
	Now     func() time.Time
	Demo    bool // answers the sample's sign-in links
	Secure  bool // pages are served over HTTPS
	Behind  bool // a proxy stands in front and tells who asks
	Log     *slog.Logger
}

// Site answers requests.
type Site struct {
	Config
	style, fonts string // paths of the style sheet and script with their content hash
	limits       *limits
}

// Rate is how often a route may be asked by one device.
type Rate string

// The rate classes.
const (
	Read   Rate = "page"  // reading
	Write  Rate = "write" // forms
	Guess  Rate = "guess" // passwords and links
	Static Rate = "static"
)

// Route is one row of the table.
type Route struct {
	Method, Pattern string
	Act             access.Act
	Data            access.Data
	Rate            Rate
	Do              func(s *Site, w http.ResponseWriter, r *http.Request) error
}

//go:embed static
var assets embed.FS

// New builds the door. A route without act, or whose data class is not that of its act, does not start.
func New(c Config) (http.Handler, error) {
	s := &Site{Config: c, limits: newLimits(c.Now, c.Behind)}
	mux, err := s.mount(Routes())
	if err != nil {
		return nil, err
	}
	files, err := newShelf(assets)
	if err != nil {
		return nil, err
	}
	s.style, s.fonts = files.path("style"), files.path("script")
	mux.Handle("GET /static/", files)
	mux.Handle("/", s.answer(Route{Method: "GET", Pattern: "/", Act: access.SeeHealth, Rate: Read, Do: (*Site).nowhere}))
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.refuseForeign(w, r) }))
	return s.outer(guard.Handler(mux)), nil
}

// mount hangs every route up, or says which one may not start.
func (s *Site) mount(routes []Route) (*http.ServeMux, error) {
	policy, mux := access.NewPolicy(access.Table()), http.NewServeMux()
	for _, route := range routes {
		if err := route.check(policy); err != nil {
			return nil, err
		}
		mux.Handle(route.Method+" "+route.Pattern, s.answer(route))
	}
	return mux, nil
}

func (r Route) check(policy access.Policy) error {
	rule, ok := policy.Rule(r.Act)
	switch {
	case r.Act == "" || !ok:
		return fmt.Errorf("web: route %s %s has no act of the policy (%q)", r.Method, r.Pattern, r.Act)
	case rule.Data != r.Data:
		return fmt.Errorf("web: route %s %s says data %q, its act %q has %q", r.Method, r.Pattern, r.Data, r.Act, rule.Data)
	case r.Rate == "" || r.Do == nil:
		return fmt.Errorf("web: route %s %s has no rate class or no handler", r.Method, r.Pattern)
	}
	return nil
}

// about is the kind of thing that a route's path names, so that the house is asked whether somebody may before the
// handler runs. Known is false for things whose ties only their own act can find.
func (r Route) about() (kind app.Kind, known bool) {
	parts := strings.Split(strings.TrimPrefix(r.Pattern, "/"), "/")
	words := parts[0]
	if strings.Contains(r.Pattern, "{id}") {
		words = strings.Join(parts[:slices.Index(parts, "{id}")+1], "/")
	}
	kind, known = map[string]app.Kind{"groups/{id}": app.AboutGroup, "stays/{id}": app.AboutStay, "sessions/{id}": app.AboutSession, "notes/{id}": app.AboutNote,
		"people/{id}": app.AboutPerson, "askings/{id}": app.AboutAsking, "composed/{id}": app.AboutComposed, "tasks/{id}": app.AboutTask, "safety/{id}": app.AboutSheet, "goals/{id}": app.AboutGoal, "packs": app.AboutHouse, "account": app.AboutSelf, "sign-out": app.AboutSelf, "my": app.AboutOwnPage, "my/stays/{id}": app.AboutOwnStay, "my/notes/{id}": app.AboutOwnNote}[words]
	return kind, known || !strings.Contains(r.Pattern, "{")
}

// visitor is who asks, kept with the request.
type visitor struct {
	known app.Known
	token string
	say   phrase.Phrases
}

type visitorKey struct{}

func visitorOf(r *http.Request) visitor {
	v, _ := r.Context().Value(visitorKey{}).(visitor)
	return v
}

// who is the person who asks; the zero Who when nobody is signed in.
func who(r *http.Request) access.Who { return visitorOf(r).known.Who }

// open tells acts that nobody needs to be signed in for.
func open(a access.Act) bool {
	rule, ok := access.NewPolicy(access.Table()).Rule(a)
	return ok && len(rule.May) == 1 && rule.May[0] == access.Anyone
}

// answer runs one route: who asks, how often, the handler, and what became of it.
func (s *Site) answer(route Route) http.Handler {
	public := open(route.Act)
	kind, known := route.about()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, recognised := s.recognise(r)
		if l := r.URL.Query().Get("lang"); slices.Contains(phrase.Languages, l) && !recognised {
			http.SetCookie(w, &http.Cookie{Name: "lang", Value: l, Path: "/", HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteLaxMode})
			v.say = s.Phrases.In(l)
		}
		r = r.WithContext(context.WithValue(r.Context(), visitorKey{}, v))
		if !s.limits.allow(route.Rate, r, v.token) {
			s.fails(w, r, errTooOften)
			return
		}
		if !recognised && !public {
			http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
			return
		}
		if !public && known {
			if err := s.App.May(r.Context(), who(r), route.Act, kind, r.PathValue("id")); err != nil {
				s.fails(w, r, err)
				return
			}
		}
		if r.Method == http.MethodPost {
			r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
			if err := whole(r); err != nil {
				s.fails(w, r, err)
				return
			}
		}
		if err := route.Do(s, w, r); err != nil {
			s.fails(w, r, err)
		}
	})
}

// whole reads a form, and refuses one that was cut off, is too big or holds bytes that are no text.
func whole(r *http.Request) error {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		return nil // a file, or entries: read where they belong
	}
	err := r.ParseForm()
	for _, values := range r.PostForm {
		for _, v := range values {
			if err == nil && (!utf8.ValidString(v) || strings.ContainsRune(v, 0)) {
				err = errors.New("no text")
			}
		}
	}
	if err != nil {
		return fault.New(fault.Invalid, "web.whole", "web.form")
	}
	return nil
}

// recognise finds who asks by the cookie, and the language to speak.
func (s *Site) recognise(r *http.Request) (v visitor, ok bool) {
	if c, err := r.Cookie(s.cookie()); err == nil && c.Value != "" {
		if known, err := s.App.Recognise(r.Context(), c.Value); err == nil {
			v, ok = visitor{known: known, token: c.Value}, true
		}
	}
	wanted := []string{r.Header.Get("Accept-Language")}
	if ok && v.known.Language != "" {
		wanted = []string{v.known.Language}
	}
	if c, err := r.Cookie("lang"); err == nil && !ok {
		wanted = append([]string{c.Value}, wanted...)
	}
	v.say = s.Phrases.In(wanted...)
	return v, ok
}

// cookie is the name of the sign-in's cookie.
func (s *Site) cookie() string {
	if s.Secure {
		return "__Host-gw"
	}
	return "gw"
}
