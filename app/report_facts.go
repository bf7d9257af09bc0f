package app

import (
	"slices"

	"groupwork/group"
	"groupwork/note"
	"groupwork/overlay"
	"groupwork/people"
	"groupwork/private"
	"groupwork/report"
	"groupwork/session"
	"groupwork/store"
	"groupwork/survey"
)

// debriefEffect is the debrief's prompt on intent and effect.
const debriefEffect = 2

// reported is a group's facts for its end reports, and who everybody is, for the name guard.
type reported struct {
	facts  report.Facts
	record record
	blocks []session.Block // parts of the plans of the meetings held
	leaves []overlay.Leaf
}

// reportFacts gathers everything that an end report may draw on.
func (h *House) reportFacts(a *at, g group.Group) (v reported, err error) {
	if v.record.stays, err = a.StaysIn(a.ctx, g.ID); err != nil {
		return v, err
	}
	if err := v.record.read(a, g); err != nil {
		return v, err
	}
	if v.leaves, err = a.LeavesIn(a.ctx, g.ID); err != nil {
		return v, err
	}
	v.facts = report.Facts{Model: g.Model(), Purpose: g.Purpose, Opened: g.Opened, Closed: g.Closed, Choices: g.Models,
		Contract: g.Contract, Clauses: h.pack(g).Contract.Clauses, Phases: g.Phases, End: map[string]private.Text{}}
	if v.facts.Meetings, v.blocks, err = a.reportMeetings(g, v.record.stays); err != nil {
		return v, err
	}
	ends := map[group.StayID]map[string]private.Text{}
	for _, l := range v.leaves {
		switch {
		case l.Kind == overlay.Ending && l.Stay != "":
			ends[l.Stay] = l.Fields
		case l.Kind == overlay.Ending:
			v.facts.End = l.Fields
		case l.Kind == overlay.Harm:
			v.facts.Harms = append(v.facts.Harms, report.Harm{At: l.Made, Kind: l.Field("kind"), What: l.Fields["what"], Done: l.Fields["done"]})
		}
	}
	for _, s := range v.record.stays {
		if s.Seat > 0 {
			v.facts.Members = append(v.facts.Members, report.Member{Stay: s, End: ends[s.ID], More: sharedGoals(v.leaves, s.ID)})
		}
	}
	slices.SortFunc(v.facts.Members, func(a, b report.Member) int { return a.Stay.Seat - b.Stay.Seat })
	tasks, err := a.TeamTasksIn(a.ctx, g.ID)
	for _, t := range tasks {
		if r, ok := t.Result(); ok {
			v.facts.Tasks = append(v.facts.Tasks, reportTask(t, r))
		}
	}
	v.facts.Overlays = overlaySections(v.leaves)
	if err != nil {
		return v, err
	}
	return v, h.reportMore(a, g, &v)
}

// reportTask says what became of doing something together.
func reportTask(t survey.Task, r survey.TaskResult) report.Task {
	one := report.Task{Title: t.Title, Held: t.Held, Mean: r.Whole.Mean, Best: r.Whole.Best, Group: r.Whole.Group, Items: len(r.Lines),
		After: r.After, AfterOf: r.AfterOf, Of: len(t.Rows), Class: "none"}
	for _, l := range r.Lines {
		if l.Loss {
			one.Lost++
		}
	}
	switch {
	case r.Whole.Strong:
		one.Class = "strong"
	case r.Whole.Weak:
		one.Class = "weak"
	case r.Whole.OverMean < 0:
		one.Class = "loss"
	}
	return one
}

// reportMeetings folds every meeting that was held.
func (a *at) reportMeetings(g group.Group, stays []group.Stay) (all []report.Meeting, blocks []session.Block, err error) {
	heads, err := a.SessionsIn(a.ctx, g.ID)
	if err != nil {
		return nil, nil, err
	}
	heads = slices.DeleteFunc(heads, func(head store.SessionHead) bool { return head.State != session.Held })
	ids := make([]session.ID, len(heads))
	for i, head := range heads {
		ids[i] = head.ID
	}
	entries, err := a.EntriesOf(a.ctx, ids)
	if err != nil {
		return nil, nil, err
	}
	for _, head := range heads {
		s, err := a.Session(a.ctx, head.ID)
		if err != nil {
			return nil, nil, err
		}
		blocks = append(blocks, s.Plan.Blocks...)
		r := record{session: s, stays: stays, entries: entries[s.ID]}
		r.meeting = session.Fold(s, rosterSeats(stays, s, r.entries, a), r.entries)
		r.leaveOpen(a)
		all = append(all, report.Meeting{Number: s.Number, Starts: s.Starts, Fold: r.meeting, Decisions: decisionsOf(r.entries),
			Intent: s.Plan.Intent, Effect: s.Debrief[debriefEffect], Process: s.Process})
	}
	return all, blocks, nil
}

// decisionsOf are the decisions that stand, with how they were taken.
func decisionsOf(entries []session.Entry) (all []report.Decision) {
	gone := map[session.EntryID]bool{}
	for _, e := range entries {
		gone[e.Corrects] = true
	}
	for _, e := range entries {
		if e.Kind == session.Decision && !gone[e.ID] {
			all = append(all, report.Decision{Text: e.Text, How: e.Detail})
		}
	}
	return all
}

// named finds the quotes of a report in which somebody is named who may not be: in a member's report other members, in
// one that leaves the group anybody.
func (v reported) named(d report.Document, of people.ID) []report.Quote {
	all := v.record.names()
	if d.Audience != report.ToMember {
		for id, p := range v.record.persons { // whoever works here, or did
			if _, member := all[id]; !member {
				all[id] = note.Names{Words: []private.Text{p.Called, p.Register}}
			}
		}
	}
	var found []report.Quote
	for _, q := range d.Quotes() {
		if len(all.hits(q.Text.Reveal(), of)) > 0 {
			found = append(found, q)
		}
	}
	return found
}
