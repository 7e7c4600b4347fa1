package sheet

import (
	"strconv"
	"strings"

	"github.com/jung-kurt/gofpdf"

	"secondstory/backend/report/pdf/font"
)

// page is a page that is being filled from the top down; lacks is a text of the
// catalogue the fonts have not all letters of.
type page struct {
	doc   *gofpdf.Fpdf
	y     float64
	lacks string
}

// style is how text is set: size and leading in points, grey from 0 to 255.
type style struct {
	family, weight string
	size, leading  float64
	grey           int
}

const (
	ink  = 0x16
	ink2 = 0x4C
	line = 0xB4
)

func titleStyle() style { return style{font.SourceSerif, font.SemiBold, 25, 30, ink} }
func leadStyle() style  { return style{font.SourceSerif, font.Regular, 12.6, 18, ink} }
func bodyStyle() style  { return style{font.SourceSerif, font.Regular, 10.8, 15.6, ink} }
func headStyle() style  { return style{font.Inter, font.SemiBold, 10.4, 15, ink} }
func smallStyle() style { return style{font.Inter, font.Regular, 9, 13.4, ink2} }
func codeStyle() style  { return style{font.Inter, font.SemiBold, 24, 34, ink} }

// name is gofpdf's name of a font.
func name(family, weight string) string { return strings.ReplaceAll(family+weight, "-", "") }

func (p *page) use(s style) {
	p.doc.SetFont(name(s.family, s.weight), "", s.size)
	p.doc.SetTextColor(s.grey, s.grey, s.grey)
}

// write draws one line; every text goes through here.
func (p *page) write(s style, x float64, text string) {
	for _, r := range text {
		if script, ok := font.Covers(s.family, s.weight, r); !ok || script != "latin" {
			p.lacks = text
			return
		}
	}
	p.use(s)
	p.doc.Text(x, p.y, text)
}

// paragraph breaks a text into lines and sets them, so far in from the left.
func (p *page) paragraph(s style, text string, in float64) {
	p.use(s)
	row := ""
	for _, word := range strings.Fields(text) {
		with := strings.TrimSpace(row + " " + word)
		if row != "" && p.doc.GetStringWidth(with) > inner-in {
			p.row(s, row, in)
			with = word
		}
		row = with
	}
	p.row(s, row, in)
}

func (p *page) row(s style, text string, in float64) {
	p.y += s.leading
	p.write(s, left+in, text)
}

func (p *page) head(text string) {
	p.paragraph(headStyle(), text, 0)
	p.y += 2
}

// step is a numbered paragraph.
func (p *page) step(n int, text string) {
	at := p.y
	p.paragraph(bodyStyle(), text, 20)
	end := p.y
	p.y = at + bodyStyle().leading
	p.write(bodyStyle(), left, strconv.Itoa(n)+".")
	p.y = end + 3
}

// The boxes of the groups, in points.
const (
	boxWidth, boxHeight = 103.0, 52.0
	boxGap              = (inner - 4*boxWidth) / 3
)

// groups sets the groups of the code four to a row, each in a box of its own with
// its number.
func (p *page) groups(groups []string) {
	first := p.y
	p.doc.SetDrawColor(line, line, line)
	p.doc.SetLineWidth(.8)
	for i, g := range groups {
		x, y := left+float64(i%4)*(boxWidth+boxGap), first+float64(i/4)*(boxHeight+10)
		p.doc.RoundedRect(x, y, boxWidth, boxHeight, 5, "1234", "D")
		p.doc.RawWriteStr("Q") // gofpdf saves the state here and leaves it saved
		p.y = y + 13
		p.write(smallStyle(), x+6, strconv.Itoa(i+1))
		p.use(codeStyle())
		p.y = y + 36
		p.write(codeStyle(), x+(boxWidth-p.doc.GetStringWidth(g))/2, g)
	}
	p.y = first + float64((len(groups)+3)/4)*(boxHeight+10) + 2
}

// blank is a line to write on.
func (p *page) blank(label string) {
	p.y += 26
	p.write(smallStyle(), left, label)
	p.doc.SetDrawColor(line, line, line)
	p.doc.SetLineWidth(.6)
	p.doc.Line(left+190, p.y+2, right, p.y+2)
}
