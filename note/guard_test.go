package note

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"groupwork/private"
)

const perCorpus = 1500

// found tells whether some hit touches the mention.
func (s sample) found() bool {
	for _, h := range Guard(s.text, s.own, s.others) {
		if h.Start < s.end && h.End > s.start {
			return true
		}
	}
	return false
}

func recall(t *testing.T, seed uint64, write func(*rand.Rand, tongue, string) string) float64 {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, seed))
	all := tongues(t)
	found, total := 0, 0
	for total < perCorpus {
		s, ok := mentioning(r, all[total%len(all)], write)
		if !ok {
			continue
		}
		total++
		if s.found() {
			found++
		} else if total-found < 10 {
			t.Logf("missed %q in %q", s.text[s.start:s.end], s.text)
		}
	}
	t.Logf("%d of %d", found, total)
	return float64(found) / float64(total)
}

func TestOtherMembersAreFoundInNinetyNineOfAHundredNotesThatNameThem(t *testing.T) {
	if got := recall(t, 1, asWritten); got < 0.99 {
		t.Errorf("found %.4f", got)
	}
}

func TestOtherMembersAreFoundInNinetyFiveOfAHundredNotesWithOneSlipInTheName(t *testing.T) {
	if got := recall(t, 2, slipped); got < 0.95 {
		t.Errorf("found %.4f", got)
	}
}

func TestCleanNotesAreLeftAlone(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	all := tongues(t)
	alarms := 0
	for i := range perCorpus {
		s, _ := cleanNote(r, all[i%len(all)])
		if hits := Guard(s.text, s.own, s.others); len(hits) > 0 {
			if alarms++; alarms < 10 {
				t.Logf("%q (%s) in %q", s.text[hits[0].Start:hits[0].End], hits[0].How, s.text)
			}
		}
	}
	t.Logf("%d of %d", alarms, perCorpus)
	if alarms > perCorpus*5/100 {
		t.Errorf("%d alarms in %d clean notes", alarms, perCorpus)
	}
}

func TestReplacingLeavesNothingToFind(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	all := tongues(t)
	for i := range 400 {
		s, ok := mentioning(r, all[i%len(all)], asWritten)
		if !ok {
			continue
		}
		mended := Replace(s.text, Guard(s.text, s.own, s.others), "another member")
		if again := Guard(mended, s.own, s.others); len(again) > 0 {
			t.Fatalf("%q still names %q", mended, mended[again[0].Start:again[0].End])
		}
	}
}

func names(seat int, all ...string) Names {
	n := Names{Seat: seat}
	for _, s := range all {
		n.Words = append(n.Words, private.Of(s))
	}
	return n
}

// circle is the member whose note it is, and the others of the group.
func circle() (Names, []Names) {
	return names(1, "Ana", "Ana Silveira"), []Names{
		names(2, "Leo", "Leonardo Marsh", "Lion"),
		names(3, "Siobhán", "Siobhán O'Dell"),
		names(4, "Grace", "Grace Mbeki", "Rosa"),
		names(5, "Ana", "Ana Petrova"),
		names(6, "山田", "山田太郎"),
		names(7, "Jo", "Joanna Reyes-Lund"),
		names(8, "Quill", "", "the only firefighter here", "only firefighter"),
		names(12, "ليلى", "ليلى حداد"),
	}
}

func TestGuardFinds(t *testing.T) {
	own, others := circle()
	for _, c := range []struct{ what, text, hit, how string }{
		{"a called name", "Then Leo spoke.", "Leo", ByName},
		{"a name without its capital", "then leo spoke.", "leo", ByName},
		{"a name in capitals", "Then LEO spoke.", "LEO", ByName},
		{"a name without its diacritics", "With Siobhan today.", "Siobhan", ByName},
		{"a name with a possessive", "It was Leo's idea.", "Leo", ByPossessive},
		{"a name with a curly possessive", "It was Leo’s idea.", "Leo", ByPossessive},
		{"a possessive without its apostrophe", "It was Leos idea.", "Leos", ByPossessive},
		{"a name with one letter changed", "Then Leonarbo spoke.", "Leonarbo", ByTypo},
		{"a name with two letters swapped", "Then Loenardo spoke.", "Loenardo", ByTypo},
		{"a name with a letter missing", "Then Silveria and Siobán spoke.", "Siobán", ByTypo},
		{"a name cut by an invisible sign", "Then L\u200beo spoke.", "L\u200beo", ByName},
		{"a full name as one place", "Then Leonardo Marsh spoke.", "Leonardo Marsh", ByName},
		{"a nickname", "They call him Lion here.", "Lion", ByName},
		{"a surname with an apostrophe", "Then O'Dell spoke.", "Dell", ByName},
		{"a surname of somebody with the same first name", "Then Ana Petrova spoke.", "Petrova", ByName},
		{"a relative", "Talked of Rosa at home.", "Rosa", ByName},
		{"a name that is a word, with its capital", "It was Grace who asked.", "Grace", ByName},
		{"a name of two letters, with its capital", "It was Jo who asked.", "Jo", ByName},
		{"half of a double name", "It was Lund who asked.", "Lund", ByName},
		{"initials with stops", "A talk with L.M. about work.", "L.M.", ByInitials},
		{"initials apart", "A talk with L. M. about work.", "L. M.", ByInitials},
		{"initials together", "A talk with LM about work.", "LM", ByInitials},
		{"one initial with a stop", "A talk with L. about work.", "L.", ByInitials},
		{"one initial", "A talk with Q and more.", "Q", ByInitials},
		{"a seat", "Seat 4 was angry.", "Seat 4", BySeat},
		{"a numbered seat", "The one in seat no. 4 was angry.", "seat no. 4", BySeat},
		{"a seat with a sign", "The one in seat #4 was angry.", "seat #4", BySeat},
		{"a seat in words", "The one in seat four was angry.", "seat four", BySeat},
		{"an ordinal seat", "The fourth seat was angry.", "fourth seat", BySeat},
		{"an ordinal seat in digits", "The 4th seat was angry.", "4th seat", BySeat},
		{"a short seat", "Talked with S4 today.", "S4", BySeat},
		{"a seat in Spanish", "Habló con el asiento número 4.", "asiento número 4", BySeat},
		{"a seat in Arabic digits", "الكلام مع المقعد رقم ٤ اليوم", "المقعد رقم ٤", BySeat},
		{"a name behind an Arabic and", "تكلم وليلى اليوم", "ليلى", ByName},
		{"a name behind two Arabic words", "قال ولليلى", "", ""},
		{"a Chinese name within a text", "今天山田说了很多", "山田", ByName},
		{"a telling fact", "Help came from the only firefighter here.", "the only firefighter here", ByFact},
	} {
		t.Run(c.what, func(t *testing.T) {
			hits := Guard(c.text, own, others)
			if c.hit == "" {
				return
			}
			if len(hits) != 1 {
				t.Fatalf("%d hits in %q: %v", len(hits), c.text, hits)
			}
			if got := c.text[hits[0].Start:hits[0].End]; got != c.hit || hits[0].How != c.how {
				t.Errorf("got %q by %s, want %q by %s", got, hits[0].How, c.hit, c.how)
			}
		})
	}
}

func TestGuardLeavesAlone(t *testing.T) {
	own, others := circle()
	for _, c := range []struct{ what, text string }{
		{"the member's own name", "Ana joined in. Silveira is the name on papers."},
		{"the member's own seat and initials", "From seat 1, A.S. spoke."},
		{"a word that is also a name", "She took it with grace and a lion's heart? no: with good grace."},
		{"a word near a name", "They read a letter and marched on; the leg hurt."},
		{"numbers that are no seat", "At 4 we met, 4 times, in room 4."},
		{"a seat of nobody", "Seat 11 was empty."},
		{"a plan with a letter", "Plan L is to wait. Vitamin Q."},
		{"an everyday abbreviation", "It was OK on TV."},
		{"nothing", ""},
	} {
		t.Run(c.what, func(t *testing.T) {
			for _, h := range Guard(c.text, own, others) {
				if word := c.text[h.Start:h.End]; !strings.EqualFold(word, "lion") {
					t.Errorf("%q by %s in %q", word, h.How, c.text)
				}
			}
		})
	}
}

func TestReplaceKeepsThePossessive(t *testing.T) {
	own, others := circle()
	text := "It was Leo's idea, and Leonardo Marsh’s car. Seats 2 and 3 agreed."
	got := Replace(text, Guard(text, own, others), "another member")
	want := "It was another member's idea, and another member’s car. another member and another member agreed."
	if got != want {
		t.Errorf("got %q", got)
	}
}

func FuzzGuard(f *testing.F) {
	for _, s := range []string{"Then Leo's idea.", "seat no. 4", "L. M.", "S4", "وليلى", "山田", "A\u0301na", "\xff\xfeLeo", "seat ٤"} {
		f.Add(s, "Leo", "Leonardo Marsh", 4)
	}
	f.Fuzz(func(t *testing.T, text, called, register string, seat int) {
		hits := Guard(text, names(1, "Ana"), []Names{names(seat, called, register)})
		end := 0
		for _, h := range hits {
			if h.Start < end || h.End <= h.Start || h.End > len(text) || h.How == "" {
				t.Fatalf("hit %v in a text of %d", h, len(text))
			}
			if !utf8.RuneStart(text[h.Start]) || h.End < len(text) && !utf8.RuneStart(text[h.End]) {
				if utf8.ValidString(text) {
					t.Fatalf("hit %v cuts a character of %q", h, text)
				}
			}
			end = h.End
		}
		if utf8.ValidString(text) {
			_ = Replace(text, hits, "another member")
		}
	})
}
