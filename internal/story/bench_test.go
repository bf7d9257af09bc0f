package story

import (
	"testing"
	"time"

	"groupwork/app"
	"groupwork/session"
)

// BenchmarkClosingTenMembersAndDraftingElevenNotes times the act alone, not the evening before it.
func BenchmarkClosingTenMembersAndDraftingElevenNotes(b *testing.B) {
	e := beginTB(b, "community_default")
	e.opens("reciprocal")
	e.joins(append(append([]string{}, nine...), "Jadwiga")...)
	for b.Loop() {
		b.StopTimer()
		e.later(time.Hour)
		e.enter("rosa", e.person["rosa"])
		e.meets()
		e.anEvening()
		version := e.room().Session.Version
		b.StartTimer()
		if err := e.house.CloseSession(b.Context(), e.who["rosa"], e.session, version); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOneEntry times filing one mark in a session that runs.
func BenchmarkOneEntry(b *testing.B) {
	e := beginTB(b, "community_default")
	e.opens("reciprocal")
	e.joins(nine...)
	e.meets()
	seq := int64(0)
	for b.Loop() {
		seq++
		if _, err := e.house.Record(b.Context(), e.who["rosa"], e.session, []app.EntryInput{e.tap("r", seq, app.EntryInput{Kind: string(session.Mark), Word: session.GoalSeen, Seat: 1})}); err != nil {
			b.Fatal(err)
		}
	}
}
