package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

//go:embed testdata/person.js
var eyes string

// person is somebody at a browser of their own.
type person struct {
	t      *testing.T
	ctx    context.Context
	base   string
	watch  *watch
	taps   int           // taps and clicks
	keys   int           // keys pressed
	waited time.Duration // how long the machine let the person wait
}

// spot is where a finger lands.
type spot struct {
	X, Y, Wide, High float64
	Missing          bool
	Covered, Kind    string
}

// quoted gives arguments of a script.
func quoted(args ...any) string {
	var all []string
	for _, a := range args {
		raw, err := json.Marshal(a)
		if err != nil {
			panic(err) // strings and numbers only
		}
		all = append(all, string(raw))
	}
	return strings.Join(all, ", ")
}

// try runs a line of script, which fails while a page is being changed for another.
func try[T any](p *person, script string) (T, error) {
	ctx, cancel := context.WithTimeout(p.ctx, *patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// asks runs a line of script and gives its value.
func asks[T any](p *person, script string) T {
	p.t.Helper()
	v, err := try[T](p, script)
	if err != nil {
		p.t.Fatalf("at %s: %.200s: %v", p.where(), script, err)
	}
	return v
}

// looks calls one of the functions of person.js.
func looks[T any](p *person, name string, args ...any) T {
	p.t.Helper()
	return asks[T](p, eyes+"."+name+"("+quoted(args...)+")")
}

func (p *person) does(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, *patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatalf("at %s: %v", p.where(), err)
	}
}

// where is the path of the page.
func (p *person) where() string {
	at, err := chromedp.Run(p.ctx, chromedp.Location())
	if err != nil {
		return "?"
	}
	return strings.TrimPrefix(at, p.base)
}

// until waits for something to be so.
func (p *person) until(what string, so func() bool) {
	p.t.Helper()
	for end := time.Now().Add(*patience); time.Now().Before(end); time.Sleep(15 * time.Millisecond) {
		if so() {
			return
		}
	}
	p.t.Fatalf("at %s: waited in vain for %s; the page says:\n%.1500s", p.where(), what, looks[string](p, "text", "main"))
}

// visits goes to a path of the house and waits until the page is there.
func (p *person) visits(path string) *person {
	p.t.Helper()
	if !strings.HasPrefix(path, "http") {
		path = p.base + path
	}
	began := time.Now()
	p.does(chromedp.Navigate(path), chromedp.WaitReady(chromedp.CSS("main")))
	p.waited += time.Since(began)
	return p
}

// lands waits until a finger can land, and taps there.
func (p *person) lands(what, name string, args ...any) spot {
	p.t.Helper()
	var at spot
	for end := time.Now().Add(*patience / 2); ; time.Sleep(20 * time.Millisecond) {
		var err error
		if at, err = try[spot](p, eyes+"."+name+"("+quoted(args...)+")"); err == nil && !at.Missing && at.Covered == "" {
			break
		}
		if time.Now().After(end) {
			p.t.Fatalf("at %s: cannot tap %s (covered by %q); the page says:\n%.1500s", p.where(), what, at.Covered, looks[string](p, "text", "main"))
		}
	}
	p.taps++
	p.does(chromedp.MouseClickXY(at.X, at.Y))
	return at
}

// within gives the part of the page that was named, or all of it.
func within(scope []string) string { return strings.Join(scope, " ") }

// presses taps what carries these words: a button, a link, a label, a fold.
func (p *person) presses(text string, scope ...string) *person {
	p.t.Helper()
	p.lands("“"+text+"”", "press", text, within(scope))
	return p
}

// touches taps what has no words: a seat of the circle.
func (p *person) touches(css string) *person {
	p.t.Helper()
	p.lands(css, "touch", css)
	return p
}

// goes does something that leads to another page, and waits until that is there.
func (p *person) goes(do func()) *person {
	p.t.Helper()
	before := asks[float64](p, "performance.timeOrigin")
	do()
	began := time.Now()
	p.until("another page", func() bool {
		there, err := try[bool](p, fmt.Sprintf("performance.timeOrigin !== %s && document.readyState === 'complete'", quoted(before)))
		return err == nil && there
	})
	p.waited += time.Since(began)
	return p
}

// follows presses what leads to another page.
func (p *person) follows(text string, scope ...string) *person {
	p.t.Helper()
	return p.goes(func() { p.t.Helper(); p.presses(text, scope...) })
}

// writes puts text into the field with this label: a tap, and a key for every letter.
func (p *person) writes(label, text string, scope ...string) *person {
	p.t.Helper()
	at := p.lands("the field “"+label+"”", "field", label, within(scope))
	p.keys += len([]rune(text))
	switch at.Kind {
	case "date", "time", "datetime-local", "number", "list":
		if !looks[bool](p, "sets", label, text, within(scope)) {
			p.t.Fatalf("at %s: “%s” cannot be %q", p.where(), label, text)
		}
		return p
	}
	looks[spot](p, "field", label, within(scope)) // what stood there is chosen, and is written over
	p.does(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, input.InsertText, input.InsertTextParams{Text: text})
		return err
	}))
	return p
}

// chooses opens a list and takes one of its lines: two taps.
func (p *person) chooses(label, option string, scope ...string) *person {
	p.t.Helper()
	p.lands("the list “"+label+"”", "field", label, within(scope))
	p.taps++
	if !looks[bool](p, "sets", label, option, within(scope)) {
		p.t.Fatalf("at %s: the list “%s” has no %q", p.where(), label, option)
	}
	return p
}

// keysIn presses keys one after the other, as they are on a keyboard.
func (p *person) keysIn(keys string, with ...chromedp.Modifier) *person {
	p.t.Helper()
	p.keys += len([]rune(keys))
	p.does(chromedp.KeyEvent(keys, chromedp.KeyModifiers(with...)))
	return p
}

// sees waits until the page shows these words.
func (p *person) sees(texts ...string) *person {
	p.t.Helper()
	for _, text := range texts {
		p.until("“"+text+"”", func() bool {
			all, err := try[string](p, eyes+`.text("body")`)
			return err == nil && strings.Contains(all, text)
		})
	}
	return p
}

// seesNot fails when the page shows these words.
func (p *person) seesNot(texts ...string) *person {
	p.t.Helper()
	all := looks[string](p, "text", "body")
	for _, text := range texts {
		if strings.Contains(all, text) {
			p.t.Errorf("at %s: the page says “%s”", p.where(), text)
		}
	}
	return p
}

// reads gives the words of a part of the page.
func (p *person) reads(css string) string {
	p.t.Helper()
	return looks[string](p, "text", css)
}

func (p *person) counts(css string) int {
	p.t.Helper()
	return asks[int](p, fmt.Sprintf(`document.querySelectorAll(%q).length`, css))
}

// screen is what somebody holds in their hand or has on their desk.
type screen struct {
	width, height int64
	dark          bool
}

// The screens that pages are looked at on.
var (
	phone     = screen{390, 844, false}
	phoneDark = screen{390, 844, true}
	small     = screen{320, 640, false}
	desk      = screen{1280, 900, false}
	deskDark  = screen{1280, 900, true}
)

// holds sets the screen: its size, light or dark.
func (p *person) holds(s screen) *person {
	p.t.Helper()
	scheme := "light"
	if s.dark {
		scheme = "dark"
	}
	p.does(chromedp.EmulateViewport(s.width, s.height), chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
		return err
	}))
	return p
}

// withoutScript turns script off for every page from now on.
func (p *person) withoutScript() *person {
	p.t.Helper()
	p.does(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
	return p
}

// noNetwork takes the network away, or gives it back.
func (p *person) noNetwork(away bool) *person {
	p.t.Helper()
	type conditions struct {
		Offline            bool    `json:"offline"`
		Latency            float64 `json:"latency"`
		DownloadThroughput float64 `json:"downloadThroughput"`
		UploadThroughput   float64 `json:"uploadThroughput"`
	}
	set := cdp.Command[conditions, struct{}]{Method: "Network.emulateNetworkConditions"}
	p.does(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, set, conditions{away, 0, -1, -1})
		return err
	}))
	return p
}
