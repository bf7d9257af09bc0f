package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/measure"
	"groupwork/phrase"
	"groupwork/session"
	"groupwork/survey"
)

// AnswerRoomPage is where the answers of one meeting come together, for the worker.
type AnswerRoomPage struct {
	Page
	View  app.AnswerRoom
	Codes []app.CodeLine // just made, shown once
	Done  string         // who has just answered on the shared device
}

// Path is a path below the meeting's answers.
func (p AnswerRoomPage) Path(below string) string {
	return answersPath(p.View.Asking.ID, p.View.Session) + below
}

// Address is where a member types a code in.
func (p AnswerRoomPage) Address() string { return p.Host + "/answer" }

// sheetPage is one form with one instrument.
type sheetPage struct {
	Page
	Instrument measure.Instrument
	Action     string
	Sheet      string
	Version    int
	Given      []string
	Name       string // whose form it is; empty by code
	Group      string
	Back       string
	Paper      bool
	Filed      bool // answers stand in the book
}

// Tongues are the languages that the questions can be read in; none where there is one alone.
func (p sheetPage) Tongues() []option {
	all := measure.Languages(p.Instrument)
	if len(all) < 2 {
		return nil
	}
	slices.Sort(all)
	var out []option
	for _, l := range all {
		out = append(out, option{Value: l, Label: p.Say("language.own." + l)})
	}
	return out
}

// Tongue is the address of the form in another language.
func (p sheetPage) Tongue(l string) string {
	if p.Name == "" {
		return p.Action + "?lang=" + l
	}
	return p.Action + "?in=" + l
}

// Foreign tells that the questions are not in the language of the page.
func (p sheetPage) Foreign() bool { return p.Instrument.Language != p.Lang }

// Value is what was chosen or typed for an item.
func (p sheetPage) Value(k int) string {
	if k < len(p.Given) {
		return p.Given[k]
	}
	return ""
}

// Choices are the answers to an item: its options, yes and no, or the numbers of a short range.
func (p sheetPage) Choices(k int) []option {
	item := p.Instrument.Items[k]
	var all []option
	for _, o := range item.Options {
		label := o.Label
		if label == "" {
			label = o.Code
		}
		all = append(all, option{Value: o.Code, Label: label})
	}
	if len(all) > 0 {
		return all
	}
	if item.Type == "boolean" {
		return []option{{Value: "1", Label: p.Say("measure.yes")}, {Value: "0", Label: p.Say("measure.no")}}
	}
	if item.Min.OK && item.Max.OK && item.Max.Value-item.Min.Value <= 10 {
		for v := item.Min.Value; v <= item.Max.Value; v++ {
			n := strconv.Itoa(int(v))
			all = append(all, option{Value: n, Label: n})
		}
	}
	return all
}

// Open tells whether a question wants words. They score nothing, and only the group's workers read them.
func (p sheetPage) Open(k int) bool {
	return p.Instrument.Items[k].Open()
}

// Plain tells whether the choices are bare numbers, to stand in a row.
func (p sheetPage) Plain(k int) bool {
	item := p.Instrument.Items[k]
	return len(item.Options) == 0 && item.Type != "boolean"
}

func field(k int) string { return survey.Field(k) }

func askingID(r *http.Request) survey.ID     { return survey.ID(r.PathValue("id")) }
func meetingID(r *http.Request) session.ID   { return session.ID(r.PathValue("session")) }
func sheetID(r *http.Request) survey.SheetID { return survey.SheetID(r.PathValue("id")) }

func seatNumber(r *http.Request) int {
	n, err := strconv.Atoi(r.PathValue("seat"))
	if err != nil {
		return -1
	}
	return n
}

// typedAnswers reads a form.
func typedAnswers(r *http.Request, ins measure.Instrument) app.AnswerInput {
	in := app.AnswerInput{Sheet: r.PostFormValue("sheet"), In: known(r.PostFormValue("in")), Version: max(0, number(r, "version"))}
	for k := range ins.Items {
		in.Values = append(in.Values, r.PostFormValue(field(k)))
	}
	return in
}

func (s *Site) answerRoomPage(r *http.Request) (AnswerRoomPage, error) {
	v, err := s.App.AnswerRoom(r.Context(), who(r), askingID(r), meetingID(r))
	return AnswerRoomPage{Page: s.page(r), View: v}, err
}

func (s *Site) showAnswerRoom(w http.ResponseWriter, r *http.Request) error {
	p, err := s.answerRoomPage(r)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, p.Page, p.View.Instrument.Title, answerRoomSheet(p))
}

// makeCodes shows the new codes once, to be handed out.
func (s *Site) makeCodes(w http.ResponseWriter, r *http.Request) error {
	lines, err := s.App.MakeCodes(r.Context(), who(r), askingID(r), meetingID(r))
	if err != nil {
		return err
	}
	p, err := s.answerRoomPage(r)
	if err != nil {
		return err
	}
	p.Codes = lines
	return s.show(w, http.StatusOK, p.Page, p.View.Instrument.Title, answerRoomSheet(p))
}

// showShared is the device between two members.
func (s *Site) showShared(w http.ResponseWriter, r *http.Request) error {
	p, err := s.answerRoomPage(r)
	if err != nil {
		return err
	}
	if n, err := strconv.Atoi(r.URL.Query().Get("thanks")); err == nil {
		for _, seat := range p.View.Seats {
			if seat.Seat == n {
				p.Done = seat.Called.Reveal()
			}
		}
	}
	return s.showBare(w, http.StatusOK, p.Page, p.View.Instrument.Title, sharedBody(p))
}

func (s *Site) sheetPageOf(r *http.Request, how survey.How, way string) (sheetPage, error) {
	v, err := s.App.SheetForm(r.Context(), who(r), askingID(r), meetingID(r), seatNumber(r), how)
	if err != nil {
		return sheetPage{}, err
	}
	return s.sheetOf(r, v, how, way), nil
}

// sheetOf makes a member's form: in the language asked for, else in the member's, else in the page's.
func (s *Site) sheetOf(r *http.Request, v app.SheetView, how survey.How, way string) sheetPage {
	base := answersPath(v.Asking.ID, v.Session)
	back, page := base, s.page(r)
	tongue := cmp.Or(known(r.FormValue("in")), known(v.Speaks), page.Lang)
	if how == survey.OnTable {
		back, page = base+"/shared", s.pageIn(r, tongue)
	}
	ins, _ := v.Instrument.In(tongue)
	return sheetPage{Page: page, Instrument: ins, Action: base + way + r.PathValue("seat"), Sheet: v.Sheet, Version: v.Version, Given: v.Values,
		Name: v.Seat.Called.Reveal(), Group: v.Group.Name.Reveal(), Back: back, Paper: how == survey.OnPaper, Filed: v.Seat.Answered}
}

// known is a language that the house speaks, or nothing.
func known(language string) string {
	if slices.Contains(phrase.Languages, language) {
		return language
	}
	return ""
}

func (s *Site) showSharedSheet(w http.ResponseWriter, r *http.Request) error {
	p, err := s.sheetPageOf(r, survey.OnTable, "/shared/")
	if err != nil {
		return err
	}
	return s.showBare(w, http.StatusOK, p.Page, p.Instrument.Title, sheetBody(p))
}

func (s *Site) answerShared(w http.ResponseWriter, r *http.Request) error {
	return s.answerHere(w, r, survey.OnTable, "/shared/")
}

func (s *Site) showPaper(w http.ResponseWriter, r *http.Request) error {
	p, err := s.sheetPageOf(r, survey.OnPaper, "/paper/")
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, p.Page, p.Instrument.Title, sheetBody(p))
}

func (s *Site) enterPaper(w http.ResponseWriter, r *http.Request) error {
	return s.answerHere(w, r, survey.OnPaper, "/paper/")
}

// answerHere files a form that was filled in in the room, or typed in from paper.
func (s *Site) answerHere(w http.ResponseWriter, r *http.Request, how survey.How, way string) error {
	p, err := s.sheetPageOf(r, survey.OnTable, way)
	if err != nil {
		return err
	}
	in := typedAnswers(r, p.Instrument)
	err = s.App.AnswerHere(r.Context(), who(r), askingID(r), meetingID(r), seatNumber(r), how, in)
	switch {
	case err == nil && how == survey.OnTable:
		return s.saved(w, r, p.Back+"?thanks="+r.PathValue("seat"))
	case err == nil:
		return s.saved(w, r, answersPath(askingID(r), app.Occasion{Session: meetingID(r)}))
	case !mendable(err):
		return err
	}
	p.Given, p.Sheet, p.Version, p.Page = in.Values, in.Sheet, in.Version, p.wrongly(err)
	if p.Paper = how == survey.OnPaper; p.Paper {
		p.Back = answersPath(askingID(r), app.Occasion{Session: meetingID(r)})
		return s.show(w, statusOf(err), p.Page, p.Instrument.Title, sheetBody(p))
	}
	return s.showBare(w, statusOf(err), p.Page, p.Instrument.Title, sheetBody(p))
}

// CodePage is where a code is typed in.
type CodePage struct {
	Page
	Agency, Code string
}

func (s *Site) showCodeDoor(w http.ResponseWriter, r *http.Request) error {
	p := CodePage{Page: s.page(r)}
	return s.showBare(w, http.StatusOK, p.Page, p.Say("measure.code.title"), codeDoor(p))
}

func (s *Site) openCode(w http.ResponseWriter, r *http.Request) error {
	p := CodePage{Page: s.page(r), Agency: r.PostFormValue("agency"), Code: r.PostFormValue("code")}
	if v, err := s.App.ByCode(r.Context(), p.Agency, p.Code); err == nil {
		return s.saved(w, r, "/answer/"+v.Agency+"/"+v.Code)
	} else if fault.Of(err) != fault.Missing {
		return err
	}
	p.Page = p.wrongly(&fault.Error{Kind: fault.Invalid, Op: "web.openCode", Fields: []fault.Field{{Name: "code", Key: "measure.code.wrong"}}})
	return s.showBare(w, http.StatusUnprocessableEntity, p.Page, p.Say("measure.code.title"), codeDoor(p))
}

func (s *Site) codePage(r *http.Request) (sheetPage, error) {
	v, err := s.App.ByCode(r.Context(), r.PathValue("agency"), r.PathValue("code"))
	p := s.page(r)
	ins, _ := v.Instrument.In(p.Lang)
	return sheetPage{Page: p, Instrument: ins, Action: "/answer/" + v.Agency + "/" + v.Code, Sheet: v.Sheet}, err
}

func (s *Site) showByCode(w http.ResponseWriter, r *http.Request) error {
	p, err := s.codePage(r)
	if err != nil {
		return err
	}
	return s.showBare(w, http.StatusOK, p.Page, p.Instrument.Title, sheetBody(p))
}

// answerByCode files a member's own answers. Sent twice, it thanks twice.
func (s *Site) answerByCode(w http.ResponseWriter, r *http.Request) error {
	ins := measure.Instrument{}
	p, err := s.codePage(r)
	if err == nil {
		ins = p.Instrument
	} else if fault.Of(err) != fault.Missing {
		return err
	}
	in := typedAnswers(r, ins)
	err = s.App.AnswerByCode(r.Context(), r.PathValue("agency"), r.PathValue("code"), in)
	if err == nil {
		return s.saved(w, r, "/answered")
	}
	if fault.Of(err) != fault.Invalid {
		return err
	}
	p.Given, p.Sheet, p.Page = in.Values, in.Sheet, p.wrongly(err)
	return s.showBare(w, http.StatusUnprocessableEntity, p.Page, p.Instrument.Title, sheetBody(p))
}

func (s *Site) showAnswered(w http.ResponseWriter, r *http.Request) error {
	p := s.page(r)
	return s.showBare(w, http.StatusOK, p, p.Say("measure.thanks"), answeredBody(p))
}

// SafetyPage is a safety answer with the steps that it asks for.
type SafetyPage struct {
	Page
	View app.SafetyView
	Done string
}

func (s *Site) showSafety(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.SafetyAnswer(r.Context(), who(r), sheetID(r))
	if err != nil {
		return err
	}
	p := SafetyPage{Page: s.page(r), View: v}
	return s.show(w, http.StatusOK, p.Page, p.Say("measure.safety"), safetySheet(p))
}

func (s *Site) handleSafety(w http.ResponseWriter, r *http.Request) error {
	done := r.PostFormValue("done")
	err := s.App.HandleSafetyAnswer(r.Context(), who(r), sheetID(r), version(r), done)
	if err == nil {
		return s.saved(w, r, "/safety/"+r.PathValue("id"))
	}
	if !mendable(err) {
		return err
	}
	v, failed := s.App.SafetyAnswer(r.Context(), who(r), sheetID(r))
	if failed != nil {
		return failed
	}
	p := SafetyPage{Page: s.page(r).wrongly(err), View: v, Done: done}
	return s.show(w, statusOf(err), p.Page, p.Say("measure.safety"), safetySheet(p))
}
