package export

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"sync"

	"secondstory/backend/debrief"
	"secondstory/backend/picture"
)

// maxPrepared bounds what is kept ready, in bytes: about fifty screenshots.
const maxPrepared = 64 << 20

// Prepared keeps pictures that were made ready for paper, by the hash of what they were
// made of, for the next time the same debrief is set. It keeps them in memory alone, is
// empty as it is, and is safe for concurrent use; a nil one keeps nothing.
type Prepared struct {
	mu   sync.Mutex
	size int
	made map[string]picture.Picture
}

// of makes a picture ready, or finds it made.
func (k *Prepared) of(content []byte) (picture.Picture, error) {
	if k == nil {
		return picture.Print(content, paperWidth, paperHeight)
	}
	hash := sha256.Sum256(content)
	sum := hex.EncodeToString(hash[:])
	k.mu.Lock()
	p, ok := k.made[sum]
	k.mu.Unlock()
	if ok {
		return p, nil
	}
	p, err := picture.Print(content, paperWidth, paperHeight)
	if err == nil {
		k.keep(sum, p)
	}
	return p, err
}

// keep keeps a picture where there is room. No other makes room for it: going through
// more pictures than there is room for would find none of them again.
func (k *Prepared) keep(sum string, p picture.Picture) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.made == nil {
		k.made = map[string]picture.Picture{}
	}
	if _, ok := k.made[sum]; !ok && k.size+len(p.Content) <= maxPrepared {
		k.made[sum] = p
		k.size += len(p.Content)
	}
}

// only lets go of what is of none of these: of another debrief, or taken out since.
func (k *Prepared) only(attachments []debrief.Attachment) {
	if k == nil {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for sum, p := range k.made {
		if !slices.ContainsFunc(attachments, func(a debrief.Attachment) bool { return a.SHA256 == sum }) {
			delete(k.made, sum)
			k.size -= len(p.Content)
		}
	}
}
