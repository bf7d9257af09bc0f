package web

import (
	"net/http"
	"strconv"
	"strings"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/practice"
	"groupwork/watch"
)

// FlagsPage is the flags of a group. Asked is the flag whose form was wrong.
type FlagsPage struct {
	Page
	View app.FlagsView
	In   app.AnswerFlag
}

// GroupPath is a path below the group.
func (p FlagsPage) GroupPath(rest string) string { return "/groups/" + string(p.View.Group.ID) + rest }

// Says is a flag in the language of the page, or in the agency's own words where it has its own.
func (p FlagsPage) Says(r app.FlagRow) string {
	if r.Own {
		return r.Flag.Says
	}
	return p.Say(practice.FlagKey(r.Flag.ID))
}

// Does is one thing to do about a flag.
func (p FlagsPage) Does(r app.FlagRow, i int) string {
	was := p.View.Original[r.Flag.ID].Do
	if i < len(was) && was[i] == r.Flag.Do[i] {
		return p.Say(practice.FlagDoKey(r.Flag.ID, i))
	}
	return r.Flag.Do[i]
}

// Metric is what a metric is called.
func (p Page) Metric(all map[string]practice.Metric, id string) string {
	m, ok := all[id]
	if !ok {
		return id
	}
	name := p.Say(m.MetricKey())
	if how, found := strings.CutPrefix(id, m.Ask+"_"); found && m.Ask != "" {
		return name + " (" + p.Say("watch.how."+how) + ")"
	}
	return name
}

// Datum is one metric behind a flag, in words: a series by its last four values.
func (p FlagsPage) Datum(d watch.Datum) string {
	name := p.Metric(p.View.Metrics, d.Metric)
	switch x := d.Value.(type) {
	case float64:
		return name + ": " + p.Number(x, 1)
	case []float64:
		var all []string
		for _, one := range x[max(0, len(x)-4):] {
			all = append(all, p.Number(one, 1))
		}
		return name + ": " + strings.Join(all, " → ")
	case bool:
		if x {
			return name + ": " + p.Say("watch.yes")
		}
		return name + ": " + p.Say("watch.no")
	}
	return name
}

// Lacks says what a rule needs before it can say anything.
func (p FlagsPage) Lacks(r app.FlagRow) string {
	if r.Wait > 0 {
		return p.Say("watch.needs.meetings", "n", r.Wait)
	}
	return p.Needs(p.View.Metrics, r.Missing)
}

// Needs names what is missing.
func (p Page) Needs(metrics map[string]practice.Metric, missing []string) string {
	if len(missing) == 0 {
		return p.Say("watch.needs.more")
	}
	var names []string
	for _, id := range missing {
		if metrics[id].Needs != "" {
			return p.Say("watch.needs.never")
		}
		names = append(names, quoted(p.Metric(metrics, id)))
	}
	return p.Say("watch.needs", "what", strings.Join(names, ", "))
}

// quoted puts a name into quotes; one that quotes a sentence of the group has them already.
func quoted(name string) string {
	if strings.ContainsAny(name, "“«\"") {
		return name
	}
	return "“" + name + "”"
}

// Wrongly tells whether the wrong form was the one of this flag.
func (p FlagsPage) Wrongly(r app.FlagRow) bool {
	return len(p.Wrong) > 0 && p.In.Flag == r.Flag.ID && p.In.Stay == string(r.Stay)
}

// Mark is what tells the forms of one page apart.
func Mark(r app.FlagRow) string { return plainMark(r.Flag.ID + "-" + string(r.Stay)) }

func plainMark(s string) string { return strings.ToLower(s) }

func (s *Site) showFlags(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Flags(r.Context(), who(r), groupID(r))
	if err != nil {
		return err
	}
	p := FlagsPage{Page: s.page(r), View: v}
	return s.show(w, http.StatusOK, p.Page, p.Say("watch.flags"), flagsSheet(p))
}

func (s *Site) answerFlag(w http.ResponseWriter, r *http.Request) error {
	in := app.AnswerFlag{Flag: r.PostFormValue("flag"), Stay: r.PostFormValue("stay"), What: r.PostFormValue("what"),
		Text: r.PostFormValue("text"), Until: r.PostFormValue("until")}
	err := s.App.AnswerFlag(r.Context(), who(r), groupID(r), in)
	if err == nil {
		return s.saved(w, r, "/groups/"+r.PathValue("id")+"/flags")
	}
	if !mendable(err) {
		return err
	}
	v, again := s.App.Flags(r.Context(), who(r), groupID(r))
	if again != nil {
		return again
	}
	p := FlagsPage{Page: s.page(r).wrongly(err), View: v, In: in}
	return s.show(w, statusOf(err), p.Page, p.Say("watch.flags"), flagsSheet(p))
}

// WeekPage is a supervisor's week.
type WeekPage struct {
	Page
	View app.WeekView
}

// Says is a flag in the language of the page.
func (p WeekPage) Says(r app.FlagRow) string { return FlagsPage{Page: p.Page}.Says(r) }

// Unseen names who was not seen.
func (p WeekPage) Unseen(g app.WeekGroup) string {
	var names []string
	for _, n := range g.Unseen {
		names = append(names, isolated(n.Reveal()))
	}
	return strings.Join(names, ", ")
}

func (s *Site) showWeek(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Week(r.Context(), who(r))
	if err != nil {
		return err
	}
	p := WeekPage{s.page(r), v}
	return s.show(w, http.StatusOK, p.Page, p.Say("watch.week"), weekSheet(p))
}

// decimal reads a number that may be empty. What is none gives ok == false.
func decimal(text string) (x float64, given, ok bool) {
	text = strings.TrimSpace(strings.ReplaceAll(text, ",", "."))
	if text == "" {
		return 0, false, true
	}
	x, err := strconv.ParseFloat(text, 64)
	return x, true, err == nil && x == x && x-x == 0
}

// unread is the error of fields that hold no number.
func unread(names []string) error {
	if len(names) == 0 {
		return nil
	}
	e := &fault.Error{Kind: fault.Invalid, Op: "web.watch"}
	for _, n := range names {
		e.Fields = append(e.Fields, fault.Field{Name: n, Key: "watch.number"})
	}
	return e
}
