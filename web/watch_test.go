package web_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"testing"
	"time"

	"groupwork/app"
	"groupwork/practice"
)

// held gives the world a meeting that was held.
func held(t *testing.T) *world {
	w := newWorld(t)
	ctx, lea := t.Context(), w.who["lea"]
	v, err := w.house.Session(ctx, lea, w.meeting)
	w.must(err)
	w.must(w.house.BeginSession(ctx, lea, w.meeting, v.Session.Version))
	v, err = w.house.Session(ctx, lea, w.meeting)
	w.must(err)
	w.must(w.house.CloseSession(ctx, lea, w.meeting, v.Session.Version))
	return w
}

func TestAReadingRaisesAFlagThatIsAnsweredAndClears(t *testing.T) {
	w := held(t)
	reading, flags := "/sessions/"+string(w.meeting)+"/reading", "/groups/"+string(w.group)+"/flags"
	w.get("lea", reading).is(http.StatusOK).says("How much real work")
	w.post("lea", reading, "version", "0", "message_days", "many", "work_level", "9").is(http.StatusUnprocessableEntity).says("many")
	w.post("lea", reading, "version", "0", "message_days", "20", "work_level", "2").is(http.StatusSeeOther)
	w.get("lea", flags).is(http.StatusOK).says("unanswered for more than 14 days", "Ask again, and tell the group the truth", "message_days")
	w.post("lea", flags, "flag", "M-F7", "what", "dismiss", "text", "").is(http.StatusUnprocessableEntity).says("Say in a few words why")
	w.post("lea", flags, "flag", "M-F7", "what", "snooze", "until", "2031-01-01").is(http.StatusUnprocessableEntity)
	w.post("lea", flags, "flag", "M-F7", "what", "did", "text", "Called the office").is(http.StatusSeeOther)
	w.get("lea", flags).says("Called the office")
	w.post("lea", reading, "version", "1", "message_days", "0", "work_level", "2").is(http.StatusSeeOther)
	w.get("lea", flags).says("Cleared: 1", "Called the office")
	w.get("lea", "/groups/"+string(w.group)+"/indicators").is(http.StatusOK).says("Work level")
}

func TestAnIndicatorOfAnotherModelIsBorrowedAndSaysSo(t *testing.T) {
	w := held(t)
	page, reading := "/groups/"+string(w.group)+"/indicators", "/sessions/"+string(w.meeting)+"/reading"
	w.get("lea", page).is(http.StatusOK).says("Borrow from another model", "Promises kept").hides("borrowed: ")
	w.get("lea", reading).hides("Of these, kept on time")
	g, err := w.house.Group(t.Context(), w.who["lea"], w.group)
	w.must(err)
	version := itoa(g.Group.Version)
	w.post("lea", page, "version", version, "borrow", "M-I1").is(http.StatusUnprocessableEntity).says("need not be borrowed")
	w.post("lea", page, "version", version, "borrow", "S-I4").is(http.StatusSeeOther)
	w.get("lea", page).says("borrowed: Social goals model")
	w.get("lea", "/groups/"+string(w.group)+"/flags").hides("S-F1")
	w.get("lea", reading).says("Of these, kept on time") // what it is made of is asked now
	w.post("lea", reading, "version", "0", "promises_due", "4", "promises_kept", "3").is(http.StatusSeeOther)
	w.get("lea", page).says("75 %")
	w.get("lea", "/groups/"+string(w.group)+"/reports/group").is(http.StatusOK).says("Borrowed from other models", "Promises kept: 75%")
}

func TestTheOtherWorkersReadingIsHiddenUntilTheOwnOneIsKept(t *testing.T) {
	w := held(t)
	reading := "/sessions/" + string(w.meeting) + "/reading"
	w.post("lea", reading, "version", "0", "work_level", "1").is(http.StatusSeeOther)
	w.get("cosmo", reading).says("You see it when your own reading is kept").hides("Alike in")
	w.post("cosmo", reading, "version", "0", "work_level", "3").is(http.StatusSeeOther)
	w.get("cosmo", reading).says("Alike in 0 of 1")
}

// Signs are read when somebody says that they read them: a number kept without them does not tick the box.
func TestSignsAreReadOnlyByWhoSaysSoAndTheirShareIsShown(t *testing.T) {
	w := held(t)
	reading, phase := "/sessions/"+string(w.meeting)+"/reading", "/groups/"+string(w.group)+"/phase"
	box := `id="signs" name="signs" value="1" checked`
	w.post("lea", reading, "version", "0", "work_level", "1").is(http.StatusSeeOther)
	w.get("lea", reading).hides(box)
	w.get("lea", phase).says(`href="` + reading).hides("signs seen")
	w.post("lea", reading, "version", "1", "work_level", "1", "signs", "1", "sign.transitions_endings.s1", "1").is(http.StatusSeeOther)
	w.get("lea", reading).says(box)
	w.get("lea", phase).says("1 of 2 signs seen")
	w.get("cosmo", phase).hides("signs seen") // who has not read it learns nothing of it
}

func TestFlagsAreNotShownToMembersAndOthersLearnNothing(t *testing.T) {
	w := held(t)
	for _, path := range []string{"/flags", "/indicators", "/checklist"} {
		member := w.get("Marisol", "/groups/"+string(w.group)+path)
		missing := w.get("Marisol", "/groups/none"+path)
		if member.status != http.StatusNotFound || member.status != missing.status {
			t.Errorf("%s answers a member with %d, a missing one with %d", path, member.status, missing.status)
		}
	}
	w.get("vera", "/groups/"+string(w.group)+"/flags").is(http.StatusOK)
	w.get("vera", "/week").is(http.StatusOK).says("Thursday table")
	w.post("vera", "/groups/"+string(w.group)+"/flags", "flag", "F09", "what", "did", "text", "seen").is(http.StatusForbidden)
}

func TestANoOnTheChecklistStopsTheActNamedAndNoOther(t *testing.T) {
	w := newWorld(t)
	checklist, meeting := "/groups/"+string(w.group)+"/checklist", "/sessions/"+string(w.meeting)
	w.post("lea", checklist, "version", "1", "common_ground", "0").is(http.StatusSeeOther)
	w.get("lea", checklist).is(http.StatusOK).says("Need and agency task meet")
	w.joins("Leopold") // beginning a meeting is stopped, joining is not
	w.post("lea", meeting+"/begin", "version", "1").is(http.StatusUnprocessableEntity).says("This stands in the way", "Need and agency task meet", `href="`+checklist)
	w.post("lea", checklist, "version", "2", "common_ground", "1").is(http.StatusSeeOther)
	w.post("lea", meeting+"/begin", "version", "1").is(http.StatusSeeOther)
}

func TestABrokenVersionOfAPackSaysWhereAndLeavesTheRunningOne(t *testing.T) {
	w := held(t)
	boss := w.who["boss"]
	before, err := w.house.PackRules(t.Context(), boss, "reciprocal")
	w.must(err)
	w.cookies["boss"] = signedIn(w)
	w.get("boss", "/packs").is(http.StatusOK).says("Packs")
	whole := func(change func(r *practice.Rules)) string {
		own := before.House
		own.Flags = slices.Clone(own.Flags)
		change(&own)
		raw, err := json.Marshal(own)
		w.must(err)
		return string(raw)
	}
	w.post("boss", "/packs/reciprocal", "whole", whole(func(r *practice.Rules) { r.Flags[0].When = "mood < 3.0 && limit.level > 0.0" })).is(http.StatusUnprocessableEntity).says("/flags/0/when", "mood")
	w.post("boss", "/packs/reciprocal", "whole", "[\n]").is(http.StatusUnprocessableEntity).says("Line 1: a list [ ] stands where a block { } is wanted").hides("practice.Rules")
	w.post("boss", "/packs/reciprocal", "whole", whole(func(r *practice.Rules) { r.Flags = nil })).is(http.StatusUnprocessableEntity).says("M-F1 is missing", "M-F7 is missing")
	w.post("boss", "/packs/reciprocal", "whole", whole(func(r *practice.Rules) { r.Flags[1].Says = "Deviant clients" })).is(http.StatusUnprocessableEntity).says("/flags/1/says", "Deviant")
	after, err := w.house.PackRules(t.Context(), boss, "reciprocal")
	w.must(err)
	if len(after.Running.Flags) != len(before.Running.Flags) || len(after.Forks) != 0 {
		t.Errorf("a broken version runs: %d flags, %d versions", len(after.Running.Flags), len(after.Forks))
	}
	good := whole(func(r *practice.Rules) { r.Flags[6].When = "last(message_days) > limit.days + 1000.0" })
	w.post("boss", "/packs/reciprocal", "whole", good).is(http.StatusSeeOther)
	w.get("lea", "/packs/reciprocal").says("change 1 of the agency", "1 rule in another way (M-F7)")
	w.post("boss", "/packs/reciprocal/run", "fork", "").is(http.StatusSeeOther)
	w.get("lea", "/packs/reciprocal").hides("change 1 of the agency")
	w.post("lea", "/packs/reciprocal", "whole", good).is(http.StatusForbidden)
}

// fields gives the fields of the pack's form as they stand, with some typed anew.
func fields(r practice.Rules, typed ...string) []string {
	all := slices.Clone(typed) // the first of a name counts
	for i, f := range r.Flags {
		at := "/flags/" + itoa(i) + "/"
		all = append(all, at+"says", f.Says)
		for name, x := range f.Limits {
			all = append(all, at+"limits/"+name, strconv.FormatFloat(x, 'f', -1, 64))
		}
	}
	return all
}

func TestChangesOfAPackAreNumberedAndSayWhatTheyChanged(t *testing.T) {
	w := held(t)
	w.cookies["boss"] = signedIn(w)
	v, err := w.house.PackRules(t.Context(), w.who["boss"], "reciprocal")
	w.must(err)
	page := "/packs/reciprocal"
	for _, typed := range []string{"-3", "NaN", "Inf", "1e999"} {
		w.post("boss", page, fields(v.House, "/flags/6/limits/days", typed)...).is(http.StatusUnprocessableEntity).says("/flags/6/limits/days")
	}
	w.get("boss", page).says("Version 1.0").hides("change 1")
	w.post("boss", page, fields(v.House, "/flags/6/limits/days", "20", "/flags/4/limits/meetings", "5", "/flags/0/says", "Talk stays safe")...).is(http.StatusSeeOther)
	w.now = w.now.Add(time.Minute)
	w.post("boss", page, fields(v.House, "/flags/6/limits/days", "21")...).is(http.StatusSeeOther)
	w.get("boss", page).says("Version 1.0 · change 2 of the agency", "Version 1.0 · change 1 of the agency",
		"changed: 1 limit (M-F7 days)", "changed: 2 limits (M-F5 meetings, M-F7 days) · 1 wording (M-F1)")
	w.get("boss", "/packs").says("change 2 of the agency")
}

func TestASentenceThatIsQuotedIsNotQuotedTwice(t *testing.T) {
	w := held(t)
	w.get("lea", "/groups/"+string(w.group)+"/indicators").is(http.StatusOK).says("Not recorded yet: “I know what we are here to do” (0 to 10)").hides("““", "””")
}

// signedIn signs the administrator in.
func signedIn(w *world) string {
	in, err := w.house.SignIn(w.t.Context(), app.SignIn{Agency: book, Email: "boss@quay.example", Password: secret, Device: "test"})
	w.must(err)
	return in.Token
}
