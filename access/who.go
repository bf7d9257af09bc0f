// Package access says who may do what to whom. One table of acts is the policy: an act that is not in it is
// refused, and a page of it can be read and reviewed by somebody who is no programmer.
package access

// Who is the person who acts, or nobody (the zero Who).
type Who struct {
	Book   string // the agency's slug
	Person string
	Roles  []string
	Device string // digest of the sign-in
}

// SignedIn tells whether somebody is there.
func (w Who) SignedIn() bool { return w.Person != "" }

// Has tells whether the person has a role in the agency.
func (w Who) Has(role string) bool {
	for _, r := range w.Roles {
		if r == role {
			return true
		}
	}
	return false
}

// Tie is one way in which the person stands to the thing acted on.
type Tie string

// The ties. Those of the agency come from the person's roles, the others from the thing itself.
const (
	Anyone        Tie = "anyone"         // also with no sign-in
	Colleague     Tie = "colleague"      // any staff of the agency
	Administrator Tie = "administrator"  // keeps the agency
	AnyWorker     Tie = "worker"         // a worker of the agency
	AnySupervisor Tie = "any_supervisor" // a supervisor of the agency
	Works         Tie = "works"          // lead or co-worker of this group now
	Observes      Tie = "observes"       // observer or student in this group now
	Oversees      Tie = "oversees"       // supervisor of this group now
	Added         Tie = "added"          // put this person on record, and nobody works with them in a group yet
	Self          Tie = "self"           // the thing is about them: own person, own stay, own note
	Belongs       Tie = "belongs"        // active member of this group
	Asked         Tie = "asked"          // invited, screened or waiting
	Belonged      Tie = "belonged"       // the stay has ended
	Wrote         Tie = "wrote"          // author of this note
	Cosigns       Tie = "cosigns"        // named to co-sign this note
)
