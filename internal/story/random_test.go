package story

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/note"
	"groupwork/session"
	"groupwork/store"
)

var noteOps = flag.Int("notes.ops", 100000, "random operations through every act on notes")

// chaos does anything to notes, in any order, as anybody.
type chaos struct {
	*evening
	rng      *rand.Rand
	sessions []session.ID
	notes    []note.ID
	bodies   map[note.ID]string // of signed notes: digest and text
	signed   int
	seq      int64
}

func TestSignedNotesNeverChange(t *testing.T) {
	if testing.Short() {
		t.Skip("thousands of acts")
	}
	t.Parallel()
	const worlds = 4 // at once, because each waits for its disk
	for seed := range uint64(worlds) {
		t.Run(fmt.Sprintf("seed %d", 54+seed), func(t *testing.T) {
			t.Parallel()
			everything(t, 54+seed, *noteOps/worlds)
		})
	}
}

// everything does a number of random acts and looks at every signed note all the while.
func everything(t *testing.T, seed uint64, ops int) {
	e := begin(t, "us_outpatient_psychotherapy_example")
	e.opens("remedial")
	e.joins(nine[:4]...)
	c := &chaos{evening: e, rng: rand.New(rand.NewPCG(seed, 1)), bodies: map[note.ID]string{}}
	for range 3 {
		c.oneMore()
	}
	acts := map[string]int{}
	for i := range ops {
		e.later(time.Duration(c.rng.IntN(60)) * time.Second)
		if i%100 == 99 && len(c.sessions) < 30 {
			c.oneMore()
		}
		name, err := c.anything()
		acts[name]++
		if fault.Of(err) == fault.Broken {
			t.Fatalf("operation %d (seed %d), %s: %v", i, seed, name, err)
		}
		if i%20 == 0 {
			c.check(i, c.notes[c.rng.IntN(len(c.notes))])
		}
		if i%2000 == 1999 || i == ops-1 {
			c.check(i, c.notes...)
		}
	}
	if c.signed < 10 || len(acts) < 10 {
		t.Fatalf("too little happened: %d notes signed, acts %v", c.signed, acts)
	}
	t.Logf("%d operations, %d signed notes, acts %v", ops, c.signed, acts)
}

// oneMore holds one more session.
func (c *chaos) oneMore() {
	c.t.Helper()
	c.later(time.Hour)
	c.meets()
	c.closes()
	c.sessions = append(c.sessions, c.session)
	c.signHalf()
}

// signHalf signs what can be signed of some notes, so that every act meets signed and unsigned ones.
func (c *chaos) signHalf() {
	c.t.Helper()
	v := c.desk()
	c.notes = append(c.notes, v.GroupNote.Note.ID)
	var in []app.NoteInput
	ids := []string{string(v.GroupNote.Note.ID)}
	for i, m := range v.Members {
		c.notes = append(c.notes, m.Note.ID)
		in = append(in, card(m, sentences[(i+3*len(c.sessions))%len(sentences)]))
		if i%2 == 0 {
			ids = append(ids, string(m.Note.ID))
		}
	}
	c.must(c.house.SaveNotes(c.t.Context(), c.who["rosa"], c.session, in))
	_, err := c.house.Sign(c.t.Context(), c.who["rosa"], c.session, ids)
	c.must(err)
	c.check(-1, c.notes[len(c.notes)-len(ids):]...)
}

// check compares signed notes with what was signed, and learns those that are new.
func (c *chaos) check(op int, notes ...note.ID) {
	c.t.Helper()
	for _, id := range notes {
		n := c.stored(id)
		if n.Signed.IsZero() {
			if _, was := c.bodies[id]; was {
				c.t.Fatalf("operation %d: a signed note is a draft again", op)
			}
			continue
		}
		body := n.Hash + "\n" + n.Text() + "\n" + string(n.SignedBy) + n.Signed.String() + n.Format
		if was, known := c.bodies[id]; known && was != body || !n.Intact() {
			c.t.Fatalf("operation %d: a signed note changed", op)
		} else if !known {
			c.bodies[id] = body
			c.signed++
		}
	}
}

// stored is a note as it lies in the records.
func (c *chaos) stored(id note.ID) (n note.Note) {
	c.t.Helper()
	c.must(c.records.Look(c.t.Context(), slug, func(tx *store.Tx) (err error) {
		n, err = tx.Note(c.t.Context(), id)
		return err
	}))
	return n
}

func (c *chaos) words() string {
	n := c.rng.IntN(len(sentences))
	return fmt.Sprintf("%s and then %d times more", sentences[n], c.rng.IntN(1000))
}

// anything does one random act. Refusals are part of it.
func (c *chaos) anything() (string, error) {
	ctx := c.t.Context()
	as := []string{"rosa", "rosa", "rosa", "tomas", "joyce", "otto"}[c.rng.IntN(6)]
	who, sid, id := c.who[as], c.sessions[c.rng.IntN(len(c.sessions))], c.notes[c.rng.IntN(len(c.notes))]
	n := c.stored(id)
	version := n.Version - c.rng.IntN(5)/4 // now and then an old one
	part, progress := c.rng.IntN(5), c.rng.IntN(6)-3
	in := app.NoteInput{ID: string(id), Version: version, Sentence: c.words(), Participation: &part, Progress: &progress, Responses: []string{"engaged"}}
	switch c.rng.IntN(14) {
	case 0:
		return "save chips", c.house.SaveNotes(ctx, who, n.Session, []app.NoteInput{in})
	case 1:
		in.Sections = map[string]string{"goal": c.words(), "response": c.words(), "header": c.words()}
		return "write", c.house.SaveNotes(ctx, who, n.Session, []app.NoteInput{in})
	case 2:
		return "save in another session", c.house.SaveNotes(ctx, who, sid, []app.NoteInput{in})
	case 3:
		return "draft again", c.house.Redraft(ctx, who, id, version, []string{"", "DAP", "SOAP", "SUMMARY", "none"}[c.rng.IntN(5)])
	case 4:
		return "write another", c.house.WriteAnother(ctx, who, id, version)
	case 5:
		_, err := c.house.Sign(ctx, who, sid, []string{string(id)})
		return "sign one", err
	case 6:
		_, err := c.house.Sign(ctx, who, n.Session, []string{string(id)})
		return "sign one in place", err
	case 7:
		if c.rng.IntN(20) > 0 { // rarely, so that drafts remain
			return "read", nil
		}
		_, err := c.house.Sign(ctx, who, sid, nil)
		return "sign all", err
	case 8:
		return "add", c.house.AddToNote(ctx, who, id, c.words())
	case 9:
		return "co-sign", c.house.CosignNote(ctx, who, id)
	case 10:
		s, err := c.house.Session(ctx, c.who["rosa"], sid)
		c.must(err)
		return "debrief", c.house.SaveDebrief(ctx, who, sid, s.Session.Version, app.DebriefInput{Answers: map[int]string{1 + c.rng.IntN(9): c.words()}})
	case 11:
		c.seq++
		_, err := c.house.Record(ctx, who, sid, []app.EntryInput{c.tap(as, c.seq, app.EntryInput{Kind: string(session.Attendance),
			Seat: 1 + c.rng.IntN(5), Word: []string{"present", "late", "absent_told_us", "nowhere"}[c.rng.IntN(4)]})})
		return "late attendance", err
	case 12:
		return "roster", c.roster()
	}
	_, err := c.house.WriteUp(ctx, who, sid)
	return "read the desk", err
}

// roster lets somebody leave, or changes a name, a goal or the model.
func (c *chaos) roster() error {
	ctx, rosa := c.t.Context(), c.who["rosa"]
	n := nine[c.rng.IntN(4)]
	switch c.rng.IntN(40) {
	case 0:
		return c.house.EndStay(ctx, rosa, c.stay[n], c.look(n).Stay.Version, app.LeaveInput{})
	case 1, 2:
		g := c.view().Group
		model := []string{"reciprocal", "social_goals"}[c.rng.IntN(2)]
		err := c.house.ChooseModel(ctx, rosa, c.group, g.Version, app.ChooseModel{Model: model, Reason: "Trying", Agreed: "All of us"})
		if err == nil {
			c.answers(model)
		}
		return err
	}
	if c.look(n).Stay.State != group.Active {
		return nil
	}
	return c.house.EditIntake(ctx, rosa, c.stay[n], c.look(n).Stay.Version, map[string]string{"hopes": c.words()}, c.words(), c.rng.IntN(5)-2)
}
