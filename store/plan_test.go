package store

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"groupwork/agency"
	"groupwork/seal"
)

// northern opens a house with one agency and gives its book.
func northern(t *testing.T) *book {
	t.Helper()
	key := filepath.Join(t.TempDir(), "key")
	if err := seal.MakeMaster(key); err != nil {
		t.Fatal(err)
	}
	m, err := seal.ReadMaster(key)
	if err != nil {
		t.Fatal(err)
	}
	h, err := OpenSQLite(t.Context(), filepath.Join(t.TempDir(), "a #odd? folder%20"), m, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close() })
	if err := h.Found(t.Context(), agency.Agency{Slug: "north"}); err != nil {
		t.Fatal(err)
	}
	b, err := h.book(t.Context(), "north")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestNoStatementReadsAWholeTable keeps the cost of a page from growing with the book.
func TestNoStatementReadsAWholeTable(t *testing.T) {
	b := northern(t)
	files, err := fs.Glob(os.DirFS("db"), "*.sql.go")
	if err != nil {
		t.Fatal(err)
	}
	statement := regexp.MustCompile("(?s)const (\\w+) = `(.*?)`")
	meant := map[string]bool{ // to read everything, because they are about the agency as a whole
		"agency": true, "ownInstruments": true, "ownActivities": true, "instrumentsAsked": true}
	seen := 0
	for _, file := range files {
		source, err := os.ReadFile(filepath.Join("db", file))
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range statement.FindAllStringSubmatch(string(source), -1) {
			name, query := found[1], found[2]
			if meant[name] || strings.Contains(query, "set_up") {
				continue
			}
			seen++
			for _, step := range plan(t, b, query) {
				if whole(step) {
					t.Errorf("%s: %s", name, step)
				}
			}
		}
	}
	if seen < 40 {
		t.Errorf("only %d statements were found", seen)
	}
}

// whole tells whether a step of a plan reads a table or a whole index; lists of ids, constants and partial indexes
// are meant to be read whole.
func whole(step string) bool {
	return strings.HasPrefix(step, "SCAN") && !strings.Contains(step, "json_each") && !strings.Contains(step, "CONSTANT") &&
		!strings.Contains(step, "person_staff") && !strings.Contains(step, "fork_running")
}

func plan(t *testing.T, b *book, query string) []string {
	t.Helper()
	query = b.engine.adapt(query)
	args := make([]any, strings.Count(query, "?"))
	rows, err := b.read.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query, args[:highest(query)]...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		out = append(out, detail)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// highest is how many arguments a statement takes.
func highest(query string) int {
	most := 0
	for _, found := range regexp.MustCompile(`\?(\d+)`).FindAllStringSubmatch(query, -1) {
		n := 0
		for _, digit := range found[1] {
			n = n*10 + int(digit-'0')
		}
		most = max(most, n)
	}
	return most
}

// TestABackupTakesEveryTable fails when a table is added to a book and forgotten in backups.
func TestABackupTakesEveryTable(t *testing.T) {
	b := northern(t)
	left := map[string]bool{"sign_in": true, "set_up": true, "tries": true, "composition_draft": true, "goose_db_version": true, "sqlite_sequence": true}
	for _, table := range bookTables() {
		left[table] = true
	}
	rows, err := b.read.QueryContext(t.Context(), "SELECT name FROM sqlite_master WHERE type = 'table'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		if !left[name] {
			t.Errorf("table %s is in no backup", name)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

func TestSettingsAreAsserted(t *testing.T) {
	b := northern(t)
	if err := assertSQLite(t.Context(), b.write); err != nil {
		t.Fatal(err)
	}
	for _, change := range []string{"PRAGMA synchronous = NORMAL", "PRAGMA foreign_keys = 0"} {
		b := northern(t)
		if _, err := b.write.ExecContext(t.Context(), change); err != nil {
			t.Fatal(err)
		}
		if err := assertSQLite(t.Context(), b.write); err == nil {
			t.Errorf("%s went unnoticed", change)
		}
	}
	versions := map[string]bool{"3.51.2": false, "3.51.3": true, "3.51": false, "3.54.1": true, "4.0": true, "x": false}
	for version, good := range versions {
		if atLeast(version, []int{3, 51, 3}) != good {
			t.Errorf("version %s", version)
		}
	}
}

func TestStatementsAreAdaptedForSQLite(t *testing.T) {
	adapt := adaptSQLite()
	for query, want := range map[string]string{
		"a = $1 AND b = $12": "a = ?1 AND b = ?12",
		"id IN (SELECT json_array_elements_text($1::text::json))": "id IN (SELECT value FROM json_each(?1))",
	} {
		if got := adapt(query); got != want || adapt(query) != want {
			t.Errorf("%s became %s", query, got)
		}
	}
}
