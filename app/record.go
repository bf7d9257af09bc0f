package app

import (
	"context"
	"slices"
	"time"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/private"
	"groupwork/session"
)

// EntryInput is one entry as a device sends it.
type EntryInput struct {
	ID       string    `json:"id"`
	Device   string    `json:"device"`
	Seq      int64     `json:"seq"`
	Kind     string    `json:"kind"`
	Word     string    `json:"word,omitempty"`
	Detail   string    `json:"detail,omitempty"`
	Text     string    `json:"text,omitempty"`
	Corrects string    `json:"corrects,omitempty"`
	Seat     int       `json:"seat,omitempty"`
	To       int       `json:"to,omitempty"`
	Value    int       `json:"value,omitempty"`
	At       time.Time `json:"at"`
}

// EntryAnswer tells what became of one entry: filed, known (it was there already), refused, or conflict (another
// entry has its id). Say is the phrase key of the reason.
type EntryAnswer struct {
	ID    string `json:"id"`
	State string `json:"state"`
	Say   string `json:"say,omitempty"`
}

// The states of an EntryAnswer.
const (
	EntryFiled    = "filed"
	EntryKnown    = "known"
	EntryRefused  = "refused"
	EntryConflict = "conflict"
)

// mostEntries is how many entries one batch may hold.
const mostEntries = 500

// Record files entries. Each is answered by itself; what is refused is not filed and stays on the device. The first
// entry begins a planned session.
func (h *House) Record(ctx context.Context, who access.Who, id session.ID, in []EntryInput) (answers []EntryAnswer, err error) {
	var s session.Session
	var g group.Group
	err = h.do(ctx, who, access.RecordSession, string(id), ofSession(id, &s, &g), func(a *at) error {
		answers = make([]EntryAnswer, 0, len(in))
		if len(in) > mostEntries {
			return &fault.Error{Kind: fault.Invalid, Op: "app.Record",
				Fields: []fault.Field{{Name: "entries", Key: "app.entries.many", Args: map[string]any{"max": mostEntries}}}}
		}
		planned := s.State == session.Planned
		if planned && len(in) > 0 {
			if err := h.beginNow(a, &s, g); err != nil {
				return err
			}
		}
		r, err := h.gather(a, s, g)
		if err != nil {
			return err
		}
		seats := r.mayBeTold()
		filed := false
		for _, one := range in {
			answer, err := h.file(a, s, r, seats, one)
			if err != nil {
				return err
			}
			filed = filed || answer.State == EntryFiled
			answers = append(answers, answer)
		}
		if a.quiet = !filed; a.quiet {
			return nil
		}
		if planned {
			if s, err = a.SaveSession(ctx, s); err != nil {
				return err
			}
		}
		if s.State == session.Held { // words that came late reach the drafts
			return h.draft(a, s, g)
		}
		return nil
	})
	return answers, err
}

// mayBeTold are the seats that entries may speak of: everybody who has or had a place by now. Somebody who turned up
// before their papers were done is told of afterwards.
func (r record) mayBeTold() []int {
	var seats []int
	from, _ := meant(r.session, r.session.Starts)
	for _, st := range r.stays {
		if st.Seat > 0 && (st.Left.IsZero() || st.Left.After(from)) {
			seats = append(seats, st.Seat)
		}
	}
	return seats
}

// file files one entry, or says why not. An error is one of the machine: then nothing of the batch is filed.
func (h *House) file(a *at, s session.Session, r record, seats []int, in EntryInput) (EntryAnswer, error) {
	e := session.Entry{ID: session.EntryID(in.ID), Session: s.ID, Device: in.Device, Seq: in.Seq, Kind: session.Kind(in.Kind), Seat: in.Seat, To: in.To, Word: in.Word,
		Detail: in.Detail, Value: in.Value, Text: private.Of(in.Text), Corrects: session.EntryID(in.Corrects), By: a.self, At: in.At.UTC(), Filed: a.now}
	answer := EntryAnswer{ID: in.ID}
	known := slices.ContainsFunc(r.entries, func(o session.Entry) bool { return o.ID == e.ID })
	if err := session.Check(e, s, seats, h.Library.Vocabulary()); err != nil && !known {
		answer.State, answer.Say = EntryRefused, fault.Say(err)
		if f := fault.Fields(err); len(f) > 0 {
			answer.Say = f[0].Key
		}
		return answer, nil
	}
	fresh, err := a.Append(a.ctx, []session.Entry{e})
	switch {
	case fault.Of(err) == fault.Stale:
		answer.State, answer.Say = EntryConflict, fault.Say(err)
	case err != nil:
		return answer, err
	case len(fresh) == 0:
		answer.State = EntryKnown
	default:
		answer.State = EntryFiled
	}
	return answer, nil
}
