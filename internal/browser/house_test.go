package browser

import (
	"context"
	"flag"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"groupwork/internal/served"
)

var (
	pictures  = flag.String("pictures", "", "folder to put pictures of the main pages into")
	every     = flag.String("every", "", "folder to put pictures of all pages into, at full length")
	patience  = flag.Duration("patience", time.Minute, "how long to wait for what must come; a busy machine is slow, a broken page never answers")
	workflows = flag.String("workflows", "", "file to write the figures of the timed workflows into")
)

var binary served.Binary

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	binary.Remove()
	os.Exit(code)
}

// house is the sample agency, served by the shipped binary, and one browser in front of it.
type house struct {
	*served.House
	browser context.Context
	found   map[string]place // pattern of a route to a page that was found
	looked  map[string]bool  // patterns of the pages that were looked at
	figures []figure         // of the timed workflows
}

// TestTheProductInARealBrowser tells stories one after the other at one house: what one leaves behind is there for the
// next, and all its pages are looked at in the end.
func TestTheProductInARealBrowser(t *testing.T) {
	at := chromiumPath(t)
	h := &house{House: served.Start(t, binary.Path(t), "demo", "--addr", "127.0.0.1:0", "--data", t.TempDir()),
		browser: chromium(t, at), found: map[string]place{}, looked: map[string]bool{}}
	for _, story := range []struct {
		name  string
		tells func(*testing.T, *house)
	}{
		{"the watch is awake", theWatchIsAwake},
		{"a reciprocal group from its first thought to signed notes", aReciprocalGroup},
		{"a remedial group from its first thought to signed notes", aRemedialGroup},
		{"twelve at the door without a network", twelveAtTheDoor},
		{"ten notes written and signed by keyboard alone", tenNotesByKeyboard},
		{"somebody comes, leaves and comes back", comesLeavesAndComesBack},
		{"a meeting without script", withoutScript},
		{"marks by keyboard alone", marksByKeyboard},
		{"groups composed by hand, dragged and by keyboard", composesByHand},
		{"words are read aloud", readAloud},
		{"signed out while writing", signedOutWhileWriting},
		{"every page", everyPage},
	} {
		t.Run(story.name, func(t *testing.T) { story.tells(t, h) })
	}
	h.writesFigures(t)
}

// chromiumPath finds the browser.
func chromiumPath(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	if os.Getenv("GROUPWORK_REQUIRE_ALL") != "" {
		t.Fatal("no Chromium: on Debian, apt-get install chromium")
	}
	t.Skip("NO CHROMIUM HERE: the browser tests did not run (on Debian: apt-get install chromium)")
	return ""
}

// chromium starts the browser.
func chromium(t *testing.T, at string) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(at), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WSURLReadTimeout(2*time.Minute),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true), chromedp.Flag("lang", "en"),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.Flag("no-first-run", true))
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(alloc)
	t.Cleanup(func() { stop(); stopAlloc() })
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil { // the first run owns the browser
		t.Fatal(err)
	}
	return ctx
}

// opens gives somebody who is not signed in a browser of their own, with a desk's screen.
func (h *house) opens(t *testing.T) *person {
	t.Helper()
	return h.opensAt(t, h.Base)
}

func (h *house) opensAt(t *testing.T, base string) *person {
	t.Helper()
	ctx, stop := chromedp.NewContext(h.browser, chromedp.WithNewBrowserContext())
	t.Cleanup(stop)
	p := &person{t: t, ctx: ctx, base: base}
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	p.watches()
	return p.holds(desk)
}

// enters opens the browser of somebody and lets them in by the sample's link for a role.
func (h *house) enters(t *testing.T, role string) *person {
	t.Helper()
	p := h.opens(t)
	p.visits(strings.TrimPrefix(h.Links[role], h.Base))
	p.waited = 0
	return p
}

// clerk does by plain requests what a story only needs to be there: it presses no keys and counts nothing.
type clerk struct {
	t    *testing.T
	http *http.Client
	base string
}

func (h *house) clerk(t *testing.T) clerk {
	t.Helper()
	return clerk{t, h.As(t, "worker"), h.Base}
}

var tags = regexp.MustCompile(`<[^>]*>`)

var versionField = regexp.MustCompile(`name="version" value="(\d+)"`)

// gets gives a page.
func (c clerk) gets(path string) string {
	c.t.Helper()
	r, err := c.http.Get(c.base + path)
	if err != nil {
		c.t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		c.t.Fatalf("GET %s: %s %v", path, r.Status, err)
	}
	return string(body)
}

// posts sends a form from a page with that page's version, and gives the path that it led to.
func (c clerk) posts(page, path string, fields ...string) string {
	c.t.Helper()
	at, _ := c.sends(page, path, fields...)
	return at
}

var shownLink = regexp.MustCompile(`value="(http[^"]+/invite/[^"]+)"`)

// link makes somebody's single-use link and gives its path.
func (c clerk) link(stay string) string {
	c.t.Helper()
	_, body := c.sends(stay, stay+"/link")
	found := shownLink.FindStringSubmatch(body)
	if found == nil {
		c.t.Fatal("no link is shown")
	}
	return strings.TrimPrefix(found[1], c.base)
}

func (c clerk) sends(page, path string, fields ...string) (at, body string) {
	c.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	if page != "" {
		if v := versionField.FindStringSubmatch(c.gets(page)); v != nil {
			form.Set("version", v[1])
		}
	}
	r, err := c.http.PostForm(c.base+path, form)
	if err != nil {
		c.t.Fatal(err)
	}
	defer r.Body.Close()
	raw, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		_, page, _ := strings.Cut(string(raw), "<main")
		c.t.Fatalf("POST %s: %s %v\n%.1500s", path, r.Status, err, tags.ReplaceAllString(page, " "))
	}
	return r.Request.URL.Path, string(raw)
}

// group opens a group in which everybody named is a member by their own yes.
func (c clerk) group(name, model string, members ...string) string {
	c.t.Helper()
	g := c.posts("", "/groups/new", "name", name, "purpose", "Find out together what helps.", "model", model,
		"reason", "It fits.", "open", "open", "least", "2", "most", "14")
	if model == "reciprocal" {
		c.posts("", g+"/checklist", "version", "0", "common_ground", "1")
	}
	for _, m := range members {
		stay := c.posts("", g+"/members/new", "called", m, "came", "chose_freely")
		c.posts(stay, stay+"/yes", "how", "in_person")
		c.posts(stay, stay+"/activate")
	}
	return g
}

// meeting plans a meeting of a group that began some minutes ago.
func (c clerk) meeting(group string, ago time.Duration) string {
	c.t.Helper()
	return c.posts("", group+"/sessions", "starts", here(time.Now().Add(-ago)).Format("2006-01-02T15:04"), "minutes", "90", "place", "Room 2",
		"intent", "Find out what each needs.", "blocks", "15 Opening round\n60 What we share\n15 Closing round")
}

// here tells a time as the sample agency's clocks do.
func here(at time.Time) time.Time {
	if zone, err := time.LoadLocation("Europe/London"); err == nil {
		return at.In(zone)
	}
	return at.UTC()
}
