package torture

import (
	"bytes"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"groupwork/app"
	"groupwork/session"
)

// sent is an entry and the session that it is for.
type sent struct {
	session string
	entry   app.EntryInput
}

// ledger is what one writer knows: what was sent, and what of it was acknowledged (true).
type ledger struct {
	entries  map[string]bool   // by id
	content  map[string]sent   // of every entry
	refused  map[string]bool   // entries
	people   map[string]bool   // by name
	sessions map[string]bool   // by intent
	signed   map[string]bool   // sessions whose notes were signed, all at once
	addenda  map[string]bool   // by text
	on       map[string]string // addendum to its note
}

func (l ledger) count(into map[string]int) {
	for what, all := range map[string]map[string]bool{"entries": l.entries, "people": l.people, "sessions": l.sessions, "sessions signed": l.signed, "addenda": l.addenda} {
		for _, ok := range all {
			if ok {
				into[what]++
			}
		}
	}
}

// writer is somebody who works at one group, session after session, and forgets nothing when the server dies.
type writer struct {
	house  house
	group  string
	rng    *rand.Rand
	seq    int64
	ledger ledger

	meeting string          // the session that it holds now; "" before it is planned
	held    bool            // it has ended: its notes wait
	filed   int             // entries in it
	notes   []string        // signed ones
	unsure  []sent          // entries whose answer never came
	adding  map[string]bool // addenda whose answer never came
}

func newWriter(s house, n int, seed uint64) *writer {
	return &writer{house: s, group: s.groups[n], rng: rand.New(rand.NewPCG(seed, uint64(n))), adding: map[string]bool{},
		ledger: ledger{entries: map[string]bool{}, content: map[string]sent{}, refused: map[string]bool{}, people: map[string]bool{}, sessions: map[string]bool{},
			signed: map[string]bool{}, addenda: map[string]bool{}, on: map[string]string{}}}
}

// writes does one act: first what is unsure, then anything.
func (w *writer) writes(base string) {
	switch n := w.rng.IntN(12); {
	case len(w.unsure) > 0:
		last := w.unsure[len(w.unsure)-1]
		w.unsure = w.unsure[:len(w.unsure)-1]
		w.files(base, last)
	case len(w.adding) > 0:
		for text := range w.adding {
			w.adds(base, text)
			return
		}
	case n == 0:
		called := "Torture" + newID()
		w.ledger.people[called] = false
		_, ok := w.post(base+"/people/new", url.Values{"called": {called}})
		w.ledger.people[called] = ok
	case n == 1 && len(w.notes) > 0:
		text := "Added: " + w.sentence()
		w.ledger.on[text] = w.notes[w.rng.IntN(len(w.notes))]
		w.adds(base, text)
	case w.meeting == "":
		w.plans(base)
	case w.held:
		w.signs(base)
	case w.filed > 4 && n < 4:
		w.closes(base)
	default:
		w.files(base, w.next())
	}
}

// next makes one entry.
func (w *writer) next() sent {
	w.seq++
	return sent{w.meeting, app.EntryInput{ID: newID(), Device: "torture-" + w.group, Seq: w.seq, Kind: string(session.Mark), Word: session.Help,
		Seat: 1 + w.rng.IntN(3), To: 4 + w.rng.IntN(3), At: time.Now().UTC().Truncate(time.Millisecond)}}
}

// files sends one entry. What is refused, because the session was closed and that answer was lost, must not be there.
func (w *writer) files(base string, s sent) {
	w.ledger.content[s.entry.ID] = s
	answers := record(w.house.caller, base, s.session, s.entry)
	switch {
	case len(answers) != 1:
		w.unsure = append(w.unsure, s)
	case answers[0].State == app.EntryFiled || answers[0].State == app.EntryKnown:
		w.ledger.entries[s.entry.ID] = true
		w.filed++
	default:
		w.ledger.refused[s.entry.ID] = true
		w.held = w.held || s.session == w.meeting
	}
}

func (w *writer) plans(base string) {
	intent := "See what stays " + newID()
	w.ledger.sessions[intent] = false
	to, ok := w.post(base+"/groups/"+w.group+"/sessions", url.Values{"starts": {time.Now().Format("2006-01-02T15:04")}, "minutes": {"60"}, "intent": {intent}})
	if ok {
		w.ledger.sessions[intent] = true
		w.meeting, w.held, w.filed = to[strings.LastIndex(to, "/")+1:], false, 0
	}
}

var versionField = regexp.MustCompile(`name="version" value="(\d+)"`)

// closes ends the meeting; when the answer to that was lost, the session's page leads to the write-up.
func (w *writer) closes(base string) {
	at := base + "/sessions/" + w.meeting
	body, to, ok := w.get(at)
	if !ok {
		return
	}
	if strings.HasSuffix(to, "/write-up") {
		w.held = true
		return
	}
	version := versionField.FindSubmatch(body)
	if version == nil {
		return
	}
	to, ok = w.post(at+"/close", url.Values{"version": {string(version[1])}})
	w.held = ok && strings.HasSuffix(to, "/write-up")
}

var (
	sentenceField = regexp.MustCompile(`name="n\.([0-9a-f-]{36})\.sentence"`)
	wasField      = regexp.MustCompile(`name="(n\.[0-9a-f-]{36}\.was)" value="([^"]*)"`)
)

// signs gives every note a sentence of its own and signs them all.
func (w *writer) signs(base string) {
	at := base + "/sessions/" + w.meeting + "/write-up"
	body, _, ok := w.get(at)
	if !ok {
		return
	}
	form, notes := url.Values{"do": {"sign"}}, []string{}
	for _, m := range wasField.FindAllSubmatch(body, -1) {
		form.Set(string(m[1]), string(m[2]))
	}
	for _, m := range sentenceField.FindAllSubmatch(body, -1) {
		notes = append(notes, string(m[1]))
		form.Set("n."+string(m[1])+".sentence", w.sentence())
	}
	if len(notes) > 0 { // none: they were signed, and the answer was lost
		if _, ok = w.post(at, form); !ok {
			return
		}
		w.notes = notes
	}
	w.ledger.signed[w.meeting] = true
	w.meeting = ""
}

// sentence is one that was not said before and that is near nobody's name, as letters of an id can be.
func (w *writer) sentence() string {
	words := []string{"window", "blanket", "kitchen", "bicycle", "mountain", "sunlight", "suddenly", "together", "quietly", "remember", "yesterday", "umbrella",
		"question", "sandwich", "thunder", "whistle", "orchard", "lantern", "pillow", "harvest"}
	w.rng.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	return "Spoke of " + strings.Join(words[:7], " ")
}

// adds writes an addendum; the same text twice in a row is one.
func (w *writer) adds(base, text string) {
	w.ledger.addenda[text], w.adding[text] = false, true
	if _, ok := w.post(base+"/notes/"+w.ledger.on[text]+"/add", url.Values{"text": {text}}); ok {
		w.ledger.addenda[text] = true
		delete(w.adding, text)
	}
}

// post sends a form and tells whether it was done, and where it leads.
func (w *writer) post(at string, form url.Values) (to string, ok bool) {
	r, err := w.house.caller.PostForm(at, form)
	if err != nil {
		return "", false
	}
	defer r.Body.Close()
	_, err = io.Copy(io.Discard, r.Body)
	to = r.Header.Get("Location")
	return to, err == nil && r.StatusCode == http.StatusSeeOther && !strings.HasPrefix(to, "/sign-in")
}

func (w *writer) get(at string) (body []byte, to string, ok bool) {
	r, err := w.house.caller.Get(at)
	if err != nil {
		return nil, "", false
	}
	defer r.Body.Close()
	body, err = io.ReadAll(r.Body)
	return body, r.Header.Get("Location"), err == nil && r.StatusCode < http.StatusBadRequest
}

// record sends entries of one session and gives what was answered, nothing when no whole answer came.
func record(c *http.Client, base, id string, entries ...app.EntryInput) []app.EntryAnswer {
	body, err := json.Marshal(entries)
	if err != nil {
		return nil
	}
	r, err := c.Post(base+"/sessions/"+id+"/entries", "application/json", bytes.NewReader(body))
	if err != nil {
		return nil
	}
	defer r.Body.Close()
	var answers []app.EntryAnswer
	if r.StatusCode != http.StatusOK || json.NewDecoder(r.Body).Decode(&answers) != nil {
		return nil
	}
	return answers
}
