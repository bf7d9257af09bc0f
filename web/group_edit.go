package web

import (
	"net/http"
	"strings"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/practice"
)

// groupEdit is what every page that changes a group shows.
type groupEdit struct {
	Page
	View app.GroupView
}

// Path is a path below the group's.
func (g groupEdit) Path(below string) string { return "/groups/" + string(g.View.Group.ID) + below }

// Name is what the group is called.
func (g groupEdit) Name() string { return g.View.Group.Name.Reveal() }

// groupToEdit loads a group for a page that changes it.
func (s *Site) groupToEdit(r *http.Request) (groupEdit, error) {
	v, err := s.App.Group(r.Context(), who(r), groupID(r))
	return groupEdit{s.page(r), v}, err
}

// again is the page of a form that could not be taken: what was wrong stands on it, and what was typed is put back
// by its handler. An error that cannot be mended comes back as it is.
func (s *Site) again(r *http.Request, err error) (groupEdit, error) {
	if !mendable(err) {
		return groupEdit{}, err
	}
	g, loadErr := s.groupToEdit(r)
	if loadErr != nil {
		return groupEdit{}, loadErr
	}
	g.Page = g.wrongly(err)
	g.View.Group.Version = stale(r, err, g.View.Group.Version)
	return g, nil
}

// GroupPlanPage is the eight boxes, name, purpose and size.
type GroupPlanPage struct {
	groupEdit
	Title, Purpose string
	Open           bool
	Least, Most    string
	Boxes          map[string]string
}

// Size is what the model advises.
func (p GroupPlanPage) Size() string {
	s := p.View.Pack.Size
	return p.Say("plan_page.size.hint", "low", s.IdealLow, "high", s.IdealHigh, "min", s.Min, "max", s.Max)
}

func (s *Site) showGroupPlan(w http.ResponseWriter, r *http.Request) error {
	g, err := s.groupToEdit(r)
	if err != nil {
		return err
	}
	is := g.View.Group
	p := GroupPlanPage{groupEdit: g, Title: g.Name(), Purpose: is.Purpose.Reveal(), Open: is.Open, Least: minutesText(is.Least), Most: minutesText(is.Most), Boxes: map[string]string{}}
	for box, text := range is.Plan {
		p.Boxes[string(box)] = text.Reveal()
	}
	return s.show(w, http.StatusOK, p.Page, p.Say("plan_page.title"), groupPlanForm(p))
}

func (s *Site) editGroupPlan(w http.ResponseWriter, r *http.Request) error {
	in := app.PlanInput{Name: r.PostFormValue("name"), Purpose: r.PostFormValue("purpose"), Open: r.PostFormValue("open") == "open",
		Least: number(r, "least"), Most: number(r, "most"), Boxes: map[string]string{}}
	for _, box := range group.Boxes {
		in.Boxes[string(box)] = r.PostFormValue("plan." + string(box))
	}
	err := s.App.EditPlan(r.Context(), who(r), group.ID(r.PathValue("id")), version(r), in)
	if err == nil {
		return s.saved(w, r, "/groups/"+r.PathValue("id"))
	}
	g, mendErr := s.again(r, err)
	if mendErr != nil {
		return mendErr
	}
	p := GroupPlanPage{groupEdit: g, Title: in.Name, Purpose: in.Purpose, Open: in.Open, Least: r.PostFormValue("least"), Most: r.PostFormValue("most"), Boxes: in.Boxes}
	return s.show(w, statusOf(err), p.Page, p.Say("plan_page.title"), groupPlanForm(p))
}

// ContractPage is the working agreement in the form of the model.
type ContractPage struct {
	groupEdit
	Clauses map[string]string
	Review  string
	How     string
}

// Form says in which form the model makes its agreement.
func (p ContractPage) Form() string { return p.Say("pack." + p.View.Pack.ID + ".contract") }

// Clause is the name of one part.
func (p ContractPage) Clause(id string) string { return p.ClauseOf(p.View.Pack.ID, id) }

// ClauseOf is a part of an agreement under an earlier model.
func (p ContractPage) ClauseOf(model, id string) string { return p.Say(practice.ClauseKey(model, id)) }

// Ways are the ways of adopting; that of the model comes first.
func (p ContractPage) Ways() []option {
	own := p.View.Pack.Contract.AdoptedBy
	ways := []option{{Value: own, Label: p.Say("adopt." + own), Hint: p.Say("contract_page.how.model")}}
	for _, way := range group.AdoptionWays() {
		if way != own {
			ways = append(ways, option{Value: way, Label: p.Say("adopt." + way)})
		}
	}
	return ways
}

// Written tells whether a part of the agreement is stored.
func (p ContractPage) Written() bool { return len(p.View.Group.Contract.Clauses) > 0 }

func contractPage(g groupEdit) ContractPage {
	p := ContractPage{groupEdit: g, Clauses: map[string]string{}, Review: g.View.Group.Contract.Review, How: g.View.Group.Contract.How}
	for id, text := range g.View.Group.Contract.Clauses {
		p.Clauses[id] = text.Reveal()
	}
	if p.How == "" {
		p.How = g.View.Pack.Contract.AdoptedBy
	}
	return p
}

func (s *Site) contractShown(w http.ResponseWriter, status int, p ContractPage) error {
	return s.show(w, status, p.Page, p.Say("contract_page.title"), contractForm(p))
}

func (s *Site) showContract(w http.ResponseWriter, r *http.Request) error {
	g, err := s.groupToEdit(r)
	if err != nil {
		return err
	}
	return s.contractShown(w, http.StatusOK, contractPage(g))
}

func (s *Site) editContract(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return fault.New(fault.Invalid, "web.editContract", "web.form")
	}
	in := app.ContractInput{Review: strings.TrimSpace(r.PostFormValue("review")), Clauses: map[string]string{}}
	for name := range r.PostForm {
		if id, ok := strings.CutPrefix(name, "clause."); ok {
			in.Clauses[id] = r.PostFormValue(name)
		}
	}
	err := s.App.EditContract(r.Context(), who(r), group.ID(r.PathValue("id")), version(r), in)
	if err == nil {
		return s.saved(w, r, "/groups/"+r.PathValue("id")+"/contract")
	}
	g, mendErr := s.again(r, err)
	if mendErr != nil {
		return mendErr
	}
	p := contractPage(g)
	p.Clauses, p.Review = in.Clauses, in.Review
	return s.contractShown(w, statusOf(err), p)
}

func (s *Site) adoptContract(w http.ResponseWriter, r *http.Request) error {
	err := s.App.AdoptContract(r.Context(), who(r), group.ID(r.PathValue("id")), version(r), r.PostFormValue("how"))
	if err == nil {
		return s.saved(w, r, "/groups/"+r.PathValue("id"))
	}
	g, mendErr := s.again(r, err)
	if mendErr != nil {
		return mendErr
	}
	p := contractPage(g)
	p.How = r.PostFormValue("how")
	return s.contractShown(w, statusOf(err), p)
}
