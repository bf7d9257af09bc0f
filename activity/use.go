package activity

import (
	"time"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
)

// Use is one activity of one meeting and how it was: the members' ratings, unsigned, and the worker's note.
type Use struct {
	Session  session.ID
	Activity string
	Group    group.ID
	Ratings  [11]int // how many gave 0 to 10
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
