package web

import (
	"net/http"
	"strings"

	"groupwork/app"
	"groupwork/goal"
	"groupwork/group"
	"groupwork/practice"
)

// ModelPage changes the model of a group.
type ModelPage struct {
	Page
	View app.SwitchView
	In   app.ChooseModel
}

// Path is a path below the group's.
func (p ModelPage) Path(below string) string { return "/groups/" + string(p.View.Group.ID) + below }

// GoalLabel says which goal it is, and whose.
func (p ModelPage) GoalLabel(g goal.Goal) string {
	if whose := p.View.Whose[g.ID]; !whose.Empty() {
		return p.Say("model_page.goal.of", "name", isolated(whose.Reveal()), "goal", isolated(g.Change.Reveal()))
	}
	return p.Say("model_page.goal", "goal", isolated(g.Change.Reveal()))
}

// Choices are the models, with what each is for.
func (p ModelPage) Choices() []option {
	var all []option
	for _, m := range p.View.Models {
		all = append(all, option{Value: m.ID, Label: p.Say("pack." + m.ID + ".name"), Hint: p.Say("pack." + m.ID + ".purpose")})
	}
	return all
}

// Others are the models that are not in force.
func (p ModelPage) Others() []practice.Pack {
	var all []practice.Pack
	for _, m := range p.View.Models {
		if m.ID != p.View.Pack.ID {
			all = append(all, m)
		}
	}
	return all
}

// difference is one of the eight things that a model sets: as it is, and as it would be.
type difference struct{ What, Now, Then string }

// Differences are what another model would set otherwise.
func (p ModelPage) Differences(then practice.Pack) []difference {
	now := p.View.Pack
	all := []difference{
		{"intake", p.questions(now), p.questions(then)},
		{"gates", p.gates(now), p.gates(then)},
		{"composition", p.size(now), p.size(then)},
		{"contract", p.contract(now), p.contract(then)},
		{"phases", p.phases(now), p.phases(then)},
		{"record", p.record(now), p.record(then)},
		{"watch", p.watched(now), p.watched(then)},
		{"report", p.said(p.View.Report[now.ID]), p.said(p.View.Report[then.ID])},
	}
	return all
}

func (p ModelPage) questions(m practice.Pack) string {
	var all []string
	for _, q := range m.Intake {
		if q.Member != "" {
			all = append(all, p.Say(practice.IntakeKey(m.ID, q.ID)))
		}
	}
	return strings.Join(all, "\n")
}

func (p ModelPage) gates(m practice.Pack) string {
	var all []string
	for _, g := range m.Rules.Gates {
		all = append(all, p.Say(practice.GateKey(g.ID)))
	}
	return strings.Join(all, "\n")
}

func (p ModelPage) size(m practice.Pack) string {
	return p.Say("open_page.advice", "low", m.Size.IdealLow, "high", m.Size.IdealHigh) + " " + p.Say("membership."+m.Membership)
}

func (p ModelPage) contract(m practice.Pack) string {
	return p.Say("pack."+m.ID+".contract") + " " + p.Say("adopt."+m.Contract.AdoptedBy)
}

func (p ModelPage) phases(m practice.Pack) string {
	var all []string
	for _, ph := range m.Phases {
		all = append(all, p.Say(practice.PhaseKey(m.ID, ph.ID)))
	}
	return strings.Join(all, " · ")
}

func (p ModelPage) record(m practice.Pack) string {
	var all []string
	for _, b := range m.Arc {
		all = append(all, p.Say(practice.ArcKey(m.ID, b.ID)))
	}
	var headings []string
	for _, section := range p.View.Notes[m.ID].Sections {
		headings = append(headings, practice.HeadingKey(m.GroupFormat, section))
	}
	return strings.Join(all, " · ") + "\n" + p.said(headings)
}

func (p ModelPage) said(keys []string) string {
	var all []string
	for _, key := range keys {
		all = append(all, p.Say(key))
	}
	return strings.Join(all, " · ")
}

func (p ModelPage) watched(m practice.Pack) string {
	var all []string
	for _, f := range m.Rules.Flags {
		all = append(all, p.Say(practice.FlagKey(f.ID)))
	}
	return strings.Join(all, "\n")
}

// Fate are what can become of a goal.
func (p ModelPage) Fate() []option {
	return []option{{Value: app.KeepGoal, Label: p.Say("model_page.goal.keep")}, {Value: app.EndGoal, Label: p.Say("model_page.goal.end")}}
}

func (s *Site) modelPage(r *http.Request, in app.ChooseModel) (ModelPage, error) {
	v, err := s.App.Switch(r.Context(), who(r), groupID(r))
	return ModelPage{Page: s.page(r), View: v, In: in}, err
}

func (s *Site) showModel(w http.ResponseWriter, r *http.Request) error {
	p, err := s.modelPage(r, app.ChooseModel{})
	if err != nil {
		return err
	}
	p.In.Model = p.View.Group.Model()
	return s.show(w, http.StatusOK, p.Page, p.Say("model_page.title"), modelForm(p))
}

func (s *Site) changeModel(w http.ResponseWriter, r *http.Request) error {
	v := r.PostFormValue
	in := app.ChooseModel{Model: v("model"), Reason: v("reason"), Agreed: v("agreed"), Goals: map[goal.ID]string{}}
	for name := range r.PostForm {
		if id, ok := strings.CutPrefix(name, "goal."); ok {
			in.Goals[goal.ID(id)] = v(name)
		}
	}
	err := s.App.ChooseModel(r.Context(), who(r), group.ID(r.PathValue("id")), version(r), in)
	if err == nil {
		return s.saved(w, r, "/groups/"+r.PathValue("id"))
	}
	if !mendable(err) {
		return err
	}
	p, loadErr := s.modelPage(r, in)
	if loadErr != nil {
		return loadErr
	}
	p.Page = p.wrongly(err)
	return s.show(w, statusOf(err), p.Page, p.Say("model_page.title"), modelForm(p))
}
