package console

import (
	"fmt"
	"strings"

	"groupwork/sociometry"
)

// turns adds how the floor passes on, from rows in order.
func (c *circle) turns(a *answer, r *sociogramResult) {
	speakers := make([]int, len(c.said))
	for i, x := range c.said {
		speakers[i] = x.From
	}
	if t, ok := sociometry.TakeTurns(len(c.people.names), speakers); ok && t.Total > 0 {
		r.Turns = &t
		if t.PingPong != nil {
			a.say("Back and forth", percent(*t.PingPong),
				"In %s of changes the floor goes straight back to the one before.", percent(*t.PingPong))
		}
	}
	s, ok := sociometry.PassOn(c.said)
	if !ok || s.Total == 0 {
		a.note("too few contributions to say how the floor passes on.")
		return
	}
	r.Shifts = &s
	share := func(x int) string { return percent(float64(x) / float64(s.Total)) }
	a.say("Answering", share(s.Receiving), "The one spoken to speaks next in %s of %d changes.",
		share(s.Receiving), s.Total)
	a.say("Taking up", share(s.Claiming), "Somebody speaks up after a word to all in %s.", share(s.Claiming))
	a.say("Cutting in", share(s.Usurping), "A third speaks instead of the one spoken to in %s.",
		share(s.Usurping))
	a.say("Going on", share(s.Continuing), "The same person goes on to another in %s.", share(s.Continuing))
}

// contributions is how evenly the floor is shared when rows are contributions.
func (c *circle) contributions() *sociometry.Participation {
	amounts := make([]float64, len(c.people.names))
	for _, x := range c.said {
		amounts[x.From]++
	}
	if p, ok := sociometry.Participate(amounts); ok {
		return &p
	}
	return nil
}

// status adds where people stand by choices: counts always, words only in groups large enough.
func (c *circle) status(a *answer, r *sociogramResult, s *sheet) error {
	st, ok := sociometry.Nominations(c.ties, c.dislikes, true)
	if !ok {
		s.refuseAll("the choices cannot be added up")
		return s.err()
	}
	if !r.LabelsNow {
		st.Word, st.Narrow = nil, nil
		a.note("status words need %d people; these are counts only.", sociometry.LabelsFrom)
	}
	r.Status = &st
	var most []string
	for _, i := range st.Stars {
		most = append(most, c.people.names[i])
	}
	if len(most) > 0 {
		a.say("Chosen most", fmt.Sprint(st.Liked[st.Stars[0]]), "%s: chosen by %d.",
			strings.Join(most, ", "), st.Liked[st.Stars[0]])
	}
	a.say("Choose each other", fmt.Sprint(st.MutualLikes), "%d pairs chose each other.", st.MutualLikes)
	if r.LabelsNow {
		for i, word := range st.Word {
			if word != "average" {
				a.say(c.people.names[i], word, "Chosen by %d%s.", st.Liked[i], disliked(st.Disliked[i]))
			}
		}
	}
	a.note("choices are for the worker, to place people better next time; not for members, not for the file.")
	return nil
}

func disliked(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", turned down by %d", n)
}
