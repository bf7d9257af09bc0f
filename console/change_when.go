package console

import (
	"strconv"
	"strings"
	"time"
)

// moments are the ways in which a point in time can be read: by the kind of reading, a number that grows with time.
func moments(text string) map[string]float64 {
	all := map[string]float64{}
	if v, err := strconv.ParseFloat(text, 64); err == nil {
		all["number"] = v
	}
	for layout, kind := range map[string]string{"2006-01-02": "date", "2006-01-02 15:04": "date", "2006-01-02T15:04": "date", "2.1.2006": "date",
		"2/1/2006": "day first", "1/2/2006": "month first", "2006-01": "month", "1/2006": "month"} {
		if at, err := time.Parse(layout, text); err == nil {
			all[kind] = float64(at.Unix())
		}
	}
	word := strings.TrimRight(text, "0123456789")
	if n, err := strconv.Atoi(text[len(word):]); err == nil && strings.TrimSpace(word) != "" && len(all) == 0 {
		all["word "+strings.ToLower(word)] = float64(n)
	}
	return all
}

// order is how two points in time follow each other.
type order int

const (
	unknown  order = iota // only the order of the rows says
	after                 // the second is later
	notAfter              // it is not
	twoWays               // it is, or is not, by the way the date is read
)

// follows tells whether b comes after a.
func follows(a, b string) order {
	if a == b {
		return notAfter
	}
	found := unknown
	first, second := moments(a), moments(b)
	for kind, x := range first {
		y, same := second[kind]
		if !same {
			continue
		}
		is := notAfter
		if y > x {
			is = after
		}
		if found != unknown && found != is {
			return twoWays
		}
		found = is
	}
	return found
}
