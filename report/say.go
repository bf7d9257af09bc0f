package report

import (
	"strconv"
	"strings"
	"time"
)

// Speech is how a report speaks: its phrases, its dates, and what stands between the parts of a list.
type Speech struct {
	Say func(key string, args ...any) string
	Day func(time.Time) string
	And string
}

// In says a line, without the words that somebody wrote.
func (l Line) In(s Speech) string {
	args := make([]any, len(l.Args))
	for i, a := range l.Args {
		if args[i] = a; i%2 == 0 {
			continue
		}
		switch v := a.(type) {
		case Said:
			args[i] = s.Say(string(v))
		case List:
			all := make([]string, len(v))
			for k, key := range v {
				all[k] = s.Say(string(key))
			}
			args[i] = strings.Join(all, s.And)
		case time.Time:
			args[i] = s.Day(v)
		case float64:
			args[i] = strconv.FormatFloat(v, 'f', -1, 64)
		}
	}
	return s.Say(l.Key, args...)
}
