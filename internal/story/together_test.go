package story

import (
	"slices"
	"testing"
	"time"

	"groupwork/app"
	"groupwork/fault"
)

// What stands beside an act was marked within ten minutes after it and before the next; parts of leading are held by one
// member each and can be mended; a ladder shows where readers agree.
func TestHowAGroupWorksIsDrawnFromWhatWasMarked(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("social_goals")
	e.joins("Amara", "Ben", "Chidi")
	e.meets()
	ctx, rosa := t.Context(), e.who["rosa"]
	seat := func(name string) int { return e.seatOf(name) }
	seq := int64(0)
	next := func() int64 { seq++; return seq }
	e.files("rosa", e.tap("phone", next(), app.EntryInput{Kind: "mark", Word: "worker_act", Detail: "invited_quiet", To: seat("Ben")}))
	e.later(3 * time.Minute)
	e.files("rosa", e.tap("phone", next(), app.EntryInput{Kind: "mark", Word: "help", Seat: seat("Ben"), To: seat("Amara"), Detail: "listened"}))
	e.later(15 * time.Minute)
	e.files("rosa", e.tap("phone", next(), app.EntryInput{Kind: "mark", Word: "help", Seat: seat("Amara"), To: seat("Ben"), Detail: "listened"}))
	e.closes()
	hold := func(role string, name string) {
		v, err := e.house.HeldRoles(ctx, rosa, e.session)
		e.must(err)
		v.Held[role] = 0
		if name != "" {
			v.Held[role] = seat(name)
		}
		e.must(e.house.HoldRoles(ctx, rosa, e.session, v.Held))
	}
	hold("chair", "Amara")
	hold("opener", "Ben")
	hold("chair", "Chidi") // it was a slip
	hold("opener", "Ben")
	e.must(e.house.NoteReading(ctx, rosa, e.session, 0, map[string]float64{"power_level": 1, "leading/" + string(e.stay["Ben"]): 2}))
	v, err := e.house.Together(ctx, rosa, e.group)
	e.must(err)
	if len(v.Trail) != 1 || len(v.Trail[0].Acts) != 1 || v.Trail[0].Acts[0].Help != 1 || v.Trail[0].Acts[0].To.Reveal() != "Ben" {
		t.Errorf("the trail is %+v", v.Trail)
	}
	for _, r := range v.Roles {
		want := map[string]string{"chair": "Chidi", "opener": "Ben"}[r.Role]
		if got := len(r.By); want == "" && got > 0 || want != "" && (got != 1 || r.By[0].Called.Reveal() != want || r.By[0].Times != 1) {
			t.Errorf("%s was held by %+v", r.Role, r.By)
		}
	}
	if len(v.Leading) != 1 || v.Leading[0].Now != 2 {
		t.Errorf("steps of leading: %+v", v.Leading)
	}
	roles, err := e.house.HeldRoles(ctx, rosa, e.session)
	e.must(err)
	if asked := roles.NotYet["chair"]; len(asked) != 2 || asked[0].Reveal() != "Amara" || len(roles.NotYet["timekeeper"]) != 0 {
		t.Errorf("to be asked for the chair before Chidi again: %d; for a part that nobody had: %d", len(asked), len(roles.NotYet["timekeeper"]))
	}
	for _, l := range v.Ladders {
		if (l.ID == "power") != (len(l.Points) == 1) || l.ID == "power" && l.Points[0].Step != 1 {
			t.Errorf("the ladder of %s has %+v", l.ID, l.Points)
		}
	}
	_, err = e.house.Together(ctx, e.who["priya"], e.group)
	e.refused(err, fault.Withheld)
	e.refused(e.house.HoldRoles(ctx, e.who["joyce"], e.session, map[string]int{"chair": 1}), fault.Forbidden)
	e.refused(e.house.HoldRoles(ctx, rosa, e.session, map[string]int{"chair": 99}), fault.Invalid, "entry.seat.unknown")
}

// Whoever came and left, what was met, decided and read stand on one line, and each point leads to what it rests on.
func TestTheLineOfAGroupsLifeHasItsEvidence(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("social_goals")
	e.joins("Amara", "Ben", "Chidi")
	e.later(time.Hour)
	e.meets()
	ctx, rosa := t.Context(), e.who["rosa"]
	e.files("rosa", e.tap("phone", 1, app.EntryInput{Kind: "mark", Word: "moment", Detail: "objection"}), e.tap("phone", 2, app.EntryInput{Kind: "mark", Word: "moment", Detail: "objection"}),
		e.tap("phone", 3, app.EntryInput{Kind: "decision", Text: "First the crossing", Detail: "majority"}))
	e.closes()
	e.later(time.Hour)
	for range 2 { // said again, it is the same point
		e.must(e.house.ReadPhase(ctx, rosa, e.group, e.view().Group.Version, "gather", "First evenings"))
	}
	e.later(time.Hour)
	e.must(e.house.EndStay(ctx, rosa, e.stay["Chidi"], e.look("Chidi").Stay.Version, app.LeaveInput{}))
	v, err := e.house.Together(ctx, rosa, e.group)
	e.must(err)
	var got []string
	for _, one := range v.Life {
		got = append(got, one.What)
	}
	if want := []string{"left", "phase", "met", "joined", "joined", "joined", "opened"}; !slices.Equal(got, want) {
		t.Fatalf("the line of its life: %v", got)
	}
	if left := v.Life[0]; left.Called.Reveal() != "Chidi" || left.Stay != e.stay["Chidi"] {
		t.Errorf("somebody left: %+v", left)
	}
	if met := v.Life[2]; met.Session != e.session || met.Came != 3 || met.Of != 3 || !slices.Equal(met.Moments, []string{"objection"}) || len(met.Decisions) != 1 {
		t.Errorf("the meeting on the line: %+v", met)
	}
}

// Somebody invited has no seat yet; an act of the worker for nobody in particular must not be told with their name.
func TestAnActForNobodyNamesNobody(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins("Ana", "Leo")
	e.invites("Fay", "chose_freely")
	e.meets()
	e.files("rosa", e.tap("phone", 1, app.EntryInput{Kind: "mark", Word: "worker_act", Detail: "invited_quiet"}))
	e.closes()
	v, err := e.house.Together(t.Context(), e.who["rosa"], e.group)
	e.must(err)
	acts := 0
	for _, one := range v.Trail {
		for _, act := range one.Acts {
			if acts++; !act.To.Empty() {
				t.Errorf("the act names %s", act.To.Reveal())
			}
		}
	}
	if acts != 1 {
		t.Errorf("%d acts on the trail", acts)
	}
}
