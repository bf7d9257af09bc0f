package app

import (
	"context"
	"strings"
	"time"

	"groupwork/access"
	"groupwork/agency"
	"groupwork/fault"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store"
)

// How long a sign-in lasts: until nobody used it for idle, and never longer than whole.
const (
	idle        = 30 * time.Minute
	whole       = 12 * time.Hour
	noteUse     = time.Minute // a use is written down at most this often, so that pages stay pure reads
	inviteLife  = 7 * 24 * time.Hour
	setUpLife   = 24 * time.Hour
	freeTries   = 5
	longestWait = 15 * time.Minute

	longestDevice = 80 // characters of what a browser calls itself
)

// Entered is a fresh sign-in.
type Entered struct {
	Token  string // "slug.token", for the cookie
	Who    access.Who
	Member bool // goes to their own page
}

// Known is who a cookie belongs to.
type Known struct {
	Who      access.Who
	Called   private.Text
	Agency   private.Text
	Language string
	Zone     *time.Location
	Badge    int // sessions that wait for this person, and notes to co-sign
}

// SignIn is a typed sign-in.
type SignIn struct{ Agency, Email, Password, Device string }

// SignIn lets somebody in by e-mail and password. Unknown and known accounts answer alike and cost the same. After
// five wrong tries the wait doubles: for the account, and apart from it for a device that was signed in to it
// before, so that nobody can keep a worker out by guessing at their account from elsewhere.
func (h *House) SignIn(ctx context.Context, in SignIn) (Entered, error) {
	const op = "app.SignIn"
	slug, email := agency.Slug(strings.ToLower(strings.TrimSpace(in.Agency))), folded(in.Email)
	try, err := h.try(ctx, slug, email, in.Device)
	if err != nil {
		return Entered{}, err
	}
	if try.wait > 0 {
		return Entered{}, &fault.Error{Kind: fault.Invalid, Op: op, Say: "sign_in.wait",
			Fields: []fault.Field{{Name: "password", Key: "sign_in.wait", Args: map[string]any{"n": int(try.wait.Minutes()) + 1}}}}
	}
	phc := try.account.Password
	if phc == "" {
		phc = h.decoy()
	}
	if ok := h.matches(phc, in.Password); !ok || try.account.Person == "" {
		return Entered{}, refusedSignIn(op)
	}
	return h.enter(ctx, slug, try.account.Person, in.Device, func(tx *store.Tx) error { return tx.SaveTries(ctx, try.key, 0, h.Now()) })
}

func refusedSignIn(op string) error {
	return &fault.Error{Kind: fault.Invalid, Op: op, Say: "sign_in.wrong", Fields: []fault.Field{{Name: "password", Key: "sign_in.wrong"}}}
}

// try is one attempt to sign in.
type try struct {
	account people.Account // zero for an unknown one
	wait    time.Duration  // until the next try is looked at
	key     string         // what counts the tries
}

// try looks the account up and counts the attempt before the password is looked at, so that many at once are not
// more tries than one after another.
func (h *House) try(ctx context.Context, slug agency.Slug, email, device string) (t try, err error) {
	t.key = digest("account|" + string(slug) + "|" + email)
	err = h.Store.Within(ctx, slug, func(tx *store.Tx) error {
		var err error
		if t.account, err = tx.AccountByEmail(ctx, email); err != nil && fault.Of(err) != fault.Missing {
			return err
		}
		known, err := tx.SignIns(ctx, t.account.Person)
		if err != nil {
			return err
		}
		for _, s := range known {
			if device != "" && s.Device == short(device, longestDevice) {
				t.key = digest("device|" + string(slug) + "|" + email + "|" + s.Device)
			}
		}
		count, since, err := tx.Tries(ctx, t.key)
		if err != nil {
			return err
		}
		if count >= freeTries {
			pause := min(time.Duration(1<<min(count-freeTries, 10))*30*time.Second, longestWait)
			if t.wait = max(0, since.Add(pause).Sub(h.Now())); t.wait > 0 {
				return nil
			}
		}
		return tx.SaveTries(ctx, t.key, count+1, h.Now())
	})
	if fault.Of(err) == fault.Missing { // no such agency answers like no such account
		err = nil
	}
	return t, err
}

// enter makes a sign-in for a person who still belongs to the agency.
func (h *House) enter(ctx context.Context, slug agency.Slug, p people.ID, device string, also func(tx *store.Tx) error) (Entered, error) {
	token, now := h.token(), h.Now()
	var got Entered
	err := h.Store.Within(ctx, slug, func(tx *store.Tx) error {
		person, err := tx.Person(ctx, p)
		if err != nil {
			return err
		}
		if !person.Ended.IsZero() {
			return refusedSignIn("app.enter")
		}
		if err := tx.SaveSignIn(ctx, people.SignIn{Digest: digest(token), Person: p,
			Device: short(device, longestDevice), Began: now, Used: now, Renewed: now}); err != nil {
			return err
		}
		if also != nil {
			if err := also(tx); err != nil {
				return err
			}
		}
		got = Entered{Token: string(slug) + "." + token, Who: whoIs(slug, person, digest(token)), Member: !staffed(person)}
		return tx.File(ctx, store.AuditLine{At: now, Who: p, Act: string(access.SignIn), Things: []string{string(p)}})
	})
	return got, err
}

func whoIs(slug agency.Slug, p people.Person, device string) access.Who {
	who := access.Who{Book: string(slug), Person: string(p.ID), Device: device}
	for _, r := range p.Roles {
		who.Roles = append(who.Roles, string(r))
	}
	return who
}

func staffed(p people.Person) bool {
	return p.Has(people.Administrator) || p.Has(people.Worker) || p.Has(people.Supervisor)
}

// Recognise tells whose cookie this is. Forbidden "sign_in.again" means that the person has to sign in again.
func (h *House) Recognise(ctx context.Context, token string) (Known, error) {
	again := fault.New(fault.Forbidden, "app.Recognise", "sign_in.again")
	slug, secret, ok := strings.Cut(token, ".")
	if !ok {
		return Known{}, again
	}
	var known Known
	var s people.SignIn
	err := h.Store.Look(ctx, agency.Slug(slug), func(tx *store.Tx) error {
		var err error
		if s, err = tx.SignIn(ctx, digest(secret)); err != nil {
			return err
		}
		p, err := tx.Person(ctx, s.Person)
		if err != nil {
			return err
		}
		ag, err := tx.Agency(ctx)
		if err != nil {
			return err
		}
		if !p.Ended.IsZero() {
			return again
		}
		known = Known{Who: whoIs(ag.Slug, p, s.Digest), Called: p.Called, Agency: ag.Name, Language: language(p, ag), Zone: ag.Location()}
		known.Badge, err = h.badge(ctx, tx, p)
		return err
	})
	if fault.Of(err) == fault.Missing {
		return Known{}, again
	}
	if err != nil {
		return Known{}, err
	}
	now := h.Now()
	if now.Sub(s.Used) > idle || now.Sub(s.Began) >= whole {
		return Known{}, again
	}
	if now.Sub(s.Used) > noteUse {
		err = h.Store.Within(ctx, agency.Slug(slug), func(tx *store.Tx) error {
			s, err := tx.SignIn(ctx, s.Digest) // it may have been signed out since
			if err != nil {
				return err
			}
			s.Used = now
			return tx.SaveSignIn(ctx, s)
		})
	}
	if fault.Of(err) == fault.Missing {
		return Known{}, again
	}
	return known, err
}

// badge counts what waits for somebody: unfinished sessions, and notes to co-sign.
func (h *House) badge(ctx context.Context, tx *store.Tx, p people.Person) (int, error) {
	if !staffed(p) {
		return 0, nil
	}
	heads, err := tx.Unfinished(ctx, p.ID, h.Now().Add(beganEarly))
	if err != nil {
		return 0, err
	}
	n := 0
	for _, head := range heads {
		if head.State != session.Planned || ends(head).Before(h.Now()) {
			n++
		}
	}
	if p.Has(people.Supervisor) {
		waiting, err := tx.NotesToCosign(ctx, p.ID)
		return n + len(waiting), err
	}
	return n, nil
}

// language is the person's first language, else the agency's.
func language(p people.Person, ag agency.Agency) string {
	if len(p.Languages) > 0 {
		return p.Languages[0]
	}
	return ag.Language
}

// SignOut ends the sign-in in use.
func (h *House) SignOut(ctx context.Context, who access.Who) error {
	return h.do(ctx, who, access.SignOut, who.Person, oneself, func(a *at) error { return a.EndSignIn(ctx, who.Device) })
}

// SignInAs lets a person of the sample in without a password. Only a demo answers it.
func (h *House) SignInAs(ctx context.Context, slug string, p people.ID, device string) (Entered, error) {
	if !h.Demo {
		return Entered{}, fault.New(fault.Missing, "app.SignInAs", "")
	}
	return h.enter(ctx, agency.Slug(slug), p, device, nil)
}

// folded makes one spelling of an e-mail address.
func folded(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// short cuts a text to n characters.
func short(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}
