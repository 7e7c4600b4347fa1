package site

import (
	"bytes"
	"cmp"
	_ "embed" // the pages, their style and their script
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"iter"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"secondstory/backend/site/find"
)

//go:embed asset/list.html
var listPage string

//go:embed asset/gone.html
var gonePage string

//go:embed asset/site.css
var style []byte

//go:embed asset/find.js
var script []byte

const (
	styleFile  = "site.css"
	scriptFile = "find.js"
	feedFile   = "feed.xml"
)

// group is what debriefs are listed by; it is also the name of a folder, and of a
// filter in the search.
type group string

const (
	byYear   group = "year"
	byKind   group = "kind"
	byFactor group = "factor"
	byTag    group = "tag"
)

var groups = []group{byYear, byKind, byFactor, byTag}

// labels are what a debrief is listed under.
func (e *Entry) labels() iter.Seq2[group, Label] {
	return func(yield func(group, Label) bool) {
		year := e.Day[:min(4, len(e.Day))]
		for i, labels := range [][]Label{{{Slug: year, Name: year}}, {e.Kind}, e.Factors, e.Tags} {
			for _, l := range labels {
				if l.Slug != "" && !yield(groups[i], l) {
					return
				}
			}
		}
	}
}

// list is one page of the site.
type list struct {
	// Title is the page's, Site the site's; Root leads to the site's root.
	Title, Site, Root string
	// Faces is the style with the site's typefaces, from the page; may be empty.
	Faces string
	// Home says that it is the site's first page.
	Home bool
	// Rows are the debriefs, as they are written; More is how many there are beyond those.
	Rows   template.HTML
	More   int
	Groups []listed
}

// listed is a group with its labels.
type listed struct {
	Name   string
	Labels []counted
	// More is how many labels there are beyond those.
	More int
}

type counted struct {
	Label
	URL   string
	Count int
}

// listFile is the file of the list of a group under a slug.
func listFile(g group, slug string) string { return path.Join(string(g), slug, pageFile) }

// newest is how many debriefs the first page and the feed show, longest how many a list
// does; a year's list shows all.
const (
	newest  = 50
	longest = 500
	// usual is how many labels of a group the first page shows: those of most debriefs.
	usual = 60
)

// list writes every page that lists debriefs, the feed, style and script.
func (p *publisher) list() error {
	all := p.listed()
	files, err := p.rendered(p.pages(all))
	if err != nil {
		return err
	}
	if files[feedFile], err = p.feed(all); err != nil {
		return err
	}
	if files[path.Join(findDir, publishersFile)], err = find.Encode(slices.Sorted(maps.Keys(p.held.of))); err != nil {
		return fmt.Errorf("write publishers: %w", err)
	}
	files[styleFile], files[scriptFile] = style, script
	maps.Copy(files, p.Files)
	if err := p.renew(files); err != nil {
		return err
	}
	return p.drop(files)
}

// listed are all debriefs of the site that have a page, the newest first.
func (p *publisher) listed() []*Entry {
	out := []*Entry{}
	for _, e := range p.all {
		if !e.Gone && e.page >= 0 {
			out = append(out, e)
		}
	}
	slices.SortFunc(out, func(a, b *Entry) int { return cmp.Or(cmp.Compare(b.Day, a.Day), cmp.Compare(a.folder, b.folder)) })
	return out
}

// pages are the lists by the names of their files.
func (p *publisher) pages(all []*Entry) map[string]list {
	names, under := map[group]map[string]string{}, map[group]map[string][]string{}
	for _, g := range groups {
		names[g], under[g] = map[string]string{}, map[string][]string{}
	}
	rows := make([]string, len(all))
	for i, e := range all {
		rows[i] = e.row(Root)
		for g, l := range e.labels() {
			names[g][l.Slug] = l.Name
			under[g][l.Slug] = append(under[g][l.Slug], rows[i])
		}
	}
	home := list{Title: p.about.Title, Site: p.about.Title, Root: "", Home: true, More: max(0, len(all)-newest)}
	out := map[string]list{}
	for _, g := range groups {
		home.Groups = append(home.Groups, p.group(g, names[g], under[g]))
		for slug, rows := range under[g] {
			l := list{Title: p.T("site.list."+string(g), "name", names[g][slug]), Site: p.about.Title, Root: Root}
			if g != byYear {
				rows, l.More = rows[:min(longest, len(rows))], max(0, len(rows)-longest)
			}
			l.Rows = template.HTML(strings.Join(rows, "")) //nolint:gosec // each is escaped
			out[listFile(g, slug)] = l
		}
	}
	for _, e := range all[:min(newest, len(all))] {
		home.Rows += template.HTML(e.row("")) //nolint:gosec // it is escaped
	}
	out[pageFile] = home
	return out
}

// rendered are the files of lists.
func (p *publisher) rendered(lists map[string]list) (map[string][]byte, error) {
	names := slices.Sorted(maps.Keys(lists))
	data, errs := make([][]byte, len(names)), make([]error, len(names))
	spread(len(names), func(i int) { data[i], errs[i] = p.render(listPage, lists[names[i]]) })
	files := make(map[string][]byte, len(names))
	for i, name := range names {
		files[name] = data[i]
	}
	return files, errors.Join(errs...)
}

// row is a debrief as a list shows it. It is written here and not by a template, which
// takes longer over ten thousand of them than all the rest of the lists.
func (e *Entry) row(root string) string {
	day, lead := template.HTMLEscapeString(e.Day), ""
	if e.Lead != "" {
		lead = `<p class="lead">` + template.HTMLEscapeString(e.Lead) + `</p>`
	}
	return `<li><p class="when"><time datetime="` + day + `">` + day + `</time> <span>` + template.HTMLEscapeString(e.Kind.Name) + `</span></p>
<p class="what"><a href="` + root + template.HTMLEscapeString(e.URL()) + `">` + template.HTMLEscapeString(e.Title) + `</a></p>` + lead + "</li>\n"
}

// group is a group as the first page shows it: years downwards, the rest by how many.
func (p *publisher) group(g group, names map[string]string, under map[string][]string) listed {
	out := listed{Name: p.T("site.by." + string(g))}
	for slug, name := range names {
		out.Labels = append(out.Labels, counted{Label: Label{Slug: slug, Name: name}, URL: string(g) + "/" + slug + "/" + pageFile, Count: len(under[slug])})
	}
	slices.SortFunc(out.Labels, func(a, b counted) int {
		if g == byYear {
			return cmp.Compare(b.Slug, a.Slug)
		}
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name))
	})
	if all := len(out.Labels); g != byYear && all > usual {
		out.Labels, out.More = out.Labels[:usual], all-usual
	}
	return out
}

func (p *publisher) tombstone() ([]byte, error) {
	return p.render(gonePage, list{Title: p.T("site.gone"), Site: p.about.Title, Root: Root})
}

func (p *publisher) render(page string, l list) ([]byte, error) {
	if p.Faces != "" {
		l.Faces = l.Root + p.Faces
	}
	var out bytes.Buffer
	if err := p.set[page].Execute(&out, l); err != nil {
		return nil, fmt.Errorf("write page: %w", err)
	}
	return out.Bytes(), nil
}

// templates are the site's own pages.
func templates(t func(key string, pairs ...string) string) (map[string]*template.Template, error) {
	out := map[string]*template.Template{}
	for _, page := range []string{listPage, gonePage} {
		var err error
		if out[page], err = template.New("page").Funcs(template.FuncMap{"t": t, "n": strconv.Itoa}).Parse(page); err != nil {
			return nil, fmt.Errorf("read page: %w", err)
		}
	}
	return out, nil
}

// drop removes the lists that list nothing any more. A file of somebody else stays, and
// so does its folder.
func (p *publisher) drop(files map[string][]byte) error {
	for _, g := range groups {
		names, err := p.names(string(g))
		if err != nil {
			return err
		}
		for _, name := range names {
			file := listFile(g, name)
			if _, stays := files[file]; stays || !isName(name) { // no list of ours is called otherwise
				continue
			}
			if whose, err := p.look(file); err != nil || whose != ours {
				continue
			}
			if err := p.root.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("remove list: %w", err)
			}
			_ = p.root.Remove(path.Dir(file)) // not while anything else is in it
		}
	}
	return nil
}

// recent are the debriefs that were written last, the newest first.
func recent(all []*Entry) []*Entry {
	out := slices.Clone(all)
	slices.SortStableFunc(out, func(a, b *Entry) int { return cmp.Compare(b.Updated, a.Updated) })
	return out[:min(newest, len(out))]
}
