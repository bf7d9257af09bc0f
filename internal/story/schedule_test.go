package story

import (
	"testing"
	"time"

	"groupwork/agency"
	"groupwork/app"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/session"
)

func (e *evening) schedules(in app.ScheduleInput) {
	e.t.Helper()
	e.must(e.house.EditSchedule(e.t.Context(), e.who["rosa"], e.group, e.view().Group.Version, in))
}

// days are the planned and held meetings, by the agency's clock.
func (e *evening) days(states ...session.State) []string {
	zone, err := time.LoadLocation("Europe/London")
	e.must(err)
	var all []string
	for _, s := range e.view().Sessions {
		for _, state := range states {
			if s.State == state {
				all = append(all, s.Starts.In(zone).Format("01-02 15:04"))
			}
		}
	}
	return all
}

func (e *evening) wantDays(got []string, want ...string) {
	e.t.Helper()
	if len(got) != len(want) {
		e.t.Fatalf("want %v, got %v", want, got)
	}
	for i := range want {
		if got[i] != want[i] {
			e.t.Fatalf("want %v, got %v", want, got)
		}
	}
}

func TestMeetingsFollowTheAgencysClockAndHolidays(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	v, err := e.house.Agency(t.Context(), e.who["priya"])
	e.must(err)
	e.must(e.house.EditAgency(t.Context(), e.who["priya"], v.Agency.Version, app.AgencyInput{Name: "Harbour House", Language: "en", Zone: "Europe/London",
		Profile: "community_default", Holidays: []agency.Holiday{{Day: "2027-04-01", Name: "Spring"}}}))
	e.opens("reciprocal")
	in := app.ScheduleInput{First: "2027-03-18", Time: "18:30", Minutes: 90, Every: 1, Count: 3, Place: "Room 2"}
	preview, err := e.house.PreviewSchedule(t.Context(), e.who["rosa"], e.group, in)
	e.must(err)
	if len(preview) != 3 {
		t.Fatalf("the preview shows %d meetings", len(preview))
	}
	e.schedules(in)
	e.wantDays(e.days(session.Planned), "03-18 18:30", "03-25 18:30", "04-08 18:30") // summer time began between them
	_, err = e.house.PreviewSchedule(t.Context(), e.who["rosa"], e.group, app.ScheduleInput{First: "18 March", Time: "half past six", Minutes: 3, Every: 90, Skip: "x"})
	if n := len(fault.Fields(err)); n != 5 {
		t.Errorf("want five wrong fields, got %v", err)
	}
}

func TestANewScheduleLeavesWhatWasHeld(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins(nine[:4]...)
	e.schedules(app.ScheduleInput{First: "2026-11-20", Time: "18:30", Minutes: 90, Every: 1, Count: 4})
	one, err := e.house.PlanSession(t.Context(), e.who["rosa"], e.group, app.SessionInput{Starts: "2026-12-24T10:00", Minutes: 120})
	e.must(err)
	e.now = time.Date(2026, 11, 20, 18, 30, 0, 0, time.UTC)
	e.enter("rosa", e.person["rosa"])
	e.session = e.view().Sessions[0].ID
	e.must(e.house.BeginSession(t.Context(), e.who["rosa"], e.session, e.room().Session.Version))
	e.closes()
	e.schedules(app.ScheduleInput{First: "2026-11-20", Time: "19:00", Minutes: 90, Every: 2, Count: 3})
	e.wantDays(e.days(session.Held), "11-20 18:30")
	e.wantDays(e.days(session.Planned), "12-04 19:00", "12-18 19:00", "12-24 10:00")
	e.wantDays(e.days(session.NotHeld), "12-11 18:30")
	for _, s := range e.view().Sessions {
		if s.ID == one && s.Number != 5 {
			t.Errorf("a session planned by itself changed its number to %d", s.Number)
		}
	}
}

func TestAPersonIsNamedWithEveryWrongField(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	before := len(e.view().Coming)
	_, err := e.house.InviteMember(t.Context(), e.who["rosa"], e.group, app.InviteMember{Came: string(group.ChoseFreely),
		New: app.PersonInput{Born: "yesterday", Email: "nobody", Phone: "none", Nicknames: string(make([]byte, 200))}})
	e.refused(err, fault.Invalid, "person.called.missing", "date.wrong", "person.email.wrong", "person.phone.wrong", "text.too_long")
	_, err = e.house.PlanSession(t.Context(), e.who["rosa"], e.group, app.SessionInput{Starts: "soon", Minutes: 1, Blocks: "ten minutes of talk"})
	if n := len(fault.Fields(err)); n != 3 {
		t.Errorf("want three wrong fields, got %v", err)
	}
	if len(e.view().Coming) != before {
		t.Error("half of a wrong form was kept")
	}
}

func TestEveryRecordThatIsSeenLeavesALineAndListsDoNot(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins("Amara", "Benedikt")
	e.meets()
	e.closes()
	ctx, rosa := t.Context(), e.who["rosa"]
	note := e.noteOf("Amara").Note.ID
	for name, c := range map[string]struct {
		lines int
		see   func() error
	}{
		"a person":   {1, func() error { _, err := e.house.Person(ctx, rosa, e.person["Amara"]); return err }},
		"a stay":     {1, func() error { _, err := e.house.Stay(ctx, rosa, e.stay["Amara"]); return err }},
		"a note":     {1, func() error { _, err := e.house.Note(ctx, rosa, note); return err }},
		"the desk":   {1, func() error { _, err := e.house.WriteUp(ctx, rosa, e.session); return err }},
		"today":      {0, func() error { _, err := e.house.Today(ctx, rosa); return err }},
		"the groups": {0, func() error { _, err := e.house.Groups(ctx, rosa); return err }},
		"the people": {0, func() error { _, err := e.house.People(ctx, rosa); return err }},
		"a group":    {0, func() error { _, err := e.house.Group(ctx, rosa, e.group); return err }},
		"a refused note": {0, func() error {
			_, err := e.house.Note(ctx, e.who["otto"], note)
			e.refused(err, fault.Withheld)
			return nil
		}},
		"a refused write": {0, func() error { e.refused(e.house.AddToNote(ctx, e.who["otto"], note, "x"), fault.Withheld); return nil }},
	} {
		before := e.lines()
		e.must(c.see())
		if got := e.lines() - before; got != c.lines {
			t.Errorf("seeing %s leaves %d lines, want %d", name, got, c.lines)
		}
	}
	report, err := e.records.Verify(ctx, nil)
	e.must(err)
	if !report.Sound() {
		t.Errorf("the records are not sound: %s", report)
	}
}

// lines is how many lines the audit trail has.
func (e *evening) lines() int {
	e.t.Helper()
	report, err := e.records.Verify(e.t.Context(), nil)
	e.must(err)
	return report.Books[0].AuditLines
}

// A session planned between two others is counted by its time, and so is one that is held before its day; what was held
// keeps its number.
func TestASessionIsCountedByItsTime(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("developmental")
	e.joins("Amara", "Ben")
	ctx, rosa := t.Context(), e.who["rosa"]
	plans := func(in time.Duration) session.ID {
		id, err := e.house.PlanSession(ctx, rosa, e.group, app.SessionInput{Starts: e.now.Add(in).Format("2006-01-02T15:04"), Minutes: 90})
		e.must(err)
		return id
	}
	counted := func(want ...session.ID) {
		t.Helper()
		for i, id := range want {
			v, err := e.house.Session(ctx, rosa, id)
			e.must(err)
			if v.Session.Number != i+1 {
				t.Errorf("the one on %s is number %d, not %d", v.Session.Starts.Format(time.DateOnly), v.Session.Number, i+1)
			}
		}
	}
	first, third := plans(time.Minute), plans(14*24*time.Hour)
	second := plans(7 * 24 * time.Hour)
	counted(first, second, third)
	e.session = first
	e.must(e.house.BeginSession(ctx, rosa, first, e.room().Session.Version))
	e.later(2 * time.Hour)
	e.must(e.house.CloseSession(ctx, rosa, first, e.room().Session.Version))
	e.session = third
	e.must(e.house.BeginSession(ctx, rosa, third, e.room().Session.Version)) // two weeks early
	if got := e.room().Session.Starts; got.Sub(e.now).Abs() > time.Minute {
		t.Errorf("begun at %s, it is held at %s", e.now, got)
	}
	v, err := e.house.Session(ctx, rosa, second)
	e.must(err)
	if v.Session.Number != 4 || e.room().Session.Number != 3 {
		t.Errorf("the one held is number %d, the one to come %d", e.room().Session.Number, v.Session.Number)
	}
}
