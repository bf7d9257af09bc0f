package roster

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"groupwork/compose"
)

// Wishing is the grammar of Wish, for help texts.
const Wishing = `mix AGE [within SITE] [weight 2]    members differ
match TOPIC [within SITE]           members are alike
band AGE 3 [must]                   at most this far apart
balance SKILL                       groups resemble the whole
company GENDER[=VALUE] [must]       nobody the only one of their kind
role ROLE=VALUE 1 [must]            so many in every group
most CONDUCT=high 1/3 [must]        at most this share of a group
least TOUCHED=yes 1/2 [must]        at least this share of a group
time FREE 90 [must]                 minutes all are free together
choices                             people sit with those they chose
even                                groups of one size
together ANA, BO [must|weight 2]    two people in one group
apart ANA, BO [must|weight 2]       two people in two groups
fix ANA 2                           a person in a group
never ANA 2                         a person not in a group
`

// Wish adds one wish or rule, written as in Wishing, to a problem.
func Wish(p *compose.Problem, text string) error {
	words, err := tokens(text)
	if err != nil || len(words) == 0 {
		return fmt.Errorf("wish %q: %w", text, orEmpty(err))
	}
	verb := strings.ToLower(words[0])
	rest, opt, err := options(words[1:])
	if err != nil {
		return fmt.Errorf("wish %q: %w", text, err)
	}
	switch verb {
	case "together", "apart":
		err = tie(p, rest, opt, verb == "apart")
	case "fix", "never":
		err = place(p, rest, verb == "never")
	default:
		err = wish(p, compose.WishKind(verb), rest, opt)
	}
	var unfit *compose.Fault
	if errors.As(err, &unfit) {
		return fmt.Errorf("wish %q: %s", text, unfit.Say)
	}
	if err != nil {
		return fmt.Errorf("wish %q: %w", text, err)
	}
	return nil
}

func orEmpty(err error) error {
	if err != nil {
		return err
	}
	return fmt.Errorf("it is empty")
}

// option is what may follow any wish.
type option struct {
	weight float64
	within string
	must   bool
	soft   bool
}

// options takes "must", "weight N" and "within ATTRIBUTE" out of the words.
func options(words []string) (rest []string, opt option, err error) {
	opt.weight = 1
	for i := 0; i < len(words); i++ {
		switch w := strings.ToLower(words[i]); {
		case w == "must":
			opt.must = true
		case (w == "weight" || w == "within") && i+1 == len(words):
			return nil, opt, fmt.Errorf("something is missing after %q", w)
		case w == "weight":
			i++
			opt.soft = true
			if opt.weight, err = number(words[i]); err != nil || opt.weight < 0 || math.IsNaN(opt.weight) || opt.weight > 1e9 {
				return nil, opt, fmt.Errorf("%q is no weight", words[i])
			}
		case w == "within":
			i++
			opt.within = words[i]
		default:
			rest = append(rest, words[i])
		}
	}
	return rest, opt, nil
}

// tokens splits at blanks; "quotes" keep blanks.
func tokens(text string) ([]string, error) {
	var out []string
	var now strings.Builder
	in, any := false, false
	for _, r := range text + " " {
		switch {
		case r == '"':
			in, any = !in, true
		case !in && (r == ' ' || r == '\t'):
			if any {
				out = append(out, now.String())
			}
			now.Reset()
			any = false
		default:
			now.WriteRune(r)
			any = true
		}
	}
	if in {
		return nil, fmt.Errorf("a quotation mark is missing")
	}
	return out, nil
}

func wish(p *compose.Problem, kind compose.WishKind, rest []string, opt option) error {
	w, err := parsed(kind, rest, opt)
	if err != nil {
		return err
	}
	q := *p
	q.Wishes = []compose.Wish{w}
	q.Groups = []compose.Range{{From: 0, To: len(p.People)}}
	q.Places = nil
	if err := q.Check(); err != nil {
		return err
	}
	p.Wishes = append(p.Wishes, w)
	return nil
}

func parsed(kind compose.WishKind, rest []string, opt option) (compose.Wish, error) {
	w := compose.Wish{Kind: kind, Weight: opt.weight, Must: opt.must, Within: opt.within}
	if len(rest) > 0 {
		w.Of, w.Value, _ = strings.Cut(rest[0], "=")
	}
	if len(rest) > 1 {
		v, err := share(rest[1])
		if err != nil {
			return w, err
		}
		w.Limit = v
	}
	if len(rest) > 2 {
		return w, fmt.Errorf("%q is too much", rest[2])
	}
	needs := kind == compose.Band || kind == compose.Role || kind == compose.Most || kind == compose.Least || kind == compose.Time
	if needs && len(rest) < 2 {
		return w, fmt.Errorf("a number is missing at the end")
	}
	return w, nil
}

// Parse reads a wish that Text wrote, whatever problem it was about.
func Parse(text string) (compose.Wish, error) {
	words, err := tokens(text)
	if err != nil || len(words) == 0 {
		return compose.Wish{}, fmt.Errorf("wish %q: %w", text, orEmpty(err))
	}
	rest, opt, err := options(words[1:])
	if err != nil {
		return compose.Wish{}, fmt.Errorf("wish %q: %w", text, err)
	}
	return parsed(compose.WishKind(words[0]), rest, opt)
}

// share reads 0.5, 1/2, 50% and plain numbers.
func share(text string) (float64, error) {
	if a, b, ok := strings.Cut(text, "/"); ok {
		top, err1 := number(a)
		bottom, err2 := number(b)
		if err1 != nil || err2 != nil || bottom <= 0 {
			return 0, fmt.Errorf("%q is no share", text)
		}
		return top / bottom, nil
	}
	v, err := number(strings.TrimSuffix(text, "%"))
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("%q is no number", text)
	}
	if strings.HasSuffix(text, "%") {
		v /= 100
	}
	return v, nil
}

func find(p *compose.Problem, name string) (int, error) {
	for x, n := range p.People {
		if n == name {
			return x, nil
		}
	}
	return 0, fmt.Errorf("nobody is called %q", name)
}

// Text writes a wish as Wish reads it.
func Text(w compose.Wish) string {
	words := []string{string(w.Kind)}
	if w.Of != "" {
		of := w.Of
		if w.Value != "" {
			of += "=" + w.Value
		}
		words = append(words, quoted(of))
	}
	switch w.Kind {
	case compose.Band, compose.Role, compose.Most, compose.Least, compose.Time:
		words = append(words, strconv.FormatFloat(w.Limit, 'g', -1, 64))
	}
	if w.Within != "" {
		words = append(words, "within", quoted(w.Within))
	}
	if w.Must {
		return strings.Join(append(words, "must"), " ")
	}
	return strings.Join(append(words, "weight", strconv.FormatFloat(w.Weight, 'g', -1, 64)), " ")
}

// quoted keeps the blanks of a name together.
func quoted(text string) string {
	if strings.ContainsAny(text, " \t") {
		return `"` + text + `"`
	}
	return text
}

func tie(p *compose.Problem, rest []string, opt option, apart bool) error {
	a, b, ok := strings.Cut(strings.Join(rest, " "), ",")
	if !ok {
		return fmt.Errorf("two names with a comma between are needed")
	}
	x, err := find(p, strings.TrimSpace(a))
	if err != nil {
		return err
	}
	y, err := find(p, strings.TrimSpace(b))
	if err != nil {
		return err
	}
	if x == y {
		return fmt.Errorf("two different people are needed")
	}
	p.Ties = append(p.Ties, compose.Tie{A: x, B: y, Apart: apart, Must: opt.must || !opt.soft, Weight: opt.weight})
	return nil
}

func place(p *compose.Problem, rest []string, never bool) error {
	if len(rest) < 2 {
		return fmt.Errorf("a name and the number of a group are needed")
	}
	x, err := find(p, strings.Join(rest[:len(rest)-1], " "))
	if err != nil {
		return err
	}
	g, err := strconv.Atoi(rest[len(rest)-1])
	if err != nil || g < 1 {
		return fmt.Errorf("%q is no number of a group", rest[len(rest)-1])
	}
	p.Places = append(p.Places, compose.Place{Person: x, Group: g - 1, Never: never})
	return nil
}
