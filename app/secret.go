package app

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"golang.org/x/crypto/argon2"
)

// The cost of a password hash: argon2id at the floor of OWASP ASVS 5.0, appendix C.
const (
	hashMemory = 19456 // KiB
	hashTime   = 2
	hashLanes  = 1
	hashLength = 32
)

// hashed makes an argon2id hash in PHC form.
func (h *House) hashed(password string) string {
	salt := h.bytes(16)
	h.hash.Lock()
	defer h.hash.Unlock()
	sum := argon2.IDKey([]byte(password), salt, hashTime, hashMemory, hashLanes, hashLength)
	enc := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, hashMemory, hashTime, hashLanes, enc.EncodeToString(salt), enc.EncodeToString(sum))
}

// matches tells whether a password belongs to a hash.
func (h *House) matches(phc, password string) bool {
	var version, memory, times, lanes int
	parts := strings.Split(phc, "$")
	if len(parts) != 6 {
		return false
	}
	if _, err := fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=%d", &version, &memory, &times, &lanes); err != nil {
		return false
	}
	enc := base64.RawStdEncoding
	salt, err := enc.DecodeString(parts[4])
	if err != nil {
		return false
	}
	want, err := enc.DecodeString(parts[5])
	if err != nil || len(want) != hashLength {
		return false
	}
	h.hash.Lock()
	defer h.hash.Unlock()
	got := argon2.IDKey([]byte(password), salt, uint32(times), uint32(memory), uint8(lanes), hashLength)
	return subtle.ConstantTimeCompare(got, want) == 1
}

// bytes gives n random bytes. Without randomness there is no safe way on.
func (h *House) bytes(n int) []byte {
	b := make([]byte, n)
	if _, err := io.ReadFull(h.Random, b); err != nil {
		panic(fmt.Sprintf("app: no randomness: %v", err))
	}
	return b
}

// token makes 256 random bits for a link or a cookie.
func (h *House) token() string { return hex.EncodeToString(h.bytes(32)) }

// digest is what is kept of a token.
func digest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
