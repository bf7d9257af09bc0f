package web

import (
	"fmt"
	"math"
	"strings"
	"time"

	"groupwork/measure"
)

// The frame of a line picture, in its own units.
const (
	lineWidth  = 640.0
	lineHeight = 240.0
	lineStart  = 44.0 // room for the numbers at the side
	lineTop    = 16.0
	lineFoot   = 34.0 // room for the sessions below
	lineEnd    = 20.0
)

// LinePicture is scores over sessions with their band, ready to be drawn. Time runs from left to right in every
// language, as on any chart.
type LinePicture struct {
	Name   string // for ids
	Title  string
	Band   string // path of the band; empty without one
	Path   string // path of the line
	Dots   []LineDot
	Marks  []LineMark // numbers at the side
	Under  []LineMark // sessions below
	CutY   float64
	CutOff string // its name, empty without one
	Said   string
}

// LineDot is one score.
type LineDot struct {
	X, Y  float64
	Label string
}

// LineMark is one label of an axis.
type LineMark struct {
	X, Y  float64
	Label string
}

type linePoint struct {
	Number    int
	At        time.Time
	Score     measure.Number
	Low, High measure.Number
}

// lineMaker gathers what is drawn.
type lineMaker struct {
	page      Page
	scale     measure.Scale
	low, high float64
	points    []linePoint
}

func newLine(p Page, s measure.Scale, low, high float64) *lineMaker {
	return &lineMaker{page: p, scale: s, low: low, high: high}
}

func (l *lineMaker) x(i int) float64 {
	if len(l.points) < 2 {
		return (lineStart + lineWidth - lineEnd) / 2
	}
	return lineStart + 14 + float64(i)*(lineWidth-lineEnd-lineStart-28)/float64(len(l.points)-1)
}

func (l *lineMaker) y(v float64) float64 {
	return lineHeight - lineFoot - (v-l.low)/(l.high-l.low)*(lineHeight-lineFoot-lineTop)
}

// draw places everything. name tells the pictures of one page apart.
func (l *lineMaker) draw(name string) LinePicture {
	if !(l.high > l.low) {
		l.high = l.low + 1
	}
	pic := LinePicture{Name: name + "-" + l.scale.ID, Title: l.scale.Title}
	var upper, lower, line []string
	for i, at := range l.points {
		pic.Under = append(pic.Under, LineMark{l.x(i), lineHeight - 12, l.page.Number(float64(at.Number), 0)})
		if !at.Score.OK {
			continue
		}
		step := "L"
		if len(line) == 0 {
			step = "M"
		}
		line = append(line, fmt.Sprintf("%s%s %s", step, fixed(l.x(i)), fixed(l.y(at.Score.Value))))
		pic.Dots = append(pic.Dots, LineDot{l.x(i), l.y(at.Score.Value), l.page.Number(at.Score.Value, 1)})
		if at.Low.OK && at.High.OK {
			upper = append(upper, fixed(l.x(i))+" "+fixed(l.y(at.High.Value)))
			lower = append([]string{fixed(l.x(i)) + " " + fixed(l.y(at.Low.Value))}, lower...)
		}
	}
	pic.Path = strings.Join(line, " ")
	if len(upper) > 1 {
		pic.Band = "M" + strings.Join(append(upper, lower...), " L") + " Z"
	}
	steps := l.steps()
	for i := range steps + 1 {
		v := l.low + float64(i)*(l.high-l.low)/float64(steps)
		pic.Marks = append(pic.Marks, LineMark{lineStart - 8, l.y(v), l.page.Number(v, 1)})
	}
	if l.scale.Line.OK {
		pic.CutY, pic.CutOff = l.y(l.scale.Line.Value), l.page.cutOff(l.scale)
	}
	pic.Said = l.said()
	return pic
}

// steps is into how many parts the side is cut: so many that whole numbers stand there, if that can be.
func (l *lineMaker) steps() int {
	for _, n := range []int{4, 5, 3, 2, 6} {
		if size := (l.high - l.low) / float64(n); size == math.Trunc(size) {
			return n
		}
	}
	return 4
}

// cutOff names the line: its points and whose it is.
func (p Page) cutOff(s measure.Scale) string {
	if s.Better == measure.Higher {
		return p.Say("measure.line.below", "points", p.Number(s.Line.Value, 1))
	}
	return p.Say("measure.line.above", "points", p.Number(s.Line.Value, 1))
}

// said is the picture in one sentence.
func (l *lineMaker) said() string {
	first, last, n := measure.Number{}, measure.Number{}, 0
	for _, at := range l.points {
		if at.Score.OK {
			if !first.OK {
				first = at.Score
			}
			last, n = at.Score, n+1
		}
	}
	switch n {
	case 0:
		return l.page.Say("measure.line.none")
	case 1:
		return l.page.Say("measure.line.one", "score", l.page.Number(first.Value, 1))
	}
	return l.page.Say("measure.line.said", "n", n, "first", l.page.Number(first.Value, 1), "last", l.page.Number(last.Value, 1))
}
