package web

import (
	"net/http"
	"strings"
	"time"

	"groupwork/app"
	"groupwork/group"
	"groupwork/session"
)

// SchedulePage says when and where the group meets. The fields hold what was typed.
type SchedulePage struct {
	groupEdit
	First, Time, Minutes, Every, Count, Place, Skip string
	Preview                                         []time.Time
	Previewed                                       bool
}

// Rhythms are the usual distances between meetings.
func (p SchedulePage) Rhythms() []option {
	return []option{
		{Value: "1", Label: p.Say("schedule_page.every.1")},
		{Value: "2", Label: p.Say("schedule_page.every.2")},
		{Value: "4", Label: p.Say("schedule_page.every.4")},
		{Value: "0", Label: p.Say("schedule_page.every.0")},
	}
}

// Planned are the sessions that are planned now.
func (p SchedulePage) Planned() []app.SessionRow {
	var all []app.SessionRow
	for _, one := range p.View.Sessions {
		if one.State == session.Planned {
			all = append(all, one)
		}
	}
	return all
}

func schedulePage(g groupEdit) SchedulePage {
	s := g.View.Group.Schedule
	p := SchedulePage{groupEdit: g, First: s.First, Time: s.Time, Minutes: minutesText(s.Minutes), Every: itoaOr(s.Every, s.First == "", "1"),
		Count: minutesText(s.Count), Place: s.Place.Reveal(), Skip: strings.Join(s.Skip, "\n")}
	if p.Minutes == "" {
		p.Minutes = "90"
	}
	return p
}

func itoaOr(n int, instead bool, other string) string {
	if instead {
		return other
	}
	if n == 0 {
		return "0"
	}
	return minutesText(n)
}

func (s *Site) scheduleShown(w http.ResponseWriter, status int, p SchedulePage) error {
	return s.show(w, status, p.Page, p.Say("schedule_page.title"), scheduleForm(p))
}

func (s *Site) showSchedule(w http.ResponseWriter, r *http.Request) error {
	g, err := s.groupToEdit(r)
	if err != nil {
		return err
	}
	return s.scheduleShown(w, http.StatusOK, schedulePage(g))
}

// editSchedule shows the dates before they are laid out, or lays them out.
func (s *Site) editSchedule(w http.ResponseWriter, r *http.Request) error {
	in := app.ScheduleInput{First: r.PostFormValue("first"), Time: r.PostFormValue("time"), Minutes: number(r, "minutes"), Every: number(r, "every"),
		Count: number(r, "count"), Place: r.PostFormValue("place"), Skip: r.PostFormValue("skip")}
	if strings.TrimSpace(r.PostFormValue("count")) == "" {
		in.Count = 0
	}
	id := group.ID(r.PathValue("id"))
	var dates []time.Time
	var err error
	if r.PostFormValue("do") == "preview" {
		dates, err = s.App.PreviewSchedule(r.Context(), who(r), id, in)
	} else if err = s.App.EditSchedule(r.Context(), who(r), id, version(r), in); err == nil {
		return s.saved(w, r, "/groups/"+r.PathValue("id")+"#sessions")
	}
	if err != nil && !mendable(err) {
		return err
	}
	g, loadErr := s.groupToEdit(r)
	if loadErr != nil {
		return loadErr
	}
	p := SchedulePage{groupEdit: g, First: in.First, Time: in.Time, Minutes: r.PostFormValue("minutes"), Every: r.PostFormValue("every"),
		Count: r.PostFormValue("count"), Place: in.Place, Skip: in.Skip, Preview: dates, Previewed: err == nil}
	if err == nil {
		return s.scheduleShown(w, http.StatusOK, p)
	}
	p.Page = p.wrongly(err)
	return s.scheduleShown(w, statusOf(err), p)
}

// PrintPage is the group on paper.
type PrintPage struct{ groupEdit }

// Dates are the sessions to come and those that were held.
func (p PrintPage) Dates() []app.SessionRow {
	var all []app.SessionRow
	for _, one := range p.View.Sessions {
		if one.State != session.NotHeld {
			all = append(all, one)
		}
	}
	return all
}

func (s *Site) printGroup(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Group(r.Context(), who(r), group.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	p := PrintPage{groupEdit{s.page(r), v}}
	return s.show(w, http.StatusOK, p.Page, p.Name(), printSheet(p))
}
