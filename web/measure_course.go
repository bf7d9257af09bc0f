package web

import (
	"net/http"
	"strconv"

	"groupwork/app"
	"groupwork/measure"
	"groupwork/survey"
)

// CoursePage is a member's scores over the meetings.
type CoursePage struct {
	Page
	View app.CourseView
}

// Line draws one scale with its band of measurement error.
func (p CoursePage) Line(c survey.Course, l survey.Line) LinePicture {
	m := newLine(p.Page, l.Scale, l.Low, l.High)
	for _, at := range l.Points {
		if at.Other {
			continue
		}
		m.points = append(m.points, linePoint{Number: at.Number, At: at.At, Score: at.Score, Low: at.Low, High: at.High})
	}
	return m.draw(c.Instrument.ID)
}

// Banded tells whether any score has a band.
func (p CoursePage) Banded(l survey.Line) bool {
	for _, at := range l.Points {
		if at.Low.OK {
			return true
		}
	}
	return false
}

// Outcome says first against last in one sentence.
func (p CoursePage) Outcome(l survey.Line) string {
	if !l.Change.OK {
		return p.Say("measure.outcome.too_few")
	}
	return p.Say("measure.outcome."+string(l.Outcome), "change", p.WithSign(l.Change.Value, 1))
}

// Reason says what the sentence rests on.
func (p CoursePage) Reason(l survey.Line) string {
	switch {
	case l.RCI.OK:
		return p.Say("measure.reason.error", "points", p.Number(l.Needed.Value, 1), "sample", isolated(l.Sample))
	case l.Needed.OK:
		return p.Say("measure.reason.published", "points", p.Number(l.Needed.Value, 1), "source", isolated(l.Sample))
	case l.Outcome == survey.TooFew:
		return ""
	}
	return p.Say("measure.reason.own")
}

// Tone is the colour of an outcome.
func (p CoursePage) Tone(o survey.Outcome) string {
	switch o {
	case survey.Recovered, survey.Improved:
		return "good"
	case survey.Deteriorated:
		return "alert"
	}
	return "plain"
}

// CutOff is a scale's cut-off with whose it is.
func (p CoursePage) CutOff(s measure.Scale) string {
	if !s.Line.OK {
		return ""
	}
	return p.Say("measure.cut", "line", p.cutOff(s), "name", isolated(s.LineName))
}

// Status says how a score came about, where that needs a word.
func (p CoursePage) Status(at survey.Point) string {
	switch {
	case at.Other:
		return p.Say("measure.status.other")
	case at.Status == measure.Prorated:
		return p.Say("measure.status.prorated", "n", at.Missing)
	case at.Status == measure.TooManyMissing:
		return p.Say("measure.status.too_many_missing", "n", at.Missing)
	}
	return ""
}

func (s *Site) showCourse(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Course(r.Context(), who(r), stayID(r))
	if err != nil {
		return err
	}
	p := CoursePage{s.page(r), v}
	return s.show(w, http.StatusOK, p.Page, p.Say("measure.course"), courseSheet(p))
}

// TaskPage is a team task: its form, or what it tells.
type TaskPage struct {
	Page
	View                         app.TaskView
	Title, Held, Right, Together string
	Alone, After                 map[int]string
	Action                       string
}

func seatField(way string, seat int) string { return way + "." + strconv.Itoa(seat) }
