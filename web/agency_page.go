package web

import (
	"net/http"
	"slices"
	"strings"

	"groupwork/agency"
	"groupwork/app"
	"groupwork/fault"
	"groupwork/people"
	"groupwork/phrase"
)

// AgencyPage is the agency's settings and its staff. Link is shown once, when it was just made.
type AgencyPage struct {
	Page
	View     app.AgencyView
	In       app.AgencyInput
	Holidays string // one a line: the day and its name
	Invite   app.InviteStaff
	Link     app.Link
	Inviting bool // the form that was sent is the invitation
}

// Languages that the house speaks.
func (p Page) Languages() []option {
	var all []option
	for _, l := range phrase.Languages {
		all = append(all, option{Value: l, Label: p.Say("language." + l)})
	}
	return all
}

// Profiles are the settings and what a person has to look up before relying on them.
func (p AgencyPage) Profiles() []option {
	var all []option
	for _, one := range p.View.Profiles {
		all = append(all, option{Value: one.ID, Label: p.Say("profile." + one.ID), Hint: p.Say("profile.check." + one.ID)})
	}
	return all
}

// zones are the time zones to choose from.
func zones() []string {
	return []string{"Africa/Cairo", "Africa/Casablanca", "Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi", "America/Argentina/Buenos_Aires", "America/Bogota",
		"America/Chicago", "America/Denver", "America/Lima", "America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Sao_Paulo", "America/Toronto",
		"Asia/Amman", "Asia/Baghdad", "Asia/Beirut", "Asia/Dubai", "Asia/Hong_Kong", "Asia/Jerusalem", "Asia/Kolkata", "Asia/Riyadh", "Asia/Tokyo", "Australia/Sydney",
		"Europe/Berlin", "Europe/London", "Europe/Madrid", "Europe/Paris", "Europe/Rome", "Pacific/Auckland", "UTC"}
}

// StaffRoles are the parts in the agency that somebody can be given.
func (AgencyPage) StaffRoles() []string {
	return []string{string(people.Worker), string(people.Supervisor), string(people.Administrator)}
}

// HasRole tells whether a role is ticked in the invitation.
func (p AgencyPage) HasRole(role string) bool { return slices.Contains(p.Invite.Roles, role) }

func (s *Site) theAgency(r *http.Request) (AgencyPage, error) {
	v, err := s.App.Agency(r.Context(), who(r))
	if err != nil {
		return AgencyPage{}, err
	}
	is := v.Agency
	p := AgencyPage{Page: s.page(r), View: v, In: app.AgencyInput{Name: is.Name.Reveal(), Language: is.Language, Zone: is.Zone, Profile: is.Profile}}
	var lines []string
	for _, h := range is.Holidays {
		lines = append(lines, strings.TrimSpace(h.Day+" "+h.Name))
	}
	p.Holidays = strings.Join(lines, "\n")
	return p, nil
}

func (s *Site) agencyShown(w http.ResponseWriter, status int, p AgencyPage) error {
	return s.show(w, status, p.Page, p.Say("web.nav.agency"), agencySheet(p))
}

func (s *Site) showAgency(w http.ResponseWriter, r *http.Request) error {
	p, err := s.theAgency(r)
	if err != nil {
		return err
	}
	return s.agencyShown(w, http.StatusOK, p)
}

// holidays reads one day a line; the act checks the days.
func holidays(text string) []agency.Holiday {
	var all []agency.Holiday
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			day, name, _ := strings.Cut(line, " ")
			all = append(all, agency.Holiday{Day: day, Name: strings.TrimSpace(name)})
		}
	}
	return all
}

func (s *Site) editAgency(w http.ResponseWriter, r *http.Request) error {
	v := r.PostFormValue
	in := app.AgencyInput{Name: v("name"), Language: v("language"), Zone: strings.TrimSpace(v("zone")), Profile: v("profile"), Holidays: holidays(v("holidays"))}
	err := s.App.EditAgency(r.Context(), who(r), version(r), in)
	if err == nil {
		return s.saved(w, r, "/agency")
	}
	if !mendable(err) {
		return err
	}
	p, loadErr := s.theAgency(r)
	if loadErr != nil {
		return loadErr
	}
	p.View.Agency.Version = stale(r, err, p.View.Agency.Version)
	p.Page, p.In, p.Holidays = p.wrongly(err), in, v("holidays")
	p.Wrong = gathered(p.Wrong, "holiday.", "holidays")
	return s.agencyShown(w, statusOf(err), p)
}

// gathered puts what is wrong with the lines of a list on the one field that holds them, once for each kind.
func gathered(all []fault.Field, prefix, field string) []fault.Field {
	var some []fault.Field
	for _, f := range all {
		if strings.HasPrefix(f.Name, prefix) {
			f.Name = field
		}
		if !slices.ContainsFunc(some, func(o fault.Field) bool { return o.Name == f.Name && o.Key == f.Key }) {
			some = append(some, f)
		}
	}
	return some
}

// inviteStaff makes the link for a colleague and shows it at once, and only once.
func (s *Site) inviteStaff(w http.ResponseWriter, r *http.Request) error {
	in := app.InviteStaff{Called: r.PostFormValue("called"), Email: r.PostFormValue("email"), Roles: r.PostForm["roles"]}
	link, err := s.App.InviteStaff(r.Context(), who(r), in)
	if err != nil && !mendable(err) {
		return err
	}
	p, loadErr := s.theAgency(r)
	if loadErr != nil {
		return loadErr
	}
	if err == nil {
		p.Link = link
		return s.agencyShown(w, http.StatusOK, p)
	}
	p.Page, p.Invite, p.Inviting = p.wrongly(err), in, true
	return s.agencyShown(w, statusOf(err), p)
}

// endStaff ends a colleague's part in the agency, with every sign-in of theirs.
func (s *Site) endStaff(w http.ResponseWriter, r *http.Request) error {
	err := s.App.EndStaff(r.Context(), who(r), personID(r))
	if err == nil {
		return s.saved(w, r, "/agency#staff")
	}
	if !mendable(err) {
		return err
	}
	p, loadErr := s.theAgency(r)
	if loadErr != nil {
		return loadErr
	}
	p.Page = p.wrongly(err)
	return s.agencyShown(w, statusOf(err), p)
}

// AccountPage is the person's own sign-in.
type AccountPage struct {
	Page
	View app.OwnAccount
	Told bool
}

func (s *Site) accountPage(r *http.Request) (AccountPage, error) {
	v, err := s.App.OwnAccount(r.Context(), who(r))
	return AccountPage{Page: s.page(r), View: v, Told: r.URL.Query().Has("changed")}, err
}

func (s *Site) showAccount(w http.ResponseWriter, r *http.Request) error {
	p, err := s.accountPage(r)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, p.Page, p.Say("account.title"), accountSheet(p))
}

func (s *Site) changePassword(w http.ResponseWriter, r *http.Request) error {
	err := s.App.ChangePassword(r.Context(), who(r), app.ChangePassword{Old: r.PostFormValue("old"), New: r.PostFormValue("new")})
	if err == nil {
		return s.saved(w, r, "/account?changed")
	}
	if !mendable(err) {
		return err
	}
	p, loadErr := s.accountPage(r)
	if loadErr != nil {
		return loadErr
	}
	p.Page = p.wrongly(err)
	return s.show(w, statusOf(err), p.Page, p.Say("account.title"), accountSheet(p))
}

func (s *Site) chooseLanguage(w http.ResponseWriter, r *http.Request) error {
	if err := s.App.ChooseLanguage(r.Context(), who(r), r.PostFormValue("language")); err != nil {
		return err
	}
	return s.saved(w, r, "/account")
}

func (s *Site) endSignIn(w http.ResponseWriter, r *http.Request) error {
	if err := s.App.EndSignIn(r.Context(), who(r), r.PostFormValue("digest")); err != nil {
		return err
	}
	return s.saved(w, r, "/account")
}
