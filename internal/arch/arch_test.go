// Package arch keeps the ground plan (rooms.txt) true: which package may import which, which are pure, how large
// a file and a function may grow, and that every package says what it is for.
package arch

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const module = "groupwork"

// room is one line of rooms.txt.
type room struct {
	path    string
	pure    bool
	imports []string
}

// pkg is what `go list` tells of a package.
type pkg struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	Imports    []string
}

func rooms(t *testing.T) map[string]room {
	t.Helper()
	f, err := os.Open("rooms.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all := map[string]room{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(line, "|")
		if len(parts) != 3 {
			t.Fatalf("rooms.txt: %q wants path | purpose | imports", line)
		}
		r := room{path: strings.TrimSpace(parts[0])}
		r.path, r.pure = strings.TrimSpace(strings.TrimSuffix(r.path, "*")), strings.HasSuffix(r.path, "*")
		for _, imp := range strings.Split(parts[2], ",") {
			if imp = strings.TrimSpace(imp); imp != "-" {
				r.imports = append(r.imports, imp)
			}
		}
		all[r.path] = r
	}
	return all
}

func packages(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Imports", "./...")
	cmd.Dir = filepath.Join("..", "..")
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, errs.String())
	}
	var all []pkg
	dec := json.NewDecoder(bytes.NewReader(out))
	for {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func short(importPath string) string {
	return strings.TrimPrefix(strings.TrimPrefix(importPath, module), "/")
}

func (r room) allows(imp string) bool {
	for _, a := range r.imports {
		if a == "*" || a == imp {
			return true
		}
		if below, ok := strings.CutSuffix(a, "/*"); ok && strings.HasPrefix(imp, below+"/") {
			return true
		}
	}
	return false
}

func TestEveryPackageStandsInThePlanAndImportsOnlyWhatItMay(t *testing.T) {
	plan := rooms(t)
	for _, p := range packages(t) {
		name := short(p.ImportPath)
		r, ok := plan[name]
		if !ok {
			t.Errorf("%s is not in rooms.txt", name)
			continue
		}
		for _, imp := range p.Imports {
			if inner := short(imp); strings.HasPrefix(imp, module+"/") && !r.allows(inner) {
				t.Errorf("%s imports %s: rooms.txt does not allow it", name, inner)
			}
		}
	}
}

// impure gives the reason why a room or a science may not import a package.
var impure = map[string]string{
	"database/sql": "rooms know no SQL", "net/http": "rooms know no network", "net": "rooms know no network",
	"log": "rooms return errors, they do not log", "log/slog": "rooms return errors, they do not log",
	"os": "rooms read no files", "os/exec": "rooms start nothing", "math/rand": "randomness is passed in, with a seed",
	"crypto/rand": "randomness is passed in",
}

func TestRoomsAndSciencesArePure(t *testing.T) {
	plan := rooms(t)
	for _, p := range packages(t) {
		if !plan[short(p.ImportPath)].pure {
			continue
		}
		for _, imp := range p.Imports {
			// private knows slog in order to print dots there.
			if why, bad := impure[imp]; bad && !(short(p.ImportPath) == "private" && imp == "log/slog") {
				t.Errorf("%s imports %s: %s", short(p.ImportPath), imp, why)
			}
		}
	}
}

func TestNoRoomAsksTheClock(t *testing.T) {
	plan := rooms(t)
	eachFile(t, func(path, dir string, f *ast.File, fset *token.FileSet) {
		if !plan[dir].pure || strings.HasSuffix(path, "_test.go") {
			return
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name == "Now" {
				if id, ok := sel.X.(*ast.Ident); ok && id.Name == "time" {
					t.Errorf("%s: the time is passed in", fset.Position(n.Pos()))
				}
			}
			return true
		})
	})
}

// generated tells files that tools write.
func generated(path string) bool {
	return strings.HasSuffix(path, "_templ.go") || strings.Contains(path, "store/db/")
}

// eachFile parses every Go file of ours that no tool wrote.
func eachFile(t *testing.T, visit func(path, dir string, f *ast.File, fset *token.FileSet)) {
	t.Helper()
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == ".git" || d.Name() == "testdata" || d.Name() == "node_modules") {
			return filepath.SkipDir
		}
		rel, _ := filepath.Rel(root, path)
		if !strings.HasSuffix(path, ".go") || generated(filepath.ToSlash(rel)) {
			return nil
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		visit(rel, filepath.ToSlash(filepath.Dir(rel)), f, fset)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	said := map[string]bool{}
	eachFile(t, func(path, dir string, f *ast.File, _ *token.FileSet) {
		if f.Doc != nil {
			said[dir] = true
		} else if _, seen := said[dir]; !seen && !strings.HasSuffix(f.Name.Name, "_test") {
			said[dir] = false
		}
	})
	for dir, ok := range said {
		if !ok {
			t.Errorf("%s has no package comment", dir)
		}
	}
}

const (
	longestFile     = 400
	longestFunction = 60
)

// tables are functions that only list rows; they may be long.
var tables = map[string]bool{"access.Table": true, "web.Routes": true}

func TestFilesAndFunctionsStaySmall(t *testing.T) {
	eachFile(t, func(path, dir string, f *ast.File, fset *token.FileSet) {
		if n := fset.Position(f.End()).Line; n > longestFile {
			t.Errorf("%s has %d lines; a file has at most %d", path, n, longestFile)
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Body == nil || tables[filepath.Base(dir)+"."+fn.Name.Name] {
				continue
			}
			n := fset.Position(fn.End()).Line - fset.Position(fn.Pos()).Line + 1
			if n > longestFunction {
				t.Errorf("%s: %s has %d lines; a function has at most %d", path, fn.Name.Name, n, longestFunction)
			}
			if fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s: init runs before anybody asked for it", path)
			}
		}
	})
}

func TestNamesAreTheFieldsOwn(t *testing.T) {
	eachFile(t, func(path, _ string, f *ast.File, fset *token.FileSet) {
		ast.Inspect(f, func(n ast.Node) bool {
			ts, ok := n.(*ast.TypeSpec)
			if !ok {
				return true
			}
			for _, end := range []string{"Manager", "Helper", "Util", "Utils", "Impl"} {
				if strings.HasSuffix(ts.Name.Name, end) {
					t.Errorf("%s: %s says nothing of the work", fset.Position(ts.Pos()), ts.Name.Name)
				}
			}
			return true
		})
	})
}
