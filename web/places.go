package web

// Place is somewhere that stands in the navigation: its path and the phrase that names it.
type Place struct{ Path, Key string }

// Places are where somebody can go from every page.
func (p Page) Places() []Place {
	var all []Place
	for _, one := range []struct {
		roles []string
		place Place
	}{
		{[]string{"worker", "supervisor", "administrator"}, Place{"/today", "web.nav.today"}},
		{[]string{"worker", "supervisor"}, Place{"/groups", "web.nav.groups"}},
		{[]string{"worker", "supervisor"}, Place{"/people", "web.nav.people"}},
		{[]string{"supervisor"}, Place{"/week", "watch.week"}},
		{[]string{"worker", "supervisor"}, Place{"/activities", "activity.title"}},
		{[]string{"supervisor"}, Place{"/cosign", "web.nav.cosign"}},
		{[]string{"supervisor", "administrator"}, Place{"/programme", "measure.programme"}},
		{[]string{"administrator"}, Place{"/packs", "watch.packs"}},
		{[]string{"administrator"}, Place{"/agency", "web.nav.agency"}},
		{[]string{"member"}, Place{"/my", "web.nav.my"}},
	} {
		for _, role := range one.roles {
			if p.Is(role) {
				all = append(all, one.place)
				break
			}
		}
	}
	return all
}

// near is how many places a small screen has room for at the bottom; the others stand in the person's own menu there.
func near(p Page) int {
	if all := len(p.Places()); all <= 5 {
		return all
	}
	return 4
}
