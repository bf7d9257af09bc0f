package web

import (
	"net/http"

	"groupwork/app"
	"groupwork/group"
	"groupwork/people"
	"groupwork/session"
)

func groupID(r *http.Request) group.ID    { return group.ID(r.PathValue("id")) }
func stayID(r *http.Request) group.StayID { return group.StayID(r.PathValue("id")) }
func personID(r *http.Request) people.ID  { return people.ID(r.PathValue("id")) }

// TodayPage is what needs this person now, and what comes next.
type TodayPage struct {
	Page
	View app.Today
}

// Soon are the meetings of today, Later those of the coming days.
func (p TodayPage) Soon() []app.Meeting { return p.next(true) }

// Later are the meetings after today.
func (p TodayPage) Later() []app.Meeting { return p.next(false) }

func (p TodayPage) next(today bool) []app.Meeting {
	var all []app.Meeting
	for _, m := range p.View.Next {
		if p.Today(m.Starts) == today || today && m.State == session.Running {
			all = append(all, m)
		}
	}
	return all
}

// FullDate is a day in full, such as "Thursday 12 November".
func (p TodayPage) FullDate() string { return p.dates.FmtDateFull(p.View.At.In(p.zone)) }

func (s *Site) showToday(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Today(r.Context(), who(r))
	if err != nil {
		return err
	}
	p := TodayPage{Page: s.page(r), View: v}
	return s.show(w, http.StatusOK, p.Page, p.Say("web.nav.today"), todaySheet(p))
}

// FoundPage is what a search found. The text is posted, so that it stands in no address and no log.
type FoundPage struct {
	Page
	Text  string
	Found app.Found
}

func (s *Site) search(w http.ResponseWriter, r *http.Request) error {
	p := FoundPage{Page: s.page(r), Text: r.PostFormValue("text")}
	found, err := s.App.Search(r.Context(), who(r), p.Text)
	if err != nil && !mendable(err) {
		return err
	}
	p.Found = found
	status := http.StatusOK
	if err != nil {
		p.Page, status = p.wrongly(err), statusOf(err)
	}
	return s.show(w, status, p.Page, p.Say("web.search"), foundSheet(p))
}

// NeedLine is one need as it is shown.
type NeedLine struct {
	app.Need
	Page Page
}

// Harm is how pressing the need is: high, middle or low.
func (n NeedLine) Harm() string {
	switch n.Kind {
	case "safety", "safety_answer", "running", "flag", "contact", "hold":
		return "high"
	case "plan", "contract", "answer", "ask", "dates":
		return "low"
	}
	return "middle"
}

// Title is the need in a few words.
func (n NeedLine) Title() string {
	if n.Kind == "safety_answer" && n.Count > 0 {
		return n.Page.Say("need.safety_late", "name", isolated(n.Person.Reveal()), "n", n.Count)
	}
	if !n.Person.Empty() {
		return n.Page.Say("need."+n.Kind+".person", "name", isolated(n.Person.Reveal()))
	}
	return n.Page.Say("need."+n.Kind, "n", n.Count)
}

// Where says which group and session it is about.
func (n NeedLine) Where(withGroup bool) string {
	where := ""
	if withGroup && !n.Group.Name.Empty() {
		where = isolated(n.Group.Name.Reveal())
	}
	if n.Number > 0 {
		where = joined(where, n.Page.Say("meet.number", "number", n.Number))
	}
	if !n.Due.IsZero() {
		when := "need.due"
		if n.Kind == "safety_answer" || n.Kind == "running" {
			when = "need.since"
		}
		where = joined(where, n.Page.Say(when, "date", n.Page.Date(n.Due)))
	}
	return where
}

func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " · " + b
}
