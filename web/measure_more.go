package web

import (
	"math"
	"net/http"
	"strconv"
	"strings"

	"groupwork/app"
	"groupwork/group"
	"groupwork/measure"
	"groupwork/outcome"
	"groupwork/survey"
)

func (s *Site) taskForm(r *http.Request, v app.TaskView, action string) TaskPage {
	p := TaskPage{Page: s.page(r), View: v, Action: action, Alone: map[int]string{}, After: map[int]string{}}
	p.Title, p.Right, p.Together, p.Held = v.Task.Title.Reveal(), survey.Typed(v.Task.Right), survey.Typed(v.Task.Together), p.Day(v.Task.Held)
	for _, seat := range v.Seats {
		p.Alone[seat.Seat], p.After[seat.Seat] = seat.Alone, seat.After
	}
	return p
}

func (s *Site) showNewTask(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.NewTask(r.Context(), who(r), groupID(r))
	if err != nil {
		return err
	}
	p := s.taskForm(r, v, r.URL.Path)
	return s.show(w, http.StatusOK, p.Page, p.Say("measure.task.new"), taskForm(p))
}

func (s *Site) newTask(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.NewTask(r.Context(), who(r), groupID(r))
	if err != nil {
		return err
	}
	return s.keepTask(w, r, v, "", 0)
}

func (s *Site) taskToEdit(r *http.Request) (app.TaskView, error) {
	v, err := s.App.Task(r.Context(), who(r), survey.TaskID(r.PathValue("id")))
	if err != nil {
		return v, err
	}
	_, err = s.App.NewTask(r.Context(), who(r), v.Group.ID) // the same right as to make one
	return v, err
}

func (s *Site) showEditTask(w http.ResponseWriter, r *http.Request) error {
	v, err := s.taskToEdit(r)
	if err != nil {
		return err
	}
	p := s.taskForm(r, v, r.URL.Path)
	return s.show(w, http.StatusOK, p.Page, p.Say("measure.task.edit"), taskForm(p))
}

func (s *Site) editTask(w http.ResponseWriter, r *http.Request) error {
	v, err := s.taskToEdit(r)
	if err != nil {
		return err
	}
	return s.keepTask(w, r, v, v.Task.ID, version(r))
}

func (s *Site) keepTask(w http.ResponseWriter, r *http.Request, v app.TaskView, id survey.TaskID, version int) error {
	in := app.TaskInput{Title: r.PostFormValue("title"), Held: r.PostFormValue("held"), Right: r.PostFormValue("right"),
		Together: r.PostFormValue("together"), Alone: map[int]string{}, After: map[int]string{}}
	for _, seat := range v.Seats {
		in.Alone[seat.Seat], in.After[seat.Seat] = r.PostFormValue(seatField("alone", seat.Seat)), r.PostFormValue(seatField("after", seat.Seat))
	}
	made, err := s.App.SaveTask(r.Context(), who(r), v.Group.ID, id, version, in)
	if err == nil {
		return s.saved(w, r, "/tasks/"+string(made))
	}
	if !mendable(err) {
		return err
	}
	p := s.taskForm(r, v, r.URL.Path)
	p.Title, p.Held, p.Right, p.Together, p.Alone, p.After, p.Page = in.Title, in.Held, in.Right, in.Together, in.Alone, in.After, p.wrongly(err)
	return s.show(w, statusOf(err), p.Page, p.Say("measure.task.new"), taskForm(p))
}

func (s *Site) showTask(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Task(r.Context(), who(r), survey.TaskID(r.PathValue("id")))
	if err != nil {
		return err
	}
	p := TaskPage{Page: s.page(r), View: v}
	return s.show(w, http.StatusOK, p.Page, v.Task.Title.Reveal(), taskSheet(p))
}

// LoneVoices is how many of the items that one alone had right the group took over; a dash where there was none.
func (p TaskPage) LoneVoices() string {
	t := p.View.Result.Table
	if t.LoneRight == 0 {
		return "–"
	}
	return strconv.Itoa(t.LoneAdopted) + "/" + strconv.Itoa(t.LoneRight)
}

// Verdict says in one sentence what the group made of its members.
func (p TaskPage) Verdict() string {
	c := p.View.Result.Whole
	switch {
	case c.OverBest > 0:
		return p.Say("measure.task.over_best", "points", p.Number(c.OverBest, 1))
	case c.OverBest == 0:
		return p.Say("measure.task.as_best")
	case c.OverMean > 0:
		return p.Say("measure.task.over_mean", "points", p.Number(c.OverMean, 1), "lost", p.Number(-c.OverBest, 1))
	case c.OverMean == 0:
		return p.Say("measure.task.as_mean")
	}
	return p.Say("measure.task.under_mean", "points", p.Number(-c.OverMean, 1))
}

// ProgrammePage is an instrument over the agency's groups.
type ProgrammePage struct {
	Page
	View app.ProgrammeView
}

// Interval writes an interval.
func (p Page) Interval(i outcome.Interval) string {
	return p.Say("measure.interval", "from", p.WithSign(i[0], 2), "to", p.WithSign(i[1], 2))
}

// Bar is an interval as it is drawn: from and to on 0–100, with zero and the estimate.
type Bar struct{ From, To, Zero, At float64 }

// Bars put the corrected and the naive interval on one scale.
func (p ProgrammePage) Bars() (corrected, naive Bar, ok bool) {
	r := p.View.Programme.Report
	if r.Corrected == nil || r.Naive == nil {
		return Bar{}, Bar{}, false
	}
	low := min(0, r.Corrected.CI[0], r.Naive.CI[0])
	high := max(0, r.Corrected.CI[1], r.Naive.CI[1])
	if !(high > low) || math.IsInf(high-low, 0) {
		return Bar{}, Bar{}, false
	}
	at := func(v float64) float64 { return 4 + 92*(v-low)/(high-low) }
	bar := func(ci outcome.Interval) Bar { return Bar{at(ci[0]), at(ci[1]), at(0), at(r.Estimate)} }
	return bar(r.Corrected.CI), bar(r.Naive.CI), true
}

// GroupName is what a group of the programme is called.
func (p ProgrammePage) GroupName(id group.ID) string { return p.View.Names[id].Name.Reveal() }

// Direction says which way is good.
func (p Page) Direction(s measure.Scale) string {
	if s.Better == "" {
		return ""
	}
	return p.Say("measure.better." + string(s.Better))
}

func (s *Site) showProgramme(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Programme(r.Context(), who(r), r.PathValue("instrument"))
	if err != nil {
		return err
	}
	p := ProgrammePage{s.page(r), v}
	return s.show(w, http.StatusOK, p.Page, p.Say("measure.programme"), programmeSheet(p))
}

// InstrumentsPage is the agency's shelf.
type InstrumentsPage struct {
	Page
	Shelf []app.ShelfCard
}

func (s *Site) showInstruments(w http.ResponseWriter, r *http.Request) error {
	shelf, err := s.App.Instruments(r.Context(), who(r))
	if err != nil {
		return err
	}
	p := InstrumentsPage{s.page(r), shelf}
	return s.show(w, http.StatusOK, p.Page, p.Say("measure.instruments"), instrumentsSheet(p))
}

// InstrumentPage is one instrument, its licence, and an agency's own wording of a template.
type InstrumentPage struct {
	Page
	View   app.InstrumentView
	Texts  []string
	Labels []string
	Right  string
	Sure   bool
}

// Editable tells whether the wording may be completed or changed now.
func (p InstrumentPage) Editable() bool { return p.View.Template && p.View.May && p.View.Answered == 0 }

func (s *Site) instrumentPage(r *http.Request) (InstrumentPage, error) {
	v, err := s.App.Instrument(r.Context(), who(r), r.PathValue("instrument"))
	p := InstrumentPage{Page: s.page(r), View: v}
	for _, item := range v.Instrument.Items {
		p.Texts = append(p.Texts, item.Text)
	}
	if len(v.Instrument.Items) > 0 {
		for _, o := range v.Instrument.Items[0].Options {
			p.Labels = append(p.Labels, o.Label)
		}
	}
	if d := v.Instrument.Declaration; d != nil {
		p.Right = d.Right
	}
	return p, err
}

func (s *Site) showInstrument(w http.ResponseWriter, r *http.Request) error {
	p, err := s.instrumentPage(r)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, p.Page, p.View.Instrument.Title, instrumentSheet(p))
}

func (s *Site) completeInstrument(w http.ResponseWriter, r *http.Request) error {
	p, err := s.instrumentPage(r)
	if err != nil {
		return err
	}
	in := app.CompleteInput{Right: r.PostFormValue("right"), Sure: r.PostFormValue("sure") != ""}
	for k := range p.View.Instrument.Items {
		in.Texts = append(in.Texts, strings.TrimSpace(r.PostFormValue(field(k))))
	}
	for k := range p.Labels {
		in.Labels = append(in.Labels, r.PostFormValue(labelField(k)))
	}
	err = s.App.CompleteInstrument(r.Context(), who(r), r.PathValue("instrument"), version(r), in)
	if err == nil {
		return s.saved(w, r, "/instruments/"+r.PathValue("instrument"))
	}
	if !mendable(err) {
		return err
	}
	p.Texts, p.Labels, p.Right, p.Sure, p.Page = in.Texts, in.Labels, in.Right, in.Sure, p.wrongly(err)
	return s.show(w, statusOf(err), p.Page, p.View.Instrument.Title, instrumentSheet(p))
}

func labelField(k int) string { return strings.Replace(field(k), "item.", "label.", 1) }
