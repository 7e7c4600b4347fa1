package site

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/site/find"
)

// Debrief is one to publish.
type Debrief struct {
	// Key names it for good and says nothing of it, Mark is another when what is
	// published of it is.
	Key, Mark string
	// Make writes its page. One that may not be published is an error: what the site
	// has of it was made when less was known, and is taken back.
	Make func() (*Page, error)
}

// Page is a debrief as it is published.
type Page struct {
	Card
	HTML []byte
}

// Options say how a site is written.
type Options struct {
	// Dir is the folder of the site; it is made when there is none.
	Dir string
	// Publisher is whose debriefs these are: letters and digits.
	Publisher string
	// Title is the site's; Base its address with a slash at the end, for the feed, or empty.
	Title, Base string
	Now         time.Time
	// Files are what the pages use beside the site's own style, by name below Dir.
	Files map[string][]byte
	// Faces is the one of them that is a style with typefaces; may be empty.
	Faces string
	// T gives the site's words.
	T func(key string, pairs ...string) string
	// Progress hears how many of all debriefs were looked at; may be nil.
	Progress func(done, all int)
}

// Result is what publishing came to.
type Result struct {
	// Written are the debriefs that were written, Same those that were there as they
	// are, Gone those that are published no more.
	Written, Same, Gone int
	// Refused are those that may not be published, and why.
	Refused []Refused
	// Files is how many files were written.
	Files int
}

// Refused is a debrief that may not be published.
type Refused struct {
	Key string
	Err error
}

// Publish makes a site tell these debriefs of its publisher and no other of them. What
// others publish into the folder stays as it is. Writing is only what is other than
// before. Cancelled or cut short, the next time goes on from there.
//
// A folder with files of somebody else where the site's own would be is refused with
// CodeSiteForeign before anything is written.
func Publish(ctx context.Context, o Options, debriefs []Debrief) (*Result, error) {
	if !isName(o.Publisher) {
		return nil, debrief.Errorf(debrief.CodeInvalid, "noun", "site")
	}
	p := &publisher{Options: o, out: &Result{}, set: map[string]*template.Template{}}
	if err := p.claim(); err != nil {
		return nil, err
	}
	if err := p.hold(); err != nil {
		return nil, p.failed(err)
	}
	for i := range debriefs {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("publish: %w", err)
		}
		if err := p.publish(&debriefs[i]); err != nil {
			return nil, p.failed(err)
		}
		if o.Progress != nil {
			o.Progress(i+1, len(debriefs))
		}
	}
	for _, step := range []func() error{func() error { return p.withdraw(debriefs) }, p.index, p.lists} {
		if err := step(); err != nil {
			return nil, p.failed(err)
		}
	}
	return p.out, nil
}

// isName says whether a publisher can be the name of a folder.
func isName(s string) bool { return s != "" && s == Slug(s) }

// Root leads from a debrief's page to the site's first.
const Root = "../../"

// publisher is at work on a folder.
type publisher struct {
	Options
	out *Result
	// mine are the entries of this publisher by key; all is every entry, by folder.
	mine map[string]*Entry
	all  map[string]*Entry
	// words is the publisher's index, indexed the pages it has, by key.
	words   *find.Index
	indexed map[string]find.Page
	// set are the templates that were read.
	set map[string]*template.Template
}

// hold reads what there is. A folder that does not say whose it is any more is still
// known by the index.
func (p *publisher) hold() error {
	entries, err := scan(p.Dir)
	if err != nil {
		return err
	}
	p.mine, p.all = map[string]*Entry{}, map[string]*Entry{}
	for i := range entries {
		e := &entries[i]
		p.all[e.folder] = e
		if e.Publisher == p.Publisher {
			p.mine[e.Key] = e
		}
	}
	if p.words, p.indexed, err = open(p.findDir()); err != nil {
		if p.words, p.indexed, err = p.forget(); err != nil {
			return err
		}
	}
	for key, page := range p.indexed {
		folder := path.Base(page.URL)
		if p.mine[key] == nil && p.all[folder] == nil && page.URL == (&Entry{folder: folder}).URL() {
			p.mine[key] = &Entry{Key: key, Publisher: p.Publisher, folder: folder}
		}
	}
	return nil
}

func (p *publisher) failed(err error) error {
	var own *debrief.Error
	if errors.As(err, &own) {
		return err
	}
	return debrief.Errorf(debrief.CodeSite, "path", p.Dir).Wrap(err)
}

// publish writes a debrief's page unless it is there as it is.
func (p *publisher) publish(d *Debrief) error {
	was := p.mine[d.Key]
	if was != nil && was.Mark == d.Mark && !was.Gone && p.isWhole(was) {
		p.out.Same++
		return nil
	}
	page, err := d.Make()
	if err != nil {
		p.out.Refused = append(p.out.Refused, Refused{Key: d.Key, Err: err})
		return p.takeBack(was) // it is told with the others, and does not keep them
	}
	now := p.Now.UTC().Format(time.RFC3339)
	e := &Entry{Key: d.Key, Publisher: p.Publisher, Mark: d.Mark, Size: int64(len(page.HTML)), Card: page.Card, Published: now, Updated: now}
	if was != nil {
		e.folder, e.Published = was.folder, was.Published
	} else if err := p.claimFolder(e); err != nil {
		return err
	}
	if err := p.put(e, page.HTML); err != nil {
		return err
	}
	p.out.Written++
	return nil
}

// put writes a page, and then what its folder says of it: the other way round a page
// that was cut short would count as written.
func (p *publisher) put(e *Entry, html []byte) error {
	if err := write(filepath.Join(p.Dir, entriesDir, e.folder, pageFile), html); err != nil {
		return err
	}
	if err := e.put(p.Dir); err != nil {
		return err
	}
	p.mine[e.Key], p.all[e.folder] = e, e
	p.out.Files += 2
	return nil
}

func (p *publisher) isWhole(e *Entry) bool {
	info, err := os.Stat(filepath.Join(p.Dir, entriesDir, e.folder, pageFile))
	return err == nil && info.Size() == e.Size
}

// claimFolder makes the folder of a debrief that is new here, day and title and a
// number when somebody has that one, and says in it whose it is before anything else.
func (p *publisher) claimFolder(e *Entry) error {
	name := Slug(e.Day + " " + e.Title)
	if name == "" {
		name = e.Key
	}
	for n := 1; ; n++ {
		e.folder = name
		if n > 1 {
			e.folder += "-" + strconv.Itoa(n)
		}
		err := os.Mkdir(filepath.Join(p.Dir, entriesDir, e.folder), 0o755) //nolint:gosec // a site is for others to read
		if err == nil {
			return (&Entry{Key: e.Key, Publisher: e.Publisher, Gone: true, folder: e.folder}).put(p.Dir)
		}
		if !errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("make folder: %w", err)
		}
	}
}

// withdraw leaves a page that says so where a debrief was that is not among these.
func (p *publisher) withdraw(debriefs []Debrief) error {
	stays := map[string]bool{}
	for i := range debriefs {
		stays[debriefs[i].Key] = true
	}
	for _, key := range slices.Sorted(maps.Keys(p.mine)) {
		e := p.mine[key]
		if stays[key] {
			continue
		}
		if err := p.takeBack(e); err != nil {
			return err
		}
	}
	return nil
}

// takeBack leaves a page that says so where a debrief was.
func (p *publisher) takeBack(e *Entry) error {
	if e == nil || e.Gone && p.isWhole(e) {
		return nil
	}
	html, err := p.tombstone()
	if err != nil {
		return err
	}
	p.out.Gone++
	return p.put(&Entry{
		Key: e.Key, Publisher: p.Publisher, Gone: true, Size: int64(len(html)), Published: e.Published, Updated: p.Now.UTC().Format(time.RFC3339), folder: e.folder,
	}, html)
}
