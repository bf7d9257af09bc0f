package web_test

import (
	"crypto/rand"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"groupwork/access"
	"groupwork/app"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/phrase"
	"groupwork/practice"
	"groupwork/seal"
	"groupwork/session"
	"groupwork/store"
	"groupwork/web"
)

const (
	book   = "quay"
	secret = "a lantern under the stairs 77"
)

// world is one agency with a group of three members and a session that starts now.
type world struct {
	t       *testing.T
	now     time.Time
	house   *app.House
	pages   http.Handler
	who     map[string]access.Who
	cookies map[string]string
	group   group.ID
	stays   map[string]group.StayID
	meeting session.ID
}

// newWorld founds the agency through acts, on a book of its own.
func newWorld(t *testing.T) *world { return newWorldOf(t, os.DirFS("../practice/packs"), "reciprocal") }

// newWorldOf is a world that works by other packs, with a group of a model.
func newWorldOf(t *testing.T, packs fs.FS, model string) *world {
	t.Helper()
	w := &world{t: t, now: time.Date(2026, 11, 26, 18, 30, 0, 0, time.UTC), who: map[string]access.Who{}, cookies: map[string]string{}, stays: map[string]group.StayID{}}
	key := filepath.Join(t.TempDir(), "master.key")
	w.must(seal.MakeMaster(key))
	master, err := seal.ReadMaster(key)
	w.must(err)
	records, err := store.OpenSQLite(t.Context(), t.TempDir(), master, w.clock)
	w.must(err)
	t.Cleanup(func() { _ = records.Close() })
	library, err := practice.Read(packs)
	w.must(err)
	phrases, err := phrase.Load()
	w.must(err)
	w.must(phrases.Lend(library.Words()))
	w.house = app.New(app.Config{Store: records, Phrases: phrases, Library: library, Now: w.clock, NewID: newID, Random: rand.Reader, Demo: true})
	w.pages, err = web.New(web.Config{App: w.house, Phrases: phrases, Now: w.clock, Demo: true, Log: slog.New(slog.DiscardHandler)})
	w.must(err)
	w.staff()
	w.members(model)
	return w
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

func (w *world) clock() time.Time { return w.now }

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatalf("the world cannot be made: %v", err)
	}
}

func (w *world) staff() {
	ctx := w.t.Context()
	in, err := w.house.FoundAgency(ctx, app.SetUp{AgencyName: "Quay House", Slug: book, Language: "en", Zone: "UTC", Profile: "us_outpatient_psychotherapy_example", Called: "Boss", Email: "boss@quay.example", Password: secret})
	w.must(err)
	w.who["boss"] = in.Who
	for key, role := range map[string]string{"lea": "worker", "cosmo": "worker", "vera": "supervisor"} {
		link, err := w.house.InviteStaff(ctx, in.Who, app.InviteStaff{Called: key, Email: key + "@quay.example", Roles: []string{role}})
		w.must(err)
		parts := strings.Split(strings.Trim(link.Path, "/"), "/")
		entered, err := w.house.AcceptInvitation(ctx, parts[1], parts[2], app.AcceptInvitation{Email: key + "@quay.example", Password: secret, Device: "test"})
		w.must(err)
		w.who[key], w.cookies[key] = entered.Who, entered.Token
	}
}

func (w *world) members(model string) {
	ctx, lea := w.t.Context(), w.who["lea"]
	id, err := w.house.OpenGroup(ctx, lea, app.OpenGroup{Name: "Thursday table", Purpose: "Cook and talk", Model: model, Reason: "A shared task", Open: true, Least: 2, Most: 10})
	w.must(err)
	w.group = id
	v, err := w.house.Group(ctx, lea, id)
	w.must(err)
	w.must(w.house.SetWorkers(ctx, lea, id, v.Group.Version, []app.WorkerInput{{Person: lea.Person, Part: string(group.Lead)},
		{Person: w.who["cosmo"].Person, Part: string(group.CoWorker)}, {Person: w.who["vera"].Person, Part: string(group.Supervises)}}))
	if err := w.house.NoteChecklist(ctx, lea, id, 0, map[string]float64{"common_ground": 1}); fault.Of(err) != fault.Invalid { // not every model asks
		w.must(err)
	}
	for _, called := range []string{"Zephyrine", "Quentin", "Marisol"} {
		w.joins(called)
	}
	w.invites("Ottokar")
	w.meeting, err = w.house.PlanSession(ctx, lea, id, app.SessionInput{Starts: w.now.Format("2006-01-02T15:04"), Minutes: 90, Place: "Kitchen", Intent: "Talk about Sunday", Blocks: "30 Cooking\n60 Talking"})
	w.must(err)
}

func (w *world) invites(called string) group.StayID {
	id, err := w.house.InviteMember(w.t.Context(), w.who["lea"], w.group, app.InviteMember{Came: string(group.ChoseFreely), New: app.PersonInput{Called: called, Register: called + " Registername"}})
	w.must(err)
	w.stays[called] = id
	w.enters(called)
	return id
}

func (w *world) joins(called string) {
	ctx, lea, id := w.t.Context(), w.who["lea"], w.invites(called)
	edit := func(do func(version int) error) {
		v, err := w.house.Stay(ctx, lea, id)
		w.must(err)
		w.must(do(v.Stay.Version))
	}
	edit(func(v int) error { return w.house.RecordYes(ctx, lea, id, v, app.YesInput{How: "in_person"}) })
	edit(func(v int) error { return w.house.Agree(ctx, lea, id, v, "join") })
	edit(func(v int) error { return w.house.Activate(ctx, lea, id, v) })
}

// enters signs a member in.
func (w *world) enters(called string) {
	v, err := w.house.Stay(w.t.Context(), w.who["lea"], w.stays[called])
	w.must(err)
	link, err := w.house.MemberLink(w.t.Context(), w.who["lea"], w.stays[called])
	w.must(err)
	parts := strings.Split(strings.Trim(link.Path, "/"), "/")
	in, err := w.house.AcceptInvitation(w.t.Context(), parts[1], parts[2], app.AcceptInvitation{Email: strings.ToLower(called) + "@home.example", Password: secret, Device: "phone"})
	w.must(err)
	w.who[called], w.cookies[called] = access.Who{Book: book, Person: string(v.Person.ID), Roles: []string{string(people.Member)}}, in.Token
}

// answer is what came back.
type answer struct {
	t      *testing.T
	status int
	to     string
	body   string
}

func (w *world) ask(r *http.Request, as string) answer {
	w.t.Helper()
	r.AddCookie(&http.Cookie{Name: "gw", Value: w.cookies[as]})
	out := httptest.NewRecorder()
	w.pages.ServeHTTP(out, r)
	return answer{t: w.t, status: out.Code, to: out.Header().Get("Location"), body: out.Body.String()}
}

func (w *world) get(as, path string) answer {
	w.t.Helper()
	return w.ask(httptest.NewRequest("GET", path, nil), as)
}

func (w *world) post(as, path string, fields ...string) answer {
	w.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	return w.send(as, path, form)
}

func (w *world) send(as, path string, form url.Values) answer {
	w.t.Helper()
	r := httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return w.ask(r, as)
}

func (a answer) is(status int) answer {
	a.t.Helper()
	if a.status != status {
		a.t.Fatalf("answered %d, not %d: %.600s", a.status, status, a.body)
	}
	return a
}

func (a answer) says(texts ...string) answer {
	a.t.Helper()
	for _, text := range texts {
		if !strings.Contains(a.body, text) {
			a.t.Errorf("does not say %q", text)
		}
	}
	return a
}

func (a answer) hides(texts ...string) answer {
	a.t.Helper()
	for _, text := range texts {
		if strings.Contains(a.body, text) {
			a.t.Errorf("says %q", text)
		}
	}
	return a
}

var (
	hidden = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)"`)
	areas  = regexp.MustCompile(`(?s)<textarea[^>]* name="([^"]+)"[^>]*>(.*?)</textarea>`)
	inputs = regexp.MustCompile(`<input id="(n\.[^"]+)" name="[^"]+" value="([^"]*)"`)
)

// form is what a browser would send of the write-up page as it stands.
func (a answer) form() url.Values {
	form := url.Values{}
	for _, all := range [][][]string{hidden.FindAllStringSubmatch(a.body, -1), areas.FindAllStringSubmatch(a.body, -1), inputs.FindAllStringSubmatch(a.body, -1)} {
		for _, m := range all {
			form.Set(m[1], unescape(m[2]))
		}
	}
	return form
}

func unescape(s string) string {
	return strings.NewReplacer("&#34;", `"`, "&#39;", "'", "&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(s)
}

func (w *world) at(below string) string { return "/sessions/" + string(w.meeting) + below }

func (w *world) version() string {
	w.t.Helper()
	v, err := w.house.Session(w.t.Context(), w.who["lea"], w.meeting)
	w.must(err)
	return itoa(v.Session.Version)
}

// held begins and ends the session, half an hour later.
func (w *world) held() {
	w.t.Helper()
	w.post("lea", w.at("/begin"), "version", w.version()).is(http.StatusSeeOther)
	w.now = w.now.Add(30 * time.Minute)
	w.post("lea", w.at("/close"), "version", w.version()).is(http.StatusSeeOther)
}
