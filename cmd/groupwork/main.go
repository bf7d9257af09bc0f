// Command groupwork is the practice system for people who work with groups, in one binary: it serves pages,
// makes a sample agency, keeps backups, and runs the measures on files.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"groupwork/console"
)

// commands is everything that the binary does.
type commands struct {
	Demo    demoCmd    `cmd:"" help:"Make a sample agency and serve it."`
	Serve   serveCmd   `cmd:"" help:"Serve your agency."`
	Agency  agencyCmd  `cmd:"" help:"Make a set-up link for one more agency on this server."`
	Backup  backupCmd  `cmd:"" help:"Write an encrypted backup of everything."`
	Restore restoreCmd `cmd:"" help:"Bring a backup back into an empty folder."`
	Verify  verifyCmd  `cmd:"" help:"Check the records, the audit trail and every signed note."`
	Key     keyCmd     `cmd:"" help:"Make a master key, or a key pair for backups."`

	Compose   filesCmd `cmd:"" help:"Compose groups from a list of people."`
	Score     filesCmd `cmd:"" help:"Score answers to an instrument."`
	Change    filesCmd `cmd:"" help:"Tell change over time, with its uncertainty."`
	Sociogram filesCmd `cmd:"" help:"Draw who is tied to whom."`
	Agreement filesCmd `cmd:"" help:"Tell how far raters or members agree."`
	Team      filesCmd `cmd:"" help:"Compare a group with its members alone."`
	Programme filesCmd `cmd:"" help:"Tell what a programme of many groups achieved."`
}

// filesCmd hands its words on to the command line of a science.
type filesCmd struct {
	Args []string `arg:"" optional:"" passthrough:"" help:"FILE.csv and options; try --help after the name."`
}

// run is a science's command line.
type run func(ctx context.Context, args []string) int

func sciences() map[string]run {
	on := func(f func(context.Context, []string, *os.File, *os.File) int) run {
		return func(ctx context.Context, args []string) int { return f(ctx, args, os.Stdout, os.Stderr) }
	}
	return map[string]run{
		"compose":   on(func(c context.Context, a []string, o, e *os.File) int { return console.Compose(c, a, o, e) }),
		"score":     on(func(c context.Context, a []string, o, e *os.File) int { return console.Score(c, a, o, e) }),
		"change":    on(func(c context.Context, a []string, o, e *os.File) int { return console.Change(c, a, o, e) }),
		"sociogram": on(func(c context.Context, a []string, o, e *os.File) int { return console.Sociogram(c, a, o, e) }),
		"agreement": on(func(c context.Context, a []string, o, e *os.File) int { return console.Agreement(c, a, o, e) }),
		"team":      on(func(c context.Context, a []string, o, e *os.File) int { return console.Team(c, a, o, e) }),
		"programme": on(func(c context.Context, a []string, o, e *os.File) int { return console.Programme(c, a, o, e) }),
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if len(os.Args) > 1 {
		if science, ok := sciences()[os.Args[1]]; ok {
			os.Exit(science(ctx, os.Args[2:]))
		}
	}
	var c commands
	k := kong.Parse(&c, kong.Name("groupwork"), kong.UsageOnError(),
		kong.Description("The practice system for people who work with groups."))
	k.BindTo(ctx, (*context.Context)(nil))
	if err := k.Run(); err != nil && !errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "groupwork:", plain(err))
		os.Exit(1)
	}
}

// Run is never reached: main answers these commands before it parses flags.
func (filesCmd) Run() error { return nil }
