package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
)

// plumbing are exported functions of the sciences that carry values and work nothing out: for them there is no formula.
const plumbing = " CompleteTemplate Find ItemList_MarshalText ItemList_UnmarshalText Instrument_Wording Item_Open Item_Takes Item_Unscored Number_MarshalJSON " +
	"Number_UnmarshalJSON Numbers Options_Count Progress_Do ReadQuestionnaire ReadResponse Refusal_Error Shelf Some WriteQuestionnaire WriteResponse Network_Len ShiftNames TriadNames "

// science is what a package of a science declares: its exported functions, and the examples that run.
type science struct {
	functions map[string]*ast.FuncDecl
	bodies    map[string]string
	examples  map[string]bool
}

func readScience(t *testing.T, folder string) science {
	s := science{map[string]*ast.FuncDecl{}, map[string]string{}, map[string]bool{}}
	files := token.NewFileSet()
	packages, err := parser.ParseDir(files, "../../"+folder, nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range packages {
		for name, f := range p.Files {
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range f.Decls {
				fn, ok := d.(*ast.FuncDecl)
				if !ok || !fn.Name.IsExported() || fn.Body == nil {
					continue
				}
				body := string(source[files.Position(fn.Body.Pos()).Offset:files.Position(fn.Body.End()).Offset])
				if strings.HasSuffix(name, "_test.go") {
					s.examples[fn.Name.Name] = strings.Contains(body, "// Output:")
				} else if on := holder(fn); on == "" || ast.IsExported(on) {
					key := strings.TrimPrefix(on+"_"+fn.Name.Name, "_")
					s.functions[key], s.bodies[key] = fn, body
				}
			}
		}
	}
	return s
}

// holder is the type that a method is on.
func holder(fn *ast.FuncDecl) string {
	if fn.Recv == nil {
		return ""
	}
	kind := fn.Recv.List[0].Type
	if star, ok := kind.(*ast.StarExpr); ok {
		kind = star.X
	}
	if of, ok := kind.(*ast.IndexExpr); ok {
		kind = of.X
	}
	return kind.(*ast.Ident).Name
}

// Every exported function of a science says its formula, where it comes from, and shows a case that runs.
func TestEveryFunctionOfAScienceHasFormulaSourceAndExample(t *testing.T) {
	seen := 0
	for _, folder := range []string{"measure", "sociometry", "outcome"} {
		s := readScience(t, folder)
		for name, fn := range s.functions {
			seen++
			if fn.Doc == nil {
				t.Errorf("%s.%s has no comment", folder, name)
			}
			if !s.examples["Example"+name] {
				t.Errorf("%s.%s has no example that shows its output", folder, name)
			}
			if strings.Contains(plumbing, " "+name+" ") {
				continue
			}
			if !strings.Contains(fn.Doc.Text(), "\nFormula") {
				t.Errorf("%s.%s does not say its formula", folder, name)
			}
			if !strings.Contains(s.bodies[name], "// Source:") {
				t.Errorf("%s.%s does not say where it comes from", folder, name)
			}
		}
	}
	if seen < 120 {
		t.Errorf("only %d functions seen", seen)
	}
}
