package lock

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"fmt"
	"io"
)

// key is what a file is encrypted with, and what tells a password that is right.
type key struct {
	random io.Reader
	block  cipher.Block
	id     []byte
	// The entries of the dictionary that opens the file (table 21).
	u, ue, o, oe, perms []byte
	allowed             int32
}

// What whoever opened the file may do (table 22): all of it, or read, print and have it
// read aloud. The bits that stand for nothing are set.
const (
	allowAll  int32 = -4
	allowRead int32 = -4 &^ (1<<3 | 1<<4 | 1<<5 | 1<<8 | 1<<10)
)

// newKey makes a key that the passwords open (algorithms 8 to 10).
func newKey(p Passwords, random io.Reader) (*key, error) {
	open, change := prepared(p.Open), prepared(p.Change)
	k := &key{random: random, allowed: allowRead}
	if p.Change == "" {
		k.allowed, change = allowAll, open
	}
	made := make([]byte, 32+16+4*8+4)
	if _, err := io.ReadFull(random, made); err != nil {
		return nil, fmt.Errorf("lock pdf: %w", err)
	}
	file, salts := made[:32], made[48:]
	k.id = made[32:48]
	k.u, k.ue = proof(open, salts[:16], nil, file)
	k.o, k.oe = proof(change, salts[16:32], k.u, file)
	var err error
	if k.block, err = aes.NewCipher(file); err != nil {
		return nil, fmt.Errorf("lock pdf: %w", err)
	}
	k.perms = make([]byte, 16)
	plain := binary.LittleEndian.AppendUint32(nil, uint32(k.allowed))
	plain = append(append(plain, 0xFF, 0xFF, 0xFF, 0xFF, 'T', 'a', 'd', 'b'), salts[32:36]...)
	k.block.Encrypt(k.perms, plain)
	return k, nil
}

// proof is what tells that a password is right, and the file's key under that password.
// The salts are eight bytes for each.
func proof(password, salts, user, file []byte) (told, sealed []byte) {
	told = append(hash(password, salts[:8], user), salts...)
	block, _ := aes.NewCipher(hash(password, salts[8:], user)) // 32 bytes are a key
	sealed = make([]byte, len(file))
	cipher.NewCBCEncrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(sealed, file)
	return told, sealed
}

// rounds is how many a hash has at least.
const rounds = 64

// hash is algorithm 2.B: slow on purpose, so that passwords cannot be tried fast.
func hash(password, salt, user []byte) []byte {
	first := sha256.Sum256(bytes.Join([][]byte{password, salt, user}, nil))
	k := first[:]
	for n := 1; ; n++ {
		e := bytes.Repeat(bytes.Join([][]byte{password, k, user}, nil), 64)
		block, _ := aes.NewCipher(k[:16]) // 16 bytes are a key
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		k = digest(e)
		if n >= rounds && int(e[len(e)-1]) <= n-32 {
			return k[:32]
		}
	}
}

// digest hashes by what the first sixteen bytes, read as a number, leave over three.
func digest(e []byte) []byte {
	sum := 0
	for _, b := range e[:16] {
		sum += int(b)
	}
	switch sum % 3 {
	case 0:
		d := sha256.Sum256(e)
		return d[:]
	case 1:
		d := sha512.Sum384(e)
		return d[:]
	}
	d := sha512.Sum512(e)
	return d[:]
}

// seal encrypts a string or a stream, with what it begins from before it (algorithm 1.A).
func (k *key) seal(plain []byte) ([]byte, error) {
	pad := aes.BlockSize - len(plain)%aes.BlockSize
	out := make([]byte, aes.BlockSize, aes.BlockSize+len(plain)+pad)
	if _, err := io.ReadFull(k.random, out); err != nil {
		return nil, fmt.Errorf("lock pdf: %w", err)
	}
	out = append(append(out, plain...), bytes.Repeat([]byte{byte(pad)}, pad)...)
	body := out[aes.BlockSize:]
	cipher.NewCBCEncrypter(k.block, out[:aes.BlockSize]).CryptBlocks(body, body)
	return out, nil
}

// dictionary says how the file is opened.
func (k *key) dictionary() string {
	return fmt.Sprintf("<</Filter /Standard /V 5 /R 6 /Length 256 /P %d\n"+
		"/CF <</StdCF <</AuthEvent /DocOpen /CFM /AESV3 /Length 32>>>> /StmF /StdCF /StrF /StdCF\n"+
		"/U <%X> /UE <%X>\n/O <%X> /OE <%X>\n/Perms <%X>>>", k.allowed, k.u, k.ue, k.o, k.oe, k.perms)
}
