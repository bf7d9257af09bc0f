package store

import (
	"context"
	"time"

	"groupwork/agency"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/note"
	"groupwork/people"
	"groupwork/session"
)

func unbuilt() error { return fault.New(fault.Broken, "store", "") }

func (tx *Tx) Agency(ctx context.Context) (got agency.Agency, err error) { return got, unbuilt() }
func (tx *Tx) SaveAgency(ctx context.Context, a agency.Agency) (got agency.Agency, err error) {
	return got, unbuilt()
}
func (tx *Tx) Person(ctx context.Context, id people.ID) (got people.Person, err error) {
	return got, unbuilt()
}
func (tx *Tx) People(ctx context.Context, ids []people.ID) (got map[people.ID]people.Person, err error) {
	return got, unbuilt()
}
func (tx *Tx) SavePerson(ctx context.Context, p people.Person) (got people.Person, err error) {
	return got, unbuilt()
}
func (tx *Tx) Staff(ctx context.Context) (got []people.Person, err error) { return got, unbuilt() }
func (tx *Tx) PeopleAddedBy(ctx context.Context, by people.ID) (got []people.Person, err error) {
	return got, unbuilt()
}
func (tx *Tx) AccountByEmail(ctx context.Context, email string) (got people.Account, err error) {
	return got, unbuilt()
}
func (tx *Tx) AccountOf(ctx context.Context, person people.ID) (got people.Account, err error) {
	return got, unbuilt()
}
func (tx *Tx) SaveAccount(ctx context.Context, a people.Account) error { return unbuilt() }
func (tx *Tx) SignIn(ctx context.Context, digest string) (got people.SignIn, err error) {
	return got, unbuilt()
}
func (tx *Tx) SaveSignIn(ctx context.Context, s people.SignIn) error { return unbuilt() }
func (tx *Tx) EndSignIn(ctx context.Context, digest string) error    { return unbuilt() }
func (tx *Tx) EndSignIns(ctx context.Context, person people.ID, except string) error {
	return unbuilt()
}
func (tx *Tx) SignIns(ctx context.Context, person people.ID) (got []people.SignIn, err error) {
	return got, unbuilt()
}
func (tx *Tx) Invitation(ctx context.Context, digest string) (got people.Invitation, err error) {
	return got, unbuilt()
}
func (tx *Tx) SaveInvitation(ctx context.Context, i people.Invitation) error { return unbuilt() }
func (tx *Tx) Invitations(ctx context.Context, person people.ID) (got []people.Invitation, err error) {
	return got, unbuilt()
}
func (tx *Tx) Tries(ctx context.Context, key string) (count int, since time.Time, err error) {
	return 0, time.Time{}, unbuilt()
}
func (tx *Tx) SaveTries(ctx context.Context, key string, count int, since time.Time) error {
	return unbuilt()
}
func (tx *Tx) Group(ctx context.Context, id group.ID) (got group.Group, err error) {
	return got, unbuilt()
}
func (tx *Tx) SaveGroup(ctx context.Context, g group.Group) (got group.Group, err error) {
	return got, unbuilt()
}
func (tx *Tx) GroupsOf(ctx context.Context, person people.ID, at time.Time) (got []group.Group, err error) {
	return got, unbuilt()
}
func (tx *Tx) GroupPart(ctx context.Context, id group.ID, person people.ID, at time.Time) (got group.Part, err error) {
	return got, unbuilt()
}
func (tx *Tx) Stay(ctx context.Context, id group.StayID) (got group.Stay, err error) {
	return got, unbuilt()
}
func (tx *Tx) SaveStay(ctx context.Context, s group.Stay) (got group.Stay, err error) {
	return got, unbuilt()
}
func (tx *Tx) StaysIn(ctx context.Context, id group.ID) (got []group.Stay, err error) {
	return got, unbuilt()
}
func (tx *Tx) StaysOf(ctx context.Context, person people.ID) (got []group.Stay, err error) {
	return got, unbuilt()
}
func (tx *Tx) Session(ctx context.Context, id session.ID) (got session.Session, err error) {
	return got, unbuilt()
}
func (tx *Tx) SaveSession(ctx context.Context, s session.Session) (got session.Session, err error) {
	return got, unbuilt()
}
func (tx *Tx) SessionsIn(ctx context.Context, id group.ID) (got []SessionHead, err error) {
	return got, unbuilt()
}
func (tx *Tx) Agenda(ctx context.Context, person people.ID, from, to time.Time) (got []SessionHead, err error) {
	return got, unbuilt()
}
func (tx *Tx) Unfinished(ctx context.Context, person people.ID, before time.Time) (got []SessionHead, err error) {
	return got, unbuilt()
}
func (tx *Tx) Append(ctx context.Context, entries []session.Entry) (got []session.EntryID, err error) {
	return got, unbuilt()
}
func (tx *Tx) Entries(ctx context.Context, id session.ID) (got []session.Entry, err error) {
	return got, unbuilt()
}
func (tx *Tx) EntriesOf(ctx context.Context, ids []session.ID) (got map[session.ID][]session.Entry, err error) {
	return got, unbuilt()
}
func (tx *Tx) Note(ctx context.Context, id note.ID) (got note.Note, err error) { return got, unbuilt() }
func (tx *Tx) SaveNote(ctx context.Context, n note.Note) (got note.Note, err error) {
	return got, unbuilt()
}
func (tx *Tx) NotesIn(ctx context.Context, id session.ID) (got []note.Note, err error) {
	return got, unbuilt()
}
func (tx *Tx) NotesOf(ctx context.Context, id group.StayID) (got []note.Note, err error) {
	return got, unbuilt()
}
func (tx *Tx) NotesToCosign(ctx context.Context, person people.ID) (got []note.Note, err error) {
	return got, unbuilt()
}
func (tx *Tx) LastSigned(ctx context.Context, id group.StayID, before session.ID) (got note.Note, err error) {
	return got, unbuilt()
}
func (tx *Tx) ProcessNote(ctx context.Context, id session.ID, author people.ID) (got note.ProcessNote, err error) {
	return got, unbuilt()
}
func (tx *Tx) SaveProcessNote(ctx context.Context, p note.ProcessNote) (got note.ProcessNote, err error) {
	return got, unbuilt()
}
func (tx *Tx) ProcessNotesBy(ctx context.Context, author people.ID) (got []note.ProcessNote, err error) {
	return got, unbuilt()
}
func (tx *Tx) File(ctx context.Context, line AuditLine) error { return unbuilt() }
func (tx *Tx) Put(ctx context.Context, e Event) error         { return unbuilt() }
func (tx *Tx) Events(ctx context.Context, after int64, limit int) (got []Event, err error) {
	return got, unbuilt()
}
