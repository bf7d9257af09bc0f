package roster

import (
	"fmt"
	"html"
	"maps"
	"math"
	"slices"
	"sort"
	"strings"

	"groupwork/compose"
)

// Picture draws a composition: a circle a group, people on it, and beside each group how far the wishes are met there.
// Colour shows the attribute named; its levels also have shapes, so that colour is never the only sign. It has a title
// and a description for those who do not see it.
func Picture(p *compose.Problem, a *compose.Answer, colour string) string {
	var b strings.Builder
	across := min(3, len(p.Groups))
	down := (len(p.Groups) + across - 1) / across
	width, height := across*320+20, down*330+110
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="t d" `, width, height)
	b.WriteString(`font-family="system-ui, sans-serif" font-size="12">` + "\n")
	fmt.Fprintf(&b, "<title id=\"t\">%d people in %d groups</title>\n<desc id=\"d\">%s</desc>\n",
		len(p.People), len(p.Groups), html.EscapeString(describe(p, a)))
	fmt.Fprintf(&b, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", width, height)
	mark := marker(p, colour)
	for g := range p.Groups {
		circle(&b, p, a, g, float64(g%across*320+170), float64(g/across*330+160), mark)
	}
	legend(&b, p, a, colour, mark, down*330+30)
	b.WriteString("</svg>\n")
	return b.String()
}

func describe(p *compose.Problem, a *compose.Answer) string {
	var parts []string
	for g, people := range Members(p, a.Group) {
		parts = append(parts, fmt.Sprintf("Group %d: %s", g+1, strings.Join(people, ", ")))
	}
	if waiting := Waiting(p, a.Group); len(waiting) > 0 {
		parts = append(parts, "Waiting: "+strings.Join(waiting, ", "))
	}
	return strings.Join(parts, ". ") + "."
}

// Members lists the people of each group by name, in order of name.
func Members(p *compose.Problem, group []int) [][]string {
	out := make([][]string, len(p.Groups))
	for x, g := range group {
		if g >= 0 && g < len(out) {
			out[g] = append(out[g], p.People[x])
		}
	}
	for _, names := range out {
		sort.Strings(names)
	}
	return out
}

// Waiting lists the people on the waiting list by name.
func Waiting(p *compose.Problem, group []int) []string {
	var out []string
	for x, g := range group {
		if g == compose.Waits {
			out = append(out, p.People[x])
		}
	}
	sort.Strings(out)
	return out
}

// sign is how a person is drawn: a colour and a number of corners (0 is round).
type sign struct {
	fill    string
	corners int
}

// marker gives everyone a sign after an attribute with levels; without one all are alike.
func marker(p *compose.Problem, colour string) func(x int) sign {
	fills := []string{"#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#7f7f7f"}
	for i := range p.Attributes {
		a := &p.Attributes[i]
		if a.Name != colour || a.Value == nil || a.Kind == compose.Number {
			continue
		}
		return func(x int) sign {
			if math.IsNaN(a.Value[x]) {
				return sign{"#fff", 0}
			}
			l := int(a.Value[x])
			return sign{fills[l%len(fills)], []int{0, 4, 3, 5, 6, 8}[l%6]}
		}
	}
	return func(int) sign { return sign{"#0072b2", 0} }
}

func circle(b *strings.Builder, p *compose.Problem, a *compose.Answer, g int, cx, cy float64, mark func(int) sign) {
	var people []int
	for x, at := range a.Group {
		if at == g {
			people = append(people, x)
		}
	}
	sort.Slice(people, func(i, j int) bool { return p.People[people[i]] < p.People[people[j]] })
	fmt.Fprintf(b, `<g><circle cx="%.0f" cy="%.0f" r="90" fill="none" stroke="#bbb"/>`+"\n", cx, cy)
	fmt.Fprintf(b, `<text x="%.0f" y="%.0f" text-anchor="middle" font-weight="bold">Group %d (%d)</text>`+"\n", cx, cy+4, g+1, len(people))
	for i, x := range people {
		turn := 2*math.Pi*float64(i)/float64(len(people)) - math.Pi/2
		px, py := cx+90*math.Cos(turn), cy+90*math.Sin(turn)
		b.WriteString(shape(px, py, mark(x)))
		anchor := "middle"
		if c := math.Cos(turn); c > 0.3 {
			anchor = "start"
		} else if c < -0.3 {
			anchor = "end"
		}
		fmt.Fprintf(b, `<text x="%.1f" y="%.1f" text-anchor="%s">%s</text>`+"\n",
			cx+108*math.Cos(turn), cy+112*math.Sin(turn)+4, anchor, html.EscapeString(short(p.People[x])))
	}
	b.WriteString("</g>\n")
}

// shape draws one person.
func shape(x, y float64, s sign) string {
	if s.corners == 0 {
		return fmt.Sprintf(`<circle cx="%.1f" cy="%.1f" r="8" fill="%s" stroke="#333"/>`+"\n", x, y, s.fill)
	}
	var points []string
	for i := range s.corners {
		turn := 2*math.Pi*(float64(i)+0.5)/float64(s.corners) + math.Pi/2
		points = append(points, fmt.Sprintf("%.1f,%.1f", x+9*math.Cos(turn), y+9*math.Sin(turn)))
	}
	return fmt.Sprintf(`<polygon points="%s" fill="%s" stroke="#333"/>`+"\n", strings.Join(points, " "), s.fill)
}

func short(name string) string {
	if r := []rune(name); len(r) > 14 {
		return string(r[:13]) + "…"
	}
	return name
}

// legend explains the signs, that of people of whom nothing is recorded first, and lists who waits.
func legend(b *strings.Builder, p *compose.Problem, a *compose.Answer, colour string, mark func(int) sign, y int) {
	x := 20
	for i := range p.Attributes {
		at := &p.Attributes[i]
		if at.Name != colour || at.Value == nil || at.Kind == compose.Number {
			continue
		}
		shown := map[int]int{} // somebody of each level; −1 is not known
		for person, v := range at.Value {
			level := -1
			if !math.IsNaN(v) {
				level = int(v)
			}
			shown[level] = person
		}
		for _, level := range slices.Sorted(maps.Keys(shown)) {
			b.WriteString(shape(float64(x+8), float64(y), mark(shown[level])))
			text := colour + " not recorded"
			if level >= 0 {
				text = colour + " " + at.Levels[level]
			}
			fmt.Fprintf(b, `<text x="%d" y="%d">%s</text>`+"\n", x+22, y+4, html.EscapeString(text))
			x += 50 + 7*len([]rune(text))
		}
	}
	if waiting := Waiting(p, a.Group); len(waiting) > 0 {
		fmt.Fprintf(b, `<text x="20" y="%d">Waiting: %s</text>`+"\n", y+40, html.EscapeString(strings.Join(waiting, ", ")))
	}
}
