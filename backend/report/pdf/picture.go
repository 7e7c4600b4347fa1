package pdf

import (
	"bytes"
	"strconv"

	"github.com/jung-kurt/gofpdf"

	"secondstory/backend/report"
)

// pictureShare is how much of a page's height a picture takes at most.
const pictureShare = .42

// pictures sets the pictures entries rest on, each with what is said of it.
func (f *flow) pictures() {
	if len(f.r.Pictures) == 0 {
		return
	}
	for i, p := range f.r.Pictures {
		w, h := f.pictureSize(p)
		told := f.pictureText(p)
		if i == 0 {
			f.section(f.evidence(), h+told.height()+8)
		}
		f.need(h + told.height() + 8)
		page := f.page()
		page.ops = append(page.ops, op{kind: opImage, x: f.sheet.left, y: f.y, w: w, h: h, image: &f.r.Pictures[i]},
			op{kind: opRect, x: f.sheet.left, y: f.y, w: w, h: h, stroke: true, color: line(), width: .4})
		f.y += h + 4
		f.flowLines(told, f.sheet.left)
		f.y += 12
	}
}

// evidence is the key of the section with what entries rest on.
func (f *flow) evidence() string {
	switch {
	case len(f.r.Graphs) == 0:
		return "pictures"
	case len(f.r.Pictures) == 0:
		return "graphs"
	}
	return "evidence"
}

// pictureSize fits a picture into the measure; at 110 dots to the inch, it is never
// made larger.
func (f *flow) pictureSize(p report.Picture) (w, h float64) {
	width, height := float64(p.Image.Width), float64(p.Image.Height)
	scale := min(f.sheet.measure()/width, (f.sheet.bottom-f.sheet.top)*pictureShare/height, 72.0/110)
	return width * scale, height * scale
}

func (f *flow) pictureText(p report.Picture) paragraph {
	st := tableStyle()
	spans := []span{{text: f.r.T("report.picture", "n", strconv.Itoa(p.Number)) + " ", style: st.with(sansBold())}}
	if p.Caption != "" {
		spans = append(spans, span{text: p.Caption + " ", style: st})
	}
	if p.From != "" {
		spans = append(spans, span{text: p.From + ". ", style: st.in(ink2())})
	}
	spans = append(spans, f.entryRefs(f.r.T("report.picture.entries"), p.Entries)...)
	return f.m.breakText(spans, f.sheet.measure(), 0)
}

// image draws a picture that was written anew for paper.
func (p *pen) image(o op) {
	name := "picture " + strconv.Itoa(o.image.Number)
	options := gofpdf.ImageOptions{ImageType: "PNG"}
	if o.image.Image.MediaType == "image/jpeg" {
		options.ImageType = "JPG"
	}
	p.doc.RegisterImageOptionsReader(name, options, bytes.NewReader(o.image.Image.Content))
	p.doc.ImageOptions(name, o.x, o.y, o.w, o.h, false, options, 0, "")
}
