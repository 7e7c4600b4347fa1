// Package sheet sets the page that keeps a recovery code on paper: the code in
// groups that can be read at arm's length, what it opens, what to do with it and
// what is lost without it. It knows of no note and no debrief.
package sheet

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jung-kurt/gofpdf"

	"secondstory/backend/debrief"
	"secondstory/backend/report/pdf/catalog"
	"secondstory/backend/report/pdf/font"
)

// Text is a text of the catalogue, with its places filled in.
type Text func(key string, args ...string) string

// Name is what the file is called, unless somebody calls it something else.
const Name = "recovery-sheet.pdf"

// The page, in points: A4, with nothing where Letter ends.
const (
	left, right, top = 74.0, 521.0, 86.0
	inner            = right - left
)

// PDF sets the sheet of a code, in groups joined by hyphens, that was made at a
// time, which is told by its day. CodeExport when it cannot be set.
func PDF(code string, made time.Time, t Text) (file []byte, err error) {
	defer func() {
		if x := recover(); x != nil {
			// Never what the panic says: it could quote the code.
			err = debrief.Errorf(debrief.CodeExport).Wrap(fmt.Errorf("set sheet: panic"))
		}
	}()
	p := &page{doc: gofpdf.New("P", "pt", "A4", ""), y: top}
	p.begin(made, t)
	p.fill(strings.Split(code, "-"), made, t)
	var b bytes.Buffer
	if err := p.end(&b); err != nil {
		return nil, debrief.Errorf(debrief.CodeExport).Wrap(fmt.Errorf("set sheet: %w", err))
	}
	file, err = catalog.Finish(b.Bytes())
	clear(b.Bytes())
	return file, err
}

// fill sets everything, from the top down.
func (p *page) fill(groups []string, made time.Time, t Text) {
	p.paragraph(titleStyle(), t("sheet.title"), 0)
	p.y += 10
	p.paragraph(leadStyle(), t("sheet.lead"), 0)
	p.y += 16
	p.groups(groups)
	p.paragraph(smallStyle(), t("sheet.made", "date", made.Format("2 January 2006")), 0)
	p.paragraph(smallStyle(), t("sheet.letters"), 0)
	p.y += 14
	p.head(t("sheet.do"))
	for n := range 3 {
		p.step(n+1, t("sheet.do."+strconv.Itoa(n+1)))
	}
	p.y += 10
	p.head(t("sheet.use"))
	p.paragraph(bodyStyle(), t("sheet.use.told"), 0)
	p.y += 14
	p.head(t("sheet.lost"))
	p.paragraph(bodyStyle(), t("sheet.lost.told"), 0)
	p.y += 22
	p.blank(t("sheet.whose"))
	p.blank(t("sheet.which"))
}

// begin opens the page; its metadata names nobody and no place.
func (p *page) begin(made time.Time, t Text) {
	d := p.doc
	d.SetAutoPageBreak(false, 0)
	d.SetMargins(0, 0, 0)
	d.SetCellMargin(0)
	d.SetCatalogSort(true)
	d.SetCompression(false) // package catalog does
	d.SetCreationDate(made)
	d.SetModificationDate(made)
	d.SetTitle(t("sheet.title"), true)
	d.SetProducer("Second Story", true)
	d.AddPage()
	for _, f := range font.Faces() {
		data, err := font.File(f[0], "latin", f[1])
		if err != nil {
			d.SetError(err)
			return
		}
		d.AddUTF8FontFromBytes(name(f[0], f[1]), "", data)
	}
}

// end writes the page.
func (p *page) end(b *bytes.Buffer) error {
	if p.lacks != "" {
		return fmt.Errorf("find letters of %q in the font", p.lacks)
	}
	return p.doc.Output(b)
}
