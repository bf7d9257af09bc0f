package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"groupwork/fault"
	"groupwork/people"
	"groupwork/store/db"
)

// accountDoc is what is sealed of an account.
type accountDoc struct{ Email, Password string }

func (tx *Tx) account(ctx context.Context, row db.Account) (people.Account, error) {
	var d accountDoc
	id := people.ID(row.PersonID)
	err := tx.open(ctx, ofPerson(id), "account", row.PersonID, row.Told, &d)
	return people.Account{Person: id, Email: d.Email, Password: d.Password, Changed: when(row.Changed)}, err
}

// AccountByEmail finds the account of an address, which must already be folded to lower case.
func (tx *Tx) AccountByEmail(ctx context.Context, email string) (people.Account, error) {
	digest, err := tx.digest("email", email)
	if err != nil {
		return people.Account{}, err
	}
	row, err := tx.q.AccountByEmail(ctx, digest)
	if err != nil {
		return people.Account{}, tx.told("store.AccountByEmail", err)
	}
	return tx.account(ctx, row)
}

// AccountOf gives a person's account.
func (tx *Tx) AccountOf(ctx context.Context, person people.ID) (people.Account, error) {
	row, err := tx.q.AccountOf(ctx, string(person))
	if err != nil {
		return people.Account{}, tx.told("store.AccountOf", err)
	}
	return tx.account(ctx, row)
}

// SaveAccount adds or changes a person's account. An address that another account has is Stale.
func (tx *Tx) SaveAccount(ctx context.Context, a people.Account) error {
	digest, err := tx.digest("email", a.Email)
	if err != nil {
		return err
	}
	told, err := tx.seal(ctx, ofPerson(a.Person), "account", string(a.Person), accountDoc{a.Email, a.Password})
	if err != nil {
		return err
	}
	return tx.told("store.SaveAccount", tx.q.SaveAccount(ctx, string(a.Person), digest, at(a.Changed), told))
}

func (tx *Tx) signIn(ctx context.Context, row db.SignIn) (people.SignIn, error) {
	s := people.SignIn{Digest: row.Digest, Person: people.ID(row.PersonID), Began: when(row.Began), Used: when(row.Used), Renewed: when(row.Renewed)}
	err := tx.open(ctx, ofPerson(s.Person), "sign_in", row.Digest, row.Told, &s.Device)
	return s, err
}

// SignIn finds a signed-in device by the digest of its token.
func (tx *Tx) SignIn(ctx context.Context, digest string) (people.SignIn, error) {
	row, err := tx.q.SignIn(ctx, digest)
	if err != nil {
		return people.SignIn{}, tx.told("store.SignIn", err)
	}
	return tx.signIn(ctx, row)
}

// SignIns gives a person's signed-in devices, oldest first.
func (tx *Tx) SignIns(ctx context.Context, person people.ID) ([]people.SignIn, error) {
	rows, err := tx.q.SignIns(ctx, string(person))
	if err != nil {
		return nil, tx.told("store.SignIns", err)
	}
	return each(rows, func(row db.SignIn) (people.SignIn, error) { return tx.signIn(ctx, row) })
}

// SaveSignIn adds a signed-in device, or notes that it was used.
func (tx *Tx) SaveSignIn(ctx context.Context, s people.SignIn) error {
	told, err := tx.seal(ctx, ofPerson(s.Person), "sign_in", s.Digest, s.Device)
	if err != nil {
		return err
	}
	return tx.told("store.SaveSignIn", tx.q.SaveSignIn(ctx, db.SaveSignInParams{Digest: s.Digest, PersonID: string(s.Person),
		Began: at(s.Began), Used: at(s.Used), Renewed: at(s.Renewed), Told: told}))
}

// EndSignIn signs one device out.
func (tx *Tx) EndSignIn(ctx context.Context, digest string) error {
	return tx.told("store.EndSignIn", tx.q.EndSignIn(ctx, digest))
}

// EndSignIns signs out all of a person's devices but one, or all when except is empty.
func (tx *Tx) EndSignIns(ctx context.Context, person people.ID, except string) error {
	return tx.told("store.EndSignIns", tx.q.EndSignIns(ctx, string(person), except))
}

func invitation(row db.Invitation) (people.Invitation, error) {
	i := people.Invitation{Digest: row.Digest, Person: people.ID(row.PersonID), Stay: row.StayID, Made: when(row.Made),
		MadeBy: people.ID(row.MadeBy), Expires: when(row.Expires), Used: when(row.Used), Revoked: when(row.Revoked)}
	return i, fault.Wrap("store.invitation", json.Unmarshal([]byte(row.Roles), &i.Roles))
}

// Invitation finds an invitation by the digest of its token.
func (tx *Tx) Invitation(ctx context.Context, digest string) (people.Invitation, error) {
	row, err := tx.q.Invitation(ctx, digest)
	if err != nil {
		return people.Invitation{}, tx.told("store.Invitation", err)
	}
	return invitation(row)
}

// Invitations gives all invitations of a person, oldest first.
func (tx *Tx) Invitations(ctx context.Context, person people.ID) ([]people.Invitation, error) {
	rows, err := tx.q.Invitations(ctx, string(person))
	if err != nil {
		return nil, tx.told("store.Invitations", err)
	}
	return each(rows, invitation)
}

// SaveInvitation adds an invitation; of one that is there only Expires, Used and Revoked change.
func (tx *Tx) SaveInvitation(ctx context.Context, i people.Invitation) error {
	return tx.told("store.SaveInvitation", tx.q.SaveInvitation(ctx, db.SaveInvitationParams{Digest: i.Digest, PersonID: string(i.Person),
		Roles: list(i.Roles), StayID: i.Stay, Made: at(i.Made), MadeBy: string(i.MadeBy), Expires: at(i.Expires), Used: at(i.Used),
		Revoked: at(i.Revoked)}))
}

// Tries gives how often something was tried, and since when; 0 for what never was. Key is a digest.
func (tx *Tx) Tries(ctx context.Context, key string) (count int, since time.Time, err error) {
	row, err := tx.q.Tries(ctx, key)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, time.Time{}, nil
	}
	return int(row.Times), when(row.Since), tx.told("store.Tries", err)
}

// SaveTries keeps how often something was tried, and since when.
func (tx *Tx) SaveTries(ctx context.Context, key string, count int, since time.Time) error {
	return tx.told("store.SaveTries", tx.q.SaveTries(ctx, key, int64(count), at(since)))
}
