package roster

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"groupwork/compose"
)

// Table writes a composition for reading: groups, who waits, how far each wish is met and which rules are not kept.
func Table(w io.Writer, p *compose.Problem, a *compose.Answer) error {
	var b strings.Builder
	for g, names := range Members(p, a.Group) {
		fmt.Fprintf(&b, "Group %d (%d)  %s\n", g+1, len(names), strings.Join(names, ", "))
	}
	if waiting := Waiting(p, a.Group); len(waiting) > 0 {
		fmt.Fprintf(&b, "Waiting (%d)  %s\n", len(waiting), strings.Join(waiting, ", "))
	}
	if !scored(p) {
		fmt.Fprintf(&b, "\nNothing is wished for, so there is no score.%s\n", searched(a))
	} else {
		fmt.Fprintf(&b, "\nScore %.1f of 100, %s.%s\n", a.Score.Total, proof(a), searched(a))
		b.WriteString("\nWish                                        met")
		for g := range p.Groups {
			if len(p.Groups) > mostColumns {
				b.WriteString("   lowest  highest group")
				break
			}
			fmt.Fprintf(&b, "%7s", fmt.Sprintf("G%d", g+1))
		}
		b.WriteString("\n")
	}
	for i, wish := range p.Wishes {
		if !wish.Must {
			row(&b, p.WishWords(i), a.Score, i)
		}
	}
	for _, t := range p.Ties {
		if !t.Must {
			row(&b, p.WishWords(len(p.Wishes)), a.Score, len(p.Wishes))
			break
		}
	}
	for _, rule := range a.Score.Broken {
		fmt.Fprintf(&b, "\nNot kept: %s", p.RuleWords(rule))
	}
	if len(a.Score.Broken) > 0 {
		b.WriteString("\n")
	} else if len(p.Rules()) > 1 {
		fmt.Fprintf(&b, "\nAll %d rules are kept.\n", len(p.Rules()))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// mostColumns is how many groups have a column of their own; of more, the lowest and the highest are shown.
const mostColumns = 16

// searched is what makes the same search again; a plan made elsewhere has nothing of that.
func searched(a *compose.Answer) string {
	if a.Moves == 0 {
		return ""
	}
	return fmt.Sprintf(" Seed %d, %d moves judged.", a.Seed, a.Moves)
}

// scored tells whether anything is wished for that a score can tell of; rules are kept or not.
func scored(p *compose.Problem) bool {
	return slices.ContainsFunc(p.Wishes, func(w compose.Wish) bool { return !w.Must }) ||
		slices.ContainsFunc(p.Ties, func(t compose.Tie) bool { return !t.Must })
}

func proof(a *compose.Answer) string {
	switch {
	case a.Proven && len(a.Score.Broken) > 0:
		return "proven: no plan breaks less"
	case a.Proven:
		return "proven best"
	case a.Stopped:
		return fmt.Sprintf("stopped early; no plan can exceed %.1f", a.Bound)
	}
	return fmt.Sprintf("no plan can exceed %.1f", a.Bound)
}

func row(b *strings.Builder, words string, s compose.Score, i int) {
	if r := []rune(words); len(r) > 40 {
		words = string(r[:39]) + "…"
	}
	fmt.Fprintf(b, "%-41s %4.0f %%", words, 100*s.Wishes[i])
	if len(s.Groups) > mostColumns {
		at := func(a, b []float64) int { return cmp.Compare(a[i], b[i]) }
		fmt.Fprintf(b, "  %5.0f %%  %5.0f %%\n", 100*slices.MinFunc(s.Groups, at)[i], 100*slices.MaxFunc(s.Groups, at)[i])
		return
	}
	for _, g := range s.Groups {
		fmt.Fprintf(b, "%5.0f %%", 100*g[i])
	}
	b.WriteString("\n")
}
