package interview

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"

	"secondstory/backend/debrief"
)

const (
	// keySize is the size of every key, in bytes.
	keySize = chacha20poly1305.KeySize
	// step is what sizes are rounded up to, in bytes, so that they tell little.
	step = 512
	// format is the version of what is described in the package comment.
	format = 1
)

// The tables a row can be in, bound into it.
const (
	tableSealed = "sealed"
	tableKept   = "sealed_change"
)

// errSeal is said of what does not open: a wrong key, or not what was sealed there.
var errSeal = errors.New("does not open")

// secret is a key. It is wiped when it is no longer needed.
type secret []byte

func newSecret() secret {
	key := make(secret, keySize)
	_, _ = rand.Read(key) // never fails since Go 1.24: it ends the program instead
	return key
}

func (s secret) wipe() { clear(s) }

// derive makes the key for one use of this one.
func (s secret) derive(use string) (secret, error) {
	key, err := hkdf.Key(sha256.New, s, nil, "secondstory "+use, keySize)
	if err != nil {
		return nil, fmt.Errorf("derive key: %w", err)
	}
	return key, nil
}

// seal returns a fresh nonce and the padded text sealed under this key.
func (s secret) seal(plain, context []byte) (nonce, cipher []byte, err error) {
	aead, err := chacha20poly1305.NewX(s)
	if err != nil {
		return nil, nil, fmt.Errorf("make cipher: %w", err)
	}
	nonce = make([]byte, aead.NonceSize())
	_, _ = rand.Read(nonce)
	padded := pad(plain, aead.Overhead())
	return nonce, aead.Seal(padded[:0], nonce, padded, context), nil
}

// open returns what was sealed, or errSeal.
func (s secret) open(nonce, cipher, context []byte) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(s)
	if err != nil {
		return nil, fmt.Errorf("make cipher: %w", err)
	}
	if len(nonce) != aead.NonceSize() {
		return nil, errSeal
	}
	padded, err := aead.Open(nil, nonce, cipher, context)
	if err != nil {
		return nil, errSeal
	}
	return unpad(padded)
}

// pad puts a text's length before it and zeros behind, and leaves room for what
// sealing adds.
func pad(plain []byte, overhead int) []byte {
	size := (4 + len(plain) + step - 1) / step * step
	padded := make([]byte, size, size+overhead)
	binary.BigEndian.PutUint32(padded, uint32(len(plain))) //nolint:gosec // bounded by Vault.put
	copy(padded[4:], plain)
	return padded
}

func unpad(padded []byte) ([]byte, error) {
	if len(padded) < 4 {
		return nil, errSeal
	}
	size := int64(binary.BigEndian.Uint32(padded))
	if size > int64(len(padded)-4) {
		return nil, errSeal
	}
	return padded[4 : 4+size], nil
}

// context is what is bound into a row: a row of another vault, table, name,
// debrief or version does not open in its place.
func rowContext(vault, table string, row debrief.Sealed) []byte {
	b := appendText(nil, "secondstory sealed", vault, table, row.ID, row.DebriefID)
	return binary.BigEndian.AppendUint64(b, uint64(row.Version)) //nolint:gosec // never below zero
}

func appendText(b []byte, texts ...string) []byte {
	for _, t := range texts {
		b = binary.BigEndian.AppendUint64(b, uint64(len(t)))
		b = append(b, t...)
	}
	return b
}
