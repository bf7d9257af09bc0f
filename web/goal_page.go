package web

import (
	"net/http"
	"strconv"
	"time"

	"groupwork/app"
	"groupwork/goal"
	"groupwork/group"
	"groupwork/private"
)

// GoalsPage is the goals of a group, or of one member.
type GoalsPage struct {
	Page
	View app.GoalsView
	Of   app.MemberName // the member; none for the whole group
}

// Path is a path below the group's.
func (p GoalsPage) Path(below string) string { return "/groups/" + string(p.View.Group.ID) + below }

// Step is a step as it is written: −2 to +2.
func (p Page) Step(n int) string {
	switch {
	case n < 0:
		return "−" + strconv.Itoa(-n)
	case n > 0:
		return "+" + strconv.Itoa(n)
	}
	return "0"
}

// Standing says where a goal stands, in words of its own scale.
func (p Page) Standing(c goal.Course) string {
	now, read := c.Now()
	if !read {
		return p.Say("goal.standing.none", "step", p.Step(now))
	}
	return p.Say("goal.standing", "step", p.Step(now), "words", isolated(c.Goal.Steps[now].Reveal()))
}

// Summed says attainment at one level with its spread.
func (p Page) Summed(s goal.Summary) string {
	if s.Used == 0 {
		return p.Say("goal.sum.none")
	}
	if s.Level == goal.Individual {
		if len(s.Each) == 1 {
			return p.Say("goal.sum.t", "t", p.Maybe(s.Each[0].Report.T, 0), "n", s.Used)
		}
		return p.Say("goal.sum.members", "n", len(s.Each))
	}
	return p.Say("goal.sum.t", "t", p.Maybe(s.Report.T, 0), "n", s.Used)
}

// DateOf says a stored ISO date.
func (p Page) DateOf(iso string) string {
	day, err := time.ParseInLocation(time.DateOnly, iso, p.zone)
	if err != nil {
		return ""
	}
	return p.Date(day)
}

func (s *Site) showGoals(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Goals(r.Context(), who(r), groupID(r))
	if err != nil {
		return err
	}
	p := GoalsPage{Page: s.page(r), View: v}
	return s.show(w, http.StatusOK, p.Page, p.Say("goal.title"), goalsSheet(p))
}

func (s *Site) showMemberGoals(w http.ResponseWriter, r *http.Request) error {
	id := group.StayID(r.PathValue("id"))
	v, err := s.App.MemberGoals(r.Context(), who(r), id)
	if err != nil {
		return err
	}
	p := GoalsPage{Page: s.page(r), View: v, Of: app.MemberName{Stay: id}}
	for _, one := range v.Names {
		p.Of = one
	}
	for _, l := range v.Levels {
		for _, c := range append(l.Open, l.Ended...) {
			p.Of.Called = c.Called
		}
	}
	return s.show(w, http.StatusOK, p.Page, p.Say("goal.title"), goalsSheet(p))
}

// GoalPage is one goal.
type GoalPage struct {
	Page
	View  app.GoalView
	Read  app.ReadInput
	Adopt app.AdoptInput
	Why   string
}

// Path is a path below the goal's.
func (p GoalPage) Path(below string) string { return "/goals/" + string(p.View.Goal.ID) + below }

// Next is the page of the wizard that is not done, or "".
func (p GoalPage) Next() string { return p.View.Goal.Missing() }

// Open tells whether the goal is followed.
func (p GoalPage) Open() bool { return p.View.Goal.Ended.IsZero() }

// Steps are the five steps, best first, as choices.
func (p Page) Steps(g goal.Goal) []option {
	var all []option
	for step := goal.Highest; step >= goal.Lowest; step-- {
		if text := g.Steps[step].Reveal(); text != "" {
			all = append(all, option{strconv.Itoa(step), p.Step(step) + " · " + isolated(text), ""})
		}
	}
	return all
}

// Sources are who or what may say where a goal stands.
func (p Page) Sources() []option {
	all := []option{{"", p.Say("goal.source.choose"), ""}}
	for _, s := range goal.Sources {
		all = append(all, option{string(s), p.Say("goal.source." + string(s)), ""})
	}
	return all
}

// Ways are the ways in which the goal can be adopted.
func (p GoalPage) Ways() []option {
	if p.View.Goal.Level == goal.Individual {
		return []option{{goal.OwnYes, p.Say("goal.how.own_yes"), ""}}
	}
	var all []option
	for _, m := range p.View.Methods {
		all = append(all, option{m, capital(p.Say("decision." + m)), ""})
	}
	return all
}

// Occasions are the meetings at which a reading can have been made.
func (p GoalPage) Occasions() []option {
	all := []option{{"", p.Say("goal.session.none"), ""}}
	for _, head := range p.View.Meetings[:min(len(p.View.Meetings), 8)] {
		all = append(all, option{string(head.ID), p.Say("meet.number", "number", head.Number) + " · " + p.Date(head.Starts), ""})
	}
	return all
}

// Picture is the course as it is drawn.
func (p GoalPage) Picture() GoalPicture { return drawGoal(p.Page, p.View) }

func (s *Site) theGoal(r *http.Request) (GoalPage, error) {
	v, err := s.App.Goal(r.Context(), who(r), goal.ID(r.PathValue("id")))
	now, _ := v.Now()
	return GoalPage{Page: s.page(r), View: v, Read: app.ReadInput{Step: now}}, err
}

func (s *Site) goalShown(w http.ResponseWriter, status int, p GoalPage) error {
	return s.show(w, status, p.Page, p.Say("goal.one"), goalSheet(p))
}

func (s *Site) showGoal(w http.ResponseWriter, r *http.Request) error {
	p, err := s.theGoal(r)
	if err != nil {
		return err
	}
	return s.goalShown(w, http.StatusOK, p)
}

// goaled leads on after a form of the goal's page, or shows it again with what was typed.
func (s *Site) goaled(w http.ResponseWriter, r *http.Request, err error, typed func(p *GoalPage)) error {
	if err == nil {
		return s.saved(w, r, "/goals/"+r.PathValue("id"))
	}
	if !mendable(err) {
		return err
	}
	p, loadErr := s.theGoal(r)
	if loadErr != nil {
		return loadErr
	}
	p.View.Goal.Version = stale(r, err, p.View.Goal.Version)
	typed(&p)
	p.Page = p.Page.wrongly(err)
	return s.goalShown(w, statusOf(err), p)
}

func (s *Site) adoptGoal(w http.ResponseWriter, r *http.Request) error {
	in := app.AdoptInput{How: r.PostFormValue("how"), Minority: r.PostFormValue("minority"), Took: max(0, number(r, "took"))}
	err := s.App.AdoptGoal(r.Context(), who(r), goal.ID(r.PathValue("id")), version(r), in)
	return s.goaled(w, r, err, func(p *GoalPage) { p.Adopt = in })
}

func (s *Site) readGoal(w http.ResponseWriter, r *http.Request) error {
	in := app.ReadInput{Step: number2(r, "step"), Source: r.PostFormValue("source"), Words: r.PostFormValue("words"), Session: r.PostFormValue("session")}
	err := s.App.ReadGoal(r.Context(), who(r), goal.ID(r.PathValue("id")), in)
	return s.goaled(w, r, err, func(p *GoalPage) { p.Read = in })
}

func (s *Site) endGoal(w http.ResponseWriter, r *http.Request) error {
	why := r.PostFormValue("why")
	err := s.App.EndGoal(r.Context(), who(r), goal.ID(r.PathValue("id")), version(r), why)
	return s.goaled(w, r, err, func(p *GoalPage) { p.Why = why })
}

// OwnGoalsPage is a member's own goals.
type OwnGoalsPage struct {
	Page
	View app.OwnGoals
}

// Path is a path below the member's own stay.
func (p OwnGoalsPage) Path(below string) string { return "/my/stays/" + string(p.View.Stay.ID) + below }

func (s *Site) showOwnGoals(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.OwnGoals(r.Context(), who(r), group.StayID(r.PathValue("id")))
	if err != nil {
		return err
	}
	p := OwnGoalsPage{s.page(r), v}
	return s.show(w, http.StatusOK, p.Page, p.Say("goal.own.title"), ownGoalsSheet(p))
}

func (s *Site) adoptOwnGoal(w http.ResponseWriter, r *http.Request) error {
	id := group.StayID(r.PathValue("id"))
	err := s.App.AdoptOwnGoal(r.Context(), who(r), id, goal.ID(r.PathValue("goal")), version(r))
	if err == nil {
		return s.saved(w, r, "/my/stays/"+string(id)+"/goals")
	}
	if !mendable(err) {
		return err
	}
	v, loadErr := s.App.OwnGoals(r.Context(), who(r), id)
	if loadErr != nil {
		return loadErr
	}
	p := OwnGoalsPage{s.page(r).wrongly(err), v}
	return s.show(w, statusOf(err), p.Page, p.Say("goal.own.title"), ownGoalsSheet(p))
}

// stepsOf reads the steps of a form.
func stepsOf(r *http.Request) map[int]string {
	all := map[int]string{}
	for step := goal.Lowest; step <= goal.Highest; step++ {
		if text := r.PostFormValue(goal.Field(step)); text != "" {
			all[step] = text
		}
	}
	return all
}

// revealSteps are the steps as a form holds them.
func revealSteps(steps map[int]private.Text) map[int]string {
	all := map[int]string{}
	for step, text := range steps {
		all[step] = text.Reveal()
	}
	return all
}
