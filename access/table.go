package access

import "groupwork/fault"

// Act names something that can be done.
type Act string

// Data is the kind of data that an act shows or changes.
type Data string

// The classes of data, from harmless to hurtful.
const (
	None    Data = "none"    // nothing about a person
	Admin   Data = "admin"   // the agency and its staff
	Record  Data = "record"  // what is kept about members
	Private Data = "private" // for one author alone
)

// Rule is one row of the policy: the act, its data class, who may, and who may at least know that the thing is
// there. Somebody who may know but not do is told so; everybody else learns neither yes nor no.
type Rule struct {
	Act  Act
	Data Data
	May  []Tie
	Know []Tie
}

// The acts.
const (
	SeeHealth      Act = "see health"
	SetUp          Act = "set up"
	SignIn         Act = "sign in"
	AcceptInvite   Act = "accept an invitation"
	SignOut        Act = "sign out"
	SeeToday       Act = "see today"
	SeeOwnAccount  Act = "see own account"
	EndSignIn      Act = "end an own sign-in"
	ChangePassword Act = "change own password"
	ChooseLanguage Act = "choose own language"
	Search         Act = "search"
	SeeAgency      Act = "see the agency"
	EditAgency     Act = "edit the agency"
	InviteStaff    Act = "invite staff"
	EndStaff       Act = "end staff"
	ListPeople     Act = "list people"
	AddPerson      Act = "add a person"
	SeePerson      Act = "see a person"
	EditPerson     Act = "edit a person"
	ListGroups     Act = "list groups"
	OpenGroup      Act = "open a group"
	SeeGroup       Act = "see a group"
	EditGroup      Act = "edit a group"
	SetWorkers     Act = "set workers"
	CloseGroup     Act = "close a group"
	InviteMember   Act = "invite a member"
	SeeStay        Act = "see a stay"
	EditStay       Act = "edit a stay"
	EndStay        Act = "end a stay"
	PlanSession    Act = "plan a session"
	SeeSession     Act = "see a session"
	RecordSession  Act = "record a session"
	SeeWriteUp     Act = "see the write-up"
	WriteUp        Act = "write up"
	SignNote       Act = "sign a note"
	SeeNote        Act = "see a note"
	AddToNote      Act = "add to a note"
	CosignNote     Act = "co-sign a note"
	ListCosign     Act = "list notes to co-sign"
	ProcessNote    Act = "keep a process note"
	SeeOwnPage     Act = "see own page"
	AnswerInvite   Act = "answer an invitation to a group"
	ChooseForSelf  Act = "choose for oneself"
	LeaveGroup     Act = "leave a group"
	ReadOwnNote    Act = "read own note"

	SeeMeasures        Act = "see a group's measures"
	ChooseMeasures     Act = "choose instruments"
	EnterAnswers       Act = "enter answers"
	AnswerByCode       Act = "answer by a code"
	SeeSafetyAnswer    Act = "see a safety answer"
	SeeCourse          Act = "see a member's course"
	KeepTeamTask       Act = "keep a team task"
	SeeInstruments     Act = "see instruments"
	CompleteInstrument Act = "complete an instrument"
	SeeProgramme       Act = "see a programme"
	ComposeGroups      Act = "compose groups"

	SeeReports         Act = "see end reports"
	EditEnding         Act = "fill in an end sheet"
	ReadOwnReport      Act = "read own report"
	WriteOwnEnding     Act = "write own words for the end"
	SeeHarms           Act = "see what did harm"
	RecordHarm         Act = "record what did harm"
	ReviewHarm         Act = "review what did harm"
	SeeDue             Act = "see what a meeting left to be done"
	DoDue              Act = "say what was done about it"
	SeeOverlays        Act = "see a group's overlays"
	EditOverlays       Act = "keep a group's overlays"
	KeepQualifications Act = "keep qualifications"
	KeepComposed       Act = "keep a composition"
	SeeComposed        Act = "see a composition"
	PlaceComposed      Act = "open composed groups"
	SeeFlags           Act = "see a group's flags"
	AnswerFlag         Act = "answer a flag"
	NoteReading        Act = "note a reading"
	SeeWeek            Act = "see a supervisor's week"
	SeePacks           Act = "see packs"
	ForkPack           Act = "change a pack"
	SeeGoals           Act = "see goals"
	SetGoals           Act = "set goals"
	SeeMemberGoals     Act = "see a member's goals"
	SeeActivities      Act = "see activities"
	EditActivities     Act = "edit activities"
)

// Table is the whole policy.
func Table() []Rule {
	inGroup := []Tie{Works, Observes, Oversees}
	return []Rule{
		{SeeHealth, None, []Tie{Anyone}, nil},
		{SetUp, Admin, []Tie{Anyone}, nil},       // holds the one-time link
		{SignIn, None, []Tie{Anyone}, nil},       // holds the password
		{AcceptInvite, None, []Tie{Anyone}, nil}, // holds the single-use link
		{SignOut, None, []Tie{Colleague, Self}, nil},
		{SeeToday, Record, []Tie{Colleague}, nil}, // each sees only what is theirs
		{SeeOwnAccount, None, []Tie{Colleague, Self}, nil},
		{EndSignIn, None, []Tie{Colleague, Self}, nil},
		{ChangePassword, None, []Tie{Colleague, Self}, nil},
		{ChooseLanguage, None, []Tie{Colleague, Self}, nil},
		{Search, Record, []Tie{AnyWorker, AnySupervisor}, []Tie{Colleague}},
		{SeeAgency, Admin, []Tie{Administrator}, []Tie{Colleague}},
		{EditAgency, Admin, []Tie{Administrator}, []Tie{Colleague}},
		{InviteStaff, Admin, []Tie{Administrator}, []Tie{Colleague}},
		{EndStaff, Admin, []Tie{Administrator}, []Tie{Colleague}},
		{ListPeople, Record, []Tie{AnyWorker, AnySupervisor}, []Tie{Colleague}},
		{AddPerson, Record, []Tie{AnyWorker}, []Tie{Colleague}},
		{SeePerson, Record, []Tie{Works, Oversees, Added}, nil},
		{EditPerson, Record, []Tie{Works, Added}, []Tie{Oversees}},
		{ListGroups, Record, []Tie{AnyWorker, AnySupervisor}, []Tie{Colleague}},
		{OpenGroup, Record, []Tie{AnyWorker}, []Tie{Colleague}},
		{SeeGroup, Record, inGroup, nil},
		{EditGroup, Record, []Tie{Works}, inGroup},
		{SetWorkers, Record, []Tie{Works}, inGroup},
		{CloseGroup, Record, []Tie{Works}, inGroup},
		{InviteMember, Record, []Tie{Works}, inGroup},
		{SeeStay, Record, []Tie{Works, Oversees}, []Tie{Observes}},
		{EditStay, Record, []Tie{Works}, inGroup},
		{EndStay, Record, []Tie{Works}, inGroup},
		{PlanSession, Record, []Tie{Works}, inGroup},
		{SeeSession, Record, inGroup, nil},
		{RecordSession, Record, []Tie{Works}, inGroup},
		{SeeWriteUp, Record, []Tie{Works, Oversees}, []Tie{Observes}},
		{WriteUp, Record, []Tie{Works}, inGroup},
		{SignNote, Record, []Tie{Works}, inGroup},
		{SeeNote, Record, []Tie{Works, Oversees, Cosigns}, []Tie{Observes}},
		{AddToNote, Record, []Tie{Works}, []Tie{Observes, Oversees, Cosigns}},
		{CosignNote, Record, []Tie{Cosigns}, []Tie{Works, Oversees}},
		{ListCosign, Record, []Tie{AnySupervisor}, []Tie{Colleague}},
		{ProcessNote, Private, []Tie{Works}, inGroup}, // each keeps their own; nobody reads another's
		{SeeOwnPage, Record, []Tie{Self}, nil},
		{AnswerInvite, Record, []Tie{Self}, nil},
		{ChooseForSelf, Record, []Tie{Self}, nil},
		{LeaveGroup, Record, []Tie{Self}, nil},
		{ReadOwnNote, Record, []Tie{Self}, nil},
		{SeeMeasures, Record, inGroup, nil}, // counts and means of five and more
		{ChooseMeasures, Record, []Tie{Works}, inGroup},
		{EnterAnswers, Record, []Tie{Works}, inGroup},
		{AnswerByCode, None, []Tie{Anyone}, nil},     // holds the single-use code; sees the blank form and nothing else
		{SeeSafetyAnswer, Record, []Tie{Works}, nil}, // for the workers alone
		{SeeCourse, Record, []Tie{Works, Oversees}, []Tie{Observes}},
		{KeepTeamTask, Record, []Tie{Works}, inGroup},
		{SeeInstruments, Admin, []Tie{Colleague}, nil},
		{CompleteInstrument, Admin, []Tie{Administrator}, []Tie{Colleague}},
		{SeeProgramme, Admin, []Tie{Administrator, AnySupervisor}, []Tie{Colleague}}, // no person, nothing below five
		{ComposeGroups, Record, []Tie{AnyWorker}, []Tie{Colleague}},                  // each sees only their own drafts
		{SeeReports, Record, []Tie{Works, Oversees}, []Tie{Observes}},
		{EditEnding, Record, []Tie{Works}, inGroup},
		{ReadOwnReport, Record, []Tie{Self}, nil},
		{WriteOwnEnding, Record, []Tie{Self}, nil},
		{SeeHarms, Record, []Tie{Works, Oversees}, []Tie{Observes}},
		{RecordHarm, Record, []Tie{Works}, inGroup},
		{SeeDue, Record, []Tie{Works, Oversees}, []Tie{Observes}},
		{DoDue, Record, []Tie{Works}, inGroup},
		{ReviewHarm, Record, []Tie{Oversees}, inGroup},
		{SeeOverlays, Record, []Tie{Works, Oversees}, []Tie{Observes}},
		{EditOverlays, Record, []Tie{Works}, inGroup},
		{KeepQualifications, Admin, []Tie{Administrator}, []Tie{Colleague}},
		{KeepComposed, Record, []Tie{AnyWorker}, []Tie{Colleague}},
		{SeeComposed, Record, []Tie{Wrote}, nil},
		{SeeGoals, Record, inGroup, nil}, // a member's own ones for who may see a stay
		{SetGoals, Record, []Tie{Works}, inGroup},
		{SeeMemberGoals, Record, []Tie{Works, Oversees}, []Tie{Observes}},
		{SeeActivities, Admin, []Tie{Colleague}, nil},
		{EditActivities, Admin, []Tie{Administrator, AnySupervisor}, []Tie{Colleague}},
		{PlaceComposed, Record, []Tie{Wrote}, nil},                  // opening and inviting ask again, each by its own row
		{SeeFlags, Record, []Tie{Works, Oversees}, []Tie{Observes}}, // never a member: a flag is a reason to look, not a judgement
		{AnswerFlag, Record, []Tie{Works}, inGroup},
		{NoteReading, Record, []Tie{Works}, inGroup},
		{SeeWeek, Record, []Tie{AnySupervisor}, []Tie{Colleague}}, // each sees only the groups that they oversee
		{SeePacks, Admin, []Tie{Colleague}, nil},
		{ForkPack, Admin, []Tie{Administrator}, []Tie{Colleague}},
	}
}

// Decider answers whether somebody with these ties may do an act: nil, Forbidden or Withheld.
type Decider interface {
	Decide(act Act, ties []Tie) error
}

// Policy decides by a table of rules.
type Policy struct{ rules map[Act]Rule }

// NewPolicy reads a table.
func NewPolicy(table []Rule) Policy {
	p := Policy{rules: make(map[Act]Rule, len(table))}
	for _, r := range table {
		p.rules[r.Act] = r
	}
	return p
}

// Rule gives the row of an act; ok is false for an act that is not in the table.
func (p Policy) Rule(a Act) (rule Rule, ok bool) {
	rule, ok = p.rules[a]
	return rule, ok
}

// Decide answers whether somebody with these ties may do the act: nil, Forbidden, or Withheld. An act without a
// row is refused.
func (p Policy) Decide(a Act, ties []Tie) error {
	rule, ok := p.rules[a]
	if !ok {
		return fault.New(fault.Withheld, string(a), "")
	}
	if meets(rule.May, ties) {
		return nil
	}
	if meets(rule.Know, ties) {
		return fault.New(fault.Forbidden, string(a), "")
	}
	return fault.New(fault.Withheld, string(a), "")
}

func meets(want, have []Tie) bool {
	for _, w := range want {
		if w == Anyone {
			return true
		}
		for _, h := range have {
			if w == h {
				return true
			}
		}
	}
	return false
}
