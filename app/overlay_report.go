package app

import (
	"groupwork/overlay"
	"groupwork/report"
)

// overlaySections are what the overlays of a group add to its reports: counts and answers, never whose.
func overlaySections(leaves []overlay.Leaf) map[report.Audience][]report.Section {
	add := map[report.Audience][]report.Section{}
	if !overlay.Lies(leaves, overlay.Therapy) {
		return add
	}
	asked, yes := 0, 0
	for _, l := range overlay.Of(leaves, overlay.Risk) {
		asked++
		if l.Field("new_risk") == "yes" {
			yes++
		}
	}
	lines := []report.Line{{Key: "report.therapy.risk", Args: []any{"asked", asked, "yes", yes}}}
	lines = append(lines, report.Line{Key: "report.therapy.screened", Args: []any{"n", len(overlay.Of(leaves, overlay.Screening))}})
	add[report.ToGroup] = []report.Section{{Key: "report.overlay.group_therapy", Lines: lines}}
	return add
}
