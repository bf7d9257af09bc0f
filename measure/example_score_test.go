package measure_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"groupwork/measure"
)

// 2 + 1 + 3 = 6 over the three answered of four items; mean 2, times 4 items = 8.
func ExampleRule_Score() {
	rule := measure.Rule{Items: 4, Min: 0, Max: 3, Reverse: []int{4}, MaxMissing: 1,
		Bands: []measure.Band{{From: 0, Label: "low"}, {From: 8, Label: "high"}}}
	answers := measure.Numbers(2, 1, 0, 0) // the last counts 0 + 3 − 0 = 3
	answers[2] = measure.Number{}
	s := rule.Score(answers)
	fmt.Println(s.Score.Value, s.Status, s.Band)
	answers[1] = measure.Number{}
	s = rule.Score(answers)
	fmt.Println(s.Score.OK, s.Status)
	// Output:
	// 8 prorated high
	// false too_many_missing
}

// Items 1 and 3 of the whole: (4 + 2)/2 = 3.
func ExampleScale_Score() {
	s := measure.Scale{ID: "odd", Items: []int{1, 3}, Rule: measure.Rule{Min: 0, Max: 6, Aggregate: measure.Mean}}
	fmt.Println(s.Score(measure.Numbers(4, 9, 2)).Score.Value)
	// Output: 3
}

// Nine items from 0 to 3 add up to 0 … 27.
func ExampleScale_Span() {
	s := measure.Scale{Items: []int{1, 2, 3, 4, 5, 6, 7, 8, 9}, Rule: measure.Rule{Max: 3}}
	fmt.Println(s.Span())
	// Output: 0 27
}

// The largest lower bound at or below 10 is 10; below 0 there is none.
func ExampleBandOf() {
	bands := []measure.Band{{From: 0, Label: "minimal"}, {From: 10, Label: "moderate"}, {From: 5, Label: "mild"}}
	fmt.Println(measure.BandOf(measure.Some(10), bands))
	fmt.Println(measure.BandOf(measure.Some(-1), bands))
	// Output:
	// moderate true
	//  false
}

// 1+1+1+1+1+1+1+1+1 = 9, and the last item opens the safety protocol whatever the score.
func ExampleInstrument_Score() {
	phq9, err := measure.Find("phq9")
	if err != nil {
		fmt.Println(err)
		return
	}
	r := phq9.Score(measure.Numbers(1, 1, 1, 1, 1, 1, 1, 1, 1))
	fmt.Println(r.Scales[0].Score.Value, r.Scales[0].Band, r.Safety, r.Pattern)
	// Output: 9 mild [9] none
}

// On the form of K6, 1 is "all of the time" and counts 4; 5 is "none of the time" and counts 0: 4+0+3+0+0+0 = 7.
func ExampleInstrument_FromCodes() {
	k6, _ := measure.Find("k6")
	answers, ok := k6.FromCodes([]string{"1", "5", "2", "5", "5", "5"})
	fmt.Println(k6.Score(answers).Scales[0].Score.Value, ok)
	// Output: 7 true
}

// The same items in another order have another hash.
func ExampleInstrument_OrderHash() {
	one := measure.Instrument{Items: []measure.Item{{LinkID: "a"}, {LinkID: "b"}}}
	other := measure.Instrument{Items: []measure.Item{{LinkID: "b"}, {LinkID: "a"}}}
	fmt.Println(one.OrderHash() == other.OrderHash(), len(one.OrderHash()))
	// Output: false 16
}

// PHQ-9 has a retest coefficient with a sample; single questions have none, so no index of change.
func ExampleInstrument_Sample() {
	phq9, _ := measure.Find("phq9")
	ons4, _ := measure.Find("ons4")
	r, ok := phq9.Sample("retest")
	fmt.Println(r.Value, r.SD.Value, ok)
	_, ok = ons4.Sample("retest")
	fmt.Println(ok)
	// Output:
	// 0.84 6.1 true
	// false
}

func ExampleInstrument_Wording() {
	gad7, _ := measure.Find("gad7")
	who5, _ := measure.Find("who5")
	fmt.Println(gad7.Wording(), who5.Wording())
	// Output: true false
}

func ExampleShelf() {
	ids, err := measure.Shelf()
	fmt.Println(len(ids) > 30, ids[0], err)
	// Output: true between_us <nil>
}

func ExampleFind() {
	_, err := measure.Find("sdq")
	fmt.Println(errors.Is(err, measure.ErrNever))
	fmt.Println(err)
	// Output:
	// true
	// sdq may not be used in software: not to be reproduced electronically without consent, and no item reuse
}

func ExampleCompleteTemplate() {
	ucla3, _ := measure.Find("ucla3")
	own := measure.Declaration{By: "the agency's director", Date: "2026-01-05", Right: "letter of the authors of 2025-12-01"}
	done, err := measure.CompleteTemplate(ucla3, []string{"first", "second", "third"}, own)
	fmt.Println(done.Wording(), err)
	_, err = measure.CompleteTemplate(ucla3, []string{"first", "second", "third"}, measure.Declaration{})
	fmt.Println(err)
	// Output:
	// true <nil>
	// say who declares the right to use it, when, and by what right
}

func ExampleReadQuestionnaire() {
	ins, err := measure.ReadQuestionnaire("form.json", []byte(`{"resourceType": "Questionnaire", "status": "active",
 "item": [{"linkId": "1", "type": "choice", "text": "How was it?"}]}`))
	fmt.Println(ins.Items[0].Text, err)
	_, err = measure.ReadQuestionnaire("form.json", []byte("{}"))
	fmt.Println(err)
	// Output:
	// How was it? <nil>
	// form.json:1:1: this is not a FHIR Questionnaire
}

func ExampleWriteQuestionnaire() {
	gad2, _ := measure.Find("gad2")
	raw, _ := measure.WriteQuestionnaire(gad2)
	again, err := measure.ReadQuestionnaire("again", raw)
	fmt.Println(again.OrderHash() == gad2.OrderHash(), again.Scales[0].ID, err)
	// Output: true gad2 <nil>
}

func ExampleReadResponse() {
	gad2, _ := measure.Find("gad2")
	r, err := measure.ReadResponse("r.json", []byte(`{"resourceType": "QuestionnaireResponse", "status": "completed",
 "item": [{"linkId": "1", "answer": [{"valueInteger": 2}]}, {"linkId": "2", "answer": [{"valueInteger": 1}]}]}`), gad2)
	fmt.Println(gad2.Score(r.Answers).Scales[0].Score.Value, err)
	// Output: 3 <nil>
}

func ExampleWriteResponse() {
	gad2, _ := measure.Find("gad2")
	raw, _ := measure.WriteResponse(gad2, measure.Response{Answers: measure.Numbers(2, 1)})
	r, err := measure.ReadResponse("again", raw, gad2)
	fmt.Println(r.Answers[0].Value, r.Answers[1].Value, err)
	// Output: 2 1 <nil>
}

func ExampleItem_Takes() {
	item := measure.Item{Min: measure.Some(0), Max: measure.Some(10)}
	fmt.Println(item.Takes(10), item.Takes(11))
	// Output: true false
}

func ExampleItemList_MarshalText() {
	text, err := measure.ItemList{1, 2, 3, 4, 8, 11}.MarshalText()
	fmt.Println(string(text), err)
	// Output: 1-4,8,11 <nil>
}

func ExampleItemList_UnmarshalText() {
	var l measure.ItemList
	err := l.UnmarshalText([]byte("1-4,8"))
	fmt.Println(l, err)
	// Output: [1 2 3 4 8] <nil>
}

func ExampleRefusal_Error() {
	r := measure.Refusal{File: "a.json", Faults: []measure.Fault{{Row: 2, Column: 7, Reason: "an item needs a linkId"}}}
	fmt.Println(r.Error())
	// Output: a.json:2:7: an item needs a linkId
}

func ExampleSome() {
	zero := 0.0
	fmt.Println(measure.Some(2).OK, measure.Some(1/zero).OK)
	// Output: true false
}

func ExampleNumbers() {
	fmt.Println(measure.Numbers(1, 2))
	// Output: [{1 true} {2 true}]
}

func ExampleNumber_MarshalJSON() {
	raw, err := json.Marshal([]measure.Number{measure.Some(1.5), {}})
	fmt.Println(string(raw), err)
	// Output: [1.5,null] <nil>
}

func ExampleNumber_UnmarshalJSON() {
	var list []measure.Number
	err := json.Unmarshal([]byte("[3, null]"), &list)
	fmt.Println(list[0].Value, list[1].OK, err)
	// Output: 3 false <nil>
}

// 3 is small and hidden; 4 stands alone with it at 7 together, so neither follows from the total of 27.
func ExampleHideSmall() {
	shown, total := measure.HideSmall([]int{3, 20, 4}, measure.FewestShown)
	raw, _ := json.Marshal(shown)
	fmt.Println(string(raw), total.Value)
	// One small count alone would follow from the total, so the next smallest goes with it.
	shown, total = measure.HideSmall([]int{3, 20, 9}, measure.FewestShown)
	raw, _ = json.Marshal(shown)
	fmt.Println(string(raw), total.Value)
	// Output:
	// [null,20,null] 27
	// [null,20,null] 32
}

// The line of the PHQ-2 is 3, and lower is better: 3 lies beyond it, 2 does not; without a score nobody can tell.
func ExampleScale_Beyond() {
	phq2, _ := measure.Find("phq2")
	fmt.Println(phq2.Scales[0].Beyond(measure.Some(3)))
	fmt.Println(phq2.Scales[0].Beyond(measure.Some(2)))
	fmt.Println(phq2.Scales[0].Beyond(measure.Number{}))
	// Output:
	// true true
	// false true
	// false false
}

func ExampleItem_Open() {
	fmt.Println(measure.Item{Type: "text"}.Open(), measure.Item{Type: "decimal"}.Open(), measure.Item{Type: "boolean"}.Open())
	// Output: true false false
}

func ExampleItem_Unscored() {
	bed := measure.Item{Type: "choice", Options: []measure.Option{{Code: "w", Label: "by the window"}}}
	fmt.Println(bed.Unscored("w"), bed.Unscored("d"))
	// Output: true false
}
