package roster

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"groupwork/compose"
)

func table(text string) [][]string {
	var rows [][]string
	for line := range strings.SplitSeq(text, "\n") {
		rows = append(rows, strings.Split(line, ","))
	}
	return rows
}

const people = `name,age,level:ordered(low<mid<high),gender,tongues:several,free:hours,apart,choices,not in
Ada,12,low,girl,en;es,Mon 9-12; Tue-Thu 14:30-18,Ben; Cleo*2,Dai,2
Ben,13.5,high,boy,en,,Ada,,
Cleo,,mid,girl,es,Fri 8-24,,Ada; Ben,
Dai,11,,boy,,Sat 10-11,,,1;2`

func TestATableOfPeopleBecomesAProblem(t *testing.T) {
	p, err := Read("people.csv", table(people))
	if err != nil {
		t.Fatal(err)
	}
	kinds := ""
	for _, a := range p.Attributes {
		kinds += string(a.Kind) + " "
	}
	if kinds != "number ordered category several hours " {
		t.Error("kinds", kinds)
	}
	want := []compose.Tie{{A: 0, B: 1, Apart: true, Must: true, Weight: 1}, {A: 0, B: 2, Apart: true, Weight: 2}}
	if len(p.Ties) != 2 || p.Ties[0] != want[0] || p.Ties[1] != want[1] {
		t.Errorf("ties %+v: a pair named twice is one pair", p.Ties)
	}
	if len(p.Places) != 3 || p.Places[0] != (compose.Place{Person: 0, Group: 1, Never: true}) {
		t.Errorf("places %+v", p.Places)
	}
	p.Groups = []compose.Range{{From: 2, To: 2}, {From: 2, To: 2}}
	if err := p.Check(); err != nil {
		t.Error(err)
	}
}

func TestEveryTroubleNamesFileRowAndColumn(t *testing.T) {
	for text, want := range map[string]string{
		"name,age\nAda,12\nAda,13":       `f.csv, row 3, column "name": "Ada" is already in row 2`,
		"name,age:number\nAda,twelve":    `f.csv, row 2, column "age": "twelve" is not a number`,
		"name,age:number\nAda,NaN":       `f.csv, row 2, column "age": "NaN" is not a number`,
		"name,free:hours\nAda,Mon 12-9":  `f.csv, row 2, column "free": "12-9" ends before it begins`,
		"name,free:hours\nAda,Mun 9-12":  `f.csv, row 2, column "free": "Mun" is no day`,
		"name,apart\nAda,Bo":             `f.csv, row 2, column "apart": nobody is called "Bo"`,
		"name,apart\nAda,Ada":            `f.csv, row 2, column "apart": "Ada" is this person`,
		"name,l:ordered(a<b)\nAda,c":     `f.csv, row 2, column "l": "c" is none of a, b`,
		"name,age\nAda,12,reads, slowly": `f.csv, row 2, column "no. 3": "reads" stands in no column of the header`,
		"name,x:colour\nAda,c":           `f.csv, column "x": "colour" is no kind of column`,
		"name,x,x\nAda,c,d":              `f.csv, column "x": two columns have this name`,
		"name,group\nAda,zero":           `f.csv, row 2, column "group": "zero" is no number of a group`,
		"name,x":                         `f.csv: a header row and a row for each person are needed`,
		"name,x\n\n,c":                   `f.csv, row 3, column "name": the person has no name or number`,
	} {
		_, err := Read("f.csv", table(text))
		var troubles Troubles
		if !errors.As(err, &troubles) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestWishesAreReadOrRefusedWithTheReason(t *testing.T) {
	for text, want := range map[string]string{
		"mix age weight 2":           "",
		"mix gender within level":    "",
		"company gender=girl must":   "",
		"most gender=boy 1/3 must":   "",
		"least gender=girl 50%":      "",
		"time free 90 must":          "",
		"role tongues=es 1":          "",
		"band age 3":                 "",
		"choices":                    "",
		"together Ada, Ben weight 3": "",
		"never Ada 2":                "",
		"mix height":                 `nobody has the attribute "height"`,
		"company gender=fish":        `nobody has "fish"`,
		"time age 90":                "wants free hours",
		"band gender 2":              "wants numbers or ordered levels",
		"most gender=boy":            "a number is missing",
		"mix age weight lots":        `"lots" is no weight`,
		"dance age":                  "is no kind of wish",
		"apart Ada":                  "two names",
		"apart Ada, Zoe":             `nobody is called "Zoe"`,
		`mix "age`:                   "quotation mark",
		"":                           "it is empty",
	} {
		p, err := Read("people.csv", table(people))
		if err != nil {
			t.Fatal(err)
		}
		err = Wish(p, text)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(people)
	f.Add("name,free:hours\nAda,Mon 0-24;Sun 23:30-24")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := Read("f", table(text))
		if err != nil {
			return
		}
		p.Groups = []compose.Range{{From: 0, To: len(p.People)}}
		p.Places = nil
		if err := p.Check(); err != nil {
			t.Fatalf("a table that was taken makes a problem that is not: %v", err)
		}
	})
}

func TestThePictureAndTheRecordTellThePlan(t *testing.T) {
	p, err := Read("people.csv", table(people))
	if err != nil {
		t.Fatal(err)
	}
	p.Places = nil
	p.People[0] = "<Ada>"
	p.Groups = []compose.Range{{From: 2, To: 2}, {From: 2, To: 2}}
	a, err := compose.Compose(t.Context(), p, compose.Effort{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	svg := Picture(p, a, "gender")
	if strings.Contains(svg, "<Ada>") || !strings.Contains(svg, "&lt;Ada&gt;") || !strings.Contains(svg, "gender girl") {
		t.Error(svg)
	}
	var out strings.Builder
	if err := CSV(&out, p, a.Group); err != nil {
		t.Fatal(err)
	}
	back, err := Plan("plan.csv", table(strings.TrimSpace(out.String())), p)
	if err != nil || len(back) != 4 {
		t.Fatal(back, err)
	}
	for x := range back {
		if back[x] != a.Group[x] {
			t.Fatalf("the plan written and read again is %v, was %v", back, a.Group)
		}
	}
}

func TestAWishThatIsWrittenIsReadAgainAsTheSame(t *testing.T) {
	p, err := Read("people.csv", table(people))
	if err != nil {
		t.Fatal(err)
	}
	p.Attributes[2].Name = "gender at home"
	for _, w := range []compose.Wish{{Kind: compose.Mixed, Of: "age", Within: "gender at home", Weight: 2}, {Kind: compose.Choice, Weight: 1},
		{Kind: compose.Company, Of: "gender at home", Value: "girl", Must: true, Weight: 1}, {Kind: compose.Most, Of: "level", Value: "high", Limit: 1.0 / 3, Weight: 0.5},
		{Kind: compose.Time, Of: "free", Limit: 90, Must: true, Weight: 1}, {Kind: compose.Even, Weight: 4}} {
		p.Wishes = nil
		if err := Wish(p, Text(w)); err != nil || p.Wishes[0] != w {
			t.Errorf("%q is read as %+v (%v), was %+v", Text(w), p.Wishes, err, w)
		}
		if alone, err := Parse(Text(w)); err != nil || alone != w {
			t.Errorf("%q is read alone as %+v (%v), was %+v", Text(w), alone, err, w)
		}
	}
}

// TestAPairBothNameHoldsByTheStrongerWord: Ada preferred, Ben must; the row that came first decided.
func TestAPairBothNameHoldsByTheStrongerWord(t *testing.T) {
	for _, text := range []string{"name,apart\nAda,Ben*2\nBen,Ada", "name,apart\nAda,Ben\nBen,Ada*2"} {
		p, err := Read("people.csv", table(text))
		if err != nil || len(p.Ties) != 1 || !p.Ties[0].Must {
			t.Errorf("%q: %+v (%v)", text, p, err)
		}
	}
	if p, err := Read("people.csv", table("name,apart\nAda,Ben*2\nBen,Ada*3")); err != nil || p.Ties[0].Weight != 3 {
		t.Errorf("%+v (%v)", p, err)
	}
}

// TestTheOrderOfRowsNumbersNoLevels: categories were numbered as they came, and that decided between equal plans.
func TestTheOrderOfRowsNumbersNoLevels(t *testing.T) {
	a, err := Read("people.csv", table("name,kind,tongues:several\nAda,tall,es;en\nBen,small,en"))
	b, err2 := Read("people.csv", table("name,kind,tongues:several\nBen,small,en\nAda,tall,es;en"))
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	for i := range a.Attributes {
		if !slices.Equal(a.Attributes[i].Levels, b.Attributes[i].Levels) {
			t.Errorf("levels %v and %v", a.Attributes[i].Levels, b.Attributes[i].Levels)
		}
	}
	if a.Attributes[0].Value[0] != b.Attributes[0].Value[1] || a.Attributes[1].Set[0] != b.Attributes[1].Set[1] || a.Attributes[1].Set[1] != 1 {
		t.Errorf("%+v and %+v", a.Attributes, b.Attributes)
	}
}

// TestHeadersAreReadHoweverTheyAreSpelled: "not-in" and "apart from" became attributes, and nobody was kept apart.
func TestHeadersAreReadHoweverTheyAreSpelled(t *testing.T) {
	p, err := Read("people.csv", table("name,Apart from,together_with,NOT-IN,Choice\nAda,Ben,Cleo,2,Ben\nBen,,,,\nCleo,,,,"))
	if err != nil || len(p.Ties) != 2 || len(p.Places) != 1 || len(p.Choices) != 3 || len(p.Attributes) != 0 {
		t.Errorf("%+v (%v)", p, err)
	}
}

// TestFreeHoursNeedNoMark: a column "free" without ":hours" was read as names, and nobody looked at common time.
func TestFreeHoursNeedNoMark(t *testing.T) {
	p, err := Read("people.csv", table("name,free,slot\nAda,Mon 9-12; Wed 14-16,Mon 9-12\nBen,,early"))
	if err != nil || p.Attributes[0].Kind != compose.Hours || p.Attributes[1].Kind != compose.Category {
		t.Errorf("%+v (%v)", p, err)
	}
}
