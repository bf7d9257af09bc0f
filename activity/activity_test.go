package activity

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"groupwork/internal/avoid"
	"groupwork/session"
)

func shelf(t *testing.T) *Shelf {
	t.Helper()
	s, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTheShelfHoldsEightyThreeActivities(t *testing.T) {
	if n := len(shelf(t).All()); n != 83 {
		t.Errorf("%d activities", n)
	}
}

func TestEveryModelHasEnoughForEveryStage(t *testing.T) {
	s := shelf(t)
	for _, model := range s.vocabulary.Models {
		for _, stage := range s.vocabulary.Stages {
			n := 0
			for _, a := range s.All() {
				if a.ModelFit[model] > 0 && slices.Contains(a.Stages, stage) {
					n++
				}
			}
			if n < 12 {
				t.Errorf("%s has %d activities for %s", model, n, stage)
			}
		}
	}
}

func TestNoActivityUsesAWordToAvoid(t *testing.T) {
	s := shelf(t)
	for _, a := range s.All() {
		for lang, told := range map[string]Wording{"en": a.Wording, "es": s.words[spanish][a.ID], "ar": s.words[arabic][a.ID]} {
			raw, err := json.Marshal(told)
			if err != nil {
				t.Fatal(err)
			}
			if hit := avoid.In(lang, string(raw)); hit != "" {
				t.Errorf("%s says %q", a.ID, hit)
			}
		}
	}
}

func files(t *testing.T, change func(name, text string) string) fstest.MapFS {
	t.Helper()
	all := fstest.MapFS{}
	for _, name := range []string{"activities.json", "words.json", "es.json", "ar.json"} {
		raw, err := embedded.ReadFile("shelf/" + name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = &fstest.MapFile{Data: []byte(change(name, string(raw)))}
	}
	return all
}

func TestABrokenShelfIsRefusedWithFilePlaceAndReason(t *testing.T) {
	for name, one := range map[string]struct{ file, from, to, want string }{
		"a word nobody knows": {"activities.json", `"setting": "kitchen"`, `"setting": "cellar"`, `activities.json: activities[30](cook-together).setting: "cellar"`},
		"a fit out of range":  {"activities.json", `"model_fit": {"remedial": 2`, `"model_fit": {"remedial": 7`, "activities.json: activities[0](name-true-thing).model_fit.remedial: wants a number from 0 to 3"},
		"a field nobody has":  {"activities.json", `"purpose": "Let every voice`, `"porpoise": "Let every voice`, `activities.json: line `},
		"no such activity":    {"es.json", `{`, `{"nobody": {"name": "Nadie"},`, "es.json: nobody: there is no such activity"},
		"a need nobody knows": {"words.json", `"vision":`, `"visoin":`, `words.json: needs: "visoin"`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(files(t, func(file, text string) string {
				if file != one.file {
					return text
				}
				return strings.Replace(strings.Replace(text, one.from, one.to, 1), ",}", "}", 1)
			}))
			if err == nil || !strings.Contains(err.Error(), one.want) {
				t.Errorf("want %q, got %v", one.want, err)
			}
		})
	}
}

func TestTheRankingFollowsItsFormula(t *testing.T) {
	s := shelf(t)
	q := Query{Model: "reciprocal", Stage: "pre_affiliation", Size: 9, Minutes: 90, Ages: []string{"adult"}, Setting: "indoor", Deepest: Cap("pre_affiliation"),
		Needs: []string{"shyness", "hearing"}, Interests: []string{"talk", "music"}, Skills: []string{"empathy"},
		Recent: map[string]bool{"name-true-thing": true}, Ratings: map[string]float64{"name-true-thing": 5.5}}
	all := s.Rank(q)
	if !slices.IsSortedFunc(all, func(a, b Found) int { return b.Score - a.Score }) {
		t.Error("the order is not that of the scores")
	}
	i := slices.IndexFunc(all, func(f Found) bool { return f.Activity.ID == "name-true-thing" })
	if i < 0 || all[i].Score != 3*3+2+2+1+1-2-1 {
		t.Fatalf("name-true-thing: %d, %+v", i, all[max(i, 0)])
	}
	var codes []string
	for _, why := range all[i].Why {
		codes = append(codes, why.Code)
	}
	if got := strings.Join(codes, " "); got != "model stage interests skills way_in recent rated" {
		t.Errorf("why: %s", got)
	}
}

func TestWhatCannotBeDoneIsLeftOut(t *testing.T) {
	s := shelf(t)
	has := func(q Query, id string) bool {
		return slices.ContainsFunc(s.Rank(q), func(f Found) bool { return f.Activity.ID == id })
	}
	any := Query{Deepest: 3}
	for name, one := range map[string]struct {
		change func(q *Query)
		id     string
		there  bool
	}{
		"everything fits nobody in particular": {func(*Query) {}, "cook-together", true},
		"a fifth too small is still allowed":   {func(q *Query) { q.Size = 5 }, "quiet-tower", true},
		"more than a fifth too small":          {func(q *Query) { q.Size = 4 }, "quiet-tower", false},
		"a fifth too large is still allowed":   {func(q *Query) { q.Size = 19 }, "quiet-tower", true},
		"more than a fifth too large":          {func(q *Query) { q.Size = 20 }, "quiet-tower", false},
		"no time for the shortest form":        {func(q *Query) { q.Minutes = 50 }, "cook-together", false},
		"another room":                         {func(q *Query) { q.Setting = "indoor" }, "cook-together", false},
		"too deep for the beginning":           {func(q *Query) { q.Deepest = Cap("pre_affiliation") }, "hard-to-say-box", false},
		"an age it is not made for":            {func(q *Query) { q.Ages = []string{"adult", "child"} }, "fear-steps", false},
		"a need that must have a way in":       {func(q *Query) { q.Must = []string{"hearing"} }, "name-true-thing", false},
		"hidden by the agency":                 {func(q *Query) { q.Hidden = map[string]bool{"photo-talk": true} }, "photo-talk", false},
	} {
		t.Run(name, func(t *testing.T) {
			q := any
			one.change(&q)
			if has(q, one.id) != one.there {
				t.Errorf("%s is there: %v", one.id, !one.there)
			}
		})
	}
}

func TestNothingDeepIsOfferedEarly(t *testing.T) {
	for _, stage := range []string{"", "pre_affiliation", "power_control"} {
		for _, f := range shelf(t).Rank(Query{Deepest: Cap(stage), Stage: stage}) {
			if f.Activity.Disclosure == 3 {
				t.Errorf("%q offers %s", stage, f.Activity.ID)
			}
		}
	}
}

func TestNeedsAndInterestsAreReadFromWhatPeopleSaid(t *testing.T) {
	s := shelf(t)
	for text, want := range map[string]string{
		"Uses a wheelchair; large print, please.": "vision mobility",
		"Sits near the door, noise is hard":       "sensory anxiety",
		"Necesita un intérprete":                  "language",
		"تحتاج إلى مترجم وكرسي متحرك":             "language mobility",
		"Nothing at all":                          "",
	} {
		got := s.Needs(text)
		wanted := strings.Fields(want)
		slices.Sort(got)
		slices.Sort(wanted)
		if !slices.Equal(got, wanted) {
			t.Errorf("%q: %v, want %v", text, got, wanted)
		}
	}
	if got := s.Interests("I sing, and I like gardens."); strings.Join(got, " ") != "music nature" {
		t.Errorf("interests: %v", got)
	}
}

func TestPartsRetimeThemselves(t *testing.T) {
	for name, one := range map[string]struct {
		parts []Part
		total int
		want  []int
	}{
		"what fits stays":              {[]Part{{Minutes: 10}, {Minutes: 70}, {Minutes: 10}}, 90, []int{10, 70, 10}},
		"a new part takes from all":    {[]Part{{Minutes: 10}, {Minutes: 70}, {Minutes: 30}, {Minutes: 10}}, 90, []int{8, 53, 22, 7}},
		"bounds hold":                  {[]Part{{Minutes: 10}, {Minutes: 70}, {Minutes: 30, Least: 30, Most: 30}, {Minutes: 10}}, 90, []int{7, 47, 30, 6}},
		"too much stays at the bounds": {[]Part{{Minutes: 60, Least: 60}, {Minutes: 60, Least: 60}}, 90, []int{60, 60}},
		"too little leaves time open":  {[]Part{{Minutes: 10, Least: 5, Most: 12}}, 90, []int{12}},
		"nothing":                      {nil, 90, []int{}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Retime(one.parts, one.total); !slices.Equal(got, one.want) {
				t.Errorf("got %v, want %v", got, one.want)
			}
		})
	}
}

func TestWhatIsPutIntoAPlanTakesThePlaceOfTheWork(t *testing.T) {
	s := shelf(t)
	part := func(minutes int, what string) session.Block { return session.Block{Minutes: minutes, What: what} }
	arc := []session.Block{part(10, "arrive"), part(10, "agree"), part(50, "work"), part(10, "sum up"), part(5, "take out"), part(5, "close")}
	held := slices.Clone(arc)
	held[2].Fixed = true
	free := func(minutes int, what string) session.Block { // an activity without bounds
		return session.Block{Minutes: minutes, What: what, Activity: "own"}
	}
	for name, one := range map[string]struct {
		plan []session.Block
		put  []session.Block
		want string
	}{
		"one":                   {arc, []session.Block{free(20, "A")}, "10 arrive, 10 agree, 30 work, 20 A, 10 sum up, 5 take out, 5 close"},
		"a second":              {arc, []session.Block{free(20, "A"), free(20, "B")}, "10 arrive, 10 agree, 10 work, 20 A, 20 B, 10 sum up, 5 take out, 5 close"},
		"a third in its place":  {arc, []session.Block{free(20, "A"), free(20, "B"), free(20, "C")}, "10 arrive, 10 agree, 17 A, 17 B, 16 C, 10 sum up, 5 take out, 5 close"},
		"typed words stay":      {[]session.Block{part(15, "open"), part(60, "rehearse"), part(15, "end")}, []session.Block{free(40, "A"), free(40, "B")}, "15 open, 20 rehearse, 20 A, 20 B, 15 end"},
		"typed minutes stay":    {held, []session.Block{free(20, "A")}, "7 arrive, 7 agree, 50 work, 13 A, 7 sum up, 3 take out, 3 close"},
		"a part of one's own":   {arc, []session.Block{part(10, "tea")}, "10 arrive, 10 agree, 40 work, 10 tea, 10 sum up, 5 take out, 5 close"},
		"no middle":             {[]session.Block{part(60, "meet"), part(30, "end")}, []session.Block{free(30, "A")}, ""},
		"nothing there":         {nil, []session.Block{free(30, "A")}, "90 A"},
		"more than the session": {[]session.Block{part(10, "open"), part(20, "work"), part(60, "end")}, []session.Block{free(40, "A")}, "10 open, 20 A, 60 end"},
	} {
		t.Run(name, func(t *testing.T) {
			before, plan := slices.Clone(one.plan), one.plan
			for _, b := range one.put {
				plan = s.Put(plan, b, 90, []string{"work"})
			}
			var said []string
			sum := 0
			for _, b := range plan {
				said, sum = append(said, strconv.Itoa(b.Minutes)+" "+b.What), sum+b.Minutes
			}
			if got := strings.Join(said, ", "); one.want != "" && got != one.want || sum != 90 {
				t.Errorf("%s (%d)", got, sum)
			}
			if !slices.Equal(before, one.plan) {
				t.Error("the plan from before was written over")
			}
		})
	}
}

func FuzzRetimedPartsKeepTheirBoundsAndFillTheTime(f *testing.F) {
	f.Add(10, 60, 20, 90, 5, 40)
	f.Fuzz(func(t *testing.T, a, b, c, total, least, most int) {
		bound := func(n, top int) int { return max(1, min(top, n)) }
		a, b, c, total = bound(a, 400), bound(b, 400), bound(c, 400), bound(total, 600)
		least = bound(least, 60)
		most = max(least, bound(most, 200))
		got := Retime([]Part{{Minutes: a}, {Minutes: b, Least: least, Most: most}, {Minutes: c}}, total)
		if got[1] < least || got[1] > most || got[0] < 1 || got[2] < 1 {
			t.Fatalf("out of bounds: %v", got)
		}
		if sum := got[0] + got[1] + got[2]; sum != total && sum > total && total >= least+2*shortest {
			t.Fatalf("%v fill %d of %d", got, sum, total)
		}
	})
}

func TestAnAgencyTellsAnActivityInItsOwnWordsAndCanGoBack(t *testing.T) {
	s := shelf(t)
	a, _ := s.Find("name-true-thing")
	v := Version{Activity: a.ID}
	w := s.plain(a, "en")
	w.Name, w.Steps = "Hello Round", append(slices.Clone(w.Steps), "Water the plant.")
	if err := v.Rewrite(s, "en", w, "priya", time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}
	if kept := v.Words["en"]; kept.Purpose != "" || kept.Adaptations != nil || kept.Name != "Hello Round" || len(kept.Steps) != 5 || v.From != "1" {
		t.Errorf("kept %+v", kept)
	}
	told := s.Tell(a, "es", v)
	if told.Name != (Said{"Hello Round", "en"}) || !told.Own {
		t.Errorf("a Spanish reader gets %+v", told.Name)
	}
	if err := v.Rewrite(s, "en", s.plain(a, "en"), "priya", time.Unix(1, 0)); err != nil || len(v.Words) != 0 {
		t.Errorf("going back leaves %+v, %v", v.Words, err)
	}
	w.Name = strings.Repeat("x", 81)
	if err := v.Rewrite(s, "fr", w, "priya", time.Unix(1, 0)); err == nil || !strings.Contains(err.Error(), "name") || !strings.Contains(err.Error(), "lang") {
		t.Errorf("wrong fields: %v", err)
	}
}

func TestEveryActivityHasANameInEveryLanguage(t *testing.T) {
	s := shelf(t)
	for _, a := range s.All() {
		for _, lang := range []string{spanish, arabic} {
			if told := s.Tell(a, lang, Version{}); told.Name.Lang != lang {
				t.Errorf("%s has no name in %s", a.ID, lang)
			}
		}
	}
}

func TestTwiceTooHardInARowAsksForASmallerStep(t *testing.T) {
	hard, easy, right, few, split := Use{Fit: [3]int{1, 1, 4}}, Use{Fit: [3]int{5, 0, 0}}, Use{Fit: [3]int{0, 5, 1}}, Use{Fit: [3]int{0, 0, 4}}, Use{Fit: [3]int{3, 0, 3}}
	for name, one := range map[string]struct {
		uses []Use
		want string
	}{
		"nothing said":                    {nil, ""},
		"once":                            {[]Use{hard}, ""},
		"twice too hard":                  {[]Use{easy, hard, hard}, "hard"},
		"twice too easy":                  {[]Use{hard, easy, easy}, "easy"},
		"what few said is passed over":    {[]Use{hard, few, hard, few}, "hard"},
		"few alone say nothing":           {[]Use{few, few}, ""},
		"right between":                   {[]Use{hard, right, hard}, ""},
		"one of each":                     {[]Use{easy, hard}, ""},
		"half is not more than half":      {[]Use{hard, split}, ""},
		"right in the end after two hard": {[]Use{hard, hard, right}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Lean(one.uses); got != one.want {
				t.Errorf("%q", got)
			}
		})
	}
}
