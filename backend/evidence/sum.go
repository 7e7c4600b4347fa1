package evidence

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"secondstory/backend/debrief"
)

// sum is how to know files again, in hex: SHA-256 of one file's bytes; of several,
// over each one's name, size and bytes.
func (j *job) sum(files ...file) (string, error) {
	h := sha256.New()
	for _, f := range files {
		if len(files) > 1 {
			_, _ = fmt.Fprintf(h, "%s\x00%d\x00", f.path, f.size)
		}
		in, err := f.open()
		if err != nil {
			return "", err
		}
		_, err = io.Copy(h, in)
		_ = in.Close()
		if err != nil {
			return "", refused(debrief.CodeEvidenceUnreadable, f.path)
		}
		if j.ctx.Err() != nil {
			return "", debrief.Errorf(debrief.CodeCancelled)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
