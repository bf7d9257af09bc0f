package activity

import (
	"slices"
	"time"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
)

// Fits are the answers to how hard an activity was.
var Fits = [...]string{"easy", "right", "hard"}

// Use is one activity of one meeting and how it was: the members' ratings, unsigned, and the worker's note.
type Use struct {
	Session  session.ID
	Activity string
	Group    group.ID
	Ratings  [11]int // how many gave 0 to 10
	Fit      [3]int  // how many gave each of Fits
	Note     private.Text
	At       time.Time
	By       people.ID
	Version  int
}

// fewest is how many ratings there must be before anything is told of them.
const fewest = 5

// Answers counts the ratings.
func (u Use) Answers() (n int) {
	for _, k := range u.Ratings {
		n += k
	}
	return n
}

// Middle is the middle rating; ok is false below five.
func (u Use) Middle() (middle float64, ok bool) {
	n := u.Answers()
	if n < fewest {
		return 0, false
	}
	var low, high, seen int
	for value, k := range u.Ratings {
		if seen <= (n-1)/2 && (n-1)/2 < seen+k {
			low = value
		}
		if seen <= n/2 && n/2 < seen+k {
			high = value
		}
		seen += k
	}
	return float64(low+high) / 2, true
}

// Rate adds one member's tap.
func (u *Use) Rate(value, seats int) error {
	var c fault.Check
	c.Want(value >= 0 && value <= 10, "rating", "activity.rating.range")
	c.Want(u.Answers() < seats, "rating", "activity.rating.all", "max", seats)
	if err := c.Err("activity.Rate"); err != nil {
		return err
	}
	u.Ratings[value]++
	return nil
}

// Stretch adds one member's tap on how hard it was.
func (u *Use) Stretch(fit string, seats int) error {
	i := slices.Index(Fits[:], fit)
	var c fault.Check
	c.Want(i >= 0, "fit", "activity.fit.unknown")
	c.Want(u.Fitted() < seats, "fit", "activity.rating.all", "max", seats)
	if err := c.Err("activity.Stretch"); err != nil {
		return err
	}
	u.Fit[i]++
	return nil
}

// Fitted counts the answers to how hard it was.
func (u Use) Fitted() int { return u.Fit[0] + u.Fit[1] + u.Fit[2] }

// Told tells whether enough said how hard it was for their answers to be told.
func (u Use) Told() bool { return u.Fitted() >= fewest }

// lean is what more than half found, "" when they were divided.
func (u Use) lean() string {
	for i, k := range u.Fit {
		if 2*k > u.Fitted() {
			return Fits[i]
		}
	}
	return ""
}

// Lean is "hard" or "easy" when more than half found so twice in a row, over the uses of a group with the oldest first; the next step
// is then to be smaller or larger. Uses of which fewer than five said anything are passed over.
func Lean(uses []Use) string {
	last := ""
	for _, u := range slices.Backward(uses) {
		if !u.Told() {
			continue
		}
		fit := u.lean()
		switch {
		case fit != "hard" && fit != "easy" || last != "" && fit != last:
			return ""
		case last == fit:
			return fit
		default:
			last = fit
		}
	}
	return ""
}

// Remark keeps the worker's note on how it went.
func (u *Use) Remark(text private.Text) error {
	var c fault.Check
	c.Want(text.Len() <= longestField, "note", "text.too_long", "max", longestField)
	if err := c.Err("activity.Remark"); err != nil {
		return err
	}
	u.Note = text
	return nil
}

// Taste is what a group likes and needs of its programme.
type Taste struct {
	Group     group.ID
	Interests []string
	Ages      []string
	Setting   string
	Touch     bool // light touch was agreed
	Version   int
}

// Check tells everything that is wrong with a taste.
func (t Taste) Check(v Vocabulary) error {
	var c fault.Check
	for field, one := range map[string]struct{ words, all []string }{"interests": {t.Interests, v.Interests}, "ages": {t.Ages, v.Ages}} {
		c.Want(len(shared(one.words, one.all)) == len(one.words), field, "activity.word.unknown")
	}
	c.Want(t.Setting == "" || len(shared([]string{t.Setting}, v.Settings)) == 1, "setting", "activity.word.unknown")
	return c.Err("activity.Taste")
}
