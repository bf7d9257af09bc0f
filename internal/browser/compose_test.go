package browser

import (
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// sitting is who sits in which group of a draft, in the order of the page.
func (p *person) sitting() [][]string {
	p.t.Helper()
	return asks[[][]string](p, `[...document.querySelectorAll("#bench [data-group]:not([data-group=waits])")].map(g => [...g.querySelectorAll(".compose-chip")].map(c => c.dataset.person))`)
}

// middle is where something stands on the screen.
func (p *person) middle(css string) (x, y float64) {
	p.t.Helper()
	at := asks[[]float64](p, fmt.Sprintf(`(() => { const e = document.querySelector(%q); e.scrollIntoView({ block: "center", behavior: "instant" }); const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2] })()`, css))
	return at[0], at[1]
}

// drags takes something to a place on the page, in steps as a hand does.
func (p *person) drags(from, to string) *person {
	p.t.Helper()
	x, y := p.middle(from)
	p.does(chromedp.MouseEvent(chromedp.MousePressed, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1)),
		chromedp.MouseEvent("mouseMoved", x+12, y+2, chromedp.ButtonLeft))
	x, y = p.middle(to)
	p.does(chromedp.MouseEvent("mouseMoved", x, y, chromedp.ButtonLeft), chromedp.MouseEvent("mouseMoved", x+1, y, chromedp.ButtonLeft),
		chromedp.MouseEvent("mouseReleased", x+1, y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
	return p
}

func chip(person string) string { return `.compose-chip[data-person="` + person + `"]` }

// composesByHand drags somebody onto another, who change places, then does the same by keyboard. What it changes is shown
// before anything is done, and Escape or leaving it does nothing.
func composesByHand(t *testing.T, h *house) {
	p := h.enters(t, "worker").holds(desk).visits(h.clerk(t).draft())
	before := p.sitting()
	if len(before) < 2 {
		t.Fatalf("the draft has %d groups", len(before))
	}
	one, other := before[0][0], before[1][0]
	p.drags(chip(one), chip(other)).sees("What this would change", "change places").presses("Leave it", "dialog")
	if now := p.sitting(); !slices.EqualFunc(now, before, slices.Equal[[]string]) {
		t.Errorf("left as it was, but %v became %v", before, now)
	}
	p.drags(chip(one), chip(other)).sees("What this would change").follows("Do it", "dialog")
	after := p.sitting()
	if !slices.Contains(after[1], one) || !slices.Contains(after[0], other) {
		t.Errorf("dragged %s onto %s: %v became %v", one, other, before, after)
	}
	focuses := func(css string) { asks[bool](p, fmt.Sprintf(`(document.querySelector(%q).focus(), true)`, css)) }
	focuses(chip(one))
	p.keysIn(" ").keysIn(kb.Escape)
	focuses(chip(one))
	p.keysIn(" ")
	focuses(chip(other))
	p.keysIn(" ").sees("What this would change").presses("Do it", "dialog")
	p.until("both back where they were", func() bool { return slices.EqualFunc(sorted(p.sitting()), sorted(before), slices.Equal[[]string]) })
	p.leaves()
}

// sorted is who sits where, whatever the order of the seats.
func sorted(groups [][]string) [][]string {
	var all [][]string
	for _, g := range groups {
		all = append(all, slices.Sorted(slices.Values(g)))
	}
	return all
}
