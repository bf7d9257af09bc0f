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
}

// SignIn is a typed sign-in.
type SignIn struct{ Agency, Email, Password, Device string }

// SignIn lets somebody in by e-mail and password. Unknown and known accounts answer alike and cost the same; after
// five wrong tries for an account from a device the wait doubles.
func (h *House) SignIn(ctx context.Context, in SignIn) (Entered, error) {
	const op = "app.SignIn"
	slug, email := agency.Slug(strings.ToLower(strings.TrimSpace(in.Agency))), folded(in.Email)
	key := digest(string(slug) + "|" + email + "|" + in.Device)
	account, wait, err := h.account(ctx, slug, email, key)
	if err != nil {
		return Entered{}, err
	}
	if wait > 0 {
		return Entered{}, &fault.Error{Kind: fault.Invalid, Op: op, Fields: []fault.Field{{Name: "password", Key: "sign_in.wait", Args: map[string]any{"n": int(wait.Minutes()) + 1}}}}
	}
	phc := account.Password
	if phc == "" {
		phc = h.decoy
	}
	if ok := h.matches(phc, in.Password); !ok || account.Person == "" {
		h.countTry(ctx, slug, key)
		return Entered{}, &fault.Error{Kind: fault.Invalid, Op: op, Fields: []fault.Field{{Name: "password", Key: "sign_in.wrong"}}}
	}
	return h.enter(ctx, slug, account.Person, in.Device, func(tx *store.Tx) error { return tx.SaveTries(ctx, key, 0, h.Now()) })
}

// account looks an account up; an unknown one is the zero Account.
func (h *House) account(ctx context.Context, slug agency.Slug, email, key string) (account people.Account, wait time.Duration, err error) {
	err = h.Store.Look(ctx, slug, func(tx *store.Tx) error {
		count, since, err := tx.Tries(ctx, key)
		if err != nil && fault.Of(err) != fault.Missing {
			return err
		}
		if count >= freeTries {
			pause := min(time.Duration(1<<min(count-freeTries, 10))*30*time.Second, longestWait)
			wait = max(0, since.Add(pause).Sub(h.Now()))
		}
		account, err = tx.AccountByEmail(ctx, email)
		if fault.Of(err) == fault.Missing {
			return nil
		}
		return err
	})
	if fault.Of(err) == fault.Missing { // no such agency answers like no such account
		err = nil
	}
	return account, wait, err
}

func (h *House) countTry(ctx context.Context, slug agency.Slug, key string) {
	// A try that cannot be counted must not let anybody in; the answer is "wrong" either way.
	_ = h.Store.Within(ctx, slug, func(tx *store.Tx) error {
		count, _, err := tx.Tries(ctx, key)
		if err != nil && fault.Of(err) != fault.Missing {
			return err
		}
		return tx.SaveTries(ctx, key, count+1, h.Now())
	})
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
			return &fault.Error{Kind: fault.Invalid, Op: "app.enter", Fields: []fault.Field{{Name: "password", Key: "sign_in.wrong"}}}
		}
		if err := tx.SaveSignIn(ctx, people.SignIn{Digest: digest(token), Person: p, Device: short(device, 80), Began: now, Used: now, Renewed: now}); err != nil {
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
		return nil
	})
	if fault.Of(err) == fault.Missing {
		return Known{}, again
	}
	if err != nil {
		return Known{}, err
	}
	now := h.Now()
	if now.Sub(s.Used) > idle || now.Sub(s.Began) > whole {
		return Known{}, again
	}
	if now.Sub(s.Used) > noteUse {
		s.Used = now
		err = h.Store.Within(ctx, agency.Slug(slug), func(tx *store.Tx) error { return tx.SaveSignIn(ctx, s) })
	}
	return known, err
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
	return h.do(ctx, who, access.SignOut, who.Person, nil, func(a *at) error { return a.EndSignIn(ctx, who.Device) })
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
