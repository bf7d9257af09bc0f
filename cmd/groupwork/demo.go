package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"groupwork/demo"
	"groupwork/seal"
	"groupwork/store"
)

// demoCmd makes a sample agency and serves it.
type demoCmd struct {
	Addr string `help:"Address to listen on; port 0 takes a free one." default:"127.0.0.1:8080"`
	Data string `help:"Folder of the sample; a temporary one when none is named." placeholder:"DIR" type:"path"`
	Seed uint64 `help:"The same seed makes the same sample." default:"1"`
}

// Run makes the sample unless the folder holds one already, prints one link for each role, and serves.
func (c *demoCmd) Run(ctx context.Context) error {
	if c.Data == "" {
		dir, err := os.MkdirTemp("", "groupwork-demo-")
		if err != nil {
			return fmt.Errorf("no temporary folder could be made; name one with --data: %w", err)
		}
		defer os.RemoveAll(dir)
		c.Data = dir
	}
	listener, err := listen(c.Addr)
	if err != nil {
		return err
	}
	clock := &demo.Clock{}
	records, err := c.open(ctx, clock)
	if err != nil {
		return err
	}
	defer records.Close()
	house, library, err := build(records, clock.Now, true)
	if err != nil {
		return err
	}
	sample, err := c.sample(ctx, records, func() (demo.Sample, error) {
		return demo.Fill(ctx, house, library, clock, c.Seed, time.Now(), progress("making the sample agency"))
	})
	if err != nil {
		return err
	}
	return door{listener: listener, demo: true}.serve(ctx, house, func(base string) error {
		for _, r := range sample.Roles {
			fmt.Printf("sign in as %s: %s/demo/%s/%s\n", r.Name, base, demo.Slug, r.Person)
		}
		return nil
	})
}

// open opens the sample's records. A sample's key lies beside its records: there is nothing in them to protect.
func (c *demoCmd) open(ctx context.Context, clock *demo.Clock) (*store.House, error) {
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return nil, fmt.Errorf("the folder of the sample cannot be made: %w", err)
	}
	key := filepath.Join(c.Data, "sample.key")
	if _, err := os.Stat(key); errors.Is(err, fs.ErrNotExist) {
		if err := seal.MakeMaster(key); err != nil {
			return nil, err
		}
	}
	master, err := seal.ReadMaster(key)
	if err != nil {
		return nil, err
	}
	return store.OpenSQLite(ctx, c.Data, master, clock.Now)
}

// sample gives the sample that the folder holds, or makes one. The file sample.json says that it is whole.
func (c *demoCmd) sample(ctx context.Context, records *store.House, fill func() (demo.Sample, error)) (demo.Sample, error) {
	var sample demo.Sample
	name := filepath.Join(c.Data, "sample.json")
	if raw, err := os.ReadFile(name); err == nil {
		return sample, json.Unmarshal(raw, &sample)
	}
	known, err := records.Agencies(ctx)
	if err != nil {
		return sample, err
	}
	if len(known) > 0 {
		return sample, fmt.Errorf("the sample in %s was not finished: remove that folder, or name another with --data", c.Data)
	}
	if sample, err = fill(); err != nil {
		return sample, err
	}
	raw, err := json.Marshal(sample)
	if err != nil {
		return sample, err
	}
	return sample, os.WriteFile(name, raw, 0o600)
}

// progress prints how far long work has come: on one line that is written over, or, where nobody watches, in a file, a
// line for every tenth.
func progress(what string) func(done, all int) {
	before, end, watched := "\r", "", false
	if info, err := os.Stderr.Stat(); err == nil {
		watched = info.Mode()&os.ModeCharDevice != 0
	}
	if !watched {
		before, end = "", "\n"
	}
	return func(done, all int) {
		if watched || done >= all || done*10/all != (done-1)*10/all {
			fmt.Fprintf(os.Stderr, "%s%s: %d of %d%s", before, what, done, all, end)
		}
		if watched && done >= all {
			fmt.Fprintln(os.Stderr)
		}
	}
}
