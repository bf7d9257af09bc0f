package browser

import (
	"context"
	"net/url"
	"strings"
	"sync"
	"testing"

	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// watch notes what a browser asks of other hosts and what it complains of.
type watch struct {
	mu      sync.Mutex
	away    []string // requests to other hosts
	told    []string // breaches of the content policy, errors of scripts and pages
	expects []string // complaints that the story provokes on purpose
}

// watches begins to note.
func (p *person) watches() {
	p.t.Helper()
	own, err := url.Parse(p.base)
	if err != nil {
		p.t.Fatal(err)
	}
	p.watch = &watch{}
	if err := chromedp.Listen(p.ctx, func(event any) { p.watch.note(own.Host, event) }); err != nil { // for as long as the browser is open
		p.t.Fatal(err)
	}
	p.does(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, network.Enable, network.EnableParams{})
		return err
	}))
}

func (w *watch) note(own string, event any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		u, err := url.Parse(e.Request.URL)
		if err == nil && u.Host != own && (u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "ws" || u.Scheme == "wss") {
			w.away = append(w.away, e.Request.URL)
		}
	case *cdplog.EventEntryAdded:
		if e.Entry != nil && e.Entry.Level.String() == "error" {
			w.told = append(w.told, e.Entry.Text+" "+e.Entry.URL)
		}
	case *runtime.EventExceptionThrown:
		if d := e.ExceptionDetails; d != nil {
			text := d.Text
			if d.Exception != nil {
				text += " " + d.Exception.Description
			}
			w.told = append(w.told, text)
		}
	case *runtime.EventConsoleAPICalled:
		if kind := e.Type.String(); kind == "error" || kind == "warning" {
			w.told = append(w.told, "console: "+kind)
		}
	}
}

// expects names a complaint that the story provokes: the answer to a wrong form, a network that is away.
func (p *person) expects(text string) *person {
	p.watch.mu.Lock()
	defer p.watch.mu.Unlock()
	p.watch.expects = append(p.watch.expects, text)
	return p
}

// complaints gives what was noted and not expected.
func (w *watch) complaints() (away, told []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, line := range w.told {
		if !containsAny(line, w.expects) {
			told = append(told, line)
		}
	}
	return w.away, told
}

func containsAny(text string, some []string) bool {
	for _, one := range some {
		if strings.Contains(text, one) {
			return true
		}
	}
	return false
}

// leaves closes the browser and fails when it asked another host for anything or complained.
func (p *person) leaves() {
	p.t.Helper()
	away, told := p.watch.complaints()
	for _, u := range away {
		p.t.Errorf("asked another host: %s", u)
	}
	for _, s := range told {
		p.t.Errorf("the browser complained: %s", s)
	}
}

// theWatchIsAwake shows that each check can fail: another host, a foreign script, an error, a picture without words.
func theWatchIsAwake(t *testing.T, h *house) {
	p := h.opens(t)
	p.visits("/sign-in")
	asks[bool](p, `(() => {
		const script = document.createElement("script"); script.textContent = "window.run = 1"; document.body.append(script);
		const picture = new Image(); picture.src = "http://127.0.0.1:9/x.png"; document.body.append(picture);
		const wide = document.createElement("div"); wide.style.width = "4000px"; wide.textContent = "wide"; document.body.append(wide);
		setTimeout(() => { throw new Error("on purpose") });
		return true;
	})()`)
	p.until("three complaints", func() bool { _, told := p.watch.complaints(); return len(told) >= 3 })
	_, told := p.watch.complaints()
	all := strings.Join(told, "\n")
	for _, want := range []string{"script-src", "img-src", "on purpose"} {
		if !strings.Contains(all, want) {
			t.Errorf("nothing was noted of %s:\n%s", want, all)
		}
	}
	found := false
	for _, b := range p.breaches() {
		found = found || b.ID == "image-alt"
	}
	if !found {
		t.Error("a picture without words was not found")
	}
	if looks[width](p, "wider").Over == 0 {
		t.Error("a page that is too wide was not found")
	}
	p.visits(strings.Replace(h.Base, "127.0.0.1", "localhost", 1) + "/sign-in") // the same house under another name
	if away, _ := p.watch.complaints(); len(away) == 0 {
		t.Error("a request to another host was not noted")
	}
}
