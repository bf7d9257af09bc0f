package practice

import (
	"testing"
	"time"

	"cel.dev/cel-go/cel"
)

// Whatever is written as an expression is refused or ends soon, over values that are there and over none. The seeds run
// in the check; `go test ./practice -run '^$' -fuzz FuzzExpression` goes on.
func FuzzExpression(f *testing.F) {
	l, err := Load()
	if err != nil {
		f.Fatal(err)
	}
	for _, book := range l.rules {
		for _, flag := range book.Flags {
			f.Add(flag.When)
		}
	}
	for _, hostile := range []string{"[1,2].map(x, x)", "last(pulse) > last(last(pulse))", "1 / 0 > 1", "members > 1e308 * 1e308", "((((((((((members))))))))))",
		"true ? true : false", "pulse == pulse + pulse + pulse + pulse", "'a' + 'a' == 'aa'", "below(present, 1.0, -1.0) > 0.0", "at_most(present, 0.0, 1e300) == 1.0", "\x00"} {
		f.Add(hostile)
	}
	here := Values{"members": 6.0, "present": []float64{5, 6}, "pulse": []float64{7}, "sessions_held": 2.0, "open_group": true, "stage": "intimacy"}
	f.Fuzz(func(t *testing.T, text string) {
		began := time.Now()
		rule, err := l.yard.compile(text, map[string]float64{}, cel.BoolType)
		if err == nil {
			rule.True(here)
			rule.True(Values{})
		}
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("%q took %v", text, took)
		}
	})
}
