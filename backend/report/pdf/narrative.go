package pdf

import (
	"secondstory/backend/report"
)

// narratives sets each person's account beside their name.
func (f *flow) narratives() {
	f.section("narratives", 80)
	if len(f.r.Narratives) == 0 && len(f.r.Noted) == 0 {
		f.none("narratives")
		return
	}
	if len(f.r.Narratives) > 0 {
		f.prose(boxStyle().in(ink2()), f.r.T("report.narratives.intro"))
		f.y += 8
	}
	for i, n := range f.r.Narratives {
		if i > 0 {
			f.skip(13)
		}
		f.narrative(n)
	}
	if len(f.r.Noted) > 0 {
		f.skip(13)
		f.narrative(report.Narrative{Name: f.r.T("report.narratives.noted"), Paragraphs: f.r.Noted})
	}
}

// narrative sets one account. The name is repeated where it goes on.
func (f *flow) narrative(n report.Narrative) {
	x, w := f.gridText()
	side := f.side(n)
	h := 0.0
	for _, p := range side {
		h += p.height() + 2
	}
	f.need(max(h, 3*bodyStyle().leading))
	top, page := f.y, len(f.pages)
	f.outline(n.Name, 1, top)
	y := top + .6
	for _, p := range side {
		y += f.draw(p, f.sheet.left, y) + 2
	}
	f.onPage = func() { f.carriedOn(n.Name) }
	for i, p := range n.Paragraphs {
		f.paragraph(p, i > 0 && !n.Paragraphs[i-1].Quote, x, w)
	}
	f.onPage = nil
	if len(f.pages) == page {
		f.y = max(f.y, y)
	}
}

// sideLines is how many lines a name or a remark at the side may take: it is
// there to find one's way, and the people's table has it in full.
const sideLines = 6

func (f *flow) side(n report.Narrative) []paragraph {
	set := func(text string, st style) paragraph {
		return f.m.clamp(f.m.breakText([]span{{text: text, style: st}}, gridSide(), 0), sideLines, gridSide())
	}
	out := []paragraph{set(n.Name, subheadStyle())}
	for _, m := range n.Meta {
		out = append(out, set(m, sideStyle()))
	}
	return out
}

func sideStyle() style { return style{face: sans(), size: 8.3, leading: 12, color: ink2()} }

func (f *flow) carriedOn(name string) {
	p := f.m.breakText([]span{{text: name + ", " + f.r.T("report.continued"), style: sideStyle()}}, gridSide(), 0)
	f.draw(f.m.clamp(p, 3, gridSide()), f.sheet.left, f.y+1.6)
}

// paragraph sets sentences with their times, or a quotation.
func (f *flow) paragraph(p report.Paragraph, indent bool, x, w float64) {
	if p.Quote {
		f.quotation(p, x, w)
		return
	}
	time := style{face: sans(), size: 7.4, leading: 10, color: ink2()}
	spans := []span{}
	for i, s := range p.Sentences {
		if i > 0 {
			spans = append(spans, span{text: " ", style: bodyStyle()})
		}
		if s.Time != "" {
			target := ""
			if s.OnTimeline {
				target = entryAnchor(s.ID)
			}
			spans = append(spans, span{text: s.Time + " ", style: time, target: target})
		}
		spans = append(spans, span{text: s.Text, style: bodyStyle()})
	}
	in := 0.0
	if indent {
		in = mm(4)
	}
	set := f.m.breakText(spans, w, in)
	f.need(2 * set.leading())
	for _, s := range p.Sentences {
		f.anchor(toldAnchor(s.ID), f.y)
	}
	f.flowLines(set, x)
	f.askedAbout(p.Sentences[len(p.Sentences)-1], x, w)
}

// askedAbout sets the questions asked about a line, below it.
func (f *flow) askedAbout(s report.Sentence, x, w float64) {
	in := mm(4)
	for i, text := range s.Asked {
		if i == 0 {
			f.skip(1.5)
		}
		set := f.m.breakText([]span{{text: text, style: askedStyle()}}, w-in, 0)
		f.need(min(set.height(), 2*set.leading()))
		f.flowLines(set, x+in)
		f.skip(1.5)
	}
}

func askedStyle() style { return bodyStyle().with(serifItalic()).sized(9).in(ink2()) }

// barred sets a paragraph behind a bar, at the side it is read from.
func (f *flow) barred(set paragraph, x, w, pad float64) {
	at, bar := x+pad, x+.8
	if set.rtl {
		at, bar = x, x+w-.8
	}
	f.flowParts(set, at, func(top, bottom float64) {
		f.segment(bar, top+1.5, bar, bottom-.5, accent(), 1.6)
	})
}

// quotation sets words as they were said, behind a bar.
func (f *flow) quotation(p report.Paragraph, x, w float64) {
	pad := mm(4)
	for _, s := range p.Sentences {
		set := f.m.pretty([]span{{text: s.Text, style: quoteStyle()}}, w-pad)
		f.skip(6.2)
		whole := set.height()
		if whole > 10*set.leading() {
			whole = 3 * set.leading()
		}
		f.need(whole)
		f.anchor(toldAnchor(s.ID), f.y)
		f.barred(set, x, w, pad)
		if s.Time != "" {
			f.need(11)
			f.text(x+pad, f.y+7, runStyle(), s.Time)
			f.y += 11
		}
		f.askedAbout(s, x+pad, w-pad)
		f.y += 6.8
	}
}
