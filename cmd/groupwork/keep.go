package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"filippo.io/age"

	"groupwork/fault"
	"groupwork/seal"
	"groupwork/store"
)

// plain says an error to the person at the command line.
func plain(err error) string {
	var f *fault.Error
	if errors.As(err, &f) && f.Err != nil {
		return f.Err.Error()
	}
	return err.Error()
}

// backupCmd writes an encrypted backup.
type backupCmd struct {
	place
	To   []string `help:"Public key (age1…) that can open the backup; may be named more than once. Make a pair with 'groupwork key backup FILE'." required:"" placeholder:"AGE1…"`
	File string   `arg:"" help:"File to write; it appears only when it is whole." type:"path"`
}

// Run writes to a temporary file and renames it when it is whole.
func (c *backupCmd) Run(ctx context.Context) error {
	var recipients []age.Recipient
	for _, to := range c.To {
		r, err := age.ParseX25519Recipient(to)
		if err != nil {
			return fmt.Errorf("--to %s is not a public key for backups: %w", to, err)
		}
		recipients = append(recipients, r)
	}
	if _, err := os.Stat(c.File); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is there already (or cannot be looked at): name another file; nothing was touched", c.File)
	}
	records, err := c.kept(ctx)
	if err != nil {
		return err
	}
	defer records.Close()
	half, err := os.CreateTemp(filepath.Dir(c.File), ".groupwork-backup-")
	if err != nil {
		return fmt.Errorf("the backup cannot be written there: %w", err)
	}
	defer os.Remove(half.Name())
	err = records.Backup(ctx, half, recipients, progress("backing up"))
	if err == nil {
		err = half.Sync()
	}
	if err = errors.Join(err, half.Close()); err != nil {
		return err
	}
	if err := os.Rename(half.Name(), c.File); err != nil {
		return err
	}
	fmt.Println("backup written:", c.File)
	return nil
}

// restoreCmd brings a backup back.
type restoreCmd struct {
	place
	Identity string `help:"File of the private key for backups." required:"" type:"existingfile" placeholder:"FILE"`
	File     string `arg:"" help:"The backup." type:"existingfile"`
}

// Run restores into an empty place; a backup that is not whole leaves nothing behind.
func (c *restoreCmd) Run(ctx context.Context) error {
	if err := c.fill(); err != nil {
		return err
	}
	keys, err := os.Open(c.Identity)
	if err != nil {
		return err
	}
	defer keys.Close()
	identities, err := age.ParseIdentities(keys)
	if err != nil {
		return fmt.Errorf("%s is not a private key for backups: %w", c.Identity, err)
	}
	master, err := seal.ReadMaster(c.Key)
	if err != nil {
		return err
	}
	in, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := store.Restore(ctx, in, identities, store.Target{Dir: c.Data, Postgres: c.Postgres}, master, progress("restoring")); err != nil {
		return err
	}
	fmt.Println("restored; run 'groupwork verify' next")
	return nil
}

// agencyCmd makes a link for one more agency.
type agencyCmd struct {
	place
	Base string `help:"Address under which people reach the server." default:"http://127.0.0.1:8080" placeholder:"URL"`
}

// Run prints the link. It works while the server runs.
func (c *agencyCmd) Run(ctx context.Context) error {
	records, err := c.kept(ctx)
	if err != nil {
		return err
	}
	defer records.Close()
	house, _, err := build(records, time.Now, false)
	if err != nil {
		return err
	}
	token, err := house.AnotherSetUpLink(ctx)
	if err != nil {
		return err
	}
	fmt.Printf("set up another agency (once, within a day): %s/set-up/%s\n", strings.TrimSuffix(c.Base, "/"), token)
	return nil
}

// verifyCmd checks everything that is kept.
type verifyCmd struct{ place }

// Run prints what was checked and fails when anything is wrong.
func (c *verifyCmd) Run(ctx context.Context) error {
	records, err := c.kept(ctx)
	if err != nil {
		return err
	}
	defer records.Close()
	report, err := records.Verify(ctx, progress("verifying"))
	if err != nil {
		return err
	}
	if len(report.Books) == 0 {
		fmt.Println("no agency yet: nothing to verify")
		return nil
	}
	fmt.Println(report)
	if !report.Sound() {
		return errors.New("something is wrong: keep this folder as it is, and restore the last good backup elsewhere")
	}
	return nil
}

// keyCmd makes keys.
type keyCmd struct {
	Master masterKeyCmd `cmd:"" help:"Make a master key."`
	Backup backupKeyCmd `cmd:"" help:"Make a key pair for backups."`
}

type masterKeyCmd struct {
	File string `arg:"" help:"File to write." type:"path"`
}

// Run makes a master key; it never writes over one.
func (c *masterKeyCmd) Run() error { return seal.MakeMaster(c.File) }

type backupKeyCmd struct {
	File string `arg:"" help:"File of the private key; keep it away from this machine." type:"path"`
}

// Run makes the pair: the private key goes to the file, the public one is printed.
func (c *backupKeyCmd) Run() error {
	pair, err := age.GenerateX25519Identity()
	if err != nil {
		return err
	}
	f, err := os.OpenFile(c.File, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("the private key cannot be written: %w", err)
	}
	if _, err = fmt.Fprintln(f, pair.String()); err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	fmt.Println(pair.Recipient())
	return nil
}
