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
func (e *Entry) labels() iter.Seq2[group, []Label] {
	return func(yield func(group, []Label) bool) {
		year := Label{Slug: e.Day[:min(4, len(e.Day))]}
		year.Name = year.Slug
		for i, labels := range [][]Label{{year}, {e.Kind}, e.Factors, e.Tags} {
			labels = slices.DeleteFunc(slices.Clone(labels), func(l Label) bool { return l.Slug == "" })
			if !yield(groups[i], labels) {
				return
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
	// Rows are the debriefs, written; More is how many there are beyond those.
	Rows   []template.HTML
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
	files, err := p.pages(all)
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
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := p.renew(name, files[name]); err != nil {
			return err
		}
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

// pages are the pages of lists by name.
func (p *publisher) pages(all []*Entry) (map[string][]byte, error) {
	names, under := map[group]map[string]string{}, map[group]map[string][]int{}
	for _, g := range groups {
		names[g], under[g] = map[string]string{}, map[string][]int{}
	}
	for i, e := range all {
		for g, labels := range e.labels() {
			for _, l := range labels {
				names[g][l.Slug] = l.Name
				under[g][l.Slug] = append(under[g][l.Slug], i)
			}
		}
	}
	home := list{Title: p.about.Title, Site: p.about.Title, Root: "", Home: true, More: max(0, len(all)-newest)}
	rows, err := p.rows(Root, all)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, g := range groups {
		home.Groups = append(home.Groups, p.group(g, names[g], under[g]))
		for slug, numbers := range under[g] {
			l := list{Title: p.T("site.list."+string(g), "name", names[g][slug]), Site: p.about.Title, Root: Root}
			shown := numbers
			if g != byYear {
				shown, l.More = numbers[:min(longest, len(numbers))], max(0, len(numbers)-longest)
			}
			for _, i := range shown {
				l.Rows = append(l.Rows, rows[i])
			}
			if files[path.Join(string(g), slug, pageFile)], err = p.render(listPage, l); err != nil {
				return nil, err
			}
		}
	}
	if home.Rows, err = p.rows("", all[:min(newest, len(all))]); err != nil {
		return nil, err
	}
	files[pageFile], err = p.render(listPage, home)
	return files, err
}

// rows are debriefs as lists show them: each stands in several, and is written once.
func (p *publisher) rows(root string, all []*Entry) ([]template.HTML, error) {
	t, err := p.page(listPage)
	if err != nil {
		return nil, err
	}
	out, errs := make([]template.HTML, len(all)), make([]error, len(all))
	spread(len(all), func(i int) {
		var row strings.Builder
		errs[i] = t.ExecuteTemplate(&row, "row", struct {
			*Entry
			Root string
		}{all[i], root})
		out[i] = template.HTML(row.String()) //nolint:gosec // as the template writes it
	})
	return out, errors.Join(errs...)
}

// group is a group as the first page shows it: years downwards, the rest by how many.
func (p *publisher) group(g group, names map[string]string, under map[string][]int) listed {
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
	t, err := p.page(page)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, l); err != nil {
		return nil, fmt.Errorf("write page: %w", err)
	}
	return out.Bytes(), nil
}

// page is the template of a page, read once.
func (p *publisher) page(page string) (*template.Template, error) {
	if t := p.set[page]; t != nil {
		return t, nil
	}
	t, err := template.New("page").Funcs(template.FuncMap{"t": p.T, "n": strconv.Itoa}).Parse(page)
	if err != nil {
		return nil, fmt.Errorf("read page: %w", err)
	}
	p.set[page] = t
	return t, nil
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
			file := path.Join(string(g), name, pageFile)
			if _, stays := files[file]; stays {
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
