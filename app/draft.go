package app

import (
	"slices"
	"strings"
	"time"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/note"
	"groupwork/people"
	"groupwork/practice"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store"
)

// format picks the format of a note: the model's where the setting profile allows it, else the profile's first of
// the kind.
func (h *House) format(a *at, pack practice.Pack, kind note.Kind) string {
	want := pack.MemberFormat
	if kind == note.OfGroup {
		want = pack.GroupFormat
	}
	allowed := h.formats(a, kind)
	for _, f := range allowed {
		if f == want {
			return want
		}
	}
	if len(allowed) > 0 {
		return allowed[0]
	}
	return want
}

// formats are those of a kind that the agency's setting profile allows; all of the kind where it names none.
func (h *House) formats(a *at, kind note.Kind) []string {
	profile, ok := h.Library.Profile(a.agency.Profile)
	if !ok {
		profile = h.Library.Profiles()[0]
	}
	var all []string
	for _, id := range profile.Formats {
		if f, ok := h.Library.Format(id); ok && f.Of == string(kind) {
			all = append(all, id)
		}
	}
	if len(all) > 0 {
		return all
	}
	for _, f := range h.Library.Formats() {
		if f.Of == string(kind) {
			all = append(all, f.ID)
		}
	}
	return all
}

// due is until when the notes of a session are to be signed.
func (h *House) due(a *at, s session.Session) time.Time {
	profile, ok := h.Library.Profile(a.agency.Profile)
	if !ok || s.Ended.IsZero() {
		return time.Time{}
	}
	return s.Ended.Add(time.Duration(profile.SignHours) * time.Hour)
}

// draft makes the notes that are missing and drafts those again that nobody has written in. Signed notes and
// written ones stay as they are, whatever happened to the roster.
func (h *House) draft(a *at, s session.Session, g group.Group, joining ...group.Stay) error {
	r, err := h.gather(a, s, g, joining...)
	if err != nil {
		return err
	}
	notes, err := a.NotesIn(a.ctx, s.ID)
	if err != nil {
		return err
	}
	pack := h.pack(g)
	have := map[group.StayID]bool{}
	ofGroup := false
	for _, n := range notes {
		have[n.Stay] = have[n.Stay] || n.Kind == note.OfMember
		ofGroup = ofGroup || n.Kind == note.OfGroup
	}
	fresh := note.Note{Session: s.ID, Group: g.ID, Author: a.self}
	if !ofGroup {
		n := fresh
		n.ID, n.Kind, n.Format = note.ID(h.NewID()), note.OfGroup, h.format(a, pack, note.OfGroup)
		notes = append(notes, n)
	}
	for _, seat := range r.seats {
		if !have[seat.Stay] {
			n := fresh
			n.ID, n.Kind, n.Stay, n.Person, n.Format = note.ID(h.NewID()), note.OfMember, seat.Stay, seat.Person, h.format(a, pack, note.OfMember)
			notes = append(notes, n)
		}
	}
	for _, n := range notes {
		if !n.Signed.IsZero() || n.Touched {
			continue
		}
		sections := h.sections(a, n, r, g)
		if n.Version > 0 && sameSections(sections, n.Sections) { // so that a page that shows it stays true
			continue
		}
		if err := n.Redraft(sections, a.now); err != nil {
			return err
		}
		a.touches(string(n.ID))
		if _, err := a.SaveNote(a.ctx, n); err != nil {
			return err
		}
	}
	return nil
}

// sections drafts the text of one note from entered facts.
func (h *House) sections(a *at, n note.Note, r record, g group.Group) []note.Section {
	say := h.Phrases.In(a.agency.Language).Say
	s := r.session
	s.Starts = s.Starts.In(a.zone()) // notes tell the time as it was on the wall
	if n.Kind == note.OfGroup {
		f := note.GroupFacts{Session: s, Meeting: r.meeting, Debrief: r.session.Debrief, Process: r.session.Process, Seats: len(r.seats)}
		for _, w := range r.workers {
			f.Workers = append(f.Workers, w.Called)
		}
		return note.DraftGroup(n.Format, f, say)
	}
	st := r.stay(n.Stay)
	facts, _ := r.meeting.Seat(st.Seat)
	f := note.Facts{Called: r.persons[n.Person].Called, Facts: facts, Goal: st.Goal, When: s.Starts}
	return note.DraftMember(n.Format, f, say)
}

func (r record) stay(id group.StayID) group.Stay {
	for _, s := range r.stays {
		if s.ID == id {
			return s
		}
	}
	return group.Stay{}
}

// called is how the members of a group are called.
type called map[people.ID]note.Names

// names gathers every way in which the members of a group, past and present, could be named, by person.
func (r record) names() called {
	all := called{}
	for _, s := range r.stays {
		p := r.persons[s.Person]
		words := append([]private.Text{p.Called, p.Register}, p.Nicknames...)
		n := all[s.Person]
		if s.Seat > 0 {
			n.Seat = s.Seat
		}
		n.Words = append(words, p.Relatives...)
		all[s.Person] = n.Split()
	}
	return all
}

// guard finds where a member's note names somebody else of the group.
func (r called) guard(n note.Note) []note.Hit {
	if n.Kind != note.OfMember {
		return nil
	}
	return r.hits(n.Text(), n.Person)
}

// hits finds where a text about one member names another.
func (r called) hits(text string, of people.ID) []note.Hit {
	var others []note.Names
	for id, names := range r {
		if id != of {
			others = append(others, names)
		}
	}
	return note.Guard(text, r[of], others)
}

// likes gives the notes that a member's note must not read like: the others of the session, and the member's own last.
// The bare word that somebody was away may read like another's: there is no more to say.
func (r record) likes(n note.Note, notes []note.Note, last map[group.StayID]note.Note) []note.Note {
	facts, told := r.meeting.Seat(r.stay(n.Stay).Seat)
	if n.Kind != note.OfMember || !n.Touched && told && !facts.Presence.State.Came() {
		return nil
	}
	var others []note.Note
	for _, o := range notes {
		if o.Kind == note.OfMember && o.ID != n.ID {
			others = append(others, o)
		}
	}
	if own, ok := last[n.Stay]; ok {
		others = append(others, own)
	}
	return others
}

// fewBack is how many earlier sessions are read whole before the last notes of single members are looked for.
const fewBack = 2

// lastNotes finds the last signed note of each member with a note in a session. Nearly always they stand side by side
// in the session before.
func (a *at) lastNotes(s session.Session, notes []note.Note) (map[group.StayID]note.Note, error) {
	heads, err := a.SessionsIn(a.ctx, s.Group)
	if err != nil {
		return nil, err
	}
	heads = slices.DeleteFunc(heads, func(h store.SessionHead) bool { return h.NotesSigned == 0 || !h.Starts.Before(s.Starts) })
	last := map[group.StayID]note.Note{}
	open := func(n note.Note) bool { _, found := last[n.Stay]; return !found && n.Kind == note.OfMember }
	for i := len(heads) - 1; i >= max(0, len(heads)-fewBack) && slices.ContainsFunc(notes, open); i-- {
		earlier, err := a.NotesIn(a.ctx, heads[i].ID)
		if err != nil {
			return nil, err
		}
		for _, n := range earlier {
			if open(n) && !n.Signed.IsZero() {
				last[n.Stay] = n
			}
		}
	}
	for _, n := range notes {
		if !open(n) || len(heads) <= fewBack {
			continue
		}
		own, err := a.LastSigned(a.ctx, n.Stay, n.Session)
		if err != nil && fault.Of(err) != fault.Missing {
			return nil, err
		}
		if err == nil {
			last[n.Stay] = own
		}
	}
	return last, nil
}

// sectionsOf reads the typed sections of a note in the order of its format; sections that the note holds besides
// those come last.
func (h *House) sectionsOf(n note.Note, typed map[string]string) []note.Section {
	format, _ := h.Library.Format(n.Format)
	keys := slices.Clone(format.Sections)
	for _, s := range n.Sections {
		if !slices.Contains(keys, s.Key) {
			keys = append(keys, s.Key)
		}
	}
	var all []note.Section
	for _, key := range keys {
		if text := strings.TrimSpace(typed[key]); text != "" {
			all = append(all, note.Section{Key: key, Text: private.Of(text)})
		}
	}
	return all
}

// sameSections tells whether two texts are the same but for white space at line ends, which forms change.
func sameSections(x, y []note.Section) bool {
	return slices.EqualFunc(x, y, func(a, b note.Section) bool {
		return a.Key == b.Key && strings.ReplaceAll(a.Text.Reveal(), "\r\n", "\n") == strings.ReplaceAll(b.Text.Reveal(), "\r\n", "\n")
	})
}
