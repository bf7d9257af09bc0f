// Package vectors reads published test vectors and compares them with what a package computes.
//
// A file holds cases of input and expected output. A case finds its way to code by the names of its inputs,
// never by its own name, so a folder nobody has seen runs as well. Used by tests only.
package vectors

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Schema is the one format that is read.
const Schema = "groupwork-measure-vector/1"

// Input is what a case gives, by name.
type Input map[string]json.RawMessage

// Into reads one input into a value; a name that is absent leaves it alone.
func (in Input) Into(t testing.TB, name string, value any) {
	t.Helper()
	raw, ok := in[name]
	if !ok {
		return
	}
	if err := json.Unmarshal(raw, value); err != nil {
		t.Fatalf("input %s: %v", name, err)
	}
}

// Compute answers a case with everything it knows, by the names that the vectors use. Where one input shape serves
// two methods, asks tells whether the case wants a key.
type Compute func(t testing.TB, in Input, asks func(key string) bool) map[string]any

// Family is one kind of file: the id it starts with and what to compute for each set of input names,
// which are sorted and joined by a blank.
type Family struct {
	ID       string
	Shapes   map[string]Compute
	Optional func(key string) bool // keys that may be left out, as the README of the vectors says
}

type file struct {
	Schema    string  `json:"schema"`
	ID        string  `json:"id"`
	Tolerance float64 `json:"default_tolerance"`
	Cases     []struct {
		Name      string         `json:"name"`
		Input     Input          `json:"input"`
		Expected  map[string]any `json:"expected"`
		Tolerance *float64       `json:"tolerance"`
	} `json:"cases"`
}

// Run reads the folder named by GROUPWORK_VECTORS, by default testdata/vectors, and compares all cases of the
// families. It fails on a mismatch, on an input shape that nobody computes, on a key left out that is not
// optional, and if there was nothing to compare.
func Run(t *testing.T, families ...Family) {
	folder := os.Getenv("GROUPWORK_VECTORS")
	if folder == "" {
		folder = filepath.Join("testdata", "vectors")
	}
	paths, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var f file
		if json.Unmarshal(raw, &f) != nil || f.Schema != Schema {
			continue
		}
		for _, family := range families {
			if strings.HasPrefix(f.ID, family.ID) {
				cases += family.run(t, f)
			}
		}
	}
	if cases == 0 {
		t.Fatalf("no case of these families in %s", folder)
	}
	t.Logf("%d cases compared in %s", cases, folder)
}

func (family Family) run(t *testing.T, f file) int {
	for _, c := range f.Cases {
		t.Run(f.ID+"/"+c.Name, func(t *testing.T) {
			shape := strings.Join(slices.Sorted(maps.Keys(c.Input)), " ")
			compute, ok := family.Shapes[shape]
			if !ok {
				t.Fatalf("nothing computes the input shape %q, keys %v", shape,
					slices.Sorted(maps.Keys(c.Expected)))
			}
			cmp := comparison{t: t, tolerance: f.Tolerance, optional: family.Optional}
			if cmp.tolerance == 0 {
				cmp.tolerance = 1e-6
			}
			if c.Tolerance != nil {
				cmp.tolerance = *c.Tolerance
			}
			raw, err := json.Marshal(compute(t, c.Input, func(key string) bool {
				_, ok := c.Expected[key]
				return ok
			}))
			if err != nil {
				t.Fatalf("not a JSON value (NaN or Inf?): %v", err)
			}
			var got map[string]any
			if err := json.Unmarshal(raw, &got); err != nil {
				t.Fatal(err)
			}
			cmp.object("", got, c.Expected)
		})
	}
	return len(f.Cases)
}

type comparison struct {
	t         *testing.T
	tolerance float64
	optional  func(string) bool
}

func (c comparison) object(path string, got, want map[string]any) {
	c.t.Helper()
	for _, key := range slices.Sorted(maps.Keys(want)) {
		at := strings.TrimPrefix(path+"."+key, ".")
		value, ok := got[key]
		switch {
		case ok:
			c.value(at, value, want[key])
		case want[key] == nil:
		case c.optional != nil && c.optional(at):
			fmt.Printf("not computed (optional): %s: %s\n", c.t.Name(), at)
		default:
			fmt.Printf("not computed: %s: %s\n", c.t.Name(), at)
			c.t.Errorf("%s is not computed", at)
		}
	}
}

func (c comparison) value(path string, got, want any) {
	c.t.Helper()
	switch want := want.(type) {
	case map[string]any:
		if g, ok := got.(map[string]any); ok {
			c.object(path, g, want)
			return
		}
	case []any:
		if got == nil && len(want) > 0 && !slices.ContainsFunc(want, func(x any) bool { return x != nil }) {
			return // a row that is not defined, written out or not
		}
		if g, ok := got.([]any); ok && len(g) == len(want) {
			for k := range want {
				c.value(fmt.Sprintf("%s[%d]", path, k), g[k], want[k])
			}
			return
		}
	case float64:
		if g, ok := got.(float64); ok && math.Abs(g-want) <= c.tolerance*max(1, math.Abs(want)) {
			return
		}
	default:
		if got == want {
			return
		}
	}
	c.t.Errorf("%s: got %v, want %v", path, got, want)
}
