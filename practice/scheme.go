package practice

import "fmt"

// Scheme is an order of stages that a group may be read by in place of its model's own phases: the two are separate
// choices. Phrase keys: those of phases, with the scheme's id for the pack's; scheme.<id> for its name.
type Scheme struct {
	ID     string  `json:"id"`
	Phases []Phase `json:"phases"`
}

// fiveStages is the pack whose phases are the five stages of Garland, Jones and Kolodny.
const fiveStages = "developmental"

// Schemes gives the ids of what a group may be read by besides its model's own phases: the five stages first.
func (l *Library) Schemes() []string {
	ids := []string{fiveStages}
	for _, s := range l.schemes {
		ids = append(ids, s.ID)
	}
	return ids
}

// PhasesOf gives the phases of a model or a scheme.
func (l *Library) PhasesOf(book string) ([]Phase, bool) {
	for _, s := range l.schemes {
		if s.ID == book {
			return s.Phases, true
		}
	}
	p, ok := l.Pack(book)
	return p.Phases, ok
}

// stages are the common stages that every phase stands beside.
var stages = map[string]bool{"pre_affiliation": true, "power_control": true, "intimacy": true, "differentiation": true, "separation": true}

func (l *Library) checkSchemes() (wrong []error) {
	for i, s := range l.schemes {
		seen := map[string]bool{}
		for k, p := range s.Phases {
			place := fmt.Sprintf("schemes.json: [%d].phases[%d]", i, k)
			if p.ID == "" || p.Name == "" || p.Purpose == "" || seen[p.ID] {
				wrong = append(wrong, fmt.Errorf("%s: id, name and purpose are wanted, and an id stands once", place))
			}
			if !stages[p.Stage] {
				wrong = append(wrong, fmt.Errorf("%s.stage: %q is no common stage", place, p.Stage))
			}
			seen[p.ID] = true
		}
		if _, taken := l.Pack(s.ID); taken || s.ID == "" || len(s.Phases) == 0 {
			wrong = append(wrong, fmt.Errorf("schemes.json: [%d]: a scheme needs phases and an id that no pack has", i))
		}
	}
	return wrong
}
