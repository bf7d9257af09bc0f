package console

import (
	"fmt"
	"html"
	"math"
	"strings"

	"groupwork/sociometry"
)

// The colours of the house; the dark set is chosen by the reader's device.
const pictureStyle = `<style>
svg{--paper:#faf7f1;--ink:#1d2b2f;--ink2:#55646a;--line:#d5cab7;--pine:#17695c;--wash:#e2f0eb;--clay:#b5482a;
font-family:"Atkinson Hyperlegible Next",system-ui,sans-serif;font-size:15px}
@media (prefers-color-scheme:dark){svg{--paper:#14201f;--ink:#f0ece3;--ink2:#b6c0bf;--line:#3c4a4a;
--pine:#6fc3b2;--wash:#21403a;--clay:#f08a6b}}
@media print{svg{--paper:#fff;--ink:#000;--ink2:#333;--line:#999;--pine:#000;--wash:#fff;--clay:#000}}
.paper{fill:var(--paper)}.ink{fill:var(--ink)}.ink2{fill:var(--ink2)}.pine{fill:var(--pine)}
.seat{fill:var(--wash);stroke:var(--pine)}.alone{fill:var(--paper);stroke:var(--ink2);stroke-dasharray:4 4}
.tie{fill:none;stroke:var(--pine);stroke-linecap:round;opacity:.7}.rule{stroke:var(--line)}
.bar{stroke:var(--pine);stroke-width:4}.thin{stroke:var(--ink2);stroke-width:2}.clay{fill:var(--clay)}
</style>
`

const seatRadius = 17.0

// seats places n people around a circle, the first at the top, clockwise; never mirrored.
type seats struct {
	radius, width, height float64
	at                    [][2]float64
	labels                []string
}

func newSeats(names []string) seats {
	n := len(names)
	s := seats{radius: math.Max(200, 14*float64(n))}
	longest, most := 0.0, 18
	if n > 20 {
		most = 10
	}
	for _, name := range names {
		r := []rune(name)
		if len(r) > most {
			name = string(r[:most-1]) + "…"
		}
		s.labels = append(s.labels, name)
		longest = math.Max(longest, 8.6*float64(len([]rune(name))))
	}
	s.width = 2 * (s.radius + seatRadius + 16 + longest)
	s.height = 2 * (s.radius + seatRadius + 36)
	for i := range n {
		x, y := s.direction(i)
		s.at = append(s.at, [2]float64{s.width/2 + s.radius*x, s.height/2 + s.radius*y})
	}
	return s
}

func (s seats) direction(i int) (x, y float64) {
	angle := 2 * math.Pi * float64(i) / float64(len(s.labels))
	return math.Sin(angle), -math.Cos(angle)
}

// drawCircle draws people as seats around a circle and ties as chords, thicker the more often. Labels stand outside,
// so no chord can cross them. "" above forty people: then a table says more.
func drawCircle(names []string, ties [][]float64, p sociometry.Picture, directed bool) string {
	if len(names) == 0 || len(names) > 40 {
		return ""
	}
	s := newSeats(names)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f" `+
		`role="img" aria-labelledby="t d" direction="ltr">`+"\n", s.width, s.height, s.width, s.height)
	fmt.Fprintf(&b, "<title id=\"t\">Who turns to whom</title>\n<desc id=\"d\">%s</desc>\n",
		html.EscapeString(inWords(names, ties, p)))
	b.WriteString(pictureStyle)
	b.WriteString(`<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" ` +
		`markerUnits="userSpaceOnUse" orient="auto"><path class="pine" d="M0 0 8 4 0 8z"/></marker></defs>` + "\n")
	fmt.Fprintf(&b, `<rect class="paper" width="%.0f" height="%.0f"/>`+"\n", s.width, s.height)
	s.chords(&b, ties, directed)
	s.people(&b, p)
	b.WriteString("</svg>\n")
	return b.String()
}

func (s seats) chords(b *strings.Builder, ties [][]float64, directed bool) {
	largest := 0.0
	for i := range ties {
		for j := range ties {
			if i != j {
				largest = math.Max(largest, ties[i][j])
			}
		}
	}
	arrow := ""
	if directed {
		arrow = ` marker-end="url(#a)"`
	}
	for i := range ties {
		for j := range ties {
			weight := ties[i][j]
			if !directed {
				weight = math.Max(weight, ties[j][i])
			}
			if i == j || weight == 0 || !directed && j < i {
				continue
			}
			fmt.Fprintf(b, `<path class="tie" d="%s" stroke-width="%.1f"%s/>`+"\n",
				s.chord(i, j, directed), 1.2+3*weight/largest, arrow)
		}
	}
}

// chord bends towards the middle and a little to its right, so that both directions of a pair show.
func (s seats) chord(i, j int, directed bool) string {
	x1, y1, x2, y2 := s.at[i][0], s.at[i][1], s.at[j][0], s.at[j][1]
	dx, dy := x2-x1, y2-y1
	length := math.Hypot(dx, dy)
	mx, my := (x1+x2)/2, (y1+y2)/2
	cx, cy := mx+.4*(s.width/2-mx), my+.4*(s.height/2-my)
	if directed {
		cx, cy = cx-dy/length*16, cy+dx/length*16
	}
	fromX, fromY := towards(x1, y1, cx, cy, seatRadius+4)
	toX, toY := towards(x2, y2, cx, cy, seatRadius+7)
	return fmt.Sprintf("M%.1f %.1fQ%.1f %.1f %.1f %.1f", fromX, fromY, cx, cy, toX, toY)
}

func towards(x, y, cx, cy, by float64) (float64, float64) {
	length := math.Max(1, math.Hypot(cx-x, cy-y))
	return x + (cx-x)/length*by, y + (cy-y)/length*by
}

func (s seats) people(b *strings.Builder, p sociometry.Picture) {
	most := 0
	for _, c := range p.In {
		most = max(most, c)
	}
	for i, label := range s.labels {
		class, ring := "seat", 1.5
		if p.In[i]+p.Out[i] == 0 {
			class = "alone"
		} else if most > 0 {
			ring += 4 * float64(p.In[i]) / float64(most)
		}
		fmt.Fprintf(b, `<circle class="%s" cx="%.1f" cy="%.1f" r="%.0f" stroke-width="%.1f"/>`+"\n",
			class, s.at[i][0], s.at[i][1], seatRadius, ring)
		fmt.Fprintf(b, `<text class="ink" x="%.1f" y="%.1f" text-anchor="middle">%d</text>`+"\n",
			s.at[i][0], s.at[i][1]+5, p.In[i])
		dx, dy := s.direction(i)
		anchor := "middle"
		if dx > .05 {
			anchor = "start"
		} else if dx < -.05 {
			anchor = "end"
		}
		out := s.radius + seatRadius + 10
		fmt.Fprintf(b, `<text class="ink" x="%.1f" y="%.1f" text-anchor="%s">%s</text>`+"\n",
			s.width/2+out*dx, s.height/2+out*dy+5+9*dy, anchor, html.EscapeString(label))
	}
}

// inWords is the picture as a sentence, for those who do not see it.
func inWords(names []string, ties [][]float64, p sociometry.Picture) string {
	words := fmt.Sprintf("%d people around a circle, %d ties. The number in a seat and its ring say how many turn to "+
		"this person.", p.N, p.Arcs)
	for i := range ties {
		var to []string
		for j := range ties {
			if i != j && ties[i][j] > 0 {
				to = append(to, names[j])
			}
		}
		if len(to) > 0 {
			words += fmt.Sprintf(" %s turns to %s.", names[i], strings.Join(to, ", "))
		}
	}
	return words
}
