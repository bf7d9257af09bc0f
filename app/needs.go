package app

import (
	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store"
)

// cosignNeed tells how many notes wait for the person's co-signature.
func (a *at) cosignNeed() ([]Need, error) {
	if !a.who.Has(string(people.Supervisor)) {
		return nil, nil
	}
	waiting, err := a.NotesToCosign(a.ctx, a.self)
	if err != nil || len(waiting) == 0 {
		return nil, err
	}
	return []Need{{Kind: "cosign", Count: len(waiting), Of: len(waiting), Due: waiting[0].Signed, Path: "/cosign"}}, nil
}

// atSeat is what the member in a seat is called.
func (a *at) atSeat(id group.ID, seat int) (private.Text, error) {
	stays, err := a.StaysIn(a.ctx, id)
	if err != nil {
		return private.Text{}, err
	}
	for _, st := range stays {
		if seat > 0 && st.Seat == seat { // who is not a member yet has no seat
			p, err := a.Person(a.ctx, st.Person)
			return p.Called, err
		}
	}
	return private.Text{}, nil
}

// needsOf are the needs of one group, for its page.
func (h *House) needsOf(a *at, g group.Group, heads []store.SessionHead, r record) ([]Need, error) {
	if !works(g, a) {
		return nil, nil
	}
	profile, _ := h.Library.Profile(a.agency.Profile)
	var needs []Need
	var recent []store.SessionHead
	for _, head := range heads {
		if head.State == session.Planned && ends(head).Before(a.now) || head.State == session.Running ||
			head.State == session.Held && (head.NotesAll == 0 || head.NotesSigned < head.NotesAll) {
			if n, ok := unfinishedNeed(head, ref(g), profile, a.now); ok {
				needs = append(needs, n)
			}
		}
		if head.Starts.After(a.now.Add(-fewDays)) {
			recent = append(recent, head)
		}
	}
	urgent, err := a.urgent(map[group.ID]group.Group{g.ID: g}, recent)
	if err != nil {
		return nil, err
	}
	needs = append(needs, urgent...)
	if g.Closed.IsZero() {
		more, err := a.groupNeeds(g, r.stays, recent)
		if err != nil {
			return nil, err
		}
		needs = append(needs, more...)
	}
	sortNeeds(needs)
	return needs, nil
}
