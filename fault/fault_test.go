package fault

import (
	"errors"
	"fmt"
	"testing"
)

func TestAnErrorOfAnotherMakeIsBroken(t *testing.T) {
	if got := Of(errors.New("disk")); got != Broken {
		t.Errorf("got %q", got)
	}
	if got := Of(nil); got != "" {
		t.Errorf("nil is %q", got)
	}
}

func TestWrappingKeepsTheKindOfAFault(t *testing.T) {
	inner := New(Stale, "note.Sign", "note.moved_on")
	for name, err := range map[string]error{"wrapped by us": Wrap("app.Sign", inner), "wrapped by fmt": fmt.Errorf("signing: %w", inner)} {
		if Of(err) != Stale || Say(err) != "note.moved_on" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if Wrap("app.Sign", nil) != nil {
		t.Error("nil became an error")
	}
}

func TestACheckGathersEveryWrongFieldWithItsValues(t *testing.T) {
	var c Check
	c.Want(true, "name", "name.missing")
	c.Want(false, "size", "size.small", "least", 2)
	c.Want(false, "day", "day.past")
	fields := Fields(c.Err("group.Check"))
	if len(fields) != 2 || fields[0].Name != "size" || fields[0].Args["least"] != 2 || fields[1].Key != "day.past" {
		t.Errorf("got %+v", fields)
	}
	if (&Check{}).Err("group.Check") != nil {
		t.Error("nothing wrong is an error")
	}
}
