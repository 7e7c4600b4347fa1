package bundle

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strconv"
	"strings"

	"secondstory/backend/debrief"
)

// Read reads a bundle of size bytes. Whatever is wrong with it is a
// debrief.Error that says which file of the bundle and what was expected there;
// its "path" is left for the caller, who knows it.
func Read(ctx context.Context, r io.ReaderAt, size int64) (*Bundle, error) {
	files, err := open(r, size)
	if err != nil {
		return nil, err
	}
	p := unpacking{ctx: ctx, left: maxBytes}
	m, err := p.manifest(files)
	if err != nil {
		return nil, err
	}
	members, err := p.members(m, files[1:])
	if err != nil {
		return nil, err
	}
	return assemble(m, members)
}

// unpacking reads members and counts what may still be unpacked.
type unpacking struct {
	ctx  context.Context
	left int64
}

// manifest reads the first member. A newer format is refused before anything
// else is looked at: its other members may be of any kind.
func (p *unpacking) manifest(files []*zip.File) (*manifest, error) {
	if files[0].Name != manifestName {
		return nil, foreign()
	}
	data, err := p.read(files[0])
	if err != nil {
		return nil, err
	}
	var version struct {
		Format int `json:"format"`
	}
	if err := decode(manifestName, data, &version, false); err != nil {
		return nil, err
	}
	if version.Format > Format {
		return nil, debrief.Errorf(debrief.CodeBundleNewer, "path", "", "found", number(version.Format), "known", number(Format))
	}
	m := &manifest{}
	if err := decode(manifestName, data, m, true); err != nil {
		return nil, err
	}
	if m.Format < 1 || m.Format > Format || !validID(m.DebriefID) || len(m.App) > 100 {
		return nil, contents(manifestName, "format, app, debriefId", 1)
	}
	return m, nil
}

// members reads the others. The manifest and the file have to agree on which
// there are, in which order, and on every byte.
func (p *unpacking) members(m *manifest, files []*zip.File) (map[string][]byte, error) {
	if err := distinct(files); err != nil {
		return nil, err
	}
	for i, f := range files {
		if !known(f.Name) || i >= len(m.Members) {
			return nil, unexpected(f.Name)
		}
	}
	out := map[string][]byte{}
	for i, want := range m.Members {
		if i >= len(files) || files[i].Name != want.Name {
			return nil, damaged(want.Name)
		}
		data, err := p.read(files[i])
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(data)
		if int64(len(data)) != want.Size || hex.EncodeToString(sum[:]) != want.SHA256 {
			return nil, damaged(want.Name)
		}
		out[want.Name] = data
	}
	return out, nil
}

// known says whether a member may be there. Names are compared whole, so none
// of them climbs, is absolute or means another file on another system.
func known(name string) bool {
	id, isAttachment := strings.CutPrefix(name, attachments)
	return name == debriefName || isAttachment && validID(id)
}

func distinct(files []*zip.File) error {
	seen := map[string]bool{manifestName: true}
	for _, f := range files {
		if seen[f.Name] {
			return unexpected(f.Name)
		}
		seen[f.Name] = true
	}
	return nil
}

// limitOf is how large a member may be, also in words.
func limitOf(name string) (bytes int64, words string) {
	switch {
	case name == manifestName:
		return maxManifest, "1 MB"
	case strings.HasSuffix(name, ".json"):
		return maxJSON, "64 MB"
	}
	return debrief.MaxAttachment, "20 MB"
}

// read unpacks one member. What its header says of its size is checked first
// and not believed after.
func (p *unpacking) read(f *zip.File) ([]byte, error) {
	if p.ctx.Err() != nil {
		return nil, debrief.Errorf(debrief.CodeCancelled).Wrap(p.ctx.Err())
	}
	if !f.Mode().IsRegular() || f.Flags&1 != 0 || f.Method != zip.Store && f.Method != zip.Deflate {
		return nil, unexpected(f.Name)
	}
	limit, words := limitOf(f.Name)
	limit = min(limit, p.left)
	if f.UncompressedSize64 > uint64(limit) {
		return nil, tooLarge(f.Name, words)
	}
	if tooDense(int64(f.CompressedSize64), int64(f.UncompressedSize64)) {
		return nil, tooLarge(f.Name, "1 : "+number(maxRatio))
	}
	r, err := f.Open()
	if err != nil {
		return nil, damaged(f.Name).Wrap(err)
	}
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err := errors.Join(err, r.Close()); err != nil {
		return nil, damaged(f.Name).Wrap(err)
	}
	if int64(len(data)) > limit {
		return nil, tooLarge(f.Name, words)
	}
	p.left -= int64(len(data))
	return data, nil
}

func number(n int) string { return strconv.Itoa(n) }
