package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"groupwork/app"
	"groupwork/compose"
)

// draftPage is what every page of a composition in the making shows.
type draftPage struct{ composeWords }

// Path is a path below the draft's.
func (p draftPage) Path(below string) string { return "/compose/" + p.Draft.ID + below }

func (s *Site) draftPage(r *http.Request) (draftPage, error) {
	v, err := s.App.Draft(r.Context(), who(r), r.PathValue("id"))
	return draftPage{composeWords{s.page(r), v}}, err
}

// DraftTablePage is what is recorded about the people: a row a person, a column an attribute.
type DraftTablePage struct {
	draftPage
	Cells  [][]string // what stands in the form
	Column string
}

// Head is the name of a column, and how it is read.
func (p DraftTablePage) Head(c int) (name, hint string) {
	head := p.Draft.Table[0][c]
	name, kind, _ := strings.Cut(head, ":")
	kind, levels, _ := strings.Cut(kind, "(")
	switch strings.TrimSpace(kind) {
	case string(compose.Hours):
		hint = p.Say("compose.kind.hours")
	case string(compose.Number):
		hint = p.Say("compose.kind.number")
	case string(compose.Several):
		hint = p.Say("compose.kind.several")
	case string(compose.Ordered):
		hint = strings.ReplaceAll(strings.TrimSuffix(levels, ")"), "<", " · ")
	}
	if name = strings.TrimSpace(name); name == "model" || name == "conduct" || name == "touched" {
		hint = p.Say("compose.kind.yes")
	}
	return p.Attribute(name), hint
}

// Columns are the positions of the columns after the name.
func (p DraftTablePage) Columns() []int {
	var all []int
	for c := 1; c < len(p.Draft.Table[0]); c++ {
		all = append(all, c)
	}
	return all
}

// Editable tells whether the table is small enough to be a form.
func (p DraftTablePage) Editable() bool { return len(p.Draft.Table)*len(p.Draft.Table[0]) <= 3000 }

func cellName(row, c int) string { return "c." + strconv.Itoa(row) + "." + strconv.Itoa(c) }

func (s *Site) draftTablePage(r *http.Request) (DraftTablePage, error) {
	d, err := s.draftPage(r)
	p := DraftTablePage{draftPage: d}
	if err != nil {
		return p, err
	}
	for _, row := range p.Draft.Table[1:] {
		p.Cells = append(p.Cells, row[1:])
	}
	return p, nil
}

func (s *Site) showDraftTable(w http.ResponseWriter, r *http.Request) error {
	p, err := s.draftTablePage(r)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, p.Page, p.Say("compose.people"), draftTableSheet(p))
}

func (s *Site) editDraftTable(w http.ResponseWriter, r *http.Request) error {
	p, err := s.draftTablePage(r)
	if err != nil {
		return err
	}
	now := version(r)
	for i := range p.Cells {
		row := slices.Clone(p.Cells[i])
		for c := range row {
			if typed, sent := r.PostForm[cellName(i, c)]; sent {
				row[c] = typed[0]
			}
		}
		p.Cells[i] = row
	}
	p.Column = strings.TrimSpace(r.PostFormValue("column"))
	column := p.Column
	if kind := r.PostFormValue("kind"); column != "" && kind != "" {
		column += ":" + kind
	}
	err = s.App.EditTable(r.Context(), who(r), p.Draft.ID, now, p.Cells, column)
	switch {
	case err == nil && r.PostFormValue("do") == "column":
		return s.saved(w, r, p.Path("/people"))
	case err == nil:
		return s.saved(w, r, p.Path("/wishes"))
	case !mendable(err):
		return err
	}
	p.Page = p.wrongly(err)
	for _, f := range p.Wrong {
		if f.Args["file"] == "" {
			f.Args["file"] = p.Say("compose.people")
		}
	}
	return s.show(w, statusOf(err), p.Page, p.Say("compose.people"), draftTableSheet(p))
}

// DraftWishesPage is what a composition is for.
type DraftWishesPage struct {
	draftPage
	In app.Wishes
}

// Kinds are the wishes that can be added.
func (p DraftWishesPage) Kinds() []option {
	all := []option{{Value: "", Label: p.Say("compose.add.none")}}
	for _, k := range []compose.WishKind{compose.Match, compose.Mixed, compose.Balance, compose.Band, compose.Company, compose.Role,
		compose.Most, compose.Least, compose.Time, compose.Choice, compose.Even} {
		all = append(all, option{Value: string(k), Label: p.Say("compose.kind_of." + string(k))})
	}
	return all
}

// Ofs are the attributes, and their values, that a wish can be about.
func (p DraftWishesPage) Ofs(values bool) []option {
	all := []option{{Value: "", Label: "–"}}
	for _, a := range p.Draft.Problem.Attributes {
		all = append(all, option{Value: a.Name, Label: p.Attribute(a.Name)})
		if len(a.Levels) > 12 || !values {
			continue
		}
		for _, l := range a.Levels {
			all = append(all, option{Value: a.Name + "=" + l, Label: p.Attribute(a.Name) + ": " + isolated(l)})
		}
	}
	return all
}

// Strengths are how much something counts; must is left out where no rule can be made of it.
func (p DraftWishesPage) Strengths(must, drop bool) []option {
	var all []option
	if must {
		all = append(all, option{Value: "must", Label: p.Say("compose.strength.must")})
	}
	for n := 5; n >= 1; n-- {
		all = append(all, option{Value: strconv.Itoa(n), Label: p.Say("compose.strength." + strconv.Itoa(n))})
	}
	if drop {
		all = append(all, option{Value: "0", Label: p.Say("compose.strength.0")}, option{Value: "drop", Label: p.Say("compose.drop")})
	}
	return all
}

// MayMust tells whether a wish can be made a rule.
func (p DraftWishesPage) MayMust(i int) bool {
	return p.Draft.Problem.Wishes[i].Kind.MayMust()
}

// At gives the i-th of a list of the form.
func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// Names are the people to choose from.
func (p DraftWishesPage) Names() []option {
	all := []option{{Value: "", Label: "–"}}
	for x := range p.Draft.Names {
		all = append(all, option{Value: strconv.Itoa(x), Label: p.Name(x)})
	}
	return all
}

// GroupNumbers are the groups to choose from.
func (p DraftWishesPage) GroupNumbers() []option {
	var all []option
	for g := range p.Draft.Problem.Groups {
		all = append(all, option{Value: strconv.Itoa(g + 1), Label: p.Group(g)})
	}
	return all
}

// Listed names attributes one after another.
func (p DraftWishesPage) Listed(names []string) string {
	var all []string
	for _, name := range names {
		all = append(all, p.Attribute(name))
	}
	return strings.Join(all, p.Say("compose.and"))
}

// Choices counts who would like to sit with whom.
func (p DraftWishesPage) Choices() int {
	n := 0
	for _, list := range p.Draft.Problem.Choices {
		n += len(list)
	}
	return n
}
