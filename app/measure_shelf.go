package app

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/measure"
	"groupwork/private"
	"groupwork/survey"
)

// instruments are the ids of the shelf and of what the agency brought.
func (a *at) instruments() ([]string, error) {
	ids, err := measure.Shelf()
	if err != nil {
		return nil, fault.Wrap("app.instruments", err)
	}
	own, err := a.OwnInstruments(a.ctx)
	for _, o := range own {
		if !slices.Contains(ids, o.Instrument) {
			ids = append(ids, o.Instrument)
		}
	}
	return ids, err
}

// offered lists what could be added.
func (a *at) offered(taken []AskingCard) ([]ShelfCard, error) {
	ids, err := a.instruments()
	if err != nil {
		return nil, err
	}
	var all []ShelfCard
	for _, id := range ids {
		if slices.ContainsFunc(taken, func(c AskingCard) bool { return c.Asking.Instrument == id }) {
			continue
		}
		ins, err := a.instrument(id)
		if err != nil {
			return nil, err
		}
		all = append(all, shelfCard(ins))
	}
	slices.SortFunc(all, func(x, y ShelfCard) int { return cmp.Compare(x.Title, y.Title) })
	return all, nil
}

func shelfCard(ins measure.Instrument) ShelfCard {
	return ShelfCard{ID: ins.ID, Title: ins.Title, Note: ins.Note, Language: ins.Language, Items: len(ins.Items), Verdict: ins.Verdict, Ready: ins.Wording(), Safety: len(ins.Safety) > 0}
}

// InstrumentView is one instrument with its licence and, for a template, what the agency made of it.
type InstrumentView struct {
	Instrument measure.Instrument
	Template   bool
	Own        survey.Own // Version 0 while nobody completed it
	Answered   int        // stays that answered it; then its wording stands
	May        bool       // complete it
}

// Instruments lists the shelf for the agency.
func (h *House) Instruments(ctx context.Context, who access.Who) (all []ShelfCard, err error) {
	err = h.look(ctx, who, access.SeeInstruments, nil, func(a *at) error {
		all, err = a.offered(nil)
		return err
	})
	return all, err
}

// Instrument shows one instrument.
func (h *House) Instrument(ctx context.Context, who access.Who, id string) (v InstrumentView, err error) {
	err = h.look(ctx, who, access.SeeInstruments, nil, func(a *at) error {
		if v.Instrument, err = a.instrument(id); err != nil {
			return err
		}
		_, shelved := measure.Find(id)
		v.Template = v.Instrument.Verdict == measure.Template && shelved == nil
		if v.Own, err = a.OwnInstrument(ctx, id); err != nil && fault.Of(err) != fault.Missing {
			return err
		}
		counts, err := a.InstrumentsAsked(ctx)
		v.Answered, v.May = counts[id], h.Policy.Decide(access.CompleteInstrument, a.roleTies()) == nil
		return err
	})
	return v, err
}

// CompleteInput is an agency's wording of a template and its word that it may use it.
type CompleteInput struct {
	Texts  []string // one an item
	Labels []string // one an answer option of the first item; others with as many options take the same
	Right  string   // by what right
	Sure   bool     // the declaration itself
}

// CompleteInstrument keeps an agency's own wording. Once somebody has answered it, it stands: answers to other words
// are answers to another question.
func (h *House) CompleteInstrument(ctx context.Context, who access.Who, id string, version int, in CompleteInput) error {
	const op, longest = "app.CompleteInstrument", 500
	return h.do(ctx, who, access.CompleteInstrument, id, nil, func(a *at) error {
		template, err := measure.Find(id)
		switch {
		case errors.Is(err, measure.ErrNever):
			return wrong(op, "instrument", "survey.instrument.never")
		case err != nil || template.Verdict != measure.Template:
			return fault.New(fault.Missing, op, "")
		}
		own, err := a.OwnInstrument(ctx, id)
		if err != nil && fault.Of(err) != fault.Missing {
			return err
		}
		counts, err := a.InstrumentsAsked(ctx)
		if err != nil {
			return err
		}
		if counts[id] > 0 {
			return fault.New(fault.Stale, op, "survey.wording.answered")
		}
		if err := fresh(op, own.Version, version); err != nil {
			return err
		}
		var c fault.Check
		for k := range template.Items {
			c.Want(k < len(in.Texts) && strings.TrimSpace(in.Texts[k]) != "", survey.Field(k), "survey.wording.missing")
			c.Want(k >= len(in.Texts) || len([]rune(in.Texts[k])) <= longest, survey.Field(k), "text.too_long", "max", longest)
		}
		c.Want(strings.TrimSpace(in.Right) != "", "right", "survey.right.missing")
		c.Want(in.Sure, "sure", "survey.right.undeclared")
		if err := c.Err(op); err != nil {
			return err
		}
		return a.complete(own, template, in)
	})
}

func (a *at) complete(own survey.Own, template measure.Instrument, in CompleteInput) error {
	done, err := measure.CompleteTemplate(template, in.Texts[:len(template.Items)],
		measure.Declaration{By: string(a.self), Date: a.now.In(a.zone()).Format(time.DateOnly), Right: strings.TrimSpace(in.Right)})
	if err != nil {
		return fault.Wrap("app.complete", err)
	}
	for k, item := range done.Items {
		if len(item.Options) != len(in.Labels) {
			continue
		}
		done.Items[k].Options = slices.Clone(item.Options)
		for o, label := range in.Labels {
			done.Items[k].Options[o].Label = strings.TrimSpace(label)
		}
	}
	raw, err := measure.WriteQuestionnaire(done)
	if err != nil {
		return fault.Wrap("app.complete", err)
	}
	own.Instrument, own.File, own.Made, own.By = template.ID, private.Of(string(raw)), a.now, a.self
	_, err = a.SaveOwnInstrument(a.ctx, own)
	return err
}
