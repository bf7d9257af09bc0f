package compose

import (
	"fmt"
	"math"
	"strings"
)

// WishWords says in a few words what a wish asks for. The position after the last wish stands for the preferred
// ties, as in Part.
func (p *Problem) WishWords(i int) string {
	if i >= len(p.Wishes) {
		return "preferred pairs"
	}
	w := p.Wishes[i]
	within := ""
	if w.Within != "" {
		within = " among those alike in " + w.Within
	}
	switch w.Kind {
	case Mixed:
		return "a mix of " + w.Of + within
	case Match:
		return "alike in " + w.Of + within
	case Band:
		return fmt.Sprintf("%s at most %s apart", w.Of, plain(w.Limit))
	case Balance:
		return w.Of + " like the whole"
	case Company:
		if w.Value != "" {
			return fmt.Sprintf("nobody the only one with %s %s", w.Of, w.Value)
		}
		return "nobody the only one of their " + w.Of
	case Role:
		return fmt.Sprintf("%s with %s %s in every group", plain(w.Limit), w.Of, w.Value)
	case Most:
		return fmt.Sprintf("%s %s at most %s of a group", w.Of, w.Value, percent(w.Limit))
	case Least:
		return fmt.Sprintf("%s %s at least %s of a group", w.Of, w.Value, percent(w.Limit))
	case Time:
		return fmt.Sprintf("%s minutes free together", plain(w.Limit))
	case Choice:
		return "choices of one another"
	}
	return "groups of one size"
}

// RuleWords says in a few words what a rule asks for.
func (p *Problem) RuleWords(r Rule) string {
	switch r.Part {
	case "ties":
		t := p.Ties[r.At]
		if t.Apart {
			return fmt.Sprintf("%s and %s apart", p.People[t.A], p.People[t.B])
		}
		return fmt.Sprintf("%s and %s together", p.People[t.A], p.People[t.B])
	case "places":
		f := p.Places[r.At]
		if f.Never {
			return fmt.Sprintf("%s not in group %d", p.People[f.Person], f.Group+1)
		}
		return fmt.Sprintf("%s in group %d", p.People[f.Person], f.Group+1)
	case "wishes":
		return p.WishWords(r.At)
	}
	return p.sizeWords()
}

func (p *Problem) sizeWords() string {
	low, high, most := math.MaxInt, 0, 0
	for _, r := range p.Groups {
		low, high, most = min(low, r.From), max(high, r.To), max(most, r.To-r.From)
	}
	groups := fmt.Sprintf("%d groups", len(p.Groups))
	if len(p.Groups) == 1 {
		groups = "one group"
	}
	if low == high {
		return fmt.Sprintf("%s of %d", groups, low)
	}
	return fmt.Sprintf("%s of %d to %d", groups, low, high)
}

// Words says which rules clash and what to give up.
func (c *Clash) Words(p *Problem) string {
	var b strings.Builder
	if len(c.Rules) == 1 {
		fmt.Fprintf(&b, "This cannot be kept: %s.", p.RuleWords(c.Rules[0]))
	} else {
		fmt.Fprintf(&b, "These %s cannot be kept together: %s.", count(len(c.Rules)), p.list(c.Rules, "; "))
	}
	switch len(c.Relax) {
	case 0:
	case 1:
		fmt.Fprintf(&b, " Everything else can be kept without: %s.", p.RuleWords(c.Relax[0]))
	default:
		fmt.Fprintf(&b, " Everything else can be kept without these %s: %s.", count(len(c.Relax)), p.list(c.Relax, "; "))
	}
	if !c.Certain {
		b.WriteString(" Not every step of this could be proven.")
	}
	return b.String()
}

func count(n int) string {
	small := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	if n < len(small) {
		return small[n]
	}
	return fmt.Sprint(n)
}

func (p *Problem) list(rules []Rule, between string) string {
	var out []string
	for _, r := range rules {
		out = append(out, p.RuleWords(r))
	}
	return strings.Join(out, between)
}

// Words is the reason in one sentence, and the nearest alternative in a second. The points are those of the change.
func (r Reason) Words(p *Problem) string {
	name := p.People[r.Person]
	if r.Group == Waits {
		return r.waits(p, name)
	}
	var b strings.Builder
	worth := -r.Without.Points
	fmt.Fprintf(&b, "With %s in group %d the wishes stand %+.1f points of 100", name, r.Group+1, worth)
	if parts := p.partWords(r.Without.Parts, -1, 3); parts != "" {
		b.WriteString(": " + parts)
	}
	if keeps := r.Keeps(); len(keeps) > 0 {
		b.WriteString("; that keeps " + p.list(keeps, ", "))
	}
	b.WriteString(".")
	if len(r.Options) > 0 {
		b.WriteString(" " + r.Options[0].words(p, "The nearest alternative is "))
	}
	return b.String()
}

// Keeps lists the rules that hold because the person sits there; the sizes of the groups, which everybody's seat keeps,
// are left out.
func (r Reason) Keeps() []Rule {
	var out []Rule
	for _, rule := range r.Without.Breaks {
		if rule.Part != "groups" {
			out = append(out, rule)
		}
	}
	return out
}

func (r Reason) waits(p *Problem, name string) string {
	text := name + " waits: no place was free that keeps every rule and size."
	if len(r.Options) > 0 {
		text += " " + r.Options[0].words(p, "The nearest place is ")
	}
	return text
}

// words tells one option and what it would change.
func (o Option) words(p *Problem, lead string) string {
	text := fmt.Sprintf("%sgroup %d", lead, o.Group+1)
	if o.With >= 0 {
		text += " in exchange for " + p.People[o.With]
	}
	switch change := o.Change.Points; {
	case change < 0:
		text += fmt.Sprintf(", %s points less", points(-change))
	case change > 0:
		text += fmt.Sprintf(", %s points more", points(change))
	default:
		text += ", with no change in points"
	}
	if parts := p.partWords(o.Change.Parts, 1, 2); parts != "" {
		text += " (" + parts + ")"
	}
	if math.Abs(o.Change.Worst) >= 0.05 {
		text += fmt.Sprintf("; the group worst off %+.1f", o.Change.Worst)
	}
	if len(o.Change.Breaks) > 0 {
		text += ", and would break: " + p.list(o.Change.Breaks, "; ")
	}
	return text + "."
}

// partWords lists the largest parts with their points, as gains for sign 1 and turned about for −1.
func (p *Problem) partWords(parts []Part, sign float64, most int) string {
	var out []string
	for _, part := range parts {
		if len(out) < most && math.Abs(part.Points) >= 0.05 {
			out = append(out, fmt.Sprintf("%s %+.1f", p.WishWords(part.Wish), sign*part.Points))
		}
	}
	return strings.Join(out, ", ")
}

func points(v float64) string {
	if math.Abs(v) < 0.05 {
		v = 0 // never −0.0
	}
	return fmt.Sprintf("%.1f", v)
}

func percent(share float64) string { return fmt.Sprintf("%.0f %%", 100*share) }

func plain(v float64) string {
	if v == math.Trunc(v) {
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.4g", v)
}
