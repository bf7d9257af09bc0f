package app

import (
	"context"
	"slices"
	"time"

	"groupwork/access"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/overlay"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
)

// OverlaysView is what lies over a group and what each overlay waits for.
type OverlaysView struct {
	Group       GroupRef
	Part        group.Part
	InForce     map[string]bool
	Supervisors []PersonRef
	Cosigns     people.ID
	Qualified   bool
	EndsSoon    time.Time // the qualification that carries the group runs out within sixty days
	Members     []OverlayMember
	Risk        []RiskLine
	Tasks       []overlay.Leaf
	Referrals   []overlay.Leaf
	Now         time.Time
}

// OverlayMember is one member with what group therapy and casework want to know.
type OverlayMember struct {
	Stay     group.StayID
	Called   private.Text
	Screened string // what was decided; "" when there was no screening
	Prepared bool
	Scope    bool
	Tells    int // items of the scope that may be told, at least when asked
}

// RiskLine is a meeting and a person's answer whether there was new risk.
type RiskLine struct {
	Session session.ID
	Number  int
	Starts  time.Time
	Answer  string // "", yes or no
	Action  private.Text
	Named   map[string]int // how many members named each factor
}

// Overlays shows what lies over a group.
func (h *House) Overlays(ctx context.Context, who access.Who, id group.ID) (v OverlaysView, err error) {
	var g group.Group
	err = h.read(ctx, who, access.SeeOverlays, string(id), ofGroup(id, &g), func(a *at) error {
		leaves, err := a.LeavesIn(ctx, id)
		if err != nil {
			return err
		}
		v = OverlaysView{Group: ref(g), Part: g.PartOf(a.self, a.now), InForce: map[string]bool{}, Now: a.now,
			Tasks: overlay.Of(leaves, overlay.Task), Referrals: overlay.Of(leaves, overlay.ReferralIn)}
		for _, which := range overlay.Overlays() {
			v.InForce[which] = overlay.Lies(leaves, which)
		}
		slices.Reverse(v.Tasks)
		slices.Reverse(v.Referrals)
		if err := v.people(a, g, leaves); err != nil {
			return err
		}
		return v.therapy(a, g, leaves)
	})
	return v, err
}

func (v *OverlaysView) people(a *at, g group.Group, leaves []overlay.Leaf) error {
	r := record{}
	var err error
	if r.stays, err = a.StaysIn(a.ctx, g.ID); err != nil {
		return err
	}
	if err := r.read(a, g); err != nil {
		return err
	}
	for _, w := range g.Workers {
		if w.Part == group.Supervises && g.PartOf(w.Person, a.now) == group.Supervises {
			v.Supervisors = append(v.Supervisors, PersonRef{ID: w.Person, Called: r.persons[w.Person].Called})
		}
	}
	for _, st := range r.stays {
		if st.State == group.Left || st.State == group.Declined {
			continue
		}
		m := OverlayMember{Stay: st.ID, Called: r.persons[st.Person].Called}
		for _, l := range leaves {
			switch {
			case l.Stay != st.ID:
			case l.Kind == overlay.Screening:
				m.Screened = l.Field("decision")
			case l.Kind == overlay.Preparation:
				m.Prepared = true
			case l.Kind == overlay.Scope:
				m.Scope = true
				for _, item := range overlay.ScopeItems() {
					if state := l.Field(item); state == overlay.ScopeAgreed || state == overlay.ScopeAsk {
						m.Tells++
					}
				}
			}
		}
		v.Members = append(v.Members, m)
	}
	return nil
}

// therapy tells who carries the group and which meetings wait for an answer about risk.
func (v *OverlaysView) therapy(a *at, g group.Group, leaves []overlay.Leaf) error {
	staff, err := a.therapyStaff(g, leaves)
	if err != nil {
		return err
	}
	v.Cosigns, v.Qualified = staff.Cosigns, overlay.MayHold(staff, a.now) == nil
	if v.Qualified && overlay.MayHold(staff, a.now.AddDate(0, 0, 60)) != nil {
		for _, qs := range staff.Has {
			for _, q := range qs {
				if q.EndsSoon(a.now) && q.LastDay().After(v.EndsSoon) {
					v.EndsSoon = q.LastDay()
				}
			}
		}
	}
	heads, err := a.SessionsIn(a.ctx, g.ID)
	if err != nil {
		return err
	}
	answers := map[session.ID]overlay.Leaf{}
	for _, l := range overlay.Of(leaves, overlay.Risk) {
		answers[l.Session] = l
	}
	for _, head := range slices.Backward(heads) {
		if head.State == session.Held {
			l := answers[head.ID]
			line := RiskLine{Session: head.ID, Number: head.Number, Starts: head.Starts, Answer: l.Field("new_risk"), Action: l.Fields["action"], Named: map[string]int{}}
			for _, f := range overlay.Factors() {
				if n, counted := overlay.Named(l, f); counted {
					line.Named[f] = n
				}
			}
			v.Risk = append(v.Risk, line)
		}
	}
	return nil
}

// OverlayStayView is what the overlays keep about one member.
type OverlayStayView struct {
	Group   GroupRef
	Part    group.Part
	Stay    group.StayID
	Person  PersonRef
	InForce map[string]bool
	Leaves  []overlay.Leaf // newest first
	Scope   map[string]string
	ScopeAt int // its version; 0 while there is none
	Now     time.Time
}

// OverlayStay shows what the overlays keep about one member.
func (h *House) OverlayStay(ctx context.Context, who access.Who, id group.StayID) (v OverlayStayView, err error) {
	var st group.Stay
	var g group.Group
	err = h.read(ctx, who, access.SeeOverlays, string(id), ofStay(id, &st, &g), func(a *at) error {
		p, err := a.Person(ctx, st.Person)
		if err != nil {
			return err
		}
		leaves, err := a.LeavesIn(ctx, g.ID)
		if err != nil {
			return err
		}
		v = OverlayStayView{Group: ref(g), Part: g.PartOf(a.self, a.now), Stay: id, Person: PersonRef{ID: p.ID, Called: p.Called},
			InForce: map[string]bool{}, Scope: map[string]string{}, Now: a.now}
		for _, which := range overlay.Overlays() {
			v.InForce[which] = overlay.Lies(leaves, which)
		}
		for _, l := range slices.Backward(leaves) {
			if l.Stay != id {
				continue
			}
			v.Leaves = append(v.Leaves, l)
			if l.Kind == overlay.Scope {
				v.ScopeAt = l.Version
				for name, text := range l.Fields {
					v.Scope[name] = text.Reveal()
				}
			}
		}
		return nil
	})
	return v, err
}

// QualificationsView is the qualifications of the staff.
type QualificationsView struct {
	Staff []QualifiedStaff
	Now   time.Time
}

// QualifiedStaff is one staff member with their qualifications.
type QualifiedStaff struct {
	PersonRef
	All []overlay.Qualification
}

// Qualifications shows which qualifications the staff have.
func (h *House) Qualifications(ctx context.Context, who access.Who) (v QualificationsView, err error) {
	err = h.look(ctx, who, access.KeepQualifications, nil, func(a *at) error {
		v.Now = a.now
		staff, err := a.Staff(ctx)
		if err != nil {
			return err
		}
		for _, p := range staff {
			if !p.Ended.IsZero() {
				continue
			}
			qs, err := a.QualificationsOf(ctx, p.ID)
			if err != nil {
				return err
			}
			v.Staff = append(v.Staff, QualifiedStaff{PersonRef{ID: p.ID, Called: p.Called}, qs})
		}
		return nil
	})
	return v, err
}

// QualificationInput is a qualification as typed.
type QualificationInput struct{ Person, Kind, Body, Number, Scope, Expires string }

// AddQualification puts a qualification on record, after the administrator has seen the paper.
func (h *House) AddQualification(ctx context.Context, who access.Who, in QualificationInput) error {
	return h.do(ctx, who, access.KeepQualifications, in.Person, nil, func(a *at) error {
		staff, err := a.Staff(ctx)
		if err != nil {
			return err
		}
		q := overlay.Qualification{ID: h.NewID(), Person: people.ID(in.Person), Kind: in.Kind, Body: private.Of(in.Body), Number: private.Of(in.Number), Scope: private.Of(in.Scope)}
		if day, err := time.ParseInLocation(time.DateOnly, in.Expires, a.zone()); err == nil {
			q.Expires = day.AddDate(0, 0, 1).UTC() // good until the end of the day
		}
		var c fault.Check
		c.Want(slices.ContainsFunc(staff, func(p people.Person) bool { return p.ID == q.Person && p.Ended.IsZero() }), "person", "overlay.qualification.person")
		if err := both(c.Err("app.AddQualification"), q.Check()); err != nil {
			return err
		}
		a.touches(q.ID)
		_, err = a.SaveQualification(ctx, q)
		return err
	})
}
