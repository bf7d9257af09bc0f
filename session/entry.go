package session

import (
	"groupwork/fault"
)

// Words tells which codes the vocabularies hold; practice.Vocabulary is one.
type Words interface {
	Has(kind, code string) bool
}

// Bounds of an entry.
const (
	longestID      = 64
	longestNote    = 2000 // characters of a decision
	longestRemark  = 600  // of a star, a promise, a sentence
	longestVisitor = 200
	mostMinutes    = 600
	pulseSkipped   = -1
	pulseHighest   = 10
	partHighest    = 3
	progressFar    = 2
)

// Words of a chip.
const (
	ChipResponse      = "response"
	ChipParticipation = "participation"
	ChipProgress      = "progress"
	ChipNextStep      = "next_step"
	ChipRole          = "role"
)

// Check tells whether an entry may be filed in the journal of a session whose roster has these seats. Entries that
// a device made before the session was closed are welcome whenever they arrive; later ones only where the write-up
// needs them: chips, sentences, corrections, attendance, and words for a star or a promise.
func Check(e Entry, s Session, seats []int, words Words) error {
	const op = "session.Check"
	switch s.State {
	case Planned:
		return fault.New(fault.Stale, op, "session.not_begun")
	case NotHeld:
		return fault.New(fault.Stale, op, "session.was_not_held")
	case Held:
		if !e.late() && e.At.After(s.Ended) {
			return fault.New(fault.Stale, op, "session.closed")
		}
	}
	k := checker{e: e, seats: map[int]bool{}, words: words}
	for _, seat := range seats {
		k.seats[seat] = true
	}
	k.Want(e.ID != "" && len(e.ID) <= longestID, "id", "entry.id.wrong")
	k.Want(e.Session == s.ID, "session", "entry.session.other")
	k.Want(len(e.Device) <= longestID, "device", "entry.device.wrong")
	k.Want(!e.At.IsZero(), "at", "entry.time.missing")
	k.Want(e.Corrects == "" || e.Corrects != e.ID && len(e.Corrects) <= longestID, "corrects", "entry.corrects.wrong")
	k.kind()
	return k.Err(op)
}

// late tells whether the entry may be made after the session was closed.
func (e Entry) late() bool {
	switch e.Kind {
	case Chip, Sentence, Correction, Attendance:
		return true
	case Mark:
		return e.Word == Star || e.Word == Promise
	}
	return false
}

// checker looks at one entry against its roster and vocabularies.
type checker struct {
	fault.Check
	e     Entry
	seats map[int]bool
	words Words
}

func (k *checker) kind() {
	switch k.e.Kind {
	case Attendance:
		k.seat()
		k.Want(k.words.Has("attendance", k.e.Word), "word", "entry.attendance.unknown")
		k.Want(k.e.Value >= 0 && k.e.Value <= mostMinutes, "value", "entry.minutes.range", "to", mostMinutes)
	case Visitor:
		k.text("entry.visitor.missing", longestVisitor, true)
	case Mark:
		k.mark()
	case Pulse:
		k.seat()
		k.Want(k.e.Word != "" && len(k.e.Word) <= longestID, "word", "entry.pulse.unknown")
		k.Want(k.e.Value >= pulseSkipped && k.e.Value <= pulseHighest, "value", "entry.pulse.range")
	case Decision:
		k.text("entry.decision.missing", longestNote, true)
		k.Want(k.e.Detail == "" || k.words.Has("decision", k.e.Detail), "detail", "entry.decision.method")
	case Chip:
		k.chip()
	case Sentence:
		k.seat()
		k.text("", longestRemark, false)
	case Correction:
		k.Want(k.e.Corrects != "", "corrects", "entry.corrects.missing")
	default:
		k.Want(false, "kind", "entry.kind.unknown")
	}
}

func (k *checker) mark() {
	e := k.e
	switch e.Word {
	case Help:
		k.seat()
		k.Want(e.To == Whole || e.To == Staff || k.seats[e.To], "to", "entry.seat.unknown")
		k.Want(e.To != e.Seat, "to", "entry.help.self")
		k.Want(e.Detail == "" || k.words.Has("help", e.Detail), "detail", "entry.help.kind")
	case Moment:
		k.Want(k.words.Has("moment", e.Detail), "detail", "entry.moment.unknown")
	case WorkerAct:
		k.Want(e.To == Whole || k.seats[e.To], "to", "entry.seat.unknown")
		k.Want(k.words.Has("act", e.Detail), "detail", "entry.act.unknown")
	case GoalSeen, Star, Promise:
		k.seat()
	case Safety:
		k.Want(e.Seat == Whole || k.seats[e.Seat], "seat", "entry.seat.unknown")
	default:
		k.Want(false, "word", "entry.mark.unknown")
	}
	k.text("", longestRemark, false)
}

func (k *checker) chip() {
	k.seat()
	switch k.e.Word {
	case ChipResponse:
		k.Want(k.words.Has("response", k.e.Detail), "detail", "entry.response.unknown")
	case ChipParticipation:
		k.Want(k.e.Value >= 0 && k.e.Value <= partHighest, "value", "entry.participation.range")
	case ChipProgress:
		k.Want(k.e.Value >= -progressFar && k.e.Value <= progressFar, "value", "entry.progress.range")
	case ChipNextStep:
		k.Want(k.e.Detail == "" && !k.e.Text.Empty() || k.words.Has("next_step", k.e.Detail),
			"detail", "entry.next_step.unknown")
		k.text("", longestRemark, false)
	case ChipRole:
		k.Want(k.words.Has("role", k.e.Detail), "detail", "entry.role.unknown")
	default:
		k.Want(false, "word", "entry.chip.unknown")
	}
}

func (k *checker) seat() { k.Want(k.seats[k.e.Seat], "seat", "entry.seat.unknown") }

func (k *checker) text(missing string, longest int, required bool) {
	k.Want(!required || !k.e.Text.Empty(), "text", missing)
	k.Want(k.e.Text.Len() <= longest, "text", "text.too_long", "max", longest)
}
