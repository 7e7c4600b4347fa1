// Package html writes a report as one accessible page: no script, nothing from
// elsewhere, headings and tables that a screen reader can walk, and a style that
// prints. It holds what the edition says and nothing else.
package html

import (
	"bytes"
	_ "embed" // the page and its style
	"fmt"
	"html"
	"html/template"
	"regexp"
	"strconv"
	"strings"

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
}

// view is what the page is made of.
type view struct {
	R       *report.Report
	Lang    string
	Style   template.CSS
	Figure  template.HTML
	Policy  string
	anchors map[string]string
	measure figure.Measure
}

// policy lets in nothing but the page's own style and figure.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

// Write returns the page, once it was searched for names the edition must not carry
// (debrief.CodeNameFound).
func Write(r *report.Report, o Options) ([]byte, error) {
	v := &view{R: r, Lang: o.Lang, Style: template.CSS(style), Policy: policy, anchors: anchors(r), measure: o.Measure} //nolint:gosec // our own file
	v.Figure = v.figure(o.Measure)
	t, err := template.New("page").Funcs(template.FuncMap{"t": r.T, "trim": trim, "n": strconv.Itoa, "join": func(all []string) string { return strings.Join(all, ", ") }}).Parse(page)
	if err != nil {
		return nil, fmt.Errorf("read page: %w", err)
	}
	var out bytes.Buffer
	if err := t.Execute(&out, v); err != nil {
		return nil, fmt.Errorf("write page: %w", err)
	}
	if err := r.Check(places(r, out.String())); err != nil {
		return nil, fmt.Errorf("search page: %w", err)
	}
	return out.Bytes(), nil
}

var (
	styled  = regexp.MustCompile(`(?s)<style>.*?</style>`)
	tags    = regexp.MustCompile(`<[^>]*>`)
	targets = regexp.MustCompile(`href="([^"#][^"]*)"`)
)

// places are the words of the page and where it leads; the rest of its marks are the
// page's own.
func places(r *report.Report, page string) []report.Place {
	where := r.T("followup.place.text")
	page = styled.ReplaceAllString(page, "")
	out := []report.Place{{Where: where, Text: html.UnescapeString(tags.ReplaceAllString(page, " "))}}
	for _, m := range targets.FindAllStringSubmatch(page, -1) {
		out = append(out, report.Place{Where: where, Text: html.UnescapeString(m[1])})
	}
	return out
}

// anchors names the place of each entry by where it stands, never by its id: what an
// id is made of is nobody's to read.
func anchors(r *report.Report) map[string]string {
	out := map[string]string{}
	n := 0
	name := func(id string) {
		if _, known := out[id]; !known && id != "" {
			n++
			out[id] = "e" + strconv.Itoa(n)
		}
	}
	for _, row := range r.Timeline.Rows {
		name(row.ID)
	}
	for _, p := range r.Narratives {
		eachSentence(p.Paragraphs, name)
	}
	eachSentence(r.Noted, name)
	return out
}

func eachSentence(all []report.Paragraph, name func(string)) {
	for _, p := range all {
		for _, s := range p.Sentences {
			name(s.ID)
		}
	}
}

// At is the anchor of an entry where it stands: in the timeline, or else where it is
// told. Empty for the second of the two.
func (v *view) At(id string, told bool) string {
	if told && v.inTimeline(id) {
		return ""
	}
	return v.anchors[id]
}

func (v *view) inTimeline(id string) bool {
	for _, row := range v.R.Timeline.Rows {
		if row.ID == id && row.Kind == report.RowEntry {
			return true
		}
	}
	return false
}

// To leads to an entry; empty when it is printed nowhere.
func (v *view) To(id string) string {
	if a := v.anchors[id]; a != "" {
		return "#" + a
	}
	return ""
}

// IsEntry tells an entry's row from that of a band or a day; IsDay those two apart.
func (v *view) IsEntry(r report.Row) bool { return r.Kind == report.RowEntry }

// IsDay says that a row names a day.
func (v *view) IsDay(r report.Row) bool { return r.Kind == report.RowDay }

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

// Sections are the parts of the page, for its table of contents: key and heading.
func (v *view) Sections() []string {
	out := []string{"reading", "impact", "timeline", "narratives", "factors", "helped", "countermeasures"}
	if len(v.R.Asked) > 0 {
		out = append(out, "asked")
	}
	if len(v.R.Questions) > 0 || v.R.Met {
		out = append(out, "questions")
	}
	out = append(out, "people", "method")
	if len(v.R.Graphs) > 0 {
		out = append(out, "graphs")
	}
	return append(out, "about")
}

// trim takes away the quotation marks that the page sets itself.
func trim(text string) string { return strings.Trim(text, "“”\"") }
