package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"groupwork/app"
	"groupwork/measure"
	"groupwork/survey"
)

// MeasuresPage is what a group answers, and the ways to what it tells.
type MeasuresPage struct {
	Page
	View app.MeasuresView
}

// Path is a path below the group's.
func (p MeasuresPage) Path(below string) string { return "/groups/" + string(p.View.Group.ID) + below }

// Calendar says when an instrument is asked.
func (p Page) Calendar(a survey.Asking) string {
	var parts []string
	if a.First {
		parts = append(parts, p.Say("measure.calendar.first"))
	}
	if a.Every > 0 {
		parts = append(parts, p.Say("measure.calendar.every", "n", a.Every))
	}
	if a.End {
		parts = append(parts, p.Say("measure.calendar.end"))
	}
	return strings.Join(parts, " · ")
}

func askingPath(id survey.ID, below string) string { return "/askings/" + string(id) + below }

func answersPath(id survey.ID, o app.Occasion) string {
	return askingPath(id, "/answers/"+string(o.Session))
}

// Number writes a number in the person's language, with at most so many digits after the point.
func (p Page) Number(v float64, digits int) string {
	text := strconv.FormatFloat(v, 'f', digits, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if text == "-0" {
		text = "0"
	}
	places := 0
	if _, after, ok := strings.Cut(text, "."); ok {
		places = len(after)
	}
	exact, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	return p.dates.FmtNumber(exact, uint64(places))
}

// WithSign writes a change with its sign, which stays before the number in every script.
func (p Page) WithSign(v float64, digits int) string {
	text := p.Number(v, digits)
	if v > 0 && text != "0" {
		text = "+" + text
	}
	return "\u2066" + text + "\u2069"
}

// Maybe writes a number, or a dash where there is none.
func (p Page) Maybe(n measure.Number, digits int) string {
	if !n.OK {
		return "–"
	}
	return p.Number(n.Value, digits)
}

// BandWord says the name of a band in words; one that no catalogue knows stands as it is.
func (p Page) BandWord(label string) string {
	return strings.ReplaceAll(label, "_", " ")
}

func (s *Site) showMeasures(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Measures(r.Context(), who(r), groupID(r))
	if err != nil {
		return err
	}
	p := MeasuresPage{s.page(r), v}
	return s.show(w, http.StatusOK, p.Page, p.Say("measure.title"), measuresSheet(p))
}

// ChooseMeasurePage adds an instrument.
type ChooseMeasurePage struct {
	MeasuresPage
	In    app.AskInput
	Every string
}

// Rhythm are the usual distances.
func (p ChooseMeasurePage) Rhythm() []option {
	all := []option{{Value: "0", Label: p.Say("measure.every.never")}}
	for _, n := range []int{1, 2, 3, 4, 6} {
		all = append(all, option{Value: strconv.Itoa(n), Label: p.Say("measure.calendar.every", "n", n)})
	}
	return all
}

// Chosen tells whether a member is ticked.
func (p ChooseMeasurePage) Chosen(id string) bool {
	for _, s := range p.In.Stays {
		if s == id {
			return true
		}
	}
	return false
}

// Ready are the instruments that can be asked now, or those that need the agency first.
func (p ChooseMeasurePage) Ready(ready bool) []app.ShelfCard {
	var all []app.ShelfCard
	for _, c := range p.View.Shelf {
		if c.Ready == ready {
			all = append(all, c)
		}
	}
	return all
}

func (s *Site) chooseMeasurePage(r *http.Request) (ChooseMeasurePage, error) {
	if _, err := s.groupToEdit(r); err != nil {
		return ChooseMeasurePage{}, err
	}
	v, err := s.App.Measures(r.Context(), who(r), groupID(r))
	return ChooseMeasurePage{MeasuresPage: MeasuresPage{s.page(r), v}, In: app.AskInput{First: true, End: true}, Every: "4"}, err
}

func (s *Site) showChooseMeasure(w http.ResponseWriter, r *http.Request) error {
	p, err := s.chooseMeasurePage(r)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, p.Page, p.Say("measure.choose"), chooseMeasureSheet(p))
}

func (s *Site) chooseMeasure(w http.ResponseWriter, r *http.Request) error {
	in := app.AskInput{Instrument: r.PostFormValue("instrument"), First: r.PostFormValue("first") != "", End: r.PostFormValue("end") != "",
		Every: max(0, number(r, "every")), Stays: r.PostForm["stays"]}
	_, err := s.App.Ask(r.Context(), who(r), groupID(r), in)
	if err == nil {
		return s.saved(w, r, "/groups/"+r.PathValue("id")+"/measures")
	}
	if !mendable(err) {
		return err
	}
	p, failed := s.chooseMeasurePage(r)
	if failed != nil {
		return failed
	}
	p.In, p.Every, p.Page = in, r.PostFormValue("every"), p.wrongly(err)
	return s.show(w, statusOf(err), p.Page, p.Say("measure.choose"), chooseMeasureSheet(p))
}

func (s *Site) stopAsking(w http.ResponseWriter, r *http.Request) error {
	id := survey.ID(r.PathValue("id"))
	v, err := s.App.Picture(r.Context(), who(r), id)
	if err != nil {
		return err
	}
	if err := s.App.StopAsking(r.Context(), who(r), id, version(r)); err != nil {
		return err
	}
	return s.saved(w, r, "/groups/"+string(v.Group.ID)+"/measures")
}

// PicturePage is the group's answers to one instrument.
type PicturePage struct {
	Page
	View app.PictureView
}

// Line draws one scale of the group: means with a band of one standard deviation.
func (p PicturePage) Line(s survey.ScalePicture) LinePicture {
	l := newLine(p.Page, s.Scale, s.Low, s.High)
	for _, one := range s.Spreads {
		at := linePoint{Number: one.Number, At: one.At, Score: one.Mean}
		if one.Mean.OK {
			at.Low, at.High = measure.Some(max(s.Low, one.Mean.Value-one.SD.Value)), measure.Some(min(s.High, one.Mean.Value+one.SD.Value))
		}
		l.points = append(l.points, at)
	}
	return l.draw("group")
}

func (s *Site) showPicture(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Picture(r.Context(), who(r), survey.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	p := PicturePage{s.page(r), v}
	return s.show(w, http.StatusOK, p.Page, v.Instrument.Title, pictureSheet(p))
}

// InteractionPage is how a group helped each other, in numbers.
type InteractionPage struct {
	Page
	View app.InteractionView
}

// Share is a share as a percentage.
func (p Page) Share(v float64) string { return p.Say("measure.percent", "share", p.Number(100*v, 0)) }

// Span is the time that a picture looks back on.
func (p InteractionPage) Span() string {
	if p.View.From.IsZero() {
		return ""
	}
	return p.Date(p.View.From) + " – " + p.Date(p.View.To)
}

func (s *Site) showInteraction(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Interaction(r.Context(), who(r), groupID(r))
	if err != nil {
		return err
	}
	p := InteractionPage{s.page(r), v}
	return s.show(w, http.StatusOK, p.Page, p.Say("measure.interaction"), interactionSheet(p))
}

// Day is a date as the browser's date field wants it.
func (p Page) Day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(p.zone).Format(time.DateOnly)
}
