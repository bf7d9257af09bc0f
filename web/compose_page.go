package web

import (
	"math"
	"net/http"
	"sort"
	"strconv"

	"groupwork/app"
	"groupwork/compose"
	"groupwork/fault"
)

// DraftPage is the composed groups, with what was wished, and the hand on them.
type DraftPage struct {
	draftPage
	Colour, Ring string // attributes shown
	colour, ring trait
	Circles      []composeCircle
	With, Reason string // of the decision, as typed
}

// legend is one level of what is shown.
type legend struct {
	Shape, Halo, Path, Label string
}

func (s *Site) draftSheet(r *http.Request) (DraftPage, error) {
	d, err := s.draftPage(r)
	p := DraftPage{draftPage: d}
	if err != nil || p.Draft.Plan == nil {
		return p, err
	}
	q := r.URL.Query()
	p.Colour, p.Ring = p.shown(q.Get("colour"), compose.Mixed, compose.Balance, compose.Company), p.shown(q.Get("ring"), compose.Match, compose.Band)
	if p.Ring == p.Colour && q.Get("ring") == "" {
		p.Ring = "-"
	}
	p.colour, _ = p.trait(p.Colour)
	p.ring, _ = p.trait(p.Ring)
	p.Circles = p.circles()
	return p, nil
}

func (s *Site) showDraft(w http.ResponseWriter, r *http.Request) error {
	p, err := s.draftSheet(r)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, p.Page, p.Say("compose.title"), draftSheet(p))
}

// Legend explains colour and shape, or the rings.
func (p DraftPage) Legend(ring bool) []legend {
	t := p.colour
	if ring {
		t = p.ring
	}
	var all []legend
	for i, l := range t.Levels {
		one := legend{Label: l, Shape: "shape hue" + strconv.Itoa(i%10), Path: corners(0, 0, []int{0, 4, 3, 5, 6, 8}[i%6])}
		if ring {
			one = legend{Label: l, Shape: "shape none", Halo: "halo dash" + strconv.Itoa(i%4) + " hue" + strconv.Itoa((i+3)%10)}
		}
		all = append(all, one)
	}
	return all
}

// TraitName is what is shown by colour, or by rings.
func (p DraftPage) TraitName(ring bool) string {
	if ring {
		return p.ring.Name
	}
	return p.colour.Name
}

// Waiting are those for whom there is no place, by name.
func (p DraftPage) Waiting() []int {
	var all []int
	for x, g := range p.Draft.Plan {
		if g == compose.Waits {
			all = append(all, x)
		}
	}
	sort.Slice(all, func(i, j int) bool { return p.Name(all[i]) < p.Name(all[j]) })
	return all
}

// criterion is one row of the table of wishes.
type criterion struct {
	Words  string
	Must   bool
	All    int
	Groups []int
}

// Criteria tells how far each wish is met, in all and in each group.
func (p DraftPage) Criteria() []criterion {
	var all []criterion
	is, score := p.Draft.Composed, p.Draft.Score
	for i := range score.Wishes {
		if i < len(is.Wishes) && is.Wishes[i].Weight == 0 && !is.Wishes[i].Must || i == len(is.Wishes) && !prefers(is) {
			continue
		}
		c := criterion{Words: p.Wish(is, i), Must: i < len(is.Wishes) && is.Wishes[i].Must, All: percent(score.Wishes[i])}
		for _, g := range score.Groups {
			c.Groups = append(c.Groups, percent(g[i]))
		}
		all = append(all, c)
	}
	return all
}

func prefers(p *compose.Problem) bool {
	for _, t := range p.Ties {
		if !t.Must && t.Weight > 0 {
			return true
		}
	}
	return false
}

func percent(share float64) int { return int(math.Round(100 * max(0, min(1, share)))) }

// GiveUps are the rules of the clash, each of which can be let go; those of the least relaxation come first.
func (p DraftPage) GiveUps() []compose.Rule {
	var all []compose.Rule
	seen := map[compose.Rule]bool{}
	for _, r := range append(append([]compose.Rule{}, p.Draft.Clash.Relax...), p.Draft.Clash.Rules...) {
		if !seen[r] && r.Part != "groups" {
			all = append(all, r)
		}
		seen[r] = true
	}
	return all
}

// draftAct runs a small act on a draft and leads back to it, or to where the form says.
func (s *Site) draftAct(w http.ResponseWriter, r *http.Request, act func(id string) error) error {
	id := r.PathValue("id")
	err := act(id)
	if fault.Of(err) != "" && !mendable(err) {
		return err
	}
	if err == nil {
		return s.saved(w, r, "/compose/"+id)
	}
	p, loadErr := s.draftSheet(r)
	if loadErr != nil {
		return loadErr
	}
	p.Page = p.wrongly(err)
	return s.show(w, statusOf(err), p.Page, p.Say("compose.title"), draftSheet(p))
}

func (s *Site) runDraft(w http.ResponseWriter, r *http.Request) error {
	return s.draftAct(w, r, func(id string) error { return s.App.Compose(r.Context(), who(r), id, version(r)) })
}

func (s *Site) stopDraft(w http.ResponseWriter, r *http.Request) error {
	return s.draftAct(w, r, func(id string) error { return s.App.StopComposing(r.Context(), who(r), id) })
}

func (s *Site) undoMove(w http.ResponseWriter, r *http.Request) error {
	return s.draftAct(w, r, func(id string) error { return s.App.Undo(r.Context(), who(r), id, version(r)) })
}

func (s *Site) moveByHand(w http.ResponseWriter, r *http.Request) error {
	in := moving(r.PostFormValue)
	return s.draftAct(w, r, func(id string) error { return s.App.Move(r.Context(), who(r), id, version(r), in) })
}

func (s *Site) pinDraft(w http.ResponseWriter, r *http.Request) error {
	return s.draftAct(w, r, func(id string) error {
		return s.App.Pin(r.Context(), who(r), id, version(r), number(r, "person"), r.PostFormValue("on") == "yes")
	})
}

func (s *Site) giveUp(w http.ResponseWriter, r *http.Request) error {
	rule := compose.Rule{Part: r.PostFormValue("part"), At: number(r, "at")}
	return s.draftAct(w, r, func(id string) error {
		now := version(r)
		err := s.App.GiveUp(r.Context(), who(r), id, now, rule)
		if err == nil {
			err = s.App.Compose(r.Context(), who(r), id, now+1)
		}
		return err
	})
}

func (s *Site) dropDraft(w http.ResponseWriter, r *http.Request) error {
	if err := s.App.DropDraft(r.Context(), who(r), r.PathValue("id")); err != nil {
		return err
	}
	return s.saved(w, r, "/compose")
}

// moving reads a move: whom, to which group ("waits" for the waiting list), in exchange for whom.
func moving(value func(string) string) app.Moving {
	whole := func(text string, none int) int {
		n, err := strconv.Atoi(text)
		if err != nil {
			return none
		}
		return n
	}
	in := app.Moving{Person: whole(value("person"), -1), To: whole(value("to"), -2), With: whole(value("with"), -1)}
	if value("to") == "waits" {
		in.To = compose.Waits
	}
	return in
}
