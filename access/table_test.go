package access

import (
	"strings"
	"testing"

	"groupwork/fault"
)

func decide(a Act, ties ...Tie) fault.Kind { return fault.Of(NewPolicy(Table()).Decide(a, ties)) }

func TestAnActThatIsNotInTheTableIsRefused(t *testing.T) {
	if got := decide("read everything", Administrator, Colleague, Works, Self, Anyone); got != fault.Withheld {
		t.Errorf("got %q", got)
	}
	if got := fault.Of(NewPolicy(nil).Decide(SeeGroup, []Tie{Works})); got != fault.Withheld {
		t.Errorf("an empty table lets somebody in: %q", got)
	}
}

func TestEveryActHasOneRowAWhoAndAName(t *testing.T) {
	seen := map[Act]bool{}
	for _, r := range Table() {
		if seen[r.Act] {
			t.Errorf("%s stands twice", r.Act)
		}
		seen[r.Act] = true
		if len(r.May) == 0 {
			t.Errorf("nobody may %s", r.Act)
		}
		if r.Data != None && r.Data != Admin && r.Data != Record && r.Data != Private {
			t.Errorf("%s has the data class %q", r.Act, r.Data)
		}
		if string(r.Act) != strings.ToLower(string(r.Act)) {
			t.Errorf("%q is not written as a sentence says it", r.Act)
		}
	}
}

func TestNobodyWithoutASignInTouchesARecord(t *testing.T) {
	for _, r := range Table() {
		got := decide(r.Act, Anyone)
		if (r.Data == Record || r.Data == Private) && got != fault.Withheld {
			t.Errorf("anyone may %s: %q", r.Act, got)
		}
	}
}

func TestWhoKeepsTheAgencyReadsNoRecord(t *testing.T) {
	for _, r := range Table() {
		if r.Data != Record && r.Data != Private || r.Act == SeeToday {
			continue
		}
		if got := decide(r.Act, Anyone, Colleague, Administrator); got == "" {
			t.Errorf("an administrator may %s", r.Act)
		}
	}
}

func TestThePolicyAsASocialWorkerReadsIt(t *testing.T) {
	yes, no, hidden := fault.Kind(""), fault.Forbidden, fault.Withheld
	for _, c := range []struct {
		says string
		act  Act
		ties []Tie
		want fault.Kind
	}{
		{"a worker of the group sees it", SeeGroup, []Tie{Colleague, AnyWorker, Works}, yes},
		{"a student in the group sees it", SeeGroup, []Tie{Colleague, AnyWorker, Observes}, yes},
		{"a student in the group does not change it", EditGroup, []Tie{Colleague, AnyWorker, Observes}, no},
		{"another worker learns nothing of it", SeeGroup, []Tie{Colleague, AnyWorker}, hidden},
		{"another supervisor learns nothing of it", SeeGroup, []Tie{Colleague, AnySupervisor}, hidden},
		{"an administrator learns nothing of it", SeeGroup, []Tie{Colleague, Administrator}, hidden},
		{"a member does not open the workers' page of it", SeeGroup, []Tie{Self, Belongs}, hidden},
		{"a worker records a session", RecordSession, []Tie{Colleague, AnyWorker, Works}, yes},
		{"a supervisor does not record a session", RecordSession, []Tie{Colleague, AnySupervisor, Oversees}, no},
		{"a supervisor reads a write-up", SeeWriteUp, []Tie{Colleague, AnySupervisor, Oversees}, yes},
		{"a student does not read a write-up", SeeWriteUp, []Tie{Colleague, AnyWorker, Observes}, no},
		{"whoever is named to co-sign does", CosignNote, []Tie{Colleague, AnySupervisor, Oversees, Cosigns}, yes},
		{"a worker does not co-sign", CosignNote, []Tie{Colleague, AnyWorker, Works, Wrote}, no},
		{"a member reads their own note", ReadOwnNote, []Tie{Self, Belonged}, yes},
		{"a worker does not read as the member", ReadOwnNote, []Tie{Colleague, AnyWorker, Works}, hidden},
		{"a member leaves by themselves", LeaveGroup, []Tie{Self, Belongs}, yes},
		{"nobody leaves for somebody else that way", LeaveGroup, []Tie{Colleague, AnyWorker, Works}, hidden},
		{"a supervisor keeps no process note for a worker", ProcessNote, []Tie{Colleague, AnySupervisor, Oversees}, no},
		{"who put somebody on record sees them", SeePerson, []Tie{Colleague, AnyWorker, Added}, yes},
		{"other workers do not", SeePerson, []Tie{Colleague, AnyWorker}, hidden},
		{"an administrator keeps the staff", EndStaff, []Tie{Colleague, Administrator}, yes},
		{"a worker does not", EndStaff, []Tie{Colleague, AnyWorker}, no},
		{"a member does not learn of the staff", SeeAgency, []Tie{Self}, hidden},
		{"a worker sees a safety answer", SeeSafetyAnswer, []Tie{Colleague, AnyWorker, Works}, yes},
		{"a supervisor learns nothing of a safety answer that way", SeeSafetyAnswer, []Tie{Colleague, AnySupervisor, Oversees}, hidden},
		{"a student sees the group's measures", SeeMeasures, []Tie{Colleague, AnyWorker, Observes}, yes},
		{"a student does not see a member's course", SeeCourse, []Tie{Colleague, AnyWorker, Observes}, no},
		{"an administrator learns nothing of a member's course", SeeCourse, []Tie{Colleague, Administrator}, hidden},
		{"an administrator sees a programme, without a person in it", SeeProgramme, []Tie{Colleague, Administrator}, yes},
		{"a worker does not", SeeProgramme, []Tie{Colleague, AnyWorker}, no},
		{"a worker does not declare a right for the agency", CompleteInstrument, []Tie{Colleague, AnyWorker}, no},
		{"everybody ends their own sign-ins", EndSignIn, []Tie{Self}, yes},
	} {
		if got := decide(c.act, append(c.ties, Anyone)...); got != c.want {
			t.Errorf("%s: want %q, got %q", c.says, c.want, got)
		}
	}
}
