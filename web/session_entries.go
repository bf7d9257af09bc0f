package web

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"groupwork/app"
	"groupwork/session"
)

// formDevice is the device of entries that a form sent, without script.
const formDevice = "form"

// entryForm reads taps sent by plain form.
type entryForm struct {
	values url.Values
	view   app.SessionView
	now    time.Time
}

// read gives the entries of a form, or the query of the page that asks for what is still missing.
func (f entryForm) read() (entries []app.EntryInput, ask string) {
	v := f.values
	switch {
	case v.Has("attendance"):
		return f.attendance(v.Get("attendance")), ""
	case v.Has("undo"):
		return f.entries(app.EntryInput{Kind: string(session.Correction), Corrects: v.Get("undo")}), ""
	case v.Has("to"):
		return f.mark(session.Help, "", f.number("seat"), f.number("to")), ""
	case v.Has("by"):
		if v.Get("pending") == session.Help {
			return nil, "?seat=" + strconv.Itoa(f.number("by")) + "&word=" + session.Help
		}
		return f.mark(v.Get("pending"), "", f.number("by"), session.Whole), ""
	case v.Has("word"):
		return f.word(v.Get("word"))
	case v.Has("kind"):
		return f.entries(app.EntryInput{Kind: v.Get("kind"), Text: v.Get("text"), Detail: v.Get("detail")}), ""
	}
	return nil, ""
}

// word is one tapped word, for the seat that is chosen or for nobody.
func (f entryForm) word(value string) ([]app.EntryInput, string) {
	code, detail, _ := strings.Cut(value, ":")
	seat := f.number("seat")
	switch code {
	case session.Moment:
		return f.mark(code, detail, session.Whole, session.Whole), ""
	case session.WorkerAct:
		return f.mark(code, detail, session.Whole, max(seat, session.Whole)), ""
	case session.Safety:
		return f.mark(code, "", max(seat, session.Whole), session.Whole), ""
	}
	if seat < 1 {
		return nil, "?word=" + url.QueryEscape(code)
	}
	if code == session.Help {
		return nil, "?seat=" + strconv.Itoa(seat) + "&word=" + session.Help
	}
	return f.mark(code, "", seat, session.Whole), ""
}

// attendance reads "3:late", or "rest:present" for everybody who is still expected.
func (f entryForm) attendance(value string) []app.EntryInput {
	who, state, _ := strings.Cut(value, ":")
	if who != "rest" {
		seat, err := strconv.Atoi(who)
		if err != nil {
			return nil
		}
		return f.entries(app.EntryInput{Kind: string(session.Attendance), Seat: seat, Word: state, Value: f.minutes(state)})
	}
	var all []app.EntryInput
	for _, s := range f.view.Roster {
		if s.Presence.State == session.Expected {
			all = append(all, app.EntryInput{Kind: string(session.Attendance), Seat: s.Number, Word: state})
		}
	}
	return f.entries(all...)
}

// minutes is how late or early a state is by the clock of the house.
func (f entryForm) minutes(state string) int {
	s := f.view.Session
	gone := int(f.now.Sub(s.Starts).Minutes())
	switch session.AttendanceState(state) {
	case session.Late:
		return max(0, gone)
	case session.LeftEarly:
		return max(0, s.Minutes-gone)
	}
	return 0
}

func (f entryForm) mark(word, detail string, seat, to int) []app.EntryInput {
	return f.entries(app.EntryInput{Kind: string(session.Mark), Word: word, Detail: detail, Seat: seat, To: to})
}

// number reads a seat; what is no number is no seat.
func (f entryForm) number(name string) int {
	n, err := strconv.Atoi(f.values.Get(name))
	if err != nil {
		return session.Whole
	}
	return n
}

// entries gives each entry its id, device and time.
func (f entryForm) entries(all ...app.EntryInput) []app.EntryInput {
	for i := range all {
		all[i].ID, all[i].Device = entryID(f.values.Get("nonce"), all[i]), formDevice
		all[i].At, all[i].Seq = f.now, f.now.UnixMilli()
	}
	return all
}

// entryID makes the id of an entry from the page's nonce (a UUIDv7) and what the entry says: sending one form
// twice gives one id, and two different taps on one page give two.
func entryID(nonce string, e app.EntryInput) string {
	said := fmt.Sprintf("%s|%s|%s|%s|%d|%d|%d|%s|%s", nonce, e.Kind, e.Word, e.Detail, e.Seat, e.To, e.Value, e.Text, e.Corrects)
	sum := sha256.Sum256([]byte(said))
	tail := binary.BigEndian.Uint64(sum[:8])&^(3<<62) | 2<<62
	start := "00000000-0000-7000"
	if len(nonce) == 36 {
		start = nonce[:18]
	}
	return fmt.Sprintf("%s-%04x-%012x", start, tail>>48, tail&(1<<48-1))
}

// entryAnswer is how one entry was taken, for a script: State says filed, known, refused or conflict.
type entryAnswer struct {
	ID    string `json:"id"`
	State string `json:"state"`
	Say   string `json:"say,omitempty"`  // phrase key of why not
	Text  string `json:"text,omitempty"` // the same in the reader's language
}

// pulseForm reads the answers of one member, or of many from paper cards. Wrong cells keep what was typed.
func pulseEntries(v app.SessionView, nonce string, at time.Time, seat int, given map[string]string) ([]app.EntryInput, map[string]string) {
	wrong := map[string]string{}
	var all []app.EntryInput
	for i, item := range v.PulseItems {
		text := strings.TrimSpace(given[item])
		if text == "" {
			continue
		}
		value, err := strconv.Atoi(text)
		if err != nil || value < -1 || value > 10 {
			wrong[item] = "meet.pulse.cards.range"
			continue
		}
		e := app.EntryInput{Kind: string(session.Pulse), Seat: seat, Word: item, Value: value, Device: formDevice, At: at, Seq: at.UnixMilli() + int64(i)}
		e.ID = entryID(nonce, e)
		all = append(all, e)
	}
	return all, wrong
}
