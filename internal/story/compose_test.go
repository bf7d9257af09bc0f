package story

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"groupwork/app"
	"groupwork/compose"
	"groupwork/fault"
	"groupwork/group"
)

// friday is the referrals of a Friday afternoon: nine young people on their way into one group.
func friday(t *testing.T) (e *evening, ids []string) {
	t.Helper()
	e = begin(t, "community_default")
	e.opens("remedial")
	for i, name := range []string{"Amara", "Bruno", "Cleo", "Dalia", "Emil", "Farid", "Greta", "Hana", "Ivan"} {
		e.invites(name, group.Encouraged, func(p *app.PersonInput) { p.Born = fmt.Sprintf("20%02d-01-15", 10+i%3) })
		ids = append(ids, string(e.person[name]))
	}
	return e, ids
}

func (e *evening) draft(id string) app.Draft {
	e.t.Helper()
	v, err := e.house.Draft(e.t.Context(), e.who["rosa"], id)
	e.must(err)
	return v
}

// composes runs a draft to its end.
func (e *evening) composes(id string) app.Draft {
	e.t.Helper()
	e.must(e.house.Compose(e.t.Context(), e.who["rosa"], id, e.draft(id).Version))
	return e.waits(id)
}

func (e *evening) waits(id string) app.Draft {
	e.t.Helper()
	for range 600 {
		if d := e.draft(id); !d.Running {
			return d
		}
		time.Sleep(50 * time.Millisecond)
	}
	e.t.Fatal("the search does not end")
	return app.Draft{}
}

// fills puts values into a column of the table, one a person.
func (e *evening) fills(id, column string, values ...string) {
	e.t.Helper()
	d := e.draft(id)
	var cells [][]string
	for i, row := range d.Table[1:] {
		row = slices.Clone(row)
		for c, head := range d.Table[0] {
			if name, _, _ := strings.Cut(head, ":"); name == column {
				row[c] = values[i%len(values)]
			}
		}
		cells = append(cells, row[1:])
	}
	e.must(e.house.EditTable(e.t.Context(), e.who["rosa"], id, d.Version, cells, ""))
}

// form is the form of the wishes as the draft stands.
func (e *evening) form(id string) app.Wishes {
	d := e.draft(id)
	p := d.Problem
	return app.Wishes{Groups: fmt.Sprint(len(p.Groups)), From: fmt.Sprint(p.Groups[0].From), To: fmt.Sprint(p.Groups[0].To), Worst: fmt.Sprint(p.WorstFirst),
		Waiting: p.Waiting, Seed: fmt.Sprint(d.Seed), Effort: "1"}
}

func (e *evening) wishes(id string, change func(in *app.Wishes)) error {
	in := e.form(id)
	change(&in)
	return e.house.EditWishes(e.t.Context(), e.who["rosa"], id, e.draft(id).Version, in)
}

func TestReferralsBecomeGroupsThatTheWorkerDecides(t *testing.T) {
	t.Parallel()
	e, ids := friday(t)
	ctx, rosa := t.Context(), e.who["rosa"]
	from, err := e.house.Composable(ctx, rosa)
	e.must(err)
	if len(from.Groups) != 1 || len(from.Groups[0].People) != 9 {
		t.Fatalf("on their way in: %+v", from.Groups)
	}
	id, err := e.house.StartDraft(ctx, rosa, app.StartDraft{Preset: "remedial", People: ids})
	e.must(err)
	e.fills(id, "difficulty", "sleep", "worry", "sleep")
	e.fills(id, "coping", "talks", "plans", "sport")
	if d := e.draft(id); d.Table[1][columnOf(d, "age")] != "16" || !slices.Contains(d.Missing, "free") || slices.Contains(d.Missing, "coping") {
		t.Errorf("age %q, not recorded: %v", d.Table[1][columnOf(d, "age")], d.Missing)
	}
	e.must(e.wishes(id, func(in *app.Wishes) {
		in.Groups, in.From, in.To, in.A, in.B, in.Bind, in.Binding = "3", "3", "3", "0", "1", "apart", "must"
	}))
	d := e.composes(id)
	if d.Plan == nil || !d.Answer.Proven || len(d.Score.Broken) != 0 || d.Plan[0] == d.Plan[1] {
		t.Fatalf("plan %v, proven %v, broken %v", d.Plan, d.Answer.Proven, d.Score.Broken)
	}

	e.movesByHand(id, d)
	d = e.draft(id)
	kept, err := e.house.Decide(ctx, rosa, id, d.Version, app.Decision{With: "Tomas", Why: "They can help each other"})
	e.must(err)
	_, err = e.house.Draft(ctx, rosa, id)
	e.refused(err, fault.Missing)
	v, err := e.house.Composed(ctx, rosa, kept)
	e.must(err)
	c := v.Composition
	if len(c.Seats) != 9 || len(c.HandMoves) != 2 || c.Seed != 1 || c.By != e.person["rosa"] || c.With.Reveal() != "Tomas" || v.Names[0].Reveal() != "Amara" {
		t.Fatalf("kept: %d seats, %d moves, by %s, first %s", len(c.Seats), len(c.HandMoves), c.By, v.Names[0].Reveal())
	}
	e.opensComposed(v)
	_, err = e.house.Composed(ctx, e.who["tomas"], kept)
	e.refused(err, fault.Withheld)
}

func columnOf(d app.Draft, name string) int {
	return slices.IndexFunc(d.Table[0], func(head string) bool { return strings.HasPrefix(head, name) })
}

// movesByHand tries a swap, makes it, and composes the rest again: what the hand did stays, in the groups and in the record.
func (e *evening) movesByHand(id string, d app.Draft) {
	e.t.Helper()
	ctx, rosa := e.t.Context(), e.who["rosa"]
	other := slices.IndexFunc(d.Plan, func(g int) bool { return g != d.Plan[0] && g != d.Plan[1] })
	move := app.Moving{Person: 0, With: other}
	_, change, err := e.house.TryMove(ctx, rosa, id, move)
	e.must(err)
	if got := e.draft(id); !slices.Equal(got.Plan, d.Plan) {
		e.t.Fatal("trying moved somebody")
	}
	e.must(e.house.Move(ctx, rosa, id, d.Version, move))
	e.refused(e.house.Move(ctx, rosa, id, d.Version, move), fault.Stale)
	moved := e.draft(id)
	if diff := moved.Score.Total - d.Score.Total - change.Points; diff > 1e-6 || diff < -1e-6 {
		e.t.Errorf("the move was said to change %v points, it changed %v", change.Points, moved.Score.Total-d.Score.Total)
	}
	where := moved.Plan[0]
	again := e.composes(id)
	if again.Plan[0] != where || again.Plan[other] != d.Plan[0] {
		e.t.Errorf("what was placed by hand did not stay")
	}
	last := slices.IndexFunc(again.Plan, func(g int) bool { return g != again.Plan[2] })
	e.must(e.house.Move(ctx, rosa, id, again.Version, app.Moving{Person: 2, With: last}))
	e.must(e.house.Undo(ctx, rosa, id, e.draft(id).Version))
	if !slices.Equal(e.draft(id).Plan, again.Plan) {
		e.t.Error("a move that was taken back is still there")
	}
	e.must(e.house.Move(ctx, rosa, id, e.draft(id).Version, app.Moving{Person: 2, With: last}))
	_, why, err := e.house.WhyHere(ctx, rosa, id, 2)
	e.must(err)
	if len(why.Options) != 2 {
		e.t.Errorf("%d other places in three groups", len(why.Options))
	}
}

// opensComposed opens one composed group as a new one and takes people of another into the group that is there.
func (e *evening) opensComposed(v app.ComposedView) {
	e.t.Helper()
	ctx, rosa := e.t.Context(), e.who["rosa"]
	in := app.Placing{Number: 0, New: app.OpenGroup{Name: "Tuesday", Purpose: "To sleep again", Model: "remedial", Reason: "A shared difficulty", Least: 3, Most: 8}, Came: map[int]string{}}
	for x, s := range v.Composition.Seats {
		if s.Group == 0 {
			in.Came[x] = string(group.Encouraged)
		}
	}
	wrong := in
	wrong.New.Purpose = ""
	_, err := e.house.PlaceComposed(ctx, rosa, v.Composition.ID, v.Composition.Version, wrong)
	e.refused(err, fault.Invalid)
	to, err := e.house.PlaceComposed(ctx, rosa, v.Composition.ID, v.Composition.Version, in)
	e.must(err)
	g, err := e.house.Group(ctx, rosa, to)
	e.must(err)
	if len(g.Coming) != 3 || len(g.Members) != 0 {
		e.t.Errorf("%d invited, %d members: nobody is a member without their own yes", len(g.Coming), len(g.Members))
	}
	_, err = e.house.PlaceComposed(ctx, rosa, v.Composition.ID, v.Composition.Version+1, in)
	e.refused(err, fault.Invalid)
	there := app.Placing{Number: 1, Into: string(e.group), Came: map[int]string{}}
	for x, s := range v.Composition.Seats {
		if s.Group == 1 {
			there.Came[x] = string(group.Encouraged)
		}
	}
	_, err = e.house.PlaceComposed(ctx, rosa, v.Composition.ID, v.Composition.Version+1, there)
	e.must(err)
	if n := len(e.view().Coming); n != 9 {
		e.t.Errorf("%d on their way in, though all nine were already", n)
	}
}

const roll = "name,age:number,conduct,free:hours,apart\nZuleika,14,yes,Mon 16-18,\nZbigniew,15,yes,Mon 16-18,\nZora,14,yes,Mon 16-18,\nZeno,15,yes,Mon 16-18,\n" +
	"Zita,14,no,Mon 16-18,\nZakaria,15,no,Mon 16-18,\nZelda,14,no,Mon 16-18,\nZubin,15,no,Mon 16-18,\n"

func TestTheHardStopOfYouthGroupsIsExplainedAndTheLeastIsLetGo(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	ctx, rosa := t.Context(), e.who["rosa"]
	id, err := e.house.StartDraft(ctx, rosa, app.StartDraft{Preset: "remedial", File: "roll.csv", Content: []byte(roll)})
	e.must(err)
	e.must(e.wishes(id, func(in *app.Wishes) { in.Groups, in.From, in.To = "2", "4", "4" }))
	d := e.composes(id)
	if d.Clash == nil || len(d.Score.Broken) == 0 {
		t.Fatalf("half of the young people with hurtful conduct in every group is taken as it is: broken %v", d.Score.Broken)
	}
	stop := slices.IndexFunc(d.Problem.Wishes, func(w compose.Wish) bool { return w.Of == "conduct" && w.Must })
	if stop < 0 || !slices.Contains(d.Clash.Rules, compose.Rule{Part: "wishes", At: stop}) {
		t.Fatalf("the clash is %v, the stop is wish %d", d.Clash.Rules, stop)
	}
	e.must(e.house.GiveUp(ctx, rosa, id, d.Version, compose.Rule{Part: "wishes", At: stop}))
	if d = e.composes(id); len(d.Score.Broken) != 0 || d.Clash != nil {
		t.Errorf("with the stop let go by hand %v is still broken", d.Score.Broken)
	}
}

func TestAFileIsReadWithAllItsTroublesAndLeavesNoTrace(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	ctx, rosa := t.Context(), e.who["rosa"]
	_, err := e.house.StartDraft(ctx, rosa, app.StartDraft{Preset: "class", File: "roll.csv", Content: []byte("name,age:number,apart\nAda,x,Zoe\nAda,12,\n,13,\n")})
	e.refused(err, fault.Invalid, "compose.trouble.number", "compose.trouble.person", "compose.trouble.name_twice", "compose.trouble.name_missing")
	_, err = e.house.StartDraft(ctx, rosa, app.StartDraft{Preset: "fish", File: "roll.csv", Content: []byte(roll)})
	e.refused(err, fault.Invalid, "compose.preset.missing")
	id, err := e.house.StartDraft(ctx, rosa, app.StartDraft{Preset: "class", File: "roll.csv", Content: []byte(roll)})
	e.must(err)
	e.composes(id)
	_, err = e.house.Draft(ctx, e.who["tomas"], id)
	e.refused(err, fault.Missing)
	_, err = e.house.StartDraft(ctx, e.who["priya"], app.StartDraft{Preset: "class", File: "roll.csv", Content: []byte(roll)})
	e.refused(err, fault.Forbidden)
	e.unseen("Zbigniew")
	kept, err := e.house.Decide(ctx, rosa, id, e.draft(id).Version, app.Decision{})
	e.must(err)
	e.unseen("Zbigniew")
	v, err := e.house.Composed(ctx, rosa, kept)
	e.must(err)
	if v.Names[1].Reveal() != "Zbigniew" {
		t.Error("the record does not know who sat where")
	}

	id, err = e.house.StartDraft(ctx, rosa, app.StartDraft{Preset: "class", File: "roll.csv", Content: []byte(roll)})
	e.must(err)
	e.later(6 * 24 * time.Hour)
	_, err = e.house.Draft(ctx, rosa, id)
	e.must(err)
	e.later(2 * 24 * time.Hour) // a week after somebody last changed it
	_, err = e.house.Draft(ctx, rosa, id)
	e.refused(err, fault.Missing)
}

// unseen wants a word nowhere on disk.
func (e *evening) unseen(word string) {
	e.t.Helper()
	files := 0
	err := filepath.WalkDir(e.folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		files++
		if bytes.Contains(content, []byte(word)) {
			e.t.Errorf("%s holds %q", path, word)
		}
		return err
	})
	if err != nil || files < 3 {
		e.t.Fatalf("looked into %d files: %v", files, err)
	}
}

func TestASearchStopsWhenToldAndKeepsTheBestSoFar(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	ctx, rosa := t.Context(), e.who["rosa"]
	var file strings.Builder
	file.WriteString("name,age:number,skill:number,gender,free:hours\n")
	for i := range 240 {
		fmt.Fprintf(&file, "N%d,%d,%d,%s,Mon %d-%d\n", i, 10+i%9, i*37%100, []string{"a", "b", "c"}[i%3], 8+i%5, 14+i%5)
	}
	id, err := e.house.StartDraft(ctx, rosa, app.StartDraft{Preset: "class", File: "many.csv", Content: []byte(file.String())})
	e.must(err)
	e.must(e.wishes(id, func(in *app.Wishes) { in.Effort = "25" }))
	e.must(e.house.Compose(ctx, rosa, id, e.draft(id).Version))
	e.refused(e.house.Compose(ctx, rosa, id, e.draft(id).Version), fault.Stale, "compose.busy")
	for range 200 {
		if d := e.draft(id); d.Share > 0.01 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	e.must(e.house.StopComposing(ctx, rosa, id))
	if d := e.waits(id); d.Plan == nil || !d.Answer.Stopped {
		t.Fatalf("stopped, with a plan: %v", d.Plan != nil)
	}
}
