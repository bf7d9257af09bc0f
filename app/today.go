package app

import (
	"cmp"
	"context"
	"slices"
	"time"

	"groupwork/access"
	"groupwork/group"
	"groupwork/overlay"
	"groupwork/people"
	"groupwork/practice"
	"groupwork/session"
	"groupwork/store"
)

// What Today looks at: meetings of the coming week, and the journals of the last days for what cannot wait.
const (
	weekAhead   = 7 * 24 * time.Hour
	fewDays     = 14 * 24 * time.Hour
	mostWatched = 24            // journals
	beganEarly  = session.Early // a session may run before its planned time
	planAhead   = 48 * time.Hour
	answerAfter = 3 * 24 * time.Hour
	contractBy  = 3 // sessions held before the agreement should stand
	wordWithin  = 48 * time.Hour
)

// The kinds of need, most harmful first.
var needOrder = []string{"safety", "safety_answer", "running", "flag", "contact", "left", "hold", "write_up", "sign", "cosign", "answer", "yes_missing", "plan", "contract", "ask", "dates"}

func sessionPath(id session.ID) string { return "/sessions/" + string(id) }

func ends(head store.SessionHead) time.Time {
	return head.Starts.Add(time.Duration(head.Minutes) * time.Minute)
}

// Today shows what needs this person now and what comes next. It only reads, and only what concerns the person.
func (h *House) Today(ctx context.Context, who access.Who) (v Today, err error) {
	err = h.look(ctx, who, access.SeeToday, nil, func(a *at) error {
		v.At = a.now
		groups, err := a.GroupsOf(ctx, a.self, a.now)
		if err != nil {
			return err
		}
		mine := map[group.ID]group.Group{}
		for _, g := range groups {
			mine[g.ID] = g
		}
		agenda, err := a.Agenda(ctx, a.self, a.now.Add(-fewDays), a.now.Add(weekAhead))
		if err != nil {
			return err
		}
		for _, head := range agenda {
			if g := mine[head.Group]; ahead(head, a) {
				m := meeting(head, ref(g))
				m.Place = g.Schedule.Place
				v.Next = append(v.Next, m)
			}
		}
		if v.Needs, err = h.needs(a, mine, agenda); err != nil {
			return err
		}
		sortNeeds(v.Needs)
		return nil
	})
	return v, err
}

func sortNeeds(needs []Need) {
	slices.SortStableFunc(needs, func(a, b Need) int {
		return cmp.Or(cmp.Compare(slices.Index(needOrder, a.Kind), slices.Index(needOrder, b.Kind)), a.Due.Compare(b.Due))
	})
}

// needs gathers everything that waits for the person.
func (h *House) needs(a *at, mine map[group.ID]group.Group, agenda []store.SessionHead) ([]Need, error) {
	unfinished, err := a.Unfinished(a.ctx, a.self, a.now.Add(beganEarly))
	if err != nil {
		return nil, err
	}
	profile, _ := h.Library.Profile(a.agency.Profile)
	var needs []Need
	for _, head := range unfinished {
		if n, ok := unfinishedNeed(head, ref(mine[head.Group]), profile, a.now); ok {
			needs = append(needs, n)
		}
	}
	urgent, err := a.urgent(mine, agenda)
	if err != nil {
		return nil, err
	}
	needs = append(needs, urgent...)
	for _, g := range mine {
		if !works(g, a) || !g.Closed.IsZero() {
			continue
		}
		stays, err := a.StaysIn(a.ctx, g.ID)
		if err != nil {
			return nil, err
		}
		more, err := a.groupNeeds(g, stays, agenda)
		if err != nil {
			return nil, err
		}
		needs = append(needs, more...)
	}
	cosign, err := a.cosignNeed()
	return append(needs, cosign...), err
}

func works(g group.Group, a *at) bool {
	part := g.PartOf(a.self, a.now)
	return part == group.Lead || part == group.CoWorker
}

func oversees(g group.Group, a *at) bool { return g.PartOf(a.self, a.now) == group.Supervises }

// unfinishedNeed tells what an unfinished session waits for.
func unfinishedNeed(head store.SessionHead, g GroupRef, profile practice.Profile, now time.Time) (Need, bool) {
	n := Need{Group: g, Session: head.ID, Number: head.Number, Count: head.NotesAll - head.NotesSigned, Of: head.NotesAll,
		Due: ends(head), Path: sessionPath(head.ID)}
	switch head.State {
	case session.Planned:
		n.Kind = "hold"
		return n, ends(head).Before(now)
	case session.Running:
		n.Kind = "running"
		return n, true
	case session.Held:
		n.Due = ends(head).Add(time.Duration(profile.SignHours) * time.Hour)
		n.Path += "/write-up"
		n.Kind = "write_up"
		if head.NotesSigned > 0 {
			n.Kind = "sign"
		}
		return n, true
	}
	return n, false
}

// urgent looks through the journals of the last days: a safety mark, which the supervisor sees too, or somebody absent
// without a word. Both wait until somebody says what was done.
func (a *at) urgent(mine map[group.ID]group.Group, agenda []store.SessionHead) ([]Need, error) {
	var recent []store.SessionHead
	for _, head := range agenda {
		if (head.State == session.Held || head.State == session.Running) && (works(mine[head.Group], a) || oversees(mine[head.Group], a)) {
			recent = append(recent, head)
		}
	}
	recent = recent[max(0, len(recent)-mostWatched):]
	ids := make([]session.ID, len(recent))
	for i, head := range recent {
		ids[i] = head.ID
	}
	entries, err := a.EntriesOf(a.ctx, ids)
	if err != nil {
		return nil, err
	}
	leaves := map[group.ID][]overlay.Leaf{}
	var needs []Need
	for _, head := range recent {
		all := dueOf(entries[head.ID])
		if len(all) == 0 {
			continue
		}
		if _, read := leaves[head.Group]; !read {
			if leaves[head.Group], err = a.LeavesIn(a.ctx, head.Group); err != nil {
				return nil, err
			}
		}
		all = followedUp(all, head.ID, leaves[head.Group])
		n := Need{Kind: "safety", Group: ref(mine[head.Group]), Session: head.ID, Number: head.Number, Due: ends(head).Add(24 * time.Hour),
			Path: sessionPath(head.ID) + "/due"}
		if len(open(all, DueSafety)) > 0 {
			needs = append(needs, n)
		}
		absent := open(all, DueContact)
		if len(absent) > 0 && head.State == session.Held && works(mine[head.Group], a) {
			n.Kind, n.Count, n.Due = "contact", len(absent), ends(head).Add(wordWithin)
			if n.Person, err = a.atSeat(head.Group, absent[0].Seat); err != nil {
				return nil, err
			}
			needs = append(needs, n)
		}
	}
	return needs, nil
}

// groupNeeds tells what a group waits for besides its write-ups: answers, a plan, an agreement.
func (a *at) groupNeeds(g group.Group, stays []group.Stay, agenda []store.SessionHead) ([]Need, error) {
	needs, err := a.safetyNeeds(g)
	if err != nil {
		return nil, err
	}
	gone, err := a.leftNeeds(g, stays)
	if err != nil {
		return nil, err
	}
	needs = append(needs, gone...)
	flags, err := a.flagNeeds(g)
	if err != nil {
		return nil, err
	}
	needs = append(needs, flags...)
	coming, err := a.comingNeeds(g, stays)
	if err != nil {
		return nil, err
	}
	needs = append(needs, coming...)
	for _, head := range agenda {
		if head.Group != g.ID || head.State != session.Planned || head.Starts.Before(a.now) || head.Starts.After(a.now.Add(planAhead)) {
			continue
		}
		s, err := a.Session(a.ctx, head.ID)
		if err != nil {
			return nil, err
		}
		if s.Plan.Intent.Empty() && len(s.Plan.Blocks) == 0 {
			needs = append(needs, Need{Kind: "plan", Group: ref(g), Session: head.ID, Number: head.Number, Due: head.Starts, Path: sessionPath(head.ID)})
		}
	}
	if len(stays) == 0 {
		needs = append(needs, Need{Kind: "ask", Group: ref(g), Path: "/groups/" + string(g.ID) + "/members/new"})
	}
	if !g.Contract.Adopted.IsZero() {
		return needs, nil
	}
	heads, err := a.SessionsIn(a.ctx, g.ID)
	if err != nil {
		return nil, err
	}
	if len(heads) == 0 {
		needs = append(needs, Need{Kind: "dates", Group: ref(g), Path: "/groups/" + string(g.ID) + "/schedule"})
	}
	held := 0
	for _, head := range heads {
		if head.State == session.Held {
			held++
		}
	}
	if held >= contractBy {
		needs = append(needs, Need{Kind: "contract", Group: ref(g), Count: held, Due: a.now, Path: "/groups/" + string(g.ID) + "/contract"})
	}
	return needs, nil
}

// comingNeeds tells who said yes and waits for the worker, and whose yes is missing for some days.
func (a *at) comingNeeds(g group.Group, stays []group.Stay) ([]Need, error) {
	var needs []Need
	var ids []people.ID
	for _, st := range stays {
		if st.State == group.Active || st.State == group.Left || st.State == group.Declined {
			continue
		}
		n := Need{Group: ref(g), Stay: st.ID, Due: since(st), Path: "/stays/" + string(st.ID)}
		switch {
		case st.Yes != nil || st.Mandate != nil:
			n.Kind = "answer"
		case a.now.Sub(since(st)) > answerAfter && st.State != group.Waiting:
			n.Kind = "yes_missing"
		default:
			continue
		}
		needs, ids = append(needs, n), append(ids, st.Person)
	}
	if len(ids) == 0 {
		return nil, nil
	}
	persons, err := a.Tx.People(a.ctx, ids)
	for i := range needs {
		needs[i].Person = persons[ids[i]].Called
	}
	return needs, err
}
