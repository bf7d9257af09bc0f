package web

import (
	"net/http"
	"strconv"

	"groupwork/app"
	"groupwork/group"
	"groupwork/practice"
)

// GroupsPage is the groups in which this person has a part.
type GroupsPage struct {
	Page
	All []app.GroupCard
}

// Running are the groups that go on.
func (p GroupsPage) Running() []app.GroupCard { return p.closed(false) }

// Closed are those that have ended.
func (p GroupsPage) Closed() []app.GroupCard { return p.closed(true) }

func (p GroupsPage) closed(want bool) []app.GroupCard {
	var some []app.GroupCard
	for _, g := range p.All {
		if g.Closed.IsZero() != want {
			some = append(some, g)
		}
	}
	return some
}

func (s *Site) showGroups(w http.ResponseWriter, r *http.Request) error {
	all, err := s.App.Groups(r.Context(), who(r))
	if err != nil {
		return err
	}
	p := GroupsPage{Page: s.page(r), All: all}
	return s.show(w, http.StatusOK, p.Page, p.Say("web.nav.groups"), groupsSheet(p))
}

// OpenGroupPage opens a group. The chooser ranks the models with its reasons; it never picks one.
type OpenGroupPage struct {
	Page
	In          app.OpenGroup
	Least, Most string
	Questions   []practice.ChooserQuestion
	Answers     map[string]int
	Ranking     []practice.Ranked
	Sizes       map[string]practice.Size // of each model
}

// Chosen tells whether an answer of the chooser is ticked.
func (p OpenGroupPage) Chosen(question string, i int) bool {
	n, ok := p.Answers[question]
	return ok && n == i
}

// Half tells whether some of the questions wait for an answer.
func (p OpenGroupPage) Half() bool { return len(p.Answers) > 0 && len(p.Answers) < len(p.Questions) }

// Advice is the size that a model is made for.
func (p OpenGroupPage) Advice(model string) string {
	return p.Say("open_page.advice", "low", p.Sizes[model].IdealLow, "high", p.Sizes[model].IdealHigh)
}

func (s *Site) openGroupPage(r *http.Request, in app.OpenGroup) OpenGroupPage {
	p := OpenGroupPage{Page: s.page(r), In: in, Questions: s.App.Library.Chooser().Questions, Answers: map[string]int{}}
	for _, q := range p.Questions {
		if n, err := strconv.Atoi(r.PostFormValue("chooser." + q.ID)); err == nil {
			p.Answers[q.ID] = n
		}
	}
	p.Ranking, p.Sizes = s.App.RankModels(p.Answers), map[string]practice.Size{}
	for _, m := range p.Ranking {
		pack, _ := s.App.Library.Pack(m.Model)
		p.Sizes[m.Model] = pack.Size
	}
	return p
}

func (s *Site) showNewGroup(w http.ResponseWriter, r *http.Request) error {
	p := s.openGroupPage(r, app.OpenGroup{})
	return s.show(w, http.StatusOK, p.Page, p.Say("web.group.new"), openGroupSheet(p))
}

// openGroup opens the group, or ranks the models when that was asked, with everything typed kept.
func (s *Site) openGroup(w http.ResponseWriter, r *http.Request) error {
	v := r.PostFormValue
	in := app.OpenGroup{Name: v("name"), Purpose: v("purpose"), Model: v("model"), Reason: v("reason"), Open: v("open") == "open", Least: numberOr(r, "least", 0), Most: numberOr(r, "most", 0)}
	p := s.openGroupPage(r, in)
	p.Least, p.Most = v("least"), v("most")
	if v("do") == "rank" {
		return s.show(w, http.StatusOK, p.Page, p.Say("web.group.new"), openGroupSheet(p))
	}
	id, err := s.App.OpenGroup(r.Context(), who(r), in)
	if err == nil {
		return s.saved(w, r, "/groups/"+string(id))
	}
	if !mendable(err) {
		return err
	}
	p.Page = p.wrongly(err)
	return s.show(w, statusOf(err), p.Page, p.Say("web.group.new"), openGroupSheet(p))
}

// works tells whether a part lets somebody change the group.
func works(part group.Part) bool { return part == group.Lead || part == group.CoWorker }
