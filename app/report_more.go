package app

import (
	"slices"

	"groupwork/activity"
	"groupwork/goal"
	"groupwork/group"
	"groupwork/practice"
	"groupwork/private"
	"groupwork/report"
	"groupwork/survey"
	"groupwork/watch"
)

// reportMore adds what goals, instruments, the pack's indicators and activities tell.
func (h *House) reportMore(a *at, g group.Group, v *reported) error {
	if err := v.aims(a, g); err != nil {
		return err
	}
	if err := v.measured(a, g); err != nil {
		return err
	}
	w, err := h.watch(a, g)
	if err != nil {
		return err
	}
	for _, i := range watch.Indicators(w.rules, w.measured) {
		if i.Indicator.Of == "group" && i.Defined {
			one := report.Watched{ID: i.Indicator.ID, Key: practice.IndicatorKey(i.Indicator.ID), Value: i.Value, Percent: i.Indicator.Percent, Good: string(i.Good)}
			if slices.Contains(g.Borrowed, one.ID) && i.Book != g.Model() {
				one.From = i.Book
			}
			v.facts.Watched = append(v.facts.Watched, one)
		}
	}
	for _, m := range w.facts.Meetings {
		for _, r := range w.facts.Readings {
			if due, ok := r.Values["promises_due"]; ok && r.Session == m.ID { // the first who counted
				v.facts.Due, v.facts.Kept = v.facts.Due+int(due), v.facts.Kept+int(r.Values["promises_kept"])
				break
			}
		}
	}
	uses, err := a.UsesIn(a.ctx, g.ID)
	if err != nil {
		return err
	}
	shelf, err := h.activities()
	if err == nil {
		v.used(uses, shelf, g.Model())
	}
	return err
}

// aims sums the goals up, level by level, and each member's own.
func (v *reported) aims(a *at, g group.Group) error {
	courses, err := a.courses(g.ID)
	if err != nil {
		return err
	}
	for _, level := range goal.Levels {
		v.facts.Aims = append(v.facts.Aims, summed(goal.Sum(level, courses)))
	}
	for i := range v.facts.Members {
		stay := v.facts.Members[i].Stay.ID
		sum := goal.Sum(goal.Individual, slices.DeleteFunc(slices.Clone(courses), func(c goal.Course) bool { return c.Goal.Stay != stay }))
		if len(sum.Each) > 0 {
			sum.Report = sum.Each[0].Report
		}
		v.facts.Members[i].Aims = summed(sum)
		for _, c := range courses {
			if c.Goal.Stay != stay || !c.Goal.Main {
				continue
			}
			for _, r := range c.Readings {
				v.facts.Members[i].Read = append(v.facts.Members[i].Read, report.GoalRead{At: r.At, Step: r.Step})
			}
		}
	}
	return nil
}

func summed(s goal.Summary) report.Aims {
	return report.Aims{Level: string(s.Level), Goals: s.Used, Open: s.Open, Not: s.Not, Spread: s.Spread, T: s.Report.T.Value, HasT: s.Report.T.OK}
}

// measured counts, for every instrument, whose first scale got better, worse or neither.
func (v *reported) measured(a *at, g group.Group) error {
	askings, err := a.AskingsIn(a.ctx, g.ID)
	if err != nil {
		return err
	}
	by, order := map[string]map[group.StayID][]survey.Sheet{}, []string(nil)
	for _, one := range askings {
		sheets, err := a.SheetsIn(a.ctx, one.ID)
		if err != nil {
			return err
		}
		if by[one.Instrument] == nil {
			by[one.Instrument], order = map[group.StayID][]survey.Sheet{}, append(order, one.Instrument)
		}
		for _, s := range sheets {
			by[one.Instrument][s.Stay] = append(by[one.Instrument][s.Stay], s)
		}
	}
	for _, id := range order {
		ins, err := a.instrument(id)
		if err != nil {
			return err
		}
		m := report.Measure{Title: ins.Title}
		for _, sheets := range by[id] {
			if c := survey.CourseOf(ins, sheets, 0, nil); len(c.Lines) > 0 {
				count(&m, c.Lines[0].Outcome)
			}
		}
		v.facts.Measures = append(v.facts.Measures, m)
	}
	return nil
}

func count(m *report.Measure, o survey.Outcome) {
	switch o {
	case survey.Recovered, survey.Improved:
		m.Better, m.Published = m.Better+1, true
	case survey.WithinError:
		m.Same, m.Published = m.Same+1, true
	case survey.Deteriorated:
		m.Worse, m.Published = m.Worse+1, true
	case survey.OwnBetter:
		m.Better++
	case survey.OwnSame:
		m.Same++
	case survey.OwnWorse:
		m.Worse++
	case survey.Moved:
		m.NoDirection = true
	default:
		m.Few++
	}
}

// used puts the activities of the plans together with how they were rated.
func (v *reported) used(uses []activity.Use, shelf *activity.Shelf, model string) {
	at := map[string]int{}
	for _, b := range v.blocks {
		if b.Activity == "" {
			continue
		}
		if _, known := at[b.Activity]; !known {
			at[b.Activity] = len(v.facts.Used)
			one, _ := shelf.Find(b.Activity)
			v.facts.Used = append(v.facts.Used, report.Used{Name: private.Of(b.What), From: one.LentBy(model)})
		}
		v.facts.Used[at[b.Activity]].Meetings++
	}
	total := map[string]activity.Use{}
	for _, u := range uses {
		sum := total[u.Activity]
		for value, n := range u.Ratings {
			sum.Ratings[value] += n
		}
		total[u.Activity] = sum
	}
	for id, i := range at {
		u := &v.facts.Used[i]
		u.Rated = total[id].Answers()
		u.Middle, u.HasRated = total[id].Middle()
	}
}
