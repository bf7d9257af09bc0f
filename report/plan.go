package report

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

//go:embed plans/*.json
var embedded embed.FS

// plainModel is the plan for a model that brings none of its own.
const plainModel = "plain"

// Plans are the plans of all models, checked.
type Plans struct{ of map[string]Plan }

// Plan is what one model tells and asks at the end.
type Plan struct {
	Model   string              `json:"model"`
	Asks    map[string][]string `json:"asks"` // of "member" and of "group": fields of the end sheet
	Reports map[Audience][]Part `json:"reports"`
}

// Part is one section: its heading and the facts that it tells, each "source" or "source:of what".
type Part struct {
	ID  string   `json:"id"`
	Say []string `json:"say"`
}

// Load reads and checks the plans of the house.
func Load() (Plans, error) { return Read(embedded) }

// Read reads plans from plans/*.json; the file plain.json serves models without one. Everything wrong is told, with
// file and place.
func Read(files fs.FS) (Plans, error) {
	p := Plans{of: map[string]Plan{}}
	names, err := fs.Glob(files, "plans/*.json")
	if err != nil {
		return p, fmt.Errorf("report: plans: %w", err)
	}
	var wrong []error
	for _, name := range names {
		raw, err := fs.ReadFile(files, name)
		if err != nil {
			return p, fmt.Errorf("report: %s: %w", name, err)
		}
		var plan Plan
		if err := json.Unmarshal(raw, &plan); err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %w", name, err))
			continue
		}
		wrong = append(wrong, plan.check(name)...)
		p.of[plan.Model] = plan
	}
	if _, ok := p.of[plainModel]; !ok {
		wrong = append(wrong, fmt.Errorf("plans/%s.json is missing", plainModel))
	}
	if err := errors.Join(wrong...); err != nil {
		return p, fmt.Errorf("report: %w", err)
	}
	return p, nil
}

func (p Plan) check(file string) (wrong []error) {
	known := sources()
	for _, to := range []Audience{ToMember, ToGroup, ToFunder} {
		if len(p.Reports[to]) == 0 {
			wrong = append(wrong, fmt.Errorf("%s: reports.%s is missing", file, to))
		}
	}
	for to, parts := range p.Reports {
		for _, part := range parts {
			for _, say := range part.Say {
				name, of := split(say)
				place := fmt.Sprintf("%s: reports.%s.%s", file, to, part.ID)
				if known[name] == nil {
					wrong = append(wrong, fmt.Errorf("%s: there is no fact %q", place, name))
				}
				if to.Outside() && !slices.Contains(outside(), name) {
					wrong = append(wrong, fmt.Errorf("%s: %q may not leave the group", place, name))
				}
				if field, own := strings.CutPrefix(say, "end:"); own && !slices.Contains(p.Asks[asked(to)], field) {
					wrong = append(wrong, fmt.Errorf("%s: %q is asked of nobody", place, of))
				}
			}
		}
	}
	return wrong
}

// asked is who fills in what a report quotes.
func asked(to Audience) string {
	if to == ToMember {
		return "member"
	}
	return "group"
}

func split(say string) (name, of string) {
	name, of, _ = strings.Cut(say, ":")
	return name, of
}

// Of gives the plan of a model, or the plain one.
func (p Plans) Of(model string) Plan {
	if plan, ok := p.of[model]; ok {
		return plan
	}
	return p.of[plainModel]
}

// Audiences are those for whom the model has a report, in order.
func (p Plan) Audiences() []Audience {
	var all []Audience
	for _, to := range []Audience{ToMember, ToGroup, ToFunder, ToPublic} {
		if len(p.Reports[to]) > 0 {
			all = append(all, to)
		}
	}
	return all
}
