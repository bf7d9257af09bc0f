package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/go-playground/locales"
	"github.com/go-playground/locales/ar"
	"github.com/go-playground/locales/en_GB"
	"github.com/go-playground/locales/es"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/phrase"
	"groupwork/private"
)

// Page is what every page knows: who looks, in which language and clock, and what was wrong with a form.
type Page struct {
	Saved bool // the form that led here was saved
	phrase.Phrases
	Known  app.Known
	Path   string
	Host   string // scheme and host as the person sees them, for links that are copied
	Style  string
	Script string
	Wrong  []fault.Field
	Stale  bool
	zone   *time.Location
	now    time.Time
	dates  locales.Translator
}

// page begins a page for a request.
func (s *Site) page(r *http.Request) Page { return s.pageSaying(r, visitorOf(r).say) }

// pageIn begins a page in another language than the person's own: for whom it is handed to.
func (s *Site) pageIn(r *http.Request, language string) Page {
	return s.pageSaying(r, s.Phrases.In(language))
}

func (s *Site) pageSaying(r *http.Request, say phrase.Phrases) Page {
	v := visitorOf(r)
	p := Page{Phrases: say, Known: v.known, Path: r.URL.Path, Host: s.host(r), Style: s.style, Script: s.fonts, zone: v.known.Zone, now: s.Now()}
	if p.zone == nil {
		p.zone = time.UTC
	}
	_, err := r.Cookie(savedCookie)
	p.Saved = err == nil && r.Method == http.MethodGet
	switch p.Lang {
	case "es":
		p.dates = es.New()
	case "ar":
		p.dates = ar.New()
	default:
		p.dates = en_GB.New()
	}
	return p
}

// host is the scheme and host under which the person sees the house.
func (s *Site) host(r *http.Request) string {
	if s.Secure {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// isolated keeps a name of another script from turning the sentence around it.
func isolated(name string) string { return "\u2068" + name + "\u2069" }

// wrongly is the page with what was wrong with its form.
func (p Page) wrongly(err error) Page {
	p.Wrong, p.Stale = fault.Fields(err), fault.Of(err) == fault.Stale
	if say := fault.Say(err); say != "" && !slices.ContainsFunc(p.Wrong, func(f fault.Field) bool { return f.Key == say }) {
		p.Wrong = append(p.Wrong, fault.Field{Key: say})
	}
	return p
}

// Problem says what is wrong with a field, or nothing.
func (p Page) Problem(field string) string {
	for _, f := range p.Wrong {
		if f.Name == field {
			return p.Explain(f)
		}
	}
	return ""
}

// Explain says one wrong field.
func (p Page) Explain(f fault.Field) string {
	var args []any
	for k, v := range f.Args {
		if k == "says" { // what a rule says is a phrase of its own
			v = p.Say(fmt.Sprint(v))
		}
		args = append(args, k, v)
	}
	if whose, ok := f.Args["whose"].(private.Text); ok {
		return isolated(whose.Reveal()) + ": " + p.Say(f.Key, args...)
	}
	return p.Say(f.Key, args...)
}

// Mend is the page on which a wrong thing is mended, or "" when it is this one.
func (p Page) Mend(f fault.Field) string {
	page, _ := f.Args["mend"].(string)
	return page
}

// Date is a day such as "Thu 12 Nov", with the year when it is another one.
func (p Page) Date(t time.Time) string {
	t = t.In(p.zone)
	if t.Year() == p.now.In(p.zone).Year() {
		return p.dates.WeekdayAbbreviated(t.Weekday()) + " " + strconv.Itoa(t.Day()) + " " + p.dates.MonthAbbreviated(t.Month())
	}
	return p.dates.FmtDateMedium(t)
}

// Time is a time of day such as 18:30.
func (p Page) Time(t time.Time) string { return t.In(p.zone).Format("15:04") }

// Local is a time as the browser's date-and-time field wants it.
func (p Page) Local(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(p.zone).Format("2006-01-02T15:04")
}

// When is date and time.
func (p Page) When(t time.Time) string { return p.Date(t) + " · " + p.Time(t) }

// Today tells whether a time is today.
func (p Page) Today(t time.Time) bool {
	return t.In(p.zone).Format(time.DateOnly) == p.now.In(p.zone).Format(time.DateOnly)
}

// Staff tells whether the person works here.
func (p Page) Staff() bool {
	return p.Is("worker") || p.Is("supervisor") || p.Is("administrator")
}

// Is tells whether the person has a role.
func (p Page) Is(role string) bool { return p.Known.Who.Has(role) }

// Signed tells whether somebody is signed in.
func (p Page) Signed() bool { return p.Known.Who.SignedIn() }

// reveal shows a private text on a page whose reader may see it.
func reveal(t private.Text) string { return t.Reveal() }

// show renders a page inside the frame.
func (s *Site) show(w http.ResponseWriter, status int, p Page, title string, body templ.Component) error {
	return s.render(w, status, frame(p, title, body))
}

// showBare renders a page without navigation: the room and the shared device.
func (s *Site) showBare(w http.ResponseWriter, status int, p Page, title string, body templ.Component) error {
	return s.render(w, status, bare(p, title, body))
}

// render writes a page when it is whole.
func (s *Site) render(w http.ResponseWriter, status int, whole templ.Component) error {
	var b bytes.Buffer
	if err := whole.Render(context.Background(), &b); err != nil {
		return fault.Wrap("web.render", err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // a reader who went away cannot be told
	return nil
}

// savedCookie lets the page that a form leads on to say that it was saved.
const savedCookie = "saved"

// saved leads on after a form was taken.
func (s *Site) saved(w http.ResponseWriter, r *http.Request, to string) error {
	http.SetCookie(w, &http.Cookie{Name: savedCookie, Value: "yes", Path: "/", MaxAge: 3, HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteLaxMode})
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// version is the version of the thing that the form was made from.
func version(r *http.Request) int { return number(r, "version") }

// number reads a whole number of a form; what is none counts as −1, which no field allows.
func number(r *http.Request, name string) int {
	n, err := strconv.Atoi(r.PostFormValue(name))
	if err != nil {
		return -1
	}
	return n
}

// numberOr reads a number that may be left out.
func numberOr(r *http.Request, name string, left int) int {
	if strings.TrimSpace(r.PostFormValue(name)) == "" {
		return left
	}
	return number(r, name)
}

// stale is the version that goes with a form that is shown again: while somebody else's change stands unseen behind it, the
// old one, so that sending it once more writes over nothing.
func stale(r *http.Request, err error, now int) int {
	if fault.Of(err) == fault.Stale {
		return version(r)
	}
	return now
}

// mendable tells whether a form can be shown again with what was wrong.
func mendable(err error) bool {
	return fault.Of(err) == fault.Invalid || fault.Of(err) == fault.Stale
}

// statusOf is the one table from kinds of fault to statuses.
func statusOf(err error) int {
	switch fault.Of(err) {
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.Stale:
		return http.StatusConflict
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.Withheld, fault.Missing:
		return http.StatusNotFound
	}
	return http.StatusInternalServerError
}

var errTooOften = fault.New(fault.Broken, "web.limits", "web.too_often")

// fails answers an error. Withheld and Missing give the same bytes.
func (s *Site) fails(w http.ResponseWriter, r *http.Request, err error) {
	status, p := statusOf(err), s.page(r)
	if err == errTooOften {
		status = http.StatusTooManyRequests
		w.Header().Set("Retry-After", "10")
	}
	ref := ""
	if status == http.StatusInternalServerError {
		ref = reference()
		s.Log.Error("broken", "reference", ref, "route", r.Pattern, "error", err.Error())
	}
	p.Path = ""
	p = p.wrongly(err)
	if status == http.StatusNotFound {
		p.Wrong = nil
	}
	if err := s.show(w, status, p, p.Say("web.fault."+strconv.Itoa(status)), failed(p, status, ref)); err != nil {
		http.Error(w, "", http.StatusInternalServerError)
	}
}

// nowhere answers paths that nobody knows, and leads from the root.
func (s *Site) nowhere(w http.ResponseWriter, r *http.Request) error {
	if r.URL.Path != "/" {
		return fault.New(fault.Missing, "web", "")
	}
	to := "/sign-in"
	if p := s.page(r); p.Staff() {
		to = "/today"
	} else if p.Signed() {
		to = "/my"
	}
	return s.saved(w, r, to)
}

func (s *Site) refuseForeign(w http.ResponseWriter, r *http.Request) {
	v, _ := s.recognise(r)
	r = r.WithContext(context.WithValue(r.Context(), visitorKey{}, v))
	s.fails(w, r, fault.New(fault.Forbidden, "web.foreign", "web.foreign"))
}

// number2 reads a level from −2 to +2; what is none is a level that no goal has.
func number2(r *http.Request, name string) int {
	n, err := strconv.Atoi(r.PostFormValue(name))
	if err != nil {
		return 99
	}
	return n
}
