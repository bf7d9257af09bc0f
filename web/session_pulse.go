package web

import (
	"net/http"
	"strconv"
	"time"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/session"
)

// PulseSeat is one member on the list of the shared device.
type PulseSeat struct {
	Number   int
	Name     string
	Answered bool
}

// PulseNextPage is the shared device between two members.
type PulseNextPage struct {
	meetPage
	Seats  []PulseSeat
	Thanks string
}

// PulsePage is one member's card. Given holds what was tapped, by item.
type PulsePage struct {
	meetPage
	Seat  int
	Name  string
	Nonce string
	Given map[string]string
}

// CardsPage is the worker's grid of paper cards. Given holds what stands in each cell.
type CardsPage struct {
	meetPage
	Seats []PulseSeat
	Nonce string
	Given map[string]string
	Shown map[string]string // what the cells of a grid that is to be mended showed at first
}

// Answered counts the members who have answered.
func (p PulseNextPage) Answered() int {
	n := 0
	for _, s := range p.Seats {
		if s.Answered {
			n++
		}
	}
	return n
}

// pulseSeats lists who is at the meeting: everybody but those marked as away.
func pulseSeats(v app.SessionView) []PulseSeat {
	var all []PulseSeat
	for _, s := range v.Roster {
		if s.Presence.State != session.Expected && !s.Presence.State.Came() {
			continue
		}
		facts, _ := v.Meeting.Seat(s.Number)
		all = append(all, PulseSeat{Number: s.Number, Name: s.Called.Reveal(), Answered: len(facts.Pulse) > 0})
	}
	return all
}

func (s *Site) showPulseNext(w http.ResponseWriter, r *http.Request) error {
	m, err := s.theMeeting(r)
	if err != nil {
		return err
	}
	p := PulseNextPage{meetPage: m, Seats: pulseSeats(m.View)}
	if n, err := strconv.Atoi(r.URL.Query().Get("thanks")); err == nil {
		if seat := seatOf(m.View, n); seat != nil {
			p.Thanks = seat.Called.Reveal()
		}
	}
	return s.showBare(w, http.StatusOK, p.Page, p.Say("meet.pulse"), pulseNextBody(p))
}

// pulseCard loads the page of one seat.
func (s *Site) pulseCard(r *http.Request) (PulsePage, error) {
	m, err := s.theMeeting(r)
	if err != nil {
		return PulsePage{}, err
	}
	n, err := strconv.Atoi(r.PathValue("seat"))
	seat := seatOf(m.View, n)
	if err != nil || seat == nil {
		return PulsePage{}, fault.New(fault.Missing, "web.pulseCard", "")
	}
	if tongue := known(seat.Speaks); tongue != "" && tongue != m.Lang { // the card is handed to the member
		m.Page = s.pageIn(r, tongue)
	}
	return PulsePage{meetPage: m, Seat: n, Name: seat.Called.Reveal(), Nonce: s.App.NewID(), Given: map[string]string{}}, nil
}

// showPulse is an empty card: what somebody answered before is not shown to whoever holds the device.
func (s *Site) showPulse(w http.ResponseWriter, r *http.Request) error {
	p, err := s.pulseCard(r)
	if err != nil {
		return err
	}
	return s.showBare(w, http.StatusOK, p.Page, p.Say("meet.pulse"), pulseBody(p))
}

// answerPulse files one member's answers.
func (s *Site) answerPulse(w http.ResponseWriter, r *http.Request) error {
	p, err := s.pulseCard(r)
	if err != nil {
		return err
	}
	for _, item := range p.View.PulseItems {
		p.Given[item] = r.PostFormValue(item)
	}
	entries, wrong := pulseEntries(p.View, r.PostFormValue("nonce"), s.pulseTime(p.View), p.Seat, p.Given)
	err = wrongCells(wrong)
	if err == nil {
		err = s.fileAll(r, entries)
	}
	if fault.Of(err) == fault.Invalid {
		p.Page = p.Page.wrongly(err)
		return s.showBare(w, http.StatusUnprocessableEntity, p.Page, p.Say("meet.pulse"), pulseBody(p))
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, p.Path("/pulse?thanks=")+strconv.Itoa(p.Seat), http.StatusSeeOther)
	return nil
}

// pulseTime is now, or the end of a session that is over: cards filled in at the close are typed in later.
func (s *Site) pulseTime(v app.SessionView) time.Time {
	if v.Session.State == session.Held {
		return v.Session.Ended
	}
	return s.Now()
}

func wrongCells(wrong map[string]string) error {
	var c fault.Check
	for name, key := range wrong {
		c.Want(false, name, key)
	}
	return c.Err("web.pulse")
}

// fileAll files entries; one that is refused makes the whole form wrong, and sending it again is harmless.
func (s *Site) fileAll(r *http.Request, entries []app.EntryInput) error {
	if len(entries) == 0 {
		return nil
	}
	answers, err := s.App.Record(r.Context(), who(r), sessionID(r), entries)
	if err != nil {
		return err
	}
	return refusal(answers)
}

// cell names a field of the grid.
func cell(seat int, item string) string { return strconv.Itoa(seat) + "." + item }

// showCards shows the grid with what is stored.
func (s *Site) showCards(w http.ResponseWriter, r *http.Request) error {
	m, err := s.theMeeting(r)
	if err != nil {
		return err
	}
	p := CardsPage{meetPage: m, Seats: pulseSeats(m.View), Nonce: s.App.NewID(), Given: storedCells(m.View)}
	return s.show(w, http.StatusOK, p.Page, p.Say("meet.pulse.cards"), cardsBody(p))
}

// Was is what a cell showed when the grid was opened.
func (p CardsPage) Was(name string) string {
	if p.Shown != nil {
		return p.Shown[name]
	}
	return p.Given[name]
}

func storedCells(v app.SessionView) map[string]string {
	given := map[string]string{}
	for _, seat := range v.Meeting.Seats {
		for item, value := range seat.Pulse {
			given[cell(seat.Seat, item)] = strconv.Itoa(value)
		}
	}
	return given
}

// saveCards files the cells that were changed since the grid was shown; an emptied cell is a skip. What a member answered
// meanwhile stands.
func (s *Site) saveCards(w http.ResponseWriter, r *http.Request) error {
	m, err := s.theMeeting(r)
	if err != nil {
		return err
	}
	p := CardsPage{meetPage: m, Seats: pulseSeats(m.View), Nonce: r.PostFormValue("nonce"), Given: map[string]string{}, Shown: map[string]string{}}
	stored, wrong := storedCells(m.View), map[string]string{}
	var entries []app.EntryInput
	for _, seat := range p.Seats {
		row := map[string]string{}
		for _, item := range m.View.PulseItems {
			name := cell(seat.Number, item)
			p.Given[name], p.Shown[name] = r.PostFormValue(name), r.PostFormValue("was."+name)
			if p.Given[name] != r.PostFormValue("was."+name) && p.Given[name] != stored[name] {
				row[item] = p.Given[name]
				if row[item] == "" {
					row[item] = "-1"
				}
			}
		}
		some, bad := pulseEntries(m.View, p.Nonce, s.pulseTime(m.View), seat.Number, row)
		entries = append(entries, some...)
		for item, key := range bad {
			wrong[cell(seat.Number, item)] = key
		}
	}
	if err = wrongCells(wrong); err == nil {
		err = s.fileAll(r, entries)
	}
	if fault.Of(err) == fault.Invalid {
		p.Page = p.Page.wrongly(err)
		return s.show(w, http.StatusUnprocessableEntity, p.Page, p.Say("meet.pulse.cards"), cardsBody(p))
	}
	if err != nil {
		return err
	}
	return s.saved(w, r, p.Path("/pulse/cards"))
}
