package web

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"groupwork/app"
	"groupwork/compose"
)

// composeWords says what a composition asks for and what a move changes, in the reader's language. Names stand
// apart from the direction of the sentence around them.
type composeWords struct {
	Page
	Draft app.Draft
}

// wellKnown are attributes that the models look at; they have names in every language.
var wellKnown = []string{"age", "gender", "language", "ethnicity", "condition", "difficulty", "coping", "style", "model", "conduct", "free",
	"task", "place", "stage", "temperament", "organisation", "touched", "skill"}

// Attribute is what an attribute is called.
func (w composeWords) Attribute(name string) string {
	if slices.Contains(wellKnown, name) {
		return w.Say("compose.attribute." + name)
	}
	return isolated(name)
}

// Name is what somebody is called.
func (w composeWords) Name(x int) string {
	if x < 0 || x >= len(w.Draft.Names) {
		return ""
	}
	return w.Draft.Names[x].Reveal()
}

// named keeps a name in its own direction inside a sentence.
func (w composeWords) named(x int) string { return isolated(w.Name(x)) }

// Group is "Group 2", or the waiting list.
func (w composeWords) Group(g int) string {
	if g == compose.Waits {
		return w.Say("compose.waiting")
	}
	return w.Say("compose.group", "number", g+1)
}

func amount(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// Wish says what a wish asks for; the position after the last stands for pairs.
func (w composeWords) Wish(p *compose.Problem, i int) string {
	if i >= len(p.Wishes) {
		return w.Say("compose.wish.pairs")
	}
	is := p.Wishes[i]
	limit := amount(is.Limit)
	if is.Kind == compose.Most || is.Kind == compose.Least {
		limit = strconv.Itoa(int(math.Round(is.Limit * 100)))
	}
	key := "compose.wish." + string(is.Kind)
	if is.Kind == compose.Company && is.Value == "" {
		key += ".any"
	}
	said := w.Say(key, "of", w.Attribute(is.Of), "value", isolated(is.Value), "limit", limit)
	if is.Within != "" {
		said = w.Say("compose.wish.within", "wish", said, "within", w.Attribute(is.Within))
	}
	return said
}

// Rule says what must hold.
func (w composeWords) Rule(p *compose.Problem, r compose.Rule) string {
	switch {
	case r.Part == "ties" && r.At < len(p.Ties):
		return w.Tie(p.Ties[r.At])
	case r.Part == "places" && r.At < len(p.Places):
		return w.Place(p.Places[r.At])
	case r.Part == "wishes" && r.At < len(p.Wishes):
		return w.Wish(p, r.At)
	}
	return w.Sizes(p)
}

// Tie says who sit together or apart.
func (w composeWords) Tie(t compose.Tie) string {
	key := "compose.rule.together"
	if t.Apart {
		key = "compose.rule.apart"
	}
	return w.Say(key, "a", w.named(t.A), "b", w.named(t.B))
}

// Place says who sits where, or not.
func (w composeWords) Place(f compose.Place) string {
	key := "compose.rule.in"
	if f.Never {
		key = "compose.rule.never"
	}
	return w.Say(key, "name", w.named(f.Person), "number", f.Group+1)
}

// Sizes says how many groups of which size.
func (w composeWords) Sizes(p *compose.Problem) string {
	low, high := p.Groups[0].From, p.Groups[0].To
	for _, r := range p.Groups {
		low, high = min(low, r.From), max(high, r.To)
	}
	if low == high {
		return w.Say("compose.rule.size", "n", len(p.Groups), "size", low)
	}
	return w.Say("compose.rule.sizes", "n", len(p.Groups), "from", low, "to", high)
}

// points says points with their sign; the sign stands first in every script.
func points(v float64) string {
	text := strconv.FormatFloat(math.Abs(v), 'f', 1, 64)
	switch {
	case text == "0.0":
		return "\u20680\u2069"
	case v < 0:
		return "\u2068−" + text + "\u2069"
	}
	return "\u2068+" + text + "\u2069"
}

// Parts are the largest changes of a change, wish by wish.
func (w composeWords) Parts(p *compose.Problem, parts []compose.Part, sign float64, most int) []string {
	var out []string
	for _, part := range parts {
		if len(out) < most && math.Abs(part.Points) >= 0.05 {
			out = append(out, w.Wish(p, part.Wish)+" "+points(sign*part.Points))
		}
	}
	return out
}

// Rules says several rules.
func (w composeWords) Rules(p *compose.Problem, rules []compose.Rule) []string {
	var out []string
	for _, r := range rules {
		out = append(out, w.Rule(p, r))
	}
	return out
}

// Reason is why somebody sits where they sit, in one sentence: what the plan would lose without them there.
func (w composeWords) Reason(r compose.Reason) string {
	p := w.Draft.Composed
	name := w.named(r.Person)
	if r.Group == compose.Waits {
		return w.Say("compose.why.waits", "name", name)
	}
	parts := w.Parts(p, r.Without.Parts, -1, 3)
	rules := w.Rules(p, r.Keeps())
	with := []any{"name", name, "group", w.Group(r.Group), "points", points(-r.Without.Points),
		"parts", strings.Join(parts, w.Say("compose.and")), "rules", strings.Join(rules, w.Say("compose.and"))}
	switch {
	case len(parts) == 0 && len(rules) == 0:
		return w.Say("compose.why.nothing", with...)
	case len(rules) > 0 && len(parts) > 0:
		return w.Say("compose.why.both", with...)
	case len(rules) > 0:
		return w.Say("compose.why.rules", with...)
	}
	if r.Without.Points > 0 {
		return w.Say("compose.why.less", with...)
	}
	return w.Say("compose.why.parts", with...)
}

// Proof says how sure it is that nothing better can be found.
func (w composeWords) Proof() string {
	a := w.Draft.Answer
	score, bound := strconv.FormatFloat(w.Draft.Score.Total, 'f', 1, 64), strconv.FormatFloat(a.Bound, 'f', 1, 64)
	switch {
	case len(w.Draft.Moves) > 0:
		return w.Say("compose.proof.moved", "score", score, "was", strconv.FormatFloat(a.Score.Total, 'f', 1, 64))
	case a.Proven && len(a.Score.Broken) > 0:
		return w.Say("compose.proof.breaks", "score", score)
	case a.Proven:
		return w.Say("compose.proof.best", "score", score)
	case a.Stopped:
		return w.Say("compose.proof.stopped", "score", score, "bound", bound)
	}
	return w.Say("compose.proof.gap", "score", score, "bound", bound)
}

// ClashWords says which rules cannot be kept together.
func (w composeWords) ClashWords() string {
	c := w.Draft.Clash
	rules := strings.Join(w.Rules(w.Draft.Composed, c.Rules), w.Say("compose.and"))
	return w.Say("compose.clash", "n", len(c.Rules), "rules", rules)
}

// Moved says one move by hand.
func (w composeWords) Moved(m app.HandMove) string {
	key := "compose.moved"
	if m.With >= 0 {
		key = "compose.swapped"
	}
	return w.Say(key, "name", w.named(m.Person), "with", w.named(m.With), "from", w.Group(m.From), "to", w.Group(m.To), "points", points(m.Points))
}

// moveWords says who went where, and not what that was worth.
func (w composeWords) moveWords(m app.HandMove) string {
	key := "compose.try.move"
	if m.With >= 0 {
		key = "compose.try.swap"
	}
	return w.Say(key, "name", w.named(m.Person), "with", w.named(m.With), "from", w.Group(m.From), "to", w.Group(m.To))
}
