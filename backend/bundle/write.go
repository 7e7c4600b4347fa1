package bundle

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"secondstory/backend/debrief"
)

// Write writes a bundle. The same bundle always makes the same bytes. What Read
// would refuse is refused here too, so that no bundle is made that cannot be
// read back.
func Write(ctx context.Context, w io.Writer, b Bundle) error {
	members, err := b.members()
	if err != nil {
		return err
	}
	z := zip.NewWriter(w)
	for _, m := range members {
		if ctx.Err() != nil {
			return debrief.Errorf(debrief.CodeCancelled).Wrap(ctx.Err())
		}
		if err := m.write(z); err != nil {
			return fmt.Errorf("write %s: %w", m.Name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("end bundle: %w", err)
	}
	return nil
}

// members returns what goes into the file, the manifest first.
func (b Bundle) members() ([]member, error) {
	whole, err := normalised(b.Debrief)
	if err != nil {
		return nil, err
	}
	var out []member
	if out, err = appendJSON(out, debriefName, whole); err != nil {
		return nil, err
	}
	for _, a := range whole.Attachments {
		content, ok := b.Content[a.ID]
		if !ok || !a.Holds(content) {
			return nil, debrief.Errorf(debrief.CodeAttachmentMissing)
		}
		out = append(out, newMember(attachments+a.ID, content))
	}
	head, err := appendJSON(nil, manifestName, manifest{Format, b.App, whole.Debrief.ID, out})
	if err != nil {
		return nil, err
	}
	out = append(head, out...)
	return out, bounded(out)
}

// bounded refuses to write what would not be read.
func bounded(members []member) error {
	var sum int64
	for _, m := range members {
		if limit, words := limitOf(m.Name); m.Size > limit {
			return tooLarge(m.Name, words)
		}
		sum += m.Size
	}
	if sum > maxBytes || len(members) > maxMembers {
		return tooLarge(members[0].Name, "256 MB, 1,000 files")
	}
	return nil
}

func appendJSON[T any](to []member, name string, value T) ([]member, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(value); err != nil {
		return nil, fmt.Errorf("encode %s: %w", name, err)
	}
	return append(to, newMember(name, out.Bytes())), nil
}

func newMember(name string, data []byte) member {
	sum := sha256.Sum256(data)
	return member{Name: name, Size: int64(len(data)), SHA256: hex.EncodeToString(sum[:]), data: data}
}

// write adds a member, deflated unless it would unpack too far.
func (m member) write(z *zip.Writer) error {
	small, err := deflated(m.data)
	if err != nil {
		return err
	}
	h := &zip.FileHeader{Name: m.Name, Method: zip.Deflate}
	h.SetMode(0o600)
	if len(small) >= len(m.data) || tooDense(int64(len(small)), m.Size) {
		h.Method = zip.Store
	}
	to, err := z.CreateHeader(h)
	if err != nil {
		return err
	}
	_, err = to.Write(m.data)
	return err
}

func deflated(data []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.DefaultCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err = w.Close()
	return out.Bytes(), err
}

// tooDense says that packed bytes would unpack further than is allowed.
func tooDense(packed, size int64) bool { return size > freeBytes && size/max(packed, 1) >= maxRatio }
