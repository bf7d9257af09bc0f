package app

import (
	"context"
	"slices"
	"sort"

	"groupwork/access"
	"groupwork/group"
	"groupwork/note"
	"groupwork/overlay"
	"groupwork/people"
	"groupwork/practice"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store"
)

// OwnPage is a member's own page.
type OwnPage struct {
	Called private.Text
	Stays  []OwnStay
}

// OwnStay is one of the member's own stays, with nothing of anybody else in it but the workers' names.
type OwnStay struct {
	Stay      group.Stay
	Group     GroupRef
	Purpose   private.Text
	Next      Meeting
	Workers   []private.Text
	Pack      practice.Pack
	Contract  map[string]private.Text
	Notes     []NoteRef      // signed ones
	Consents  []string       // that may be given
	Decisions []private.Text // of the last meetings
	Reasons   []string       // of leaving
	Guardian  bool           // a guardian's yes is needed as well
}

// OwnPage shows a member what is theirs.
func (h *House) OwnPage(ctx context.Context, who access.Who) (v OwnPage, err error) {
	var stays []group.Stay
	err = h.look(ctx, who, access.SeeOwnPage, ownStays(&stays), func(a *at) error {
		p, err := a.Person(ctx, a.self)
		if err != nil {
			return err
		}
		v.Called = p.Called
		sort.Slice(stays, func(i, j int) bool { return since(stays[i]).After(since(stays[j])) })
		for _, s := range stays {
			own, err := h.ownStay(a, s, p)
			if err != nil {
				return err
			}
			v.Stays = append(v.Stays, own)
		}
		return nil
	})
	return v, err
}

// OwnStay shows a member one of their own stays.
func (h *House) OwnStay(ctx context.Context, who access.Who, id group.StayID) (v OwnStay, err error) {
	var s group.Stay
	err = h.look(ctx, who, access.SeeOwnPage, ofOwnStay(id, &s), func(a *at) error {
		p, err := a.Person(ctx, a.self)
		if err != nil {
			return err
		}
		v, err = h.ownStay(a, s, p)
		return err
	})
	return v, err
}

// ownStay gathers a member's view. Who left, or has not joined, sees nothing that goes on in the group.
func (h *House) ownStay(a *at, s group.Stay, p people.Person) (OwnStay, error) {
	g, err := a.Group(a.ctx, s.Group)
	if err != nil {
		return OwnStay{}, err
	}
	v := OwnStay{Stay: s, Group: ref(g), Purpose: g.Purpose, Pack: h.pack(g),
		Consents: h.Library.Core().ConsentsOf(p.Guardian), Reasons: h.ownReasons(), Guardian: p.Guardian}
	if v.Notes, err = a.noteRefs(s.ID, true); err != nil {
		return v, err
	}
	if s.State == group.Left || s.State == group.Declined {
		return v, nil
	}
	for _, w := range g.Workers {
		if part := g.PartOf(w.Person, a.now); part == group.Lead || part == group.CoWorker {
			worker, err := a.Person(a.ctx, w.Person)
			if err != nil {
				return v, err
			}
			v.Workers = append(v.Workers, worker.Called)
		}
	}
	heads, err := a.SessionsIn(a.ctx, g.ID)
	if err != nil {
		return v, err
	}
	for _, head := range heads {
		if head.State == session.Planned && head.Starts.After(a.now) && (v.Next.Session == "" || head.Starts.Before(v.Next.Starts)) {
			v.Next = meeting(head, v.Group)
			v.Next.Place, v.Next.Path = g.Schedule.Place, ""
		}
	}
	if s.State != group.Active {
		return v, nil
	}
	v.Contract = g.Contract.Clauses
	v.Decisions, err = a.decisions(heads, s)
	return v, err
}

// decisions are what the group decided at its last meetings while the person was a member.
func (a *at) decisions(heads []store.SessionHead, st group.Stay) ([]private.Text, error) {
	var ids []session.ID
	for _, head := range heads {
		s := session.Session{Starts: head.Starts, Minutes: head.Minutes, State: head.State}
		if head.State == session.Held && onRoster(st, s, a.now) {
			ids = append(ids, head.ID)
		}
	}
	ids = ids[max(0, len(ids)-lastMeetings):]
	entries, err := a.EntriesOf(a.ctx, ids)
	var all []private.Text
	for _, id := range ids {
		for _, d := range session.Fold(session.Session{ID: id, State: session.Held}, nil, entries[id]).Decisions {
			all = slices.DeleteFunc(all, func(o private.Text) bool { return o.Reveal() == d.Reveal() }) // decided again
			all = append(all, d)
		}
	}
	return all, err
}

// Answer is a member's answer to an invitation.
type Answer struct {
	Say      string // yes, no or later
	Words    string
	Consents []string
}

// AnswerInvitation records a member's own yes or no; "later" changes nothing. A yes with the consent to join is
// ready for the worker to begin the stay.
func (h *House) AnswerInvitation(ctx context.Context, who access.Who, id group.StayID, version int, in Answer) error {
	return h.ownChange(ctx, who, access.AnswerInvite, id, version, func(a *at, s *group.Stay) error {
		switch in.Say {
		case "later":
			return nil
		case "no":
			return s.Decline(private.Of(in.Words), a.now)
		case "yes":
		default:
			return wrong("app.AnswerInvitation", "say", "app.answer.missing")
		}
		y := group.Yes{Own: a.now, How: "own_account", Words: private.Of(in.Words), By: a.self}
		if s.Yes != nil { // a guardian's yes that the worker recorded stays
			y.Guardian, y.WhoG = s.Yes.Guardian, s.Yes.WhoG
		}
		if err := s.SayYes(y); err != nil {
			return err
		}
		for _, c := range in.Consents {
			if !s.Agrees(c, a.now) {
				if err := h.consent(a, s, c, true); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func (h *House) ownChange(ctx context.Context, who access.Who, act access.Act, id group.StayID, version int, change func(a *at, s *group.Stay) error) error {
	var s group.Stay
	return h.do(ctx, who, act, string(id), ofOwnStay(id, &s), func(a *at) error {
		if err := fresh(string(act), s.Version, version); err != nil {
			return err
		}
		if err := change(a, &s); err != nil {
			return err
		}
		_, err := a.SaveStay(ctx, s)
		return err
	})
}

// ChooseForSelf gives or takes back one of the member's own consents.
func (h *House) ChooseForSelf(ctx context.Context, who access.Who, id group.StayID, version int, what string, give bool) error {
	return h.ownChange(ctx, who, access.ChooseForSelf, id, version, func(a *at, s *group.Stay) error { return h.consent(a, s, what, give) })
}

// ownReasons are the reasons of leaving that a member may give; the others are a worker's to say.
func (h *House) ownReasons() []string {
	return slices.DeleteFunc(slices.Clone(h.Library.Vocabulary().List("leaving")), func(reason string) bool {
		return slices.Contains([]string{"unknown", "removed_by_worker", "ended_mandate"}, reason)
	})
}

// LeaveGroup ends the member's own stay in one act.
func (h *House) LeaveGroup(ctx context.Context, who access.Who, id group.StayID, version int, in LeaveInput) error {
	return h.ownChange(ctx, who, access.LeaveGroup, id, version, func(a *at, s *group.Stay) error {
		if err := h.leave(a, s, in); err != nil || s.Joined.IsZero() {
			return err
		}
		return a.saveLeaf(h, overlay.Leaf{Group: s.Group, Kind: overlay.FollowUp, Stay: s.ID, Due: a.now.Add(wordWithin),
			Fields: map[string]private.Text{"about": private.Of(DueLeft)}}, s.Person)
	})
}

// ofOwnNote lets only the member in whom a signed note is about.
func ofOwnNote(id note.ID, n *note.Note) find {
	return func(a *at) (ties []access.Tie, err error) {
		if *n, err = a.Note(a.ctx, id); err != nil {
			return nil, err
		}
		if n.Kind != note.OfMember || n.Signed.IsZero() || n.Person != a.self {
			return nil, nil
		}
		return []access.Tie{access.Self}, nil
	}
}

// OwnNote shows a member a signed note about themselves; reading it leaves an audit line.
func (h *House) OwnNote(ctx context.Context, who access.Who, id note.ID) (v NoteView, err error) {
	var n note.Note
	err = h.read(ctx, who, access.ReadOwnNote, string(id), ofOwnNote(id, &n), func(a *at) error {
		s, err := a.Session(ctx, n.Session)
		if err != nil {
			return err
		}
		g, err := a.Group(ctx, n.Group)
		if err != nil {
			return err
		}
		v, err = h.plainView(a, n, s, g, nil)
		return err
	})
	return v, err
}
