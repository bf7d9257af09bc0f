// Package seal encrypts what identifies a person or tells something about one.
package seal

import "groupwork/fault"

// Master is the key above all others.
type Master struct{ key []byte }

// MakeMaster writes a fresh master key to a file of its own and refuses to write over anything.
func MakeMaster(path string) error { return fault.New(fault.Broken, "seal.MakeMaster", "") }

// ReadMaster reads the master key.
func ReadMaster(path string) (*Master, error) {
	return nil, fault.New(fault.Broken, "seal.ReadMaster", "")
}
