// Package agency knows an agency: its name, its language and clock, its holidays and its rules for notes.
package agency

import (
	"time"

	"groupwork/private"
)

// Slug names an agency in links: lower-case letters, digits and hyphens.
type Slug string

// Holiday is a day on which no group meets.
type Holiday struct {
	Day  string // ISO date
	Name string
}

// Agency is one agency; its book holds exactly one.
type Agency struct {
	Slug     Slug
	Name     private.Text
	Language string // BCP 47
	Zone     string // IANA time zone
	Profile  string // setting profile of package practice
	Holidays []Holiday
	Opened   time.Time
	Version  int
}

// Location is the agency's clock; UTC when the zone is unknown.
func (a Agency) Location() *time.Location {
	loc, err := time.LoadLocation(a.Zone)
	if err != nil {
		return time.UTC
	}
	return loc
}
