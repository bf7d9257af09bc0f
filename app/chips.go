package app

import (
	"slices"

	"groupwork/phrase"
	"groupwork/private"
	"groupwork/session"
)

// chips turns a card into the entries that make the journal say the same. What stands already is not said again;
// a response that is no longer chosen is taken out by a correction.
func (h *House) chips(r record, seat int, in NoteInput) []EntryInput {
	facts, _ := r.meeting.Seat(seat)
	var entries []EntryInput
	say := func(e EntryInput) {
		e.Seat = seat
		entries = append(entries, e)
	}
	takeOut := func(word, detail string) {
		for _, e := range r.standing(seat, word) {
			if detail == "" || e.Detail == detail {
				say(EntryInput{Kind: string(session.Correction), Corrects: string(e.ID)})
			}
		}
	}
	for _, code := range in.Responses {
		if !slices.Contains(facts.Responses, code) {
			say(EntryInput{Kind: string(session.Chip), Word: session.ChipResponse, Detail: code})
		}
	}
	for _, code := range facts.Responses {
		if in.Responses != nil && !slices.Contains(in.Responses, code) {
			takeOut(session.ChipResponse, code)
		}
	}
	if in.Participation != nil && *in.Participation != facts.Participation {
		say(EntryInput{Kind: string(session.Chip), Word: session.ChipParticipation, Value: *in.Participation})
	}
	if in.Progress != nil && (!facts.HasProgress || *in.Progress != facts.Progress) {
		say(EntryInput{Kind: string(session.Chip), Word: session.ChipProgress, Value: *in.Progress})
	}
	h.nextStep(facts, private.Of(in.NextStep), say, takeOut)
	if !private.Of(in.Sentence).Same(facts.Sentence) {
		say(EntryInput{Kind: string(session.Sentence), Text: in.Sentence})
	}
	return entries
}

func (h *House) nextStep(facts session.SeatFacts, step private.Text, say func(EntryInput), takeOut func(word, detail string)) {
	code := h.stepCode(step.Reveal())
	switch {
	case step.Empty() && (facts.NextStep != "" || !facts.NextWords.Empty()):
		takeOut(session.ChipNextStep, "")
	case step.Empty():
	case code != "" && code != facts.NextStep:
		say(EntryInput{Kind: string(session.Chip), Word: session.ChipNextStep, Detail: code})
	case code == "" && !step.Same(facts.NextWords):
		say(EntryInput{Kind: string(session.Chip), Word: session.ChipNextStep, Text: step.Reveal()})
	}
}

// stepCode is the code of a next step that is said by its code or in the words of its phrase, in any language.
func (h *House) stepCode(step string) string {
	for _, code := range h.Library.Vocabulary().NextSteps {
		if step == code {
			return code
		}
		for _, lang := range phrase.Languages {
			if step == h.Phrases.In(lang).Say("next_step."+code) {
				return code
			}
		}
	}
	return ""
}

// standing are the chips of a seat that no entry takes out.
func (r record) standing(seat int, word string) []session.Entry {
	gone := map[session.EntryID]bool{}
	for _, e := range r.entries {
		gone[e.Corrects] = true
	}
	var all []session.Entry
	for _, e := range r.entries {
		if e.Kind == session.Chip && e.Seat == seat && e.Word == word && !gone[e.ID] {
			all = append(all, e)
		}
	}
	return all
}
