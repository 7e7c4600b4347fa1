package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"secondstory/backend/site/find"
)

const (
	findDir        = "find"
	publishersFile = "publishers.json"
)

func (p *publisher) findDir() string { return filepath.Join(p.Dir, findDir, p.Publisher) }

// index brings the publisher's index up to what is published.
func (p *publisher) index() error {
	pages, removed, err := p.changed()
	if err != nil {
		return err
	}
	if len(pages)+len(removed) > 0 {
		change, err := p.words.Update(pages, removed)
		if err != nil {
			return fmt.Errorf("update index: %w", err)
		}
		if err := p.apply(change); err != nil {
			return err
		}
	}
	return p.publishers()
}

// open reads an index and the pages it has. One with a file that is missing or cut
// short is an error.
func open(dir string) (*find.Index, map[string]find.Page, error) {
	x, err := find.Open(func(name string) ([]byte, error) {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))) //nolint:gosec // below the folder that was chosen
		if name == find.Manifest && errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		return data, err
	})
	if err != nil {
		return nil, nil, err
	}
	for _, s := range x.Segments {
		if n, err := sizeOf(filepath.Join(dir, s.ID)); err != nil || n != s.Bytes {
			return nil, nil, fmt.Errorf("segment %s has %d bytes of %d: %w", s.ID, n, s.Bytes, err)
		}
	}
	live, err := x.Live()
	return x, live, err
}

// sizeOf is how large the files of a folder are together.
func sizeOf(dir string) (n int64, err error) {
	names, err := os.ReadDir(dir)
	if err != nil {
		return 0, fmt.Errorf("read folder: %w", err)
	}
	for _, name := range names {
		info, err := name.Info()
		if err != nil {
			return 0, fmt.Errorf("look at file: %w", err)
		}
		n += info.Size()
	}
	return n, nil
}

// forget begins the publisher's index anew: one that cannot be read is of no use.
func (p *publisher) forget() (*find.Index, map[string]find.Page, error) {
	if err := os.RemoveAll(p.findDir()); err != nil {
		return nil, nil, fmt.Errorf("remove index: %w", err)
	}
	return open(p.findDir())
}

// changed are the pages that the index does not have as they are, and the keys of those
// that are published no more.
func (p *publisher) changed() (pages []find.Page, removed []string, err error) {
	for _, key := range slices.Sorted(maps.Keys(p.mine)) {
		e := p.mine[key]
		if e.Gone || p.indexed[key].Mark == e.Mark {
			continue
		}
		data, err := os.ReadFile(filepath.Join(p.Dir, entriesDir, e.folder, pageFile))
		if err != nil {
			return nil, nil, fmt.Errorf("read page: %w", err)
		}
		pages = append(pages, e.page(textOf(string(data))))
	}
	for key := range p.indexed {
		if e := p.mine[key]; e == nil || e.Gone {
			removed = append(removed, key)
		}
	}
	slices.Sort(removed)
	return pages, removed, nil
}

// page is what the index is told of a debrief.
func (e *Entry) page(text string) find.Page {
	marks := []string{}
	for group, labels := range e.labels() {
		for _, l := range labels {
			marks = append(marks, string(group)+":"+l.Slug)
		}
	}
	slices.Sort(marks)
	return find.Page{Key: e.Key, Mark: e.Mark, URL: e.URL(), Title: e.Title, Day: e.Day, Lead: e.Lead, Marks: marks, Text: text}
}

var (
	unread = regexp.MustCompile(`(?s)<(style|title|svg)\b.*?</(style|title|svg)>`)
	tags   = regexp.MustCompile(`<[^>]*>`)
)

// textOf is what a page says, without its marks.
func textOf(page string) string {
	return html.UnescapeString(tags.ReplaceAllString(unread.ReplaceAllString(page, " "), " "))
}

// apply writes a changed index: the manifest after what it names, and before what it
// does not name any more goes.
func (p *publisher) apply(c *find.Change) error {
	dir := p.findDir()
	for name, data := range c.Files {
		if err := write(filepath.Join(dir, filepath.FromSlash(name)), data); err != nil {
			return err
		}
	}
	if err := write(filepath.Join(dir, find.Manifest), c.Manifest); err != nil {
		return err
	}
	p.out.Files += len(c.Files) + 1
	for _, id := range c.Gone {
		if err := os.RemoveAll(filepath.Join(dir, filepath.Base(id))); err != nil {
			return fmt.Errorf("remove segment: %w", err)
		}
	}
	return nil
}

// publishers lists who has an index, for the site's script.
func (p *publisher) publishers() error {
	names, err := os.ReadDir(filepath.Join(p.Dir, findDir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read folder: %w", err)
	}
	out := []string{}
	for _, name := range names {
		if name.IsDir() {
			out = append(out, name.Name())
		}
	}
	data, err := json.Marshal(out)
	if err != nil {
		return fmt.Errorf("write publishers: %w", err)
	}
	return p.renew(filepath.Join(findDir, publishersFile), data)
}

func (p *publisher) renew(name string, data []byte) error {
	did, err := renew(filepath.Join(p.Dir, name), data)
	if did {
		p.out.Files++
	}
	return err
}
