package report

import (
	"slices"

	"groupwork/session"
)

// source tells some facts. What it tells of is named in the plan after a colon.
type source func(w *writer, of string) []Line

// sources are all facts that a plan may tell, by name.
func sources() map[string]source {
	return map[string]source{
		"came": came, "why": why, "intake": intake, "end": end, "goal": goal, "gave": gave, "got": got, "seen": seen, "acts": acts,
		"means": means, "next_steps": nextSteps, "own_promises": ownPromises, "own_pulse": ownPulse, "taking_part": takingPart, "decided": decided,
		"ended": ended, "after": after,
		"size": size, "reasons": reasons, "attendance": attendance, "levels": levels, "harms": harms, "not_better": notBetter,
		"skills": skills, "process": process, "contract": contract, "models": models, "exchange": exchange, "moment": moment,
		"stages": stages, "autonomy": autonomy, "pulse": pulse, "decisions": decisions, "promises": promises, "spread": spread,
		"attained": attained, "own_aims": ownAims, "measured": measured, "watched": watched, "used": used,
		"ladder": ladder, "trail": trail, "tasks": tasks, "purpose": purpose, "involved": involved,
	}
}

// outside are the facts that may leave the group: counts of five and more, and words that were written to be shown.
func outside() []string {
	return []string{"size", "reasons", "attendance", "levels", "harms", "not_better", "exchange", "pulse", "autonomy", "spread",
		"ladder", "purpose", "end", "involved", "promises", "decided", "moment", "tasks", "stages", "attained", "measured"}
}

// own gives what the meetings tell of the member, with the number of each meeting.
func (w *writer) own() (numbers []int, facts []session.SeatFacts) {
	for _, m := range w.meetings() {
		if f, ok := m.Fold.Seat(w.me.Stay.Seat); ok {
			numbers, facts = append(numbers, m.Number), append(facts, f)
		}
	}
	return numbers, facts
}

// codes turns the five most frequent codes of a vocabulary into a list of phrases.
func codes(prefix string, times map[string]int) List {
	all := ranked(prefix, times)
	return all[:min(len(all), 5)]
}

// ranked turns codes of a vocabulary into a list of phrases, the most frequent first.
func ranked(prefix string, times map[string]int) List {
	keys := make([]string, 0, len(times))
	for k := range times {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		if times[a] != times[b] {
			return times[b] - times[a]
		}
		if a < b {
			return -1
		}
		return 1
	})
	var l List
	for _, k := range keys {
		l = append(l, Said(prefix+k))
	}
	return l
}

// middle is the median; ok is false for no values.
func middle(values []float64) (float64, bool) {
	if len(values) == 0 {
		return 0, false
	}
	v := slices.Sorted(slices.Values(values))
	n := len(v)
	return (v[(n-1)/2] + v[n/2]) / 2, true
}

// halves splits in two: what was at first and what was later. A single value has no later.
func halves[T any](all []T) (first, later []T) {
	half := len(all) / 2
	return all[:half], all[half:]
}
