package web

import (
	"net/http"
	"strconv"

	"groupwork/app"
	"groupwork/group"
	"groupwork/people"
)

func groupID(r *http.Request) group.ID    { return group.ID(r.PathValue("id")) }
func stayID(r *http.Request) group.StayID { return group.StayID(r.PathValue("id")) }

func (s *Site) showToday(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Today(r.Context(), who(r))
	if err != nil {
		return err
	}
	p := s.page(r)
	return s.show(w, http.StatusOK, p, p.Say("web.nav.today"), todayBody(p, v))
}

func (s *Site) search(w http.ResponseWriter, r *http.Request) error {
	text := r.PostFormValue("text")
	found, err := s.App.Search(r.Context(), who(r), text)
	if err != nil {
		return err
	}
	p := s.page(r)
	return s.show(w, http.StatusOK, p, p.Say("web.search"), foundBody(p, text, found))
}

func (s *Site) showGroups(w http.ResponseWriter, r *http.Request) error {
	all, err := s.App.Groups(r.Context(), who(r))
	if err != nil {
		return err
	}
	p := s.page(r)
	return s.show(w, http.StatusOK, p, p.Say("web.nav.groups"), groupsBody(p, all))
}

// newGroupPage is the form for a group, with the chooser.
type newGroupPage struct {
	Page
	In      app.OpenGroup
	Answers map[string]int
	App     *app.House
}

func (s *Site) showNewGroup(w http.ResponseWriter, r *http.Request) error {
	p := newGroupPage{Page: s.page(r), App: s.App, In: app.OpenGroup{Least: 5, Most: 10}, Answers: map[string]int{}}
	for _, q := range s.App.Library.Chooser().Questions {
		if n, err := strconv.Atoi(r.URL.Query().Get(q.ID)); err == nil {
			p.Answers[q.ID] = n
		}
	}
	return s.show(w, http.StatusOK, p.Page, p.Say("web.group.new"), newGroupBody(p))
}

func (s *Site) openGroup(w http.ResponseWriter, r *http.Request) error {
	v := r.PostFormValue
	in := app.OpenGroup{Name: v("name"), Purpose: v("purpose"), Model: v("model"), Reason: v("reason"), Open: v("open") != "", Least: number(r, "least"), Most: number(r, "most")}
	id, err := s.App.OpenGroup(r.Context(), who(r), in)
	if err == nil {
		return s.saved(w, r, "/groups/"+string(id))
	}
	if !mendable(err) {
		return err
	}
	p := newGroupPage{Page: s.page(r).wrongly(err), App: s.App, In: in}
	return s.show(w, statusOf(err), p.Page, p.Say("web.group.new"), newGroupBody(p))
}

func (s *Site) showGroup(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Group(r.Context(), who(r), groupID(r))
	if err != nil {
		return err
	}
	p := s.page(r)
	return s.show(w, http.StatusOK, p, v.Group.Name.Reveal(), groupBody(p, v))
}

func (s *Site) showPeople(w http.ResponseWriter, r *http.Request) error {
	all, err := s.App.People(r.Context(), who(r))
	if err != nil {
		return err
	}
	p := s.page(r)
	return s.show(w, http.StatusOK, p, p.Say("web.nav.people"), peopleBody(p, all))
}

func (s *Site) showNewPerson(w http.ResponseWriter, r *http.Request) error {
	p := s.page(r)
	return s.show(w, http.StatusOK, p, p.Say("web.person.new"), newPersonBody(p, app.PersonInput{}))
}

// personInput reads the form about a person.
func personInput(r *http.Request) app.PersonInput {
	v := r.PostFormValue
	return app.PersonInput{Called: v("called"), Register: v("register"), Nicknames: v("nicknames"), Relatives: v("relatives"), Born: v("born"), Email: v("email"), Phone: v("phone"),
		Reach: v("reach"), Emergency: v("emergency"), Access: v("access"), Languages: v("languages"), Guardian: v("guardian") != ""}
}

func (s *Site) addPerson(w http.ResponseWriter, r *http.Request) error {
	in := personInput(r)
	id, err := s.App.AddPerson(r.Context(), who(r), in)
	if err == nil {
		return s.saved(w, r, "/people/"+string(id))
	}
	if !mendable(err) {
		return err
	}
	p := s.page(r).wrongly(err)
	return s.show(w, statusOf(err), p, p.Say("web.person.new"), newPersonBody(p, in))
}

func (s *Site) showPerson(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Person(r.Context(), who(r), people.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	p := s.page(r)
	return s.show(w, http.StatusOK, p, v.Person.Called.Reveal(), personBody(p, v))
}

func (s *Site) showAgency(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Agency(r.Context(), who(r))
	if err != nil {
		return err
	}
	p := s.page(r)
	return s.show(w, http.StatusOK, p, p.Say("web.nav.agency"), agencyBody(p, v, app.Link{}))
}

func (s *Site) inviteStaff(w http.ResponseWriter, r *http.Request) error {
	in := app.InviteStaff{Called: r.PostFormValue("called"), Email: r.PostFormValue("email"), Roles: r.PostForm["roles"]}
	link, err := s.App.InviteStaff(r.Context(), who(r), in)
	if err != nil && !mendable(err) {
		return err
	}
	v, loadErr := s.App.Agency(r.Context(), who(r))
	if loadErr != nil {
		return loadErr
	}
	p, status := s.page(r), http.StatusOK
	if err != nil {
		p, status = p.wrongly(err), statusOf(err)
	}
	return s.show(w, status, p, p.Say("web.nav.agency"), agencyBody(p, v, link))
}
