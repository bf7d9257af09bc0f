// Package spoil makes broken inputs out of good ones, under a seed, for the tests of importers.
package spoil

import (
	"math/rand/v2"
	"slices"
)

// Maker spoils copies of its seeds. The same seeds and the same start give the same inputs.
type Maker struct {
	rng   *rand.Rand
	seeds [][]byte
	words [][]byte
}

// New makes a maker. There must be at least one seed.
func New(start uint64, seeds ...[]byte) *Maker {
	m := &Maker{rng: rand.New(rand.NewPCG(start, 1)), seeds: seeds}
	for _, w := range []string{"", "0", "-1", "1e999", "NaN", "null", "\"", ",", ";", "\n", "\r\n", "\xff", "\x00", "{", "}", "[", "]", "9999999999999999999", "é", "\ufeff", "=1+1"} {
		m.words = append(m.words, []byte(w))
	}
	return m
}

// Next gives the next input: a seed with one to four wounds.
func (m *Maker) Next() []byte {
	raw := slices.Clone(m.seeds[m.rng.IntN(len(m.seeds))])
	for range 1 + m.rng.IntN(4) {
		raw = m.wound(raw)
	}
	return raw
}

// wound changes a byte, cuts a piece out, doubles one, puts a word in, takes another seed's end, or cuts the end off.
func (m *Maker) wound(raw []byte) []byte {
	at := m.rng.IntN(len(raw) + 1)
	to := min(len(raw), at+m.rng.IntN(40))
	switch m.rng.IntN(6) {
	case 0:
		if at < len(raw) {
			raw[at] ^= byte(1 << m.rng.IntN(8))
		}
		return raw
	case 1:
		return slices.Delete(raw, at, to)
	case 2:
		return slices.Insert(raw, to, slices.Clone(raw[at:to])...)
	case 3:
		return slices.Insert(raw, at, m.words[m.rng.IntN(len(m.words))]...)
	case 4:
		other := m.seeds[m.rng.IntN(len(m.seeds))]
		return append(raw[:at], other[m.rng.IntN(len(other)+1):]...)
	}
	return raw[:at]
}
