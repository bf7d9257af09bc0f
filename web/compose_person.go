package web

import (
	"net/http"
	"sort"
	"strconv"

	"groupwork/app"
	"groupwork/compose"
	"groupwork/fault"
)

// WhyPage is why one person sits where they sit, and the hand that can put them elsewhere. It is opened for one person
// at a time; people are never put in an order.
type WhyPage struct {
	draftPage
	Person int
	Why    compose.Reason
}

// Others are the people whom this one could change places with, by name.
func (p WhyPage) Others() []option {
	all := []option{{Value: "", Label: p.Say("compose.with.nobody")}}
	for x, g := range p.Draft.Plan {
		if g != p.Why.Group {
			all = append(all, option{Value: strconv.Itoa(x), Label: p.Name(x) + " · " + p.Group(g)})
		}
	}
	sort.Slice(all[1:], func(i, j int) bool { return all[i+1].Label < all[j+1].Label })
	return all
}

// Places are the groups to go to.
func (p WhyPage) Places() []option {
	var all []option
	for g := range p.Draft.Composed.Groups {
		if g != p.Why.Group {
			all = append(all, option{Value: strconv.Itoa(g), Label: p.Group(g)})
		}
	}
	if p.Why.Group != compose.Waits {
		all = append(all, option{Value: "waits", Label: p.Say("compose.waiting")})
	}
	return all
}

func (s *Site) showWhy(w http.ResponseWriter, r *http.Request) error {
	x, err := strconv.Atoi(r.PathValue("x"))
	if err != nil {
		return fault.New(fault.Missing, "web.showWhy", "")
	}
	v, why, err := s.App.WhyHere(r.Context(), who(r), r.PathValue("id"), x)
	if err != nil {
		return err
	}
	p := WhyPage{draftPage: draftPage{composeWords{s.page(r), v}}, Person: x, Why: why}
	return s.show(w, http.StatusOK, p.Page, p.Name(x), whySheet(p))
}

// TryPage is what a move would gain and cost, before it is made.
type TryPage struct {
	draftPage
	Move   app.Moving
	Change compose.Change
}

// Sentence says the move.
func (p TryPage) Sentence() string {
	m := p.Move
	if m.With >= 0 {
		return p.Say("compose.try.swap", "name", p.named(m.Person), "with", p.named(m.With), "from", p.Group(p.Draft.Plan[m.Person]), "to", p.Group(p.Draft.Plan[m.With]))
	}
	return p.Say("compose.try.move", "name", p.named(m.Person), "from", p.Group(p.Draft.Plan[m.Person]), "to", p.Group(m.To))
}

func (s *Site) tryMove(w http.ResponseWriter, r *http.Request) error {
	in := moving(r.URL.Query().Get)
	if in.To < compose.Waits && in.With < 0 {
		in.To = -3 // no such group
	}
	v, change, err := s.App.TryMove(r.Context(), who(r), r.PathValue("id"), in)
	if err != nil {
		return err
	}
	p := TryPage{draftPage: draftPage{composeWords{s.page(r), v}}, Move: in, Change: change}
	return s.show(w, http.StatusOK, p.Page, p.Sentence(), trySheet(p))
}
