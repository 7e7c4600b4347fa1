package pdf

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/jung-kurt/gofpdf"

	"secondstory/backend/report/pdf/catalog"
)

// file draws the pages and returns the finished document.
func (s *setter) file(ctx context.Context, f *flow) ([]byte, error) {
	d := s.doc
	d.SetAutoPageBreak(false, 0)
	d.SetMargins(0, 0, 0)
	d.SetCellMargin(0)
	d.SetCatalogSort(true)
	d.SetCompression(false) // package catalog does
	d.SetCreationDate(s.r.Date)
	d.SetModificationDate(s.r.Date)
	d.SetTitle(s.title(), true)
	d.SetProducer("Second Story", true)
	p := pen{doc: d, m: s.m, links: map[string]int{}, anchors: f.anchors}
	for i := range f.pages {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("draw pdf: %w", err)
		}
		d.AddPage()
		p.reset()
		if s.zoom != 1 {
			d.TransformBegin()
			d.TransformScaleXY(100*s.zoom, 0, 0)
		}
		p.page(f.pages[i])
		if s.zoom != 1 {
			d.TransformEnd()
		}
	}
	var b bytes.Buffer
	if err := d.Output(&b); err != nil {
		return nil, fmt.Errorf("draw pdf: %w", err)
	}
	return catalog.Finish(b.Bytes(), p.unseenLetters...)
}

func (s *setter) title() string { return s.m.clean(sans(), s.r.Title) }

// pen draws on a gofpdf document and remembers its state.
type pen struct {
	doc     *gofpdf.Fpdf
	m       *metrics
	links   map[string]int
	anchors map[string]place
	// unseenLetters are those that are written over outlines.
	unseenLetters []rune

	font     string
	size     float64
	tracking float64
}

func (p *pen) reset() { p.font, p.size, p.tracking = "", 0, 0 }

func (p *pen) page(pg page) {
	for _, o := range pg.ops {
		p.op(o)
	}
	for _, m := range pg.marks {
		p.doc.Bookmark(m.title, m.level, m.y)
	}
	for _, l := range pg.links {
		p.link(l)
	}
}

func (p *pen) op(o op) {
	switch o.kind {
	case opText:
		p.text(o)
		return
	case opImage:
		p.image(o)
		return
	case opPath:
		p.path(o)
		return
	}
	if o.fill {
		p.doc.SetFillColor(o.fillColor.r, o.fillColor.g, o.fillColor.b)
	}
	if o.width > 0 {
		p.doc.SetLineWidth(o.width)
		p.doc.SetDrawColor(o.color.r, o.color.g, o.color.b)
	}
	paint := "F"
	switch {
	case o.stroke && o.fill:
		paint = "FD"
	case o.stroke:
		paint = "D"
	}
	switch o.kind {
	case opLine:
		p.doc.Line(o.x, o.y, o.x+o.w, o.y+o.h)
	case opRect:
		p.doc.Rect(o.x, o.y, o.w, o.h, paint)
	case opRound:
		p.doc.RoundedRect(o.x, o.y, o.w, o.h, o.radius, "1234", paint)
		p.doc.RawWriteStr("Q") // gofpdf saves the state here and leaves it saved
	case opDisc:
		p.doc.Circle(o.x, o.y, o.radius, paint)
	}
}

// text draws a clean text, one font file after the other.
func (p *pen) text(o op) {
	c := o.style.color
	p.doc.SetTextColor(c.r, c.g, c.b)
	if o.style.tracking != p.tracking {
		p.doc.RawWriteStr(strconv.FormatFloat(o.style.tracking, 'f', 3, 64) + " Tc")
		p.tracking = o.style.tracking
	}
	x := o.x
	for _, r := range p.m.visual(o.style.face, o.text, o.rtl) {
		if r.family == "" {
			x += p.outlines(x, o, r.text)
			continue
		}
		if r.family != p.font || o.style.size != p.size {
			p.doc.SetFont(r.family, "", o.style.size)
			p.font, p.size = r.family, o.style.size
		}
		p.doc.Text(x, o.y, r.text)
		x += p.m.width(o.style, r.text)
	}
}

func (p *pen) link(l link) {
	if address, ok := cutURL(l.target); ok {
		p.doc.LinkString(l.x, l.y, l.w, l.h, address)
		return
	}
	at, ok := p.anchors[l.target]
	if !ok {
		return
	}
	id, ok := p.links[l.target]
	if !ok {
		id = p.doc.AddLink()
		p.doc.SetLink(id, max(0, at.y-12), at.page)
		p.links[l.target] = id
	}
	p.doc.Link(l.x, l.y, l.w, l.h, id)
}

// cutURL returns the address of a target that leads outside; anything that
// is not plain ASCII is left out, since gofpdf would garble it.
func cutURL(target string) (string, bool) {
	address, ok := strings.CutPrefix(target, "url:")
	return address, ok && plain(address)
}
