// Package demo makes a believable sample agency: four groups, one per model, about twelve sessions each, one
// meeting today. Everything in it goes through the same acts that people use, with the clock set back, under a
// seed; nothing is written past the rules.
package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"groupwork/access"
	"groupwork/agency"
	"groupwork/app"
	"groupwork/group"
	"groupwork/people"
	"groupwork/practice"
)

// Slug is the sample agency's name in links.
const Slug = agency.Slug("harbour-street")

// Clock is a clock that the sample sets back and lets run again afterwards.
type Clock struct {
	mu  sync.Mutex
	set time.Time
}

// Now is the set time, or the real one after Run.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.set.IsZero() {
		return time.Now()
	}
	return c.set
}

// Set stops the clock at a time.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.set = at
}

// Run lets the clock run again.
func (c *Clock) Run() { c.Set(time.Time{}) }

// Role is one of the sample's sign-ins.
type Role struct {
	Name   string // as printed: worker, co-worker, supervisor, administrator, member
	Person people.ID
}

// Sample is what was made.
type Sample struct {
	Roles []Role
}

// maker holds what the making of one sample needs.
type maker struct {
	h      *app.House
	lib    *practice.Library
	clock  *Clock
	rng    *rand.Rand
	today  time.Time // midnight of the sample's today, in its zone
	zone   *time.Location
	staff  map[string]access.Who
	tell   func(done, all int)
	done   int
	all    int
	device int64
}

// Weeks is how many weeks back the groups began.
const weeks = 11

// Fill makes the sample in an empty house. The same seed and day make the same sample, but for ids and keys.
// Tell hears how far it has come; it may be nil.
func Fill(ctx context.Context, h *app.House, lib *practice.Library, clock *Clock, seed uint64, now time.Time, tell func(done, all int)) (Sample, error) {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		zone = time.UTC
	}
	now = now.In(zone)
	if tell == nil {
		tell = func(int, int) {}
	}
	m := &maker{h: h, lib: lib, clock: clock, rng: rand.New(rand.NewPCG(seed, 54)), zone: zone, tell: tell,
		today: time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, zone), staff: map[string]access.Who{}}
	defer clock.Run()
	return m.fill(ctx)
}

func (m *maker) fill(ctx context.Context) (Sample, error) {
	for _, c := range circles() {
		m.all += weeks
		if c.weekday > 0 { // its twelfth meeting lies behind us
			m.all++
		}
	}
	m.tell(0, m.all)
	if err := m.hire(ctx); err != nil {
		return Sample{}, fmt.Errorf("demo: staff: %w", err)
	}
	var sample Sample
	var firstMember people.ID
	for _, c := range circles() {
		member, err := m.run(ctx, c)
		if err != nil {
			return Sample{}, fmt.Errorf("demo: %s: %w", c.name, err)
		}
		if firstMember == "" {
			firstMember = member
		}
	}
	for _, r := range []struct{ name, key string }{{"worker", "rosa"}, {"co-worker", "tomas"}, {"supervisor", "joyce"}, {"administrator", "priya"}} {
		sample.Roles = append(sample.Roles, Role{r.name, people.ID(m.staff[r.key].Person)})
	}
	sample.Roles = append(sample.Roles, Role{"member", firstMember})
	return sample, nil
}

// password is the sample's only password. It opens nothing but made-up records.
const password = "paper boats on the harbour"

// hire founds the agency and lets its staff in.
func (m *maker) hire(ctx context.Context) error {
	m.clock.Set(m.at(-7*weeks-21, 9, 0))
	boss, err := m.h.FoundAgency(ctx, app.SetUp{AgencyName: "Harbour Street Centre", Slug: string(Slug), Language: "en", Zone: m.zone.String(),
		Profile: "community_default", Called: "Priya N.", Email: "priya@harbour-street.example", Password: password})
	if err != nil {
		return err
	}
	m.staff["priya"] = boss.Who
	for _, s := range []struct {
		key, called string
		roles       []string
	}{
		{"rosa", "Rosa M.", []string{"worker"}}, {"tomas", "Tomas K.", []string{"worker"}}, {"joyce", "Joyce A.", []string{"supervisor"}},
	} {
		email := s.key + "@harbour-street.example"
		link, err := m.h.InviteStaff(ctx, boss.Who, app.InviteStaff{Called: s.called, Email: email, Roles: s.roles})
		if err != nil {
			return err
		}
		slug, token := parts(link.Path)
		in, err := m.h.AcceptInvitation(ctx, slug, token, app.AcceptInvitation{Email: email, Password: password, Device: "sample"})
		if err != nil {
			return err
		}
		m.staff[s.key] = in.Who
	}
	return nil
}

// at is a time of day, some days from today.
func (m *maker) at(days, hour, minute int) time.Time {
	d := m.today.AddDate(0, 0, days)
	return time.Date(d.Year(), d.Month(), d.Day(), hour, minute, 0, 0, m.zone)
}

// renew lets a staff member sign in again, because sign-ins end while weeks pass.
func (m *maker) renew(ctx context.Context, key string) (access.Who, error) {
	in, err := m.h.SignInAs(ctx, string(Slug), people.ID(m.staff[key].Person), "sample")
	if err != nil {
		return access.Who{}, err
	}
	m.staff[key] = in.Who
	return in.Who, nil
}

// run opens one group, fills it and holds its sessions. It gives the first member.
func (m *maker) run(ctx context.Context, c circle) (people.ID, error) {
	m.clock.Set(m.at(-c.weekday-7*weeks-14, 9, 0))
	lead, err := m.renew(ctx, c.lead)
	if err != nil {
		return "", err
	}
	id, err := m.open(ctx, lead, c)
	if err != nil {
		return "", err
	}
	first, err := m.join(ctx, lead, id, c)
	if err != nil {
		return "", err
	}
	if err := m.asks(ctx, lead, id, c); err != nil {
		return "", fmt.Errorf("measures: %w", err)
	}
	return first, m.meet(ctx, id, c)
}

func (m *maker) open(ctx context.Context, lead access.Who, c circle) (group.ID, error) {
	id, err := m.h.OpenGroup(ctx, lead, app.OpenGroup{Name: c.name, Purpose: c.purpose, Model: c.model, Reason: c.reason, Open: c.open, Least: c.least, Most: c.most})
	if err != nil {
		return "", err
	}
	edit := func(do func(version int) error) {
		if err != nil {
			return
		}
		var v app.GroupView
		if v, err = m.h.Group(ctx, lead, id); err == nil {
			err = do(v.Group.Version)
		}
	}
	edit(func(v int) error {
		return m.h.SetWorkers(ctx, lead, id, v, []app.WorkerInput{
			{Person: lead.Person, Part: string(group.Lead)}, {Person: m.staff[c.second].Person, Part: string(group.CoWorker)},
			{Person: m.staff["joyce"].Person, Part: string(group.Supervises)}})
	})
	edit(func(v int) error {
		return m.h.EditPlan(ctx, lead, id, v, app.PlanInput{Name: c.name, Purpose: c.purpose, Open: c.open, Least: c.least, Most: c.most, Boxes: c.boxes})
	})
	edit(func(v int) error {
		first := m.at(-c.weekday-7*weeks, 0, 0).Format(time.DateOnly)
		return m.h.EditSchedule(ctx, lead, id, v, app.ScheduleInput{First: first, Time: fmt.Sprintf("%02d:30", c.hour), Minutes: c.minutes, Every: 1, Count: weeks + 3, Place: c.place})
	})
	edit(func(v int) error {
		return m.h.EditContract(ctx, lead, id, v, app.ContractInput{Clauses: c.clauses, Review: m.at(28, 0, 0).Format(time.DateOnly)})
	})
	edit(func(int) error { return m.h.NoteChecklist(ctx, lead, id, 0, checklist(c.model)) })
	return id, err
}

// checklist is what the workers answered once, before the group met.
func checklist(model string) map[string]float64 {
	return map[string]map[string]float64{
		"remedial":      {"competence_on_file": 1, "other_help_considered": 1, "young": 0},
		"reciprocal":    {"common_ground": 1, "tuned_in": 1, "no_targets": 1},
		"developmental": {"life_tasks": 1, "membership_plan": 1},
		"social_goals":  {"policy_recorded": 1, "non_partisan": 1, "open_by_interest": 1},
	}[model]
}
