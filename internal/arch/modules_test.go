package arch

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

var (
	required = regexp.MustCompile(`(?m)^\t(\S+) v\S+$`)
	reasoned = regexp.MustCompile(`(?m)^\| ([^ |]+\.[^ |]+) \|`)
)

func found(t *testing.T, pattern *regexp.Regexp, file string) map[string]bool {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", file))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]bool{}
	for _, m := range pattern.FindAllStringSubmatch(string(raw), -1) {
		all[m[1]] = true
	}
	return all
}

func TestEveryDirectDependencyHasItsReason(t *testing.T) {
	modules, reasons := found(t, required, "go.mod"), found(t, reasoned, "docs/dependencies.md")
	if len(modules) < 10 {
		t.Fatalf("only %d modules read from go.mod", len(modules))
	}
	for m := range modules {
		if !reasons[m] {
			t.Errorf("%s is required directly and docs/dependencies.md gives no reason", m)
		}
	}
	for m := range reasons {
		if !modules[m] {
			t.Errorf("docs/dependencies.md gives a reason for %s, which nothing requires directly", m)
		}
	}
}
