package roster

import (
	"fmt"
	"strconv"
	"strings"

	"groupwork/compose"
)

func dayNames() [7]string { return [7]string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} }

// Hours reads free weekly time such as "Mon 9-12; Tue-Thu 14:30-18; Sat 10-24". Empty is no free time. Times are taken to
// whole half hours inside the span.
func Hours(text string) (compose.Week, error) {
	var w compose.Week
	for _, part := range split(text) {
		fields := strings.Fields(strings.ReplaceAll(part, "–", "-"))
		if len(fields) != 2 {
			return w, fmt.Errorf("%q is not like Mon 9-12 or Tue-Thu 14:30-18", part)
		}
		first, last, err := dayRange(fields[0])
		if err != nil {
			return w, err
		}
		from, to, err := timeRange(fields[1])
		if err != nil {
			return w, err
		}
		for d := first; d <= last; d++ {
			for s := d*48 + (from+29)/30; s < d*48+to/30; s++ {
				w[s/64] |= 1 << (s % 64)
			}
		}
	}
	return w, nil
}

func dayRange(text string) (first, last int, err error) {
	a, b, spans := strings.Cut(text, "-")
	if first, err = day(a); err != nil || !spans {
		return first, first, err
	}
	if last, err = day(b); err == nil && last < first {
		err = fmt.Errorf("%q runs backwards", text)
	}
	return first, last, err
}

func day(text string) (int, error) {
	for i, d := range dayNames() {
		if len(text) >= 3 && strings.EqualFold(text[:3], d) {
			return i, nil
		}
	}
	return 0, fmt.Errorf("%q is no day: Mon, Tue, Wed, Thu, Fri, Sat, Sun", text)
}

func timeRange(text string) (from, to int, err error) {
	a, b, ok := strings.Cut(text, "-")
	if !ok {
		return 0, 0, fmt.Errorf("%q is not like 9-12", text)
	}
	if from, err = minutes(a); err != nil {
		return 0, 0, err
	}
	if to, err = minutes(b); err == nil && to <= from {
		err = fmt.Errorf("%q ends before it begins", text)
	}
	return from, to, err
}

func minutes(text string) (int, error) {
	h, m, _ := strings.Cut(text, ":")
	hour, err := strconv.Atoi(h)
	minute := 0
	if err == nil && m != "" {
		minute, err = strconv.Atoi(m)
	}
	if err != nil || hour < 0 || minute < 0 || minute > 59 || hour*60+minute > 24*60 {
		return 0, fmt.Errorf("%q is no time of day", text)
	}
	return hour*60 + minute, nil
}
