// Package postgres starts a real PostgreSQL server for tests: one for each test binary, a fresh database for each
// test. The server ends with the test binary, however that ends, and takes its temporary folder along.
package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// The one server of this binary. It is a global because tests share nothing else.
var (
	once      sync.Once
	folder    string
	failure   error
	databases atomic.Int64
	lifeline  io.WriteCloser // the server lives as long as this is open
)

// errAbsent says that the machine has no PostgreSQL server program.
var errAbsent = errors.New("no PostgreSQL server is installed (on Debian: sudo apt-get install postgresql)")

// Start gives the address of a fresh database. Without PostgreSQL on the machine it skips the test loudly, or fails
// it when GROUPWORK_REQUIRE_ALL=1.
func Start(tb testing.TB) (dsn string) {
	tb.Helper()
	once.Do(func() { folder, failure = serve() })
	if errors.Is(failure, errAbsent) && os.Getenv("GROUPWORK_REQUIRE_ALL") != "1" {
		tb.Skip("SKIPPED: " + failure.Error())
	}
	if failure != nil {
		tb.Fatal(failure)
	}
	name := "t" + strconv.FormatInt(databases.Add(1), 10)
	run(tb, "CREATE DATABASE "+name)
	tb.Cleanup(func() { run(tb, "DROP DATABASE "+name+" WITH (FORCE)") })
	return address(name)
}

func address(database string) string {
	return fmt.Sprintf("host=%s user=postgres dbname=%s sslmode=disable", folder, database)
}

func run(tb testing.TB, statement string) {
	tb.Helper()
	on, err := sql.Open("pgx", address("postgres"))
	if err == nil {
		_, err = on.ExecContext(context.Background(), statement)
		err = errors.Join(err, on.Close())
	}
	if err != nil {
		tb.Fatalf("%s: %v", statement, err)
	}
}

// find gives the folder of the newest server programs.
func find() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", err
	}
	if len(found) > 0 {
		return filepath.Dir(found[len(found)-1]), nil
	}
	path, err := exec.LookPath("initdb")
	if err != nil {
		return "", errAbsent
	}
	return filepath.Dir(path), nil
}

// serve makes a database cluster and starts its server on a Unix socket in the same folder.
func serve() (string, error) {
	bin, err := find()
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("/tmp", "groupwork-pg-") // short: a socket's path has little room
	if err != nil {
		return "", err
	}
	as, err := lesser(dir)
	if err != nil {
		return "", err
	}
	make := exec.Command(filepath.Join(bin, "initdb"), "-D", filepath.Join(dir, "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	make.SysProcAttr, make.Dir = as, dir
	if out, err := make.CombinedOutput(); err != nil {
		return "", fmt.Errorf("initdb: %w\n%s", err, out)
	}
	if err := watch(bin, dir, as); err != nil {
		return "", err
	}
	return dir, ready(dir)
}

// watch runs the server under a shell that waits for the end of our pipe: it closes when this process ends, even by
// a kill. Then the shell stops the server and clears up.
func watch(bin, dir string, as *syscall.SysProcAttr) error {
	const script = `"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=200 >"$2/log" 2>&1 &
server=$!
cat >/dev/null
kill -INT $server
wait $server
rm -rf "$2"`
	shell := exec.Command("sh", "-c", script, "sh", bin, dir)
	shell.SysProcAttr, shell.Dir = as, dir
	var err error
	if lifeline, err = shell.StdinPipe(); err != nil {
		return err
	}
	return shell.Start()
}

// lesser is the user that runs the server: ourselves, or "postgres" for root, whom the server refuses.
func lesser(dir string) (*syscall.SysProcAttr, error) {
	as := &syscall.SysProcAttr{Setpgid: true} // an interrupt at the keyboard is for the tests alone
	if os.Getuid() != 0 {
		return as, nil
	}
	who, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("root may not run PostgreSQL and there is no user postgres: %w", err)
	}
	uid, err := strconv.Atoi(who.Uid)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.Atoi(who.Gid)
	if err != nil {
		return nil, err
	}
	as.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return as, os.Chown(dir, uid, gid)
}

func ready(dir string) error {
	on, err := sql.Open("pgx", fmt.Sprintf("host=%s user=postgres dbname=postgres sslmode=disable", dir))
	if err != nil {
		return err
	}
	defer on.Close()
	for range 300 {
		if err = on.Ping(); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	log, _ := os.ReadFile(filepath.Join(dir, "log"))
	return fmt.Errorf("PostgreSQL did not start: %w\n%s", err, log)
}
