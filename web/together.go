package web

import (
	"math"
	"net/http"
	"strconv"
	"strings"

	"groupwork/access"
	"groupwork/app"
	"groupwork/practice"
	"groupwork/session"
)

// togetherRoutes are how a group works, in pictures, and who held which part of leading.
func togetherRoutes() []Route {
	return []Route{
		{"GET", "/groups/{id}/together", access.SeeFlags, access.Record, Read, (*Site).showTogether},
		{"GET", "/sessions/{id}/roles", access.NoteReading, access.Record, Read, (*Site).showRoles},
		{"POST", "/sessions/{id}/roles", access.NoteReading, access.Record, Write, (*Site).holdRoles},
		{"GET", "/sessions/{id}/due", access.SeeDue, access.Record, Read, (*Site).showDue},
		{"POST", "/sessions/{id}/due", access.DoDue, access.Record, Write, (*Site).doDue},
	}
}

// TogetherPage is how a group works, in the pictures that its pack asks for.
type TogetherPage struct {
	Page
	View app.Together
}

func (s *Site) showTogether(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Together(r.Context(), who(r), groupID(r))
	if err != nil {
		return err
	}
	p := TogetherPage{s.page(r), v}
	return s.show(w, http.StatusOK, p.Page, p.Say("together.title"), togetherSheet(p))
}

// Breadth is how many kinds of help were seen, of how many.
func (p TogetherPage) Breadth() (n, of int) {
	for _, kind := range p.View.Aid {
		if kind.Times > 0 {
			n++
		}
	}
	return n, len(p.View.Aid)
}

// MostAid is the longest bar of the kinds of help.
func (p TogetherPage) MostAid() int {
	most := 1
	for _, kind := range p.View.Aid {
		most = max(most, kind.Times)
	}
	return most
}

// MostGiven is the longest bar of giving and receiving.
func (p TogetherPage) MostGiven() int {
	most := 1
	for _, s := range p.View.Seats {
		most = max(most, s.Gave, s.Received)
	}
	return most
}

// filled is how far a bar is filled.
func filled(n, most int) string { return strconv.Itoa(n * 100 / max(most, 1)) }

// After says what was marked soon after an act.
func (p TogetherPage) After(a app.TrailAct) string {
	var all []string
	if a.Help > 0 {
		all = append(all, p.Say("together.after.help", "n", a.Help))
	}
	if a.Goals > 0 {
		all = append(all, p.Say("together.after.goals", "n", a.Goals))
	}
	for _, m := range a.Moments {
		all = append(all, p.Say("moment."+m))
	}
	if len(all) == 0 {
		return p.Say("together.after.nothing")
	}
	return strings.Join(all, " · ")
}

// petal is one part of leading on the wheel: how many members held it.
type petal struct {
	Path           string
	Held           bool
	X, Y           float64
	Number, Anchor string
	Role           string
}

// Wheel are the parts of leading around a circle; a petal is the longer the more members have held it.
func (p TogetherPage) Wheel() []petal {
	const inner, step, longest = 26.0, 16.0, 5
	n := float64(len(p.View.Roles))
	var all []petal
	for i, one := range p.View.Roles {
		from, to := 2*math.Pi*float64(i)/n-math.Pi/2, 2*math.Pi*(float64(i)+0.86)/n-math.Pi/2
		reach := inner + step*float64(min(len(one.By), longest)) + 4
		at := func(r, angle float64) string { return fixed(r*math.Cos(angle)) + " " + fixed(r*math.Sin(angle)) }
		middle := (from + to) / 2
		all = append(all, petal{
			Path:   "M" + at(inner, from) + "L" + at(reach, from) + "A" + fixed(reach) + " " + fixed(reach) + " 0 0 1 " + at(reach, to) + "L" + at(inner, to) + "A" + fixed(inner) + " " + fixed(inner) + " 0 0 0 " + at(inner, from) + "Z",
			Held:   len(one.By) > 0,
			X:      124 * math.Cos(middle),
			Y:      124*math.Sin(middle) + 4,
			Number: strconv.Itoa(i + 1), Anchor: "middle", Role: one.Role,
		})
	}
	return all
}

// Holders says who held a part, and how often.
func (p TogetherPage) Holders(r app.RoleHeld) string {
	var all []string
	for _, one := range r.By {
		all = append(all, p.Say("together.role.times", "name", isolated(one.Called.Reveal()), "n", one.Times))
	}
	if len(all) == 0 {
		return p.Say("together.role.nobody")
	}
	return strings.Join(all, ", ")
}

// HeldParts counts the parts that somebody has held.
func (p TogetherPage) HeldParts() (n int) {
	for _, r := range p.View.Roles {
		if len(r.By) > 0 {
			n++
		}
	}
	return n
}

// rung is one step of a ladder, with what stands on it.
type rung struct {
	Label      string
	Now, First bool
	On         []string
	Since      string // first reached
}

// Rungs are the steps of a ladder from the top, with where the group began, stands, and when each was first reached.
func (p TogetherPage) Rungs(l app.Ladder) []rung {
	var all []rung
	for step := l.High; step >= l.Low; step-- {
		one := rung{Label: p.Say("ladder." + l.ID + "." + strconv.Itoa(step))}
		for i, at := range l.Points {
			if at.Step != step {
				continue
			}
			one.First = one.First || i == 0
			one.Now = one.Now || i == len(l.Points)-1
			if one.Since == "" {
				one.Since = p.Say("meet.number", "number", at.Number) + " · " + p.Date(at.At)
			}
		}
		all = append(all, one)
	}
	return all
}

// Leaders are the steps of leading from the top, with who stands there now.
func (p TogetherPage) Leaders() []rung {
	var all []rung
	for step := 5; step >= 0; step-- {
		one := rung{Label: p.Say("ladder.leading." + strconv.Itoa(step))}
		for _, m := range p.View.Leading {
			if m.Now != step {
				continue
			}
			name := isolated(m.Called.Reveal())
			if m.First != m.Now {
				name = p.Say("together.leading.from", "name", name, "step", p.Say("ladder.leading."+strconv.Itoa(m.First)))
			}
			one.On = append(one.On, name)
		}
		all = append(all, one)
	}
	return all
}

// RolesPage is who held which part of leading at one meeting.
type RolesPage struct {
	Page
	View app.RolesView
}

// Seats are who could have held a part; the empty one is nobody.
func (p RolesPage) Seats() []option {
	all := []option{{Value: "", Label: p.Say("together.role.nobody")}}
	for _, s := range p.View.Seats {
		all = append(all, option{Value: strconv.Itoa(s.Number), Label: s.Called.Reveal()})
	}
	return all
}

// Held is who stands in the form for a part.
func (p RolesPage) Held(role string) string {
	if seat := p.View.Held[role]; seat != 0 {
		return strconv.Itoa(seat)
	}
	return ""
}

// First is who is to be asked for a part before somebody has it again; "" where all had it, or nobody.
func (p RolesPage) First(role string) string {
	var names []string
	for _, one := range p.View.NotYet[role] {
		names = append(names, isolated(one.Reveal()))
	}
	if len(names) == 0 {
		return ""
	}
	return p.Say("together.role.first", "names", strings.Join(names, p.Say("activity.and")))
}

func (s *Site) showRoles(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.HeldRoles(r.Context(), who(r), session.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	p := RolesPage{s.page(r), v}
	return s.show(w, http.StatusOK, p.Page, p.Say("together.roles.title"), rolesSheet(p))
}

func (s *Site) holdRoles(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.HeldRoles(r.Context(), who(r), session.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	held := map[string]int{}
	for _, role := range v.Roles {
		held[role] = numberOr(r, "role."+role, 0)
		if held[role] == numberOr(r, "was."+role, 0) { // left as it was shown: somebody else's newer word stands
			held[role] = v.Held[role]
		}
	}
	err = s.App.HoldRoles(r.Context(), who(r), v.Session, held)
	if err == nil {
		return s.saved(w, r, "/groups/"+string(v.Group.ID)+"/together")
	}
	if !mendable(err) {
		return err
	}
	v.Held = held
	p := RolesPage{s.page(r).wrongly(err), v}
	return s.show(w, statusOf(err), p.Page, p.Say("together.roles.title"), rolesSheet(p))
}

// Lived says a point of the group's life.
func (p TogetherPage) Lived(one app.LifePoint) string {
	args := []any{"number", one.Number, "came", one.Came, "of", one.Of, "name", isolated(one.Called.Reveal())}
	switch one.What {
	case app.LifePhase:
		args = append(args, "what", p.Say(practice.PhaseKey(one.Book, one.Phase)))
	case app.LifeModel:
		args = append(args, "what", p.Say("pack."+one.Book+".name"))
	}
	return p.Say("together.life."+one.What, args...)
}

// Evidence is the page that a point of the group's life rests on; "" where this person may not go.
func (p TogetherPage) Evidence(one app.LifePoint) string {
	group := "/groups/" + string(p.View.Group.ID)
	switch one.What {
	case app.LifeMet:
		return "/sessions/" + string(one.Session)
	case app.LifeJoined, app.LifeLeft:
		return "/stays/" + string(one.Stay)
	case app.LifeHarm:
		return group + "/harms"
	}
	page := map[string]string{app.LifePhase: "/phase", app.LifeModel: "/model"}[one.What]
	if page != "" && !p.View.Works {
		return ""
	}
	return group + page
}
