package web

import (
	"net/http"
	"strconv"

	"groupwork/app"
)

// wishesOf is the form as the draft stands.
func wishesOf(d app.Draft) app.Wishes {
	p := d.Problem
	in := app.Wishes{Groups: strconv.Itoa(len(p.Groups)), From: strconv.Itoa(p.Groups[0].From), To: strconv.Itoa(p.Groups[0].To), Waiting: p.Waiting,
		Worst: amount(p.WorstFirst), Seed: strconv.FormatUint(d.Seed, 10), Effort: strconv.Itoa(d.Effort), Weight: "3", Binding: "must", Bind: "apart", Put: "in"}
	for _, w := range p.Wishes {
		in.Weights = append(in.Weights, strengthOf(w.Must, w.Weight))
	}
	for _, t := range p.Ties {
		in.Ties = append(in.Ties, strengthOf(t.Must, t.Weight))
	}
	in.Places = make([]string, len(p.Places))
	return in
}

func strengthOf(must bool, weight float64) string {
	if must {
		return "must"
	}
	return amount(weight)
}

// wishesInput reads the form.
func wishesInput(r *http.Request, d app.Draft) app.Wishes {
	v := r.PostFormValue
	in := app.Wishes{Groups: v("groups"), From: v("from"), To: v("to"), Waiting: v("waiting") != "", Worst: v("worst"), Seed: v("seed"), Effort: v("effort"),
		Kind: v("kind"), Of: v("of"), Within: v("within"), Limit: v("limit"), Weight: v("weight"), A: v("a"), B: v("b"), Bind: v("bind"),
		Binding: v("binding"), Person: v("person"), Place: v("place"), Put: v("put")}
	if v("do") == "preset" {
		in.Preset = v("preset")
	}
	for i := range d.Problem.Wishes {
		in.Weights = append(in.Weights, v("weight."+strconv.Itoa(i)))
	}
	for i := range d.Problem.Ties {
		in.Ties = append(in.Ties, v("tie."+strconv.Itoa(i)))
	}
	for i := range d.Problem.Places {
		in.Places = append(in.Places, v("place."+strconv.Itoa(i)))
	}
	return in
}

func (s *Site) showDraftWishes(w http.ResponseWriter, r *http.Request) error {
	d, err := s.draftPage(r)
	if err != nil {
		return err
	}
	p := DraftWishesPage{draftPage: d, In: wishesOf(d.Draft)}
	return s.show(w, http.StatusOK, p.Page, p.Say("compose.wishes"), draftWishesSheet(p))
}

func (s *Site) editDraftWishes(w http.ResponseWriter, r *http.Request) error {
	d, err := s.draftPage(r)
	if err != nil {
		return err
	}
	p := DraftWishesPage{draftPage: d, In: wishesInput(r, d.Draft)}
	now := version(r)
	err = s.App.EditWishes(r.Context(), who(r), d.Draft.ID, now, p.In)
	if err == nil && r.PostFormValue("do") == "compose" {
		if err = s.App.Compose(r.Context(), who(r), d.Draft.ID, now+1); err == nil {
			return s.saved(w, r, p.Path(""))
		}
	}
	switch {
	case err == nil:
		return s.saved(w, r, p.Path("/wishes")+"#"+map[string]string{"add": "wishes", "pair": "pairs", "place": "places"}[r.PostFormValue("do")])
	case !mendable(err):
		return err
	}
	p.Page = p.wrongly(err)
	return s.show(w, statusOf(err), p.Page, p.Say("compose.wishes"), draftWishesSheet(p))
}
