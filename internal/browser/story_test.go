package browser

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// whole is a group from its first thought to signed notes.
type whole struct {
	name, purpose, model string
	answers              []string // to the five questions
	phase                string   // the first of the model
	gate                 string   // what its workers answer before the first meeting begins, or ""
	asks                 string   // one question that only this model asks at the beginning
	members              [3]string
	goal                 string
	chip, response       string // of the first member in the write-up
	section              string // a heading of this model's notes
}

func aReciprocalGroup(t *testing.T, h *house) {
	whole{
		name: "Parents by the harbour", purpose: "Help each other with children in two homes.", model: "Reciprocal model (mutual aid)",
		answers: []string{"People and a service together", "Between people and the services they must deal with", "They already share a task, ward, class or role",
			"Members on the content, worker on the working together", "They helped each other and were heard"},
		phase: "Tuning in", gate: "common_ground", asks: "What have you learned that could help someone else?", members: [3]string{"Adalind", "Bertil", "Corisande"},
		goal: "Says what she needs before the weekend", chip: "joins in", response: "supportive to others", section: "Response",
	}.passes(t, h)
}

func aRemedialGroup(t *testing.T, h *house) {
	whole{
		name: "Mornings first", purpose: "Leave the house before nine again, one step at a time.", model: "Remedial model",
		answers: []string{"A referrer, clinic, school or court", "In each person's behaviour or daily life", "Members are chosen one by one",
			"Mostly the worker", "Each person met their own goal"},
		phase: "Intake", asks: "What will people see you doing differently, and where?", members: [3]string{"Dunstan", "Ermina", "Folkert"},
		goal: "Is at the bus stop at eight, three days a week", chip: "follows, short answers", response: "quiet and attentive", section: "Response",
	}.passes(t, h)
}

// passes tells the whole story, from signing in to a member who reads what was written.
func (w whole) passes(t *testing.T, h *house) {
	p := h.enters(t, "worker")
	p.sees("Today", "Needs you")
	w.opensGroup(p)
	w.plans(p)
	members := []*person{}
	for i, name := range w.members {
		if m := w.joins(p, h, name, i); m != nil {
			members = append(members, m)
		}
	}
	w.tellsGoal(p)
	w.meets(p)
	w.writesUp(p)
	w.reads(members[0])
	p.leaves()
}

// opensGroup answers the five questions; the ranking has reasons and chooses nothing by itself.
func (w whole) opensGroup(p *person) {
	p.t.Helper()
	p.follows("Groups").follows("Open a group")
	p.writes("Name of the group", w.name).writes("What it is for", w.purpose)
	p.presses("Answer the five questions")
	for _, a := range w.answers {
		p.presses(a, ".chooser")
	}
	p.follows("Rank the models").sees("Ordered by your answers. The choice is yours.", "15 of 15")
	if first := p.reads(".model-choice:first-of-type .model-name"); !strings.HasPrefix(p.reads(".models .model-name"), w.model) {
		p.t.Errorf("the answers lead to %q first, not to %q", first, w.model)
	}
	if p.counts(".model-choice:first-of-type .reasons li") == 0 && p.counts(".reasons li") == 0 {
		p.t.Error("the ranking gives no reasons")
	}
	if p.counts("input[name=model]:checked") != 0 {
		p.t.Error("the ranking chose a model by itself")
	}
	p.presses(w.model, ".models").writes("Why this model?", "The answers fit, and the others agreed.").presses("Open group")
	p.follows("Open the group", "main form").sees(w.name, w.phase, "Nobody is in the group yet.")
}

// plans writes the eight boxes, lays out the dates, and names who works the group.
func (w whole) plans(p *person) {
	p.t.Helper()
	p.follows("Plan", "main .acts").sees("Eight boxes.")
	if n := p.counts(".boxes textarea"); n != 8 {
		p.t.Errorf("%d boxes, not 8", n)
	}
	p.writes("Need", "Eleven people asked for it.", ".boxes").writes("Shape", "Four evenings, ninety minutes, Room 2.", ".boxes")
	p.follows("Save the plan").sees(w.name)
	p.presses("More", "main").follows("Dates", "main .menu")
	p.writes("First meeting", here(time.Now()).Format(time.DateOnly)).writes("Time", here(time.Now()).Format("15:04"))
	p.writes("Minutes", "90").writes("How many meetings", "4").chooses("How often", "every week").writes("Place", "Room 2")
	p.follows("Show the dates").sees("The group would meet 4 times", "Nothing is saved yet.")
	p.follows("Save the dates").sees("Session 1")
	if !strings.Contains(p.where(), "schedule") {
		p.presses("More", "main")
		p.follows("Who works the group", "main .menu")
	} else {
		p.follows(w.name).presses("More", "main").follows("Who works the group", "main .menu")
	}
	p.chooses("Tomas K.", "co-worker").chooses("Joyce A.", "supervisor")
	p.follows("Save the parts")
}

// joins asks somebody. The first answers for themselves on a phone; the others say yes face to face. Without a yes
// there is no way in.
func (w whole) joins(p *person, h *house, name string, i int) *person {
	p.t.Helper()
	w.toGroup(p)
	p.follows("Invite a member").writes("Called", name).presses("chose freely")
	p.follows("Ask them").sees(name, "invited", "Before they can be a member:", w.asks[:0]+"Their own yes")
	p.seesNot("Becomes a member")
	if i > 0 {
		p.presses("face to face").follows("Keep their yes").sees("Said on", "Nothing is missing any more.")
		p.follows("Becomes a member").sees(fmt.Sprintf("seat %d", i+1))
		return nil
	}
	stay := p.where()
	p.follows("Make a link").sees("It is shown only now.")
	link := asks[string](p, `document.querySelector("input.link").value`)
	m := h.opens(p.t).holds(phone)
	m.visits(link).sees("Welcome, "+name, w.purpose)
	m.writes("E-mail", strings.ToLower(name)+"@example.org").writes("A password", "seven small boats at noon")
	m.follows("Come in").sees("You are asked to join").follows("Read and answer")
	m.sees("It is your choice.", w.purpose, "You may always say “pass”.", "Who sees what")
	m.presses("notes are written about me").follows("Yes, I want to join").sees("Thank you. Your answer is stored.", "You said yes.")
	p.visits(stay).sees("in their own account").follows("Becomes a member").sees("seat 1")
	m.visits("/my").sees("You are a member", "Next meeting")
	return m
}

// tellsGoal writes down the first member's goal; the model's own questions are asked.
func (w whole) tellsGoal(p *person) {
	p.t.Helper()
	w.toGroup(p)
	p.follows(w.members[0], ".people-table")
	p.presses("What this model asks").sees(w.asks)
	p.writes("Own goal", w.goal).chooses("Where it stands now", "−1")
	p.follows("Keep the answers")
	w.toGroup(p)
	p.sees(w.goal)
}

func (w whole) toGroup(p *person) {
	p.t.Helper()
	p.follows("Groups").follows(w.name)
}

// passesGate tries to begin, is told what stands in the way and where that is mended, and mends it.
func (w whole) passesGate(p *person) {
	p.t.Helper()
	meeting := p.where()
	p.sees("Before it begins", "needed")
	p.follows("Begin the session").sees("stands in the way").follows("Go where this is mended")
	p.touches(`input[name="` + w.gate + `"][value="1"]`).follows("Save").visits(meeting)
}

// meets plans the first session, holds it with attendance, two-tap marks, a decision and the pulse on one device, and
// ends it.
func (w whole) meets(p *person) {
	p.t.Helper()
	p.follows("Session 1", "main .page-head").writes("What we are here for today", "Find out what each of us needs.")
	p.writes("The parts and their minutes", "15 Opening round\n60 What we share\n15 Closing round")
	p.follows("Save the plan").sees("90 of 90 minutes")
	if w.gate != "" {
		w.passesGate(p)
	}
	p.follows("Begin the session").sees("At the door", "Still expected: 3")
	p.presses("Late", `.door li[data-seat="2"]`).sees("Still expected: 2")
	p.presses("All the others are here").sees("Still expected: 0")
	p.presses("The room").sees("Opening round", "Tap a seat or a word")
	before := p.taps
	p.touches(`[data-circle] a[data-seat="1"]`).sees(w.members[0] + ": what did you see?")
	p.presses("Goal seen").sees(w.members[0] + " · goal seen")
	if p.taps-before != 2 {
		p.t.Errorf("a mark took %d taps", p.taps-before)
	}
	p.touches(`[data-circle] a[data-seat="1"]`).presses("Help given").touches(`[data-circle] a[data-seat="3"]`)
	p.sees(w.members[0] + " → " + w.members[2] + " · help given")
	p.presses("Moment", "#mark").presses("Laughter", "#mark").sees("Marks: 3.")
	p.presses("Write down a decision").writes("Decided", "We begin on time.", "form[data-words=decision]").presses("Keep the decision")
	p.sees("Everything is stored")
	p.follows("Pulse").sees("Who is next?")
	p.follows(w.members[0], ".people-tiles").sees("How was today, " + w.members[0] + "?")
	for _, item := range []string{"belonging", "fit", "use", "voice"} {
		p.touches(`input[name="` + item + `"][value="8"] + span`)
	}
	p.follows("Send").sees("Thank you, "+w.members[0], "Answered: 1 of 3")
	p.follows(w.members[1], ".people-tiles").follows("Skip everything").sees("Answered: 1 of 3")
	p.follows("Back to the session")
	p.presses("End session").follows("Yes, end it now").sees("Write up session 1", "Member notes")
}

// writesUp answers the debrief, meets the name guard, and signs all.
func (w whole) writesUp(p *person) {
	p.t.Helper()
	if !asks[bool](p, `document.querySelector("details.debrief").open`) {
		p.presses("Talk after the session")
	}
	p.writes("1. What stays with you?", "Everybody spoke before the break.")
	p.writes("8. What one thing will we do differently next time?", "Begin with a longer round.")
	for i, name := range w.members {
		card := fmt.Sprintf("[data-member]:nth-of-type(%d)", i+1)
		if !strings.Contains(p.reads(card+" h3"), name) {
			p.t.Fatalf("the note of %s is not number %d", name, i+1)
		}
		if !asks[bool](p, fmt.Sprintf(`document.querySelector(%q).open`, card+" details[data-facts]")) {
			p.presses("How it went", card)
		}
		p.presses(w.chip, card).presses(w.response, card)
		p.writes("One sentence of your own", []string{"Told of a good morning and of the one before it.", "Came late and found a place by the window.", "Drew a map of the way to school for the others."}[i], card)
	}
	first := "[data-member]:nth-of-type(1)"
	p.writes("One sentence of your own", "Asked "+w.members[1]+"'s advice about the bus and took it.", first)
	p.follows("Save", ".write-bar").sees("Names another member")
	p.expects("status of 422")
	p.follows("Sign all 4").sees("Please mend this", "Names another member").seesNot("All notes are signed")
	p.follows("Write “another member”").sees("Ready to sign").seesNot("Names another member")
	if text := asks[string](p, fmt.Sprintf(`[...document.querySelectorAll(%q)].map(e => e.value).join(" ")`, first+" textarea")); strings.Contains(text, w.members[1]) || !strings.Contains(text, "another member") {
		p.t.Errorf("the first note reads %q", text)
	}
	p.follows("Sign all 4").sees("All notes are signed")
	p.follows(w.name).sees("3 of 3 came").seesNot("notes signed")
}

// reads is the member on the phone, who finds their own note and nobody else's.
func (w whole) reads(m *person) {
	m.t.Helper()
	m.visits("/my").follows(w.name).sees(w.goal, "We begin on time.", "Notes about me")
	m.follows("My note, session 1").sees("advice about the bus", "another member").seesNot(w.members[1], w.members[2])
	m.leaves()
}
