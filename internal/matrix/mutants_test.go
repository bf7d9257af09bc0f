package matrix

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"groupwork/access"
	"groupwork/app"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/session"
)

// Ties that a mutant makes up: those of staff to agencies and groups, and those of members to their stays.
var (
	staffTies = []access.Tie{access.Colleague, access.Administrator, access.AnyWorker, access.AnySupervisor,
		access.Works, access.Observes, access.Oversees, access.Added, access.Cosigns, access.Wrote}
	memberTies = []access.Tie{access.Self, access.Belongs, access.Asked, access.Belonged}
)

// mutants are the ways in which a row of the policy is broken.
var mutants = map[string]func(p access.Policy, act access.Act, ties []access.Tie) error{
	"allow all": func(access.Policy, access.Act, []access.Tie) error { return nil },
	"inverted": func(p access.Policy, act access.Act, ties []access.Tie) error {
		if p.Decide(act, ties) == nil {
			return fault.New(fault.Withheld, string(act), "")
		}
		return nil
	},
	"ignore agency": func(p access.Policy, act access.Act, ties []access.Tie) error {
		return p.Decide(act, append(slices.Clone(ties), staffTies...))
	},
	"ignore stay": func(p access.Policy, act access.Act, ties []access.Tie) error {
		return p.Decide(act, append(slices.Clone(ties), memberTies...))
	},
}

// broken is the policy with one act decided by a mutant.
type broken struct {
	access.Policy
	act    access.Act
	mutant string
}

// Decide decides the broken act by its mutant, every other as the policy does.
func (b *broken) Decide(act access.Act, ties []access.Tie) error {
	if act != b.act || b.mutant == "" {
		return b.Policy.Decide(act, ties)
	}
	return mutants[b.mutant](b.Policy, act, ties)
}

// differs tells whether the mutant decides anything otherwise; one that does not is no mutant.
func (b *broken) differs() bool {
	some := [][]access.Tie{nil}
	for _, tie := range append(slices.Clone(staffTies), memberTies...) {
		some = append(some, []access.Tie{tie})
	}
	if rule, _ := b.Rule(b.act); slices.Equal(rule.May, []access.Tie{access.Colleague, access.Self}) {
		some = [][]access.Tie{{access.Self}} // acts on one's own sign-in: nobody else's is ever meant
	}
	for _, ties := range some {
		if fault.Of(b.Decide(b.act, ties)) != fault.Of(b.Policy.Decide(b.act, ties)) {
			return true
		}
	}
	return false
}

// direct asks an act itself, where the door or the page around it would refuse already. Each must be refused.
var direct = map[access.Act]func(ctx context.Context, w *world) error{
	access.SignNote: func(ctx context.Context, w *world) error {
		_, err := w.house.Sign(ctx, w.entered["overseer"], session.ID(w.thingsOf("own")["session"]), nil)
		return err
	},
	access.AnswerInvite: func(ctx context.Context, w *world) error {
		return w.house.AnswerInvitation(ctx, w.entered["fellow"], w.memberStay(), 1, app.Answer{})
	},
	access.ChooseForSelf: func(ctx context.Context, w *world) error {
		return w.house.ChooseForSelf(ctx, w.entered["fellow"], w.memberStay(), 1, "follow_up_contact", true)
	},
	access.WriteOwnEnding: func(ctx context.Context, w *world) error {
		return w.house.SaveOwnEnding(ctx, w.entered["fellow"], w.memberStay(), 1, nil)
	},
	access.LeaveGroup: func(ctx context.Context, w *world) error {
		return w.house.LeaveGroup(ctx, w.entered["fellow"], w.memberStay(), 1, app.LeaveInput{})
	},
}

func (w *world) memberStay() group.StayID { return group.StayID(w.thingsOf("own")["stay"]) }

// twice are mutants that no answer can show, because a second row stands in the way.
var twice = map[access.Act]map[string]string{
	access.PlaceComposed: {"allow all": "whoever may not see a composition is refused first", "ignore agency": "whoever may not see a composition is refused first"},
}

// forms are whole forms for acts whose empty form is answered by a page that asks another act.
var forms = map[access.Act]string{
	access.EditAgency:  "version=1&name=Other&language=en&zone=UTC&profile=community_default",
	access.InviteStaff: "called=Newcomer&email=newcomer@example.org&roles=worker",
}

// kills tells whether a mutant is found: by an answer that differs from the table, by something that a refused call
// wrote, or by the act itself. Dirty means that a form was taken on the way.
func (w *world) kills(t *testing.T, act access.Act, all []cell, files []watched) (found, dirty bool) {
	w.fresh()
	before := versions(t, files)
	for _, c := range all {
		if c.route.Act != act {
			continue
		}
		rec := w.asks(c.route, c.relation, c.actor)
		if c.route.Method == http.MethodPost && forms[act] != "" && c.want != open {
			rec = w.sends(c.route.Method, w.path(c.route.Pattern, c.relation), c.actor, forms[act])
		}
		now := versions(t, files)
		dirty = dirty || c.route.Method == http.MethodPost && now != before
		if answerOf(rec) != c.want || c.want != open && now != before {
			return true, dirty
		}
		before = now
	}
	ask := direct[act]
	return ask != nil && fault.Of(ask(t.Context(), w)) != fault.Withheld && fault.Of(ask(t.Context(), w)) != fault.Forbidden, true
}

func TestEveryBrokenRowOfThePolicyIsFound(t *testing.T) {
	t.Parallel()
	first := build(t, t.TempDir())
	if err := first.records.Close(); err != nil {
		t.Fatal(err)
	}
	all := cells(t, readTable(t))
	slices.SortStableFunc(all, func(a, b cell) int { return strings.Compare(a.route.Method, b.route.Method) })
	tried, killed := 0, 0
	b := &broken{Policy: access.NewPolicy(access.Table())}
	w := first.again(t, b)
	files := watch(t, w.dir)
	for _, rule := range access.Table() {
		if slices.Equal(rule.May, []access.Tie{access.Anyone}) {
			continue // anybody may: nobody is asked
		}
		for _, name := range slices.Sorted(maps.Keys(mutants)) {
			if b.act, b.mutant = rule.Act, name; !b.differs() || twice[rule.Act][name] != "" {
				continue
			}
			tried++
			found, dirty := w.kills(t, rule.Act, all, files)
			if found {
				killed++
			} else {
				t.Errorf("%q %s: no answer differs from the table", rule.Act, name)
			}
			if dirty { // the mutant let something be written
				w = first.again(t, b)
				files = watch(t, w.dir)
			}
		}
	}
	t.Logf("%d of %d mutants killed", killed, tried)
	if tried < 100 {
		t.Errorf("only %d mutants were tried", tried)
	}
}
