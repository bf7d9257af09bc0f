package browser

import (
	"regexp"
	"strings"
	"testing"
)

var (
	groupLink   = regexp.MustCompile(`/groups/[0-9a-f-]{36}`)
	writeUpLink = regexp.MustCompile(`/sessions/[0-9a-f-]{36}/write-up`)
	stayLink    = regexp.MustCompile(`/stays/[0-9a-f-]{36}`)
	meetLink    = regexp.MustCompile(`/sessions/[0-9a-f-]{36}`)
)

// link gives the first link of a kind on the page.
func (p *person) link(kind *regexp.Regexp) string {
	p.t.Helper()
	at := kind.FindString(asks[string](p, "document.documentElement.outerHTML"))
	if at == "" {
		p.t.Fatalf("no link like %s at %s", kind, p.where())
	}
	return at
}

// looksAt opens a page on a phone and a desk, light and dark, and checks it each time.
func (p *person) looksAt(name, path string) {
	p.t.Helper()
	for _, screen := range []struct {
		name          string
		width, height int
		dark          bool
	}{{"phone-light", 390, 844, false}, {"phone-dark", 390, 844, true}, {"desktop-light", 1280, 900, false}, {"desktop-dark", 1280, 900, true}} {
		p.holds(screen.width, screen.height, screen.dark).visits(path)
		for _, b := range p.finds() {
			p.t.Errorf("%s, %s: %s: %s\n\t%s", name, screen.name, b.ID, b.Help, strings.Join(b.Nodes, "\n\t"))
		}
		if over := asks[int](p, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 0 {
			p.t.Errorf("%s, %s: the page is %d px wider than the screen", name, screen.name, over)
		}
		if raw := regexp.MustCompile(`\[[a-z_]+\.[a-z_.0-9]+\]`).FindString(asks[string](p, "document.body.innerText")); raw != "" {
			p.t.Errorf("%s: the phrase %s is missing", name, raw)
		}
		p.pictures(name + "-" + screen.name)
	}
}

func TestEveryMainPageIsOpenToAll(t *testing.T) {
	h := demo(t)
	p := sits(t, h.Base)
	p.visits("/sign-in")
	p.looksAt("sign-in", "/sign-in")
	p.visits(h.Links["worker"])
	p.looksAt("today", "/today")
	writeUp, meeting := p.link(writeUpLink), p.link(meetLink)
	p.looksAt("write-up", writeUp)
	p.looksAt("session", meeting)
	p.visits("/groups")
	group := p.link(groupLink)
	p.looksAt("groups", "/groups")
	p.looksAt("group", group)
	p.looksAt("plan", group+"/plan")
	p.looksAt("schedule", group+"/schedule")
	p.looksAt("invite", group+"/members/new")
	p.visits(group)
	p.looksAt("stay", p.link(stayLink))
	p.looksAt("new-group", "/groups/new")
	p.looksAt("people", "/people")
	p.visits(h.Links["administrator"])
	p.looksAt("agency", "/agency")
	p.visits(h.Links["member"])
	p.looksAt("my", "/my")
	p.isClean()
}
