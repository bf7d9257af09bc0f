package browser

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A practised person needs about this long for a tap with the thought before it, and for a key: the figures of the
// keystroke-level model (Card, Moran and Newell, 1980): pointing 1.1 s, thinking 1.35 s, a key 0.28 s.
const (
	perTap = 2450 * time.Millisecond
	perKey = 280 * time.Millisecond
)

// figure is what one timed workflow took, and what it may take.
type figure struct {
	number             int
	name               string
	taps, keys         int
	machine            time.Duration
	mostTaps, mostKeys int
	limit              time.Duration // for person and machine together
}

func (f figure) needs() time.Duration {
	return time.Duration(f.taps)*perTap + time.Duration(f.keys)*perKey + f.machine
}

// took ends a timed workflow. Too many taps or keys fail; how fast this machine was is reported only.
func (h *house) took(p *person, f figure) {
	p.t.Helper()
	f.taps, f.keys, f.machine = p.taps, p.keys, p.waited
	h.figures = append(h.figures, f)
	p.t.Logf("workflow %d: %d taps (of %d), %d keys (of %d), machine %s, a practised person about %s (of %s)", f.number, f.taps, f.mostTaps, f.keys, f.mostKeys,
		f.machine.Round(time.Millisecond), f.needs().Round(time.Second), f.limit)
	if f.taps > f.mostTaps || f.keys > f.mostKeys {
		p.t.Errorf("%s: %d taps of %d, %d keys of %d", f.name, f.taps, f.mostTaps, f.keys, f.mostKeys)
	}
	if by := f.needs() - f.machine; by > f.limit {
		p.t.Errorf("%s: a practised person needs %s, more than %s", f.name, by, f.limit)
	}
}

// starts counts from here on.
func (p *person) starts() *person {
	p.taps, p.keys, p.waited = 0, 0, 0
	return p
}

// table gives the figures of all timed workflows.
func (h *house) table() string {
	var b strings.Builder
	b.WriteString("| # | workflow | taps | at most | keys | at most | machine | a practised person | limit |\n|---|---|---|---|---|---|---|---|---|\n")
	for _, f := range h.figures {
		fmt.Fprintf(&b, "| %d | %s | %d | %d | %d | %d | %.1f s | %s | %s |\n", f.number, f.name, f.taps, f.mostTaps, f.keys, f.mostKeys, f.machine.Seconds(),
			f.needs().Round(time.Second), strings.TrimSuffix(f.limit.String(), "0s"))
	}
	return b.String()
}

// writesFigures puts the table where -workflows says.
func (h *house) writesFigures(t *testing.T) {
	t.Logf("\n%s", h.table())
	if *workflows == "" {
		return
	}
	text := "# Timed workflows\n\nPerformed by the browser test (`go test ./internal/browser -workflows FILE`) with the taps and keys that somebody needs who knows the way.\n" +
		"*Machine* is how long this machine let them wait, pages and answers together. *A practised person* adds 2.45 s for a tap with the thought\n" +
		"before it and 0.28 s for a key (keystroke-level model, Card, Moran and Newell 1980). Taps, keys and the limit are checked; machine time is reported.\n\n" + h.table()
	if err := os.WriteFile(*workflows, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// twelveAtTheDoor is workflow 1: everybody is expected, three are not as expected, and the network is away.
func twelveAtTheDoor(t *testing.T, h *house) {
	c := h.clerk(t)
	names := []string{"Aino", "Bram", "Ceren", "Dilip", "Enya", "Fedor", "Gita", "Hanno", "Ilse", "Jiro", "Katya", "Lemuel"}
	g := c.group("Twelve chairs", "reciprocal", names...)
	meeting := c.meeting(g, 5*time.Minute)
	p := h.enters(t, "worker").holds(phone)
	p.expects("ERR_INTERNET_DISCONNECTED").starts()
	p.follows("Open the session", `.now-card:has(a[href="`+g+`"])`).follows("Begin the session").sees("Still expected: 12")
	p.noNetwork(true)
	p.presses("Late", `.door li[data-seat="3"]`).presses("Away, told us", `.door li[data-seat="7"]`).presses("Away, no word", `.door li[data-seat="11"]`)
	p.sees("Still expected: 9", "Safe on this device, not sent yet: 3")
	back := time.Now()
	p.noNetwork(false)
	p.sees("Everything is stored")
	p.waited += time.Since(back)
	h.took(p, figure{number: 1, name: "attendance at the door, 12 people, phone, no network", mostTaps: 5, mostKeys: 0, limit: time.Minute})
	page := c.gets(meeting)
	for seat, state := range map[int]string{3: "late", 7: "absent_told_us", 11: "absent_no_word", 1: "expected"} {
		if want := fmt.Sprintf(`data-state="%s" id="seat-%d"`, state, seat); !strings.Contains(page, want) {
			t.Errorf("seat %d is not %s for somebody else", seat, state)
		}
	}
	c.posts(meeting, meeting+"/close")
	p.visits(g).sees("10 of 12 came")
	p.leaves()
}

// tenNotesByKeyboard is workflow 2: a meeting of ten is written up and signed on one screen, and no mouse is touched.
func tenNotesByKeyboard(t *testing.T, h *house) {
	c := h.clerk(t)
	g := c.group("Ten by the fire", "reciprocal", "Mats", "Nadja", "Oona", "Pavel", "Quirin", "Ragna", "Sunniva", "Tilo", "Ulla", "Vasco")
	meeting := c.meeting(g, 90*time.Minute)
	c.posts(meeting, meeting+"/begin")
	c.posts(meeting, meeting+"/close")
	p := h.enters(t, "worker").starts()
	p.visits(meeting + "/write-up").sees("Sign all 11")
	p.keysIn("n", chromedp.ModifierAlt).hasFocus("1. What stays with you?")
	p.keysIn("All ten were here, and they asked each other.").keysIn(strings.Repeat(kb.Tab, 7)).hasFocus("8. What one thing")
	p.keysIn("Begin with the longer round.")
	sentences := []string{"Told how the move went and what helped.", "Asked for a list and got three.", "Was quiet at first, then told of school.", "Brought bread and the news of the week.",
		"Said no to an offer and was thanked.", "Laughed with the others about the old car.", "Wants to write the letter on Friday.", "Told of a night without sleep.",
		"Drew the house and its two doors.", "Offered to lead the first round next time."}
	for i, sentence := range sentences {
		p.keysIn("n", chromedp.ModifierAlt)
		p.keysIn(strings.Repeat(kb.ArrowRight, 1+i%4)).keysIn(kb.Tab).keysIn(strings.Repeat(kb.ArrowRight, 1+i%5)).keysIn(kb.Tab)
		p.hasFocus("One sentence of your own").showsFocus().keysIn(sentence)
	}
	p.keysIn("n", chromedp.ModifierAlt).hasFocus("Sign all 11").showsFocus()
	p.goes(func() { p.keysIn(kb.Enter) }).sees("All notes are signed")
	h.took(p, figure{number: 2, name: "write up and sign a 10-member session, by keyboard alone, one screen", mostTaps: 0, mostKeys: 800, limit: 15 * time.Minute})
	for _, sentence := range sentences {
		p.sees(sentence)
	}
	p.leaves()
}

// comesLeavesAndComesBack is workflow 3: in the middle of a group's time, and what was written before stays as it is.
func comesLeavesAndComesBack(t *testing.T, h *house) {
	p := h.enters(t, "worker")
	p.follows("Groups").follows("Safe crossing")
	group := p.where()
	last := asks[string](p, `[...document.querySelectorAll("a[href^='/sessions/']")].map(a => a.pathname).at(-1)`)
	past := func() string { return strings.TrimPrefix(p.visits(last).reads("main"), "✓ Saved ") } // which the page says of the act before
	before := past()
	p.visits(group).starts()
	p.follows("Invite a member").writes("Called", "Ottilie").presses("chose freely").follows("Ask them")
	p.presses("face to face").follows("Keep their yes").follows("Becomes a member").sees("Ottilie", "seat")
	stay := p.where()
	p.follows("They leave the group").chooses("Why?", "moved away, or the time no longer fits").follows("Write down that they left").sees("left")
	if p.where() != stay {
		p.visits(stay)
	}
	p.follows("Ask them again").presses("chose freely").follows("Ask them")
	p.presses("face to face").follows("Keep their yes").follows("Becomes a member").sees("Ottilie", "Here before")
	h.took(p, figure{number: 3, name: "a new member joins mid-cycle, leaves, comes back", mostTaps: 24, mostKeys: 20, limit: 6 * time.Minute})
	if p.where() == stay {
		t.Error("who came back is in the stay that had ended")
	}
	if after := past(); after != before {
		t.Errorf("the past changed:\n%s\n---\n%s", before, after)
	}
	p.visits(group).sees("Ottilie", "1 who left").leaves()
}
