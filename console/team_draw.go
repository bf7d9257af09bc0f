package console

import (
	"fmt"
	"html"
	"math"
	"strings"
)

// drawTeams draws each team on a line: members alone as rings, their average as a stroke, together as a diamond.
func drawTeams(all []scores) string {
	if len(all) == 0 || len(all) > 60 {
		return ""
	}
	low, high := math.Inf(1), math.Inf(-1)
	longest := 0
	for _, one := range all {
		low, high = min(low, one.Result.Worst, one.Result.Group), max(high, one.Result.Best, one.Result.Group)
		longest = max(longest, min(24, len([]rune(one.Name))))
	}
	if high == low {
		high++
	}
	left, step := 30+9*float64(longest), 40.0
	width, height := left+480, 70+step*float64(len(all))
	x := func(v float64) float64 { return left + 20 + 420*(v-low)/(high-low) }
	var b strings.Builder
	words := "One line a team: rings are members alone, the stroke their average, the diamond the team. Further right is better."
	for _, one := range all {
		words += fmt.Sprintf(" %s: alone %.4g on average and %.4g at best, together %.4g.", isolated(one.Name), one.Result.Mean, one.Result.Best, one.Result.Group)
	}
	picture(&b, width, height, "Together beside alone", words)
	for i, one := range all {
		y := 30 + step*float64(i)
		fmt.Fprintf(&b, `<line class="rule" x1="%.0f" x2="%.0f" y1="%.0f" y2="%.0f"/>`+"\n", left, width-20, y, y)
		fmt.Fprintf(&b, `<text class="ink" x="%.0f" y="%.0f" text-anchor="end">%s</text>`+"\n", left-8, y+5,
			html.EscapeString(isolated(clipped(one.Name, 24))))
		for _, v := range one.Team.Individual {
			fmt.Fprintf(&b, `<circle class="seat" cx="%.1f" cy="%.0f" r="6"/>`+"\n", x(v), y)
		}
		m, g := x(one.Result.Mean), x(one.Result.Group)
		fmt.Fprintf(&b, `<line class="thin" x1="%.1f" x2="%.1f" y1="%.0f" y2="%.0f"/>`+"\n", m, m, y-12, y+12)
		fmt.Fprintf(&b, `<path class="%s" d="M%.1f %.0fl8 8-8 8-8-8z"/>`+"\n", sideClass(one), g, y-8)
	}
	fmt.Fprintf(&b, `<text class="ink2" x="%.0f" y="%.0f">%.4g</text>`+"\n", left+10, height-16, low)
	fmt.Fprintf(&b, `<text class="ink2" x="%.0f" y="%.0f" text-anchor="end">%.4g</text>`+"\n", width-20, height-16, high)
	fmt.Fprintf(&b, `<text class="ink2" x="%.0f" y="%.0f" text-anchor="middle">ring: alone · stroke: their average · `+
		`diamond: together</text>`+"\n", left+230, height-16)
	b.WriteString("</svg>\n")
	return b.String()
}

// sideClass colours a team below its average; the place on the line says the same.
func sideClass(one scores) string {
	if one.Result.OverMean < 0 {
		return "clay"
	}
	return "pine"
}

// picture opens an SVG with title, description and the house's colours.
func picture(b *strings.Builder, width, height float64, title, description string) {
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f" `+
		`role="img" aria-labelledby="t d" direction="ltr">`+"\n", width, height, width, height)
	fmt.Fprintf(b, "<title id=\"t\">%s</title>\n<desc id=\"d\">%s</desc>\n", html.EscapeString(title),
		html.EscapeString(description))
	b.WriteString(pictureStyle)
	fmt.Fprintf(b, `<rect class="paper" width="%.0f" height="%.0f"/>`+"\n", width, height)
}

// isolated keeps a name in the direction of its own script inside a line of another.
func isolated(text string) string { return "\u2068" + text + "\u2069" }

func clipped(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}
