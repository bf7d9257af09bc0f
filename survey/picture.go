package survey

import (
	"cmp"
	"math"
	"slices"
	"time"

	"groupwork/group"
	"groupwork/measure"
	"groupwork/session"
)

// Spread is what a group's scores on one scale were at one meeting. Mean and SD are undefined below five answers.
type Spread struct {
	Number   int
	At       time.Time
	Answered int
	Mean, SD measure.Number
}

// Pair is first against last for the members who answered both. It is not shown below five of them, nor where one to
// four answered only once: the change beside the two means would let these be solved for.
type Pair struct {
	Members             int
	First, Last         int // numbers of the sessions
	Change, SD          measure.Number
	Better, Same, Worse measure.Number // members, by any difference
	Kept                bool           // shown
	Because             string         // why not: "few" or "solvable"
}

// Likeness is how alike a group answered one question.
type Likeness string

// The likenesses.
const (
	Alike Likeness = "alike"
	Mixed Likeness = "mixed"
	Split Likeness = "split" // two camps: its mean would describe nobody
	Few   Likeness = "few"
)

// ItemPicture is one question as the group answered it at the newest meeting. Low, Middle and High count answers by
// thirds of the scale; they are undefined unless every one of them may be shown.
type ItemPicture struct {
	Text              string
	Likeness          Likeness
	Low, Middle, High measure.Number
}

// ScalePicture is one scale of the group.
type ScalePicture struct {
	Scale   measure.Scale
	Spreads []Spread
	Pair    Pair
	Low     float64
	High    float64
}

// Picture is a group's answers to one instrument. Nothing of it tells about fewer than five.
type Picture struct {
	Scales []ScalePicture
	Items  []ItemPicture // of the newest meeting with five answers
	Newest int           // its number
	Shown  bool          // any meeting has five answers
}

// PictureOf sums up a group's sheets of one instrument. Sheets of another wording are left out; the same items in another
// of our languages are not another wording.
func PictureOf(ins measure.Instrument, sheets []Sheet) Picture {
	same := wordedAs(ins)
	sheets = slices.DeleteFunc(slices.Clone(sheets), func(s Sheet) bool { return !same(s) })
	slices.SortStableFunc(sheets, func(a, b Sheet) int { return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.ID, b.ID)) })
	var p Picture
	for _, scale := range ins.Scales {
		sp := scalePicture(scale, sheets)
		p.Scales = append(p.Scales, sp)
		for _, s := range sp.Spreads {
			p.Shown = p.Shown || s.Mean.OK
		}
	}
	byMeeting, order := meetings(sheets)
	for _, id := range slices.Backward(order) {
		if all := byMeeting[id]; len(all) >= measure.FewestShown {
			p.Newest = all[0].Number
			for k, item := range ins.Items {
				p.Items = append(p.Items, itemPicture(item, k, all))
			}
			break
		}
	}
	return p
}

// meetings sorts sheets by session, in order.
func meetings(sheets []Sheet) (by map[session.ID][]Sheet, order []session.ID) {
	by = map[session.ID][]Sheet{}
	for _, s := range sheets {
		if by[s.Session] == nil {
			order = append(order, s.Session)
		}
		by[s.Session] = append(by[s.Session], s)
	}
	return by, order
}

func scalePicture(scale measure.Scale, sheets []Sheet) ScalePicture {
	p := ScalePicture{Scale: scale}
	p.Low, p.High = Ends(scale)
	byMeeting, order := meetings(sheets)
	scores := map[session.ID]map[group.StayID]float64{}
	for _, id := range order {
		scores[id] = map[group.StayID]float64{}
		for _, s := range byMeeting[id] {
			if scored := scale.Score(s.Answers()); scored.Score.OK {
				scores[id][s.Stay] = scored.Score.Value
			}
		}
	}
	if first, last, ok := ends(order, scores); ok {
		p.Pair = pairOf(scale, scores[first], scores[last])
		p.Pair.First, p.Pair.Last = byMeeting[first][0].Number, byMeeting[last][0].Number
	}
	for _, id := range order {
		spread := Spread{Number: byMeeting[id][0].Number, At: byMeeting[id][0].Filed, Answered: len(scores[id])}
		if spread.Answered >= measure.FewestShown {
			mean, sd := moments(scores[id])
			spread.Mean, spread.SD = measure.Some(mean), measure.Some(sd)
		}
		p.Spreads = append(p.Spreads, spread)
	}
	return p
}

// ends are the first and the last meeting with enough scores.
func ends(order []session.ID, scores map[session.ID]map[group.StayID]float64) (first, last session.ID, ok bool) {
	for _, id := range order {
		if len(scores[id]) < measure.FewestShown {
			continue
		}
		if first == "" {
			first = id
		} else {
			last, ok = id, true
		}
	}
	return first, last, ok
}

// pairOf compares those who answered both times.
func pairOf(scale measure.Scale, first, last map[group.StayID]float64) Pair {
	var p Pair
	changes := map[group.StayID]float64{}
	better, worse := 0, 0
	for id, x := range first {
		if y, both := last[id]; both {
			changes[id] = y - x
			d := y - x
			if scale.Better == measure.Lower {
				d = -d
			}
			if d > 0 {
				better++
			} else if d < 0 {
				worse++
			}
		}
	}
	p.Members = len(changes)
	alone := func(n int) bool { return n > 0 && n < measure.FewestShown }
	switch {
	case p.Members < measure.FewestShown:
		p.Because = "few"
		return p
	case alone(len(first)-p.Members) || alone(len(last)-p.Members):
		p.Because = "solvable"
		return p
	}
	mean, sd := moments(changes)
	p.Kept, p.Change, p.SD = true, measure.Some(mean), measure.Some(sd)
	shown, _ := measure.HideSmall([]int{better, p.Members - better - worse, worse}, measure.FewestShown)
	if scale.Better != "" && shown[0].OK && shown[1].OK && shown[2].OK {
		p.Better, p.Same, p.Worse = shown[0], shown[1], shown[2]
	}
	return p
}

// moments are mean and SD (n−1) in an order that does not depend on the map's.
func moments(of map[group.StayID]float64) (mean, sd float64) {
	values := make([]float64, 0, len(of))
	for _, v := range of {
		values = append(values, v)
	}
	slices.Sort(values)
	for _, v := range values {
		mean += v / float64(len(values))
	}
	for _, v := range values {
		sd += (v - mean) * (v - mean)
	}
	if len(values) > 1 {
		sd = math.Sqrt(sd / float64(len(values)-1))
	}
	return mean, sd
}

// itemPicture looks at one question. Only a word is shown, and counts by thirds where each may be shown.
func itemPicture(item measure.Item, k int, sheets []Sheet) ItemPicture {
	p := ItemPicture{Text: item.Text, Likeness: Few}
	var answers []float64
	for _, s := range sheets {
		if given := s.Answers(); k < len(given) && given[k].OK {
			answers = append(answers, given[k].Value)
		}
	}
	o, ok := answersOf(item)
	if !ok || len(answers) < measure.FewestShown {
		return p
	}
	a, ok := measure.Agree(answers, o, measure.Nulls(o.Count()))
	if !ok {
		return p
	}
	p.Likeness = Mixed
	switch {
	case a.Split:
		p.Likeness = Split
	case a.ADMean.OK && a.ADLimit.OK && a.ADMean.Value <= a.ADLimit.Value:
		p.Likeness = Alike
	}
	counts := make([]int, 3)
	for _, x := range answers {
		counts[min(2, int(3*(x-o.Low)/(o.High-o.Low+1)))]++
	}
	if shown, _ := measure.HideSmall(counts, measure.FewestShown); shown[0].OK && shown[1].OK && shown[2].OK {
		p.Low, p.Middle, p.High = shown[0], shown[1], shown[2]
	}
	return p
}

// answersOf is the lowest and the highest answer of a question.
func answersOf(item measure.Item) (measure.Options, bool) {
	if item.Min.OK && item.Max.OK {
		return measure.Options{Low: item.Min.Value, High: item.Max.Value}, item.Max.Value > item.Min.Value
	}
	o, any := measure.Options{}, false
	for _, option := range item.Options {
		if !option.Score.OK {
			return o, false
		}
		if !any || option.Score.Value < o.Low {
			o.Low = option.Score.Value
		}
		if !any || option.Score.Value > o.High {
			o.High = option.Score.Value
		}
		any = true
	}
	return o, o.High > o.Low
}
