package watch_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"groupwork/group"
	"groupwork/overlay"
	"groupwork/practice"
	"groupwork/private"
	"groupwork/session"
	"groupwork/watch"
)

// A fact changes a world.
type fact func(w *world)

// met lets the group meet some times, each time with the same notes.
func met(times int, pairs ...any) fact {
	return func(w *world) {
		for range times {
			w.meets(nil)
			if len(pairs) > 0 {
				w.notes("lea", pairs...)
			}
		}
	}
}

// with lets the group meet some times, each changed in the same way.
func with(times int, change func(m *watch.Meeting)) fact {
	return func(w *world) {
		for range times {
			w.meets(change)
		}
	}
}

// once answers the checklist.
func once(pairs ...any) fact { return func(w *world) { w.checklist(pairs...) } }

// all is one ask answered about all six members.
func all(ask string, value int) []any {
	var pairs []any
	for seat := 1; seat <= 6; seat++ {
		pairs = append(pairs, fmt.Sprint(ask, "/", seat), value)
	}
	return pairs
}

func both(lists ...[]any) []any { return slices.Concat(lists...) }

func flows(of ...session.Flow) func(m *watch.Meeting) {
	return func(m *watch.Meeting) { m.Fold.Help = of }
}

func acts(code string) func(m *watch.Meeting) {
	return func(m *watch.Meeting) { m.Fold.Acts = []string{code, code, code, code, code} }
}

func moments(codes ...string) func(m *watch.Meeting) {
	return func(m *watch.Meeting) { m.Fold.Moments = codes }
}

// gives lets every seat give help so often, seat 1 as often as said; only seat 1 gets none unless it is even.
func gives(first, others int) func(m *watch.Meeting) {
	return func(m *watch.Meeting) {
		for i := range m.Fold.Seats {
			s := &m.Fold.Seats[i]
			s.HelpGiven, s.HelpReceived = others, others
			if s.Seat == 1 {
				s.HelpGiven = first
				if first != others {
					s.HelpReceived = 0
				}
			}
		}
	}
}

func kinds(n int) func(m *watch.Meeting) {
	return func(m *watch.Meeting) {
		m.Fold.Seats[0].HelpKinds = map[string]int{}
		for k := range n {
			m.Fold.Seats[0].HelpKinds[fmt.Sprint("kind", k)] = 1
		}
	}
}

func absent(seats ...int) func(m *watch.Meeting) {
	return func(m *watch.Meeting) {
		for _, s := range seats {
			m.Fold.Seats[s-1].Presence.State = session.AbsentNoWord
		}
	}
}

func pulsed(value int) func(m *watch.Meeting) {
	return func(m *watch.Meeting) { m.Fold.Seats[0].Pulse = map[string]int{"belonging": value} }
}

func phase(id string, does fact) fact {
	return func(w *world) {
		w.Group.Phases = []group.PhaseReading{{Model: w.Group.Model(), Phase: id, At: start().Add(-time.Hour)}}
		does(w)
	}
}

func given(change func(w *world), does fact) fact {
	return func(w *world) { change(w); does(w) }
}

func level(n int) fact {
	return given(func(w *world) { w.Stays[0].GoalNow = n }, met(1))
}

func planned(n int) fact { return given(func(w *world) { w.Planned = n }, met(1)) }

func tasks(of ...watch.Task) fact {
	return given(func(w *world) { w.Tasks = of }, met(1))
}

func leaves(of ...overlay.Leaf) fact {
	return given(func(w *world) { w.Leaves = of }, met(1))
}

func leaf(kind overlay.Kind, done time.Time, pairs ...string) overlay.Leaf {
	l := overlay.Leaf{Kind: kind, Stay: stay(1), Made: start(), Done: done, Fields: map[string]private.Text{}}
	for i := 0; i < len(pairs); i += 2 {
		l.Fields[pairs[i]] = private.Of(pairs[i+1])
	}
	return l
}

func then(facts ...fact) fact {
	return func(w *world) {
		for _, f := range facts {
			f(w)
		}
	}
}

// told is a flag with facts under which it is raised and facts under which it is quiet, or an indicator with facts under
// which it is good and facts under which it is not.
type told struct {
	id, model string
	yes, no   fact
}

// fresh is a world of six of a model under everything that may lie over it, with the facts.
func fresh(t *testing.T, l *practice.Library, model string, f fact) *world {
	w := worldOf(t, l, model, 6, "group_therapy", "cooperative_learning", "casework_link")
	w.Access = map[group.StayID]bool{}
	f(w)
	return w
}

func TestEveryFlagIsRaisedByItsFactsAndQuietWithoutThem(t *testing.T) {
	rows, l := flagsTold(), newWorld(t, anyModel, 0).library
	for _, row := range rows {
		for want, f := range map[watch.State]fact{watch.Raised: row.yes, watch.Quiet: row.no} {
			w := fresh(t, l, row.model, f)
			got, _ := w.found(row.id)
			if got != want {
				t.Errorf("%s is %s, want %s", row.id, got, want)
			}
		}
	}
	counted(t, l, 56, rows, func(r practice.Rules) (ids []string) {
		for _, f := range r.Flags {
			ids = append(ids, f.ID)
		}
		return ids
	})
}

func TestEveryIndicatorIsGoodByItsFactsNotGoodByOthersAndSilentOverNothing(t *testing.T) {
	rows, l := indicatorsTold(), newWorld(t, anyModel, 0).library
	for _, row := range rows {
		stands := func(f fact) (s watch.Shown) {
			w := fresh(t, l, row.model, f)
			for _, i := range watch.Indicators(w.rules, w.measured()) {
				if i.Indicator.ID == row.id {
					s = i
				}
			}
			if len(s.Members) > 0 {
				s.Good = s.Members[0].Good
			}
			return s
		}
		judges := stands(row.yes).Indicator.Good != ""
		if got := stands(row.yes); !got.Defined || judges && got.Good != watch.Passed {
			t.Errorf("%s is %v %s (needs %v), want it good", row.id, got.Defined, got.Good, got.Missing)
		}
		if got := stands(row.no); !got.Defined || judges && got.Good != watch.Failed {
			t.Errorf("%s is %v %s (needs %v), want it not good", row.id, got.Defined, got.Good, got.Missing)
		}
		if got := stands(func(*world) {}); got.Defined || len(got.Missing) == 0 {
			t.Errorf("%s says %v over nothing, or does not say what it needs", row.id, got.Value)
		}
	}
	counted(t, l, 32, rows, func(r practice.Rules) (ids []string) {
		for _, i := range r.Indicators {
			ids = append(ids, i.ID)
		}
		return ids
	})
}

// counted tells that every rule of the packs stands in the rows once, and that there are as many as there should be.
func counted(t *testing.T, l *practice.Library, want int, rows []told, of func(practice.Rules) []string) {
	t.Helper()
	var ids []string
	for _, book := range l.RuleBooks() {
		r, _ := l.Rules(book)
		ids = append(ids, of(r)...)
	}
	if len(ids) != want || len(rows) != want {
		t.Errorf("%d in the packs and %d in the table, want %d", len(ids), len(rows), want)
	}
	for _, id := range ids {
		if !slices.ContainsFunc(rows, func(r told) bool { return r.id == id }) {
			t.Errorf("%s stands in no row", id)
		}
	}
}
