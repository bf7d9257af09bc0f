package app

import (
	"slices"
	"time"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/overlay"
	"groupwork/practice"
	"groupwork/session"
	"groupwork/store"
	"groupwork/survey"
	"groupwork/watch"
)

// watched is a group as its packs look at it.
type watched struct {
	group    group.Group
	facts    watch.Facts
	rules    []practice.Rules
	measured watch.Measured
	heads    []store.SessionHead
	record   record
}

// asks are what the rules in force ask for.
func asksOf(rules []practice.Rules) (all []practice.Ask) {
	for _, r := range rules {
		all = append(all, r.Asks...)
	}
	return all
}

// watch gathers what is known of a group and measures it by the rules in force: core, its model and what lies over it,
// each in the agency's own version where one runs.
func (h *House) watch(a *at, g group.Group) (w watched, err error) {
	w.group = g
	if w.record.stays, err = a.StaysIn(a.ctx, g.ID); err != nil {
		return w, err
	}
	if err = w.record.read(a, g); err != nil {
		return w, err
	}
	if w.heads, err = a.SessionsIn(a.ctx, g.ID); err != nil {
		return w, err
	}
	w.facts = watch.Facts{At: a.now, Group: g, Stays: w.record.stays, Planned: g.Schedule.Count, Access: map[group.StayID]bool{}, Phase: h.stageBeside}
	for _, st := range w.record.stays {
		w.facts.Access[st.ID] = !w.record.persons[st.Person].Access.Empty()
	}
	if w.facts.Goals, err = a.goalsRead(g.ID); err != nil {
		return w, err
	}
	if w.facts.Readings, err = a.ReadingsIn(a.ctx, g.ID); err != nil {
		return w, err
	}
	if w.facts.Leaves, err = a.LeavesIn(a.ctx, g.ID); err != nil {
		return w, err
	}
	if w.facts.Meetings, err = a.watchedMeetings(w.heads, w.record.stays, w.facts.Leaves); err != nil {
		return w, err
	}
	tasks, err := a.TeamTasksIn(a.ctx, g.ID)
	if err != nil {
		return w, err
	}
	w.facts.Tasks = watchedTasks(tasks)
	if err := a.watchTherapy(&w); err != nil {
		return w, err
	}
	profile, _ := h.Library.Profile(a.agency.Profile)
	for _, head := range w.heads {
		if head.State == session.Held && head.NotesSigned < head.NotesAll {
			w.facts.NoteLate = max(w.facts.NoteLate, a.now.Sub(ends(head))-time.Duration(profile.SignHours)*time.Hour)
		}
	}
	if w.rules, err = h.rulesOf(a, g, w.facts.Leaves); err != nil {
		return w, err
	}
	w.measured = watch.Measure(w.facts, asksOf(w.rules))
	return w, nil
}

// goalsRead gives the last reading of every member's main goal.
func (a *at) goalsRead(id group.ID) (map[group.StayID]watch.GoalRead, error) {
	courses, err := a.courses(id)
	read := map[group.StayID]watch.GoalRead{}
	for _, c := range courses {
		if n := len(c.Readings); c.Goal.Main && c.Goal.Ended.IsZero() && n > 0 {
			read[c.Goal.Stay] = watch.GoalRead{At: c.Readings[n-1].At, Step: c.Readings[n-1].Step}
		}
	}
	return read, err
}

func (h *House) stageBeside(model, phase string) (string, bool) {
	phases, _ := h.Library.PhasesOf(model)
	for _, one := range phases {
		if one.ID == phase {
			return one.Stage, true
		}
	}
	return "", false
}

// rulesOf gives the rules in force for a group.
func (h *House) rulesOf(a *at, g group.Group, leaves []overlay.Leaf) (all []practice.Rules, err error) {
	forks, err := a.RunningForks(a.ctx)
	if err != nil {
		return nil, err
	}
	var borrowed []practice.Rules
	for _, book := range h.Library.RuleBooks() {
		model := book != "core" && !slices.Contains(overlay.Overlays(), book)
		if model && book != g.Model() {
			if lent := h.Library.Lends(h.inForce(book, forks), g.Borrowed); len(lent.Indicators) > 0 {
				borrowed = append(borrowed, lent)
			}
			continue
		}
		if slices.Contains(overlay.Overlays(), book) && !overlay.Lies(leaves, book) {
			continue
		}
		all = append(all, h.inForce(book, forks))
	}
	return append(all, borrowed...), nil
}

// inForce is a pack's own rules, or the agency's version of them. One that no longer reads, because the house has
// changed under it, does not run: the pack does.
func (h *House) inForce(book string, forks []watch.Fork) practice.Rules {
	rules, _ := h.Library.Rules(book)
	for _, f := range forks {
		if f.Pack != book {
			continue
		}
		if own, err := h.Library.ReadRules(book, f.Rules); err == nil {
			return own
		}
	}
	return rules
}

// watchedMeetings folds every meeting that was held.
func (a *at) watchedMeetings(heads []store.SessionHead, stays []group.Stay, leaves []overlay.Leaf) (all []watch.Meeting, err error) {
	var ids []session.ID
	for _, head := range heads {
		if head.State == session.Held {
			ids = append(ids, head.ID)
		}
	}
	entries, err := a.EntriesOf(a.ctx, ids)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		s, err := a.Session(a.ctx, id)
		if err != nil {
			return nil, err
		}
		m := watch.Meeting{ID: id, Number: s.Number, Starts: s.Starts, Fold: session.Fold(s, rosterSeats(stays, s, entries[id], a), entries[id])}
		marks := followedUp(dueOf(entries[id]), id, leaves)
		m.Safety = slices.ContainsFunc(marks, func(d DueAfter) bool { return d.About == DueSafety })
		m.Due = m.Safety && len(open(marks, DueSafety)) == 0
		for _, d := range decisionsOf(entries[id]) {
			if d.How != "" {
				m.Methods = append(m.Methods, d.How)
			}
		}
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b watch.Meeting) int { return a.Starts.Compare(b.Starts) })
	return all, nil
}

func watchedTasks(tasks []survey.Task) (all []watch.Task) {
	slices.SortFunc(tasks, func(a, b survey.Task) int { return a.Held.Compare(b.Held) })
	for _, t := range tasks {
		r, ok := t.Result()
		if !ok {
			continue
		}
		one := watch.Task{Loss: r.Whole.OverMean < 0, After: r.AfterOf}
		if r.AfterOf > 0 {
			one.Worse = float64(r.Worse) / float64(r.AfterOf)
		}
		for _, l := range r.Lines {
			if l.Alone > 0 && !l.Group {
				one.Lost += 1 / float64(len(r.Lines))
			}
		}
		all = append(all, one)
	}
	return all
}

// unblocked refuses an act that a gate, a check or a stop stands in the way of: it says which, why, and on which page it
// is mended.
func (h *House) unblocked(a *at, g group.Group, act string) error {
	w, err := h.watch(a, g)
	if err != nil {
		return err
	}
	var c fault.Check
	for _, b := range watch.Blocked(w.rules, w.measured, act) {
		key, page := "watch.stops."+b.Kind, "/groups/"+string(g.ID)+"/checklist"
		if b.Open {
			key = "watch.stops.open"
		}
		if b.Kind == "flag" {
			page = "/groups/" + string(g.ID) + "/flags"
		}
		c.Want(false, "", key, "says", b.Key, "mend", page)
	}
	return c.Err("app.unblocked")
}

// gatesBefore are the gates before an act that are not passed.
func (h *House) gatesBefore(a *at, g group.Group, act string) ([]watch.Gate, error) {
	w, err := h.watch(a, g)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(watch.Gates(w.rules, w.measured), func(one watch.Gate) bool { return one.Gate.Act != act || one.State == watch.Passed }), nil
}

// follow brings the notices of a group up to what is found now.
func (h *House) follow(a *at, w watched) ([]watch.Notice, error) {
	have, err := a.NoticesIn(a.ctx, w.group.ID)
	if err != nil {
		return nil, err
	}
	number := 0
	if n := len(w.facts.Meetings); n > 0 {
		number = w.facts.Meetings[n-1].Number
	}
	for _, n := range watch.Follow(have, watch.Look(w.rules, w.measured), w.group.ID, number, a.now, h.NewID) {
		saved, err := a.SaveNotice(a.ctx, n)
		if err != nil {
			return nil, err
		}
		if i := slices.IndexFunc(have, func(old watch.Notice) bool { return old.ID == n.ID }); i >= 0 {
			have[i] = saved
		} else {
			have = append(have, saved)
		}
	}
	return have, nil
}
