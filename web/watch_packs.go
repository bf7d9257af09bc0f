package web

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"groupwork/app"
	"groupwork/practice"
)

// PacksPage lists what has rules.
type PacksPage struct {
	Page
	All []app.PackView
}

// PackPage is the rules of one pack. Typed is what stands in the form; Whole is the text of all rules.
type PackPage struct {
	Page
	View  app.PackView
	Typed map[string]string
	Whole string
}

// BookName is what a pack is called.
func (p Page) BookName(v app.PackView) string {
	switch {
	case v.Book == "core":
		return p.Say("watch.core")
	case v.Model:
		return p.Say("pack." + v.Book + ".name")
	}
	return p.Say("watch.book." + v.Book)
}

func (s *Site) showPacks(w http.ResponseWriter, r *http.Request) error {
	all, err := s.App.Packs(r.Context(), who(r))
	if err != nil {
		return err
	}
	p := PacksPage{s.page(r), all}
	return s.show(w, http.StatusOK, p.Page, p.Say("watch.packs"), packsSheet(p))
}

func (s *Site) packPage(r *http.Request) (PackPage, error) {
	v, err := s.App.PackRules(r.Context(), who(r), r.PathValue("pack"))
	p := PackPage{Page: s.page(r), View: v, Typed: map[string]string{}}
	for i, f := range v.Running.Flags {
		p.Typed[flagField(i, "says")] = f.Says
		for name, x := range f.Limits {
			p.Typed[flagField(i, "limits/"+name)] = strconv.FormatFloat(x, 'f', -1, 64)
		}
	}
	whole, failed := json.MarshalIndent(v.Running, "", "  ")
	if err == nil {
		err = failed
	}
	p.Whole = string(whole)
	return p, err
}

// flagField is the name of a field of a flag: its place in the rules.
func flagField(i int, name string) string { return "/flags/" + strconv.Itoa(i) + "/" + name }

// Limits are the limits of a flag in order of name.
func Limits(f practice.Flag) (names []string) {
	for name := range f.Limits {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// InForce says which version of a pack is in force: the house's, or the how manieth change of the agency.
func (p Page) InForce(v app.PackView) string {
	said := p.Say("watch.version", "version", v.House.Version)
	if own, is := v.Own(); is {
		said += " · " + p.Say("watch.change", "number", own.Number)
	}
	return said
}

// Changed says in one line what a version changed, by the ids of the rules.
func (p Page) Changed(v app.PackVersion) string {
	if v.Unread {
		return p.Say("watch.unread")
	}
	var said []string
	for _, one := range []struct {
		key string
		ids []string
	}{{"limits", v.Changed.Limits}, {"words", v.Changed.Words}, {"others", v.Changed.Others}} {
		if len(one.ids) > 0 {
			said = append(said, p.Say("watch.changed."+one.key, "n", len(one.ids), "which", strings.Join(one.ids, ", ")))
		}
	}
	if len(said) == 0 {
		return p.Say("watch.changed.none")
	}
	return p.Say("watch.changed", "what", strings.Join(said, " · "))
}

func (s *Site) showPack(w http.ResponseWriter, r *http.Request) error {
	p, err := s.packPage(r)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, p.Page, p.BookName(p.View), packSheet(p))
}

// forkPack takes a pack in the agency's own version: by its fields, or as one text.
func (s *Site) forkPack(w http.ResponseWriter, r *http.Request) error {
	p, err := s.packPage(r)
	if err != nil {
		return err
	}
	raw := []byte(r.PostFormValue("whole"))
	if strings.TrimSpace(string(raw)) == "" {
		raw, err = p.fromFields(r)
	} else {
		p.Whole = string(raw)
	}
	if err == nil {
		err = s.App.ForkPack(r.Context(), who(r), p.View.Book, raw)
	}
	if err == nil {
		return s.saved(w, r, r.URL.Path)
	}
	if !mendable(err) {
		return err
	}
	p.Page = p.wrongly(err)
	return s.show(w, statusOf(err), p.Page, p.BookName(p.View), packSheet(p))
}

// fromFields writes the rules with what was typed.
func (p PackPage) fromFields(r *http.Request) ([]byte, error) {
	rules := p.View.Running
	rules.Flags = slices.Clone(rules.Flags)
	rules.Origin = p.View.Book + " " + p.View.House.Version
	var wrong []string
	for i := range rules.Flags {
		f := &rules.Flags[i]
		name := flagField(i, "says")
		p.Typed[name] = r.PostFormValue(name)
		f.Says = strings.TrimSpace(p.Typed[name])
		limits := map[string]float64{}
		for _, limit := range Limits(*f) {
			name := flagField(i, "limits/"+limit)
			p.Typed[name] = r.PostFormValue(name)
			x, given, ok := decimal(p.Typed[name])
			if !given || !ok {
				wrong = append(wrong, name)
			}
			limits[limit] = x
		}
		if len(limits) > 0 {
			f.Limits = limits
		}
	}
	if err := unread(wrong); err != nil {
		return nil, err
	}
	return json.Marshal(rules)
}

func (s *Site) runPack(w http.ResponseWriter, r *http.Request) error {
	if err := s.App.RunPack(r.Context(), who(r), r.PathValue("pack"), r.PostFormValue("fork")); err != nil {
		p, loadErr := s.packPage(r)
		if loadErr != nil || !mendable(err) {
			return err
		}
		p.Page = p.wrongly(err)
		return s.show(w, statusOf(err), p.Page, p.BookName(p.View), packSheet(p))
	}
	return s.saved(w, r, "/packs/"+r.PathValue("pack"))
}
