package web

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"
	"unicode"
	"unicode/utf8"

	"groupwork/app"
	"groupwork/overlay"
	"groupwork/session"
	"groupwork/watch"
)

// meetPage is what every page of a session shows.
type meetPage struct {
	Page
	View app.SessionView
}

// Path is a path below the session's.
func (p meetPage) Path(below string) string { return sessionPath(p.View.Session.ID) + below }

// GroupPath is the way back to the group.
func (p meetPage) GroupPath() string { return "/groups/" + string(p.View.Group.ID) }

// TherapyWaits tells whether a gate of group therapy is not passed: what it waits for is not on the checklist.
func (p meetPage) TherapyWaits() bool {
	return slices.ContainsFunc(p.View.Before, func(g watch.Gate) bool { return g.Book == overlay.Therapy })
}

// Number is "Session 7".
func (p meetPage) Number() string { return p.Say("meet.number", "number", p.View.Session.Number) }

// When is the date, the time and the minutes.
func (p meetPage) When() string {
	s := p.View.Session
	return p.Say("meet.when", "date", p.Date(s.Starts), "time", p.Time(s.Starts), "minutes", s.Minutes)
}

func sessionPath(id session.ID) string { return "/sessions/" + string(id) }

// RoomPage is a running session: the quiet console.
type RoomPage struct {
	meetPage
	Words []string // of marks that are about one person, in the order of the page
	Seat  int      // chosen seat, when Chosen
	On    bool     // whether a seat is chosen
	Word  string   // chosen word that waits for a seat
	Nonce string   // makes the ids of entries sent without script
	First string   // the view that opens: door or marks
	Gone  int      // minutes since the session began
}

// The geometry of the circle: seats stand on a ring around the group, the worker among them.
const (
	ringRadius  = 235
	roomWidth   = 800
	roomHeight  = 660
	widestSeat  = 46
	labelAway   = 18
	longestName = 10
	wholeRadius = 58
)

// place is one seat as it is drawn.
type place struct {
	Number                    int
	Drawn                     string // the name as far as there is room
	Name, Short, Class, State string
	Said, Href                string
	X, Y, R, Halo             string
	NameX, NameY, Anchor      string
	Chosen                    bool
	x, y                      float64
}

// Frame is the view box: the group is the middle of the world.
func (p RoomPage) Frame() string {
	return fmt.Sprintf("%d %d %d %d", -roomWidth/2, -roomHeight/2, roomWidth, roomHeight)
}

// Places gives the seats in order, then the worker, then the group in the middle.
func (p RoomPage) Places() []place {
	n := len(p.View.Roster) + 1
	r := math.Min(widestSeat, 0.8*ringRadius*math.Sin(math.Pi/float64(n)))
	var all []place
	for i, s := range p.View.Roster {
		seat := p.at(i, n, r)
		seat.Number, seat.Name, seat.Short = s.Number, s.Called.Reveal(), s.Short
		seat.Drawn = seat.Name
		if letters := []rune(seat.Name); len(letters) > longestName {
			seat.Drawn = string(letters[:longestName-1]) + "…"
		}
		seat.State = string(s.Presence.State)
		seat.Said = p.Say("meet.circle.seat", "name", seat.Name, "state", p.Presence(seat.State, s.Presence.Minutes))
		all = append(all, seat)
	}
	worker := p.at(n-1, n, r)
	worker.Number, worker.Name, worker.Short, worker.Class = session.Staff, p.Say("meet.circle.worker"), p.Say("meet.circle.worker"), "worker"
	whole := place{X: "0", Y: "0", R: px(wholeRadius), Halo: px(wholeRadius + 6), Number: session.Whole, Name: p.Say("meet.circle.group"), Short: p.Say("meet.circle.group"), Class: "whole"}
	worker.Said, whole.Said = worker.Name, whole.Name
	all = append(all, worker, whole)
	for i := range all {
		all[i].Href = p.choose(all[i].Number)
		all[i].Chosen = p.On && p.Seat == all[i].Number
	}
	return all
}

// at places one of n seats; the first is at the top and the order is that of the clock.
func (p RoomPage) at(i, n int, r float64) place {
	angle := 2*math.Pi*float64(i)/float64(n) - math.Pi/2
	x, y := ringRadius*math.Cos(angle), ringRadius*math.Sin(angle)
	out := ringRadius + r + labelAway
	anchor := "middle"
	switch c := math.Cos(angle); {
	case c > 0.3:
		anchor = "start"
	case c < -0.3:
		anchor = "end"
	}
	lx, ly := out*math.Cos(angle), out*math.Sin(angle)
	return place{x: x, y: y, X: px(x), Y: px(y), R: px(r), Halo: px(r + 6), NameX: px(lx), NameY: px(ly), Anchor: anchor}
}

func px(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }

// choose is where a seat leads without script: the same page with the seat chosen.
func (p RoomPage) choose(seat int) string {
	to := p.Path("") + "?seat=" + strconv.Itoa(seat)
	if p.Word != "" && !p.On {
		to += "&word=" + p.Word
	}
	return to + "#mark"
}

// roomChord is help from one place to another.
type roomChord struct {
	Path, Width, Pair string
	Times             int
}

// Chords draws who helped whom; the oftener, the wider.
func (p RoomPage) Chords() []roomChord {
	at := map[int]place{}
	for _, s := range p.Places() {
		at[s.Number] = s
	}
	var all []roomChord
	for _, h := range p.View.Meeting.Help {
		a, b := at[h.From], at[h.To]
		path := fmt.Sprintf("M%s %sQ%s %s %s %s", px(a.x), px(a.y), px((a.x+b.x)*0.3), px((a.y+b.y)*0.3), px(b.x), px(b.y))
		all = append(all, roomChord{Path: path, Width: px(math.Min(2+1.5*float64(h.Times), 9)), Pair: fmt.Sprintf("%d-%d", h.From, h.To), Times: h.Times})
	}
	return all
}

// SeatText is the chosen seat for the form, or nothing.
func (p RoomPage) SeatText() string {
	if !p.On {
		return ""
	}
	return strconv.Itoa(p.Seat)
}

// seatName gives the called name of a seat.
func (p RoomPage) seatName(seat int) string {
	for _, s := range p.Places() {
		if s.Number == seat {
			return s.Name
		}
	}
	return ""
}

// Asked is the question that the next tap answers.
func (p RoomPage) Asked() string {
	switch {
	case p.On && p.Word == session.Help:
		return p.Say("meet.ask.whom", "name", p.seatName(p.Seat))
	case p.Word != "":
		return p.Say("meet.ask.who", "word", p.Say("mark."+p.Word))
	case p.On:
		return p.Say("meet.ask.saw", "name", p.seatName(p.Seat))
	}
	return p.Say("meet.ask.start")
}

// Pending gives the seats to choose from while a word waits for one (without script).
func (p RoomPage) Pending() []place {
	if p.Word == "" {
		return nil
	}
	var all []place
	for _, s := range p.Places() {
		whom := p.On && p.Word == session.Help
		if s.Number > 0 && !(whom && s.Number == p.Seat) || whom && s.Number < 1 {
			all = append(all, s)
		}
	}
	return all
}

// PendingName is what the chosen seat means: who did it, or to whom.
func (p RoomPage) PendingName() string {
	if p.On && p.Word == session.Help {
		return "to"
	}
	return "by"
}

// Marks counts the marks that stand.
func (p RoomPage) Marks() int {
	n := 0
	for _, m := range p.View.Marks {
		if string(m.Kind) == string(session.Mark) && !m.Gone {
			n++
		}
	}
	return n
}

// journalLine is one of the last lines of the journal.
type journalLine struct {
	ID, At, Text, Kind string
	Gone               bool
}

const linesShown = 8

// LastLines gives the newest lines first.
func (p RoomPage) LastLines() []journalLine {
	lines := slices.Clone(p.View.Marks)
	slices.SortStableFunc(lines, func(a, b app.MarkLine) int { return b.At.Compare(a.At) })
	var all []journalLine
	for _, m := range lines[:min(len(lines), linesShown)] {
		all = append(all, journalLine{ID: string(m.ID), At: p.Time(m.At), Text: p.lineText(m), Kind: string(m.Kind), Gone: m.Gone})
	}
	return all
}

func (p RoomPage) lineText(m app.MarkLine) string {
	word := ""
	switch kind := session.Kind(m.Kind); {
	case kind == session.Attendance:
		word = p.Say("attendance." + m.Word)
	case kind == session.Visitor:
		word = p.Say("meet.visitor")
	case kind == session.Decision:
		word = p.Say("meet.decision")
	case m.Word == session.Moment:
		word = p.Say("moment." + m.Detail)
	case m.Word == session.WorkerAct:
		word = p.Say("act." + m.Detail)
	case kind == session.Mark:
		word = p.Say("mark." + m.Word)
	}
	switch from, to := m.From.Reveal(), m.To.Reveal(); {
	case from != "" && to != "":
		return from + " → " + to + " · " + word
	case from != "" || to != "":
		return from + to + " · " + word
	}
	return word
}

// Presence is a seat's attendance in words.
func (p meetPage) Presence(state string, minutes int) string {
	if state == "" || state == string(session.Expected) {
		return p.Say("meet.expected")
	}
	text := p.Say("attendance." + state)
	if minutes > 0 {
		text += " · " + p.Say("meet.minutes", "count", minutes)
	}
	return text
}

// StillExpected counts those nobody has marked yet.
func (p RoomPage) StillExpected() int {
	n := 0
	for _, s := range p.View.Roster {
		if s.Presence.State == session.Expected {
			n++
		}
	}
	return n
}

// DoorFirst are the four states that the door needs most; DoorMore the others.
func (p RoomPage) DoorFirst() []string {
	return []string{string(session.Present), string(session.Late), string(session.AbsentTold), string(session.AbsentNoWord)}
}

// DoorMore are the states that are tapped less often.
func (p RoomPage) DoorMore() []string {
	first := map[string]bool{}
	for _, s := range p.DoorFirst() {
		first[s] = true
	}
	var rest []string
	for _, s := range p.View.Vocabulary.Attendance {
		if !first[s] {
			rest = append(rest, s)
		}
	}
	return rest
}

// firstView is the door until somebody has been marked, or a quarter of an hour has gone.
func firstView(v app.SessionView, now time.Time) string {
	if now.Sub(v.Session.Began) < 15*time.Minute {
		return "door"
	}
	return "marks"
}

// capital begins a word of a vocabulary like a sentence.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

func pressed(on bool) string { return strconv.FormatBool(on) }

func ms(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return strconv.FormatInt(t.UnixMilli(), 10)
}
