package agency

import (
	"strings"
	"testing"
	"time"

	"groupwork/fault"
	"groupwork/private"
)

func wrong(err error) string {
	var keys []string
	for _, f := range fault.Fields(err) {
		keys = append(keys, f.Key)
	}
	return strings.Join(keys, " ")
}

func TestAnAgencyIsCheckedAsAWhole(t *testing.T) {
	right := Agency{Slug: "harbour-street", Name: private.Of("Harbour Street"), Language: "en", Zone: "Europe/Madrid", Profile: "community_default"}
	for _, c := range []struct {
		what   string
		change func(*Agency)
		want   string
	}{
		{"a right agency", func(*Agency) {}, ""},
		{"nothing filled in", func(a *Agency) { *a = Agency{} },
			"agency.slug.wrong agency.name.missing agency.language.missing agency.zone.unknown agency.profile.missing"},
		{"a zone that is not on the map", func(a *Agency) { a.Zone = "Mars/Base" }, "agency.zone.unknown"},
		{"the machine's own zone", func(a *Agency) { a.Zone = "Local" }, "agency.zone.unknown"},
		{"a holiday that was never", func(a *Agency) { a.Holidays = []Holiday{{"2026-12-25", "Feast"}, {"25 December", "Feast"}} }, "date.wrong"},
	} {
		t.Run(c.what, func(t *testing.T) {
			a := right
			c.change(&a)
			if got := wrong(a.Check()); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestASlugIsPlain(t *testing.T) {
	for slug, ok := range map[Slug]bool{"a": true, "harbour-street-2": true, "": false, "-a": false, "a-": false, "A": false, "a b": false,
		"../etc": false, "a/b": false, "año": false, Slug(strings.Repeat("a", 41)): false} {
		if got := slug.Check() == nil; got != ok {
			t.Errorf("%q: %v", slug, got)
		}
	}
}

func TestAnUnknownZoneIsReadAsUTC(t *testing.T) {
	if got := (Agency{Zone: "Mars/Base"}).Location(); got != time.UTC {
		t.Errorf("got %v", got)
	}
}
