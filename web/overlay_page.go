package web

import (
	"net/http"
	"slices"
	"strings"

	"groupwork/access"
	"groupwork/app"
	"groupwork/fault"
	"groupwork/overlay"
)

// overlayRoutes are what lies over a model, and the qualifications that group therapy asks for.
func overlayRoutes() []Route {
	return []Route{
		{"GET", "/groups/{id}/overlays", access.SeeOverlays, access.Record, Read, (*Site).showOverlays},
		{"POST", "/groups/{id}/overlays", access.EditOverlays, access.Record, Write, (*Site).layOver},
		{"POST", "/groups/{id}/overlays/leaf", access.EditOverlays, access.Record, Write, (*Site).keepGroupLeaf},
		{"POST", "/groups/{id}/overlays/answer", access.EditOverlays, access.Record, Write, (*Site).answerLeaf},
		{"GET", "/stays/{id}/overlays", access.SeeOverlays, access.Record, Read, (*Site).showOverlayStay},
		{"POST", "/stays/{id}/overlays", access.EditOverlays, access.Record, Write, (*Site).keepMemberLeaf},
		{"GET", "/agency/qualifications", access.KeepQualifications, access.Admin, Read, (*Site).showQualifications},
		{"POST", "/agency/qualifications", access.KeepQualifications, access.Admin, Write, (*Site).addQualification},
	}
}

// OverlaysPage is what lies over a group. Typed is the form that could not be taken.
type OverlaysPage struct {
	Page
	View  app.OverlaysView
	Typed map[string]string
}

// Path is a path below the group's.
func (p OverlaysPage) Path(below string) string { return "/groups/" + string(p.View.Group.ID) + below }

// Works tells whether this person may keep leaves.
func (p OverlaysPage) Works() bool { return works(p.View.Part) }

// NamedFactors says how many members named each factor after a meeting.
func (p OverlaysPage) NamedFactors(r app.RiskLine) string {
	var all []string
	for _, f := range overlay.Factors() {
		if n, counted := r.Named[f]; counted {
			all = append(all, p.Say("overlay.factor."+f)+" "+p.Number(float64(n), 0))
		}
	}
	return strings.Join(all, " · ")
}

// Choices are the options of a field, each with its phrase below a key.
func (p Page) Choices(key string, codes []string) []option {
	all := []option{{Value: "", Label: p.Say("overlay.choose")}}
	for _, c := range codes {
		all = append(all, option{Value: c, Label: p.Say(key + "." + c)})
	}
	return all
}

// Supervisors are those who may co-sign.
func (p OverlaysPage) Supervisors() []option {
	all := []option{{Value: "", Label: p.Say("overlay.therapy.nobody")}}
	for _, s := range p.View.Supervisors {
		all = append(all, option{Value: string(s.ID), Label: isolated(s.Called.Reveal())})
	}
	return all
}

func (s *Site) overlaysShown(w http.ResponseWriter, r *http.Request, wrong error) error {
	v, err := s.App.Overlays(r.Context(), who(r), groupID(r))
	if err != nil {
		return err
	}
	p := OverlaysPage{Page: s.page(r), View: v, Typed: map[string]string{}}
	status := http.StatusOK
	if wrong != nil {
		p.Page, p.Typed, status = p.wrongly(wrong), typedFields(r, "f."), statusOf(wrong)
	}
	return s.show(w, status, p.Page, p.Say("overlay.title"), overlaysSheet(p))
}

func (s *Site) showOverlays(w http.ResponseWriter, r *http.Request) error {
	return s.overlaysShown(w, r, nil)
}

// overlayDone leads back to the page, or shows it again with what was wrong.
func (s *Site) overlayDone(w http.ResponseWriter, r *http.Request, err error) error {
	if err == nil {
		return s.saved(w, r, "/groups/"+r.PathValue("id")+"/overlays")
	}
	if !mendable(err) {
		return err
	}
	return s.overlaysShown(w, r, err)
}

func (s *Site) layOver(w http.ResponseWriter, r *http.Request) error {
	in := app.Lay{Which: r.PostFormValue("which"), On: r.PostFormValue("on") == "yes", Cosigns: r.PostFormValue("cosigns")}
	return s.overlayDone(w, r, s.App.LayOver(r.Context(), who(r), groupID(r), in))
}

func (s *Site) keepGroupLeaf(w http.ResponseWriter, r *http.Request) error {
	in := app.LeafInput{Kind: r.PostFormValue("kind"), Session: r.PostFormValue("session"), Fields: typedFields(r, "f.")}
	return s.overlayDone(w, r, s.App.KeepGroupLeaf(r.Context(), who(r), groupID(r), in))
}

func (s *Site) answerLeaf(w http.ResponseWriter, r *http.Request) error {
	err := s.App.AnswerLeaf(r.Context(), who(r), groupID(r), overlay.ID(r.PostFormValue("leaf")), version(r), typedFields(r, "f."))
	if stay := r.PostFormValue("stay"); stay != "" && err == nil {
		return s.saved(w, r, "/stays/"+stay+"/overlays")
	}
	return s.overlayDone(w, r, err)
}

// OverlayStayPage is what the overlays keep about one member.
type OverlayStayPage struct {
	Page
	View  app.OverlayStayView
	Kind  overlay.Kind
	Typed map[string]string
}

// Works tells whether this person may keep leaves.
func (p OverlayStayPage) Works() bool { return works(p.View.Part) }

// To is where every form of the page goes.
func (p OverlayStayPage) To() string { return "/stays/" + string(p.View.Stay) + "/overlays" }

// Of gives the leaves of a kind, newest first.
func (p OverlayStayPage) Of(kind overlay.Kind) []overlay.Leaf { return overlay.Of(p.View.Leaves, kind) }

// TaskTypes are how the parts of a task can combine, each with the form that suits it.
func (p OverlaysPage) TaskTypes() []option {
	all := p.Choices("overlay.type", overlay.TaskTypes())
	for i := range all {
		all[i].Label += " → " + p.Say("overlay.structure."+overlay.Advised(all[i].Value))
	}
	return all
}

// Tellable are the items that the member lets us tell, and those of an update that could not be taken.
func (p OverlayStayPage) Tellable() []string {
	return slices.DeleteFunc(slices.Clone(overlay.ScopeItems()), func(item string) bool {
		state := p.View.Scope[item]
		return state != overlay.ScopeAsk && state != overlay.ScopeAgreed && p.Was(overlay.Update, item) == ""
	})
}

// Was is what was typed in a field of a form that could not be taken.
func (p OverlayStayPage) Was(kind overlay.Kind, field string) string {
	if p.Kind == kind {
		return p.Typed[field]
	}
	if kind == overlay.Scope {
		return p.View.Scope[field]
	}
	return ""
}

func (s *Site) overlayStayShown(w http.ResponseWriter, r *http.Request, wrong error) error {
	v, err := s.App.OverlayStay(r.Context(), who(r), stayID(r))
	if err != nil {
		return err
	}
	p := OverlayStayPage{Page: s.page(r), View: v}
	status := http.StatusOK
	if wrong != nil {
		p.Page, p.Kind, p.Typed, status = p.wrongly(wrong), overlay.Kind(r.PostFormValue("kind")), typedFields(r, "f."), statusOf(wrong)
	}
	return s.show(w, status, p.Page, p.Say("overlay.title"), overlayStaySheet(p))
}

func (s *Site) showOverlayStay(w http.ResponseWriter, r *http.Request) error {
	return s.overlayStayShown(w, r, nil)
}

func (s *Site) keepMemberLeaf(w http.ResponseWriter, r *http.Request) error {
	in := app.LeafInput{Kind: r.PostFormValue("kind"), Version: numberOr(r, "version", 0), Fields: typedFields(r, "f.")}
	err := s.App.KeepMemberLeaf(r.Context(), who(r), stayID(r), in)
	if err == nil {
		return s.saved(w, r, "/stays/"+r.PathValue("id")+"/overlays")
	}
	if !mendable(err) {
		return err
	}
	return s.overlayStayShown(w, r, err)
}

// QualificationsPage is the qualifications of the staff.
type QualificationsPage struct {
	Page
	View app.QualificationsView
	In   app.QualificationInput
}

// People are the staff to choose from.
func (p QualificationsPage) People() []option {
	all := []option{{Value: "", Label: p.Say("overlay.choose")}}
	for _, one := range p.View.Staff {
		all = append(all, option{Value: string(one.ID), Label: isolated(one.Called.Reveal())})
	}
	return all
}

func (s *Site) qualificationsShown(w http.ResponseWriter, r *http.Request, in app.QualificationInput, wrong error) error {
	v, err := s.App.Qualifications(r.Context(), who(r))
	if err != nil {
		return err
	}
	p := QualificationsPage{Page: s.page(r), View: v, In: in}
	status := http.StatusOK
	if wrong != nil {
		p.Page, status = p.wrongly(wrong), statusOf(wrong)
	}
	return s.show(w, status, p.Page, p.Say("overlay.qualifications"), qualificationsSheet(p))
}

func (s *Site) showQualifications(w http.ResponseWriter, r *http.Request) error {
	return s.qualificationsShown(w, r, app.QualificationInput{}, nil)
}

func (s *Site) addQualification(w http.ResponseWriter, r *http.Request) error {
	in := app.QualificationInput{Person: r.PostFormValue("person"), Kind: r.PostFormValue("kind"), Body: r.PostFormValue("body"),
		Number: r.PostFormValue("number"), Scope: r.PostFormValue("scope"), Expires: r.PostFormValue("expires")}
	err := s.App.AddQualification(r.Context(), who(r), in)
	if err == nil {
		return s.saved(w, r, "/agency/qualifications")
	}
	if fault.Of(err) != fault.Invalid {
		return err
	}
	return s.qualificationsShown(w, r, in, err)
}
