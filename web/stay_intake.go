package web

import (
	"slices"

	"groupwork/practice"
)

// intakeQuestion is one question and its answer.
type intakeQuestion struct {
	Name, Ask, Hint, Text string
	Restricted            bool
}

func (p StayPage) ask(pack string, all []practice.Question) []intakeQuestion {
	asked := make([]intakeQuestion, 0, len(all))
	for _, q := range all {
		key := practice.IntakeKey(pack, q.ID)
		one := intakeQuestion{Name: "intake." + q.ID, Text: p.Intake[q.ID], Restricted: q.Sensitivity != ""}
		switch {
		case q.Member == "":
			one.Ask, one.Hint = p.Say(key+".worker"), p.Say("stay_page.worker_only")
		default:
			one.Ask = p.Say(key)
		}
		asked = append(asked, one)
	}
	return asked
}

// CoreQuestions are asked in every group.
func (p StayPage) CoreQuestions() []intakeQuestion { return p.ask("core", p.View.Core.Intake) }

// ModelQuestions are asked by the model of the group.
func (p StayPage) ModelQuestions() []intakeQuestion { return p.ask(p.View.Pack.ID, p.View.Pack.Intake) }

// SideMissing is the side of the person's life that no answer of the intake is about, while the other one is told.
func (p StayPage) SideMissing() string {
	return practice.SideMissing(slices.Concat(p.View.Core.Intake, p.View.Pack.Intake), func(id string) bool { return p.Intake[id] != "" })
}

// earlierAnswers are what was answered under a model that is no longer in force.
type earlierAnswers struct {
	Model   string
	Answers []intakeQuestion
}

// Earlier are the answers under earlier models, to be read.
func (p StayPage) Earlier() []earlierAnswers {
	var all []earlierAnswers
	for _, pack := range p.View.EarlierPacks {
		one := earlierAnswers{Model: pack.ID}
		for _, q := range p.ask(pack.ID, pack.Intake) {
			if q.Text != "" && !slices.ContainsFunc(p.View.Pack.Intake, func(now practice.Question) bool { return "intake."+now.ID == q.Name }) {
				one.Answers = append(one.Answers, q)
			}
		}
		if len(one.Answers) > 0 {
			all = append(all, one)
		}
	}
	return all
}

// MandateChoices are four lines for what stays the member's choice.
func (p StayPage) MandateChoices() []string {
	lines := slices.Clone(p.Mandate.Choices)
	for len(lines) < 4 {
		lines = append(lines, "")
	}
	return lines
}
