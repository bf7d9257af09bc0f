package group

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"groupwork/fault"
	"groupwork/people"
	"groupwork/private"
)

func invited(came Voluntariness) *Stay {
	s, err := Invite("s1", "g", "ana", came, nil, day)
	if err != nil {
		panic(err)
	}
	return &s
}

func yes() Yes { return Yes{Own: day, How: "in_person", By: "worker"} }

func mandate(choices ...string) Mandate {
	return Mandate{Requires: private.Of("the court"), IfLeaving: private.Of("a letter to the court"),
		Reported: private.Of("attendance, to the court"), Choices: texts(choices...), By: "worker", At: day}
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestNobodyBecomesActiveWithoutAYesOrAMandateThatLeavesTwoChoices(t *testing.T) {
	guarded := yes()
	guarded.Guardian, guarded.WhoG = day, private.Of("mother")
	for _, c := range []struct {
		what     string
		came     Voluntariness
		guardian bool
		yes      *Yes
		mandate  *Mandate
		join     bool
		want     string
	}{
		{"own yes and the consent to join", ChoseFreely, false, ptr(yes()), nil, true, ""},
		{"nothing at all", ChoseFreely, false, nil, nil, false, "stay.yes.missing stay.join.missing"},
		{"a yes without the consent", Encouraged, false, ptr(yes()), nil, false, "stay.join.missing"},
		{"a yes where a guardian's is needed too", ChoseFreely, true, ptr(yes()), nil, true, "stay.guardian.missing"},
		{"a yes with the guardian's", ChoseFreely, true, &guarded, nil, true, ""},
		{"only the guardian says yes", ChoseFreely, true, &Yes{Guardian: day}, nil, true, "stay.yes.missing"},
		{"ordered without a mandate", Ordered, false, ptr(yes()), nil, true, "stay.mandate.missing"},
		{"ordered with one choice", Ordered, false, nil, ptr(mandate("which goal")), false, "stay.mandate.missing"},
		{"ordered with one choice said twice", Ordered, false, nil, ptr(mandate("Which goal", "which goal ")), false, "stay.mandate.missing"},
		{"ordered with two choices", Ordered, false, nil, ptr(mandate("which goal", "what to tell")), false, ""},
		{"expected with two choices, under a guardian", Expected, true, nil, ptr(mandate("a", "b")), false, ""},
		{"encouraged with a mandate in place of a yes", Encouraged, false, nil, ptr(mandate("a", "b")), false, ""},
	} {
		t.Run(c.what, func(t *testing.T) {
			s := invited(c.came)
			s.Yes, s.Mandate = c.yes, c.mandate
			if c.join {
				must(t, s.Agree(ConsentJoin, "worker", day))
			}
			err := s.Activate(people.Person{ID: "ana", Guardian: c.guardian}, rightGroup(), nil, day)
			if got := wrong(err); got != c.want {
				t.Fatalf("got %q, want %q", got, c.want)
			}
			if active := s.State == Active && s.Seat == 1 && s.At(day); active != (c.want == "") {
				t.Errorf("state %s, seat %d", s.State, s.Seat)
			}
		})
	}
}

func ptr[T any](v T) *T { return &v }

func TestAYesAndAMandateAreComplete(t *testing.T) {
	s := invited(Ordered)
	if got := wrong(s.SayYes(Yes{Guardian: day})); got != "yes.own.missing yes.how.missing yes.guardian.who yes.by.missing" {
		t.Errorf("yes: %q", got)
	}
	if got := wrong(s.Order(Mandate{})); got != "mandate.requires.missing mandate.if_leaving.missing mandate.reported.missing mandate.choices.few" {
		t.Errorf("mandate: %q", got)
	}
	if got := wrong(invited(ChoseFreely).Order(mandate("a", "b"))); got != "mandate.came" {
		t.Errorf("a mandate for somebody who chose freely: %q", got)
	}
	must(t, s.SayYes(yes()), s.Order(mandate("a", "b")))
}

func TestSomebodyWhoIsInIsNotInvitedAgainAndComesBackWithASecondStay(t *testing.T) {
	first := *invited(ChoseFreely)
	if _, err := Invite("s2", "g", "ana", ChoseFreely, []Stay{first}, day); wrong(err) != "stay.already" {
		t.Errorf("twice at once: %v", err)
	}
	for _, other := range []Stay{{Group: "h", Person: "ana", State: Active}, {Group: "g", Person: "bo", State: Active}} {
		if _, err := Invite("s2", "g", "ana", ChoseFreely, []Stay{other}, day); err != nil {
			t.Errorf("another group or person stands in the way: %v", err)
		}
	}
	must(t, first.SayYes(yes()), first.Agree(ConsentJoin, "w", day),
		first.Activate(people.Person{ID: "ana"}, rightGroup(), nil, day),
		first.Leave("goal_met", private.Text{}, private.Text{}, day.Add(time.Hour)))
	second, err := Invite("s2", "g", "ana", ChoseFreely, []Stay{first}, day.Add(2*time.Hour))
	must(t, err, second.SayYes(yes()), second.Agree(ConsentJoin, "w", day),
		second.Activate(people.Person{ID: "ana"}, rightGroup(), []Stay{first}, day.Add(3*time.Hour)))
	if first.Seat != 1 || second.Seat != 2 || first.At(day.Add(2*time.Hour)) || !first.At(day) {
		t.Errorf("seats %d and %d", first.Seat, second.Seat)
	}
	if _, err := Invite("s3", "g", "", "somehow", nil, day); wrong(err) != "stay.person.missing stay.came.missing" {
		t.Errorf("got %v", err)
	}
}

func TestAGroupTakesNoMoreThanItsMost(t *testing.T) {
	g := rightGroup()
	g.Most = 2
	others := []Stay{{ID: "a", Group: "g", State: Active, Seat: 1}, {ID: "b", Group: "g", State: Left, Seat: 7}, {ID: "c", Group: "h", State: Active, Seat: 9}}
	s := invited(ChoseFreely)
	must(t, s.SayYes(yes()), s.Agree(ConsentJoin, "w", day))
	full := append(others, Stay{ID: "d", Group: "g", State: Active, Seat: 2})
	if got := wrong(s.Activate(people.Person{ID: "ana"}, g, full, day)); got != "group.full" {
		t.Errorf("got %q", got)
	}
	if got := wrong(s.Activate(people.Person{ID: "bo", Ended: day}, g, others, day)); got != "stay.person.other stay.person.ended" {
		t.Errorf("got %q", got)
	}
	must(t, s.Activate(people.Person{ID: "ana"}, g, others, day))
	if s.Seat != 8 {
		t.Errorf("seat %d: the seat of somebody who left was given away", s.Seat)
	}
}

func TestConsentsAreGivenAndTakenBackOneByOne(t *testing.T) {
	s := invited(ChoseFreely)
	must(t, s.SayYes(yes()), s.Agree(ConsentJoin, "w", day), s.Agree("photos", "w", day), s.Agree("photos", "w", day),
		s.Agree("sharing_with_guardian", "w", day), s.Activate(people.Person{ID: "ana"}, rightGroup(), nil, day))
	if len(s.Consents) != 3 {
		t.Fatalf("%d consents", len(s.Consents))
	}
	later := day.Add(time.Hour)
	must(t, s.TakeBack("photos", "ana", later))
	if s.Agrees("photos", later) || !s.Agrees("photos", day) || !s.Agrees(ConsentJoin, later) {
		t.Error("taking back one consent changed the past, or another consent")
	}
	if got := wrong(s.TakeBack("photos", "ana", later)); got != "consent.not_given" {
		t.Errorf("taken back twice: %q", got)
	}
	if got := wrong(s.TakeBack(ConsentJoin, "ana", later)); got != "consent.join.by_leaving" {
		t.Errorf("the consent to join: %q", got)
	}
	must(t, s.Agree("photos", "w", later.Add(time.Minute)))
	end := later.Add(time.Hour)
	must(t, s.Leave("", private.Of("moved"), private.Text{}, end))
	if s.Reason != UnknownReason || s.Agrees("sharing_with_guardian", end) || !s.Agrees("photos", end) {
		t.Errorf("after leaving: %q, %+v", s.Reason, s.Consents)
	}
	must(t, s.TakeBack("photos", "ana", end.Add(time.Hour)))
	if got := wrong(s.Agree("photos", "w", end)); got != "stay.moved_on" {
		t.Errorf("agreed after leaving: %q", got)
	}
}

// TestAStayMovesOnlyForward walks random acts: whatever comes, an active stay has its yes, and an ended one stays ended.
func TestAStayMovesOnlyForward(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		came := rapid.SampledFrom([]Voluntariness{ChoseFreely, Encouraged, Expected, Ordered}).Draw(t, "came")
		s := invited(came)
		person := people.Person{ID: "ana", Guardian: rapid.Bool().Draw(t, "guardian")}
		var ended bool
		for at := day; at.Before(day.Add(20 * time.Hour)); at = at.Add(time.Hour) {
			step(t, s, person, at)
			if ended && s.State != Left && s.State != Declined {
				t.Fatalf("an ended stay became %s", s.State)
			}
			ended = s.State == Left || s.State == Declined
			if s.State == Active && s.Yes == nil && s.Mandate == nil {
				t.Fatal("active without a yes or a mandate")
			}
			if s.State == Active && s.Mandate == nil && !s.Agrees(ConsentJoin, at) {
				t.Fatal("active without the consent to join")
			}
		}
	})
}

func step(t *rapid.T, s *Stay, p people.Person, at time.Time) {
	y := yes()
	if p.Guardian {
		y.Guardian, y.WhoG = at, private.Of("father")
	}
	var err error
	switch rapid.IntRange(0, 8).Draw(t, "act") {
	case 0:
		err = s.Screen(at)
	case 1:
		err = s.Wait(at)
	case 2:
		err = s.Decline(private.Text{}, at)
	case 3:
		err = s.SayYes(y)
	case 4:
		err = s.Order(mandate("a", "b"))
	case 5:
		err = s.Activate(p, rightGroup(), nil, at)
	case 6:
		err = s.Agree(ConsentJoin, "w", at)
	case 7:
		err = s.TakeBack(ConsentJoin, "w", at)
	case 8:
		err = s.Leave("", private.Text{}, private.Text{}, at)
	}
	if k := fault.Of(err); k != "" && k != fault.Stale && k != fault.Invalid {
		t.Fatalf("an odd error: %v", err)
	}
}
