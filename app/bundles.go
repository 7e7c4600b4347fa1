package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"secondstory/backend/bundle"
	"secondstory/backend/debrief"
	"secondstory/backend/file"
	"secondstory/backend/secret"
	"secondstory/backend/sqlite"
)

// Bundles is bound to the window: one debrief as a file of its own, saved and
// opened. The file that was opened last is held, read and checked, until it is
// imported or another is opened: what was looked at is what is taken.
type Bundles struct {
	desk *Desk

	mu     sync.Mutex
	handle string
	offer  *bundle.Offer
}

// SavedBundle is a written file. An empty path means that nobody chose one.
type SavedBundle struct {
	Path string `json:"path"`
	// Secrets is how many pieces of it look like one; they kept nothing from it.
	Secrets int `json:"secrets"`
}

// OpenedBundle is what a file holds, beside what the library has of it.
type OpenedBundle struct {
	// Handle names the file for Import; empty means that nobody chose one.
	Handle string `json:"handle"`
	// File is its name, without the folder.
	File string `json:"file"`
	// App is the version that wrote it.
	App       string        `json:"app"`
	ID        debrief.ID    `json:"id"`
	Title     string        `json:"title"`
	Kind      debrief.Kind  `json:"kind"`
	State     debrief.State `json:"state"`
	CreatedAt string        `json:"createdAt"`
	// Date is when the event started, or when the debrief was made; RFC 3339.
	Date string `json:"date"`
	// Counts says how many there are of each noun of which there are any.
	Counts []NounCount `json:"counts"`
	// Here says that the library has this debrief, Mine what it calls it.
	Here bool   `json:"here"`
	Mine string `json:"mine"`
	// Difference is empty when the library does not have it, or has it word for word.
	Difference bundle.Difference `json:"difference"`
	// Kept is how many lines keep what was agreed to here, which the file tells
	// otherwise; Withdrawn how many are left out, as their words were taken back here.
	Kept      int `json:"kept"`
	Withdrawn int `json:"withdrawn"`
}

// NounCount is how many records there are of a noun.
type NounCount struct {
	Noun  debrief.Noun `json:"noun"`
	Count int          `json:"count"`
}

// Save asks where to put a debrief as a file of its own and writes it, whole or
// not at all.
func (s *Bundles) Save(debriefID string) (saved SavedBundle, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return saved, err
	}
	b, err := bundle.From(context.Background(), lib, debriefID, s.desk.version)
	if err != nil {
		return saved, err
	}
	t := s.desk.copy.T
	path, err := s.desk.dialogs.Save(s.desk.window(), t("bundle.dialog.save"),
		file.Name(b.Debrief.Debrief.Title)+bundle.Extension, t("bundle.dialog.kind"), "*"+bundle.Extension)
	if err != nil || path == "" {
		return saved, err
	}
	if path, err = s.desk.outputAt(path, bundle.Extension); err != nil {
		return saved, err
	}
	s.desk.wrote.keep(path)
	return SavedBundle{Path: path, Secrets: len(secret.In(b.Debrief.Records()))}, bundle.Save(context.Background(), path, b)
}

// outputAt is where a file goes that somebody chose a place for: with its ending,
// and never over a library.
func (d *Desk) outputAt(path, ending string) (string, error) {
	path, err := ended(path, ending)
	if err != nil {
		return "", err
	}
	return path, sqlite.CheckOutput(path, d.keeper.Path)
}

// ended gives a path its ending. The dialog asked whether to replace the file of
// the name that was typed, not the one of this name.
func ended(path, ending string) (string, error) {
	if strings.HasSuffix(strings.ToLower(path), ending) {
		return path, nil
	}
	path += ending
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return "", debrief.Errorf(debrief.CodeExists, "path", path)
	}
	return path, nil
}

// Choose asks for a file and says what is in it. Nothing is imported yet.
func (s *Bundles) Choose() (opened OpenedBundle, err error) {
	defer guard(&err)
	opened = OpenedBundle{Counts: []NounCount{}, Difference: bundle.Difference{
		Added: []bundle.Item{}, Changed: []bundle.Item{}, Removed: []bundle.Item{},
	}}
	lib, err := s.desk.open()
	if err != nil {
		return opened, err
	}
	t := s.desk.copy.T
	path, err := s.desk.dialogs.Open(s.desk.window(), t("bundle.dialog.open"), t("bundle.dialog.kind"), "*"+bundle.Extension, "")
	if err != nil || path == "" {
		return opened, err
	}
	b, err := bundle.Open(context.Background(), path)
	if err != nil {
		return opened, err
	}
	offer, err := bundle.NewOffer(context.Background(), lib, b)
	if err != nil {
		return opened, err
	}
	describe(&opened, offer)
	opened.File, opened.Handle = filepath.Base(path), s.hold(offer)
	return opened, nil
}

// describe says what an offer is.
func describe(to *OpenedBundle, offer *bundle.Offer) {
	w := offer.Theirs.Debrief
	to.App, to.Title, to.Kind, to.State = offer.Theirs.App, w.Debrief.Title, w.Debrief.Kind, w.Debrief.State
	to.ID, to.CreatedAt, to.Date = w.Debrief.ID, w.Debrief.CreatedAt, w.Debrief.Started.At
	if to.Date == "" {
		to.Date = w.Debrief.CreatedAt
	}
	to.Difference, to.Kept, to.Withdrawn = offer.Difference, offer.Kept, offer.Withdrawn
	if offer.Mine != nil {
		to.Here, to.Mine = true, offer.Mine.Debrief.Title
	}
	for _, r := range w.Records() {
		if last := len(to.Counts) - 1; last >= 0 && to.Counts[last].Noun == r.Noun() {
			to.Counts[last].Count++
			continue
		}
		to.Counts = append(to.Counts, NounCount{r.Noun(), 1})
	}
}

func (s *Bundles) hold(offer *bundle.Offer) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.handle, s.offer = debrief.NewID(), offer
	return s.handle
}

// held returns the file a handle names, unless another was opened since.
func (s *Bundles) held(handle string) (*bundle.Offer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.offer == nil || handle != s.handle {
		return nil, debrief.Errorf(debrief.CodeBundleExpired)
	}
	return s.offer, nil
}

// ways are what can be done with an opened file: "new" adds a debrief the
// library does not have, "both" adds theirs beside mine, "theirs" makes theirs
// the newest version of mine.
var ways = map[string]bundle.How{"new": 0, "both": bundle.KeepBoth, "theirs": bundle.TakeTheirs}

// Import takes an opened file into the library, as one step that can be undone,
// and returns the id of its debrief there.
func (s *Bundles) Import(handle, way string) (id string, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return "", err
	}
	offer, err := s.held(handle)
	if err != nil {
		return "", err
	}
	how, known := ways[way]
	if !known || (way == "new") != (offer.Mine == nil) {
		return "", debrief.Errorf(debrief.CodeInvalid, "noun", "import")
	}
	id, err = offer.Import(context.Background(), lib, how, s.copyTitle(offer))
	if err == nil {
		s.forget(handle)
	}
	return id, err
}

// copyTitle is what a debrief is called that is kept beside mine.
func (s *Bundles) copyTitle(offer *bundle.Offer) string {
	title := offer.Theirs.Debrief.Debrief.Title
	return strings.TrimSpace(s.desk.copy.T("bundle.copy", "title", title))
}

// Forget lets go of an opened file: nobody wants it.
func (s *Bundles) Forget(handle string) (err error) {
	defer guard(&err)
	s.forget(handle)
	return nil
}

func (s *Bundles) forget(handle string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if handle == s.handle {
		s.handle, s.offer = "", nil
	}
}
