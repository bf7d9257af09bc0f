package survey

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/measure"
	"groupwork/outcome"
	"groupwork/private"
	"groupwork/session"
)

func day(n int) time.Time { return time.Date(2026, 9, 1, 18, 0, 0, 0, time.UTC).AddDate(0, 0, 7*n) }

func weeks(states ...session.State) []Meeting {
	var all []Meeting
	for i, s := range states {
		all = append(all, Meeting{ID: session.ID(fmt.Sprint("s", i+1)), Number: i + 1, Starts: day(i), State: s})
	}
	return all
}

func TestTheCalendarAsksAtTheFirstMeetingThenEveryFewAndAtTheLast(t *testing.T) {
	h, p, n := session.Held, session.Planned, session.NotHeld
	for _, c := range []struct {
		says  string
		a     Asking
		all   []Meeting
		wants []int
	}{
		{"first and last", Asking{First: true, End: true}, weeks(h, h, h, p), []int{1, 4}},
		{"every third counts from the first", Asking{First: true, Every: 3}, weeks(h, h, h, h, h, h, h), []int{1, 4, 7}},
		{"without the first it begins later", Asking{Every: 3}, weeks(h, h, h, h, h, h, h), []int{4, 7}},
		{"every one means every one", Asking{Every: 1}, weeks(h, h, p), []int{1, 2, 3}},
		{"a meeting that was not held does not count", Asking{First: true, Every: 2}, weeks(h, n, h, h, h), []int{1, 4}},
		{"chosen later, it begins later", Asking{First: true, Every: 2, Chosen: day(1).Add(2 * time.Hour)}, weeks(h, h, h, h), []int{2, 4}},
		{"ended, it stops", Asking{Every: 1, Ended: day(2)}, weeks(h, h, h, h), []int{1, 2}},
		{"no meetings, no occasions", Asking{First: true, End: true}, nil, nil},
	} {
		var got []int
		for _, m := range c.a.Occasions(c.all) {
			got = append(got, m.Number)
		}
		if !slices.Equal(got, c.wants) {
			t.Errorf("%s: want %v, got %v", c.says, c.wants, got)
		}
	}
	if fault.Of(Asking{}.Check()) != fault.Invalid || fault.Of(Asking{Every: 99}.Check()) != fault.Invalid || (Asking{End: true}).Check() != nil {
		t.Error("a calendar without a day, or too rare a one, is taken")
	}
}

func find(t *testing.T, id string) measure.Instrument {
	t.Helper()
	ins, err := measure.Find(id)
	if err != nil {
		t.Fatal(err)
	}
	return ins
}

// sheet is one filled sheet of a member at a meeting.
func sheet(t *testing.T, ins measure.Instrument, stay string, number int, answers ...float64) Sheet {
	t.Helper()
	s := Sheet{ID: SheetID(fmt.Sprint(stay, number)), Group: "g", Stay: group.StayID(stay), Session: session.ID(fmt.Sprint("s", number)), Number: number, Filed: day(number), Instrument: ins.ID}
	if err := s.Fill(ins, measure.Numbers(answers...), nil); err != nil {
		t.Fatal(err)
	}
	return s
}

func nine(v float64) []float64 { return []float64{v, v, v, v, v, v, v, v, 0} }

func TestASafetyAnswerOpensTheProtocolAndChangesNoScore(t *testing.T) {
	phq9 := find(t, "phq9")
	s := sheet(t, phq9, "a", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)
	if s.Alert != Open {
		t.Fatal("the protocol is not open")
	}
	if got := phq9.Score(s.Answers()).Scales[0].Score.Value; got != 9 {
		t.Errorf("the score is %v, not 9", got)
	}
	if err := s.Handle(private.Text{}, "rosa", day(1)); fault.Of(err) != fault.Invalid {
		t.Errorf("closed without a word: %v", err)
	}
	if err := s.Handle(private.Of("Spoke alone"), "rosa", day(1)); err != nil || s.Alert != Closed {
		t.Errorf("not closed: %v", err)
	}
	if err := s.Handle(private.Of("again"), "rosa", day(1)); fault.Of(err) != fault.Stale {
		t.Errorf("closed twice: %v", err)
	}
	if err := s.Fill(phq9, measure.Numbers(2, 1, 1, 1, 1, 1, 1, 1, 1), nil); err != nil || s.Alert != Closed {
		t.Errorf("mending another answer opened it again: %v %v", s.Alert, err)
	}
	if err := s.Fill(phq9, measure.Numbers(2, 1, 1, 1, 1, 1, 1, 1, 0), nil); err != nil || s.Alert != Closed {
		t.Errorf("what was dealt with is lost: %v %v", s.Alert, err)
	}
	if err := s.Fill(phq9, measure.Numbers(2, 1, 1, 1, 1, 1, 1, 1, 3), nil); err != nil || s.Alert != Open {
		t.Errorf("a new safety answer is not seen: %v %v", s.Alert, err)
	}
	if err := s.Fill(phq9, measure.Numbers(2, 1, 1, 1, 1, 1, 1, 1, 0), nil); err != nil || s.Alert != NoAlert {
		t.Errorf("a slip of the pen stays: %v %v", s.Alert, err)
	}
}

func TestASheetTakesOnlyWhatStandsOnTheForm(t *testing.T) {
	phq9 := find(t, "phq9")
	var s Sheet
	for name, answers := range map[string][]measure.Number{
		"too few":      measure.Numbers(1, 1),
		"nothing":      make([]measure.Number, 9),
		"out of range": measure.Numbers(4, 0, 0, 0, 0, 0, 0, 0, 0),
		"a half":       measure.Numbers(0.5, 0, 0, 0, 0, 0, 0, 0, 0),
		"none at all":  nil,
	} {
		if err := s.Fill(phq9, answers, nil); fault.Of(err) != fault.Invalid || !s.Given.Empty() {
			t.Errorf("%s: %v", name, err)
		}
	}
	two := measure.Numbers(1, 1, 1, 1, 1, 1, 1, 1, 1)
	two[0], two[1] = measure.Number{}, measure.Number{}
	if err := s.Fill(phq9, two, nil); err != nil {
		t.Fatal(err)
	}
	if got := phq9.Score(s.Answers()).Scales[0]; got.Status != measure.Prorated || got.Score.Value != 9 {
		t.Errorf("two left out: %+v", got)
	}
}

func TestACourseSaysMoreThanMeasurementErrorAndWhatToDo(t *testing.T) {
	phq9 := find(t, "phq9") // SD 6.1, retest .84: S_diff 3.45, so 6.76 points are more than error
	for _, c := range []struct {
		says         string
		first, last  float64
		want         Outcome
		alarm        string
		withDistance bool
	}{
		{"16 to 8 crosses the line of 10", 2, 1, Recovered, "", true},
		{"24 to 16 is better, and still beyond it", 3, 2, Improved, "", true},
		{"16 to 16 is nothing", 2, 2, WithinError, "", true},
		{"8 to 24 is worse", 1, 3, Deteriorated, AlarmWorse, true},
	} {
		sheets := []Sheet{sheet(t, phq9, "a", 5, nine(c.last)...), sheet(t, phq9, "a", 1, nine(c.first)...)}
		got := CourseOf(phq9, sheets, 0, nil)
		l := got.Lines[0]
		if l.Outcome != c.want || l.RCI.OK != c.withDistance || math.Abs(l.Needed.Value-6.763) > 0.01 {
			t.Errorf("%s: %s, needs %v", c.says, l.Outcome, l.Needed.Value)
		}
		if !l.Points[0].Low.OK || l.Points[0].Number != 1 {
			t.Errorf("%s: the band is missing, or the order", c.says)
		}
		if c.alarm == "" && len(got.Alarms) > 0 || c.alarm != "" && (len(got.Alarms) == 0 || got.Alarms[0].Kind != c.alarm) {
			t.Errorf("%s: alarms %v", c.says, got.Alarms)
		}
	}
	if got := CourseOf(phq9, []Sheet{sheet(t, phq9, "a", 1, nine(1)...)}, 2, nil); got.Lines[0].Outcome != TooFew || got.Alarms[0].Kind != AlarmUnanswered {
		t.Errorf("one score: %v %v", got.Lines[0].Outcome, got.Alarms)
	}
}

func TestWithoutAPublishedErrorAChangeIsTheMembersOwnWord(t *testing.T) {
	ins := find(t, "connectedness")
	c := CourseOf(ins, []Sheet{sheet(t, ins, "a", 1, 4, 4, 4, 4, 4), sheet(t, ins, "a", 2, 7, 7, 7, 7, 4)}, 0, nil)
	if l := c.Lines[0]; l.Outcome != OwnBetter || l.RCI.OK || l.Needed.OK || l.Points[0].Low.OK {
		t.Errorf("%+v", l)
	}
	if l := c.Lines[1]; l.Outcome != OwnSame {
		t.Errorf("%+v", l)
	}
	other := sheet(t, ins, "a", 3, 9, 9, 9, 9, 9)
	other.Order = "another wording"
	c = CourseOf(ins, []Sheet{sheet(t, ins, "a", 1, 4, 4, 4, 4, 4), other}, 0, nil)
	if c.Lines[0].Outcome != TooFew || !c.Lines[0].Points[1].Other {
		t.Error("answers to another wording were compared")
	}
}

func TestAGroupsPictureBeginsWithTheFifthAnswer(t *testing.T) {
	ins := find(t, "connectedness")
	var sheets []Sheet
	for i := range 4 {
		sheets = append(sheets, sheet(t, ins, fmt.Sprint("m", i), 1, 5, 5, 5, 5, 5))
	}
	if p := PictureOf(ins, sheets); p.Shown || p.Scales[0].Spreads[0].Mean.OK || len(p.Items) > 0 || p.Scales[0].Pair.Kept {
		t.Errorf("four are shown: %+v", p)
	}
	sheets = append(sheets, sheet(t, ins, "m4", 1, 5, 5, 5, 5, 5))
	if p := PictureOf(ins, sheets); !p.Shown || p.Scales[0].Spreads[0].Mean.Value != 5 || len(p.Items) != 5 {
		t.Errorf("five are not shown: %+v", p)
	}
}

func TestASplitGroupIsShownAsSplit(t *testing.T) {
	ins := find(t, "connectedness")
	var sheets []Sheet
	for i := range 10 {
		far := float64(i % 2 * 10)
		sheets = append(sheets, sheet(t, ins, fmt.Sprint("m", i), 1, far, 6, float64(i), 7, 7))
	}
	items := PictureOf(ins, sheets).Items
	if items[0].Likeness != Split || items[1].Likeness != Alike || items[2].Likeness != Mixed && items[2].Likeness != Split {
		t.Errorf("%v %v %v", items[0].Likeness, items[1].Likeness, items[2].Likeness)
	}
	if !items[0].Low.OK || items[0].Low.Value != 5 || items[0].High.Value != 5 || items[2].Low.OK {
		t.Errorf("counts %+v %+v", items[0], items[2])
	}
}

// Whoever looks at all that a picture shows has linear equations in what each member scored at each meeting. No single
// score may follow from them.
func TestNobodysScoreFollowsFromWhatAPictureShows(t *testing.T) {
	ins := find(t, "ons_loneliness")
	rng := rand.New(rand.NewPCG(4, 4))
	shown, hidden := 0, 0
	for range 400 {
		members, times := 3+rng.IntN(10), 1+rng.IntN(4)
		var sheets []Sheet
		answered := map[int]map[int]bool{}
		for s := range times {
			answered[s] = map[int]bool{}
			for m := range members {
				if rng.IntN(6) > 0 {
					answered[s][m] = true
					sheets = append(sheets, sheet(t, ins, fmt.Sprint("m", m), s+1, float64(1+rng.IntN(5))))
				}
			}
		}
		scale := PictureOf(ins, sheets).Scales
		if len(scale) == 0 {
			continue
		}
		p := scale[0]
		row := func() []float64 { return make([]float64, members*times) }
		var rows [][]float64
		for _, at := range p.Spreads {
			if at.Mean.OK {
				r := row()
				for m := range answered[at.Number-1] {
					r[(at.Number-1)*members+m] = 1
				}
				rows = append(rows, r)
				shown++
			}
		}
		if p.Pair.Kept {
			r := row()
			for m := range answered[p.Pair.First-1] {
				if answered[p.Pair.Last-1][m] {
					r[(p.Pair.First-1)*members+m], r[(p.Pair.Last-1)*members+m] = -1, 1
				}
			}
			rows = append(rows, r)
		} else if p.Pair.Because == "solvable" {
			hidden++
		}
		before := rank(rows)
		for k := range members * times {
			unit := row()
			unit[k] = 1
			if len(rows) > 0 && rank(append(slices.Clone(rows), unit)) == before {
				t.Fatalf("score %d of %d members follows from %d rows", k, members, len(rows))
			}
		}
	}
	if shown < 100 || hidden < 20 {
		t.Fatalf("the test looked at %d means and %d withheld changes only", shown, hidden)
	}
}

// rank is the number of independent rows, by Gauss.
func rank(rows [][]float64) int {
	var m [][]float64
	for _, r := range rows {
		m = append(m, slices.Clone(r))
	}
	n := 0
	for col := 0; len(m) > 0 && col < len(m[0]) && n < len(m); col++ {
		pivot := -1
		for i := n; i < len(m); i++ {
			if math.Abs(m[i][col]) > 1e-9 {
				pivot = i
				break
			}
		}
		if pivot < 0 {
			continue
		}
		m[n], m[pivot] = m[pivot], m[n]
		for i := range m {
			if i != n && math.Abs(m[i][col]) > 1e-9 {
				f := m[i][col] / m[n][col]
				for k := range m[i] {
					m[i][k] -= f * m[n][k]
				}
			}
		}
		n++
	}
	return n
}

func TestNoHiddenGroupFollowsFromAProgramme(t *testing.T) {
	ins := find(t, "connectedness")
	rng := rand.New(rand.NewPCG(5, 5))
	few := 0
	for range 200 {
		var sheets []Sheet
		sizes := map[group.ID]int{}
		groups := 1 + rng.IntN(6)
		for g := range groups {
			id := group.ID(fmt.Sprint("g", g))
			sizes[id] = 1 + rng.IntN(9)
			for m := range sizes[id] {
				for n := range 2 {
					s := sheet(t, ins, fmt.Sprint(id, "-", m), n+1, float64(rng.IntN(11)), 5, 5, 5, 5)
					s.Group = id
					sheets = append(sheets, s)
				}
			}
		}
		p := ProgrammeOf(ins, sheets)
		hidden, members := 0, 0
		for _, r := range p.Rows {
			if r.Hidden {
				hidden++
				members += sizes[r.Group]
			} else if sizes[r.Group] < measure.FewestShown {
				t.Fatalf("a group of %d is shown", sizes[r.Group])
			}
		}
		if p.Shown && (hidden == 1 && groups > 1 || hidden > 0 && members < measure.FewestShown) {
			t.Fatalf("%d hidden groups with %d members beside the whole: %v", hidden, members, sizes)
		}
		few += hidden
	}
	if few == 0 {
		t.Fatal("no group was ever hidden")
	}
}

func TestAProgrammeKeepsTheReportRules(t *testing.T) {
	ins := find(t, "connectedness")
	make := func(groups, members int) []Sheet {
		var all []Sheet
		for g := range groups {
			for m := range members {
				for n := range 2 {
					s := sheet(t, ins, fmt.Sprint(g, "-", m), n+1, float64((g+m+3*n)%11), 5, 4, 5, 5)
					s.Group = group.ID(fmt.Sprint("g", g))
					all = append(all, s)
				}
			}
		}
		return all
	}
	if p := ProgrammeOf(ins, nil); p.Shown || p.Because != "nobody" {
		t.Errorf("empty: %+v", p)
	}
	if p := ProgrammeOf(ins, make(2, 2)); p.Shown || p.Because != "few" {
		t.Errorf("four members: %+v", p.Because)
	}
	for groups, want := range map[int]outcome.Rule{3: outcome.Describe, 4: outcome.GroupMeans, 10: outcome.Model} {
		p := ProgrammeOf(ins, make(groups, 6))
		if !p.Shown || p.Report.Rule != want || (p.Report.Corrected == nil) != (want == outcome.Describe) {
			t.Errorf("%d groups: %s, interval %v", groups, p.Report.Rule, p.Report.Corrected != nil)
		}
	}
}
