package web

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"groupwork/activity"
	"groupwork/app"
	"groupwork/session"
)

// shownFirst is how many activities of the finder are shown before one asks for more.
const shownFirst = 12

// FinderPage is what a group could do in a session, best first.
type FinderPage struct {
	Page
	View app.FinderView
	In   app.FindInput
	All  bool
}

// Path is a path below the session's.
func (p FinderPage) Path(below string) string { return sessionPath(p.View.Session.ID) + below }

// Rows are those that are shown.
func (p FinderPage) Rows() []app.FoundRow {
	if p.All {
		return p.View.Rows
	}
	return p.View.Rows[:min(len(p.View.Rows), shownFirst)]
}

// Why says in one line why an activity stands where it stands.
func (p Page) Why(f activity.Found) string {
	line := ""
	for _, r := range f.Why {
		said := ""
		switch r.Code {
		case "model":
			said = p.Say("activity.why.model." + strconv.Itoa(r.Level))
			for _, lender := range r.Words {
				said += " (" + p.Say("watch.borrowed", "model", p.Say("pack."+lender+".name")) + ")"
			}
		case "interests":
			said = p.Say("activity.why.interests", "what", p.Words("activity.interest.", r.Words))
		case "skills":
			said = p.Say("activity.why.skills", "what", p.Words("activity.skill.", r.Words))
		case "way_in":
			said = p.Say("activity.why.way_in", "what", p.Words("activity.need.", r.Words))
		case "stage":
			said = p.Say("activity.why.stage")
		case "recent":
			said = p.Say("activity.why.recent")
		case "rated":
			said = p.Say("activity.why.rated")
		}
		if line != "" {
			line += " · "
		}
		line += said
	}
	return line
}

// Liked are the interests that members named, most named first.
func (p FinderPage) Liked() []string {
	all := slices.Collect(maps.Keys(p.View.Liked))
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(p.View.Liked[b]-p.View.Liked[a], cmp.Compare(a, b)) })
	return all
}

// Has tells whether a word is among some.
func (p FinderPage) Has(all []string, word string) bool { return slices.Contains(all, word) }

// Next is the same search with everything shown.
func (p FinderPage) Next() string {
	return p.Path("/find?all=yes&minutes=" + strconv.Itoa(p.In.Minutes) + "&size=" + strconv.Itoa(p.In.Size) + "&model=" + p.In.Model + "&stage=" + p.In.Stage + "&setting=" + p.In.Setting)
}

func (s *Site) showFinder(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	count := func(name string) int {
		n, err := strconv.Atoi(q.Get(name))
		if err != nil || n < 0 {
			return 0
		}
		return n
	}
	p := FinderPage{Page: s.page(r), All: q.Get("all") == "yes", In: app.FindInput{Minutes: count("minutes"), Size: count("size"), Model: q.Get("model"), Stage: q.Get("stage"),
		Setting: q.Get("setting"), Skills: q["skills"], Must: q["must"], Alone: q.Get("alone") == "yes"}}
	var err error
	if p.View, err = s.App.Find(r.Context(), who(r), sessionID(r), p.Lang, p.In); err != nil {
		return err
	}
	return s.show(w, http.StatusOK, p.Page, p.Say("activity.find"), finderSheet(p))
}

func (s *Site) saveTaste(w http.ResponseWriter, r *http.Request) error {
	at := number(r, "version") // reads the form
	in := app.TasteInput{Interests: r.PostForm["interests"], Ages: r.PostForm["ages"], Setting: r.PostFormValue("setting"), Touch: r.PostFormValue("touch") == "yes"}
	err := s.App.SaveTaste(r.Context(), who(r), sessionID(r), at, in)
	if err == nil {
		return s.saved(w, r, sessionPath(sessionID(r))+"/find")
	}
	if !mendable(err) {
		return err
	}
	p := FinderPage{Page: s.page(r).wrongly(err)}
	var loadErr error
	if p.View, loadErr = s.App.Find(r.Context(), who(r), sessionID(r), p.Lang, p.In); loadErr != nil {
		return loadErr
	}
	return s.show(w, statusOf(err), p.Page, p.Say("activity.find"), finderSheet(p))
}

// SessionActivityPage is an activity for the people of one group.
type SessionActivityPage struct {
	Page
	View    app.SessionActivityView
	Version int
}

// Path is a path below the session's.
func (p SessionActivityPage) Path(below string) string { return sessionPath(p.View.Session.ID) + below }

func (s *Site) showSessionActivity(w http.ResponseWriter, r *http.Request) error {
	p := SessionActivityPage{Page: s.page(r)}
	var err error
	if p.View, err = s.App.SessionActivity(r.Context(), who(r), sessionID(r), r.PathValue("activity"), p.Lang); err != nil {
		return err
	}
	return s.show(w, http.StatusOK, p.Page, p.View.Telling.Name.Text, sessionActivitySheet(p))
}

// putActivity puts an activity into the plan and leads to its parts.
func (s *Site) putActivity(w http.ResponseWriter, r *http.Request) error {
	p := s.page(r)
	err := s.App.PutActivity(r.Context(), who(r), sessionID(r), version(r), r.PathValue("activity"), p.Lang)
	return s.parted(w, r, err, nil)
}

// PartsPage is the parts of a plan, to be arranged.
type PartsPage struct {
	meetPage
	Plan app.SessionPlan
	In   []session.Block // as typed
	New  string
}

// Clock is when a part begins and ends.
func (p Page) Clock(part app.PlanPart) string { return p.Time(part.Begins) + "–" + p.Time(part.Ends) }

// Fits says whether the parts fill the time.
func (p PartsPage) Fits() string {
	switch over := p.Plan.Over; {
	case over > 0:
		return p.Say("activity.parts.over", "n", over)
	case over < 0:
		return p.Say("activity.parts.under", "n", -over)
	}
	return p.Say("activity.parts.fit", "minutes", p.View.Session.Minutes)
}

func (s *Site) theParts(r *http.Request) (PartsPage, error) {
	page := s.page(r)
	v, err := s.App.SessionPlan(r.Context(), who(r), sessionID(r), page.Lang)
	return PartsPage{meetPage: meetPage{page, v.SessionView}, Plan: v, In: v.Session.Plan.Blocks}, err
}

func (s *Site) showParts(w http.ResponseWriter, r *http.Request) error {
	p, err := s.theParts(r)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, p.Page, p.Say("activity.parts"), partsSheet(p))
}

func (s *Site) arrangeParts(w http.ResponseWriter, r *http.Request) error {
	at := number(r, "version") // reads the form
	in := app.PartsInput{Do: r.PostFormValue("do"), Minutes: r.PostForm["minutes"], What: r.PostForm["what"], Serves: r.PostForm["serves"], New: r.PostFormValue("new")}
	err := s.App.ArrangeParts(r.Context(), who(r), sessionID(r), at, s.page(r).Lang, in)
	return s.parted(w, r, err, func(p *PartsPage) {
		for i := range min(len(p.In), len(in.Minutes), len(in.What), len(in.Serves)) {
			p.In[i].What, p.In[i].Serves = in.What[i], in.Serves[i]
			if n, err := strconv.Atoi(in.Minutes[i]); err == nil {
				p.In[i].Minutes = n
			}
		}
		p.New = in.New
	})
}

// parted leads to the parts, or shows them with what was wrong.
func (s *Site) parted(w http.ResponseWriter, r *http.Request, err error, typed func(p *PartsPage)) error {
	if err == nil {
		return s.saved(w, r, sessionPath(sessionID(r))+"/parts")
	}
	if !mendable(err) {
		return err
	}
	p, loadErr := s.theParts(r)
	if loadErr != nil {
		return loadErr
	}
	p.In = slices.Clone(p.In)
	if typed != nil {
		typed(&p)
	}
	p.Page = p.Page.wrongly(err)
	return s.show(w, statusOf(err), p.Page, p.Say("activity.parts"), partsSheet(p))
}

// UsedPage is what was done in a session, to be rated.
type UsedPage struct {
	Page
	View app.UsedView
	Of   string // the activity whose form is to be mended
	In   app.RateInput
}

// Path is a path below the session's.
func (p UsedPage) Path(below string) string { return sessionPath(p.View.Session.ID) + below }

// Over tells whether the session has begun, so that ratings are taken.
func (p UsedPage) Over() bool {
	return p.View.Works && (p.View.Session.State == session.Running || p.View.Session.State == session.Held)
}

// Rated says how an activity was, when five have said.
func (p Page) Rated(u activity.Use) string {
	if middle, ok := u.Middle(); ok {
		return p.Say("activity.rated", "middle", p.Number(middle, 1), "n", u.Answers())
	}
	return p.Say("activity.rated.few", "n", u.Answers())
}

// Fitted says how hard an activity was, when five have said.
func (p Page) Fitted(u activity.Use) string {
	if !u.Told() {
		return ""
	}
	return p.Say("activity.fitted", "easy", u.Fit[0], "right", u.Fit[1], "hard", u.Fit[2])
}

// Remark is what stands in the field of an activity, and what the field showed at first.
func (p UsedPage) Remark(of string, stored string) (text, was string) {
	if p.Of == of && p.In.Remark {
		return p.In.Note, p.In.Was
	}
	return stored, stored
}

func (s *Site) usedShown(w http.ResponseWriter, r *http.Request, status int, page Page, in app.RateInput) error {
	v, err := s.App.Used(r.Context(), who(r), sessionID(r), page.Lang)
	if err != nil {
		return err
	}
	p := UsedPage{page, v, r.PathValue("activity"), in}
	return s.show(w, status, p.Page, p.Say("activity.used"), usedSheet(p))
}

func (s *Site) showUsed(w http.ResponseWriter, r *http.Request) error {
	return s.usedShown(w, r, http.StatusOK, s.page(r), app.RateInput{})
}

func (s *Site) rateActivity(w http.ResponseWriter, r *http.Request) error {
	in := app.RateInput{Rating: r.PostFormValue("rating"), Fit: r.PostFormValue("fit"), Note: r.PostFormValue("note"), Remark: r.PostFormValue("remark") == "yes", Was: r.PostFormValue("was")}
	err := s.App.RateActivity(r.Context(), who(r), sessionID(r), r.PathValue("activity"), in)
	if err == nil {
		return s.saved(w, r, sessionPath(sessionID(r))+"/used#"+r.PathValue("activity"))
	}
	if !mendable(err) {
		return err
	}
	return s.usedShown(w, r, statusOf(err), s.page(r).wrongly(err), in)
}

// PaperPage is the paper twin: sign-in sheet, seat card and pulse cards.
type PaperPage struct{ PartsPage }

// Blank are lines for who comes unannounced.
func (p PaperPage) Blank() []int { return make([]int, 3) }

// Taps are the marks of the model that a seat card has columns for.
func (p PaperPage) Taps() []string { return p.View.Pack.Taps[:min(len(p.View.Pack.Taps), 4)] }

// Tap is the word of a mark, or of the moment that a model looks for.
func (p PaperPage) Tap(tap string) string {
	if slices.Contains(p.View.Vocabulary.Moments, tap) {
		return p.Say("moment." + tap)
	}
	return p.Say("mark." + tap)
}

func (s *Site) showPaperTwin(w http.ResponseWriter, r *http.Request) error {
	p, err := s.theParts(r)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, p.Page, p.Say("activity.paper"), paperSheet(PaperPage{p}))
}
