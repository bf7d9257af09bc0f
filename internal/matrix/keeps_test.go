package matrix

import (
	"strings"

	"groupwork/access"
	"groupwork/app"
	"groupwork/group"
	"groupwork/overlay"
	"groupwork/session"
)

// played is an activity of the library that every group of the world has used.
const played = "name-true-thing"

// keeps gives a group a member's goal, an event that did harm, and somebody referred to it.
func (w *world) keeps(who access.Who, id group.ID, all things) {
	ctx := w.t.Context()
	made, err := w.house.ProposeGoal(ctx, who, id, app.GoalInput{Level: "individual", Stay: all["stay"], Change: "Says no when it is too much", Expected: "Says so once a week",
		Seen: "In the meeting", Until: "2027-01-31", Proposed: "member"})
	w.must(err)
	w.must(w.house.RecordHarm(ctx, who, id, app.HarmInput{On: "2026-11-19", Kind: overlay.HarmKinds()[0], What: "Went home more alone than before", Done: "We talked the next day"}))
	harms, err := w.house.Harms(ctx, who, id)
	w.must(err)
	w.must(w.house.KeepGroupLeaf(ctx, who, id, app.LeafInput{Kind: string(overlay.ReferralIn), Fields: map[string]string{"from": "caseworker", "who": "Somebody new", "hoped_for": "Company in the evening"}}))
	laid, err := w.house.Overlays(ctx, who, id)
	w.must(err)
	all["goal"], all["harm"], all["referral"] = string(made), string(harms.Harms[0].ID), string(laid.Referrals[0].ID)
}

// plays puts an activity into a planned session.
func (w *world) plays(who access.Who, id session.ID) {
	v, err := w.house.Session(w.t.Context(), who, id)
	w.must(err)
	w.must(w.house.PutActivity(w.t.Context(), who, id, v.Session.Version, played, "en"))
}

// form is what an otherwise empty form must say, so that it speaks of a thing that is there.
func (w *world) form(pattern, relation, actor string) string {
	have := w.thingsOf(relation)
	switch {
	case strings.HasSuffix(pattern, "/harms/review"):
		return "leaf=" + have["harm"]
	case strings.HasSuffix(pattern, "/overlays/answer"):
		return "leaf=" + have["referral"]
	case pattern == "/account/sign-ins/end":
		return "digest=" + w.entered[actor].Device
	}
	return ""
}
