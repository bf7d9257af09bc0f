package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"groupwork/access"
	"groupwork/activity"
	"groupwork/app"
)

// ShelfPage is the library as the agency has it.
type ShelfPage struct {
	Page
	View app.ActivitiesView
	In   app.ShelfInput
}

// pick is one choice of a filter, with "any" before.
func (p Page) pick(any, prefix string, words []string) []option {
	all := []option{{"", p.Say(any), ""}}
	for _, w := range words {
		all = append(all, option{w, p.Say(prefix + w), ""})
	}
	return all
}

// ModelOptions are the models to filter by.
func (p Page) ModelOptions(words []string) []option {
	all := []option{{"", p.Say("activity.any"), ""}}
	for _, w := range words {
		all = append(all, option{w, p.Say("pack." + w + ".name"), ""})
	}
	return all
}

// Words says several words of a vocabulary in one go.
func (p Page) Words(prefix string, words []string) string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = p.Say(prefix + w)
	}
	return strings.Join(all, p.Say("activity.and"))
}

// Span is minutes or people from to.
func (p Page) Span(key string, r activity.Range) string {
	return p.Say(key, "from", r.Min, "to", r.Max)
}

func (s *Site) showActivities(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	minutes, err := strconv.Atoi(q.Get("minutes"))
	if err != nil || minutes < 0 {
		minutes = 0
	}
	p := ShelfPage{Page: s.page(r), In: app.ShelfInput{Model: q.Get("model"), Stage: q.Get("stage"), Interest: q.Get("interest"), Minutes: minutes}}
	if p.View, err = s.App.Activities(r.Context(), who(r), p.Lang, p.In); err != nil {
		return err
	}
	return s.show(w, http.StatusOK, p.Page, p.Say("activity.title"), shelfSheet(p))
}

// ActivityPage is one activity.
type ActivityPage struct {
	Page
	View app.ActivityView
}

// Path is a path below the activity's.
func (p ActivityPage) Path(below string) string { return "/activities/" + p.View.Telling.Of.ID + below }

func (s *Site) theActivity(r *http.Request) (ActivityPage, error) {
	p := ActivityPage{Page: s.page(r)}
	v, err := s.App.Activity(r.Context(), who(r), r.PathValue("activity"), p.Lang)
	p.View = v
	return p, err
}

func (s *Site) showActivity(w http.ResponseWriter, r *http.Request) error {
	p, err := s.theActivity(r)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, p.Page, p.View.Telling.Name.Text, activitySheet(p))
}

// activitied leads back to the activity, or shows it with what was wrong.
func (s *Site) activitied(w http.ResponseWriter, r *http.Request, err error) error {
	if err == nil {
		return s.saved(w, r, "/activities/"+r.PathValue("activity"))
	}
	if !mendable(err) {
		return err
	}
	p, loadErr := s.theActivity(r)
	if loadErr != nil {
		return loadErr
	}
	p.Page = p.Page.wrongly(err)
	return s.show(w, statusOf(err), p.Page, p.View.Telling.Name.Text, activitySheet(p))
}

func (s *Site) hideActivity(w http.ResponseWriter, r *http.Request) error {
	err := s.App.HideActivity(r.Context(), who(r), r.PathValue("activity"), version(r), r.PostFormValue("hidden") == "yes")
	return s.activitied(w, r, err)
}

func (s *Site) restoreActivity(w http.ResponseWriter, r *http.Request) error {
	return s.activitied(w, r, s.App.RestoreActivity(r.Context(), who(r), r.PathValue("activity"), version(r)))
}

// ActivityEditPage is the agency's own texts of an activity in one language.
type ActivityEditPage struct {
	ActivityPage
	In   activity.Wording
	In2  string // the language that is written
	Each []string
}

// lines turns a list into a text of one line each, and back.
func lines(all []activity.Said) string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = s.Text
	}
	return strings.Join(out, "\n")
}

func unlines(text string) (all []string) {
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// editActivityPage fills the form with what stands, in the language that is written.
func (s *Site) editActivityPage(r *http.Request) (ActivityEditPage, error) {
	p := ActivityEditPage{ActivityPage: ActivityPage{Page: s.page(r)}, In2: r.URL.Query().Get("in")}
	if typed := r.PostFormValue("lang"); typed != "" {
		p.In2 = typed
	}
	if !slices.Contains([]string{"en", "es", "ar"}, p.In2) {
		p.In2 = p.Lang
	}
	if err := s.App.May(r.Context(), who(r), access.EditActivities, app.AboutHouse, ""); err != nil {
		return p, err
	}
	v, err := s.App.Activity(r.Context(), who(r), r.PathValue("activity"), p.In2)
	if err != nil {
		return p, err
	}
	p.View = v
	t := v.Telling
	for need := range t.Adaptations {
		p.Each = append(p.Each, need)
	}
	slices.Sort(p.Each)
	p.In = activity.Wording{Name: t.Name.Text, Purpose: t.Purpose.Text, Cautions: t.Cautions.Text, Steps: unlines(lines(t.Steps)),
		Materials: unlines(lines(t.Materials)), Observe: unlines(lines(t.Observe)), Debrief: unlines(lines(t.Debrief)), Adaptations: map[string]string{}}
	for need, way := range t.Adaptations {
		p.In.Adaptations[need] = way.Text
	}
	return p, nil
}

// Languages are the languages in which the agency can write.
func (p ActivityEditPage) Languages() []option {
	return []option{{"en", "English", ""}, {"es", "Español", ""}, {"ar", "العربية", ""}}
}

func (s *Site) showEditActivity(w http.ResponseWriter, r *http.Request) error {
	p, err := s.editActivityPage(r)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, p.Page, p.Say("activity.edit"), activityEditSheet(p))
}

func (s *Site) editActivity(w http.ResponseWriter, r *http.Request) error {
	in := activity.Wording{Name: strings.TrimSpace(r.PostFormValue("name")), Purpose: strings.TrimSpace(r.PostFormValue("purpose")),
		Cautions: strings.TrimSpace(r.PostFormValue("cautions")), Steps: unlines(r.PostFormValue("steps")), Materials: unlines(r.PostFormValue("materials")),
		Observe: unlines(r.PostFormValue("observe")), Debrief: unlines(r.PostFormValue("debrief")), Adaptations: map[string]string{}}
	for name := range r.PostForm {
		if need, ok := strings.CutPrefix(name, "adapt_"); ok {
			in.Adaptations[need] = strings.TrimSpace(r.PostFormValue(name))
		}
	}
	err := s.App.EditActivity(r.Context(), who(r), r.PathValue("activity"), version(r), r.PostFormValue("lang"), in)
	if err == nil {
		return s.saved(w, r, "/activities/"+r.PathValue("activity"))
	}
	if !mendable(err) {
		return err
	}
	p, loadErr := s.editActivityPage(r)
	if loadErr != nil {
		return loadErr
	}
	p.In, p.Page = in, p.Page.wrongly(err)
	return s.show(w, statusOf(err), p.Page, p.Say("activity.edit"), activityEditSheet(p))
}
