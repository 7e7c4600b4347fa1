package debrief

import (
	"crypto/sha256"
	"encoding/hex"
	"mime"
	"path"
	"strings"
	"unicode"
)

// MaxAttachment bounds one attachment, in bytes.
const MaxAttachment = 20 << 20

// Attachment is an image or a file that belongs to a record: what it is called
// and how to know its bytes again. The bytes themselves are kept apart, under
// the same id; they never change.
type Attachment struct {
	Base
	// RecordID is what it belongs to: an entry, or the debrief itself.
	RecordID ID `json:"recordId"`
	// Name is what it is called, fit to be the name of a file; see FileName.
	Name string `json:"name"`
	// Caption says what is to be seen; may be empty.
	Caption string `json:"caption"`
	// MediaType is what it says it is ("image/png"), not to be believed.
	MediaType string `json:"mediaType"`
	// Size is in bytes, SHA256 in 64 hex digits.
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	// Evidence says that it stands in the list of evidence and stays there when a line
	// that rests on it goes; it belongs to the debrief then.
	Evidence bool `json:"evidence,omitempty"`
	// LineIDs are the lines that rest on it besides the one it belongs to.
	LineIDs []ID `json:"lineIds,omitempty"`
	// Position orders what stands beside one line, and the list of evidence.
	Position float64 `json:"position,omitempty"`
	// Source says where it is from ("Grafana"), Time when what it shows was; nil while
	// nobody said.
	Source string  `json:"source,omitempty"`
	Time   *Moment `json:"time,omitempty"`
	// Original is the hash of the file it was made of; empty for what was pasted.
	Original string `json:"original,omitempty"`
	// Shown says how far reports may show it.
	Shown Shown `json:"shown,omitempty"`
}

// Shown says which editions of a report may show a picture: it can hold names that
// no edition can take out.
type Shown string

// Named reports alone while nobody said more; none, also those by role, or all.
const (
	ShownNamed Shown = ""
	ShownNone  Shown = "none"
	ShownRoles Shown = "roles"
	ShownAll   Shown = "all"
)

// maxLines bounds how many lines rest on one attachment.
const maxLines = 10_000

// NewAttachment describes bytes that are to be attached to a record.
func NewAttachment(debriefID, recordID ID, name, mediaType string, content []byte) *Attachment {
	sum := sha256.Sum256(content)
	return &Attachment{
		Base: Base{ID: NewID(), DebriefID: debriefID}, RecordID: recordID,
		Name: FileName(name), MediaType: mediaTypeOf(mediaType),
		Size: int64(len(content)), SHA256: hex.EncodeToString(sum[:]),
	}
}

// Noun returns NounAttachment.
func (*Attachment) Noun() Noun { return NounAttachment }

// Validate reports what keeps the attachment from being stored. It makes the
// name and the media type fit to be shown: they may come from anybody's file.
func (a *Attachment) Validate() error {
	if err := a.validateBase(NounAttachment); err != nil {
		return err
	}
	if a.RecordID == "" || len(a.RecordID) > maxID || a.Size < 0 || !isSum(a.SHA256) {
		return Errorf(CodeInvalid, "noun", string(NounAttachment))
	}
	if a.Size > MaxAttachment {
		return Errorf(CodeAttachmentTooLarge)
	}
	if len(a.LineIDs) > maxLines || a.Original != "" && !isSum(a.Original) {
		return Errorf(CodeInvalid, "noun", string(NounAttachment))
	}
	if err := oneOf("shown", a.Shown, ShownNamed, ShownNone, ShownRoles, ShownAll); err != nil {
		return err
	}
	if a.Time != nil {
		if err := a.Time.Validate(); err != nil {
			return err
		}
	}
	a.Name, a.MediaType = FileName(a.Name), mediaTypeOf(a.MediaType)
	return CheckLength(a.Caption, a.Source)
}

// IsPicture says that it is an image that can be shown.
func (a *Attachment) IsPicture() bool {
	return a.MediaType == "image/png" || a.MediaType == "image/jpeg"
}

// Waits says that it goes with the line that is being written: it belongs to no line
// yet, and is no evidence by itself.
func (a *Attachment) Waits() bool { return a.RecordID == a.DebriefID && !a.Evidence }

// Lines are the lines that rest on it.
func (a *Attachment) Lines() []ID {
	if a.RecordID == a.DebriefID {
		return a.LineIDs
	}
	return append([]ID{a.RecordID}, a.LineIDs...)
}

// Holds says whether these are the attachment's bytes.
func (a *Attachment) Holds(content []byte) bool {
	sum := sha256.Sum256(content)
	return int64(len(content)) == a.Size && hex.EncodeToString(sum[:]) == a.SHA256
}

func isSum(text string) bool {
	raw, err := hex.DecodeString(text)
	return err == nil && len(raw) == sha256.Size && strings.ToLower(text) == text
}

// unknownType is the media type of bytes of which nothing is known (RFC 2046,
// section 4.5.1).
const unknownType = "application/octet-stream"

// mediaTypeOf keeps a media type without its parameters.
func mediaTypeOf(text string) string {
	kind, _, err := mime.ParseMediaType(text)
	if err != nil || len(kind) > 100 || !strings.Contains(kind, "/") {
		return unknownType
	}
	return kind
}

// maxFileName bounds a file's name, in characters: every system takes so many.
const maxFileName = 100

// FileName makes of any text the name of a file that means a file on every
// system and nothing else: no folder, no device, no hidden file, nothing that
// turns the direction of what follows. The same name always stays the same.
func FileName(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = text[strings.LastIndexAny(text, `/\`)+1:]
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\u2028', r == '\u2029':
			return -1
		case strings.ContainsRune(`<>:"|?*`, r):
			return '-'
		}
		return r
	}, text)
	text = shortened(strings.Trim(text, ". "))
	if text == "" {
		return "attachment"
	}
	if isDevice(text) {
		return "_" + text
	}
	return text
}

// shortened keeps the ending of a long name.
func shortened(text string) string {
	r := []rune(text)
	if len(r) <= maxFileName {
		return text
	}
	ending := []rune(path.Ext(text))
	if len(ending) > 10 {
		ending = nil
	}
	return strings.Trim(string(r[:maxFileName-len(ending)])+string(ending), ". ")
}

// isDevice says that Windows takes a name for a device, whatever its ending.
func isDevice(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	switch stem = strings.TrimSpace(stem); stem {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	return len(stem) == 4 && (strings.HasPrefix(stem, "COM") || strings.HasPrefix(stem, "LPT")) && stem[3] >= '0' && stem[3] <= '9'
}
