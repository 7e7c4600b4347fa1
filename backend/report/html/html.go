// Package html writes a report as one accessible page: no script, nothing from
// elsewhere, headings and tables that a screen reader can walk, and a style that is
// light, dark and for paper. Its faces, pictures and drawings are in it. It holds what
// the edition says and nothing else.
package html

import (
	"bytes"
	_ "embed" // the page and its style
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"sync"

	"secondstory/backend/figure"
	"secondstory/backend/report"
)

//go:embed page.html
var page string

//go:embed style.css
var style string

// Options is what a page needs beside the report.
type Options struct {
	// Lang is the language of the report's fixed words ("en").
	Lang string
	// Measure is the width of a text in points, for the figure.
	Measure func(text string, size float64, bold bool) float64
	// Site is where the page stands among others; nil for a page alone.
	Site *Site
	// Templates are kept for many pages; nil for a page alone.
	Templates *Templates
}

// Site is a place for pages that share their typefaces and lead back to a list.
type Site struct {
	// Title is the site's, Root leads to it from the page, with a slash at the end.
	Title, Root string
}

// Faces is the style with a site's typefaces, from the page.
func (s *Site) Faces() string { return s.Root + SharedFaces }

// view is what the page is made of.
type view struct {
	R      *report.Report
	Lang   string
	Style  template.CSS
	Policy string
	Site   *Site
	// Figure is the timeline as a drawing, Caption what is said of it.
	Figure  template.HTML
	Caption string
	places  anchors
	measure figure.Measure
	drawn   int
}

// policy lets in nothing but what the page itself carries: its style, faces and
// pictures.
const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"

// sitePolicy lets in the site's typefaces too.
const sitePolicy = "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"

// headRoom is what the head takes beside its style, more or less.
const headRoom = 2 << 10

// Write returns the page, once it was searched for names the edition must not carry
// (debrief.CodeNameFound).
func Write(r *report.Report, o Options) ([]byte, error) {
	v := &view{R: r, Lang: o.Lang, Policy: policy, Site: o.Site, places: newAnchors(r), measure: o.Measure}
	v.Figure, v.Caption = v.figure()
	t, err := o.Templates.take(v.functions())
	if err != nil {
		return nil, fmt.Errorf("read page: %w", err)
	}
	defer o.Templates.give(t)
	if err := t.ExecuteTemplate(&t.body, "body", v); err != nil {
		return nil, fmt.Errorf("write page: %w", err)
	}
	own := ""
	if v.Site != nil {
		v.Policy = sitePolicy
	} else if own, err = faces(t.body.String()); err != nil {
		return nil, err
	}
	v.Style = template.CSS(own + style + paper(r)) //nolint:gosec // our own file, and texts escaped by cssText
	var out bytes.Buffer
	out.Grow(t.body.Len() + len(v.Style) + headRoom)
	if err := t.ExecuteTemplate(&out, "head", v); err != nil {
		return nil, fmt.Errorf("write page: %w", err)
	}
	out.Write(t.body.Bytes())
	if err := r.Check(places(r, out.Bytes())); err != nil {
		return nil, fmt.Errorf("search page: %w", err)
	}
	return out.Bytes(), nil
}

// Templates keeps what was read to write a page, for the next one. The zero value is
// ready, for any number of callers at once.
type Templates struct{ free sync.Pool }

// kept is the page's template, and room for what it writes.
type kept struct {
	*template.Template
	body bytes.Buffer
}

// take is the page's template with its functions, for one page at a time.
func (k *Templates) take(functions template.FuncMap) (*kept, error) {
	if k != nil {
		if t, ok := k.free.Get().(*kept); ok {
			t.Funcs(functions)
			return t, nil
		}
	}
	t, err := template.New("page").Funcs(functions).Parse(page)
	return &kept{Template: t}, err
}

func (k *Templates) give(t *kept) {
	if k != nil {
		t.body.Reset()
		k.free.Put(t)
	}
}

func (v *view) functions() template.FuncMap {
	return template.FuncMap{
		"t": v.R.T, "n": strconv.Itoa, "say": v.say,
		"quoted":   func(text string) template.HTML { return v.say(strings.Trim(text, "“”\"")) },
		"join":     func(all []string) string { return strings.Join(all, ", ") },
		"refs":     func(all []report.Ref) refs { return refs{v, all} },
		"account":  func(all []report.Paragraph) account { return account{v, all} },
		"sentence": func(s report.Sentence) sentence { return sentence{v, s} },
		"cell":     v.cell,
		"change":   change,
		"caption":  func(text string) string { return strings.TrimRight(text, ".") },
	}
}

// paper is what stands at the edges of printed pages: the short title and the edition,
// from the second page on, and the number of the page.
func paper(r *report.Report) string {
	const n, all = "\ue000", "\ue001"
	number := cssText(r.T("report.page", "n", n, "all", all))
	number = strings.NewReplacer(cssText(n), `" counter(page) "`, cssText(all), `" counter(pages) "`).Replace(number)
	return fmt.Sprintf(`@page{@top-left{content:"%s"}@top-right{content:"%s"}@bottom-left{content:"%s"}@bottom-center{content:"%s"}@bottom-right{content:"%s"}}`+
		`@page:first{@top-left{content:none}@top-right{content:none}}`,
		cssText(short(r.Title)), cssText(r.EditionName), cssText(short(r.Name())), cssText(short(r.Classification)), number)
}

// short is as much of a text as the edge of a page has room for.
func short(text string) string {
	if runes := []rune(text); len(runes) > 70 {
		return strings.TrimSpace(string(runes[:69])) + "…"
	}
	return text
}

// cssText writes a text so that nothing in it means anything in a style.
func cssText(text string) string {
	var out strings.Builder
	for _, r := range text {
		if r == ' ' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			out.WriteRune(r)
			continue
		}
		fmt.Fprintf(&out, `\%x `, r)
	}
	return out.String()
}

// cell is one of a table, with the key of its head and its text.
type cell struct{ Head, Text string }

func (v *view) cell(head, text string) cell {
	if head == "team" {
		return cell{"person.team", text}
	}
	return cell{"countermeasures." + head, text}
}

// Named says that people appear by name.
func (v *view) Named() bool { return v.R.Edition == report.Named }

// Teams says that somebody has one.
func (v *view) Teams() bool {
	for _, p := range v.R.People {
		if p.Team != "" {
			return true
		}
	}
	return false
}

// Sections are the parts of the page, for its table of contents.
func (v *view) Sections() []string {
	r, out := v.R, []string{"reading", "impact", "timeline", "narratives", "factors", "helped", "countermeasures"}
	add := func(there bool, key string) {
		if there {
			out = append(out, key)
		}
	}
	add(len(r.Asked) > 0, "asked")
	add(len(r.Questions) > 0 || r.Met, "questions")
	add(len(r.Later) > 0, "later")
	add(true, "people")
	add(true, "method")
	add(len(r.Pictures)+len(r.Graphs) > 0, "evidence")
	add(true, "about")
	return out
}

// Shown is the key of what the section of evidence holds.
func (v *view) Shown() string {
	switch {
	case len(v.R.Graphs) == 0:
		return "pictures"
	case len(v.R.Pictures) == 0:
		return "graphs"
	}
	return "evidence"
}

// ChangeColumns are those of page one's table, without what nobody has said for any
// of its rows.
func (v *view) ChangeColumns() []string {
	out := []string{}
	for _, key := range []string{"owner", "due", "know"} {
		for _, c := range v.R.Summary.Changes {
			if change(c, key) != "" {
				out = append(out, key)
				break
			}
		}
	}
	return out
}

func change(c report.Countermeasure, key string) string {
	return map[string]string{"owner": c.Owner, "due": c.Due, "know": c.Know}[key]
}

// Changes says of how many countermeasures page one shows some, and where all are.
func (v *view) Changes() string {
	t, all := v.R.T, len(v.R.Countermeasures)
	switch shown := len(v.R.Summary.Changes); {
	case all == 0 && len(v.R.Ideas) > 0:
		return t("report.html.changing.ideas", "ideas", report.Count(t, "report.ideas", len(v.R.Ideas)))
	case all == 0:
		return ""
	case shown < all:
		return t("report.html.changing.some", "all", report.Number(t, all))
	}
	return t("report.html.changing.all")
}
