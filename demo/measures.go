package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"groupwork/access"
	"groupwork/app"
	"groupwork/group"
	"groupwork/measure"
	"groupwork/session"
	"groupwork/survey"
)

// asks chooses what a group answers: everybody the same short scale, one group a second instrument with a safety item.
func (m *maker) asks(ctx context.Context, lead access.Who, id group.ID, c circle) error {
	choices := []app.AskInput{{Instrument: "connectedness", First: true, Every: 3, End: true}}
	if c.model == "remedial" {
		choices = append(choices, app.AskInput{Instrument: "phq9", First: true, Every: 2, End: true})
	}
	for _, in := range choices {
		if _, err := m.h.Ask(ctx, lead, id, in); err != nil {
			return fmt.Errorf("%s: %w", in.Instrument, err)
		}
	}
	return nil
}

// answers hands the device round at the end of a meeting, for whatever the calendar asks.
func (m *maker) answers(ctx context.Context, lead access.Who, g group.ID, id session.ID, i int, pace float64) error {
	v, err := m.h.Measures(ctx, lead, g)
	if err != nil {
		return err
	}
	meeting, err := m.h.Session(ctx, lead, id)
	if err != nil {
		return err
	}
	came := map[int]bool{}
	for _, s := range meeting.Meeting.Seats {
		came[s.Seat] = s.Presence.State.Came()
	}
	for _, card := range v.Active {
		if card.Now.Session != id || !card.Due {
			continue
		}
		room, err := m.h.AnswerRoom(ctx, lead, card.Asking.ID, id)
		if err != nil {
			return err
		}
		for _, seat := range room.Seats {
			if !came[seat.Seat] {
				continue
			}
			rng := rand.New(rand.NewPCG(uint64(seat.Seat), uint64(i)))
			if i > 0 && rng.IntN(12) == 0 { // skipped, as everybody may
				continue
			}
			in := app.AnswerInput{Sheet: m.entryID(room.Session.Starts), Values: given(card.Instrument, seat.Seat, i, pace, rng)}
			if err := m.h.AnswerHere(ctx, lead, card.Asking.ID, id, seat.Seat, survey.OnTable, in); err != nil {
				return fmt.Errorf("%s, seat %d: %w", card.Instrument.ID, seat.Seat, err)
			}
		}
	}
	return nil
}

// given makes one member's answers: mostly a little better from time to time, one question on which the group is split.
func given(ins measure.Instrument, seat, i int, pace float64, rng *rand.Rand) []string {
	values := make([]string, len(ins.Items))
	for k, item := range ins.Items {
		if rng.IntN(40) == 0 {
			continue
		}
		if len(item.Options) == 0 {
			level := 4 + (seat*7)%3 + int(pace*float64(i)) + rng.IntN(3)
			if k == 3 { // one person to feel close to: some have, some have not
				level = []int{1, 9}[seat%2] + rng.IntN(2)
			}
			values[k] = fmt.Sprint(min(10, level))
			continue
		}
		level := 2.4 - float64((seat*5)%4)*0.3 - float64(i)*0.13 + rng.Float64()*0.9 - 0.4
		if seat == 3 { // somebody whose way is harder
			level += float64(i) * 0.26
		}
		if k+1 == len(item.Options)*2+1 { // the last question of the PHQ-9 stays at zero but for one person
			level = 0
			if seat == 3 && i > 0 {
				level = 1
			}
		}
		values[k] = item.Options[max(0, min(len(item.Options)-1, int(level+0.5)))].Code
	}
	return values
}

// looksAfter deals with the safety answers of a group, all but the newest one.
func (m *maker) looksAfter(ctx context.Context, lead access.Who, stay group.StayID) error {
	v, err := m.h.Course(ctx, lead, stay)
	if err != nil {
		return err
	}
	for _, c := range v.Courses {
		for n, id := range c.Open {
			if n == len(c.Open)-1 {
				break
			}
			s, err := m.h.SafetyAnswer(ctx, lead, id)
			if err != nil {
				return err
			}
			if err := m.h.HandleSafetyAnswer(ctx, lead, id, s.Sheet.Version,
				"Spoke alone after the meeting; no plan, no wish to act on it. Agreed to call on Friday. Joyce knows."); err != nil {
				return err
			}
		}
	}
	return nil
}

// quiz keeps one task done alone, together, and alone again.
func (m *maker) quiz(ctx context.Context, lead access.Who, g group.ID, day time.Time) error {
	v, err := m.h.NewTask(ctx, lead, g)
	if err != nil {
		return err
	}
	const right = "BADCABDCAB"
	in := app.TaskInput{Title: "Ten facts about the crossing", Held: day.Format(time.DateOnly), Right: right, Together: "BADCABDAAC",
		Alone: map[int]string{}, After: map[int]string{}}
	for _, seat := range v.Seats {
		rng := rand.New(rand.NewPCG(uint64(seat.Seat), 10))
		before, after := []byte(right), []byte(right)
		for k := range before {
			if k == 2 || rng.IntN(10) < 5 { // nobody had the third alone
				before[k] = "ABCD"[(int(right[k]-'A')+1+rng.IntN(3))%4]
			}
			if k > 6 && rng.IntN(10) < 5 || rng.IntN(10) < 2 {
				after[k] = "ABCD"[(int(right[k]-'A')+1+rng.IntN(3))%4]
			}
		}
		in.Alone[seat.Seat], in.After[seat.Seat] = string(before), string(after)
	}
	_, err = m.h.SaveTask(ctx, lead, g, "", 0, in)
	return err
}

// measures is what happens with instruments at the end of one meeting.
func (m *maker) measures(ctx context.Context, lead access.Who, g group.ID, c circle, id session.ID, i int, starts time.Time) error {
	pace := map[string]float64{"reciprocal": 0.36, "remedial": 0.22, "developmental": 0.3, "social_goals": 0.1}[c.model] // no two groups grow alike
	if err := m.answers(ctx, lead, g, id, i, pace); err != nil {
		return err
	}
	if c.model == "social_goals" && i == 5 {
		return m.quiz(ctx, lead, g, starts)
	}
	if c.model != "remedial" || i < weeks-1 {
		return nil
	}
	v, err := m.h.Measures(ctx, lead, g)
	if err != nil {
		return err
	}
	for _, row := range v.Rows {
		if err := m.looksAfter(ctx, lead, row.Stay); err != nil {
			return err
		}
	}
	return nil
}
