// Package signoff freezes a debrief as it was agreed, so that what is printed under
// a version's number never changes, and reads it back.
//
// A version keeps the whole debrief as the bytes of an attachment: gzip over the JSON
// of [debrief.Whole], without revisions, decisions about wording, the versions before,
// how people are reached, and what is arranged for the meeting. The SHA-256 of that
// JSON is the version's: the same content has the same. Pictures and files keep their
// ids; their bytes never change in a library and stay there.
package signoff

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// PackType is the media type of the attachment that holds a version.
const PackType = "application/x-secondstory-version"

// ActionName and AmendName are the names of the two steps in the list of changes.
const (
	ActionName = "sign-off"
	AmendName  = "amend"
)

// maxPack bounds a version once it is unpacked.
const maxPack = 512 << 20

// Options is what is said at sign-off.
type Options struct {
	// At is when.
	At time.Time
	// By is who says so, in their own words; may be empty.
	By string
	// Note says what changed since the version before; a first one needs none.
	Note string
	// Reason is why it is signed off although something is open.
	Reason string
}

// Sign returns the one step that signs a debrief off, and its version. Where a
// countermeasure is still open, it is followed up from here on. Without a note
// on what an amendment changed it is refused (CodeVersionNote), and so is one that is
// not being read back (CodeVersionSoon). Where nothing changed since the newest version
// it stands under that one again, and no other is made.
func Sign(w *debrief.Whole, o Options) (debrief.Action, *debrief.Version, error) {
	switch {
	case w.Debrief.State.IsSigned():
		return debrief.Action{}, nil, debrief.Errorf(debrief.CodeSigned)
	case !w.Debrief.State.CanGo(debrief.StateSignedOff):
		return debrief.Action{}, nil, debrief.Errorf(debrief.CodeVersionSoon)
	}
	frozen, err := freeze(w)
	if err != nil {
		return debrief.Action{}, nil, err
	}
	head := w.Debrief
	head.State = debrief.StateSignedOff
	if !w.MayClose() {
		head.State = debrief.StateFollowUp
	}
	sum := sha256.Sum256(frozen)
	newest := w.Version("")
	if newest != nil && !newest.IsWithdrawn() && newest.SHA256 == hex.EncodeToString(sum[:]) {
		return debrief.Action{Name: ActionName, Put: []debrief.Record{&head}}, newest, nil
	}
	if newest != nil && strings.TrimSpace(o.Note) == "" {
		return debrief.Action{}, nil, debrief.Errorf(debrief.CodeVersionNote)
	}
	packed, err := pack(frozen)
	if err != nil {
		return debrief.Action{}, nil, err
	}
	v := &debrief.Version{
		Base:   debrief.Base{ID: debrief.NewID(), DebriefID: w.Debrief.ID},
		Number: w.NextNumber(), SignedAt: o.At.UTC().Format(time.RFC3339), SignedBy: o.By, Note: o.Note, Reason: o.Reason,
		SHA256: hex.EncodeToString(sum[:]),
	}
	file := debrief.NewAttachment(w.Debrief.ID, v.ID, "version-"+v.Number, PackType, packed)
	v.PackID = file.ID
	return debrief.Action{
		Name: ActionName, Put: []debrief.Record{&head, v, file}, Content: map[debrief.ID][]byte{file.ID: packed},
	}, v, nil
}

// Amend returns the step that lets a debrief that was signed off be changed again; one that
// was closed is open from then on. Its versions stay.
func Amend(d debrief.Debrief, at time.Time) (debrief.Action, error) {
	if !d.State.IsSigned() {
		return debrief.Action{}, debrief.Errorf(debrief.CodeInvalid, "noun", "state")
	}
	d.OpenAgain(debrief.StateReadBack, "", at)
	return debrief.Action{Name: AmendName, Put: []debrief.Record{&d}}, nil
}

// Content is what of a debrief is signed off: a copy without what may change after, or
// is nobody's to read.
func Content(w *debrief.Whole) *debrief.Whole {
	f := debrief.NewWhole(w.Debrief)
	for _, r := range w.Records()[1:] {
		f.Add(r)
	}
	f.DropVersions()
	f.Wordings, f.Debrief.Preparation = []debrief.Wording{}, debrief.Preparation{}
	f.Debrief.State, f.Debrief.Closing = debrief.StateSignedOff, debrief.Closing{}
	f.Meeting.Stand()
	for i := range f.Participants {
		p := &f.Participants[i]
		p.Email, p.Coming, p.InvitedAt, p.LinesSentAt = "", "", "", ""
	}
	for _, r := range f.Records() {
		r.Head().Rev = 0
	}
	return f
}

// freeze is the content of a version as it is kept.
func freeze(w *debrief.Whole) ([]byte, error) {
	f := Content(w)
	for _, r := range f.Records() {
		if err := r.Validate(); err != nil {
			return nil, fmt.Errorf("freeze debrief: %w", err)
		}
	}
	content, err := json.Marshal(f)
	if err != nil {
		return nil, fmt.Errorf("freeze debrief: %w", err)
	}
	return content, nil
}

func pack(content []byte) ([]byte, error) {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, err := z.Write(content)
	if err = errors.Join(err, z.Close()); err != nil {
		return nil, fmt.Errorf("pack version: %w", err)
	}
	return out.Bytes(), nil
}

// Thaw returns the debrief as it was signed off, from the bytes of the version's
// attachment. CodeVersionPack when they are not what was signed off.
func Thaw(v *debrief.Version, packed []byte) (*debrief.Whole, error) {
	content, err := unpack(packed)
	if err == nil {
		sum := sha256.Sum256(content)
		if hex.EncodeToString(sum[:]) != v.SHA256 {
			err = errors.New("its hash is another")
		}
	}
	w := &debrief.Whole{}
	if err == nil {
		err = json.Unmarshal(content, w)
	}
	if err != nil {
		return nil, debrief.Errorf(debrief.CodeVersionPack, "number", v.Number).Wrap(err)
	}
	out := debrief.NewWhole(w.Debrief)
	for _, r := range w.Records()[1:] {
		out.Add(r)
	}
	out.Sort()
	return out, nil
}

func unpack(packed []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpack version: %w", err)
	}
	content, err := io.ReadAll(io.LimitReader(z, maxPack+1))
	if err != nil {
		return nil, fmt.Errorf("unpack version: %w", err)
	}
	if len(content) > maxPack {
		return nil, errors.New("unpack version: too large")
	}
	return content, nil
}

// Keeper has the bytes of attachments.
type Keeper interface {
	Content(ctx context.Context, a debrief.Attachment) ([]byte, error)
}

// Read returns a debrief as it was signed off under a number, with the versions up to
// that one, and the version. CodeVersionGone when there is none of the number.
func Read(ctx context.Context, from Keeper, w *debrief.Whole, number string) (*debrief.Whole, *debrief.Version, error) {
	gone := debrief.Errorf(debrief.CodeVersionGone, "number", number)
	v := w.Version(number)
	if v == nil {
		return nil, nil, gone
	}
	if v.IsWithdrawn() {
		return nil, nil, debrief.Errorf(debrief.CodeVersionWithdrawn, "number", v.Number)
	}
	at := slices.IndexFunc(w.Attachments, func(a debrief.Attachment) bool { return a.ID == v.PackID })
	if at < 0 {
		return nil, nil, gone
	}
	packed, err := from.Content(ctx, w.Attachments[at])
	if err != nil {
		return nil, nil, fmt.Errorf("read version: %w", err)
	}
	out, err := Thaw(v, packed)
	if err != nil {
		return nil, nil, err
	}
	out.Versions = w.UpTo(v)
	return out, v, nil
}
