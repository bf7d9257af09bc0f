package app

import (
	"context"
	"slices"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/overlay"
	"groupwork/people"
	"groupwork/private"
	"groupwork/report"
)

// ReportView is one end report as a page shows it. With Blocked lines the report is not shown: they name somebody whom
// it may not name.
type ReportView struct {
	Group    GroupRef
	Part     group.Part
	Document report.Document
	Blocked  []report.Quote
	Named    bool // a group's report that names members: it stays within the group
	Stay     group.StayID
	Person   PersonRef
	Own      map[string]string // the member's own words, by field, on their own page
	Asks     []string          // what the member may write
	Version  int
}

// ReportsView is the way to every report of a group.
type ReportsView struct {
	Group     GroupRef
	Part      group.Part
	SoFar     bool
	Audiences []report.Audience
	Members   []ReportMember
	Ending    bool // the group's end sheet is begun
	Harms     int
	Meetings  int
}

// ReportMember is one member in the list of reports.
type ReportMember struct {
	Stay   group.StayID
	Called PersonRef
	Ending bool
}

// Reports shows which reports a group has and what they still ask for.
func (h *House) Reports(ctx context.Context, who access.Who, id group.ID) (v ReportsView, err error) {
	var g group.Group
	err = h.look(ctx, who, access.SeeReports, ofGroup(id, &g), func(a *at) error {
		r, err := h.reportFacts(a, g)
		if err != nil {
			return err
		}
		plans, err := report.Load()
		if err != nil {
			return err
		}
		v = ReportsView{Group: ref(g), Part: g.PartOf(a.self, a.now), SoFar: g.Closed.IsZero(), Audiences: plans.Of(g.Model()).Audiences(),
			Ending: len(r.facts.End) > 0, Harms: len(r.facts.Harms), Meetings: len(r.facts.Meetings)}
		for _, m := range r.facts.Members {
			p := r.record.persons[m.Stay.Person]
			v.Members = append(v.Members, ReportMember{Stay: m.Stay.ID, Called: PersonRef{ID: p.ID, Called: p.Called}, Ending: len(m.End) > 0})
		}
		return nil
	})
	return v, err
}

// Report composes a report of a group for the group, the funder or the public. Reading it leaves an audit line.
func (h *House) Report(ctx context.Context, who access.Who, id group.ID, to report.Audience) (v ReportView, err error) {
	var g group.Group
	err = h.read(ctx, who, access.SeeReports, string(id), ofGroup(id, &g), func(a *at) error {
		v, err = h.reportFor(a, g, to, group.Stay{})
		return err
	})
	return v, err
}

// MemberReport composes the report about one member, for those who work with them.
func (h *House) MemberReport(ctx context.Context, who access.Who, id group.StayID) (v ReportView, err error) {
	var st group.Stay
	var g group.Group
	err = h.read(ctx, who, access.SeeReports, string(id), ofStay(id, &st, &g), func(a *at) error {
		v, err = h.reportFor(a, g, report.ToMember, st)
		return err
	})
	return v, err
}

// OwnReport shows a member their own report; reading it leaves an audit line.
func (h *House) OwnReport(ctx context.Context, who access.Who, id group.StayID) (v ReportView, err error) {
	var st group.Stay
	err = h.read(ctx, who, access.ReadOwnReport, string(id), ofOwnStay(id, &st), func(a *at) error {
		g, err := a.Group(ctx, st.Group)
		if err != nil {
			return err
		}
		if v, err = h.reportFor(a, g, report.ToMember, st); err != nil {
			return err
		}
		plans, err := report.Load()
		if err != nil {
			return err
		}
		l, err := a.ending(g.ID, st.ID)
		if err != nil {
			return err
		}
		v.Asks, v.Version, v.Own = ownFields(plans.Of(g.Model())), l.Version, map[string]string{}
		for _, field := range v.Asks {
			v.Own[field] = l.Field(field)
		}
		return nil
	})
	return v, err
}

// reportFor composes one report and looks for names in it.
func (h *House) reportFor(a *at, g group.Group, to report.Audience, st group.Stay) (v ReportView, err error) {
	plans, err := report.Load()
	if err != nil {
		return v, err
	}
	if !slices.Contains(plans.Of(g.Model()).Audiences(), to) || to == report.ToMember && st.Seat == 0 {
		return v, fault.New(fault.Missing, "app.reportFor", "")
	}
	r, err := h.reportFacts(a, g)
	if err != nil {
		return v, err
	}
	v = ReportView{Group: ref(g), Part: g.PartOf(a.self, a.now), Document: plans.Write(r.facts, to, st.ID, a.now), Stay: st.ID}
	of := people.ID("")
	if to == report.ToMember {
		of = st.Person
		v.Person = PersonRef{ID: of, Called: r.record.persons[of].Called}
	}
	if to.Outside() && len(r.record.names().hits(g.Name.Reveal(), "")) > 0 {
		v.Group.Name = private.Of(h.Phrases.In(a.agency.Language).Say("report.a_group"))
	}
	names := r.named(v.Document, of)
	if to == report.ToGroup {
		v.Named = len(names) > 0
		return v, nil
	}
	if v.Blocked = names; len(names) > 0 {
		v.Document.Sections = nil
	}
	return v, nil
}

// ending gives the end sheet of a member, or of the group when there is no stay; an empty one when it is not begun.
func (a *at) ending(g group.ID, st group.StayID) (overlay.Leaf, error) {
	once := string(overlay.Ending) + ":" + string(g) + ":" + string(st)
	l, err := a.LeafOnce(a.ctx, once)
	if fault.Of(err) == fault.Missing {
		return overlay.Leaf{Group: g, Kind: overlay.Ending, Stay: st, Once: once}, nil
	}
	return l, err
}
