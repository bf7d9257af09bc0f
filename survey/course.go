package survey

import (
	"cmp"
	"math"
	"slices"
	"time"

	"groupwork/measure"
	"groupwork/private"
)

// Point is one score of a member. Low and High are the band of measurement error, undefined without a named sample.
type Point struct {
	Number    int // of the session
	At        time.Time
	Score     measure.Number
	Low, High measure.Number
	Status    measure.Status
	Missing   int
	Band      string
	Other     bool // answered to another wording or order: stands apart, is compared with nothing
}

// Outcome is what may be said of first against last, in the order from good to bad.
type Outcome string

// The outcomes. The last three are a member's own report without a published error.
const (
	TooFew       Outcome = "too_few"
	Recovered    Outcome = "recovered"
	Improved     Outcome = "improved"
	WithinError  Outcome = "within_error"
	Deteriorated Outcome = "deteriorated"
	OwnBetter    Outcome = "own_better"
	OwnSame      Outcome = "own_same"
	OwnWorse     Outcome = "own_worse"
	Moved        Outcome = "moved" // neither direction is good
)

// Line is one scale of an instrument over a member's meetings.
type Line struct {
	Scale   measure.Scale
	Points  []Point
	Outcome Outcome
	Change  measure.Number // last − first
	RCI     measure.Number
	Needed  measure.Number // points that are more than measurement error
	Sample  string         // whose reliability it is, or whose published points
	Low     float64        // ends of the scale
	High    float64
}

// Alarm says what to do now. Kind is the end of a phrase key; Number the session that it is about.
type Alarm struct {
	Kind   string
	Scale  string
	Number int
}

// The kinds of alarm, the gravest first.
const (
	AlarmSafety     = "safety"
	AlarmWorse      = "reliably_worse"
	AlarmNotOnTrack = "not_on_track"
	AlarmUnusual    = "unusual"
	AlarmUnanswered = "unanswered"
)

// Course is one member's way through one instrument.
type Course struct {
	Instrument measure.Instrument
	Lines      []Line
	Alarms     []Alarm
	Open       []SheetID // safety answers that nobody has dealt with yet
	Said       []Said    // to open questions, newest first
}

// Said is what a member said to an open question.
type Said struct {
	Number   int // of the session
	At       time.Time
	Question string
	Words    private.Text
}

// said are the words of the sheets that answer these very items.
func said(ins measure.Instrument, sheets []Sheet) []Said {
	var all []Said
	same := wordedAs(ins)
	for _, s := range slices.Backward(sheets) {
		if s.Said.Empty() || !same(s) {
			continue
		}
		for k, words := range s.Words() {
			if words == "" || k >= len(ins.Items) {
				continue
			}
			for _, o := range ins.Items[k].Options {
				if o.Code == words {
					words = cmp.Or(o.Label, o.Code)
					break
				}
			}
			all = append(all, Said{Number: s.Number, At: s.Filed, Question: ins.Items[k].Text, Words: private.Of(words)})
		}
	}
	return all
}

// CourseOf puts a member's sheets of one instrument in order. silent says at how many of the newest occasions in a row
// the member gave no answer; expected is what the agency's own courses foretell, or nil.
func CourseOf(ins measure.Instrument, sheets []Sheet, silent int, expected *measure.ExpectedCourse) Course {
	sheets = slices.Clone(sheets)
	slices.SortStableFunc(sheets, func(a, b Sheet) int { return cmp.Or(cmp.Compare(a.Number, b.Number), a.Filed.Compare(b.Filed)) })
	c := Course{Instrument: ins, Said: said(ins, sheets)}
	for _, s := range sheets {
		if s.Alert == Open {
			c.Open = append(c.Open, s.ID)
		}
	}
	if len(c.Open) > 0 {
		c.Alarms = append(c.Alarms, Alarm{Kind: AlarmSafety})
	}
	for k, scale := range ins.Scales {
		l := lineOf(ins, scale, k == 0, sheets)
		c.Lines = append(c.Lines, l)
		var follow *measure.ExpectedCourse
		if k == 0 {
			follow = expected
		}
		c.Alarms = append(c.Alarms, l.alarms(follow)...)
	}
	if silent >= 2 {
		c.Alarms = append(c.Alarms, Alarm{Kind: AlarmUnanswered})
	}
	order := []string{AlarmSafety, AlarmWorse, AlarmNotOnTrack, AlarmUnusual, AlarmUnanswered}
	slices.SortStableFunc(c.Alarms, func(a, b Alarm) int {
		return cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind))
	})
	return c
}

// lineOf scores one scale. The published reliability is that of the whole, which is the first scale.
func lineOf(ins measure.Instrument, scale measure.Scale, whole bool, sheets []Sheet) Line {
	l := Line{Scale: scale}
	l.Low, l.High = Ends(scale)
	sample, known := measure.Reliability{}, false
	if whole {
		if sample, known = ins.Sample("retest"); !known {
			sample, known = ins.Sample("alpha")
		}
	}
	same := wordedAs(ins)
	for _, s := range sheets {
		scored := scale.Score(s.Answers())
		p := Point{Number: s.Number, At: s.Filed, Score: scored.Score, Status: scored.Status, Missing: scored.Missing, Band: scored.Band,
			Other: !same(s)}
		if known && scored.Score.OK {
			if low, high, ok := measure.ErrorBand(scored.Score.Value, sample.SD.Value, sample.Value); ok {
				p.Low, p.High = measure.Some(math.Max(low, l.Low)), measure.Some(math.Min(high, l.High))
			}
		}
		l.Points = append(l.Points, p)
	}
	l.judge(ins, sample, known, whole)
	return l
}

// Ends are the lowest and the highest score that a scale can give.
func Ends(s measure.Scale) (low, high float64) {
	times := cmp.Or(s.Rule.Multiplier, 1)
	if s.Rule.Aggregate != measure.Mean {
		times *= float64(len(s.Items))
	}
	return s.Rule.Min * times, s.Rule.Max * times
}

// Scores are the points that have a score and belong together.
func (l Line) Scores() []Point {
	return slices.DeleteFunc(slices.Clone(l.Points), func(p Point) bool { return !p.Score.OK || p.Other })
}

// judge compares first and last: by reliability and SD of a named sample, else by published points, else by own report.
func (l *Line) judge(ins measure.Instrument, sample measure.Reliability, known, whole bool) {
	scores := l.Scores()
	if len(scores) < 2 {
		l.Outcome = TooFew
		return
	}
	first, last := scores[0].Score, scores[len(scores)-1].Score
	l.Change = measure.Some(last.Value - first.Value)
	toGood := l.Change.Value
	if l.Scale.Better == measure.Lower {
		toGood = -toGood
	}
	reliable := false
	switch {
	case l.Scale.Better == "":
		l.Outcome = Moved
		return
	case known:
		j := measure.Yardstick{SD: sample.SD.Value, Reliability: sample.Value, HigherIsBetter: l.Scale.Better == measure.Higher}.Judge(first.Value, last.Value)
		l.RCI, l.Needed, l.Sample = j.RCI, j.Points, sample.Sample
		reliable = j.Category == measure.Improved || j.Category == measure.Deteriorated
	case whole && ins.Reliable != nil:
		l.Needed, l.Sample = measure.Some(ins.Reliable.Points), ins.Reliable.Source
		reliable = math.Abs(l.Change.Value) >= ins.Reliable.Points
	default:
		l.Outcome = own(toGood)
		return
	}
	from, _ := l.Scale.Beyond(first)
	to, line := l.Scale.Beyond(last)
	switch {
	case !reliable:
		l.Outcome = WithinError
	case toGood < 0:
		l.Outcome = Deteriorated
	case line && from && !to:
		l.Outcome = Recovered
	default:
		l.Outcome = Improved
	}
}

func own(toGood float64) Outcome {
	switch {
	case toGood > 0:
		return OwnBetter
	case toGood < 0:
		return OwnWorse
	}
	return OwnSame
}

// usualFrom is how many scores set a member's own usual range before the newest is held against it.
const usualFrom = 6

// alarms are what the newest score asks for.
func (l Line) alarms(expected *measure.ExpectedCourse) []Alarm {
	scores := l.Scores()
	if len(scores) < 2 {
		return nil
	}
	last := scores[len(scores)-1]
	if l.Outcome == Deteriorated {
		return []Alarm{{AlarmWorse, l.Scale.Title, last.Number}}
	}
	values := make([]float64, len(scores))
	later := make([]measure.Number, 0, len(scores))
	for i, p := range scores {
		values[i] = p.Score.Value
		if i > 0 {
			later = append(later, p.Score)
		}
	}
	if expected != nil {
		steps := expected.Follow(values[0], later, l.Scale.Better == measure.Lower, l.Needed.Value)
		if n := len(steps); n == len(later) && (steps[n-1].Status == measure.NotOnTrack || steps[n-1].Status == measure.ReliablyWorse) {
			return []Alarm{{AlarmNotOnTrack, l.Scale.Title, last.Number}}
		}
	}
	if chart, ok := measure.OwnUsual(values, usualFrom); ok && slices.Contains(chart.Signals, len(values)-1) && len(values) > usualFrom {
		return []Alarm{{AlarmUnusual, l.Scale.Title, last.Number}}
	}
	return nil
}
