package site

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"

	"secondstory/backend/debrief"
	"secondstory/backend/site/find"
)

// made stands in every page, style and script outside the debriefs' own folders that the
// package wrote: a file without it is somebody else's. A report that was saved by itself is
// one, too.
const made = maker + " site"

const maker = "Second Story"

// markBytes is how much of a file is looked at for the mark.
const markBytes = 1024

// top are the files that stand in the site's root.
var top = []string{pageFile, styleFile, scriptFile, feedFile, aboutFile}

// refuse says when a file of somebody else stands in the site's place
// (debrief.CodeSiteForeign), as far as that is known before there are any debriefs.
func (p *publisher) refuse() error {
	return p.spare(slices.Concat(top, []string{path.Join(findDir, publishersFile)}, slices.Sorted(maps.Keys(p.Files)))...)
}

// spare refuses to write over files of somebody else.
func (p *publisher) spare(names ...string) error {
	for _, name := range names {
		if whose, err := p.look(name); err != nil {
			return p.failed(err)
		} else if whose == others {
			return p.foreign(name)
		}
	}
	return nil
}

func (p *publisher) foreign(name string) error {
	return debrief.Errorf(debrief.CodeSiteForeign, "path", filepath.Join(p.Dir, name))
}

// spareLists refuses when a list of the site's would be written over a file of somebody
// else. What debriefs are listed under is known once their pages are made: where there is
// such a file at all, all are made to see that, before anything is written.
func (p *publisher) spareLists(ctx context.Context, debriefs []Debrief) error {
	theirs, err := p.theirLists()
	if err != nil {
		return p.failed(err)
	}
	if len(theirs) == 0 {
		return nil
	}
	spare := func(e *Entry) error {
		for g, l := range e.labels() {
			if name := listFile(g, l.Slug); theirs[name] {
				return p.foreign(name)
			}
		}
		return nil
	}
	for _, e := range p.others {
		if err := spare(e); err != nil {
			return err
		}
	}
	hears := p.Progress
	p.Progress = nil // it hears of them when they are published
	defer func() { p.Progress = hears }()
	err = p.each(ctx, debriefs, p.isThere, func(d *Debrief, m making) error {
		switch {
		case m.there:
			return spare(p.mine[d.Key])
		case m.err != nil:
			return nil
		}
		return spare(&Entry{Card: m.page.Card})
	})
	if err != nil {
		return fmt.Errorf("look at lists: %w", err)
	}
	return nil
}

// theirLists are the files of somebody else that are called as a list would be.
func (p *publisher) theirLists() (map[string]bool, error) {
	out := map[string]bool{}
	for _, g := range groups {
		names, err := p.names(string(g))
		if err != nil {
			return nil, err
		}
		for _, slug := range names {
			if whose, err := p.look(listFile(g, slug)); err != nil || whose == others {
				out[listFile(g, slug)] = true
			}
		}
	}
	return out, nil
}

// owner is whose a file is.
type owner int

const (
	nobodys owner = iota
	ours
	others
)

// look says whose a file is. One that says nothing at all is nobody's: a power cut leaves
// such.
func (p *publisher) look(name string) (owner, error) {
	info, err := p.root.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nobodys, nil
	}
	if err != nil {
		return others, fmt.Errorf("look at file: %w", err)
	}
	if !isFile(info) {
		return others, nil
	}
	f, err := p.root.Open(name)
	if err != nil {
		return others, fmt.Errorf("look at file: %w", err)
	}
	defer func() { _ = f.Close() }()
	head := make([]byte, markBytes)
	n, _ := f.Read(head) // what cannot be read has no mark
	switch {
	case len(bytes.Trim(head[:n], "\x00")) == 0 && int64(n) == min(info.Size(), markBytes):
		return nobodys, nil
	case bytes.Contains(head[:n], []byte(p.mark(name))) || p.ships(name):
		return ours, nil
	}
	return others, nil
}

// mark is what stands in a file of that name when the package wrote it.
func (p *publisher) mark(name string) string {
	switch name {
	case path.Join(findDir, publishersFile):
		return find.Mark
	case p.Faces:
		return maker
	}
	return made
}

// ships says whether a file is a typeface that the site has, which bears no mark. Another
// version may have had others, beside a style that tells whose they are.
func (p *publisher) ships(name string) bool {
	ships, is := p.Files[name]
	if !is || name == p.Faces {
		return false
	}
	if whose, err := p.look(p.Faces); err == nil && whose == ours {
		return true
	}
	data, err := load(p.root, name, int64(len(ships)))
	return err == nil && bytes.Equal(data, ships)
}
