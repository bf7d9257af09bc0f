package practice

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"groupwork/internal/avoid"
)

// ReadFork reads rules that an agency wants to put in force for a pack. On top of what ReadRules asks, a fork keeps every
// rule of its origin, since a flag that is gone warns nobody, and says nothing in words that the house avoids.
func (l *Library) ReadFork(pack string, raw []byte) (Rules, error) {
	r, err := l.ReadRules(pack, raw)
	if err != nil {
		return r, err
	}
	in := &inspection{file: pack}
	origin, _ := l.Rules(pack)
	kept := r.stated()
	for _, one := range origin.stated() {
		in.want(slices.ContainsFunc(kept, func(k stated) bool { return k.list == one.list && k.id == one.id }),
			"/"+one.list, "%s is missing; wording and limits can be changed, but a rule stays", one.id)
	}
	var written any
	if err := json.Unmarshal(raw, &written); err != nil {
		return r, err
	}
	eachText("", written, func(at, text string) {
		word := avoid.InAny(text)
		in.want(word == "", at, "says %q; please find a kinder word", word)
	})
	return r, in.err()
}

// eachText visits every text of a JSON value with its place.
func eachText(at string, v any, see func(at, text string)) {
	switch v := v.(type) {
	case string:
		see(at, v)
	case []any:
		for i := range v {
			eachText(at+"/"+strconv.Itoa(i), v[i], see)
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			eachText(at+"/"+key, v[key], see)
		}
	}
}

// stated is a rule taken apart: what it says, its limits, and the rest of it.
type stated struct {
	list, id string
	words    []string
	limits   map[string]float64
	rest     string
}

func (r Rules) stated() (all []stated) {
	for _, a := range r.Asks {
		all = append(all, stated{"asks", a.ID, []string{a.Text}, nil, fmt.Sprint(a.Of, a.When, a.Kind, a.Low, a.High, a.Blind)})
	}
	for _, g := range r.Gates {
		all = append(all, stated{"gates", g.ID, []string{g.Says, g.Prose}, nil, fmt.Sprint(g.When, g.Of, g.OnFail, g.Act)})
	}
	for _, c := range r.Composition {
		all = append(all, stated{"composition", c.ID, append([]string{c.Says, c.Prose}, c.Do...), nil, fmt.Sprint(c.When, c.Severity)})
	}
	for _, i := range r.Indicators {
		all = append(all, stated{"indicators", i.ID, []string{i.Name, i.How, i.Aim, i.Prose}, nil,
			fmt.Sprint(i.Level, i.Of, i.Value, i.Good, i.Series, i.Lowest, i.Low, i.High, i.Percent)})
	}
	for _, f := range r.Flags {
		all = append(all, stated{"flags", f.ID, append([]string{f.Says, f.Prose}, f.Do...), f.Limits,
			fmt.Sprint(f.When, f.High, f.Of, f.Severity, f.To, f.Least, f.Blocks)})
	}
	return all
}

// Changed names what a fork changed, by the ids of its rules: limits (with the name of each), wordings, and whatever else.
type Changed struct{ Limits, Words, Others []string }

// ChangedFrom tells what differs from the rules that a fork was made from.
func (r Rules) ChangedFrom(origin Rules) (c Changed) {
	was := origin.stated()
	for _, now := range r.stated() {
		i := slices.IndexFunc(was, func(s stated) bool { return s.list == now.list && s.id == now.id })
		if i < 0 {
			c.Others = append(c.Others, now.id)
			continue
		}
		if !slices.Equal(now.words, was[i].words) {
			c.Words = append(c.Words, now.id)
		}
		for _, name := range slices.Sorted(maps.Keys(now.limits)) {
			if old, known := was[i].limits[name]; !known || old != now.limits[name] {
				c.Limits = append(c.Limits, now.id+" "+name)
			}
		}
		if now.rest != was[i].rest {
			c.Others = append(c.Others, now.id)
		}
	}
	for _, old := range was { // a fork that is older than the rule that keeps them all
		if !slices.ContainsFunc(r.stated(), func(s stated) bool { return s.list == old.list && s.id == old.id }) {
			c.Others = append(c.Others, old.id)
		}
	}
	return c
}
