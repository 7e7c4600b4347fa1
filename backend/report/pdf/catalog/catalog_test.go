package catalog_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"secondstory/backend/report/pdf/catalog"
	"secondstory/backend/report/pdf/pdftest"
)

func plain(t *testing.T, texts ...string) []byte {
	t.Helper()
	d := gofpdf.New("P", "pt", "A4", "")
	d.SetCompression(false)
	for _, text := range texts {
		d.AddPage()
		d.RawWriteStr("% " + text)
		d.Bookmark("here", 0, 0)
	}
	var b bytes.Buffer
	if err := d.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAFinishedFileSaysTheSameInLess(t *testing.T) {
	said := strings.Repeat("endobj stream xref startxref /Type /Catalog ", 300)
	before := plain(t, "one", said, "three")
	after, err := catalog.Finish(before)
	if err != nil {
		t.Fatal(err)
	}
	f := pdftest.Sound(t, after)
	if len(f.Pages) != 3 || f.Lang != "en" || !f.ShowsTitle || f.Pages[2].Label != "3" || len(f.Outline) != 3 {
		t.Errorf("%+v", f)
	}
	if bytes.Contains(after, []byte("endobj stream xref")) || len(after) > len(before)-len(said)*9/10 {
		t.Errorf("%d bytes of %d", len(after), len(before))
	}
}

func TestOtherFilesAreRefused(t *testing.T) {
	good := plain(t, "one")
	for _, s := range []string{
		"", "%PDF", "/Type /Catalog\nstartxref\nx\n", "startxref\n1\n/Type /Catalog\n", "xref\n0 2\nstartxref\n0\n",
		strings.Replace(string(good), "/Type /Catalog", "/Type /Katalog", 1),
		strings.Replace(string(good), "trailer\n", "retailer", 1),
		string(good[:len(good)/2]),
	} {
		if _, err := catalog.Finish([]byte(s)); err == nil {
			t.Errorf("%.80q is taken for a finished file", s)
		}
	}
	for _, s := range []string{"", "%PDF", "/Type /Catalog\nstartxref\nx\n", "startxref\n1\n/Type /Catalog\n"} {
		if _, err := catalog.Add([]byte(s), "/Lang (de)\n"); err == nil {
			t.Errorf("something is added to %q", s)
		}
	}
}
