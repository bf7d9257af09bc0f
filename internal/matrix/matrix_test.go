package matrix

import (
	"database/sql"
	"fmt"
	"maps"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"groupwork/web"
)

// cell is one question of the matrix.
type cell struct {
	route           web.Route
	relation, actor string
	want            answer
}

func (c cell) String() string {
	return fmt.Sprintf("%s %s, %s, %s", c.route.Method, c.route.Pattern, c.relation, c.actor)
}

// cells is every question with the answer that the table gives; a question without an answer is a failure.
func cells(t testing.TB, want table) []cell {
	t.Helper()
	var all []cell
	for _, r := range web.Routes() {
		for _, relation := range relationsOf(r) {
			for _, actor := range actors {
				a, ok := want.want(r.Method+" "+r.Pattern, relation, actor)
				if !ok {
					t.Errorf("table.txt has no answer for %s %s, %s", r.Method, r.Pattern, relation)
					break
				}
				all = append(all, cell{r, relation, actor, a})
			}
		}
	}
	return all
}

func TestTheTableSpeaksOfEveryRouteAndNoOther(t *testing.T) {
	want := readTable(t)
	cells(t, want)
	known := map[string]bool{}
	for _, r := range web.Routes() {
		known[r.Method+" "+r.Pattern] = true
	}
	for r, class := range want.routes {
		if !known[r] {
			t.Errorf("table.txt speaks of %s, which is no route", r)
		}
		if want.classes[class] == nil {
			t.Errorf("table.txt: %s is of the class %q, which is not there", r, class)
		}
	}
}

// book watches a file of the records from a connection of its own.
type watched struct {
	conn *sql.DB
	name string
}

func watch(t *testing.T, dir string) []watched {
	t.Helper()
	var all []watched
	for _, pattern := range []string{"data/hall.db", "data/agencies/*.db", "data/agencies/*/*.db"} {
		files, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			conn, err := sql.Open("sqlite", "file:"+f+"?mode=ro")
			if err != nil {
				t.Fatal(err)
			}
			conn.SetMaxOpenConns(1)
			t.Cleanup(func() { _ = conn.Close() })
			all = append(all, watched{conn, f})
		}
	}
	if len(all) < 3 {
		t.Fatalf("only %d files of records found", len(all))
	}
	return all
}

// versions changes whenever another connection has written anything.
func versions(t *testing.T, all []watched) string {
	t.Helper()
	var b strings.Builder
	for _, one := range all {
		var n int
		if err := one.conn.QueryRow("PRAGMA data_version").Scan(&n); err != nil {
			t.Fatalf("%s: %v", one.name, err)
		}
		fmt.Fprintf(&b, "%d ", n)
	}
	return b.String()
}

func TestWhoIsRefusedLearnsAndChangesNothing(t *testing.T) {
	t.Parallel()
	w := build(t, t.TempDir())
	files := watch(t, w.dir)
	asked, before := 0, versions(t, files)
	for _, c := range cells(t, readTable(t)) {
		if c.want == open {
			continue
		}
		if asked++; asked%50 == 1 {
			w.fresh()
		}
		rec := w.asks(c.route, c.relation, c.actor)
		if got := answerOf(rec); got != c.want {
			t.Errorf("%s: %s, want %s", c, got, c.want)
			continue
		}
		if c.want == hidden && !w.sameAsMissing(c.route, c.actor, rec) {
			t.Errorf("%s: hidden can be told from missing", c)
		}
		for what, name := range w.canary {
			if strings.Contains(rec.Body.String(), name) && !w.mayKnow(c.actor, what) {
				t.Errorf("%s: the answer holds the name of %s", c, what)
			}
		}
		if now := versions(t, files); now != before {
			t.Errorf("%s: something was written", c)
			before = now
		}
	}
	t.Logf("%d questions refused", asked)
}

// mayKnow tells whether an actor's own name is meant: it stands at the top of their pages.
func (w *world) mayKnow(actor, what string) bool {
	own := map[string]string{"abroad": away + "lead"}[actor]
	if own == "" {
		own = home + actor
	}
	return what == own || what == home+"own"+actor
}

func TestWhoIsPermittedIsAnswered(t *testing.T) {
	t.Parallel()
	first := build(t, t.TempDir())
	if err := first.records.Close(); err != nil {
		t.Fatal(err)
	}
	byActor := map[string][]cell{}
	for _, c := range cells(t, readTable(t)) {
		if c.want == open {
			byActor[c.actor] = append(byActor[c.actor], c)
		}
	}
	for _, actor := range slices.Sorted(maps.Keys(byActor)) {
		t.Run(actor, func(t *testing.T) {
			w, dirty := first.again(t, nil), false
			files := watch(t, w.dir)
			slices.SortStableFunc(byActor[actor], func(a, b cell) int { return strings.Compare(a.route.Method, b.route.Method) })
			for i, c := range byActor[actor] {
				if dirty { // a form was taken: another world
					w, dirty = first.again(t, nil), false
					files = watch(t, w.dir)
				}
				if i%25 == 0 {
					w.fresh()
				}
				before := versions(t, files)
				rec := w.asks(c.route, c.relation, c.actor)
				dirty = c.route.Method == http.MethodPost && versions(t, files) != before
				if got := answerOf(rec); got != open {
					t.Errorf("%s: %s, want %s", c, got, open)
				}
				w.tellsNothingPrivate(t, c, rec.Body.String())
			}
		})
	}
}

// tellsNothingPrivate checks that a page that may be shown holds no name of the other agency, no other member's name on
// a member's page, and a private note only for its author.
func (w *world) tellsNothingPrivate(t *testing.T, c cell, body string) {
	t.Helper()
	for what, name := range w.canary {
		if !strings.Contains(body, name) || w.mayKnow(c.actor, what) {
			continue
		}
		own, foreign := home, away
		if c.actor == "abroad" {
			own, foreign = away, home
		}
		member := slices.Contains([]string{"asked", "member", "fellow", "left"}, c.actor)
		switch {
		case strings.HasPrefix(what, foreign):
			t.Errorf("%s: shows %s of another agency", c, what)
		case strings.HasPrefix(what, "process") && c.actor != "lead" && c.actor != "stranger" && c.actor != "abroad":
			t.Errorf("%s: shows a private note", c)
		case member && strings.HasPrefix(what, own+"own") && what != own+"owngroup":
			t.Errorf("%s: a member is shown %s", c, what)
		}
	}
}
