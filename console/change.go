package console

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"groupwork/measure"
)

const changeUsage = `groupwork change FILE.csv [--instrument ID] [options] [--json | --svg]

  FILE.csv   member,when,score             one row a score, in the order of time; when is a date
                                           (2026-03-01 or 1.3.2026) or a number; score empty: none that time
             member,when,phase,score       phase A before and B after: compares the phases
             member,goal,weight,baseline,attained   goals from -2 to +2, 0 as expected
  --instrument ID       takes reliability, spread, sample and which way is better from an instrument
  --sd S --reliability R --sample WORDS   or give them; without a named sample there is no index of change
  --reliable POINTS     a published number of points that is more than measurement error
  --care M,S --community M,S   mean and SD of people in care and of the community, for the line between them
  --cutoff a|b|c        which line; c when both samples are given
  --higher-is-better    otherwise lower is better
  --usual N             tell each person's own usual range from their first N scores; at least 8 are better
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
	low      measure.Number // the scores there can be, of an instrument
	high     measure.Number
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
	if usual > 0 && s.has("phase") {
		return answer{}, errors.New("--usual is for files without a column \"phase\": leave one of them out")
	}
	courses, byRows := readCourses(s, y)
	if err := s.err(); err != nil {
		return answer{}, err
	}
	a := changeCourses
	if s.has("phase") {
		a = func(courses []course, y yardstick, _ int, _ bool) answer {
			return changePhases(courses, !y.HigherIsBetter)
		}
	}
	said := a(courses, y, usual, q.on("expected"))
	if byRows {
		said.note("“when” is no date or number here, so the order of the rows is taken as that of time: see that the first score is the first.")
	}
	return said, nil
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
		if len(ins.Scales) > 0 {
			low, high := ins.Scales[0].Span()
			y.low, y.high = measure.Some(low), measure.Some(high)
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
			return y, errors.New("--sd and --reliability (0 to 1), with a decimal point, and --sample go together: name the people they come from")
		}
		y.known = true
	}
	if q.on("reliable") {
		if y.known {
			return y, errors.New("--reliable is for a measure whose reliability is not known: leave it out here")
		}
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
	if careOK && communityOK && n.CommunityMean > n.CareMean != y.HigherIsBetter {
		return errors.New("the mean of --community is to lie on the better side of that of --care: see --higher-is-better")
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
	if !y.known {
		return errors.New("a line is used only with an index of change: --instrument, or --sd, --reliability and --sample")
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

// readCourses reads the scores in the order of time, and tells whether only the order of the rows says so.
func readCourses(s *sheet, y yardstick) (all []course, byRows bool) {
	var people roll
	last := map[int]string{} // of each person, with or without a score
	for i := range s.rows {
		name, when := s.need(i, "member"), s.need(i, "when")
		k := people.number(name)
		if k == len(all) {
			all = append(all, course{Member: name})
		}
		c := &all[k]
		if before, ok := last[k]; ok {
			switch follows(before, when) {
			case notAfter:
				s.refuse(i, "when", shorten(when)+" does not come after "+shorten(before)+" of the same member")
			case twoWays:
				s.refuse(i, "when", shorten(when)+" after "+shorten(before)+" can be read in two ways; write dates like 2026-03-01")
			case unknown:
				byRows = true
			}
		}
		last[k] = when
		if phase := s.cell(i, "phase"); s.has("phase") {
			switch {
			case phase != "A" && phase != "B":
				s.refuse(i, "phase", shorten(phase)+" is neither A (before) nor B (after)")
			case phase == "A" && strings.Contains(strings.Join(c.Phases, ""), "B"):
				s.refuse(i, "phase", "A comes back after B; only one change from A to B can be compared")
			}
		}
		if s.cell(i, "score") == "" {
			continue
		}
		v := s.number(i, "score")
		if y.low.OK && (v < y.low.Value || v > y.high.Value) {
			s.refuse(i, "score", fmt.Sprintf("%s lies outside %g to %g of this instrument", shorten(s.cell(i, "score")), y.low.Value, y.high.Value))
		}
		if s.has("phase") {
			c.Phases = append(c.Phases, s.cell(i, "phase"))
		}
		c.When, c.Scores = append(c.When, when), append(c.Scores, v)
	}
	return all, byRows
}
