package practice

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"groupwork/internal/avoid"
)

func load(t *testing.T) *Library {
	t.Helper()
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// packFiles gives a copy of the packs of the house, to be spoilt.
func packFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	dir, err := fs.Sub(embedded, "packs")
	if err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(dir, "*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		raw, err := fs.ReadFile(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: raw}
	}
	return files
}

func TestTheHouseHasFourModelsThatDifferInEightThings(t *testing.T) {
	l := load(t)
	if n := len(l.Models()); n != 4 {
		t.Fatalf("%d models", n)
	}
	seen := map[string]string{}
	differ := func(p Pack, what, value string) {
		if other, twice := seen[what+value]; twice {
			t.Errorf("%s: same %s as %s", p.ID, what, other)
		}
		seen[what+value] = p.ID
	}
	text := func(v any) string {
		raw, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	for _, p := range l.Models() {
		differ(p, "intake", text(p.Intake))
		differ(p, "contract", text(p.Contract))
		differ(p, "phases", text(p.Phases))
		differ(p, "arc", text(p.Arc))
		differ(p, "process", text(p.Process))
		differ(p, "taps", text(p.Taps))
		differ(p, "size", text(p.Size))
		differ(p, "group format", p.GroupFormat)
	}
}

func TestAWrongPackIsRefusedWithFilePathAndReason(t *testing.T) {
	for _, c := range []struct{ what, file, from, to, want string }{
		{"no JSON", "core.json", "{", "{,", "core.json: line 1: "},
		{"a field nobody knows", "remedial.json", `"name":`, `"title": "x", "name":`, "remedial.json: line"},
		{"a text where a number belongs", "remedial.json", `"minutes": 10`, `"minutes": "ten"`, "remedial.json: arc.minutes, line"},
		{"an id that is not the file's", "remedial.json", `"id": "remedial"`, `"id": "other"`, `remedial.json: id: "other"`},
		{"an arc that is too long", "reciprocal.json", `"minutes": 50`, `"minutes": 55`, "reciprocal.json: arc: adds up to 95 minutes"},
		{"a size that does not rise", "developmental.json", `"min": 5`, `"min": 9`, "developmental.json: size: "},
		{"a tap that nobody knows", "social_goals.json", `"proposal",`, `"waving",`, `social_goals.json: taps[0]: "waving"`},
		{"a format that nobody knows", "remedial.json", `"GIRP"`, `"DUST"`, `remedial.json: member_format: "DUST"`},
		{"a sign of no kind", "remedial.json", `"kind": "ready"`, `"kind": "odd"`, `phases[0].signs[0].kind: "odd"`},
		{"a question that asks nothing", "core.json", `"member": "What shall we call you? How do you say it?",`, ``, "core.json: intake[0]: asks nothing"},
		{"a question of every group asked again", "social_goals.json", `"id": "connections"`, `"id": "links"`, `social_goals.json: intake[2].id: "links" is asked in every group already`},
		{"an odd side", "social_goals.json", `"around"`, `"above"`, `social_goals.json: intake[0].side: "above"`},
		{"an odd sensitivity", "reciprocal.json", `"worker_only"`, `"hidden"`, `sensitivity: "hidden"`},
		{"a code twice", "vocabulary.json", `"late",`, `"late", "late",`, `attendance[2]: "late" stands twice`},
		{"a score for no model", "chooser.json", `"remedial": 3`, `"magic": 3`, `chooser.json: questions[0].answers[0].scores: "magic" is not a model`},
		{"a profile with no hours", "profiles.json", `"sign_hours": 168`, `"sign_hours": 0`, "profiles.json: [0].sign_hours"},
		{"something after the end", "index.json", "]\n}", "]\n} {}", "index.json: something follows"},
	} {
		t.Run(c.what, func(t *testing.T) {
			files := packFiles(t)
			raw := string(files[c.file].Data)
			if !strings.Contains(raw, c.from) {
				t.Fatalf("%s does not hold %s", c.file, c.from)
			}
			files[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(raw, c.from, c.to, 1))}
			_, err := Read(files)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
	files := packFiles(t)
	delete(files, "core.json")
	if _, err := Read(files); err == nil || !strings.Contains(err.Error(), "core.json: cannot be read") {
		t.Errorf("a missing file: %v", err)
	}
}

func TestAFifthModelNeedsNoGo(t *testing.T) {
	files := packFiles(t)
	files["index.json"] = &fstest.MapFile{Data: []byte(`{"models":["remedial","reciprocal","developmental","social_goals","harbour"]}`)}
	fifth := strings.Replace(string(files["reciprocal.json"].Data), `"id": "reciprocal"`, `"id": "harbour"`, 1)
	files["harbour.json"] = &fstest.MapFile{Data: []byte(fifth)}
	l, err := Read(files)
	if err != nil {
		t.Fatal(err)
	}
	if p, ok := l.Pack("harbour"); !ok || len(p.Phases) == 0 {
		t.Errorf("got %v", p.ID)
	}
	if n := len(l.Chooser().Rank(nil)); n != 5 {
		t.Errorf("%d models are ranked", n)
	}
}

func TestTheChooserRanksWithReasonsAndNeverDropsAModel(t *testing.T) {
	c := load(t).Chooser()
	for _, tc := range []struct {
		what    string
		answers map[string]int
		first   string
		score   int
		reasons []string
	}{
		{"no answers keep the order of the library", nil, "remedial", 0, nil},
		{"first answers speak for the remedial model", map[string]int{"q1_who_named": 0, "q2_where_shows": 0}, "remedial", 6,
			[]string{"chooser.q1_who_named.1", "chooser.q2_where_shows.1"}},
		{"the strongest reason comes first", map[string]int{"q1_who_named": 2, "q4_who_steers": 1}, "reciprocal", 4,
			[]string{"chooser.q4_who_steers.2", "chooser.q1_who_named.3"}},
		{"an answer that is not there counts for nothing", map[string]int{"q1_who_named": 9, "q5_success": -1, "x": 0}, "remedial", 0, nil},
		{"last answers speak for social goals", map[string]int{"q1_who_named": 3, "q4_who_steers": 3}, "social_goals", 6,
			[]string{"chooser.q1_who_named.4", "chooser.q4_who_steers.4"}},
	} {
		t.Run(tc.what, func(t *testing.T) {
			got := c.Rank(tc.answers)
			if len(got) != 4 {
				t.Fatalf("%d models", len(got))
			}
			if got[0].Model != tc.first || got[0].Score != tc.score || strings.Join(got[0].Reasons, " ") != strings.Join(tc.reasons, " ") {
				t.Errorf("got %+v", got[0])
			}
		})
	}
}

func TestAnArcKeepsItsPartsAtEveryLength(t *testing.T) {
	for _, p := range load(t).Models() {
		for minutes := 0; minutes <= 300; minutes++ {
			arc, sum := p.ScaledArc(minutes), 0
			for _, b := range arc {
				sum += b.Minutes
				if b.Minutes < 1 {
					t.Fatalf("%s at %d minutes: %s has %d", p.ID, minutes, b.ID, b.Minutes)
				}
			}
			if len(arc) > 0 && sum != minutes || minutes >= 30 && len(arc) != len(p.Arc) {
				t.Fatalf("%s at %d minutes: %d parts, %d minutes", p.ID, minutes, len(arc), sum)
			}
		}
		if whole := p.ScaledArc(90); whole[0] != p.Arc[0] {
			t.Errorf("%s: 90 minutes change the arc", p.ID)
		}
	}
}

func TestTheVocabularyKnowsItsCodes(t *testing.T) {
	v := load(t).Vocabulary()
	for _, c := range []struct {
		kind, code string
		want       bool
	}{
		{WordAttendance, "absent_no_word", true}, {WordAttendance, "conflict", false}, {WordMoment, "conflict", true},
		{WordAct, "waited_in_silence", true}, {WordProgress, "-2", true}, {"colour", "red", false}, {WordHelp, "", false},
	} {
		if got := v.Has(c.kind, c.code); got != c.want {
			t.Errorf("%s %q: %v", c.kind, c.code, got)
		}
	}
	if n := len(v.List(WordAct)); n < 58 {
		t.Errorf("%d worker acts", n)
	}
	if n := len(v.List(WordAttendance)); n != 8 {
		t.Errorf("%d states of attendance", n)
	}
}

// english reads the phrases of the rooms.
func english(t *testing.T) map[string]json.RawMessage {
	t.Helper()
	raw, err := os.ReadFile("../phrase/catalogue/en/rooms.json")
	if err != nil {
		t.Fatal(err)
	}
	var phrases map[string]json.RawMessage
	if err := json.Unmarshal(raw, &phrases); err != nil {
		t.Fatal(err)
	}
	return phrases
}

// spoken gives every phrase key of the library with its English text, "" where the pack holds none.
func spoken(l *Library) map[string]string {
	said := map[string]string{"core.confidentiality": l.core.Confidentiality, "core.assent": l.core.Assent}
	ask := func(pack string, qs []Question) {
		for _, q := range qs {
			said[IntakeKey(pack, q.ID)] = q.Member
			if q.Member == "" {
				said[IntakeKey(pack, q.ID)] = q.Worker
			}
			if q.Worker != "" {
				said[IntakeKey(pack, q.ID)+".worker"] = q.Worker
			}
		}
	}
	ask("core", l.core.Intake)
	for _, p := range l.models {
		k := "pack." + p.ID
		maps.Copy(said, map[string]string{k + ".name": p.Name, k + ".purpose": p.Purpose, k + ".member": p.ViewOfMember,
			k + ".worker": p.ViewOfWorker, k + ".group": p.ViewOfGroup, k + ".contract": p.Contract.Form,
			"adopt." + p.Contract.AdoptedBy: "", "review." + p.Contract.Review: "", "membership." + p.Membership: ""})
		ask(p.ID, p.Intake)
		for _, c := range p.Contract.Clauses {
			said[ClauseKey(p.ID, c)] = ""
		}
		for _, f := range p.Phases {
			said[PhaseKey(p.ID, f.ID)], said[PhaseKey(p.ID, f.ID)+".purpose"] = f.Name, f.Purpose
			for _, s := range f.Signs {
				said[SignKey(p.ID, f.ID, s.ID)], said["sign_kind."+s.Kind] = s.Text, ""
			}
		}
		for _, b := range p.Arc {
			said[ArcKey(p.ID, b.ID)] = b.Do
		}
		for _, f := range p.Process {
			said["process."+f] = ""
		}
		for _, f := range p.SessionFields {
			said["plan."+f] = ""
		}
	}
	return said
}

func TestEveryWordOfTheLibraryStandsInTheCatalogueAsInThePack(t *testing.T) {
	l, phrases := load(t), english(t)
	said := spoken(l)
	for _, b := range l.core.Boxes {
		said["box."+b.ID], said["box."+b.ID+".ask"] = "", b.Ask
	}
	for _, p := range l.core.Pulse {
		said["pulse."+p.ID], said["pulse_short."+p.ID] = p.Text, ""
	}
	for prefix, ids := range map[string][]string{"consent": l.core.Consents, "came": l.core.Voluntariness, "debrief": l.core.Debrief} {
		for _, id := range ids {
			said[prefix+"."+id] = ""
		}
	}
	for _, kind := range []string{WordAttendance, WordParticipation, WordResponse, WordProgress, WordNextStep, WordLeaving,
		WordHelp, WordMoment, WordMark, WordDecision, WordYesHow, WordRole, WordAct} {
		for _, code := range l.words.List(kind) {
			said[kind+"."+code] = ""
		}
	}
	for _, f := range l.words.Acts {
		said["act_family."+f.ID] = ""
		for _, a := range f.Acts {
			said["act."+a.ID] = a.Plain
		}
	}
	for _, f := range l.formats {
		said["note.format."+f.ID] = ""
		for _, s := range f.Sections {
			said[HeadingKey(f.ID, s)] = ""
		}
	}
	for _, p := range l.profiles {
		said["profile."+p.ID], said["profile.check."+p.ID], said["profile.notes."+p.IndividualNotes] = p.Name, p.Check, ""
	}
	for _, q := range l.chooser.Questions {
		said["chooser."+q.ID] = q.Ask
		for i, a := range q.Answers {
			said[AnswerKey(q.ID, i)] = a.Text
		}
	}
	for key, text := range said {
		raw, ok := phrases[key]
		if !ok {
			t.Errorf("the catalogue has no %s", key)
			continue
		}
		var there string
		if err := json.Unmarshal(raw, &there); err != nil || text != "" && there != text {
			t.Errorf("%s: the catalogue says %s, the pack %q", key, raw, text)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"models":["remedial"]}`), []byte(`{"id":"remedial"}`))
	f.Fuzz(func(t *testing.T, index, model []byte) {
		files := packFiles(t)
		files["index.json"], files["remedial.json"] = &fstest.MapFile{Data: index}, &fstest.MapFile{Data: model}
		if l, err := Read(files); err == nil && l == nil {
			t.Fatal("neither a library nor an error")
		}
	})
}

func TestNoPackUsesAWordToAvoid(t *testing.T) {
	files, err := fs.Glob(embedded, "packs/*.json")
	if err != nil || len(files) < 8 {
		t.Fatalf("%d packs: %v", len(files), err)
	}
	for _, name := range files {
		raw, err := fs.ReadFile(embedded, name)
		if err != nil {
			t.Fatal(err)
		}
		if hit := avoid.In("en", string(raw)); hit != "" {
			t.Errorf("%s says %q", name, hit)
		}
	}
}

func TestAnIntakeOfOneSideSaysWhichIsMissing(t *testing.T) {
	all := []Question{{ID: "hopes", Side: Inside}, {ID: "called"}, {ID: "money", Side: Around}}
	for answered, want := range map[string]string{"": "", "called": "", "hopes": Around, "called hopes": Around, "money": Inside, "hopes money": ""} {
		if got := SideMissing(all, func(id string) bool { return strings.Contains(answered, id) }); got != want {
			t.Errorf("answered %q: %q is missing, want %q", answered, got, want)
		}
	}
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range l.Models() {
		has := map[string]bool{}
		for _, q := range p.Intake {
			has[q.Side] = true
		}
		if !has[Inside] || !has[Around] {
			t.Errorf("%s does not ask about both sides", p.ID)
		}
	}
}
