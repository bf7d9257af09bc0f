package group

import (
	"strconv"
	"time"

	"groupwork/agency"
	"groupwork/fault"
)

// Bounds of a schedule. A group with an open end shows its meetings of a year ahead.
const (
	shortestMeeting  = 15
	longestMeeting   = 480
	longestPause     = 8 // weeks
	mostMeetings     = 200
	openEndWeeks     = 52
	mostSkippedInRow = 52 // dates skipped one after another before the list ends
)

// Check notes everything that is wrong with a schedule. A schedule without a first day is not yet set, and right.
func (s Schedule) Check(c *fault.Check) {
	for i, day := range s.Skip {
		_, err := time.Parse(time.DateOnly, day)
		c.Want(err == nil, "skip."+strconv.Itoa(i), "date.wrong")
	}
	c.Want(s.Place.Len() <= longestLine, "place", "text.too_long", "max", longestLine)
	if s.First == "" {
		return
	}
	_, err := time.Parse(time.DateOnly, s.First)
	c.Want(err == nil, "first", "date.wrong")
	_, err = time.Parse("15:04", s.Time)
	c.Want(err == nil, "time", "time.wrong")
	c.Want(s.Minutes >= shortestMeeting && s.Minutes <= longestMeeting, "minutes", "schedule.minutes.range",
		"from", shortestMeeting, "to", longestMeeting)
	c.Want(s.Every >= 0 && s.Every <= longestPause, "every", "schedule.every.range", "to", longestPause)
	c.Want(s.Count >= 0 && s.Count <= mostMeetings, "count", "schedule.count.range", "to", mostMeetings)
}

// Meetings gives the times at which the group means to meet, in the agency's clock: a holiday or a skipped date
// moves the count on, so that the planned number is still reached. Wall-clock time stays the same when the
// clocks change. A schedule that is not set, or wrong, gives none.
func (s Schedule) Meetings(loc *time.Location, holidays []agency.Holiday) []time.Time {
	first, err := time.ParseInLocation("2006-01-02 15:04", s.First+" "+s.Time, loc)
	if err != nil || s.Every < 0 || s.Count < 0 {
		return nil
	}
	free := map[string]bool{}
	for _, h := range holidays {
		free[h.Day] = true
	}
	for _, day := range s.Skip {
		free[day] = true
	}
	wanted := s.wanted()
	var meetings []time.Time
	for step, skipped := 0, 0; len(meetings) < wanted && skipped < mostSkippedInRow; step++ {
		day := time.Date(first.Year(), first.Month(), first.Day()+7*s.Every*step,
			first.Hour(), first.Minute(), 0, 0, loc)
		if free[day.Format(time.DateOnly)] {
			if s.Every == 0 {
				break
			}
			skipped++
			continue
		}
		skipped = 0
		meetings = append(meetings, day)
	}
	return meetings
}

func (s Schedule) wanted() int {
	switch {
	case s.Every == 0:
		return 1
	case s.Count == 0:
		return openEndWeeks / s.Every
	}
	return min(s.Count, mostMeetings)
}
