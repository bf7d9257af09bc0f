package browser

import (
	"net/http"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"groupwork/internal/served"
	"groupwork/web"
)

// place is a page that somebody can come to.
type place struct{ who, path string }

// notLookedAt are the GET routes that are no pages of their own, with the reason.
func notLookedAt() map[string]string {
	return map[string]string{
		"/healthz":                                              "answers machines",
		"/demo/{agency}/{person}":                               "signs in and leads on",
		"/compose/{id}/try":                                     "a part of the page of the draft, asked for by its script",
		"/compose/{id}/take/{form}":                             "a file",
		"/instruments/{instrument}/questionnaire":               "a file",
		"/askings/{id}/answers/{session}/paper/{seat}/response": "a file",
	}
}

// handedOn are the pages that a worker hands to a member: they speak the member's language, whatever the worker's is.
func handedOn(pattern string) bool {
	return strings.HasSuffix(pattern, "/answers/{session}/shared/{seat}") || pattern == "/sessions/{id}/pulse/{seat}"
}

// patterns tells which route a path belongs to.
func patterns() *http.ServeMux {
	mux := http.NewServeMux()
	for _, r := range web.Routes() {
		if r.Method == http.MethodGet {
			mux.HandleFunc("GET "+r.Pattern, func(http.ResponseWriter, *http.Request) {})
		}
	}
	return mux
}

func patternOf(mux *http.ServeMux, path string) string {
	r, err := http.NewRequest(http.MethodGet, path, nil)
	if err != nil {
		return ""
	}
	_, pattern := mux.Handler(r)
	return strings.TrimPrefix(pattern, "GET ")
}

// everyPage looks at every page that a role can come to by links, once for each route, and at those that a story leads
// to; then once more in Arabic. A route of the house that was not looked at fails.
func everyPage(t *testing.T, h *house) {
	english := englishPhrases(t)
	c := h.clerk(t)
	h.leadsTo(c)
	for _, role := range []string{"worker", "supervisor", "administrator", "member"} {
		t.Run(role, func(t *testing.T) { h.walks(t, role, english) })
	}
	t.Run("before signing in", func(t *testing.T) { h.outside(t, c, english) })
	for _, r := range web.Routes() {
		reason := notLookedAt()[r.Pattern]
		if r.Method == http.MethodGet && reason == "" && !h.looked[r.Pattern] {
			t.Errorf("nobody looked at %s: no link leads there, and no story (see leadsTo, or give a reason in notLookedAt)", r.Pattern)
		}
	}
}

// leadsTo makes the pages that no link from a role's first page leads to: a running meeting with its shared device, a
// meeting that is not written up, groups that are being composed, answers by code; and what only some groups have.
func (h *house) leadsTo(c clerk) {
	c.t.Helper()
	g := c.group("Evening circle", "reciprocal", "Wanja", "Yusuf", "Zora")
	running := c.meeting(g, 0)
	c.posts(running, running+"/begin")
	h.add("running session", "worker", running)
	for _, below := range []string{"/pulse", "/pulse/1", "/pulse/cards"} {
		h.add("", "worker", running+below)
	}
	planned := c.meeting(g, -48*time.Hour)
	h.add("planned session", "worker", planned)
	h.add("", "worker", planned+"/card")
	held := c.meeting(g, 100*time.Minute)
	c.posts(held, held+"/begin")
	c.posts(held, held+"/close")
	h.add("write-up", "worker", held+"/write-up")
	h.add("", "worker", held+"/notes")
	h.add("", "worker", held+"/used")
	h.add("", "worker", held+"/reading")
	h.add("", "worker", held+"/roles")
	h.add("nothing there", "worker", "/groups/0190a000-0000-7000-8000-000000000000")
	h.leadsToGoal(c, g)
	c.posts("", g+"/overlays", "which", "casework_link", "on", "yes")
	for _, stay := range anchors(c.gets(g+"/overlays"), regexp.MustCompile(`^/stays/[^/]+/overlays$`)) {
		h.add("", "worker", stay)
	}
	h.add("", "supervisor", "/week")
	h.add("", "administrator", "/packs")
	h.leadsToComposing(c)
	mux := patterns()
	for _, group := range anchors(c.gets("/groups"), regexp.MustCompile(`^/groups/[0-9a-f-]{36}$`)) {
		for _, page := range []string{group, group + "/measures", group + "/reports"} {
			for _, to := range anchors(c.gets(page), regexp.MustCompile(`^/(groups|tasks|askings)/`)) {
				if pattern := patternOf(mux, to); pattern != "" && notLookedAt()[pattern] == "" && h.found["worker "+pattern].path == "" {
					h.add("", "worker", to)
				}
			}
		}
	}
}

// leadsToGoal makes a goal that is not yet adopted and has no steps, and the pages that mend it.
func (h *house) leadsToGoal(c clerk, group string) {
	c.t.Helper()
	made := c.posts("", group+"/goals/new", "level", "group", "change", "We begin and end on time", "step_0", "On time in three of four meetings",
		"seen", "The clock on the wall", "until", here(time.Now()).AddDate(0, 2, 0).Format(time.DateOnly), "proposed", "members")
	made = regexp.MustCompile(`^/goals/[0-9a-f-]{36}`).FindString(made)
	for _, to := range append(anchors(c.gets(made), regexp.MustCompile(`^/goals/`)), made) {
		h.add("", "worker", to)
	}
}

// leadsToComposing makes one draft to look at and one that is decided.
func (h *house) leadsToComposing(c clerk) {
	c.t.Helper()
	for _, decided := range []bool{true, false} {
		draft := c.draft()
		if decided {
			h.add("", "worker", c.posts(draft, draft+"/decide"))
			continue
		}
		for _, below := range []string{"", "/people", "/wishes", "/person/1"} {
			h.add("", "worker", draft+below)
		}
	}
}

// draft composes twelve people into groups.
func (c clerk) draft() string {
	c.t.Helper()
	form := []string{"source", "people", "preset", "class"}
	for _, one := range regexp.MustCompile(`value="([0-9a-f-]{36})"`).FindAllStringSubmatch(c.gets("/compose"), 12) {
		form = append(form, "people", one[1])
	}
	draft := path.Dir(c.posts("", "/compose", form...))
	c.posts(draft, draft+"/run")
	for end := time.Now().Add(*patience); !strings.Contains(c.gets(draft), draft+"/person/1") && time.Now().Before(end); {
		time.Sleep(50 * time.Millisecond)
	}
	return draft
}

var anchor = regexp.MustCompile(`<a [^>]*href="(/[^"#?]*)`)

// anchors gives the links of a page that are of a kind.
func anchors(page string, kind *regexp.Regexp) []string {
	var all []string
	for _, one := range anchor.FindAllStringSubmatch(page, -1) {
		if kind.MatchString(one[1]) && !slices.Contains(all, one[1]) {
			all = append(all, one[1])
		}
	}
	return all
}

// add keeps a page for the walk, under its name or that of its route.
func (h *house) add(name, who, path string) {
	if name == "" {
		name = patternOf(patterns(), path)
	}
	h.found[who+" "+name] = place{who, path}
}

// walks looks at all pages of one role, in English and then in Arabic.
func (h *house) walks(t *testing.T, role string, english func() map[string]string) {
	p := h.enters(t, role)
	p.expects("status of 404") // the page that says so is looked at too
	h.crawls(p, role)
	p.speaks("ar")
	for _, name := range h.names(role) {
		if handedOn(name) {
			continue
		}
		p.visits(h.found[name].path)
		p.looksAt(name, true)
		p.entersTheRoom(name, true)
		p.readsNoEnglish(name, english)
	}
	p.speaks("en")
	p.leaves()
}

// speaks changes the person's own language.
func (p *person) speaks(language string) {
	p.t.Helper()
	p.visits("/account")
	p.goes(func() {
		asks[bool](p, `(() => { const f = document.querySelector('form[action="/account/language"]'); f.language.value = "`+language+`"; f.requestSubmit(); return true })()`)
	})
	if got := asks[string](p, "document.documentElement.lang"); got != language {
		p.t.Fatalf("the page speaks %q, not %q", got, language)
	}
}

// crawls looks at the pages of a role and follows their links until no new route is found.
func (h *house) crawls(p *person, role string) {
	p.t.Helper()
	mux := patterns()
	h.add("", role, p.where())
	queue := h.names(role)
	for len(queue) > 0 {
		name := queue[0]
		queue = queue[1:]
		p.visits(h.found[name].path)
		h.looked[patternOf(mux, strings.SplitN(p.where(), "?", 2)[0])] = true
		for _, to := range looks[[]string](p, "links") {
			pattern := patternOf(mux, to)
			next := role + " " + pattern
			if _, have := h.found[next]; have || pattern == "" || pattern == "/" || notLookedAt()[pattern] != "" {
				continue
			}
			h.found[next] = place{role, to}
			queue = append(queue, next)
		}
		p.looksAt(name, false)
		p.entersTheRoom(name, false)
	}
}

// entersTheRoom looks at the second view of a running meeting as well.
func (p *person) entersTheRoom(name string, toTheLeft bool) {
	p.t.Helper()
	if name == "worker running session" {
		p.touches(`button[data-view="marks"]`).looksAt("worker room", toTheLeft)
	}
}

// names gives the names of the pages of a role, in order.
func (h *house) names(role string) []string {
	var all []string
	for name, at := range h.found {
		if at.who == role {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all
}

// outside looks at the pages of people who are not signed in: signing in, answering by code, an invitation and what it
// leads to, the first run of an agency.
func (h *house) outside(t *testing.T, c clerk, english func() map[string]string) {
	pages := map[string]string{"sign-in": "/sign-in", "code": "/answer", "answered": "/answered", "sheet": c.code()}
	g := c.group("By the river", "reciprocal")
	pages["invitation"] = c.link(c.posts("", g+"/members/new", "called", "Xenia", "came", "chose_freely"))
	mux := patterns()
	p := h.opens(t)
	for name, path := range pages {
		h.looksOutside(t, p, name, path, english)
		h.looked[patternOf(mux, path)] = true
	}
	p.leaves()
	dir := t.TempDir()
	fresh := served.Start(t, binary.Path(t), "serve", "--addr", "127.0.0.1:0", "--data", filepath.Join(dir, "data"), "--key", filepath.Join(dir, "key"))
	setUp := strings.TrimPrefix(fresh.SetUp, fresh.Base)
	first := h.opensAt(t, fresh.Base)
	h.looksOutside(t, first, "set-up", setUp, english)
	h.looked[patternOf(mux, setUp)] = true
	first.leaves()
	h.asked(t, c, g, english)
}

// code gives the address where a member answers by a code of their own.
func (c clerk) code() string {
	c.t.Helper()
	for _, group := range anchors(c.gets("/groups"), regexp.MustCompile(`^/groups/[0-9a-f-]{36}$`)) {
		for _, room := range anchors(c.gets(group+"/measures"), regexp.MustCompile(`^/askings/[^/]+/answers/[^/]+$`)) {
			_, page := c.sends("", room+"/codes")
			if at := regexp.MustCompile(`/answer/[a-z-]+/[0-9A-Z]+`).FindString(page); at != "" {
				return at
			}
		}
	}
	c.t.Fatal("no code is given out")
	return ""
}

// asked looks at the page on which somebody answers whether they want to join.
func (h *house) asked(t *testing.T, c clerk, group string, english func() map[string]string) {
	t.Helper()
	m := h.opens(t)
	m.visits(c.link(c.posts("", group+"/members/new", "called", "Zenobia", "came", "chose_freely")))
	m.writes("E-mail", "zenobia@example.org").writes("A password", "nine small boats at noon").follows("Come in").follows("Read and answer")
	at := m.where()
	h.looked[patternOf(patterns(), at)] = true
	m.looksAt("member asked", false)
	m.speaks("ar")
	m.visits(at).looksAt("member asked", true)
	m.readsNoEnglish("member asked", english)
	m.leaves()
}

// readsNoEnglish fails when a page in Arabic shows an English sentence of the house.
func (p *person) readsNoEnglish(name string, english func() map[string]string) {
	p.t.Helper()
	if left := untranslated(p.t, looks[[]string](p, "said"), "ar", english); len(left) > 0 {
		p.t.Errorf("%s: not translated: %s", name, strings.Join(left, " | "))
	}
}

func (h *house) looksOutside(t *testing.T, p *person, name, path string, english func() map[string]string) {
	t.Helper()
	p.visits(path+"?lang=en").looksAt(name, false)
	p.visits(path+"?lang=ar").looksAt(name, true)
	p.readsNoEnglish(name, english)
}
