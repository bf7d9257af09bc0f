package app

import (
	"context"
	"slices"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/note"
	"groupwork/private"
	"groupwork/session"
)

// SaveDebrief keeps the debrief and drafts the notes again that nobody has written in.
func (h *House) SaveDebrief(ctx context.Context, who access.Who, id session.ID, version int, in DebriefInput) error {
	var s session.Session
	var g group.Group
	return h.do(ctx, who, access.WriteUp, string(id), ofSession(id, &s, &g), func(a *at) (err error) {
		if err := fresh("app.SaveDebrief", s.Version, version); err != nil {
			return err
		}
		if s.State != session.Held {
			return fault.New(fault.Stale, "app.SaveDebrief", "app.write_up.not_closed")
		}
		if s.Debrief == nil {
			s.Debrief = session.Debrief{}
		}
		for prompt, text := range in.Answers {
			put(s.Debrief, prompt, private.Of(text))
		}
		if s.Process == nil {
			s.Process = map[string]private.Text{}
		}
		var c fault.Check
		for field, text := range in.Process {
			c.Want(slices.Contains(h.pack(g).Process, field), "process."+field, "app.process.unknown")
			put(s.Process, field, private.Of(text))
		}
		if err := both(c.Err("app.SaveDebrief"), s.Check()); err != nil {
			return err
		}
		if s, err = a.SaveSession(ctx, s); err != nil {
			return err
		}
		return h.draft(a, s, g)
	})
}

// put keeps a text, or takes an empty one out.
func put[K comparable](in map[K]private.Text, key K, text private.Text) {
	if text.Empty() {
		delete(in, key)
		return
	}
	in[key] = text
}

// SaveNotes keeps chips and sentences as entries of the journal, and written text on the notes. All or nothing.
func (h *House) SaveNotes(ctx context.Context, who access.Who, id session.ID, in []NoteInput) error {
	var s session.Session
	var g group.Group
	return h.do(ctx, who, access.WriteUp, string(id), ofSession(id, &s, &g), func(a *at) error {
		if s.State != session.Held {
			return fault.New(fault.Stale, "app.SaveNotes", "session.moved_on")
		}
		r, err := h.gather(a, s, g)
		if err != nil {
			return err
		}
		desk := r.lastAtDesk()
		for _, one := range in {
			entries, err := h.saveNote(a, r, one)
			if err != nil {
				return err
			}
			if desk, err = h.fileAtDesk(a, r, one.ID, entries, desk); err != nil {
				return err
			}
		}
		return h.draft(a, s, g)
	})
}

// saveNote keeps the text of one card, and gives the entries that its chips and sentence ask for.
func (h *House) saveNote(a *at, r record, in NoteInput) ([]EntryInput, error) {
	const op = "app.SaveNotes"
	n, err := a.Note(a.ctx, note.ID(in.ID))
	if err != nil {
		return nil, err
	}
	if n.Session != r.session.ID {
		return nil, fault.New(fault.Missing, op, "")
	}
	if !n.Signed.IsZero() {
		return nil, fault.New(fault.Stale, op, "note.signed")
	}
	if err := fresh(op, n.Version, in.Version); err != nil {
		return nil, err
	}
	a.touches(string(n.ID))
	before := n
	typed := h.sectionsOf(n, in.Sections)
	written := in.Sections != nil && !sameSections(typed, n.Sections)
	if in.Format != "" && in.Format != n.Format {
		if err := h.reformat(a, &n, in.Format, written); err != nil {
			return nil, err
		}
	}
	if written {
		if err := n.Write(typed, a.self, a.now); err != nil {
			return nil, err
		}
	}
	if written || n.Format != before.Format {
		if _, err := a.SaveNote(a.ctx, n); err != nil {
			return nil, err
		}
	}
	if n.Kind == note.OfGroup {
		return nil, nil
	}
	return h.chips(r, r.stay(n.Stay).Seat, in), nil
}

// reformat puts an untouched note into another format; drafting fills it. Words written by hand belong to the
// headings of their format, so such a note is drafted again on purpose (Redraft) or stays.
func (h *House) reformat(a *at, n *note.Note, format string, written bool) error {
	if !slices.Contains(h.formats(a, n.Kind), format) {
		return wrong("app.SaveNotes", "format", "app.format.unknown")
	}
	if n.Touched || written {
		return wrong("app.SaveNotes", "format", "app.format.written")
	}
	n.Format = format
	return nil
}

// desk is the device name of what is entered in the write-up.
const desk = "desk"

// lastAtDesk is the count of the last entry made in the write-up.
func (r record) lastAtDesk() int64 {
	last := int64(0)
	for _, e := range r.entries {
		if e.Device == desk {
			last = max(last, e.Seq)
		}
	}
	return last
}

// fileAtDesk files what a card asks for. An entry that is refused refuses the card: its note is the wrong field.
func (h *House) fileAtDesk(a *at, r record, card string, entries []EntryInput, seq int64) (int64, error) {
	for _, e := range entries {
		seq++
		e.ID, e.Device, e.Seq, e.At = h.NewID(), desk, seq, a.now
		answer, err := h.file(a, r.session, r, r.numbers(), e)
		if err != nil {
			return seq, err
		}
		if answer.State != EntryFiled {
			return seq, wrong("app.SaveNotes", card, answer.Say)
		}
	}
	return seq, nil
}
