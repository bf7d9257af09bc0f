package app

import (
	"context"

	"groupwork/access"
	"groupwork/agency"
	"groupwork/fault"
	"groupwork/people"
	"groupwork/practice"
	"groupwork/private"
)

// AgencyView is the agency's page.
type AgencyView struct {
	Agency   agency.Agency
	Profiles []practice.Profile
	Staff    []StaffView
}

// StaffView is one colleague.
type StaffView struct {
	ID      people.ID
	Called  private.Text
	Roles   []people.Role
	Ended   bool
	Invited bool // has not come in yet
}

// Agency shows the agency and its staff.
func (h *House) Agency(ctx context.Context, who access.Who) (v AgencyView, err error) {
	err = h.look(ctx, who, access.SeeAgency, nil, func(a *at) error {
		staff, err := a.Staff(ctx)
		if err != nil {
			return err
		}
		v = AgencyView{Agency: a.agency, Profiles: h.Library.Profiles()}
		for _, p := range staff {
			_, err := a.AccountOf(ctx, p.ID)
			if err != nil && fault.Of(err) != fault.Missing {
				return err
			}
			v.Staff = append(v.Staff, StaffView{ID: p.ID, Called: p.Called, Roles: p.Roles, Ended: !p.Ended.IsZero(), Invited: err != nil})
		}
		return nil
	})
	return v, err
}

// AgencyInput is what the agency's form holds.
type AgencyInput struct {
	Name, Language, Zone, Profile string
	Holidays                      []agency.Holiday
}

// EditAgency changes the agency's name, language, clock, setting profile and holidays.
func (h *House) EditAgency(ctx context.Context, who access.Who, version int, in AgencyInput) error {
	return h.do(ctx, who, access.EditAgency, who.Book, nil, func(a *at) error {
		if err := fresh("app.EditAgency", a.agency.Version, version); err != nil {
			return err
		}
		ag := a.agency
		ag.Name, ag.Language, ag.Zone, ag.Profile, ag.Holidays = private.Of(in.Name), in.Language, in.Zone, in.Profile, in.Holidays
		var c fault.Check
		_, ok := h.Library.Profile(in.Profile)
		c.Want(ok, "profile", "app.profile.unknown")
		if err := both(named(ag.Check(), "holiday.", "holidays"), c.Err("app.EditAgency")); err != nil {
			return err
		}
		_, err := a.SaveAgency(ctx, ag)
		return err
	})
}

// takeOffAll ends somebody's parts in every group. The last lead of a group stays named until another is put there.
func (a *at) takeOffAll(id people.ID) error {
	groups, err := a.GroupsOf(a.ctx, id, a.now)
	if err != nil {
		return err
	}
	for _, g := range groups {
		if g.TakeOff(id, a.now) != nil {
			continue
		}
		if _, err := a.SaveGroup(a.ctx, g); err != nil {
			return err
		}
	}
	return nil
}

// EndStaff ends a colleague's part in the agency and every sign-in of theirs at once.
func (h *House) EndStaff(ctx context.Context, who access.Who, id people.ID) error {
	return h.do(ctx, who, access.EndStaff, string(id), nil, func(a *at) error {
		p, err := a.Person(ctx, id)
		if err != nil {
			return err
		}
		if !staffed(p) {
			return fault.New(fault.Missing, "app.EndStaff", "")
		}
		if !p.Ended.IsZero() {
			return fault.New(fault.Stale, "app.EndStaff", "app.moved_on")
		}
		if id == a.self {
			return wrong("app.EndStaff", "person", "app.staff.self")
		}
		p.Ended = a.now
		if _, err := a.SavePerson(ctx, p); err != nil {
			return err
		}
		if err := a.takeOffAll(id); err != nil {
			return err
		}
		return a.EndSignIns(ctx, id, "")
	})
}
