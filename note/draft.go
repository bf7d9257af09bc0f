package note

import (
	"strconv"
	"time"

	"groupwork/private"
	"groupwork/session"
)

// Facts is what was entered about one member at one session. A draft says this and nothing else.
type Facts struct {
	Called   private.Text
	Facts    session.SeatFacts
	Goal     private.Text // own goal in the member's words
	Words    private.Text // something the member said about themselves, to be quoted
	Activity string       // what the group did
	Theme    private.Text
	When     time.Time
}

// fact says one thing, or "" where nothing was entered.
type fact func(Facts, Phrases) string

// part is one section of a format: its key and what it says, in order.
type part struct {
	key   string
	facts []fact
}

// memberParts gives the sections of a format of members' notes; DAP for an unknown one.
func memberParts(format string) []part {
	plan := part{"plan", []fact{sayPromises, sayNextStep}}
	done := part{"intervention", []fact{sayActivity, sayActs}}
	switch format {
	case "SOAP":
		return []part{{"subjective", []fact{sayWords}},
			{"objective", []fact{sayAttendance, sayParticipation, sayResponses, sayHelp, sayGoalSeen, sayStars}},
			{"assessment", []fact{sayGoal, sayProgress, saySentence}}, plan}
	case "BIRP":
		return []part{{"behaviour", []fact{sayAttendance, sayParticipation, sayWords, sayStars}}, done,
			{"response", []fact{sayResponses, sayHelp, sayGoalSeen, sayProgress, saySentence}}, plan}
	case "GIRP":
		return []part{{"goal", []fact{sayGoal}}, done,
			{"response", []fact{sayAttendance, sayParticipation, sayResponses, sayHelp, sayGoalSeen, sayProgress,
				sayWords, sayStars, saySentence}}, plan}
	case "SIRP":
		return []part{{"situation", []fact{sayTheme, sayAttendance, sayParticipation}},
			{"intervention", []fact{sayActs}},
			{"response", []fact{sayResponses, sayHelp, sayGoalSeen, sayProgress, sayWords, sayStars, saySentence}}, plan}
	}
	return []part{{"data", []fact{sayAttendance, sayParticipation, sayResponses, sayHelp, sayWords, sayStars}},
		{"assessment", []fact{sayGoal, sayGoalSeen, sayProgress, saySentence}}, plan}
}

// DraftMember drafts a member's note. It states only what was entered; a section with nothing to say is left out.
// Whoever else took part is never named.
func DraftMember(format string, f Facts, say Phrases) []Section {
	var sections []Section
	for _, p := range memberParts(format) {
		var said []string
		for _, fact := range p.facts {
			said = append(said, fact(f, say))
		}
		if text := private.Of(paragraph(said)); !text.Empty() {
			sections = append(sections, Section{Key: p.key, Text: text})
		}
	}
	return sections
}

func sayAttendance(f Facts, say Phrases) string {
	return say.attendance(f.Called.Reveal(), f.Facts.Presence)
}

func sayParticipation(f Facts, say Phrases) string {
	if !f.Facts.Presence.State.Came() || f.Facts.Participation < 0 || f.Facts.Participation > 3 {
		return ""
	}
	return say("draft.participation."+strconv.Itoa(f.Facts.Participation), "name", f.Called.Reveal())
}

func sayResponses(f Facts, say Phrases) string {
	if len(f.Facts.Responses) == 0 {
		return ""
	}
	return say("draft.response", "name", f.Called.Reveal(), "list", say.words("response", f.Facts.Responses))
}

func sayHelp(f Facts, say Phrases) string {
	var said []string
	if n := f.Facts.HelpGiven; n > 0 {
		said = append(said, say("draft.help.given", "name", f.Called.Reveal(), "n", n))
	}
	if n := f.Facts.HelpReceived; n > 0 {
		said = append(said, say("draft.help.received", "name", f.Called.Reveal(), "n", n))
	}
	return paragraph(said)
}

func sayGoalSeen(f Facts, say Phrases) string {
	if f.Facts.GoalSeen == 0 {
		return ""
	}
	return say("draft.goal_seen", "n", f.Facts.GoalSeen)
}

func sayStars(f Facts, _ Phrases) string { return texts(f.Facts.Stars) }

func texts(all []private.Text) string {
	var said []string
	for _, t := range all {
		said = append(said, stop(t.Reveal()))
	}
	return paragraph(said)
}

func saySentence(f Facts, _ Phrases) string { return stop(f.Facts.Sentence.Reveal()) }

func sayGoal(f Facts, say Phrases) string { return say.labelled("draft.goal", f.Goal) }

func sayProgress(f Facts, say Phrases) string {
	if !f.Facts.HasProgress {
		return ""
	}
	return say("draft.progress", "level", say("progress."+strconv.Itoa(f.Facts.Progress)))
}

func sayWords(f Facts, say Phrases) string {
	if f.Words.Empty() {
		return ""
	}
	return say("draft.words", "name", f.Called.Reveal(), "text", stop(f.Words.Reveal()))
}

func sayActivity(f Facts, say Phrases) string {
	if !f.Facts.Presence.State.Came() {
		return ""
	}
	return say.labelled("draft.activity", private.Of(f.Activity))
}

func sayActs(f Facts, say Phrases) string {
	if len(f.Facts.Acts) == 0 {
		return ""
	}
	return say("draft.acts", "list", say.words("act", f.Facts.Acts))
}

func sayTheme(f Facts, say Phrases) string { return say.labelled("draft.theme", f.Theme) }

func sayPromises(f Facts, say Phrases) string {
	var said []string
	for _, p := range f.Facts.Promises {
		if p.Empty() { // marked by two taps, without words
			said = append(said, say("draft.promised", "name", f.Called.Reveal()))
			continue
		}
		said = append(said, say.labelled("draft.promise", p))
	}
	return paragraph(said)
}

func sayNextStep(f Facts, say Phrases) string {
	if f.Facts.NextStep == "" {
		return say.labelled("draft.next_step", f.Facts.NextWords)
	}
	return say("draft.next_step", "text", stop(say("next_step."+f.Facts.NextStep)))
}
