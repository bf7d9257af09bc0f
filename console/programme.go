package console

import (
	"context"
	"fmt"
	"io"
	"strings"

	"groupwork/outcome"
)

const programmeUsage = `groupwork programme FILE.csv [--assume within|total] [--json | --svg]

  FILE.csv   group,post[,arm][,pre][,improved][,worse]   one row a member who started
             post or pre empty: started, no score then; arm: 1 or programme, 0 or comparison
             improved, worse: 1 or 0; group empty: a comparison member who met in no group
  --assume   needed where comparison members met in no group: their variance equals the one
             within a programme group, or the programme's total
  --json, --svg  machine-readable numbers, or the two intervals as a picture
`

// programmeData is a programme's sheet as numbers.
type programmeData struct {
	outcome.Data
	groups   roll
	started  int
	improved []bool // as Post; nil without the column
	worse    []bool
	alone    int    // comparison members in no group
	lost     [2]int // started without a score afterwards, by arm
	byArm    [2]int // started, by arm
}

// programmeResult is what --json gives.
type programmeResult struct {
	Started      int                   `json:"started"`
	WithScore    int                   `json:"with_score"`
	Report       *outcome.Report       `json:"report,omitempty"`
	Improved     map[string]any        `json:"improved,omitempty"`
	Worse        map[string]any        `json:"worse,omitempty"`
	GroupMeans   *outcome.Test         `json:"partly_nested,omitempty"`
	NaiveWelch   *outcome.Test         `json:"partly_nested_naive,omitempty"`
	Clustering   *outcome.Clustering   `json:"partly_nested_icc,omitempty"`
	Standardised *outcome.PartlyNested `json:"partly_nested_effect,omitempty"`
}

// Programme measures a programme over many groups in a CSV file, by the report rules. It returns 0, 1 for a file
// that cannot be taken, or 2 for wrong arguments.
func Programme(_ context.Context, args []string, stdout, stderr io.Writer) int {
	return reply(args, stdout, stderr, programmeUsage, map[string]bool{"assume": true}, programme)
}

func programme(q request, s *sheet) (answer, error) {
	d := readProgramme(s)
	if err := s.err(); err != nil {
		return answer{}, err
	}
	a := answer{title: fmt.Sprintf("Programme: %s, %s", counted(len(d.groups.names), "group", "groups"),
		counted(len(d.Post), "member with a score", "members with a score"))}
	r := programmeResult{Started: d.started, WithScore: len(d.Post)}
	a.starters(d)
	var err error
	if d.alone > 0 {
		err = a.partlyNested(d, &r, s, outcome.ControlVariance(q.flags["assume"]))
	} else {
		err = a.programme(d, &r, s)
	}
	if err != nil {
		return answer{}, err
	}
	r.Improved = a.rates(d, d.improved, "Improved")
	r.Worse = a.rates(d, d.worse, "Worse")
	a.data = r
	return a, nil
}

func readProgramme(s *sheet) *programmeData {
	d := &programmeData{}
	if !s.has("group", "post") || !s.has("arm") && !s.has("pre") {
		s.refuseAll(`needs the columns "group" and "post", and "arm" or "pre"`)
		return d
	}
	armOf := map[string]int{}
	for row := range s.rows {
		d.read(s, row, armOf)
	}
	if len(d.Post) == 0 && len(s.wrong) == 0 {
		s.refuseAll("nobody has a score afterwards")
	}
	return d
}

func (d *programmeData) read(s *sheet, row int, armOf map[string]int) {
	arm := 1
	if s.has("arm") {
		arm = readArm(s, row)
	}
	name := s.cell(row, "group")
	switch {
	case name == "" && (arm == 1 || !s.has("arm")):
		s.refuse(row, "group", "is empty, and this is no comparison member")
		return
	case name != "":
		if was, ok := armOf[name]; ok && was != arm {
			s.refuse(row, "arm", "group "+shorten(name)+" is in both arms")
			return
		}
		armOf[name] = arm
	}
	d.started++
	d.byArm[arm]++
	if s.cell(row, "post") == "" || s.has("pre") && s.cell(row, "pre") == "" {
		d.lost[arm]++
		return
	}
	d.Post = append(d.Post, s.number(row, "post"))
	if s.has("pre") {
		d.Pre = append(d.Pre, s.number(row, "pre"))
	}
	if s.has("arm") {
		d.Arm = append(d.Arm, arm)
	}
	if s.has("improved") {
		d.improved = append(d.improved, s.yes(row, "improved"))
	}
	if s.has("worse") {
		d.worse = append(d.worse, s.yes(row, "worse"))
	}
	if name == "" {
		d.alone++
		d.Group = append(d.Group, -d.alone) // a group of their own
		return
	}
	d.Group = append(d.Group, d.groups.number(name))
}

func readArm(s *sheet, row int) int {
	switch strings.ToLower(s.cell(row, "arm")) {
	case "1", "programme":
		return 1
	case "0", "comparison":
	default:
		s.refuse(row, "arm", "neither 1 (programme) nor 0 (comparison): "+shorten(s.cell(row, "arm")))
	}
	return 0
}

// starters says who is missing, before any number.
func (a *answer) starters(d *programmeData) {
	missing := d.started - len(d.Post)
	if missing == 0 {
		a.say("Started", fmt.Sprint(d.started), "Everybody who started has a score.")
		return
	}
	by := "."
	if d.Arm != nil {
		by = fmt.Sprintf(": %d of %d in the programme, %d of %d in comparison.", d.lost[1], d.byArm[1], d.lost[0], d.byArm[0])
	}
	when := "afterwards"
	if d.Pre != nil {
		when = "before or afterwards"
	}
	a.say("Started", fmt.Sprint(d.started), "%d of %d who started: no score %s, so not in what follows%s",
		missing, d.started, when, by)
	a.note("those without a score may have fared differently; where many are missing, no number below can make up for it.")
}

func (a *answer) programme(d *programmeData, r *programmeResult, s *sheet) error {
	report, ok := outcome.Programme(d.Data)
	if !ok {
		s.refuseAll("both arms need members with a score")
		return s.err()
	}
	r.Report = &report
	what := "Change during the programme"
	if report.Controlled {
		what = "Difference between arms"
	} else {
		a.note("without a comparison this is change during the programme, never its effect: people who start at their " +
			"worst tend to be better later anyway.")
	}
	a.say(what, fmt.Sprintf("%+.2f", report.Estimate), "%s", basis(report))
	if report.ICC != nil {
		a.say("Alike within groups", fmt.Sprintf("%.3f", report.ICC.ICC),
			"How alike members of one group are (ICC, %d groups). With few groups this is itself uncertain.%s", report.Groups, belowZero(report.ICC.ICC))
	}
	if report.Inflation != nil {
		a.say("Counts as", fmt.Sprintf("%.0f", report.Inflation.EffectiveN),
			"%d members in these groups say as much as %.0f independent ones.", report.Members, report.Inflation.EffectiveN)
	}
	if report.Rule == outcome.Describe {
		a.note("%s, or fewer than two in an arm: description only. No interval, no test.",
			counted(report.Groups, "group", "groups"))
		return nil
	}
	a.intervals(report)
	a.effects(report)
	a.svg = drawIntervals(report)
	return nil
}

// basis says what was compared.
func basis(r outcome.Report) string {
	switch {
	case r.Controlled && r.Adjusted && r.Rule == outcome.Model:
		return "Programme minus comparison, with the score before taken into account."
	case r.Controlled && r.Adjusted:
		return "Change in the programme minus change in comparison, groups counting alike."
	case r.Controlled:
		return "Programme minus comparison."
	case r.Rule == outcome.Model:
		return "After minus before, members counting alike."
	}
	return "After minus before, groups counting alike."
}

func (a *answer) intervals(r outcome.Report) {
	if r.Corrected == nil {
		a.note("there is too little spread over groups for an interval.")
		return
	}
	how := "from group means"
	if r.Robust != nil {
		how = "allowing for groups (CR2)"
	}
	a.say("95% interval", span(r.Corrected.CI), "The interval to report, %s, t(%.1f) = %.2f, p = %.3f. %s", how,
		r.Corrected.DF, r.Corrected.T, r.Corrected.P, reading(r.Corrected.CI))
	if r.Naive != nil {
		a.say("  naive, not to report", span(r.Naive.CI),
			"As if members knew nothing of each other: %.1f times as wide is right.",
			(r.Corrected.CI[1]-r.Corrected.CI[0])/(r.Naive.CI[1]-r.Naive.CI[0]))
	}
	if p := r.Permutation; p != nil {
		a.say("Exact permutation", fmt.Sprintf("%.3f", *p),
			"In %.1f%% of all ways to assign the groups the difference would be at least as large.",
			100**p)
		if (*p < .05) != (r.Corrected.P < .05) {
			a.note("the interval and the permutation do not say the same: take it as undecided.")
		}
	}
	if r.Corrected.DF < fewestFree {
		a.note("the interval rests on %.1f degrees of freedom, a few groups that weigh most: it may well be too narrow.", r.Corrected.DF)
	}
}

// fewestFree is the fewest degrees of freedom with which a robust interval can be relied on.
const fewestFree = 4

// belowZero explains a likeness that no group can have.
func belowZero(icc float64) string {
	if icc >= 0 {
		return ""
	}
	return " Below 0: groups differ no more than chance would make them; taken as 0 in what follows."
}

// reading says what an interval allows, a gain as plainly as a loss.
func reading(ci outcome.Interval) string {
	switch {
	case ci[0] > 0:
		return "It lies above zero."
	case ci[1] < 0:
		return "It lies below zero."
	}
	return "It holds zero: these groups cannot tell more from less."
}

func (a *answer) effects(r outcome.Report) {
	if e := r.Effect; e != nil {
		a.say("Hedges g", fmt.Sprintf("%+.2f", e.G), "Scores afterwards in units of their spread, corrected for groups "+
			"(95%% %s; naive %s).", span(e.CI), span(e.NaiveCI))
	}
	if m := r.Mixed; m != nil && len(m.Fixed) > 0 {
		j := 0
		if r.Controlled {
			j = 1
		}
		a.say("Random intercept", fmt.Sprintf("%+.2f", m.Fixed[j]),
			"The same by a random-intercept model (REML): error %.2f, between groups %.2f, within %.2f.",
			m.SE[j], m.Tau2, m.Sigma2)
	}
	if p := r.Pooled; p != nil {
		a.say("Over groups", fmt.Sprintf("%+.2f", p.REML.Estimate),
			"Pooled over groups (REML, Knapp–Hartung, never narrower than plain): %s. One more group may lie in %s.",
			span(p.REML.Report.CI), span(p.REML.Report.Prediction))
	}
}

// tested is a test in the form that reports use.
func tested(t outcome.Test) string {
	if t.P < .001 {
		return fmt.Sprintf("t(%.1f) = %.2f, p < .001", t.DF, t.T)
	}
	return fmt.Sprintf("t(%.1f) = %.2f, p = %.3f", t.DF, t.T, t.P)
}

func span(ci outcome.Interval) string { return fmt.Sprintf("%+.2f to %+.2f", ci[0], ci[1]) }
