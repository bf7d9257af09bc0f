package web

import (
	"net/http"
	"strconv"

	"groupwork/app"
	"groupwork/goal"
	"groupwork/group"
)

// GoalFormPage is the first page of the wizard: what is wanted and what is expected.
type GoalFormPage struct {
	Page
	View    app.GoalsView
	In      app.GoalInput
	Goal    goal.ID // that is reworded; none for a new one
	Version int
}

// Path is where the form goes.
func (p GoalFormPage) Path() string {
	if p.Goal != "" {
		return "/goals/" + string(p.Goal) + "/edit"
	}
	return "/groups/" + string(p.View.Group.ID) + "/goals/new"
}

// Back is the page before.
func (p GoalFormPage) Back() string {
	if p.Goal != "" {
		return "/goals/" + string(p.Goal)
	}
	return "/groups/" + string(p.View.Group.ID) + "/goals"
}

// Members are whose goal it can be.
func (p GoalFormPage) Members() []option {
	all := []option{{"", p.Say("goal.stay.choose"), ""}}
	for _, n := range p.View.Names {
		all = append(all, option{string(n.Stay), n.Called.Reveal(), ""})
	}
	return all
}

// LevelOptions are the three levels.
func (p GoalFormPage) LevelOptions() []option {
	var all []option
	for _, l := range goal.Levels {
		all = append(all, option{string(l), p.Say("goal.level." + string(l)), p.Say("goal.level." + string(l) + ".hint")})
	}
	return all
}

// Proposers are who can have wanted it first.
func (p GoalFormPage) Proposers() []option {
	all := []goal.Proposer{goal.Member, goal.Worker, goal.Referrer}
	if p.In.Level != string(goal.Individual) {
		all = []goal.Proposer{goal.Several, goal.Member, goal.Worker, goal.Referrer}
	}
	var out []option
	for _, one := range all {
		out = append(out, option{string(one), p.Say("goal.proposed." + string(one)), ""})
	}
	return out
}

func (s *Site) goalForm(w http.ResponseWriter, status int, p GoalFormPage) error {
	return s.show(w, status, p.Page, p.Say("goal.new"), goalForm(p))
}

func (s *Site) showNewGoal(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Goals(r.Context(), who(r), groupID(r))
	if err != nil {
		return err
	}
	p := GoalFormPage{Page: s.page(r), View: v, In: app.GoalInput{Level: r.URL.Query().Get("level"), Stay: r.URL.Query().Get("stay")}}
	if p.In.Stay != "" {
		p.In.Level = string(goal.Individual)
	}
	for _, n := range v.Names {
		if string(n.Stay) == p.In.Stay && !n.Main { // the words on the stay are where the member's goal begins
			p.In.Change = n.Goal.Reveal()
		}
	}
	if p.In.Level == "" {
		p.In.Level = string(goal.Group)
	}
	p.In.Proposed = string(goal.Several)
	if p.In.Level == string(goal.Individual) {
		p.In.Proposed = string(goal.Member)
	}
	return s.goalForm(w, http.StatusOK, p)
}

func goalInput(r *http.Request) app.GoalInput {
	return app.GoalInput{Level: r.PostFormValue("level"), Stay: r.PostFormValue("stay"), Change: r.PostFormValue("change"), Expected: r.PostFormValue("step_0"),
		Seen: r.PostFormValue("seen"), Where: r.PostFormValue("where"), Ends: r.PostFormValue("ends"), Until: r.PostFormValue("until"), Proposed: r.PostFormValue("proposed")}
}

func (s *Site) newGoal(w http.ResponseWriter, r *http.Request) error {
	in := goalInput(r)
	made, err := s.App.ProposeGoal(r.Context(), who(r), groupID(r), in)
	if err == nil {
		return s.saved(w, r, "/goals/"+string(made)+"/scale/now")
	}
	if !mendable(err) {
		return err
	}
	v, loadErr := s.App.Goals(r.Context(), who(r), groupID(r))
	if loadErr != nil {
		return loadErr
	}
	return s.goalForm(w, statusOf(err), GoalFormPage{Page: s.page(r).wrongly(err), View: v, In: in})
}

// editForm is the first page of the wizard for a goal that is there.
func (s *Site) editForm(r *http.Request) (GoalFormPage, error) {
	v, err := s.App.Goal(r.Context(), who(r), goal.ID(r.PathValue("id")))
	g := v.Goal
	return GoalFormPage{Page: s.page(r), View: app.GoalsView{Group: v.Group}, Goal: g.ID, Version: g.Version,
		In: app.GoalInput{Level: string(g.Level), Stay: string(g.Stay), Change: g.Change.Reveal(), Expected: g.Steps[0].Reveal(), Seen: g.Seen.Reveal(), Where: g.Where.Reveal(), Ends: g.Ends.Reveal(),
			Until: g.Until, Proposed: string(g.Proposed)}}, err
}

func (s *Site) showEditGoal(w http.ResponseWriter, r *http.Request) error {
	p, err := s.editForm(r)
	if err != nil {
		return err
	}
	return s.goalForm(w, http.StatusOK, p)
}

func (s *Site) editGoal(w http.ResponseWriter, r *http.Request) error {
	in := goalInput(r)
	err := s.App.RewordGoal(r.Context(), who(r), goal.ID(r.PathValue("id")), version(r), in)
	if err == nil {
		return s.saved(w, r, "/goals/"+r.PathValue("id"))
	}
	if !mendable(err) {
		return err
	}
	p, loadErr := s.editForm(r)
	if loadErr != nil {
		return loadErr
	}
	in.Level, in.Stay, in.Proposed = p.In.Level, p.In.Stay, p.In.Proposed
	p.In, p.Page = in, p.Page.wrongly(err)
	return s.goalForm(w, statusOf(err), p)
}

// ScalePage is one page of the wizard: where it stands now, or what would be better than expected.
type ScalePage struct {
	GoalPage
	Which string
	In    app.ScaleInput
}

// Starts are the two steps at which a goal can begin.
func (p ScalePage) Starts() []option {
	return []option{{"-2", p.Say("goal.start.low"), p.Say("goal.start.low.hint")}, {"-1", p.Say("goal.start.near"), p.Say("goal.start.near.hint")}}
}

// Start is the chosen one.
func (p ScalePage) Start() string { return strconv.Itoa(p.In.Start) }

func (s *Site) theScale(r *http.Request) (ScalePage, error) {
	p, err := s.theGoal(r)
	which := r.PathValue("page")
	if which != "now" {
		which = "better"
	}
	return ScalePage{GoalPage: p, Which: which, In: app.ScaleInput{Start: p.View.Goal.Start, Steps: revealSteps(p.View.Goal.Steps)}}, err
}

func (s *Site) showScale(w http.ResponseWriter, r *http.Request) error {
	p, err := s.theScale(r)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, p.Page, p.Say("goal.scale."+p.Which), scaleForm(p))
}

func (s *Site) scaleGoal(w http.ResponseWriter, r *http.Request) error {
	which := r.PathValue("page")
	in := app.ScaleInput{Start: number2(r, "start"), Steps: stepsOf(r)}
	err := s.App.ScaleGoal(r.Context(), who(r), goal.ID(r.PathValue("id")), version(r), which, in)
	if err == nil {
		to := "/goals/" + r.PathValue("id")
		if which == "now" {
			to += "/scale/better"
		}
		return s.saved(w, r, to)
	}
	if !mendable(err) {
		return err
	}
	p, loadErr := s.theScale(r)
	if loadErr != nil {
		return loadErr
	}
	for step := range p.In.Steps { // the other page's steps stay to be seen
		if _, typed := in.Steps[step]; !typed && (which == "now") == (step > 0) {
			in.Steps[step] = p.In.Steps[step]
		}
	}
	p.In, p.Page = in, p.Page.wrongly(err)
	return s.show(w, statusOf(err), p.Page, p.Say("goal.scale."+p.Which), scaleForm(p))
}

// ReviewPage is every goal that is followed, on one screen.
type ReviewPage struct {
	GoalsPage
	In map[goal.ID]app.ReadInput
}

// Ready are the goals that can be read.
func (p ReviewPage) Ready(l app.GoalLevel) (all []app.GoalCard) {
	for _, c := range l.Open {
		if c.Goal.Adopted != nil && c.Goal.Missing() == "" {
			all = append(all, c)
		}
	}
	return all
}

// Any tells whether there is anything to review.
func (p ReviewPage) Any() bool {
	for _, l := range p.View.Levels {
		if len(p.Ready(l)) > 0 {
			return true
		}
	}
	return false
}

// Chosen is the step that stands in the form; "" leaves the goal as it is.
func (p ReviewPage) Chosen(id goal.ID) string {
	if in, ok := p.In[id]; ok {
		return strconv.Itoa(in.Step)
	}
	return ""
}

// StepsOrNot are the steps, and leaving the goal for another time.
func (p ReviewPage) StepsOrNot(g goal.Goal) []option {
	return append([]option{{"", p.Say("goal.review.later"), ""}}, p.Steps(g)...)
}

func (s *Site) showReview(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Goals(r.Context(), who(r), groupID(r))
	if err != nil {
		return err
	}
	p := ReviewPage{GoalsPage: GoalsPage{Page: s.page(r), View: v}}
	return s.show(w, http.StatusOK, p.Page, p.Say("goal.review"), reviewSheet(p))
}

func (s *Site) reviewGoals(w http.ResponseWriter, r *http.Request) error {
	id := group.ID(r.PathValue("id"))
	v, err := s.App.Goals(r.Context(), who(r), id)
	if err != nil {
		return err
	}
	typed := map[goal.ID]app.ReadInput{}
	var in []app.ReadInput
	for _, l := range v.Levels {
		for _, c := range l.Open {
			key := string(c.Goal.ID)
			if r.PostFormValue("step_"+key) == "" {
				continue
			}
			one := app.ReadInput{Goal: key, Step: number2(r, "step_"+key), Source: r.PostFormValue("source_" + key), Words: r.PostFormValue("words_" + key)}
			typed[c.Goal.ID] = one
			in = append(in, one)
		}
	}
	err = s.App.ReviewGoals(r.Context(), who(r), id, in)
	if err == nil {
		return s.saved(w, r, "/groups/"+string(id)+"/goals")
	}
	if !mendable(err) {
		return err
	}
	p := ReviewPage{GoalsPage: GoalsPage{Page: s.page(r).wrongly(err), View: v}, In: typed}
	return s.show(w, statusOf(err), p.Page, p.Say("goal.review"), reviewSheet(p))
}
