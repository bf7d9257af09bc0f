package practice

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"

	"cel.dev/cel-go/cel"
)

// Wrong is one thing that is wrong with a pack: where, and why.
type Wrong struct {
	File, Path, Reason string
	Line               int // where the text could not be read; 0 when it could
}

// Error says file, place and reason.
func (w *Wrong) Error() string { return fmt.Sprintf("%s: %s: %s", w.File, w.Path, w.Reason) }

// WrongsOf gives everything that an error of reading packs names.
func WrongsOf(err error) (all []Wrong) {
	var one *Wrong
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range many.Unwrap() {
			all = append(all, WrongsOf(e)...)
		}
	} else if errors.As(err, &one) {
		all = append(all, *one)
	}
	return all
}

// err is everything that was found, or nil.
func (in *inspection) err() error { return errors.Join(in.errs...) }

// decode reads rules strictly: a field nobody knows is a mistake.
func (in *inspection) decode(raw []byte, into any) bool {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	err := dec.Decode(into)
	if err != nil {
		in.unread(raw, err, dec.InputOffset())
	}
	return err == nil
}

// unread says in plain words why a text could not be read, and in which line.
func (in *inspection) unread(raw []byte, err error, offset int64) {
	w := &Wrong{File: in.file, Path: "/", Line: lineOf(raw, err, offset), Reason: "does not follow the rules of JSON here; a comma, a quote or a bracket is missing or too many"}
	var wrongType *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrongType):
		w.Path += strings.ReplaceAll(wrongType.Field, ".", "/")
		w.Reason = fmt.Sprintf("%s stands where %s is wanted", standing[wrongType.Value], wanted(wrongType.Type.Kind()))
		if standing[wrongType.Value] == "" { // a number that does not fit names itself
			w.Reason = fmt.Sprintf("%s does not fit where %s is wanted", wrongType.Value, wanted(wrongType.Type.Kind()))
		}
	case strings.Contains(err.Error(), "unexpected end"):
		w.Reason = "the text ends before its last bracket is closed"
	case strings.Contains(err.Error(), "unknown field"):
		_, name, _ := strings.Cut(err.Error(), "unknown field ")
		w.Reason = "there is no field called " + name
	}
	in.errs = append(in.errs, w)
}

// standing says what a value of JSON is.
var standing = map[string]string{"array": "a list [ ]", "object": "a block { }", "string": "a text", "number": "a number", "bool": "true or false"}

// wanted says what a field takes.
func wanted(kind reflect.Kind) string {
	switch kind {
	case reflect.Struct, reflect.Map:
		return "a block { }"
	case reflect.Slice:
		return "a list [ ]"
	case reflect.String:
		return "a text in quotes"
	case reflect.Bool:
		return "true or false"
	}
	return "a number"
}

// settle checks rules and compiles their expressions.
func (l *Library) settle(in *inspection, r *Rules) {
	in.want(r.Version != "", "/version", "is missing")
	s := settler{in, l}
	var ids []string
	for i := range r.Asks {
		s.ask(fmt.Sprintf("/asks/%d", i), r.Asks[i])
	}
	for i := range r.Gates {
		ids = append(ids, r.Gates[i].ID)
		s.gate(fmt.Sprintf("/gates/%d", i), &r.Gates[i])
	}
	for i := range r.Composition {
		ids = append(ids, r.Composition[i].ID)
		s.check(fmt.Sprintf("/composition/%d", i), &r.Composition[i])
	}
	for i := range r.Indicators {
		ids = append(ids, r.Indicators[i].ID)
		s.indicator(fmt.Sprintf("/indicators/%d", i), &r.Indicators[i])
	}
	for i := range r.Flags {
		ids = append(ids, r.Flags[i].ID)
		s.flag(fmt.Sprintf("/flags/%d", i), &r.Flags[i])
	}
	slices.Sort(ids)
	for i := 1; i < len(ids); i++ {
		in.want(ids[i] != ids[i-1], "/", "%q stands twice", ids[i])
	}
}

// settler checks one rule after the other.
type settler struct {
	*inspection
	library *Library
}

func (s settler) ask(at string, a Ask) {
	known := slices.ContainsFunc(s.library.metrics, func(m Metric) bool { return m.Ask == a.ID })
	s.want(plainID.MatchString(a.ID) && known, at+"/id", "%q is not asked in any pack", a.ID)
	s.want(a.Text != "", at+"/text", "is missing")
	s.one(at+"/of", a.Of, "group", "member")
	s.one(at+"/when", a.When, "meeting", "start")
	s.one(at+"/kind", a.Kind, "number", "yes")
	s.want(a.Kind == "yes" || a.High > a.Low, at+"/high", "is not above low")
}

func (s settler) gate(at string, g *Gate) {
	s.words(at, g.ID, g.Says)
	s.one(at+"/of", g.Of, "group", "member")
	s.one(at+"/on_fail", g.OnFail, "warn", "block")
	s.one(at+"/act", g.Act, "activate", "begin", "act_phase")
	g.rule = s.rule(at+"/when", g.When, nil, cel.BoolType, g.Of)
}

func (s settler) check(at string, c *Check) {
	s.words(at, c.ID, c.Says)
	s.one(at+"/severity", c.Severity, "info", "warn", "stop")
	c.rule = s.rule(at+"/when", c.When, nil, cel.BoolType, "group")
}

func (s settler) indicator(at string, i *Indicator) {
	s.words(at, i.ID, i.Name)
	s.want(i.How != "", at+"/how", "is missing")
	s.one(at+"/of", i.Of, "group", "member")
	s.want(i.High > i.Low, at+"/high", "is not above low")
	for field, name := range map[string]string{"series": i.Series, "lowest": i.Lowest} {
		s.want(name == "" || slices.ContainsFunc(s.library.metrics, func(m Metric) bool { return m.ID == name && m.Type == "series" }),
			at+"/"+field, "%q is not a series", name)
	}
	i.value = s.rule(at+"/value", i.Value, nil, cel.DoubleType, i.Of)
	if i.Good != "" {
		i.good = s.rule(at+"/good", i.Good, nil, cel.BoolType, i.Of)
	}
}

func (s settler) flag(at string, f *Flag) {
	s.words(at, f.ID, f.Says)
	s.one(at+"/of", f.Of, "group", "member")
	s.one(at+"/severity", f.Severity, "info", "low", "medium", "high", "stop")
	s.want(len(f.To) > 0, at+"/to", "is empty")
	s.want(len(f.Do) >= 1 && len(f.Do) <= 4, at+"/do", "has %d things to do, not one to four", len(f.Do))
	for i, do := range f.Do {
		s.want(strings.TrimSpace(do) != "" && len(do) <= 400, fmt.Sprintf("%s/do/%d", at, i), "is empty or longer than 400")
	}
	s.want(f.Least >= 0 && f.Least <= 50, at+"/least", "is not within 0 to 50")
	s.want((f.Blocks != "") == (f.Severity == "stop"), at+"/blocks", "belongs to a stop, and to a stop alone")
	if f.Blocks != "" {
		s.one(at+"/blocks", f.Blocks, "activate", "act_phase", "close", "send_update")
	}
	for _, name := range slices.Sorted(maps.Keys(f.Limits)) { // every limit is a count, a share or a span: below nothing, the flag could never rise or never rest
		s.want(f.Limits[name] >= 0 && !math.IsInf(f.Limits[name], 1), at+"/limits/"+name, "is below 0 or without end")
	}
	f.rule = s.rule(at+"/when", f.When, f.Limits, cel.BoolType, f.Of)
	if f.High != "" {
		f.high = s.rule(at+"/high_when", f.High, nil, cel.BoolType, f.Of)
	}
}

func (s settler) words(at, id, says string) {
	s.want(ruleID.MatchString(id), at+"/id", "%q is not an id", id)
	s.want(strings.TrimSpace(says) != "" && len(says) <= 600, at+"/says", "is empty or longer than 600")
}

func (s settler) one(at, got string, of ...string) {
	s.want(slices.Contains(of, got), at, "%q is not one of %s", got, strings.Join(of, ", "))
}

// rule compiles an expression. One about the group must not speak of a member.
func (s settler) rule(at, text string, limits map[string]float64, kind *cel.Type, of string) Rule {
	r, err := s.library.yard.compile(text, limits, kind)
	if err != nil {
		s.want(false, at, "%v", err)
		return Rule{}
	}
	for _, m := range s.library.metrics {
		s.want(of == "member" || m.Of == "group" || !slices.Contains(r.names, m.ID), at, "speaks of %s, which is a member's", m.ID)
	}
	return r
}

// checkRules makes the yard of all metrics, and then checks and compiles the rules of core, models and overlays.
func (l *Library) checkRules(in *inspection) {
	for _, m := range l.metrics {
		in.file = "metrics.json"
		in.want(plainID.MatchString(m.ID) && m.From != "" && m.Undefined != "", "/"+m.ID, "wants an id, from and undefined")
		in.want(slices.Contains([]string{"number", "series", "bool", "text"}, m.Type), "/"+m.ID+"/type", "%q is not a type", m.Type)
		in.want(m.Of == "group" || m.Of == "member", "/"+m.ID+"/of", "%q is not group or member", m.Of)
	}
	books := []*Rules{&l.core.Rules}
	l.core.Rules.Pack = "core"
	for i := range l.models {
		l.models[i].Rules.Pack = l.models[i].ID
		books = append(books, &l.models[i].Rules)
	}
	for i := range l.overlays {
		l.overlays[i].Rules.Pack = l.overlays[i].ID
		books = append(books, &l.overlays[i].Rules)
	}
	asked := map[string]Ask{}
	for _, m := range l.metrics {
		asked[m.ID] = Ask{}
	}
	for _, book := range books {
		for _, a := range book.Asks {
			was, there := asked[a.ID]
			in.want(!there || was == a, "/rules/asks", "%q is asked elsewhere in another way, or is a metric already", a.ID)
			if !there {
				asked[a.ID] = a
				l.metrics = append(l.metrics, metricsOf(a)...)
			}
		}
	}
	var err error
	if l.yard, err = newYard(l.metrics); err != nil {
		in.want(false, "/", "%v", err)
		return
	}
	for _, book := range books {
		in.file = book.Pack + ".json"
		before := len(in.errs)
		l.settle(in, book)
		for _, e := range in.errs[before:] {
			if w, ok := e.(*Wrong); ok {
				w.Path = "/rules" + w.Path
			}
		}
		l.rules = append(l.rules, *book)
	}
}
