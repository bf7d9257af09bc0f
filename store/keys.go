package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"maps"
	"strconv"
	"sync"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/seal"
	"groupwork/store/db"
)

// owner is whose key seals a value.
type owner string

const agencyOwner owner = "agency"

func ofPerson(id people.ID) owner { return owner("person:" + string(id)) }
func ofGroup(id group.ID) owner   { return owner("group:" + string(id)) }

// keyName names a data key; version 0 is the newest.
type keyName struct {
	owner   owner
	version uint32
}

type keysByName map[keyName]*seal.Key

// keyring remembers unwrapped keys, so that reading many rows costs little more than reading them.
type keyring struct {
	mu   sync.RWMutex
	keys keysByName
}

func (r *keyring) get(name keyName) (*seal.Key, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	k, ok := r.keys[name]
	return k, ok
}

// keep takes in keys that are surely stored.
func (r *keyring) keep(keys keysByName) {
	if len(keys) == 0 {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.keys == nil {
		r.keys = keysByName{}
	}
	maps.Copy(r.keys, keys)
}

func (b *book) keyPlace(o owner) seal.Place {
	return seal.Place{Book: string(b.slug), Table: "data_key", Row: string(o), Column: "wrapped"}
}

// makeAgencyKey makes and stores the key of a new book.
func (b *book) makeAgencyKey(ctx context.Context, m *seal.Master) error {
	key := seal.MakeKey(1)
	wrapped := m.Wrap(b.keyPlace(agencyOwner), key)
	err := b.transact(ctx, true, nil, func(tx *Tx) error {
		return tx.told("store.makeAgencyKey", tx.q.AddDataKey(ctx, string(agencyOwner), 1, wrapped))
	})
	if err == nil {
		b.keys.keep(keysByName{{agencyOwner, 0}: key, {agencyOwner, 1}: key})
	}
	return err
}

// readAgencyKey unwraps the key of a book; without it nothing in the book opens.
func (b *book) readAgencyKey(ctx context.Context, m *seal.Master) error {
	const op = "store.readAgencyKey"
	return b.transact(ctx, false, nil, func(tx *Tx) error {
		row, err := tx.q.DataKey(ctx, string(agencyOwner), 1)
		if err != nil {
			return fault.Wrap(op, err)
		}
		key, err := m.Unwrap(b.keyPlace(agencyOwner), row.Wrapped, 1)
		if err != nil {
			return wrongKey(op, "agency "+string(b.slug))
		}
		b.keys.keep(keysByName{{agencyOwner, 0}: key, {agencyOwner, 1}: key})
		return nil
	})
}

func wrongKey(op, what string) error {
	return &fault.Error{Kind: fault.Broken, Op: op,
		Err: errors.New("this master key does not open the records of " + what + ": it is another one; nothing was touched")}
}

// key finds a data key: in this transaction, in memory, then in the book.
func (tx *Tx) key(ctx context.Context, name keyName) (*seal.Key, error) {
	if k, ok := tx.fresh[name]; ok {
		return k, nil
	}
	if k, ok := tx.book.keys.get(name); ok {
		return k, nil
	}
	var row db.DataKey
	var err error
	if name.version == 0 {
		row, err = tx.q.LatestDataKey(ctx, string(name.owner))
	} else {
		row, err = tx.q.DataKey(ctx, string(name.owner), int64(name.version))
	}
	if err != nil {
		return nil, err
	}
	above, ok := tx.book.keys.get(keyName{agencyOwner, 0})
	if !ok {
		return nil, errors.New("the book's key is not open")
	}
	k, err := above.Unwrap(tx.book.keyPlace(name.owner), row.Wrapped, uint32(row.Version))
	if err != nil {
		return nil, err
	}
	tx.book.keys.keep(keysByName{name: k})
	return k, nil
}

// seal seals a value of an owner for a row; an owner without a key gets one.
func (tx *Tx) seal(ctx context.Context, o owner, table, row string, doc any) ([]byte, error) {
	const op = "store.seal"
	plain, err := json.Marshal(doc)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	key, err := tx.key(ctx, keyName{o, 0})
	if errors.Is(err, sql.ErrNoRows) {
		key, err = tx.makeKey(ctx, o)
	}
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	return key.Seal(tx.place(table, row), plain), nil
}

// makeKey adds an owner's first key. It is known to this transaction alone until the commit: were it remembered
// after a rollback, what it sealed later could never be opened.
func (tx *Tx) makeKey(ctx context.Context, o owner) (*seal.Key, error) {
	above, ok := tx.book.keys.get(keyName{agencyOwner, 0})
	if !ok {
		return nil, errors.New("the book's key is not open")
	}
	key := seal.MakeKey(1)
	if err := tx.q.AddDataKey(ctx, string(o), 1, above.Wrap(tx.book.keyPlace(o), key)); err != nil {
		return nil, err
	}
	if tx.fresh == nil {
		tx.fresh = keysByName{}
	}
	tx.fresh[keyName{o, 0}], tx.fresh[keyName{o, 1}] = key, key
	return key, nil
}

// open opens a sealed value into doc.
func (tx *Tx) open(ctx context.Context, o owner, table, row string, sealed []byte, doc any) error {
	const op = "store.open"
	key, err := tx.key(ctx, keyName{o, seal.VersionOf(sealed)})
	if errors.Is(err, sql.ErrNoRows) {
		err = errors.New("version " + strconv.Itoa(int(seal.VersionOf(sealed))) + " of a key in table " + table + " is gone")
	}
	if err != nil {
		return fault.Wrap(op, err)
	}
	plain, err := key.Open(tx.place(table, row), sealed)
	if err != nil {
		return err
	}
	return fault.Wrap(op, json.Unmarshal(plain, doc))
}

func (tx *Tx) place(table, row string) seal.Place {
	return seal.Place{Book: string(tx.book.slug), Table: table, Row: row, Column: "told"}
}

// digest is a keyed digest of a text, under the agency's key.
func (tx *Tx) digest(purpose, text string) (string, error) {
	key, ok := tx.book.keys.get(keyName{agencyOwner, 0})
	if !ok {
		return "", fault.New(fault.Broken, "store.digest", "")
	}
	return key.Digest(purpose, text), nil
}
