package web

import (
	"slices"
	"strconv"
	"strings"

	"groupwork/app"
	"groupwork/group"
	"groupwork/note"
	"groupwork/practice"
)

// WriteUpPage is the debrief and every note of a session on one screen. In holds what stands in the fields: what
// is stored, or what was typed and could not be saved.
type WriteUpPage struct {
	Page
	Up         app.WriteUp
	Vocabulary practice.Vocabulary
	Prompts    []string // ids of the debrief prompts, in order
	In         writeUpInput
	Was        writeUpInput    // what was stored when this page was made
	Stale      map[string]bool // "session" or a note that somebody else saved meanwhile
}

// DrawsRoles tells whether the pack asks who held which part of leading.
func (p WriteUpPage) DrawsRoles() bool { return slices.Contains(p.Up.Pack.Pictures, "roles") }

// question is one field of the write-up.
type question struct {
	Name, Ask, Text string
}

// Path is a path below the session's.
func (p WriteUpPage) Path(below string) string { return sessionPath(p.Up.Session.ID) + below }

// GroupPath is the way back to the group.
func (p WriteUpPage) GroupPath() string { return "/groups/" + string(p.Up.Group.ID) }

// Number is "Session 7".
func (p WriteUpPage) Number() string { return p.Say("meet.number", "number", p.Up.Session.Number) }

// MayWrite tells whether this person writes and signs; a supervisor reads.
func (p WriteUpPage) MayWrite() bool {
	return p.Up.Part == group.Lead || p.Up.Part == group.CoWorker
}

// written tells whether somebody wrote in a note.
func (p WriteUpPage) written(id note.ID) bool {
	return slices.ContainsFunc(p.notes(), func(n app.NoteView) bool { return n.Note.ID == id && n.Note.Touched })
}

// notes gives the group note and the members' notes.
func (p WriteUpPage) notes() []app.NoteView {
	all := []app.NoteView{p.Up.GroupNote}
	for _, m := range p.Up.Members {
		all = append(all, m.NoteView)
	}
	return all
}

// Waiting counts the notes to sign, ToMend those that cannot be signed as they are.
func (p WriteUpPage) Waiting() int { return p.Up.Waiting }

// ToMend counts the notes that name somebody else or are too like another.
func (p WriteUpPage) ToMend() int {
	n := 0
	for _, v := range p.notes() {
		if v.State == app.NoteNames || v.State == app.NoteClone {
			n++
		}
	}
	return n
}

// Meeting is when the session was and who came, in one line.
func (p WriteUpPage) Meeting() string {
	s := p.Up.Session
	return p.Say("writeup.meeting", "from", p.Time(s.Began), "to", p.Time(s.Ended), "minutes", int(s.Ended.Sub(s.Began).Minutes()), "came", p.Up.Came, "of", p.Up.Of)
}

// FactsLine says where the facts come from.
func (p WriteUpPage) FactsLine() string {
	f := p.Up.Facts
	return p.Say("writeup.facts", "arrivals", f.Arrivals, "marks", f.Marks, "pulses", f.Pulses)
}

// Debrief gives the eight prompts and the model's fields with what was answered.
func (p WriteUpPage) Debrief() []question { return p.questions(p.In) }

// Theirs gives the answers that are stored now, where somebody else saved them.
func (p WriteUpPage) Theirs() []question {
	var said []question
	for _, q := range p.questions(p.Was) {
		if q.Text != "" {
			said = append(said, q)
		}
	}
	return said
}

func (p WriteUpPage) questions(in writeUpInput) []question {
	var all []question
	for i, id := range p.Prompts {
		all = append(all, question{Name: "debrief." + strconv.Itoa(i+1), Ask: strconv.Itoa(i+1) + ". " + p.Say("debrief."+id), Text: in.Debrief.Answers[i+1]})
	}
	for _, field := range p.Up.Pack.Process {
		all = append(all, question{Name: "process." + field, Ask: p.Say("process." + field), Text: in.Debrief.Process[field]})
	}
	return all
}

// DebriefCount says how many questions are answered.
func (p WriteUpPage) DebriefCount() string {
	all, answered := p.Debrief(), 0
	for _, q := range all {
		if strings.TrimSpace(q.Text) != "" {
			answered++
		}
	}
	return p.Say("writeup.debrief.count", "count", answered, "all", len(all))
}

// DebriefOpen tells whether the questions are unfolded: while most are unanswered, or one is wrong.
func (p WriteUpPage) DebriefOpen() bool {
	answered := 0
	for _, q := range p.Debrief() {
		if p.Problem(q.Name) != "" {
			return true
		}
		if q.Text != "" {
			answered++
		}
	}
	return answered < 3 || p.Stale["session"]
}

// Field names a field of one note.
func (p WriteUpPage) Field(id note.ID, name string) string { return fieldOf(id, name) }

func fieldOf(id note.ID, name string) string { return "n." + string(id) + "." + name }

// Typed is what stands in the fields of a note.
func (p WriteUpPage) Typed(id note.ID) app.NoteInput { return p.In.Notes[id] }

// Sections gives the fields of a note's text: every heading of its format, and further ones that it holds.
func (p WriteUpPage) Sections(n app.NoteView) []question {
	in := p.In.Notes[n.Note.ID]
	var all []question
	for _, key := range p.In.keys(n.Note) {
		all = append(all, question{Name: fieldOf(n.Note.ID, "section."+key), Ask: p.Say(practice.HeadingKey(n.Note.Format, key)), Text: in.Sections[key]})
	}
	return all
}

// Chosen is the chip that is on for a kind, or "".
func (p WriteUpPage) Chosen(id note.ID, kind string) string {
	in := p.In.Notes[id]
	value := in.Participation
	if kind == "progress" {
		value = in.Progress
	}
	if value == nil {
		return ""
	}
	return strconv.Itoa(*value)
}

// Unsaid tells whether nobody has said a chip of this kind yet; what was said can be changed, not unsaid.
func (p WriteUpPage) Unsaid(id note.ID, kind string) bool {
	was := p.Was.Notes[id]
	return kind == "progress" && was.Progress == nil || kind == "participation" && was.Participation == nil
}

// HasResponse tells whether a response chip is on.
func (p WriteUpPage) HasResponse(id note.ID, code string) bool {
	return slices.Contains(p.In.Notes[id].Responses, code)
}

// FactsOf says the chips of a member in a line.
func (p WriteUpPage) FactsOf(m app.MemberNote) string {
	var said []string
	if c := p.Chosen(m.Note.ID, "participation"); c != "" {
		said = append(said, p.Say("participation."+c))
	}
	if c := p.Chosen(m.Note.ID, "progress"); c != "" {
		said = append(said, p.Say("progress."+c))
	}
	for _, r := range p.In.Notes[m.Note.ID].Responses {
		said = append(said, p.Say("response."+r))
	}
	if len(said) == 0 {
		return p.Say("writeup.member.none")
	}
	return strings.Join(said, " · ")
}

// FactsOpen tells whether a member's chips are unfolded.
func (p WriteUpPage) FactsOpen(m app.MemberNote) bool {
	return m.State == app.NoteClone || p.Problem(fieldOf(m.Note.ID, "sentence")) != ""
}

// Short is a seat's two letters.
func (p WriteUpPage) Short(seat int, name string) string {
	for _, s := range p.Up.Circle.Seats {
		if s.Number == seat && s.Short != "" {
			return s.Short
		}
	}
	letters := []rune(name)
	return string(letters[:min(2, len(letters))])
}

// FormatsFor gives the formats to choose from for a note; a group's note has the one of its model.
func (p WriteUpPage) FormatsFor(n note.Note) []string {
	if n.Kind != note.OfMember {
		return nil
	}
	return p.Up.Formats
}

// piece is part of a text: plain, or a hit of the name guard.
type piece struct {
	Text string
	Hit  bool
}

// pieces cuts a note's text at the hits.
func pieces(n app.NoteView) []piece {
	text, from := n.Text.Reveal(), 0
	var all []piece
	for _, h := range n.Hits {
		if h.Start < from || h.End > len(text) || h.End < h.Start {
			continue
		}
		all = append(all, piece{Text: text[from:h.Start]}, piece{Text: text[h.Start:h.End], Hit: true})
		from = h.End
	}
	return append(all, piece{Text: text[from:]})
}

func notePath(id note.ID) string { return "/notes/" + string(id) }
