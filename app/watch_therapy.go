package app

import (
	"groupwork/group"
	"groupwork/overlay"
	"groupwork/survey"
	"groupwork/watch"
)

// watchTherapy gathers what the rules of group therapy speak of: who is qualified, who is prepared, and who stands
// worse than at the start by more than measurement error. Groups without that overlay are not looked at for it.
func (a *at) watchTherapy(w *watched) error {
	if !overlay.Lies(w.facts.Leaves, overlay.Therapy) {
		return nil
	}
	staff, err := a.therapyStaff(w.group, w.facts.Leaves)
	if err != nil {
		return err
	}
	lead, cosigner := staff, staff
	lead.Cosigns, cosigner.Leads = "", nil
	w.facts.Therapy = &watch.Therapy{Lead: overlay.MayHold(lead, a.now) == nil, Cosigner: overlay.MayHold(cosigner, a.now) == nil,
		Named: staff.Cosigns != "", Unprepared: len(overlay.Unprepared(w.facts.Leaves, w.facts.Stays))}
	w.facts.Worse = map[group.StayID]bool{}
	for _, st := range w.facts.Stays {
		if st.State != group.Active {
			continue
		}
		worse, known, err := a.worse(st)
		if err != nil {
			return err
		}
		if known {
			w.facts.Worse[st.ID] = worse
		}
	}
	return nil
}

// worse tells whether any instrument says that a member stands reliably worse. It is known once one of them can tell a
// change from measurement error.
func (a *at) worse(st group.Stay) (worse, known bool, err error) {
	sheets, err := a.SheetsOf(a.ctx, st.ID)
	if err != nil {
		return false, false, err
	}
	byInstrument := map[string][]survey.Sheet{}
	for _, s := range sheets {
		byInstrument[s.Instrument] = append(byInstrument[s.Instrument], s)
	}
	for id, own := range byInstrument {
		ins, err := a.instrument(id)
		if err != nil {
			return false, false, err
		}
		for _, l := range survey.CourseOf(ins, own, 0, nil).Lines {
			known = known || l.Needed.OK
			worse = worse || l.Outcome == survey.Deteriorated
		}
	}
	return worse, known, nil
}
