package console

import (
	"fmt"
	"html"
	"strings"

	"groupwork/measure"
)

// mostDrawn is how many rows a picture holds.
const mostDrawn = 60

// drawScores draws the first scale: one line a set of answers, a dot where the score lies, strokes between the bands.
func drawScores(ins measure.Instrument, rows []scoredRow) string {
	if len(rows) == 0 || len(rows) > mostDrawn {
		return ""
	}
	scale := ins.Scales[0]
	low, high := scale.Span()
	const left, step = 210.0, 34.0
	height := 74 + step*float64(len(rows))
	x := func(v float64) float64 { return left + 420*(v-low)/(high-low) }
	var b strings.Builder
	words := "One line a set of answers; the dot is the score, the strokes divide the named ranges. A line without a dot has no score."
	for _, row := range rows {
		if s := row.Result.Scales[0].Score; s.OK {
			words += fmt.Sprintf(" %s %s: %.4g.", isolated(row.Member), row.When, s.Value)
		}
	}
	picture(&b, left+450, height, scale.Title, words)
	for _, band := range scale.Rule.Bands {
		if band.From > low && band.From < high {
			fmt.Fprintf(&b, `<line class="rule" x1="%.1f" x2="%.1f" y1="14" y2="%.0f"/>`+"\n", x(band.From), x(band.From),
				height-44)
			fmt.Fprintf(&b, `<text class="ink2" x="%.1f" y="%.0f" text-anchor="middle">%.4g</text>`+"\n", x(band.From),
				height-20, band.From)
		}
	}
	for i, row := range rows {
		y := 30 + step*float64(i)
		fmt.Fprintf(&b, `<line class="rule" x1="%.0f" x2="%.0f" y1="%.0f" y2="%.0f"/>`+"\n", left, left+420, y, y)
		fmt.Fprintf(&b, `<text class="ink" x="%.0f" y="%.0f" text-anchor="end">%s</text>`+"\n", left-12, y+5,
			html.EscapeString(strings.TrimSpace(isolated(clipped(row.Member, max(8, 24-len([]rune(row.When)))))+" "+row.When)))
		if s := row.Result.Scales[0].Score; s.OK {
			fmt.Fprintf(&b, `<circle class="pine" cx="%.1f" cy="%.0f" r="7"/>`+"\n", x(s.Value), y)
			fmt.Fprintf(&b, `<text class="ink2" x="%.1f" y="%.0f" text-anchor="middle">%.4g</text>`+"\n", x(s.Value), y-10,
				s.Value)
		}
	}
	fmt.Fprintf(&b, `<text class="ink2" x="%.0f" y="%.0f">%.4g</text>`+"\n", left, height-20, low)
	fmt.Fprintf(&b, `<text class="ink2" x="%.0f" y="%.0f" text-anchor="end">%.4g</text>`+"\n", left+420, height-20, high)
	b.WriteString("</svg>\n")
	return b.String()
}
