package story

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/session"
)

// plans plans a session for tomorrow with the usual parts.
func (e *evening) plans() {
	e.t.Helper()
	id, err := e.house.PlanSession(e.t.Context(), e.who["rosa"], e.group, app.SessionInput{Starts: e.now.Add(24 * time.Hour).Format("2006-01-02T15:04"), Minutes: 90,
		Intent: "Arrive", Blocks: "15 Opening round\n60 Rehearsal in pairs\n15 Closing round"})
	e.must(err)
	e.session = id
}

func TestAWorkerFindsAnActivityAndThePartsMakeRoom(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins("Ana", "Leo", "Mia", "Noor")
	e.invites("Hadi", "chose_freely", func(p *app.PersonInput) { p.Access = "Hearing aid; large print" })
	ctx, rosa := t.Context(), e.who["rosa"]
	e.must(e.house.RecordYes(ctx, rosa, e.stay["Hadi"], e.look("Hadi").Stay.Version, app.YesInput{How: "in_person"}))
	e.must(e.house.Agree(ctx, rosa, e.stay["Hadi"], e.look("Hadi").Stay.Version, "join"))
	e.must(e.house.Activate(ctx, rosa, e.stay["Hadi"], e.look("Hadi").Stay.Version))
	e.plans()
	v, err := e.house.Find(ctx, rosa, e.session, "en", app.FindInput{})
	e.must(err)
	if v.Query.Size != 5 || v.Query.Minutes != 90 || strings.Join(v.Query.Needs, " ") != "hearing vision" || len(v.Rows) == 0 {
		t.Fatalf("asked for %+v, found %d", v.Query, len(v.Rows))
	}
	for _, row := range v.Rows {
		if row.Activity.Disclosure > 1 {
			t.Errorf("%s is too deep for a group nobody has read yet", row.Activity.ID)
		}
	}
	first := v.Rows[0].Activity.ID
	e.must(e.house.PutActivity(ctx, rosa, e.session, e.room().Session.Version, first, "en"))
	blocks, sum := e.room().Session.Plan.Blocks, 0
	for _, b := range blocks {
		sum += b.Minutes
	}
	if len(blocks) != 4 || blocks[2].Activity != first || sum != 90 {
		t.Errorf("the plan is %+v, %d minutes", blocks, sum)
	}
	way, err := e.house.SessionActivity(ctx, rosa, e.session, first, "en")
	e.must(err)
	if len(way.People) != 1 || way.People[0].Called.Reveal() != "Hadi" || len(way.People[0].Ways) != 2 || !way.Planned {
		t.Errorf("ways in: %+v", way.People)
	}
}

func TestActivitiesInAnEmptyPlanStandBeforeWhatEndsTheMeeting(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	ctx, rosa := t.Context(), e.who["rosa"]
	id, err := e.house.PlanSession(ctx, rosa, e.group, app.SessionInput{Starts: e.now.Add(24 * time.Hour).Format("2006-01-02T15:04"), Minutes: 90})
	e.must(err)
	e.session = id
	v, err := e.house.Find(ctx, rosa, e.session, "en", app.FindInput{})
	e.must(err)
	for _, row := range v.Rows[:3] {
		e.must(e.house.PutActivity(ctx, rosa, e.session, e.room().Session.Version, row.Activity.ID, "en"))
	}
	blocks, last, ends, sum := e.room().Session.Plan.Blocks, 0, 0, 0
	for i, b := range blocks {
		if sum += b.Minutes; b.Activity != "" {
			last = i
		} else if strings.HasPrefix(b.What, "sum up") || strings.HasPrefix(b.What, "Sum up") {
			ends = i
		}
	}
	if last == 0 || ends <= last || sum != 90 {
		t.Errorf("%d minutes: %+v", sum, blocks)
	}
}

func TestTypedMinutesStayAndTheOthersMakeRoom(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.plans()
	ctx, rosa := t.Context(), e.who["rosa"]
	what, serves := []string{"Opening round", "Rehearsal in pairs", "Closing round"}, []string{"", "Who practises the door", ""}
	arrange := func(do string, minutes ...string) error {
		return e.house.ArrangeParts(ctx, rosa, e.session, e.room().Session.Version, "en", app.PartsInput{Do: do, Minutes: minutes, What: what, Serves: serves})
	}
	e.must(arrange("save", "30", "60", "15"))
	if b := e.room().Session.Plan.Blocks; b[0].Minutes != 30 || b[0].Minutes+b[1].Minutes+b[2].Minutes != 90 || b[1].Serves != "Who practises the door" {
		t.Errorf("after typing 30: %+v", b)
	}
	typed := func() (all []string) {
		for _, b := range e.room().Session.Plan.Blocks {
			all = append(all, strconv.Itoa(b.Minutes))
		}
		return all
	}
	m := typed()
	e.must(arrange("save", m[0], m[1], "25")) // another part is changed: the thirty stay
	if got := strings.Join(typed(), " "); got != "30 35 25" {
		t.Errorf("after typing 25 as well: %s", got)
	}
	e.must(e.house.PutActivity(ctx, rosa, e.session, e.room().Session.Version, "name-true-thing", "en"))
	if b := e.room().Session.Plan.Blocks; len(b) != 4 || b[0].Minutes != 30 || b[3].Minutes != 25 || b[2].Activity != "name-true-thing" {
		t.Errorf("after an activity: %+v", b)
	}
	m, what, serves = typed(), []string{"Opening round", "Rehearsal in pairs", "Say a true thing", "Closing\nround"}, []string{"", "", "", ""}
	e.must(arrange("drop:2", m...))
	what, serves = []string{"Opening round", "Rehearsal in pairs", "Closing round"}, []string{"", "Who practises the door", ""}
	if got := strings.Join(typed(), " "); got != "30 35 25" || e.room().Session.Plan.Blocks[2].What != "Closing round" {
		t.Errorf("after taking it out again: %s", got)
	}
	e.must(arrange("fit", "30", "35", "25"))
	e.must(arrange("save", "30", "50", "25")) // shared anew: the thirty are nobody's any more
	if got := typed(); got[1] != "50" || got[0] == "30" {
		t.Errorf("after sharing anew: %v", got)
	}
	e.refused(arrange("save", "0", "x", "15"), fault.Invalid, "activity.part.minutes")
	before := e.room().Session.Plan.Blocks
	e.refused(e.house.ArrangeParts(ctx, rosa, e.session, e.room().Session.Version, "en", app.PartsInput{Do: "drop:9", Minutes: []string{"30", "48", "12"}, What: what, Serves: serves}), fault.Invalid, "activity.part.none")
	if after := e.room().Session.Plan.Blocks; after[0] != before[0] {
		t.Error("a refused change was kept")
	}
}

func TestAnActivityIsRatedAfterUseAndToldFromFiveOn(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins("Ana", "Leo", "Mia", "Noor", "Sam")
	e.plans()
	ctx, rosa := t.Context(), e.who["rosa"]
	e.must(e.house.PutActivity(ctx, rosa, e.session, e.room().Session.Version, "name-true-thing", "en"))
	tap := func(n string) error {
		return e.house.RateActivity(ctx, rosa, e.session, "name-true-thing", app.RateInput{Rating: n})
	}
	e.refused(tap("4"), fault.Stale)
	e.later(24 * time.Hour)
	e.enter("rosa", e.person["rosa"])
	rosa = e.who["rosa"]
	e.must(e.house.BeginSession(ctx, rosa, e.session, e.room().Session.Version))
	e.closes()
	remark := func(was, text string) error {
		return e.house.RateActivity(ctx, rosa, e.session, "name-true-thing", app.RateInput{Remark: true, Was: was, Note: text})
	}
	e.must(remark("", "Went well"))
	e.refused(remark("", "Too long"), fault.Stale) // the other worker's words stand
	e.must(remark("Went well", "Went well, but too long"))
	for _, n := range []string{"4", "5", "3", "8"} {
		e.must(tap(n))
	}
	used, err := e.house.Used(ctx, rosa, e.session, "en")
	e.must(err)
	if _, told := used.Rows[0].Use.Middle(); told || used.Rows[0].Left != 1 {
		t.Errorf("four ratings are told: %+v", used.Rows[0])
	}
	e.must(tap("5"))
	e.refused(tap("5"), fault.Invalid, "activity.rating.all")
	fit := func(word string) error {
		return e.house.RateActivity(ctx, rosa, e.session, "name-true-thing", app.RateInput{Fit: word})
	}
	e.refused(fit("boring"), fault.Invalid, "activity.fit.unknown")
	for _, word := range []string{"hard", "hard", "right", "hard", "easy"} {
		e.must(fit(word))
	}
	e.refused(fit("hard"), fault.Invalid, "activity.rating.all")
	e.plans()
	v, err := e.house.Find(ctx, rosa, e.session, "en", app.FindInput{})
	e.must(err)
	for _, row := range v.Rows {
		if row.Activity.ID == "name-true-thing" && (!row.Because("recent") || !row.Because("rated")) {
			t.Errorf("why: %+v", row.Why)
		}
	}
	if v.Lean != "" {
		t.Errorf("once is not twice in a row: %s", v.Lean)
	}
	if e.room().Session.State != session.Planned {
		t.Error("the next session is not planned")
	}
}

func TestAnAgencyHidesRewordsAndGoesBack(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	ctx, priya := t.Context(), e.who["priya"]
	see := func() app.ActivityView {
		v, err := e.house.Activity(ctx, priya, "photo-talk", "es")
		e.must(err)
		return v
	}
	e.refused(e.house.HideActivity(ctx, e.who["rosa"], "photo-talk", 0, true), fault.Forbidden)
	e.must(e.house.HideActivity(ctx, priya, "photo-talk", 0, true))
	shelf, err := e.house.Activities(ctx, e.who["rosa"], "es", app.ShelfInput{})
	e.must(err)
	if len(shelf.Rows) != 82 || shelf.Hidden != 1 {
		t.Errorf("%d activities, %d hidden", len(shelf.Rows), shelf.Hidden)
	}
	w := see().Telling.Of.Wording
	w.Name = "Fotos para hablar juntas"
	e.must(e.house.EditActivity(ctx, priya, "photo-talk", see().Version.Version, "es", w))
	if got := see(); got.Telling.Name.Text != "Fotos para hablar juntas" || got.Telling.Name.Lang != "es" || got.Telling.Cautions.Lang == "es" && got.Telling.Cautions.Text == "" {
		t.Errorf("told %+v", got.Telling.Name)
	}
	e.must(e.house.RestoreActivity(ctx, priya, "photo-talk", see().Version.Version))
	if got := see(); got.Telling.Own || !got.Version.Hidden {
		t.Errorf("going back leaves %+v", got.Version)
	}
}
