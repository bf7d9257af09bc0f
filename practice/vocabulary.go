package practice

// Vocabulary is the coded words of the house. Every code has a phrase key: <kind>.<code>.
type Vocabulary struct {
	Attendance      []string    `json:"attendance"`    // attendance.<code>
	Participation   []string    `json:"participation"` // participation.<0–3>
	Responses       []string    `json:"response"`      // response.<code>
	Progress        []string    `json:"progress"`      // progress.<code>, from −2 to +2
	NextSteps       []string    `json:"next_step"`     // next_step.<code>
	LeavingReasons  []string    `json:"leaving"`       // leaving.<code>
	HelpKinds       []string    `json:"help"`          // help.<code>
	Moments         []string    `json:"moment"`        // moment.<code>
	Marks           []string    `json:"mark"`          // mark.<code>
	DecisionMethods []string    `json:"decision"`      // decision.<code>
	YesHow          []string    `json:"yes_how"`       // yes_how.<code>
	Roles           []string    `json:"role"`          // role.<code>
	Acts            []ActFamily `json:"acts"`          // act.<code>, act_family.<code>
}

// ActFamily is a family of worker acts.
type ActFamily struct {
	ID   string `json:"id"`
	Acts []Act  `json:"acts"`
}

// Act is one thing that a worker does, in plain words.
type Act struct {
	ID    string `json:"id"`
	Plain string `json:"plain"`
}

// Kinds of words, as Has and List know them.
const (
	WordAttendance    = "attendance"
	WordParticipation = "participation"
	WordResponse      = "response"
	WordProgress      = "progress"
	WordNextStep      = "next_step"
	WordLeaving       = "leaving"
	WordHelp          = "help"
	WordMoment        = "moment"
	WordMark          = "mark"
	WordDecision      = "decision"
	WordYesHow        = "yes_how"
	WordRole          = "role"
	WordAct           = "act"
)

// List gives the codes of a kind in order, or none for an unknown kind.
func (v Vocabulary) List(kind string) []string {
	switch kind {
	case WordAttendance:
		return v.Attendance
	case WordParticipation:
		return v.Participation
	case WordResponse:
		return v.Responses
	case WordProgress:
		return v.Progress
	case WordNextStep:
		return v.NextSteps
	case WordLeaving:
		return v.LeavingReasons
	case WordHelp:
		return v.HelpKinds
	case WordMoment:
		return v.Moments
	case WordMark:
		return v.Marks
	case WordDecision:
		return v.DecisionMethods
	case WordYesHow:
		return v.YesHow
	case WordRole:
		return v.Roles
	case WordAct:
		return v.actCodes()
	}
	return nil
}

func (v Vocabulary) actCodes() []string {
	var codes []string
	for _, f := range v.Acts {
		for _, a := range f.Acts {
			codes = append(codes, a.ID)
		}
	}
	return codes
}

// Has tells whether a kind of words holds a code.
func (v Vocabulary) Has(kind, code string) bool {
	for _, c := range v.List(kind) {
		if c == code {
			return true
		}
	}
	return false
}
