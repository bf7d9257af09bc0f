// Package app holds every act of the house. An act finds how the person stands to the thing, asks the policy,
// applies the rule, files, and writes the audit line, all in one transaction; there is no other way to a write.
package app

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"time"

	"groupwork/access"
	"groupwork/activity"
	"groupwork/agency"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/note"
	"groupwork/people"
	"groupwork/phrase"
	"groupwork/practice"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store"
)

// Config is what a house is built of. Time, ids and randomness are passed in.
type Config struct {
	Store   *store.House
	Phrases *phrase.Book
	Library *practice.Library
	Now     func() time.Time
	NewID   func() string // UUIDv7
	Random  io.Reader
	Demo    bool           // lets SignInAs work
	Policy  access.Decider // who may do what; access.Table when nil
}

// House does every act.
type House struct {
	Config
	decoy      func() string                   // a password hash nobody has, so that unknown accounts cost the same
	setUp      sync.Mutex                      // one founding at a time
	hash       sync.Mutex                      // one argon2id at a time: a login storm must not take the machine
	drafts     drafts                          // compositions in the making
	activities func() (*activity.Shelf, error) // the library, read once
	shelf      sync.Map                        // instruments that came with the product, by id, once they were read
}

// New builds a house.
func New(c Config) *House {
	if c.Policy == nil {
		c.Policy = access.NewPolicy(access.Table())
	}
	now := c.Now
	c.Now = func() time.Time { return now().UTC().Truncate(time.Millisecond) } // as it is stored
	h := &House{Config: c}
	h.activities = sync.OnceValues(activity.Load)
	h.decoy = sync.OnceValue(func() string { return h.hashed("nobody knows this one") })
	return h
}

// at is an act in progress: its transaction, who acts, and when.
type at struct {
	*store.Tx
	ctx    context.Context
	who    access.Who
	self   people.ID
	now    time.Time
	agency agency.Agency
	shelf  *sync.Map // the house's
	lang   string    // in which our own instruments speak; empty: in the person's
	things []string  // ids for the audit line
	quiet  bool      // nothing was changed: no audit line
}

// touches names what an act made or changed besides its thing, for the audit line.
func (a *at) touches(ids ...string) { a.things = append(a.things, ids...) }

// find tells the ties of the person to the thing; it gives Missing when there is no such thing.
type find func(a *at) ([]access.Tie, error)

// do runs a writing act: ties → policy → rule and filing → audit line, in one transaction.
func (h *House) do(ctx context.Context, who access.Who, act access.Act, thing string, ties find, work func(a *at) error) error {
	return h.Store.Within(ctx, agency.Slug(who.Book), func(tx *store.Tx) error {
		a, err := h.begin(ctx, tx, who)
		if err != nil {
			return err
		}
		if err := h.permit(a, act, ties); err != nil {
			return err
		}
		if thing != "" {
			a.touches(thing)
		}
		if err := work(a); err != nil || a.quiet {
			return err
		}
		return tx.File(ctx, store.AuditLine{At: a.now, Who: a.self, Act: string(act), Things: a.things})
	})
}

// within runs one more act inside an act, in the same transaction: it asks for its own permission and leaves its own
// audit line. Things are those that it touched.
func (h *House) within(a *at, act access.Act, thing string, ties find, work func(a *at) error) error {
	outer, quiet := a.things, a.quiet
	defer func() { a.things, a.quiet = outer, quiet }()
	if a.things = nil; thing != "" {
		a.touches(thing)
	}
	if err := h.permit(a, act, ties); err != nil {
		return err
	}
	if err := work(a); err != nil {
		return err
	}
	return a.File(a.ctx, store.AuditLine{At: a.now, Who: a.self, Act: string(act), Things: a.things})
}

// look runs a reading act that leaves no audit line: lists and pages of counts.
func (h *House) look(ctx context.Context, who access.Who, act access.Act, ties find, work func(a *at) error) error {
	return h.Store.Look(ctx, agency.Slug(who.Book), func(tx *store.Tx) error {
		a, err := h.begin(ctx, tx, who)
		if err != nil {
			return err
		}
		if err := h.permit(a, act, ties); err != nil {
			return err
		}
		return work(a)
	})
}

// read runs a reading act on somebody's record, which leaves an audit line in a transaction of its own.
func (h *House) read(ctx context.Context, who access.Who, act access.Act, thing string, ties find, work func(a *at) error) error {
	if err := h.look(ctx, who, act, ties, work); err != nil {
		return err
	}
	return h.Store.Within(ctx, agency.Slug(who.Book), func(tx *store.Tx) error {
		return tx.File(ctx, store.AuditLine{At: h.Now(), Who: people.ID(who.Person), Act: string(act), Things: []string{thing}})
	})
}

func (h *House) begin(ctx context.Context, tx *store.Tx, who access.Who) (*at, error) {
	ag, err := tx.Agency(ctx)
	if err != nil {
		return nil, err
	}
	return &at{Tx: tx, ctx: ctx, who: who, self: people.ID(who.Person), now: h.Now(), agency: ag, shelf: &h.shelf}, nil
}

// permit asks the policy. A thing that is not there answers like one that the person may not know of.
func (h *House) permit(a *at, act access.Act, ties find) error {
	if !a.who.SignedIn() {
		return fault.New(fault.Withheld, string(act), "")
	}
	have := a.roleTies()
	if ties != nil {
		more, err := ties(a)
		if err != nil {
			return err
		}
		have = append(have, more...)
	}
	return h.Policy.Decide(act, have)
}

// roleTies are the ties that come from the person's roles in the agency.
func (a *at) roleTies() []access.Tie {
	var ties []access.Tie
	for role, tie := range map[people.Role]access.Tie{people.Administrator: access.Administrator,
		people.Worker: access.AnyWorker, people.Supervisor: access.AnySupervisor} {
		if a.who.Has(string(role)) {
			ties = append(ties, tie, access.Colleague)
		}
	}
	return ties
}

// oneself is for acts on the person's own account.
func oneself(*at) ([]access.Tie, error) { return []access.Tie{access.Self}, nil }

// ownStays is for a member's own page: it is there for whoever was ever invited.
func ownStays(keep *[]group.Stay) find {
	return func(a *at) (ties []access.Tie, err error) {
		if *keep, err = a.StaysOf(a.ctx, a.self); err != nil || len(*keep) == 0 && !a.who.Has(string(people.Member)) {
			return nil, err
		}
		return []access.Tie{access.Self}, nil
	}
}

// groupTies tells how the person stands to a group.
func (a *at) groupTies(id group.ID) ([]access.Tie, error) {
	if len(a.roleTies()) == 0 { // a part counts only for staff
		return nil, nil
	}
	part, err := a.GroupPart(a.ctx, id, a.self, a.now)
	if err != nil {
		return nil, err
	}
	switch part {
	case group.Lead, group.CoWorker:
		return []access.Tie{access.Works}, nil
	case group.Supervises:
		return []access.Tie{access.Oversees}, nil
	case group.Observer:
		return []access.Tie{access.Observes}, nil
	}
	return nil, nil
}

// ofGroup finds the ties to a group and keeps the group.
func ofGroup(id group.ID, keep *group.Group) find {
	return func(a *at) (ties []access.Tie, err error) {
		if *keep, err = a.Group(a.ctx, id); err != nil {
			return nil, err
		}
		return a.groupTies(id)
	}
}

// ofSession finds the ties to a session by its group, and keeps both.
func ofSession(id session.ID, s *session.Session, g *group.Group) find {
	return func(a *at) (ties []access.Tie, err error) {
		if *s, err = a.Session(a.ctx, id); err != nil {
			return nil, err
		}
		return ofGroup(s.Group, g)(a)
	}
}

// ofStay finds the ties to a stay: by its group.
func ofStay(id group.StayID, s *group.Stay, g *group.Group) find {
	return func(a *at) (ties []access.Tie, err error) {
		if *s, err = a.Stay(a.ctx, id); err != nil {
			return nil, err
		}
		return ofGroup(s.Group, g)(a)
	}
}

// ofOwnStay lets only the person of the stay in.
func ofOwnStay(id group.StayID, s *group.Stay) find {
	return func(a *at) (ties []access.Tie, err error) {
		if *s, err = a.Stay(a.ctx, id); err != nil {
			return nil, err
		}
		if s.Person != a.self {
			return nil, nil
		}
		return []access.Tie{access.Self}, nil
	}
}

// ofNote finds the ties to a note.
func ofNote(id note.ID, n *note.Note, s *session.Session, g *group.Group) find {
	return func(a *at) (ties []access.Tie, err error) {
		if *n, err = a.Note(a.ctx, id); err != nil {
			return nil, err
		}
		if ties, err = ofSession(n.Session, s, g)(a); err != nil {
			return nil, err
		}
		if n.Cosign != "" && n.Cosign == a.self {
			ties = append(ties, access.Cosigns)
		}
		if n.Author == a.self {
			ties = append(ties, access.Wrote)
		}
		return ties, nil
	}
}

// fresh refuses a change to something that has moved on since the person looked.
func fresh(op string, have, version int) error {
	if have != version {
		return fault.New(fault.Stale, op, "app.moved_on")
	}
	return nil
}

// wrong is the error of one wrong field.
func wrong(op, field, key string) error {
	return &fault.Error{Kind: fault.Invalid, Op: op, Fields: []fault.Field{{Name: field, Key: key}}}
}

// named gives wrong fields that begin with a prefix the name that they have on the form.
func named(err error, prefix, name string) error {
	var e *fault.Error
	if !errors.As(err, &e) {
		return err
	}
	for i, f := range e.Fields {
		if strings.HasPrefix(f.Name, prefix) {
			e.Fields[i].Name = name
		}
	}
	return err
}

// texts hides every string of a map.
func texts[K comparable](in map[K]string) map[K]private.Text {
	out := make(map[K]private.Text, len(in))
	for k, v := range in {
		if t := private.Of(v); !t.Empty() {
			out[k] = t
		}
	}
	return out
}

// zone is the agency's clock.
func (a *at) zone() *time.Location { return a.agency.Location() }

// pack is the model of a group.
func (h *House) pack(g group.Group) practice.Pack {
	p, _ := h.Library.Pack(g.Model())
	p.PhaseBook = g.PhaseBook()
	if phases, ok := h.Library.PhasesOf(p.PhaseBook); ok {
		p.Phases = phases
	}
	return p
}
