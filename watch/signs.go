package watch

import (
	"groupwork/people"
	"groupwork/session"
)

// SignsSeen is how many of the signs of each phase were seen at one meeting.
type SignsSeen struct {
	Session session.ID
	By      int // workers who read them
	Phases  map[string]Seen
}

// Seen is signs seen, as the mean over those who read them, of those that were looked for.
type Seen struct {
	Signs float64
	Of    int
}

// Signs gives the newest meeting whose signs somebody has read, with what others read there beside it: nobody's reading is
// told to a worker who has not read the meeting.
func Signs(readings []Reading, of people.ID) (newest SignsSeen, ok bool) {
	var own Reading
	for _, r := range readings {
		if r.By == of && r.Session != "" && readsSigns(r) && (!ok || r.At.After(own.At)) {
			own, ok = r, true
		}
	}
	newest = SignsSeen{Session: own.Session, Phases: map[string]Seen{}}
	sum := map[string]map[string]float64{}
	for _, r := range readings {
		if !ok || r.Session != own.Session || !readsSigns(r) {
			continue
		}
		newest.By++
		for name, x := range r.Values {
			phase, sign, isSign := splitSign(name)
			if !isSign {
				continue
			}
			if sum[phase] == nil {
				sum[phase] = map[string]float64{}
			}
			sum[phase][sign] += x
		}
	}
	for phase, signs := range sum {
		one := Seen{Of: len(signs)}
		for _, x := range signs {
			one.Signs += x / float64(newest.By)
		}
		newest.Phases[phase] = one
	}
	return newest, ok
}

func readsSigns(r Reading) bool {
	for name := range r.Values {
		if _, _, ok := splitSign(name); ok {
			return true
		}
	}
	return false
}
