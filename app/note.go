package app

import (
	"context"
	"maps"
	"slices"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/goal"
	"groupwork/group"
	"groupwork/note"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
)

// present leaves the empty ids out.
func present(ids ...people.ID) []people.ID {
	return slices.DeleteFunc(ids, func(id people.ID) bool { return id == "" })
}

// noteRefs lists the notes of a stay; signed limits it to signed ones.
func (a *at) noteRefs(id group.StayID, signed bool) ([]NoteRef, error) {
	notes, err := a.NotesOf(a.ctx, id)
	if err != nil {
		return nil, err
	}
	var refs []NoteRef
	for _, n := range notes {
		if signed && n.Signed.IsZero() {
			continue
		}
		s, err := a.Session(a.ctx, n.Session)
		if err != nil {
			return nil, err
		}
		refs = append(refs, NoteRef{ID: n.ID, Session: n.Session, Number: s.Number, Starts: s.Starts, Signed: n.Signed})
	}
	slices.SortFunc(refs, func(x, y NoteRef) int { return y.Starts.Compare(x.Starts) })
	return refs, nil
}

// changeNote changes one unsigned note at the version that the person saw.
func (h *House) changeNote(ctx context.Context, who access.Who, id note.ID, version int,
	change func(a *at, n *note.Note, r record, g group.Group) error) error {
	var n note.Note
	var s session.Session
	var g group.Group
	return h.do(ctx, who, access.WriteUp, string(id), ofNote(id, &n, &s, &g), func(a *at) error {
		if !n.Signed.IsZero() {
			return fault.New(fault.Stale, "app.changeNote", "note.signed")
		}
		if err := fresh("app.changeNote", n.Version, version); err != nil {
			return err
		}
		r, err := h.gather(a, s, g)
		if err != nil {
			return err
		}
		if err := change(a, &n, r, g); err != nil {
			return err
		}
		_, err = a.SaveNote(ctx, n)
		return err
	})
}

// Redraft throws away what was written in a note and drafts it again, in another format if one is named.
func (h *House) Redraft(ctx context.Context, who access.Who, id note.ID, version int, format string) error {
	return h.changeNote(ctx, who, id, version, func(a *at, n *note.Note, r record, g group.Group) error {
		if format != "" {
			if f, ok := h.Library.Format(format); !ok || f.Of != string(n.Kind) {
				return wrong("app.Redraft", "format", "app.format.unknown")
			}
			n.Format = format
		}
		n.Touched = false
		return n.Redraft(h.sections(a, *n, r, g), a.now)
	})
}

// WriteAnother writes "another member" wherever a note names somebody else of the group.
func (h *House) WriteAnother(ctx context.Context, who access.Who, id note.ID, version int) error {
	return h.changeNote(ctx, who, id, version, func(a *at, n *note.Note, r record, _ group.Group) error {
		another := h.Phrases.In(a.agency.Language).Say("note.another_member")
		all := r.names()
		sections := slices.Clone(n.Sections)
		for i, s := range sections {
			text := s.Text.Reveal()
			sections[i].Text = private.Of(note.Replace(text, all.hits(text, n.Person), another))
		}
		return n.Write(sections, a.self, a.now)
	})
}

// Sign signs the named notes of a session, or all that are not signed; all of them or none. A wrong note is a wrong
// field named by its id.
func (h *House) Sign(ctx context.Context, who access.Who, id session.ID, ids []string) (signed int, err error) {
	var s session.Session
	var g group.Group
	err = h.do(ctx, who, access.SignNote, string(id), ofSession(id, &s, &g), func(a *at) error {
		signed, err = h.sign(a, s, g, ids)
		return err
	})
	return signed, err
}

func (h *House) sign(a *at, s session.Session, g group.Group, ids []string) (int, error) {
	r, err := h.gather(a, s, g)
	if err != nil {
		return 0, err
	}
	notes, err := a.NotesIn(a.ctx, s.ID)
	if err != nil {
		return 0, err
	}
	last, err := a.lastNotes(s, notes)
	if err != nil {
		return 0, err
	}
	mains, err := a.mainGoals(g.ID)
	if err != nil {
		return 0, err
	}
	wrong := &fault.Error{Kind: fault.Invalid, Op: "app.Sign"}
	signed, names := 0, r.names()
	for _, n := range notes {
		if len(ids) == 0 && !n.Signed.IsZero() || len(ids) > 0 && !slices.Contains(ids, string(n.ID)) {
			continue
		}
		n.Cosign = h.cosigner(g, a)
		err = n.Sign(a.self, names.guard(n), note.IsClone(n, r.likes(n, notes, last)), a.now, h.due(a, s))
		if fault.Of(err) == fault.Invalid {
			for _, f := range fault.Fields(err) {
				if n.Kind == note.OfMember {
					args := map[string]any{"whose": r.persons[n.Person].Called}
					maps.Copy(args, f.Args)
					f.Args = args
				}
				wrong.Fields = append(wrong.Fields, fault.Field{Name: string(n.ID), Key: f.Key, Args: f.Args})
			}
			continue
		}
		if err != nil {
			return 0, err
		}
		a.touches(string(n.ID))
		if _, err := a.SaveNote(a.ctx, n); err != nil {
			return 0, err
		}
		if err := h.noteGoal(a, r, n, mains[n.Stay]); err != nil {
			return 0, err
		}
		signed++
	}
	if len(wrong.Fields) > 0 {
		return 0, wrong
	}
	if len(ids) > 0 && signed != len(ids) {
		return 0, fault.New(fault.Missing, "app.Sign", "")
	}
	return signed, nil
}

// noteGoal files the level of the member's goal that was signed, as a reading where the goal has its steps, and keeps it on
// the stay unless a later session said more.
func (h *House) noteGoal(a *at, r record, n note.Note, main goal.Goal) error {
	st := r.stay(n.Stay)
	facts, ok := r.meeting.Seat(st.Seat)
	if n.Kind != note.OfMember || !ok || !facts.HasProgress {
		return nil
	}
	read := goal.Reading{ID: h.NewID(), Goal: main.ID, At: r.session.Starts, Step: facts.Progress, Source: goal.ByWorker, Session: r.session.ID, By: a.self}
	if main.ID != "" && main.Read(read) == nil {
		if err := a.AddGoalReading(a.ctx, main, read); err != nil {
			return err
		}
	}
	if facts.Progress == st.GoalNow || st.State != group.Active {
		return nil
	}
	if later, err := a.laterSigned(r.session, n.Stay); later || err != nil {
		return err
	}
	st.GoalNow = facts.Progress
	_, err := a.SaveStay(a.ctx, st)
	return err
}

// laterSigned tells whether a note of the stay from a later session is signed.
func (a *at) laterSigned(s session.Session, id group.StayID) (bool, error) {
	heads, err := a.SessionsIn(a.ctx, s.Group)
	if err != nil || len(heads) == 0 {
		return false, err
	}
	newest := heads[len(heads)-1]
	if !newest.Starts.After(s.Starts) {
		return false, nil
	}
	last, err := a.LastSigned(a.ctx, id, newest.ID)
	if fault.Of(err) == fault.Missing {
		return false, nil
	}
	if err != nil || last.Session == s.ID {
		return false, err
	}
	of, err := a.Session(a.ctx, last.Session)
	return of.Starts.After(s.Starts), err
}

// eachMember is what a setting profile says that asks for one note a member, with a second signature.
const eachMember = "one_per_member"

// cosigner is who has to sign after somebody who does not lead the group, or after everybody where the setting
// profile asks for it: the group's supervisor.
func (h *House) cosigner(g group.Group, a *at) people.ID {
	profile, _ := h.Library.Profile(a.agency.Profile)
	if g.PartOf(a.self, a.now) == group.Lead && profile.IndividualNotes != eachMember {
		return ""
	}
	for _, w := range g.Workers {
		if w.Part == group.Supervises && g.PartOf(w.Person, a.now) == group.Supervises {
			return w.Person
		}
	}
	return ""
}

// Note shows one note; reading it leaves an audit line.
func (h *House) Note(ctx context.Context, who access.Who, id note.ID) (v NoteView, err error) {
	var n note.Note
	var s session.Session
	var g group.Group
	err = h.read(ctx, who, access.SeeNote, string(id), ofNote(id, &n, &s, &g), func(a *at) error {
		r, err := h.gather(a, s, g)
		if err != nil {
			return err
		}
		notes, err := a.NotesIn(ctx, s.ID)
		if err != nil {
			return err
		}
		last, err := a.lastNotes(s, []note.Note{n})
		if err != nil {
			return err
		}
		v, err = h.view(a, n, r, r.names(), notes, last, g)
		return err
	})
	return v, err
}

// AddToNote adds to a signed note. The name guard watches addenda too.
func (h *House) AddToNote(ctx context.Context, who access.Who, id note.ID, text string) error {
	var n note.Note
	var s session.Session
	var g group.Group
	return h.do(ctx, who, access.AddToNote, string(id), ofNote(id, &n, &s, &g), func(a *at) error {
		r, err := h.gather(a, s, g)
		if err != nil {
			return err
		}
		trial := n
		trial.Sections = []note.Section{{Key: "addendum", Text: private.Of(text)}}
		var c fault.Check
		hits := r.names().guard(trial)
		c.Want(len(hits) == 0, "text", "note.names_others", "n", len(hits))
		if err := c.Err("app.AddToNote"); err != nil {
			return err
		}
		if err := n.Add(private.Of(text), a.self, a.now); err != nil {
			return err
		}
		_, err = a.SaveNote(ctx, n)
		return err
	})
}

// CosignNote signs a note after its author.
func (h *House) CosignNote(ctx context.Context, who access.Who, id note.ID) error {
	var n note.Note
	var s session.Session
	var g group.Group
	return h.do(ctx, who, access.CosignNote, string(id), ofNote(id, &n, &s, &g), func(a *at) error {
		if err := n.CountersignBy(a.self, a.now); err != nil {
			return err
		}
		_, err := a.SaveNote(ctx, n)
		return err
	})
}

// ToCosign lists the notes that wait for this supervisor.
func (h *House) ToCosign(ctx context.Context, who access.Who) (all []NoteView, err error) {
	err = h.do(ctx, who, access.ListCosign, "", nil, func(a *at) error {
		notes, err := a.NotesToCosign(ctx, a.self)
		if err != nil {
			return err
		}
		a.quiet = len(notes) == 0
		for _, n := range notes {
			s, err := a.Session(ctx, n.Session)
			if err != nil {
				return err
			}
			g, err := a.Group(ctx, n.Group)
			if err != nil {
				return err
			}
			v, err := h.plainView(a, n, s, g, nil)
			if err != nil {
				return err
			}
			a.touches(string(n.ID))
			all = append(all, v)
		}
		return nil
	})
	return all, err
}

// ProcessNote shows the author their own process note of a session; an empty one when there is none. Nobody reads
// another's.
func (h *House) ProcessNote(ctx context.Context, who access.Who, id session.ID) (n note.ProcessNote, err error) {
	var s session.Session
	var g group.Group
	err = h.look(ctx, who, access.ProcessNote, ofSession(id, &s, &g), func(a *at) error {
		n, err = a.ProcessNote(ctx, id, a.self)
		if fault.Of(err) == fault.Missing {
			n, err = note.ProcessNote{Session: id, Author: a.self}, nil
		}
		return err
	})
	return n, err
}

// longestProcess is the most characters of a process note.
const longestProcess = 20000

// SaveProcessNote keeps the author's own process note.
func (h *House) SaveProcessNote(ctx context.Context, who access.Who, id session.ID, version int, text string) error {
	var s session.Session
	var g group.Group
	return h.do(ctx, who, access.ProcessNote, string(id), ofSession(id, &s, &g), func(a *at) error {
		n, err := a.ProcessNote(ctx, id, a.self)
		if fault.Of(err) == fault.Missing {
			n, err = note.ProcessNote{ID: note.ID(h.NewID()), Session: id, Author: a.self}, nil
		}
		if err != nil {
			return err
		}
		if err := fresh("app.SaveProcessNote", n.Version, version); err != nil {
			return err
		}
		var c fault.Check
		c.Want(len([]rune(text)) <= longestProcess, "text", "text.too_long", "max", longestProcess)
		if err := c.Err("app.SaveProcessNote"); err != nil {
			return err
		}
		n.Text, n.Written = private.Of(text), a.now
		_, err = a.SaveProcessNote(ctx, n)
		return err
	})
}
