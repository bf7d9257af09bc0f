package app

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"groupwork/access"
	"groupwork/agency"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/measure"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store"
	"groupwork/survey"
)

// codeLife is how long a member's code may be used.
const codeLife = 7 * 24 * time.Hour

// codeLetters are easy to read aloud and to type: no 0 and O, no 1, I and L.
const codeLetters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

// codeLength letters are 39 bits: with one try a second for each device, nobody guesses a code within its week.
const codeLength = 8

// AnswerSeat is one member on the list of who answers.
type AnswerSeat struct {
	Seat     int
	Stay     group.StayID
	Called   private.Text
	Answered bool
	How      survey.How
	HasCode  bool
}

// AnswerRoom is where the answers of one meeting come together.
type AnswerRoom struct {
	Asking     survey.Asking
	Instrument measure.Instrument
	Group      GroupRef
	Session    Occasion
	Seats      []AnswerSeat
}

// AnswerInput is what somebody answered: by item (from 0) the printed code of an option, or a number; "" for left out.
type AnswerInput struct {
	Sheet   string // id that the form was given, so that sending it twice changes nothing
	Values  []string
	In      string // the language that the questions stood in; empty: the language of who sends them
	Version int    // of the sheet that a worker mends; 0 for a new one
}

// room gathers an asking at one of its group's meetings.
func (a *at) answerRoom(one survey.Asking, g group.Group, meeting session.ID) (v AnswerRoom, stays []group.Stay, err error) {
	v.Asking, v.Group = one, ref(g)
	heads, err := a.SessionsIn(a.ctx, g.ID)
	if err != nil {
		return v, nil, err
	}
	at := slices.IndexFunc(heads, func(h store.SessionHead) bool { return h.ID == meeting && h.State != session.NotHeld })
	if at < 0 {
		return v, nil, fault.New(fault.Missing, "app.answerRoom", "")
	}
	if v.Instrument, err = a.instrument(one.Instrument); err != nil {
		return v, nil, err
	}
	if stays, err = a.StaysIn(a.ctx, g.ID); err != nil {
		return v, nil, err
	}
	stays = asked(one, heads[at], stays, a)
	v.Session = Occasion{Session: meeting, Number: heads[at].Number, Starts: heads[at].Starts, Of: len(stays), Over: heads[at].State == session.Held}
	return v, stays, nil
}

// AnswerRoom shows who has answered at a meeting, and nothing of what.
func (h *House) AnswerRoom(ctx context.Context, who access.Who, id survey.ID, meeting session.ID) (v AnswerRoom, err error) {
	var one survey.Asking
	var g group.Group
	err = h.look(ctx, who, access.EnterAnswers, ofAsking(id, &one, &g), func(a *at) error {
		var stays []group.Stay
		if v, stays, err = a.answerRoom(one, g, meeting); err != nil {
			return err
		}
		codes, err := a.AnswerCodes(ctx, id, meeting)
		if err != nil {
			return err
		}
		for _, st := range stays {
			p, err := a.Person(ctx, st.Person)
			if err != nil {
				return err
			}
			seat := AnswerSeat{Seat: st.Seat, Stay: st.ID, Called: p.Called}
			sheet, err := a.SheetAt(ctx, id, meeting, st.ID)
			if err != nil && fault.Of(err) != fault.Missing {
				return err
			}
			seat.Answered, seat.How = err == nil, sheet.How
			seat.HasCode = slices.ContainsFunc(codes, func(c survey.Code) bool { return c.Stay == st.ID && c.Valid(a.now) })
			if seat.Answered {
				v.Session.Answered++
			}
			v.Seats = append(v.Seats, seat)
		}
		return nil
	})
	return v, err
}

// CodeLine is a member's code; it is shown once and kept only as a digest.
type CodeLine struct {
	Called  private.Text
	Code    string // as it is read aloud: "K7MQ-2XPD"
	Path    string
	Expires time.Time
}

// MakeCodes gives everybody who has not answered a new code and revokes the old ones.
func (h *House) MakeCodes(ctx context.Context, who access.Who, id survey.ID, meeting session.ID) (lines []CodeLine, err error) {
	var one survey.Asking
	var g group.Group
	err = h.do(ctx, who, access.EnterAnswers, string(id), ofAsking(id, &one, &g), func(a *at) error {
		_, stays, err := a.answerRoom(one, g, meeting)
		if err != nil {
			return err
		}
		old, err := a.AnswerCodes(ctx, id, meeting)
		if err != nil {
			return err
		}
		for _, c := range old {
			if c.Revoked = a.now; c.Used.IsZero() {
				if err := a.EndAnswerCode(ctx, c); err != nil {
					return err
				}
			}
		}
		for _, st := range stays {
			if _, err := a.SheetAt(ctx, id, meeting, st.ID); fault.Of(err) != fault.Missing {
				if err != nil {
					return err
				}
				continue
			}
			line, err := h.makeCode(a, one, st, meeting)
			if err != nil {
				return err
			}
			lines = append(lines, line)
		}
		return nil
	})
	return lines, err
}

func (h *House) makeCode(a *at, one survey.Asking, st group.Stay, meeting session.ID) (CodeLine, error) {
	code := ""
	for len(code) < codeLength {
		if b := h.bytes(1)[0]; int(b) < 256-256%len(codeLetters) { // every letter equally likely
			code += string(codeLetters[int(b)%len(codeLetters)])
		}
	}
	p, err := a.Person(a.ctx, st.Person)
	if err != nil {
		return CodeLine{}, err
	}
	c := survey.Code{Digest: digest(a.who.Book + "/" + code), Asking: one.ID, Stay: st.ID, Session: meeting, Made: a.now, By: a.self, Expires: a.now.Add(codeLife)}
	return CodeLine{Called: p.Called, Code: code[:4] + "-" + code[4:], Path: "/answer/" + a.who.Book + "/" + code, Expires: c.Expires}, a.AddAnswerCode(a.ctx, c)
}

// plainCode is a code as it was made, however it was typed.
func plainCode(typed string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(codeLetters, r) {
			return r
		}
		return -1
	}, strings.ToUpper(typed))
}

// shelfLanguage is what the instruments on the shelf were written in.
const shelfLanguage = "en"

// CodeView is what somebody sees who holds a code: the instrument, and nothing of the group or of a person.
type CodeView struct {
	Agency     string
	Code       string // as it was made
	Instrument measure.Instrument
	Sheet      string // id for the form
}

// ByCode opens the form of a code. A used, ended or unknown code answers alike.
func (h *House) ByCode(ctx context.Context, slug, typed string) (v CodeView, err error) {
	err = h.Store.Look(ctx, agency.Slug(slug), func(tx *store.Tx) error {
		c, err := h.validCode(ctx, tx, slug, typed)
		if err != nil {
			return err
		}
		one, err := tx.Asking(ctx, c.Asking)
		if err != nil {
			return err
		}
		a := &at{Tx: tx, ctx: ctx, now: h.Now(), shelf: &h.shelf, lang: shelfLanguage}
		v.Agency, v.Code, v.Sheet = slug, plainCode(typed), h.NewID()
		v.Instrument, err = a.instrument(one.Instrument)
		return err
	})
	return v, err
}

func (h *House) validCode(ctx context.Context, tx *store.Tx, slug, typed string) (survey.Code, error) {
	c, err := tx.AnswerCode(ctx, digest(slug+"/"+plainCode(typed)))
	if err == nil && !c.Valid(h.Now()) {
		err = fault.New(fault.Missing, "app.ByCode", "")
	}
	return c, err
}

// AnswerByCode files a member's own answers and uses the code up. Sending the same form again changes nothing.
func (h *House) AnswerByCode(ctx context.Context, slug, typed string, in AnswerInput) error {
	return h.Store.Within(ctx, agency.Slug(slug), func(tx *store.Tx) error {
		c, err := tx.AnswerCode(ctx, digest(slug+"/"+plainCode(typed)))
		if err != nil {
			return err
		}
		if sent, err := tx.Sheet(ctx, survey.SheetID(in.Sheet)); err == nil && sent.Stay == c.Stay && sent.Session == c.Session && sent.Asking == c.Asking {
			return nil
		}
		if !c.Valid(h.Now()) {
			return fault.New(fault.Missing, "app.AnswerByCode", "")
		}
		one, err := tx.Asking(ctx, c.Asking)
		if err != nil {
			return err
		}
		st, err := tx.Stay(ctx, c.Stay)
		if err != nil {
			return err
		}
		s, err := tx.Session(ctx, c.Session)
		if err != nil {
			return err
		}
		a := &at{Tx: tx, ctx: ctx, now: h.Now(), shelf: &h.shelf, lang: cmp.Or(in.In, shelfLanguage)}
		sheet := survey.Sheet{ID: survey.SheetID(in.Sheet), Asking: one.ID, Group: one.Group, Stay: st.ID, Person: st.Person, Session: s.ID,
			Number: s.Number, Instrument: one.Instrument, How: survey.ByCode, Filed: a.now}
		if err := a.fillSheet(&sheet, in); err != nil {
			return err
		}
		c.Used = a.now
		if err := tx.EndAnswerCode(ctx, c); err != nil {
			return err
		}
		return tx.File(ctx, store.AuditLine{At: a.now, Who: st.Person, Act: string(access.AnswerByCode), Things: []string{string(sheet.ID)}})
	})
}

// fillSheet checks the answers and saves the sheet.
func (a *at) fillSheet(s *survey.Sheet, in AnswerInput) error {
	if len(s.ID) < 16 || len(s.ID) > 64 {
		return fault.New(fault.Invalid, "app.fillSheet", "survey.answers.other")
	}
	ins, err := a.instrument(s.Instrument)
	if err != nil {
		return err
	}
	answers, words, err := given(ins, in.Values)
	if err != nil {
		return err
	}
	if err := s.Fill(ins, answers, words); err != nil {
		return err
	}
	*s, err = a.SaveSheet(a.ctx, *s)
	return err
}

// given reads what was chosen, typed or said.
func given(ins measure.Instrument, values []string) (answers []measure.Number, words []string, err error) {
	var c fault.Check
	answers, words = make([]measure.Number, len(ins.Items)), make([]string, len(ins.Items))
	for k, item := range ins.Items {
		typed := ""
		if k < len(values) {
			typed = strings.TrimSpace(values[k])
		}
		switch {
		case typed == "":
		case item.Open() || item.Unscored(typed):
			words[k] = typed
		default:
			n, ok := answer(item, typed)
			c.Want(ok, survey.Field(k), "survey.answer.range")
			answers[k] = n
		}
	}
	return answers, words, c.Err("app.given")
}
