package web

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"groupwork/access"
	"groupwork/app"
	"groupwork/report"
)

// reportRoutes are the end reports, the end sheets from which they draw, and the list of what did harm.
func reportRoutes() []Route {
	return []Route{
		{"GET", "/groups/{id}/reports", access.SeeReports, access.Record, Read, (*Site).showReports},
		{"GET", "/groups/{id}/reports/group", access.SeeReports, access.Record, Read, reportTo(report.ToGroup)},
		{"GET", "/groups/{id}/reports/funder", access.SeeReports, access.Record, Read, reportTo(report.ToFunder)},
		{"GET", "/groups/{id}/reports/public", access.SeeReports, access.Record, Read, reportTo(report.ToPublic)},
		{"GET", "/stays/{id}/report", access.SeeReports, access.Record, Read, (*Site).showMemberReport},
		{"GET", "/groups/{id}/ending", access.EditEnding, access.Record, Read, (*Site).showGroupEnding},
		{"POST", "/groups/{id}/ending", access.EditEnding, access.Record, Write, (*Site).saveGroupEnding},
		{"GET", "/stays/{id}/ending", access.EditEnding, access.Record, Read, (*Site).showMemberEnding},
		{"POST", "/stays/{id}/ending", access.EditEnding, access.Record, Write, (*Site).saveMemberEnding},
		{"GET", "/my/stays/{id}/report", access.ReadOwnReport, access.Record, Read, (*Site).showOwnReport},
		{"POST", "/my/stays/{id}/report", access.WriteOwnEnding, access.Record, Write, (*Site).saveOwnEnding},
		{"GET", "/groups/{id}/harms", access.SeeHarms, access.Record, Read, (*Site).showHarms},
		{"POST", "/groups/{id}/harms", access.RecordHarm, access.Record, Write, (*Site).recordHarm},
		{"POST", "/groups/{id}/harms/review", access.ReviewHarm, access.Record, Write, (*Site).reviewHarm},
	}
}

// ReportsPage is the way to every report of a group.
type ReportsPage struct {
	Page
	View app.ReportsView
}

// Path is a path below the group's.
func (p ReportsPage) Path(below string) string { return "/groups/" + string(p.View.Group.ID) + below }

// Works tells whether this person may fill in end sheets.
func (p ReportsPage) Works() bool { return works(p.View.Part) }

func (s *Site) showReports(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Reports(r.Context(), who(r), groupID(r))
	if err != nil {
		return err
	}
	p := ReportsPage{s.page(r), v}
	return s.show(w, http.StatusOK, p.Page, p.Say("report.title"), reportsSheet(p))
}

// ReportPage is one report, made to be printed.
type ReportPage struct {
	Page
	View app.ReportView
}

// Doc is the report.
func (p ReportPage) Doc() report.Document { return p.View.Document }

// Title says for whom the report is.
func (p ReportPage) Title() string { return p.Say("report.for." + string(p.Doc().Audience)) }

// Back is the page from which one came.
func (p ReportPage) Back() string { return "/groups/" + string(p.View.Group.ID) + "/reports" }

// Dated is a date with its year, as a paper needs it.
func (p Page) Dated(t time.Time) string { return p.dates.FmtDateLong(t.In(p.zone)) }

// Line says one line of a report.
func (p Page) Line(l report.Line) string {
	and := ", "
	if p.Lang == "ar" {
		and = "، "
	}
	return l.In(report.Speech{Say: p.Say, Day: p.Dated, And: and})
}

func reportTo(to report.Audience) func(s *Site, w http.ResponseWriter, r *http.Request) error {
	return func(s *Site, w http.ResponseWriter, r *http.Request) error {
		v, err := s.App.Report(r.Context(), who(r), groupID(r), to)
		if err != nil {
			return err
		}
		p := ReportPage{s.page(r), v}
		return s.show(w, http.StatusOK, p.Page, p.Title(), reportSheet(p))
	}
}

func (s *Site) showMemberReport(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.MemberReport(r.Context(), who(r), stayID(r))
	if err != nil {
		return err
	}
	p := ReportPage{s.page(r), v}
	return s.show(w, http.StatusOK, p.Page, p.Title(), reportSheet(p))
}

// The size of a picture, in its own units.
const (
	pictureWide = 640
	pictureHigh = 150
	pictureFoot = 22
	pictureHead = 16
)

// bar is one meeting in a picture.
type bar struct {
	Number, Value, Label string
	X, Middle, W         string
	Y, H, LowY           string
	HasLow, TooFew, None bool
}

// bars lays a picture out; in right-to-left languages the first meeting stands on the right.
func (p Page) bars(pic report.Picture) []bar {
	n := len(pic.Points)
	step := float64(pictureWide) / float64(max(n, 1))
	room := float64(pictureHigh - pictureFoot - pictureHead)
	height := func(v float64) float64 {
		if pic.Top <= 0 {
			return 0
		}
		return room * math.Max(0, math.Min(1, v/pic.Top))
	}
	short := func(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }
	var all []bar
	for i, pt := range pic.Points {
		at := float64(i)
		if p.Dir() == "rtl" {
			at = float64(n - 1 - i)
		}
		wide := math.Min(step*0.6, 34)
		h := math.Max(height(pt.Value), 1.5)
		value := pt.Value
		if pic.Title == "report.picture.levels" {
			value -= 2 // drawn from −2
		}
		b := bar{Number: strconv.Itoa(pt.Number), Value: short(value), HasLow: pt.HasLow, TooFew: pt.TooFew, None: pt.Nothing,
			X: short(at*step + (step-wide)/2), Middle: short(at*step + step/2), W: short(wide),
			Y: short(pictureHead + room - h), H: short(h), LowY: short(pictureHead + room - height(pt.Low))}
		switch {
		case pt.Nothing:
			b.Label = p.Say("report.point.none", "number", pt.Number)
		case pt.TooFew:
			b.Label = p.Say("report.point.few", "number", pt.Number)
		case pt.HasLow:
			b.Label = p.Say("report.point.low", "number", pt.Number, "value", short(value), "low", short(pt.Low))
		default:
			b.Label = p.Say("report.point", "number", pt.Number, "value", short(value))
		}
		all = append(all, b)
	}
	return all
}

// pictureTold says a picture in words.
func pictureTold(p Page, pic report.Picture) string {
	var all []string
	for _, b := range p.bars(pic) {
		all = append(all, b.Label)
	}
	return p.Say(pic.Title) + ". " + strings.Join(all, "; ")
}
