package app

import (
	"context"
	"slices"
	"strings"

	"groupwork/access"
	"groupwork/compose"
	"groupwork/compose/roster"
)

// EditTable replaces what is recorded about the people of a draft: one value a column for each of them, in order.
// Columns can be added; a column in which nothing stands counts as not recorded.
func (h *House) EditTable(ctx context.Context, who access.Who, id string, version int, cells [][]string, column string) error {
	return h.onIdle(ctx, who, id, version, func(d *draft) error {
		table := make([][]string, len(d.table))
		for i, row := range d.table {
			table[i] = slices.Clone(row)
			if i > 0 && i-1 < len(cells) {
				for c, text := range cells[i-1] {
					if c+1 < len(row) {
						table[i][c+1] = text
					}
				}
			}
		}
		if column = strings.TrimSpace(column); column != "" {
			if err := widened(table, column); err != nil {
				return err
			}
		}
		if err := d.reread(table); err != nil {
			return err
		}
		d.behind = d.plan != nil
		preset, _ := presetCalled(d.preset)
		if d.own {
			d.weed()
		} else {
			d.model(preset)
		}
		return nil
	})
}

// widened adds a column to every row.
func widened(table [][]string, column string) error {
	name, _, _ := strings.Cut(column, ":")
	for _, head := range table[0] {
		if have, _, _ := strings.Cut(head, ":"); strings.EqualFold(strings.TrimSpace(have), strings.TrimSpace(name)) {
			return wrong("app.EditTable", "column", "compose.column.taken")
		}
	}
	if len(table[0]) > 40 || len([]rune(column)) > 200 {
		return wrong("app.EditTable", "column", "compose.column.many")
	}
	for i := range table {
		cell := ""
		if i == 0 {
			cell = column
		}
		table[i] = append(table[i], cell)
	}
	return nil
}

// reread makes the attributes from a table; groups, wishes, pairs, places and choices stay as they are.
func (d *draft) reread(table [][]string) error {
	p, err := roster.Read(d.source, filled(table))
	if err != nil {
		return named(unread(err), "file", "table")
	}
	numbered(p)
	if old := d.problem; old != nil {
		attributes := p.Attributes
		c := *old
		p = &c
		p.Attributes = attributes
	}
	d.table, d.problem = table, p
	return nil
}

// filled leaves out columns in which nothing stands.
func filled(table [][]string) [][]string {
	out := make([][]string, len(table))
	for c := range table[0] {
		any := c == 0
		for _, row := range table[1:] {
			any = any || strings.TrimSpace(row[c]) != ""
		}
		for i := range table {
			if any {
				out[i] = append(out[i], table[i][c])
			}
		}
	}
	return out
}

// size proposes how many groups of which size, after the preset.
func (d *draft) size(preset compose.Preset) {
	p := *d.problem
	n := len(p.People)
	groups := max(1, (n+preset.Ideal.To-1)/preset.Ideal.To)
	for _, f := range p.Places {
		groups = max(groups, f.Group+1)
	}
	groups = min(groups, n)
	p.Groups = nil
	for range groups {
		p.Groups = append(p.Groups, compose.Range{From: n / groups, To: (n + groups - 1) / groups})
	}
	d.problem = &p
}

// model sets the wishes to those of a preset.
func (d *draft) model(preset compose.Preset) {
	p := *d.problem
	p.Wishes, p.WorstFirst = nil, 0
	d.missing, d.unread = preset.Apply(&p)
	d.problem, d.preset, d.own = &p, preset.Name, false
}

// weed leaves out wishes about what is no longer recorded.
func (d *draft) weed() {
	p := *d.problem
	p.Wishes = slices.DeleteFunc(slices.Clone(p.Wishes), func(w compose.Wish) bool {
		q := p
		q.Wishes = []compose.Wish{w}
		return q.Check() != nil
	})
	d.problem = &p
}
