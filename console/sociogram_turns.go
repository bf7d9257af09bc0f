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
		st.Word, st.Narrow, st.ZLiked, st.ZDisliked, st.Preference, st.Impact = nil, nil, nil, nil, nil, nil
		a.note("status words need %d people; these are counts only.", sociometry.LabelsFrom)
	}
	plain(st.Word)
	plain(st.Narrow)
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

// ratings adds how far a rating tells of the rater, the rated, or the two together.
func (c *circle) ratings(a *answer, r *sociogramResult, s *sheet) error {
	n := len(c.people.names)
	if len(c.rated) != n*(n-1) || n < sociometry.FewestForRelations {
		s.refuseAll(fmt.Sprintf("--ratings needs everybody's rating of everybody, %d people or more; there are %d of %d",
			sociometry.FewestForRelations, len(c.rated), n*(n-1)))
		return s.err()
	}
	x, ok := sociometry.Relate(c.ties)
	if !ok {
		s.refuseAll("the ratings cannot be taken apart")
		return s.err()
	}
	r.Ratings = &x
	if x.Shares.Actor == nil {
		a.note("all ratings are alike: there is nothing to take apart.")
		return nil
	}
	a.say("In the rater", percent(*x.Shares.Actor), "%s of the differences: some rate everybody higher than others do.",
		percent(*x.Shares.Actor))
	a.say("In the rated", percent(*x.Shares.Partner), "%s: some are rated higher by everybody.",
		percent(*x.Shares.Partner))
	a.say("Between the two", percent(*x.Shares.Relationship), "%s: this one of that one (and chance).",
		percent(*x.Shares.Relationship))
	if x.Dyadic != nil {
		a.say("Returned", fmt.Sprintf("%+.2f", *x.Dyadic),
			"Is a special regard returned? +1 always, 0 no more than chance, below zero rather not.")
	}
	if n < 10 {
		a.note("shares from one group of %d are rough.", n)
	}
	return nil
}

// plain puts words about choices in the place of words about people.
func plain(words []string) {
	for i, word := range words {
		if about, ok := map[string]string{"popular": "chosen by many", "rejected": "turned down by many", "neglected": "named by few",
			"controversial": "chosen and turned down by many"}[word]; ok {
			words[i] = about
		}
	}
}

func disliked(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", turned down by %d", n)
}
