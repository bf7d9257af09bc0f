package app

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"groupwork/access"
	"groupwork/compose"
	"groupwork/compose/roster"
	"groupwork/compose/sheet"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
)

// Composable is the people that a worker can compose groups of.
type Composable struct {
	Groups []ComposableGroup // people waiting or invited, by group
	Others []PersonRef       // everybody else whom the worker may know
}

// ComposableGroup is one group with those who are on their way in.
type ComposableGroup struct {
	GroupRef
	People []PersonRef
}

// Composable lists who can be composed: those on their way into the worker's groups, and everybody else they work with.
func (h *House) Composable(ctx context.Context, who access.Who) (all Composable, err error) {
	err = h.look(ctx, who, access.ComposeGroups, nil, func(a *at) error {
		cards, err := a.people()
		if err != nil {
			return err
		}
		called := map[people.ID]PersonRef{}
		for _, c := range cards {
			called[c.ID] = c.PersonRef
		}
		groups, err := a.GroupsOf(ctx, a.self, a.now)
		if err != nil {
			return err
		}
		listed := map[people.ID]bool{}
		for _, g := range groups {
			one, err := a.comingInto(g, called)
			if err != nil {
				return err
			}
			for _, p := range one.People {
				listed[p.ID] = true
			}
			if len(one.People) > 0 {
				all.Groups = append(all.Groups, one)
			}
		}
		for _, c := range cards {
			if !listed[c.ID] {
				all.Others = append(all.Others, c.PersonRef)
			}
		}
		return nil
	})
	return all, err
}

// comingInto lists who is on their way into a group, as far as the worker may know them.
func (a *at) comingInto(g group.Group, called map[people.ID]PersonRef) (ComposableGroup, error) {
	one := ComposableGroup{GroupRef: ref(g)}
	if !g.Closed.IsZero() {
		return one, nil
	}
	stays, err := a.StaysIn(a.ctx, g.ID)
	for _, s := range stays {
		p, known := called[s.Person]
		if known && (s.State == group.Invited || s.State == group.Screened || s.State == group.Waiting) {
			one.People = append(one.People, p)
		}
	}
	return one, err
}

// StartDraft is where a composition begins: people on record by id, or a file, and the way of composing.
type StartDraft struct {
	Preset  string
	People  []string
	File    string
	Content []byte
}

// StartDraft begins a composition. The file is read and not kept. Of too many of one worker the one left alone longest
// goes.
func (h *House) StartDraft(ctx context.Context, who access.Who, in StartDraft) (id string, err error) {
	var d *draft
	err = h.look(ctx, who, access.ComposeGroups, nil, func(a *at) error {
		preset, ok := presetCalled(in.Preset)
		if !ok {
			return wrong("app.StartDraft", "preset", "compose.preset.missing")
		}
		d = &draft{id: h.NewID(), book: who.Book, by: a.self, made: a.now, touched: a.now, version: 1, preset: preset.Name, seed: 1, effort: 1, pins: map[int]bool{}}
		if len(in.Content) > 0 {
			err = d.read(in)
		} else {
			err = d.gather(a, in.People, preset)
		}
		if err != nil {
			return err
		}
		d.size(preset)
		d.model(preset)
		return nil
	})
	if err != nil {
		return "", err
	}
	if err := h.layFirst(ctx, d); err != nil {
		return "", err
	}
	return h.drafts.keep(d).id, nil
}

func presetCalled(name string) (compose.Preset, bool) {
	for _, p := range compose.Presets() {
		if p.Name == name {
			return p, true
		}
	}
	return compose.Preset{}, false
}

// read takes the people from a file.
func (d *draft) read(in StartDraft) error {
	rows, err := sheet.Read(in.File, in.Content)
	if err != nil {
		return unread(err)
	}
	p, err := roster.Read(in.File, rows)
	if err != nil {
		return unread(err)
	}
	if len(p.People) < 2 || len(p.People) > mostComposed {
		return tooMany("file")
	}
	d.source = in.File
	for _, name := range p.People {
		d.names, d.ids = append(d.names, private.Of(name)), append(d.ids, "")
	}
	d.table = recorded(rows)
	d.problem = numbered(p)
	return nil
}

// recorded keeps of a table what describes people: pairs, choices and places have become part of the problem.
func recorded(rows [][]string) [][]string {
	var keep []int
	for c, head := range rows[0] {
		switch name := strings.ToLower(strings.TrimSpace(head)); name {
		case "together", "apart", "choices", "group", "not in":
		default:
			keep = append(keep, c)
		}
	}
	var out [][]string
	for _, row := range rows {
		if strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		kept := make([]string, len(keep))
		for i, c := range keep {
			if c < len(row) {
				kept[i] = strings.TrimSpace(row[c])
			}
		}
		out = append(out, kept)
	}
	return out
}

// numbered takes the names off a problem: the science knows people by number.
func numbered(p *compose.Problem) *compose.Problem {
	for x := range p.People {
		p.People[x] = strconv.Itoa(x + 1)
	}
	return p
}

func tooMany(field string) error {
	return &fault.Error{Kind: fault.Invalid, Op: "app.StartDraft",
		Fields: []fault.Field{{Name: field, Key: "compose.people.count", Args: map[string]any{"max": mostComposed}}}}
}

// mostTroubles is how many wrong cells of a file are named at once.
const mostTroubles = 30

// unread turns what is wrong with a file into wrong fields.
func unread(err error) error {
	e := &fault.Error{Kind: fault.Invalid, Op: "app.unread"}
	var one *sheet.Trouble
	var many roster.Troubles
	switch {
	case errors.As(err, &one):
		key := "compose.trouble." + one.Key
		e.Fields = []fault.Field{{Name: "file", Key: key, Args: map[string]any{"file": one.File, "row": one.Row}}}
	case errors.As(err, &many):
		for i, t := range many {
			if i == mostTroubles {
				e.Fields = append(e.Fields, fault.Field{Name: "file", Key: "compose.trouble.more", Args: map[string]any{"n": len(many) - i}})
				break
			}
			e.Fields = append(e.Fields, fault.Field{Name: "file", Key: "compose.trouble." + t.Key,
				Args: map[string]any{"file": t.File, "row": t.Row, "column": t.Column, "value": t.Value}})
		}
	default:
		return err
	}
	return e
}

// gather makes a table of people on record: what is known of them, and room for what the model looks at.
func (d *draft) gather(a *at, ids []string, preset compose.Preset) error {
	cards, err := a.people()
	if err != nil {
		return err
	}
	known := map[people.ID]bool{}
	for _, c := range cards {
		known[c.ID] = true
	}
	for _, id := range ids {
		if !known[people.ID(id)] {
			return wrong("app.StartDraft", "people", "app.person.unknown")
		}
		d.ids = append(d.ids, people.ID(id))
		known[people.ID(id)] = false // ticked twice is once
	}
	if len(d.ids) < 2 || len(d.ids) > mostComposed {
		return tooMany("people")
	}
	persons, err := a.Tx.People(a.ctx, d.ids)
	if err != nil {
		return err
	}
	looks := preset.Looks()
	head := []string{"name"}
	for _, l := range looks {
		head = append(head, column(l))
	}
	d.table = [][]string{head}
	taken := map[string]int{}
	for _, id := range d.ids {
		p := persons[id]
		name := p.Called.Reveal()
		if taken[name]++; taken[name] > 1 {
			name += " " + strconv.Itoa(taken[name])
		}
		d.names = append(d.names, private.Of(name))
		row := []string{name}
		for _, l := range looks {
			row = append(row, onRecord(p, l.Name, a.now))
		}
		d.table = append(d.table, row)
	}
	return d.reread(d.table)
}

// column heads a column for a table.
func column(l compose.Look) string {
	if l.Kind == compose.Ordered {
		return l.Name + ":ordered(young child<child<teen<young adult<adult<older adult)"
	}
	return l.Name + ":" + string(l.Kind)
}

// onRecord is what the book knows of somebody that groups are composed by.
func onRecord(p people.Person, name string, now time.Time) string {
	switch name {
	case "age":
		born, err := time.Parse(time.DateOnly, p.Born.Reveal())
		if err != nil || born.After(now) {
			return ""
		}
		years := now.Year() - born.Year()
		if now.YearDay() < born.AddDate(years, 0, 0).YearDay() {
			years--
		}
		return strconv.Itoa(years)
	case "language":
		if len(p.Languages) > 0 {
			return p.Languages[0]
		}
	}
	return ""
}
