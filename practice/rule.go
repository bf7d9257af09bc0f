package practice

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/env"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

// Bounds of an expression. There are no loops in it: macros are off, so its length bounds its work, and the cost
// limit is a second fence.
const (
	longestRule = 600
	mostNodes   = 200
	deepestRule = 40
	dearestRule = 2000
)

// Values are metrics by name: float64 for a number, []float64 for a series (oldest first, never empty), bool and
// string. A metric that is not defined is absent.
type Values map[string]any

// ResolveName gives a metric to an expression.
func (v Values) ResolveName(name string) (any, bool) {
	x, ok := v[name]
	return x, ok
}

// Parent is none: an expression sees metrics and nothing else.
func (v Values) Parent() cel.Activation { return nil }

// Rule is one compiled expression over metrics.
type Rule struct {
	program cel.Program
	names   []string
}

// Names are the metrics that the expression speaks of, in order of name.
func (r Rule) Names() []string { return slices.Clone(r.names) }

// Undefined names the metrics of the expression that the values lack.
func (r Rule) Undefined(v Values) (missing []string) {
	for _, name := range r.names {
		if _, ok := v[name]; !ok {
			missing = append(missing, name)
		}
	}
	return missing
}

// True evaluates a condition. It is defined when the metrics that matter are: "a || b" is true as soon as a is.
func (r Rule) True(v Values) (yes, defined bool) {
	got, ok := r.value(v)
	b, is := got.(types.Bool)
	return bool(b), ok && is
}

// Number evaluates a formula.
func (r Rule) Number(v Values) (x float64, defined bool) {
	got, ok := r.value(v)
	n, is := got.(types.Double)
	if !is || !ok || float64(n) != float64(n) || float64(n)-float64(n) != 0 { // neither NaN nor without end
		return 0, false
	}
	return float64(n), true
}

func (r Rule) value(v Values) (ref.Val, bool) {
	if r.program == nil {
		return nil, false
	}
	got, _, err := r.program.Eval(v)
	return got, err == nil
}

// yard compiles expressions over the metrics of the house.
type yard struct{ env *cel.Env }

// allowed are the functions of the language that a rule may use.
var allowed = [...]string{"_&&_", "_||_", "!_", "_?_:_", "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "_+_", "_-_", "_*_", "_/_", "-_", "_in_", "double"}

func newYard(metrics []Metric) (yard, error) {
	subset := &env.LibrarySubset{DisableMacros: true}
	for _, name := range allowed {
		subset.IncludeFunctions = append(subset.IncludeFunctions, &env.Function{Name: name})
	}
	options := []cel.EnvOption{cel.StdLib(cel.StdLibSubset(subset)), cel.CrossTypeNumericComparisons(true),
		cel.ParserExpressionSizeLimit(longestRule), cel.ParserRecursionLimit(deepestRule), cel.ExpressionNodeLimit(mostNodes)}
	for _, m := range metrics {
		options = append(options, cel.Variable(m.ID, m.celType()))
	}
	e, err := cel.NewCustomEnv(append(options, seriesFunctions()...)...)
	return yard{e}, err
}

func (m Metric) celType() *cel.Type {
	switch m.Type {
	case "series":
		return cel.ListType(cel.DoubleType)
	case "bool":
		return cel.BoolType
	case "text":
		return cel.StringType
	}
	return cel.DoubleType
}

var limitName = regexp.MustCompile(`\blimit\.([a-z_]+)\b`)

// compile makes a rule of a text. Limits stand in it as limit.<name>, and every limit that is given must be used.
func (y yard) compile(text string, limits map[string]float64, kind *cel.Type) (Rule, error) {
	used := map[string]bool{}
	unknown := ""
	plain := limitName.ReplaceAllStringFunc(text, func(found string) string {
		name := found[len("limit."):]
		value, ok := limits[name]
		if !ok {
			unknown = name
		}
		used[name] = true
		return "(" + strconv.FormatFloat(value, 'f', 6, 64) + ")"
	})
	if len(plain) > longestRule {
		return Rule{}, fmt.Errorf("is longer than %d characters", longestRule)
	}
	ast, issues := y.env.Compile(plain)
	if issues.Err() != nil {
		first := issues.Errors()[0]
		return Rule{}, errors.New(plainRule(first.Message, first.Location.Column()+1))
	}
	if unknown != "" { // after the syntax, so that one mistake does not hide the one that is to be mended first
		return Rule{}, fmt.Errorf("speaks of limit.%s, which is not given", unknown)
	}
	for name := range limits {
		if !used[name] {
			return Rule{}, fmt.Errorf("does not use limit.%s", name)
		}
	}
	if !ast.OutputType().IsExactType(kind) {
		return Rule{}, fmt.Errorf("gives %s where %s is wanted", ast.OutputType(), kind)
	}
	program, err := y.env.Program(ast, cel.CostLimit(dearestRule), cel.EvalOptions(cel.OptOptimize))
	if err != nil {
		return Rule{}, err
	}
	names := map[string]bool{}
	for _, r := range ast.NativeRep().ReferenceMap() {
		if r.Name != "" {
			names[r.Name] = true
		}
	}
	return Rule{program, slices.Sorted(maps.Keys(names))}, nil
}

var unknownName = regexp.MustCompile(`undeclared reference to '([^']*)'`)

// plainRule says in plain words what the compiler of expressions says in its own.
func plainRule(message string, at int) string {
	if name := unknownName.FindStringSubmatch(message); name != nil {
		return fmt.Sprintf("%q is no name that rules know (near character %d)", strings.Trim(name[1], "_"), at)
	}
	switch {
	case strings.HasPrefix(message, "Syntax error"):
		return fmt.Sprintf("cannot be read from about character %d on: something is missing there, or too much", at)
	case strings.Contains(message, "no matching overload"):
		return fmt.Sprintf("puts together what does not go together near character %d, such as a number and a list", at)
	}
	return fmt.Sprintf("%s (near character %d)", message, at)
}

// seriesFunctions are what a rule may ask of a series: its last value, its fall from the value before, its mean,
// lowest and highest, and how many of the last n values lie below, at most, at least, above a bound.
func seriesFunctions() []cel.EnvOption {
	of := func(name string, f func([]float64) (float64, bool)) cel.EnvOption {
		return cel.Function(name, cel.Overload(name+"_series", []*cel.Type{cel.ListType(cel.DoubleType)}, cel.DoubleType,
			cel.UnaryBinding(func(list ref.Val) ref.Val {
				if x, ok := f(numbers(list)); ok {
					return types.Double(x)
				}
				return types.NewErr("too few")
			})))
	}
	count := func(name string, counts func(x, bound float64) bool) cel.EnvOption {
		return cel.Function(name, cel.Overload(name+"_series", []*cel.Type{cel.ListType(cel.DoubleType), cel.DoubleType, cel.DoubleType}, cel.DoubleType,
			cel.FunctionBinding(func(args ...ref.Val) ref.Val {
				s, bound, n := numbers(args[0]), float64(args[1].(types.Double)), float64(args[2].(types.Double))
				if n < 1 || n > float64(len(s)) {
					return types.NewErr("too few")
				}
				found := 0.0
				for _, x := range s[len(s)-int(n):] {
					if counts(x, bound) {
						found++
					}
				}
				return types.Double(found)
			})))
	}
	return []cel.EnvOption{
		of("last", func(s []float64) (float64, bool) { return end(s, 1) }),
		of("before", func(s []float64) (float64, bool) { return end(s, 2) }),
		of("sum", func(s []float64) (float64, bool) { return average(s) * float64(len(s)), true }),
		of("first", func(s []float64) (float64, bool) { return s[0], true }),
		of("mean", func(s []float64) (float64, bool) { return average(s), true }),
		of("lowest", func(s []float64) (float64, bool) { return slices.Min(s), true }),
		of("highest", func(s []float64) (float64, bool) { return slices.Max(s), true }),
		of("times", func(s []float64) (float64, bool) { return float64(len(s)), true }),
		of("usual", func(s []float64) (float64, bool) { // the mean of up to three values before the last
			if len(s) < 2 {
				return 0, false
			}
			return average(s[max(0, len(s)-4) : len(s)-1]), true
		}),
		count("below", func(x, b float64) bool { return x < b }), count("above", func(x, b float64) bool { return x > b }),
		count("at_most", func(x, b float64) bool { return x <= b }), count("at_least", func(x, b float64) bool { return x >= b }),
	}
}

// numbers reads a series; it is never empty, so that first and last are there.
func numbers(list ref.Val) []float64 {
	if s, ok := list.Value().([]float64); ok && len(s) > 0 {
		return s
	}
	return []float64{0}
}

func end(s []float64, n int) (float64, bool) {
	if len(s) < n {
		return 0, false
	}
	return s[len(s)-n], true
}

func average(s []float64) float64 {
	sum := 0.0
	for _, x := range s {
		sum += x
	}
	return sum / float64(len(s))
}
