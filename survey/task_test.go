package survey

import (
	"slices"
	"testing"

	"groupwork/fault"
	"groupwork/private"
)

func TestALossIsToldAsPlainlyAsAGain(t *testing.T) {
	task := Task{Title: private.Of("quiz"), Right: Letters("ABCD"), Together: Letters("A-CA"),
		Rows: []TaskRow{{Seat: 1, Alone: Letters("ABBA"), After: Letters("ABCD")}, {Seat: 2, Alone: Letters("BBBA"), After: Letters("ABCA")}}}
	if err := task.Check(); err != nil {
		t.Fatal(err)
	}
	r, ok := task.Result()
	if !ok || r.Table.Gain != 1 || r.Table.Loss != 1 || r.Whole.Group != 2 || r.Whole.Best != 2 || r.Kept != 2 || r.After != 3.5 {
		t.Errorf("%+v", r)
	}
	if !r.Lines[2].Gain || !r.Lines[1].Loss || !r.Lines[0].LoneAdopted || r.Lines[3].Gain || r.Lines[3].Loss {
		t.Errorf("%+v", r.Lines)
	}
	for name, change := range map[string]func(t *Task){
		"no title": func(t *Task) { t.Title = private.Text{} }, "no key": func(t *Task) { t.Right = nil },
		"a gap in the key": func(t *Task) { t.Right = Letters("A-C") }, "one member": func(t *Task) { t.Rows = t.Rows[:1] },
		"nothing together": func(t *Task) { t.Together = nil }, "too long a row": func(t *Task) { t.Rows[0].Alone = Letters("ABCDE") },
	} {
		bad := task
		bad.Rows = slices.Clone(task.Rows)
		if change(&bad); fault.Of(bad.Check()) != fault.Invalid {
			t.Errorf("%s is taken", name)
		}
	}
}

func TestALineOfAnswersIsReadAsItWasTyped(t *testing.T) {
	for typed, want := range map[string]string{"ABCD": "A B C D", "a b c": "a b c", "red, , blue": "red - blue", "A;B;C": "A B C", "  ": "", "A - C": "A - C", "new york, rome": "new york, rome"} {
		if got := Typed(Letters(typed)); got != want {
			t.Errorf("%q: want %q, got %q", typed, want, got)
		}
	}
}
