package bundle

import (
	"strings"
	"unicode"

	"secondstory/backend/debrief"
)

// Format is the newest format that is read, and the one that is written.
const Format = 2

// formerTurns is the last format in which a meeting said whose turn it was.
const formerTurns = 1

// Extension is how the name of a bundle ends.
const Extension = ".secondstory"

// Bounds of what is read and written.
const (
	// maxBytes bounds the file, and everything in it once it is unpacked.
	maxBytes = 256 << 20
	// maxJSON bounds one JSON member: a debrief of 5,000 lines has 3 MB.
	maxJSON = 64 << 20
	// maxManifest bounds the manifest, which names at most maxMembers.
	maxManifest = 1 << 20
	maxMembers  = 1000
	// maxDirectory bounds the zip file's directory.
	maxDirectory = 1 << 20
	// maxRatio bounds how far a member larger than freeBytes may unpack; what
	// would unpack further is stored as it is.
	maxRatio  = 200
	freeBytes = 1 << 20
	// maxDepth, maxObjects and maxValues bound JSON before anything is built of
	// it: an empty object of three bytes becomes a record of several hundred.
	maxDepth   = 16
	maxObjects = 300_000
	maxValues  = 3_000_000
)

// The members.
const (
	manifestName = "manifest.json"
	debriefName  = "debrief.json"
	attachments  = "attachments/"
)

// Bundle is one debrief with what belongs to it.
type Bundle struct {
	// App is the version of the app that wrote it.
	App     string
	Debrief *debrief.Whole
	// Content is the bytes of the debrief's attachments, by their ids.
	Content map[debrief.ID][]byte
}

// manifest is manifest.json.
type manifest struct {
	Format    int        `json:"format"`
	App       string     `json:"app"`
	DebriefID debrief.ID `json:"debriefId"`
	Members   []member   `json:"members"`
}

// member is one file of the bundle.
type member struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	data   []byte
}

// contents says what was expected on a line of a member.
func contents(name, expected string, line int) *debrief.Error {
	return debrief.Errorf(debrief.CodeBundleContents, "path", "", "member", shown(name), "line", number(line), "expected", expected)
}

// record says what was expected of a record of a member.
func record(name, expected string) *debrief.Error {
	return debrief.Errorf(debrief.CodeBundleRecord, "path", "", "member", shown(name), "expected", expected)
}

func foreign() *debrief.Error { return debrief.Errorf(debrief.CodeBundleForeign, "path", "") }

func damaged(name string) *debrief.Error {
	return debrief.Errorf(debrief.CodeBundleDamaged, "path", "", "member", shown(name))
}

func unexpected(name string) *debrief.Error {
	return debrief.Errorf(debrief.CodeBundleMember, "path", "", "member", shown(name))
}

func tooLarge(name, limit string) *debrief.Error {
	return debrief.Errorf(debrief.CodeBundleTooLarge, "path", "", "member", shown(name), "limit", limit)
}

// shown makes a name from somebody else's file fit to be said: braces would be
// taken for a placeholder.
func shown(name string) string {
	return cut(Printable(strings.NewReplacer("{", "(", "}", ")").Replace(name)), 80)
}

// Printable takes from a text what would do something to a terminal, or turn
// the direction of what follows.
func Printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' {
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// cut shortens a text to at most so many characters.
func cut(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

// validID says whether an id can be one: it also names a member.
func validID(id string) bool {
	if id == "" || len(id) > 200 {
		return false
	}
	for _, c := range []byte(id) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return false
		}
	}
	return true
}
