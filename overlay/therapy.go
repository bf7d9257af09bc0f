package overlay

import (
	"strconv"
	"time"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
)

// Qualification is what lets somebody lead group therapy: by whom it was given, its number and until when it runs.
type Qualification struct {
	ID      string
	Person  people.ID
	Kind    string // psychotherapy, counselling …
	Body    private.Text
	Number  private.Text
	Scope   private.Text
	Expires time.Time
	Ended   time.Time // taken off the record
	Version int
}

// LastDay lies on the last day on which it is good.
func (q Qualification) LastDay() time.Time { return q.Expires.Add(-time.Second) }

// QualificationKinds are those that count for group therapy.
func QualificationKinds() []string {
	return []string{"psychotherapy", "psychoanalysis", "counselling", "clinical_social_work", "psychology", "psychiatry"}
}

// warnBefore is how long before its end a qualification is warned of.
const warnBefore = 60 * 24 * time.Hour

// Good tells whether the qualification counts at a time.
func (q Qualification) Good(at time.Time) bool {
	return q.Ended.IsZero() && at.Before(q.Expires)
}

// EndsSoon tells whether a good qualification runs out within sixty days.
func (q Qualification) EndsSoon(at time.Time) bool {
	return q.Good(at) && q.Expires.Sub(at) <= warnBefore
}

// Check tells what is wrong with a qualification.
func (q Qualification) Check() error {
	var c fault.Check
	known := false
	for _, k := range QualificationKinds() {
		known = known || k == q.Kind
	}
	c.Want(known, "kind", "overlay.qualification.kind")
	c.Want(!q.Body.Empty(), "body", "overlay.qualification.body")
	c.Want(!q.Number.Empty(), "number", "overlay.qualification.number")
	c.Want(!q.Expires.IsZero(), "expires", "overlay.qualification.expires")
	return c.Err("overlay.Qualification.Check")
}

// Staff is what a gate wants to know of the workers of a group.
type Staff struct {
	Leads   []people.ID // lead workers now
	Has     map[people.ID][]Qualification
	Cosigns people.ID // supervisor named for the overlay, or ""
}

func (s Staff) good(p people.ID, at time.Time) bool {
	for _, q := range s.Has[p] {
		if q.Good(at) {
			return true
		}
	}
	return false
}

// MayHold tells whether group therapy may be held at a time: a lead worker, or the supervisor named to co-sign, has a
// qualification that is good then.
func MayHold(s Staff, at time.Time) error {
	for _, lead := range s.Leads {
		if s.good(lead, at) {
			return nil
		}
	}
	if s.Cosigns != "" && s.good(s.Cosigns, at) {
		return nil
	}
	return &fault.Error{Kind: fault.Invalid, Op: "overlay.MayHold", Fields: []fault.Field{{Name: "starts", Key: "overlay.therapy.unqualified", Args: map[string]any{}}}}
}

// firstMeetings is from which meeting on screening and preparation stop the next session: at the first they are asked for.
const firstMeetings = 2

// MayMeet tells whether a therapy session of a number may be planned: from the second on, every member has been screened
// and prepared.
func MayMeet(leaves []Leaf, members []group.Stay, number int) error {
	if number < firstMeetings {
		return nil
	}
	if missing := Unprepared(leaves, members); len(missing) > 0 {
		return &fault.Error{Kind: fault.Invalid, Op: "overlay.MayMeet", Fields: []fault.Field{{Name: "starts", Key: "overlay.therapy.unprepared",
			Args: map[string]any{"count": len(missing)}}}}
	}
	return nil
}

// Unprepared are the members without an accepting screening or without a preparation.
func Unprepared(leaves []Leaf, members []group.Stay) []group.StayID {
	screened, prepared := map[group.StayID]bool{}, map[group.StayID]bool{}
	for _, l := range leaves {
		switch l.Kind {
		case Screening:
			screened[l.Stay] = l.Field("decision") == "accept"
		case Preparation:
			prepared[l.Stay] = true
		}
	}
	var missing []group.StayID
	for _, m := range members {
		if m.State == group.Active && !(screened[m.ID] && prepared[m.ID]) {
			missing = append(missing, m.ID)
		}
	}
	return missing
}

// Decisions are what a screening may decide.
func Decisions() []string { return []string{"accept", "wait", "other_help", "individual_first"} }

// CheckScreening tells what is wrong with a screening: it decides, and says why.
func CheckScreening(l Leaf) error {
	var c fault.Check
	c.Want(among(l.Field("decision"), Decisions()), "decision", "overlay.screening.decision")
	c.Want(!l.Fields["reason"].Empty(), "reason", "overlay.screening.reason")
	return both(c.Err("overlay.CheckScreening"), l.Check())
}

// CheckPreparation tells what is wrong with a preparation: the member says three things back, 0 to 3 of them.
func CheckPreparation(l Leaf) error {
	var c fault.Check
	c.Want(among(l.Field("said_back"), []string{"0", "1", "2", "3"}), "said_back", "overlay.preparation.said_back")
	return both(c.Err("overlay.CheckPreparation"), l.Check())
}

// CheckRisk tells what is wrong with an answer about new risk: a person says yes or no, and after a yes what was done.
func CheckRisk(l Leaf) error {
	var c fault.Check
	c.Want(among(l.Field("new_risk"), []string{"yes", "no"}), "new_risk", "overlay.risk.answer")
	c.Want(l.Field("new_risk") != "yes" || !l.Fields["action"].Empty(), "action", "overlay.risk.action")
	c.Want(l.By != "", "by", "overlay.risk.person")
	for _, f := range Factors() {
		_, ok := Named(l, f)
		c.Want(ok || l.Field(FactorField(f)) == "", FactorField(f), "overlay.factor.number")
	}
	return both(c.Err("overlay.CheckRisk"), l.Check())
}

// Factors are what members of group therapy name as having helped at the close of a meeting: none, one or two of four.
func Factors() []string { return []string{"hope", "feelings", "impact", "learning"} }

// FactorField is the field of a meeting's leaf that holds how many members named a factor.
func FactorField(factor string) string { return "factor_" + factor }

// Named is how many members named a factor after a meeting; ok is false when nobody counted.
func Named(l Leaf, factor string) (n int, ok bool) {
	n, err := strconv.Atoi(l.Field(FactorField(factor)))
	return n, err == nil && n >= 0 && n <= 99
}

func among(s string, all []string) bool {
	for _, one := range all {
		if s == one {
			return true
		}
	}
	return false
}

func both(a, b error) error {
	if a == nil {
		return b
	}
	return a
}
