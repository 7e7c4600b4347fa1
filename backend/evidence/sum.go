package evidence

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"secondstory/backend/debrief"
)

// sum is how to know files again, in hex: SHA-256 of one file's bytes; of several,
// over each one's name, size and bytes. CodeEvidenceChanged when one is not what was read.
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
		_, err = io.Copy(h, whileWanted{in, j.ctx})
		_ = in.Close()
		switch {
		case j.ctx.Err() != nil:
			return "", debrief.Errorf(debrief.CodeCancelled)
		case err != nil:
			return "", refused(debrief.CodeEvidenceUnreadable, f.path)
		case f.changed():
			return "", refused(debrief.CodeEvidenceChanged, f.path)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// whileWanted reads until somebody cancels.
type whileWanted struct {
	in  io.Reader
	ctx context.Context
}

// Read reads.
func (w whileWanted) Read(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.in.Read(p)
}
