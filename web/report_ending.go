package web

import (
	"net/http"

	"groupwork/app"
	"groupwork/overlay"
	"groupwork/report"
)

// EndingPage is an end sheet.
type EndingPage struct {
	Page
	View app.EndingView
	To   string // where the form goes
	Back string
}

// EndingChoices are the choices of a field that is picked from a list; none for words.
func (p Page) EndingChoices(field string) []option {
	codes := app.Picked()[field]
	if codes == nil {
		return nil
	}
	named := map[string]string{"outcome": "ladder.outcome.", report.HelpedMost: "means."}[field]
	if named == "" {
		named = "ladder.power."
	}
	all := []option{{Value: "", Label: p.Say("ending.no_step")}}
	for _, code := range codes {
		all = append(all, option{Value: code, Label: p.Say(named + code)})
	}
	return all
}

// Title says whose end sheet it is.
func (p EndingPage) Title() string {
	if p.View.Stay != "" {
		return p.Say("ending.title.member", "name", isolated(p.View.Person.Called.Reveal()))
	}
	return p.Say("ending.title.group")
}

func (s *Site) endingPage(r *http.Request, v app.EndingView) EndingPage {
	p := EndingPage{Page: s.page(r), View: v, To: r.URL.Path, Back: "/groups/" + string(v.Group.ID) + "/reports"}
	return p
}

func (s *Site) endingShown(w http.ResponseWriter, status int, p EndingPage) error {
	return s.show(w, status, p.Page, p.Title(), endingForm(p))
}

func (s *Site) showGroupEnding(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.GroupEnding(r.Context(), who(r), groupID(r))
	if err != nil {
		return err
	}
	return s.endingShown(w, http.StatusOK, s.endingPage(r, v))
}

func (s *Site) showMemberEnding(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.MemberEnding(r.Context(), who(r), stayID(r))
	if err != nil {
		return err
	}
	return s.endingShown(w, http.StatusOK, s.endingPage(r, v))
}

// typedFields are the fields of a form whose names begin with "end.", without that.
func typedFields(r *http.Request, prefix string) map[string]string {
	_ = r.ParseForm() // a body that cannot be read has no fields
	all := map[string]string{}
	for name := range r.PostForm {
		if len(name) > len(prefix) && name[:len(prefix)] == prefix {
			all[name[len(prefix):]] = r.PostForm.Get(name)
		}
	}
	return all
}

func (s *Site) saveGroupEnding(w http.ResponseWriter, r *http.Request) error {
	fields := typedFields(r, "end.")
	err := s.App.SaveGroupEnding(r.Context(), who(r), groupID(r), version(r), fields)
	if err == nil {
		return s.saved(w, r, "/groups/"+r.PathValue("id")+"/reports")
	}
	if !mendable(err) {
		return err
	}
	v, loadErr := s.App.GroupEnding(r.Context(), who(r), groupID(r))
	if loadErr != nil {
		return loadErr
	}
	return s.endingAgain(w, r, v, fields, err)
}

func (s *Site) saveMemberEnding(w http.ResponseWriter, r *http.Request) error {
	fields := typedFields(r, "end.")
	err := s.App.SaveMemberEnding(r.Context(), who(r), stayID(r), version(r), fields)
	if err == nil {
		return s.saved(w, r, "/stays/"+r.PathValue("id")+"/report")
	}
	if !mendable(err) {
		return err
	}
	v, loadErr := s.App.MemberEnding(r.Context(), who(r), stayID(r))
	if loadErr != nil {
		return loadErr
	}
	return s.endingAgain(w, r, v, fields, err)
}

func (s *Site) endingAgain(w http.ResponseWriter, r *http.Request, v app.EndingView, fields map[string]string, err error) error {
	v.Fields, v.Version = fields, stale(r, err, v.Version)
	p := s.endingPage(r, v)
	p.Page = p.wrongly(err)
	return s.endingShown(w, statusOf(err), p)
}

// OwnReportPage is a member's own report, with the place for their own words.
type OwnReportPage struct{ ReportPage }

func (s *Site) showOwnReport(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.OwnReport(r.Context(), who(r), stayID(r))
	if err != nil {
		return err
	}
	p := OwnReportPage{ReportPage: ReportPage{s.page(r), v}}
	return s.show(w, http.StatusOK, p.Page, p.Title(), ownReportBody(p))
}

func (s *Site) saveOwnEnding(w http.ResponseWriter, r *http.Request) error {
	fields := typedFields(r, "end.")
	err := s.App.SaveOwnEnding(r.Context(), who(r), stayID(r), version(r), fields)
	if err == nil {
		return s.saved(w, r, "/my/stays/"+r.PathValue("id")+"/report")
	}
	if !mendable(err) {
		return err
	}
	v, loadErr := s.App.OwnReport(r.Context(), who(r), stayID(r))
	if loadErr != nil {
		return loadErr
	}
	v.Own = fields
	p := OwnReportPage{ReportPage: ReportPage{s.page(r).wrongly(err), v}}
	return s.show(w, statusOf(err), p.Page, p.Title(), ownReportBody(p))
}

// HarmsPage is the list of what did harm.
type HarmsPage struct {
	Page
	View app.HarmsView
	In   app.HarmInput
}

// Kinds are the choices of the form.
func (p HarmsPage) Kinds() []option {
	all := []option{{Value: "", Label: p.Say("harms.kind.choose")}}
	for _, k := range p.View.Kinds {
		all = append(all, option{Value: k, Label: p.Say("harm." + k)})
	}
	return all
}

// Works tells whether this person may put an event on the list.
func (p HarmsPage) Works() bool { return works(p.View.Part) }

// Path is a path below the group's.
func (p HarmsPage) Path(below string) string { return "/groups/" + string(p.View.Group.ID) + below }

func (s *Site) harmsShown(w http.ResponseWriter, r *http.Request, in app.HarmInput, wrong error) error {
	v, err := s.App.Harms(r.Context(), who(r), groupID(r))
	if err != nil {
		return err
	}
	p := HarmsPage{Page: s.page(r), View: v, In: in}
	status := http.StatusOK
	if wrong != nil {
		p.Page, status = p.wrongly(wrong), statusOf(wrong)
	}
	return s.show(w, status, p.Page, p.Say("harms.title"), harmsSheet(p))
}

func (s *Site) showHarms(w http.ResponseWriter, r *http.Request) error {
	return s.harmsShown(w, r, app.HarmInput{}, nil)
}

func (s *Site) recordHarm(w http.ResponseWriter, r *http.Request) error {
	in := app.HarmInput{On: r.PostFormValue("on"), Kind: r.PostFormValue("kind"), What: r.PostFormValue("what"), Done: r.PostFormValue("done")}
	err := s.App.RecordHarm(r.Context(), who(r), groupID(r), in)
	if err == nil {
		return s.saved(w, r, "/groups/"+r.PathValue("id")+"/harms")
	}
	if !mendable(err) {
		return err
	}
	return s.harmsShown(w, r, in, err)
}

func (s *Site) reviewHarm(w http.ResponseWriter, r *http.Request) error {
	err := s.App.ReviewHarm(r.Context(), who(r), groupID(r), overlay.ID(r.PostFormValue("leaf")), version(r), r.PostFormValue("review"))
	if err == nil {
		return s.saved(w, r, "/groups/"+r.PathValue("id")+"/harms")
	}
	if !mendable(err) {
		return err
	}
	return s.harmsShown(w, r, app.HarmInput{}, err)
}
