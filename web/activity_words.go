package web

import (
	"slices"
	"strings"

	"groupwork/activity"
)

// sortedNeeds are the needs that an activity has a way in for.
func sortedNeeds(t activity.Telling) []string {
	all := make([]string, 0, len(t.Adaptations))
	for need := range t.Adaptations {
		all = append(all, need)
	}
	slices.Sort(all)
	return all
}

// stacked is a list as a text of one line each.
func stacked(all []string) string { return strings.Join(all, "\n") }
