package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/fnv"
	"path/filepath"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"groupwork/agency"
	"groupwork/fault"
	"groupwork/seal"
)

// Writers wait for the one before them while they hold a connection, so they have a pool of their own.
const (
	writeConnections = 8
	readConnections  = 16
	oldestPostgres   = 140000 // CREATE OR REPLACE TRIGGER
)

// server is a shelf of PostgreSQL schemas: hall, agency_<slug>, and draft_<slug> for drafts. A hyphen of a slug is
// an underscore in its schema's name.
type server struct {
	config      *pgx.ConnConfig
	write, read *sql.DB
	engine      *engine
}

// OpenPostgres opens the house in a PostgreSQL database, and makes it when the database holds none. A master key that
// is not the one of this house is refused before anything is changed. The checkpoints of the audit logs lie beside
// the master key's file.
func OpenPostgres(ctx context.Context, dsn string, m *seal.Master, now func() time.Time) (*House, error) {
	const op = "store.OpenPostgres"
	s, err := reach(ctx, dsn)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	h := &House{shelf: s, master: m, now: now, books: map[agency.Slug]*book{}}
	proof, err := s.belongs(ctx, m)
	if err == nil {
		h.checkpoints = filepath.Join(m.Folder(), fmt.Sprintf("checkpoints-%x", fingerprint(string(proof))))
		err = h.settle(ctx)
	}
	if err != nil {
		return nil, fault.Wrap(op, errors.Join(err, h.abandon()))
	}
	return h, nil
}

func fingerprint(text string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(text))
	return h.Sum64()
}

// reach connects to a server that is new enough.
func reach(ctx context.Context, dsn string) (server, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return server{}, errors.New("the PostgreSQL address cannot be read") // the cause would show the password
	}
	engine, err := postgresEngine()
	if err != nil {
		return server{}, err
	}
	s := server{config: config, engine: engine, write: stdlib.OpenDB(*config), read: stdlib.OpenDB(*config)}
	s.write.SetMaxOpenConns(writeConnections)
	s.write.SetMaxIdleConns(writeConnections)
	s.read.SetMaxOpenConns(readConnections)
	s.read.SetMaxIdleConns(readConnections)
	var version int
	var commits string
	err = s.read.QueryRowContext(ctx, "SELECT current_setting('server_version_num')::int, current_setting('synchronous_commit')").Scan(&version, &commits)
	if err == nil && (version < oldestPostgres || commits == "off") {
		err = fmt.Errorf("PostgreSQL %d with synchronous_commit=%s is not safe: wants 14 or newer, and not off", version/10000, commits)
	}
	if err != nil {
		return server{}, errors.Join(err, s.close())
	}
	return s, nil
}

// belongs checks that the master key is this house's; in an empty database it makes the hall.
func (s server) belongs(ctx context.Context, m *seal.Master) ([]byte, error) {
	there, err := s.has(ctx, "hall")
	if err != nil {
		return nil, err
	}
	var proof []byte
	if there {
		if err := s.read.QueryRowContext(ctx, "SELECT proof FROM hall.belongs").Scan(&proof); err != nil {
			return nil, err
		}
		if !m.Proves(proof) {
			return nil, wrongKey("store.OpenPostgres", "this database")
		}
		return proof, nil
	}
	proof = m.Proof()
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "CREATE SCHEMA hall"); err != nil {
		return nil, err
	}
	if _, err := tx.ExecContext(ctx, "CREATE TABLE hall.belongs (proof BYTEA NOT NULL)"); err != nil {
		return nil, err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO hall.belongs (proof) VALUES ($1)", proof); err != nil {
		return nil, err
	}
	return proof, tx.Commit()
}

func (s server) has(ctx context.Context, schema string) (there bool, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = $1)", schema).Scan(&there)
	return there, err
}

func schemaOf(p place) string {
	name := strings.ReplaceAll(string(p.slug), "-", "_")
	switch {
	case p.slug == "":
		return "hall"
	case p.draft:
		return "draft_" + name
	}
	return "agency_" + name
}

func (s server) slugs(ctx context.Context) ([]agency.Slug, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT nspname FROM pg_namespace WHERE nspname LIKE 'agency\_%' ORDER BY nspname`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []agency.Slug
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		out = append(out, agency.Slug(strings.ReplaceAll(strings.TrimPrefix(name, "agency_"), "_", "-")))
	}
	return out, rows.Err()
}

func (s server) open(ctx context.Context, p place) (*book, error) {
	schema := schemaOf(p)
	if p.draft {
		if _, err := s.write.ExecContext(ctx, "CREATE SCHEMA "+pgx.Identifier{schema}.Sanitize()); err != nil {
			return nil, err
		}
	} else if there, err := s.has(ctx, schema); err != nil {
		return nil, err
	} else if !there {
		return nil, fault.New(fault.Missing, "store.open", "")
	}
	b := &book{engine: s.engine, slug: p.slug, schema: schema, write: s.write, read: s.read, close: func() error { return nil }}
	b.raise = func(ctx context.Context, to int64) error {
		config := s.config.Copy()
		config.RuntimeParams["search_path"] = schema
		within := stdlib.OpenDB(*config)
		return errors.Join(b.migrate(ctx, within, to), within.Close())
	}
	if err := b.raise(ctx, p.schema); err != nil {
		return nil, fmt.Errorf("schema %s: %w", schema, err)
	}
	return b, nil
}

// publish renames all drafts at once.
func (s server) publish(ctx context.Context, slugs []agency.Slug) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, slug := range slugs {
		from, to := schemaOf(place{slug: slug, draft: true}), schemaOf(place{slug: slug})
		if _, err := tx.ExecContext(ctx, "ALTER SCHEMA "+pgx.Identifier{from}.Sanitize()+" RENAME TO "+pgx.Identifier{to}.Sanitize()); err != nil {
			return err
		}
	}
	return tx.Commit()
}

func (s server) discard(ctx context.Context, slug agency.Slug) error {
	schema := schemaOf(place{slug: slug, draft: true})
	_, err := s.write.ExecContext(ctx, "DROP SCHEMA IF EXISTS "+pgx.Identifier{schema}.Sanitize()+" CASCADE")
	return err
}

func (s server) close() error { return errors.Join(s.read.Close(), s.write.Close()) }

// postgresEngine is how PostgreSQL differs.
func postgresEngine() (*engine, error) {
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return nil, err
	}
	return &engine{
		name:   "postgres",
		goose:  goose.DialectPostgres,
		locker: locker,
		enter:  enterPostgres,
		look:   &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true},
		adapt:  func(query string) string { return query },
		fences: postgresFences(),
		check:  func(context.Context, *sql.Tx) ([]string, error) { return nil, nil },
		taken: func(err error) bool {
			var e *pgconn.PgError
			return errors.As(err, &e) && e.Code == "23505"
		},
	}, nil
}

// enterPostgres steps into one book. A writer waits for the writer before it, so what it reads cannot change under
// it: no transaction has to be tried again, and the audit log has no gap.
func enterPostgres(ctx context.Context, tx *sql.Tx, schema string, write bool) error {
	if !write {
		_, err := tx.ExecContext(ctx, "SELECT set_config('search_path', $1, true)", schema)
		return err
	}
	_, err := tx.ExecContext(ctx, "SELECT set_config('search_path', $1, true), pg_advisory_xact_lock($2)", schema, int64(fingerprint(schema)))
	return err
}
