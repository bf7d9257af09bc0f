package measure

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// ReadQuestionnaire imports a FHIR R4 Questionnaire, with or without the scoring extension. Questions inside groups are
// taken in order; groups and display texts are left out. The error is a *Refusal with every place that is wrong, and
// then nothing is imported. name stands in the messages.
func ReadQuestionnaire(name string, raw []byte) (Instrument, error) {
	bad := &faults{file: name}
	root := grow(raw, bad)
	if root == nil {
		return Instrument{}, bad.err()
	}
	if root.kind != 'o' || root.text("resourceType") != "Questionnaire" {
		bad.add(root.row, root.column, "this is not a FHIR Questionnaire")
		return Instrument{}, bad.err()
	}
	root.strings(bad, "id", "url", "version", "title", "name", "language", "copyright", "description", "status")
	ins := Instrument{ID: root.text("id"), URL: root.text("url"), Version: root.text("version"), Title: root.text("title"),
		Language: root.text("language"), Copyright: root.text("copyright")}
	if ins.Title == "" {
		ins.Title = root.text("name")
	}
	if !slices.Contains([]string{"draft", "active", "retired", "unknown"}, root.text("status")) {
		bad.add(root.row, root.column, "status must be draft, active, retired or unknown")
	}
	seen := map[string]bool{}
	ins.Items = readItems(root, seen, bad)
	if len(ins.Items) == 0 || len(ins.Items) > mostItems {
		bad.add(root.row, root.column, "a questionnaire has 1 to %d questions, not %d", mostItems, len(ins.Items))
	}
	for _, ext := range root.items(bad, "extension") {
		if ext.text("url") == scoringURL {
			ins.take(ext, bad)
		}
	}
	if err := bad.err(); err != nil {
		return Instrument{}, err
	}
	return ins, nil
}

// take puts the scoring extension into the instrument.
func (i *Instrument) take(ext *node, bad *faults) {
	s := readScoring(ext, bad)
	checkScoring(ext, s, len(i.Items), bad)
	i.Verdict, i.Licence, i.Note, i.Instructions = s.Verdict, s.Licence, s.Note, s.Instructions
	i.Scales, i.MostMissing, i.Safety, i.Pattern = s.Scales, s.MostMissing, s.Safety, s.Pattern
	i.Reliability, i.Reliable, i.Declaration = s.Reliability, s.Reliable, s.Declaration
	if s.Order != "" && s.Order != i.OrderHash() {
		bad.add(ext.row, ext.column, "the items are not in the order, or not in the words, that the scoring was made for")
	}
}

func readItems(parent *node, seen map[string]bool, bad *faults) []Item {
	var items []Item
	for _, n := range parent.items(bad, "item") {
		n.strings(bad, "linkId", "text", "type", "prefix")
		link, kind := n.text("linkId"), n.text("type")
		switch {
		case link == "":
			bad.add(n.row, n.column, "an item needs a linkId")
		case seen[link]:
			bad.add(n.row, n.column, "the linkId %q stands twice", link)
		}
		seen[link] = true
		if !slices.Contains(itemTypes(), kind) {
			bad.add(n.row, n.column, "item %q has no known type: %q", link, kind)
		}
		if kind != "group" && kind != "display" {
			items = append(items, readItem(n, link, kind, bad))
		}
		items = append(items, readItems(n, seen, bad)...)
	}
	return items
}

func itemTypes() []string {
	return []string{"group", "display", "boolean", "decimal", "integer", "date", "dateTime", "time", "string", "text", "url",
		"choice", "open-choice", "attachment", "reference", "quantity"}
}

func readItem(n *node, link, kind string, bad *faults) Item {
	item := Item{LinkID: link, Type: kind, Text: n.text("text")}
	for _, c := range n.items(bad, "code") {
		if c.text("system") == loinc && item.Code == "" {
			item.Code = c.text("code")
		}
	}
	for _, ext := range n.items(bad, "extension") {
		switch ext.text("url") {
		case minURL:
			item.Min = extensionNumber(ext, bad)
		case maxURL:
			item.Max = extensionNumber(ext, bad)
		}
	}
	if item.Min.OK && item.Max.OK && item.Min.Value > item.Max.Value {
		bad.add(n.row, n.column, "item %q has a minimum above its maximum", link)
	}
	codes := map[string]bool{}
	for _, o := range n.items(bad, "answerOption") {
		option := readOption(o, bad)
		if codes[option.System+"|"+option.Code] {
			bad.add(o.row, o.column, "item %q has the answer %q twice", link, option.Code)
		}
		codes[option.System+"|"+option.Code] = true
		item.Options = append(item.Options, option)
	}
	return item
}

func extensionNumber(ext *node, bad *faults) Number {
	for _, name := range ext.names {
		if v, ok := ext.fields[name].number(); ok && strings.HasPrefix(name, "value") {
			return Some(v)
		}
	}
	bad.add(ext.row, ext.column, "%s needs a number", ext.text("url"))
	return Number{}
}

func readOption(n *node, bad *faults) Option {
	var o Option
	owners := []*node{n}
	switch {
	case n.fields["valueCoding"] != nil && n.fields["valueCoding"].kind == 'o':
		c := n.fields["valueCoding"]
		c.strings(bad, "system", "code", "display")
		o.System, o.Code, o.Label = c.text("system"), c.text("code"), c.text("display")
		if o.Code == "" {
			bad.add(c.row, c.column, "an answer needs a code")
		}
		owners = append(owners, c)
	case n.fields["valueInteger"] != nil:
		v, ok := n.fields["valueInteger"].number()
		if !ok {
			bad.add(n.row, n.column, "valueInteger must be a number")
		}
		o.Score, o.Code = Some(v), numeral(v)
	case n.text("valueString") != "":
		o.Code, o.Label = n.text("valueString"), n.text("valueString")
	case n.text("valueDate") != "" || n.text("valueTime") != "" || n.fields["valueReference"] != nil:
		o.Code = n.text("valueDate") + n.text("valueTime")
	default:
		bad.add(n.row, n.column, "an answer option needs a value")
	}
	for _, owner := range owners {
		for _, ext := range owner.items(bad, "extension") {
			if u := ext.text("url"); u == ordinalURL || u == weightURL {
				o.Score = extensionNumber(ext, bad)
			}
		}
	}
	return o
}

// fhirItem and the types below are what is written.
type fhirItem struct {
	Extension []extension  `json:"extension,omitempty"`
	LinkID    string       `json:"linkId"`
	Code      []fhirCoding `json:"code,omitempty"`
	Text      string       `json:"text,omitempty"`
	Type      string       `json:"type"`
	Options   []fhirOption `json:"answerOption,omitempty"`
}

type fhirCoding struct {
	System  string `json:"system,omitempty"`
	Code    string `json:"code"`
	Display string `json:"display,omitempty"`
}

type fhirOption struct {
	Extension []extension `json:"extension,omitempty"`
	Coding    fhirCoding  `json:"valueCoding"`
}

type fhirQuestionnaire struct {
	Type      string      `json:"resourceType"`
	ID        string      `json:"id,omitempty"`
	Extension []extension `json:"extension,omitempty"`
	URL       string      `json:"url,omitempty"`
	Version   string      `json:"version,omitempty"`
	Title     string      `json:"title,omitempty"`
	Status    string      `json:"status"`
	Language  string      `json:"language,omitempty"`
	Copyright string      `json:"copyright,omitempty"`
	Item      []fhirItem  `json:"item"`
}

// WriteQuestionnaire exports an instrument as a FHIR R4 Questionnaire with the scoring extension. Reading it back gives
// the same instrument.
func WriteQuestionnaire(i Instrument) ([]byte, error) {
	q := fhirQuestionnaire{Type: "Questionnaire", ID: i.ID, URL: i.URL, Version: i.Version, Title: i.Title,
		Status: "active", Language: i.Language, Copyright: i.Copyright}
	if i.Verdict != "" {
		s := scoring{i.Verdict, i.Licence, i.Note, i.Instructions, "", i.Scales, i.MostMissing, i.Safety, i.Pattern,
			i.Reliability, i.Reliable, i.Declaration}
		if i.Wording() {
			s.Order = i.OrderHash()
		} else {
			q.Status = "draft"
		}
		parts, err := plainJSON(s)
		if err != nil {
			return nil, err
		}
		q.Extension = extend(scoringURL, parts)
	}
	for _, item := range i.Items {
		q.Item = append(q.Item, writeItem(item))
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(q)
	return out.Bytes(), err
}

// plainJSON is a value as decoded JSON, with numbers kept as written.
func plainJSON(v any) (out any, err error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	err = dec.Decode(&out)
	return out, err
}

func writeItem(item Item) fhirItem {
	f := fhirItem{LinkID: item.LinkID, Text: item.Text, Type: item.Type}
	if item.Code != "" {
		f.Code = []fhirCoding{{System: loinc, Code: item.Code}}
	}
	for _, end := range []struct {
		url string
		n   Number
	}{{minURL, item.Min}, {maxURL, item.Max}} {
		if end.n.OK {
			f.Extension = append(f.Extension, decimal(end.url, end.n))
		}
	}
	for _, o := range item.Options {
		option := fhirOption{Coding: fhirCoding{o.System, o.Code, o.Label}}
		if o.Score.OK {
			option.Extension = []extension{decimal(ordinalURL, o.Score)}
		}
		f.Options = append(f.Options, option)
	}
	return f
}

func decimal(url string, n Number) extension {
	v := json.Number(numeral(n.Value))
	return extension{URL: url, Decimal: &v}
}
