package storetest_test

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"groupwork/agency"
	"groupwork/seal"
	"groupwork/store"
	"groupwork/store/storetest"
	"groupwork/store/storetest/postgres"
)

func TestSQLiteKeepsEveryPromise(t *testing.T) { storetest.Run(t, onSQLite) }

func TestPostgresKeepsEveryPromise(t *testing.T) {
	postgres.Start(t) // skips here, once, when there is none
	storetest.Run(t, onPostgres)
}

// files lists all files below some folders.
func files(t *testing.T, dirs ...string) []string {
	t.Helper()
	var out []string
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err == nil && d.Type().IsRegular() {
				out = append(out, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func raw(t *testing.T, driver, source string) *sql.DB {
	t.Helper()
	on, err := sql.Open(driver, source)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { on.Close() })
	return on
}

func onSQLite(t *testing.T) storetest.Place {
	dir := filepath.Join(t.TempDir(), "house")
	return storetest.Place{
		Open: func(m *seal.Master) (*store.House, error) {
			return store.OpenSQLite(t.Context(), dir, m, storetest.Start)
		},
		Raw: func(book agency.Slug) *sql.DB {
			return raw(t, "sqlite", "file:"+filepath.Join(dir, "agencies", string(book)+".db")+"?_pragma=busy_timeout(5000)")
		},
		Files:  func() []string { return files(t, dir) },
		Target: store.Target{Dir: dir},
	}
}

func onPostgres(t *testing.T) storetest.Place {
	dsn := postgres.Start(t)
	return storetest.Place{
		Open: func(m *seal.Master) (*store.House, error) {
			return store.OpenPostgres(t.Context(), dsn, m, storetest.Start)
		},
		Raw: func(book agency.Slug) *sql.DB {
			return raw(t, "pgx", dsn+" search_path=agency_"+strings.ReplaceAll(string(book), "-", "_"))
		},
		Files: func() []string {
			on := raw(t, "pgx", dsn)
			var dir string
			err := on.QueryRowContext(context.Background(), "SELECT current_setting('data_directory')").Scan(&dir)
			if err == nil {
				_, err = on.ExecContext(context.Background(), "CHECKPOINT")
			}
			if err != nil {
				t.Fatal(err)
			}
			return files(t, filepath.Join(dir, "base"), filepath.Join(dir, "pg_wal"))
		},
		Target: store.Target{Postgres: dsn},
	}
}
