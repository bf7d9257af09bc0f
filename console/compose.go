package console

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"groupwork/compose"
	"groupwork/compose/roster"
)

const composeUsage = `groupwork compose PEOPLE.csv|PEOPLE.xlsx [--groups N] [--size FROM-TO] [--want "…"] … [options]

  PEOPLE      a row a person; the first column names them, the others are attributes ("age:number",
              "level:ordered(low<mid<high)", "gender", "languages:several", "free" as
              Mon 9-12; Tue-Thu 14:30-18) or one of together, apart, choices, group, not in; several in one
              cell with ; between; together and apart must hold, or, written Bo*2, count by that weight
  --groups N            how many groups; --size FROM-TO how many people in each
  --preset NAME         remedial, reciprocal, developmental, social_goals or class
  --want "…"            a wish or rule; as often as needed, or one a line in the file of --wants
  --waiting             people may wait when they do not fit
  --worst-first N       how much the group worst off counts more (0 to 10)
  --seed N              the same seed gives the same groups (1)
  --seconds S           search for so long; without it, the same work everywhere
  --format F            table, csv, json or svg; --json and --svg say the same; --colour ATTRIBUTE for the svg
  --why [NAME]          why people sit where they sit, and the nearest alternative
  --plan FILE.csv       groups made before (person,group), in place of composing
  --move "…"            with --plan: "NAME 2", "NAME, NAME" or "NAME waits": what that hand move changes; as often
                        as needed
  --keep NAME           with --plan: pin a person; the rest is composed again; as often as needed
  --by NAME             who decided, for the record

It ends with 0; 1 where the file cannot be taken or a rule is not kept (the groups are then given all the same); 2
where the command line is wrong.

Wishes:
`

// Compose puts the people of a file into groups. It returns 0, 1 when the file, or the rules together, cannot be taken,
// and 2 for wrong arguments.
func Compose(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if asksHelp(args) {
		_, _ = io.WriteString(stdout, composeUsage+roster.Wishing)
		return wentWell
	}
	q, err := parseCompose(args)
	if err != nil {
		_, _ = fmt.Fprintf(stderr, "%v\n\n%s%s", err, composeUsage, roster.Wishing)
		return badRequest
	}
	err = q.run(ctx, stdout, stderr)
	if errors.Is(err, errBroken) { // it was said where the groups are
		return badFile
	}
	if err != nil {
		_, _ = fmt.Fprintln(stderr, err)
		return badFile
	}
	return wentWell
}

// errBroken says that groups were given in which a rule is not kept.
var errBroken = errors.New("a rule is not kept")

// texts is a flag that may be given more than once.
type texts []string

func (t *texts) String() string { return strings.Join(*t, "; ") }

// Set adds one value.
func (t *texts) Set(v string) error {
	*t = append(*t, v)
	return nil
}

// composing is what the command line asks for.
type composing struct {
	file, size, preset, wantsFile, format, colour, plan, by string
	groups                                                  int
	wants, moves, keep, whys                                texts
	waiting, whyAll                                         bool
	worst, seconds                                          float64
	seed                                                    uint64

	missing []string // attributes a preset would look at
	unread  []string // and those it cannot read as they are recorded
	done    []string // hand moves, in words
}

func parseCompose(args []string) (*composing, error) {
	q := &composing{}
	flags := flag.NewFlagSet("compose", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.IntVar(&q.groups, "groups", 0, "")
	flags.StringVar(&q.size, "size", "", "")
	flags.StringVar(&q.preset, "preset", "", "")
	flags.Var(&q.wants, "want", "")
	flags.StringVar(&q.wantsFile, "wants", "", "")
	flags.BoolVar(&q.waiting, "waiting", false, "")
	flags.Float64Var(&q.worst, "worst-first", 0, "")
	flags.Uint64Var(&q.seed, "seed", 1, "")
	flags.Float64Var(&q.seconds, "seconds", 0, "")
	flags.StringVar(&q.format, "format", "table", "")
	flags.StringVar(&q.colour, "colour", "", "")
	flags.Var(&q.whys, "why", "")
	flags.StringVar(&q.plan, "plan", "", "")
	flags.Var(&q.moves, "move", "")
	flags.Var(&q.keep, "keep", "")
	flags.StringVar(&q.by, "by", "", "")
	var files []string
	for len(args) > 0 {
		if args[0] == "--why" && (len(args) == 1 || strings.HasPrefix(args[1], "-")) {
			q.whyAll, args = true, args[1:]
			continue
		}
		if form := strings.TrimLeft(args[0], "-"); args[0] != form && (form == "json" || form == "svg") {
			q.format, args = form, args[1:]
			continue
		}
		if !strings.HasPrefix(args[0], "-") {
			files, args = append(files, args[0]), args[1:]
			continue
		}
		one := 1
		if name, _, has := strings.Cut(strings.TrimLeft(args[0], "-"), "="); !has && name != "waiting" {
			one = min(2, len(args))
		}
		if err := flags.Parse(args[:one]); err != nil {
			name, _, _ := strings.Cut(strings.TrimLeft(args[0], "-"), "=")
			if flags.Lookup(name) == nil {
				return nil, fmt.Errorf("there is no flag --%s", name)
			}
			return nil, fmt.Errorf("--%s is not used like this", name)
		}
		args = args[one:]
	}
	if len(files) != 1 {
		return nil, errors.New("name one file of people")
	}
	q.file = files[0]
	return q, q.check()
}

func (q *composing) check() error {
	switch q.format {
	case "table", "csv", "json", "svg":
	default:
		return fmt.Errorf("%q is no format: table, csv, json or svg", q.format)
	}
	if q.groups == 0 && q.size == "" && q.preset == "" {
		return errors.New("how many groups? --groups N, --size FROM-TO or --preset NAME")
	}
	if len(q.moves)+len(q.keep) > 0 && q.plan == "" {
		return errors.New("--move and --keep want the --plan they start from")
	}
	if q.groups < 0 || q.seconds < 0 || !(q.seconds < 1e6) {
		return errors.New("groups and seconds are numbers above zero")
	}
	return nil
}

// run reads, composes or takes the plan given, and writes.
func (q *composing) run(ctx context.Context, stdout, stderr io.Writer) error {
	p, err := q.problem()
	if err != nil {
		return err
	}
	if q.colour != "" && !slices.ContainsFunc(p.Attributes, q.shows) {
		return fmt.Errorf("--colour %s: no column of categories or ordered levels has that name", q.colour)
	}
	a, err := q.answer(ctx, p, stderr)
	if err != nil {
		return err
	}
	if len(q.missing) > 0 {
		_, _ = fmt.Fprintf(stderr, "Not recorded, so not looked at: %s.\n", strings.Join(q.missing, ", "))
	}
	if len(q.unread) > 0 {
		_, _ = fmt.Fprintf(stderr, "Recorded in another form than %s reads, so not looked at: %s. Write yes where it is so, ages as numbers, "+
			"free time as Mon 16-18, steps in the header as stage:ordered(low<mid<high).\n", q.preset, strings.Join(q.unread, ", "))
	}
	if len(a.Score.Broken) > 0 && q.plan == "" {
		if clash, found, err := compose.FindClash(ctx, p); err == nil && found {
			_, _ = fmt.Fprintln(stderr, clash.Words(p))
		}
	}
	if err := q.write(stdout, p, a); err != nil || len(a.Score.Broken) == 0 {
		return err
	}
	return errBroken
}

// shows tells whether the picture can colour people by an attribute.
func (q *composing) shows(a compose.Attribute) bool {
	return a.Name == q.colour && (a.Kind == compose.Category || a.Kind == compose.Ordered)
}

// answer composes, or scores the plan given with its hand moves.
func (q *composing) answer(ctx context.Context, p *compose.Problem, stderr io.Writer) (*compose.Answer, error) {
	if q.plan == "" {
		return q.compose(ctx, p, stderr)
	}
	table, err := readTable(q.plan)
	if err != nil {
		return nil, err
	}
	group, err := roster.Plan(q.plan, table, p)
	if err != nil {
		return nil, err
	}
	for _, text := range q.moves {
		if group, err = q.move(p, group, text, stderr); err != nil {
			return nil, err
		}
	}
	if len(q.keep) > 0 {
		for _, name := range q.keep {
			x, err := personCalled(p, name)
			if err != nil {
				return nil, err
			}
			if group[x] != compose.Waits {
				p.Places = append(p.Places, compose.Place{Person: x, Group: group[x]})
			}
		}
		return q.compose(ctx, p, stderr)
	}
	return compose.Judge(ctx, p, group)
}

func (q *composing) compose(ctx context.Context, p *compose.Problem, stderr io.Writer) (*compose.Answer, error) {
	e := compose.Effort{Seed: q.seed, Progress: told(stderr)}
	if q.seconds > 0 {
		start := time.Now()
		e.Spent = func() float64 { return time.Since(start).Seconds() / q.seconds }
	}
	a, err := compose.Compose(ctx, p, e)
	if errors.Is(err, compose.ErrRoom) {
		if clash, found, err := compose.FindClash(ctx, p); err == nil && found {
			return nil, errors.New(clash.Words(p))
		}
	}
	return a, err
}

// told tells once a second how far a search has come; one that is done sooner says nothing.
func told(to io.Writer) func(compose.Progress) {
	last := time.Now()
	return func(at compose.Progress) {
		if now := time.Now(); now.Sub(last) >= time.Second {
			last = now
			_, _ = fmt.Fprintf(to, "composing: %.0f %% done, %.1f points so far\n", 100*at.Share, at.Total)
		}
	}
}

// move makes one hand move and says what it changes.
func (q *composing) move(p *compose.Problem, group []int, text string, stderr io.Writer) ([]int, error) {
	x, to, with, err := readMove(p, text)
	if err != nil {
		return nil, err
	}
	after, change, err := compose.Try(p, group, x, to, with)
	if err != nil {
		return nil, err
	}
	q.done = append(q.done, text)
	_, _ = fmt.Fprintf(stderr, "%s: %+.1f points", text, change.Points)
	for _, part := range change.Parts {
		_, _ = fmt.Fprintf(stderr, "; %s %+.1f", p.WishWords(part.Wish), part.Points)
	}
	if change.Worst != 0 {
		_, _ = fmt.Fprintf(stderr, "; the group worst off %+.1f", change.Worst)
	}
	for _, r := range change.Breaks {
		_, _ = fmt.Fprintf(stderr, "; breaks: %s", p.RuleWords(r))
	}
	for _, r := range change.Mends {
		_, _ = fmt.Fprintf(stderr, "; mends: %s", p.RuleWords(r))
	}
	_, _ = fmt.Fprintln(stderr, ".")
	return after, nil
}
