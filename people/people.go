// Package people knows persons: how they are called, how they may be reached, and what part they have in the
// agency. A person is the same person whether they work here or belong to a group.
package people

import (
	"time"

	"groupwork/private"
)

// ID names a person within one agency's book.
type ID string

// Role is a part in the agency. A person may have several.
type Role string

// The roles of an agency.
const (
	Administrator Role = "administrator" // keeps the agency: staff, settings; reads no note
	Worker        Role = "worker"
	Supervisor    Role = "supervisor"
	Member        Role = "member"
)

// Person is somebody in an agency's book.
type Person struct {
	ID        ID
	Called    private.Text   // the name used here
	Register  private.Text   // the name on papers; may be empty
	Nicknames []private.Text // other names people use for them
	Relatives []private.Text // names that would give them away in somebody else's note
	Born      private.Text   // ISO date or empty
	Email     private.Text
	Phone     private.Text
	Reach     private.Text // how to reach them safely, and who must not know
	Emergency private.Text // whom to call when unwell or unsafe
	Access    private.Text // what helps them take part
	Languages []string     // BCP 47 tags, best first
	Guardian  bool         // a guardian's yes is needed beside their own
	Roles     []Role       // empty for somebody with no account yet
	Added     time.Time
	AddedBy   ID
	Ended     time.Time // zero while they belong to the agency
	Version   int       // counts changes; a save with an old one is Stale
}

// Has tells whether the person has a role.
func (p Person) Has(r Role) bool {
	for _, have := range p.Roles {
		if have == r {
			return true
		}
	}
	return false
}

// Account is how a person signs in.
type Account struct {
	Person   ID
	Email    string // folded to lower case; only its keyed digest is stored in the clear
	Password string // argon2id in PHC form; never the password
	Changed  time.Time
}

// SignIn is one signed-in device.
type SignIn struct {
	Digest  string // of the token, hex SHA-256; the token itself is only in the cookie
	Person  ID
	Device  string // what the browser calls itself, shortened
	Began   time.Time
	Used    time.Time
	Renewed time.Time // last time the password was typed
}

// Invitation is a single-use link.
type Invitation struct {
	Digest  string // of the token
	Person  ID     // whom it lets in
	Roles   []Role
	Stay    string // the stay that a member is invited to; empty for staff
	Made    time.Time
	MadeBy  ID
	Expires time.Time
	Used    time.Time
	Revoked time.Time
}
