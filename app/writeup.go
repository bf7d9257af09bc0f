package app

import (
	"context"
	"slices"
	"sort"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/note"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
)

// WriteUp shows the debrief and all notes of a closed session. A member who came onto the roster since gets a note.
func (h *House) WriteUp(ctx context.Context, who access.Who, id session.ID) (v WriteUp, err error) {
	var s session.Session
	var g group.Group
	missing := false
	see := func(a *at) error {
		v, missing, err = h.writeUp(a, s, g)
		return err
	}
	if err = h.read(ctx, who, access.SeeWriteUp, string(id), ofSession(id, &s, &g), see); err != nil || !missing {
		return v, err
	}
	err = h.do(ctx, who, access.WriteUp, string(id), ofSession(id, &s, &g), func(a *at) error { return h.draft(a, s, g) })
	if fault.Of(err) == fault.Forbidden { // a supervisor reads what is there
		return v, nil
	}
	if err == nil {
		err = h.look(ctx, who, access.SeeWriteUp, ofSession(id, &s, &g), see)
	}
	return v, err
}

func (h *House) writeUp(a *at, s session.Session, g group.Group) (v WriteUp, missing bool, err error) {
	if s.State != session.Held {
		return v, false, fault.New(fault.Stale, "app.WriteUp", "app.write_up.not_closed")
	}
	r, err := h.gather(a, s, g)
	if err != nil {
		return v, false, err
	}
	notes, err := a.NotesIn(a.ctx, s.ID)
	if err != nil {
		return v, false, err
	}
	v = WriteUp{Session: s, Group: ref(g), Pack: h.pack(g), Part: g.PartOf(a.self, a.now), Workers: r.workers, Came: r.meeting.Came(),
		Of: len(r.seats), Due: h.due(a, s), Circle: r.circle(a, g),
		Formats: h.formats(a, note.OfMember), Responses: h.Library.Vocabulary().Responses, NextSteps: h.Library.Vocabulary().NextSteps, Facts: r.counts()}
	last, err := a.lastNotes(s, notes)
	if err != nil {
		return v, false, err
	}
	written, names := 0, r.names()
	for _, n := range notes {
		nv, err := h.view(a, n, r, names, notes, last, g)
		if err != nil {
			return v, false, err
		}
		if n.Signed.IsZero() {
			v.Waiting++
		}
		if n.Kind == note.OfGroup {
			v.GroupNote = nv
			continue
		}
		st := r.stay(n.Stay)
		m := MemberNote{NoteView: nv, Called: r.persons[n.Person].Called, Seat: st.Seat, Goal: st.Goal, GoalNow: st.GoalNow}
		m.Facts, _ = r.meeting.Seat(st.Seat)
		v.Members = append(v.Members, m)
		written++
	}
	sort.Slice(v.Members, func(i, j int) bool { return v.Members[i].Seat < v.Members[j].Seat })
	return v, written < len(r.seats) || v.GroupNote.Note.ID == "", nil
}

// counts tells how much was captured.
func (r record) counts() Counts {
	c := Counts{Arrivals: r.meeting.Came()}
	for _, e := range r.entries {
		if e.Kind == session.Mark {
			c.Marks++
		}
	}
	for _, f := range r.meeting.Seats {
		if len(f.Pulse) > 0 {
			c.Pulses++
		}
	}
	return c
}

// view shows one note with what keeps it from being signed.
func (h *House) view(a *at, n note.Note, r record, names called, notes []note.Note, last map[group.StayID]note.Note, g group.Group) (NoteView, error) {
	v, err := h.plainView(a, n, r.session, g, r.persons)
	if err != nil || !n.Signed.IsZero() {
		return v, err
	}
	if n.Kind != note.OfMember {
		v.Naming = len(names.hits(n.Text(), ""))
	}
	v.Hits, v.Clone = names.guard(n), note.IsClone(n, r.likes(n, notes, last))
	switch {
	case v.Text.Empty():
		v.State = NoteEmpty
	case len(v.Hits) > 0:
		v.State = NoteNames
	case v.Clone:
		v.State = NoteClone
	default:
		v.State = NoteReady
	}
	return v, nil
}

// plainView shows a note without looking for others' names. Persons who are known already are not read again.
func (h *House) plainView(a *at, n note.Note, s session.Session, g group.Group, known map[people.ID]people.Person) (NoteView, error) {
	v := NoteView{Note: n, Text: private.Of(n.Text()), State: NoteReady, SessionNumber: s.Number, Starts: s.Starts, Group: ref(g)}
	if !n.Signed.IsZero() {
		v.State = NoteSigned
	}
	persons, about := known, present(n.Author, n.SignedBy, n.Cosign, n.Person)
	var err error
	if slices.ContainsFunc(about, func(id people.ID) bool { _, ok := known[id]; return !ok }) {
		persons, err = a.Tx.People(a.ctx, about)
	}
	v.Author, v.SignedBy, v.Cosigner, v.About = persons[n.Author].Called, persons[n.SignedBy].Called, persons[n.Cosign].Called, persons[n.Person].Called
	return v, err
}
