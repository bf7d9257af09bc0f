// Package practice holds the practice wisdom of group work as data: the four models, the shared core, the
// vocabularies, the formats of notes, the chooser and the setting profiles. Packs are embedded JSON, checked
// when they are loaded; a fifth model is one more file and no Go. The English text stands in the pack; other
// languages come from the phrase catalogue under the keys that this package names.
package practice

import "slices"

// Library is every pack, read and checked. It is not changed after Load and may be shared.
type Library struct {
	schemes  []Scheme
	models   []Pack
	core     Core
	words    Vocabulary
	formats  []Format
	profiles []Profile
	chooser  Chooser
	metrics  []Metric
	overlays []Overlay
	rules    []Rules // of core, models and overlays, in this order
	yard     yard
}

// Models gives the models in the order of the library. The slice is the caller's to keep.
func (l *Library) Models() []Pack { return append([]Pack(nil), l.models...) }

// Pack gives one model.
func (l *Library) Pack(id string) (Pack, bool) {
	for _, p := range l.models {
		if p.ID == id {
			return p, true
		}
	}
	return Pack{}, false
}

// Core gives what every group shares, whatever its model.
func (l *Library) Core() Core { return l.core }

// Vocabulary gives the coded words of the house.
func (l *Library) Vocabulary() Vocabulary { return l.words }

// Chooser gives the five questions that rank the models.
func (l *Library) Chooser() Chooser { return l.chooser }

// Profiles gives the setting profiles; the first is the default.
func (l *Library) Profiles() []Profile { return append([]Profile(nil), l.profiles...) }

// Profile gives one setting profile.
func (l *Library) Profile(id string) (Profile, bool) {
	for _, p := range l.profiles {
		if p.ID == id {
			return p, true
		}
	}
	return Profile{}, false
}

// Formats gives every format of note.
func (l *Library) Formats() []Format { return append([]Format(nil), l.formats...) }

// Format gives one format of note.
func (l *Library) Format(id string) (Format, bool) {
	for _, f := range l.formats {
		if f.ID == id {
			return f, true
		}
	}
	return Format{}, false
}

// Pack is one model of group work.
// Phrase keys: pack.<id>.name, pack.<id>.purpose, pack.<id>.member, pack.<id>.worker, pack.<id>.group.
type Pack struct {
	ID            string       `json:"id"`
	Name          string       `json:"name"`
	Purpose       string       `json:"purpose"`
	ViewOfMember  string       `json:"view_of_member"`
	ViewOfWorker  string       `json:"view_of_worker"`
	ViewOfGroup   string       `json:"view_of_group"`
	Origin        string       `json:"origin"`
	Intake        []Question   `json:"intake"`
	Contract      ContractForm `json:"contract"`
	Phases        []Phase      `json:"phases"`
	PhaseBook     string       `json:"-"` // whose phases they are where a group is read by another scheme: for the keys of their phrases
	Size          Size         `json:"size"`
	Membership    string       `json:"membership"` // closed_preferred, open_or_closed, open
	Arc           []ArcBlock   `json:"arc"`
	Process       []string     `json:"process"`             // fields after the session; phrase key process.<id>
	GroupFormat   string       `json:"group_format"`        // of the group note
	MemberFormat  string       `json:"member_format"`       // of each member's note
	MemberNotes   bool         `json:"member_notes"`        // whether the model writes one for each member unless the profile says otherwise
	Taps          []string     `json:"taps"`                // marks that the session page offers first; phrase key mark.<id>
	SessionFields []string     `json:"session_plan_fields"` // of the plan; phrase key plan.<id>
	Pictures      []string     `json:"pictures"`            // what the page on how the group works draws; phrase key together.<id>
	Rules         Rules        `json:"rules"`
	// Words are words of the pack's own phrase keys, by language and key; see Library.Words.
	Words map[string]map[string]string `json:"words,omitempty"`
}

// Question is one question of an intake: as the member hears it and as the worker reads it. Either may be empty.
// Phrase keys: pack.<pack>.intake.<id> for the member's words, pack.<pack>.intake.<id>.worker for the worker's.
type Question struct {
	ID          string `json:"id"`
	Member      string `json:"member,omitempty"`
	Worker      string `json:"worker,omitempty"`
	Required    bool   `json:"required,omitempty"`
	Sensitivity string `json:"sensitivity,omitempty"` // "", worker_only or restricted
	Side        string `json:"side,omitempty"`        // "", Inside the person or Around them
}

// The sides of a person's life that an intake asks about: feelings and ways of coping; people, services, money and rules.
const (
	Inside = "inside"
	Around = "around"
)

// SideMissing is the side that nobody wrote about while the other one was answered; "" for both or none.
func SideMissing(all []Question, answered func(id string) bool) string {
	has := map[string]bool{}
	for _, q := range all {
		has[q.Side] = has[q.Side] || answered(q.ID)
	}
	switch {
	case has[Inside] && !has[Around]:
		return Around
	case has[Around] && !has[Inside]:
		return Inside
	}
	return ""
}

// ContractForm says which form of working agreement the model asks for.
// Phrase keys: pack.<pack>.contract, pack.<pack>.clause.<id>, adopt.<how>.
type ContractForm struct {
	Form      string   `json:"form"`
	Clauses   []string `json:"clauses"`
	AdoptedBy string   `json:"adopted_by"`
	Review    string   `json:"review"` // when to look again; phrase key review.<id>
}

// Phase is one phase of the model, with the signs by which it is read.
// Phrase keys: pack.<pack>.phase.<id>, pack.<pack>.phase.<id>.purpose.
type Phase struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Purpose  string `json:"purpose"`
	Sessions string `json:"sessions"`
	Stage    string `json:"stage,omitempty"` // the common stage that it stands beside
	Signs    []Sign `json:"signs"`
}

// Sign is something that may be seen, and what it tells: ready, expected, good, explore, caution or danger.
// Phrase key: pack.<pack>.sign.<phase>.<id>.
type Sign struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	Kind string `json:"kind"`
}

// Size is how many members the model is made for.
type Size struct {
	Min       int `json:"min"`
	IdealLow  int `json:"ideal_low"`
	IdealHigh int `json:"ideal_high"`
	Max       int `json:"max"`
}

// ArcBlock is one part of a session. Phrase key: pack.<pack>.arc.<id>.
type ArcBlock struct {
	ID      string `json:"id"`
	Minutes int    `json:"minutes"`
	Do      string `json:"do"`
}

// Core is what every group shares.
type Core struct {
	Boxes           []PlanningField `json:"planning"`
	Intake          []Question      `json:"intake"` // pack id "core" in phrase keys
	Consents        []string        `json:"consents"`
	Voluntariness   []string        `json:"voluntariness"`
	Confidentiality string          `json:"confidentiality"` // phrase key core.confidentiality
	Assent          string          `json:"assent"`          // phrase key core.assent
	Debrief         []string        `json:"debrief"`         // ids of the eight prompts, in order; phrase key debrief.<id>
	Pulse           []PulseItem     `json:"pulse"`
	Rules           Rules           `json:"rules"` // that every group is watched by
}

// ConsentsOf are the consents to ask of somebody: what a guardian may hear is asked where there is one.
func (c Core) ConsentsOf(guardian bool) []string {
	return slices.DeleteFunc(slices.Clone(c.Consents), func(what string) bool { return what == "sharing_with_guardian" && !guardian })
}

// PlanningField is one of the eight planning boxes. Phrase keys: box.<id>, box.<id>.ask.
type PlanningField struct {
	ID       string `json:"id"`
	Ask      string `json:"ask"`
	Required bool   `json:"required"`
}

// PulseItem is one line of the closing card, answered 0 to 10. Phrase key: pulse.<id>.
type PulseItem struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// Format is one format of note and its sections in order. Phrase key of a heading: note.<format in lower case>.<section>.
type Format struct {
	ID       string   `json:"id"`
	Of       string   `json:"of"` // member or group
	Sections []string `json:"sections"`
}

// Profile is what a setting asks of its notes. Phrase key: profile.<id>.
type Profile struct {
	ID              string   `json:"id"`
	Name            string   `json:"name"`
	SignHours       int      `json:"sign_hours"` // a note signed later is marked late
	Formats         []string `json:"formats"`    // allowed; first of each kind is the default
	IndividualNotes string   `json:"individual_notes"`
	MaxGroup        int      `json:"max_group_size"`
	Check           string   `json:"check"` // what a person has to look up before relying on it
}
