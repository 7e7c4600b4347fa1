package site

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"secondstory/backend/site/find"
)

// Entry is what a site knows of a debrief: the file debrief.json in its folder.
type Entry struct {
	// Key names the debrief for good and says nothing of it; Publisher is whose it is.
	Key       string `json:"key"`
	Publisher string `json:"publisher"`
	// Mark is another when what is published of the debrief is; Size is how large its
	// page is, in bytes: one that was cut short is written again.
	Mark string `json:"mark"`
	Size int64  `json:"size"`
	// Edition is which its address was made in: the words of another may tell more. It is
	// empty where that is not known.
	Edition string `json:"edition,omitempty"`
	// Gone says that it is published no more; the rest is empty then.
	Gone bool `json:"gone,omitempty"`
	Card
	// By is who publishes it, as they call themselves; may be empty.
	By string `json:"by,omitempty"`
	// Published and Updated are RFC 3339 UTC.
	Published string `json:"published"`
	Updated   string `json:"updated"`
	// Beside is what the folders sum up to of those that the page was told of, by key;
	// empty for one that is not there. Their names may tell what this page must not.
	Beside map[string]string `json:"beside,omitempty"`

	folder string
	// isNew says that the page was written by this publisher.
	isNew bool
	// page is how large its page is, -1 when there is none.
	page int64
}

// Card is what lists say of a debrief, as its edition says it.
type Card struct {
	Title string `json:"title"`
	Lead  string `json:"lead"`
	// Day is when the event began, YYYY-MM-DD.
	Day string `json:"day"`
	// Kind, Factors and Tags are what it is listed under.
	Kind    Label   `json:"kind"`
	Factors []Label `json:"factors"`
	Tags    []Label `json:"tags"`
	// Line tells edition, version and day of signing.
	Line string `json:"line"`
}

// Label is a word that debriefs are listed under: how it is written in an address, and
// in a sentence.
type Label struct {
	Slug string `json:"slug"`
	Name string `json:"name"`
}

const (
	entryFile  = "debrief.json"
	pageFile   = "index.html"
	entriesDir = "debriefs"
)

// URL is where the debrief's page is, from the site's root. It names the file: what
// serves objects, and a folder that is opened as it is, show no page for a folder.
func (e *Entry) URL() string { return entriesDir + "/" + e.folder + "/" + pageFile }

// scan reads what every folder says of its debrief, in the order of their names.
// Folders of somebody else say nothing, and nor does one that says what no publisher
// would: it may have been written by anybody.
func (p *publisher) scan() ([]Entry, error) {
	names, err := p.names(entriesDir)
	if err != nil || len(names) == 0 {
		return nil, err
	}
	root, err := p.root.OpenRoot(entriesDir)
	if err != nil {
		return nil, fmt.Errorf("open folder: %w", err)
	}
	defer func() { _ = root.Close() }()
	out := make([]Entry, len(names))
	spread(len(names), func(i int) { out[i] = entryIn(root, names[i]) })
	return slices.DeleteFunc(out, func(e Entry) bool { return e.folder == "" }), nil
}

// entryIn reads what a folder says; one that says nothing has no name.
func entryIn(root *os.Root, folder string) Entry {
	if info, err := root.Stat(folder); err != nil || !info.IsDir() {
		return Entry{}
	}
	dir, err := root.OpenRoot(folder)
	if err != nil {
		return Entry{}
	}
	defer func() { _ = dir.Close() }()
	data, err := load(dir, entryFile, mostSaid)
	e := Entry{folder: folder, page: -1}
	if err != nil || json.Unmarshal(data, &e) != nil || !e.isGood() {
		return Entry{}
	}
	if info, err := dir.Stat(pageFile); err == nil && isFile(info) {
		e.page = info.Size()
	}
	return e
}

// isCalledSo says whether a folder is called as the entry's would be that is made now.
func (e *Entry) isCalledSo(folder string) bool {
	number, is := strings.CutPrefix(folder, folderOf(e.Publisher, e.Key, e.Day, e.Title))
	return is && aNumber.MatchString(number)
}

// aNumber ends the folder's name of one whose name was taken.
var aNumber = regexp.MustCompile(`^(-\d+)?$`)

// isWhole says whether the entry's page is as large as it was written.
func (e *Entry) isWhole() bool { return e.page == e.Size }

var aDay = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)?$`)

// isGood says whether an entry can be listed: its words for addresses lead nowhere else,
// its times are times.
func (e *Entry) isGood() bool {
	good := e.Key != "" && isName(e.Publisher) && isName(e.folder) && aDay.MatchString(e.Day) && isTime(e.Published) && isTime(e.Updated)
	for _, l := range e.labels() {
		good = good && isName(l.Slug)
	}
	return good
}

func isTime(s string) bool {
	_, err := time.Parse(time.RFC3339, s)
	return err == nil
}

// keep writes what a folder says of its debrief.
func (p *publisher) keep(e *Entry) error {
	data, err := json.MarshalIndent(e, "", "  ")
	if err != nil {
		return fmt.Errorf("write entry: %w", err)
	}
	return p.write(path.Join(entriesDir, e.folder, entryFile), append(data, '\n'))
}

// maxSlug is how long a word in an address is at most.
const maxSlug = 60

// Slug writes a word as a part of an address: small letters, digits and hyphens. What
// has none of them is named by what its bytes sum up to.
func Slug(text string) string {
	folded := find.Fold(text)
	words := strings.FieldsFunc(folded, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	out := ""
	for _, w := range words {
		if len(out)+1+len(w) > maxSlug {
			break
		}
		out = strings.TrimPrefix(out+"-"+w, "-")
	}
	if out == "" && text != "" {
		return summed(folded)
	}
	if device.MatchString(out) {
		return out + "-1"
	}
	return out
}

// TagSlug writes a tag as a part of an address. Where that leaves out what is more than
// space between words, it says what the whole sums up to: "c++" is not "c#".
func TagSlug(tag string) string {
	slug, folded := Slug(tag), find.Fold(tag)
	spaced := strings.FieldsFunc(folded, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("-_./:", r) })
	whole := strings.Join(spaced, "-")
	if sum := summed(folded); whole != strings.TrimSuffix(slug, "-1") && whole != slug && slug != sum {
		return slug + "-" + sum
	}
	return slug
}

func summed(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:4])
}

// device are the names that Windows keeps for devices.
var device = regexp.MustCompile(`^(con|prn|aux|nul|com\d|lpt\d)$`)
