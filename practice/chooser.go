package practice

import "sort"

// Chooser is five questions that rank the models. It suggests and gives its reasons; it never picks.
// Phrase keys: chooser.<question>, chooser.<question>.<number of the answer from 1>.
type Chooser struct {
	Questions []ChooserQuestion `json:"questions"`
	models    []string
}

// ChooserQuestion is one question with its answers.
type ChooserQuestion struct {
	ID      string   `json:"id"`
	Ask     string   `json:"ask"`
	Answers []Answer `json:"answers"`
}

// Answer is one answer and what it speaks for.
type Answer struct {
	Text   string         `json:"text"`
	Scores map[string]int `json:"scores"`
}

// Ranked is one model with its score and the phrase keys of the answers that speak for it, strongest first.
type Ranked struct {
	Model   string
	Score   int
	Reasons []string
}

// Rank orders every model by the answers given: question id to the index of the answer from 0. Unknown questions
// and answers count for nothing. Models of equal score keep the order of the library.
func (c Chooser) Rank(answers map[string]int) []Ranked {
	ranked := make([]Ranked, 0, len(c.models))
	for _, m := range c.models {
		ranked = append(ranked, c.weigh(m, answers))
	}
	sort.SliceStable(ranked, func(i, j int) bool { return ranked[i].Score > ranked[j].Score })
	return ranked
}

func (c Chooser) weigh(model string, answers map[string]int) Ranked {
	type reason struct {
		key    string
		weight int
	}
	r := Ranked{Model: model}
	var reasons []reason
	for _, q := range c.Questions {
		i, given := answers[q.ID]
		if !given || i < 0 || i >= len(q.Answers) {
			continue
		}
		if s := q.Answers[i].Scores[model]; s > 0 {
			r.Score += s
			reasons = append(reasons, reason{AnswerKey(q.ID, i), s})
		}
	}
	sort.SliceStable(reasons, func(i, j int) bool { return reasons[i].weight > reasons[j].weight })
	for _, why := range reasons {
		r.Reasons = append(r.Reasons, why.key)
	}
	return r
}
