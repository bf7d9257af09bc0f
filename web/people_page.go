package web

import (
	"net/http"
	"slices"
	"strings"

	"groupwork/app"
	"groupwork/phrase"
	"groupwork/private"
)

// PeoplePage is everybody this person works with.
type PeoplePage struct {
	Page
	All []app.PersonCard
}

func (s *Site) showPeople(w http.ResponseWriter, r *http.Request) error {
	all, err := s.App.People(r.Context(), who(r))
	if err != nil {
		return err
	}
	p := PeoplePage{Page: s.page(r), All: all}
	return s.show(w, http.StatusOK, p.Page, p.Say("web.nav.people"), peopleSheet(p))
}

// PersonFormPage puts somebody on record, or changes what is kept.
type PersonFormPage struct {
	Page
	ID      string // empty for somebody new
	Version int
	In      app.PersonInput
}

// Title is what the form does.
func (p PersonFormPage) Title() string {
	if p.ID == "" {
		return p.Say("web.person.new")
	}
	return p.Say("person_page.edit")
}

// Action is where the form is sent.
func (p PersonFormPage) Action() string {
	if p.ID == "" {
		return "/people/new"
	}
	return "/people/" + p.ID + "/edit"
}

// Back is the page above.
func (p PersonFormPage) Back() string {
	if p.ID == "" {
		return "/people"
	}
	return "/people/" + p.ID
}

// spoken turns typed names of languages that the house speaks into their codes, so that pages follow them.
func spoken(p Page, typed string) string {
	words := strings.Split(typed, ",")
	for i, w := range words {
		w = strings.TrimSpace(w)
		for _, code := range phrase.Languages {
			if strings.EqualFold(w, p.Say("language."+code)) || strings.EqualFold(w, p.Say("language.own."+code)) {
				w = code
			}
		}
		words[i] = w
	}
	return strings.Join(words, ", ")
}

// languageNames says codes of languages as names; what is no code stays as it was typed.
func languageNames(p Page, all []string) string {
	words := slices.Clone(all)
	for i, w := range words {
		if slices.Contains(phrase.Languages, w) {
			words[i] = p.Say("language." + w)
		}
	}
	return strings.Join(words, ", ")
}

// personInput reads the form about a person.
func personInput(p Page, r *http.Request) app.PersonInput {
	v := r.PostFormValue
	return app.PersonInput{Called: v("called"), Register: v("register"), Nicknames: v("nicknames"), Relatives: v("relatives"), Born: v("born"), Email: v("email"), Phone: v("phone"),
		Reach: v("reach"), Emergency: v("emergency"), Access: v("access"), Languages: spoken(p, v("languages")), Guardian: v("guardian_needed") != ""}
}

func (s *Site) personForm(w http.ResponseWriter, status int, p PersonFormPage) error {
	return s.show(w, status, p.Page, p.Title(), personFormSheet(p))
}

func (s *Site) showNewPerson(w http.ResponseWriter, r *http.Request) error {
	return s.personForm(w, http.StatusOK, PersonFormPage{Page: s.page(r)})
}

func (s *Site) addPerson(w http.ResponseWriter, r *http.Request) error {
	in := personInput(s.page(r), r)
	id, err := s.App.AddPerson(r.Context(), who(r), in)
	if err == nil {
		return s.saved(w, r, "/people/"+string(id))
	}
	if !mendable(err) {
		return err
	}
	return s.personForm(w, statusOf(err), PersonFormPage{Page: s.page(r).wrongly(err), In: in})
}

// PersonPage is what is kept about a person, and their stays.
type PersonPage struct {
	Page
	View app.PersonView
}

// fact is one line about a person.
type fact struct{ Label, Text string }

// Facts are the lines that hold something.
func (p PersonPage) Facts() []fact {
	is := p.View.Person
	all := []fact{
		{"web.register", is.Register.Reveal()}, {"web.nicknames", names(is.Nicknames)}, {"person_page.relatives", names(is.Relatives)},
		{"web.born", is.Born.Reveal()}, {"person_page.languages", languageNames(p.Page, is.Languages)},
		{"person_page.phone", is.Phone.Reveal()}, {"web.email", is.Email.Reveal()},
		{"web.reach", is.Reach.Reveal()}, {"person_page.emergency", is.Emergency.Reveal()}, {"web.access", is.Access.Reveal()},
	}
	var some []fact
	for _, f := range all {
		if f.Text != "" {
			some = append(some, fact{p.Say(f.Label), f.Text})
		}
	}
	if is.Guardian {
		some = append(some, fact{p.Say("person_page.guardian"), p.Say("person_page.guardian.yes")})
	}
	return some
}

func names(all []private.Text) string {
	texts := make([]string, len(all))
	for i, t := range all {
		texts[i] = t.Reveal()
	}
	return strings.Join(texts, ", ")
}

func (s *Site) showPerson(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Person(r.Context(), who(r), personID(r))
	if err != nil {
		return err
	}
	p := PersonPage{Page: s.page(r), View: v}
	return s.show(w, http.StatusOK, p.Page, v.Person.Called.Reveal(), personSheet(p))
}

func (s *Site) personToEdit(r *http.Request) (PersonFormPage, error) {
	v, err := s.App.Person(r.Context(), who(r), personID(r))
	if err != nil {
		return PersonFormPage{}, err
	}
	is := v.Person
	return PersonFormPage{Page: s.page(r), ID: string(is.ID), Version: is.Version, In: app.PersonInput{
		Called: is.Called.Reveal(), Register: is.Register.Reveal(), Nicknames: names(is.Nicknames), Relatives: names(is.Relatives), Born: is.Born.Reveal(),
		Email: is.Email.Reveal(), Phone: is.Phone.Reveal(), Reach: is.Reach.Reveal(), Emergency: is.Emergency.Reveal(), Access: is.Access.Reveal(),
		Languages: languageNames(s.page(r), is.Languages), Guardian: is.Guardian}}, nil
}

func (s *Site) showEditPerson(w http.ResponseWriter, r *http.Request) error {
	p, err := s.personToEdit(r)
	if err != nil {
		return err
	}
	return s.personForm(w, http.StatusOK, p)
}

func (s *Site) editPerson(w http.ResponseWriter, r *http.Request) error {
	in := personInput(s.page(r), r)
	err := s.App.EditPerson(r.Context(), who(r), personID(r), version(r), in)
	if err == nil {
		return s.saved(w, r, "/people/"+r.PathValue("id"))
	}
	if !mendable(err) {
		return err
	}
	p, loadErr := s.personToEdit(r)
	if loadErr != nil {
		return loadErr
	}
	p.Version = stale(r, err, p.Version)
	p.Page, p.In = p.wrongly(err), in
	return s.personForm(w, statusOf(err), p)
}
