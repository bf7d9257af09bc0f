package practice

import (
	"fmt"
	"regexp"
	"slices"
)

var (
	plainID = regexp.MustCompile(`^-?[a-z0-9][a-z0-9_]*$`)
	ruleID  = regexp.MustCompile(`^[A-Z]+(-[A-Z]+)?[0-9]+$`)
)

// inspection gathers what is wrong in one file.
type inspection struct {
	file string
	errs []error
}

func (in *inspection) want(ok bool, path, format string, args ...any) {
	if !ok {
		in.errs = append(in.errs, &Wrong{File: in.file, Path: path, Reason: fmt.Sprintf(format, args...)})
	}
}

// ids checks that a list has something in it, and that every id is plain and stands once.
func (in *inspection) ids(path string, ids []string) {
	in.want(len(ids) > 0, path, "is empty")
	seen := map[string]bool{}
	for i, id := range ids {
		at := fmt.Sprintf("%s[%d]", path, i)
		in.want(plainID.MatchString(id), at, "%q is not made of lower-case letters, digits and _", id)
		in.want(!seen[id], at, "%q stands twice", id)
		seen[id] = true
	}
}

// check gives everything that is wrong in the library.
func (l *Library) check(models []string) []error {
	in := &inspection{file: "index.json"}
	in.ids("models", models)
	for i, p := range l.models {
		in.file = models[i] + ".json"
		in.want(p.ID == models[i], "id", "%q does not match the name of the file", p.ID)
		l.checkPack(in, p)
	}
	l.checkCore(in)
	l.checkRules(in)
	l.checkWords(in)
	l.checkNotes(in)
	l.checkChooser(in)
	return in.errs
}

func (l *Library) checkPack(in *inspection, p Pack) {
	in.want(p.Name != "", "name", "is missing")
	in.want(p.Purpose != "", "purpose", "is missing")
	in.checkPackWords(p)
	in.questions("intake", p.Intake)
	for i, q := range p.Intake { // the answers of both stand side by side under their ids
		in.want(!slices.ContainsFunc(l.core.Intake, func(c Question) bool { return c.ID == q.ID }),
			fmt.Sprintf("intake[%d].id", i), "%q is asked in every group already", q.ID)
	}
	in.want(p.Contract.Form != "", "contract.form", "is missing")
	in.ids("contract.clauses", p.Contract.Clauses)
	in.want(plainID.MatchString(p.Contract.AdoptedBy), "contract.adopted_by", "is missing or not an id")
	in.want(plainID.MatchString(p.Contract.Review), "contract.review", "is missing or not an id")
	s := p.Size
	in.want(s.Min >= 2 && s.Min <= s.IdealLow && s.IdealLow <= s.IdealHigh && s.IdealHigh <= s.Max,
		"size", "does not rise from min to max: %d, %d, %d, %d", s.Min, s.IdealLow, s.IdealHigh, s.Max)
	in.want(p.Membership == "closed_preferred" || p.Membership == "open_or_closed" || p.Membership == "open",
		"membership", "%q is not closed_preferred, open_or_closed or open", p.Membership)
	in.phases(p.Phases)
	in.arc(p.Arc)
	in.ids("process", p.Process)
	in.ids("taps", p.Taps)
	for i, tap := range p.Taps {
		in.want(l.words.Has(WordMark, tap) || l.words.Has(WordMoment, tap),
			fmt.Sprintf("taps[%d]", i), "%q is neither a mark nor a moment of the vocabulary", tap)
	}
	in.ids("session_plan_fields", p.SessionFields)
	in.want(l.formatOf(p.GroupFormat) == "group", "group_format", "%q is not a format of group notes", p.GroupFormat)
	in.want(l.formatOf(p.MemberFormat) == "member", "member_format", "%q is not a format of members' notes", p.MemberFormat)
}

func (l *Library) formatOf(id string) string {
	f, _ := l.Format(id)
	return f.Of
}

func (in *inspection) questions(path string, qs []Question) {
	ids := make([]string, len(qs))
	for i, q := range qs {
		at := fmt.Sprintf("%s[%d]", path, i)
		ids[i] = q.ID
		in.want(q.Member != "" || q.Worker != "", at, "asks nothing")
		in.want(q.Sensitivity == "" || q.Sensitivity == "worker_only" || q.Sensitivity == "restricted",
			at+".sensitivity", "%q is not worker_only or restricted", q.Sensitivity)
		in.want(q.Side == "" || q.Side == Inside || q.Side == Around, at+".side", "%q is not inside or around", q.Side)
	}
	in.ids(path, ids)
}

func (in *inspection) phases(phases []Phase) {
	ids := make([]string, len(phases))
	for i, p := range phases {
		at := fmt.Sprintf("phases[%d]", i)
		ids[i] = p.ID
		in.want(p.Name != "", at+".name", "is missing")
		in.want(p.Purpose != "", at+".purpose", "is missing")
		signs := make([]string, len(p.Signs))
		for j, s := range p.Signs {
			here := fmt.Sprintf("%s.signs[%d]", at, j)
			signs[j] = s.ID
			in.want(s.Text != "", here+".text", "is missing")
			in.want(signKind(s.Kind), here+".kind", "%q is not ready, expected, good, explore, caution or danger", s.Kind)
		}
		in.ids(at+".signs", signs)
	}
	in.ids("phases", ids)
}

func signKind(k string) bool {
	switch k {
	case "ready", "expected", "good", "explore", "caution", "danger":
		return true
	}
	return false
}

func (in *inspection) arc(arc []ArcBlock) {
	ids, total := make([]string, len(arc)), 0
	for i, b := range arc {
		ids[i] = b.ID
		total += b.Minutes
		in.want(b.Minutes > 0, fmt.Sprintf("arc[%d].minutes", i), "is %d", b.Minutes)
		in.want(b.Do != "", fmt.Sprintf("arc[%d].do", i), "is missing")
	}
	in.ids("arc", ids)
	in.want(total == 90, "arc", "adds up to %d minutes, not 90", total)
}

func (l *Library) checkCore(in *inspection) {
	in.file = "core.json"
	boxes := make([]string, len(l.core.Boxes))
	for i, b := range l.core.Boxes {
		boxes[i] = b.ID
		in.want(b.Ask != "", fmt.Sprintf("planning[%d].ask", i), "is missing")
	}
	in.ids("planning", boxes)
	in.want(len(boxes) == 8, "planning", "has %d boxes, not 8", len(boxes))
	in.questions("intake", l.core.Intake)
	in.ids("consents", l.core.Consents)
	in.ids("voluntariness", l.core.Voluntariness)
	in.ids("debrief", l.core.Debrief)
	in.want(len(l.core.Debrief) == 8, "debrief", "has %d prompts, not 8", len(l.core.Debrief))
	pulse := make([]string, len(l.core.Pulse))
	for i, p := range l.core.Pulse {
		pulse[i] = p.ID
		in.want(p.Text != "", fmt.Sprintf("pulse[%d].text", i), "is missing")
	}
	in.ids("pulse", pulse)
	in.want(l.core.Confidentiality != "", "confidentiality", "is missing")
	in.want(l.core.Assent != "", "assent", "is missing")
}

func (l *Library) checkWords(in *inspection) {
	in.file = "vocabulary.json"
	for _, kind := range []string{WordAttendance, WordParticipation, WordResponse, WordProgress, WordNextStep,
		WordLeaving, WordHelp, WordMoment, WordMark, WordDecision, WordYesHow, WordRole, WordAct} {
		in.ids(kind, l.words.List(kind))
	}
	for i, f := range l.words.Acts {
		in.want(len(f.Acts) > 0, fmt.Sprintf("acts[%d]", i), "is empty")
		for j, a := range f.Acts {
			in.want(a.Plain != "", fmt.Sprintf("acts[%d].acts[%d].plain", i, j), "is missing")
		}
	}
}

func (l *Library) checkNotes(in *inspection) {
	in.file = "notes.json"
	ids := make([]string, len(l.formats))
	for i, f := range l.formats {
		ids[i] = f.ID
		in.want(f.ID != "", fmt.Sprintf("[%d].id", i), "is missing")
		in.want(f.Of == "group" || f.Of == "member", fmt.Sprintf("[%d].of", i), "%q is not group or member", f.Of)
		in.ids(fmt.Sprintf("[%d].sections", i), f.Sections)
	}
	in.file = "profiles.json"
	profiles := make([]string, len(l.profiles))
	for i, p := range l.profiles {
		profiles[i] = p.ID
		in.want(p.SignHours > 0, fmt.Sprintf("[%d].sign_hours", i), "is not above 0")
		in.want(p.MaxGroup > 1, fmt.Sprintf("[%d].max_group_size", i), "is not above 1")
		for j, f := range p.Formats {
			in.want(l.formatOf(f) != "", fmt.Sprintf("[%d].formats[%d]", i, j), "%q is not a known format", f)
		}
	}
	in.ids("", profiles)
}

func (l *Library) checkChooser(in *inspection) {
	in.file = "chooser.json"
	ids := make([]string, len(l.chooser.Questions))
	for i, q := range l.chooser.Questions {
		ids[i] = q.ID
		in.want(q.Ask != "", fmt.Sprintf("questions[%d].ask", i), "is missing")
		in.want(len(q.Answers) > 1, fmt.Sprintf("questions[%d].answers", i), "has fewer than two")
		for j, a := range q.Answers {
			at := fmt.Sprintf("questions[%d].answers[%d]", i, j)
			in.want(a.Text != "", at+".text", "is missing")
			for model, score := range a.Scores {
				_, known := l.Pack(model)
				in.want(known, at+".scores", "%q is not a model", model)
				in.want(score >= 0 && score <= 3, at+".scores."+model, "%d is not within 0 to 3", score)
			}
		}
	}
	in.ids("questions", ids)
}
