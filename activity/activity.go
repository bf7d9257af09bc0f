// Package activity is the library of what groups do together: the activities as data, which of them suit a group now and
// why, the way in for each member, and the parts of a meeting with minutes that re-time themselves. The English text
// stands in the shelf; other languages and an agency's own version may tell any field of it differently.
package activity

import "regexp"

// Range is from a least to a most.
type Range struct {
	Min int `json:"min"`
	Max int `json:"max"`
}

// Risk is something that may go wrong, and what to do then.
type Risk struct {
	Risk     string `json:"risk"`
	Response string `json:"response"`
}

// Wording is every text of an activity. In a translation or an agency's own version any of it may be missing.
type Wording struct {
	Name        string            `json:"name,omitempty"`
	Purpose     string            `json:"purpose,omitempty"`
	Materials   []string          `json:"materials,omitempty"`
	Steps       []string          `json:"steps,omitempty"`
	Adaptations map[string]string `json:"adaptations,omitempty"` // need to the way in
	Observe     []string          `json:"observe,omitempty"`
	Risks       []Risk            `json:"risks,omitempty"`
	Debrief     []string          `json:"debrief,omitempty"`
	Output      string            `json:"output,omitempty"`
	Cautions    string            `json:"cautions,omitempty"`
}

// Activity is one thing that a group can do for a purpose. The fits run from 0, not advised, to 3, typical; disclosure
// from 0, none, to 3, deep; energy from 1, calm, to 3.
type Activity struct {
	ID string `json:"id"`
	Wording
	ModelFit   map[string]int `json:"model_fit"`
	OverlayFit map[string]int `json:"overlay_fit"`
	Stages     []string       `json:"stage_fit"`
	Size       Range          `json:"size"`
	Minutes    Range          `json:"minutes"`
	Sessions   int            `json:"sessions"`
	Ages       []string       `json:"age_bands"`
	Setting    string         `json:"setting"`
	Interests  []string       `json:"interests"`
	Skills     []string       `json:"skills"`
	Processes  []string       `json:"mutual_aid_processes"`
	Roles      []string       `json:"member_roles"`
	AloneFirst bool           `json:"individual_work_first"`
	Disclosure int            `json:"disclosure_level"`
	Energy     int            `json:"energy"`
	Compete    bool           `json:"competitive"`
	Touch      string         `json:"touch"`
	Character  map[string]int `json:"activity_setting"`
}

// Vocabulary is the coded words of the shelf.
type Vocabulary struct {
	Stages    []string `json:"stages"`
	Ages      []string `json:"ages"`
	Settings  []string `json:"settings"`
	Models    []string `json:"models"`
	Overlays  []string `json:"overlays"`
	Interests []string `json:"interests"`
	Skills    []string `json:"skills"`
	Processes []string `json:"processes"`
	Needs     []string `json:"needs"`
	Character []string `json:"character"`
}

// Shelf is every activity, read and checked. It is not changed after Load and may be shared.
type Shelf struct {
	version    string
	vocabulary Vocabulary
	all        []Activity
	words      map[string]map[string]Wording // language to activity to what is translated
	needs      map[string]*regexp.Regexp     // need to the wordings that tell it
	interests  map[string]*regexp.Regexp
}

// Version names the shelf that an agency's own version was made from.
func (s *Shelf) Version() string { return s.version }

// Vocabulary gives the coded words.
func (s *Shelf) Vocabulary() Vocabulary { return s.vocabulary }

// All gives the activities in the order of the shelf. The slice is the caller's to keep.
func (s *Shelf) All() []Activity { return append([]Activity(nil), s.all...) }

// Find gives one activity.
func (s *Shelf) Find(id string) (Activity, bool) {
	for _, a := range s.all {
		if a.ID == id {
			return a, true
		}
	}
	return Activity{}, false
}
