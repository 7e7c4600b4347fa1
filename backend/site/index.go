package site

import (
	"errors"
	"fmt"
	"html"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"secondstory/backend/site/find"
)

const (
	findDir        = "find"
	publishersFile = "publishers.js"
)

func (p *publisher) findDir() string { return path.Join(findDir, p.Publisher) }

// index brings the publisher's index up to what is published. One that cannot be read is
// made anew.
func (p *publisher) index() error {
	if !p.unread {
		change, err := p.update()
		if err == nil {
			return p.apply(change)
		}
	}
	p.forget()
	change, err := p.update()
	if err != nil {
		return err
	}
	if err := p.sweep((&find.Index{}).IsLeft); err != nil {
		return err
	}
	return p.apply(change)
}

// update is how the index changes; nil when it does not.
func (p *publisher) update() (*find.Change, error) {
	pages, removed, err := p.changed()
	if err != nil || !p.unread && len(pages)+len(removed)+p.out.Written+p.out.Gone == 0 {
		return nil, err
	}
	change, err := p.words.Update(pages, removed, p.lost)
	if err != nil {
		return nil, fmt.Errorf("update index: %w", err)
	}
	return change, nil
}

// known reads the publisher's index and the pages it has. One with a file that
// is not as it was written is none: unread says so.
func (p *publisher) known() {
	if p.words, p.indexed, p.unread = p.indexIn(p.findDir()); p.unread {
		p.forget()
	}
}

// forget goes on as if there were no index.
func (p *publisher) forget() {
	p.words, _ = find.Open(func(string) ([]byte, error) { return nil, nil }) // no index at all
	p.indexed, p.unread = map[string]find.Page{}, true
}

func (p *publisher) indexIn(dir string) (x *find.Index, live map[string]find.Page, unread bool) {
	x, err := find.Open(func(name string) ([]byte, error) {
		data, err := load(p.root, path.Join(dir, name), mostIndexed)
		if name == find.Manifest && errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		return data, err
	})
	if err != nil || !p.isAsWritten(dir, x) {
		return nil, nil, true
	}
	live, err = x.Live()
	return x, live, err != nil
}

// changed are the pages that the index does not have as they are, and the keys of those
// that it has and that are published no more.
func (p *publisher) changed() (pages []find.Page, removed []string, err error) {
	for _, key := range slices.Sorted(maps.Keys(p.mine)) {
		e := p.mine[key]
		if e.Gone || p.indexed[key].Mark == e.Mark {
			continue
		}
		data, err := load(p.root, path.Join(entriesDir, e.folder, pageFile), mostShown)
		if err != nil {
			return nil, nil, fmt.Errorf("read page: %w", err)
		}
		pages = append(pages, e.words(data))
	}
	for key := range p.indexed {
		if e := p.mine[key]; e == nil || e.Gone {
			removed = append(removed, key)
		}
	}
	slices.Sort(removed)
	return pages, removed, nil
}

// words is what the index is told of a debrief.
func (e *Entry) words(html []byte) find.Page {
	marks := []string{}
	for group, l := range e.labels() {
		marks = append(marks, l.mark(group))
	}
	slices.Sort(marks)
	marks = slices.Compact(marks)
	return find.Page{Key: e.Key, Mark: e.Mark, URL: e.URL(), Title: e.Title, Day: e.Day, Lead: e.Lead, Marks: marks, Text: textOf(string(html))}
}

// mark is what the index marks pages with that are listed under a label. A tag is known by
// its name: what is left of it in an address may be nothing a reader would ask for.
func (l *Label) mark(g group) string {
	if g == byTag {
		return string(g) + ":" + strings.Join(strings.Fields(find.Fold(l.Name)), "-")
	}
	return string(g) + ":" + l.Slug
}

// textOf is what a page says, without its marks. What is written by html/template has
// no ">" within a mark.
func textOf(page string) string {
	var out strings.Builder
	for {
		i := strings.IndexByte(page, '<')
		if i < 0 {
			break
		}
		out.WriteString(page[:i])
		out.WriteByte(' ')
		page = page[i:]
		page = page[past(page):]
	}
	out.WriteString(page)
	return html.UnescapeString(out.String())
}

// past is where a mark ends that a text begins with; one that holds nothing to be found
// ends with all that is in it.
func past(page string) int {
	end := ">"
	for _, name := range []string{"style", "title", "svg"} {
		if strings.HasPrefix(page[1:], name) {
			end = "</" + name + ">"
		}
	}
	i := strings.Index(page, end)
	if i < 0 {
		return len(page)
	}
	return i + len(end)
}

// apply writes a changed index: the manifest after what it names, and before what it
// does not name any more goes.
func (p *publisher) apply(c *find.Change) error {
	if c == nil {
		return p.sweep(p.words.IsLeft)
	}
	dir := p.findDir()
	for name, data := range c.Files {
		if err := p.write(path.Join(dir, name), data); err != nil {
			return err
		}
	}
	if err := p.write(path.Join(dir, find.Manifest), c.Manifest); err != nil {
		return err
	}
	p.held.of[p.Publisher] = c.Manifest
	return p.sweep(p.words.IsLeft)
}

// sweep removes the segments that are left, also of somebody who was cut short.
func (p *publisher) sweep(isLeft func(folder string) bool) error {
	names, err := p.names(p.findDir())
	if err != nil {
		return err
	}
	for _, name := range names {
		if !isLeft(name) {
			continue
		}
		if err := p.clear(path.Join(p.findDir(), name)); err != nil {
			return err
		}
	}
	return nil
}

// clear removes a segment. What somebody else put into its folder stays, and a file of
// that name.
func (p *publisher) clear(segment string) error {
	if is, err := p.root.Lstat(segment); err == nil && !is.IsDir() {
		return nil
	}
	names, err := p.names(segment)
	if err != nil {
		return err
	}
	for _, name := range names {
		if !find.IsFile(name) {
			continue
		}
		if err := p.root.RemoveAll(path.Join(segment, name)); err != nil {
			return fmt.Errorf("remove segment: %w", err)
		}
	}
	_ = p.root.Remove(segment) // not while anything else is in it
	return nil
}
