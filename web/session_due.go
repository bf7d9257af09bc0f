package web

import (
	"net/http"
	"strconv"

	"groupwork/app"
)

// DuePage is what a meeting left to be done.
type DuePage struct {
	Page
	View app.DueView
	In   app.DueInput // what stands in the form that is to be mended
}

// Path is a path below the session's.
func (p DuePage) Path(below string) string { return "/sessions/" + string(p.View.Session.ID) + below }

func dueMark(one app.DueAfter) string { return one.About + "-" + strconv.Itoa(one.Seat) }

// Due says what waits, and for whom.
func (p DuePage) Due(one app.DueAfter) string {
	if one.Seat == 0 {
		return p.Say("due.safety.group")
	}
	return p.Say("due."+one.About, "name", isolated(one.Called.Reveal()))
}

// Steps are what to do now.
func (p DuePage) Steps(one app.DueAfter) (all []string) {
	for n := range 3 {
		all = append(all, p.Say("due."+one.About+".step."+strconv.Itoa(n+1)))
	}
	return all
}

// Wrong tells whether this is the form that is to be mended.
func (p DuePage) Wrong(one app.DueAfter) bool {
	return p.Problem("what") != "" && p.In.About == one.About && p.In.Seat == one.Seat
}

// Typed is what stands in the form.
func (p DuePage) Typed(one app.DueAfter) string {
	if p.In.About == one.About && p.In.Seat == one.Seat {
		return p.In.What
	}
	return ""
}

func (s *Site) showDue(w http.ResponseWriter, r *http.Request) error {
	return s.dueShown(w, r, app.DueInput{}, nil)
}

func (s *Site) dueShown(w http.ResponseWriter, r *http.Request, in app.DueInput, wrong error) error {
	v, err := s.App.Due(r.Context(), who(r), sessionID(r))
	if err != nil {
		return err
	}
	p := DuePage{Page: s.page(r), View: v, In: in}
	status := http.StatusOK
	if wrong != nil {
		p.Page, status = p.wrongly(wrong), statusOf(wrong)
	}
	return s.show(w, status, p.Page, p.Say("due.title"), dueSheet(p))
}

func (s *Site) doDue(w http.ResponseWriter, r *http.Request) error {
	seat, _ := strconv.Atoi(r.PostFormValue("seat"))
	in := app.DueInput{About: r.PostFormValue("about"), Seat: seat, What: r.PostFormValue("what"), Done: r.PostFormValue("done")}
	err := s.App.DoDue(r.Context(), who(r), sessionID(r), in)
	if err == nil {
		return s.saved(w, r, r.URL.Path)
	}
	if !mendable(err) {
		return err
	}
	return s.dueShown(w, r, in, err)
}

func (s *Site) doLeft(w http.ResponseWriter, r *http.Request) error {
	if err := s.App.DoLeft(r.Context(), who(r), stayID(r), r.PostFormValue("what")); err != nil {
		return err
	}
	return s.saved(w, r, "/stays/"+r.PathValue("id"))
}
