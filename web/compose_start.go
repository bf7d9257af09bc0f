package web

import (
	"io"
	"net/http"
	"slices"

	"groupwork/app"
	"groupwork/compose"
	"groupwork/fault"
)

// ComposeStartPage is where a composition begins: whom to compose, and the way of composing.
type ComposeStartPage struct {
	Page
	Drafts  []app.Draft
	Kept    []app.ComposedCard
	From    app.Composable
	In      app.StartDraft
	Presets []option
}

// Ticked tells whether somebody is chosen.
func (p ComposeStartPage) Ticked(id string) bool { return slices.Contains(p.In.People, id) }

// People counts everybody there is to choose.
func (p ComposeStartPage) People() int {
	n := len(p.From.Others)
	for _, g := range p.From.Groups {
		n += len(g.People)
	}
	return n
}

func (p Page) presets() []option {
	var all []option
	for _, s := range compose.Presets() {
		name := p.Say("compose.preset.class")
		if s.Name != "class" {
			name = p.Say("pack." + s.Name + ".name")
		}
		all = append(all, option{Value: s.Name, Label: name, Hint: p.Say("compose.preset." + s.Name + ".principle")})
	}
	return all
}

func (s *Site) composeStartPage(r *http.Request, in app.StartDraft) (p ComposeStartPage, err error) {
	p = ComposeStartPage{Page: s.page(r), In: in}
	p.Presets = p.presets()
	if p.From, err = s.App.Composable(r.Context(), who(r)); err != nil {
		return p, err
	}
	if p.Drafts, err = s.App.Drafts(r.Context(), who(r)); err != nil {
		return p, err
	}
	p.Kept, err = s.App.Compositions(r.Context(), who(r))
	return p, err
}

func (s *Site) showCompose(w http.ResponseWriter, r *http.Request) error {
	p, err := s.composeStartPage(r, app.StartDraft{})
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, p.Page, p.Say("compose.title"), composeStartSheet(p))
}

// startInput reads the form; a file stays in memory.
func startInput(r *http.Request) (in app.StartDraft, err error) {
	in = app.StartDraft{Preset: r.PostFormValue("preset")}
	in.People = r.PostForm["people"]
	if r.MultipartForm == nil {
		return in, nil
	}
	if r.PostFormValue("source") == "people" {
		return in, nil
	}
	f, head, err := r.FormFile("file")
	if err != nil {
		return in, nil // none was sent
	}
	in.File = head.Filename
	in.Content, err = io.ReadAll(f)
	return in, fault.Wrap("web.startInput", err)
}

func (s *Site) startDraft(w http.ResponseWriter, r *http.Request) error {
	in, err := startInput(r)
	if err != nil {
		return err
	}
	id, err := s.App.StartDraft(r.Context(), who(r), in)
	if err == nil && len(in.Content) > 0 {
		return s.saved(w, r, "/compose/"+id+"/wishes")
	}
	if err == nil {
		return s.saved(w, r, "/compose/"+id+"/people")
	}
	if !mendable(err) {
		return err
	}
	p, loadErr := s.composeStartPage(r, in)
	if loadErr != nil {
		return loadErr
	}
	p.Page = p.wrongly(err)
	return s.show(w, statusOf(err), p.Page, p.Say("compose.title"), composeStartSheet(p))
}
