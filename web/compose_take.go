package web

import (
	"bytes"
	"net/http"
	"net/url"
	"slices"

	"groupwork/compose"
	"groupwork/compose/roster"
	"groupwork/fault"
)

// takeDraft hands the groups out as a table, CSV, JSON or a picture. Reasons stay on the page: what a placement is worth
// is nobody else's matter.
func (s *Site) takeDraft(w http.ResponseWriter, r *http.Request) error {
	d, err := s.draftPage(r)
	if err != nil {
		return err
	}
	if d.Draft.Plan == nil {
		return fault.New(fault.Missing, "web.takeDraft", "")
	}
	p := *d.Draft.Composed // with names, for the file alone
	p.People = nil
	for x := range d.Draft.Names {
		p.People = append(p.People, d.Name(x))
	}
	a := *d.Draft.Answer
	a.Group, a.Score = d.Draft.Plan, d.Draft.Score
	if len(d.Draft.Moves) > 0 {
		a.Proven, a.Bound = false, 100
	}
	var b bytes.Buffer
	kind := ""
	switch r.PathValue("form") {
	case "groups.csv":
		kind, err = "text/csv; charset=utf-8", roster.CSV(&b, &p, a.Group)
	case "groups.json":
		kind, err = "application/json", d.record(&p, &a).JSON(&b)
	case "groups.txt":
		kind, err = "text/plain; charset=utf-8", roster.Table(&b, &p, &a)
	case "groups.svg":
		kind = "image/svg+xml"
		b.WriteString(roster.Picture(&p, &a, d.shown(r.URL.Query().Get("colour"), compose.Mixed, compose.Balance, compose.Company)))
	default:
		err = fault.New(fault.Missing, "web.takeDraft", "")
	}
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", `attachment; filename="`+r.PathValue("form")+`"`)
	_, _ = w.Write(b.Bytes())
	return nil
}

// queried makes a value fit for an address.
func queried(value string) string { return url.QueryEscape(value) }

// record is the groups with rules, seed and hand moves; nobody decided yet.
func (d draftPage) record(p *compose.Problem, a *compose.Answer) roster.Record {
	rec := roster.NewRecord(p, a)
	for _, m := range slices.Concat(d.Draft.Earlier, d.Draft.Moves) {
		rec.HandMoves = append(rec.HandMoves, d.moveWords(m)) // without points: a file may go to others
	}
	return rec
}
