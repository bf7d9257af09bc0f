package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"groupwork/app"
	"groupwork/compose"
	"groupwork/compose/roster"
	"groupwork/fault"
	"groupwork/group"
)

// ComposedPage is a composition as it was decided, and the way from it into groups.
type ComposedPage struct {
	composeWords
	View app.ComposedView
	In   app.Placing // the form as typed; Number tells which
}

// members are the seats of a composed group; -1 are those who wait.
func (p ComposedPage) members(g int) []int {
	var all []int
	for x, s := range p.View.Composition.Seats {
		if s.Group == g {
			all = append(all, x)
		}
	}
	return all
}

// Numbers are the composed groups.
func (p ComposedPage) Numbers() []int {
	var all []int
	for g := range p.View.Opened {
		all = append(all, g)
	}
	return all
}

// Said reads one line of rules back into words: it was kept as the grammar of wishes has it, with people by number.
func (p ComposedPage) Said(line string) string {
	var a, b, c int
	var end string
	if n, _ := fmt.Sscanf(line, "size %d %d", &a, &b); n == 2 {
		return p.Sizes(&compose.Problem{Groups: []compose.Range{{From: a, To: b}}})
	}
	for _, verb := range []string{"together", "apart"} {
		if n, _ := fmt.Sscanf(line, verb+" %d, %d %s", &a, &b, &end); n == 3 {
			return p.Tie(compose.Tie{A: a - 1, B: b - 1, Apart: verb == "apart"}) + p.strength(line)
		}
	}
	for _, verb := range []string{"fix", "never"} {
		if n, _ := fmt.Sscanf(line, verb+" %d %d", &a, &b); n == 2 {
			return p.Place(compose.Place{Person: a - 1, Group: b - 1, Never: verb == "never"})
		}
	}
	var with int
	var points float64
	if n, _ := fmt.Sscanf(line, "move %d %d %d %d %f", &a, &b, &c, &with, &points); n == 5 {
		return p.Moved(app.HandMove{Person: a - 1, From: b - 1, To: c - 1, With: with - 1, Points: points})
	}
	w, err := roster.Parse(line)
	if err != nil {
		return line
	}
	return p.Wish(&compose.Problem{Wishes: []compose.Wish{w}}, 0) + p.strength(line)
}

// strength says how much a line counts.
func (p ComposedPage) strength(line string) string {
	if strings.HasSuffix(line, " must") {
		return " · " + p.Say("compose.strength.must")
	}
	i := strings.LastIndex(line, " weight ")
	if i < 0 {
		return ""
	}
	switch weight := line[i+len(" weight "):]; weight {
	case "0", "1", "2", "3", "4", "5":
		return " · " + p.Say("compose.strength."+weight)
	default:
		return " · " + p.Say("compose.strength.own", "weight", weight)
	}
}

// Rules are the rules and wishes in words, each once.
func (p ComposedPage) Rules() []string {
	sizes := &compose.Problem{}
	for _, line := range p.View.Composition.Rules {
		var r compose.Range
		if n, _ := fmt.Sscanf(line.Reveal(), "size %d %d", &r.From, &r.To); n == 2 {
			sizes.Groups = append(sizes.Groups, r)
		}
	}
	var all []string
	if len(sizes.Groups) > 0 {
		all = append(all, p.Sizes(sizes))
	}
	seen := map[string]bool{}
	for _, line := range p.View.Composition.Rules {
		if strings.HasPrefix(line.Reveal(), "size ") {
			continue
		}
		if said := p.Said(line.Reveal()); !seen[said] {
			seen[said] = true
			all = append(all, said)
		}
	}
	return all
}

// Into are the groups that the people can be invited into.
func (p ComposedPage) Into() []option {
	all := []option{{Value: "", Label: p.Say("composition.into.new")}}
	for _, g := range p.View.Groups {
		all = append(all, option{Value: string(g.ID), Label: g.Name.Reveal()})
	}
	return all
}

// Ways are the ways of coming, and not to be invited now.
func (p ComposedPage) Ways() []option {
	var all []option
	for _, way := range p.View.Ways {
		all = append(all, option{Value: way, Label: p.Say("came." + way)})
	}
	return append(all, option{Value: "", Label: p.Say("composition.leave_out")})
}

// Models are the models that a new group can work by.
func (s *Site) models(p Page) []option {
	var all []option
	for _, m := range s.App.Library.Models() {
		all = append(all, option{Value: m.ID, Label: p.Say("pack." + m.ID + ".name")})
	}
	return all
}

func (s *Site) composedPage(r *http.Request) (ComposedPage, error) {
	v, err := s.App.Composed(r.Context(), who(r), group.CompositionID(r.PathValue("id")))
	p := ComposedPage{composeWords: composeWords{Page: s.page(r)}, View: v, In: app.Placing{Number: -1}}
	p.Draft.Names = v.Names
	return p, err
}

func (s *Site) showComposed(w http.ResponseWriter, r *http.Request) error {
	p, err := s.composedPage(r)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, p.Page, p.Say("composition.title", "date", p.Date(p.View.Composition.At)), composedSheet(p, s.models(p.Page)))
}

func (s *Site) decideDraft(w http.ResponseWriter, r *http.Request) error {
	in := app.Decision{With: r.PostFormValue("with"), Why: r.PostFormValue("why")}
	id, err := s.App.Decide(r.Context(), who(r), r.PathValue("id"), version(r), in)
	if err == nil {
		return s.saved(w, r, "/composed/"+string(id))
	}
	if !mendable(err) {
		return err
	}
	p, loadErr := s.draftSheet(r)
	if loadErr != nil {
		return loadErr
	}
	p.Page, p.With, p.Reason = p.wrongly(err), in.With, in.Why
	return s.show(w, statusOf(err), p.Page, p.Say("compose.title"), draftSheet(p))
}

// placing reads the form of one composed group.
func (p ComposedPage) placing(r *http.Request) app.Placing {
	v := r.PostFormValue
	in := app.Placing{Number: number(r, "number"), Into: v("into"), Came: map[int]string{},
		New: app.OpenGroup{Name: v("name"), Purpose: v("purpose"), Model: v("model"), Reason: v("reason"), Open: v("open") == "open", Least: number(r, "least"), Most: number(r, "most")}}
	for _, x := range p.members(in.Number) {
		in.Came[x] = v("came." + strconv.Itoa(x))
	}
	return in
}

func (s *Site) placeComposed(w http.ResponseWriter, r *http.Request) error {
	p, err := s.composedPage(r)
	if err != nil {
		return err
	}
	now := version(r)
	p.In = p.placing(r)
	to, err := s.App.PlaceComposed(r.Context(), who(r), p.View.Composition.ID, now, p.In)
	switch {
	case err == nil:
		return s.saved(w, r, "/groups/"+string(to))
	case fault.Of(err) == "" || !mendable(err):
		return err
	}
	p.Page = p.wrongly(err)
	return s.show(w, statusOf(err), p.Page, p.Say("composition.title", "date", p.Date(p.View.Composition.At)), composedSheet(p, s.models(p.Page)))
}
