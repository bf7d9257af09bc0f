package report

import (
	"math"
	"strings"

	"groupwork/private"
)

// Aims are the goals of one level, or of one member, summed up: levels are never pooled. T is told beside its spread.
type Aims struct {
	Level  string // individual, group or community
	Goals  int    // adopted and read
	Open   int    // adopted, not read yet
	Not    int    // not yet adopted
	Spread [5]int // goals at −2 to +2
	T      float64
	HasT   bool
}

// Measure is what one instrument says of the members' change: a change counts when it is more than measurement error, or,
// where no error is published, when it is the member's own word.
type Measure struct {
	Title                  string
	Better, Same, Worse    int // members
	Few                    int // members with fewer than two answers
	Published, NoDirection bool
}

// Watched is one indicator of the pack for the group.
type Watched struct {
	ID, Key string // key of its phrase
	Value   float64
	Percent bool
	Good    string // passed, failed, or needs when nothing says
	From    string // the model that it is borrowed from, or ""
}

// Used is one activity, at how many meetings, and how it was rated.
type Used struct {
	Name     private.Text // as it stood in the plan
	From     string       // the model that it is borrowed from, or ""
	Meetings int
	Rated    int
	Middle   float64
	HasRated bool // by five or more
}

// attained tells how goals of a level stand.
func attained(w *writer, level string) []Line {
	for _, a := range w.facts.Aims {
		if a.Level == level {
			return w.aims(a)
		}
	}
	return none("report.what.attained")
}

// ownAims tells how a member's own goals stand, all of them.
func ownAims(w *writer, _ string) []Line { return w.aims(w.me.Aims) }

func (w *writer) aims(a Aims) []Line {
	if a.Goals == 0 || w.to.Outside() && a.Level == "individual" && a.Goals < Small {
		return none("report.what.attained")
	}
	var lines []Line
	if a.HasT && !(w.to.Outside() && a.Level == "individual") {
		lines = append(lines, Line{Key: "report.attained.t." + a.Level, Args: []any{"t", math.Round(a.T), "n", a.Goals}})
	}
	cells := make([]Cell, 5)
	for i, n := range a.Spread {
		cells[4-i] = Cell{What: level(i - 2), N: n}
	}
	if a.Level == "individual" {
		lines = append(lines, w.table(cells)...)
	} else { // these are no persons
		for _, c := range cells {
			if c.N > 0 {
				lines = append(lines, Line{Key: "report.attained.at." + a.Level, Args: []any{"step", c.What, "count", c.N}})
			}
		}
	}
	if a.Open > 0 && !w.to.Outside() {
		lines = append(lines, Line{Key: "report.attained.open", Args: []any{"n", a.Open}})
	}
	if a.Not > 0 && !w.to.Outside() {
		lines = append(lines, Line{Key: "report.attained.not", Args: []any{"n", a.Not}})
	}
	return lines
}

// measured tells what the instruments say of change, those who got worse beside those who got better.
func measured(w *writer, _ string) []Line {
	var lines []Line
	for _, m := range w.facts.Measures {
		n := m.Better + m.Same + m.Worse
		if n == 0 || m.NoDirection || w.to.Outside() && n < Small {
			continue
		}
		key := "report.measured.own"
		if m.Published {
			key = "report.measured"
		}
		if w.to.Outside() {
			n += m.Few // or a cell that is hidden could be worked out
		}
		lines = append(lines, Line{Key: key, Args: []any{"title", m.Title, "n", n}})
		lines = append(lines, w.table([]Cell{{What: "report.measured.better", N: m.Better}, {What: "report.measured.same", N: m.Same},
			{What: "report.measured.worse", N: m.Worse}, {What: "report.cell.no_two", N: m.Few}})...)
	}
	if len(lines) == 0 {
		return none("report.what.measured")
	}
	return lines
}

// watched tells indicators of the pack: "M-I1,M-I7".
func watched(w *writer, ids string) []Line {
	var lines []Line
	for _, id := range strings.Split(ids, ",") {
		for _, i := range w.facts.Watched {
			if i.ID == id && i.From == "" {
				lines = append(lines, i.line())
			}
		}
	}
	return lines
}

func (i Watched) line() Line {
	key, value := "report.watched."+i.Good, tenth(i.Value)
	if i.Percent {
		key, value = key+".percent", math.Round(100*i.Value)
	}
	return Line{Key: key, Args: []any{"what", Said(i.Key), "value", value}}
}

// borrowed tells what the group borrowed of other models: their indicators, and activities that are typical of them.
func borrowed(w *writer) []Line {
	var lines []Line
	from := func(model string) Line {
		return Line{Key: "watch.borrowed", Args: []any{"model", Said("pack." + model + ".name")}}
	}
	for _, i := range w.facts.Watched {
		if i.From != "" {
			lines = append(lines, from(i.From), i.line())
		}
	}
	for _, u := range w.facts.Used {
		if u.From != "" {
			one := from(u.From)
			one.Text = u.Name
			lines = append(lines, one)
		}
	}
	return lines
}

// used tells the activities, and how they were rated from five ratings on.
func used(w *writer, _ string) []Line {
	var lines []Line
	for _, u := range w.facts.Used {
		l := Line{Key: "report.used", Args: []any{"n", u.Meetings}, Text: u.Name}
		if u.HasRated {
			l = Line{Key: "report.used.rated", Args: []any{"n", u.Meetings, "middle", tenth(u.Middle), "rated", u.Rated}, Text: u.Name}
		}
		lines = append(lines, l)
	}
	if len(lines) == 0 {
		return none("report.what.used")
	}
	return lines
}
