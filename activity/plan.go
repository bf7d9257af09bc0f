package activity

// Part is one part of a meeting: how long it is meant to be, and the bounds within which it still makes sense.
type Part struct {
	Minutes, Least, Most int // Most 0 for no bound
}

// shortest is the fewest minutes of a part that has no bound of its own.
const shortest = 3

// Retime gives the minutes of every part so that together they fill the time: each keeps its share as far as its bounds
// allow. Where even the shortest parts are too long, or the longest too short, they stay at their bounds.
func Retime(parts []Part, total int) []int {
	out := make([]int, len(parts))
	open := make([]int, 0, len(parts))
	for i, p := range parts {
		if p.Least < 1 {
			parts[i].Least = min(shortest, max(p.Minutes, 1))
		}
		open = append(open, i)
	}
	left := total
	for len(open) > 0 {
		low, high := settle(parts, open, left)
		stuck := low
		if len(stuck) == 0 {
			stuck = high
		}
		if len(stuck) == 0 {
			share(parts, open, left, out)
			return out
		}
		for i, minutes := range stuck {
			out[i], left = minutes, left-minutes
		}
		open = without(open, stuck)
	}
	return out
}

// settle finds the parts that a fair share would press out of their bounds.
func settle(parts []Part, open []int, left int) (low, high map[int]int) {
	low, high = map[int]int{}, map[int]int{}
	sum := weight(parts, open)
	for _, i := range open {
		p := parts[i]
		switch want := float64(left) * float64(max(p.Minutes, 1)) / float64(sum); {
		case want < float64(p.Least):
			low[i] = p.Least
		case p.Most > 0 && want > float64(p.Most):
			high[i] = p.Most
		}
	}
	return low, high
}

func weight(parts []Part, open []int) (sum int) {
	for _, i := range open {
		sum += max(parts[i].Minutes, 1)
	}
	return sum
}

// share divides whole minutes; what is left over by rounding goes to the longest parts first.
func share(parts []Part, open []int, left int, out []int) {
	sum, given := weight(parts, open), 0
	for _, i := range open {
		out[i] = left * max(parts[i].Minutes, 1) / sum
		given += out[i]
	}
	for given < left {
		best := open[0]
		for _, i := range open {
			if left*max(parts[i].Minutes, 1)-out[i]*sum > left*max(parts[best].Minutes, 1)-out[best]*sum {
				best = i
			}
		}
		out[best]++
		given++
	}
}

func without(open []int, gone map[int]int) (rest []int) {
	for _, i := range open {
		if _, ok := gone[i]; !ok {
			rest = append(rest, i)
		}
	}
	return rest
}

// Way is the way in for one need: the text, empty where nobody has written one yet.
type Way struct {
	Need string
	Said Said
}

// Ways gives the way in for each need of a person.
func (t Telling) Ways(needs []string) (all []Way) {
	for _, need := range needs {
		all = append(all, Way{need, t.Adaptations[need]})
	}
	return all
}
