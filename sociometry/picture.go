package sociometry

// Picture is what a group's network says in one go. Fields are nil where not defined.
type Picture struct {
	N              int            `json:"n"`
	Arcs           int            `json:"ties"`
	Density        *float64       `json:"density"`
	Dyads          Dyads          `json:"dyad_census"`
	Reciprocity    *float64       `json:"reciprocity"`
	Transitivity   *float64       `json:"transitivity"`
	In             []int          `json:"indegree"`
	Out            []int          `json:"outdegree"`
	Isolates       []int          `json:"isolates"`
	Unchosen       []int          `json:"unchosen"`
	Paths          Paths          `json:"paths"`
	Centralization Centralization `json:"centralization"`
	Components     Components     `json:"components"`
	Triads         Triads         `json:"triad_census"`
	Participation  *Participation `json:"participation"` // of what each sends; nil if nobody does
	Exchange       Exchange       `json:"exchange"`
}

// Look measures the whole network, without the search for the best partition.
//
// Formula: as at each method named like the field; participation of the weighted out-going ties.
func Look(rows [][]float64, directed bool) (p Picture, ok bool) {
	// Source: as at each method.
	g, ok := New(rows, directed)
	if !ok {
		return Picture{}, false
	}
	p = Picture{N: g.Len(), Arcs: g.Arcs(), Dyads: g.Dyads(), Paths: g.Paths(), Triads: g.Triads()}
	p.Density = maybe(g.Density())
	p.Reciprocity = maybe(p.Dyads.Reciprocity())
	p.Transitivity = maybe(g.Transitivity())
	p.In, p.Out = g.Degrees()
	p.Isolates, p.Unchosen = g.Isolates(), g.Unchosen()
	p.Centralization = g.Centralization(p.Paths)
	p.Components = g.Components()
	if p.Exchange, ok = g.exchange(); !ok {
		return Picture{}, false
	}
	if share, ok := Participate(p.Exchange.Given); ok {
		p.Participation = &share
	}
	return p, true
}
