// Command bench-compose runs package compose on a folder of standard benchmark files and prints how its answers
// stand to the published ones; every answer is verified from scratch.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"sync"

	"groupwork/compose/mdgp"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench-compose:", err)
		os.Exit(1)
	}
}

// order is what the command line asks for.
type order struct {
	dir, published, match string
	seeds                 []uint64
	seconds               float64
	jobs                  int
}

func run(args []string, out io.Writer) error {
	o, err := parse(args)
	if err != nil {
		return err
	}
	f, err := os.Open(o.published)
	if err != nil {
		return err
	}
	published, err := mdgp.ReadPublished(f)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	tasks, err := o.tasks(published, out)
	if err != nil {
		return err
	}
	lines, err := o.each(tasks, published, out)
	if err != nil {
		return err
	}
	mdgp.Summarise(out, lines)
	return nil
}

func parse(args []string) (order, error) {
	var o order
	var seeds string
	flags := flag.NewFlagSet("bench-compose", flag.ContinueOnError)
	flags.StringVar(&o.dir, "dir", "", "folder of instance files")
	flags.StringVar(&o.published, "published", "", "CSV of published values (published.csv beside the folder)")
	flags.StringVar(&o.match, "match", "", "only instances whose name holds one of these words, with commas between")
	flags.StringVar(&seeds, "seeds", "1,2,3,4,5", "seeds")
	flags.Float64Var(&o.seconds, "seconds", 0, "CPU seconds per run in place of the published limit")
	flags.IntVar(&o.jobs, "jobs", 1, "runs side by side, each with one core and its own CPU time")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if o.dir == "" {
		return o, errors.New("which folder? -dir")
	}
	if o.published == "" {
		o.published = filepath.Join(filepath.Dir(filepath.Clean(o.dir)), "published.csv")
	}
	for _, s := range strings.Split(seeds, ",") {
		v, err := strconv.ParseUint(strings.TrimSpace(s), 10, 64)
		if err != nil {
			return o, fmt.Errorf("seed %q is not a whole number", s)
		}
		o.seeds = append(o.seeds, v)
	}
	return o, nil
}

// tasks reads the matching files that have published values, in order of name, and says which have none.
func (o order) tasks(published map[string]mdgp.Published, out io.Writer) ([]mdgp.Instance, error) {
	paths, err := filepath.Glob(filepath.Join(o.dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	sort.Strings(paths)
	var tasks []mdgp.Instance
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txt")
		if !o.wants(name) {
			continue
		}
		if _, ok := published[name]; !ok {
			_, _ = fmt.Fprintf(out, "%s: no published value in %s, left out\n", path, o.published)
			continue
		}
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		in, err := mdgp.Read(name, f)
		if err = errors.Join(err, f.Close()); err != nil {
			return nil, err
		}
		tasks = append(tasks, in)
	}
	if len(tasks) == 0 {
		return nil, fmt.Errorf("no instance in %s has a published value and matches %q", o.dir, o.match)
	}
	return tasks, nil
}

func (o order) wants(name string) bool {
	for _, word := range strings.Split(o.match, ",") {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// each runs every instance with every seed and prints a line as soon as an instance is through.
func (o order) each(tasks []mdgp.Instance, published map[string]mdgp.Published, out io.Writer) ([]mdgp.Line, error) {
	lines := make([]mdgp.Line, len(tasks))
	errs := make([]error, len(tasks))
	var wait sync.WaitGroup
	var printing sync.Mutex
	slots := make(chan struct{}, max(1, o.jobs))
	for i, in := range tasks {
		slots <- struct{}{}
		wait.Go(func() {
			defer func() { <-slots }()
			lines[i], errs[i] = o.one(in, published[in.Name])
			if errs[i] == nil {
				printing.Lock()
				defer printing.Unlock()
				lines[i].Write(out)
			}
		})
	}
	wait.Wait()
	return lines, errors.Join(errs...)
}

func (o order) one(in mdgp.Instance, p mdgp.Published) (mdgp.Line, error) {
	line := mdgp.Line{Name: in.Name, Published: p}
	limit := p.Seconds
	if o.seconds > 0 {
		limit = o.seconds
	}
	var used float64
	var moves int64
	for _, seed := range o.seeds {
		clock, done := cpuClock()
		a, err := mdgp.Solve(context.Background(), in, seed, func() float64 { return clock() / limit })
		used += clock()
		done()
		if err != nil {
			return line, err
		}
		line.Sums = append(line.Sums, a.Sum)
		moves += a.Moves
	}
	line.MovesPerS = float64(moves) / used
	return line, nil
}
