package web

import (
	"net/http"
	"slices"
	"strings"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/group"
)

// PhasePage reads where the group stands, never forced.
type PhasePage struct {
	groupEdit
	Phase, Why string
	Orders     []string // of stages, besides the model's own phases
	Signs      app.SignsView
}

// Schemes are the orders of stages to choose from.
func (p PhasePage) Schemes() []option {
	all := []option{{Value: "", Label: p.Say("scheme.own"), Hint: p.Say("pack." + p.View.Group.Model() + ".name")}}
	for _, id := range p.Orders {
		if id != p.View.Group.Model() {
			all = append(all, option{Value: id, Label: p.Say("scheme." + id)})
		}
	}
	return all
}

// SchemeName is what an order of stages is called: a scheme, or a model.
func (p PhasePage) SchemeName(book string) string {
	if slices.Contains(p.Orders, book) {
		return p.Say("scheme." + book)
	}
	return p.Say("pack." + book + ".name")
}

// Readings are those of before, latest first; of an earlier model in its own words.
func (p PhasePage) Readings() []group.PhaseReading {
	all := slices.Clone(p.View.Group.Phases)
	slices.Reverse(all)
	return all
}

// SignsOf says how many signs of a phase were seen at the meeting that was read last.
func (p PhasePage) SignsOf(phase string) string {
	seen, read := p.Signs.Phases[phase]
	if !read {
		return ""
	}
	return p.Say("phase_page.signs", "number", p.Signs.Number, "seen", p.Number(seen.Signs, 1), "of", seen.Of, "by", p.Signs.By)
}

func (s *Site) phaseShown(w http.ResponseWriter, r *http.Request, status int, p PhasePage) (err error) {
	p.Orders = s.App.Library.Schemes()
	if p.Signs, err = s.App.Signs(r.Context(), who(r), p.View.Group.ID); err != nil {
		return err
	}
	return s.show(w, status, p.Page, p.Say("phase_page.title"), phaseForm(p))
}

func (s *Site) showPhase(w http.ResponseWriter, r *http.Request) error {
	g, err := s.groupToEdit(r)
	if err != nil {
		return err
	}
	return s.phaseShown(w, r, http.StatusOK, PhasePage{groupEdit: g, Phase: g.View.Group.Phase()})
}

func (s *Site) readPhase(w http.ResponseWriter, r *http.Request) error {
	phase, why := r.PostFormValue("phase"), r.PostFormValue("why")
	err := s.App.ReadPhase(r.Context(), who(r), group.ID(r.PathValue("id")), version(r), phase, why)
	if err == nil {
		return s.saved(w, r, "/groups/"+r.PathValue("id"))
	}
	g, mendErr := s.again(r, err)
	if mendErr != nil {
		return mendErr
	}
	return s.phaseShown(w, r, statusOf(err), PhasePage{groupEdit: g, Phase: phase, Why: why})
}

func (s *Site) readBy(w http.ResponseWriter, r *http.Request) error {
	err := s.App.ReadBy(r.Context(), who(r), group.ID(r.PathValue("id")), version(r), r.PostFormValue("scheme"))
	if err == nil {
		return s.saved(w, r, "/groups/"+r.PathValue("id")+"/phase")
	}
	g, mendErr := s.again(r, err)
	if mendErr != nil {
		return mendErr
	}
	return s.phaseShown(w, r, statusOf(err), PhasePage{groupEdit: g, Phase: g.View.Group.Phase()})
}

// WorkersPage sets who works the group. Parts is what stands in the form, by colleague.
type WorkersPage struct {
	groupEdit
	Colleagues []app.PersonRef
	Parts      map[string]string
}

// parts are the choices for a colleague; the empty one is no part.
var parts = [...]string{"", string(group.Lead), string(group.CoWorker), string(group.Supervises), string(group.Observer)}

func partWord(part string) string {
	if part == "" {
		return "none"
	}
	return part
}

func (s *Site) workersForm(w http.ResponseWriter, r *http.Request, status int, g groupEdit, parts map[string]string) error {
	all, err := s.App.Colleagues(r.Context(), who(r), g.View.Group.ID)
	if err != nil {
		return err
	}
	p := WorkersPage{g, all, parts}
	return s.show(w, status, p.Page, p.Say("workers_page.title"), workersForm(p))
}

// partsNow are the parts that people have in the group.
func partsNow(g groupEdit) map[string]string {
	parts := map[string]string{}
	for _, one := range g.View.Workers {
		parts[string(one.ID)] = string(one.Part)
	}
	return parts
}

func (s *Site) showWorkers(w http.ResponseWriter, r *http.Request) error {
	g, err := s.groupToEdit(r)
	if err != nil {
		return err
	}
	return s.workersForm(w, r, http.StatusOK, g, partsNow(g))
}

func (s *Site) setWorkers(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return fault.New(fault.Invalid, "web.setWorkers", "web.form")
	}
	typed := map[string]string{}
	for name := range r.PostForm {
		if id, ok := strings.CutPrefix(name, "part."); ok {
			typed[id] = r.PostFormValue(name)
		}
	}
	g, err := s.groupToEdit(r)
	if err != nil {
		return err
	}
	var in []app.WorkerInput
	was := partsNow(g)
	for id, part := range typed {
		if was[id] != part {
			in = append(in, app.WorkerInput{Person: id, Part: part})
		}
	}
	err = s.App.SetWorkers(r.Context(), who(r), g.View.Group.ID, version(r), in)
	if err == nil {
		return s.saved(w, r, g.Path(""))
	}
	g, mendErr := s.again(r, err)
	if mendErr != nil {
		return mendErr
	}
	return s.workersForm(w, r, statusOf(err), g, typed)
}

// CloseGroupPage ends a group after one more look.
type CloseGroupPage struct{ groupEdit }

// Unsigned is how many notes still wait.
func (p CloseGroupPage) Unsigned() int {
	n := 0
	for _, one := range p.View.Sessions {
		n += one.Notes - one.Signed
	}
	return n
}

func (s *Site) showCloseGroup(w http.ResponseWriter, r *http.Request) error {
	g, err := s.groupToEdit(r)
	if err != nil {
		return err
	}
	p := CloseGroupPage{g}
	return s.show(w, http.StatusOK, p.Page, p.Say("close_page.title"), closeForm(p))
}

func (s *Site) closeGroup(w http.ResponseWriter, r *http.Request) error {
	err := s.App.CloseGroup(r.Context(), who(r), group.ID(r.PathValue("id")), version(r))
	if err == nil {
		return s.saved(w, r, "/groups/"+r.PathValue("id"))
	}
	g, mendErr := s.again(r, err)
	if mendErr != nil {
		return mendErr
	}
	p := CloseGroupPage{g}
	return s.show(w, statusOf(err), p.Page, p.Say("close_page.title"), closeForm(p))
}
