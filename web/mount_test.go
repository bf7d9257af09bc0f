package web

import (
	"testing"

	"groupwork/access"
)

func TestARouteWithoutAnActDoesNotStart(t *testing.T) {
	whole := Route{"GET", "/groups", access.ListGroups, access.Record, Read, (*Site).showGroups}
	if _, err := (&Site{}).mount([]Route{whole}); err != nil {
		t.Fatalf("a whole route does not start: %v", err)
	}
	for says, spoil := range map[string]func(*Route){
		"no act":                          func(r *Route) { r.Act = "" },
		"an act that is not the policy's": func(r *Route) { r.Act = "read everything" },
		"another data class":              func(r *Route) { r.Data = access.None },
		"no data class":                   func(r *Route) { r.Data = "" },
		"no rate class":                   func(r *Route) { r.Rate = "" },
		"no handler":                      func(r *Route) { r.Do = nil },
	} {
		spoiled := whole
		spoil(&spoiled)
		if _, err := (&Site{}).mount([]Route{Routes()[0], spoiled}); err == nil {
			t.Errorf("a route with %s starts", says)
		}
	}
}
