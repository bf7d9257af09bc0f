package story

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/goal"
	"groupwork/phrase"
	"groupwork/report"
	"groupwork/session"
)

var fourModels = []string{"remedial", "reciprocal", "developmental", "social_goals"}

// switches puts another model in force, if it is another.
func (e *evening) switches(model string) {
	e.t.Helper()
	if v := e.view(); v.Group.Model() != model {
		in := app.ChooseModel{Model: model, Reason: "To tell it in this way too", Agreed: "Everybody in the round", Goals: map[goal.ID]string{}}
		all, err := e.house.Switch(e.t.Context(), e.who["rosa"], e.group)
		e.must(err)
		for _, one := range all.Goals {
			in.Goals[one.ID] = app.KeepGoal
		}
		e.must(e.house.ChooseModel(e.t.Context(), e.who["rosa"], e.group, v.Group.Version, in))
	}
}

// tells fills in everything that a model asks besides the meetings: intakes, end sheets, the fields after the meeting.
func (e *evening) tells(model string, sessions []session.ID) {
	e.t.Helper()
	ctx, rosa := e.t.Context(), e.who["rosa"]
	e.switches(model)
	pack, _ := e.library.Pack(model)
	for i, name := range nine {
		intake := map[string]string{}
		for _, q := range pack.Intake {
			intake[q.ID] = fmt.Sprintf("What was said to %s number %d before the group", q.ID, i)
		}
		e.must(e.house.EditIntake(ctx, rosa, e.stay[name], e.look(name).Stay.Version, intake, "Speak up before it is too late", -1))
		v, err := e.house.MemberEnding(ctx, rosa, e.stay[name])
		e.must(err)
		e.must(e.house.SaveMemberEnding(ctx, rosa, e.stay[name], v.Version, endWords(v, "member")))
	}
	v, err := e.house.GroupEnding(ctx, rosa, e.group)
	e.must(err)
	e.must(e.house.SaveGroupEnding(ctx, rosa, e.group, v.Version, endWords(v, "group")))
	for n, id := range sessions {
		e.session = id
		process := map[string]string{}
		for _, field := range pack.Process {
			process[field] = fmt.Sprintf("What was written of %s after the meeting, the %d. time", field, n+1)
		}
		e.must(e.house.SaveDebrief(ctx, rosa, id, e.desk().Session.Version, app.DebriefInput{Process: process, Answers: map[int]string{2: "It went as we meant it to"}}))
	}
}

func endWords(v app.EndingView, of string) map[string]string {
	words := map[string]string{}
	for _, field := range v.Asks {
		words[field] = "What the " + of + " said to " + strings.ReplaceAll(field, "_", " ")
		if steps := app.Picked()[field]; steps != nil {
			words[field] = steps[len(steps)-2]
		}
		if field == "follow_up" {
			words[field] = "2027-01-15"
		}
	}
	return words
}

// lives lets nine people meet four times, with help, promises, decisions, a quarrel, pulses and levels of goals.
func (e *evening) lives() []session.ID {
	e.t.Helper()
	e.joins(nine...)
	var all []session.ID
	for n := range 4 {
		e.meets()
		var in []app.EntryInput
		add := func(one app.EntryInput) { in = append(in, e.tap("r", int64(len(in)+1), one)) }
		for seat := 1; seat <= 9; seat++ {
			if seat == 9 && n == 1 {
				add(app.EntryInput{Kind: "attendance", Seat: 9, Word: "absent_told_us"})
				continue
			}
			add(app.EntryInput{Kind: "mark", Word: "help", Seat: seat, To: seat%9 + 1, Detail: "listened"})
			add(app.EntryInput{Kind: "mark", Word: "goal_seen", Seat: seat})
			for _, item := range []string{"belonging", "voice", "fit", "use"} {
				add(app.EntryInput{Kind: "pulse", Seat: seat, Word: item, Value: min(10, 4+n+seat%3)})
			}
		}
		for _, moment := range []string{"conflict", "conflict_settled", "obstacle", "member_led", "proposal", "objection"} {
			add(app.EntryInput{Kind: "mark", Word: "moment", Detail: moment})
		}
		add(app.EntryInput{Kind: "mark", Word: "worker_act", Detail: "invited_quiet", To: 3})
		add(app.EntryInput{Kind: "mark", Word: "promise", Seat: 2, Text: "Write to the council by Friday"})
		add(app.EntryInput{Kind: "decision", Text: fmt.Sprintf("We open the next evening ourselves, no. %d", n), Detail: "consent_round"})
		e.files("rosa", in...)
		e.closes()
		in = nil
		for seat := 1; seat <= 9; seat++ {
			if seat == 9 && n == 1 {
				continue
			}
			level := -1 + n/2
			if seat == 8 {
				level = -1 - n/3 // one for whom it does not get better
			}
			in = append(in, e.tap("w", int64(len(in)+1), app.EntryInput{Kind: "chip", Word: "progress", Seat: seat, Value: level}),
				e.tap("w", int64(len(in)+2), app.EntryInput{Kind: "chip", Word: "participation", Seat: seat, Value: min(3, n)}),
				e.tap("w", int64(len(in)+3), app.EntryInput{Kind: "chip", Word: "next_step", Seat: seat, Detail: "practise"}))
		}
		e.files("rosa", in...)
		all = append(all, e.session)
		e.later(6 * 24 * time.Hour)
	}
	return all
}

// read gives the lines of a report as an English reader sees them, headings among them.
func read(t *testing.T, d report.Document) []string {
	t.Helper()
	phrases, err := phrase.Load()
	if err != nil {
		t.Fatal(err)
	}
	speech := report.Speech{Say: phrases.In("en").Say, Day: func(d time.Time) string { return d.Format(time.DateOnly) }, And: ", "}
	var all []string
	for _, s := range d.Sections {
		all = append(all, speech.Say(s.Key))
		for _, l := range s.Lines {
			all = append(all, strings.TrimSpace(l.In(speech)+" "+l.Text.Reveal()))
		}
	}
	for _, line := range all {
		if strings.Contains(line, "[") || strings.Contains(line, "<no value>") {
			t.Errorf("a line cannot be said: %q", line)
		}
		if strings.Contains(strings.ToLower(line), "caused") || strings.Contains(line, "because of the group") {
			t.Errorf("a line claims a cause: %q", line)
		}
	}
	return all
}

func TestFourModelsTellTheSameLifeInFourWays(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("remedial")
	sessions := e.lives()
	ctx, rosa := t.Context(), e.who["rosa"]
	e.refused(e.house.RecordHarm(ctx, rosa, e.group, app.HarmInput{On: e.now.Format(time.DateOnly), Kind: "put_upon", What: nine[1] + " was laughed at"}), fault.Invalid, "note.names_others")
	e.must(e.house.RecordHarm(ctx, rosa, e.group, app.HarmInput{On: e.now.Format(time.DateOnly), Kind: "put_upon", What: "A member was blamed for the delay by three others", Done: "Stopped at once, spoken of in the round"}))
	for _, model := range fourModels {
		e.tells(model, sessions)
	}
	told := map[string]map[report.Audience][]string{}
	for _, model := range fourModels {
		e.switches(model)
		told[model] = map[report.Audience][]string{}
		m, err := e.house.MemberReport(ctx, rosa, e.stay[nine[1]])
		e.must(err)
		told[model][report.ToMember] = read(t, m.Document)
		for _, to := range []report.Audience{report.ToGroup, report.ToFunder} {
			v, err := e.house.Report(ctx, rosa, e.group, to)
			e.must(err)
			if len(v.Blocked) > 0 {
				t.Fatalf("%s for the %s is blocked: %v", model, to, v.Blocked)
			}
			told[model][to] = read(t, v.Document)
			text := strings.Join(told[model][to], "\n")
			if !strings.Contains(text, "What did harm") || !strings.Contains(text, "For whom it did not get better") {
				t.Errorf("%s for the %s keeps silent about harm or about those who did not get better", model, to)
			}
		}
	}
	most := 0.0
	for i, a := range fourModels {
		for _, b := range fourModels[i+1:] {
			for to, mine := range told[a] {
				share := shared(mine, told[b][to])
				most = max(most, share)
				if share > 0.30 {
					t.Errorf("%s and %s share %.0f %% of their lines for the %s", a, b, 100*share, to)
				}
			}
		}
	}
	t.Logf("the most that two models share is %.0f %% of the shorter report", 100*most)
	if _, err := e.house.Report(ctx, rosa, e.group, report.ToPublic); err != nil {
		t.Errorf("social goals has no public report: %v", err)
	}
	e.switches("remedial")
	_, err := e.house.Report(ctx, rosa, e.group, report.ToPublic)
	e.refused(err, fault.Missing)
}

// shared is the share of lines of the shorter report that the other has too.
func shared(a, b []string) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	there, n := map[string]bool{}, 0
	for _, line := range b {
		there[line] = true
	}
	for _, line := range a {
		if there[line] {
			n++
		}
	}
	return float64(n) / float64(len(a))
}

// event is how the four models are offered the same quarrel: two members argue, a third stops talking.
var event = map[string]struct {
	taps     []app.EntryInput // what the model's taps put into the journal
	field    string           // of the write-up
	report   string           // section of the group's report that tells of it
	mentions string
}{
	"remedial": {[]app.EntryInput{{Kind: "mark", Word: "goal_seen", Seat: 1}, {Kind: "mark", Word: "worker_act", Detail: "coached_roleplay", To: 3}},
		"norms", "report.remedial.group.norms", "A member's goal was seen in the room: 1"},
	"reciprocal": {[]app.EntryInput{{Kind: "mark", Word: "moment", Detail: "obstacle"}},
		"obstacles", "report.reciprocal.group.obstacles", "obstacle named: 1"},
	"developmental": {[]app.EntryInput{{Kind: "mark", Word: "moment", Detail: "conflict"}, {Kind: "mark", Word: "moment", Detail: "conflict_settled"}, {Kind: "mark", Word: "moment", Detail: "left_out"}},
		"conflict", "report.developmental.group.conflict", "conflict settled by members: 1"},
	"social_goals": {[]app.EntryInput{{Kind: "mark", Word: "moment", Detail: "proposal"}, {Kind: "mark", Word: "moment", Detail: "objection"}, {Kind: "decision", Text: "First the crossing, then the light", Detail: "majority"}},
		"minority", "report.social_goals.group.decisions", "objection: 1"},
}

func TestTheSameQuarrelIsKeptInFourWays(t *testing.T) {
	t.Parallel()
	kept := map[string]string{}
	for _, model := range fourModels {
		e := begin(t, "community_default")
		e.opens(model)
		e.joins(nine[:6]...)
		e.meets()
		pack, _ := e.library.Pack(model)
		for i, tap := range event[model].taps {
			offered := tap.Word
			if offered == "moment" {
				offered = tap.Detail
			}
			if tap.Kind == "mark" && !contains(pack.Taps, offered) {
				t.Errorf("%s is not offered the tap %s", model, offered)
			}
			e.files("rosa", e.tap("r", int64(i+1), tap))
		}
		e.closes()
		if !contains(pack.Process, event[model].field) {
			t.Fatalf("%s is not asked for %s", model, event[model].field)
		}
		e.must(e.house.SaveDebrief(t.Context(), e.who["rosa"], e.session, e.desk().Session.Version,
			app.DebriefInput{Process: map[string]string{event[model].field: "Two wanted different things and one grew quiet"}}))
		v, err := e.house.Report(t.Context(), e.who["rosa"], e.group, report.ToGroup)
		e.must(err)
		for i, s := range v.Document.Sections {
			if s.Key == event[model].report {
				kept[model] = strings.Join(read(t, report.Document{Sections: v.Document.Sections[i : i+1]}), "\n")
			}
		}
		if !strings.Contains(kept[model], event[model].mentions) || !strings.Contains(kept[model], "one grew quiet") {
			t.Errorf("%s tells of the quarrel: %q", model, kept[model])
		}
	}
	for _, a := range fourModels {
		for _, b := range fourModels {
			if a != b && kept[a] == kept[b] {
				t.Errorf("%s and %s tell the quarrel in the same words", a, b)
			}
		}
	}
}

func contains(all []string, one string) bool {
	for _, a := range all {
		if a == one {
			return true
		}
	}
	return false
}

func TestAReportThatNamesAnotherMemberIsNotGiven(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("reciprocal")
	e.joins("Anaïs", "Leopold", "Chidi", "Grazyna", "Kofi")
	ctx, rosa := t.Context(), e.who["rosa"]
	e.must(e.house.SaveMemberEnding(ctx, rosa, e.stay["Anaïs"], 0, map[string]string{"own_words": "Leopold always listened to me"}))
	v, err := e.house.MemberReport(ctx, rosa, e.stay["Anaïs"])
	e.must(err)
	if len(v.Blocked) != 1 || len(v.Document.Sections) > 0 {
		t.Fatalf("another member's name came through: %v", v.Blocked)
	}
	e.must(e.house.SaveMemberEnding(ctx, rosa, e.stay["Anaïs"], 1, map[string]string{"own_words": "Another member always listened to me, and Anaïs spoke"}))
	if v, err = e.house.MemberReport(ctx, rosa, e.stay["Anaïs"]); err != nil || len(v.Blocked) > 0 {
		t.Errorf("the member's own name blocks their report: %v %v", v.Blocked, err)
	}
	e.must(e.house.SaveGroupEnding(ctx, rosa, e.group, 0, map[string]string{"voices": "Kofi says that it helped"}))
	if v, err = e.house.Report(ctx, rosa, e.group, report.ToFunder); err != nil || len(v.Blocked) != 1 || len(v.Document.Sections) > 0 {
		t.Errorf("a name came to the funder: %v %v", v.Blocked, err)
	}
	e.refused(e.house.SaveGroupEnding(ctx, rosa, e.group, 1, map[string]string{"costs": "12"}), fault.Invalid, "overlay.field.unknown")
	e.refused(e.house.SaveGroupEnding(ctx, rosa, e.group, 0, map[string]string{"voices": "late"}), fault.Stale)
}

func TestTheFunderLearnsNothingOfFewerThanFive(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("remedial")
	e.joins(nine[:4]...)
	e.meets()
	e.closes()
	v, err := e.house.Report(t.Context(), e.who["rosa"], e.group, report.ToFunder)
	e.must(err)
	for _, line := range read(t, v.Document) {
		if strings.ContainsAny(line, "1234") {
			t.Errorf("a group of four is told of in figures: %q", line)
		}
	}
	e.joins(nine[4:]...)
	e.must(e.house.EndStay(t.Context(), e.who["rosa"], e.stay[nine[0]], e.look(nine[0]).Stay.Version, app.LeaveInput{Reason: "health"}))
	v, err = e.house.Report(t.Context(), e.who["rosa"], e.group, report.ToFunder)
	e.must(err)
	text := strings.Join(read(t, v.Document), "\n")
	if !strings.Contains(text, "Members chosen for this group: 9") || strings.Contains(text, ": 8") || strings.Contains(text, ": 1") || strings.Contains(text, "health") {
		t.Errorf("one who left can be reckoned from the report:\n%s", text)
	}
}

func TestOnlyAMemberAndTheirWorkersReadTheirReport(t *testing.T) {
	t.Parallel()
	e := begin(t, "community_default")
	e.opens("developmental")
	e.joins(nine[:5]...)
	ctx := t.Context()
	e.enter("amara", e.person[nine[0]])
	e.enter("other", e.person[nine[1]])
	own := e.stay[nine[0]]
	e.refused(e.house.SaveOwnEnding(ctx, e.who["amara"], own, 0, map[string]string{"helped_most": "Leopold"}), fault.Invalid, "overlay.field.unknown")
	e.must(e.house.SaveOwnEnding(ctx, e.who["amara"], own, 0, map[string]string{"carry": "To speak first at home", "helped_most": "rehearsal"}))
	v, err := e.house.OwnReport(ctx, e.who["amara"], own)
	e.must(err)
	if text := strings.Join(read(t, v.Document), "\n"); !strings.Contains(text, "To speak first at home") || !strings.Contains(text, "helped me most: trying things out here first") {
		t.Errorf("own words are missing: %s", text)
	}
	_, err = e.house.OwnReport(ctx, e.who["other"], own)
	e.refused(err, fault.Withheld)
	_, err = e.house.MemberReport(ctx, e.who["otto"], own)
	e.refused(err, fault.Withheld)
	e.refused(e.house.SaveOwnEnding(ctx, e.who["other"], own, 1, map[string]string{"carry": "mine"}), fault.Withheld)
	_, err = e.house.MemberReport(ctx, e.who["joyce"], own)
	e.must(err)
	e.refused(e.house.RecordHarm(ctx, e.who["joyce"], e.group, app.HarmInput{}), fault.Forbidden)
	e.refused(e.house.RecordHarm(ctx, e.who["rosa"], e.group, app.HarmInput{On: "2099-01-01"}), fault.Invalid, "overlay.date.past", "overlay.harm.kind")
}
