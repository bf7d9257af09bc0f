package measure

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
)

// The scoring extension: a FHIR extension whose parts are named like the fields below. A part with parts of its own
// is an object; a part that stands several times is a list; item lists are strings such as "1-9".
const (
	scoringURL = "urn:groupwork:fhir:scoring:1"
	ordinalURL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
	weightURL  = "http://hl7.org/fhir/StructureDefinition/itemWeight"
	minURL     = "http://hl7.org/fhir/StructureDefinition/minValue"
	maxURL     = "http://hl7.org/fhir/StructureDefinition/maxValue"
	loinc      = "http://loinc.org"
)

// scoring is everything about an instrument that FHIR has no field for.
type scoring struct {
	Verdict      Verdict            `json:"verdict"`
	Licence      Licence            `json:"licence"`
	Note         string             `json:"note"`
	Instructions string             `json:"instructions"`
	Order        string             `json:"order"` // OrderHash of the items, where there is wording
	Scales       []Scale            `json:"scale"`
	MostMissing  Number             `json:"mostMissing"`
	Safety       ItemList           `json:"safety"`
	Pattern      *Pattern           `json:"pattern"`
	Reliability  []Reliability      `json:"reliability"`
	Reliable     *ReliablePublished `json:"reliable"`
	Declaration  *Declaration       `json:"declaration"`
}

// several tells the parts that may stand more than once.
func several(name string) bool {
	return name == "scale" || name == "band" || name == "reliability"
}

// extension is FHIR's element, with the kinds of value that are written here.
type extension struct {
	URL     string       `json:"url"`
	Parts   []extension  `json:"extension,omitempty"`
	Text    *string      `json:"valueString,omitempty"`
	Decimal *json.Number `json:"valueDecimal,omitempty"`
	Yes     *bool        `json:"valueBoolean,omitempty"`
}

// extend writes a decoded JSON value as an extension; nothing for null, "" and what is empty.
func extend(name string, value any) []extension {
	switch v := value.(type) {
	case string:
		if v != "" {
			return []extension{{URL: name, Text: &v}}
		}
	case json.Number:
		return []extension{{URL: name, Decimal: &v}}
	case bool:
		return []extension{{URL: name, Yes: &v}}
	case []any:
		var all []extension
		for _, entry := range v {
			all = append(all, extend(name, entry)...)
		}
		return all
	case map[string]any:
		var parts []extension
		for _, key := range slices.Sorted(maps.Keys(v)) {
			parts = append(parts, extend(key, v[key])...)
		}
		if len(parts) > 0 {
			return []extension{{URL: name, Parts: parts}}
		}
	}
	return nil
}

// reduce is the way back from an extension to a JSON value.
func reduce(n *node, bad *faults) any {
	parts := n.items(bad, "extension")
	if n.fields["extension"] == nil {
		for _, name := range n.names {
			if strings.HasPrefix(name, "value") {
				return n.fields[name].value
			}
		}
		bad.add(n.row, n.column, "an extension needs a value or parts")
		return nil
	}
	object := map[string]any{}
	for _, part := range parts {
		name := part.text("url")
		value := reduce(part, bad)
		switch {
		case name == "":
			bad.add(part.row, part.column, "an extension needs a url")
		case several(name):
			list, _ := object[name].([]any)
			object[name] = append(list, value)
		case object[name] != nil:
			bad.add(part.row, part.column, "the part %q stands twice", name)
		default:
			object[name] = value
		}
	}
	return object
}

// readScoring decodes the scoring extension at n.
func readScoring(n *node, bad *faults) scoring {
	var s scoring
	raw, err := json.Marshal(reduce(n, bad))
	if err == nil {
		err = json.Unmarshal(raw, &s)
	}
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &kind):
		bad.add(n.row, n.column, "in the scoring extension, %s cannot be: %s", kind.Field, kind.Value)
	case err != nil:
		bad.add(n.row, n.column, "the scoring extension cannot be read: %s", err)
	}
	return s
}

// checkScoring refuses a scoring that does not fit its items.
func checkScoring(n *node, s scoring, items int, bad *faults) {
	fault := func(format string, args ...any) { bad.add(n.row, n.column, format, args...) }
	if s.Verdict != Ship && s.Verdict != Template {
		fault("the verdict must be ship or template, not %q", s.Verdict)
	}
	fits := func(what string, list ItemList) {
		for _, item := range list {
			if item > items {
				fault("%s names item %d of %d", what, item, items)
				return
			}
		}
	}
	fits("safety", s.Safety)
	seen := map[string]bool{}
	for _, scale := range s.Scales {
		switch {
		case scale.ID == "" || seen[scale.ID]:
			fault("every scale needs an id of its own, and %q is not", scale.ID)
		case len(scale.Items) == 0:
			fault("scale %s has no items", scale.ID)
		case !(scale.Rule.Max > scale.Rule.Min):
			fault("scale %s needs a maximum above its minimum", scale.ID)
		case scale.Rule.Aggregate != Sum && scale.Rule.Aggregate != Mean:
			fault("scale %s must be a sum or a mean, not %q", scale.ID, scale.Rule.Aggregate)
		case scale.Better != "" && scale.Better != Higher && scale.Better != Lower:
			fault("in scale %s better must be higher or lower, not %q", scale.ID, scale.Better)
		case scale.Rule.MaxMissing < 0 || scale.Rule.Multiplier < 0:
			fault("scale %s has a negative number where none may be", scale.ID)
		}
		seen[scale.ID] = true
		fits("scale "+scale.ID, scale.Items)
		fits("the reverse list of scale "+scale.ID, scale.Rule.Reverse)
	}
	for _, r := range s.Reliability {
		if !(r.Value >= 0 && r.Value <= 1) || r.SD.OK && r.SD.Value < 0 {
			fault("a reliability lies between 0 and 1, and an SD is not negative")
		}
		if r.Sample == "" {
			fault("a reliability needs the sample it comes from")
		}
	}
	if s.Pattern != nil {
		fits("pattern", s.Pattern.Core)
		fits("pattern", s.Pattern.Lower)
	}
}
