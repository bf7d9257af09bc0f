package note

import (
	"slices"
	"strconv"

	"groupwork/private"
	"groupwork/session"
)

// SmallestAnswers is how many answers a pulse needs before its middle value is told: fewer could give one person away.
const SmallestAnswers = 5

// Debrief prompts by number.
const (
	promptStays = iota + 1
	promptEffect
	promptInOut
	promptUnsaid
	promptBetweenUs // between the workers: never in a note
	promptDue       // may tell of safety: never in a note
	promptStage
	promptDifferently
)

// GroupFacts is what was entered about one session of a group.
type GroupFacts struct {
	Session session.Session
	Meeting session.Meeting
	Debrief session.Debrief
	Process map[string]private.Text // after-session fields of the model's pack
	Workers []private.Text
	Seats   int // members on the roster
}

// groupPart is one section of a group note.
type groupPart struct {
	key     string
	debrief []int                              // prompts, in order
	process []string                           // fields of the pack, in order
	also    func(GroupFacts, Phrases) []string // what is counted or listed
}

// groupParts gives the sections of a format of group notes; SUMMARY for an unknown one.
func groupParts(format string) []groupPart {
	header := groupPart{key: "header", also: sayHeader}
	pulse := groupPart{key: "evaluation", also: sayPulse}
	next := groupPart{key: "next", debrief: []int{promptDifferently}}
	switch format {
	case "PROCESS_SUMMARY":
		return []groupPart{header, {key: "first_offerings", process: []string{"first_offerings"}},
			{key: "contract", process: []string{"contract"}, also: sayIntent},
			{key: "themes", process: []string{"themes"}, also: sayMomentsBut(obstacles)},
			{key: "obstacles", process: []string{"obstacles"}, also: sayMomentsOf(obstacles)},
			{key: "tasks", process: []string{"five_tasks"}, also: sayActsOfAll}, {key: "mutual_aid", also: sayMutualHelp},
			{key: "messages", process: []string{"messages"}}, {key: "ending", process: []string{"ending"}, also: sayDecisions},
			{key: "reflection", debrief: []int{promptStays, promptEffect, promptInOut, promptUnsaid, promptStage}}, pulse, next}
	case "STAGE_SUMMARY":
		return []groupPart{header, {key: "signs", process: []string{"stage_signs"}, debrief: []int{promptStage}, also: sayMomentsBut(conflicts)},
			{key: "position", process: []string{"worker_position"}, also: sayActsOfAll},
			{key: "conflict", process: []string{"conflict"}, also: sayMomentsOf(conflicts)},
			{key: "closeness", process: []string{"closeness"}, debrief: []int{promptInOut, promptUnsaid}, also: sayMutualHelp},
			{key: "flow", process: []string{"flow"}}, {key: "viability", process: []string{"viability"}, also: sayDecisions},
			{key: "reflection", debrief: []int{promptStays, promptEffect}, also: sayIntent}, pulse, next}
	case "MINUTES_ACTION":
		return []groupPart{header, {key: "agenda", process: []string{"agenda"}, also: sayIntent},
			{key: "evidence", process: []string{"evidence"}}, {key: "options", process: []string{"options"}},
			{key: "decisions", process: []string{"minority"}, also: sayDecisions},
			{key: "promises", process: []string{"promises"}}, {key: "outside", process: []string{"outside"}},
			{key: "review", process: []string{"meeting_review"},
				debrief: []int{promptStays, promptEffect, promptInOut, promptUnsaid, promptStage}, also: sayLife}, pulse, next}
	}
	return []groupPart{header, {key: "purpose", also: sayIntent}, {key: "happened", debrief: []int{promptEffect}, also: sayBlocks},
		{key: "process", process: []string{"norms", "means", "forces"},
			debrief: []int{promptStays, promptInOut, promptUnsaid, promptStage}, also: sayLife},
		{key: "interventions", also: sayActsOfAll}, {key: "decisions", also: sayDecisions}, pulse, next}
}

// DraftGroup drafts a group note. It states only what was entered and names no member; marks of safety and what
// the workers said between themselves never enter it. Fields that the format has no place for come last, so that
// nothing entered is lost.
func DraftGroup(format string, f GroupFacts, say Phrases) []Section {
	var sections []Section
	add := func(key string, said []string) {
		if text := private.Of(paragraph(said)); !text.Empty() {
			sections = append(sections, Section{Key: key, Text: text})
		}
	}
	placed := map[string]bool{}
	for _, p := range groupParts(format) {
		var said []string
		if p.also != nil {
			said = append(said, p.also(f, say)...)
		}
		for _, field := range p.process {
			placed[field] = true
			said = append(said, stop(f.Process[field].Reveal()))
		}
		for _, prompt := range p.debrief {
			said = append(said, stop(f.Debrief[prompt].Reveal()))
		}
		add(p.key, said)
	}
	var rest []string
	for _, field := range sortedKeys(f.Process) {
		if !placed[field] {
			rest = append(rest, stop(f.Process[field].Reveal()))
		}
	}
	add("other", rest)
	return sections
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func sayHeader(f GroupFacts, say Phrases) []string {
	s := f.Session
	said := []string{say("draft.group.header", "number", s.Number, "date", s.Starts.Format("2006-01-02"),
		"time", s.Starts.Format("15:04"), "minutes", s.Minutes)}
	if f.Seats > 0 {
		said = append(said, say("draft.group.present", "n", f.Meeting.Came(), "seats", f.Seats))
	}
	if n := len(f.Meeting.Visitors); n > 0 {
		said = append(said, say("draft.group.visitors", "n", n))
	}
	var workers []string
	for _, w := range f.Workers {
		if !w.Empty() {
			workers = append(workers, w.Reveal())
		}
	}
	if len(workers) > 0 {
		said = append(said, stop(say("draft.group.workers", "list", say.list(workers))))
	}
	return said
}

func sayIntent(f GroupFacts, _ Phrases) []string {
	return []string{stop(f.Session.Plan.Intent.Reveal())}
}

func sayBlocks(f GroupFacts, say Phrases) []string {
	var blocks []string
	for _, b := range f.Session.Plan.Blocks {
		if b.What != "" {
			blocks = append(blocks, say("draft.block", "what", b.What, "minutes", b.Minutes))
		}
	}
	if len(blocks) == 0 {
		return nil
	}
	return []string{say("draft.group.planned", "list", say.list(blocks))}
}

// obstacles and conflicts are moments that have a section of their own in some formats.
var (
	obstacles = []string{"obstacle", "hard_subject", "authority"}
	conflicts = []string{"conflict", "conflict_settled", "difference", "objection", "left_out"}
)

func sayMoments(f GroupFacts, say Phrases) []string { return sayMomentsBut(nil)(f, say) }

func sayMomentsOf(these []string) func(GroupFacts, Phrases) []string {
	return momentsThat(func(m string) bool { return slices.Contains(these, m) })
}

func sayMomentsBut(these []string) func(GroupFacts, Phrases) []string {
	return momentsThat(func(m string) bool { return !slices.Contains(these, m) })
}

func momentsThat(belong func(string) bool) func(GroupFacts, Phrases) []string {
	return func(f GroupFacts, say Phrases) []string {
		all := slices.DeleteFunc(once(f.Meeting.Moments), func(m string) bool { return !belong(m) })
		if len(all) == 0 {
			return nil
		}
		return []string{say("draft.group.moments", "list", say.words("moment", all))}
	}
}

func sayMutualHelp(f GroupFacts, say Phrases) []string {
	n := 0
	for _, h := range f.Meeting.Help {
		if h.To > session.Whole {
			n += h.Times
		}
	}
	if n == 0 {
		return nil
	}
	return []string{say("draft.group.help", "n", n)}
}

func sayActsOfAll(f GroupFacts, say Phrases) []string {
	if len(f.Meeting.Acts) == 0 {
		return nil
	}
	return []string{say("draft.acts", "list", say.words("act", once(f.Meeting.Acts)))}
}

func sayLife(f GroupFacts, say Phrases) []string {
	return append(sayMoments(f, say), sayMutualHelp(f, say)...)
}

func sayDecisions(f GroupFacts, say Phrases) []string {
	var said []string
	for _, d := range f.Meeting.Decisions {
		said = append(said, say.labelled("draft.group.decided", d))
	}
	return said
}

// once drops repeats and keeps the order.
func once(codes []string) []string {
	var out []string
	for _, c := range codes {
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

func sayPulse(f GroupFacts, say Phrases) []string {
	answers := map[string][]int{}
	for _, seat := range f.Meeting.Seats {
		for item, value := range seat.Pulse {
			answers[item] = append(answers[item], value)
		}
	}
	var lines []string
	for _, item := range sortedKeys(answers) {
		if all := answers[item]; len(all) >= SmallestAnswers {
			lines = append(lines, say("draft.pulse.item", "what", say("pulse_short."+item), "value", middle(all), "count", len(all)))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return []string{say("draft.pulse", "list", say.list(lines))}
}

// middle is the median of the answers, as text with at most one half.
func middle(all []int) string {
	sorted := slices.Sorted(slices.Values(all))
	n := len(sorted)
	if n%2 == 1 {
		return strconv.Itoa(sorted[n/2])
	}
	return strconv.FormatFloat(float64(sorted[n/2-1]+sorted[n/2])/2, 'g', -1, 64)
}
