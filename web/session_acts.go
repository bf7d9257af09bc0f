package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/session"
)

// Bounds of what is read from a request.
const mostJournal = 512 << 10

// sessionID is the session of a request.
func sessionID(r *http.Request) session.ID { return session.ID(r.PathValue("id")) }

// theMeeting loads a session for its pages.
func (s *Site) theMeeting(r *http.Request) (meetPage, error) {
	v, err := s.App.Session(r.Context(), who(r), sessionID(r))
	return meetPage{Page: s.page(r), View: v}, err
}

// showSession shows a session as it stands: the plan, the running room, or the write-up.
func (s *Site) showSession(w http.ResponseWriter, r *http.Request) error {
	m, err := s.theMeeting(r)
	if err != nil {
		return err
	}
	switch m.View.Session.State {
	case session.Running:
		if m.runs() {
			return s.showRoom(w, r, m)
		}
	case session.Held:
		http.Redirect(w, r, m.Path("/write-up"), http.StatusSeeOther)
		return nil
	}
	return s.showPlan(w, http.StatusOK, planPage(m))
}

// runs tells whether this person records the group's sessions.
func (p meetPage) runs() bool { return p.View.Part == group.Lead || p.View.Part == group.CoWorker }

func (s *Site) showRoom(w http.ResponseWriter, r *http.Request, m meetPage) error {
	q := r.URL.Query()
	p := RoomPage{meetPage: m, Words: personWords(m.View), Nonce: s.App.NewID(), First: firstView(m.View, s.Now()), Gone: max(0, int(s.Now().Sub(m.View.Session.Began).Minutes()))}
	if word := q.Get("word"); slices.Contains(p.Words, word) {
		p.Word = word
	}
	if n, err := strconv.Atoi(q.Get("seat")); err == nil && (n < 1 || seatOf(m.View, n) != nil) {
		p.Seat, p.On = n, true
	}
	return s.showBare(w, http.StatusOK, p.Page, p.View.Group.Name.Reveal(), roomBody(p))
}

// personWords are the marks about one person, those first that the model looks for.
func personWords(v app.SessionView) []string {
	all := []string{session.Help, session.GoalSeen, session.Promise, session.Star}
	slices.SortStableFunc(all, func(a, b string) int {
		return rank(v.Pack.Taps, a) - rank(v.Pack.Taps, b)
	})
	return all
}

func rank(order []string, word string) int {
	if i := slices.Index(order, word); i >= 0 {
		return i
	}
	return len(order)
}

func seatOf(v app.SessionView, n int) *app.Seat {
	for i := range v.Roster {
		if v.Roster[i].Number == n {
			return &v.Roster[i]
		}
	}
	return nil
}

// beginSession starts a planned session.
func (s *Site) beginSession(w http.ResponseWriter, r *http.Request) error {
	return s.turnSession(w, r, s.App.BeginSession(r.Context(), who(r), sessionID(r), version(r)), "")
}

// closeSession ends a running session and leads to the write-up.
func (s *Site) closeSession(w http.ResponseWriter, r *http.Request) error {
	return s.turnSession(w, r, s.App.CloseSession(r.Context(), who(r), sessionID(r), version(r)), "/write-up")
}

// turnSession leads on after a session was begun or ended. Who presses twice, or second, is led on all the same.
func (s *Site) turnSession(w http.ResponseWriter, r *http.Request, err error, to string) error {
	if err != nil && fault.Of(err) != fault.Stale {
		return err
	}
	if err != nil {
		to = ""
	}
	http.Redirect(w, r, sessionPath(sessionID(r))+to, http.StatusSeeOther)
	return nil
}

// recordEntries files entries: JSON from the console's script, or one form.
func (s *Site) recordEntries(w http.ResponseWriter, r *http.Request) error {
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		return s.recordJSON(w, r)
	}
	m, err := s.theMeeting(r)
	if err != nil {
		return err
	}
	if err := r.ParseForm(); err != nil {
		return fault.New(fault.Invalid, "web.recordEntries", "meet.refused")
	}
	entries, ask := entryForm{values: r.PostForm, view: m.View, now: s.Now()}.read()
	if len(entries) == 0 {
		if ask != "" {
			ask += "#mark"
		}
		http.Redirect(w, r, m.Path("")+ask, http.StatusSeeOther)
		return nil
	}
	answers, err := s.App.Record(r.Context(), who(r), sessionID(r), entries)
	if err != nil {
		return err
	}
	if err := refusal(answers); err != nil {
		return err
	}
	http.Redirect(w, r, m.Path("")+backTo(r.PostForm), http.StatusSeeOther)
	return nil
}

// backTo leads a form's sender to where they tapped.
func backTo(v url.Values) string {
	if seat, _, ok := strings.Cut(v.Get("attendance"), ":"); ok && seat != "rest" {
		return "#seat-" + seat
	}
	if v.Has("word") || v.Has("to") || v.Has("by") {
		return "#mark"
	}
	return ""
}

// refusal is nil when every entry was taken.
func refusal(answers []app.EntryAnswer) error {
	for _, a := range answers {
		if a.State != "filed" && a.State != "known" {
			say := a.Say
			if say == "" {
				say = "meet.refused"
			}
			return fault.New(fault.Invalid, "web.recordEntries", say)
		}
	}
	return nil
}

// recordJSON files a batch and answers each entry by itself.
func (s *Site) recordJSON(w http.ResponseWriter, r *http.Request) error {
	var entries []app.EntryInput
	body := http.MaxBytesReader(w, r.Body, mostJournal)
	if err := json.NewDecoder(body).Decode(&entries); err != nil {
		return fault.New(fault.Invalid, "web.recordJSON", "meet.refused")
	}
	answers, err := s.App.Record(r.Context(), who(r), sessionID(r), entries)
	if err != nil {
		return err
	}
	p := s.page(r)
	out := make([]entryAnswer, 0, len(answers))
	for _, a := range answers {
		one := entryAnswer{ID: a.ID, State: a.State, Say: a.Say}
		if a.Say != "" {
			one.Text = p.Say(a.Say)
		}
		out = append(out, one)
	}
	raw, err := json.Marshal(out)
	if err != nil {
		return fault.Wrap("web.recordJSON", err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_, err = w.Write(raw)
	return err
}
