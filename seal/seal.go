// Package seal encrypts what identifies a person or tells something about one. Three storeys of keys: the master
// key (a file outside the records) wraps each agency's key, which wraps one data key for each person and group;
// whoever destroys a data key has erased its owner, in every backup too. A sealed value is bound to its place
// (book, table, row, column, key version), so that one that was moved elsewhere no longer opens.
package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"

	"groupwork/fault"
)

const (
	keyBytes     = 32
	versionBytes = 4
)

// Place is where a sealed value belongs.
type Place struct{ Book, Table, Row, Column string }

// bind is the associated data of a place. Each part carries its length, so that no two places look alike.
func (p Place) bind(version uint32) []byte {
	var out []byte
	for _, part := range []string{p.Book, p.Table, p.Row, p.Column} {
		out = binary.BigEndian.AppendUint32(out, uint32(len(part)))
		out = append(out, part...)
	}
	return binary.BigEndian.AppendUint32(out, version)
}

// Key seals and opens. It is safe for several goroutines.
type Key struct {
	raw     []byte
	version uint32
	gcm     cipher.AEAD
}

// MakeKey makes a fresh key of a version.
func MakeKey(version uint32) *Key {
	raw := make([]byte, keyBytes)
	rand.Read(raw) // crypto/rand: ends the program rather than fail
	return keyOf(raw, version)
}

// keyOf wants raw to be keyBytes long.
func keyOf(raw []byte, version uint32) *Key {
	block, err := aes.NewCipher(raw)
	if err != nil {
		panic("seal: a key of a wrong length got past its check: " + err.Error())
	}
	gcm, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic("seal: AES-GCM is not there: " + err.Error())
	}
	return &Key{raw: raw, version: version, gcm: gcm}
}

// Version is the version of the key.
func (k *Key) Version() uint32 { return k.version }

// Seal encrypts for a place. The first four bytes tell the version of the key; VersionOf reads them.
func (k *Key) Seal(at Place, plain []byte) []byte {
	out := make([]byte, versionBytes, versionBytes+len(plain)+k.gcm.Overhead())
	binary.BigEndian.PutUint32(out, k.version)
	return k.gcm.Seal(out, nil, plain, at.bind(k.version))
}

// Open decrypts what Seal made for the same place.
func (k *Key) Open(at Place, sealed []byte) ([]byte, error) {
	const op = "seal.Open"
	if len(sealed) < versionBytes || VersionOf(sealed) != k.version {
		return nil, broken(op, "a sealed value names another key than it was stored with")
	}
	plain, err := k.gcm.Open(nil, nil, sealed[versionBytes:], at.bind(k.version))
	if err != nil {
		return nil, broken(op, "a sealed value in table "+at.Table+" does not open: it was changed or moved, or the key is another one")
	}
	return plain, nil
}

// VersionOf is the version of the key that sealed a value; 0 for what is too short to be one.
func VersionOf(sealed []byte) uint32 {
	if len(sealed) < versionBytes {
		return 0
	}
	return binary.BigEndian.Uint32(sealed)
}

// Wrap seals another key.
func (k *Key) Wrap(at Place, inner *Key) []byte { return k.Seal(at, inner.raw) }

// Unwrap opens a key that Wrap sealed.
func (k *Key) Unwrap(at Place, wrapped []byte, version uint32) (*Key, error) {
	raw, err := k.Open(at, wrapped)
	if err != nil {
		return nil, err
	}
	if len(raw) != keyBytes {
		return nil, broken("seal.Unwrap", "a wrapped key has a wrong length")
	}
	return keyOf(raw, version), nil
}

// Digest is a keyed digest of a text, hex: equal texts can be found, and without the key nobody can guess them.
func (k *Key) Digest(purpose, text string) string {
	mac := hmac.New(sha256.New, derive(k.raw, "digest "+purpose))
	mac.Write([]byte(text))
	return hex.EncodeToString(mac.Sum(nil))
}

// derive makes a key for one purpose out of another key.
func derive(raw []byte, purpose string) []byte {
	out, err := hkdf.Key(sha256.New, raw, nil, "groupwork "+purpose, keyBytes)
	if err != nil {
		panic("seal: HKDF refuses 32 bytes: " + err.Error())
	}
	return out
}

func broken(op, text string) error {
	return &fault.Error{Kind: fault.Broken, Op: op, Err: errors.New(text)}
}
