package torture

import (
	"context"
	"crypto/rand"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"groupwork/access"
	"groupwork/app"
	"groupwork/group"
	"groupwork/people"
	"groupwork/phrase"
	"groupwork/practice"
	"groupwork/seal"
	"groupwork/session"
	"groupwork/store"
)

// field is a small agency in which every text is a canary, closed and ready to be served.
type field struct {
	t         *testing.T
	root      string
	house     *app.House
	who       map[string]access.Who
	tokens    map[string]string // sign-ins of the actors
	person    map[string]people.ID
	group     group.ID
	session   session.ID
	stays     map[string]group.StayID
	canaries  []canary
	late      string // the name of somebody whom Rosa adds while it is served
	search    string // the beginning of a member's name
	elsewhere string // another person's address
}

// Those who may know.
var (
	team  = []string{"rosa", "tomas", "joyce"}
	staff = []string{"rosa", "tomas", "joyce", "otto", "priya"}
	inA   = []string{"rosa", "tomas", "joyce", "ana", "ben", "cleo"}
)

// coin makes a text that was never there before. The ö is there to be escaped.
func (f *field) coin(what string, knows ...string) string {
	const letters = "abcdefghijklmnoprstuvwxyz"
	raw := make([]byte, 14)
	rand.Read(raw)
	for i := range raw {
		raw[i] = letters[int(raw[i])%len(letters)]
	}
	text := "Q" + string(raw[:6]) + "ö" + string(raw[6:])
	f.canaries = append(f.canaries, canary{what, text, knows})
	return text
}

// secret keeps a text that exists already as a canary that nobody may read.
func (f *field) secret(what, text string) {
	f.canaries = append(f.canaries, canary{what: what, text: text})
}

func (f *field) must(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

// sow makes the agency through acts.
func sow(t *testing.T) *field {
	t.Helper()
	f := &field{t: t, root: t.TempDir(), who: map[string]access.Who{}, tokens: map[string]string{}, person: map[string]people.ID{}, stays: map[string]group.StayID{}}
	f.must(seal.MakeMaster(f.key()))
	master, err := seal.ReadMaster(f.key())
	f.must(err)
	records, err := store.OpenSQLite(t.Context(), f.data(), master, time.Now)
	f.must(err)
	defer func() { f.must(records.Close()) }()
	phrases, err := phrase.Load()
	f.must(err)
	library, err := practice.Load()
	f.must(err)
	f.house = app.New(app.Config{Store: records, Phrases: phrases, Library: library, Now: time.Now, NewID: newID, Random: rand.Reader, Demo: true})
	f.founds("harbour", "priya", slices.Concat(staff, inA))
	f.founds("elsewhere", "stranger", []string{"stranger"})
	f.hires(map[string]string{"rosa": "worker", "tomas": "worker", "otto": "worker", "joyce": "supervisor"})
	f.gathers()
	f.joins("ana")
	f.joins("ben")
	f.joins("cleo")
	f.meets()
	return f
}

func (f *field) data() string { return filepath.Join(f.root, "data") }
func (f *field) key() string  { return filepath.Join(f.root, "master.key") }

func (f *field) founds(slug, admin string, knows []string) {
	f.t.Helper()
	in, err := f.house.FoundAgency(f.t.Context(), app.SetUp{AgencyName: f.coin("agency", knows...), Slug: slug, Language: "en", Zone: "UTC", Profile: "community_default",
		Called: f.coin(admin, knows...), Email: strings.ToLower(f.coin("address of "+admin, admin)) + "@" + slug + ".example", Password: f.coin("password of " + admin)})
	f.must(err)
	f.who[admin], f.tokens[admin] = in.Who, in.Token
	f.secret("sign-in of "+admin, strings.TrimPrefix(in.Token, slug+"."))
}

func (f *field) enters(name string, id people.ID) {
	f.t.Helper()
	in, err := f.house.SignInAs(f.t.Context(), "harbour", id, f.coin("device of "+name, name))
	f.must(err)
	f.who[name], f.tokens[name], f.person[name] = in.Who, in.Token, id
	f.secret("sign-in of "+name, strings.TrimPrefix(in.Token, "harbour."))
}

func (f *field) hires(roles map[string]string) {
	f.t.Helper()
	names := map[string]string{}
	for name, role := range roles {
		called := f.coin(name, slices.Concat(staff, inA)...)
		names[called] = name
		link, err := f.house.InviteStaff(f.t.Context(), f.who["priya"], app.InviteStaff{Called: called,
			Email: strings.ToLower(f.coin("address of "+name, "priya", name)) + "@harbour.example", Roles: []string{role}})
		f.must(err)
		f.secret("invitation of "+name, link.Path[strings.LastIndex(link.Path, "/")+1:])
	}
	v, err := f.house.Agency(f.t.Context(), f.who["priya"])
	f.must(err)
	for _, s := range v.Staff {
		if name := names[s.Called.Reveal()]; name != "" {
			f.enters(name, s.ID)
		}
	}
}

// gathers opens Rosa's group, with Tomas beside her and Joyce over both, and one of Otto's.
func (f *field) gathers() {
	f.t.Helper()
	ctx, rosa := f.t.Context(), f.who["rosa"]
	in := app.OpenGroup{Name: f.coin("group", inA...), Purpose: f.coin("purpose", inA...), Model: "reciprocal", Reason: f.coin("reason", team...), Open: true, Least: 2, Most: 9}
	id, err := f.house.OpenGroup(ctx, rosa, in)
	f.must(err)
	f.group = id
	f.must(f.house.SetWorkers(ctx, rosa, id, f.view().Group.Version, []app.WorkerInput{
		{Person: string(f.person["tomas"]), Part: string(group.CoWorker)}, {Person: string(f.person["joyce"]), Part: string(group.Supervises)}}))
	f.must(f.house.EditPlan(ctx, rosa, id, f.view().Group.Version, app.PlanInput{Name: in.Name, Purpose: in.Purpose, Open: true, Least: 2, Most: 9,
		Boxes: map[string]string{"need": f.coin("planning box", team...)}}))
	f.must(f.house.NoteChecklist(ctx, rosa, id, 0, map[string]float64{"common_ground": 1}))
	_, err = f.house.OpenGroup(ctx, f.who["otto"], app.OpenGroup{Name: f.coin("Otto's group", "otto"), Purpose: f.coin("Otto's purpose", "otto"), Model: "remedial", Reason: "It fits", Open: true, Least: 2, Most: 9})
	f.must(err)
}

func (f *field) view() app.GroupView {
	f.t.Helper()
	v, err := f.house.Group(f.t.Context(), f.who["rosa"], f.group)
	f.must(err)
	return v
}

// joins lets somebody in by their own yes. Other members must never read who they are.
func (f *field) joins(name string) {
	f.t.Helper()
	ctx, rosa := f.t.Context(), f.who["rosa"]
	c := func(what string) string { return f.coin(name+"'s "+what, append([]string{name}, team...)...) }
	in := app.PersonInput{Called: c("name"), Register: c("register name"), Nicknames: c("nickname"), Relatives: c("relative"), Phone: "+44" + "2079460958",
		Email: strings.ToLower(c("address")) + "@example.org", Reach: c("way to be reached"), Emergency: c("emergency contact"), Access: c("access need")}
	if name == "ana" {
		f.search = in.Called[:6]
	}
	id, err := f.house.InviteMember(ctx, rosa, f.group, app.InviteMember{Came: string(group.ChoseFreely), New: in})
	f.must(err)
	f.stays[name] = id
	stay := func() app.StayView {
		v, err := f.house.Stay(ctx, rosa, id)
		f.must(err)
		return v
	}
	f.must(f.house.RecordYes(ctx, rosa, id, stay().Stay.Version, app.YesInput{How: "in_person", Words: c("own words")}))
	f.must(f.house.Agree(ctx, rosa, id, stay().Stay.Version, group.ConsentJoin))
	f.must(f.house.Activate(ctx, rosa, id, stay().Stay.Version))
	f.must(f.house.EditIntake(ctx, rosa, id, stay().Stay.Version, map[string]string{"hopes": c("hope")}, c("goal"), 0))
	f.enters(name, stay().Person.ID)
}

// meets holds a session and signs its notes.
func (f *field) meets() {
	f.t.Helper()
	ctx, rosa := f.t.Context(), f.who["rosa"]
	id, err := f.house.PlanSession(ctx, rosa, f.group, app.SessionInput{Starts: time.Now().UTC().Format("2006-01-02T15:04"), Minutes: 60, Place: f.coin("place", inA...),
		Intent: f.coin("intent", inA...), Help: f.coin("help", team...), Blocks: "60 " + f.coin("block", team...)})
	f.must(err)
	f.session = id
	version := func() int {
		v, err := f.house.Session(ctx, rosa, id)
		f.must(err)
		return v.Session.Version
	}
	f.must(f.house.BeginSession(ctx, rosa, id, version()))
	f.records(ctx, id)
	f.must(f.house.CloseSession(ctx, rosa, id, version()))
	f.must(f.house.SaveDebrief(ctx, rosa, id, version(), app.DebriefInput{Answers: map[int]string{1: f.coin("debrief", team...), 2: f.coin("debrief", team...)}}))
	up, err := f.house.WriteUp(ctx, rosa, id)
	f.must(err)
	var in []app.NoteInput
	for _, m := range up.Members {
		name := f.named(m.Note.Stay)
		in = append(in, app.NoteInput{ID: string(m.Note.ID), Version: m.Note.Version, Sentence: f.coin("sentence about "+name, append([]string{name}, team...)...)})
	}
	f.must(f.house.SaveNotes(ctx, rosa, id, in))
	_, err = f.house.Sign(ctx, rosa, id, nil)
	f.must(err)
	for _, m := range up.Members {
		name := f.named(m.Note.Stay)
		f.must(f.house.AddToNote(ctx, rosa, m.Note.ID, f.coin("addendum about "+name, append([]string{name}, team...)...)))
	}
	f.must(f.house.SaveProcessNote(ctx, rosa, id, 0, f.coin("Rosa's private note", "rosa")))
	f.must(f.house.SaveProcessNote(ctx, f.who["tomas"], id, 0, f.coin("Tomas's private note", "tomas")))
}

func (f *field) named(id group.StayID) string {
	for name, stay := range f.stays {
		if stay == id {
			return name
		}
	}
	return ""
}

func (f *field) records(ctx context.Context, id session.ID) {
	f.t.Helper()
	at := time.Now().UTC().Truncate(time.Millisecond)
	answers, err := f.house.Record(ctx, f.who["rosa"], id, []app.EntryInput{
		{ID: newID(), Device: "a", Seq: 1, At: at, Kind: string(session.Decision), Text: f.coin("decision", inA...), Detail: "consensus"},
		{ID: newID(), Device: "a", Seq: 2, At: at, Kind: string(session.Mark), Word: session.Promise, Seat: 1, Text: f.coin("ana's promise", append([]string{"ana"}, team...)...)},
		{ID: newID(), Device: "a", Seq: 3, At: at, Kind: string(session.Mark), Word: session.Help, Seat: 1, To: 2}})
	f.must(err)
	for _, a := range answers {
		if a.State != app.EntryFiled {
			f.t.Fatalf("%s: %s", a.State, a.Say)
		}
	}
}
