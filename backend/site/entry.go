package site

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

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
	// Gone says that it is published no more; the rest is empty then.
	Gone bool `json:"gone,omitempty"`
	Card
	// Published and Updated are RFC 3339 UTC.
	Published string `json:"published"`
	Updated   string `json:"updated"`

	folder string
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

// URL is where the debrief's page is, from the site's root.
func (e *Entry) URL() string { return entriesDir + "/" + e.folder + "/" }

// scan reads what every folder says of its debrief, in the order of their names.
// Folders of somebody else say nothing.
func scan(dir string) ([]Entry, error) {
	names, err := os.ReadDir(filepath.Join(dir, entriesDir))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read folder: %w", err)
	}
	out := make([]Entry, 0, len(names))
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(dir, entriesDir, name.Name(), entryFile)) //nolint:gosec // below the folder that was chosen
		var e Entry
		if err != nil || json.Unmarshal(data, &e) != nil || e.Key == "" || e.Publisher == "" {
			continue
		}
		e.folder = name.Name()
		out = append(out, e)
	}
	return out, nil
}

// put writes what a folder says of its debrief.
func (e *Entry) put(dir string) error {
	data, err := json.MarshalIndent(e, "", "  ")
	if err != nil {
		return fmt.Errorf("write entry: %w", err)
	}
	return write(filepath.Join(dir, entriesDir, e.folder, entryFile), append(data, '\n'))
}

// maxSlug is how long a word in an address is at most.
const maxSlug = 60

// Slug writes a word as a part of an address: small letters, digits and hyphens. What
// has none of them is named by what its bytes sum up to.
func Slug(text string) string {
	words := strings.FieldsFunc(find.Fold(text), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	out := ""
	for _, w := range words {
		if len(out)+1+len(w) > maxSlug {
			break
		}
		out = strings.TrimPrefix(out+"-"+w, "-")
	}
	if out == "" && text != "" {
		sum := sha256.Sum256([]byte(text))
		return hex.EncodeToString(sum[:4])
	}
	return out
}
