package site

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/file"
	"secondstory/backend/site/find"
)

// Debrief is one to publish.
type Debrief struct {
	// ID is what the caller knows it by; it is written nowhere. Key names it for good and
	// says nothing of it, Mark is another when what is published of it is.
	ID, Key, Mark string
	// Make writes its page; several are made at once. One that may not be published is an
	// error: what the site has of it was made when less was known, and is taken back. It is
	// made anew when others are no longer where it was told that they are.
	Make func(at At) (*Page, error)
}

// Page is a debrief as it is published.
type Page struct {
	Card
	HTML []byte
	// Refuses says whether an address in words would tell what the page must not; may be
	// nil.
	Refuses func(words string) bool
}

// Options say how a site is written.
type Options struct {
	// Dir is the folder of the site; it is made when there is none.
	Dir string
	// Publisher is whose debriefs these are: letters and digits.
	Publisher string
	// Title is the site's; Base its address with a slash at the end, for the feed, or empty.
	Title, Base string
	// By is who publishes, as the feed says it; may be empty.
	By  string
	Now time.Time
	// Edition is the one that addresses are made in; where it is another than before, those
	// go that it would not make.
	Edition string
	// Traceless leaves nothing where a debrief was that is taken back, now or before.
	Traceless bool
	// Apart are paths that must not be in the folder: what is private, since whoever
	// serves the folder serves them.
	Apart []string
	// Refusals are what is known of debriefs that were refused, by key; see
	// [Result.Refusals].
	Refusals map[string]Refusal
	// Lock is a file of this computer that one publisher holds while it publishes; may be
	// empty.
	Lock string
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
	ID  string
	Err error

	key, mark, places string
}

// Publish makes a site tell these debriefs of its publisher and no other of them. What
// others publish into the folder stays as it is. Writing is only what is other than
// before. Cancelled or cut short, the next time goes on from there; until then a page may
// lead to one that was still to come.
//
// A folder with files of somebody else where the site's own would be is refused with
// CodeSiteForeign, and one that holds what must stay apart with CodeSiteLibrary, before
// anything is written.
func Publish(ctx context.Context, o Options, debriefs []Debrief) (*Result, error) {
	p, err := begin(o)
	if err != nil {
		return nil, err
	}
	defer p.leave()
	free, err := p.alone()
	if err != nil {
		return nil, err
	}
	defer free()
	if err := p.claim(); err != nil {
		return nil, err
	}
	if err := p.prepare(ctx, debriefs); err != nil {
		return nil, err
	}
	if err := p.withdraw(debriefs); err != nil {
		return nil, p.failed(err)
	}
	stopped := p.each(ctx, debriefs, p.isThere, p.publish)
	if stopped == nil {
		stopped = p.lead(ctx, debriefs)
	}
	if stopped != nil && !errors.Is(stopped, ctx.Err()) {
		return nil, p.failed(stopped)
	}
	// Also of a part: what was taken back goes from the index, and what was written is found.
	for _, step := range []func() error{p.index, p.called, p.lists} {
		if err := step(); err != nil {
			return nil, p.failed(err)
		}
	}
	if stopped != nil {
		return nil, fmt.Errorf("publish: %w", stopped)
	}
	return p.out, nil
}

// begin checks what is asked for and looks at the folder.
func begin(o Options) (p *publisher, err error) {
	if !isName(o.Publisher) {
		return nil, debrief.Errorf(debrief.CodeInvalid, "noun", "site")
	}
	if o.Base, err = CleanBase(o.Base); err != nil {
		return nil, err
	}
	p = &publisher{Options: o, out: &Result{}, lost: map[string][]string{}}
	p.about.Title = o.Title
	if p.set, err = templates(o.T); err != nil {
		return nil, err
	}
	if err := p.enter(); err != nil {
		p.leave()
		return nil, err
	}
	return p, nil
}

// prepare reads what there is, and refuses where somebody else's would be written over.
func (p *publisher) prepare(ctx context.Context, debriefs []Debrief) error {
	if err := p.hold(); err != nil {
		return p.failed(err)
	}
	p.where = p.expected(debriefs)
	return p.spareLists(ctx, debriefs)
}

// LockEnding is what the name of a publisher's lock ends with, after its library's.
const LockEnding = ".publish.lock"

// alone waits for nobody: one publisher publishes once at a time, into whatever folder.
// The lock ends with the process. Where none can be taken, an index that two wrote at
// once is found to be damaged the next time and made anew.
func (p *publisher) alone() (free func(), err error) {
	if p.Lock == "" {
		return func() {}, nil
	}
	lock, err := file.Lock(p.Lock)
	if errors.Is(err, file.ErrLocked) {
		return nil, debrief.Errorf(debrief.CodeSiteBusy)
	}
	if err != nil {
		return func() {}, nil //nolint:nilerr // see above
	}
	return func() { _ = lock.Close() }, nil
}

// isName says whether a word can be the name of a folder and a part of an address: small
// letters and digits, with single hyphens between them.
func isName(s string) bool {
	wasHyphen := true
	for i := range len(s) {
		c := s[i]
		isHyphen := c == '-'
		if isHyphen && wasHyphen || !isHyphen && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
		wasHyphen = isHyphen
	}
	return !wasHyphen && len(s) <= 2*maxSlug
}

// Root leads from a debrief's page to the site's first.
const Root = "../../"

// publisher is at work on a folder.
type publisher struct {
	Options
	out  *Result
	root *os.Root
	// mine are the entries of this publisher by key, others those of others; all is what
	// is listed.
	mine        map[string]*Entry
	others, all []*Entry
	// twins tell of a debrief that another folder tells of too: somebody copied a folder,
	// or put two sites together.
	twins []*Entry
	// about is what the site says of itself.
	about About
	// words is the publisher's index, indexed the pages it has, by key; unread says that
	// it could not be read.
	words   *find.Index
	indexed map[string]find.Page
	unread  bool
	// lost are the words that pages tell no longer, by key, as far as they are known.
	lost map[string][]string
	// held is what everybody had published when it was read.
	held state
	// where is where pages are, for those that lead to others.
	where folders
	// set are the templates of the site's own pages.
	set map[string]*template.Template
}

// hold reads what there is. A folder that does not say whose it is any more is still
// known by the index.
func (p *publisher) hold() (err error) {
	if p.held, err = p.state(); err != nil {
		return err
	}
	var index sync.WaitGroup
	index.Go(p.known)
	entries, err := p.scan()
	index.Wait()
	if err != nil {
		return err
	}
	p.mine = map[string]*Entry{}
	taken := map[string]bool{}
	for i := range entries {
		e := &entries[i]
		taken[e.folder] = true
		if e.Publisher != p.Publisher {
			p.others = append(p.others, e)
			continue
		}
		switch was := p.mine[e.Key]; {
		case was == nil:
			p.mine[e.Key] = e
		case was.Gone && !e.Gone:
			p.mine[e.Key] = e
		default:
			p.twins = append(p.twins, e)
		}
	}
	for key, page := range p.indexed {
		folder := path.Base(path.Dir(page.URL))
		if p.mine[key] == nil && !taken[folder] && page.URL == (&Entry{folder: folder}).URL() {
			p.mine[key] = &Entry{Key: key, Publisher: p.Publisher, folder: folder, page: -1}
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
func (p *publisher) publish(d *Debrief, m making) error {
	was, page := p.mine[d.Key], m.page
	if m.there {
		p.out.Same++
		return nil
	}
	if m.err != nil {
		p.out.Refused = append(p.out.Refused, refusedNow(d, m.err))
		return p.takeBack(was) // it is told with the others, and does not keep them
	}
	now := p.after(was)
	if was != nil && was.Mark == d.Mark && !was.Gone {
		now = was.Updated // it tells what it told
	}
	e := &Entry{Key: d.Key, Publisher: p.Publisher, Mark: d.Mark, Size: int64(len(page.HTML)), Edition: p.Edition, Card: page.Card, By: p.By, Beside: m.beside, Published: now, Updated: now, isNew: true}
	if was != nil && was.Published != "" {
		e.Published = was.Published
	}
	p.remember(was, e, page.HTML)
	moved := was != nil && (p.isOfAnother(was) && !e.isCalledSo(was.folder) || page.Refuses != nil && page.Refuses(strings.ReplaceAll(was.folder, "-", " ")))
	isNew := was == nil || moved
	if !isNew {
		e.folder = was.folder
	} else if err := p.claimFolder(e); err != nil {
		return err
	}
	if moved {
		if err := p.leaveFolder(was); err != nil {
			return err
		}
	}
	p.out.Written++
	return p.put(e, page.HTML, isNew)
}

// mostRemembered is of how many pages it is kept which words they tell no longer: when
// more of them change, those of the others are looked for.
const mostRemembered = 256

// remember keeps which words are told no longer where a page was, when the index has
// just that page.
func (p *publisher) remember(was, now *Entry, html []byte) {
	if was == nil || len(p.lost) >= mostRemembered {
		return
	}
	before, is := p.indexed[was.Key]
	if !is || before.Mark != was.Mark || !was.isWhole() {
		return
	}
	told, err := load(p.root, path.Join(entriesDir, was.folder, pageFile), mostShown)
	if err != nil {
		return
	}
	before.Text = textOf(string(told))
	after := now.words(html)
	p.lost[was.Key] = after.Lost(&before)
}

// put writes a page, and then what its folder says of it: the other way round a page
// that was cut short would count as written. In a new folder what it says comes first,
// so that it is known whose the page is: without one, nothing counts.
func (p *publisher) put(e *Entry, html []byte, isNew bool) error {
	page := func() error { return p.write(path.Join(entriesDir, e.folder, pageFile), html) }
	says := func() error { return p.keep(e) }
	steps := []func() error{page, says}
	if isNew {
		slices.Reverse(steps)
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	e.page = int64(len(html))
	p.mine[e.Key] = e
	return nil
}

// isThere says whether the site has a debrief as it is.
func (p *publisher) isThere(d *Debrief) bool {
	was := p.mine[d.Key]
	return was != nil && was.Mark == d.Mark && !was.Gone && was.isWhole()
}

// after is now as the feed tells it: later than what was told before, though the clock
// was set back.
func (p *publisher) after(was *Entry) string {
	now := p.Now.UTC().Truncate(time.Second)
	if was != nil {
		if told, err := time.Parse(time.RFC3339, was.Updated); err == nil && !now.After(told) {
			now = told.Add(time.Second)
		}
	}
	return now.Format(time.RFC3339)
}

// claimFolder makes the folder of a debrief that is new here. It is called after day and
// title, and a few digits that are this debrief's: two who publish apart, and put it
// together later, take the same one for nothing else.
func (p *publisher) claimFolder(e *Entry) error {
	name := folderOf(e.Publisher, e.Key, e.Day, e.Title)
	for n := 1; ; n++ {
		e.folder = name
		if n > 1 {
			e.folder += "-" + strconv.Itoa(n)
		}
		folder := path.Join(entriesDir, e.folder)
		err := p.within(folder, func() error { return p.root.Mkdir(folder, 0o755) })
		if err == nil || p.isBegun(e.folder) {
			return nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("make folder: %w", err)
		}
	}
}

// leaveFolder takes a debrief's folder away whose very name tells what its page must not:
// there is no page that could say so in its place. What somebody else put there stays.
func (p *publisher) leaveFolder(e *Entry) error {
	for _, name := range []string{pageFile, entryFile} {
		if err := p.root.Remove(path.Join(entriesDir, e.folder, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("leave folder: %w", err)
		}
	}
	_ = p.root.Remove(path.Join(entriesDir, e.folder)) // not while anything else is in it
	return nil
}

// isBegun says whether a folder was made and nothing yet put into it: whoever made it was
// cut short. Its digits say that it is for this debrief.
func (p *publisher) isBegun(folder string) bool {
	names, err := p.names(path.Join(entriesDir, folder))
	return err == nil && len(names) == 0
}

func folderOf(publisher, key, day, title string) string {
	return strings.TrimPrefix(Slug(day+" "+title)+"-"+uuid(publisher, key)[:digits], "-")
}

// digits is how many hex digits of its own the folder of a debrief has.
const digits = 4

// withdraw leaves a page that says so where a debrief was that is not among these, and
// where one was told of a second time: nothing there would follow what becomes of it.
func (p *publisher) withdraw(debriefs []Debrief) error {
	stays := keysOf(debriefs)
	for _, e := range p.twins {
		told := p.mine[e.Key]
		if err := p.takeBack(e); err != nil {
			return err
		}
		p.mine[e.Key] = told
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

// takeBack leaves a page that says so where a debrief was, or no trace of it: an address
// of another edition may tell what this one must not.
func (p *publisher) takeBack(e *Entry) error {
	switch {
	case e != nil && (p.Traceless || p.isOfAnother(e)):
		return p.vanish(e)
	case e == nil || e.Gone && e.isWhole():
		return nil
	}
	html, err := p.tombstone()
	if err != nil {
		return err
	}
	gone := &Entry{
		Key: e.Key, Publisher: p.Publisher, Gone: true, Size: int64(len(html)), Edition: p.Edition, Published: cmp.Or(e.Published, p.after(e)), Updated: p.after(e), folder: e.folder,
	}
	p.remember(e, gone, nil)
	p.out.Gone++
	return p.put(gone, html, false)
}
