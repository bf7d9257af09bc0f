package note

import (
	"strings"
	"testing"
	"time"

	"groupwork/fault"
	"groupwork/private"
)

var signedAt = time.Date(2026, 3, 3, 9, 0, 0, 123_456_789, time.UTC)

func wrong(err error) string {
	var keys []string
	for _, f := range fault.Fields(err) {
		keys = append(keys, f.Key)
	}
	if say := fault.Say(err); say != "" {
		keys = append(keys, say)
	}
	return strings.Join(keys, " ")
}

func draft(text string) Note {
	return Note{ID: "n1", Session: "s", Group: "g", Kind: OfMember, Stay: "st", Person: "ana", Format: "DAP", Author: "ruth",
		Sections: []Section{{"data", private.Of(text)}, {"plan", private.Of("call on Monday")}}}
}

func TestSigningIsRefusedUntilTheNoteIsRight(t *testing.T) {
	for _, c := range []struct {
		what  string
		n     Note
		by    string
		hits  []Hit
		clone bool
		want  string
	}{
		{"a right note", draft("came on time"), "ruth", nil, false, ""},
		{"a note that names another member", draft("with Leo"), "ruth", []Hit{{5, 8, ByName}}, false, "note.names_others"},
		{"a copy", draft("came on time"), "ruth", nil, true, "note.clone"},
		{"an empty note by nobody", Note{}, "", nil, false, "note.by.missing note.empty"},
	} {
		t.Run(c.what, func(t *testing.T) {
			n := c.n
			err := n.Sign(id(c.by), c.hits, c.clone, signedAt, time.Time{})
			if got := wrong(err); got != c.want {
				t.Fatalf("got %q, want %q", got, c.want)
			}
			if n.Intact() != (c.want == "") || n.Signed.IsZero() == (c.want == "") {
				t.Errorf("signed %v, hash %q", n.Signed, n.Hash)
			}
		})
	}
}

func TestAfterSigningThereAreOnlyAddenda(t *testing.T) {
	n := draft("came on time")
	if got := wrong(n.Add(private.Of("x"), "ruth", signedAt)); got != "note.not_signed" {
		t.Errorf("adding to a draft: %q", got)
	}
	if err := n.Sign("ruth", nil, false, signedAt, signedAt.Add(-time.Minute)); err != nil || !n.LateEntry {
		t.Fatalf("late %v: %v", n.LateEntry, err)
	}
	body, hash := n.Text(), n.Hash
	later := signedAt.Add(time.Hour)
	for what, err := range map[string]error{"writing": n.Write(nil, "ruth", later), "signing": n.Sign("bo", nil, false, later, later),
		"drafting": n.Redraft(nil, later)} {
		if fault.Of(err) != fault.Stale || wrong(err) != "note.signed" {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := n.Add(private.Of("she called on Monday"), "bo", later); err != nil {
		t.Fatal(err)
	}
	if got := wrong(n.Add(private.Text{}, "", signedAt.Add(-time.Hour))); got != "note.addendum.missing note.by.missing note.time.before_signing" {
		t.Errorf("an empty addendum: %q", got)
	}
	if n.Text() != body || n.Hash != hash || !n.Intact() || len(n.Addenda) != 1 {
		t.Error("an addendum changed the signed body")
	}
}

func TestTheDigestTellsEveryChangeOfASignedNote(t *testing.T) {
	base := draft("came on time")
	if err := base.Sign("ruth", nil, false, signedAt, time.Time{}); err != nil {
		t.Fatal(err)
	}
	stored := base
	stored.Signed = time.UnixMilli(base.Signed.UnixMilli()).In(time.FixedZone("x", 3600))
	if !stored.Intact() {
		t.Error("a note read back from the store is not intact")
	}
	for what, change := range map[string]func(*Note){
		"a text":      func(n *Note) { n.Sections = []Section{{"data", private.Of("came late")}, n.Sections[1]} },
		"a heading":   func(n *Note) { n.Sections = []Section{{"goal", n.Sections[0].Text}, n.Sections[1]} },
		"the order":   func(n *Note) { n.Sections = []Section{n.Sections[1], n.Sections[0]} },
		"a cut":       func(n *Note) { n.Sections = n.Sections[:1] },
		"the border":  func(n *Note) { n.Sections = []Section{{"data", private.Of("came on timeplancall on Monday")}} },
		"the signer":  func(n *Note) { n.SignedBy = "bo" },
		"the time":    func(n *Note) { n.Signed = n.Signed.Add(time.Millisecond) },
		"the person":  func(n *Note) { n.Person = "leo" },
		"the session": func(n *Note) { n.Session = "s2" },
	} {
		n := base
		change(&n)
		if n.Intact() {
			t.Errorf("%s changed and the digest did not", what)
		}
	}
}

func TestTheSecondSignatureIsAnotherPersons(t *testing.T) {
	signed := draft("came on time")
	if got := wrong(signed.CountersignBy("joyce", signedAt)); got != "note.not_signed" {
		t.Errorf("got %q", got)
	}
	if err := signed.Sign("ruth", nil, false, signedAt, time.Time{}); err != nil {
		t.Fatal(err)
	}
	later := signedAt.Add(time.Hour)
	for _, c := range []struct {
		what, cosign, by string
		at               time.Time
		want             string
	}{
		{"nobody was asked", "", "joyce", later, "note.cosign.none"},
		{"somebody else signs", "joyce", "bo", later, "note.cosign.other"},
		{"the author signs twice", "ruth", "ruth", later, "note.cosign.self"},
		{"before the first signature", "joyce", "joyce", signedAt.Add(-time.Hour), "note.time.before_signing"},
		{"the one who was asked", "joyce", "joyce", later, ""},
	} {
		n := signed
		n.Cosign = id(c.cosign)
		if got := wrong(n.CountersignBy(id(c.by), c.at)); got != c.want {
			t.Errorf("%s: %q", c.what, got)
		}
		if c.want == "" && (wrong(n.CountersignBy("joyce", later)) != "note.cosigned" || !n.Intact()) {
			t.Errorf("%s: signed twice, or changed", c.what)
		}
	}
}

func TestDraftingAgainLeavesWhatWasWrittenByHand(t *testing.T) {
	n := draft("first draft")
	if err := n.Redraft([]Section{{"data", private.Of("second draft")}}, signedAt); err != nil || n.Text() != "second draft" {
		t.Fatalf("%q: %v", n.Text(), err)
	}
	if err := n.Write([]Section{{"data", private.Of("by hand")}}, "bo", signedAt); err != nil || n.Author != "ruth" {
		t.Fatal(err)
	}
	if err := n.Redraft([]Section{{"data", private.Of("third draft")}}, signedAt); err != nil || n.Text() != "by hand" {
		t.Errorf("%q: %v", n.Text(), err)
	}
	long := private.Of(strings.Repeat("a", 20001))
	if got := wrong(n.Write([]Section{{"a", long}, {"a", long}}, "", signedAt)); got != "note.by.missing text.too_long note.section.wrong text.too_long" {
		t.Errorf("got %q", got)
	}
}

func TestLikeness(t *testing.T) {
	for _, c := range []struct {
		what, a, b string
		from, to   float64
	}{
		{"the same", "Ana came on time.", "ana CAME on time", 1, 1},
		{"nothing in common", "came on time", "sat by door", 0, 0},
		{"nothing at all", "", "", 1, 1},
		{"something and nothing", "came", "", 0, 0},
		{"only the name differs", "Ana was there for the whole session and joined in with the work.", "Leo was there for the whole session and joined in with the work.", 0.9, 0.95},
		{"the same words in another order", "one two three four", "four three two one", 0.25, 0.25},
	} {
		if got := Likeness(c.a, c.b); got < c.from || got > c.to {
			t.Errorf("%s: %.3f", c.what, got)
		}
		if Likeness(c.a, c.b) != Likeness(c.b, c.a) {
			t.Errorf("%s: not the same both ways", c.what)
		}
	}
}

func TestACopyNeedsASentenceOfItsOwn(t *testing.T) {
	const shared = "was there for the whole session. Seemed interested and relieved. The worker opened a way in and stayed with silence. Next step: practise between meetings. "
	ana, leo := draft("Ana "+shared), draft("Leo "+shared)
	leo.ID = "n2"
	if !IsClone(ana, []Note{leo}) {
		t.Error("a copy with another name passed")
	}
	if IsClone(ana, []Note{ana}) {
		t.Error("a note is a copy of itself")
	}
	ana.Sections = append(ana.Sections, Section{"own", private.Of("Rang the landlord twice and got an answer in writing.")})
	if IsClone(ana, []Note{leo}) {
		t.Error("an own sentence did not help")
	}
	leo.Sections = append(leo.Sections, Section{"own", private.Of("Rang the landlord once and got an answer in writing.")})
	if !IsClone(ana, []Note{leo}) {
		t.Error("nearly the same sentence counted as own")
	}
	ana.Sections = append(ana.Sections, Section{"more", private.Of("Very good.")})
	if !IsClone(ana, []Note{leo}) {
		t.Error("two words counted as a sentence of one's own")
	}
}
