package story

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/group"
)

// fromFile decides on two groups of names from a file, that nobody has on record.
func (e *evening) fromFile(names ...string) app.ComposedView {
	e.t.Helper()
	ctx, rosa := e.t.Context(), e.who["rosa"]
	rows := "name,age:number\n"
	for i, n := range names {
		rows += fmt.Sprintf("%s,%d\n", n, 10+i)
	}
	id, err := e.house.StartDraft(ctx, rosa, app.StartDraft{Preset: "remedial", File: "f.csv", Content: []byte(rows)})
	e.must(err)
	e.must(e.wishes(id, func(in *app.Wishes) { in.Groups, in.From, in.To = "2", "3", "3" }))
	e.composes(id)
	kept, err := e.house.Decide(ctx, rosa, id, e.draft(id).Version, app.Decision{Why: "who fits with whom"})
	e.must(err)
	v, err := e.house.Composed(ctx, rosa, kept)
	e.must(err)
	return v
}

func placingOf(v app.ComposedView, number int) app.Placing {
	in := app.Placing{Number: number, New: app.OpenGroup{Name: "Tuesday", Purpose: "To sleep again", Model: "remedial", Reason: "Shared", Least: 3, Most: 8}, Came: map[int]string{}}
	for x, s := range v.Composition.Seats {
		if s.Group == number {
			in.Came[x] = string(group.Encouraged)
		}
	}
	return in
}

func (e *evening) known() (n int) {
	e.t.Helper()
	all, err := e.house.People(e.t.Context(), e.who["rosa"])
	e.must(err)
	return len(all)
}

func TestPlacingAComposedGroupTwiceOpensItOnce(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	ctx, rosa := t.Context(), e.who["rosa"]
	v := e.fromFile("Ann", "Ben", "Cid", "Dot", "Eve", "Fay")
	before := e.known()
	first, err := e.house.PlaceComposed(ctx, rosa, v.Composition.ID, v.Composition.Version, placingOf(v, 0))
	e.must(err)
	again, err := e.house.PlaceComposed(ctx, rosa, v.Composition.ID, v.Composition.Version, placingOf(v, 0))
	e.must(err)
	if again != first || e.known() != before+3 {
		t.Errorf("sent twice: %s and %s, %d people more", first, again, e.known()-before)
	}
	second := placingOf(v, 1)
	_, err = e.house.PlaceComposed(ctx, rosa, v.Composition.ID, v.Composition.Version, second)
	e.refused(err, fault.Stale) // another group at a page of before is no retry
	_, err = e.house.PlaceComposed(ctx, rosa, v.Composition.ID, v.Composition.Version+1, second)
	e.must(err)
	if e.known() != before+6 {
		t.Errorf("%d people more", e.known()-before)
	}
}

func TestAComposedGroupIsPlacedWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	ctx, rosa := t.Context(), e.who["rosa"]
	v := e.fromFile("Ann", "Ben", "Cid", "Dot", "Eve", strings.Repeat("F", 400))
	last := v.Composition.Seats[5].Group
	before := e.known()
	groups, err := e.house.Groups(ctx, rosa)
	e.must(err)
	_, err = e.house.PlaceComposed(ctx, rosa, v.Composition.ID, v.Composition.Version, placingOf(v, last))
	e.refused(err, fault.Invalid)
	after, err := e.house.Groups(ctx, rosa)
	e.must(err)
	if e.known() != before || len(after) != len(groups) {
		t.Errorf("%d people and %d groups were left behind", e.known()-before, len(after)-len(groups))
	}
}

func TestACompositionInTheMakingOutlivesARestart(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	ctx, rosa := t.Context(), e.who["rosa"]
	id, err := e.house.StartDraft(ctx, rosa, app.StartDraft{Preset: "remedial", File: "f.csv", Content: []byte("name,age:number\nAnn,10\nBen,\nCid,12\nDot,13\nEve,14\nFay,15\n")})
	e.must(err)
	e.must(e.wishes(id, func(in *app.Wishes) { in.Groups, in.From, in.To = "2", "3", "3" }))
	e.composes(id)
	e.must(e.house.Move(ctx, rosa, id, e.draft(id).Version, app.Moving{Person: 0, With: other(e.draft(id).Plan)}))
	before := e.draft(id)
	e.house = app.New(e.house.Config) // a restart: nothing is at hand
	after := e.draft(id)
	if !slices.Equal(after.Plan, before.Plan) || after.Score.Total != before.Score.Total || after.Version != before.Version || len(after.Moves) != 1 ||
		len(after.Pins) != len(before.Pins) || after.Answer.Score.Total != before.Answer.Score.Total || after.Names[0].Reveal() != "Ann" || after.Cut {
		t.Errorf("before: %+v\nafter: %+v", before, after)
	}
	e.must(e.house.Undo(ctx, rosa, id, after.Version))
	if all, err := e.house.Drafts(ctx, rosa); err != nil || len(all) != 1 || len(all[0].Moves) != 0 {
		t.Errorf("%d drafts: %v", len(all), err)
	}
	_, err = e.house.Draft(ctx, e.who["tomas"], id)
	e.refused(err, fault.Missing)
	e.must(e.house.DropDraft(ctx, rosa, id))
	e.house = app.New(e.house.Config)
	_, err = e.house.Draft(ctx, rosa, id)
	e.refused(err, fault.Missing)
}

// A search that a restart cut off is told of, and the draft can be gone on with.
func TestASearchThatARestartCutOffIsToldOf(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	ctx, rosa := t.Context(), e.who["rosa"]
	rows := "name,age:number\n"
	for i := range 300 {
		rows += fmt.Sprintf("P%d,%d\n", i, i%40)
	}
	id, err := e.house.StartDraft(ctx, rosa, app.StartDraft{Preset: "remedial", File: "f.csv", Content: []byte(rows)})
	e.must(err)
	e.must(e.wishes(id, func(in *app.Wishes) { in.Groups, in.From, in.To, in.Effort = "30", "10", "10", "25" }))
	e.must(e.house.Compose(ctx, rosa, id, e.draft(id).Version))
	first := e.house
	e.house = app.New(e.house.Config)
	d := e.draft(id)
	if !d.Cut || d.Running {
		t.Errorf("cut %v, running %v", d.Cut, d.Running)
	}
	e.must(first.StopComposing(ctx, rosa, id))
	e.must(e.wishes(id, func(in *app.Wishes) { in.Groups, in.From, in.To, in.Effort = "30", "10", "10", "1" }))
	e.must(e.house.Compose(ctx, rosa, id, e.draft(id).Version))
	e.must(e.house.StopComposing(ctx, rosa, id))
	if e.waits(id).Cut {
		t.Error("it is said to be cut off though it ended")
	}
}

// other is somebody who does not sit with the first person.
func other(plan []int) int {
	return slices.IndexFunc(plan, func(g int) bool { return g != plan[0] && g >= 0 })
}
