package mdgp

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"groupwork/compose"
)

// Instance is one problem of the standard text format.
type Instance struct {
	Name  string
	N     int
	Sizes []compose.Range
	Value []float64 // n×n, symmetric
}

// ErrFormat is wrapped by every complaint about a file.
var ErrFormat = errors.New("not in the standard format")

// Read reads an instance.
func Read(name string, r io.Reader) (Instance, error) {
	in := Instance{Name: name}
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 1<<16), 1<<22)
	for line := 1; lines.Scan(); line++ {
		f := strings.Fields(lines.Text())
		if len(f) == 0 {
			continue
		}
		var err error
		if in.Value == nil {
			err = in.head(f)
		} else {
			err = in.pair(f)
		}
		if err != nil {
			return Instance{}, fmt.Errorf("%s, line %d: %w", name, line, err)
		}
	}
	if err := lines.Err(); err != nil {
		return Instance{}, fmt.Errorf("%s: %w", name, err)
	}
	if in.Value == nil {
		return Instance{}, fmt.Errorf("%s: empty: %w", name, ErrFormat)
	}
	return in, nil
}

func (in *Instance) head(f []string) error {
	if len(f) < 3 {
		return fmt.Errorf("the first line wants n, groups, type and bounds: %w", ErrFormat)
	}
	n, err1 := strconv.Atoi(f[0])
	groups, err2 := strconv.Atoi(f[1])
	if errors.Join(err1, err2) != nil || n < 1 || groups < 1 || n > 20_000 || groups > n {
		return fmt.Errorf("people %q and groups %q: %w", f[0], f[1], ErrFormat)
	}
	if len(f) < 3+2*groups {
		return fmt.Errorf("%d groups want %d bounds, found %d: %w", groups, 2*groups, len(f)-3, ErrFormat)
	}
	for g := range groups {
		lo, err1 := strconv.Atoi(f[3+2*g])
		hi, err2 := strconv.Atoi(f[4+2*g])
		if errors.Join(err1, err2) != nil || lo < 0 || hi < lo {
			return fmt.Errorf("bounds of group %d: %w", g, ErrFormat)
		}
		in.Sizes = append(in.Sizes, compose.Range{From: lo, To: hi})
	}
	in.N, in.Value = n, make([]float64, n*n)
	return nil
}

func (in *Instance) pair(f []string) error {
	if len(f) < 3 {
		return fmt.Errorf("a pair wants i, j and a value: %w", ErrFormat)
	}
	i, err1 := strconv.Atoi(f[0])
	j, err2 := strconv.Atoi(f[1])
	v, err3 := strconv.ParseFloat(f[2], 64)
	if errors.Join(err1, err2, err3) != nil || i < 0 || j < 0 || i >= in.N || j >= in.N {
		return fmt.Errorf("pair %q: %w", strings.Join(f, " "), ErrFormat)
	}
	in.Value[i*in.N+j], in.Value[j*in.N+i] = v, v
	return nil
}

// Published is what the literature reports for an instance.
type Published struct {
	Best, Average, Seconds float64
}

// ReadPublished reads the table of published values by instance name.
func ReadPublished(r io.Reader) (map[string]Published, error) {
	rows, err := csv.NewReader(r).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("published values: %w", err)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("published values: empty: %w", ErrFormat)
	}
	col := map[string]int{}
	for i, name := range rows[0] {
		col[name] = i
	}
	for _, want := range []string{"instance", "best_of_20", "average_of_20", "cpu_seconds"} {
		if _, ok := col[want]; !ok {
			return nil, fmt.Errorf("published values: no column %s: %w", want, ErrFormat)
		}
	}
	out := map[string]Published{}
	for i, row := range rows[1:] {
		best, err1 := strconv.ParseFloat(row[col["best_of_20"]], 64)
		mean, err2 := strconv.ParseFloat(row[col["average_of_20"]], 64)
		secs, err3 := strconv.ParseFloat(row[col["cpu_seconds"]], 64)
		if err := errors.Join(err1, err2, err3); err != nil {
			return nil, fmt.Errorf("published values, row %d: %w", i+2, err)
		}
		out[row[col["instance"]]] = Published{Best: best, Average: mean, Seconds: secs}
	}
	return out, nil
}
