package demo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"groupwork/access"
	"groupwork/app"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/session"
)

// parts takes an invitation's path apart into agency and token.
func parts(path string) (slug, token string) {
	bits := strings.Split(strings.Trim(path, "/"), "/")
	if len(bits) < 3 {
		return "", ""
	}
	return bits[1], bits[2]
}

// join lets each person in by their own yes.
func (m *maker) join(ctx context.Context, lead access.Who, g group.ID, c circle) (people.ID, error) {
	var first people.ID
	for i, p := range c.members {
		person, err := m.joins(ctx, lead, g, c, p)
		if err != nil {
			return "", fmt.Errorf("%s: %w", p.called, err)
		}
		if i == 0 {
			first = person
		}
	}
	return first, nil
}

func (m *maker) joins(ctx context.Context, lead access.Who, g group.ID, c circle, p person) (people.ID, error) {
	id, err := m.h.InviteMember(ctx, lead, g, app.InviteMember{Came: string(group.ChoseFreely), New: app.PersonInput{
		Called: p.called, Register: p.register, Born: p.born, Access: p.access, Guardian: p.guardian, Languages: "en",
		Reach: "Call in the evening; leave no message.", Emergency: "A sister, number on paper in the office."}})
	if err != nil {
		return "", err
	}
	var who people.ID
	edit := func(do func(v int) error) {
		if err != nil {
			return
		}
		var s app.StayView
		if s, err = m.h.Stay(ctx, lead, id); err == nil {
			who = s.Person.ID
			err = do(s.Stay.Version)
		}
	}
	edit(func(v int) error { return m.h.Screen(ctx, lead, id, v) })
	edit(func(v int) error { return m.h.EditIntake(ctx, lead, id, v, m.intake(c, p), p.goal, -1) })
	edit(func(v int) error {
		return m.h.RecordYes(ctx, lead, id, v, app.YesInput{How: "in_person", Words: "Yes, I want to come.", GuardianYes: p.guardian, Guardian: guardian(p)})
	})
	for _, what := range []string{"join", "recording_of_notes", "follow_up_contact"} {
		edit(func(v int) error {
			err := m.h.Agree(ctx, lead, id, v, what)
			if fault.Of(err) == fault.Stale || fault.Of(err) == fault.Invalid { // the yes may already hold it
				return nil
			}
			return err
		})
	}
	edit(func(v int) error { return m.h.Activate(ctx, lead, id, v) })
	return who, err
}

func guardian(p person) string {
	if p.guardian {
		return "Mother, by telephone"
	}
	return ""
}

func (m *maker) intake(c circle, p person) map[string]string {
	answers := map[string]string{"called": p.called, "hopes": p.hope, "interests": "Cooking, walking, music", "capacities": "Good with hands"}
	if p.worry != "" {
		answers["worries"] = p.worry
	}
	if p.access != "" {
		answers["access"] = p.access
	}
	for k, v := range c.intake {
		answers[k] = v
	}
	return answers
}

// meet holds the sessions that lie in the past. The last held one of the first group stays unsigned.
func (m *maker) meet(ctx context.Context, g group.ID, c circle) error {
	lead, err := m.renew(ctx, c.lead)
	if err != nil {
		return err
	}
	v, err := m.h.Group(ctx, lead, g)
	if err != nil {
		return err
	}
	for i, s := range v.Sessions {
		if !s.Starts.Before(m.at(0, 0, 0)) {
			break
		}
		leave := c.model == "reciprocal" && i == weeks-1
		if err := m.holds(ctx, g, c, s.ID, i, s.Starts, leave); err != nil {
			return fmt.Errorf("session %d: %w", s.Number, err)
		}
		m.done++
		m.tell(m.done, m.all)
	}
	return nil
}

// holds holds one session, from its plan to its signed notes.
func (m *maker) holds(ctx context.Context, g group.ID, c circle, id session.ID, i int, starts time.Time, leave bool) error {
	m.clock.Set(starts.Add(-48 * time.Hour))
	lead, err := m.renew(ctx, c.lead)
	if err != nil {
		return err
	}
	t := c.themes[i%len(c.themes)]
	if err := m.plans(ctx, lead, c, id, starts, t); err != nil {
		return fmt.Errorf("plan: %w", err)
	}
	if err := m.does(ctx, lead, id, i); err != nil {
		return fmt.Errorf("activity: %w", err)
	}
	if c.model == "remedial" && i == 3 { // one meeting fell out, with its reason
		m.clock.Set(starts)
		v, err := m.h.Session(ctx, lead, id)
		if err != nil {
			return err
		}
		return m.h.NotHeld(ctx, lead, id, v.Session.Version, "Heating failed; everybody was called the day before.")
	}
	if err := m.readPhase(ctx, lead, g, c, i, starts); err != nil {
		return fmt.Errorf("phase: %w", err)
	}
	m.clock.Set(starts.Add(-time.Minute))
	if lead, err = m.renew(ctx, c.lead); err != nil {
		return err
	}
	v, err := m.h.Session(ctx, lead, id)
	if err != nil {
		return err
	}
	if err := m.h.BeginSession(ctx, lead, id, v.Session.Version); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	if err := m.records(ctx, lead, c, id, starts, i); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	m.clock.Set(starts.Add(time.Duration(c.minutes) * time.Minute))
	if v, err = m.h.Session(ctx, lead, id); err != nil {
		return err
	}
	if err := m.h.CloseSession(ctx, lead, id, v.Session.Version); err != nil {
		return fmt.Errorf("close: %w", err)
	}
	if err := m.measures(ctx, lead, g, c, id, i, starts); err != nil {
		return fmt.Errorf("measures: %w", err)
	}
	if err := m.aimsFor(ctx, lead, g, c, id, i); err != nil {
		return fmt.Errorf("goals: %w", err)
	}
	if err := m.readings(ctx, lead, id, i); err != nil {
		return fmt.Errorf("readings: %w", err)
	}
	m.clock.Set(starts.Add(time.Duration(c.minutes+25) * time.Minute))
	if err := m.writes(ctx, lead, id, t, i, leave); err != nil {
		return fmt.Errorf("write-up: %w", err)
	}
	return nil
}

func (m *maker) plans(ctx context.Context, lead access.Who, c circle, id session.ID, starts time.Time, t theme) error {
	v, err := m.h.Session(ctx, lead, id)
	if err != nil {
		return err
	}
	return m.h.EditSession(ctx, lead, id, v.Session.Version, app.SessionInput{Starts: starts.In(m.zone).Format("2006-01-02T15:04"),
		Minutes: c.minutes, Place: c.place, Intent: t.intent, Help: t.help, Blocks: t.blocks})
}

func (m *maker) readPhase(ctx context.Context, lead access.Who, g group.ID, c circle, i int, starts time.Time) error {
	step := weeks / len(c.phases)
	if i%max(step, 1) != 0 || i/max(step, 1) >= len(c.phases) {
		return nil
	}
	v, err := m.h.Group(ctx, lead, g)
	if err != nil {
		return err
	}
	m.clock.Set(starts.Add(-30 * time.Minute))
	if lead, err = m.renew(ctx, c.lead); err != nil {
		return err
	}
	if err := m.h.ReadPhase(ctx, lead, g, v.Group.Version, c.phases[i/max(step, 1)], "Read together after the meeting."); err != nil {
		return err
	}
	if i != max(step, 1) {
		return nil
	}
	if v, err = m.h.Group(ctx, lead, g); err != nil {
		return err
	}
	return m.h.AdoptContract(ctx, lead, g, v.Group.Version, v.Pack.Contract.AdoptedBy)
}
