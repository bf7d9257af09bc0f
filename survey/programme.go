package survey

import (
	"cmp"
	"slices"

	"groupwork/group"
	"groupwork/measure"
	"groupwork/outcome"
)

// GroupRow is one group of a programme as the agency may see it: no name of a person, and nothing of a group of which
// fewer than five answered, nor of another one that would give it away.
type GroupRow struct {
	Group   group.ID
	Members measure.Number // who answered first and last
	Change  measure.Number
	Hidden  bool
}

// Programme is what an agency may say about an instrument over its groups.
type Programme struct {
	Scale    measure.Scale
	Groups   int // with at least one member of whom both answers are in
	Started  int // members who answered at least once
	Members  int // of whom both answers are in
	Rows     []GroupRow
	Shown    bool   // the numbers below may be shown
	Because  string // why not: "nobody", "few"
	Report   outcome.Report
	Better   outcome.ResponderRate // by more than measurement error
	HasRate  bool
	Sample   string
	Expected int // courses of the agency's own
}

// ProgrammeOf compares the first with the last score of every member on the instrument's first scale, by groups. All
// who began are counted, not only those who stayed.
func ProgrammeOf(ins measure.Instrument, sheets []Sheet) Programme {
	var p Programme
	if len(ins.Scales) == 0 {
		return p
	}
	p.Scale = ins.Scales[0]
	courses := coursesOf(ins, sheets)
	p.Started = len(courses)
	byGroup := map[group.ID][]Line{}
	for _, c := range courses {
		if c.line.Outcome != TooFew {
			byGroup[c.group] = append(byGroup[c.group], c.line)
			p.Members++
		}
	}
	p.Groups, p.Expected = len(byGroup), p.Members
	order := make([]group.ID, 0, len(byGroup))
	for id := range byGroup {
		order = append(order, id)
	}
	slices.Sort(order)
	p.rows(order, byGroup)
	switch {
	case p.Members == 0:
		p.Because = "nobody"
	case p.Members < measure.FewestShown:
		p.Because = "few"
	default:
		p.measure(order, byGroup)
	}
	return p
}

// oneCourse is a member's line with the group it belongs to.
type oneCourse struct {
	group group.ID
	stay  group.StayID
	line  Line
}

// coursesOf makes one line a stay, in the order of the stays.
func coursesOf(ins measure.Instrument, sheets []Sheet) []oneCourse {
	byStay := map[group.StayID][]Sheet{}
	for _, s := range sheets {
		byStay[s.Stay] = append(byStay[s.Stay], s)
	}
	var out []oneCourse
	for id, own := range byStay {
		slices.SortFunc(own, func(a, b Sheet) int { return cmp.Or(cmp.Compare(a.Number, b.Number), a.Filed.Compare(b.Filed)) })
		l := lineOf(ins, ins.Scales[0], true, own)
		if len(l.Scores()) > 0 {
			out = append(out, oneCourse{own[0].Group, id, l})
		}
	}
	slices.SortFunc(out, func(a, b oneCourse) int { return cmp.Compare(a.stay, b.stay) })
	return out
}

func change(l Line) float64 { return l.Change.Value }

// rows hides small groups, and as many others as it takes that no hidden one follows from the whole.
func (p *Programme) rows(order []group.ID, by map[group.ID][]Line) {
	counts := make([]int, len(order))
	for i, id := range order {
		counts[i] = len(by[id])
	}
	shown, _ := measure.HideSmall(counts, measure.FewestShown)
	for i, id := range order {
		row := GroupRow{Group: id, Members: shown[i], Hidden: !shown[i].OK}
		if !row.Hidden {
			sum := 0.0
			for _, l := range by[id] {
				sum += change(l)
			}
			row.Change = measure.Some(sum / float64(len(by[id])))
		}
		p.Rows = append(p.Rows, row)
	}
}

func (p *Programme) measure(order []group.ID, by map[group.ID][]Line) {
	var d outcome.Data
	var responders, sizes []int
	for g, id := range order {
		better := 0
		for _, l := range by[id] {
			scores := l.Scores()
			d.Group = append(d.Group, g)
			d.Pre, d.Post = append(d.Pre, scores[0].Score.Value), append(d.Post, scores[len(scores)-1].Score.Value)
			if l.Outcome == Improved || l.Outcome == Recovered {
				better++
			}
			p.Sample = l.Sample
		}
		responders, sizes = append(responders, better), append(sizes, len(by[id]))
	}
	p.Report, p.Shown = outcome.Programme(d)
	if !p.Shown {
		p.Because = "few"
		return
	}
	if p.Sample == "" {
		return
	}
	rate, ok := outcome.Responders(responders, sizes)
	total := 0
	for _, n := range responders {
		total += n
	}
	shown, _ := measure.HideSmall([]int{total, p.Members - total}, measure.FewestShown)
	if p.HasRate = ok && shown[0].OK && shown[1].OK; p.HasRate {
		p.Better = rate
	}
}

// ExpectedOf learns from the agency's own courses; nil below the fewest that it takes.
func ExpectedOf(ins measure.Instrument, sheets []Sheet) *measure.ExpectedCourse {
	if len(ins.Scales) == 0 {
		return nil
	}
	var first []float64
	var later [][]measure.Number
	for _, c := range coursesOf(ins, sheets) {
		scores := c.line.Scores()
		if len(scores) < 2 {
			continue
		}
		row := make([]measure.Number, 0, len(scores)-1)
		for _, s := range scores[1:] {
			row = append(row, s.Score)
		}
		first, later = append(first, scores[0].Score.Value), append(later, row)
	}
	if len(first) < measure.FewestCourses {
		return nil
	}
	e, ok := measure.FitExpected(first, later)
	if !ok {
		return nil
	}
	return &e
}
