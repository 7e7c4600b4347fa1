package interview

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/text/unicode/norm"

	"secondstory/backend/debrief"
)

// cost is what deriving a key takes. The figures are the second choice of RFC
// 9106 (section 4), for machines that cannot spare 2 GiB.
type cost struct {
	Time    uint32 `json:"time"`
	Memory  uint32 `json:"memory"`
	Threads uint8  `json:"threads"`
}

// usual is the cost of every new wrap: about half a second on a laptop.
func usual() cost { return cost{Time: 3, Memory: 64 * 1024, Threads: 4} }

// within says that deriving takes no more than a laptop can spare: a wrap that
// was tampered with must not be able to stop it.
func (c cost) within() bool {
	return c.Time >= 1 && c.Time <= 16 && c.Memory <= 1024*1024 && c.Threads >= 1 && c.Threads <= 16
}

const kdf = "argon2id"

// params is how a wrap's key is derived.
type params struct {
	Vault string `json:"vault"`
	KDF   string `json:"kdf"`
	cost
	Salt []byte `json:"salt"`
}

// passphraseSecret makes the same bytes of the same passphrase, however the
// keyboard composed its letters. There is room for them from the start, so that
// no part of it is left behind when it is wiped.
func passphraseSecret(passphrase string) secret {
	return norm.NFKC.AppendString(make([]byte, 0, 4*len(passphrase)+utf8.UTFMax), passphrase)
}

// wrap seals the vault's key under a secret.
func wrap(kind debrief.WrapKind, vault string, key, under secret, c cost) (debrief.Wrap, error) {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt)
	p, err := json.Marshal(params{Vault: vault, KDF: kdf, cost: c, Salt: salt})
	if err != nil {
		return debrief.Wrap{}, fmt.Errorf("encode wrap: %w", err)
	}
	w := debrief.Wrap{Kind: kind, Version: format, Params: string(p)}
	stretched := stretch(under, salt, c)
	defer stretched.wipe()
	aead, err := chacha20poly1305.NewX(stretched)
	if err != nil {
		return debrief.Wrap{}, fmt.Errorf("make cipher: %w", err)
	}
	nonce := make([]byte, aead.NonceSize(), aead.NonceSize()+keySize+aead.Overhead())
	_, _ = rand.Read(nonce)
	w.Wrapped = aead.Seal(nonce, nonce, key, wrapContext(w))
	return w, nil
}

// unwrap returns the vault's key and name. CodeVaultNewer for a wrap of a newer
// app, CodeVaultDamaged for one that is none, errSeal when the secret is another.
func unwrap(w debrief.Wrap, under secret) (key secret, vault string, err error) {
	p, err := readParams(w)
	if err != nil {
		return nil, "", err
	}
	stretched := stretch(under, p.Salt, p.cost)
	defer stretched.wipe()
	aead, err := chacha20poly1305.NewX(stretched)
	if err != nil {
		return nil, "", fmt.Errorf("make cipher: %w", err)
	}
	nonce, cipher := w.Wrapped[:aead.NonceSize()], w.Wrapped[aead.NonceSize():]
	key, err = aead.Open(nil, nonce, cipher, wrapContext(w))
	if err != nil {
		return nil, "", errSeal
	}
	return key, p.Vault, nil
}

func readParams(w debrief.Wrap) (p params, err error) {
	if w.Version > format {
		return p, debrief.Errorf(debrief.CodeVaultNewer)
	}
	damaged := debrief.Errorf(debrief.CodeVaultDamaged)
	if w.Version < 1 || json.Unmarshal([]byte(w.Params), &p) != nil || p.KDF != kdf || p.Vault == "" {
		return p, damaged
	}
	if !p.within() || len(w.Wrapped) != chacha20poly1305.NonceSizeX+keySize+chacha20poly1305.Overhead {
		return p, damaged
	}
	return p, nil
}

func stretch(under secret, salt []byte, c cost) secret {
	return argon2.IDKey(under, salt, c.Time, c.Memory, c.Threads, keySize)
}

func wrapContext(w debrief.Wrap) []byte {
	b := appendText(nil, "secondstory wrap")
	b = binary.BigEndian.AppendUint64(b, uint64(w.Version)) //nolint:gosec // checked to be 1 or more
	return appendText(b, string(w.Kind), w.Params)
}
