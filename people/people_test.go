package people

import (
	"strings"
	"testing"
	"time"

	"groupwork/fault"
	"groupwork/private"
)

func wrong(err error) string {
	var keys []string
	for _, f := range fault.Fields(err) {
		keys = append(keys, f.Key)
	}
	return strings.Join(keys, " ")
}

func TestAPersonIsCheckedAsAWhole(t *testing.T) {
	for _, c := range []struct {
		what   string
		change func(*Person)
		want   string
	}{
		{"a called name is enough", func(*Person) {}, ""},
		{"names of any script and shape", func(p *Person) { p.Called, p.Register = private.Of("ليلى"), private.Of("O’Ren-Ō 山田 3rd") }, ""},
		{"no name", func(p *Person) { p.Called = private.Text{} }, "person.called.missing"},
		{"a long name", func(p *Person) { p.Called = private.Of(strings.Repeat("é", 121)) }, "text.too_long"},
		{"a name with a line break", func(p *Person) { p.Nicknames = []private.Text{private.Of("a\nb")} }, "person.name.odd"},
		{"too many nicknames", func(p *Person) { p.Nicknames = make([]private.Text, 21) }, "person.names.many"},
		{"a birthday that was never", func(p *Person) { p.Born = private.Of("2001-02-29") }, "date.wrong"},
		{"a right birthday, email and phone", func(p *Person) {
			p.Born, p.Email, p.Phone = private.Of("2000-02-29"), private.Of("ana@example.org"), private.Of("+34 (91) 123-456")
		}, ""},
		{"an email with a name round it", func(p *Person) { p.Email = private.Of("Ana <ana@example.org>") }, "person.email.wrong"},
		{"an email without an at", func(p *Person) { p.Email = private.Of("ana.example.org") }, "person.email.wrong"},
		{"a phone with words", func(p *Person) { p.Phone = private.Of("call me") }, "person.phone.wrong"},
		{"a role nobody knows", func(p *Person) { p.Roles = []Role{Worker, "boss"} }, "person.role.unknown"},
		{"a long text", func(p *Person) { p.Reach = private.Of(strings.Repeat("a", 2001)) }, "text.too_long"},
	} {
		t.Run(c.what, func(t *testing.T) {
			p := Person{Called: private.Of("Ana")}
			c.change(&p)
			if got := wrong(p.Check()); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestCheckPassword(t *testing.T) {
	words := []string{"Harbour Street Centre", "Amina", "Bo"}
	for _, c := range []struct{ what, pw, want string }{
		{"a few words in a row", "kettle moss Tuesday ladder", ""},
		{"sixty-four characters and more", strings.Repeat("moss kettle ladder ", 5), ""},
		{"letters of any script", "جبل أخضر وقهوة دافئة", ""},
		{"eleven characters", "kettle-moss", "password.short"},
		{"twelve characters in fewer bytes than it looks", "çéàüöñışğœøå", ""},
		{"endless", strings.Repeat("kettle moss ", 30), "password.long"},
		{"a common one", "correct horse battery staple", "password.common"},
		{"a common one with digits", "Password123456", "password.common"},
		{"a common one twice", "dragondragon1", "password.common"},
		{"two characters in turn", "abababababab", "password.common"},
		{"a run", "abcdefghijklmn", "password.common"},
		{"a run of digits", "098765432109", "password.common"},
		{"the agency's name and a year", "HarbourStreet2026", "password.own_words"},
		{"the agency's name among words of one's own", "harbour kettle ladder moss", ""},
	} {
		t.Run(c.what, func(t *testing.T) {
			if got := wrong(CheckPassword(c.pw, words)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestALongPasswordIsCheckedAtOnce(t *testing.T) {
	start := time.Now()
	_ = CheckPassword(strings.Repeat("x", 1<<20), nil)
	if took := time.Since(start); took > time.Second {
		t.Errorf("took %v", took)
	}
}

func FuzzCheckPassword(f *testing.F) {
	f.Add("kettle moss Tuesday ladder", "Harbour")
	f.Add("\xff\xfe123456789012", "")
	f.Fuzz(func(t *testing.T, pw, word string) {
		if err := CheckPassword(pw, []string{word}); err == nil && len([]rune(pw)) < 12 {
			t.Fatal("a short password passed")
		}
	})
}
