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
	asked, yes, named := 0, 0, map[string]int{}
	for _, l := range overlay.Of(leaves, overlay.Risk) {
		for _, f := range overlay.Factors() {
			n, _ := overlay.Named(l, f)
			named[f] += n
		}
		asked++
		if l.Field("new_risk") == "yes" {
			yes++
		}
	}
	lines := []report.Line{{Key: "report.therapy.risk", Args: []any{"asked", asked, "yes", yes}}}
	lines = append(lines, report.Line{Key: "report.therapy.screened", Args: []any{"n", len(overlay.Of(leaves, overlay.Screening))}})
	for _, f := range overlay.Factors() {
		if named[f] > 0 {
			lines = append(lines, report.Line{Key: "report.therapy.factor", Args: []any{"what", report.Said("overlay.factor." + f), "n", named[f]}})
		}
	}
	add[report.ToGroup] = []report.Section{{Key: "report.overlay.group_therapy", Lines: lines}}
	return add
}
