package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/gofrs/flock"
	"github.com/google/uuid"

	"groupwork/app"
	"groupwork/phrase"
	"groupwork/practice"
	"groupwork/seal"
	"groupwork/store"
	"groupwork/web"
)

// place says where an agency's records and their key are.
type place struct {
	Data     string `help:"Folder of the records (usually ~/.local/share/groupwork)." placeholder:"DIR" type:"path"`
	Key      string `help:"File of the master key; keep it outside the folder of the records (usually ~/.config/groupwork/master.key)." placeholder:"FILE" type:"path"`
	Postgres string `help:"Use this PostgreSQL database instead of SQLite files." placeholder:"DSN" env:"GROUPWORK_POSTGRES"`
}

// fill puts the usual places where none were named.
func (p *place) fill() error {
	home, err := os.UserHomeDir()
	if err != nil {
		return fmt.Errorf("no home folder is known: name --data and --key: %w", err)
	}
	if p.Data == "" {
		p.Data = filepath.Join(or(os.Getenv("XDG_DATA_HOME"), filepath.Join(home, ".local", "share")), "groupwork")
	}
	if p.Key == "" {
		p.Key = filepath.Join(or(os.Getenv("XDG_CONFIG_HOME"), filepath.Join(home, ".config")), "groupwork", "master.key")
	}
	if rel, err := filepath.Rel(p.Data, p.Key); err == nil && filepath.IsLocal(rel) {
		return fmt.Errorf("the master key %s lies inside the folder of the records %s: whoever copies the folder would have both; name another --key", p.Key, p.Data)
	}
	return nil
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// kept opens records that must be there: a wrong folder is told of and left as it is.
func (p *place) kept(ctx context.Context) (*store.House, error) {
	if err := p.fill(); err != nil {
		return nil, err
	}
	if p.Postgres == "" {
		if _, err := os.Stat(filepath.Join(p.Data, "hall.db")); errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("there are no records in %s: name their folder with --data; nothing was touched", p.Data)
		}
	}
	return p.open(ctx, time.Now)
}

// open opens the records. A key is made only when there are no records yet.
func (p *place) open(ctx context.Context, now func() time.Time) (*store.House, error) {
	if err := p.fill(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(p.Data, 0o700); err != nil {
		return nil, fmt.Errorf("the folder of the records cannot be made: %w", err)
	}
	if err := p.firstKey(); err != nil {
		return nil, err
	}
	master, err := seal.ReadMaster(p.Key)
	if err != nil {
		return nil, err
	}
	if p.Postgres != "" {
		return store.OpenPostgres(ctx, p.Postgres, master, now)
	}
	return store.OpenSQLite(ctx, p.Data, master, now)
}

func (p *place) firstKey() error {
	_, err := os.Stat(p.Key)
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if p.Postgres != "" { // whether the database holds records is known only to who has their key
		return fmt.Errorf("there is no master key in %s: name the file with --key, or make one for a new database with 'groupwork key master FILE'; nothing was touched", p.Key)
	}
	if _, err := os.Stat(filepath.Join(p.Data, "hall.db")); err == nil {
		return fmt.Errorf("the records in %s are there, but their master key %s is not: bring the key back, or name it with --key; nothing was touched", p.Data, p.Key)
	}
	if err := os.MkdirAll(filepath.Dir(p.Key), 0o700); err != nil {
		return fmt.Errorf("the folder of the master key cannot be made: %w", err)
	}
	if err := seal.MakeMaster(p.Key); err != nil {
		return err
	}
	fmt.Printf("a new master key is in %s: keep a copy in a safe place; without it nobody can read the records\n", p.Key)
	return nil
}

// serveCmd serves an agency for real use.
type serveCmd struct {
	place
	Addr    string `help:"Address to listen on; port 0 takes a free one." default:"127.0.0.1:8080"`
	TLSCert string `help:"Certificate file, to serve HTTPS." name:"tls-cert" type:"path" placeholder:"FILE"`
	TLSKey  string `help:"Key file of the certificate." name:"tls-key" type:"path" placeholder:"FILE"`
	Behind  bool   `help:"A proxy in front of us speaks HTTPS and sets X-Forwarded-For."`
}

// Run serves until it is told to stop.
func (c *serveCmd) Run(ctx context.Context) error {
	listener, err := listen(c.Addr) // before a key or a folder is made
	if err != nil {
		return err
	}
	records, err := c.open(ctx, time.Now)
	if err != nil {
		return err
	}
	defer records.Close()
	if c.Postgres == "" {
		lock, err := alone(c.Data)
		if err != nil {
			return err
		}
		defer lock.Close()
	}
	house, _, err := build(records, time.Now, false)
	if err != nil {
		return err
	}
	if at := listener.Addr().(*net.TCPAddr); !at.IP.IsLoopback() && !c.Behind && c.TLSCert == "" {
		fmt.Fprintf(os.Stderr, "warning: %s is open to the network without encryption: whoever is on it can read names and passwords; give --tls-cert and --tls-key, or put a proxy with HTTPS in front and say --behind\n", at)
	}
	d := door{listener: listener, cert: c.TLSCert, key: c.TLSKey, secure: c.Behind || c.TLSCert != "", behind: c.Behind}
	return d.serve(ctx, house, func(base string) error {
		token, made, err := house.SetUpLink(ctx)
		if err == nil && made {
			fmt.Printf("set up your agency (once, within a day): %s/set-up/%s\n", base, token)
		}
		return err
	})
}

// alone holds the folder for one server: a second one would end the set-up link of the first and share none of its limits.
// The system lets go of a lock when its process ends, however it ends.
func alone(dir string) (*flock.Flock, error) {
	lock := flock.New(filepath.Join(dir, "serving.lock"))
	held, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("the folder of the records cannot be held: %w", err)
	}
	if !held {
		return nil, fmt.Errorf("another server serves %s already: stop it first, or name another --data; nothing was touched", dir)
	}
	return lock, nil
}

// build wires the house over its records.
func build(records *store.House, now func() time.Time, demo bool) (*app.House, *practice.Library, error) {
	library, err := practice.Load()
	if err != nil {
		return nil, nil, err
	}
	phrases, err := phrase.Load()
	if err != nil {
		return nil, nil, err
	}
	if err := phrases.Lend(library.Words()); err != nil {
		return nil, nil, err
	}
	house := app.New(app.Config{Store: records, Phrases: phrases, Library: library, Now: now, NewID: newID, Random: rand.Reader, Demo: demo})
	return house, library, house.CheckActivities()
}

// newID makes a UUIDv7. It cannot fail: since Go 1.24 the system's randomness does not return errors.
func newID() string { return uuid.Must(uuid.NewV7()).String() }

// door is where the pages are served.
type door struct {
	listener       net.Listener
	cert, key      string
	secure, behind bool
	demo           bool
}

// listen takes the address.
func listen(addr string) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w; name another --addr, or port 0 for a free one", addr, err)
	}
	return listener, nil
}

// serve says that it is ready, and serves until ctx ends. Before is called with the base address.
func (d door) serve(ctx context.Context, house *app.House, before func(base string) error) error {
	phrases, err := phrase.Load()
	if err != nil {
		return err
	}
	if err := phrases.Lend(house.Library.Words()); err != nil {
		return err
	}
	pages, err := web.New(web.Config{App: house, Phrases: phrases, Now: time.Now, Demo: d.demo, Secure: d.secure, Behind: d.behind, Log: slog.New(slog.NewJSONHandler(os.Stderr, nil))})
	if err != nil {
		return err
	}
	scheme := "http"
	if d.cert != "" {
		scheme = "https"
	}
	base := scheme + "://" + d.listener.Addr().String()
	if err := before(base); err != nil {
		return errors.Join(err, d.listener.Close())
	}
	if os.Getenv("GOGC") == "" { // what is kept between two pages is little: collecting less often saves a fifth of the time and costs 40 MB
		debug.SetGCPercent(300)
	}
	server := &http.Server{Handler: pages, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 1 << 16}
	ended := make(chan error, 1)
	go func() {
		if d.cert != "" {
			ended <- server.ServeTLS(d.listener, d.cert, d.key)
			return
		}
		ended <- server.Serve(d.listener)
	}()
	fmt.Println("ready", base)
	return wait(ctx, server, ended)
}

// wait lets open requests finish when we are told to stop.
func wait(ctx context.Context, server *http.Server, ended <-chan error) error {
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		return server.Shutdown(last)
	}
}
