package app

import (
	"context"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
)

// PersonInput is what the form about a person holds. Lists are separated by commas.
type PersonInput struct {
	Called, Register, Nicknames, Relatives, Born, Email, Phone, Reach, Emergency, Access, Languages string
	Guardian                                                                                        bool
}

// fill puts the typed values on a person and checks them.
func (in PersonInput) fill(p *people.Person) error {
	p.Called, p.Register, p.Born = private.Of(in.Called), private.Of(in.Register), private.Of(in.Born)
	p.Nicknames, p.Relatives = list(in.Nicknames), list(in.Relatives)
	p.Email, p.Phone, p.Reach = private.Of(in.Email), private.Of(in.Phone), private.Of(in.Reach)
	p.Emergency, p.Access, p.Guardian = private.Of(in.Emergency), private.Of(in.Access), in.Guardian
	p.Languages = nil
	for _, l := range list(in.Languages) {
		p.Languages = append(p.Languages, l.Reveal())
	}
	return named(named(p.Check(), "nickname.", "nicknames"), "relative.", "relatives")
}

// list takes a text apart at its commas.
func list(s string) []private.Text {
	var all []private.Text
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '،' || r == ';' || r == '\n' }) {
		if t := private.Of(part); !t.Empty() {
			all = append(all, t)
		}
	}
	return all
}

// PersonRef names a person on a page.
type PersonRef struct {
	ID     people.ID
	Called private.Text
}

// PersonCard is one line of the list of people.
type PersonCard struct {
	PersonRef
	Groups []GroupRef
	State  group.State
}

// People lists the persons that this person works with: members of their groups, and those they put on record.
func (h *House) People(ctx context.Context, who access.Who) (all []PersonCard, err error) {
	err = h.look(ctx, who, access.ListPeople, nil, func(a *at) (err error) {
		all, err = a.people()
		return err
	})
	return all, err
}

func (a *at) people() ([]PersonCard, error) {
	groups, err := a.GroupsOf(a.ctx, a.self, a.now)
	if err != nil {
		return nil, err
	}
	cards := map[people.ID]*PersonCard{}
	for _, g := range groups {
		if part := g.PartOf(a.self, a.now); part == group.Observer {
			continue
		}
		stays, err := a.StaysIn(a.ctx, g.ID)
		if err != nil {
			return nil, err
		}
		for _, s := range stays {
			c := cards[s.Person]
			if c == nil {
				c = &PersonCard{PersonRef: PersonRef{ID: s.Person}}
				cards[s.Person] = c
			}
			c.State = s.State
			if s.State != group.Left && s.State != group.Declined {
				c.Groups = append(c.Groups, ref(g))
			}
		}
	}
	added, err := a.PeopleAddedBy(a.ctx, a.self)
	if err != nil {
		return nil, err
	}
	for _, p := range added {
		if cards[p.ID] == nil && !staffed(p) {
			ok, err := a.onlyMine(p)
			if err != nil {
				return nil, err
			}
			if ok {
				cards[p.ID] = &PersonCard{PersonRef: PersonRef{ID: p.ID}}
			}
		}
	}
	return a.named(cards)
}

// onlyMine tells whether the person was put on record by this worker and no group has them yet.
func (a *at) onlyMine(p people.Person) (bool, error) {
	if p.AddedBy != a.self {
		return false, nil
	}
	stays, err := a.StaysOf(a.ctx, p.ID)
	return len(stays) == 0, err
}

// named puts the called-names on the cards, in the order of the alphabet.
func (a *at) named(cards map[people.ID]*PersonCard) ([]PersonCard, error) {
	ids := make([]people.ID, 0, len(cards))
	for id := range cards {
		ids = append(ids, id)
	}
	persons, err := a.Tx.People(a.ctx, ids)
	if err != nil {
		return nil, err
	}
	all := make([]PersonCard, 0, len(cards))
	for id, c := range cards {
		c.Called = persons[id].Called
		all = append(all, *c)
	}
	sort.Slice(all, func(i, j int) bool {
		return strings.ToLower(all[i].Called.Reveal()) < strings.ToLower(all[j].Called.Reveal())
	})
	return all, nil
}

// AddPerson puts a person on record.
func (h *House) AddPerson(ctx context.Context, who access.Who, in PersonInput) (id people.ID, err error) {
	err = h.do(ctx, who, access.AddPerson, "", nil, func(a *at) error {
		id, err = h.addPerson(a, in)
		return err
	})
	return id, err
}

func (h *House) addPerson(a *at, in PersonInput) (people.ID, error) {
	p := people.Person{ID: people.ID(h.NewID()), Added: a.now, AddedBy: a.self}
	if err := in.fill(&p); err != nil {
		return "", err
	}
	a.touches(string(p.ID))
	_, err := a.SavePerson(a.ctx, p)
	return p.ID, err
}

// PersonView is a person's page.
type PersonView struct {
	Person people.Person
	Stays  []StayCard
	Mine   bool // may edit
}

// ofPerson finds how one stands to a person: by any group that has them now or had them, or by having added them.
func ofPerson(id people.ID, p *people.Person, stays *[]group.Stay) find {
	return func(a *at) (ties []access.Tie, err error) {
		if *p, err = a.Person(a.ctx, id); err != nil {
			return nil, err
		}
		if *stays, err = a.StaysOf(a.ctx, id); err != nil {
			return nil, err
		}
		if len(*stays) == 0 && p.AddedBy == a.self && !staffed(*p) {
			return []access.Tie{access.Added}, nil
		}
		for _, s := range *stays {
			more, err := a.groupTies(s.Group)
			if err != nil {
				return nil, err
			}
			ties = append(ties, more...)
		}
		return ties, nil
	}
}

// Person shows a person and those of their stays that this person may know of.
func (h *House) Person(ctx context.Context, who access.Who, id people.ID) (v PersonView, err error) {
	var stays []group.Stay
	err = h.read(ctx, who, access.SeePerson, string(id), ofPerson(id, &v.Person, &stays), func(a *at) error {
		for _, s := range stays {
			ties, err := a.groupTies(s.Group)
			if err != nil {
				return err
			}
			if h.Policy.Decide(access.SeeStay, ties) != nil {
				continue
			}
			card, err := a.stayCard(s, v.Person)
			if err != nil {
				return err
			}
			v.Stays = append(v.Stays, card)
			v.Mine = v.Mine || h.Policy.Decide(access.EditPerson, ties) == nil
		}
		v.Mine = v.Mine || len(stays) == 0
		return nil
	})
	return v, err
}

// EditPerson changes what is kept about a person.
func (h *House) EditPerson(ctx context.Context, who access.Who, id people.ID, version int, in PersonInput) error {
	var p people.Person
	var stays []group.Stay
	return h.do(ctx, who, access.EditPerson, string(id), ofPerson(id, &p, &stays), func(a *at) error {
		if err := fresh("app.EditPerson", p.Version, version); err != nil {
			return err
		}
		if err := in.fill(&p); err != nil {
			return err
		}
		_, err := a.SavePerson(ctx, p)
		return err
	})
}

// Found is what a search found.
type Found struct {
	Groups []GroupRef
	People []PersonRef
}

// Search looks through the groups and people that this person may know of, by name. Names are sealed, so it opens
// those of the person's own groups and compares; nothing outside them is looked at.
func (h *House) Search(ctx context.Context, who access.Who, text string) (found Found, err error) {
	want := plain(strings.TrimSpace(text))
	if len([]rune(want)) > 100 {
		return found, &fault.Error{Kind: fault.Invalid, Op: "app.Search",
			Fields: []fault.Field{{Name: "text", Key: "text.too_long", Args: map[string]any{"max": 100}}}}
	}
	err = h.look(ctx, who, access.Search, nil, func(a *at) error {
		groups, err := a.GroupsOf(ctx, a.self, a.now)
		if err != nil || want == "" {
			return err
		}
		for _, g := range groups {
			if strings.Contains(plain(g.Name.Reveal()), want) {
				found.Groups = append(found.Groups, ref(g))
			}
		}
		cards, err := a.people()
		for _, c := range cards {
			if strings.Contains(plain(c.Called.Reveal()), want) {
				found.People = append(found.People, c.PersonRef)
			}
		}
		return err
	})
	return found, err
}

// plain is a text in lower case without diacritics, for searching.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
}
