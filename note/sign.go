package note

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"time"

	"groupwork/fault"
	"groupwork/people"
	"groupwork/private"
)

// Bounds of a note.
const (
	longestSection  = 20000 // characters
	longestAddendum = 8000
	mostSections    = 30
)

// Text is the whole note, sections apart by an empty line.
func (n Note) Text() string {
	parts := make([]string, 0, len(n.Sections))
	for _, s := range n.Sections {
		if !s.Text.Empty() {
			parts = append(parts, s.Text.Reveal())
		}
	}
	return strings.Join(parts, "\n\n")
}

// Redraft replaces the sections of a note that nobody has written in by hand; a touched note stays as it is.
func (n *Note) Redraft(sections []Section, at time.Time) error {
	if !n.Signed.IsZero() {
		return fault.New(fault.Stale, "note.Redraft", "note.signed")
	}
	if !n.Touched {
		n.Sections, n.Drafted = sections, at
	}
	return nil
}

// Write replaces the sections by what a worker wrote. A signed note is refused: it takes addenda only.
func (n *Note) Write(sections []Section, by people.ID, at time.Time) error {
	const op = "note.Write"
	if !n.Signed.IsZero() {
		return fault.New(fault.Stale, op, "note.signed")
	}
	var c fault.Check
	c.Want(by != "", "by", "note.by.missing")
	c.Want(len(sections) <= mostSections, "sections", "note.sections.many")
	seen := map[string]bool{}
	for _, s := range sections {
		c.Want(s.Key != "" && !seen[s.Key], "section."+s.Key, "note.section.wrong")
		c.Want(s.Text.Len() <= longestSection, "section."+s.Key, "text.too_long", "max", longestSection)
		seen[s.Key] = true
	}
	if err := c.Err(op); err != nil {
		return err
	}
	n.Sections, n.Touched = append([]Section(nil), sections...), true
	if n.Author == "" {
		n.Author = by
	}
	if n.Drafted.IsZero() {
		n.Drafted = at
	}
	return nil
}

// Sign freezes the note. It is refused while the note names another member (hits of the name guard), while it is
// nearly the same as another note, and while it says nothing. Signed after due (when set), it is a late entry.
func (n *Note) Sign(by people.ID, hits []Hit, clone bool, at, due time.Time) error {
	const op = "note.Sign"
	if !n.Signed.IsZero() {
		return fault.New(fault.Stale, op, "note.signed")
	}
	var c fault.Check
	c.Want(by != "", "by", "note.by.missing")
	c.Want(!at.IsZero(), "at", "note.time.missing")
	c.Want(strings.TrimSpace(n.Text()) != "", "text", "note.empty")
	c.Want(len(hits) == 0, "text", "note.names_others", "n", len(hits))
	c.Want(!clone, "text", "note.clone", "min", OwnWords)
	if err := c.Err(op); err != nil {
		return err
	}
	n.Signed, n.SignedBy = at, by
	n.LateEntry = !due.IsZero() && at.After(due)
	n.Hash = n.Digest()
	return nil
}

// Add adds to a signed note. A note that is not signed is written in, not added to.
func (n *Note) Add(text private.Text, by people.ID, at time.Time) error {
	const op = "note.Add"
	if n.Signed.IsZero() {
		return fault.New(fault.Stale, op, "note.not_signed")
	}
	var c fault.Check
	c.Want(!text.Empty(), "text", "note.addendum.missing")
	c.Want(text.Len() <= longestAddendum, "text", "text.too_long", "max", longestAddendum)
	c.Want(by != "", "by", "note.by.missing")
	c.Want(!at.Before(n.Signed), "at", "note.time.before_signing")
	if err := c.Err(op); err != nil {
		return err
	}
	n.Addenda = append(n.Addenda, Addendum{By: by, At: at, Text: text})
	return nil
}

// CountersignBy adds the signature of the one who has to co-sign.
func (n *Note) CountersignBy(by people.ID, at time.Time) error {
	const op = "note.CountersignBy"
	switch {
	case n.Signed.IsZero():
		return fault.New(fault.Stale, op, "note.not_signed")
	case !n.Cosigned.IsZero():
		return fault.New(fault.Stale, op, "note.cosigned")
	case n.Cosign == "":
		return fault.New(fault.Invalid, op, "note.cosign.none")
	case by != n.Cosign:
		return fault.New(fault.Forbidden, op, "note.cosign.other")
	case by == n.SignedBy:
		return fault.New(fault.Forbidden, op, "note.cosign.self")
	case at.Before(n.Signed):
		return fault.New(fault.Invalid, op, "note.time.before_signing")
	}
	n.Cosigned = at
	return nil
}

// Digest is the SHA-256, in hex, of what was signed: the note's place, its sections in order, who signed and when
// (to the millisecond). Every part is written with its length, so that no text can pass for two.
func (n Note) Digest() string {
	h := sha256.New()
	put := func(s string) {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(s)))
		h.Write(size[:])
		h.Write([]byte(s))
	}
	for _, s := range []string{"groupwork note 1", string(n.ID), string(n.Session), string(n.Group), string(n.Kind),
		string(n.Stay), string(n.Person), n.Format, string(n.Author), string(n.SignedBy)} {
		put(s)
	}
	var ms [8]byte
	binary.BigEndian.PutUint64(ms[:], uint64(n.Signed.UnixMilli()))
	h.Write(ms[:])
	for _, s := range n.Sections {
		put(s.Key)
		put(s.Text.Reveal())
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Intact tells whether a signed note is still what was signed. A draft is not.
func (n Note) Intact() bool { return !n.Signed.IsZero() && n.Hash == n.Digest() }
