package people

import (
	"net/mail"
	"strconv"
	"strings"
	"time"
	"unicode"

	"groupwork/fault"
	"groupwork/private"
)

// How long texts about a person may be, in characters, and how many names are kept.
const (
	longestName  = 120
	longestEmail = 254
	longestPhone = 40
	longestText  = 2000
	mostNames    = 20
)

// Check tells everything that is wrong with what was entered about a person.
func (p Person) Check() error {
	var c fault.Check
	c.Want(!p.Called.Empty(), "called", "person.called.missing")
	checkName(&c, "called", p.Called)
	checkName(&c, "register", p.Register)
	checkNames(&c, "nickname", p.Nicknames)
	checkNames(&c, "relative", p.Relatives)
	if !p.Born.Empty() {
		_, err := time.Parse(time.DateOnly, p.Born.Reveal())
		c.Want(err == nil, "born", "date.wrong")
	}
	c.Want(p.Email.Empty() || looksLikeEmail(p.Email.Reveal()), "email", "person.email.wrong")
	c.Want(p.Phone.Empty() || looksLikePhone(p.Phone.Reveal()), "phone", "person.phone.wrong")
	for name, text := range map[string]private.Text{"reach": p.Reach, "emergency": p.Emergency, "access": p.Access} {
		c.Want(text.Len() <= longestText, name, "text.too_long", "max", longestText)
	}
	for _, r := range p.Roles {
		c.Want(r == Administrator || r == Worker || r == Supervisor || r == Member, "roles", "person.role.unknown")
	}
	return c.Err("people.Check")
}

func checkNames(c *fault.Check, field string, names []private.Text) {
	c.Want(len(names) <= mostNames, field+"s", "person.names.many", "max", mostNames)
	for i, n := range names {
		checkName(c, field+"."+strconv.Itoa(i), n)
	}
}

// checkName refuses names that are too long or hold control characters. It asks for no script and no shape.
func checkName(c *fault.Check, field string, name private.Text) {
	c.Want(name.Len() <= longestName, field, "text.too_long", "max", longestName)
	c.Want(!strings.ContainsFunc(name.Reveal(), unicode.IsControl), field, "person.name.odd")
}

func looksLikeEmail(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s && len(s) <= longestEmail
}

func looksLikePhone(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			digits++
		case !strings.ContainsRune("+-()./ x#", r):
			return false
		}
	}
	return digits >= 3 && len(s) <= longestPhone
}
