package matrix

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"groupwork/access"
	"groupwork/agency"
	"groupwork/app"
	"groupwork/group"
	"groupwork/measure"
	"groupwork/note"
	"groupwork/people"
	"groupwork/phrase"
	"groupwork/practice"
	"groupwork/private"
	"groupwork/seal"
	"groupwork/session"
	"groupwork/store"
	"groupwork/survey"
	"groupwork/web"
)

// things are the ids that a path may hold, for one relation.
type things map[string]string

// world is two agencies with everybody in them.
type world struct {
	t       testing.TB
	dir     string
	records *store.House
	house   *app.House
	phrases *phrase.Book
	library *practice.Library
	pages   http.Handler
	now     time.Time
	who     map[string]access.Who
	tokens  map[string]string     // actor to cookie
	entered map[string]access.Who // actor to who they are
	things  map[string]things     // relation to ids
	canary  map[string]string     // what it is to a text that is nowhere else
}

const (
	home   = "home-agency"
	away   = "away-agency"
	secret = "a long enough secret for tests"
)

// build makes the world through acts. Dir holds its records.
func build(t testing.TB, dir string) *world {
	t.Helper()
	w := &world{t: t, dir: dir, now: time.Date(2026, 11, 20, 18, 0, 0, 0, time.UTC), who: map[string]access.Who{}, tokens: map[string]string{}, entered: map[string]access.Who{}, things: map[string]things{}, canary: map[string]string{}}
	w.must(seal.MakeMaster(filepath.Join(dir, "master.key")))
	w.opens(nil)
	w.agency(home)
	w.agency(away)
	w.enter()
	return w
}

func (w *world) clock() time.Time { return w.now }

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatalf("the world cannot be made: %v", err)
	}
}

// opens opens the records of the world's folder and wires a house over them under a policy.
func (w *world) opens(policy access.Decider) {
	master, err := seal.ReadMaster(filepath.Join(w.dir, "master.key"))
	w.must(err)
	w.records, err = store.OpenSQLite(context.Background(), filepath.Join(w.dir, "data"), master, w.clock)
	w.must(err)
	w.t.Cleanup(func() { _ = w.records.Close() })
	w.wire(policy)
}

// again is the same world in a copy of its folder, under a policy.
func (w *world) again(t testing.TB, policy access.Decider) *world {
	t.Helper()
	other := *w
	other.t, other.dir = t, t.TempDir()
	other.must(os.CopyFS(other.dir, os.DirFS(w.dir)))
	other.must(os.Chmod(filepath.Join(other.dir, "master.key"), 0o600))
	other.opens(policy)
	return &other
}

func (w *world) wire(policy access.Decider) {
	if w.library == nil {
		var err error
		w.library, err = practice.Load()
		w.must(err)
		w.phrases, err = phrase.Load()
		w.must(err)
	}
	w.house = app.New(app.Config{Store: w.records, Phrases: w.phrases, Library: w.library, Now: w.clock, NewID: func() string { return uuid.Must(uuid.NewV7()).String() }, Random: rand.Reader, Demo: true, Policy: policy})
	w.fresh()
}

// fresh opens the door anew, with all its limits of how often one may ask.
func (w *world) fresh() {
	pages, err := web.New(web.Config{App: w.house, Phrases: w.phrases, Now: w.clock, Demo: true, Log: slog.New(slog.DiscardHandler)})
	w.must(err)
	w.pages = pages
}

// name makes a called-name that stands nowhere else.
func (w *world) name(what string) string {
	text := "Cnr" + strings.ToUpper(what[:1]) + what[1:] + strings.ReplaceAll(uuid.NewString(), "-", "")[:10]
	w.canary[what] = text
	return text
}

// agency founds an agency with staff, two groups, members and notes.
func (w *world) agency(slug string) {
	ctx := w.t.Context()
	in, err := w.house.FoundAgency(ctx, app.SetUp{AgencyName: "Agency " + slug, Slug: slug, Language: "en", Zone: "UTC", Profile: "community_default", Called: w.name(slug + "boss"), Email: "boss@" + slug + ".example", Password: secret})
	w.must(err)
	w.who[slug+"/boss"] = in.Who
	for key, role := range map[string]string{"lead": "worker", "co": "worker", "observer": "worker", "stranger": "worker", "overseer": "supervisor", "other-overseer": "supervisor"} {
		w.staff(slug, key, role)
	}
	own := w.group(slug, "own", "lead", "co", "observer", "overseer")
	other := w.group(slug, "other", "stranger", "", "", "other-overseer")
	w.things[slug+"/own"], w.things[slug+"/other"] = own, other
}

func (w *world) staff(slug, key, role string) {
	email := key + "@" + slug + ".example"
	link, err := w.house.InviteStaff(w.t.Context(), w.who[slug+"/boss"], app.InviteStaff{Called: w.name(slug + key), Email: email, Roles: []string{role}})
	w.must(err)
	parts := strings.Split(strings.Trim(link.Path, "/"), "/")
	in, err := w.house.AcceptInvitation(w.t.Context(), parts[1], parts[2], app.AcceptInvitation{Email: email, Password: secret, Device: "test"})
	w.must(err)
	w.who[slug+"/"+key] = in.Who
}

// group opens a group with a held, written-up session, a planned one, and members in every state.
func (w *world) group(slug, which, lead, co, observer, overseer string) things {
	ctx, who := w.t.Context(), w.who[slug+"/"+lead]
	id, err := w.house.OpenGroup(ctx, who, app.OpenGroup{Name: w.name(slug + which + "group"), Purpose: "To try every door", Model: "reciprocal", Reason: "A test", Open: true, Least: 2, Most: 10})
	w.must(err)
	v, err := w.house.Group(ctx, who, id)
	w.must(err)
	parts := []app.WorkerInput{{Person: who.Person, Part: string(group.Lead)}}
	for key, part := range map[string]group.Part{co: group.CoWorker, observer: group.Observer, overseer: group.Supervises} {
		if key != "" {
			parts = append(parts, app.WorkerInput{Person: w.who[slug+"/"+key].Person, Part: string(part)})
		}
	}
	w.must(w.house.SetWorkers(ctx, who, id, v.Group.Version, parts))
	w.must(w.house.NoteChecklist(ctx, who, id, 0, map[string]float64{"common_ground": 1}))
	prefix := slug + "/" + which + "/"
	for _, m := range []string{"member", "fellow", "left"} {
		w.joins(who, id, prefix+m)
	}
	w.invited(who, id, prefix+"asked")
	held := w.holds(who, id)
	w.leaves(who, prefix+"left")
	planned, err := w.house.PlanSession(ctx, who, id, app.SessionInput{Starts: w.now.Format("2006-01-02T15:04"), Minutes: 60})
	w.must(err)
	all := w.collect(prefix, id, held, planned, who)
	w.measures(who, id, held, all)
	w.keeps(who, id, all)
	return all
}

// measures chooses an instrument, takes answers with a safety item above zero, and keeps a team task.
func (w *world) measures(who access.Who, g group.ID, held session.ID, all things) {
	ctx, sheet := w.t.Context(), uuid.Must(uuid.NewV7()).String()
	asking, err := w.house.Ask(ctx, who, g, app.AskInput{Instrument: "phq9", First: true, Every: 1, End: true})
	w.must(err)
	phq, err := measure.Find("phq9")
	w.must(err)
	answers := make([]string, len(phq.Items))
	for i, item := range phq.Items {
		answers[i] = item.Options[1].Code
	}
	w.must(w.house.AnswerHere(ctx, who, asking, held, 1, survey.OnPaper, app.AnswerInput{Sheet: sheet, Values: answers}))
	task, err := w.house.SaveTask(ctx, who, g, "", 0, app.TaskInput{Title: "Four questions", Right: "a b c d", Together: "a b c c", Alone: map[int]string{1: "a b a a", 2: "a a c c"}})
	w.must(err)
	all["asking"], all["task"], all["sheet"] = string(asking), string(task), sheet
	all["composition"] = w.composed(who)
}

// composed keeps a composition as somebody decided it.
func (w *world) composed(who access.Who) string {
	id := uuid.Must(uuid.NewV7()).String()
	w.must(w.records.Within(w.t.Context(), agency.Slug(who.Book), func(tx *store.Tx) error {
		_, err := tx.SaveComposition(w.t.Context(), group.Composition{ID: group.CompositionID(id), By: people.ID(who.Person), At: w.now, Preset: "reciprocal",
			Why: private.Of("A test"), Seats: []group.Composed{{Name: private.Of("Somebody"), Group: 0}, {Name: private.Of("Another"), Group: 0}}})
		return err
	}))
	return id
}

// stays remembers a stay and its person under a key.
func (w *world) stays(who access.Who, key string, id group.StayID) app.StayView {
	v, err := w.house.Stay(w.t.Context(), who, id)
	w.must(err)
	w.things[key] = things{"stay": string(id), "person": string(v.Person.ID)}
	return v
}

func (w *world) invited(who access.Who, g group.ID, key string) group.StayID {
	called := w.name(strings.ReplaceAll(key, "/", ""))
	id, err := w.house.InviteMember(w.t.Context(), who, g, app.InviteMember{Came: string(group.ChoseFreely), New: app.PersonInput{Called: called, Register: called + " Registername"}})
	w.must(err)
	w.stays(who, key, id)
	return id
}

func (w *world) joins(who access.Who, g group.ID, key string) {
	ctx := w.t.Context()
	id := w.invited(who, g, key)
	edit := func(do func(version int) error) {
		v, err := w.house.Stay(ctx, who, id)
		w.must(err)
		w.must(do(v.Stay.Version))
	}
	edit(func(v int) error { return w.house.RecordYes(ctx, who, id, v, app.YesInput{How: "in_person"}) })
	edit(func(v int) error { return w.house.Agree(ctx, who, id, v, "join") })
	edit(func(v int) error { return w.house.Activate(ctx, who, id, v) })
}

func (w *world) leaves(who access.Who, key string) {
	id := group.StayID(w.things[key]["stay"])
	v, err := w.house.Stay(w.t.Context(), who, id)
	w.must(err)
	w.must(w.house.EndStay(w.t.Context(), who, id, v.Stay.Version, app.LeaveInput{Reason: "goal_met"}))
}

// holds holds and signs a session and keeps a process note of the lead's.
func (w *world) holds(who access.Who, g group.ID) session.ID {
	ctx := w.t.Context()
	id, err := w.house.PlanSession(ctx, who, g, app.SessionInput{Starts: w.now.Add(-2 * time.Hour).Format("2006-01-02T15:04"), Minutes: 60})
	w.must(err)
	w.plays(who, id)
	v, err := w.house.Session(ctx, who, id)
	w.must(err)
	w.must(w.house.BeginSession(ctx, who, id, v.Session.Version))
	v, err = w.house.Session(ctx, who, id)
	w.must(err)
	w.must(w.house.CloseSession(ctx, who, id, v.Session.Version))
	wu, err := w.house.WriteUp(ctx, who, id)
	w.must(err)
	w.must(w.house.SaveDebrief(ctx, who, id, wu.Session.Version, app.DebriefInput{Answers: map[int]string{1: "A calm evening with one long silence"}}))
	wu, err = w.house.WriteUp(ctx, who, id)
	w.must(err)
	var notes []app.NoteInput
	for i, m := range wu.Members {
		notes = append(notes, app.NoteInput{ID: string(m.Note.ID), Version: m.Note.Version, Sentence: fmt.Sprintf("%s chose step number %d and explained the reason in plain words", []string{"Quietly", "Later", "Firmly"}[i%3], i)})
	}
	w.must(w.house.SaveNotes(ctx, who, id, notes))
	_, err = w.house.Sign(ctx, who, id, nil)
	w.must(err)
	private := w.name("process" + string(g)[:4])
	w.must(w.house.SaveProcessNote(ctx, who, id, 0, private+" is what I keep to myself"))
	return id
}

// collect gathers the ids that the paths of a relation hold.
func (w *world) collect(prefix string, g group.ID, held, planned session.ID, who access.Who) things {
	wu, err := w.house.WriteUp(w.t.Context(), who, held)
	w.must(err)
	of := func(key string) note.ID {
		for _, m := range wu.Members {
			if string(m.Note.Stay) == w.things[prefix+key]["stay"] {
				return m.Note.ID
			}
		}
		w.t.Fatalf("no note of %s", key)
		return ""
	}
	w.things[prefix+"left"]["note"] = string(of("left"))
	return things{"group": string(g), "session": string(held), "planned": string(planned), "note": string(of("member")),
		"stay": w.things[prefix+"member"]["stay"], "person": w.things[prefix+"member"]["person"]}
}

// enter signs everybody in.
func (w *world) enter() {
	sign := func(actor, slug string, p string) {
		in, err := w.house.SignInAs(context.WithoutCancel(w.t.Context()), slug, people.ID(p), "test")
		w.must(err)
		w.tokens[actor], w.entered[actor] = in.Token, in.Who
	}
	sign("expired", home, w.who[home+"/lead"].Person)
	w.now = w.now.Add(13 * time.Hour)
	for _, a := range []string{"lead", "co", "observer", "overseer", "stranger", "other-overseer", "boss"} {
		sign(a, home, w.who[home+"/"+a].Person)
	}
	for _, a := range []string{"asked", "member", "fellow", "left"} {
		sign(a, home, w.things[home+"/own/"+a]["person"])
	}
	sign("abroad", away, w.who[away+"/lead"].Person)
}
