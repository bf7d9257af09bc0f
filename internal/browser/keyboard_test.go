package browser

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"groupwork/demo"
)

// focus is what has the focus, and whether that can be seen.
type focus struct {
	On    string
	Shown bool
}

// hasFocus waits until the field, button or link with this name has the focus.
func (p *person) hasFocus(name string) *person {
	p.t.Helper()
	p.until("the focus on “"+name+"”", func() bool {
		on, err := try[string](p, `(() => { const e = document.activeElement; return [e.labels?.[0]?.innerText, e.getAttribute("aria-label"), e.innerText, e.id].filter(Boolean).join(" | ") })()`)
		return err == nil && strings.Contains(on, name)
	})
	return p
}

// showsFocus fails when nothing shows where the focus is.
func (p *person) showsFocus() *person {
	p.t.Helper()
	if f := looks[focus](p, "ring"); !f.Shown {
		p.t.Errorf("at %s: nothing shows that %q has the focus", p.where(), f.On)
	}
	return p
}

// tabsTo presses Tab until something with this name has the focus, which shows at every step.
func (p *person) tabsTo(name string) *person {
	p.t.Helper()
	var passed []string
	for range 120 {
		p.keysIn(kb.Tab)
		f := looks[focus](p, "ring")
		if f.On != "" && !f.Shown {
			p.t.Errorf("at %s: nothing shows that %q has the focus", p.where(), f.On)
		}
		if strings.Contains(f.On, name) {
			return p
		}
		passed = append(passed, f.On)
	}
	p.t.Fatalf("at %s: Tab never comes to %q; it came to %s", p.where(), name, strings.Join(passed, "; "))
	return p
}

// marksByKeyboard marks a meeting with Tab, Enter and Space.
func marksByKeyboard(t *testing.T, h *house) {
	c := h.clerk(t)
	g := c.group("Keys on the table", "reciprocal", "Wendelin", "Xaver", "Ylva")
	meeting := c.meeting(g, 20*time.Minute)
	c.posts(meeting, meeting+"/begin")
	p := h.enters(t, "worker").visits(meeting).starts()
	p.tabsTo("The door").keysIn(kb.Enter).sees("Still expected: 3")
	p.tabsTo("Late").keysIn(kb.Enter).sees("late · 2", "Still expected: 2") // 20 minutes, or 21 when a minute has passed
	p.visits(meeting).tabsTo("The room").keysIn(kb.Enter).sees("Tap a seat or a word")
	p.tabsTo("Xaver").keysIn(" ").sees("Xaver: what did you see?")
	p.tabsTo("Goal seen").keysIn(kb.Enter).sees("Xaver · goal seen")
	p.tabsTo("Undo: ").keysIn(kb.Enter).sees("taken back", "Everything is stored")
	if p.taps != 0 {
		t.Errorf("%d taps", p.taps)
	}
	p.leaves()
}

// withoutScript signs in, holds a meeting, writes it up and signs with script turned off.
func withoutScript(t *testing.T, h *house) {
	c := h.clerk(t)
	g := c.group("Plain paper", "remedial", "Agathe", "Bodo")
	meeting := c.meeting(g, 10*time.Minute)
	p := h.opens(t).withoutScript()
	p.visits("/sign-in").writes("Agency", string(demo.Slug)).writes("E-mail", "rosa@harbour-street.example").writes("Password", "paper boats on the harbour")
	p.follows("Sign in", "main").sees("Today", "Needs you")
	p.visits(meeting).follows("Begin the session").sees("At the door", "Still expected: 2")
	p.follows("Late", `.door li[data-seat="2"]`).sees("Still expected: 1")
	p.goes(func() { p.touches(`[data-circle] a[data-seat="1"]`) }).sees("Agathe: what did you see?")
	p.follows("Goal seen").sees("Agathe · goal seen")
	p.presses("End session").follows("Yes, end it now").sees("Write up session 1", "Sign all 3")
	p.writes("1. What stays with you?", "Both were here.")
	for _, name := range []string{"Agathe", "Bodo"} {
		card := `[data-member]:has(h3[id]):nth-of-type(1)`
		if name == "Bodo" {
			card = `[data-member]:nth-of-type(2)`
		}
		if !asks[bool](p, `document.querySelector('`+card+` details[data-facts]').open`) {
			p.presses("How it went", card)
		}
		p.presses("joins in", card).writes("One sentence of your own", "The card of today was full to the edge for "+map[string]string{"Agathe": "her", "Bodo": "him"}[name]+".", card)
	}
	p.follows("Save", ".write-bar").follows("Sign all 3").sees("All notes are signed")
	p.leaves()
}
