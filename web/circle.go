package web

import (
	"fmt"
	"math"
	"strconv"
	"unicode"

	"groupwork/app"
)

// The geometry of the circle, in its own units. The first seat is at the top and the order is that of the clock.
// A room is never mirrored, whatever the language.
const (
	circleRing    = 130.0 // from the middle to the middle of a seat
	circleSeat    = 27.0  // the largest radius of a seat
	circleFont    = 18.0  // size of a label
	circleGap     = 15.0  // from a seat to its label
	circleLabel   = 96.0  // the widest label
	circleMiddle  = 26.0  // radius of the place of the whole group
	circleColours = 10
	circleHalfW   = circleRing + circleSeat + circleGap + circleLabel + 4
	circleHalfH   = circleRing + circleSeat + circleGap + circleFont
)

// CirclePlace is one seat as it is drawn.
type CirclePlace struct {
	app.CircleSeat
	X, Y, R float64
	LabelX  float64 // where the label begins, ends or has its middle, by Anchor
	LabelY  float64 // its middle
	Label   string  // the name as far as there is room
	Anchor  string
	Class   string
	colour  int
}

// CircleLine is help from one place to another as it is drawn.
type CircleLine struct {
	Path, Class string
	Width       float64
}

// CirclePicture is a circle ready to be drawn, with the words that say the same.
type CirclePicture struct {
	app.Circle
	Places  []CirclePlace
	Lines   []CircleLine
	Through bool // somebody helped, or was helped by, the whole group
}

// PlaceCircle places the seats so that no label meets a seat, another label or the frame.
func PlaceCircle(c app.Circle) CirclePicture {
	pic := CirclePicture{Circle: c}
	n := len(c.Seats)
	r := circleSeat
	if n > 1 {
		r = math.Min(circleSeat, 0.84*circleRing*math.Sin(math.Pi/float64(n)))
	}
	for i, s := range c.Seats {
		angle := 2*math.Pi*float64(i)/float64(n) - math.Pi/2
		cos, sin := math.Cos(angle), math.Sin(angle)
		out := circleRing + r + circleGap
		p := CirclePlace{CircleSeat: s, X: circleRing * cos, Y: circleRing * sin, R: r, LabelX: out * cos, LabelY: out * sin,
			Anchor: "middle", Label: shortened(s.Name.Reveal()), colour: i % circleColours}
		switch {
		case cos > 0.05:
			p.Anchor = "start"
		case cos < -0.05:
			p.Anchor = "end"
		}
		p.Class = placeClass(p)
		pic.Places = append(pic.Places, p)
	}
	for _, h := range c.Chords {
		if line, ok := pic.line(h); ok {
			pic.Lines = append(pic.Lines, line)
			pic.Through = pic.Through || h.From == 0 || h.To == 0
		}
	}
	return pic
}

func placeClass(p CirclePlace) string {
	switch {
	case p.Worker:
		return "place worker"
	case p.State != "" && p.State != "expected" && !p.State.Came():
		return "place away"
	}
	return "place hue" + strconv.Itoa(p.colour)
}

// spot gives where a number stands: 0 is the middle, −1 the first worker.
func (pic CirclePicture) spot(number int) (p CirclePlace, ok bool) {
	if number == 0 {
		return CirclePlace{R: circleMiddle, Class: "place whole"}, true
	}
	for _, p := range pic.Places {
		if p.Number == number {
			return p, true
		}
	}
	return CirclePlace{}, false
}

// line bends help towards the middle; the oftener, the wider.
func (pic CirclePicture) line(h app.CircleChord) (CircleLine, bool) {
	a, okA := pic.spot(h.From)
	b, okB := pic.spot(h.To)
	if !okA || !okB || h.From == h.To {
		return CircleLine{}, false
	}
	cx, cy := (a.X+b.X)*0.22, (a.Y+b.Y)*0.22
	class := "chord hue" + strconv.Itoa(a.colour)
	if a.Worker || h.From == 0 {
		class = "chord plain"
	}
	return CircleLine{Path: fmt.Sprintf("M%.1f %.1fQ%.1f %.1f %.1f %.1f", a.X, a.Y, cx, cy, b.X, b.Y), Class: class,
		Width: math.Min(1.6+1.3*float64(h.Times-1), 7)}, true
}

// Arc is the part of the ring around a seat that its measure fills; empty for no measure or none of it.
func (p CirclePlace) Arc() string {
	share := math.Min(p.Ring, 0.9999)
	if share <= 0 {
		return ""
	}
	r, end := p.R+4, 2*math.Pi*share-math.Pi/2
	large := 0
	if share > 0.5 {
		large = 1
	}
	return fmt.Sprintf("M%.1f %.1fA%.1f %.1f 0 %d 1 %.1f %.1f", p.X, p.Y-r, r, r, large, p.X+r*math.Cos(end), p.Y+r*math.Sin(end))
}

// LabelWidth is about how wide a label is drawn.
func LabelWidth(s string) float64 {
	w := 0.0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
		case r >= 0x2E80 && r < 0xFB00:
			w += 1
		case unicode.IsUpper(r) || r == 'm' || r == 'w':
			w += 0.72
		default:
			w += 0.55
		}
	}
	return w * circleFont
}

func shortened(name string) string {
	if LabelWidth(name) <= circleLabel {
		return name
	}
	letters := []rune(name)
	for len(letters) > 1 && LabelWidth(string(letters)+"…") > circleLabel {
		letters = letters[:len(letters)-1]
	}
	return string(letters) + "…"
}

// Came counts who came, of those whose state is known.
func (pic CirclePicture) Came() (came, of int) {
	for _, s := range pic.Seats {
		if s.Worker || s.State == "" || s.State == "expected" {
			continue
		}
		of++
		if s.State.Came() {
			came++
		}
	}
	return came, of
}

// Said says the picture in a sentence or two.
func (pic CirclePicture) Said(p Page) string {
	said := p.Say("circle_page.seats", "n", pic.members())
	if came, of := pic.Came(); of > 0 && pic.Over == 0 {
		said += " " + p.Say("circle_page.came", "came", came, "of", of)
	}
	times, most := 0, app.CircleChord{}
	for _, h := range pic.Chords {
		times += h.Times
		if h.Times > most.Times {
			most = h
		}
	}
	if times == 0 {
		return said
	}
	if pic.Over > 0 {
		said += " " + p.Say("circle_page.over", "n", pic.Over)
	}
	return said + " " + p.Say("circle_page.help", "n", times) + " " +
		p.Say("circle_page.most", "from", pic.name(p, most.From), "to", pic.name(p, most.To), "times", most.Times)
}

func (pic CirclePicture) members() int {
	n := 0
	for _, s := range pic.Seats {
		if !s.Worker {
			n++
		}
	}
	return n
}

func (pic CirclePicture) name(p Page, number int) string {
	if number == 0 {
		return p.Say("circle_page.group")
	}
	for _, s := range pic.Seats {
		if s.Number == number {
			return isolated(s.Name.Reveal())
		}
	}
	return p.Say("circle_page.left")
}

func fixed(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }

func circleFrame() string {
	return fmt.Sprintf("%.0f %.0f %.0f %.0f", -circleHalfW, -circleHalfH, 2*circleHalfW, 2*circleHalfH)
}
