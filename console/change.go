package console

import (
	"context"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"

	"groupwork/measure"
)

const changeUsage = `groupwork change FILE.csv [--instrument ID] [options] [--json | --svg]

  FILE.csv   member,when,score             one row a score, in the order of time
             member,when,phase,score       phase A before and B after: compares the phases
             member,goal,weight,baseline,attained   goals from -2 to +2, 0 as expected
  --instrument ID       takes reliability, spread, sample and which way is better from an instrument
  --sd S --reliability R --sample WORDS   or give them; without a named sample there is no index of change
  --reliable POINTS     a published number of points that is more than measurement error
  --care M,S --community M,S   mean and SD of people in care and of the community, for the line between them
  --cutoff a|b|c        which line; c when both samples are given
  --higher-is-better    otherwise lower is better
  --usual N             draw each person's own usual range from their first N scores
  --expected            hold courses against those in this file (from 100 courses up)
`

// Change tells what became of scores over time in a CSV file. It returns 0, 1 for a file that cannot be taken, or 2 for
// wrong arguments.
func Change(_ context.Context, args []string, stdout, stderr io.Writer) int {
	known := map[string]bool{"instrument": true, "sd": true, "reliability": true, "sample": true, "reliable": true,
		"care": true, "community": true, "cutoff": true, "higher-is-better": false, "usual": true, "expected": false}
	return reply(args, stdout, stderr, changeUsage, known, change)
}

// yardstick is what changes are held against.
type yardstick struct {
	measure.Yardstick
	ShownSD  measure.Number `json:"sd"` // as in Yardstick, and undefined where none were given
	ShownR   measure.Number `json:"reliability"`
	Sample   string         `json:"sample,omitempty"`
	Line     string         `json:"cutoff,omitempty"`
	Reliable measure.Number `json:"reliable_points"`
	Source   string         `json:"reliable_source,omitempty"`
	known    bool           // reliability and SD of a named sample
}

func change(q request, s *sheet) (answer, error) {
	switch {
	case s.has("member", "goal"):
		return changeGoals(s)
	case !s.has("member", "when", "score"):
		s.refuseAll(`needs the columns "member", "when" and "score", or "member" and "goal"`)
		return answer{}, s.err()
	}
	y, err := readYardstick(q)
	if err != nil {
		return answer{}, err
	}
	usual := 0
	if q.on("usual") {
		if usual, err = strconv.Atoi(q.flags["usual"]); err != nil || usual < 2 {
			return answer{}, errors.New("--usual wants a number of scores, at least 2")
		}
	}
	courses := readCourses(s)
	if err := s.err(); err != nil {
		return answer{}, err
	}
	if s.has("phase") {
		return changePhases(courses, !y.HigherIsBetter), nil
	}
	return changeCourses(courses, y, usual, q.on("expected")), nil
}

func readYardstick(q request) (yardstick, error) {
	y := yardstick{Yardstick: measure.Yardstick{HigherIsBetter: q.on("higher-is-better"), Critical: 1.96}}
	if q.on("instrument") {
		ins, err := shelved(q.flags["instrument"])
		if err != nil {
			return y, err
		}
		if r, ok := ins.Sample("retest"); ok {
			y.SD, y.Reliability, y.Sample, y.known = r.SD.Value, r.Value, r.Sample+" ("+r.Source+")", true
		}
		if len(ins.Scales) > 0 && ins.Scales[0].Better == measure.Higher {
			y.HigherIsBetter = true
		}
		if ins.Reliable != nil {
			y.Reliable, y.Source = measure.Some(ins.Reliable.Points), ins.Reliable.Source
		}
	}
	if q.on("sd") || q.on("reliability") || q.on("sample") {
		var okSD, okR bool
		y.SD, okSD = flagNumber(q, "sd")
		y.Reliability, okR = flagNumber(q, "reliability")
		y.Sample = strings.TrimSpace(q.flags["sample"])
		if !okSD || !okR || y.Sample == "" || y.SD <= 0 || y.Reliability < 0 || y.Reliability > 1 {
			return y, errors.New("--sd, --reliability (0 to 1) and --sample go together: name the people they come from")
		}
		y.known = true
	}
	if q.on("reliable") {
		points, ok := flagNumber(q, "reliable")
		if !ok || points <= 0 {
			return y, errors.New("--reliable wants a number of points above 0")
		}
		y.Reliable, y.Source = measure.Some(points), "as given"
	}
	if y.known {
		y.ShownSD, y.ShownR = measure.Some(y.SD), measure.Some(y.Reliability)
	}
	return y, y.readLine(q)
}

// readLine finds the line between people in care and the community.
func (y *yardstick) readLine(q request) error {
	var n measure.Norms
	careOK := pairOf(q.flags["care"], &n.CareMean, &n.CareSD)
	communityOK := pairOf(q.flags["community"], &n.CommunityMean, &n.CommunitySD)
	if q.on("care") && !careOK || q.on("community") && !communityOK {
		return errors.New("--care and --community want a mean and an SD, such as 15.2,5.4")
	}
	lines := n.Cutoffs(y.HigherIsBetter)
	line := q.flags["cutoff"]
	if line == "" && careOK && communityOK {
		line = "c"
	}
	switch {
	case line == "":
		return nil
	case line == "a" && careOK:
		y.Cutoff = lines.A
	case line == "b" && communityOK:
		y.Cutoff = lines.B
	case line == "c" && careOK && communityOK:
		y.Cutoff = lines.C
	default:
		return errors.New("--cutoff is a (needs --care), b (needs --community) or c (needs both)")
	}
	y.Line = line
	return nil
}

func flagNumber(q request, name string) (float64, bool) {
	v, err := strconv.ParseFloat(q.flags[name], 64)
	return v, err == nil && !math.IsNaN(v) && math.Abs(v) < 1e12
}

func pairOf(text string, mean, sd *float64) bool {
	a, b, ok := strings.Cut(text, ",")
	var errA, errB error
	*mean, errA = strconv.ParseFloat(strings.TrimSpace(a), 64)
	*sd, errB = strconv.ParseFloat(strings.TrimSpace(b), 64)
	return ok && errA == nil && errB == nil && *sd > 0 && !math.IsInf(*sd, 0) && math.Abs(*mean) < 1e12
}

// course is one person's scores in the order of time.
type course struct {
	Member string    `json:"member"`
	When   []string  `json:"when"`
	Scores []float64 `json:"scores"`
	Phases []string  `json:"-"`
}

func readCourses(s *sheet) []course {
	var people roll
	var all []course
	for i := range s.rows {
		name, when, v := s.need(i, "member"), s.need(i, "when"), s.number(i, "score")
		k := people.number(name)
		if k == len(all) {
			all = append(all, course{Member: name})
		}
		c := &all[k]
		if n := len(c.When); n > 0 && !later(c.When[n-1], when) {
			s.refuse(i, "when", shorten(when)+" does not come after "+shorten(c.When[n-1])+" of the same member")
		}
		if phase := s.cell(i, "phase"); s.has("phase") {
			if phase != "A" && phase != "B" || phase == "A" && strings.Contains(strings.Join(c.Phases, ""), "B") {
				s.refuse(i, "phase", shorten(phase)+" is not A, or B after A")
			}
			c.Phases = append(c.Phases, phase)
		}
		c.When, c.Scores = append(c.When, when), append(c.Scores, v)
	}
	return all
}

// later tells whether b comes after a: numbers as numbers, dates such as 2026-03-01 as dates, other words if they
// differ.
func later(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX == nil && errY == nil {
		return y > x
	}
	if len(a) >= 10 && len(b) >= 10 && a[4] == '-' && b[4] == '-' {
		return b > a
	}
	return a != b
}
