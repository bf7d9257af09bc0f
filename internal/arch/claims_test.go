package arch

import (
	"go/ast"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A test that is named for reviewers and was renamed or removed would show what nobody runs any more.
func TestEveryTestThatTheClaimsNameExists(t *testing.T) {
	raw, err := os.ReadFile("../../docs/claims.md")
	if err != nil {
		t.Fatal(err)
	}
	var there []string
	eachFile(t, func(path, _ string, file *ast.File, _ *token.FileSet) {
		for _, d := range file.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && strings.HasSuffix(path, "_test.go") {
				there = append(there, fn.Name.Name)
			}
		}
	})
	named := regexp.MustCompile(`\bTest[A-Z][A-Za-z0-9]+`).FindAllString(string(raw), -1)
	if len(named) < 54 {
		t.Errorf("%d tests are named", len(named))
	}
	for _, name := range named {
		if !slices.Contains(there, name) {
			t.Errorf("docs/claims.md names %s, which is not there", name)
		}
	}
	for n := 1; n <= 54; n++ {
		if !strings.Contains(string(raw), "\n| "+strconv.Itoa(n)+" | ") {
			t.Errorf("claim %d has no row", n)
		}
	}
}
