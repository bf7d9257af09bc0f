package app

import (
	"crypto/rand"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/phrase"
	"groupwork/practice"
	"groupwork/seal"
	"groupwork/store"
)

// entrance is an agency with one worker who signs in by password.
type entrance struct {
	*House
	t   *testing.T
	now time.Time
	who access.Who
}

const (
	rosa   = "rosa@harbour.example"
	secret = "paper boats at noon"
)

func newEntrance(t *testing.T) *entrance {
	t.Helper()
	e := &entrance{t: t, now: time.Date(2026, 11, 19, 9, 0, 0, 0, time.UTC)}
	dir := t.TempDir()
	key := filepath.Join(dir, "master.key")
	e.must(seal.MakeMaster(key))
	master, err := seal.ReadMaster(key)
	e.must(err)
	clock := func() time.Time { return e.now }
	records, err := store.OpenSQLite(t.Context(), filepath.Join(dir, "data"), master, clock)
	e.must(err)
	t.Cleanup(func() { e.must(records.Close()) })
	phrases, err := phrase.Load()
	e.must(err)
	library, err := practice.Load()
	e.must(err)
	e.House = New(Config{Store: records, Phrases: phrases, Library: library, Now: clock, NewID: func() string { return uuid.Must(uuid.NewV7()).String() }, Random: rand.Reader})
	return e
}

func (e *entrance) must(err error) {
	e.t.Helper()
	if err != nil {
		e.t.Fatal(err)
	}
}

// founded is an entrance whose agency is set up by link.
func founded(t *testing.T) *entrance {
	e := newEntrance(t)
	token, made, err := e.SetUpLink(t.Context())
	e.must(err)
	if !made {
		t.Fatal("a new house has no set-up link")
	}
	in, err := e.SetUp(t.Context(), setUp(token))
	e.must(err)
	e.who = in.Who
	return e
}

func setUp(token string) SetUp {
	return SetUp{Token: token, AgencyName: "Harbour House", Slug: "harbour", Language: "en", Zone: "Europe/London", Profile: "community_default", Called: "Rosa", Email: "Rosa@Harbour.example", Password: secret}
}

func (e *entrance) signIn(email, password, device string) error {
	_, err := e.SignIn(e.t.Context(), SignIn{Agency: "harbour", Email: email, Password: password, Device: device})
	return err
}

func TestTheFirstAgencyIsSetUpOnce(t *testing.T) {
	t.Parallel()
	e := newEntrance(t)
	token, _, err := e.SetUpLink(t.Context())
	e.must(err)
	bad := setUp(token)
	bad.Slug, bad.Zone, bad.Email, bad.Password, bad.Called = "Bad Slug!", "Moon/Sea", "nobody", "short", ""
	_, err = e.SetUp(t.Context(), bad)
	var names []string
	for _, f := range fault.Fields(err) {
		names = append(names, f.Name)
	}
	for _, want := range []string{"slug", "zone", "email", "password", "called"} {
		if !slices.Contains(names, want) {
			t.Errorf("the wrong field %s is not named: %v", want, names)
		}
	}
	_, err = e.SetUp(t.Context(), setUp("another"))
	if fault.Of(err) != fault.Missing {
		t.Errorf("a wrong link: %v", err)
	}
	_, err = e.SetUp(t.Context(), setUp(token))
	e.must(err)
	again := setUp(token)
	again.Slug = "second"
	if _, err = e.SetUp(t.Context(), again); fault.Of(err) != fault.Missing {
		t.Errorf("a second set-up: %v", err)
	}
	if _, made, err := e.SetUpLink(t.Context()); made || err != nil {
		t.Errorf("a link is made once an agency is there: %v", err)
	}
}

func TestOneMoreAgencyIsSetUpByALinkOfItsOwn(t *testing.T) {
	t.Parallel()
	e := founded(t)
	token, err := e.AnotherSetUpLink(t.Context())
	e.must(err)
	in := setUp(token)
	if _, err = e.SetUp(t.Context(), in); fault.Of(err) != fault.Invalid {
		t.Errorf("the short name of another agency is taken twice: %v", err)
	}
	in.Slug = "second"
	_, err = e.SetUp(t.Context(), in)
	e.must(err)
	in.Slug = "third"
	if _, err = e.SetUp(t.Context(), in); fault.Of(err) != fault.Missing {
		t.Errorf("the link works twice: %v", err)
	}
}

func TestASetUpLinkExpires(t *testing.T) {
	t.Parallel()
	e := newEntrance(t)
	token, _, err := e.SetUpLink(t.Context())
	e.must(err)
	e.now = e.now.Add(25 * time.Hour)
	if _, err = e.SetUp(t.Context(), setUp(token)); fault.Of(err) != fault.Missing {
		t.Errorf("got %v", err)
	}
}

func TestUnknownAndKnownAccountsAnswerAlike(t *testing.T) {
	t.Parallel()
	e := founded(t)
	known := e.signIn(rosa, "not her password", "a")
	for _, other := range []error{e.signIn("nobody@harbour.example", secret, "a"), e.signIn("", "", "")} {
		if known.Error() != other.Error() {
			t.Errorf("%q and %q", known, other)
		}
	}
	_, away := e.SignIn(t.Context(), SignIn{Agency: "elsewhere", Email: rosa, Password: secret})
	if away.Error() != known.Error() {
		t.Errorf("an agency that is not there: %q", away)
	}
	e.must(e.signIn(" ROSA@harbour.example ", secret, "a"))
}

func TestGuessingIsSlowAndLocksNobodyOut(t *testing.T) {
	t.Parallel()
	e := founded(t)
	e.must(e.signIn(rosa, secret, "Rosa's laptop"))
	for range freeTries {
		if say := fault.Say(e.signIn(rosa, "guess number one", "guesser")); say != "sign_in.wrong" {
			t.Fatalf("got %s", say)
		}
	}
	for _, device := range []string{"guesser", "another", ""} {
		if say := fault.Say(e.signIn(rosa, "guess number two", device)); say != "sign_in.wait" {
			t.Errorf("the guesses go on from %q: %s", device, say)
		}
	}
	e.must(e.signIn(rosa, secret, "Rosa's laptop"))
	e.now = e.now.Add(time.Minute)
	if say := fault.Say(e.signIn(rosa, "guess number three", "guesser")); say != "sign_in.wrong" {
		t.Errorf("after waiting: %s", say)
	}
	if say := fault.Say(e.signIn(rosa, secret, "guesser")); say != "sign_in.wait" {
		t.Errorf("the wait did not begin again: %s", say)
	}
}

func TestManyGuessesAtOnceAreNotMoreThanOneByOne(t *testing.T) {
	t.Parallel()
	e := founded(t)
	var looked atomic.Int32
	var all sync.WaitGroup
	for range 3 * freeTries {
		all.Go(func() {
			if fault.Say(e.signIn(rosa, "one of many guesses", "guesser")) == "sign_in.wrong" {
				looked.Add(1)
			}
		})
	}
	all.Wait()
	if n := looked.Load(); n > freeTries {
		t.Errorf("%d passwords were looked at", n)
	}
}

func TestASignInEnds(t *testing.T) {
	t.Parallel()
	e := founded(t)
	enter := func() string {
		in, err := e.SignIn(t.Context(), SignIn{Agency: "harbour", Email: rosa, Password: secret, Device: "a"})
		e.must(err)
		return in.Token
	}
	again := func(token string) bool {
		_, err := e.Recognise(t.Context(), token)
		return fault.Of(err) == fault.Forbidden && fault.Say(err) == "sign_in.again"
	}
	token := enter()
	e.now = e.now.Add(31 * time.Minute)
	if !again(token) {
		t.Error("a sign-in that nobody used for half an hour goes on")
	}
	token = enter()
	for range 24 {
		if again(token) {
			t.Fatal("a sign-in in use ended early")
		}
		e.now = e.now.Add(29 * time.Minute)
	}
	for range 2 {
		_ = again(token)
		e.now = e.now.Add(15 * time.Minute)
	}
	if !again(token) {
		t.Error("a sign-in in use goes on after twelve hours")
	}
	token = enter()
	known, err := e.Recognise(t.Context(), token)
	e.must(err)
	e.must(e.SignOut(t.Context(), known.Who))
	for _, bad := range []string{token, "", "harbour", "harbour.", "harbour." + strings.Repeat("0", 64), "elsewhere.aa", "../x.y"} {
		if !again(bad) {
			t.Errorf("%q is recognised", bad)
		}
	}
}

func TestANewPasswordEndsTheOtherSignIns(t *testing.T) {
	t.Parallel()
	e := founded(t)
	one, err := e.SignIn(t.Context(), SignIn{Agency: "harbour", Email: rosa, Password: secret, Device: "one"})
	e.must(err)
	two, err := e.SignIn(t.Context(), SignIn{Agency: "harbour", Email: rosa, Password: secret, Device: "two"})
	e.must(err)
	if err := e.ChangePassword(t.Context(), one.Who, ChangePassword{Old: "wrong", New: "harbour house"}); len(fault.Fields(err)) != 2 {
		t.Errorf("want the old and the new one refused, got %v", err)
	}
	e.must(e.ChangePassword(t.Context(), one.Who, ChangePassword{Old: secret, New: "lanterns over the water"}))
	if _, err := e.Recognise(t.Context(), two.Token); fault.Of(err) != fault.Forbidden {
		t.Errorf("the other device: %v", err)
	}
	if _, err := e.Recognise(t.Context(), one.Token); err != nil {
		t.Errorf("this device: %v", err)
	}
	if e.signIn(rosa, secret, "one") == nil {
		t.Error("the old password still opens")
	}
}

func TestAnInvitationLetsInOnce(t *testing.T) {
	t.Parallel()
	e := founded(t)
	invite := func(called string) (slug, token string) {
		link, err := e.InviteStaff(t.Context(), e.who, InviteStaff{Called: called, Email: called + "@harbour.example", Roles: []string{"worker"}})
		e.must(err)
		parts := strings.Split(link.Path, "/")
		return parts[2], parts[3]
	}
	slug, token := invite("tomas")
	var in atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, err := e.AcceptInvitation(t.Context(), slug, token, AcceptInvitation{Email: "tomas@harbour.example", Password: "kites in the wind"}); err == nil {
				in.Add(1)
			}
		})
	}
	all.Wait()
	if n := in.Load(); n != 1 {
		t.Errorf("the link let in %d times", n)
	}
	slug, token = invite("tamsin")
	if _, err := e.AcceptInvitation(t.Context(), slug, token, AcceptInvitation{Email: rosa, Password: "kites in the wind"}); fault.Of(err) != fault.Invalid {
		t.Errorf("an address that another has: %v", err)
	}
	e.now = e.now.Add(inviteLife + time.Minute)
	if _, err := e.Invitation(t.Context(), slug, token); fault.Of(err) != fault.Missing {
		t.Errorf("an old link: %v", err)
	}
}

func TestWhoNoLongerWorksHereIsOutAtOnce(t *testing.T) {
	t.Parallel()
	e := founded(t)
	link, err := e.InviteStaff(t.Context(), e.who, InviteStaff{Called: "Tomas", Email: "tomas@harbour.example", Roles: []string{"worker"}})
	e.must(err)
	parts := strings.Split(link.Path, "/")
	in, err := e.AcceptInvitation(t.Context(), parts[2], parts[3], AcceptInvitation{Email: "tomas@harbour.example", Password: "kites in the wind"})
	e.must(err)
	if _, err := e.InviteStaff(t.Context(), e.who, InviteStaff{Called: "Tom", Email: "Tomas@harbour.example", Roles: []string{"worker"}}); fault.Of(err) != fault.Invalid {
		t.Errorf("somebody else is invited with a colleague's address: %v", err)
	}
	v, err := e.Agency(t.Context(), e.who)
	e.must(err)
	for _, s := range v.Staff {
		if s.Called.Reveal() == "Tomas" {
			e.must(e.EndStaff(t.Context(), e.who, s.ID))
		}
	}
	if _, err := e.Recognise(t.Context(), in.Token); fault.Of(err) != fault.Forbidden {
		t.Errorf("still known: %v", err)
	}
	if e.signIn("tomas@harbour.example", "kites in the wind", "") == nil {
		t.Error("still signs in")
	}
	if fault.Of(e.EndStaff(t.Context(), e.who, "none")) != fault.Missing {
		t.Error("somebody who is not there was ended")
	}
}

func TestOnlyASampleLetsAnybodyIn(t *testing.T) {
	t.Parallel()
	e := founded(t)
	if _, err := e.SignInAs(t.Context(), "harbour", "anybody", "a"); fault.Of(err) != fault.Missing {
		t.Errorf("got %v", err)
	}
}

func TestThePasswordHashIsAsStrongAsItSays(t *testing.T) {
	t.Parallel()
	e := newEntrance(t)
	phc := e.hashed("naïve Tea  with 𝄞 milk")
	if !strings.HasPrefix(phc, "$argon2id$v=19$m=19456,t=2,p=1$") || !e.matches(phc, "naïve Tea  with 𝄞 milk") || e.matches(phc, "naïve Tea  with 𝄞 milK") {
		t.Error(phc[:40])
	}
	long := strings.Repeat("a long one ", 20)
	if e.matches(e.hashed(long), long[:len(long)-1]) {
		t.Error("the end of a long password does not count")
	}
}
