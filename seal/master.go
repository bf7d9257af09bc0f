package seal

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Master is the key above all others. It lives in a file of its own, outside the records and their backups.
type Master struct {
	key  *Key
	raw  []byte
	path string
}

// MakeMaster writes a fresh master key to a file that only its owner may read. It never writes over a file.
func MakeMaster(path string) error {
	const op = "seal.MakeMaster"
	raw := make([]byte, keyBytes)
	rand.Read(raw)
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return broken(op, "there is a file "+path+" already: a master key is never written over")
	}
	if err != nil {
		return broken(op, "the master key cannot be written: "+err.Error())
	}
	_, err = fmt.Fprintln(f, hex.EncodeToString(raw))
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return broken(op, "the master key cannot be written: "+err.Error())
	}
	return nil
}

// ReadMaster reads the master key. It refuses a file that others than its owner may read.
func ReadMaster(path string) (*Master, error) {
	const op = "seal.ReadMaster"
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, broken(op, "there is no master key at "+path)
	}
	if err != nil {
		return nil, broken(op, "the master key cannot be read: "+err.Error())
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, broken(op, fmt.Sprintf("others than its owner may use the master key %s (mode %04o): chmod 600 it", path, info.Mode().Perm()))
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, broken(op, "the master key cannot be read: "+err.Error())
	}
	raw, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(raw) != keyBytes {
		return nil, broken(op, fmt.Sprintf("%s is not a master key: it wants %d hexadecimal digits", path, 2*keyBytes))
	}
	return &Master{key: keyOf(derive(raw, "wrapping"), 1), raw: raw, path: path}, nil
}

// Folder is where the key's file lies.
func (m *Master) Folder() string { return filepath.Dir(m.path) }

// Wrap seals an agency's key.
func (m *Master) Wrap(at Place, inner *Key) []byte { return m.key.Wrap(at, inner) }

// Unwrap opens an agency's key.
func (m *Master) Unwrap(at Place, wrapped []byte, version uint32) (*Key, error) {
	return m.key.Unwrap(at, wrapped, version)
}

// Signer signs what must be shown to come from the holder of this master key, for one purpose.
func (m *Master) Signer(purpose string) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(derive(m.raw, "signing "+purpose))
}

// proof is what Proof seals: whoever can open it holds the same master key.
const proof = "these records belong to this master key"

// Proof makes bytes by which Proves knows this master key again.
func (m *Master) Proof() []byte { return m.key.Seal(Place{Table: "proof"}, []byte(proof)) }

// Proves tells whether the proof was made by this master key.
func (m *Master) Proves(made []byte) bool {
	text, err := m.key.Open(Place{Table: "proof"}, made)
	return err == nil && string(text) == proof
}
