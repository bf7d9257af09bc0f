package app

import (
	"cmp"
	"context"
	"crypto/subtle"
	"slices"
	"strings"
	"time"

	"groupwork/access"
	"groupwork/agency"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
	"groupwork/store"
)

// SetUp founds an agency and its first administrator.
type SetUp struct{ Token, AgencyName, Slug, Language, Zone, Profile, Called, Email, Password string }

// SetUpLink makes the one-time token with which the first agency is founded. Made is false once an agency exists.
func (h *House) SetUpLink(ctx context.Context) (token string, made bool, err error) {
	known, err := h.Store.Agencies(ctx)
	if err != nil || len(known) > 0 {
		return "", false, err
	}
	token, err = h.AnotherSetUpLink(ctx)
	return token, true, err
}

// AnotherSetUpLink makes the one-time token with which one more agency is founded. A token made before ends.
func (h *House) AnotherSetUpLink(ctx context.Context) (token string, err error) {
	token = h.token()
	return token, h.Store.SaveSetUpLink(ctx, digest(token), h.Now().Add(setUpLife), time.Time{})
}

// SetUpStands tells whether a set-up link can still be used; it gives Missing when not.
func (h *House) SetUpStands(ctx context.Context, token string) error {
	want, expires, used, err := h.Store.SetUpLink(ctx)
	if err != nil {
		return err
	}
	if subtle.ConstantTimeCompare([]byte(want), []byte(digest(token))) != 1 || !used.IsZero() || h.Now().After(expires) {
		return fault.New(fault.Missing, "app.SetUp", "")
	}
	return nil
}

// SetUp founds an agency with the one-time token.
func (h *House) SetUp(ctx context.Context, in SetUp) (Entered, error) {
	h.setUp.Lock()
	defer h.setUp.Unlock()
	if err := h.SetUpStands(ctx, in.Token); err != nil {
		return Entered{}, err
	}
	got, err := h.found(ctx, in, people.Administrator, people.Worker) // who works alone does everything
	if err != nil {
		return Entered{}, err
	}
	return got, h.Store.SaveSetUpLink(ctx, digest(in.Token), h.Now(), h.Now())
}

// FoundAgency makes an agency's book and lets its administrator in.
func (h *House) FoundAgency(ctx context.Context, in SetUp) (Entered, error) {
	return h.found(ctx, in, people.Administrator)
}

func (h *House) found(ctx context.Context, in SetUp, roles ...people.Role) (Entered, error) {
	now := h.Now()
	ag := agency.Agency{Slug: agency.Slug(strings.TrimSpace(in.Slug)), Name: private.Of(in.AgencyName),
		Language: in.Language, Zone: in.Zone, Profile: in.Profile, Opened: now}
	boss := people.Person{ID: people.ID(h.NewID()), Called: private.Of(in.Called), Email: private.Of(in.Email), Roles: roles,
		Added: now, Languages: []string{in.Language}}
	if in.Profile == "" {
		ag.Profile = h.Library.Profiles()[0].ID
	}
	var c fault.Check
	_, ok := h.Library.Profile(ag.Profile)
	c.Want(ok, "profile", "app.profile.unknown")
	if err := both(c.Err("app.SetUp"), named(ag.Check(), "name", "agency_name"), boss.Check(),
		checkEmail(in.Email), people.CheckPassword(in.Password, []string{in.AgencyName, in.Slug, in.Called})); err != nil {
		return Entered{}, err
	}
	err := h.Store.Found(ctx, ag, func(tx *store.Tx) error { // whoever leads the agency is there before anybody sees it
		if _, err := tx.SavePerson(ctx, boss); err != nil {
			return err
		}
		if err := tx.SaveAccount(ctx, people.Account{Person: boss.ID, Email: folded(in.Email), Password: h.hashed(in.Password), Changed: now}); err != nil {
			return err
		}
		return tx.File(ctx, store.AuditLine{At: now, Who: boss.ID, Act: string(access.SetUp), Things: []string{string(ag.Slug)}})
	})
	if fault.Of(err) == fault.Stale {
		return Entered{}, &fault.Error{Kind: fault.Invalid, Op: "app.SetUp", Fields: []fault.Field{{Name: "slug", Key: "app.slug.taken"}}}
	}
	if err != nil {
		return Entered{}, err
	}
	return h.enter(ctx, ag.Slug, boss.ID, "set-up", nil)
}

// both gathers the wrong fields of several checks into one error.
func both(errs ...error) error {
	all := &fault.Error{Kind: fault.Invalid}
	for _, err := range errs {
		if err == nil {
			continue
		}
		if fault.Of(err) != fault.Invalid {
			return err
		}
		all.Op = err.Error()[:strings.IndexByte(err.Error()+":", ':')]
		all.Fields = append(all.Fields, fault.Fields(err)...)
	}
	if len(all.Fields) == 0 {
		return nil
	}
	return all
}

func checkEmail(email string) error {
	var c fault.Check
	name, host, ok := strings.Cut(folded(email), "@")
	c.Want(ok && name != "" && strings.Contains(host, ".") && !strings.ContainsAny(email, " \r\n\t,;<>") && len(email) <= 254, "email", "app.email.wrong")
	return c.Err("app.email")
}

// InviteStaff is a typed invitation to staff.
type InviteStaff struct {
	Called, Email string
	Roles         []string
}

// Link is a single-use link. Its token is shown once and kept only as a digest.
type Link struct {
	Path    string
	Expires time.Time
}

// InviteStaff puts a colleague on record and makes the link that lets them in.
func (h *House) InviteStaff(ctx context.Context, who access.Who, in InviteStaff) (link Link, err error) {
	err = h.do(ctx, who, access.InviteStaff, "", nil, func(a *at) error {
		p := people.Person{ID: people.ID(h.NewID()), Called: private.Of(in.Called), Email: private.Of(in.Email), Added: a.now, AddedBy: a.self}
		var c fault.Check
		for _, r := range in.Roles {
			role := people.Role(r)
			c.Want(role == people.Administrator || role == people.Worker || role == people.Supervisor, "roles", "app.role.unknown")
			p.Roles = append(p.Roles, role)
		}
		c.Want(len(p.Roles) > 0, "roles", "app.role.missing")
		if err := both(p.Check(), checkEmail(in.Email), c.Err("app.InviteStaff")); err != nil {
			return err
		}
		if _, err := a.AccountByEmail(ctx, folded(in.Email)); in.Email != "" && err == nil {
			return wrong("app.InviteStaff", "email", "app.email.other")
		} else if err != nil && fault.Of(err) != fault.Missing {
			return err
		}
		if _, err := a.SavePerson(ctx, p); err != nil {
			return err
		}
		a.touches(string(p.ID))
		link, err = h.invite(a, p.ID, p.Roles, "")
		return err
	})
	return link, err
}

// invite makes a single-use link and revokes the person's older ones.
func (h *House) invite(a *at, p people.ID, roles []people.Role, stay group.StayID) (Link, error) {
	old, err := a.Invitations(a.ctx, p)
	if err != nil {
		return Link{}, err
	}
	for _, o := range old {
		if o.Used.IsZero() && o.Revoked.IsZero() {
			o.Revoked = a.now
			if err := a.SaveInvitation(a.ctx, o); err != nil {
				return Link{}, err
			}
		}
	}
	token := h.token()
	i := people.Invitation{Digest: digest(token), Person: p, Roles: roles, Stay: string(stay), Made: a.now, MadeBy: a.self, Expires: a.now.Add(inviteLife)}
	if err := a.SaveInvitation(a.ctx, i); err != nil {
		return Link{}, err
	}
	return Link{Path: "/invite/" + a.who.Book + "/" + token, Expires: i.Expires}, nil
}

// InvitationView is what somebody sees who holds a link.
type InvitationView struct {
	Agency, Called, GroupPurpose private.Text
	Staff                        bool
	Expires                      time.Time
}

// Invitation shows an invitation without using it up.
func (h *House) Invitation(ctx context.Context, slug, token string) (v InvitationView, err error) {
	err = h.Store.Look(ctx, agency.Slug(slug), func(tx *store.Tx) error {
		i, err := h.valid(ctx, tx, token)
		if err != nil {
			return err
		}
		p, err := tx.Person(ctx, i.Person)
		if err != nil {
			return err
		}
		ag, err := tx.Agency(ctx)
		if err != nil {
			return err
		}
		v = InvitationView{Agency: ag.Name, Called: p.Called, Staff: i.Stay == "", Expires: i.Expires}
		if i.Stay == "" {
			return nil
		}
		s, err := tx.Stay(ctx, group.StayID(i.Stay))
		if err != nil {
			return err
		}
		g, err := tx.Group(ctx, s.Group)
		v.GroupPurpose = g.Purpose
		return err
	})
	return v, err
}

// valid gives an invitation that may still be used; every other answers Missing.
func (h *House) valid(ctx context.Context, tx *store.Tx, token string) (people.Invitation, error) {
	i, err := tx.Invitation(ctx, digest(token))
	if err != nil {
		return i, err
	}
	if !i.Used.IsZero() || !i.Revoked.IsZero() || h.Now().After(i.Expires) {
		return i, fault.New(fault.Missing, "app.Invitation", "")
	}
	return i, nil
}

// AcceptInvitation is what an invited person types.
type AcceptInvitation struct{ Email, Password, Device string }

// AcceptInvitation uses a link up and lets its person in. Of several at once exactly one succeeds.
func (h *House) AcceptInvitation(ctx context.Context, slug, token string, in AcceptInvitation) (Entered, error) {
	view, err := h.Invitation(ctx, slug, token)
	if err != nil {
		return Entered{}, err
	}
	if err := both(checkEmail(in.Email), people.CheckPassword(in.Password, []string{slug, view.Agency.Reveal(), view.Called.Reveal()})); err != nil {
		return Entered{}, err
	}
	hash := h.hashed(in.Password)
	var p people.ID
	err = h.Store.Within(ctx, agency.Slug(slug), func(tx *store.Tx) error {
		i, err := h.valid(ctx, tx, token)
		if err != nil {
			return err
		}
		p, i.Used = i.Person, h.Now()
		if err := tx.SaveInvitation(ctx, i); err != nil {
			return err
		}
		if err := h.admit(ctx, tx, i, folded(in.Email), hash); err != nil {
			return err
		}
		return tx.File(ctx, store.AuditLine{At: i.Used, Who: p, Act: string(access.AcceptInvite), Things: []string{string(p)}})
	})
	if err != nil {
		return Entered{}, err
	}
	return h.enter(ctx, agency.Slug(slug), p, in.Device, nil)
}

// admit gives the person their account and roles. Somebody who has an account already keeps it: a link is no way to
// a password.
func (h *House) admit(ctx context.Context, tx *store.Tx, i people.Invitation, email, hash string) error {
	if _, err := tx.AccountOf(ctx, i.Person); fault.Of(err) != fault.Missing {
		return cmp.Or(err, fault.New(fault.Missing, "app.AcceptInvitation", ""))
	}
	if held, err := tx.AccountByEmail(ctx, email); err == nil && held.Person != i.Person {
		return wrong("app.AcceptInvitation", "email", "app.email.other")
	} else if err != nil && fault.Of(err) != fault.Missing {
		return err
	}
	if err := tx.SaveAccount(ctx, people.Account{Person: i.Person, Email: email, Password: hash, Changed: h.Now()}); err != nil {
		return err
	}
	person, err := tx.Person(ctx, i.Person)
	if err != nil {
		return err
	}
	for _, r := range i.Roles {
		if !slices.Contains(person.Roles, r) {
			person.Roles = append(person.Roles, r)
		}
	}
	_, err = tx.SavePerson(ctx, person)
	return err
}
