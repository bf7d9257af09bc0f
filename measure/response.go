package measure

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
)

func numeral(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// Response is one person's answers to an instrument. Subject is whatever reference the other system uses.
type Response struct {
	Questionnaire string
	Subject       string
	Authored      string
	Answers       []Number // in the order of the instrument's items
	Words         []string // what was said to open questions, in the same order, or nil
}

// ReadResponse imports a FHIR R4 QuestionnaireResponse to an instrument. A question without an answer is missing. The
// error is a *Refusal with every place that is wrong.
func ReadResponse(name string, raw []byte, ins Instrument) (Response, error) {
	bad := &faults{file: name}
	root := grow(raw, bad)
	if root == nil {
		return Response{}, bad.err()
	}
	if root.kind != 'o' || root.text("resourceType") != "QuestionnaireResponse" {
		bad.add(root.row, root.column, "this is not a FHIR QuestionnaireResponse")
		return Response{}, bad.err()
	}
	root.strings(bad, "questionnaire", "authored", "status")
	status := root.text("status")
	switch status {
	case "completed", "amended", "in-progress":
	default:
		bad.add(root.row, root.column, "status must be completed, amended or in-progress, not %q", status)
	}
	r := Response{Questionnaire: root.text("questionnaire"), Authored: root.text("authored"),
		Subject: root.fields["subject"].text("reference"), Answers: make([]Number, len(ins.Items)), Words: make([]string, len(ins.Items))}
	seen := make([]bool, len(ins.Items))
	readAnswers(root, ins, r, seen, bad)
	if err := bad.err(); err != nil {
		return Response{}, err
	}
	if strings.Join(r.Words, "") == "" {
		r.Words = nil
	}
	return r, nil
}

func readAnswers(parent *node, ins Instrument, r Response, seen []bool, bad *faults) {
	for _, n := range parent.items(bad, "item") {
		n.strings(bad, "linkId", "text")
		link := n.text("linkId")
		at := slices.IndexFunc(ins.Items, func(i Item) bool { return i.LinkID == link })
		given := n.items(bad, "answer")
		switch {
		case link == "":
			bad.add(n.row, n.column, "an item needs a linkId")
		case at < 0 && len(given) > 0:
			bad.add(n.row, n.column, "the instrument has no question %q", link)
		case at >= 0 && seen[at]:
			bad.add(n.row, n.column, "the question %q is answered twice", link)
		case len(given) > 1:
			bad.add(n.row, n.column, "the question %q has %d answers; one is wanted", link, len(given))
		case at >= 0 && len(given) == 1 && ins.Items[at].Open():
			r.Words[at] = readWords(given[0], link, bad)
		case at >= 0 && len(given) == 1 && ins.Items[at].Unscored(given[0].fields["valueCoding"].text("code")):
			r.Words[at] = given[0].fields["valueCoding"].text("code")
		case at >= 0 && len(given) == 1:
			r.Answers[at] = readAnswer(given[0], ins.Items[at], bad)
		}
		if at >= 0 {
			seen[at] = true
		}
		readAnswers(n, ins, r, seen, bad)
	}
}

// readWords reads what was said to an open question: words, or a date, a time or an address as they stand.
func readWords(n *node, link string, bad *faults) string {
	for _, name := range []string{"valueString", "valueDate", "valueDateTime", "valueTime", "valueUri"} {
		if f := n.fields[name]; f != nil {
			n.strings(bad, name)
			return n.text(name)
		}
	}
	if len(n.names) == 0 {
		bad.add(n.row, n.column, "the answer to %q is empty", link)
	}
	return "" // files and references say nothing here
}

func readAnswer(n *node, item Item, bad *faults) Number {
	if c := n.fields["valueCoding"]; c != nil {
		c.strings(bad, "code", "system")
		for _, o := range item.Options {
			if o.Code == c.text("code") && (c.text("system") == "" || o.System == c.text("system")) {
				return o.Score
			}
		}
		bad.add(c.row, c.column, "%q is no answer to the question %q", c.text("code"), item.LinkID)
		return Number{}
	}
	for _, name := range []string{"valueInteger", "valueDecimal"} {
		f := n.fields[name]
		if f == nil {
			continue
		}
		v, ok := f.number()
		switch {
		case !ok:
			bad.add(f.row, f.column, "%s must be a number", name)
		case !item.Takes(v):
			bad.add(f.row, f.column, "%s is outside the answers to the question %q", numeral(v), item.LinkID)
		}
		return Some(v)
	}
	if f := n.fields["valueBoolean"]; f != nil {
		if yes, ok := f.value.(bool); ok {
			return Some(map[bool]float64{true: 1, false: 0}[yes])
		}
		bad.add(f.row, f.column, "valueBoolean must be true or false")
		return Number{}
	}
	if len(n.names) == 0 {
		bad.add(n.row, n.column, "the answer to %q is empty", item.LinkID)
	}
	return Number{} // words, dates and files count nothing
}

// Open tells whether an item is answered in words, which score nothing.
func (i Item) Open() bool {
	switch i.Type {
	case "boolean", "integer", "decimal":
		return false
	}
	return len(i.Options) == 0 && !(i.Min.OK && i.Max.OK)
}

// Unscored tells whether a code is an answer to the item that counts nothing; it is kept as words are.
func (i Item) Unscored(code string) bool {
	return slices.ContainsFunc(i.Options, func(o Option) bool { return o.Code == code && !o.Score.OK })
}

// Takes tells whether a number is a possible answer.
func (i Item) Takes(v float64) bool {
	if len(i.Options) > 0 {
		return slices.ContainsFunc(i.Options, func(o Option) bool { return o.Score == Some(v) })
	}
	return !(i.Min.OK && v < i.Min.Value) && !(i.Max.OK && v > i.Max.Value)
}

type fhirResponse struct {
	Type          string         `json:"resourceType"`
	Questionnaire string         `json:"questionnaire,omitempty"`
	Status        string         `json:"status"`
	Subject       *fhirReference `json:"subject,omitempty"`
	Authored      string         `json:"authored,omitempty"`
	Item          []fhirAnswered `json:"item,omitempty"`
}

type fhirReference struct {
	Reference string `json:"reference"`
}

type fhirAnswered struct {
	LinkID string       `json:"linkId"`
	Answer []fhirAnswer `json:"answer"`
}

type fhirAnswer struct {
	Coding  *fhirCoding  `json:"valueCoding,omitempty"`
	Decimal *json.Number `json:"valueDecimal,omitempty"`
	Integer *json.Number `json:"valueInteger,omitempty"`
	Yes     *bool        `json:"valueBoolean,omitempty"`
	Words   string       `json:"valueString,omitempty"`
	Date    string       `json:"valueDate,omitempty"`
}

// WriteResponse exports answers as a FHIR R4 QuestionnaireResponse; missing ones are left out.
func WriteResponse(ins Instrument, r Response) ([]byte, error) {
	f := fhirResponse{Type: "QuestionnaireResponse", Questionnaire: r.Questionnaire, Status: "completed", Authored: r.Authored}
	if r.Subject != "" {
		f.Subject = &fhirReference{r.Subject}
	}
	for k, item := range ins.Items {
		switch {
		case k < len(r.Words) && r.Words[k] != "":
			f.Item = append(f.Item, fhirAnswered{item.LinkID, []fhirAnswer{writeWords(item, r.Words[k])}})
		case k < len(r.Answers) && r.Answers[k].OK:
			f.Item = append(f.Item, fhirAnswered{item.LinkID, []fhirAnswer{writeAnswer(item, r.Answers[k])}})
		}
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(f)
	return out.Bytes(), err
}

func writeWords(item Item, words string) fhirAnswer {
	for _, o := range item.Options {
		if o.Code == words {
			return fhirAnswer{Coding: &fhirCoding{o.System, o.Code, o.Label}}
		}
	}
	if _, err := time.Parse(time.DateOnly, words); err == nil && item.Type == "date" {
		return fhirAnswer{Date: words}
	}
	return fhirAnswer{Words: words}
}

func writeAnswer(item Item, a Number) fhirAnswer {
	for _, o := range item.Options {
		if o.Score == a {
			return fhirAnswer{Coding: &fhirCoding{o.System, o.Code, o.Label}}
		}
	}
	v := json.Number(numeral(a.Value))
	switch item.Type {
	case "boolean":
		yes := a.Value != 0
		return fhirAnswer{Yes: &yes}
	case "integer":
		return fhirAnswer{Integer: &v}
	}
	return fhirAnswer{Decimal: &v}
}
