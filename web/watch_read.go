package web

import (
	"net/http"
	"strings"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/practice"
	"groupwork/session"
	"groupwork/watch"
)

// ReadingPage is what a worker notes for a meeting or once for a group.
type ReadingPage struct {
	Page
	View   app.ReadingView
	Action string
	Typed  map[string]string // what stands in the form
}

// Value is what stands in a field.
func (p ReadingPage) Value(name string) string { return p.Typed[name] }

// Named says an answer's name: the ask, and about whom.
func (p ReadingPage) Named(name string) string {
	if rest, sign := strings.CutPrefix(name, "sign."); sign {
		phase, id, _ := strings.Cut(rest, ".")
		return p.Say(practice.SignKey(p.View.Pack.PhaseBook, phase, id))
	}
	ask, stay, about := strings.Cut(name, "/")
	if !about {
		return p.Say(practice.AskKey(ask))
	}
	for _, m := range p.View.Members {
		if string(m.Stay) == stay {
			return p.Say(practice.AskKey(ask)) + " · " + isolated(m.Called.Reveal())
		}
	}
	return p.Say(practice.AskKey(ask))
}

// Range is the range of a number.
func (p ReadingPage) Range(a practice.Ask) string {
	return p.Say("watch.range", "from", p.Number(a.Low, 0), "to", p.Number(a.High, 0))
}

func (s *Site) readingPage(r *http.Request, v app.ReadingView) ReadingPage {
	p := ReadingPage{Page: s.page(r), View: v, Action: r.URL.Path, Typed: map[string]string{}}
	for name, x := range v.Own.Values {
		p.Typed[name] = strings.TrimSuffix(fixed(x), ".0")
	}
	return p
}

// fields are the names of every field of the page.
func (p ReadingPage) fields() (names []string) {
	for _, a := range p.View.Asks {
		names = append(names, a.ID)
	}
	for _, a := range p.View.Each {
		for _, m := range p.View.Members {
			names = append(names, watch.About(a.ID, m.Stay))
		}
	}
	for _, ph := range p.View.Pack.Phases {
		for _, sign := range ph.Signs {
			if p.View.Signs {
				names = append(names, watch.SignName(ph.ID, sign.ID))
			}
		}
	}
	return names
}

// SignsRead tells whether the signs were read, and not only something else of the meeting.
func (p ReadingPage) SignsRead() bool {
	for name := range p.View.Own.Values {
		if strings.HasPrefix(name, "sign.") {
			return true
		}
	}
	return p.Typed["signs"] != ""
}

// read takes the form: values, and the error of what is no number. A form that reads signs notes an unticked one as 0.
func (p ReadingPage) read(r *http.Request) (map[string]float64, error) {
	values, wrong := map[string]float64{}, []string(nil)
	for _, name := range p.fields() {
		text := r.PostFormValue(name)
		p.Typed[name] = text
		x, given, ok := decimal(text)
		switch {
		case !ok:
			wrong = append(wrong, name)
		case given:
			values[name] = x
		case strings.HasPrefix(name, "sign.") && r.PostFormValue("signs") != "":
			values[name] = 0
		}
	}
	return values, unread(wrong)
}

func (s *Site) showReading(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Reading(r.Context(), who(r), session.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	p := s.readingPage(r, v)
	return s.show(w, http.StatusOK, p.Page, p.Say("watch.reading"), readingForm(p))
}

func (s *Site) noteReading(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Reading(r.Context(), who(r), session.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	p := s.readingPage(r, v)
	values, err := p.read(r)
	if err == nil {
		err = s.App.NoteReading(r.Context(), who(r), v.Session, version(r), values)
	}
	return s.keptReading(w, r, p, err, r.URL.Path)
}

func (s *Site) keptReading(w http.ResponseWriter, r *http.Request, p ReadingPage, err error, to string) error {
	if err == nil {
		return s.saved(w, r, to)
	}
	if !mendable(err) {
		return err
	}
	p.Page = p.wrongly(err)
	return s.show(w, statusOf(err), p.Page, p.Say("watch.reading"), readingForm(p))
}

func (s *Site) showChecklist(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Checklist(r.Context(), who(r), groupID(r))
	if err != nil {
		return err
	}
	p := s.readingPage(r, v)
	return s.show(w, http.StatusOK, p.Page, p.Say("watch.checklist"), readingForm(p))
}

func (s *Site) noteChecklist(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Checklist(r.Context(), who(r), groupID(r))
	if err != nil {
		return err
	}
	p := s.readingPage(r, v)
	values, err := p.read(r)
	if err == nil {
		err = s.App.NoteChecklist(r.Context(), who(r), v.Group.ID, version(r), values)
	}
	return s.keptReading(w, r, p, err, r.URL.Path)
}

// IndicatorsPage is what the packs of a group look at.
type IndicatorsPage struct {
	Page
	View app.IndicatorsView
}

// Amount writes a value of an indicator.
func (p Page) Amount(i practice.Indicator, x float64) string {
	if i.Percent {
		return p.Share(x)
	}
	return p.Number(x, 1)
}

// Dot is one value of a small line, with where it stands.
type Dot struct{ X, Y float64 }

// Small is a small picture: a line, and the lowest beside it.
func Small(i practice.Indicator, s []float64) (dots []Dot) {
	for k, x := range s {
		at := 12.0
		if len(s) > 1 {
			at += 216 * float64(k) / float64(len(s)-1)
		}
		share := min(1, max(0, (x-i.Low)/(i.High-i.Low)))
		dots = append(dots, Dot{at, 52 - 44*share})
	}
	return dots
}

// Points writes dots for a polyline.
func Points(dots []Dot) string {
	var b strings.Builder
	for _, d := range dots {
		b.WriteString(fixed(d.X) + "," + fixed(d.Y) + " ")
	}
	return b.String()
}

// SaidSeries is a small picture in words.
func (p Page) SaidSeries(i practice.Indicator, s []float64) string {
	var all []string
	for _, x := range s {
		all = append(all, p.Amount(i, x))
	}
	return p.Say("watch.series", "values", strings.Join(all, " → "))
}

// BarWidth is how far a value reaches, of a hundred.
func BarWidth(i practice.Indicator, x float64) string {
	return fixed(100 * min(1, max(0, (x-i.Low)/(i.High-i.Low))))
}

// Called is what a member is called.
func (p IndicatorsPage) Called(id group.StayID) string { return p.View.Called[id].Reveal() }

func (s *Site) showIndicators(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Indicators(r.Context(), who(r), groupID(r))
	if err != nil {
		return err
	}
	p := IndicatorsPage{s.page(r), v}
	return s.show(w, http.StatusOK, p.Page, p.Say("watch.indicators"), indicatorsSheet(p))
}

func (s *Site) borrowIndicators(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return fault.New(fault.Invalid, "web.borrowIndicators", "web.form")
	}
	if err := s.App.BorrowIndicators(r.Context(), who(r), groupID(r), version(r), r.PostForm["borrow"]); err != nil {
		return err
	}
	return s.saved(w, r, r.URL.Path)
}
