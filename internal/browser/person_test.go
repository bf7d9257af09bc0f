package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"groupwork/internal/served"
)

//go:embed testdata/axe.min.js
var axe string

var pictures = flag.String("pictures", "", "folder to put pictures of the main pages into")

var binary served.Binary

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	binary.Remove()
	os.Exit(code)
}

// person is somebody at a browser.
type person struct {
	t    *testing.T
	ctx  context.Context
	base string
	taps int
	keys int
	mu   sync.Mutex
	away []string // requests to other hosts
	told []string // breaches of the content policy, script errors
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

// sits opens a browser at the house.
func sits(t *testing.T, base string) *person {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromiumPath(t)), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.Flag("no-first-run", true))
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(alloc)
	ctx, cancel := context.WithTimeout(ctx, 10*time.Minute)
	t.Cleanup(func() { cancel(); stop(); stopAlloc() })
	p := &person{t: t, ctx: ctx, base: base}
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil { // the first run owns the browser
		t.Fatal(err)
	}
	p.watches()
	return p
}

// watches notes every request to another host and everything that the browser complains of.
func (p *person) watches() {
	p.t.Helper()
	own, err := url.Parse(p.base)
	if err != nil {
		p.t.Fatal(err)
	}
	p.does(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
			return err
		}
		return chromedp.Listen(ctx, func(event any) {
			p.mu.Lock()
			defer p.mu.Unlock()
			switch e := event.(type) {
			case *network.EventRequestWillBeSent:
				u, err := url.Parse(e.Request.URL)
				if err == nil && u.Host != own.Host && (u.Scheme == "http" || u.Scheme == "https") {
					p.away = append(p.away, e.Request.URL)
				}
			case *cdplog.EventEntryAdded:
				if e.Entry != nil && strings.Contains(e.Entry.Text, "Content Security Policy") {
					p.told = append(p.told, e.Entry.Text)
				}
			}
		})
	}))
}

func (p *person) does(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 45*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatalf("at %s: %v", p.where(), err)
	}
}

func (p *person) where() string {
	at, err := chromedp.Run(p.ctx, chromedp.Location())
	if err != nil {
		return "?"
	}
	return at
}

// visits goes to a path of the house.
func (p *person) visits(path string) *person {
	p.t.Helper()
	if !strings.HasPrefix(path, "http") {
		path = p.base + path
	}
	p.does(chromedp.Navigate(path), chromedp.WaitReady(chromedp.CSS("main")))
	return p
}

// asks runs a line of script and gives its value.
func asks[T any](p *person, script string) T {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](script))
	if err != nil {
		p.t.Fatalf("at %s: %s: %v", p.where(), script, err)
	}
	return v
}

// taps one element; a link or button that leads on is waited for by the next look.
func (p *person) taps1(css string) *person {
	p.t.Helper()
	p.taps++
	p.does(chromedp.ScrollIntoView(chromedp.CSS(css)), chromedp.Click(chromedp.CSS(css), chromedp.NodeVisible))
	return p
}

// submits taps an element that leads to another page, and waits until it is there.
func (p *person) submits(css string) *person {
	p.t.Helper()
	asks[bool](p, `(window.stillHere = true)`)
	p.taps1(css)
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		gone, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](`!window.stillHere && document.readyState === "complete"`))
		if err == nil && gone {
			return p
		}
	}
	p.t.Fatalf("at %s: tapping %s led nowhere", p.where(), css)
	return p
}

// types text into a field, replacing what is there; every character is a key.
func (p *person) types(css, text string) *person {
	p.t.Helper()
	p.keys += len([]rune(text))
	p.does(chromedp.SetValue(chromedp.CSS(css), ""), chromedp.SendKeys(chromedp.CSS(css), text))
	return p
}

// chooses an option of a select.
func (p *person) chooses(css, value string) *person {
	p.t.Helper()
	p.keys++
	p.does(chromedp.SetValue(chromedp.CSS(css), value))
	return p
}

func (p *person) reads(css string) string {
	p.t.Helper()
	return asks[string](p, fmt.Sprintf(`(document.querySelector(%q)?.innerText ?? "")`, css))
}

func (p *person) counts(css string) int {
	p.t.Helper()
	return asks[int](p, fmt.Sprintf(`document.querySelectorAll(%q).length`, css))
}

// holds sets the screen: width, dark or light.
func (p *person) holds(width, height int, dark bool) *person {
	p.t.Helper()
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	p.does(chromedp.EmulateViewport(int64(width), int64(height)), chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
		return err
	}))
	return p
}

// breach is one thing that axe found.
type breach struct {
	ID    string   `json:"id"`
	Help  string   `json:"help"`
	Nodes []string `json:"nodes"`
}

// finds gives the breaches of WCAG 2.2 A and AA on the page.
func (p *person) finds() []breach {
	p.t.Helper()
	asks[bool](p, axe+`; true`)
	script := `axe.run(document, {runOnly: ["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa"], resultTypes: ["violations"]})
		.then(r => JSON.stringify(r.violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.slice(0,4).map(n => n.target.join(" ") + " " + (n.any[0]?.message ?? ""))}))))`
	raw, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("axe at %s: %v", p.where(), err)
	}
	var all []breach
	if err := json.Unmarshal([]byte(raw), &all); err != nil {
		p.t.Fatal(err)
	}
	return all
}

// pictures the page when a folder was named.
func (p *person) pictures(name string) {
	p.t.Helper()
	if *pictures == "" {
		return
	}
	png, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		p.t.Fatal(err)
	}
	if err := os.MkdirAll(*pictures, 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*pictures, name+".png"), png, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// isClean fails when the browser asked another host for anything or complained of the content policy.
func (p *person) isClean() {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, u := range p.away {
		p.t.Errorf("asked another host: %s", u)
	}
	for _, s := range p.told {
		p.t.Errorf("content policy: %s", s)
	}
}

// demo serves the sample agency.
func demo(t *testing.T) *served.House {
	t.Helper()
	return served.Start(t, binary.Path(t), "demo", "--addr", "127.0.0.1:0", "--data", t.TempDir())
}
