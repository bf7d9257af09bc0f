package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/people"
	"groupwork/practice"
	"groupwork/private"
	"groupwork/watch"
)

// PackView is a pack as the agency works by it.
type PackView struct {
	Book    string
	Model   bool
	May     bool // this person may change it
	Running practice.Rules
	House   practice.Rules
	Forks   []PackVersion // newest first
}

// PackVersion is one version that the agency made: the how manieth, and what it changed.
type PackVersion struct {
	ID, Origin string
	Number     int
	By         private.Text
	Fork       watch.Fork
	Changed    practice.Changed
	Unread     bool // the house has changed under it, so that it no longer reads
}

// Own is the agency's version that is in force.
func (v PackView) Own() (PackVersion, bool) {
	i := slices.IndexFunc(v.Forks, func(f PackVersion) bool { return f.Fork.Running && !f.Unread })
	if i < 0 {
		return PackVersion{}, false
	}
	return v.Forks[i], true
}

// Packs lists everything that has rules, with what runs.
func (h *House) Packs(ctx context.Context, who access.Who) (all []PackView, err error) {
	err = h.look(ctx, who, access.SeePacks, nil, func(a *at) error {
		for _, book := range h.Library.RuleBooks() {
			v, err := h.packView(a, book)
			if err != nil {
				return err
			}
			all = append(all, v)
		}
		return nil
	})
	return all, err
}

// PackRules shows the rules of a pack.
func (h *House) PackRules(ctx context.Context, who access.Who, book string) (v PackView, err error) {
	err = h.look(ctx, who, access.SeePacks, h.ofBook(book), func(a *at) error {
		v, err = h.packView(a, book)
		return err
	})
	return v, err
}

func (h *House) ofBook(book string) find {
	return func(*at) ([]access.Tie, error) {
		if _, ok := h.Library.Rules(book); !ok {
			return nil, fault.New(fault.Missing, "app.PackRules", "")
		}
		return nil, nil
	}
}

func (h *House) packView(a *at, book string) (v PackView, err error) {
	v = PackView{Book: book, May: h.Policy.Decide(access.ForkPack, a.roleTies()) == nil}
	_, v.Model = h.Library.Pack(book)
	v.House, _ = h.Library.Rules(book)
	forks, err := a.ForksOf(a.ctx, book)
	if err != nil {
		return v, err
	}
	var running []watch.Fork
	var by []people.ID
	for _, f := range forks {
		by = append(by, f.By)
		if f.Running {
			running = append(running, f)
		}
	}
	v.Running = h.inForce(book, running)
	persons, err := a.Tx.People(a.ctx, by)
	slices.SortStableFunc(forks, func(a, b watch.Fork) int { return cmp.Compare(b.At.Unix(), a.At.Unix()) })
	for i, f := range forks {
		own, unread := h.Library.ReadRules(book, f.Rules)
		v.Forks = append(v.Forks, PackVersion{ID: f.ID, Origin: f.Origin, Number: len(forks) - i, By: persons[f.By].Called, Fork: f,
			Changed: own.ChangedFrom(v.House), Unread: unread != nil})
	}
	return v, err
}

// ForkPack puts an agency's own version of a pack's rules in force. One that does not read leaves everything as it is,
// and says what is wrong, by place and reason.
func (h *House) ForkPack(ctx context.Context, who access.Who, book string, raw []byte) error {
	return h.do(ctx, who, access.ForkPack, book, h.ofBook(book), func(a *at) error {
		if err := h.forkable(book, raw); err != nil {
			return err
		}
		house, _ := h.Library.Rules(book)
		f := watch.Fork{ID: h.NewID(), Pack: book, Origin: house.Version, Rules: raw, By: a.self, At: a.now, Running: true}
		a.touches(f.ID)
		return a.AddFork(ctx, f)
	})
}

// forkable says what is wrong with rules that an agency wants to put in force.
func (h *House) forkable(book string, raw []byte) error {
	_, err := h.Library.ReadFork(book, raw)
	if err == nil {
		return nil
	}
	out := &fault.Error{Kind: fault.Invalid, Op: "app.ForkPack"}
	for _, w := range practice.WrongsOf(err) {
		f := fault.Field{Name: w.Path, Key: "watch.fork.wrong", Args: map[string]any{"path": w.Path, "reason": w.Reason}}
		if w.Line > 0 {
			reason := strings.TrimPrefix(w.Path+": "+w.Reason, "/: ")
			f = fault.Field{Name: "whole", Key: "watch.fork.line", Args: map[string]any{"line": w.Line, "reason": reason}}
		}
		out.Fields = append(out.Fields, f)
	}
	return out
}

// RunPack goes back to an earlier version, or to the pack of the house when id is empty. A version from before forks had
// to keep every rule is not put in force again.
func (h *House) RunPack(ctx context.Context, who access.Who, book, id string) error {
	return h.do(ctx, who, access.ForkPack, book, h.ofBook(book), func(a *at) error {
		forks, err := a.ForksOf(ctx, book)
		if err != nil {
			return err
		}
		if id == "" {
			return a.RunFork(ctx, book, "")
		}
		i := slices.IndexFunc(forks, func(f watch.Fork) bool { return f.ID == id })
		if i < 0 {
			return fault.New(fault.Missing, "app.RunPack", "")
		}
		if err := h.forkable(book, forks[i].Rules); err != nil {
			return err
		}
		return a.RunFork(ctx, book, id)
	})
}
