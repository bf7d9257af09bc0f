package store

import (
	"context"
	"encoding/json"

	"groupwork/agency"
	"groupwork/fault"
	"groupwork/people"
	"groupwork/private"
	"groupwork/store/db"
)

// agencyDoc is what is sealed of an agency.
type agencyDoc struct {
	Name     string
	Language string
	Zone     string
	Profile  string
	Holidays []agency.Holiday `json:",omitempty"`
	Opened   int64
}

// Agency gives the agency whose book this is.
func (tx *Tx) Agency(ctx context.Context) (agency.Agency, error) {
	const op = "store.Agency"
	row, err := tx.q.Agency(ctx)
	if err != nil {
		return agency.Agency{}, tx.told(op, err)
	}
	var d agencyDoc
	if err := tx.open(ctx, agencyOwner, "agency", row.Slug, row.Told, &d); err != nil {
		return agency.Agency{}, err
	}
	return agency.Agency{Slug: agency.Slug(row.Slug), Name: private.Of(d.Name), Language: d.Language, Zone: d.Zone,
		Profile: d.Profile, Holidays: d.Holidays, Opened: when(d.Opened), Version: int(row.Version)}, nil
}

// SaveAgency saves the agency; it must be the one whose book this is.
func (tx *Tx) SaveAgency(ctx context.Context, a agency.Agency) (agency.Agency, error) {
	const op = "store.SaveAgency"
	if a.Slug != tx.book.slug {
		return a, fault.New(fault.Broken, op, "")
	}
	told, err := tx.seal(ctx, agencyOwner, "agency", string(a.Slug), agencyDoc{Name: a.Name.Reveal(), Language: a.Language,
		Zone: a.Zone, Profile: a.Profile, Holidays: a.Holidays, Opened: at(a.Opened)})
	if err != nil {
		return a, err
	}
	if a.Version == 0 {
		err = tx.told(op, tx.q.AddAgency(ctx, string(a.Slug), told))
	} else {
		rows, failed := tx.q.ChangeAgency(ctx, string(a.Slug), told, int64(a.Version))
		err = tx.changed(op, rows, failed)
	}
	if err == nil {
		a.Version++
	}
	return a, err
}

// personDoc is what is sealed of a person.
type personDoc struct {
	Called    string
	Register  string        `json:",omitempty"`
	Nicknames []string      `json:",omitempty"`
	Relatives []string      `json:",omitempty"`
	Born      string        `json:",omitempty"`
	Email     string        `json:",omitempty"`
	Phone     string        `json:",omitempty"`
	Reach     string        `json:",omitempty"`
	Emergency string        `json:",omitempty"`
	Access    string        `json:",omitempty"`
	Languages []string      `json:",omitempty"`
	Guardian  bool          `json:",omitempty"`
	Roles     []people.Role `json:",omitempty"`
	Added     int64
	Ended     int64 `json:",omitempty"`
}

func (tx *Tx) person(ctx context.Context, row db.Person) (people.Person, error) {
	var d personDoc
	id := people.ID(row.ID)
	if err := tx.open(ctx, ofPerson(id), "person", row.ID, row.Told, &d); err != nil {
		return people.Person{}, err
	}
	return people.Person{ID: id, Called: private.Of(d.Called), Register: private.Of(d.Register), Nicknames: texts(d.Nicknames),
		Relatives: texts(d.Relatives), Born: private.Of(d.Born), Email: private.Of(d.Email), Phone: private.Of(d.Phone),
		Reach: private.Of(d.Reach), Emergency: private.Of(d.Emergency), Access: private.Of(d.Access), Languages: d.Languages,
		Guardian: d.Guardian, Roles: d.Roles, Added: when(d.Added), AddedBy: people.ID(row.AddedBy), Ended: when(d.Ended),
		Version: int(row.Version)}, nil
}

// each turns rows into things, in order.
func each[R, T any](rows []R, turn func(R) (T, error)) ([]T, error) {
	out := make([]T, 0, len(rows))
	for _, row := range rows {
		thing, err := turn(row)
		if err != nil {
			return nil, err
		}
		out = append(out, thing)
	}
	return out, nil
}

func (tx *Tx) persons(ctx context.Context, op string, rows []db.Person, err error) ([]people.Person, error) {
	if err != nil {
		return nil, tx.told(op, err)
	}
	return each(rows, func(row db.Person) (people.Person, error) { return tx.person(ctx, row) })
}

// Person gives one person.
func (tx *Tx) Person(ctx context.Context, id people.ID) (people.Person, error) {
	row, err := tx.q.Person(ctx, string(id))
	if err != nil {
		return people.Person{}, tx.told("store.Person", err)
	}
	return tx.person(ctx, row)
}

// People gives several persons in one go; ids of nobody are left out.
func (tx *Tx) People(ctx context.Context, ids []people.ID) (map[people.ID]people.Person, error) {
	rows, err := tx.q.People(ctx, list(ids))
	all, err := tx.persons(ctx, "store.People", rows, err)
	out := make(map[people.ID]people.Person, len(all))
	for _, p := range all {
		out[p.ID] = p
	}
	return out, err
}

// list is a JSON list of ids, the form in which a statement takes several.
func list[S ~string](ids []S) string {
	if len(ids) == 0 {
		return "[]"
	}
	out, err := json.Marshal(ids)
	if err != nil {
		return "[]" // strings always marshal
	}
	return string(out)
}

// Staff gives everybody with a part in the agency besides member, also those whose time has ended.
func (tx *Tx) Staff(ctx context.Context) ([]people.Person, error) {
	rows, err := tx.q.Staff(ctx)
	return tx.persons(ctx, "store.Staff", rows, err)
}

// PeopleAddedBy gives everybody whom a person added to the book.
func (tx *Tx) PeopleAddedBy(ctx context.Context, by people.ID) ([]people.Person, error) {
	rows, err := tx.q.PeopleAddedBy(ctx, string(by))
	return tx.persons(ctx, "store.PeopleAddedBy", rows, err)
}

// SavePerson saves a person.
func (tx *Tx) SavePerson(ctx context.Context, p people.Person) (people.Person, error) {
	const op = "store.SavePerson"
	told, err := tx.seal(ctx, ofPerson(p.ID), "person", string(p.ID), personDoc{Called: p.Called.Reveal(), Register: p.Register.Reveal(),
		Nicknames: words(p.Nicknames), Relatives: words(p.Relatives), Born: p.Born.Reveal(), Email: p.Email.Reveal(),
		Phone: p.Phone.Reveal(), Reach: p.Reach.Reveal(), Emergency: p.Emergency.Reveal(), Access: p.Access.Reveal(),
		Languages: p.Languages, Guardian: p.Guardian, Roles: p.Roles, Added: at(p.Added), Ended: at(p.Ended)})
	if err != nil {
		return p, err
	}
	var staff int64
	if p.Has(people.Administrator) || p.Has(people.Worker) || p.Has(people.Supervisor) {
		staff = 1
	}
	if p.Version == 0 {
		err = tx.told(op, tx.q.AddPerson(ctx, string(p.ID), staff, string(p.AddedBy), told))
	} else {
		rows, failed := tx.q.ChangePerson(ctx, db.ChangePersonParams{ID: string(p.ID), Staff: staff, AddedBy: string(p.AddedBy),
			Told: told, Version: int64(p.Version)})
		err = tx.changed(op, rows, failed)
	}
	if err == nil {
		p.Version++
	}
	return p, err
}
