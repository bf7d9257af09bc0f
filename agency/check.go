package agency

import (
	"regexp"
	"strconv"
	"time"

	"groupwork/fault"
)

const (
	longestName = 120
	longestSlug = 40
)

var plainSlug = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?$`)

// Check tells whether the slug may name an agency in links.
func (s Slug) Check() error {
	var c fault.Check
	c.Want(len(s) <= longestSlug && plainSlug.MatchString(string(s)), "slug", "agency.slug.wrong", "max", longestSlug)
	return c.Err("agency.Slug")
}

// Check tells everything that is wrong with what was entered about an agency.
func (a Agency) Check() error {
	var c fault.Check
	c.Want(len(a.Slug) <= longestSlug && plainSlug.MatchString(string(a.Slug)), "slug", "agency.slug.wrong", "max", longestSlug)
	c.Want(!a.Name.Empty(), "name", "agency.name.missing")
	c.Want(a.Name.Len() <= longestName, "name", "text.too_long", "max", longestName)
	c.Want(a.Language != "", "language", "agency.language.missing")
	_, err := time.LoadLocation(a.Zone)
	c.Want(err == nil && a.Zone != "" && a.Zone != "Local", "zone", "agency.zone.unknown")
	c.Want(a.Profile != "", "profile", "agency.profile.missing")
	for i, h := range a.Holidays {
		_, err := time.Parse(time.DateOnly, h.Day)
		c.Want(err == nil, "holiday."+strconv.Itoa(i), "date.wrong")
		c.Want(len([]rune(h.Name)) <= longestName, "holiday."+strconv.Itoa(i), "text.too_long", "max", longestName)
	}
	return c.Err("agency.Check")
}
