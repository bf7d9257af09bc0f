package practice

import (
	"strconv"
	"strings"
)

// IntakeKey is the phrase key of a question in the member's words.
func IntakeKey(pack, question string) string { return "pack." + pack + ".intake." + question }

// ClauseKey is the phrase key of a clause of the working agreement.
func ClauseKey(pack, clause string) string { return "pack." + pack + ".clause." + clause }

// PhaseKey is the phrase key of the name of a phase.
func PhaseKey(pack, phase string) string { return "pack." + pack + ".phase." + phase }

// SignKey is the phrase key of a sign of a phase.
func SignKey(pack, phase, sign string) string { return "pack." + pack + ".sign." + phase + "." + sign }

// ArcKey is the phrase key of a part of a session.
func ArcKey(pack, block string) string { return "pack." + pack + ".arc." + block }

// HeadingKey is the phrase key of a heading in a format of note.
func HeadingKey(format, section string) string {
	return "note." + strings.ToLower(format) + "." + section
}

// AnswerKey is the phrase key of an answer of the chooser; i counts from 0.
func AnswerKey(question string, i int) string {
	return "chooser." + question + "." + strconv.Itoa(i+1)
}

// ScaledArc fits the arc of the model to another length: every part keeps its share, in whole minutes, at least
// two, and the parts add up to the whole. Less than ten minutes, or no arc, gives none.
func (p Pack) ScaledArc(minutes int) []ArcBlock {
	total := 0
	for _, b := range p.Arc {
		total += b.Minutes
	}
	if minutes < 10 || total == 0 || minutes < 2*len(p.Arc) {
		return nil
	}
	arc := append([]ArcBlock(nil), p.Arc...)
	left, longest := minutes, 0
	for i := range arc {
		arc[i].Minutes = max(2, p.Arc[i].Minutes*minutes/total)
		left -= arc[i].Minutes
		if p.Arc[i].Minutes > p.Arc[longest].Minutes {
			longest = i
		}
	}
	arc[longest].Minutes += left
	return arc
}
