package browser

import (
	"strings"
	"testing"
)

// aVoice stands in for a voice of the device: the browser of the tests has none. It keeps what it was asked to say.
const aVoice = `((language) => {
	SpeechSynthesis.prototype.getVoices = () => [{ lang: language, localService: true }, { lang: "en-GB", localService: false }];
	SpeechSynthesis.prototype.speak = (u) => { window.heard = u; };
	window.SpeechSynthesisUtterance = function (text) { this.text = text; };
	speechSynthesis.dispatchEvent(new Event("voiceschanged"));
	return true;
})`

// readAloud lets a member hear a page and the questions of the pulse, by a voice of the device in the language of the
// page, and by no other voice.
func readAloud(t *testing.T, h *house) {
	p := h.enters(t, "member").holds(phone)
	p.speaks("en")
	p.visits("/my").seesNot("Read aloud") // there is no voice
	asks[bool](p, aVoice+`("es-ES")`)
	p.seesNot("Read aloud") // none for this language on the device
	asks[bool](p, aVoice+`("en-US")`)
	p.presses("Read aloud")
	if said := asks[string](p, `heard.text`); !strings.Contains(said, "Next meeting") && !strings.Contains(said, "Hello") || strings.Contains(said, "Read aloud") {
		t.Errorf("the page reads itself as %q", said)
	}
	if pressed := asks[string](p, `(heard.onend(), document.querySelector("[data-aloud]").getAttribute("aria-pressed"))`); pressed != "false" {
		t.Errorf("after the last word the button is still pressed: %s", pressed)
	}
	p.leaves()

	c := h.clerk(t)
	g := c.group("Listening corner", "reciprocal", "Wilhelmine", "Xanthippe")
	running := c.meeting(g, 0)
	c.posts(running, running+"/begin")
	p = h.enters(t, "worker").holds(phone).visits(running + "/pulse/1")
	asks[bool](p, aVoice+`("en-US")`)
	p.presses("Read aloud", "fieldset:nth-of-type(2)")
	said := asks[string](p, `heard.text`)
	if second := p.reads("fieldset:nth-of-type(2) legend"); !strings.HasPrefix(said, second) || !strings.Contains(said, "0 = not at all") || strings.Count(said, "0 = ") != 2 {
		t.Errorf("the second question %q is read as %q", second, said)
	}
}

// signedOutWhileWriting keeps what somebody typed when the sign-in ran out before they pressed the button.
func signedOutWhileWriting(t *testing.T, h *house) {
	p := h.enters(t, "worker").holds(phone).visits("/groups/new").writes("Name of the group", "Lanterns by the canal")
	asks[bool](p, `(document.cookie, fetch("/sign-out", { method: "POST", redirect: "manual" }).then(() => true))`)
	asks[bool](p, `(() => { const now = Date.now; Date.now = () => now() + 31 * 60000; return true })()`)
	p.presses("Open the group").sees("You were signed out after a pause")
	if name := asks[string](p, `document.querySelector("[name=name]").value`); name != "Lanterns by the canal" {
		t.Errorf("what was typed is now %q", name)
	}
	p.leaves()
}
