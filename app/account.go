package app

import (
	"context"
	"slices"
	"time"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/people"
	"groupwork/phrase"
	"groupwork/private"
)

// OwnAccount is what somebody sees of their own sign-in.
type OwnAccount struct {
	Called  private.Text
	Email   private.Text
	Roles   []people.Role
	SignIns []SignInView
}

// SignInView is one signed-in device.
type SignInView struct {
	Digest, Device string
	Began, Used    time.Time
	This           bool
}

// OwnAccount shows the person's own account and where it is signed in.
func (h *House) OwnAccount(ctx context.Context, who access.Who) (v OwnAccount, err error) {
	err = h.look(ctx, who, access.SeeOwnAccount, oneself, func(a *at) error {
		p, err := a.Person(ctx, a.self)
		if err != nil {
			return err
		}
		account, err := a.AccountOf(ctx, a.self)
		if err != nil && fault.Of(err) != fault.Missing {
			return err
		}
		all, err := a.SignIns(ctx, a.self)
		if err != nil {
			return err
		}
		v = OwnAccount{Called: p.Called, Email: private.Of(account.Email), Roles: p.Roles}
		for _, s := range all {
			if a.now.Sub(s.Used) <= idle && a.now.Sub(s.Began) <= whole {
				v.SignIns = append(v.SignIns, SignInView{Digest: s.Digest, Device: s.Device, Began: s.Began, Used: s.Used, This: s.Digest == who.Device})
			}
		}
		return nil
	})
	return v, err
}

// EndSignIn ends one of the person's own sign-ins.
func (h *House) EndSignIn(ctx context.Context, who access.Who, sum string) error {
	return h.do(ctx, who, access.EndSignIn, who.Person, oneself, func(a *at) error {
		s, err := a.SignIn(ctx, sum)
		if err != nil {
			return err
		}
		if s.Person != a.self {
			return fault.New(fault.Withheld, "app.EndSignIn", "")
		}
		return a.EndSignIn(ctx, sum)
	})
}

// ChooseLanguage puts a language that the house speaks before the person's others.
func (h *House) ChooseLanguage(ctx context.Context, who access.Who, lang string) error {
	var c fault.Check
	c.Want(slices.Contains(phrase.Languages, lang), "language", "app.language")
	if err := c.Err("app.ChooseLanguage"); err != nil {
		return err
	}
	return h.do(ctx, who, access.ChooseLanguage, who.Person, oneself, func(a *at) error {
		p, err := a.Person(ctx, a.self)
		if err != nil {
			return err
		}
		p.Languages = append([]string{lang}, slices.DeleteFunc(p.Languages, func(l string) bool { return l == lang })...)
		_, err = a.SavePerson(ctx, p)
		return err
	})
}

// ChangePassword is a typed change.
type ChangePassword struct{ Old, New string }

// ChangePassword sets a new password and ends every other sign-in.
func (h *House) ChangePassword(ctx context.Context, who access.Who, in ChangePassword) error {
	var old string
	var own []string // words that must not make up a password
	err := h.look(ctx, who, access.ChangePassword, oneself, func(a *at) error {
		account, err := a.AccountOf(ctx, a.self)
		if err != nil && fault.Of(err) != fault.Missing { // who came in by a sample's link has no password to change
			return err
		}
		p, err := a.Person(ctx, a.self)
		old, own = account.Password, []string{a.agency.Name.Reveal(), string(a.agency.Slug), p.Called.Reveal(), account.Email}
		return err
	})
	if err != nil {
		return err
	}
	var c fault.Check
	c.Want(h.matches(old, in.Old), "old", "app.password.old")
	if err := both(c.Err("app.ChangePassword"), named(people.CheckPassword(in.New, own), "password", "new")); err != nil {
		return err
	}
	hash := h.hashed(in.New)
	return h.do(ctx, who, access.ChangePassword, who.Person, oneself, func(a *at) error {
		account, err := a.AccountOf(ctx, a.self)
		if err != nil {
			return err
		}
		account.Password, account.Changed = hash, a.now
		if err := a.SaveAccount(ctx, account); err != nil {
			return err
		}
		return a.EndSignIns(ctx, a.self, who.Device)
	})
}
